//! How much schools differ, and how much of a team's mean is the school and how much the chance of who answered.

use crate::numeric::lowest::lowest;
use crate::pooling::estimate::Estimate;
use crate::pooling::scores::Scores;
use crate::pooling::sums::{At, Sums};

pub mod profile;

/// What is made as likely as possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Criterion {
    /// Restricted maximum likelihood: allows for the mean of all schools being estimated too. The default.
    #[default]
    Reml,
    /// Maximum likelihood: makes differences between schools a little too small, but deviances can be compared.
    Ml,
}

/// The model of a network: `score = mu + school + person`, with the schools normal with standard deviation `tau` and the
/// people within a school with `sigma`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RandomIntercept {
    /// By which criterion.
    pub criterion: Criterion,
    /// Schools with people.
    pub schools: u64,
    /// People.
    pub people: u64,
    /// The mean of all schools, in phases.
    pub mu: f64,
    /// Its standard error.
    pub mu_se: f64,
    /// The variance between people of one school, in squared phases; above 0.
    pub sigma2: f64,
    /// The variance between schools. 0 is an answer: no difference between schools can be detected.
    pub tau2: f64,
    /// Minus twice the (restricted) log-likelihood. Smaller is better; deviances compare only under [`Criterion::Ml`],
    /// or under REML on the same scores.
    pub deviance: f64,
}

/// A school's value after pooling.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Shrunken {
    /// The pooled value, in phases: between the team's mean and the mean of all schools.
    pub value: f64,
    /// How far it lies from the mean of all schools.
    pub deviation: f64,
    /// Its standard deviation, as if the mean of all schools were known.
    pub sd: f64,
    /// Its standard deviation, with the uncertainty of that mean.
    pub sd_with_mu: f64,
    /// The share of the mean of all schools in it, from 0 to 1: the smaller the team, the larger.
    pub lambda: f64,
}

/// There is nothing to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FitError {
    /// One school cannot differ from another.
    #[error("{0} schools with scores; differences between schools need at least 2")]
    Schools(u64),
    /// Nobody differs from a colleague, so that nothing tells chance from a difference.
    #[error("no two colleagues differ; differences between schools cannot be told from those between people")]
    NoSpread,
}

/// A spread within schools below this share of all spread is rounding.
const ROUNDING: f64 = 1e-13;

/// Fits the model to the scores of schools; schools without people do not count, and the order changes nothing.
///
/// The variances are found over `t = tau²/sigma²` from 0 up, everything else follows in closed form. With
/// `w_s = n_s / (1 + n_s t)`, `mu = Σ w m / Σ w` and `R = Σ within + Σ w (m - mu)²`, over `N` people:
///
/// `ML: N log(2π R/N) + N + Σ log(1 + n t)`
/// `REML: d log(2π R/d) + d + Σ log(1 + n t) + log Σ w`, `d = N - 1`.
///
/// It is right for comparing schools and for planning how many people to ask, from about 10 schools. It is misused as a
/// school's feedback on itself (a good small team sees itself pulled to the middle), where size and score hang together,
/// and below 8 schools, where `tau` is hardly known ([`compare`](super::compare) refuses).
///
/// Harville 1977, *JASA* 72:320; the same numbers as `lmer(x ~ 1 + (1|school))`.
///
/// ```
/// use leerkring_assess::pooling::{random_intercept::{Criterion, fit}, scores::Scores};
/// // Three teams of four: the mean squares are 4 between schools and 1 within.
/// let team = |mean: f64| Scores::new(4, mean, 3.0);
/// let network = fit(&[team(2.0)?, team(3.0)?, team(4.0)?], Criterion::Reml)?;
/// assert!((network.sigma2 - 1.0).abs() < 1e-9);
/// assert!((network.tau2 - (4.0 - 1.0) / 4.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`FitError`] with fewer than two schools, or if no two colleagues differ.
pub fn fit(schools: &[Scores], criterion: Criterion) -> Result<RandomIntercept, FitError> {
    Ok(Deviance::of(schools, criterion)?.fit())
}

impl RandomIntercept {
    /// The standard deviation between people of one school.
    pub fn sigma(&self) -> f64 {
        self.sigma2.sqrt()
    }

    /// The standard deviation between schools.
    pub fn tau(&self) -> f64 {
        self.tau2.sqrt()
    }

    /// The share of the variance that lies between schools, from 0 to 1: ICC(1), the correlation of two colleagues.
    pub fn rho(&self) -> f64 {
        self.tau2 / (self.tau2 + self.sigma2)
    }

    /// The (restricted) log-likelihood.
    pub fn log_likelihood(&self) -> f64 {
        -self.deviance / 2.0
    }

