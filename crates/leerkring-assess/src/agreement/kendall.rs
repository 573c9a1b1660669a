//! Kendall's W: do people put the items in the same order?

use statrs::function::gamma::gamma_ur;

/// Agreement on an order, with its test.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Concordance {
    /// W, corrected for ties: from 0 (no common order) to 1 (all the same order).
    pub w: f64,
    /// W as if nobody had given two items the same value: too low when people did.
    pub w_without_tie_correction: f64,
    /// Friedman's statistic, `m (n - 1) W` with the corrected W.
    pub chi_squared: f64,
    /// Its degrees of freedom, `n - 1`.
    pub df: u64,
    /// The probability of as much when there is no common order, from the chi-squared distribution: an approximation,
    /// rough below some eight people or seven items.
    pub p: f64,
}

/// Kendall's coefficient of concordance of raters (rows) over items: `12 S / (m² (n³ - n) - m Σ T)`, with *m* raters, *n*
/// items, *S* the squared deviations of the rank sums, and *T* the sum of `t³ - t` over the ties of each rater.
///
/// *Right* for priorities: do people rank the aspects alike? *Misused* as agreement on the level: if everyone is one
/// phase above the next colleague on every item, W is 1.
///
/// A rater with a missing answer is left out. `None` with fewer than two raters or items, with rows of different length,
/// or if no rater tells any two items apart.
///
/// Source: Kendall & Babington Smith 1939, *Ann. Math. Stat.* 10:275; ties: Siegel & Castellan 1988.
///
/// ```
/// use leerkring_assess::agreement::kendall::kendall_w;
/// // Two people a phase apart everywhere: the same order.
/// let w = kendall_w(&[&[Some(1.0), Some(2.0), Some(4.0)], &[Some(2.0), Some(3.0), Some(5.0)]]).unwrap();
/// assert_eq!(w.w, 1.0);
/// // Opposite orders.
/// let w = kendall_w(&[&[Some(1.0), Some(2.0), Some(3.0)], &[Some(3.0), Some(2.0), Some(1.0)]]).unwrap();
/// assert_eq!(w.w, 0.0);
/// ```
pub fn kendall_w(raters: &[&[Option<f64>]]) -> Option<Concordance> {
    let items = raters.first()?.len();
    if items < 2 || raters.iter().any(|row| row.len() != items) {
        return None;
    }
    let complete: Vec<Vec<f64>> = raters.iter().filter_map(|row| row.iter().copied().collect()).collect();
    let (m, n) = (complete.len() as f64, items as f64);
    if m < 2.0 {
        return None;
    }
    let mut rank_sums = vec![0.0; items];
    let mut ties = 0.0;
    for row in &complete {
        for (sum, value) in rank_sums.iter_mut().zip(row) {
            let (lower, equal) = beside(*value, row);
            // The middle of the ranks that equal values share; halves, so sums are exact.
            *sum += lower + (equal + 1.0) / 2.0;
            // Each of t equal values adds t² - 1, together t³ - t.
            ties += equal * equal - 1.0;
        }
    }
    let spread: f64 = rank_sums.iter().map(|sum| sum - m * (n + 1.0) / 2.0).map(|d| d * d).sum();
    let largest = m * m * (n * n * n - n);
    if largest - m * ties <= 0.0 {
        return None;
    }
    let w = 12.0 * spread / (largest - m * ties);
    let chi_squared = m * (n - 1.0) * w;
    let p = if chi_squared > 0.0 { gamma_ur((n - 1.0) / 2.0, chi_squared / 2.0) } else { 1.0 };
    Some(Concordance { w, w_without_tie_correction: 12.0 * spread / largest, chi_squared, df: items as u64 - 1, p })
}

/// How many values of a row are lower, and how many equal (itself among them).
fn beside(value: f64, row: &[f64]) -> (f64, f64) {
    let lower = row.iter().filter(|other| **other < value).count() as f64;
    let equal = row.iter().filter(|other| **other == value).count() as f64;
    (lower, equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn undefined_is_none() {
        assert_eq!(kendall_w(&[]), None);
        assert_eq!(kendall_w(&[&[Some(1.0), Some(2.0)]]), None);
        assert_eq!(kendall_w(&[&[Some(2.0); 3], &[Some(3.0); 3]]), None);
        assert_eq!(kendall_w(&[&[Some(1.0), Some(2.0)], &[Some(1.0), None]]), None);
    }

    proptest! {
        /// W is the mean of Spearman's correlations over all pairs of raters, (m r + 1 - r) / m, if nobody ties.
        #[test]
        fn the_mean_rank_correlation(seeds in proptest::collection::vec(Just(()).prop_perturb(|(), mut rng| {
            let mut row: Vec<f64> = (1..=6).map(f64::from).collect();
            for i in (1..6).rev() {
                row.swap(i, (rng.random::<u32>() as usize) % (i + 1));
            }
            row
        }), 2..8)) {
            let rows: Vec<Vec<Option<f64>>> = seeds.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
            let slices: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
            let found = kendall_w(&slices).unwrap();
            let (m, n) = (seeds.len(), 6.0_f64);
            let mut sum = 0.0;
            for (i, one) in seeds.iter().enumerate() {
                for other in &seeds[..i] {
                    let d2: f64 = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum();
                    sum += 1.0 - 6.0 * d2 / (n * n * n - n);
                }
            }
            let mean = sum / (m * (m - 1) / 2) as f64;
            prop_assert!((found.w - (1.0 + (m as f64 - 1.0) * mean) / m as f64).abs() < 1e-12);
            prop_assert_eq!(found.w, found.w_without_tie_correction);
        }
    }
}
