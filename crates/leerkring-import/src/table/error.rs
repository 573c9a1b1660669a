//! What makes a file no table.

use super::Encoding;

/// A file is no table that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in it.
    #[error("{file}: the file is empty, no row has anything in it; export it again")]
    Empty {
        /// The file.
        file: String,
    },
    /// It is a document, a picture or a file of another kind that no table is read from.
    #[error("{file}: this is {what}; {advice}")]
    Binary {
        /// The file.
        file: String,
        /// What it looks like.
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// Bytes that are no text in an encoding that was chosen or is certain.
    #[error(
        "{file}, line {line}: what stands here cannot be read as {encoding}; if that encoding was chosen, choose another or none, and if not, save the file again as UTF-8"
    )]
    Undecodable {
        /// The file.
        file: String,
        /// The encoding.
        encoding: Encoding,
        /// The line, counted from 1.
        line: u64,
    },
    /// A first line `sep=` that names no delimiter we read.
    #[error(
        "{file}, line 1: `{said}` should say what separates the cells, and `;`, `,`, `|` or a tab can; save the file with one of these"
    )]
    SepLine {
        /// The file.
        file: String,
        /// The line.
        said: String,
    },
    /// A row has more cells than allowed.
    #[error(
        "{file}, line {line}: a row of more than {limit} cells; if no row is that wide, choose what separates the cells, and if it is, take out the columns that are not needed"
    )]
    Columns {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// The limit ([`ReadOptions::max_columns`](crate::ReadOptions::max_columns)).
        limit: usize,
    },
    /// A cell is longer than allowed.
    #[error(
        "{file}, line {line}: a cell of more than {}; if no cell is that long, a quote `\"` is opened and never closed here: close it, or shorten the cell",
        bytes(*limit)
    )]
    Cell {
        /// The file.
        file: String,
        /// The line on which its row begins, counted from 1.
        line: u64,
        /// The limit ([`ReadOptions::max_cell_bytes`](crate::ReadOptions::max_cell_bytes)).
        limit: usize,
    },
    /// A quote that is opened and not closed would swallow the rest of the file.
    #[error(
        "{file}, line {line}: a quote `\"` is opened in this row and never closed; close it and read again"
    )]
    Quote {
        /// The file.
        file: String,
        /// The line on which its row begins, counted from 1.
        line: u64,
    },
    /// A row is longer than allowed.
    #[error(
        "{file}, line {line}: a row of more than {}; see whether the file has a line for each row, and whether a quote `\"` is opened and never closed here",
        bytes(*limit)
    )]
    Long {
        /// The file.
        file: String,
        /// The line on which it begins, counted from 1.
        line: u64,
        /// The limit: 16 times [`ReadOptions::max_cell_bytes`](crate::ReadOptions::max_cell_bytes).
        limit: usize,
    },
    /// The file could not be read from where it is.
    #[error("{file}: the file cannot be read ({reason})")]
    Unreadable {
        /// The file.
        file: String,
        /// Why not, in the words of the system.
        reason: String,
    },
    /// It holds more than allowed.
    #[error("{file}: there {what}, and at most {limit} are read; {}", relief(option))]
    Limit {
        /// The file.
        file: String,
        /// What there is of which, with its verb.
        what: String,
        /// The limit.
        limit: u64,
        /// The option that sets it ([`ReadOptions`](crate::ReadOptions)).
        option: &'static str,
    },
    /// A cell of a packed file is far longer than allowed; found before it is unpacked, so that its row is not known.
    #[error("{file}: there is a cell of far more than {}; shorten it and read again", bytes(*limit))]
    LongCell {
        /// The file.
        file: String,
        /// The limit ([`ReadOptions::max_cell_bytes`](crate::ReadOptions::max_cell_bytes)).
        limit: usize,
    },
    /// A packed file would take more memory than allowed.
    #[error(
        "{file}: unpacked it takes more than {}; take out the sheets, rows and columns that are not needed, or save it as CSV",
        bytes(*limit)
    )]
    Unpacked {
        /// The file.
        file: String,
        /// The limit ([`ReadOptions::max_unpacked_bytes`](crate::ReadOptions::max_unpacked_bytes)).
        limit: u64,
    },
    /// A file that is not what it says it is, or not whole.
    #[error("{file}: the {what} is damaged ({reason}); download or save it again")]
    Damaged {
        /// The file.
        file: String,
        /// What it should be.
        what: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The sheet that was asked for is not in the workbook.
    #[error("{file}: there is no sheet `{sheet}`{}; choose one of {}", near(nearest.as_deref()), ticked(sheets))]
    NoSheet {
        /// The file.
        file: String,
        /// The sheet.
        sheet: String,
        /// The sheet whose name looks most like it.
        nearest: Option<String>,
        /// The sheets that the file has.
        sheets: Vec<String>,
    },
    /// No row begins where the header was said to be.
    #[error(
        "{file}: no row begins at {row}, where the header was said to be; it can be chosen from row {first} to row {last}"
    )]
    NoHeaderRow {
        /// The file.
        file: String,
        /// The row that was chosen ([`ReadOptions::header_row`](crate::ReadOptions::header_row)).
        row: u64,
        /// The first row that can be.
        first: u64,
        /// The last row that can be.
        last: u64,
    },
    /// Text that begins as JSON does, and is none.
    #[error("{file}, line {line}, column {column}: the JSON is broken here ({reason}); export it again")]
    Json {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// The column in bytes, counted from 1.
        column: u64,
        /// What is wrong.
        reason: String,
    },
    /// JSON without a list of objects to make rows of.
    #[error(
        "{file}: there is no list of rows in this JSON, as in `[{{\"id\": \"007\", \"name\": ...}}, ...]`; is it the file with the data? export them as CSV"
    )]
    NoList {
        /// The file.
        file: String,
    },
}

impl ReadError {
    /// More than an option allows: `what` begins with a verb, as in `are 20 columns`.
    pub(super) fn over(name: &str, what: String, limit: usize, option: &'static str) -> ReadError {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        ReadError::Limit { file: name.to_owned(), what, limit, option }
    }

    pub(crate) fn unreadable(name: &str, error: &std::io::Error) -> ReadError {
        ReadError::Unreadable { file: name.to_owned(), reason: error.to_string() }
    }
}

/// What to do about more than is allowed.
fn relief(option: &str) -> &'static str {
    match option {
        "max_columns" => "take out the columns that are not needed",
        _ => "shorten it and read again",
    }
}

/// A size as people say it.
fn bytes(size: impl TryInto<u64>) -> String {
    let size = size.try_into().unwrap_or(u64::MAX);
    let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")];
    match units.into_iter().find(|(unit, _)| size >= *unit && size % unit == 0) {
        Some((unit, name)) => format!("{} {name}", size / unit),
        None => format!("{size} bytes"),
    }
}

fn near(nearest: Option<&str>) -> String {
    nearest.map(|sheet| format!(" (nearest is `{}`)", crate::text::shown(sheet))).unwrap_or_default()
}

fn ticked(names: &[String]) -> String {
    names.iter().map(|name| format!("`{}`", crate::text::shown(name))).collect::<Vec<_>>().join(", ")
}
