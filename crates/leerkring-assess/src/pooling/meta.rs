//! Effects that were estimated school by school, pooled: growth, or the gap between roles.

use crate::numeric::brent;
use crate::numeric::lowest::lowest;
use crate::pooling::estimate::Estimate;

mod inference;

/// How the variance of the true effects between schools is estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Between {
    /// Restricted maximum likelihood: the default.
    #[default]
    Reml,
    /// Maximum likelihood: too low with few schools, for the mean is taken as known.
    MaximumLikelihood,
    /// From Cochran's Q (DerSimonian & Laird 1986), without a search: much used, less exact where schools differ in size.
    DerSimonianLaird,
    /// At which the squares around the mean are what they should be (Paule & Mandel 1982).
    PauleMandel,
}

/// What all schools have in common, and how much they differ in it.
///
/// The model: what was found in a school is normal around its true effect with the variance that was stated for it; the
/// true effects are normal around `mu` with variance `tau2`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MetaAnalysis {
    /// Schools.
    pub schools: u64,
    /// The mean effect over schools, in the unit of the effects.
    pub mu: f64,
    /// Its standard error.
    pub mu_se: f64,
    /// The variance of the true effects between schools. 0 is an answer: no difference can be detected.
    pub tau2: f64,
    /// Cochran's Q: the squares around the mean if all had the same effect. Expected to be `schools - 1` then.
    pub q: f64,
    /// The share of what varies between schools that is more than the chance of who answered, from 0 to 1:
    /// `tau2 / (tau2 + s2)`, with `s2` a usual variance of one effect (Higgins & Thompson 2002).
    pub i2: f64,
    /// The squares around the mean, weighted by `1/(v + tau2)`, by degree of freedom: around 1 if the stated errors are right.
    pub scatter: f64,
}

/// The effects cannot be pooled.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MetaError {
    /// Too few schools.
    #[error("{0} schools with an effect; pooling needs at least 2")]
    Schools(usize),
    /// An effect is no number, or not uncertain.
    #[error("an effect of `{mean}` with standard deviation `{sd}`; both must be numbers, the second above 0")]
    Effect {
        /// The effect.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
    },
}

/// Pools effects with their standard errors over schools, by REML; their order changes nothing.
///
/// With `w = 1/(v + tau2)` and `mu = Σ w x / Σ w`, the variance minimises
/// `Σ log(v + tau2) + log Σ w + Σ w (x - mu)²`: exactly 0 if it is lowest there.
///
/// It removes the artefact of the "most improved small school". It is misused where the effects chose the schools, and
/// says little about `tau2` below some ten schools. The standard errors are taken as known: give those with the
/// network's spread between people, not that of two leaders.
///
/// Viechtbauer 2005, *J. Educ. Behav. Stat.* 30:261; the model of `metafor::rma`.
///
/// ```
/// use leerkring_assess::pooling::{estimate::Estimate, meta::pool};
/// let growth = [(1.0, 0.5), (0.0, 0.5), (3.0, 0.5), (2.0, 0.5)].map(|(mean, sd)| Estimate { mean, sd });
/// let network = pool(&growth)?;
/// // With equal standard errors: the variance of the effects, 5/3, less 1/4 for chance.
/// assert!((network.mu - 1.5).abs() < 1e-12 && (network.tau2 - (5.0 / 3.0 - 0.25)).abs() < 1e-9);
/// assert!((network.i2 - 0.85).abs() < 1e-9);
/// // The largest growth is pulled to the mean: 85 % of the way from it.
/// assert!((network.shrunken(growth[2]).mean - (1.5 + 0.85 * 1.5)).abs() < 1e-9);
/// # Ok::<(), leerkring_assess::pooling::meta::MetaError>(())
/// ```
///
/// # Errors
/// [`MetaError`] with fewer than two effects, or if one is no number or has no uncertainty.
pub fn pool(effects: &[Estimate]) -> Result<MetaAnalysis, MetaError> {
    pool_by(effects, Between::Reml)
}

