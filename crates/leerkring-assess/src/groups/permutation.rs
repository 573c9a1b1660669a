//! The exact permutation test of a difference in means: every way to deal the same answers to the two groups.

use crate::groups::MOST_STEPS;
use crate::numeric::draws::{Category, sum_given_draws};

/// Whether a difference in means could be the luck of the deal.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeanPermutation {
    /// The mean of the first group less that of the second, in units of the scores.
    pub difference: f64,
    /// The two-sided p-value: deals that differ at least as much, in either direction.
    pub p: f64,
    /// By the other convention: twice the smaller tail. The two are one where both groups are equally large.
    pub p_twice_smaller: f64,
    /// The smallest `p` that any deal of these answers could give.
    pub smallest_p: f64,
    /// The smallest `p` that groups of these sizes could give at best, without ties: one deal in all, or two where both
    /// are equally large. Two leaders and ten others: 1/66.
    pub smallest_p_without_ties: f64,
}

/// The exact permutation test of a difference in means, from counts: `x` and `y` people of the two groups gave each
/// score. Scores are whole numbers (person means over three indicators: sixths, or the sum if all answered).
///
/// The distribution over all deals is a convolution over the scores (multivariate hypergeometric), so that nothing is
/// sampled. Right below ten people in a group. It tests that the group says nothing about the answers at all; where
/// spreads differ and groups are large, [`crate::groups::brunner_munzel`] is better.
///
/// `None` if a group is empty, the slices differ in length, or it would be more work than the result is worth
/// (hundreds of people: there the approximations are good).
///
/// ```
/// use leerkring_assess::groups::mean_permutation;
/// // Leaders at 4 and 5; others twice at 2 and once at 3. Of the ten deals one is as extreme.
/// let test = mean_permutation(&[1, 2, 3, 4, 5], &[0, 0, 0, 1, 1], &[0, 2, 1, 0, 0]).unwrap();
/// assert!((test.p - 0.1).abs() < 1e-12 && (test.p_twice_smaller - 0.2).abs() < 1e-12);
/// ```
pub fn mean_permutation(scores: &[i64], x: &[u32], y: &[u32]) -> Option<MeanPermutation> {
    if scores.len() != x.len() || scores.len() != y.len() {
        return None;
    }
    let (n_x, n_y) = (size(x), size(y));
    if n_x == 0 || n_y == 0 {
        return None;
    }
    let weigh = |counts: &[u32]| -> f64 {
        scores.iter().zip(counts).map(|(score, count)| *score as f64 * f64::from(*count)).sum()
    };
    let deals = Deals::new(scores, x, y)?;
    Some(MeanPermutation {
        difference: weigh(x) / n_x as f64 - weigh(y) / n_y as f64,
        p: deals.p_as_far(),
        p_twice_smaller: deals.p_twice_smaller(),
        smallest_p: deals.smallest(),
        smallest_p_without_ties: smallest_without_ties(n_x, n_y),
    })
}

fn size(counts: &[u32]) -> usize {
    counts.iter().map(|count| *count as usize).sum()
}

/// One deal of all, or two where they mirror each other.
fn smallest_without_ties(n_x: usize, n_y: usize) -> f64 {
    let all = n_x + n_y;
    let deals: f64 = (0..n_x.min(n_y)).map(|k| (all - k) as f64 / (k + 1) as f64).product();
    let mirrored = if n_x == n_y { 2.0 } else { 1.0 };
    mirrored / deals
}

/// The distribution of the sum of the smaller group over all deals.
pub(crate) struct Deals {
    /// The probability of each sum of shifted scores.
    sums: Vec<f64>,
    /// Twice the distance of each sum from the expected one would not be whole; times the number of people it is.
    people: i128,
    expected_times_people: i128,
    observed: i128,
    /// Where the smaller group is the second: the sum of both together, to count from the other side.
    together: Option<usize>,
}

/// The sum of the scores of the first group, counted from the lowest score.
pub(crate) struct OfFirst {
    pub(crate) observed: i128,
    pub(crate) expected: f64,
}

impl Deals {
    /// `None` if it would be too much work.
    pub(crate) fn new(scores: &[i64], x: &[u32], y: &[u32]) -> Option<Deals> {
        let turned = size(x) > size(y);
        let (x, y) = if turned { (y, x) } else { (x, y) };
        let draws = size(x);
        let lowest = *scores.iter().min()?;
        let shifted = |score: &i64| usize::try_from(score.abs_diff(lowest)).ok();
        let scores: Vec<usize> = scores.iter().map(shifted).collect::<Option<_>>()?;
        let together: Vec<usize> = x.iter().zip(y).map(|(x, y)| *x as usize + *y as usize).collect();
        let range = *scores.iter().max()? as f64;
        let steps: f64 = together.iter().map(|size| (*size).min(draws) as f64).sum();
        if steps * draws as f64 * (draws as f64 * range + 1.0) > MOST_STEPS {
            return None;
        }
        let categories: Vec<Category> = scores
            .iter()
            .zip(&together)
            .map(|(score, size)| Category::without_replacement(*score, *size))
            .collect();
        let sum = |counts: &[usize]| scores.iter().zip(counts).map(|(s, c)| (s * c) as i128).sum::<i128>();
        let own: Vec<usize> = x.iter().map(|count| *count as usize).collect();
        let all = scores.iter().zip(&together).map(|(score, size)| score * size).sum();
        Some(Deals {
            sums: sum_given_draws(&categories, draws),
            people: together.iter().sum::<usize>() as i128,
            expected_times_people: draws as i128 * sum(&together),
            observed: sum(&own),
            together: turned.then_some(all),
        })
    }

