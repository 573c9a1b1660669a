//! How probable each phase is, and between which bounds the score lies: the posterior of the majority rule.

use std::f64::consts::PI;

use leerkring_model::{Phase, Probabilities, Rule};

use crate::judgements::Judgements;
use crate::numeric::gamma_sum::{Term, p_positive, p_positive_and_slope};
use crate::numeric::normal;

/// The search for a quantile of the score ends with a step, in phases, below this; the quantile itself is then right to
/// about 1e-9.
const LAST_STEP: f64 = 1e-5;
/// The error of a probability in that search.
const ERROR: f64 = 1e-12;
/// The probability in each tail outside the interval of the score.
const TAIL: f64 = 0.05;
/// A step of that search can be the last only from this near, in normal deviates: from there each end of the interval is
/// within 1e-3 (largest error found 8e-4, in 29,568 ends of unanimous and nearly unanimous teams of 0 to 303 people, on 2
/// to 9 phases, with priors of 0.5 to 5).
const NEAR: f64 = 0.05;
/// Enough to close in on a quantile by halving alone.
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
    from_cumulative(judgements.levels(), |phase| p_at_least(judgements, rule, phase))
}

/// The probability of a phase or a higher one, above the lowest.
pub(crate) fn p_at_least(judgements: &Judgements, rule: &Rule, phase: Phase) -> f64 {
    let levels = judgements.levels();
    let pseudo = rule.prior_mass() / f64::from(levels);
    let lower = phase.index() as f64;
    let (mut below, mut above) = (lower * pseudo, (f64::from(levels) - lower) * pseudo);
    let mut between = Vec::with_capacity(8);
    for group in judgements.groups() {
        let (share, people) = (group.at_least(phase), group.people as f64);
        if share < GRID {
            below += people;
        } else if share > 1.0 - GRID {
            above += people;
        } else if (share - rule.threshold()).abs() > GRID {
            between.push((share - rule.threshold(), people));
        }
    }
    // Most teams judge most phases with a whole yes or no: these two are often all.
    between.extend([(-rule.threshold(), below), (1.0 - rule.threshold(), above)]);
    p_positive(&merged(between))
}

/// Probabilities of the phases from those of reaching each, which fall from 1.
pub(crate) fn from_cumulative(levels: u8, p_at_least: impl Fn(Phase) -> f64) -> Probabilities {
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
    ScorePosterior::new(judgements, rule).quantile(p, LAST_STEP, ERROR)
}

/// The 90 % credible interval of the score, in phases, each end to 1e-3: a hundredth of the last digit that anyone reads.
pub(crate) fn score_interval(judgements: &Judgements, rule: &Rule) -> (f64, f64) {
    let posterior = ScorePosterior::new(judgements, rule);
    let end = |p| posterior.quantile(p, 2e-2, 3e-5);
    (end(TAIL), end(1.0 - TAIL))
}

/// The posterior of the score: values with their mass, as the weights of terms, from low to high.
pub(crate) struct ScorePosterior {
    values: Vec<Term>,
}

impl ScorePosterior {
    pub(crate) fn new(judgements: &Judgements, rule: &Rule) -> ScorePosterior {
        let levels = judgements.levels();
        let pseudo = rule.prior_mass() / f64::from(levels);
        let people = judgements.groups().iter().map(|group| (group.mean, group.people as f64));
        let prior = Phase::scale(levels).map(|person| (f64::from(person.number()), pseudo));
        ScorePosterior { values: merged(people.chain(prior).collect()) }
    }

    /// Mean, standard deviation and skewness, in closed form.
    pub(crate) fn moments(&self) -> (f64, f64, f64) {
        let total: f64 = self.values.iter().map(|term| term.mass).sum();
        let mean = self.values.iter().map(|term| term.mass * term.weight).sum::<f64>() / total;
        let power = |n: i32| {
            self.values.iter().map(|term| term.mass * (term.weight - mean).powi(n)).sum::<f64>() / total
        };
        let variance = power(2) / (total + 1.0);
        let third = 2.0 * power(3) / ((total + 1.0) * (total + 2.0));
        (mean, variance.sqrt(), third / (variance * variance.sqrt()))
    }

    /// The quantile at `p`, by Newton's method. On the scale of normal deviates the distribution is nearly a straight
    /// line, so that from the start that the skewness gives (Cornish & Fisher 1938) two or three steps do; they end with
    /// one below `last_step` from [`NEAR`], and each about squares the error. How far a step goes does not tell how near it
    /// is: in a team that agrees the distribution is narrow, and bent at the end of the scale. A bracket around the quantile
    /// keeps any step from leaving it, and is halved where a probability drowns in `error`, its error.
    fn quantile(&self, p: f64, last_step: f64, error: f64) -> f64 {
        let (mean, deviation, skewness) = self.moments();
        let ends = self.values.first().zip(self.values.last());
        let Some((mut low, mut high)) = ends.map(|(first, last)| (first.weight, last.weight)) else {
            return mean;
        };
        let wanted = normal::quantile(p);
        let start = mean + deviation * (wanted + skewness / 6.0 * (wanted * wanted - 1.0));
        let mut value = if start > low && start < high { start } else { (low + high) / 2.0 };
        for _ in 0..MOST_STEPS {
            let (above, density) = self.above(value, error);
            let deviate = normal::quantile(1.0 - above);
            if deviate < wanted {
                low = value;
            } else {
                high = value;
            }
            let normal_density = libm::exp(-0.5 * deviate * deviate) / (2.0 * PI).sqrt();
            let step = value + (wanted - deviate) * normal_density / density;
            let tells = above.min(1.0 - above) > 10.0 * error;
            let next = if tells && step > low && step < high { step } else { (low + high) / 2.0 };
            let moved = (next - value).abs();
            value = next;
            if moved < last_step && (wanted - deviate).abs() < NEAR {
                break;
            }
        }
        value
    }

