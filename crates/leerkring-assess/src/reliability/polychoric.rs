//! Polychoric correlation: how the attitudes behind ordered answers go together, if those are normal.

use super::Covariance;
use crate::numeric::bivariate_normal::{Bivariate, density};
use crate::numeric::normal;

/// Correlations closer to -1 or 1 are not told apart from it.
const NEAREST: f64 = 0.9999;
/// The correlation is found to within this.
const WITHIN: f64 = 1e-10;
/// A probability that cannot be told from the rounding of those it is the difference of.
const IMPOSSIBLE: f64 = 1e-14;
/// The sizes of the correlation that are tried on the way to an end.
const OUTWARDS: [f64; 13] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, NEAREST];

/// Why there is no polychoric correlation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoPolychoric {
    /// The rows of the table, or of the answers, are not of one length.
    #[error("rows of different length")]
    Ragged,
    /// Fewer than two levels of an item were used.
    #[error("an item on which all answers are alike")]
    OneLevel,
    /// The likelihood rises up to a correlation of -1 or 1: empty cells leave it no lower maximum.
    #[error("the answers determine each other: the correlation is at its end")]
    AtTheEnd,
    /// Fewer than two items.
    #[error("fewer than two items")]
    OneItem,
}

/// The polychoric correlation of two items from their table of counts (rows: levels of one; columns: of the other).
///
/// In two steps: the borders between levels follow from the margins, and the correlation of the normal variables behind the
/// answers maximises the likelihood of the table (no correction of empty cells). Levels that nobody used change nothing.
///
/// *Right* for the structure of attitudes behind coarse answers, from some hundred people. *Misused* as the correlation of
/// the scores that are reported: those are the answers, and correlate less.
///
/// # Errors
/// [`NoPolychoric`], with the reason.
///
/// Source: Olsson 1979, *Psychometrika* 44:443. A table split at both medians has a closed form, `sin(π/2 (4 p - 1))`:
///
/// ```
/// use leerkring_assess::reliability::polychoric::polychoric;
/// let r = polychoric(&[vec![40, 10], vec![10, 40]])?;
/// assert!((r - (std::f64::consts::FRAC_PI_2 * (4.0 * 0.4 - 1.0)).sin()).abs() < 1e-8);
/// # Ok::<(), leerkring_assess::reliability::polychoric::NoPolychoric>(())
/// ```
pub fn polychoric(table: &[Vec<u64>]) -> Result<f64, NoPolychoric> {
    let columns = table.first().map_or(0, Vec::len);
    if table.iter().any(|row| row.len() != columns) {
        return Err(NoPolychoric::Ragged);
    }
    let row_sums: Vec<u64> = table.iter().map(|row| row.iter().sum()).collect();
    let column_sums: Vec<u64> =
        (0..columns).map(|j| table.iter().filter_map(|row| row.get(j)).sum()).collect();
    let rows = borders(&row_sums).ok_or(NoPolychoric::OneLevel)?;
    let columns = borders(&column_sums).ok_or(NoPolychoric::OneLevel)?;
    let cells: Vec<_> = rows
        .iter()
        .zip(table)
        .flat_map(|(x, row)| columns.iter().zip(row).map(|(y, count)| (*x, *y, *count as f64)))
        .filter(|(_, _, count)| *count > 0.0)
        .collect();
    let normal = Bivariate::new();
    // How the log-likelihood rises with the correlation; `None` where some answers would be next to impossible.
    let slope = |r: f64| -> Option<f64> {
        let each = cells.iter().map(|(x, y, count)| {
            let p = normal.between(*x, *y, r);
            let rise =
                density(x.0, y.0, r) - density(x.1, y.0, r) - density(x.0, y.1, r) + density(x.1, y.1, r);
            (p > IMPOSSIBLE).then_some(count * rise / p)
        });
        each.sum()
    };
    // Outwards from 0 as long as the likelihood rises, then inwards by halving.
    let side = if slope(0.0).unwrap_or(0.0) < 0.0 { -1.0 } else { 1.0 };
    let rises = |size: f64| slope(side * size).is_some_and(|slope| slope * side > 0.0);
    let (mut low, mut high) = (0.0, NEAREST);
    for size in OUTWARDS {
        if !rises(size) {
            high = size;
            break;
        }
        low = size;
    }
    if low == NEAREST {
        return Err(NoPolychoric::AtTheEnd);
    }
    while high - low > WITHIN {
        let middle = (low + high) / 2.0;
        if rises(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(side * (low + high) / 2.0)
}

/// The borders on both sides of each level on the normal scale; `None` if fewer than two levels were used.
fn borders(counts: &[u64]) -> Option<Vec<(f64, f64)>> {
    let total: u64 = counts.iter().sum();
    if counts.iter().filter(|count| **count > 0).count() < 2 {
        return None;
    }
    let mut below = 0;
    let mut lower = f64::NEG_INFINITY;
    let levels = counts.iter().map(|count| {
        below += count;
        let upper = match below {
            0 => f64::NEG_INFINITY,
            all if all == total => f64::INFINITY,
            some => normal::quantile(some as f64 / total as f64),
        };
        let level = (lower, upper);
        lower = upper;
        level
    });
    Some(levels.collect())
}

/// The polychoric correlations of all pairs of items, over the people who answered all of them. A row is one person, an
/// answer a level from 1.
///
/// [`cronbach_alpha`](super::alpha::cronbach_alpha) of these is the *ordinal alpha* (Zumbo, Gadermann & Zeisser 2007): the
/// consistency of the attitudes behind the answers. It is nearly always higher than alpha, and not the consistency of
/// the score that is reported: no headline (Chalmers 2018).
///
/// # Errors
/// [`NoPolychoric`] of the first pair that has none.
///
/// ```
/// use leerkring_assess::reliability::{alpha::cronbach_alpha, polychoric::polychoric_correlations};
/// let rows: Vec<[Option<u8>; 2]> = [(1, 1, 40), (1, 2, 10), (2, 1, 10), (2, 2, 40)]
///     .iter()
///     .flat_map(|&(x, y, people)| vec![[Some(x), Some(y)]; people])
///     .collect();
/// let rows: Vec<&[Option<u8>]> = rows.iter().map(|row| row.as_slice()).collect();
/// let r = polychoric_correlations(&rows)?;
/// assert!((r.of(0, 1).unwrap() - 0.809).abs() < 1e-3);
/// assert!((cronbach_alpha(&r).unwrap() - 0.894).abs() < 1e-3);
/// # Ok::<(), leerkring_assess::reliability::polychoric::NoPolychoric>(())
/// ```
pub fn polychoric_correlations(rows: &[&[Option<u8>]]) -> Result<Covariance, NoPolychoric> {
    let items = rows.first().map_or(0, |row| row.len());
    if rows.iter().any(|row| row.len() != items) {
        return Err(NoPolychoric::Ragged);
    }
    let complete: Vec<Vec<usize>> =
        rows.iter().filter_map(|row| row.iter().map(|answer| answer.map(usize::from)).collect()).collect();
    let levels = complete.iter().flatten().max().map_or(0, |level| level + 1);
    let mut found = vec![vec![1.0; items]; items];
    for i in 0..items {
        for j in 0..i {
            let mut table = vec![vec![0_u64; levels]; levels];
            for row in &complete {
                let cell = row.get(i).zip(row.get(j)).and_then(|(x, y)| table.get_mut(*x)?.get_mut(*y));
                if let Some(cell) = cell {
                    *cell += 1;
                }
            }
            let r = polychoric(&table)?;
            for (a, b) in [(i, j), (j, i)] {
                if let Some(entry) = found.get_mut(a).and_then(|row| row.get_mut(b)) {
                    *entry = r;
                }
            }
        }
    }
    Covariance::new(&found).ok_or(NoPolychoric::OneItem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_undefined_says_why() {
        assert_eq!(polychoric(&[]), Err(NoPolychoric::OneLevel));
        assert_eq!(polychoric(&[vec![1, 2], vec![1]]), Err(NoPolychoric::Ragged));
        assert_eq!(polychoric(&[vec![3, 4], vec![0, 0]]), Err(NoPolychoric::OneLevel));
        assert_eq!(polychoric(&[vec![9, 0], vec![0, 9]]), Err(NoPolychoric::AtTheEnd));
        assert_eq!(polychoric_correlations(&[&[Some(1)], &[Some(2)]]), Err(NoPolychoric::OneItem));
    }

    proptest! {
        /// A table as a given correlation makes it gives that correlation back; turned round, its opposite.
        #[test]
        fn a_correlation_is_found_again(r in -0.9..0.9_f64, a in -1.0..0.0_f64, b in 0.2..1.0_f64) {
            let edges = [f64::NEG_INFINITY, a, b, f64::INFINITY];
            let normal = Bivariate::new();
            let cell = |i: usize, j: usize| {
                (normal.between((edges[i], edges[i + 1]), (edges[j], edges[j + 1]), r) * 1e9).round() as u64
            };
            let table: Vec<Vec<u64>> = (0..3).map(|i| (0..3).map(|j| cell(i, j)).collect()).collect();
            let found = polychoric(&table).unwrap();
            prop_assert!((found - r).abs() < 1e-6, "{found}");
            let turned: Vec<Vec<u64>> = table.iter().rev().cloned().collect();
            prop_assert!((polychoric(&turned).unwrap() + found).abs() < 1e-8);
        }
    }
}