    /// The probability of each sum of the first group, and the sum that was observed and is expected.
    pub(crate) fn of_first(&self) -> (Vec<f64>, OfFirst) {
        let expected = self.expected_times_people as f64 / self.people as f64;
        let Some(together) = self.together else {
            return (self.sums.clone(), OfFirst { observed: self.observed, expected });
        };
        let mut sums: Vec<f64> = vec![0.0; together + 1];
        sums.iter_mut().rev().zip(&self.sums).for_each(|(to, p)| *to = *p);
        let whole = together as i128;
        (sums, OfFirst { observed: whole - self.observed, expected: together as f64 - expected })
    }

    /// An order of strata by what is in them.
    pub(crate) fn order(&self, other: &Deals) -> std::cmp::Ordering {
        let key = |deals: &Deals| {
            (deals.sums.len(), deals.people, deals.expected_times_people, deals.observed, deals.together)
        };
        let each = || self.sums.iter().zip(&other.sums).map(|(a, b)| a.total_cmp(b));
        key(self)
            .cmp(&key(other))
            .then_with(|| each().find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal))
    }

    fn distance(&self, sum: i128) -> i128 {
        (sum * self.people - self.expected_times_people).abs()
    }

    fn p_where(&self, holds: impl Fn(i128) -> bool) -> f64 {
        let all = (0..).zip(&self.sums);
        all.filter(|(sum, _)| holds(*sum)).map(|(_, p)| p).sum::<f64>().min(1.0)
    }

    /// The probability of a deal at least as far from what is expected.
    pub(crate) fn p_as_far(&self) -> f64 {
        let observed = self.distance(self.observed);
        self.p_where(|sum| self.distance(sum) >= observed)
    }

    fn p_twice_smaller(&self) -> f64 {
        let tails = (self.p_where(|sum| sum <= self.observed), self.p_where(|sum| sum >= self.observed));
        (2.0 * tails.0.min(tails.1)).min(1.0)
    }

    fn smallest(&self) -> f64 {
        let possible = (0..).zip(&self.sums).filter(|(_, p)| **p > 0.0);
        let farthest = possible.map(|(sum, _)| self.distance(sum)).max().unwrap_or(0);
        self.p_where(|sum| self.distance(sum) >= farthest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against every deal, one by one.
        #[test]
        fn every_deal(x in proptest::collection::vec(0_u32..3, 4), y in proptest::collection::vec(0_u32..3, 4)) {
            prop_assume!(size(&x) > 0 && size(&y) > 0);
            let scores = [-2, 0, 1, 5];
            let found = mean_permutation(&scores, &x, &y).unwrap();
            let list = |counts: &[u32]| -> Vec<i64> {
                scores.iter().zip(counts).flat_map(|(s, c)| vec![*s; *c as usize]).collect()
            };
            let (own, all) = (list(&x), [list(&x), list(&y)].concat());
            let (n, total) = (all.len() as i64, all.iter().sum::<i64>());
            let k = own.len() as i64;
            let seen: i64 = own.iter().sum();
            let (mut deals, mut far, mut low, mut high) = (0.0, 0.0, 0.0, 0.0);
            for mask in 0_u32..1 << n {
                if i64::from(mask.count_ones()) == k {
                    let sum: i64 = all.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, v)| v).sum();
                    deals += 1.0;
                    far += f64::from(u8::from((sum * n - k * total).abs() >= (seen * n - k * total).abs()));
                    low += f64::from(u8::from(sum <= seen));
                    high += f64::from(u8::from(sum >= seen));
                }
            }
            prop_assert!((found.p - far / deals).abs() < 1e-12);
            prop_assert!((found.p_twice_smaller - (2.0 * f64::min(low, high) / deals).min(1.0)).abs() < 1e-12);
            prop_assert!(found.smallest_p <= found.p && found.smallest_p_without_ties <= found.smallest_p + 1e-12);
        }
    }

    #[test]
    fn two_leaders_and_ten_others() {
        let test = mean_permutation(&[1, 2], &[1, 1], &[5, 5]).unwrap();
        assert!((test.smallest_p_without_ties - 1.0 / 66.0).abs() < 1e-15);
        assert_eq!(mean_permutation(&[1, 2], &[0, 0], &[5, 5]), None);
    }
}
