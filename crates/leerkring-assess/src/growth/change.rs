//! Growth of a school on an aspect, from the posteriors of two moments.

use leerkring_model::{Phase, Probabilities, Rule};

use crate::growth::difference::Difference;
use crate::judgements::Judgements;
use crate::posterior::phase_probabilities;

/// The step of which [`Growth::p_half_phase`] gives the probability.
pub const HALF_A_PHASE: f64 = 0.5;

/// Growth of a school on an aspect.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Growth {
    /// People who answered at the first moment.
    pub people_first: u64,
    /// People who answered at the second.
    pub people_second: u64,
    /// The mean of the persons' means at the second moment less that at the first, in phases.
    pub change: f64,
    /// The 90 % credible interval of the change, in phases; widened to hold `change` where a small team agrees at an
    /// end of the scale.
    pub interval: (f64, f64),
    /// The probability that the score is higher than it was.
    pub p_higher: f64,
    /// The probability that it is at least [`HALF_A_PHASE`] higher.
    pub p_half_phase: f64,
    /// The probability that the phase is a higher one.
    pub p_phase_up: f64,
    /// The probability that it is a lower one.
    pub p_phase_down: f64,
}

/// Why there is no growth to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GrowthError {
    /// Nobody answered at one of the moments.
    #[error("nobody answered at one of the two moments")]
    NoAnswers,
    /// The two moments were asked on different scales.
    #[error("scales of {0} and of {1} phases; growth needs the same model at both moments")]
    Scales(
        /// Phases at the first moment.
        u8,
        /// Phases at the second.
        u8,
    ),
}

/// Growth between two moments at which people answered without a name.
///
/// Each moment has its posterior ([`crate::posterior`]), and the two are taken as independent:
/// `P(phase up) = sum_k P(first = k) P(second > k)`, and the change of the score is the difference of two independent
/// scores. The sum over both distributions is taken on a lattice, without random numbers; probabilities are within 1e-5 and
/// limits of the interval within 0.001 phases.
///
/// Many people answer twice and are alike at both moments, so that the true doubt is smaller than stated here: this is
/// the cautious side. Never pair people by role or age to gain that back; with a code of their own use [`crate::growth::pair`].
///
/// # Errors
/// [`GrowthError`] without answers at one of the moments, or on different scales.
///
/// ```
/// use leerkring_assess::{Judgements, growth::growth};
/// use leerkring_model::Rule;
/// let first = Judgements::from_counts(&[1, 6, 3, 0, 0]).unwrap();
/// let second = Judgements::from_counts(&[0, 2, 5, 3, 0]).unwrap();
/// let growth = growth(&first, &second, &Rule::default())?;
/// assert!((growth.change - 0.9).abs() < 1e-12);
/// assert!(growth.p_higher > 0.95 && growth.p_phase_up > 0.7 && growth.p_phase_down < 0.01);
/// // Ten people leave an interval of more than a phase.
/// assert!(growth.interval.1 - growth.interval.0 > 1.0);
/// # Ok::<(), leerkring_assess::growth::GrowthError>(())
/// ```
pub fn growth(first: &Judgements, second: &Judgements, rule: &Rule) -> Result<Growth, GrowthError> {
    if first.levels() != second.levels() {
        return Err(GrowthError::Scales(first.levels(), second.levels()));
    }
    let (before, after) = first.mean().zip(second.mean()).ok_or(GrowthError::NoAnswers)?;
    let change = after - before;
    let difference = Difference::new(first, second, rule);
    let (low, high) = (difference.quantile(0.05), difference.quantile(0.95));
    let phases = [first, second].map(|judgements| phase_probabilities(judgements, rule));
    let [of_first, of_second] = &phases;
    Ok(Growth {
        people_first: first.people(),
        people_second: second.people(),
        change,
        interval: (low.min(change), high.max(change)),
        p_higher: difference.above(0.0),
        p_half_phase: difference.above(HALF_A_PHASE),
        p_phase_up: p_above(of_first, of_second, first.levels()),
        p_phase_down: p_above(of_second, of_first, first.levels()),
    })
}

/// The probability that the second phase is above the first.
fn p_above(first: &Probabilities, second: &Probabilities, levels: u8) -> f64 {
    let scale = Phase::scale(levels);
    scale.clone().zip(scale.skip(1)).map(|(here, next)| first.of(here) * second.at_least(next)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Turning time round turns growth round.
        #[test]
        fn time_turned_round(
            a in proptest::collection::vec(0_u32..8, 5),
            b in proptest::collection::vec(0_u32..8, 5),
        ) {
            prop_assume!(a.iter().sum::<u32>() > 0 && b.iter().sum::<u32>() > 0);
            let [a, b] = [a, b].map(|counts| Judgements::from_counts(&counts).unwrap());
            let there = growth(&a, &b, &Rule::default()).unwrap();
            let back = growth(&b, &a, &Rule::default()).unwrap();
            prop_assert!((there.change + back.change).abs() < 1e-12);
            prop_assert!((there.p_higher + back.p_higher - 1.0).abs() < 1e-7, "{there:?} {back:?}");
            prop_assert!((there.p_phase_up - back.p_phase_down).abs() < 1e-12);
            prop_assert!((there.interval.0 + back.interval.1).abs() < 1e-6);
            prop_assert!(there.p_half_phase <= there.p_higher);
            prop_assert!(there.p_phase_up + there.p_phase_down <= 1.0 + 1e-12);
        }
    }

    #[test]
    fn nothing_to_compare() {
        let none = Judgements::from_counts(&[0; 5]).unwrap();
        let some = Judgements::from_counts(&[0, 1, 0, 0, 0]).unwrap();
        let other = Judgements::from_counts(&[0, 1, 0, 0]).unwrap();
        assert_eq!(growth(&none, &some, &Rule::default()), Err(GrowthError::NoAnswers));
        assert_eq!(growth(&some, &other, &Rule::default()), Err(GrowthError::Scales(5, 4)));
    }
}