    /// The probability that the score exceeds a value between the lowest and the highest, and its density there.
    pub(crate) fn above(&self, value: f64, error: f64) -> (f64, f64) {
        let terms: Vec<Term> =
            self.values.iter().map(|term| Term { weight: term.weight - value, ..*term }).collect();
        p_positive_and_slope(terms, error)
    }
}

/// Weights are fractions with small denominators: those that differ by less than this are the same.
const GRID: f64 = 1e-9;

/// Weights with their masses as terms, from low to high; equal weights are one term.
fn merged(weighed: Vec<(f64, f64)>) -> Vec<Term> {
    let mut terms: Vec<Term> = weighed.into_iter().map(|(weight, mass)| Term { weight, mass }).collect();
    terms.sort_by(|a, b| a.weight.total_cmp(&b.weight));
    terms.dedup_by(|next, kept| {
        let is_same = next.weight - kept.weight < GRID;
        if is_same {
            kept.mass += next.mass;
        }
        is_same
    });
    terms
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

    /// The interval that the engine takes, and the quantiles themselves, differ by no more than is said.
    fn is_close(judgements: &Judgements, rule: &Rule) -> Result<(), TestCaseError> {
        let (low, high) = score_interval(judgements, rule);
        let [exact_low, exact_high] = [0.05, 0.95].map(|p| score_quantile(judgements, rule, p));
        prop_assert!(
            (low - exact_low).abs() < 1e-3 && (high - exact_high).abs() < 1e-3,
            "{low} {exact_low} {high} {exact_high}"
        );
        Ok(())
    }

    /// The example of docs/METHOD.md, section 4: the phase is 2, and the interval begins above it.
    #[test]
    fn the_interval_of_ten_of_whom_one_is_far() {
        let judgements = of_counts(&[0, 6, 3, 0, 1]);
        let (low, high) = score_interval(&judgements, &Rule::default());
        assert_eq!(judgements.phase(0.5), Phase::new(2));
        assert_eq!(format!("{low:.1} {:.1} {high:.1}", judgements.mean().unwrap()), "2.3 2.6 3.2");
    }

    /// All at one end: narrow, and bent.
    #[test]
    fn the_interval_of_ten_who_agree() {
        let (_, high) = score_interval(&of_counts(&[0, 0, 0, 0, 10]), &Rule::default());
        assert!((high - 4.9569).abs() < 1e-3, "{high}");
        // One in a hundred elsewhere, hardly a prior: the start of the search lies where nothing can be told.
        let (low, _) = score_interval(&of_counts(&[100, 0, 1]), &Rule::new(0.5, 0.5).unwrap());
        assert!((low - 1.0023).abs() < 1e-3, "{low}");
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
            let terms: Vec<Term> = ScorePosterior::new(&judgements, &Rule::default())
                .values
                .iter()
                .map(|term| Term { weight: term.weight - quantile, ..*term })
                .collect();
            let above = p_positive(&terms);
            prop_assert!((above - (1.0 - p)).abs() < 1e-7, "{quantile} {above}");
        }

        /// What the engine takes is the same to the stated error.
        #[test]
        fn the_interval_is_as_close_as_it_says(rows in proptest::collection::vec(proptest::collection::vec(0_u8..=5, 3), 5..40)) {
            let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|n| Phase::new(*n).map(Answer::Phase)).collect()).collect();
            let judgements = Judgements::new(5, rows.iter().map(Vec::as_slice), 1).unwrap();
            is_close(&judgements, &Rule::default())?;
        }

        /// Also where all or nearly all are at one end of the scale.
        #[test]
        fn the_interval_of_a_team_that_agrees(
            levels in 2_u8..=9, people in 0_usize..120, others in proptest::collection::vec((1_u8..3, 1_usize..4), 0..5),
            indicators in 1_usize..4, at_top in any::<bool>(), prior in [0.5..5.0_f64],
        ) {
            let placed = |n: u8| Phase::new(if at_top { n } else { levels + 1 - n }).map(Answer::Phase);
            let mut rows = vec![vec![placed(levels); indicators]; people];
            for (lower, on) in others {
                let at = |i| placed(if i < on { levels.saturating_sub(lower).max(1) } else { levels });
                rows.push((0..indicators).map(at).collect());
            }
            let judgements = Judgements::new(levels, rows.iter().map(Vec::as_slice), 1).unwrap();
            is_close(&judgements, &Rule::new(0.5, prior[0]).unwrap())?;
        }
    }
}
