//! Internal consistency by covariances: Cronbach's alpha and what belongs to it, Guttman's lambda-6, Spearman-Brown.
//!
//! They say whether *items* hang together over people. With two or three indicators they are low by construction, and a
//! border such as .70 means nothing then. They never say whether the score of a school can be trusted
//! ([`icc`](super::icc)). Below a hundred people leave them out.

use nalgebra::DMatrix;

use super::Covariance;
use crate::numeric::fisher::f_quantile;

/// Cronbach's alpha, `J / (J - 1) (1 - Σ s_j² / s_T²)`: at most 1, and below 0 if items go against each other (a reversed
/// item that was not turned round).
///
/// A lower bound of the reliability of the sum of the items if their errors are not correlated. Of a matrix of
/// correlations it is the standardised alpha, of polychoric correlations the ordinal alpha
/// ([`polychoric`](super::polychoric)). `None` if the items add up to nothing that varies.
///
/// **When right**: three items and more that are about one thing, answered by a hundred people or more. **When misused**: as the
/// reliability of a school's score, which is about raters ([`reliability_of_mean`](super::icc::reliability_of_mean)); with a border such as
/// .70 for two or three items.
///
/// Source: Cronbach 1951, *Psychometrika* 16:297.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::cronbach_alpha};
/// let covariances = Covariance::new(&[vec![2.0, 1.0, 1.0], vec![1.0, 2.0, 1.0], vec![1.0, 1.0, 2.0]]).unwrap();
/// // 3/2 x (1 - 6/12)
/// assert_eq!(cronbach_alpha(&covariances), Some(0.75));
/// ```
pub fn cronbach_alpha(covariances: &Covariance) -> Option<f64> {
    alpha_of(covariances.items(), covariances.trace(), covariances.total())
}

fn alpha_of(items: usize, trace: f64, total: f64) -> Option<f64> {
    let items = items as f64;
    (items > 1.0 && total > 0.0).then(|| items / (items - 1.0) * (1.0 - trace / total))
}

/// Alpha of standardised items, `J r̄ / (1 + (J - 1) r̄)` with the mean correlation r̄: as if every item had the same
/// spread. Not the consistency of a score in which they have not.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::standardised_alpha};
/// let covariances = Covariance::new(&[vec![4.0, 1.0], vec![1.0, 1.0]]).unwrap(); // r = 0.5
/// assert!((standardised_alpha(&covariances).unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn standardised_alpha(covariances: &Covariance) -> Option<f64> {
    cronbach_alpha(&covariances.correlations())
}

/// The mean correlation between two items, over all pairs.
pub fn mean_correlation(covariances: &Covariance) -> f64 {
    let items = covariances.items() as f64;
    (covariances.correlations().total() - items) / (items * (items - 1.0))
}

/// Feldt's interval for Cronbach's alpha of so many people and items, such as `level` 0.95.
///
/// Exact for items that are parallel and normal; a fair approximation for others. `None` unless alpha is below 1, there
/// are two people and two items, and the level lies between 0 and 1.
///
/// Source: Feldt, Woodruff & Salih 1987, *Appl. Psych. Meas.* 11:93.
///
/// ```
/// use leerkring_assess::reliability::alpha::feldt_interval;
/// let (low, high) = feldt_interval(0.70, 200, 3, 0.95).unwrap();
/// assert!(low > 0.61 && low < 0.64 && high > 0.75 && high < 0.77, "{low} {high}");
/// ```
pub fn feldt_interval(alpha: f64, people: u64, items: u64, level: f64) -> Option<(f64, f64)> {
    if !(alpha < 1.0 && people > 1 && items > 1 && level > 0.0 && level < 1.0) {
        return None;
    }
    let df1 = (people - 1) as f64;
    let df2 = df1 * (items - 1) as f64;
    let limit = |p: f64| 1.0 - (1.0 - alpha) * f_quantile(p, df1, df2);
    Some((limit((1.0 + level) / 2.0), limit((1.0 - level) / 2.0)))
}

/// Cronbach's alpha of the other items, for each item; `None` for two items, where one is left.
///
/// An item of which the removal raises alpha clearly deserves a look, not automatic removal: indicators are there for what
/// they say.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::alpha_if_dropped};
/// let covariances = Covariance::new(&[vec![2.0, 1.0, 0.0], vec![1.0, 2.0, 0.0], vec![0.0, 0.0, 2.0]]).unwrap();
/// assert_eq!(alpha_if_dropped(&covariances)[2], Some(2.0 * (1.0 - 4.0 / 6.0)));
/// ```
pub fn alpha_if_dropped(covariances: &Covariance) -> Vec<Option<f64>> {
    let (trace, total) = (covariances.trace(), covariances.total());
    let without = |item: usize| {
        let variance = covariances.at(item, item);
        let left = total - 2.0 * covariances.with_total(item) + variance;
        alpha_of(covariances.items() - 1, trace - variance, left)
    };
    (0..covariances.items()).map(without).collect()
}

