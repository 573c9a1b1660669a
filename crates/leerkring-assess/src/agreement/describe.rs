//! Ordinal description: what can be said of answers by their order alone.
//!
//! Right for any grid or scale. Everything here stays on the scale: no half phases, no means; but for
//! [`interpolated_quantile`], which is there to check figures of other software.

use super::Counts;

/// The shares of people at each level or higher, level 1 first (always 1), falling.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::shares_at_least};
/// let item = Counts::of(5, &[2, 3, 3, 4])?;
/// assert_eq!(shares_at_least(&item), [1.0, 1.0, 0.75, 0.25, 0.0]);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn shares_at_least(item: &Counts) -> Vec<f64> {
    let mut left = item.people();
    let shares = item.pairs().map(|(_, count)| {
        let share = left as f64 / item.people() as f64;
        left -= count;
        share
    });
    shares.collect()
}

/// The shares of people at each level or lower, rising to 1.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::shares_at_most};
/// let item = Counts::of(5, &[2, 3, 3, 4])?;
/// assert_eq!(shares_at_most(&item), [0.0, 0.25, 0.75, 1.0, 1.0]);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn shares_at_most(item: &Counts) -> Vec<f64> {
    let mut reached = 0;
    let shares = item.pairs().map(|(_, count)| {
        reached += count;
        reached as f64 / item.people() as f64
    });
    shares.collect()
}

/// The share of people at the `highest` levels: 1 for the top box, 2 for the top two.
///
/// Right as a goal ("two in three at phase 4 or 5"); misused as a summary, for it throws all other borders away.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::top_box};
/// let item = Counts::of(5, &[2, 4, 4, 5])?;
/// assert_eq!((top_box(&item, 1), top_box(&item, 2)), (0.25, 0.75));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn top_box(item: &Counts, highest: u8) -> f64 {
    let top: u64 = item.pairs().rev().take(usize::from(highest)).map(|(_, count)| count).sum();
    top as f64 / item.people() as f64
}

/// The levels that most people chose, lowest first: more than one in case of a tie.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::modes};
/// assert_eq!(modes(&Counts::of(5, &[2, 2, 4, 4, 5])?), [2, 4]);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn modes(item: &Counts) -> Vec<u8> {
    let most = item.pairs().map(|(_, count)| count).max();
    item.pairs().filter(|(_, count)| Some(*count) == most).map(|(level, _)| level).collect()
}

/// The lower median: the lowest level that at least half of the people are at or below. It is the highest level
/// that *more* than half are at or above: the majority rule for one item.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::{lower_median, upper_median}};
/// let even = Counts::of(5, &[2, 2, 4, 4])?;
/// assert_eq!((lower_median(&even), upper_median(&even)), (2, 4));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn lower_median(item: &Counts) -> u8 {
    quantile(item, 1, 2)
}

/// The upper median: the highest level that at least half of the people are at or above. Differs from the lower
/// one only for an even split.
pub fn upper_median(item: &Counts) -> u8 {
    let mut above = 0;
    let level = item.pairs().rev().find(|(_, count)| {
        above += count;
        2 * above >= item.people()
    });
    level.map_or(1, |(level, _)| level)
}

/// The lower and upper quartile: the lowest levels that at least a quarter, and at least three quarters, are at or
/// below (type 1 of Hyndman & Fan 1996, the inverse of the distribution function). They are levels; the usual
/// interpolation gives figures such as 2.25, which are none.
///
/// Their distance is a coarse measure of spread on a short scale; [`ad`](super::ad) is finer.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::quartiles};
/// assert_eq!(quartiles(&Counts::of(5, &[1, 2, 3, 4])?), (1, 3));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn quartiles(item: &Counts) -> (u8, u8) {
    (quantile(item, 1, 4), quantile(item, 3, 4))
}

/// The quantile as R and most software give it by default (type 7 of Hyndman & Fan 1996): of the sorted answers the one
/// at place `1 + (n - 1) p`, between two answers on the line between them. `None` unless `p` is from 0 to 1.
///
/// **Misused** as a phase: 2.25 is none. With `p` one half it is the usual median, halfway where an even number is split.
///
/// ```
/// use leerkring_assess::agreement::{Counts, describe::interpolated_quantile};
/// let item = Counts::of(5, &[2, 3, 3, 4, 4, 5])?;
/// assert_eq!(interpolated_quantile(&item, 0.5), Some(3.5));
/// assert_eq!(interpolated_quantile(&Counts::of(5, &[1, 2, 3, 4])?, 0.25), Some(1.75));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn interpolated_quantile(item: &Counts, p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = (item.people() - 1) as f64 * p;
    let below = place.floor();
    let (low, high) = (level_at(item, below as u64), level_at(item, place.ceil() as u64));
    Some(f64::from(low) + (place - below) * f64::from(high - low))
}

/// The level of one of the sorted answers, counted from 0.
fn level_at(item: &Counts, place: u64) -> u8 {
    let mut reached = 0;
    let level = item.pairs().find(|(_, count)| {
        reached += count;
        reached > place
    });
    level.map_or(item.levels(), |(level, _)| level)
}

/// The lowest level that at least the given fraction of the people are at or below, in whole numbers: a fraction
/// that falls on a person falls on that person.
fn quantile(item: &Counts, numerator: u64, denominator: u64) -> u8 {
    let mut below = 0;
    let level = item.pairs().find(|(_, count)| {
        below += count;
        denominator * below >= numerator * item.people()
    });
    level.map_or(item.levels(), |(level, _)| level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against the sorted list of answers.
        #[test]
        fn positions_in_the_sorted_list(mut answers in proptest::collection::vec(1_u8..=5, 1..40)) {
            let item = Counts::of(5, &answers).unwrap();
            answers.sort_unstable();
            let n = answers.len();
            let at = |numerator: usize, denominator: usize| answers[(n * numerator).div_ceil(denominator) - 1];
            prop_assert_eq!(lower_median(&item), at(1, 2));
            prop_assert_eq!(upper_median(&item), answers[n / 2]);
            prop_assert_eq!(quartiles(&item), (at(1, 4), at(3, 4)));
            prop_assert_eq!(interpolated_quantile(&item, 0.0), Some(f64::from(answers[0])));
            let middle = f64::midpoint(f64::from(at(1, 2)), f64::from(answers[n / 2]));
            prop_assert_eq!(interpolated_quantile(&item, 0.5), Some(middle));
            let more_than_half = (1..=5).filter(|k| 2 * answers.iter().filter(|a| *a >= k).count() > n).max();
            prop_assert_eq!(Some(lower_median(&item)), more_than_half);
            for (level, (low, high)) in (1..=5).zip(shares_at_most(&item).into_iter().zip(shares_at_least(&item))) {
                let here = answers.iter().filter(|a| **a == level).count() as f64 / n as f64;
                prop_assert!((low + high - 1.0 - here).abs() < 1e-12);
            }
        }
    }
}
