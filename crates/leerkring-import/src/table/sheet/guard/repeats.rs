//! What the cells and rows that an ODS file says to repeat come to. A few bytes can stand for a million rows of
//! sixteen thousand columns, and the reader of workbooks writes them all out.

use quick_xml::events::{BytesStart, Event};

use super::{number, value};
use crate::table::limits::Budget;
use crate::table::{ReadError, ReadOptions};

/// The rows and columns that the reader of workbooks takes; it would leave out more in silence.
const ROWS: u64 = 1 << 20;
const COLUMNS: u64 = 1 << 14;
/// What a cell takes in memory beside its text while the file is read.
const CELL: u64 = 64;

/// The cells of one sheet as they are passed.
pub(super) struct Repeats<'a> {
    name: &'a str,
    options: &'a ReadOptions,
    /// Rows before this one, and how many of them reach to the last with anything in it.
    rows: u64,
    filled_rows: u64,
    /// The columns of the widest row.
    width: u64,
    /// Of the row that is passed: its repeats, its columns so far, and those to the last with anything in it.
    row: u64,
    columns: u64,
    filled: u64,
    /// The repeats of the cell that is passed.
    cell: u64,
}

impl<'a> Repeats<'a> {
    pub(super) fn new(name: &'a str, options: &'a ReadOptions) -> Repeats<'a> {
        Repeats { name, options, rows: 0, filled_rows: 0, width: 0, row: 1, columns: 0, filled: 0, cell: 0 }
    }

    /// Looks at a piece of the file, and takes from the budget what it comes to.
    pub(super) fn see(&mut self, event: &Event<'_>, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.begin(tag, true, budget),
            Event::Empty(tag) => {
                self.begin(tag, false, budget)?;
                self.end(tag.name().as_ref(), budget)
            }
            Event::End(tag) => self.end(tag.name().as_ref(), budget),
            Event::Text(text) => self.text(text.len(), budget),
            Event::CData(text) => self.text(text.len(), budget),
            _ => Ok(()),
        }
    }

    fn begin(
        &mut self,
        tag: &BytesStart<'_>,
        has_content: bool,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        match tag.name().as_ref() {
            "table:table" => (self.rows, self.filled_rows, self.width) = (0, 0, 0),
            "table:table-row" => {
                self.row = number(tag, "table:number-rows-repeated").unwrap_or(1);
                (self.columns, self.filled) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = number(tag, "table:number-columns-repeated").unwrap_or(1);
                self.columns = self.columns.saturating_add(self.cell);
                let says = |attribute: &str| value(tag, attribute).map_or(0, |text| text.len());
                let said = ["office:string-value", "office:date-value", "office:time-value", "table:formula"];
                let said: usize = said.into_iter().map(says).sum();
                if has_content || said > 0 || says("office:value") > 0 || says("office:boolean-value") > 0 {
                    self.filled = self.columns;
                    if self.filled > COLUMNS {
                        return Err(self.too_wide(COLUMNS));
                    }
                    self.text(said, budget)?;
                }
            }
            // A run of blanks is written as its length.
            "text:s" => {
                let blanks = usize::try_from(number(tag, "text:c").unwrap_or(1)).unwrap_or(usize::MAX);
                if blanks > self.options.max_cell_bytes {
                    let (file, limit) = (self.name.to_owned(), self.options.max_cell_bytes);
                    return Err(ReadError::LongCell { file, limit });
                }
                self.text(blanks, budget)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: &str, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        match tag {
            "table:table-cell" | "table:covered-table-cell" => self.cell = 0,
            "table:table-row" => {
                self.rows = self.rows.saturating_add(self.row);
                if self.filled > 0 {
                    (self.filled_rows, self.width) = (self.rows, self.width.max(self.filled));
                    if self.rows > ROWS {
                        // More than a sheet can have: the last would be lost.
                        return budget.take(u64::MAX);
                    }
                }
            }
            "table:table" => {
                budget.take(self.filled_rows.saturating_mul(self.width).saturating_mul(CELL))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A text within a cell stands as often as the cell does.
    fn text(&self, bytes: usize, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let times = self.cell.saturating_mul(self.row);
        budget.take(u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(times))
    }

    fn too_wide(&self, limit: u64) -> ReadError {
        let what = format!("are {} columns in row {}", self.filled, self.rows.saturating_add(1));
        ReadError::over(self.name, what, usize::try_from(limit).unwrap_or(usize::MAX), "max_columns")
    }
}
