//! Several questions of an aspect asked the other way round than the rest of it, up to half: compared with all others
//! together, such questions cancel out, and so they are compared two by two.
//!
//! Two questions go together if respondents who are high on one are high on the other more often than not, and oppose
//! each other if it is less often. The questions of an aspect are parted into two camps such that as much as can be goes
//! together inside and opposes across. That is told when, with the one camp turned round, every question goes with the
//! rest one and a half times as often as not, and when respondents who are high on the one camp are low on the other
//! more often than chance brings (`sides.rs`): tried for each of the 2^(n-1) ways to part n questions, since the camps
//! were found in the same answers. Where answers add up to the same in most rows, as in a ranking or with points to share
//! out, high on the one is low on the others of itself, and nothing is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::chance::{halves, is_rare};
use super::sides::Highs;
use super::view::{Group, View};
use super::{Finding, FindingKind};

/// Of a camp of one `reversed.rs` tells.
const FEWEST: usize = 2;
/// In a longer block no two camps can be told from chance: the ways to part it halve the chance once for each item.
const MOST: usize = 60;

/// Tells the blocks that fall into camps; returns their items.
pub(super) fn look(view: &View<'_>, group: &Group, findings: &mut Vec<Finding>) -> BTreeSet<usize> {
    let mut told = BTreeSet::new();
    let blocks: Vec<&Vec<usize>> =
        group.blocks.iter().filter(|block| (2 * FEWEST..=MOST).contains(&block.len())).collect();
    let tries = 2 * blocks.len();
    for block in blocks {
        let in_file = Highs::of(view, block, false);
        let [small, large] = part(&in_file, block);
        if small.len() < FEWEST || !hang_together(&in_file, &small, &large) || adds_up(view, block) {
            continue;
        }
        let in_school = Highs::of(view, block, true);
        let [all, within] =
            [&in_file, &in_school].map(|highs| highs.sides(highs.sum(&small), &highs.sum(&large)));
        let ways = halves(u64::try_from(block.len() - 1).unwrap_or(u64::MAX));
        let between = all.is_opposite() && is_rare(all.chance_of_schools() / ways, tries);
        let inside = within.is_opposite() && is_rare(within.chance_of_respondents() / ways, tries);
        if between || inside {
            let sides = if between { all } else { within };
            let places = |camp: &[usize]| view.of(camp).map(|item| item.place).collect::<Vec<_>>();
            let against = places(&large).into_iter().map(|place| view.table.name_at(place).to_owned());
            let kind = FindingKind::Camps {
                against: against.collect(),
                same: sides.same(),
                opposite: sides.opposite(),
            };
            findings.push(view.finding(&places(&small), &[], kind));
            told.extend(block.iter().copied());
        }
    }
    told
}

/// Whether the answers to these items have the same sum in more than half of the rows with any.
fn adds_up(view: &View<'_>, block: &[usize]) -> bool {
    let mut rows_of_sum: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..view.table.rows.len() {
        let sum: usize = view.of(block).filter_map(|item| item.level(row)).map(usize::from).sum();
        *rows_of_sum.entry(sum).or_default() += usize::from(sum > 0);
    }
    let all: usize = rows_of_sum.values().sum();
    rows_of_sum.values().any(|rows| rows * 2 > all)
}

/// The smaller and the larger camp; of two equal ones the first has the first item.
fn part(highs: &Highs<'_>, block: &[usize]) -> [Vec<usize>; 2] {
    let bits: Vec<Bits> = block.iter().map(|item| Bits::of(highs.item(*item))).collect();
    let mut camps = Camps { sides: vec![0; block.len()], pulls: vec![0; block.len()] };
    camps.settle(&bits, 0, 1);
    while let Some((item, pull)) = camps.pulled_hardest() {
        camps.settle(&bits, item, if pull < 0 { -1 } else { 1 });
    }
    // Each change makes the camps clearer, so that it ends; more changes than items are not needed in practice.
    for _ in block {
        let Some((item, to)) = camps.on_the_wrong_side() else { break };
        camps.settle(&bits, item, to);
    }
    let camp = |of: i64| block.iter().zip(&camps.sides).filter(move |(_, side)| **side == of);
    let [first, second] = [1, -1].map(|of| camp(of).map(|(item, _)| *item).collect::<Vec<_>>());
    if second.len() < first.len() { [second, first] } else { [first, second] }
}

