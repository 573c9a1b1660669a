//! How sure it is that one school is further than another, by their scores.
//!
//! By phases, and each from its own answers alone, it is [`Probabilities::above`](leerkring_model::Probabilities::above).
//! That is coarser, because phases are. Show both: "surely further, probably a phase further".

use crate::numeric::{brent, normal};
use crate::pooling::estimate::Estimate;
use crate::pooling::random_intercept::{Criterion, Deviance, FitError, RandomIntercept, profile};
use crate::pooling::scores::Scores;

/// With fewer schools nothing is pooled: how much schools differ is then hardly known.
pub const FEWEST_SCHOOLS: u64 = 8;
/// With fewer schools than this, the uncertainty of how much schools differ is taken along.
pub const ENOUGH_SCHOOLS: u64 = 15;
/// Values of `tau` for that.
const POINTS: u32 = 21;
/// They run to where the deviance is this much above its lowest: there the likelihood is e⁻⁶ of its best.
const REACH: f64 = 12.0;

/// A network on one aspect: what is needed to compare two of its schools.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    best: RandomIntercept,
    /// One fit, or one for each point of `tau`, with weights that add up to 1.
    parts: Vec<(f64, RandomIntercept)>,
}

/// Schools are not pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PoolError {
    /// Too few of them.
    #[error("{0} schools with scores; below {FEWEST_SCHOOLS} it is hardly known how much schools differ")]
    TooFew(u64),
    /// There is nothing to fit.
    #[error(transparent)]
    Fit(#[from] FitError),
}

/// Pools the schools of a network (REML, [`fit`](super::random_intercept::fit)), for comparing two of them.
///
/// With fewer than 15 schools a single `tau` would make everything too certain. Then 21 values of it, evenly spread over
/// all that are not far too unlikely, each count by their restricted likelihood (each value of `tau` being as good as
/// another beforehand), and probabilities are averages over them.
///
/// ```
/// use leerkring_assess::pooling::{compare::pool, scores::Scores};
/// let schools: Vec<Scores> =
///     (0_u32..16).map(|i| Scores::new(10, 2.0 + f64::from(i % 8) / 4.0, 5.0)).collect::<Result<_, _>>()?;
/// let network = pool(&schools)?;
/// let p = network.p_further(&schools[0], &schools[7], 0.5);
/// assert!(p > 0.99); // 2.00 and 3.75, and surely half a phase apart
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`PoolError`] below 8 schools, or if no two colleagues differ.
pub fn pool(schools: &[Scores]) -> Result<Pooled, PoolError> {
    let found = schools.iter().filter(|school| school.people() > 0).count() as u64;
    if found < FEWEST_SCHOOLS {
        return Err(PoolError::TooFew(found));
    }
    let deviance = Deviance::of(schools, Criterion::Reml)?;
    let best = deviance.fit();
    let parts = if found < ENOUGH_SCHOOLS { grid(&deviance, &best) } else { vec![(1.0, best)] };
    Ok(Pooled { best, parts })
}

/// Fits at evenly spaced values of `tau`, weighted by how likely each is.
fn grid(deviance: &Deviance, best: &RandomIntercept) -> Vec<(f64, RandomIntercept)> {
    let above = |tau: f64| deviance.at_tau2(tau * tau).0 - best.deviance - REACH;
    let start = best.tau();
    let low = if above(0.0) <= 0.0 { 0.0 } else { brent::root(above, 0.0, start).unwrap_or(0.0) };
    let high = profile::edge(above, start, start.max(best.mu_se));
    let last = POINTS - 1;
    let fits: Vec<(f64, RandomIntercept)> = (0..=last)
        .map(|i| {
            let tau = low + (high - low) * f64::from(i) / f64::from(last);
            let (value, sigma2) = deviance.at_tau2(tau * tau);
            // The first and the last point stand for half as wide a stretch.
            let stretch = if i == 0 || i == last { 0.5 } else { 1.0 };
            let weight = stretch * libm::exp((best.deviance - value) / 2.0);
            (weight, deviance.model(tau * tau / sigma2, sigma2))
        })
        .collect();
    let total: f64 = fits.iter().map(|(weight, _)| weight).sum();
    fits.into_iter().map(|(weight, fit)| (weight / total, fit)).collect()
}

impl Pooled {
    /// The fit of the network, at the most likely `tau`.
    pub fn network(&self) -> &RandomIntercept {
        &self.best
    }

    /// How many values of `tau` the probabilities are averages over: 1, or 21 with fewer than 15 schools.
    pub fn values_of_tau(&self) -> usize {
        self.parts.len()
    }

    /// A school's pooled value, with its standard deviation.
    pub fn school(&self, scores: &Scores) -> Estimate {
        self.average(|fit| fit.estimate(scores))
    }

    /// How much further `host` is than `learner`, in phases, with its standard deviation.
    pub fn difference(&self, learner: &Scores, host: &Scores) -> Estimate {
        self.average(|fit| difference(fit, learner, host))
    }

