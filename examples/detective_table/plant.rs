//! Puts something odd in an honest file, and says whether the detective saw just that.

use leerkring::import::{Finding, FindingKind, ScaleMix};

use crate::chance::Chance;
use crate::honest::{Clock, File};

/// What can be planted: a kind of finding, in one or more manners.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Plant {
    Reversed,
    Camps,
    ShiftedRows,
    ShiftedFrom,
    ShiftedHeader,
    Twice,
    TwiceUntimed,
    StraightLining,
    TooFast,
    UnknownSchool,
    LabelChanged,
    UnusedLevel,
    OtherScale,
    ShorterScale,
}

pub(crate) const ALL: [(Plant, &str); 14] = [
    (Plant::Reversed, "one question reversed"),
    (Plant::Camps, "half of the questions of an aspect reversed"),
    (Plant::ShiftedRows, "one row in ten shifted"),
    (Plant::ShiftedFrom, "all rows shifted from some row on"),
    (Plant::ShiftedHeader, "header shifted"),
    (Plant::Twice, "one row twice, in a file with times"),
    (Plant::TwiceUntimed, "one row twice, in a file without"),
    (Plant::StraightLining, "straight-lining, one row in six"),
    (Plant::TooFast, "impossible speed, one row in ten"),
    (Plant::UnknownSchool, "a slip in one school key"),
    (Plant::LabelChanged, "a label changed halfway"),
    (Plant::UnusedLevel, "a level missing in the form"),
    (Plant::OtherScale, "one question answered 0 to 10"),
    (Plant::ShorterScale, "one question without the top level"),
];

/// A file as it is written out.
pub(crate) struct Written {
    pub(crate) header: Vec<String>,
    pub(crate) cells: Vec<Vec<String>>,
    /// Texts that the codebook must know beside those of the file.
    pub(crate) more: Vec<(String, usize)>,
    /// The column or key that must be told, where there is one.
    pub(crate) told: String,
}

/// The file as it stands.
pub(crate) fn nothing(file: &File) -> Written {
    let cells = file.rows.iter().map(|row| file.cells(row, &file.texts)).collect();
    Written { header: file.header(), cells, more: Vec::new(), told: String::new() }
}

/// The file with something planted in it; `None` where it cannot have it, as a file without a clock no speed.
pub(crate) fn plant(plant: Plant, file: &mut File, chance: &mut Chance) -> Option<Written> {
    let (width, levels) = (file.keys.len(), file.texts.len());
    let item = chance.below(width);
    let mut told = String::new();
    match plant {
        Plant::Reversed => {
            told = file.keys[item].clone();
            answers(file, |at, level| if at == item { levels + 1 - level } else { level });
        }
        Plant::Camps => {
            // Of the aspects of four questions or more, two or four of five or nine.
            let aspects = file.model.aspects().iter().map(|aspect| aspect.indicators());
            let long: Vec<Vec<String>> = aspects
                .filter(|of_aspect| of_aspect.len() >= 4)
                .map(|of_aspect| of_aspect.iter().map(|one| one.id().key().to_owned()).collect())
                .collect();
            let mut of_aspect = long.get(chance.below(long.len().max(1)))?.clone();
            chance.shuffle(&mut of_aspect);
            of_aspect.truncate(of_aspect.len() / 2);
            let keys = file.keys.clone();
            answers(file, |at, level| if of_aspect.contains(&keys[at]) { levels + 1 - level } else { level });
            of_aspect.sort();
            told = of_aspect.join(" ");
        }
        Plant::ShorterScale => {
            told = file.keys[item].clone();
            answers(file, |at, level| if at == item { level.min(levels - 1) } else { level });
        }
        Plant::UnusedLevel => {
            let missing = 1 + chance.below(levels);
            answers(file, |_, level| match level {
                level if level != missing => level,
                1 => 2,
                level if level == levels || (level * 2 > levels) => level - 1,
                level => level + 1,
            });
        }
        Plant::Twice | Plant::TwiceUntimed => {
            let timed = matches!(file.clock, Clock::Seconds | Clock::Minutes);
            if timed != (plant == Plant::Twice) {
                return None;
            }
            let mut copy = file.rows[chance.below(file.rows.len())].clone();
            copy.id = file.rows.len() + 1;
            file.rows.push(copy);
        }
        Plant::StraightLining => {
            let n = (file.rows.len() / 6).max(1);
            for _ in 0..n {
                let (row, level) = (chance.below(file.rows.len()), 1 + chance.below(levels));
                file.rows[row].answers = vec![Some(level); width];
            }
        }
        Plant::TooFast => {
            if file.clock != Clock::Seconds {
                return None;
            }
            for _ in 0..(file.rows.len() / 10).max(1) {
                let row = chance.below(file.rows.len());
                file.rows[row].took = 1 + chance.below(width / 3) as i64;
            }
        }
        Plant::UnknownSchool => {
            let row = chance.below(file.rows.len());
            let key = file.rows[row].school.clone();
            let slip = match chance.below(4) {
                0 if key.starts_with('0') => key.trim_start_matches('0').to_owned(),
                0 | 1 => key.to_lowercase(),
                2 if key.contains('0') => key.replace('0', "O"),
                2 => format!("{} {}", &key[..2], &key[2..]),
                _ => key.replacen(&key[2..3], "Q", 1).replacen("QQ", "XQ", 1),
            };
            if slip == key {
                return None;
            }
            file.rows.iter_mut().filter(|row| row.school == key).for_each(|row| row.school = slip.clone());
            told = slip;
        }
        _ => {}
    }
    let mut written = Written { told, ..nothing(file) };
    let first_item = written.header.len() - 1 - width;
    let from = file.rows.len() / 3 + chance.below(file.rows.len() / 3);
    match plant {
        Plant::ShiftedRows => {
            for _ in 0..(file.rows.len() / 10).max(1) {
                let row = chance.below(file.rows.len());
                let right = chance.chance(0.5);
                shift(&mut written.cells[row], right);
            }
        }
        Plant::ShiftedFrom => {
            let right = chance.chance(0.5);
            written.cells.iter_mut().skip(from).for_each(|cells| shift(cells, right));
        }
        Plant::ShiftedHeader => shift(&mut written.header, chance.chance(0.5)),
        Plant::LabelChanged => {
            let level = 1 + chance.below(levels);
            let (before, after) = (file.texts[level - 1].clone(), format!("{level} = stap {level}"));
            // In the order in which people answered, where the file knows it.
            let mut order: Vec<usize> = (0..file.rows.len()).collect();
            if file.clock != Clock::None {
                order.sort_by_key(|row| file.rows[*row].end);
            }
            for row in &order[from..] {
                let cells = written.cells[*row][first_item..first_item + width].iter_mut();
                cells.filter(|cell| **cell == before).for_each(|cell| cell.clone_from(&after));
            }
            written.more.push((after, level));
        }
        Plant::OtherScale => {
            written.told = file.keys[item].clone();
            for cells in &mut written.cells {
                let cell = &mut cells[first_item + item];
                if let Some(at) = file.texts.iter().position(|text| text == cell) {
                    *cell = (at * 10 / (levels - 1)).to_string();
                }
            }
        }
        _ => {}
    }
    Some(written)
}

