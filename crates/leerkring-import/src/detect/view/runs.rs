//! Runs of columns with one and the same closed answer scale, found in the cells alone.

use std::collections::BTreeSet;

use super::{Cell, Group, Item, cell};
use crate::layout::{self, Layout, Tool};
use crate::profile::absence::{self, Absence};
use crate::table::{Row, Table};
use crate::text::{fold, loose};

/// Columns with fewer answers show no scale.
const FEWEST_ANSWERS: usize = 8;
/// More different answers than this were typed, not chosen.
const MOST_CHOICES: usize = 11;
/// Longer answers than this, in characters, may have been typed.
const LONGEST_CHOICE: usize = 60;
/// The shortest run of columns, and the shortest scale.
const FEWEST: usize = 3;

/// What can be chosen in a column.
enum Choices {
    /// Whole numbers from 0 to 10, alone or in front of a text.
    Numbers,
    /// Texts.
    Texts(BTreeSet<String>),
}

/// The items and groups of a table.
pub(super) fn find(table: &Table) -> (Vec<Item>, Vec<Group>) {
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    let mut run: Vec<usize> = Vec::new();
    let mut of_run: Option<(Choices, String)> = None;
    for place in 0..table.columns.len() {
        let next = choices(table, place).map(|choices| (choices, stem(table, place)));
        let joined = match (&mut of_run, &next) {
            (Some((run, stem)), Some((column, of_column))) => stem == of_column && join(run, column),
            _ => false,
        };
        if !joined {
            close(table, std::mem::take(&mut run), of_run.take(), &mut items, &mut groups);
            of_run = next;
        }
        if of_run.is_some() {
            run.push(place);
        }
    }
    close(table, run, of_run, &mut items, &mut groups);
    (items, groups)
}

fn tool(table: &Table) -> &'static Tool {
    layout::tool(table.recognised.layout.unwrap_or(Layout::Plain))
}

/// What a header has in common with those of the same block: the question before a row in brackets, or the code before
/// its last number. A header without either has nothing in common, and so everything.
fn stem(table: &Table, place: usize) -> String {
    let header = table.columns.get(place).map(|column| column.header.as_str()).unwrap_or_default();
    if let Some((question, _)) = header.strip_suffix(']').and_then(|header| header.rsplit_once('[')) {
        return loose(question);
    }
    let code = header.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_code = code.len() < header.len() && !code.contains(char::is_whitespace);
    if is_code { loose(code) } else { String::new() }
}

fn choices(table: &Table, place: usize) -> Option<Choices> {
    let mut different: BTreeSet<String> = BTreeSet::new();
    let mut answers = 0;
    let tool = tool(table);
    for row in &table.rows {
        if absence(table, tool, row, place).is_some() {
            continue;
        }
        let text = cell(row, place);
        answers += 1;
        if !different.contains(&*text) {
            different.insert(text.into_owned());
            if different.len() > MOST_CHOICES {
                return None;
            }
        }
    }
    let short = different.iter().all(|text| text.chars().count() <= LONGEST_CHOICE);
    if answers < FEWEST_ANSWERS || !short {
        return None;
    }
    // Beside the numbers there can be other ways to give no answer than those that are known.
    let numbers = different.iter().filter(|text| number(text).is_some()).count();
    if numbers >= 2 && different.len() - numbers <= 2 || numbers == different.len() {
        return Some(Choices::Numbers);
    }
    // Texts that come once each are names or remarks.
    let repeated = different.len() * 2 <= answers;
    repeated.then(|| Choices::Texts(different.iter().map(|text| loose(text)).collect()))
}

/// Whether a column goes on with a run; the run then has its choices too.
fn join(run: &mut Choices, column: &Choices) -> bool {
    match (run, column) {
        (Choices::Numbers, Choices::Numbers) => true,
        (Choices::Texts(run), Choices::Texts(column)) => {
            let common = run.intersection(column).count();
            let is_same = common * 2 >= column.len() && common * 2 >= run.len();
            let all = run.len() + column.len() - common;
            let joins = is_same && all <= MOST_CHOICES;
            if joins {
                run.extend(column.iter().cloned());
            }
            joins
        }
        _ => false,
    }
}

