//! Those who did not answer: what they could change, and what the whole team would probably say.

use leerkring_model::Probabilities;

use super::Case;
use crate::assessment::Missing;
use crate::finite_team;
use crate::judgements::Judgements;
use crate::nonresponse::bounds;
use crate::privacy::{APART, Shown, Why};

impl Case<'_> {
    pub(super) fn missing(&self) -> Shown<Missing> {
        let (people, needed) = (self.people(), self.options.thresholds.detail.max(self.needed()));
        if people < needed {
            return Shown::Withheld(Why::TooFew { people, needed });
        }
        if self.is_held_back() {
            return Shown::Withheld(Why::BesideEarlier);
        }
        let team = match self.team() {
            Shown::Value(team) => team,
            Shown::Withheld(why) => return Shown::Withheld(why),
        };
        if self.stands_out {
            return Shown::Withheld(Why::LeftOpen);
        }
        let core = match self.alike.aspect {
            Some(phase) => Judgements::unanimous(self.levels, phase, people.saturating_sub(APART)),
            None => self.judgements.clone(),
        };
        let bounds = bounds(&core, team, &self.options.rule);
        let counted = u32::try_from(core.people()).unwrap_or(u32::MAX);
        Shown::Value(Missing { people: team - counted, low: bounds.low, high: bounds.high })
    }

    /// The phases of the whole team, had everyone answered like those who did.
    pub(super) fn whole_team(&self) -> Shown<Probabilities> {
        let rule = &self.options.rule;
        let of =
            |team| self.detail(true, |judgements| finite_team::phase_probabilities(judgements, team, rule));
        self.team().and_then(of)
    }
}
