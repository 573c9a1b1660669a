//! The filled cells of a sheet, and the rows that come of them.

use std::collections::BTreeSet;

use crate::table::header::TOP;
use crate::table::limits::Budget;
use crate::table::{Raw, ReadError, ReadOptions, Recognised, Row};
use crate::text::fold;

/// The filled cells of a sheet, row by row. A sheet can have one cell at its top and one a million rows down, so that
/// rows and columns between them take no memory here.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Line>,
    /// The columns with a text that looks like a number with a mark.
    typed_marks: BTreeSet<u32>,
}

/// The filled cells of a row.
pub(super) struct Line {
    /// Counted from 0.
    at: u32,
    cells: Vec<(u32, String)>,
}

impl Grid {
    /// Adds a cell. What shows nothing is left out; blanks stay as they are.
    pub(super) fn push(
        &mut self,
        name: &str,
        (row, column): (u32, u32),
        text: String,
        options: &ReadOptions,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        /// What a cell takes beside its text.
        const CELL: u64 = 32;
        if text.is_empty() {
            return Ok(());
        }
        let line = u64::from(row).saturating_add(1);
        if text.len() > options.max_cell_bytes {
            let what = format!("is a text of {} bytes in row {line}", text.len());
            return Err(ReadError::over(name, what, options.max_cell_bytes, "max_cell_bytes"));
        }
        budget.take(CELL.saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX)))?;
        match self.rows.last_mut() {
            Some(last) if last.at == row && last.cells.last().is_some_and(|(at, _)| *at < column) => {
                last.cells.push((column, text));
            }
            Some(last) if last.at >= row => {
                return Err(super::damaged(name, &format!("the cells of row {line} are not in order")));
            }
            _ => self.rows.push(Line { at: row, cells: vec![(column, text)] }),
        }
        Ok(())
    }

    /// Notes that a text in this column looks like a number with a mark.
    pub(super) fn has_typed_mark(&mut self, column: u32) {
        self.typed_marks.insert(column);
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.rows.iter().any(Line::is_filled)
    }

    /// The first rows with anything in them, folded.
    pub(super) fn top(&self) -> Vec<Vec<String>> {
        let left = self.columns().map_or(0, |(left, _)| left);
        let filled = self.rows.iter().filter(|row| row.is_filled()).take(TOP);
        let folded = |row: &Line| row.padded(left).map(|cell| fold(cell).into_owned()).collect();
        filled.map(folded).collect()
    }

    /// The number of columns, and of rows that fill at least half of them: what makes a table.
    pub(super) fn size(&self) -> (usize, usize) {
        let mut columns: Vec<u32> = self.rows.iter().flat_map(|row| row.cells.iter().map(|c| c.0)).collect();
        columns.sort_unstable();
        columns.dedup();
        let width = columns.len();
        (width, self.rows.iter().filter(|row| row.cells.len() * 2 >= width).count())
    }

    /// The first and the last column with anything in them.
    fn columns(&self) -> Option<(u32, u32)> {
        let first = self.rows.iter().filter_map(|row| row.cells.first()).map(|(at, _)| *at).min()?;
        let last = self.rows.iter().filter_map(|row| row.cells.last()).map(|(at, _)| *at).max()?;
        Some((first, last))
    }

    /// The rows as they stand, from the first column with anything in it to the last.
    pub(super) fn into_raw(
        self,
        name: &str,
        recognised: Recognised,
        options: &ReadOptions,
        budget: &mut Budget<'_>,
    ) -> Result<Raw, ReadError> {
        let (left, right) = self.columns().unwrap_or_default();
        let width = usize::try_from(right - left).unwrap_or(usize::MAX).saturating_add(1);
        if width > options.max_columns {
            let widest = |row: &&Line| row.cells.last().is_some_and(|(at, _)| *at == right);
            let line = self.rows.iter().find(widest).map_or(1, Line::number);
            let what = format!("are {width} columns up to the last cell of row {line}");
            return Err(ReadError::over(name, what, options.max_columns, "max_columns"));
        }
        budget.take_cells(width, self.rows.len())?;
        let place = |column: &u32| usize::try_from(column.checked_sub(left)?).ok();
        let typed_marks = self.typed_marks.iter().filter_map(place).collect();
        let mut raw = Raw { rows: Vec::new(), blank: 0, recognised, typed_marks };
        // The number of the row after the last that was not blank.
        let mut expected = 1;
        for row in self.rows.iter().filter(|row| row.is_filled()) {
            let blank = usize::try_from(row.number() - expected).unwrap_or(usize::MAX);
            expected = row.number() + 1;
            raw.blank = raw.blank.saturating_add(blank);
            let mut cells: csv::StringRecord = row.padded(left).collect();
            (cells.len()..width).for_each(|_| cells.push_field(""));
            raw.rows.push(Row { number: row.number(), line: row.number(), cells });
        }
        Ok(raw)
    }
}

impl Line {
    fn number(&self) -> u64 {
        u64::from(self.at) + 1
    }

    /// Whether there is anything but blanks in it.
    fn is_filled(&self) -> bool {
        self.cells.iter().any(|(_, cell)| !fold(cell).is_empty())
    }

    /// The cells from this column to the last that is filled, with empty ones between them.
    fn padded(&self, left: u32) -> impl Iterator<Item = &str> {
        let mut next = left;
        self.cells.iter().flat_map(move |(at, cell)| {
            let gap = at.saturating_sub(next);
            next = at.saturating_add(1);
            (0..gap).map(|_| "").chain([cell.as_str()])
        })
    }
}
