//! One respondent twice: the same key of the response, or the same answers and the same time.
//!
//! Colleagues who agree also give the same answers, so equal answers alone say little. For two equal rows the chance
//! that an honest colleague gives just these answers is at most the product, over the questions, of the share of others
//! that gave that answer: others of the school, or of the file where that is more. Colleagues who sit together end in the
//! same minute one time in ten and in the same second one time in 600, and so for the moment of beginning where the
//! file has it. That, times the number of pairs of colleagues, is how many such pairs a file has by chance. Where
//! neither times nor schools are known, nothing is said.

use std::collections::BTreeMap;

use super::chance::number;
use super::columns;
use super::moment::Grain;
use super::view::{Cell, View, cell};
use super::{Finding, FindingKind, SameBy};

/// The fewest answers that two rows must have in common.
const FEWEST_ANSWERS: usize = 3;
/// The most pairs that a file may have by chance for one to be told, with times and without. Without times nothing
/// but the answers speaks, and what colleagues share makes the product too small; hence the greater caution.
const EXPECTED_WITH_TIME: f64 = 1e-3;
const EXPECTED_WITHOUT: f64 = 1e-9;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    for place in columns::ids(&view.table) {
        same_id(view, place, findings);
    }
    same_answers(view, findings);
}

/// A key of the response that comes back, in a column in which hardly any does.
fn same_id(view: &View<'_>, place: usize, findings: &mut Vec<Finding>) {
    let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, row) in view.table.rows.iter().enumerate() {
        let text = cell(row, place);
        if !text.is_empty() {
            rows.entry(text).or_default().push(at);
        }
    }
    let filled: usize = rows.values().map(Vec::len).sum();
    // Where most come back, it is the key of something else.
    if rows.len() * 2 < filled || view.school == Some(place) {
        return;
    }
    let twice: Vec<usize> = sorted(rows.into_values().filter(|rows| rows.len() > 1).flatten());
    if !twice.is_empty() {
        let kind = FindingKind::Twice { by: SameBy::Id, answers: 0 };
        findings.push(view.finding(&[place], &twice, kind));
    }
}

fn sorted(rows: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut rows: Vec<usize> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn same_answers(view: &View<'_>, findings: &mut Vec<Finding>) {
    let end = view.date.or_else(|| columns::end(&view.table));
    let clocks: Vec<_> = [columns::start(&view.table).filter(|start| Some(*start) != end), end]
        .into_iter()
        .flatten()
        .map(|place| columns::moments(&view.table, place, view.order))
        .collect();
    let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut colleagues: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..view.table.rows.len() {
        let answers: Vec<Cell> = view.items.iter().filter_map(|item| item.cells.get(row).copied()).collect();
        let given = answers.iter().filter(|cell| **cell != Cell::Blank).count();
        *colleagues.entry(view.team(row)).or_default() += 1;
        if given >= FEWEST_ANSWERS {
            let moments: Vec<_> =
                clocks.iter().filter_map(|clock| clock.get(row).copied().flatten()).collect();
            rows.entry((view.team(row), moments, answers)).or_default().push(row);
        }
    }
    let pairs: f64 = colleagues.values().map(|n| number(*n) * number(n - 1) / 2.0).sum();
    let shares = Shares::of(view);
    let mut found: BTreeMap<SameBy, (Vec<usize>, usize)> = BTreeMap::new();
    for ((team, moments, answers), rows) in rows.into_iter().filter(|(_, rows)| rows.len() > 1) {
        let meet = |grain| match grain {
            Grain::Second => 1.0 / 600.0,
            Grain::Minute => 1.0 / 10.0,
            Grain::Day => 1.0,
        };
        let meet: f64 = moments.iter().map(|moment| meet(moment.grain)).product();
        let (by, expected) = match meet < 1.0 {
            true => (SameBy::AnswersAndTime, EXPECTED_WITH_TIME),
            false if view.teams.is_some() => (SameBy::Answers, EXPECTED_WITHOUT),
            false => continue,
        };
        if pairs * meet * shares.product(team, &answers, rows.len()) <= expected {
            let given = answers.iter().filter(|cell| **cell != Cell::Blank).count();
            let (all, most) = found.entry(by).or_default();
            all.extend(rows);
            *most = given.max(*most);
        }
    }
    for (by, (rows, answers)) in found {
        let kind = FindingKind::Twice { by, answers };
        findings.push(view.finding(&[], &sorted(rows.into_iter()), kind));
    }
}

/// How often each answer was given, by school and in the file.
struct Shares {
    of_school: BTreeMap<(usize, usize, Cell), usize>,
    of_file: BTreeMap<(usize, Cell), usize>,
    school: BTreeMap<usize, usize>,
    file: usize,
}

impl Shares {
    fn of(view: &View<'_>) -> Shares {
        let mut shares =
            Shares { of_school: BTreeMap::new(), of_file: BTreeMap::new(), school: BTreeMap::new(), file: 0 };
        for row in 0..view.table.rows.len() {
            let school = view.team(row);
            shares.file += 1;
            *shares.school.entry(school).or_default() += 1;
            for (at, item) in view.items.iter().enumerate() {
                let Some(cell) = item.cells.get(row) else { continue };
                *shares.of_school.entry((school, at, *cell)).or_default() += 1;
                *shares.of_file.entry((at, *cell)).or_default() += 1;
            }
        }
        shares
    }

    /// The chance of these answers, by what others than these rows gave. One such answer more is thought to be there,
    /// so that nothing is held impossible because nobody else said it.
    fn product(&self, school: usize, answers: &[Cell], rows: usize) -> f64 {
        let share = |times: Option<&usize>, of: usize| {
            let others = times.copied().unwrap_or(0).saturating_sub(rows);
            number(others + 1) / number(of.saturating_sub(rows) + 2)
        };
        let of_school = self.school.get(&school).copied().unwrap_or(0);
        let one = |(at, cell): (usize, &Cell)| {
            let in_school = share(self.of_school.get(&(school, at, *cell)), of_school);
            let in_file = share(self.of_file.get(&(at, *cell)), self.file);
            // What is blank is often blank together.
            if *cell == Cell::Blank { 1.0 } else { in_school.max(in_file) }
        };
        answers.iter().enumerate().map(one).product()
    }
}