    /// A school's value, pulled to the mean of all schools the more the fewer answered (best linear unbiased
    /// prediction). A school without people gets the mean of all.
    ///
    /// `lambda = sigma² / (sigma² + n tau²)`, `value = mu + (1 - lambda)(mean - mu)`, `sd² = tau² lambda`.
    pub fn school(&self, scores: &Scores) -> Shrunken {
        let lambda = 1.0 - self.reliability(scores.people());
        let deviation = (1.0 - lambda) * (if scores.people() > 0 { scores.mean() - self.mu } else { 0.0 });
        let variance = self.tau2 * lambda;
        Shrunken {
            value: self.mu + deviation,
            deviation,
            sd: variance.sqrt(),
            sd_with_mu: (variance + lambda * lambda * self.mu_se * self.mu_se).sqrt(),
            lambda,
        }
    }

    /// The reliability of the mean of so many people of one school, from 0 to 1: the share of its variance that is the
    /// school. `n rho / (1 + (n - 1) rho)`. There is one for each size of team, and none for a network.
    pub fn reliability(&self, people: u64) -> f64 {
        let n = people as f64;
        n * self.tau2 / (self.sigma2 + n * self.tau2)
    }

    /// How many people a mean needs to be as reliable as wished: `n = wished (1 - rho) / ((1 - wished) rho)`, rounded
    /// up. `None` if no number does (schools do not differ) or the wish is not between 0 and 1.
    ///
    /// ```
    /// # use leerkring_assess::pooling::{random_intercept::{Criterion, fit}, scores::Scores};
    /// # let team = |mean: f64| Scores::new(4, mean, 3.0);
    /// # let network = fit(&[team(2.0)?, team(3.0)?, team(4.0)?], Criterion::Reml)?;
    /// assert_eq!(network.people_needed(0.7), Some(4)); // 3.1 people, with rho = 3/7
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn people_needed(&self, wished: f64) -> Option<u64> {
        let needed = wished * self.sigma2 / ((1.0 - wished) * self.tau2);
        // 21.000000000000004 people are 21.
        (wished > 0.0 && wished < 1.0 && needed.is_finite()).then(|| (needed * (1.0 - 1e-12)).ceil() as u64)
    }

    /// What is known about a school's value, with the uncertainty of the mean of all schools.
    pub fn estimate(&self, scores: &Scores) -> Estimate {
        let school = self.school(scores);
        Estimate { mean: school.value, sd: school.sd_with_mu }
    }
}

/// The deviance of a network, as a function of its variances.
#[derive(Clone, Debug)]
pub(crate) struct Deviance {
    pub(crate) sums: Sums,
    pub(crate) criterion: Criterion,
    /// People, less one if the mean is allowed for.
    pub(crate) freedom: f64,
}

impl Deviance {
    pub(crate) fn of(schools: &[Scores], criterion: Criterion) -> Result<Deviance, FitError> {
        let sums = Sums::of(schools);
        if sums.schools < 2 {
            return Err(FitError::Schools(sums.schools));
        }
        if sums.within <= ROUNDING * sums.at(0.0).residual {
            return Err(FitError::NoSpread);
        }
        let freedom = sums.people as f64 - if criterion == Criterion::Reml { 1.0 } else { 0.0 };
        Ok(Deviance { sums, criterion, freedom })
    }

    pub(crate) fn fit(&self) -> RandomIntercept {
        let t = self.best_ratio();
        self.model(t, self.sums.at(t).residual / self.freedom)
    }

    /// The ratio of variances at which the deviance is lowest.
    pub(crate) fn best_ratio(&self) -> f64 {
        let slope = |t: f64| {
            let at = self.sums.at(t);
            at.weight - self.mean_slope(&at) - self.freedom * at.between_slope / at.residual
        };
        lowest(slope, |t| self.at_ratio(t), 1.0)
    }

    /// The model with this ratio and this variance within schools.
    pub(crate) fn model(&self, t: f64, sigma2: f64) -> RandomIntercept {
        let at = self.sums.at(t);
        RandomIntercept {
            criterion: self.criterion,
            schools: self.sums.schools,
            people: self.sums.people,
            mu: at.mu,
            mu_se: (sigma2 / at.weight).sqrt(),
            sigma2,
            tau2: t * sigma2,
            deviance: self.at_variances(&at, sigma2),
        }
    }

    /// The deviance at this ratio, with the best variance within schools.
    pub(crate) fn at_ratio(&self, t: f64) -> f64 {
        let at = self.sums.at(t);
        self.at_variances(&at, at.residual / self.freedom)
    }

    /// The deviance at this ratio and this variance within schools.
    pub(crate) fn at_variances(&self, at: &At, sigma2: f64) -> f64 {
        let mean = if self.criterion == Criterion::Reml { libm::log(at.weight) } else { 0.0 };
        self.freedom * libm::log(2.0 * std::f64::consts::PI * sigma2)
            + at.residual / sigma2
            + at.log_determinant
            + mean
    }

    /// What estimating the mean adds to the slope over the ratio, with its sign turned.
    pub(crate) fn mean_slope(&self, at: &At) -> f64 {
        if self.criterion == Criterion::Reml { at.squared_weight / at.weight } else { 0.0 }
    }
}

#[cfg(test)]
mod tests;