/// The correlation of each item with the sum of the others, -1 to 1; `None` where that sum does not vary.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::item_rest_correlations};
/// let covariances = Covariance::new(&[vec![4.0, 1.0], vec![1.0, 1.0]]).unwrap();
/// assert_eq!(item_rest_correlations(&covariances), [Some(0.5), Some(0.5)]);
/// ```
pub fn item_rest_correlations(covariances: &Covariance) -> Vec<Option<f64>> {
    let with_rest = |item: usize| {
        let (variance, with_total) = (covariances.at(item, item), covariances.with_total(item));
        let rest = covariances.total() - 2.0 * with_total + variance;
        (rest > 0.0).then(|| (with_total - variance) / (variance * rest).sqrt())
    };
    (0..covariances.items()).map(with_rest).collect()
}

/// Guttman's lambda-6 of the standardised items: `1 - Σ (1 - R_j²) / Σ r`, with R_j² the squared multiple correlation of an
/// item with the others. A lower bound of the reliability as alpha is, better when some items share more than the rest.
/// With two items it is their correlation.
///
/// `None` where an item follows wholly from the others, or the items add up to nothing that varies.
/// **When right** and **when misused**: as [`cronbach_alpha`]; it is higher where items hang together in groups.
///
/// Source: Guttman 1945, *Psychometrika* 10:255.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::lambda6};
/// let covariances = Covariance::new(&[vec![1.0, 0.5], vec![0.5, 1.0]]).unwrap();
/// assert!((lambda6(&covariances).unwrap() - 0.5).abs() < 1e-12);
/// ```
pub fn lambda6(covariances: &Covariance) -> Option<f64> {
    let correlations = covariances.correlations();
    let items = correlations.items();
    let inverse = DMatrix::from_fn(items, items, |i, j| correlations.at(i, j)).cholesky()?.inverse();
    // 1 - R_j² is one over the diagonal of the inverse.
    let unexplained: f64 = inverse.diagonal().iter().map(|d| 1.0 / d).sum();
    let total = correlations.total();
    (total > 0.0).then(|| 1.0 - unexplained / total)
}

/// Spearman-Brown for two items, `2 r / (1 + r)`: the reliability of their sum. `None` unless there are two items.
///
/// *Right* for aspects of two indicators, instead of alpha (which is the same if they have equal variances, and lower if
/// not). A negative value says that they go against each other.
///
/// Source: Eisinga, te Grotenhuis & Pelzer 2013, *Int. J. Public Health* 58:637.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, alpha::spearman_brown};
/// let covariances = Covariance::new(&[vec![1.0, 0.5], vec![0.5, 1.0]]).unwrap();
/// assert!((spearman_brown(&covariances).unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn spearman_brown(covariances: &Covariance) -> Option<f64> {
    let r = mean_correlation(covariances);
    (covariances.items() == 2 && r > -1.0).then(|| 2.0 * r / (1.0 + r))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::Missing;
    use proptest::prelude::*;

    proptest! {
        /// On raw answers: alpha from the variances of items and sums, dropping an item by leaving it out, item and rest
        /// by their own covariance, and none of it depending on the order of people.
        #[test]
        fn by_hand_from_rows(rows in proptest::collection::vec(proptest::collection::vec(1_u8..=5, 4), 4..30)) {
            let people: Vec<Vec<Option<f64>>> =
                rows.iter().map(|row| row.iter().map(|a| Some(f64::from(*a))).collect()).collect();
            let of = |people: &[Vec<Option<f64>>]| {
                let slices: Vec<&[Option<f64>]> = people.iter().map(Vec::as_slice).collect();
                Covariance::of_rows(&slices, Missing::Listwise)
            };
            let Some(covariances) = of(&people) else { return Ok(()) };
            let turned: Vec<_> = people.iter().rev().cloned().collect();
            prop_assert_eq!(&of(&turned).unwrap(), &covariances);

            let variance = |values: Vec<f64>| {
                let n = values.len() as f64;
                let mean = values.iter().sum::<f64>() / n;
                values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0)
            };
            let item = |j: usize| rows.iter().map(|row| f64::from(row[j])).collect::<Vec<_>>();
            let sum = |items: &[usize]| {
                rows.iter().map(|row| items.iter().map(|j| f64::from(row[*j])).sum()).collect::<Vec<f64>>()
            };
            let alpha = |items: &[usize]| {
                let k = items.len() as f64;
                let total = variance(sum(items));
                let single: f64 = items.iter().map(|j| variance(item(*j))).sum();
                (total > 1e-9).then(|| k / (k - 1.0) * (1.0 - single / total))
            };
            if let Some(expected) = alpha(&[0, 1, 2, 3]) {
                prop_assert!((cronbach_alpha(&covariances).unwrap() - expected).abs() < 1e-9);
                prop_assert_eq!(
                    standardised_alpha(&covariances).is_some(), covariances.correlations().total() > 0.0
                );
            }
            if let Some(expected) = alpha(&[0, 2, 3]) {
                prop_assert!((alpha_if_dropped(&covariances)[1].unwrap() - expected).abs() < 1e-9);
                let (one, rest) = (variance(item(1)), variance(sum(&[0, 2, 3])));
                let together = variance(sum(&[0, 1, 2, 3]));
                let r = (together - one - rest) / 2.0 / (one * rest).sqrt();
                prop_assert!((item_rest_correlations(&covariances)[1].unwrap() - r).abs() < 1e-9);
            }
        }
    }
}
