//! Workbooks: XLSX and ODS. The sheet is chosen by what is in it, and its cells become the text that a person sees.

mod cell;
mod choose;
mod grid;
mod guard;

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, SheetType, SheetVisible, Xlsx};

use self::choose::Candidate;
use self::grid::Grid;
use super::limits::Budget;
use super::{Format, Raw, ReadError, ReadOptions, Recognised};
use crate::number;

pub(super) fn read(
    name: &str,
    bytes: &[u8],
    format: Format,
    options: &ReadOptions,
) -> Result<Raw, ReadError> {
    guard::check(name, bytes, options)?;
    let mut workbook = Workbook::open(name, bytes, format)?;
    let mut budget = Budget::new(name, options.max_unpacked_bytes);
    let sheets = workbook.sheets();
    let (sheet, grid) = match &options.sheet {
        Some(wanted) => {
            let chosen = choose::named(name, wanted, &sheets)?;
            (choose::told(chosen, &sheets, true), workbook.grid(name, chosen, options, &mut budget)?)
        }
        None => {
            let mut best: Option<Candidate> = None;
            let mut filled = Vec::new();
            for (sheet, visible) in &sheets {
                let grid = workbook.grid(name, sheet, options, &mut budget)?;
                if !grid.is_empty() {
                    filled.push((sheet.clone(), *visible));
                    best = Candidate::better(best, Candidate::new(sheet, *visible, grid));
                }
            }
            let best = best.ok_or_else(|| ReadError::Empty { file: name.to_owned() })?;
            (choose::told(&best.name, &filled, false), best.grid)
        }
    };
    let mut recognised = Recognised::new(format);
    recognised.sheet = Some(sheet);
    grid.into_raw(name, recognised, options, &mut budget)
}

/// A workbook of which calamine reads the cells.
enum Workbook<'a> {
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    Ods(Box<Ods<Cursor<&'a [u8]>>>),
}

impl<'a> Workbook<'a> {
    fn open(name: &str, bytes: &'a [u8], format: Format) -> Result<Workbook<'a>, ReadError> {
        let from = Cursor::new(bytes);
        match format {
            Format::Ods => match Ods::new(from) {
                Ok(ods) => Ok(Workbook::Ods(Box::new(ods))),
                Err(error) => Err(damaged(name, &error)),
            },
            _ => match Xlsx::new(from) {
                Ok(xlsx) => Ok(Workbook::Xlsx(Box::new(xlsx))),
                Err(error) => Err(damaged(name, &error)),
            },
        }
    }

    /// The sheets with cells, in the order of the workbook, and whether a person sees them.
    fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Workbook::Xlsx(xlsx) => xlsx.sheets_metadata(),
            Workbook::Ods(ods) => ods.sheets_metadata(),
        };
        let with_cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        with_cells.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    fn grid(
        &mut self,
        name: &str,
        sheet: &str,
        options: &ReadOptions,
        budget: &mut Budget<'_>,
    ) -> Result<Grid, ReadError> {
        let mut grid = Grid::default();
        let mut add = |grid: &mut Grid, at: (u32, u32), value: Data| {
            if matches!(&value, Data::String(text) if number::is_unsaid(text)) {
                grid.has_typed_mark(at.1);
            }
            grid.push(name, at, cell::text(value), options, budget)
        };
        match self {
            Workbook::Xlsx(xlsx) => {
                let mut cells = xlsx.worksheet_cells_reader(sheet).map_err(|e| damaged(name, &e))?;
                while let Some(found) = cells.next_cell().map_err(|e| damaged(name, &e))? {
                    add(&mut grid, found.get_position(), found.get_value().clone().into())?;
                }
            }
            Workbook::Ods(ods) => {
                let range = ods.worksheet_range(sheet).map_err(|e| damaged(name, &e))?;
                let (top, left) = range.start().unwrap_or_default();
                let place = |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
                for (row, column, value) in range.used_cells() {
                    let at = (place(top, row), place(left, column));
                    add(&mut grid, at, value.clone())?;
                }
            }
        }
        Ok(grid)
    }
}

/// A workbook that cannot be read as one.
fn damaged(name: &str, reason: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged { file: name.to_owned(), what: "workbook", reason: reason.to_string() }
}

#[cfg(test)]
mod tests;
