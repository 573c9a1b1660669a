//! Columns that should have one scale and do not: numbers outside that of the others, answers "of 5" and "of 10", and a
//! column that stops short of the top although its respondents chose the top nearly everywhere else. Texts and numbers
//! for the same levels are one scale, and nothing is said of them.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::{halves, is_rare};
use super::view::{Group, Item, View, cell};
use super::{Finding, FindingKind, ScaleMix};

/// Larger numbers are codes for missing answers rather than levels.
const LARGEST: u32 = 100;
/// The fewest cells outside the scale.
const FEWEST_OUTSIDE: usize = 3;
/// How often a school counts at most among those who chose the top elsewhere.
const OF_A_SCHOOL: usize = 4;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    for group in &view.groups {
        if view.codes.is_some() {
            outside_of_codes(view, group, findings);
        } else if group.ordered {
            outside_of_others(view, group, findings);
        }
        out_of(view, group, findings);
        // Where schools are not known, one that agrees could be all of the respondents.
        if group.ordered && view.teams.is_some() {
            no_top(view, group, findings);
        }
    }
}

/// Numbers that are no level of the model and that the codebook does not know.
fn outside_of_codes(view: &View<'_>, group: &Group, findings: &mut Vec<Finding>) {
    let (low, high) = (u32::from(group.scale.0), u32::from(group.scale.1));
    let (mut places, mut rows, mut numbers) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for item in view.of(&group.items) {
        let (mut cells, mut different) = (Vec::new(), BTreeSet::new());
        for (at, row) in view.table.rows.iter().enumerate() {
            let text = cell(row, item.place);
            let known = view.codes.is_some_and(|codes| codes.answers.contains_key(&*text));
            let number =
                text.parse::<u32>().ok().filter(|n| !known && *n <= LARGEST && !(low..=high).contains(n));
            if let Some(number) = number {
                cells.push(at);
                different.insert(number);
            }
        }
        // One number alone, such as 99 or 0, is a code for no answer.
        if different.len() >= 2 && cells.len() >= FEWEST_OUTSIDE {
            places.push(item.place);
            rows.extend(cells);
            numbers.extend(different);
        }
    }
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        let by = ScaleMix::Outside { low: *first, high: *last, scale_low: low, scale_high: high };
        let rows: Vec<usize> = rows.into_iter().collect();
        findings.push(view.finding(&places, &rows, FindingKind::MixedScales { by }));
    }
}

/// A column whose numbers go beyond those of all the others of its block.
fn outside_of_others(view: &View<'_>, group: &Group, findings: &mut Vec<Finding>) {
    const FEWEST_OTHERS: usize = 3;
    const FEWEST_ANSWERS: usize = 60;
    if group.items.len() <= FEWEST_OTHERS {
        return;
    }
    let used: Vec<BTreeMap<u8, usize>> = view.of(&group.items).map(levels).collect();
    let mut whole: BTreeMap<u8, usize> = BTreeMap::new();
    used.iter().flatten().for_each(|(level, times)| *whole.entry(*level).or_default() += times);
    for (item, own) in view.of(&group.items).zip(&used) {
        let others = whole.iter().map(|(level, all)| (*level, all - own.get(level).unwrap_or(&0)));
        let others: Vec<(u8, usize)> = others.filter(|(_, times)| *times > 0).collect();
        let (Some((low, _)), Some((high, _))) = (others.first(), others.last()) else { continue };
        if others.iter().map(|(_, times)| times).sum::<usize>() < FEWEST_ANSWERS
            || own.keys().all(|level| (low..=high).contains(&level))
        {
            continue;
        }
        let level_of = |row: usize| item.level(row).filter(|level| level < low || level > high);
        let beyond: Vec<(usize, u8)> =
            (0..item.cells.len()).filter_map(|row| Some((row, level_of(row)?))).collect();
        let different: BTreeSet<u8> = beyond.iter().map(|(_, level)| *level).collect();
        if let (Some(first), Some(last)) = (different.first(), different.last())
            && different.len() >= 2
            && beyond.len() >= FEWEST_OUTSIDE
        {
            let rows: Vec<usize> = beyond.iter().map(|(row, _)| *row).collect();
            let by = ScaleMix::Outside {
                low: u32::from(*first),
                high: u32::from(*last),
                scale_low: u32::from(*low),
                scale_high: u32::from(*high),
            };
            findings.push(view.finding(&[item.place], &rows, FindingKind::MixedScales { by }));
        }
    }
}

