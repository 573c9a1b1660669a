//! Two groups in every stratum, such as leaders and their own colleagues in every school: compared inside strata only.

use crate::groups::permutation::Deals;
use crate::groups::{MOST_STEPS, cliffs_delta};
use crate::numeric::ordered::ordered_sum;
use crate::numeric::student;

/// How far one group lies above the other inside strata, by order alone.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrderInStrata {
    /// Strata in it.
    pub strata: usize,
    /// People of the first group in them.
    pub n_x: usize,
    /// People of the second group in them.
    pub n_y: usize,
    /// The weighted mean of the strata's Cliff's deltas, -1 to 1.
    pub delta: f64,
    /// Its standard error: people differ, the strata are these.
    pub se: f64,
    /// The distance of delta from 0 in standard errors.
    pub t: f64,
    /// Degrees of freedom (Satterthwaite).
    pub df: f64,
    /// The two-sided p-value by Student's distribution.
    pub p: f64,
}

impl OrderInStrata {
    /// The interval of delta, by Student's distribution. It is not cut off at -1 and 1.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let reach = student::limit(level, self.df) * self.se;
        (self.delta - reach, self.delta + reach)
    }
}

/// Cliff's delta and the test of Brunner and Munzel over strata: with `p = h / Σ h`, `h = n m / (n + m)`, the figure is
/// `Σ p delta`, its variance `Σ p² (a + b)` with `a` and `b` the two parts of each stratum's own variance
/// ([`cliffs_delta`]), and `df = variance² / Σ p⁴ (a² / (n - 1) + b² / (m - 1))`. With one stratum it is
/// [`brunner_munzel`](fn@crate::groups::brunner_munzel).
///
/// Right for roles over a network: nobody is compared with a colleague of another school, so that schools which stand
/// higher, or have more leaders, do not mislead it. It is about these schools; for schools like these take each
/// school as one (CR2, [`within`](fn@crate::roles::within::within)). Misused with a handful of people in all.
///
/// Strata with fewer than two people in a group take no part. `None` if none is left, if a value is not a number, or if
/// no group overlaps itself: then there is no variance to judge by. The order of the strata changes nothing.
///
/// ```
/// use leerkring_assess::groups::{brunner_munzel, order_in_strata};
/// let (x, y) = ([3.0, 4.0, 4.0], [2.0, 3.0, 3.0, 4.0]);
/// let one = order_in_strata(&[(&x, &y)]).unwrap();
/// let test = brunner_munzel(&x, &y).unwrap();
/// assert!((one.t - test.t).abs() < 1e-12 && (one.df - test.df).abs() < 1e-9);
/// // Twice the same stratum: as far apart, and surer.
/// let two = order_in_strata(&[(&x, &y), (&x, &y)]).unwrap();
/// assert!((two.delta - one.delta).abs() < 1e-12 && (two.t - one.t * 2.0_f64.sqrt()).abs() < 1e-12);
/// ```
pub fn order_in_strata(strata: &[(&[f64], &[f64])]) -> Option<OrderInStrata> {
    let all = strata.iter().filter(|(x, y)| x.len() > 1 && y.len() > 1);
    let each = all.map(|(x, y)| cliffs_delta(x, y)).collect::<Option<Vec<_>>>()?;
    let parts: Vec<(f64, f64, [f64; 2], [f64; 2])> = each
        .iter()
        .map(|cliff| {
            let (n, m) = (cliff.n_x as f64, cliff.n_y as f64);
            let own = [cliff.spread_x? / n, cliff.spread_y? / m];
            Some((n * m / (n + m), cliff.delta, own, [n - 1.0, m - 1.0]))
        })
        .collect::<Option<_>>()?;
    let total = ordered_sum(parts.iter().map(|(weight, ..)| *weight));
    let share = |weight: f64| weight / total;
    let delta = ordered_sum(parts.iter().map(|(weight, delta, ..)| share(*weight) * delta));
    let variance = ordered_sum(parts.iter().map(|(weight, _, [a, b], _)| share(*weight).powi(2) * (a + b)));
    let squares =
        ordered_sum(parts.iter().map(|(weight, _, [a, b], [for_a, for_b])| {
            share(*weight).powi(4) * (a * a / for_a + b * b / for_b)
        }));
    if parts.is_empty() || variance <= 0.0 {
        return None;
    }
    let (se, df) = (variance.sqrt(), variance * variance / squares);
    let t = delta / se;
    Some(OrderInStrata {
        strata: each.len(),
        n_x: each.iter().map(|cliff| cliff.n_x).sum(),
        n_y: each.iter().map(|cliff| cliff.n_y).sum(),
        delta,
        se,
        t,
        df,
        p: student::two_sided(t, df),
    })
}

/// Distances from what is expected that differ by less are equal: expectations are thirds and sevenths of whole numbers.
const EQUAL: f64 = 1e-6;

