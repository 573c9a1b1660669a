//! The signed-rank test of Wilcoxon: in Pratt's version, which keeps those who did not change, and in the usual one.

use crate::groups::{MOST_STEPS, pairs::changes_on_grid};
use crate::numeric::normal;

/// Whether the same people changed in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SignedRanks {
    /// The sum of the ranks of those who went up.
    pub ranks_up: f64,
    /// The sum of the ranks of those who went down.
    pub ranks_down: f64,
    /// The distance from what is expected in standard errors; above 0 where people went up. `None` if nobody changed.
    pub z: Option<f64>,
    /// The two-sided p-value by the normal distribution, without continuity correction. `None` if nobody changed.
    pub p: Option<f64>,
    /// The same with half a step of continuity. With [`Zeros::Dropped`] it is what R's `wilcox.test` gives; with zeros ranked,
    /// as in [`wilcoxon_pratt`], no other program that we know gives it.
    pub p_corrected: Option<f64>,
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
pub fn wilcoxon_pratt(pairs: &[(f64, f64)]) -> Option<SignedRanks> {
    signed_ranks(pairs, Zeros::Ranked, Ties::UpToRounding)
}

/// What becomes of those who did not change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zeros {
    /// They are ranked with the others, and their ranks count for neither side (Pratt 1959).
    #[default]
    Ranked,
    /// They are left out beforehand (Wilcoxon 1945), and with them the answer "no change".
    Dropped,
}

/// When two changes are equally large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// If they differ by less than a billionth of a phase, which is rounding.
    #[default]
    UpToRounding,
    /// Only if the computed numbers are the same to the last bit, so that 2 1/3 - 1 1/3 and 3 2/3 - 2 2/3 are not: as much
    /// other software has it (`coin`), and for checking its figures only.
    LastBit,
}

/// The signed-rank test with a choice, to check figures of other software. `None` without pairs, where a value is not a
/// number, and where all are dropped.
///
/// ```
/// use leerkring_assess::groups::{Ties, Zeros, signed_ranks};
/// let pairs = [(3.0, 3.0), (2.0, 3.0), (4.0, 3.0), (1.0, 3.0)];
/// let test = signed_ranks(&pairs, Zeros::Dropped, Ties::UpToRounding).unwrap();
/// assert_eq!((test.ranks_up, test.ranks_down), (4.5, 1.5));
/// ```
pub fn signed_ranks(pairs: &[(f64, f64)], zeros: Zeros, ties: Ties) -> Option<SignedRanks> {
    let mut changes = match ties {
        Ties::UpToRounding => changes_on_grid(pairs)?,
        // The bits of positive numbers are ordered as the numbers are.
        Ties::LastBit => pairs
            .iter()
            .map(|(first, second)| second - first)
            .map(|change| change.is_finite().then(|| ordered_bits(change)))
            .collect::<Option<Vec<i64>>>()?,
    };
    if zeros == Zeros::Dropped {
        changes.retain(|change| *change != 0);
    }
    of_changes(changes)
}

fn ordered_bits(change: f64) -> i64 {
    let size = change.abs().to_bits().cast_signed();
    if change < 0.0 { -size } else { size }
}

fn of_changes(mut changes: Vec<i64>) -> Option<SignedRanks> {
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
    // Half a step of a sum of ranks is one of the difference, two of doubled ranks.
    let nearer = (up.abs_diff(down).saturating_sub(2)) as f64 / squares.sqrt();
    let ranks: Vec<usize> = signed.iter().map(|(_, rank)| *rank).collect();
    Some(SignedRanks {
        ranks_up: up as f64 / 2.0,
        ranks_down: down as f64 / 2.0,
        z,
        p: z.map(normal::two_sided),
        p_corrected: z.map(|_| normal::two_sided(nearer)),
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

    /// `coin` 1.4-2 (Pratt's and the usual version) and `wilcox.test` of R 4.2.2, with correction.
    #[test]
    fn as_elsewhere() {
        let pairs = [
            (2.0, 3.0),
            (3.0, 3.0),
            (4.0, 2.5),
            (1.0, 3.0),
            (2.5, 3.0),
            (3.0, 4.0),
            (3.5, 3.5),
            (2.0, 4.0),
            (4.0, 3.0),
        ];
        let close = |found: Option<f64>, expected: f64| {
            assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}")
        };
        let pratt = wilcoxon_pratt(&pairs).unwrap();
        close(pratt.z, 1.080_540_405_337_795_4);
        close(pratt.p_exact, 0.3125);
        let usual = signed_ranks(&pairs, Zeros::Dropped, Ties::UpToRounding).unwrap();
        close(usual.z, 1.023_363_438_506_93);
        close(usual.p_exact, 0.359_375);
        close(usual.p_corrected, 0.348_201_679_413_126_2);
    }

    /// Thirds whose difference is 1 or 1 but for the last bit.
    #[test]
    fn rounding_is_no_change_of_rank() {
        let pairs = [(4.0 / 3.0, 7.0 / 3.0), (1.0, 2.0), (10.0 / 3.0, 7.0 / 3.0), (2.0, 4.0)];
        let found = wilcoxon_pratt(&pairs).unwrap();
        assert_eq!((found.ranks_up, found.ranks_down), (8.0, 2.0));
        let to_the_bit = signed_ranks(&pairs, Zeros::Ranked, Ties::LastBit).unwrap();
        assert_ne!(to_the_bit.z, found.z);
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
