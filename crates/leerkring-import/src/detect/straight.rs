//! The same answer to every question, more often than the rows beside it explain.
//!
//! A team that agrees is no straight-liner: a row is looked at only if its answer is not the one that most others of its
//! school (or of the file, where schools are not known) gave to most questions. Among the rows that keep to such an
//! answer throughout, or leave it once, honest ones mostly leave it once: there is one way to keep to it and as many to
//! leave it as there are questions. Of twelve questions a respondent who departs from the line at one in seven is twice
//! as often nearly straight as straight. At that rate, so many straight ones must be rare.

use std::collections::BTreeMap;

use super::chance::{binomial_at_least, is_rare};
use super::view::{Group, View};
use super::{Finding, FindingKind};

/// The fewest answers that a row must have given.
const FEWEST_ANSWERS: usize = 10;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    for group in view.groups.iter().filter(|group| group.items.len() >= FEWEST_ANSWERS) {
        let usual = Usual::of(view, group);
        let (mut straight, mut nearly) = (Vec::new(), 0u64);
        for row in 0..view.table.rows.len() {
            let Some((level, left)) = line(view, group, row) else { continue };
            if left > 1 || usual.explains(view, group, row, level) {
                continue;
            }
            if left == 0 { straight.push(row) } else { nearly += 1 }
        }
        let found = u64::try_from(straight.len()).unwrap_or(u64::MAX);
        if is_rare(binomial_at_least(found, found.saturating_add(nearly), 1.0 / 3.0), 1) {
            let places: Vec<usize> = view.of(&group.items).map(|item| item.place).collect();
            let kind = FindingKind::StraightLining { straight: found, nearly };
            findings.push(view.finding(places.get(..1).unwrap_or_default(), &straight, kind));
        }
    }
}

/// The answer that a row gave most, and how often it gave another; `None` if it gave too few.
fn line(view: &View<'_>, group: &Group, row: usize) -> Option<(u8, usize)> {
    let mut times: BTreeMap<u8, usize> = BTreeMap::new();
    view.of(&group.items)
        .filter_map(|item| item.level(row))
        .for_each(|level| *times.entry(level).or_default() += 1);
    let all: usize = times.values().sum();
    let (level, most) = times.into_iter().max_by_key(|(_, times)| *times)?;
    (all >= FEWEST_ANSWERS).then_some((level, all - most))
}

/// How often each answer was given to each item, by school and in the whole file.
struct Usual {
    of_school: BTreeMap<(usize, usize, u8), usize>,
    of_file: BTreeMap<(usize, u8), usize>,
    schools: BTreeMap<usize, usize>,
}

impl Usual {
    fn of(view: &View<'_>, group: &Group) -> Usual {
        let mut usual =
            Usual { of_school: BTreeMap::new(), of_file: BTreeMap::new(), schools: BTreeMap::new() };
        for row in 0..view.table.rows.len() {
            let school = view.team(row);
            *usual.schools.entry(school).or_default() += 1;
            for (at, item) in view.of(&group.items).enumerate() {
                if let Some(level) = item.level(row) {
                    *usual.of_school.entry((school, at, level)).or_default() += 1;
                    *usual.of_file.entry((at, level)).or_default() += 1;
                }
            }
        }
        usual
    }

    /// Whether others explain the answer of a row: to at least half of its questions it is among colleagues (among all
    /// respondents, where there are fewer than two colleagues) the usual answer, or at least half as frequent.
    fn explains(&self, view: &View<'_>, group: &Group, row: usize, level: u8) -> bool {
        let school = view.team(row);
        let colleagues = self.schools.get(&school).map_or(0, |rows| rows - 1);
        let within = view.teams.is_some() && colleagues >= 2;
        let times = |at: usize, other: u8| {
            let times = if within {
                self.of_school.get(&(school, at, other)).copied()
            } else {
                self.of_file.get(&(at, other)).copied()
            };
            // The row itself is no other.
            times.unwrap_or(0).saturating_sub(usize::from(other == level))
        };
        let (low, high) = group.scale;
        let answered = view
            .of(&group.items)
            .enumerate()
            .filter(|(_, item)| item.level(row) == Some(level))
            .map(|(at, _)| at);
        let usual = answered.clone().filter(|at| {
            let most = (low..=high).map(|other| times(*at, other)).max().unwrap_or(0);
            times(*at, level) * 2 >= most.max(1)
        });
        usual.count() * 2 >= answered.count()
    }
}
