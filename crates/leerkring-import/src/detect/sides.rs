//! On which side of the middle of a question each respondent stands, and how often respondents stand on one side of two
//! questions, or of two sets of questions, and how often on opposite sides.
//!
//! Whether that can be chance is tried in two ways, because colleagues are alike: a school where all agree says one
//! thing, however often. Between schools each school has one voice, and so many schools with more people on opposite
//! sides than on the same must be rare at an even chance. Within schools each respondent is compared with the own
//! colleagues, and Fisher's exact probability of so few on the same side must be rare.

use std::collections::BTreeMap;

use super::chance::{binomial_at_least, hypergeometric_at_most};
use super::view::{Item, View};

/// Above the middle of an item, of the whole file or of each row's own school: 1; below it: -1; 0 without a level.
pub(super) struct Highs<'a> {
    view: &'a View<'a>,
    of_item: BTreeMap<usize, Vec<i32>>,
}

impl<'a> Highs<'a> {
    pub(super) fn of(view: &'a View<'a>, items: &[usize], within: bool) -> Highs<'a> {
        let of = |item: &usize| Some((*item, highs(view, view.items.get(*item)?, within)));
        Highs { view, of_item: items.iter().filter_map(of).collect() }
    }

    /// Of an item, for each row.
    pub(super) fn item(&self, item: usize) -> &[i32] {
        self.of_item.get(&item).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many of these items a row is above the middle of, less those that it is below.
    pub(super) fn sum<'i>(&self, items: impl IntoIterator<Item = &'i usize>) -> Vec<i32> {
        let mut sum = vec![0; self.view.table.rows.len()];
        for item in items {
            sum.iter_mut().zip(self.item(*item)).for_each(|(sum, high)| *sum += high);
        }
        sum
    }

    /// The rows on the same and on opposite sides of two items or sums; a row at neither side of one of them is left out.
    pub(super) fn sides(&self, one: impl IntoIterator<Item = i32>, other: &[i32]) -> Sides {
        let mut sides = Sides::default();
        let mut of_school: Vec<[u64; 2]> = Vec::new();
        for (row, (one, other)) in one.into_iter().zip(other).enumerate() {
            if one == 0 || *other == 0 {
                continue;
            }
            let team = self.view.team(row);
            if of_school.len() <= team {
                of_school.resize(team + 1, [0, 0]);
            }
            let Some([same, opposite]) = of_school.get_mut(team) else { continue };
            let (side, of_school) = match (one > 0, *other > 0) {
                (true, true) => (&mut sides.both_high, same),
                (false, false) => (&mut sides.both_low, same),
                (true, false) => (&mut sides.only_one, opposite),
                (false, true) => (&mut sides.only_other, opposite),
            };
            *side += 1;
            *of_school += 1;
        }
        let [same, opposite] = &mut sides.schools;
        for [of_same, of_opposite] in of_school {
            *same += u64::from(of_same > of_opposite);
            *opposite += u64::from(of_opposite > of_same);
        }
        sides
    }

    /// Those of an item and the ones around it, of which `sum` is the sum with the item itself in it.
    pub(super) fn beside(&self, item: usize, sum: &[i32]) -> Sides {
        let own = self.item(item);
        let rest: Vec<i32> = sum.iter().zip(own).map(|(sum, own)| sum - own).collect();
        self.sides(own.iter().copied(), &rest)
    }
}

/// Rows on the same side and on opposite sides.
#[derive(Default)]
pub(super) struct Sides {
    both_high: u64,
    both_low: u64,
    only_one: u64,
    only_other: u64,
    /// Schools with more of the same, and with more of the opposite.
    schools: [u64; 2],
}

impl Sides {
    pub(super) fn same(&self) -> u64 {
        self.both_high + self.both_low
    }

    pub(super) fn opposite(&self) -> u64 {
        self.only_one + self.only_other
    }

    /// At least one and a half times as many on opposite sides as on the same.
    pub(super) fn is_opposite(&self) -> bool {
        2 * self.opposite() >= 3 * self.same()
    }

    /// The probability that chance puts so few respondents on the same side.
    pub(super) fn chance_of_respondents(&self) -> f64 {
        let high = self.both_high + self.only_one;
        hypergeometric_at_most(
            self.both_high,
            high,
            self.both_low + self.only_other,
            self.both_high + self.only_other,
        )
    }

    /// The probability that chance puts so many schools on opposite sides.
    pub(super) fn chance_of_schools(&self) -> f64 {
        let [same, opposite] = self.schools;
        binomial_at_least(opposite, same + opposite, 0.5)
    }
}

/// Whether each row is above the middle of an item, that of the whole file or that of its own school. Of the two
/// levels at which the answers can be parted around their middle, the one that parts them most evenly is taken.
fn highs(view: &View<'_>, item: &Item, within: bool) -> Vec<i32> {
    let team = |row| if within { view.team(row) } else { 0 };
    let mut counts: BTreeMap<usize, BTreeMap<u8, usize>> = BTreeMap::new();
    for row in 0..item.cells.len() {
        if let Some(level) = item.level(row) {
            *counts.entry(team(row)).or_default().entry(level).or_default() += 1;
        }
    }
    let cuts: BTreeMap<usize, u8> =
        counts.iter().filter_map(|(team, levels)| Some((*team, cut(levels)?))).collect();
    let high = |row| match (item.level(row), cuts.get(&team(row))) {
        (Some(level), Some(cut)) if level >= *cut => 1,
        (Some(_), Some(_)) => -1,
        _ => 0,
    };
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
