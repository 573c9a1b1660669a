//! What was answered: the distribution, how close together, and each indicator on its own.

use leerkring_model::{Indicator, Phase};

use super::Case;
use super::given::{Given, on_scale};
use crate::agreement::{Counts, ad, describe};
use crate::assessment::{Closeness, Distribution, OwnPhase};
use crate::privacy::{Shown, Why};

impl Case<'_> {
    pub(super) fn distribution(&self) -> Option<Distribution> {
        let counts = Counts::new(on_scale(&self.counted, self.levels)).ok()?;
        let (low, high) = describe::quartiles(&counts);
        Some(Distribution {
            at_least: Phase::scale(self.levels).map(|phase| self.judgements.share_at_least(phase)).collect(),
            median_low: Phase::new(describe::lower_median(&counts))?,
            median_high: Phase::new(describe::upper_median(&counts))?,
            quartile_low: Phase::new(low)?,
            quartile_high: Phase::new(high)?,
            counts: counts.per_level().to_vec(),
        })
    }

    pub(super) fn closeness(&self) -> Option<Closeness> {
        let items: Vec<Counts> = self.given.iter().filter_map(|given| given.counts(self.levels)).collect();
        let apart = ad::ad_median(&items)?;
        Some(Closeness {
            ad: apart,
            band: ad::band(apart, self.levels).ok()?,
            within_one: ad::share_within_one(&items)?,
        })
    }

    pub(super) fn indicators(&self) -> Shown<Vec<OwnPhase>> {
        let own = |(indicator, given): (&Indicator, &Given)| {
            let judgements = given.judgements(self.levels)?;
            let phase = judgements.phase(self.options.rule.threshold())?;
            self.may_tell(given).then(|| OwnPhase {
                indicator: indicator.id().clone(),
                phase,
                places: given.places,
            })
        };
        let why = self.by_indicator.or(self.unplaced.then_some(Why::Alike));
        self.unless(self.withheld().or(why), |_| {
            Some(self.aspect.indicators().iter().zip(&self.given).filter_map(own).collect())
        })
    }

    /// Whether an indicator is told on its own: enough of those who count placed it, and most of them.
    pub(super) fn may_tell(&self, given: &Given) -> bool {
        given.by_counting >= self.options.thresholds.detail && given.by_counting > self.people() / 2
    }
}
