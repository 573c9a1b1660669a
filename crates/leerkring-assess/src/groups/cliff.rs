//! Cliff's delta: how far one group lies above another, by order alone.

use crate::numeric::moments::{Moments, on_grid};
use crate::tails::normal_limit;

/// How far one group lies above another.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CliffsDelta {
    /// People in the first group.
    pub n_x: usize,
    /// People in the second group.
    pub n_y: usize,
    /// `P(x > y) - P(x < y)` over all pairs, -1 (all of the first below) to 1 (all above).
    pub delta: f64,
    /// The variance over the first group of how each lies above the second; `None` for one person.
    pub spread_x: Option<f64>,
    /// The same of the second group.
    pub spread_y: Option<f64>,
    /// The variance of delta, `spread_x / n_x + spread_y / n_y` (consistent; that of Brunner and Munzel).
    pub variance: Option<f64>,
    /// The unbiased variance (Cliff 1996), which can fall below 0.
    pub variance_unbiased: Option<f64>,
    /// What Cliff sets it to when it falls below: `(1 - delta^2) / (n_x n_y - 1)`. `None` for one person each.
    pub variance_floor: Option<f64>,
}

impl CliffsDelta {
    /// The interval that `effectsize` for R gives to delta: `tanh(atanh(delta) +- z sqrt((n_x + n_y + 1) / (3 n_x n_y)))`,
    /// within -1 and 1. It takes both groups as spread alike; [`crate::groups::BrunnerMunzel::interval`] does not and
    /// is the one to report. `None` where delta is -1 or 1.
    pub fn interval_if_alike(&self, level: f64) -> Option<(f64, f64)> {
        let (n, m) = (self.n_x as f64, self.n_y as f64);
        let reach = normal_limit(level) * ((n + m + 1.0) / (3.0 * n * m)).sqrt();
        let middle = libm::atanh(self.delta);
        (middle.is_finite()).then(|| (libm::tanh(middle - reach), libm::tanh(middle + reach)))
    }
}

/// Cliff's delta of two groups (Cliff 1993) with its variances (Cliff 1996; Feng and Cliff 2004). `None` if a group is
/// empty or a value is not a number. Values closer than a billionth are ties.
///
/// Right as an effect size of answers in order, with five people or more in each group. Misused with groups of two,
/// whose interval is most of the scale, and with labels such as "large from 0.474" as if they held everywhere.
///
/// ```
/// use leerkring_assess::groups::cliffs_delta;
/// // Of the six pairs the first is above in four, below in one, level in one.
/// let cliff = cliffs_delta(&[3.0, 4.0], &[2.0, 2.0, 4.0]).unwrap();
/// assert!((cliff.delta - 0.5).abs() < 1e-15);
/// ```
pub fn cliffs_delta(x: &[f64], y: &[f64]) -> Option<CliffsDelta> {
    let (above_y, above_x) = (dominances(x, y)?, dominances(y, x)?);
    let (of_x, of_y) = (Moments::of(&above_y)?, Moments::of(&above_x)?);
    let (n, m, delta) = (of_x.n, of_y.n, of_x.mean);
    let unequal = unequal_pairs(x, y)?;
    let pairs = n * m;
    let unbiased = (m * m * of_x.squares + n * n * of_y.squares - (unequal - pairs * delta * delta))
        / (pairs * (n - 1.0) * (m - 1.0));
    let (spread_x, spread_y) = (of_x.variance(), of_y.variance());
    Some(CliffsDelta {
        n_x: x.len(),
        n_y: y.len(),
        delta,
        spread_x,
        spread_y,
        variance: spread_x.zip(spread_y).map(|(spread_x, spread_y)| spread_x / n + spread_y / m),
        variance_unbiased: (n > 1.0 && m > 1.0).then_some(unbiased),
        variance_floor: (pairs > 1.0).then(|| (1.0 - delta * delta) / (pairs - 1.0)),
    })
}

/// For every value of the first group, the share of the second below it less the share above.
fn dominances(x: &[f64], y: &[f64]) -> Option<Vec<f64>> {
    let (x, mut y) = (on_grid(x)?, on_grid(y)?);
    y.sort_unstable();
    let all = y.len();
    (all > 0).then(|| {
        x.iter()
            .map(|value| {
                let below = y.partition_point(|other| other < value);
                let above = all - y.partition_point(|other| other <= value);
                (below as f64 - above as f64) / all as f64
            })
            .collect()
    })
}

/// How many pairs are not ties.
fn unequal_pairs(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, mut y) = (on_grid(x)?, on_grid(y)?);
    y.sort_unstable();
    let ties =
        |value: &i64| y.partition_point(|other| other <= value) - y.partition_point(|other| other < value);
    Some((x.len() * y.len() - x.iter().map(ties).sum::<usize>()) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against the definition, pair by pair.
        #[test]
        fn pair_by_pair(
            x in proptest::collection::vec(1_u8..=5, 2..12),
            y in proptest::collection::vec(1_u8..=5, 2..12),
        ) {
            let [x, y]: [Vec<f64>; 2] = [x, y].map(|values| values.into_iter().map(f64::from).collect());
            let found = cliffs_delta(&x, &y).unwrap();
            let sign = |a: f64, b: f64| f64::from(i8::from(a > b) - i8::from(a < b));
            let (n, m) = (x.len() as f64, y.len() as f64);
            let delta = x.iter().flat_map(|a| y.iter().map(move |b| sign(*a, *b))).sum::<f64>() / (n * m);
            prop_assert!((found.delta - delta).abs() < 1e-12);
            let squares = |v: Vec<f64>| v.iter().map(|d| (d - delta) * (d - delta)).sum::<f64>();
            let by_x = squares(x.iter().map(|a| y.iter().map(|b| sign(*a, *b)).sum::<f64>() / m).collect());
            let by_y = squares(y.iter().map(|b| x.iter().map(|a| sign(*a, *b)).sum::<f64>() / n).collect());
            let by_pair = squares(x.iter().flat_map(|a| y.iter().map(move |b| sign(*a, *b))).collect());
            let unbiased = (m * m * by_x + n * n * by_y - by_pair) / (n * m * (n - 1.0) * (m - 1.0));
            prop_assert!((found.variance_unbiased.unwrap() - unbiased).abs() < 1e-12);
            let turned = cliffs_delta(&y, &x).unwrap();
            prop_assert!((found.delta + turned.delta).abs() < 1e-12);
        }
    }
}
