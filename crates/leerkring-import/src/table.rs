//! Delimited text in any European dialect, read to a table that knows where each row stands in the file.

mod dialect;
mod encoding;
mod error;
mod records;

use std::fmt;

use leerkring_model::Language;

pub use self::dialect::Delimiter;
pub use self::encoding::Encoding;
pub use self::error::ReadError;
use self::records::Records;
use crate::text::fold;

/// How to read a file. The default finds everything out by itself.
///
/// ```
/// use leerkring_import::{Encoding, ReadOptions};
/// let mut options = ReadOptions::default();
/// options.encoding = Some(Encoding::Macintosh); // never guessed: a person must say it
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct ReadOptions {
    /// The encoding, where the guess is wrong. A byte order mark in the file goes before it.
    pub encoding: Option<Encoding>,
    /// The delimiter, where the guess is wrong. It goes before a `sep=` line in the file.
    pub delimiter: Option<Delimiter>,
    /// The most cells that a row may have; 16384, as in a spreadsheet.
    pub max_columns: usize,
    /// The most bytes that a cell may have; 1 MiB.
    pub max_cell_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions { encoding: None, delimiter: None, max_columns: 16_384, max_cell_bytes: 1 << 20 }
    }
}

/// How something about a file was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum How {
    /// The caller chose it.
    Chosen,
    /// The file says so: a byte order mark, a `sep=` line.
    Mark,
    /// The bytes can hardly be anything else: valid UTF-8, a NUL in every pair of bytes.
    Bytes,
    /// A guess, which can be wrong.
    Guessed,
}

/// What was recognised in a file, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Recognised {
    /// The encoding.
    pub encoding: Encoding,
    /// How it was known.
    pub encoding_by: How,
    /// The delimiter.
    pub delimiter: Delimiter,
    /// How it was known.
    pub delimiter_by: How,
}

