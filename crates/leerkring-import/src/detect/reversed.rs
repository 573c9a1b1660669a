//! One question answered the other way round than those around it: who is high on the others is low on it.
//!
//! Each respondent is high or low on the question (above its middle or not), and high or low on most of the questions
//! around it. There must be at least one and a half times as many on opposite sides as on the same. Whether that can be
//! chance is tried in two ways, because colleagues are alike: a school where all agree says one thing, however often.
//! Between schools each school has one voice, and so many schools with more people on opposite sides than on the same
//! must be rare at an even chance. Within schools each respondent is compared with the own colleagues, and Fisher's
//! exact probability of so few on the same side must be rare.

use std::collections::BTreeMap;

use super::chance::{binomial_at_least, hypergeometric_at_most, is_rare};
use super::view::{Item, View};
use super::{Finding, FindingKind};

/// Respondents on the same side of a question and those around it, and on opposite sides.
#[derive(Default)]
struct Sides {
    both_high: u64,
    both_low: u64,
    only_item: u64,
    only_rest: u64,
    /// Schools with more of the same, and with more of the opposite.
    schools: [u64; 2],
}

impl Sides {
    fn same(&self) -> u64 {
        self.both_high + self.both_low
    }

    fn opposite(&self) -> u64 {
        self.only_item + self.only_rest
    }

    fn is_opposite(&self) -> bool {
        2 * self.opposite() >= 3 * self.same()
    }

    /// The probability that chance puts so few respondents on the same side.
    fn of_respondents(&self) -> f64 {
        let high = self.both_high + self.only_item;
        hypergeometric_at_most(
            self.both_high,
            high,
            self.both_low + self.only_rest,
            self.both_high + self.only_rest,
        )
    }

    /// The probability that chance puts so many schools on opposite sides.
    fn of_schools(&self) -> f64 {
        let [same, opposite] = self.schools;
        binomial_at_least(opposite, same + opposite, 0.5)
    }
}

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    for group in view.groups.iter().filter(|group| group.ordered && group.items.len() >= 3) {
        let in_file = Highs::of(view, &group.items, false);
        let in_school = Highs::of(view, &group.items, true);
        let tries = 2 * group.items.len();
        let mut reversed = Vec::new();
        for block in &group.blocks {
            // With one other question it does not show which of the two is reversed; the whole survey tells.
            let around = if block.len() >= 3 { block } else { &group.items };
            for item in block {
                let others: Vec<usize> = around.iter().copied().filter(|other| other != item).collect();
                let (all, within) =
                    (in_file.sides(view, *item, &others), in_school.sides(view, *item, &others));
                let between = all.is_opposite() && is_rare(all.of_schools(), tries);
                let inside = within.is_opposite() && is_rare(within.of_respondents(), tries);
                if between || inside {
                    reversed.push((*item, others, if between { all } else { within }));
                }
            }
        }
        // Where many seem reversed, as in a ranking, there is no way round that the others share.
        if reversed.len() * 3 > group.items.len() {
            continue;
        }
        let told: Vec<usize> = reversed.iter().map(|(item, ..)| *item).collect();
        for (item, others, sides) in &reversed {
            let agree = others.iter().filter(|other| !told.contains(other)).all(|other| {
                let rest: Vec<usize> =
                    others.iter().copied().filter(|o| o != other && !told.contains(o)).collect();
                let sides = in_file.sides(view, *other, &rest);
                rest.is_empty() || sides.same() > sides.opposite()
            });
            if let (true, Some(column)) = (agree, view.items.get(*item)) {
                let (same, opposite) = (sides.same(), sides.opposite());
                let kind = FindingKind::Reversed { others: others.len(), same, opposite };
                findings.push(view.finding(&[column.place], &[], kind));
            }
        }
    }
}

/// For each item whether each row is above its middle; `None` where it has no level.
struct Highs(BTreeMap<usize, Vec<Option<bool>>>);

impl Highs {
    fn of(view: &View<'_>, items: &[usize], within: bool) -> Highs {
        Highs(
            items
                .iter()
                .filter_map(|item| Some((*item, highs(view, view.items.get(*item)?, within))))
                .collect(),
        )
    }

    fn sides(&self, view: &View<'_>, item: usize, others: &[usize]) -> Sides {
        let others: Vec<&Vec<Option<bool>>> = others.iter().filter_map(|other| self.0.get(other)).collect();
        let mut sides = Sides::default();
        let mut of_school: BTreeMap<usize, [u64; 2]> = BTreeMap::new();
        for (row, high) in self.0.get(&item).into_iter().flatten().enumerate() {
            let rest = others.iter().filter_map(|other| *other.get(row)?);
            let (above, below) = rest.fold((0, 0), |(a, b), high| if high { (a + 1, b) } else { (a, b + 1) });
            let Some(high) = high.filter(|_| above != below) else { continue };
            let [same, opposite] = of_school.entry(view.team(row)).or_default();
            let (side, of_school) = match (high, above > below) {
                (true, true) => (&mut sides.both_high, same),
                (false, false) => (&mut sides.both_low, same),
                (true, false) => (&mut sides.only_item, opposite),
                (false, true) => (&mut sides.only_rest, opposite),
            };
            *side += 1;
            *of_school += 1;
        }
        let [same, opposite] = &mut sides.schools;
        for [of_same, of_opposite] in of_school.into_values() {
            *same += u64::from(of_same > of_opposite);
            *opposite += u64::from(of_opposite > of_same);
        }
        sides
    }
}

/// Whether each row is above the middle of an item, that of the whole file or that of its own school. Of the two
/// levels at which the answers can be parted around their middle, the one that parts them most evenly is taken.
fn highs(view: &View<'_>, item: &Item, within: bool) -> Vec<Option<bool>> {
    let team = |row| if within { view.team(row) } else { 0 };
    let mut counts: BTreeMap<usize, BTreeMap<u8, usize>> = BTreeMap::new();
    for row in 0..item.cells.len() {
        if let Some(level) = item.level(row) {
            *counts.entry(team(row)).or_default().entry(level).or_default() += 1;
        }
    }
    let cuts: BTreeMap<usize, u8> =
        counts.iter().filter_map(|(team, levels)| Some((*team, cut(levels)?))).collect();
    let high = |row| Some(item.level(row)? >= *cuts.get(&team(row))?);
    (0..item.cells.len()).map(high).collect()
}

/// The level from which on answers are high: nearly half of them, if there are two levels at all.
fn cut(levels: &BTreeMap<u8, usize>) -> Option<u8> {
    let all: usize = levels.values().sum();
    let mut best: Option<(usize, u8)> = None;
    let mut below: usize = 0;
    for (level, times) in levels {
        let uneven = all.abs_diff(2 * below);
        if below > 0 && best.is_none_or(|(least, _)| uneven < least) {
            best = Some((uneven, *level));
        }
        below += times;
    }
    best.map(|(_, level)| level)
}
