//! The schools together: what they grew, and each school's growth pulled to it.

use leerkring_model::{Aspect, AspectId, Model};

use super::FEWEST_TO_POOL;
use super::change::Change;
use crate::exchange::probably_higher;
use crate::pooling::estimate::Estimate;
use crate::pooling::meta::{self, MetaAnalysis};
use crate::privacy::{Thresholds, may_aggregate};

/// The growth of a network on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NetworkChange {
    /// The aspect.
    pub aspect: AspectId,
    /// Schools that show their growth: those that the figures are about.
    pub schools: u32,
    /// The spread of people within schools, in phases, over both moments and all schools of which the score may be told at both.
    /// `None` where too few.
    pub sigma: Option<f64>,
    /// The growth of all together. `None` with fewer than [`FEWEST_TO_POOL`] schools, or where one has most of the people.
    pub growth: Option<MetaAnalysis>,
    /// Schools of which the score is probably higher (P above .8), and probably lower; where `growth` is.
    pub probably: Option<(u32, u32)>,
}

impl NetworkChange {
    /// The 90 % interval of the mean growth over schools, in phases.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let mean = self.growth?.mean();
        Some((mean.quantile(0.05), mean.quantile(0.95)))
    }
}

/// Pools each aspect, and gives each school its growth pulled to that of all.
pub(super) fn pool(
    model: &Model,
    spreads: &[Option<f64>],
    schools: &mut [Change],
    thresholds: &Thresholds,
) -> Vec<NetworkChange> {
    let mut aspect_by_aspect = |(aspect, sigma): (&Aspect, &Option<f64>)| {
        let shown = || schools.iter().filter(|c| c.aspect == *aspect.id() && c.growth.value().is_some());
        let effects: Vec<Estimate> = shown().filter_map(effect).collect();
        let people: Vec<u32> =
            shown().map(|change| change.people.0.saturating_add(change.people.1)).collect();
        let enough = sigma.is_some() && effects.len() >= FEWEST_TO_POOL && may_aggregate(&people, thresholds);
        let growth = enough.then(|| meta::pool(&effects).ok()).flatten();
        let p = || shown().filter_map(|change| Some(change.growth.value()?.p_higher));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // Of a school that is lower, the other way round.
        let ((higher, _), (lower, _)) = (probably_higher(p()), probably_higher(p().map(|p| 1.0 - p)));
        let together = NetworkChange {
            aspect: aspect.id().clone(),
            schools: count(people.len()),
            sigma: *sigma,
            growth,
            probably: growth.map(|_| (count(higher), count(lower))),
        };
        if let Some(growth) = growth {
            for change in schools.iter_mut().filter(|change| change.aspect == *aspect.id()) {
                change.shrunken = effect(change).map(|found| growth.shrunken(found));
            }
        }
        together
    };
    model.aspects().iter().zip(spreads).map(&mut aspect_by_aspect).collect()
}

/// The growth of a school with its standard error, by the network's spread.
fn effect(change: &Change) -> Option<Estimate> {
    let (growth, smallest) = (change.growth.value()?, change.smallest.value()?);
    Some(Estimate { mean: growth.change, sd: smallest.error() })
}
