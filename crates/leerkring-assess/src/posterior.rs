//! How probable each phase is, and between which bounds the score lies: the posterior of the majority rule.

use std::collections::BTreeMap;

use leerkring_model::{Phase, Probabilities, Rule};
use statrs::function::erf::erfc_inv;

use crate::gamma_sum::{Term, p_positive};
use crate::judgements::Judgements;

/// The search for a quantile of the score ends with a step, in phases, below this. Steps shrink faster than
/// geometrically, so that the quantile itself is right to about 1e-8.
const LAST_STEP: f64 = 1e-5;
/// The probability in each tail outside the interval of the score.
const TAIL: f64 = 0.05;
/// Enough to close in on a quantile by halving alone. Usually five steps do.
const MOST_STEPS: usize = 60;

/// The probability of each phase.
///
/// Every person has weight `Gamma(1)`, and a prior of [`Rule::prior_mass`] persons is spread evenly over persons who
/// place everything at phase 1, at phase 2, ...: a Dirichlet process (Ferguson 1973), or a Bayesian bootstrap (Rubin
/// 1981) with a prior. The phase is the majority rule on the weighted shares, and the probability that the share at a
/// phase exceeds the threshold is one integral (`gamma_sum.rs`).
///
/// With one indicator that is the incomplete beta function: the shares of all possible colleagues are Dirichlet with
/// the counts plus 0.4 (five phases, prior of two persons), and `P(phase >= k) = 1 - I(A, B)` at the threshold, with `A`
/// the mass at or above `k` and `B` the mass below.
///
/// ```
/// use leerkring_assess::{Judgements, posterior::phase_probabilities};
/// use leerkring_model::{Phase, Rule};
/// // Nine of ten colleagues say phase 3.
/// let judgements = Judgements::from_counts(&[0, 1, 9, 0, 0])?;
/// let p = phase_probabilities(&judgements, &Rule::default());
/// assert!(p.of(Phase::Three) > 0.97);
/// # Ok::<(), leerkring_assess::NoSuchScale>(())
/// ```
pub fn phase_probabilities(judgements: &Judgements, rule: &Rule) -> Probabilities {
    let levels = judgements.levels();
    let pseudo = rule.prior_mass() / f64::from(levels);
    from_cumulative(levels, |phase| {
        let mut terms = Merged::default();
        for group in judgements.groups() {
            terms.add(group.at_least(phase) - rule.threshold(), group.people as f64);
        }
        for person in Phase::scale(levels) {
            let reached = if person >= phase { 1.0 } else { 0.0 };
            terms.add(reached - rule.threshold(), pseudo);
        }
        terms.p_positive()
    })
}

/// Probabilities of the phases from those of reaching each, which fall from 1.
fn from_cumulative(levels: u8, p_at_least: impl Fn(Phase) -> f64) -> Probabilities {
    let mut reached = Phase::scale(levels).skip(1).map(p_at_least);
    let mut above = 1.0;
    let p: Vec<f64> = Phase::scale(levels)
        .map(|_| {
            let next = reached.next().unwrap_or(0.0).min(above);
            let here = above - next;
            above = next;
            here
        })
        .collect();
    #[expect(
        clippy::expect_used,
        reason = "judgements have 2 to 9 phases, and the differences of a sequence that falls from 1 to 0 are probabilities"
    )]
    Probabilities::new(&p).expect("probabilities of 2 to 9 phases")
}

/// The quantile of the posterior of the score (the weighted mean of the persons' means) at probability `p`, in
/// phases: the value below which it lies with that probability.
///
/// A 90 % credible interval runs from the quantile at 0.05 to that at 0.95. It has a width even where all agree:
/// six colleagues are not all possible colleagues.
pub fn score_quantile(judgements: &Judgements, rule: &Rule, p: f64) -> f64 {
    let posterior = ScorePosterior::new(judgements, rule);
    let (mean, deviation) = posterior.moments();
    let (bottom, top) = (f64::from(Phase::LOWEST.number()), f64::from(judgements.levels()));
    // On the scale of normal deviates the distribution is nearly a straight line, on which the secant rule needs a
    // few steps. A bracket around the quantile keeps any step from leaving it.
    let wanted = normal_deviate(p);
    let (mut low, mut high) = (bottom, top);
    let mut value = (mean + wanted * deviation).clamp(bottom, top);
    let mut slope = deviation;
    let mut last: Option<(f64, f64)> = None;
    for _ in 0..MOST_STEPS {
        let deviate = normal_deviate(1.0 - posterior.above(value));
        if deviate < wanted {
            low = value;
        } else {
            high = value;
        }
        if let Some((last_value, last_deviate)) = last.filter(|(_, d)| *d != deviate) {
            slope = (value - last_value) / (deviate - last_deviate);
        }
        last = Some((value, deviate));
        let step = value + (wanted - deviate) * slope;
        let next = if step > low && step < high { step } else { (low + high) / 2.0 };
        let moved = (next - value).abs();
        value = next;
        if moved < LAST_STEP {
            break;
        }
    }
    value
}

/// The 90 % credible interval of the score, in phases.
pub(crate) fn score_interval(judgements: &Judgements, rule: &Rule) -> (f64, f64) {
    (score_quantile(judgements, rule, TAIL), score_quantile(judgements, rule, 1.0 - TAIL))
}

/// The value that a standard normal variable stays below with probability `p`, kept finite.
fn normal_deviate(p: f64) -> f64 {
    const TINY: f64 = 1e-12;
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * p.clamp(TINY, 1.0 - TINY))
}

/// The posterior of the score: values with their mass.
struct ScorePosterior {
    values: Vec<(f64, f64)>,
}

