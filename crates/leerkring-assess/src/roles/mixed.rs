//! The gap over a network, when schools differ: every answer counts.

use crate::numeric::lowest::lowest;
use crate::pooling::estimate::Estimate;
use crate::roles::{RoleError, RoleScores, sorted};

/// The model of a network: `score = mu + beta * leader + school + person`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MixedGap {
    /// The mean of those who do not lead, over schools, in phases.
    pub mu: f64,
    /// How much higher leaders place their school, in phases.
    pub beta: f64,
    /// Its standard error.
    pub beta_se: f64,
    /// The variance between people of one role in one school.
    pub sigma2: f64,
    /// The variance between schools. 0 is an answer: no difference can be detected.
    pub tau2: f64,
    /// Minus twice the restricted log-likelihood.
    pub deviance: f64,
}

/// A spread within roles below this share of all spread is rounding.
const ROUNDING: f64 = 1e-13;

/// Fits the model by REML; the order of schools changes nothing, and schools with one role count for what they tell about
/// `mu`.
///
/// Everything is in phases; above 0 leaders place their school higher. **When right**: a network in which leaders are about as large a
/// share of the people everywhere. **When misused**: as a cause, or for one school.
///
/// As [`random_intercept`](crate::pooling::random_intercept::fit) with one more effect. Where leaders are a larger share of
/// the people in schools that place themselves higher, that difference between schools creeps into `beta`: compare with
/// [`within`](fn@super::within::within), which cannot be misled so. The numbers of `lmer(x ~ leader + (1|school))`.
///
/// # Errors
/// [`RoleError`] unless both roles answered in at least two schools and some colleagues differ.
pub fn fit(schools: &[RoleScores]) -> Result<MixedGap, RoleError> {
    let schools = sorted(schools)?;
    let network = Network::of(&schools);
    let none = network.at(0.0);
    if network.within <= ROUNDING * none.residual {
        return Err(RoleError::NoSpread);
    }
    let slope = |t: f64| {
        let at = network.at(t);
        at.trace - at.fixed_slope - network.freedom * at.between_slope / at.residual
    };
    let t = lowest(slope, |t| network.deviance(&network.at(t)), 1.0);
    let at = network.at(t);
    let sigma2 = at.residual / network.freedom;
    Ok(MixedGap {
        mu: network.centre + at.mu,
        beta: at.beta,
        beta_se: (sigma2 * at.beta_variance).sqrt(),
        sigma2,
        tau2: t * sigma2,
        deviance: network.deviance(&at),
    })
}

impl MixedGap {
    /// The standard deviation between people of one role in one school.
    pub fn sigma(&self) -> f64 {
        self.sigma2.sqrt()
    }

    /// The gap with its standard error.
    pub fn gap(&self) -> Estimate {
        Estimate { mean: self.beta, sd: self.beta_se }
    }
}

struct Network<'a> {
    schools: &'a [RoleScores],
    /// Subtracted from every score, so that little is lost in sums.
    centre: f64,
    within: f64,
    /// People less the two effects.
    freedom: f64,
}

/// At a ratio of variances `t`, in units of the variance within; `A` is the information on `(mu, beta)`.
struct At {
    mu: f64,
    beta: f64,
    /// `(A⁻¹)` of beta.
    beta_variance: f64,
    residual: f64,
    /// `Σ (sum of residuals / (1 + n t))²`: how fast the residual falls with `t`.
    between_slope: f64,
    log_determinant: f64,
    /// The slope of the sum of `log(1 + n t)`.
    trace: f64,
    /// Minus the slope of `log det A`.
    fixed_slope: f64,
}

/// A school's people and means, in the form the sums need.
struct Team {
    leaders: f64,
    others: f64,
    leader_mean: f64,
    other_mean: f64,
}

impl<'a> Network<'a> {
    fn of(schools: &'a [RoleScores]) -> Network<'a> {
        let people: f64 = schools.iter().map(RoleScores::people).sum();
        let of_role = |role: &crate::pooling::scores::Scores| role.people() as f64 * role.mean();
        let sum: f64 = schools.iter().map(|school| of_role(&school.leaders) + of_role(&school.others)).sum();
        Network {
            schools,
            centre: sum / people,
            within: schools.iter().map(RoleScores::within).sum(),
            freedom: people - 2.0,
        }
    }

    fn teams(&self) -> impl Iterator<Item = Team> {
        self.schools.iter().map(|school| Team {
            leaders: school.leaders.people() as f64,
            others: school.others.people() as f64,
            leader_mean: school.leaders.mean() - self.centre,
            other_mean: school.others.mean() - self.centre,
        })
    }

    fn at(&self, t: f64) -> At {
        let (mut a11, mut a12, mut a22, mut b1, mut b2) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut c11, mut c12, mut c22) = (0.0, 0.0, 0.0);
        let (mut trace, mut logs) = (0.0, 0.0);
        for team in self.teams() {
            let n = team.leaders + team.others;
            let shrink = 1.0 / (1.0 + n * t);
            let sum = team.leaders * team.leader_mean + team.others * team.other_mean;
            a11 += n * shrink;
            a12 += team.leaders * shrink;
            a22 += team.leaders * (1.0 - t * team.leaders * shrink);
            b1 += sum * shrink;
            b2 += team.leaders * (team.leader_mean - t * sum * shrink);
            c11 += n * n * shrink * shrink;
            c12 += n * team.leaders * shrink * shrink;
            c22 += team.leaders * team.leaders * shrink * shrink;
            trace += n * shrink;
            logs += libm::log1p(n * t);
        }
        let determinant = a11 * a22 - a12 * a12;
        let mu = (a22 * b1 - a12 * b2) / determinant;
        let beta = (a11 * b2 - a12 * b1) / determinant;
        let (mut residual, mut between_slope) = (self.within, 0.0);
        for team in self.teams() {
            let n = team.leaders + team.others;
            let (leader, other) = (team.leader_mean - mu - beta, team.other_mean - mu);
            let sum = (team.leaders * leader + team.others * other) / (1.0 + n * t);
            residual +=
                team.leaders * leader * leader + team.others * other * other - t * sum * sum * (1.0 + n * t);
            between_slope += sum * sum;
        }
        At {
            mu,
            beta,
            beta_variance: a11 / determinant,
            residual,
            between_slope,
            log_determinant: logs + libm::log(determinant),
            trace,
            fixed_slope: (a22 * c11 - 2.0 * a12 * c12 + a11 * c22) / determinant,
        }
    }

    fn deviance(&self, at: &At) -> f64 {
        let variance = at.residual / self.freedom;
        self.freedom * (libm::log(2.0 * std::f64::consts::PI * variance) + 1.0) + at.log_determinant
    }
}

#[cfg(test)]
mod tests;
