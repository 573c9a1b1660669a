//! Which sheet of a workbook holds the answers: the one that looks most like a table, whatever its place and name.

use super::grid::Grid;
use crate::layout;
use crate::table::{KnownBy, ReadError, Sheet};
use crate::text::{fold, loose, nearest};

/// A sheet that could be the one.
pub(super) struct Candidate {
    pub(super) name: String,
    pub(super) grid: Grid,
    rank: Rank,
}

/// How much a sheet looks like the one; the greater, the more.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// What a person does not see is read only if there is nothing else.
    visible: bool,
    /// A survey tool's own columns are no accident.
    by_tool: bool,
    /// A row of answers is wide, while a list of codes, a pivot and notes are long and narrow at most: so the width
    /// counts twice, and rows count that fill at least half of it.
    size: usize,
}

impl Candidate {
    pub(super) fn new(name: &str, visible: bool, grid: Grid) -> Candidate {
        let (width, rows) = grid.size();
        let by_tool = layout::of_top(&grid.top(), false, None).layout.is_some();
        let size = width.saturating_mul(width).saturating_mul(rows);
        Candidate { name: name.to_owned(), grid, rank: Rank { visible, by_tool, size } }
    }

    /// The better of the two; the first where they are equal.
    pub(super) fn better(first: Option<Candidate>, second: Candidate) -> Option<Candidate> {
        first.filter(|first| first.rank >= second.rank).or(Some(second))
    }
}

/// The sheet with this name. Blanks and capitals may differ where only one sheet can be meant.
pub(super) fn named<'a>(
    file: &str,
    wanted: &str,
    sheets: &'a [(String, bool)],
) -> Result<&'a str, ReadError> {
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    let mut alike = names().filter(|name| loose(name) == loose(wanted));
    let exact = names().find(|name| fold(name) == fold(wanted));
    exact.or_else(|| alike.next().filter(|_| alike.next().is_none())).ok_or_else(|| ReadError::NoSheet {
        file: file.to_owned(),
        sheet: wanted.to_owned(),
        nearest: nearest(wanted, names()).map(str::to_owned),
        sheets: names().map(str::to_owned).collect(),
    })
}

/// What is told of the sheet that was read.
pub(super) fn told(name: &str, sheets: &[(String, bool)], chosen: bool) -> Sheet {
    let others: Vec<String> =
        sheets.iter().map(|(sheet, _)| sheet.clone()).filter(|sheet| sheet != name).collect();
    let by = match (chosen, others.is_empty()) {
        (true, _) => KnownBy::Chosen,
        (false, true) => KnownBy::Mark,
        (false, false) => KnownBy::Guessed,
    };
    Sheet { name: name.to_owned(), by, others }
}
