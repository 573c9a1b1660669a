//! Internal consistency apart for people within schools and for schools.
//!
//! An alpha over everybody mixes two things: whether the indicators hang together for a person among colleagues, and
//! whether they do for schools. Their answers can differ.

use super::Covariance;
use super::icc::n0;
use crate::numeric::ordered::{ordered_mean, ordered_sum};

/// The covariances of items within and between groups.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Levels {
    /// Pooled over people around the mean of their own school, with as many degrees of freedom as people less schools.
    /// `None` if nobody differs from the colleagues on some item.
    pub within: Option<Covariance>,
    /// Of schools, with what comes from the small number of people in each taken out: mean squares and products between
    /// less those within, over n0. `None` if that leaves no positive variance for some item: schools do not differ
    /// detectably on it.
    pub between: Option<Covariance>,
}

/// Splits the covariances of items. A school is its people, a person the answers to all items.
///
/// *Right*: [`cronbach_alpha`](super::alpha::cronbach_alpha) or [`omega`](super::omega::omega) of `within` for "do the
/// indicators hang together for people", of `between` for "do they for schools", the latter from some thirty schools. *Misused*:
/// the pooled figure printed as either. `None` with fewer than two schools, no school of two, or people with different
/// numbers of answers.
///
/// Source: Geldhof, Preacher & Zyphur 2014, *Psych. Methods* 19:72; the estimator of `between` is that of the one-way
/// analysis of variance (Searle 1971), for products as for squares.
///
/// ```
/// use leerkring_assess::reliability::{alpha::cronbach_alpha, levels::levels};
/// // Within each school the two indicators go together; the schools differ on both.
/// let schools = [
///     vec![vec![1.0, 1.0], vec![2.0, 2.0], vec![3.0, 3.0]],
///     vec![vec![3.0, 4.0], vec![4.0, 5.0], vec![5.0, 6.0]],
/// ];
/// let levels = levels(&schools).unwrap();
/// assert_eq!(cronbach_alpha(&levels.within.unwrap()), Some(1.0));
/// ```
pub fn levels(schools: &[Vec<Vec<f64>>]) -> Option<Levels> {
    let schools: Vec<&Vec<Vec<f64>>> = schools.iter().filter(|people| !people.is_empty()).collect();
    let items = schools.first()?.first()?.len();
    let sizes: Vec<u64> = schools.iter().map(|people| people.len() as u64).collect();
    let (count, people) = (schools.len() as f64, sizes.iter().sum::<u64>() as f64);
    if schools.len() < 2 || people <= count || schools.iter().any(|s| s.iter().any(|row| row.len() != items))
    {
        return None;
    }
    let column = |rows: &[Vec<f64>], item: usize| {
        rows.iter().filter_map(|row| row.get(item).copied()).collect::<Vec<_>>()
    };
    // Deviations: of each person from the school, and of each school from the whole.
    let mut within = vec![Vec::new(); items];
    let mut between = vec![Vec::new(); items];
    for item in 0..items {
        let all = ordered_mean(&schools.iter().flat_map(|s| column(s, item)).collect::<Vec<_>>())?;
        for school in &schools {
            let answers = column(school, item);
            let mean = ordered_mean(&answers)?;
            within.get_mut(item)?.extend(answers.iter().map(|a| a - mean));
            between.get_mut(item)?.push(mean - all);
        }
    }
    let mean_product = |one: usize, other: usize| -> Option<(f64, f64)> {
        let inside = ordered_sum(within.get(one)?.iter().zip(within.get(other)?).map(|(a, b)| a * b));
        let pairs = between.get(one)?.iter().zip(between.get(other)?).zip(&sizes);
        let across = ordered_sum(pairs.map(|((a, b), n)| *n as f64 * a * b));
        Some((inside / (people - count), across / (count - 1.0)))
    };
    let matrix = |figure: &dyn Fn((f64, f64)) -> f64| {
        let row = |i: usize| (0..items).map(|j| mean_product(i.min(j), i.max(j)).map(figure)).collect();
        Covariance::new(&(0..items).map(row).collect::<Option<Vec<Vec<f64>>>>()?)
    };
    let n0 = n0(&sizes)?;
    Some(Levels {
        within: matrix(&|(inside, _)| inside),
        between: matrix(&|(inside, across)| (across - inside) / n0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::icc::one_way;
    use proptest::prelude::*;

    proptest! {
        /// The variance of a sum of items, split by this or by the one-way table of the sums, is the same.
        #[test]
        fn sums_agree_with_the_one_way_table(
            schools in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(1_u8..=5, 3), 2..8), 3..8)
        ) {
            let schools: Vec<Vec<Vec<f64>>> = schools
                .iter()
                .map(|s| s.iter().map(|p| p.iter().map(|a| f64::from(*a)).collect()).collect())
                .collect();
            let found = levels(&schools).unwrap();
            let sums: Vec<Vec<f64>> = schools.iter().map(|s| s.iter().map(|p| p.iter().sum()).collect()).collect();
            let table = one_way(&sums).unwrap();
            if let Some(within) = found.within {
                prop_assert!((within.total() - table.msw).abs() < 1e-9);
            }
            if let Some(between) = found.between {
                prop_assert!((between.total() - (table.msb - table.msw) / table.n0).abs() < 1e-9);
            }
        }
    }
}
