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
        let core = match (self.withheld(), self.alike.aspect) {
            (None, _) => self.judgements.clone(),
            (Some(Why::Alike), Some(phase)) => {
                Judgements::unanimous(self.levels, phase, self.people().saturating_sub(APART))
            }
            (Some(why), _) => return Shown::Withheld(why),
        };
        let team = match self.team() {
            Shown::Value(team) => team,
            Shown::Withheld(why) => return Shown::Withheld(why),
        };
        let bounds = bounds(&core, team, &self.options.rule);
        let counted = u32::try_from(core.people()).unwrap_or(u32::MAX);
        Shown::Value(Missing { people: team - counted, low: bounds.low, high: bounds.high })
    }

    /// The phases of the whole team, had everyone answered like those who did.
    pub(super) fn whole_team(&self) -> Shown<Probabilities> {
        let rule = &self.options.rule;
        let of = |team| self.detail(|judgements| finite_team::phase_probabilities(judgements, team, rule));
        self.team().and_then(of)
    }
}
