//! Delimited text in any European dialect: comma, semicolon, tab or pipe; any line ends; new lines within quotes;
//! UTF-8, UTF-16 or an old code page. It is read in blocks of whole records, so that a file may be larger than memory
//! and its blocks can be worked on side by side.

mod blocks;
mod dialect;
mod encoding;
mod marks;
mod nature;
mod records;
mod source;

use std::io::{Read, Seek};

use self::blocks::Blocks;
pub use self::dialect::Delimiter;
pub use self::encoding::Encoding;
use self::nature::Look;
pub(crate) use self::records::{Records, packed, unpacked};
use self::source::Source;
use super::{Column, Format, KnownBy, ReadError, ReadOptions, Recognised, Row, Table, header};

/// The rows that are looked at before the others are read.
const SAMPLE: usize = header::TOP + crate::personal::WATCHED;

/// From here on in the text it is enough to have seen the rows among which the header is: some rows are long.
const SAMPLE_BYTES: usize = 8 << 20;

/// A file of delimited text: its header has been read, its rows have not.
pub(crate) struct TextFile<R> {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The first rows.
    sample: Vec<Row>,
    pub(crate) recognised: Recognised,
    delimiter: Delimiter,
    blocks: Blocks<R>,
    /// Records up to the end of the header, blank ones too.
    above: u64,
}

impl<R: Read + Seek + Send> TextFile<R> {
    pub(crate) fn open(name: &str, reader: R, options: &ReadOptions) -> Result<TextFile<R>, ReadError> {
        TextFile::begin(name, reader, options, Look::Before, 1 << 19)
    }

    /// The same without a look at all bytes first: it comes to an error, here or while its records are read, if the
    /// file is not UTF-8 that can be read as it stands. Otherwise all is as if it had been looked at.
    pub(crate) fn open_at_once(
        name: &str,
        reader: R,
        options: &ReadOptions,
    ) -> Result<TextFile<R>, ReadError> {
        TextFile::begin(name, reader, options, Look::While, 1 << 19)
    }

    /// A file in blocks of about so many bytes.
    #[cfg(test)]
    pub(crate) fn in_blocks(
        name: &str,
        reader: R,
        options: &ReadOptions,
        size: usize,
    ) -> Result<TextFile<R>, ReadError> {
        TextFile::begin(name, reader, options, Look::Before, size)
    }

    fn begin(
        name: &str,
        reader: R,
        options: &ReadOptions,
        look: Look,
        size: usize,
    ) -> Result<TextFile<R>, ReadError> {
        let (source, encoding, encoding_by) = Source::open(name, reader, options, look)?;
        let mut blocks = Blocks::new(name, source, options, look, size);
        let mut first = blocks.next()?.unwrap_or_default();
        let (said, rest) = dialect::take_sep_line(name, beginning(&first.text))?;
        if said.is_some() {
            let length = beginning(&first.text).len() - rest.len();
            first.text.drain(..length);
            first.line += 1;
        }
        let (delimiter, delimiter_by) = match (options.delimiter, said) {
            (Some(chosen), _) => (chosen, KnownBy::Chosen),
            (None, Some(said)) => (said, KnownBy::Mark),
            (None, None) => (dialect::guess(beginning(&first.text)), KnownBy::Guessed),
        };
        let mut recognised = Recognised::new(Format::Text);
        recognised.encoding = Some((encoding, encoding_by));
        recognised.delimiter = Some((delimiter, delimiter_by));
        // The first rows, among which the header is, each with the place where it ends.
        let (mut top, mut passed, mut last) = (Vec::new(), 0, 0);
        let enough = |rows: usize, bytes| rows >= SAMPLE || (rows >= header::TOP && bytes >= SAMPLE_BYTES);
        loop {
            let rest = first.from(passed);
            let mut records = Records::new(name, &rest, delimiter, options);
            let (from, before) = (passed, last);
            while !enough(top.len(), passed) && records.advance()? {
                let row = records.row(before);
                (passed, last) = (from + records.end(), row.number());
                top.push((row, passed));
            }
            // Rows so long that a block has few of them.
            if enough(top.len(), passed) || !blocks.extend(&mut first, passed)? {
                break;
            }
        }
        blocks.check(&first)?;
        if top.is_empty() {
            return Err(ReadError::Empty { file: name.to_owned() });
        }
        let rows: Vec<&Row> = top.iter().map(|(row, _)| row).collect();
        let columns = header::find(name, &rows, options, &mut recognised)?;
        let taken = recognised.preamble + recognised.header_rows;
        let mut above = 0;
        if let Some((row, end)) = taken.checked_sub(1).and_then(|last| top.get(last)) {
            above = row.number();
            first.drop_to(*end);
        }
        blocks.put_back(first);
        let mut sample: Vec<Row> = top.into_iter().skip(taken).map(|(row, _)| row).collect();
        sample.iter_mut().for_each(|row| row.cut(columns.len()));
        Ok(TextFile { name: name.to_owned(), columns, sample, recognised, delimiter, blocks, above })
    }