fn close(
    table: &Table,
    run: Vec<usize>,
    choices: Option<(Choices, String)>,
    items: &mut Vec<Item>,
    groups: &mut Vec<Group>,
) {
    let Some((choices, _)) = choices.filter(|_| run.len() >= FEWEST) else { return };
    let level = |text: &str| -> Option<u8> {
        match &choices {
            Choices::Numbers => number(text),
            Choices::Texts(texts) => {
                let text = loose(text);
                texts.iter().position(|known| *known == text).and_then(|at| u8::try_from(at).ok())
            }
        }
    };
    let first = items.len();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let tool = tool(table);
    for place in run {
        let cells = table.rows.iter().map(|row| match absence(table, tool, row, place) {
            Some(Absence::DontKnow | Absence::NotApplicable) => Cell::Other,
            Some(_) => Cell::Blank,
            None => level(&cell(row, place)).map_or(Cell::Other, Cell::Level),
        });
        let item = Item { place, cells: cells.collect() };
        seen.extend(item.cells.iter().filter_map(|cell| cell.level()));
        found.push(item);
    }
    let (Some(low), Some(high)) = (seen.first(), seen.last()) else { return };
    // Yes and no, or ticked and not, are no scale.
    if seen.len() < FEWEST {
        return;
    }
    let all: Vec<usize> = (first..first + found.len()).collect();
    groups.push(Group {
        blocks: vec![all.clone()],
        items: all,
        scale: (*low, *high),
        ordered: matches!(choices, Choices::Numbers),
    });
    items.append(&mut found);
}

/// Why a cell holds no answer, by the rule of profiles.
fn absence(table: &Table, tool: &Tool, row: &Row, place: usize) -> Option<Absence> {
    let raw = row.get(place).unwrap_or_default();
    absence::of_cell(raw, &fold(raw), table.columns.get(place)?, tool)
}

/// `3`, `3.0`, `fase 3` or `3 - planmatig`, from 0 to 10: one number, with a text on one side at most.
fn number(text: &str) -> Option<u8> {
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    let mut digits = whole.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let only = digits.next()?;
    let at_a_side = whole.starts_with(only) || whole.ends_with(only);
    let sign = whole.starts_with(['-', '+', '<', '>']);
    only.parse().ok().filter(|n| digits.all(|more| more == only) && at_a_side && !sign && *n <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ReadOptions, read_table};

    #[test]
    fn numbers_stand_alone_or_beside_a_text() {
        for (text, level) in [
            ("3", Some(3)),
            ("3.0", Some(3)),
            ("Fase 4", Some(4)),
            ("2 - verkennend", Some(2)),
            ("10", Some(10)),
            ("11", None),
            ("-1", None),
            ("3-4", None),
            ("2020", None),
            ("eens", None),
        ] {
            assert_eq!(number(text), level, "{text}");
        }
    }

    /// Three columns on one scale are a run; a column of remarks and one of ages are not in it.
    #[test]
    fn a_run_ends_where_the_scale_does() {
        let mut text = "age,a,b,c,d,note\n".to_owned();
        for row in 0..12 {
            let answer = ["agree", "neutral", "disagree"][row % 3];
            text += &format!("{},yes,{answer},{answer},{answer},remark {row}\n", 20 + row);
        }
        let table = read_table("f.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        let (items, groups) = find(&table);
        assert_eq!(items.iter().map(|item| item.place).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(groups.len() == 1 && !groups[0].ordered);
    }

    /// Codes that the file declares missing, and words for no answer, are no levels.
    #[test]
    fn what_is_no_answer_is_no_level() {
        let rows: String = (0..24)
            .map(|n| format!("{0},{0},{0}\n", ["1", "2", "3", "8", "9", "geen antwoord"][n % 6]))
            .collect();
        let mut table =
            read_table("f.sav", format!("a,b,c\n{rows}").as_bytes(), &ReadOptions::default()).unwrap();
        for column in &mut table.columns {
            column.missing = vec![crate::Missing::Range(8.0, 9.0)];
        }
        let (items, groups) = find(&table);
        assert_eq!(groups.iter().map(|group| group.scale).collect::<Vec<_>>(), [(1, 3)]);
        assert_eq!(items[0].cells.iter().filter(|cell| **cell == Cell::Blank).count(), 12);
    }
}
