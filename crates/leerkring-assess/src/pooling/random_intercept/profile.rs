//! Between which bounds the variances lie: where the likelihood falls too far below its best.

use crate::numeric::lowest::lowest;
use crate::numeric::{brent, normal};
use crate::pooling::random_intercept::{Criterion, Deviance, FitError};
use crate::pooling::scores::Scores;

/// What an interval is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Parameter {
    /// The mean of all schools, in phases.
    Mu,
    /// The standard deviation between people of one school.
    Sigma,
    /// The standard deviation between schools; its lower bound can be 0.
    Tau,
    /// The share of the variance that lies between schools; its lower bound can be 0.
    Rho,
}

/// A profile likelihood interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bounds {
    /// The lower bound. For tau and rho 0 if "schools do not differ" cannot be ruled out.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The profile likelihood interval of a parameter: all values at which the maximum likelihood, over everything else, is
/// not worse than the best by more than chance brings about with probability `level` (a likelihood ratio test with one
/// degree of freedom). Always by maximum likelihood, not REML: the same numbers as R's `confint` on a fit of lme4.
///
/// With few schools, intervals of `tau` are wide, and honest. `level` is kept between 0.01 and 0.9999.
///
/// ```
/// use leerkring_assess::pooling::{random_intercept::profile::{Parameter, interval}, scores::Scores};
/// let team = |mean: f64| Scores::new(4, mean, 3.0);
/// let network = [team(2.0)?, team(3.0)?, team(4.0)?, team(3.5)?];
/// let tau = interval(&network, Parameter::Tau, 0.95)?;
/// assert!(tau.low == 0.0 && tau.high > 1.5); // four schools can tell little
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`FitError`] as for [`fit`](super::fit).
pub fn interval(schools: &[Scores], parameter: Parameter, level: f64) -> Result<Bounds, FitError> {
    let deviance = Deviance::of(schools, Criterion::Ml)?;
    let t = deviance.best_ratio();
    let best = deviance.model(t, deviance.sums.at(t).residual / deviance.freedom);
    // Chi-square with one degree of freedom is the square of a normal deviate.
    let deviate = normal::quantile((1.0 + level.clamp(0.01, 0.9999)) / 2.0);
    let limit = best.deviance + deviate * deviate;
    Ok(match parameter {
        Parameter::Mu => {
            let above = |mu: f64| deviance.at_mu(mu) - limit;
            Bounds { low: edge(above, best.mu, -best.mu_se), high: edge(above, best.mu, best.mu_se) }
        }
        Parameter::Sigma => {
            // By the logarithm, so that no step reaches below 0.
            let above = |log: f64| deviance.at_sigma2(libm::exp(2.0 * log)) - limit;
            let start = libm::log(best.sigma());
            Bounds { low: libm::exp(edge(above, start, -0.1)), high: libm::exp(edge(above, start, 0.1)) }
        }
        Parameter::Tau => {
            let above = |tau: f64| deviance.at_tau2(tau * tau).0 - limit;
            let high = edge(above, best.tau(), best.tau().max(best.mu_se));
            Bounds { low: lower(above, best.tau()), high }
        }
        Parameter::Rho => {
            let above = |t: f64| deviance.at_ratio(t) - limit;
            let share = |t: f64| t / (1.0 + t);
            let high = edge(above, t, t.max(best.mu_se * best.mu_se / best.sigma2));
            Bounds { low: share(lower(above, t)), high: share(high) }
        }
    })
}

/// The bound below `best`: 0 if even that is not too bad.
fn lower(above: impl Fn(f64) -> f64, best: f64) -> f64 {
    if above(0.0) <= 0.0 { 0.0 } else { brent::root(above, 0.0, best).unwrap_or(0.0) }
}

/// Where `above` becomes positive, going from `start` by steps that double.
pub(crate) fn edge(above: impl Fn(f64) -> f64, start: f64, step: f64) -> f64 {
    let mut near = start;
    for power in 0..200 {
        let far = start + step * libm::exp2(f64::from(power));
        if above(far) > 0.0 {
            return brent::root(above, near, far).unwrap_or(far);
        }
        near = far;
    }
    near
}

impl Deviance {
    /// The lowest deviance with this variance between schools, and the variance within at which it is reached.
    pub(crate) fn at_tau2(&self, tau2: f64) -> (f64, f64) {
        let none = self.sums.at(0.0);
        if tau2 <= 0.0 {
            let sigma2 = none.residual / self.freedom;
            return (self.at_variances(&none, sigma2), sigma2);
        }
        let value = |log: f64| {
            let sigma2 = libm::exp(log);
            self.at_variances(&self.sums.at(tau2 / sigma2), sigma2)
        };
        // Below the first all terms fall, and above the second all rise.
        let least = self.sums.within / self.sums.people as f64;
        let most = 2.0 * none.residual / (self.sums.people - self.sums.schools).max(1) as f64;
        let log = brent::minimum(value, libm::log(least), libm::log(most));
        (value(log), libm::exp(log))
    }

    /// The lowest deviance with this variance within schools.
    fn at_sigma2(&self, sigma2: f64) -> f64 {
        let slope = |t: f64| {
            let at = self.sums.at(t);
            at.weight - self.mean_slope(&at) - at.between_slope / sigma2
        };
        let value = |t: f64| self.at_variances(&self.sums.at(t), sigma2);
        value(lowest(slope, value, 1.0))
    }

    /// The lowest deviance with this mean of all schools.
    fn at_mu(&self, mu: f64) -> f64 {
        let at = |t: f64| self.sums.around(Some(mu), t);
        let slope = |t: f64| {
            let at = at(t);
            at.weight - self.freedom * at.between_slope / at.residual
        };
        let value = |t: f64| {
            let at = at(t);
            self.at_variances(&at, at.residual / self.freedom)
        };
        value(lowest(slope, value, 1.0))
    }
}
