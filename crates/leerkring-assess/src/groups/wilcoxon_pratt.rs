//! The signed-rank test of Wilcoxon in Pratt's version, which keeps those who did not change.

use crate::groups::{MOST_STEPS, pairs::changes_on_grid};
use crate::numeric::normal;

/// Whether the same people changed in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct WilcoxonPratt {
    /// The sum of the ranks of those who went up.
    pub ranks_up: f64,
    /// The sum of the ranks of those who went down.
    pub ranks_down: f64,
    /// The distance from what is expected in standard errors; above 0 where people went up. `None` if nobody changed.
    pub z: Option<f64>,
    /// The two-sided p-value by the normal distribution, without continuity correction. `None` if nobody changed.
    pub p: Option<f64>,
    /// The exact two-sided p-value given ties and zeros; `None` with more than about 500 pairs, where `p` is as good.
    pub p_exact: Option<f64>,
}

/// The signed-rank test (Wilcoxon 1945) of pairs `(first, second)` with Pratt's treatment of zeros (1959): those who
/// did not change take part in the ranking, and their ranks then count for neither side. `None` without pairs, and where a
/// value is not a number.
///
/// On five phases many people do not change. The usual version drops them before it ranks, which throws away
/// exactly the answer "no change".
///
/// ```
/// use leerkring_assess::groups::wilcoxon_pratt;
/// // Ranks of the changes 0, 1, 1, 2: the zero has rank 1, the ones 2.5 each, the two 4.
/// let test = wilcoxon_pratt(&[(3.0, 3.0), (2.0, 3.0), (4.0, 3.0), (1.0, 3.0)]).unwrap();
/// assert_eq!((test.ranks_up, test.ranks_down), (6.5, 2.5));
/// assert!((test.p_exact.unwrap() - 0.75).abs() < 1e-12);
/// ```
pub fn wilcoxon_pratt(pairs: &[(f64, f64)]) -> Option<WilcoxonPratt> {
    let mut changes = changes_on_grid(pairs)?;
    if changes.is_empty() {
        return None;
    }
    changes.sort_unstable_by_key(|change| (change.abs(), *change));
    // Twice the mean rank of each tied run, so that it is whole.
    let mut signed: Vec<(bool, usize)> = Vec::with_capacity(changes.len());
    let mut before = 0;
    for run in changes.chunk_by(|a, b| a.abs() == b.abs()) {
        let doubled = 2 * before + run.len() + 1;
        signed.extend(run.iter().filter(|change| **change != 0).map(|change| (*change > 0, doubled)));
        before += run.len();
    }
    let sum =
        |up: bool| signed.iter().filter(|(is_up, _)| *is_up == up).map(|(_, rank)| *rank).sum::<usize>();
    let (up, down) = (sum(true), sum(false));
    let squares: f64 = signed.iter().map(|(_, rank)| (*rank as f64) * (*rank as f64)).sum();
    // Ranks of those who moved have either sign: the difference of the sums has mean 0 and variance the sum of squares.
    let z = (squares > 0.0).then(|| (up as f64 - down as f64) / squares.sqrt());
    let ranks: Vec<usize> = signed.iter().map(|(_, rank)| *rank).collect();
    Some(WilcoxonPratt {
        ranks_up: up as f64 / 2.0,
        ranks_down: down as f64 / 2.0,
        z,
        p: z.map(normal::two_sided),
        p_exact: exact(&ranks, up.abs_diff(down)),
    })
}

/// The probability that ranks with signs by lot differ by at least `distance`.
fn exact(ranks: &[usize], distance: usize) -> Option<f64> {
    let total: usize = ranks.iter().sum();
    if ranks.len() as f64 * total as f64 > MOST_STEPS {
        return None;
    }
    // The probability of each sum of the ranks that got a plus.
    let mut sums = vec![1.0];
    for rank in ranks {
        let mut next = vec![0.0; sums.len() + rank];
        next.iter_mut().zip(&sums).for_each(|(to, p)| *to += 0.5 * p);
        next.iter_mut().skip(*rank).zip(&sums).for_each(|(to, p)| *to += 0.5 * p);
        sums = next;
    }
    let far = sums.iter().enumerate().filter(|(sum, _)| total.abs_diff(2 * sum) >= distance);
    Some(far.map(|(_, p)| p).sum::<f64>().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nobody_changed() {
        let test = wilcoxon_pratt(&[(3.0, 3.0), (2.0, 2.0)]).unwrap();
        assert_eq!((test.z, test.p_exact), (None, Some(1.0)));
        assert_eq!(wilcoxon_pratt(&[]), None);
    }

    proptest! {
        /// Against every way to give the changes their signs.
        #[test]
        fn every_sign(pairs in proptest::collection::vec((1_u8..=5, 1_u8..=5), 1..10)) {
            let pairs: Vec<(f64, f64)> = pairs.into_iter().map(|(a, b)| (f64::from(a), f64::from(b))).collect();
            let found = wilcoxon_pratt(&pairs).unwrap();
            let sizes: Vec<f64> = pairs.iter().map(|(a, b)| (b - a).abs()).collect();
            let rank = |size: f64| {
                let below = sizes.iter().filter(|other| **other < size).count() as f64;
                below + (sizes.iter().filter(|other| **other == size).count() as f64 + 1.0) / 2.0
            };
            let ranks: Vec<f64> = sizes.iter().filter(|size| **size > 0.0).map(|size| rank(*size)).collect();
            let seen = (found.ranks_up - found.ranks_down).abs();
            let all = 1_u32 << ranks.len();
            let far = (0..all).filter(|mask| {
                let signed = ranks.iter().enumerate().map(|(i, r)| if mask >> i & 1 == 1 { *r } else { -r });
                signed.sum::<f64>().abs() >= seen - 1e-9
            });
            prop_assert!((found.p_exact.unwrap() - far.count() as f64 / f64::from(all)).abs() < 1e-12);
        }
    }
}