/// [`pool`] with another estimate of the variance between schools, to check figures of other software.
///
/// ```
/// use leerkring_assess::pooling::{estimate::Estimate, meta::{Between, pool_by}};
/// let growth = [(1.0, 0.5), (0.0, 0.5), (3.0, 0.5), (2.0, 0.5)].map(|(mean, sd)| Estimate { mean, sd });
/// // Q is 5 times 4, three are expected, and four schools of weight 4 count as 12: (20 - 3) / 12.
/// let network = pool_by(&growth, Between::DerSimonianLaird)?;
/// assert!((network.tau2 - 17.0 / 12.0).abs() < 1e-12);
/// # Ok::<(), leerkring_assess::pooling::meta::MetaError>(())
/// ```
///
/// # Errors
/// [`MetaError`] as [`pool`].
pub fn pool_by(effects: &[Estimate], between: Between) -> Result<MetaAnalysis, MetaError> {
    let usable = |effect: &Estimate| {
        let variance = effect.sd * effect.sd;
        effect.mean.is_finite() && effect.sd > 0.0 && variance.is_normal()
    };
    if let Some(effect) = effects.iter().find(|effect| !usable(effect)) {
        return Err(MetaError::Effect { mean: effect.mean, sd: effect.sd });
    }
    if effects.len() < 2 {
        return Err(MetaError::Schools(effects.len()));
    }
    let mut sorted = effects.to_vec();
    sorted.sort_unstable_by(|a, b| a.mean.total_cmp(&b.mean).then(a.sd.total_cmp(&b.sd)));
    // A usual variance is the scale on which to look.
    let alone = Weighted::at(&sorted, 0.0);
    let others = sorted.len() as f64 - 1.0;
    let spare = alone.weight - alone.squared_weight / alone.weight;
    let usual = others / spare;
    let tau2 = match between {
        Between::Reml | Between::MaximumLikelihood => {
            let restricted = between == Between::Reml;
            let slope = |tau2: f64| {
                let at = Weighted::at(&sorted, tau2);
                at.weight - at.slope - if restricted { at.squared_weight / at.weight } else { 0.0 }
            };
            let deviance = |tau2: f64| {
                let at = Weighted::at(&sorted, tau2);
                at.log_variance + at.residual + if restricted { libm::log(at.weight) } else { 0.0 }
            };
            lowest(slope, deviance, usual)
        }
        Between::DerSimonianLaird => ((alone.residual - others) / spare).max(0.0),
        Between::PauleMandel => {
            let excess = |tau2: f64| Weighted::at(&sorted, tau2).residual - others;
            let enough = (0..200).map(|i| usual * libm::exp2(f64::from(i))).find(|tau2| excess(*tau2) <= 0.0);
            match enough {
                Some(high) if alone.residual > others => brent::root(excess, 0.0, high).unwrap_or(0.0),
                _ => 0.0,
            }
        }
    };
    let best = Weighted::at(&sorted, tau2);
    Ok(MetaAnalysis {
        schools: sorted.len() as u64,
        mu: best.mu,
        mu_se: best.weight.recip().sqrt(),
        tau2,
        q: alone.residual,
        i2: tau2 / (tau2 + usual),
        scatter: best.residual / others,
    })
}

impl MetaAnalysis {
    /// The standard deviation of the true effects between schools.
    pub fn tau(&self) -> f64 {
        self.tau2.sqrt()
    }

    /// The mean effect, with its standard error.
    pub fn mean(&self) -> Estimate {
        Estimate { mean: self.mu, sd: self.mu_se }
    }

    /// What is known about a school's true effect: what was found there, pulled to the mean effect the more the less
    /// sure it is. With `share = tau2 / (tau2 + v)`: `share * found + (1 - share) * mu`, and the variance
    /// `share * v + (1 - share)² mu_se²`.
    pub fn shrunken(&self, found: Estimate) -> Estimate {
        let variance = found.sd * found.sd;
        let share = if variance > 0.0 { self.tau2 / (self.tau2 + variance) } else { 1.0 };
        let pulled = (1.0 - share) * self.mu_se;
        Estimate {
            mean: share * found.mean + (1.0 - share) * self.mu,
            sd: (share * variance + pulled * pulled).sqrt(),
        }
    }
}

/// Sums with weights `1/(v + tau2)`.
struct Weighted {
    mu: f64,
    weight: f64,
    squared_weight: f64,
    log_variance: f64,
    /// `Σ w (x - mu)²`.
    residual: f64,
    /// `Σ w² (x - mu)²`.
    slope: f64,
}

impl Weighted {
    fn at(effects: &[Estimate], tau2: f64) -> Weighted {
        let with_variance = || effects.iter().map(|effect| (effect.mean, effect.sd * effect.sd + tau2));
        let mut at = Weighted {
            mu: 0.0,
            weight: 0.0,
            squared_weight: 0.0,
            log_variance: 0.0,
            residual: 0.0,
            slope: 0.0,
        };
        for (x, variance) in with_variance() {
            at.mu += x / variance;
            at.weight += variance.recip();
            at.squared_weight += variance.recip() * variance.recip();
            at.log_variance += libm::log(variance);
        }
        at.mu /= at.weight;
        for (x, variance) in with_variance() {
            let square = (x - at.mu) * (x - at.mu) / variance;
            at.residual += square;
            at.slope += square / variance;
        }
        at
    }
}

#[cfg(test)]
mod tests;