/// How often each level was chosen.
fn levels(item: &Item) -> BTreeMap<u8, usize> {
    let mut levels = BTreeMap::new();
    item.cells
        .iter()
        .filter_map(|cell| cell.level())
        .for_each(|level| *levels.entry(level).or_default() += 1);
    levels
}

/// `3/5` and `7/10`, `3 van 5` and `7 van 10`.
fn out_of(view: &View<'_>, group: &Group, findings: &mut Vec<Finding>) {
    let mut of: BTreeMap<u32, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for item in view.of(&group.items) {
        for row in &view.table.rows {
            if let Some(steps) = steps(&cell(row, item.place)) {
                let (cells, places) = of.entry(steps).or_default();
                *cells += 1;
                places.insert(item.place);
            }
        }
    }
    // Dates and fractions that were typed come with many different second numbers.
    if (2..=3).contains(&of.len()) && of.values().all(|(cells, _)| *cells >= FEWEST_OUTSIDE) {
        let places: BTreeSet<usize> = of.values().flat_map(|(_, places)| places.iter().copied()).collect();
        let places: Vec<usize> = places.into_iter().collect();
        let by = ScaleMix::OutOf { steps: of.into_keys().collect() };
        findings.push(view.finding(&places, &[], FindingKind::MixedScales { by }));
    }
}

/// Of how many steps an answer says that it is.
fn steps(text: &str) -> Option<u32> {
    let digits = |text: &str| text.trim().parse::<u32>().ok();
    let words = ["/", " van de ", " van ", " out of ", " of ", " von ", " sur "];
    let (level, steps) = words.iter().find_map(|word| text.split_once(word))?;
    let (level, steps) = (digits(level)?, digits(steps)?);
    (level <= steps && (2..=10).contains(&steps)).then_some(steps)
}

/// A column in which nobody chose the top of the others, not even those who did on most of them.
fn no_top(view: &View<'_>, group: &Group, findings: &mut Vec<Finding>) {
    let used: Vec<BTreeMap<u8, usize>> = view.of(&group.items).map(levels).collect();
    let top = used.iter().filter_map(|levels| levels.keys().last()).max();
    let Some(top) = top.copied().filter(|_| group.items.len() >= 3) else { return };
    if used.iter().all(|levels| levels.contains_key(&top)) {
        return;
    }
    // Of each row the answers, and those at the top.
    let mut rows = vec![(0_usize, 0_usize); view.table.rows.len()];
    for item in view.of(&group.items) {
        for ((answers, tops), cell) in rows.iter_mut().zip(&item.cells) {
            *answers += usize::from(cell.level().is_some());
            *tops += usize::from(cell.level() == Some(top));
        }
    }
    for (item, _) in view.of(&group.items).zip(&used).filter(|(_, levels)| !levels.contains_key(&top)) {
        let mut of_school: BTreeMap<usize, usize> = BTreeMap::new();
        for (row, (answers, tops)) in rows.iter().enumerate() {
            // The answer to this item, which is none of the tops, is not one of the others.
            if item.level(row).is_some() && *answers > 2 && tops * 2 > answers - 1 {
                *of_school.entry(view.team(row)).or_default() += 1;
            }
        }
        let respondents =
            of_school.values().map(|n| u64::try_from(*n.min(&OF_A_SCHOOL)).unwrap_or(u64::MAX)).sum();
        if is_rare(halves(respondents), group.items.len()) {
            let by = ScaleMix::NoTop { level: top, respondents };
            findings.push(view.finding(&[item.place], &[], FindingKind::MixedScales { by }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_can_say_of_how_many() {
        for (text, of) in [
            ("3/5", Some(5)),
            ("7 / 10", Some(10)),
            ("3 van 5", Some(5)),
            ("7 out of 10", Some(10)),
            ("3/9/2026", None),
            ("7/5", None),
            ("3", None),
            ("een van 5", None),
        ] {
            assert_eq!(steps(text), of, "{text}");
        }
    }
}
