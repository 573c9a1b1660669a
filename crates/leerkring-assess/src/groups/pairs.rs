//! The same people twice: how many went up, how many down.

use crate::numeric::moments::on_grid;

/// How the members of pairs moved.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct WithinPairs {
    /// How many are higher the second time.
    pub up: usize,
    /// How many are lower.
    pub down: usize,
    /// How many are the same.
    pub same: usize,
    /// `(up - down) / all`, -1 to 1.
    pub dominance: f64,
}

/// Within-pair dominance (Cliff 1993): the change of the same people in order only, without a unit. `None` without
/// pairs, and where a value is not a number. Values closer than a billionth are the same.
///
/// Misused on people who were paired by anything but their own code, such as role or age.
///
/// ```
/// use leerkring_assess::groups::within_pairs;
/// let moved = within_pairs(&[(2.0, 3.0), (3.0, 3.0), (3.0, 4.0), (4.0, 3.0)]).unwrap();
/// assert_eq!((moved.up, moved.down, moved.same, moved.dominance), (2, 1, 1, 0.25));
/// ```
pub fn within_pairs(pairs: &[(f64, f64)]) -> Option<WithinPairs> {
    let changes = changes_on_grid(pairs)?;
    let up = changes.iter().filter(|change| **change > 0).count();
    let down = changes.iter().filter(|change| **change < 0).count();
    let all = changes.len();
    let dominance = (up as f64 - down as f64) / all as f64;
    (all > 0).then_some(WithinPairs { up, down, same: all - up - down, dominance })
}

/// Second less first, in billionths; what differs by one of them is rounding.
pub(crate) fn changes_on_grid(pairs: &[(f64, f64)]) -> Option<Vec<i64>> {
    let changes: Vec<f64> = pairs.iter().map(|(first, second)| second - first).collect();
    on_grid(&changes)
}