    /// Does some work on the records after the header, block by block ([`Blocks::each`]).
    pub(crate) fn each<T: Send, E: From<ReadError>>(
        &mut self,
        work: impl Fn(&mut Records<'_>) -> Result<T, ReadError> + Sync,
        take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        self.blocks.each(self.delimiter, work, take)
    }

    /// The table with its first rows.
    pub(crate) fn head(&self) -> Table {
        let (name, columns, recognised) = (self.name.clone(), self.columns.clone(), self.recognised.clone());
        Table { name, columns, rows: self.sample.clone(), blank: 0, nuls: 0, recognised, sets: Vec::new() }
    }

    /// How many records there are up to the end of the header, blank ones too: so much later than in its block, or in all
    /// of them, a record comes in the file.
    pub(crate) fn above(&self) -> u64 {
        self.above
    }

    /// NUL characters left out so far.
    pub(crate) fn nuls(&self) -> usize {
        usize::try_from(self.blocks.nuls()).unwrap_or(usize::MAX)
    }

    /// Gives every row, in order and numbered, and counts the blank ones.
    pub(crate) fn each_row(&mut self, mut take: impl FnMut(Row), blank: &mut usize) -> Result<(), ReadError> {
        let width = self.columns.len();
        let work = |records: &mut Records<'_>| {
            let mut rows = Vec::new();
            while records.advance()? {
                rows.push(records.row(0));
            }
            Ok((rows, records.blank))
        };
        let mut above = self.above;
        self.each(work, |(rows, blank_rows)| {
            *blank += blank_rows;
            let records = (rows.len() + blank_rows) as u64;
            for mut row in rows {
                row.number += above;
                row.cut(width);
                take(row);
            }
            above += records;
            Ok::<(), ReadError>(())
        })
    }

    /// All of it.
    pub(super) fn into_table(mut self) -> Result<Table, ReadError> {
        let (mut rows, mut blank) = (Vec::new(), 0);
        self.each_row(|row| rows.push(row), &mut blank)?;
        let nuls = self.nuls();
        let TextFile { name, columns, recognised, .. } = self;
        Ok(Table { name, columns, rows, blank, nuls, recognised, sets: Vec::new() })
    }
}

/// The text of bytes that can only be UTF-8, without its byte order mark.
pub(super) fn utf8(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        ReadError::Undecodable { file: name.to_owned(), encoding: Encoding::Utf8, line }
    })?;
    Ok(text.to_owned())
}

/// The text at the beginning of a block, without half a character at its end.
fn beginning(block: &[u8]) -> &str {
    const ENOUGH: usize = 1 << 20;
    let bytes = block.get(..ENOUGH).unwrap_or(block);
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            std::str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests;