/// The exact permutation test over strata: the two-sided p of the sum of the first group's scores, over all ways to deal the answers of
/// each stratum to its two groups. That sum less what is expected is `Σ h gap`, with `h = n m / (n + m)` and the gap in
/// means: the effect of [`within`](fn@crate::roles::within::within). `counts` are, for each stratum, how many people of each
/// group gave each of `scores`, which are whole numbers.
///
/// Exact whatever the distribution: each stratum's deals are counted as in
/// [`mean_permutation`](crate::groups::mean_permutation), and their sums convolved. Right for few strata and small groups;
/// it tests that in no stratum the group says anything about the answers.
///
/// `None` if a group is empty or a slice has another length than `scores`, and where it would be more work than it is worth.
///
/// ```
/// use leerkring_assess::groups::{mean_permutation, permutation_in_strata};
/// let (scores, x, y) = ([1, 2, 3, 4, 5], [0, 0, 0, 1, 1], [0, 2, 1, 0, 0]);
/// let p = permutation_in_strata(&scores, &[(&x, &y)]).unwrap();
/// assert!((p - mean_permutation(&scores, &x, &y).unwrap().p).abs() < 1e-12);
/// // The same in a second stratum: of a hundred deals one.
/// assert!((permutation_in_strata(&scores, &[(&x, &y), (&x, &y)]).unwrap() - 0.01).abs() < 1e-12);
/// ```
pub fn permutation_in_strata(scores: &[i64], counts: &[(&[u32], &[u32])]) -> Option<f64> {
    let mut strata: Vec<Deals> = counts
        .iter()
        .map(|(x, y)| {
            let fits = x.len() == scores.len() && y.len() == scores.len();
            let has = |counts: &[u32]| counts.iter().any(|count| *count > 0);
            if fits && has(x) && has(y) { Deals::new(scores, x, y) } else { None }
        })
        .collect::<Option<_>>()?;
    // The shortest first, which is also an order that the input does not choose.
    strata.sort_by(|a, b| a.order(b));
    let (mut sums, mut steps) = (vec![1.0], 0.0);
    let (mut observed, mut expected) = (0_i128, 0.0);
    for stratum in &strata {
        let (own, of_stratum) = stratum.of_first();
        steps += sums.len() as f64 * own.len() as f64;
        if steps > MOST_STEPS {
            return None;
        }
        let mut next = vec![0.0; sums.len() + own.len() - 1];
        for (place, p) in sums.iter().enumerate().filter(|(_, p)| **p > 0.0) {
            next.iter_mut().skip(place).zip(&own).for_each(|(to, q)| *to += p * q);
        }
        sums = next;
        observed += of_stratum.observed;
        expected += of_stratum.expected;
    }
    let far = (observed as f64 - expected).abs() - EQUAL;
    let all = sums.iter().enumerate().filter(|(sum, _)| (*sum as f64 - expected).abs() >= far);
    (!strata.is_empty()).then(|| all.map(|(_, p)| p).sum::<f64>().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against every deal of both strata, one by one.
        #[test]
        fn every_deal_of_two_strata(
            first in (1_usize..4, proptest::collection::vec(0_i64..5, 4..7)),
            second in (1_usize..4, proptest::collection::vec(0_i64..5, 4..7)),
        ) {
            let scores = [0, 1, 2, 3, 4];
            let count = |values: &[i64]| -> Vec<u32> {
                scores.iter().map(|s| values.iter().filter(|v| *v == s).count() as u32).collect()
            };
            let strata = [first, second].map(|(n, values)| (n, values));
            let counts: Vec<(Vec<u32>, Vec<u32>)> =
                strata.iter().map(|(n, values)| (count(&values[..*n]), count(&values[*n..]))).collect();
            let slices: Vec<(&[u32], &[u32])> = counts.iter().map(|(x, y)| (x.as_slice(), y.as_slice())).collect();
            // For each stratum, what each deal gives the first group beyond its share, times the people of both strata.
            let people = strata.iter().map(|(_, values)| values.len() as i64).product::<i64>();
            let beyond = |(n, values): &(usize, Vec<i64>)| -> (i64, Vec<i64>) {
                let all: i64 = values.iter().sum();
                let share = all * *n as i64 * people / values.len() as i64;
                let own: i64 = values[..*n].iter().sum();
                let deals = (0_u32..1 << values.len()).filter(|mask| mask.count_ones() as usize == *n);
                let sum = |mask: u32| {
                    (0..values.len()).filter(|i| mask >> i & 1 == 1).map(|i| values[i]).sum::<i64>()
                };
                (own * people - share, deals.map(|mask| sum(mask) * people - share).collect())
            };
            let ((one, ones), (two, twos)) = (beyond(&strata[0]), beyond(&strata[1]));
            let pairs = || ones.iter().flat_map(|a| twos.iter().map(move |b| a + b));
            let far = pairs().filter(|sum| sum.abs() >= (one + two).abs()).count();
            let p = permutation_in_strata(&scores, &slices).unwrap();
            prop_assert!((p - far as f64 / pairs().count() as f64).abs() < 1e-9);
            let turned: Vec<(&[u32], &[u32])> = slices.iter().rev().copied().collect();
            prop_assert_eq!(permutation_in_strata(&scores, &turned), Some(p));
        }
    }

    #[test]
    fn strata_by_hand() {
        // Delta 1/2 in the first; 1 in the second, where everyone is above and nothing varies; in the third one is too few.
        let (x, y) = ([2.0, 4.0], [1.0, 3.0]);
        let strata: [(&[f64], &[f64]); 3] = [(&x, &y), (&[5.0, 5.0], &[1.0, 1.0]), (&[5.0], &[1.0, 2.0])];
        let found = order_in_strata(&strata).unwrap();
        assert_eq!((found.strata, found.n_x, found.n_y), (2, 4, 4));
        assert!((found.delta - (0.5 + 1.0) / 2.0).abs() < 1e-12);
        // In the first 2 is above one and below one, 4 above both: 0 and 1, a variance of 1/2 over two people; y likewise.
        assert!((found.se - (0.25 * (0.25 + 0.25_f64)).sqrt()).abs() < 1e-12);
        assert_eq!(order_in_strata(&strata[1..]), None);
        assert_eq!((order_in_strata(&[]), permutation_in_strata(&[1], &[])), (None, None));
        assert_eq!(permutation_in_strata(&[1, 2], &[(&[1, 0], &[0, 0])]), None);
    }
}
