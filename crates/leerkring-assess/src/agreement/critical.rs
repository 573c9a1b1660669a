//! How much agreement comes by chance alone: exact, by counting, without random numbers.

use std::collections::BTreeMap;

use crate::judgements::check_scale;

/// Most people, and most items, for which chance is counted; beyond it critical values hardly move.
const MOST: u64 = 100;

/// The probability that people who answer at random, every level equally likely and nobody looking at the others, are on
/// average as near to their median as `ad` or nearer (AD_Md over all items).
///
/// *Right* beside a small team's AD: five people on one item reach 0.4 by chance in about one of eleven cases. *Misused* as a
/// gate for showing results, or as evidence of agreement about the school: people who share a style of answering beat
/// chance without agreeing on anything.
///
/// `None` unless there are 2 to 9 levels, 1 to 100 people and 1 to 100 items.
///
/// ```
/// use leerkring_assess::agreement::critical::chance_of_ad;
/// // Two people, one item, five levels: the same answer in 5 of 25 cases, one apart in 8 more.
/// assert!((chance_of_ad(0.0, 5, 2, 1).unwrap() - 0.2).abs() < 1e-12);
/// assert!((chance_of_ad(0.5, 5, 2, 1).unwrap() - 13.0 / 25.0).abs() < 1e-12);
/// ```
pub fn chance_of_ad(ad: f64, levels: u8, people: u64, items: u64) -> Option<f64> {
    // Sums of deviations are whole numbers; half a unit absorbs the rounding of `ad`.
    let sum = ad * (people * items) as f64 + 0.5;
    Some(cumulative(&ad_sums(levels, people, items)?).take_while(|(total, _)| (*total as f64) < sum).last().map_or(0.0, |(_, p)| p))
}

/// The critical value of AD_Md, in levels: the largest that random answers reach, or stay below, with probability at most
/// `level` (such as 0.05). A team below or at it agrees more than chance.
///
/// `None` as for [`chance_of_ad`], and where even full agreement comes by chance more often than that: with so few people
/// and items nothing can be told from chance.
///
/// Source of the idea: Dunlap, Burke & Smith-Crowe 2003, *J. Appl. Psych.* 88:356, there by simulation.
///
/// ```
/// use leerkring_assess::agreement::critical::critical_ad;
/// assert_eq!(critical_ad(5, 2, 1, 0.05), None);
/// assert_eq!(critical_ad(5, 3, 1, 0.05), Some(0.0)); // all three alike: 1 in 25
/// ```
pub fn critical_ad(levels: u8, people: u64, items: u64, level: f64) -> Option<f64> {
    let sums = ad_sums(levels, people, items)?;
    let (largest, _) = cumulative(&sums).take_while(|(_, p)| *p <= level).last()?;
    Some(largest as f64 / (people * items) as f64)
}

fn cumulative(sums: &BTreeMap<u64, f64>) -> impl Iterator<Item = (u64, f64)> {
    sums.iter().scan(0.0, |reached, (total, p)| {
        *reached += p;
        Some((*total, *reached))
    })
}

/// The distribution of the sum of deviations from the median over people and items.
fn ad_sums(levels: u8, people: u64, items: u64) -> Option<BTreeMap<u64, f64>> {
    check_scale(usize::from(levels)).ok()?;
    if !(1..=MOST).contains(&people) || !(1..=MOST).contains(&items) {
        return None;
    }
    let one = one_item(levels, people);
    let mut all = BTreeMap::from([(0, 1.0)]);
    for _ in 0..items {
        let mut next = BTreeMap::new();
        for (so_far, p) in &all {
            for (more, q) in &one {
                *next.entry(so_far + more).or_insert(0.0) += p * q;
            }
        }
        all = next;
    }
    Some(all)
}

/// The distribution for one item. Between two neighbouring levels lie as many deviations as there are people on the
/// smaller side, so the sum is that of `min(below, above)` over the borders, and levels can be filled one by one: each of
/// those still to be placed stands at this level, if at none of the lower, with probability one over the levels left.
fn one_item(levels: u8, people: u64) -> BTreeMap<u64, f64> {
    let mut states = BTreeMap::from([((0, 0), 1.0)]);
    for level in 1..levels {
        let here = 1.0 / f64::from(levels - level + 1);
        let mut next = BTreeMap::new();
        for ((below, sum), p) in states {
            let left = people - below;
            for (count, q) in (0..).zip(binomial(left, here)) {
                let below = below + count;
                *next.entry((below, sum + below.min(people - below))).or_insert(0.0) += p * q;
            }
        }
        states = next;
    }
    let mut sums = BTreeMap::new();
    for ((_, sum), p) in states {
        *sums.entry(sum).or_insert(0.0) += p;
    }
    sums
}

/// The probabilities of 0, 1, ..., n successes, for 0 < p < 1.
fn binomial(n: u64, p: f64) -> Vec<f64> {
    let mut row = vec![1.0];
    for _ in 0..n {
        let failed = row.iter().map(|q| q * (1.0 - p)).chain([0.0]);
        let succeeded = std::iter::once(0.0).chain(row.iter().map(|q| q * p));
        row = failed.zip(succeeded).map(|(a, b)| a + b).collect();
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Counts, ad::ad_median};

    /// Every way in which a few people can answer a few items.
    #[test]
    fn counted_one_by_one() {
        for (levels, people, items) in [(5_u8, 4_u32, 1_u32), (3, 3, 2), (2, 5, 1), (4, 2, 2)] {
            let cells = people * items;
            let all = u64::from(levels).pow(cells);
            let mut seen: Vec<f64> = (0..all)
                .map(|code| {
                    let answer = |cell: u32| (code / u64::from(levels).pow(cell) % u64::from(levels)) as u8 + 1;
                    let item = |i| (0..people).map(|p| answer(i * people + p)).collect::<Vec<_>>();
                    let team: Vec<Counts> = (0..items).map(|i| Counts::of(levels, &item(i)).unwrap()).collect();
                    ad_median(&team).unwrap()
                })
                .collect();
            seen.sort_by(f64::total_cmp);
            for ad in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let share = seen.iter().filter(|s| **s <= ad + 1e-9).count() as f64 / all as f64;
                let p = chance_of_ad(ad, levels, u64::from(people), u64::from(items)).unwrap();
                assert!((p - share).abs() < 1e-12, "{levels} {people} {items} {ad}: {p} {share}");
            }
        }
    }

    #[test]
    fn a_larger_team_may_lie_further_apart() {
        let critical = [5, 10, 20, 40].map(|people| critical_ad(5, people, 3, 0.05).unwrap());
        assert!(critical.is_sorted(), "{critical:?}");
        assert!(critical[3] < 1.2, "{critical:?}"); // 1.2 is what chance gives on average
    }
}
