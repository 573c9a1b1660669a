//! Files of any format, read to a table that knows where each row stands in the file.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Seek};

mod archive;
mod column;
mod error;
mod format;
mod header;
mod json;
mod limits;
mod recognised;
mod sheet;
mod spss;
mod text;

pub use self::column::{Column, Missing, ResponseSet, ValueLabel};
pub use self::error::ReadError;
pub use self::format::Format;
pub(crate) use self::format::streams;
pub use self::recognised::{KnownBy, Recognised, Sheet};
pub use self::text::{Delimiter, Encoding};
pub(crate) use self::text::{Records, TextFile, packed, unpacked};
use crate::text::fold;

/// How to read a file. The default finds everything out by itself.
///
/// ```
/// use leerkring_import::{Encoding, ReadOptions};
/// let mut options = ReadOptions::default();
/// options.encoding = Some(Encoding::Macintosh); // where the guess was another
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct ReadOptions {
    /// The encoding, where the guess is wrong. A byte order mark in the file goes before it.
    pub encoding: Option<Encoding>,
    /// The delimiter, where the guess is wrong. It goes before a `sep=` line in the file.
    pub delimiter: Option<Delimiter>,
    /// The sheet to read in a workbook; else the one that looks most like a table is chosen.
    pub sheet: Option<String>,
    /// The row of the file where the header begins, where the guess is wrong: counted from 1 as a spreadsheet does, blank
    /// rows too. Not for formats that name their columns themselves.
    pub header_row: Option<u64>,
    /// How many rows the header has, where the guess is wrong. Of several, the second names the rows of the questions in
    /// the first, unless a tool shows that writes so many.
    pub header_rows: Option<usize>,
    /// The most cells that a row may have; 16384, as in a spreadsheet.
    pub max_columns: usize,
    /// The most bytes that a cell may have; 1 MiB.
    pub max_cell_bytes: usize,
    /// The most bytes that a packed file (XLSX, ODS, ZSAV, LSA) may have when it is unpacked; 4 GiB.
    pub max_unpacked_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            encoding: None,
            delimiter: None,
            sheet: None,
            header_row: None,
            header_rows: None,
            max_columns: 16_384,
            max_cell_bytes: 1 << 20,
            max_unpacked_bytes: 1 << 32,
        }
    }
}

/// A file with columns and rows, whatever its format was.
///
/// Names of columns are folded: no white space at the ends, and every run of white space, new lines and non-breaking
/// spaces included, is one space. They are shown and compared in this form. HTML entities stay as they are.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The name of the file, for messages.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows after the header that are not blank.
    pub rows: Vec<Row>,
    /// Blank lines, and rows with nothing in any cell, after the header.
    pub blank: usize,
    /// NUL characters that were left out.
    pub nuls: usize,
    /// What was recognised.
    pub recognised: Recognised,
    /// Columns that are one question together, where the file says so (SPSS).
    pub sets: Vec<ResponseSet>,
}

impl Table {
    /// The place of the column with this name (folded), counted from 0.
    pub fn place(&self, name: &str) -> Option<usize> {
        let name = fold(name);
        self.columns.iter().position(|column| column.name == name)
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The name of the column at a place; empty where there is none.
    pub(crate) fn name_at(&self, place: usize) -> &str {
        self.columns.get(place).map(|column| column.name.as_str()).unwrap_or_default()
    }
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    number: u64,
    line: u64,
    cells: csv::StringRecord,
}

impl Row {
    /// A row that was put together from others.
    pub(crate) fn made<'a>(number: u64, line: u64, cells: impl Iterator<Item = &'a str>) -> Row {
        Row { number, line, cells: cells.collect() }
    }

