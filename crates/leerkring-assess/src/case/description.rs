//! What was answered: the distribution, how close together, and each indicator on its own.

use leerkring_model::{Answer, Indicator, Phase};

use super::{Case, judge, tally};
use crate::agreement::{Counts, ad, describe};
use crate::assessment::{Closeness, Distribution, OwnPhase};
use crate::judgements::half_of;
use crate::privacy::Shown;

impl Case<'_> {
    pub(super) fn distribution(&self) -> Option<Distribution> {
        let counts = self.counts()?;
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

    /// The answers of those who count, by phase.
    fn counts(&self) -> Option<Counts> {
        let needed = half_of(self.aspect.indicators().len());
        let placed =
            |row: &&[Option<Answer>]| row.iter().flatten().filter_map(|answer| answer.phase()).count();
        self.count(self.rows.iter().copied().filter(|row| placed(row) >= needed))
    }

    fn count<'r>(&self, rows: impl Iterator<Item = &'r [Option<Answer>]>) -> Option<Counts> {
        let phases = rows.flatten().flatten().filter_map(|answer| answer.phase());
        Counts::of(self.levels, &phases.map(Phase::number).collect::<Vec<u8>>()).ok()
    }

    pub(super) fn closeness(&self) -> Option<Closeness> {
        let places = 0..self.aspect.indicators().len();
        let items: Vec<Counts> = places.filter_map(|place| self.count(self.column(place))).collect();
        let apart = ad::ad_median(&items)?;
        Some(Closeness {
            ad: apart,
            band: ad::band(apart, self.levels).ok()?,
            within_one: ad::share_within_one(&items)?,
        })
    }

    pub(super) fn indicators(&self) -> Shown<Vec<OwnPhase>> {
        let own = |(place, indicator): (usize, &Indicator)| {
            let judgements = judge(self.levels, self.column(place), 1);
            let places = tally(self.column(place).flatten().copied());
            let phase = judgements.phase(self.options.rule.threshold())?;
            (judgements.people() >= u64::from(self.options.thresholds.detail)).then(|| OwnPhase {
                indicator: indicator.id().clone(),
                phase,
                places,
            })
        };
        self.detail(!self.alike.indicator && !self.alike.unplaced, |_| {
            Some(self.aspect.indicators().iter().enumerate().filter_map(own).collect())
        })
    }
}
