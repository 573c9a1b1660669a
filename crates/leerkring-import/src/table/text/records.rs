//! The records of a piece of text, and the lines on which they begin.

use csv_core::ReadRecordResult;

use super::Delimiter;
use crate::table::{ReadError, ReadOptions, Row};
use crate::text::fold;

/// A piece of a text: whole records, but for the last perhaps.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(super) text: Vec<u8>,
    /// The line on which it begins, counted from 1.
    pub(super) line: u64,
    /// Whether the text goes on after it.
    pub(super) goes_on: bool,
}

/// A text of at most 15 bytes as a number: its bytes, and its length in the highest.
pub(crate) fn packed(text: &[u8]) -> Option<u128> {
    let mut sixteen = [0; 16];
    sixteen.get_mut(..text.len())?.copy_from_slice(text);
    pack(sixteen, text.len())
}

/// The text that was packed.
pub(crate) fn unpacked(number: u128) -> Vec<u8> {
    let sixteen = number.to_le_bytes();
    let length = usize::from(sixteen[15]);
    sixteen.get(..length).unwrap_or_default().to_vec()
}

/// The same for the first `length` of sixteen bytes.
fn pack(sixteen: [u8; 16], length: usize) -> Option<u128> {
    let shift = 8 * u32::try_from(length).ok().filter(|length| *length < 16)?;
    let mask = 1_u128.checked_shl(shift)?.wrapping_sub(1);
    Some((u128::from_le_bytes(sixteen) & mask) | (length as u128) << 120)
}

/// The records of a block, one at a time; blank ones are counted and passed over.
pub(crate) struct Records<'a> {
    name: &'a str,
    block: &'a Block,
    options: &'a ReadOptions,
    delimiter: u8,
    /// Whether the block has no quotes, so that its cells stand in it as they are.
    bare: bool,
    reader: csv_core::Reader,
    /// Where the next record begins.
    at: usize,
    /// Where the present one begins.
    start: usize,
    /// A line that is known: the place where it begins, and its number.
    known_line: (usize, u64),
    /// The cells of the present record without their quotes, one after the other; not used where a block is bare.
    cells: Vec<u8>,
    /// Where each of its cells ends, in `cells` or from the beginning of the record in the block.
    ends: Vec<usize>,
    /// How many of `ends` the present record has.
    width: usize,
    pub(crate) blank: usize,
    /// Where the last record of the block begins if its end is in the next one.
    pub(super) unfinished: Option<usize>,
}