    /// Its number as a spreadsheet shows it: counted from 1, the header, what stands above it and blank rows too. In
    /// delimited text that is a record, which can be several lines; a `sep=` line is none. In a file whose format names the
    /// columns itself cases (SPSS), responses (LimeSurvey archive) or objects (JSON) are counted so, whatever ids they have.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The line of the file on which it begins, as an editor shows it, counted from 1; in a file without lines the same as
    /// its number.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The number of cells. Empty cells beyond the header are not counted.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cells; never so in a table.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell at this place, counted from 0, as it stands in the file.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.cells.get(index)
    }

    /// The text of the cell at this place, folded; empty where there is none.
    pub(crate) fn folded(&self, place: usize) -> Cow<'_, str> {
        fold(self.get(place).unwrap_or_default())
    }

    /// Takes off the empty cells beyond this many.
    pub(crate) fn cut(&mut self, width: usize) {
        let filled = self.iter().zip(1..).filter(|(cell, _)| !fold(cell).is_empty()).map(|(_, n)| n).last();
        self.cells.truncate(filled.unwrap_or(0).max(width));
    }

    /// The cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// Reads a file of any format that is known here; [`Format`] lists them.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table};
/// let table = read_table("antwoorden.csv", "Schoolcode;K1\r\n007;3\r\n".as_bytes(), &ReadOptions::default())?;
/// assert_eq!(table.columns[0].name, "Schoolcode");
/// assert_eq!(table.rows[0].get(0), Some("007"));
/// assert_eq!(table.recognised.to_string(), "utf-8 (by its bytes), semicolon (guessed)");
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] if the file is empty, of no format that is known, undecodable in an encoding that is certain or
/// chosen, or beyond a limit. A row with too few or too many cells is no error here: whoever interprets the table sets
/// it aside.
pub fn read_table(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Table, ReadError> {
    match format::of(name, bytes)? {
        Format::Text => TextFile::open(name, Cursor::new(bytes), options)?.into_table(),
        format @ (Format::Xlsx | Format::Ods) => {
            sheet::read(name, bytes, format, options)?.into_table(name, options)
        }
        format @ (Format::Sav | Format::Zsav) => spss::read(name, bytes, format, options),
        format @ Format::Lsa => archive::read(name, bytes, format, options),
        format @ (Format::Json | Format::GeoJson) => json::read(name, bytes, format, options),
    }
}

/// The columns of a file and its first rows, a thousand or so, read from where it is: enough to know what it is, and to
/// pick its codebook, when all of it would be too much. Files of other formats than delimited text are read whole.
///
/// # Errors
/// As for [`read_table`], as far as the first rows show it.
pub fn read_head(
    name: &str,
    mut source: impl Read + Seek + Send,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    if streams(name, &mut source)? {
        return Ok(TextFile::open(name, source, options)?.head());
    }
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(|error| ReadError::unreadable(name, &error))?;
    read_table(name, &bytes, options)
}

/// Among so many rows the header can be chosen.
const HEADER_WITHIN: usize = 256;

/// The rows of a sheet, header and all.
struct Raw {
    /// Those with anything in them.
    rows: Vec<Row>,
    /// All blank ones.
    blank: usize,
    recognised: Recognised,
    /// The places of columns with a text that looks like a number with a mark.
    typed_marks: BTreeSet<usize>,
}

impl Raw {
    /// Finds the header.
    fn into_table(self, name: &str, options: &ReadOptions) -> Result<Table, ReadError> {
        let Raw { mut rows, blank, mut recognised, typed_marks } = self;
        if rows.is_empty() {
            return Err(ReadError::Empty { file: name.to_owned() });
        }
        let top: Vec<&Row> = rows.iter().take(HEADER_WITHIN).collect();
        let mut columns = header::find(name, &top, options, &mut recognised)?;
        columns.iter_mut().zip(0..).for_each(|(column, at)| column.typed_marks = typed_marks.contains(&at));
        let taken = (recognised.preamble + recognised.header_rows).min(rows.len());
        let last = taken.checked_sub(1).and_then(|last| rows.get(last)).map_or(0, Row::number);
        let blank_above = usize::try_from(last).unwrap_or(usize::MAX).saturating_sub(taken);
        rows.drain(..taken);
        rows.iter_mut().for_each(|row| row.cut(columns.len()));
        Ok(Table {
            name: name.to_owned(),
            columns,
            rows,
            blank: blank.saturating_sub(blank_above),
            nuls: 0,
            recognised,
            sets: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests;