fn answers(file: &mut File, change: impl Fn(usize, usize) -> usize) {
    for row in &mut file.rows {
        for (at, answer) in row.answers.iter_mut().enumerate() {
            if let Some(level) = answer.filter(|level| *level > 0) {
                *answer = Some(change(at, level));
            }
        }
    }
}

/// Everything one place to the right, or to the left.
fn shift(cells: &mut [String], right: bool) {
    if right {
        cells.rotate_right(1)
    } else {
        cells.rotate_left(1)
    }
    let empty = if right { 0 } else { cells.len() - 1 };
    if let Some(cell) = cells.get_mut(empty) {
        cell.clear();
    }
}

/// Whether a finding is what was planted.
pub(crate) fn is_it(plant: Plant, written: &Written, finding: &Finding) -> bool {
    let column = || finding.columns.contains(&written.told);
    match (&finding.kind, plant) {
        (FindingKind::Reversed { .. }, Plant::Reversed) => column(),
        (FindingKind::Camps { .. }, Plant::Camps) => {
            let mut columns = finding.columns.clone();
            columns.sort();
            columns.join(" ") == written.told
        }
        (FindingKind::Shifted { .. }, Plant::ShiftedRows | Plant::ShiftedFrom | Plant::ShiftedHeader) => true,
        (FindingKind::Twice { .. }, Plant::Twice | Plant::TwiceUntimed) => true,
        (FindingKind::StraightLining { .. }, Plant::StraightLining) => true,
        (FindingKind::TooFast { .. }, Plant::TooFast) => true,
        (FindingKind::UnknownSchool { key, nearest, .. }, Plant::UnknownSchool) => {
            !nearest.is_empty() && (key.is_none() || key.as_deref() == Some(&written.told))
        }
        (FindingKind::LabelChanged { .. }, Plant::LabelChanged) => true,
        (FindingKind::UnusedLevel { .. }, Plant::UnusedLevel) => true,
        (FindingKind::MixedScales { by: ScaleMix::Outside { .. } }, Plant::OtherScale) => column(),
        (FindingKind::MixedScales { by: ScaleMix::NoTop { .. } }, Plant::ShorterScale) => column(),
        _ => false,
    }
}
