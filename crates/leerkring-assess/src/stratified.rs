//! A mean over roles that answered in unequal numbers, and what it says of this team alone.

use crate::numeric::moments::Moments;
use crate::tails::normal_limit;

/// What a mean is a statement about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Estimand {
    /// The school's practice as informed colleagues see it: six people stay six people. The default.
    #[default]
    Practice,
    /// This very team: only who did not answer leaves doubt, and when all answered there is none (finite population
    /// correction). Never for comparing schools or for growth.
    Team,
}

/// The people of one role.
#[derive(Clone, Copy, Debug)]
pub struct Stratum<'a> {
    /// How many there are; fewer than answered counts as that number.
    pub size: u32,
    /// The score of each who answered.
    pub values: &'a [f64],
}

/// A mean with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct WeightedMean {
    /// The mean, in units of the values.
    pub mean: f64,
    /// Its standard error. `None` where a role of which one person answered leaves it unknown.
    pub standard_error: Option<f64>,
}

impl WeightedMean {
    /// The interval by the normal distribution; `None` without a standard error.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        let reach = normal_limit(level) * self.standard_error?;
        Some((self.mean - reach, self.mean + reach))
    }
}

/// The mean over roles, each weighing as much as it has people: `sum W_h mean_h` with `W_h = N_h / N`, and variance
/// `sum W_h^2 (1 - n_h / N_h) s_h^2 / n_h` (Cochran 1977); for [`Estimand::Practice`] without the factor `1 - n_h / N_h`.
/// With one stratum it is the plain mean.
///
/// **When right**: if response differs between roles by more than 20 points and it is known how many there are of each. **When
/// misused**: as a way to let roles count alike: one leader would then weigh as much as ten teachers. One person one
/// vote is the default everywhere else.
///
/// `None` without people, if a role has people of whom none answered (their mean is not known), or if a value is not a
/// number. Roles without people and answers are left out.
///
/// ```
/// use leerkring_assess::stratified::{Estimand, Stratum, stratified_mean};
/// let leaders = Stratum { size: 2, values: &[4.0, 5.0] };
/// let teachers = Stratum { size: 8, values: &[2.0, 3.0, 3.0, 4.0] };
/// let mean = stratified_mean(&[leaders, teachers], Estimand::Team).unwrap();
/// // Leaders weigh 0.2 though they gave a third of the answers; both answered, so only teachers leave doubt.
/// assert!((mean.mean - 3.3).abs() < 1e-12);
/// assert!((mean.standard_error.unwrap() - 0.8 * (0.5 * (2.0 / 3.0) / 4.0_f64).sqrt()).abs() < 1e-12);
/// ```
pub fn stratified_mean(strata: &[Stratum<'_>], estimand: Estimand) -> Option<WeightedMean> {
    let sizes: Vec<f64> = strata.iter().map(|s| f64::from(s.size).max(s.values.len() as f64)).collect();
    let all: f64 = sizes.iter().sum();
    let mut parts: Vec<(f64, Option<f64>)> = Vec::with_capacity(strata.len());
    for (stratum, size) in strata.iter().zip(sizes).filter(|(_, size)| *size > 0.0) {
        let moments = Moments::of(stratum.values)?;
        let weight = size / all;
        let unseen = match estimand {
            Estimand::Practice => 1.0,
            Estimand::Team => 1.0 - moments.n / size,
        };
        let variance = if unseen > 0.0 { moments.variance() } else { Some(0.0) };
        parts.push((
            weight * moments.mean,
            variance.map(|variance| weight * weight * unseen * variance / moments.n),
        ));
    }
    // In a fixed order, whatever that of the strata.
    parts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.unwrap_or(-1.0).total_cmp(&b.1.unwrap_or(-1.0))));
    let variance: Option<f64> = parts.iter().map(|(_, variance)| *variance).sum();
    (all > 0.0).then(|| WeightedMean {
        mean: parts.iter().map(|(mean, _)| mean).sum(),
        standard_error: variance.map(f64::sqrt),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_answered() {
        let all = [Stratum { size: 3, values: &[1.0, 2.0, 3.0] }];
        assert_eq!(stratified_mean(&all, Estimand::Team).unwrap().standard_error, Some(0.0));
        let practice = stratified_mean(&all, Estimand::Practice).unwrap();
        assert!((practice.standard_error.unwrap() - (1.0 / 3.0_f64).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn what_is_not_known() {
        let silent = Stratum { size: 2, values: &[] };
        let one = Stratum { size: 3, values: &[4.0] };
        assert_eq!(stratified_mean(&[one, silent], Estimand::Team), None);
        assert_eq!(stratified_mean(&[one], Estimand::Team).unwrap().standard_error, None);
        assert_eq!(stratified_mean(&[], Estimand::Team), None);
        let gone = Stratum { size: 0, values: &[] };
        assert_eq!(stratified_mean(&[one, gone], Estimand::Team).unwrap().mean, 4.0);
    }
}