impl Recognised {
    /// What was recognised, and how, in a language.
    ///
    /// ```
    /// use leerkring_import::{ReadOptions, read_table};
    /// use leerkring_model::Language;
    /// let table = read_table("antwoorden.csv", b"School;K1\n007;3\n", &ReadOptions::default())?;
    /// assert_eq!(table.recognised.in_language(Language::Nl), "utf-8 (blijkt uit de bytes), puntkomma (geraden)");
    /// # Ok::<(), leerkring_import::ReadError>(())
    /// ```
    pub fn in_language(&self, language: Language) -> String {
        let by = |how, mark| match how {
            How::Chosen => language.choose("gekozen", "chosen"),
            How::Mark => mark,
            How::Bytes => language.choose("blijkt uit de bytes", "by its bytes"),
            How::Guessed => language.choose("geraden", "guessed"),
        };
        let mark = language.choose("blijkt uit de byte order mark", "by its byte order mark");
        let sep_line = language.choose("blijkt uit de regel `sep=`", "by its `sep=` line");
        let (encoding_by, delimiter_by) = (by(self.encoding_by, mark), by(self.delimiter_by, sep_line));
        let delimiter = self.delimiter.in_language(language);
        format!("{} ({encoding_by}), {delimiter} ({delimiter_by})", self.encoding)
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// A file of delimited text: its header and its rows.
///
/// The first row that is not blank is the header. Header cells are folded: no white space at the ends, and every
/// run of white space, new lines and non-breaking spaces included, is one space. They are shown and compared in
/// this form. HTML entities stay as they are.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The name of the file, for messages.
    pub name: String,
    /// The header, folded.
    pub header: Vec<String>,
    /// The rows after the header that are not blank.
    pub rows: Vec<Row>,
    /// Blank lines, and rows with nothing in any cell, after the header.
    pub blank: usize,
    /// NUL characters that were left out.
    pub nuls: usize,
    /// What was recognised.
    pub recognised: Recognised,
}

impl Table {
    /// The places of the header cells with this text (folded), counted from 0.
    pub fn columns(&self, text: &str) -> impl Iterator<Item = usize> {
        let text = fold(text).into_owned();
        self.header.iter().enumerate().filter(move |(_, cell)| **cell == text).map(|(index, _)| index)
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
    /// Its number as a person counts: 1 for the first row after the header that is not blank.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The line of the file on which it begins, counted from 1.
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

    /// The cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// Reads delimited text: comma, semicolon, tab or pipe; any line ends; new lines within quotes; UTF-8, UTF-16 or an
/// old code page.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table};
/// let table = read_table("antwoorden.csv", "Schoolcode;K1\r\n007;3\r\n".as_bytes(), &ReadOptions::default())?;
/// assert_eq!(table.header, ["Schoolcode", "K1"]);
/// assert_eq!(table.rows[0].get(0), Some("007"));
/// assert_eq!(table.recognised.to_string(), "utf-8 (by its bytes), semicolon (guessed)");
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] if the file is empty, no text, undecodable in an encoding that is certain or chosen, or beyond a
/// limit. A row with too few or too many cells is no error here: whoever interprets the table sets it aside.
pub fn read_table(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Table, ReadError> {
    refuse_binary(name, bytes)?;
    let decoded = encoding::decode(name, bytes, options.encoding)?;
    let (text, nuls) = without_nuls(decoded.text);
    if nuls * 20 > text.len() {
        return Err(binary(name, "a binary file"));
    }
    let text = line_feeds_only(text);
    let (said, body) = dialect::take_sep_line(name, &text)?;
    let (delimiter, delimiter_by) = match (options.delimiter, said) {
        (Some(chosen), _) => (chosen, How::Chosen),
        (None, Some(said)) => (said, How::Mark),
        (None, None) => dialect::guess(body),
    };
    let recognised =
        Recognised { encoding: decoded.encoding, encoding_by: decoded.how, delimiter, delimiter_by };
    let first_line = if said.is_some() { 2 } else { 1 };
    let mut records = Records::new(name, body, first_line, delimiter, options);
    let empty = || ReadError::Empty { file: name.to_owned() };
    let (_, header) = records.next_filled()?.ok_or_else(empty)?;
    let header: Vec<String> = header.iter().map(|cell| fold(cell).into_owned()).collect();
    records.blank = 0;
    let mut rows = Vec::new();
    while let Some((line, cells)) = records.next_filled()? {
        let number = u64::try_from(rows.len()).unwrap_or(u64::MAX).saturating_add(1);
        rows.push(Row { number, line, cells: without_empty_excess(cells, header.len()) });
    }
    Ok(Table { name: name.to_owned(), header, rows, blank: records.blank, nuls, recognised })
}

fn binary(name: &str, what: &'static str) -> ReadError {
    let advice = "read a file of comma- or semicolon-separated text (CSV)";
    ReadError::Binary { file: name.to_owned(), what, advice }
}

fn refuse_binary(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let spreadsheet = "open it and save it as CSV (UTF-8), then read that";
    let export = "export it again as CSV";
    for (magic, what, advice) in [
        (&b"PK\x03\x04"[..], "a spreadsheet (XLSX, ODS) or a ZIP file", spreadsheet),
        (&b"\xd0\xcf\x11\xe0"[..], "an old Excel file (XLS)", spreadsheet),
        (&b"$FL2"[..], "an SPSS file (SAV)", export),
        (&b"$FL3"[..], "an SPSS file (ZSAV)", export),
        (&b"%PDF"[..], "a PDF document", export),
        (&b"\x89PNG"[..], "a picture", export),
        (&b"\xff\xd8\xff"[..], "a picture", export),
        (&b"\x1f\x8b"[..], "a compressed file (GZIP)", "unpack it first"),
    ] {
        if bytes.starts_with(magic) {
            return Err(ReadError::Binary { file: name.to_owned(), what, advice });
        }
    }
    // NULs are counted after decoding: in UTF-16 every second byte is one.
    let sample = bytes.iter().take(1 << 16);
    let control = sample.clone().filter(|b| matches!(b, 0x01..=0x08 | 0x0e..=0x1f)).count();
    if control * 20 > sample.len() { Err(binary(name, "a binary file")) } else { Ok(()) }
}

fn without_nuls(text: String) -> (String, usize) {
    let nuls = text.matches('\0').count();
    if nuls == 0 { (text, 0) } else { (text.replace('\0', ""), nuls) }
}

/// All line ends as line feeds, within cells too: texts are compared with white space folded anyhow, and lines can
/// then be counted in files with bare carriage returns.
fn line_feeds_only(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn without_empty_excess(mut cells: csv::StringRecord, width: usize) -> csv::StringRecord {
    let filled =
        cells.iter().zip(1..).filter(|(cell, _)| !fold(cell).is_empty()).map(|(_, n)| n).last().unwrap_or(0);
    cells.truncate(filled.max(width));
    cells
}

#[cfg(test)]
mod tests;
