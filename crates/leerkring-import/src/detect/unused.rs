//! A level of the scale that nobody chose, although many came so close that it surprises.
//!
//! Between two levels: a respondent who chose both of them somewhere will have chosen the one between at least as often
//! as not. At an end: of those who mostly chose the level next to it, one in five will have gone that far once. Where one
//! question lacks a level that the others have, schools are counted in the same way, because a school that agrees says
//! the same many times; for that reason a school also counts at most four times among the respondents.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::{halves, is_rare};
use super::view::{Group, View};
use super::{Finding, FindingKind};

/// How often a school counts at most.
const OF_A_SCHOOL: usize = 4;
/// Respondents with fewer answers are not looked at.
const FEWEST_ANSWERS: usize = 4;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    for group in view.groups.iter().filter(|group| group.ordered && !group.items.is_empty()) {
        let (low, high) = group.scale;
        let used: BTreeSet<u8> = view
            .of(&group.items)
            .flat_map(|item| item.cells.iter().filter_map(|cell| cell.level()))
            .collect();
        let places: Vec<usize> = view.of(&group.items).map(|item| item.place).collect();
        for level in low..=high {
            if !used.contains(&level) {
                let close = close(view, group, level);
                let chance = if level == low || level == high { four_fifths(close) } else { halves(close) };
                if is_rare(chance, usize::from(high - low) + 1) {
                    let kind = FindingKind::UnusedLevel { level, close, schools: false };
                    findings.push(view.finding(&places, &[], kind));
                }
            } else if level > low && level < high && view.teams.is_some() {
                in_one_question(view, group, level, findings);
            }
        }
    }
}

/// Four fifths, this many times.
fn four_fifths(n: u64) -> f64 {
    (0..n.min(4000)).fold(1.0, |product, _| product * 0.8)
}

/// The respondents who came close to a level that nobody chose.
fn close(view: &View<'_>, group: &Group, level: u8) -> u64 {
    let (low, high) = group.scale;
    let mut of_school: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..view.table.rows.len() {
        let mut times: BTreeMap<u8, usize> = BTreeMap::new();
        for level in view.of(&group.items).filter_map(|item| item.level(row)) {
            *times.entry(level).or_default() += 1;
        }
        let all: usize = times.values().sum();
        let chose = |level: Option<u8>| level.and_then(|level| times.get(&level)).copied().unwrap_or(0);
        let (below, above) = (chose(level.checked_sub(1)), chose(level.checked_add(1)));
        let came_close = match () {
            () if level == low => above * 2 > all,
            () if level == high => below * 2 > all,
            () => below > 0 && above > 0,
        };
        if all >= FEWEST_ANSWERS && came_close {
            *of_school.entry(view.team(row)).or_default() += 1;
        }
    }
    let most = if view.teams.is_some() { OF_A_SCHOOL } else { usize::MAX };
    of_school.values().map(|n| u64::try_from(*n.min(&most)).unwrap_or(u64::MAX)).sum()
}

/// Columns in which a level is never chosen that is chosen elsewhere.
fn in_one_question(view: &View<'_>, group: &Group, level: u8, findings: &mut Vec<Finding>) {
    let levels = usize::from(group.scale.1 - group.scale.0) + 1;
    for item in view.of(&group.items) {
        let mut of_school: BTreeMap<usize, BTreeSet<u8>> = BTreeMap::new();
        for row in 0..view.table.rows.len() {
            if let Some(level) = item.level(row) {
                of_school.entry(view.team(row)).or_default().insert(level);
            }
        }
        if of_school.values().any(|levels| levels.contains(&level)) {
            continue;
        }
        let both = |levels: &&BTreeSet<u8>| levels.contains(&(level - 1)) && levels.contains(&(level + 1));
        let close = u64::try_from(of_school.values().filter(both).count()).unwrap_or(u64::MAX);
        if is_rare(halves(close), levels * group.items.len()) {
            let kind = FindingKind::UnusedLevel { level, close, schools: true };
            findings.push(view.finding(&[item.place], &[], kind));
        }
    }
}
