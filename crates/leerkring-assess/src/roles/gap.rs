//! The gap of one school, and what a team of its size could show.

use crate::numeric::normal;
use crate::pooling::estimate::Estimate;
use crate::roles::RoleScores;

/// The gap of one school, in phases: the mean of its leaders less that of the others, with the standard error
/// `sigma sqrt(1/n_leaders + 1/n_others)`.
///
/// `sigma` is the standard deviation between people of one school over the whole network
/// ([`mixed::fit`](super::mixed::fit)). The own spread of two leaders would be a guess.
///
/// `None` unless both roles answered, or if `sigma` is not above 0.
pub fn gap(school: &RoleScores, sigma: f64) -> Option<Estimate> {
    let sd = standard_error(school.leaders.people(), school.others.people(), sigma)?;
    Some(Estimate { mean: school.leaders.mean() - school.others.mean(), sd })
}

/// The smallest gap, in phases, that so many leaders and others would show to be none of chance, with an interval of
/// this `level` (such as 0.95): `z sqrt(1/n_leaders + 1/n_others) sigma`. A true gap of this size is found half of the
/// time. Say it before anyone looks.
///
/// ```
/// use leerkring_assess::roles::gap::smallest_detectable;
/// // Two leaders, ten others, and people who differ by 0.85 of a phase.
/// let smallest = smallest_detectable(2, 10, 0.85, 0.95);
/// assert!((smallest.unwrap_or(0.0) - 1.29).abs() < 0.005);
/// ```
///
/// `None` unless both are at least one person, `sigma` is above 0 and `level` between 0 and 1.
pub fn smallest_detectable(leaders: u64, others: u64, sigma: f64, level: f64) -> Option<f64> {
    let deviate = (level > 0.0 && level < 1.0).then(|| normal::quantile((1.0 + level) / 2.0))?;
    Some(deviate * standard_error(leaders, others, sigma)?)
}

fn standard_error(leaders: u64, others: u64, sigma: f64) -> Option<f64> {
    let possible = leaders > 0 && others > 0 && sigma > 0.0 && sigma.is_finite();
    possible.then(|| sigma * ((leaders as f64).recip() + (others as f64).recip()).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pooling::scores::Scores;

    #[test]
    fn by_hand() {
        let school = RoleScores {
            leaders: Scores::of(&[4.0, 3.0]).unwrap(),
            others: Scores::of(&[2.0, 3.0, 4.0, 2.0, 3.0, 4.0, 2.0, 3.0]).unwrap(),
        };
        let found = gap(&school, 0.8).unwrap();
        assert!((found.mean - (3.5 - 2.875)).abs() < 1e-11);
        assert!((found.sd - 0.8 * (0.5_f64 + 0.125).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn nothing_without_both_roles_or_a_spread() {
        let alone = RoleScores { leaders: Scores::of(&[4.0]).unwrap(), ..RoleScores::default() };
        assert_eq!(gap(&alone, 0.8), None);
        assert_eq!(smallest_detectable(2, 10, 0.0, 0.95), None);
        assert_eq!(smallest_detectable(2, 10, 0.85, 1.0), None);
        assert_eq!(smallest_detectable(0, 10, 0.85, 0.95), None);
    }
}
