//! What change other raters on another day would make, and what change could be seen at all.

/// A change of more than this many standard errors is called reliable: 95 % two-sided.
pub const RELIABLE: f64 = 1.96;

/// The reliable change index of a school: the change in standard errors, `D / (sigma sqrt(1/n_1 + 1/n_2))`. More than
/// [`RELIABLE`] either way is more than other raters on another day would bring about.
///
/// `sigma` is the standard deviation of persons within schools over the whole network, in phases; the few people of
/// one school cannot tell their own. It is the index of Jacobson and Truax (1991) with the standard error of a mean of
/// raters instead of one test's: **misused** at the level of a school with Cronbach's alpha in the place of reliability, which
/// knows of indicators and not of raters.
///
/// `None` without people at a moment or with a sigma that is not positive.
///
/// ```
/// use leerkring_assess::growth::{RELIABLE, reliable_change};
/// let index = reliable_change(0.6, 10, 12, 0.85).unwrap();
/// assert!((index - 0.6 / (0.85 * (1.0_f64 / 10.0 + 1.0 / 12.0).sqrt())).abs() < 1e-12);
/// assert!(index < RELIABLE);
/// ```
pub fn reliable_change(change: f64, people_first: u32, people_second: u32, sigma: f64) -> Option<f64> {
    Some(change / standard_error(people_first, people_second, sigma)?).filter(|index| index.is_finite())
}

/// The smallest change that would be reliable, in phases: `1.96 sigma sqrt(1/n_1 + 1/n_2)`, with equal numbers
/// `1.96 sqrt(2) sigma / sqrt(n)`. To be said before the second moment, so that nobody hopes for what eight people cannot
/// show.
///
/// `sigma` as with [`reliable_change`]; `None` in the same cases.
///
/// ```
/// use leerkring_assess::growth::smallest_detectable;
/// // Eight people at both moments who differ by 0.85 phases see no half phase of growth.
/// let smallest = smallest_detectable(8, 8, 0.85).unwrap();
/// assert!((smallest - 0.833).abs() < 5e-4);
/// ```
pub fn smallest_detectable(people_first: u32, people_second: u32, sigma: f64) -> Option<f64> {
    Some(RELIABLE * standard_error(people_first, people_second, sigma)?)
}

/// The reliable change index of one *person* between two tests (Jacobson & Truax 1991): `(second - first) / (sqrt(2) SEM)` with
/// `SEM = sd_first sqrt(1 - reliability)`, the standard deviation of the first moment over persons and a reliability
/// between two testings.
///
/// **Misused** for a school, of which the error is that of raters: use [`reliable_change`]. Also misused with Cronbach's alpha,
/// which knows nothing of another day.
///
/// `None` unless the standard deviation is positive and the reliability from 0 up to, not including, 1.
///
/// ```
/// use leerkring_assess::growth::reliable_change_of_a_person;
/// // SEM = 0.8 sqrt(1 - 0.75) = 0.4.
/// let index = reliable_change_of_a_person(2.0, 3.0, 0.8, 0.75).unwrap();
/// assert!((index - 1.0 / (2.0_f64.sqrt() * 0.4)).abs() < 1e-12);
/// ```
pub fn reliable_change_of_a_person(first: f64, second: f64, sd_first: f64, reliability: f64) -> Option<f64> {
    let possible = sd_first > 0.0 && (0.0..1.0).contains(&reliability);
    let error = std::f64::consts::SQRT_2 * sd_first * (1.0 - reliability).sqrt();
    possible.then(|| (second - first) / error).filter(|index| index.is_finite())
}

fn standard_error(people_first: u32, people_second: u32, sigma: f64) -> Option<f64> {
    let possible = people_first > 0 && people_second > 0 && sigma > 0.0 && sigma.is_finite();
    possible.then(|| sigma * (1.0 / f64::from(people_first) + 1.0 / f64::from(people_second)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_team_sizes() {
        let table = [(5, 1.05, 0.62), (8, 0.83, 0.49), (12, 0.68, 0.40), (20, 0.53, 0.31), (40, 0.37, 0.22)];
        for (people, wide, narrow) in table {
            assert!((smallest_detectable(people, people, 0.85).unwrap() - wide).abs() < 0.005);
            assert!((smallest_detectable(people, people, 0.50).unwrap() - narrow).abs() < 0.005);
        }
        assert_eq!(smallest_detectable(0, 5, 0.85), None);
        assert_eq!(reliable_change(0.5, 5, 5, 0.0), None);
        assert_eq!(reliable_change_of_a_person(1.0, 2.0, 0.5, 1.0), None);
        assert_eq!(reliable_change_of_a_person(1.0, 2.0, 0.0, 0.5), None);
        let just = smallest_detectable(7, 11, 0.6).unwrap();
        assert!((reliable_change(just, 7, 11, 0.6).unwrap() - RELIABLE).abs() < 1e-12);
    }
}
