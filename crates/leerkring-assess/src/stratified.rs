//! A mean over roles that answered in unequal numbers, and what it says of this team alone.

use crate::numeric::moments::Moments;
use crate::numeric::{normal, student};

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
    /// Its degrees of freedom: people who answered less roles.
    pub df: usize,
}

impl WeightedMean {
    /// The interval by the normal distribution; `None` without a standard error.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        let reach = normal::limit(level) * self.standard_error?;
        Some((self.mean - reach, self.mean + reach))
    }

    /// The interval by Student's t with [`WeightedMean::df`] degrees of freedom, wider where few answered; `None`
    /// without a standard error or a degree of freedom.
    pub fn interval_by_t(&self, level: f64) -> Option<(f64, f64)> {
        let error = self.standard_error.filter(|_| self.df > 0)?;
        let reach = student::limit(level, self.df as f64) * error;
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
    let answered: usize = strata.iter().map(|stratum| stratum.values.len()).sum();
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
        df: answered.saturating_sub(parts.len()),
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

    /// `survey` 4.1-1 of R: `svymean` with strata, with and without `fpc`, and of a simple sample.
    #[test]
    fn as_elsewhere() {
        let teachers = Stratum { size: 20, values: &[2.0, 3.0, 3.0, 4.0, 5.0, 1.0, 2.0] };
        let leaders = Stratum { size: 4, values: &[4.0, 5.0, 5.0] };
        let check = |strata: &[Stratum<'_>], estimand, expected: [f64; 4]| {
            let found = stratified_mean(strata, estimand).unwrap();
            let (low, high) = found.interval_by_t(0.95).unwrap();
            for (found, expected) in
                [found.mean, found.standard_error.unwrap(), low, high].into_iter().zip(expected)
            {
                assert!((found - expected).abs() < 1e-12, "{found} {expected}");
            }
        };
        let mean = 3.158_730_158_730_159;
        let team = [mean, 0.342_720_247_508_673, 2.368_415_850_756_96, 3.949_044_466_703_35];
        check(&[teachers, leaders], Estimand::Team, team);
        let practice = [mean, 0.427_320_337_332_438, 2.173_327_693_784_72, 4.144_132_623_675_6];
        check(&[teachers, leaders], Estimand::Practice, practice);
        let alone =
            [2.857_142_857_142_857, 0.409_911_223_174_426, 1.854_126_227_240_02, 3.860_159_487_045_69];
        check(&[teachers], Estimand::Team, alone);
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