impl<'a> Records<'a> {
    pub(super) fn new(
        name: &'a str,
        block: &'a Block,
        delimiter: Delimiter,
        options: &'a ReadOptions,
    ) -> Records<'a> {
        Records {
            name,
            block,
            options,
            delimiter: delimiter.byte(),
            bare: memchr::memchr(b'"', &block.text).is_none(),
            reader: csv_core::ReaderBuilder::new().delimiter(delimiter.byte()).build(),
            at: 0,
            start: 0,
            known_line: (0, block.line),
            cells: vec![0; 1 << 12],
            ends: vec![0; 1 << 7],
            width: 0,
            blank: 0,
            unfinished: None,
        }
    }

    /// Goes to the next record with anything in it; whether there is one.
    pub(crate) fn advance(&mut self) -> Result<bool, ReadError> {
        while self.read()? {
            if !self.is_blank() {
                return Ok(true);
            }
            self.blank += 1;
        }
        Ok(false)
    }

    /// The cells of the present record.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.width).filter_map(|place| self.cell(place))
    }

    /// The number of cells of the present record.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The cell at this place.
    pub(crate) fn cell(&self, place: usize) -> Option<&[u8]> {
        let (start, end) = self.span(place)?;
        self.bytes().get(start..end)
    }

    /// What the ends of cells are places in.
    fn bytes(&self) -> &[u8] {
        if self.bare { self.block.text.get(self.start..).unwrap_or_default() } else { &self.cells }
    }

    /// Where the cell at this place begins and ends.
    fn span(&self, place: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(..self.width)?.get(place)?;
        let Some(before) = place.checked_sub(1) else { return Some((0, end)) };
        // Where the cells stand in the block, there is a delimiter between them.
        Some((self.ends.get(before)? + usize::from(self.bare), end))
    }

    /// The cell at this place as a number that no other text has; `None` if it is too long for that.
    pub(crate) fn packed(&self, place: usize) -> Option<u128> {
        let (start, end) = self.span(place)?;
        let rest = self.bytes().get(start..)?;
        match rest.first_chunk() {
            Some(sixteen) => pack(*sixteen, end - start),
            None => packed(rest.get(..end - start)?),
        }
    }

    /// The present record as a row without a number.
    pub(crate) fn row(&mut self) -> Row {
        let line = self.line();
        let mut cells = csv::StringRecord::new();
        for cell in self.cells() {
            // A block is text, and cells end beside ASCII characters: nothing is ever replaced here.
            cells.push_field(&String::from_utf8_lossy(cell));
        }
        Row { number: 0, line, cells }
    }

    /// The end of the present record in the block.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// The line on which the present record begins.
    pub(crate) fn line(&mut self) -> u64 {
        let (place, line) = self.known_line;
        let between = self.block.text.get(place..self.start).unwrap_or_default();
        let line = line + memchr::memchr_iter(b'\n', between).count() as u64;
        self.known_line = (self.start, line);
        line
    }

    fn read(&mut self) -> Result<bool, ReadError> {
        let text = &self.block.text;
        while let Some(b'\n' | b'\r') = text.get(self.at) {
            // A carriage return here belongs to the line feed after it.
            self.blank += usize::from(text.get(self.at) == Some(&b'\n'));
            self.at += 1;
        }
        self.start = self.at;
        if self.at == text.len() {
            return Ok(false);
        }
        if self.bare {
            return self.read_line();
        }
        let (mut out, mut ends) = (0, 0);
        loop {
            let (result, read, written, ended) = self.reader.read_record(
                text.get(self.at..).unwrap_or_default(),
                self.cells.get_mut(out..).unwrap_or_default(),
                self.ends.get_mut(ends..).unwrap_or_default(),
            );
            (self.at, out, ends) = (self.at + read, out + written, ends + ended);
            match result {
                ReadRecordResult::InputEmpty if self.block.goes_on => {
                    self.unfinished = Some(self.start);
                    self.check_cells(out, ends)?;
                    return Ok(false);
                }
                // Asked again with nothing left, the reader ends the record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    self.check_cells(out, ends)?;
                    self.cells.resize(self.cells.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.check_cells(out, ends)?;
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        self.width = ends;
        // The reader stops at a carriage return; its line feed is no blank line.
        if text.get(..self.at).is_some_and(|read| read.ends_with(b"\r")) && text.get(self.at) == Some(&b'\n')
        {
            self.at += 1;
        }
        if !self.block.goes_on && self.at == text.len() {
            self.check_quotes()?;
        }
        self.check_cells(out, ends)?;
        Ok(true)
    }

    /// Reads a record without quotes: its cells stand in the block as they are.
    fn read_line(&mut self) -> Result<bool, ReadError> {
        let line = self.block.text.get(self.start..).unwrap_or_default();
        let (mut ends, mut end) = (0, line.len());
        for (byte, place) in line.iter().zip(0..) {
            if *byte == self.delimiter {
                match self.ends.get_mut(ends) {
                    Some(free) => *free = place,
                    None => self.ends.push(place),
                }
                ends += 1;
            } else if matches!(byte, b'\n' | b'\r') {
                end = place;
                break;
            }
        }
        if end == line.len() && self.block.goes_on {
            self.unfinished = Some(self.start);
            return Ok(false);
        }
        match self.ends.get_mut(ends) {
            Some(free) => *free = end,
            None => self.ends.push(end),
        }
        self.width = ends + 1;
        // The line end is one character or two.
        self.at = self.start + end;
        self.at += usize::from(self.block.text.get(self.at) == Some(&b'\r'));
        self.at += usize::from(self.block.text.get(self.at) == Some(&b'\n'));
        self.check_cells(end, self.width)?;
        Ok(true)
    }

    /// Only in the last record of a file can a quote be left open, and then it matters if it swallowed lines.
    fn check_quotes(&mut self) -> Result<(), ReadError> {
        let source = self.block.text.get(self.start..).unwrap_or_default().trim_ascii();
        let quotes = memchr::memchr_iter(b'"', source).count();
        if quotes % 2 == 1 && memchr::memchr(b'\n', source).is_some() {
            return Err(ReadError::Quote { file: self.name.to_owned(), line: self.line() });
        }
        Ok(())
    }

    /// `out` bytes of cells and `ends` ends of them have been read of the present record.
    fn check_cells(&mut self, out: usize, ends: usize) -> Result<(), ReadError> {
        if ends > self.options.max_columns {
            let limit = self.options.max_columns;
            return Err(ReadError::Columns { file: self.name.to_owned(), line: self.line(), limit });
        }
        let limit = self.options.max_cell_bytes;
        if out <= limit {
            return Ok(());
        }
        self.width = ends;
        let whole = ends.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        let begun = if self.bare { 0 } else { out - whole };
        let mut spans = (0..ends).filter_map(|place| self.span(place));
        if begun > limit || spans.any(|(start, end)| end - start > limit) {
            return Err(ReadError::Cell { file: self.name.to_owned(), line: self.line(), limit });
        }
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.cells().all(|cell| {
            let visible = cell.iter().any(u8::is_ascii_graphic);
            !visible && fold(&String::from_utf8_lossy(cell)).is_empty()
        })
    }
}
