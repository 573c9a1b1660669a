//! Phases with the network's experience: an ordinal model in which schools differ.
//!
//! Behind the phases lies a line on which every person judges the school: `P(answer <= k) = Φ(threshold_k - u)`, with a
//! level `u` per school, normal with standard deviation `sd` over schools. More than half of all possible colleagues place
//! the school at phase `k` or higher exactly if `u` is above the threshold below `k`. So the thresholds are the borders
//! of the phases by the majority rule, and how probable a phase is follows from what is known about `u`.
//!
//! It is right in a network of at least 15 schools and 150 people, beside a school's own posterior, which a school
//! should always be able to see. In divided small teams it is more honest than that one, because it knows from
//! other schools how people answer. It is misused alone, with schools that were chosen for their answers, or where
//! people are clearly more divided at some schools than at others: the model has one spread for all.
//!
//! With several indicators each has its own thresholds and the school one `u`. Answers of one person are taken as
//! independent then, although a strict colleague is strict throughout: what is said is surer than it should be. So
//! prefer it per indicator.

use crate::numeric::normal;

mod likelihood;
mod posterior;

use likelihood::Counts;
pub use posterior::{SchoolPosterior, posteriors};

/// Schools needed.
pub const FEWEST_SCHOOLS: usize = 15;
/// People needed over all schools.
pub const FEWEST_PEOPLE: u64 = 150;
/// More spread between schools than this, in units of that between people, is no spread: nobody differs from a colleague.
const MOST_SD: f64 = 30.0;

/// The model of a network.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrdinalProbit {
    /// Per indicator the thresholds between phases, rising, one less than there are phases. Two are equal if nobody chose
    /// the phase between them; one is infinite if nobody chose a phase beyond it.
    pub thresholds: Vec<Vec<f64>>,
    /// The standard deviation between schools, in units of that between people of one school. 0: no difference
    /// between schools can be detected.
    pub sd: f64,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// Schools with answers.
    pub schools: usize,
}

/// The model is not fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProbitError {
    /// Too few schools.
    #[error("{0} schools with answers; the network's experience needs at least {FEWEST_SCHOOLS}")]
    Schools(usize),
    /// Too few people.
    #[error("{0} people; the network's experience needs at least {FEWEST_PEOPLE}")]
    People(u64),
    /// The numbers are not those of indicators with so many phases.
    #[error("`{found}` numbers for a school; with `{levels}` phases there should be that many per indicator")]
    Shape {
        /// Phases.
        levels: u8,
        /// Numbers.
        found: usize,
    },
    /// Everyone chose the same phase.
    #[error("everyone chose the same phase; there is nothing to tell phases apart by")]
    OnePhase,
    /// Nobody differs from a colleague.
    #[error("colleagues hardly differ; differences between schools cannot be measured in theirs")]
    NoSpread,
    /// The search for the best thresholds did not end.
    #[error("no best thresholds were found")]
    NoEnd,
}

/// Fits the model by maximum likelihood, to what people chose: per school the number of people who chose phase 1, 2, ...
/// of an indicator; with more indicators, those of the next one after it. Schools without answers do not count, and
/// the order of schools changes nothing.
///
/// The integral over `u` is taken by the trapezoidal rule on points common to all schools, so close together that
/// it is right to 1e-12 for the largest team; the search uses the exact gradient.
///
/// McCullagh 1980, *J. R. Stat. Soc. B* 42:109; Hedeker & Gibbons 1994, *Biometrics* 50:933. The model of
/// `ordinal::clmm(answer ~ 1 + (1|school), link = "probit")` with many quadrature points.
///
/// ```
/// use leerkring_assess::pooling::probit::{fit, posteriors};
/// // Sixteen schools of ten; in half of them most are in phase 2, in the others in phase 3.
/// let schools: Vec<Vec<u32>> =
///     (0..16).map(|i| if i % 2 == 0 { vec![2, 6, 2] } else { vec![0, 3, 7] }).collect();
/// let network = fit(3, &schools)?;
/// let [first, second] = [&schools[0], &schools[1]];
/// let known = posteriors(&network, &[first.clone(), second.clone()])?;
/// assert!(known[0].phases[1] > 0.95); // phase 2
/// assert!(known[1].phases[2] > 0.8); // phase 3
/// # Ok::<(), leerkring_assess::pooling::probit::ProbitError>(())
/// ```
///
/// # Errors
/// [`ProbitError`] with fewer than 15 schools or 150 people, or if the answers do not hold what the model needs.
pub fn fit(levels: u8, schools: &[Vec<u32>]) -> Result<OrdinalProbit, ProbitError> {
    let counts = Counts::of(levels, schools)?;
    let found = counts.schools.len();
    if found < FEWEST_SCHOOLS {
        return Err(ProbitError::Schools(found));
    }
    let people = counts.people();
    if people < FEWEST_PEOPLE {
        return Err(ProbitError::People(people));
    }
    fit_any(&counts)
}

/// The fit, however few there are.
fn fit_any(counts: &Counts) -> Result<OrdinalProbit, ProbitError> {
    let alike = counts.thresholds_if_alike();
    if alike.iter().all(Vec::is_empty) {
        return Err(ProbitError::OnePhase);
    }
    let best = likelihood::maximise(counts, &alike)?;
    if best.sd > MOST_SD {
        return Err(ProbitError::NoSpread);
    }
    Ok(OrdinalProbit {
        thresholds: counts.with_unused(&best.thresholds),
        sd: best.sd,
        log_likelihood: best.log_likelihood,
        schools: counts.schools.len(),
    })
}

impl OrdinalProbit {
    /// The number of phases.
    pub fn levels(&self) -> usize {
        self.thresholds.first().map_or(0, Vec::len) + 1
    }

    /// The borders of the phases on the line of `u`: where the majority rule on all indicators together places a school a
    /// phase higher. With one indicator these are its thresholds; with more, where the mean share at the next phase
    /// or higher is one half.
    pub fn borders(&self) -> Vec<f64> {
        (0..self.levels() - 1)
            .map(|k| {
                border(&self.thresholds.iter().filter_map(|item| item.get(k).copied()).collect::<Vec<_>>())
            })
            .collect()
    }
}

/// Where the mean of `Φ(u - threshold)` passes one half.
fn border(thresholds: &[f64]) -> f64 {
    let finite = || thresholds.iter().copied().filter(|threshold| threshold.is_finite());
    let half = thresholds.len() as f64 / 2.0;
    let share = |u: f64| thresholds.iter().map(|threshold| normal::below(u - threshold)).sum::<f64>();
    let (low, high) =
        finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    let always = thresholds.iter().filter(|threshold| **threshold == f64::NEG_INFINITY).count() as f64;
    let ever = always + finite().count() as f64;
    if ever <= half {
        return f64::INFINITY; // more than half is never reached
    }
    if always >= half {
        return f64::NEG_INFINITY;
    }
    if low == high && ever == thresholds.len() as f64 && always == 0.0 {
        return low;
    }
    // Beyond these, all finite ones have made up their mind.
    crate::numeric::brent::root(|u| share(u) - half, low - 10.0, high + 10.0).unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests;
