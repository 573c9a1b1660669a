//! The test of Brunner and Munzel: is one group more often above the other than below, whatever their spreads.

use crate::groups::cliffs_delta;
use crate::numeric::{normal, student};

/// Whether one group is more often above the other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BrunnerMunzel {
    /// `P(x > y)` with half of the ties, 0 to 1.
    pub superiority: f64,
    /// The variance of that probability.
    pub variance: f64,
    /// The distance from one half in standard errors; above 0 where the first group is higher.
    pub t: f64,
    /// Degrees of freedom (Satterthwaite).
    pub df: f64,
    /// The two-sided p-value by Student's distribution.
    pub p: f64,
    /// The same by the normal distribution, too small in small groups.
    pub p_normal: f64,
}

impl BrunnerMunzel {
    /// The interval of Cliff's delta, by Student's distribution. It is not cut off at -1 and 1: an interval that goes
    /// beyond says that the groups are too small for it.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        self.within(student::limit(level, self.df))
    }

    /// The same by the normal distribution, too narrow in small groups.
    pub fn interval_normal(&self, level: f64) -> (f64, f64) {
        self.within(normal::limit(level))
    }

    fn within(&self, limit: f64) -> (f64, f64) {
        let delta = 2.0 * self.superiority - 1.0;
        let reach = 2.0 * limit * self.variance.sqrt();
        (delta - reach, delta + reach)
    }
}

/// The test of Brunner and Munzel (2000) that `P(x > y) + P(x = y) / 2` is one half.
///
/// Right where the groups may be spread differently, as leaders and teams are, with about ten people in each. With fewer
/// use [`crate::groups::mean_permutation`]. `None` where a group has fewer than two people, and where neither group
/// overlaps itself: all of one above all of the other leaves no variance to judge by.
///
/// ```
/// use leerkring_assess::groups::brunner_munzel;
/// // The pain scores by which Brunner and Munzel (2000) show their test: t = 3.137, 17.68 degrees of freedom.
/// let y = [1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 4.0, 1.0, 1.0];
/// let x = [3.0, 3.0, 4.0, 3.0, 1.0, 2.0, 3.0, 1.0, 1.0, 5.0, 4.0];
/// let test = brunner_munzel(&x, &y).unwrap();
/// assert!((test.t - 3.1375).abs() < 5e-5 && (test.df - 17.683).abs() < 5e-4 && (test.p - 0.005786).abs() < 5e-7);
/// ```
pub fn brunner_munzel(x: &[f64], y: &[f64]) -> Option<BrunnerMunzel> {
    let cliff = cliffs_delta(x, y)?;
    let (n, m) = (cliff.n_x as f64, cliff.n_y as f64);
    let (from_x, from_y) = (cliff.spread_x? / n, cliff.spread_y? / m);
    let sum = from_x + from_y;
    if sum <= 0.0 {
        return None;
    }
    let df = sum * sum / (from_x * from_x / (n - 1.0) + from_y * from_y / (m - 1.0));
    let t = cliff.delta / sum.sqrt();
    Some(BrunnerMunzel {
        superiority: f64::midpoint(cliff.delta, 1.0),
        variance: sum / 4.0,
        t,
        df,
        p: student::two_sided(t, df),
        p_normal: normal::two_sided(t),
    })
}
