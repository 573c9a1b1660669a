//! The rank-sum test of Mann and Whitney, with ties: by approximation and exact.

use std::collections::BTreeMap;

use crate::groups::permutation::Deals;
use crate::numeric::moments::on_grid;
use crate::tails::normal_two_sided;

/// Whether two groups differ in ranks.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MannWhitney {
    /// The number of pairs in which the first is above, ties for half: 0 to `n_x n_y` (R calls it W).
    pub u: f64,
    /// The two-sided p-value by the normal distribution, variance corrected for ties. `None` where all are tied.
    pub p: Option<f64>,
    /// The same with half a pair of continuity correction, as R's `wilcox.test` does.
    pub p_corrected: Option<f64>,
    /// The exact two-sided p-value given the ties; `None` with hundreds of people, where `p` is as good.
    pub p_exact: Option<f64>,
}

/// The test of Mann and Whitney (1947). `None` if a group is empty or a value is not a number.
///
/// It tests that one group is as often above as below only if both have the same shape. Where they may be spread
/// differently use [`crate::groups::brunner_munzel`].
///
/// ```
/// use leerkring_assess::groups::mann_whitney;
/// let test = mann_whitney(&[4.0, 5.0], &[1.0, 2.0, 3.0]).unwrap();
/// // Above in all six pairs: one of ten deals, and its mirror image.
/// assert!(test.u == 6.0 && (test.p_exact.unwrap() - 0.2).abs() < 1e-12);
/// ```
pub fn mann_whitney(x: &[f64], y: &[f64]) -> Option<MannWhitney> {
    if x.is_empty() || y.is_empty() {
        return None;
    }
    // How many of each group have each value.
    let mut counts: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
    on_grid(x)?.into_iter().for_each(|value| counts.entry(value).or_default().0 += 1);
    on_grid(y)?.into_iter().for_each(|value| counts.entry(value).or_default().1 += 1);
    let (n, m) = (x.len() as f64, y.len() as f64);
    let (mut u, mut below_y, mut ties) = (0.0, 0.0, 0.0);
    let (mut doubled_ranks, mut of_x, mut of_y) = (Vec::new(), Vec::new(), Vec::new());
    let mut before = 0_i64;
    for (here_x, here_y) in counts.values() {
        let (a, b) = (f64::from(*here_x), f64::from(*here_y));
        u += a * (below_y + b / 2.0);
        below_y += b;
        let tied = a + b;
        ties += tied * tied * tied - tied;
        let here = i64::from(*here_x) + i64::from(*here_y);
        doubled_ranks.push(2 * before + here + 1);
        before += here;
        of_x.push(*here_x);
        of_y.push(*here_y);
    }
    let all = n + m;
    let variance = n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    let distance = (u - n * m / 2.0).abs();
    let by_normal = |distance: f64| (variance > 0.0).then(|| normal_two_sided(distance / variance.sqrt()));
    Some(MannWhitney {
        u,
        p: by_normal(distance),
        p_corrected: by_normal((distance - 0.5).max(0.0)),
        p_exact: Deals::new(&doubled_ranks, &of_x, &of_y).map(|deals| deals.p_as_far()),
    })
}
