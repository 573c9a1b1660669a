//! a_wg: agreement against the most divided answers that have the same mean.

use super::Counts;

/// a_wg of one item: `1 - 2 s² / ( [(H + L) M - M² - H L] k / (k - 1) )` with lowest level *L* = 1, highest *H*, mean *M*,
/// sample variance *s²* and *k* people. From -1 (as divided as this mean allows) to 1 (all agree).
///
/// *Right* where means lie near an end: the variance can then be small without agreement, and a_wg allows for that.
/// *Misused* in teams below five. `None` where it is not defined: one person, or a mean outside
/// `[(L (k - 1) + H) / k, (H (k - 1) + L) / k]`, so that five colleagues of whom four say 5 and one says 4 have none. All at
/// the same end is 1.
///
/// Source: Brown & Hauenstein 2005, *Organ. Res. Methods* 8:165.
///
/// ```
/// use leerkring_assess::agreement::{Counts, awg::a_wg};
/// assert_eq!(a_wg(&Counts::of(5, &[1, 5])?), Some(-1.0));
/// assert_eq!(a_wg(&Counts::of(5, &[3, 3, 3])?), Some(1.0));
/// assert_eq!(a_wg(&Counts::of(5, &[5, 5, 5, 5, 4])?), None);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn a_wg(item: &Counts) -> Option<f64> {
    let variance = item.variance()?;
    let (k, sum, high) = (item.people(), item.sum(), u64::from(item.levels()));
    if sum == k || sum == k * high {
        return Some(1.0);
    }
    // In whole numbers: a mean on the border belongs to the defined region.
    let defined = (k - 1) + high..=high * (k - 1) + 1;
    if !defined.contains(&sum) {
        return None;
    }
    let (mean, high, k) = (item.mean(), high as f64, k as f64);
    let largest = ((high + 1.0) * mean - mean * mean - high) * k / (k - 1.0);
    Some(1.0 - 2.0 * variance / largest)
}

/// The mean of [`a_wg`] over the items for which it is defined; `None` if it is for none.
///
/// With few people the items that drop out are those on which the team agrees most near an end, so the mean is then
/// that of the others.
///
/// ```
/// use leerkring_assess::agreement::{Counts, awg::mean_a_wg};
/// let team = [Counts::of(5, &[5, 5, 5, 5, 4])?, Counts::of(5, &[3, 3, 3, 3, 3])?];
/// assert_eq!(mean_a_wg(&team), Some(1.0));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn mean_a_wg(items: &[Counts]) -> Option<f64> {
    let defined: Vec<f64> = items.iter().filter_map(a_wg).collect();
    (!defined.is_empty()).then(|| defined.iter().sum::<f64>() / defined.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Between the two ends, and the same on a scale that is turned round.
        #[test]
        fn within_its_range(answers in proptest::collection::vec(1_u8..=5, 2..20)) {
            let found = a_wg(&Counts::of(5, &answers).unwrap());
            let turned: Vec<u8> = answers.iter().map(|a| 6 - a).collect();
            let other = a_wg(&Counts::of(5, &turned).unwrap());
            prop_assert_eq!(found.is_some(), other.is_some());
            if let (Some(found), Some(other)) = (found, other) {
                prop_assert!((-1.0 - 1e-12..=1.0).contains(&found), "{}", found);
                prop_assert!((found - other).abs() < 1e-12);
            }
        }
    }
}