    /// The probability that `host` is at least `delta` phases further than `learner`; with 0, that it is further at
    /// all. Half a phase (0.5) is a usual wish.
    ///
    /// If no difference between schools can be detected (`tau` is 0) all are the same: one half for `delta` 0, and 0
    /// above.
    pub fn p_further(&self, learner: &Scores, host: &Scores, delta: f64) -> f64 {
        self.parts.iter().map(|(weight, fit)| weight * difference(fit, learner, host).p_above(delta)).sum()
    }

    /// Mean and standard deviation of a mixture.
    fn average(&self, of: impl Fn(&RandomIntercept) -> Estimate) -> Estimate {
        let parts: Vec<(f64, Estimate)> = self.parts.iter().map(|(weight, fit)| (*weight, of(fit))).collect();
        let mean: f64 = parts.iter().map(|(weight, part)| weight * part.mean).sum();
        let square = |part: &Estimate| part.sd * part.sd + (part.mean - mean) * (part.mean - mean);
        let variance: f64 = parts.iter().map(|(weight, part)| weight * square(part)).sum();
        Estimate { mean, sd: variance.sqrt() }
    }

    /// Of all pairs of schools, the share of which one is further than the other with probability `certainty` (such as
    /// 0.9) or more: one figure for a network, which says how little of a ranking would be more than chance. `None`
    /// with fewer than two schools, or unless `certainty` is above one half and below 1.
    ///
    /// Which pairs these are is not told.
    pub fn share_ordered(&self, schools: &[Scores], certainty: f64) -> Option<f64> {
        let known: Vec<&Scores> = schools.iter().filter(|school| school.people() > 0).collect();
        let n = known.len() as f64;
        if known.len() < 2 || !(certainty > 0.5 && certainty < 1.0) {
            return None;
        }
        let ordered = match self.parts.as_slice() {
            [(_, fit)] => ordered_pairs(fit, &known, normal::quantile(certainty)),
            _ => {
                let sure = |(i, a): (usize, &&Scores)| {
                    let others = known.iter().skip(i + 1);
                    others
                        .filter(|b| {
                            let p = self.p_further(a, b, 0.0);
                            p >= certainty || 1.0 - p >= certainty
                        })
                        .count() as u64
                };
                known.iter().enumerate().map(sure).sum()
            }
        };
        Some(ordered as f64 / (n * (n - 1.0) / 2.0))
    }
}

/// How much further `host` is than `learner`, in phases, with its standard deviation: with
/// `lambda` and `sd` of [`RandomIntercept::school`],
///
/// `variance = sd_host² + sd_learner² + (lambda_host - lambda_learner)² mu_se²`.
///
/// The last term is the uncertainty of the mean of all schools: it counts for teams of different size only, because those
/// of equal size are pulled to it equally.
pub fn difference(fit: &RandomIntercept, learner: &Scores, host: &Scores) -> Estimate {
    let (from, to) = (fit.school(learner), fit.school(host));
    let pulled = (to.lambda - from.lambda) * fit.mu_se;
    // Of the deviations: a mean of all schools is in both values.
    let mean = to.deviation - from.deviation;
    Estimate { mean, sd: (to.sd * to.sd + from.sd * from.sd + pulled * pulled).sqrt() }
}

/// How many pairs lie `deviate` standard deviations apart. That distance is the same for all pairs of two sizes of team;
/// so two sorted rows are walked per pair of sizes, and millions of schools take seconds.
fn ordered_pairs(fit: &RandomIntercept, schools: &[&Scores], deviate: f64) -> u64 {
    if fit.tau2 <= 0.0 {
        return 0;
    }
    let mut values: Vec<(u64, f64)> =
        schools.iter().map(|school| (school.people(), fit.school(school).deviation)).collect();
    values.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let rows: Vec<&[(u64, f64)]> = values.chunk_by(|a, b| a.0 == b.0).collect();
    let mut pairs = 0;
    for (i, row) in rows.iter().enumerate() {
        for (j, other) in rows.iter().enumerate().skip(i) {
            let (Some((a, _)), Some((b, _))) = (row.first(), other.first()) else { continue };
            let team = |people: u64| Scores::new(people, 0.0, 0.0).unwrap_or_default();
            let apart = deviate * difference(fit, &team(*a), &team(*b)).sd;
            // Each value of the row against those of the other that are above by so much; and, between two rows,
            // the other way round. Within one row that counts each pair once.
            pairs += above_by(row, other, apart);
            if i != j {
                pairs += above_by(other, row, apart);
            }
        }
    }
    pairs
}

/// How many pairs there are of a value in `low` and one in `high` that is at least `apart` above it.
fn above_by(low: &[(u64, f64)], high: &[(u64, f64)], apart: f64) -> u64 {
    let mut rest = high;
    let mut pairs = 0;
    for (_, value) in low {
        while let Some(((_, first), others)) = rest.split_first()
            && first - value < apart
        {
            rest = others;
        }
        pairs += rest.len() as u64;
    }
    pairs
}

#[cfg(test)]
mod tests;
