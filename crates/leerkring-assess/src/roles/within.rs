//! The gap over a network from comparisons inside schools only.

use statrs::function::beta::beta_reg;

use crate::numeric::brent;
use crate::roles::{RoleError, RoleScores, sorted};

/// The gap inside schools, with a standard error that does not trust the model.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct WithinGap {
    /// How much higher leaders place their own school than their colleagues do, in phases.
    pub beta: f64,
    /// Its standard error (CR2), which allows for people of one school being alike and for unequal spreads.
    pub se: f64,
    /// The standard error if people of one school and role are spread alike everywhere: that of ordinary least squares with
    /// an effect for every school, `sqrt(sigma2 / Σ h)`.
    pub se_if_alike: f64,
    /// The degrees of freedom of that of [`WithinGap::se`] (Satterthwaite): few if few schools carry the comparison.
    pub freedom: f64,
    /// The variance between people of one school and role, over all schools.
    pub sigma2: f64,
    /// Schools in which both roles answered. Others tell nothing here.
    pub schools: u64,
}

/// With fewer degrees of freedom an interval is not to be trusted.
const FEWEST: f64 = 4.0;

/// The gap over a network with an effect for every school: each school's gap weighted by
/// `h = n_leaders n_others / n`. The same estimate comes from a mixed model in which the role is centred by school.
///
/// With `p = h / Σ h`, the standard error is of the kind CR2 (Bell & McCaffrey 2002; with school effects Pustejovsky & Tipton
/// 2018, *J. Bus. Econ. Stat.* 36:672), which here has a closed form:
///
/// `variance = Σ p² (gap - beta)² / (1 - p)`, `1/freedom = Σ p² + (Σ q)² - Σ q²`, `q = p² / (1 - p)`.
///
/// What differs between schools cannot mislead it, and schools with one role say nothing.
///
/// ```
/// use leerkring_assess::{pooling::scores::Scores, roles::{RoleScores, within::within}};
/// let school = |leader: f64, others: [f64; 2]| -> Result<_, Box<dyn std::error::Error>> {
///     Ok(RoleScores { leaders: Scores::of(&[leader])?, others: Scores::of(&others)? })
/// };
/// let schools = [school(4.0, [3.0, 4.0])?, school(2.0, [1.0, 2.0])?, school(3.0, [1.5, 1.5])?];
/// let gap = within(&schools)?;
/// assert!((gap.beta - (0.5 + 0.5 + 1.5) / 3.0).abs() < 1e-9); // all schools weigh the same here
/// assert!((gap.freedom - 2.0).abs() < 1e-9); // and three equal schools leave two
/// assert_eq!(gap.interval(0.9), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RoleError`] unless both roles answered in at least two schools and some colleagues differ.
pub fn within(schools: &[RoleScores]) -> Result<WithinGap, RoleError> {
    let schools = sorted(schools)?;
    let both: Vec<(f64, f64)> = schools
        .iter()
        .filter(|school| school.has_both())
        .map(|school| {
            let weight = school.leaders.people() as f64 * school.others.people() as f64 / school.people();
            (weight, school.leaders.mean() - school.others.mean())
        })
        .collect();
    let total: f64 = both.iter().map(|(weight, _)| weight).sum();
    let shares = || both.iter().map(|(weight, gap)| (weight / total, *gap));
    let beta: f64 = shares().map(|(share, gap)| share * gap).sum();
    let variance: f64 = shares().map(|(p, gap)| p * p * (gap - beta) * (gap - beta) / (1.0 - p)).sum();
    let squares: f64 = shares().map(|(p, _)| p * p).sum();
    let leverages = || shares().map(|(p, _)| p * p / (1.0 - p));
    let sum: f64 = leverages().sum();
    let inverse = squares + sum * sum - leverages().map(|q| q * q).sum::<f64>();
    let between: f64 = both.iter().map(|(weight, gap)| weight * (gap - beta) * (gap - beta)).sum();
    let people: f64 = schools.iter().map(RoleScores::people).sum();
    let freedom = people - schools.len() as f64 - 1.0;
    let residual = schools.iter().map(RoleScores::within).sum::<f64>() + between;
    if residual <= 0.0 || freedom <= 0.0 {
        return Err(RoleError::NoSpread);
    }
    Ok(WithinGap {
        beta,
        se: variance.sqrt(),
        se_if_alike: (residual / freedom / total).sqrt(),
        freedom: inverse.recip(),
        sigma2: residual / freedom,
        schools: both.len() as u64,
    })
}

impl WithinGap {
    /// The interval of the gap by Student's t, such as with `level` 0.9. `None` with fewer than 4 degrees of freedom, or
    /// unless the level is between 0 and 1.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        if self.freedom < FEWEST || !(level > 0.0 && level < 1.0) {
            return None;
        }
        // P(|t| > x) is an incomplete beta function, here of the squared sine of an angle.
        let outside = |angle: f64| {
            let cosine = libm::cos(angle);
            beta_reg(self.freedom / 2.0, 0.5, cosine * cosine) - (1.0 - level)
        };
        let angle = brent::root(outside, 0.0, std::f64::consts::FRAC_PI_2 - 1e-9)?;
        let reach = self.se * self.freedom.sqrt() * libm::tan(angle);
        Some((self.beta - reach, self.beta + reach))
    }
}

#[cfg(test)]
mod tests;