/// Items on their way to two camps.
struct Camps {
    /// 1 is the camp of the first item and -1 the other; 0 has none yet.
    sides: Vec<i64>,
    /// How far those in a camp together pull each item to the camp of the first (above 0) or to the other.
    pulls: Vec<i64>,
}

impl Camps {
    fn settle(&mut self, bits: &[Bits], item: usize, to: i64) {
        let (Some(side), Some(own)) = (self.sides.get_mut(item), bits.get(item)) else { return };
        let step = to - *side;
        *side = to;
        for (at, (pull, other)) in self.pulls.iter_mut().zip(bits).enumerate() {
            if at != item {
                *pull = pull.saturating_add(step * own.goes_with(other));
            }
        }
    }

    /// The item without a camp that knows best where it belongs; of two the first.
    fn pulled_hardest(&self) -> Option<(usize, i64)> {
        let open = self.pulls.iter().zip(&self.sides).enumerate().filter(|(_, (_, side))| **side == 0);
        open.map(|(item, (pull, _))| (item, *pull)).max_by_key(|(item, pull)| (pull.abs(), Reverse(*item)))
    }

    /// The first item that all the others pull to the other camp, and that camp.
    fn on_the_wrong_side(&self) -> Option<(usize, i64)> {
        let mut sides = self.sides.iter().zip(&self.pulls).enumerate();
        let is_wrong = |(side, pull): (&i64, &i64)| side.signum() * pull.signum() < 0;
        sides.find(|(_, pair)| is_wrong(*pair)).map(|(item, (side, _))| (item, -side))
    }
}

/// Whether every item goes with its own camp, and with all the rest once the small camp is turned round.
fn hang_together(highs: &Highs<'_>, small: &[usize], large: &[usize]) -> bool {
    let turned: Vec<i32> =
        highs.sum(large).into_iter().zip(highs.sum(small)).map(|(large, small)| large - small).collect();
    let goes_along = |camp: &[usize], way: i32| {
        let of_camp = highs.sum(camp);
        let rest: Vec<i32> = turned.iter().map(|sum| way * sum).collect();
        camp.iter().all(|item| {
            let (inside, all) = (highs.beside(*item, &of_camp), highs.beside(*item, &rest));
            inside.same() > inside.opposite() && 2 * all.same() >= 3 * all.opposite()
        })
    };
    goes_along(small, -1) && goes_along(large, 1)
}

/// The rows above and below the middle of an item, a bit each.
struct Bits {
    high: Vec<u64>,
    low: Vec<u64>,
}

impl Bits {
    fn of(highs: &[i32]) -> Bits {
        let set = |side: i32| {
            let word = |rows: &[i32]| {
                rows.iter().rev().fold(0, |word: u64, high| word << 1 | u64::from(*high == side))
            };
            highs.chunks(64).map(word).collect()
        };
        Bits { high: set(1), low: set(-1) }
    }

    /// How far two items go together: their covariance times the number of rows, as a whole number; below 0 if they
    /// oppose each other.
    fn goes_with(&self, other: &Bits) -> i64 {
        let both = |one: &[u64], other: &[u64]| -> i64 {
            one.iter().zip(other).map(|(a, b)| i64::from((a & b).count_ones())).sum()
        };
        let (both_high, both_low) = (both(&self.high, &other.high), both(&self.low, &other.low));
        let (only_one, only_other) = (both(&self.high, &other.low), both(&self.low, &other.high));
        let rows = both_high + both_low + only_one + only_other;
        (both_high * both_low - only_one * only_other) / rows.max(1)
    }
}
