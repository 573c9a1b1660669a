//! The covariances of items: all that internal consistency depends on.

use crate::numeric::ordered::{ordered_mean, ordered_sum};

/// What to do with people who left an item open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// Leave them out altogether: every figure is over the same people.
    #[default]
    Listwise,
    /// Use each pair of items that they answered: more answers, but every covariance is over other people.
    Pairwise,
}

/// A symmetric matrix of covariances (or correlations) of at least two items, each with a positive variance.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, Missing};
/// let people = [[Some(1.0), Some(2.0)], [Some(2.0), Some(4.0)], [Some(3.0), Some(3.0)], [Some(5.0), None]];
/// let rows: Vec<&[Option<f64>]> = people.iter().map(|row| row.as_slice()).collect();
/// let listwise = Covariance::of_rows(&rows, Missing::Listwise).unwrap();
/// assert_eq!((listwise.of(0, 0), listwise.of(0, 1)), (Some(1.0), Some(0.5)));
/// let pairwise = Covariance::of_rows(&rows, Missing::Pairwise).unwrap();
/// assert_eq!(pairwise.of(0, 0), Some(8.75 / 3.0)); // the fourth person counts here
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Covariance {
    rows: Vec<Vec<f64>>,
}

impl Covariance {
    /// The sample covariances (denominator *n* - 1) of items over people; a row is one person.
    ///
    /// `None` with fewer than two items, rows of different length, fewer than two people for any pair of items, or an
    /// item on which all people are alike.
    pub fn of_rows(rows: &[&[Option<f64>]], missing: Missing) -> Option<Covariance> {
        let items = rows.first()?.len();
        if rows.iter().any(|row| row.len() != items) {
            return None;
        }
        let used: Vec<&[Option<f64>]> = match missing {
            Missing::Listwise => rows.iter().copied().filter(|row| row.iter().all(Option::is_some)).collect(),
            Missing::Pairwise => rows.to_vec(),
        };
        let column = |item: usize| used.iter().map(move |row| row.get(item).copied().flatten());
        let covariance = |one: usize, other: usize| {
            let pairs: Vec<(f64, f64)> =
                column(one).zip(column(other)).filter_map(|(x, y)| Some((x?, y?))).collect();
            covariance_of(&pairs)
        };
        let matrix: Option<Vec<Vec<f64>>> =
            (0..items).map(|i| (0..items).map(|j| covariance(i.min(j), i.max(j))).collect()).collect();
        Covariance::new(&matrix?)
    }

    /// A matrix that is known already, row by row.
    ///
    /// `None` unless it is square, symmetric and finite, with at least two items and positive variances.
    pub fn new(rows: &[Vec<f64>]) -> Option<Covariance> {
        let square = rows.len() > 1 && rows.iter().all(|row| row.len() == rows.len());
        let found = Covariance { rows: rows.to_vec() };
        let all = 0..rows.len();
        let sound = all.clone().all(|i| found.at(i, i) > 0.0)
            && all
                .clone()
                .all(|i| all.clone().all(|j| found.at(i, j).is_finite() && found.at(i, j) == found.at(j, i)));
        (square && sound).then_some(found)
    }

    /// The number of items, at least 2.
    pub fn items(&self) -> usize {
        self.rows.len()
    }

    /// The covariance of two items, counted from 0; `None` if there is no such item.
    pub fn of(&self, one: usize, other: usize) -> Option<f64> {
        self.rows.get(one)?.get(other).copied()
    }

    /// The covariance of two items that exist.
    pub(crate) fn at(&self, one: usize, other: usize) -> f64 {
        self.of(one, other).unwrap_or(f64::NAN)
    }

    /// The matrix, row by row.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// The correlations of the same items.
    pub fn correlations(&self) -> Covariance {
        let scaled = |i: usize, j: usize| {
            if i == j { 1.0 } else { self.at(i, j) / (self.at(i, i) * self.at(j, j)).sqrt() }
        };
        let items = 0..self.items();
        Covariance {
            rows: items
                .clone()
                .map(|i| items.clone().map(|j| scaled(i.min(j), i.max(j))).collect())
                .collect(),
        }
    }

    /// The sum of the variances.
    pub(crate) fn trace(&self) -> f64 {
        (0..self.items()).map(|i| self.at(i, i)).sum()
    }

    /// The variance of the sum of the items.
    pub(crate) fn total(&self) -> f64 {
        self.rows.iter().flatten().sum()
    }

    /// The covariance of an item with the sum of all items, itself among them.
    pub(crate) fn with_total(&self, item: usize) -> f64 {
        self.rows.get(item).map_or(f64::NAN, |row| row.iter().sum())
    }
}

/// The sample covariance of pairs.
fn covariance_of(pairs: &[(f64, f64)]) -> Option<f64> {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (x, y) = (ordered_mean(&x)?, ordered_mean(&y)?);
    let products = pairs.iter().map(|(a, b)| (a - x) * (b - y));
    (pairs.len() > 1).then(|| ordered_sum(products) / (pairs.len() - 1) as f64)
}