impl ScorePosterior {
    fn new(judgements: &Judgements, rule: &Rule) -> ScorePosterior {
        let levels = judgements.levels();
        let pseudo = rule.prior_mass() / f64::from(levels);
        let mut merged = Merged::default();
        for group in judgements.groups() {
            merged.add(group.mean, group.people as f64);
        }
        for person in Phase::scale(levels) {
            merged.add(f64::from(person.number()), pseudo);
        }
        ScorePosterior { values: merged.pairs() }
    }

    /// Mean and standard deviation, in closed form.
    fn moments(&self) -> (f64, f64) {
        let total: f64 = self.values.iter().map(|(_, mass)| mass).sum();
        let mean = self.values.iter().map(|(x, mass)| mass * x).sum::<f64>() / total;
        let square = self.values.iter().map(|(x, mass)| mass * (x - mean) * (x - mean)).sum::<f64>() / total;
        (mean, (square / (total + 1.0)).sqrt())
    }

    /// The probability that the score exceeds a value.
    fn above(&self, value: f64) -> f64 {
        let terms: Vec<Term> =
            self.values.iter().map(|(x, mass)| Term { mass: *mass, weight: x - value }).collect();
        p_positive(&terms)
    }
}

/// Masses by weight: terms of equal weight are one term.
#[derive(Default)]
struct Merged(BTreeMap<i64, (f64, f64)>);

impl Merged {
    /// Weights are fractions with small denominators: those that differ by less than this are the same.
    const GRID: f64 = 1e-9;

    fn add(&mut self, weight: f64, mass: f64) {
        let slot = (weight / Merged::GRID).round() as i64;
        self.0.entry(slot).or_insert((weight, 0.0)).1 += mass;
    }

    fn pairs(&self) -> Vec<(f64, f64)> {
        self.0.values().copied().collect()
    }

    fn p_positive(&self) -> f64 {
        let terms: Vec<Term> = self
            .0
            .values()
            .filter(|(weight, _)| weight.abs() > Merged::GRID)
            .map(|&(weight, mass)| Term { mass, weight })
            .collect();
        p_positive(&terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::Answer;
    use proptest::prelude::*;

    fn of_counts(counts: &[u32]) -> Judgements {
        Judgements::from_counts(counts).unwrap()
    }

    #[test]
    fn without_answers_the_prior_is_symmetric() {
        let p = phase_probabilities(&of_counts(&[0; 5]), &Rule::default());
        assert!((p.of(Phase::One) - p.of(Phase::Five)).abs() < 1e-12);
        assert!((p.of(Phase::Two) - p.of(Phase::Four)).abs() < 1e-12);
    }

    #[test]
    fn one_person_and_two_phases_by_hand() {
        // Prior of two persons on two phases is one each; with one answer at phase 2 the share at 2 is Beta(2, 1),
        // and P(share > 1/2) = 1 - (1/2)^2.
        let p = phase_probabilities(&of_counts(&[0, 1]), &Rule::default());
        assert!((p.of(Phase::Two) - 0.75).abs() < 1e-12);
    }

    #[test]
    fn the_score_of_two_phases_by_hand() {
        // The score is 1 + Beta(2, 1), with distribution function (x - 1)^2.
        for p in [0.05_f64, 0.5, 0.95] {
            let quantile = score_quantile(&of_counts(&[0, 1]), &Rule::default(), p);
            assert!((quantile - (1.0 + p.sqrt())).abs() < 1e-8, "{p} {quantile}");
        }
    }

    #[test]
    fn all_agreeing_still_leaves_a_width() {
        let six = of_counts(&[0, 0, 6, 0, 0]);
        let [low, high] = [0.05, 0.95].map(|p| score_quantile(&six, &Rule::default(), p));
        assert!(low < 2.8 && high > 3.2, "{low} {high}");
    }

    proptest! {
        /// Whatever the team: probabilities add up, and turning the scale round turns them round (at the majority,
        /// where "more than half at k or higher" and "half or more below k" exclude each other).
        #[test]
        fn a_scale_turned_round(rows in proptest::collection::vec(proptest::collection::vec(0_u8..=5, 3), 0..25)) {
            let judge = |turn: bool| {
                let at = |n: u8| Phase::new(if turn && n > 0 { 6 - n } else { n }).map(Answer::Phase);
                let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|n| at(*n)).collect()).collect();
                Judgements::new(5, rows.iter().map(Vec::as_slice), 1).unwrap()
            };
            let (straight, turned) = (judge(false), judge(true));
            let rule = Rule::default();
            let (p, q) = (phase_probabilities(&straight, &rule), phase_probabilities(&turned, &rule));
            prop_assert!((p.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (a, b) in p.as_slice().iter().zip(q.as_slice().iter().rev()) {
                prop_assert!((a - b).abs() < 1e-9, "{p:?} {q:?}");
            }
            let (low, high) = (score_quantile(&straight, &rule, 0.05), score_quantile(&turned, &rule, 0.95));
            prop_assert!((low - (6.0 - high)).abs() < 1e-7, "{low} {high}");
        }

        /// The quantile is where the posterior says it is.
        #[test]
        fn quantiles_invert_the_posterior(counts in proptest::collection::vec(0_u32..30, 5), p in 0.01..0.99_f64) {
            let judgements = of_counts(&counts);
            let quantile = score_quantile(&judgements, &Rule::default(), p);
            let above = ScorePosterior::new(&judgements, &Rule::default()).above(quantile);
            prop_assert!((above - (1.0 - p)).abs() < 1e-6, "{quantile} {above}");
        }
    }
}
