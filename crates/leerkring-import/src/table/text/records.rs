//! The records of a piece of text, and the lines on which they begin.

use csv_core::ReadRecordResult;

use super::Delimiter;
use super::marks::Marks;
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
#[inline]
fn pack(sixteen: [u8; 16], length: usize) -> Option<u128> {
    let mask = MASKS.get(length)?;
    Some((u128::from_le_bytes(sixteen) & mask) | (length as u128) << 120)
}

/// By length, what leaves so many of sixteen bytes.
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which would refuse a place outside")]
const MASKS: [u128; 16] = {
    let mut masks = [0; 16];
    let mut length = 1;
    while length < 16 {
        masks[length] = masks[length - 1] << 8 | 0xff;
        length += 1;
    }
    masks
};

/// The records of a block, one at a time; blank ones are counted and passed over.
pub(crate) struct Records<'a> {
    name: &'a str,
    block: &'a Block,
    options: &'a ReadOptions,
    delimiter: u8,
    marks: Marks<'a>,
    /// Where the next record begins.
    at: usize,
    /// Where the present one begins.
    start: usize,
    /// A line that is known: the place where it begins, and its number.
    known_line: (usize, u64),
    /// Where each cell of the present record begins and ends, in the block or in what the careful reader wrote.
    spans: Vec<(usize, usize)>,
    /// Whether the present record was read by the careful reader.
    copied: bool,
    careful: Option<Careful>,
    pub(crate) blank: usize,
    /// Records so far with anything in them.
    filled: u64,
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
            marks: Marks::new(&block.text, delimiter.byte()),
            at: 0,
            start: 0,
            known_line: (0, block.line),
            spans: Vec::new(),
            copied: false,
            careful: None,
            blank: 0,
            filled: 0,
            unfinished: None,
        }
    }

    /// Goes to the next record with anything in it; whether there is one.
    pub(crate) fn advance(&mut self) -> Result<bool, ReadError> {
        while self.read()? {
            if !self.is_blank() {
                self.filled += 1;
                return Ok(true);
            }
            self.blank += 1;
        }
        Ok(false)
    }

    /// The cells of the present record.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.spans.iter().filter_map(|(start, end)| self.bytes().get(*start..*end))
    }

    /// The number of cells of the present record.
    pub(crate) fn width(&self) -> usize {
        self.spans.len()
    }

    /// The cell at this place.
    #[inline]
    pub(crate) fn cell(&self, place: usize) -> Option<&[u8]> {
        let (start, end) = *self.spans.get(place)?;
        self.bytes().get(start..end)
    }

    /// What spans are of.
    #[inline]
    fn bytes(&self) -> &[u8] {
        match &self.careful {
            Some(careful) if self.copied => &careful.cells,
            _ => &self.block.text,
        }
    }

    /// The cell at this place as a number that no other text has; `None` if it is too long for that.
    #[inline]
    pub(crate) fn packed(&self, place: usize) -> Option<u128> {
        let (start, end) = *self.spans.get(place)?;
        let rest = self.bytes().get(start..)?;
        match rest.first_chunk() {
            Some(sixteen) => pack(*sixteen, end - start),
            None => packed(rest.get(..end - start)?),
        }
    }

    /// The number of the present record in the block, counted from 1, blank ones too.
    pub(crate) fn number(&self) -> u64 {
        self.filled + self.blank as u64
    }

    /// The present record as a row, after `above` records of the file before the block.
    pub(crate) fn row(&mut self, above: u64) -> Row {
        let (number, line) = (above + self.number(), self.line());
        let mut cells = csv::StringRecord::new();
        for cell in self.cells() {
            // A block is text, and cells end beside ASCII characters: nothing is ever replaced here.
            cells.push_field(&String::from_utf8_lossy(cell));
        }
        Row { number, line, cells }
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
        let before = self.at;
        while let Some(b'\n' | b'\r') = text.get(self.at) {
            // A carriage return here belongs to the line feed after it.
            self.blank += usize::from(text.get(self.at) == Some(&b'\n'));
            self.at += 1;
        }
        if self.at > before {
            self.marks.go_to(self.at);
        }
        self.start = self.at;
        if self.at == text.len() {
            return Ok(false);
        }
        self.copied = !self.part();
        if self.copied {
            let read = self.read_with_care();
            self.marks.go_to(self.at);
            return read;
        }
        self.check_cells(self.at - self.start, 0)?;
        Ok(true)
    }

    /// Parts the record that begins here where its cells stand; `false` if it takes more care.
    fn part(&mut self) -> bool {
        self.spans.clear();
        let mut start = self.start;
        while let Some((span, (place, byte))) = self.part_cell(start) {
            start = place + 1;
            if byte == self.delimiter {
                self.spans.push(span);
                continue;
            }
            let (start, end) = span;
            let returned = end > start && end == place && self.block.text.get(end - 1) == Some(&b'\r');
            self.spans.push((start, end - usize::from(returned)));
            self.at = place + 1;
            return true;
        }
        false
    }

    /// Where the cell that begins at this place stands, without its quotes, and the mark after it. `None` where quotes
    /// stand in quotes, where something follows them, or where the text ends.
    fn part_cell(&mut self, start: usize) -> Option<((usize, usize), (usize, u8))> {
        let first = self.marks.next()?;
        if first.1 != b'"' {
            return Some(((start, first.0), first));
        }
        if first.0 > start {
            // A quote within a cell is a letter like any other.
            let after = self.marks.find(|(_, byte)| *byte != b'"')?;
            return Some(((start, after.0), after));
        }
        let (end, _) = self.marks.find(|(_, byte)| *byte == b'"')?;
        let after = self.marks.next()?;
        let between = self.block.text.get(end + 1..after.0)?;
        let closed = after.1 != b'"' && (between.is_empty() || (after.1 == b'\n' && between == b"\r"));
        closed.then_some(((start + 1, end), after))
    }

    /// Reads the record that begins here with the reader of the `csv` package, which writes its cells one after the
    /// other.
    fn read_with_care(&mut self) -> Result<bool, ReadError> {
        let text = &self.block.text;
        let (mut out, mut ends) = (0, 0);
        let mut careful = self.careful.take().unwrap_or_else(|| Careful::new(self.delimiter));
        let whole = loop {
            let (result, read, written, ended) = careful.reader.read_record(
                text.get(self.at..).unwrap_or_default(),
                careful.cells.get_mut(out..).unwrap_or_default(),
                careful.ends.get_mut(ends..).unwrap_or_default(),
            );
            (self.at, out, ends) = (self.at + read, out + written, ends + ended);
            self.spans.clear();
            let starts = std::iter::once(&0).chain(&careful.ends);
            self.spans.extend(starts.zip(&careful.ends).take(ends).map(|(start, end)| (*start, *end)));
            match result {
                ReadRecordResult::InputEmpty if self.block.goes_on => {
                    self.unfinished = Some(self.start);
                    break false;
                }
                // Asked again with nothing left, the reader ends the record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    self.check_cells(out, begun(out, &self.spans))?;
                    careful.cells.resize(careful.cells.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.check_cells(out, begun(out, &self.spans))?;
                    careful.ends.resize(careful.ends.len() * 2, 0);
                }
                ReadRecordResult::Record => break true,
                ReadRecordResult::End => break false,
            }
        };
        self.careful = Some(careful);
        // The reader stops at a carriage return; its line feed is no blank line.
        if text.get(..self.at).is_some_and(|read| read.ends_with(b"\r")) && text.get(self.at) == Some(&b'\n')
        {
            self.at += 1;
        }
        if whole && !self.block.goes_on && self.at == text.len() {
            self.check_quotes()?;
        }
        self.check_cells(out, begun(out, &self.spans))?;
        Ok(whole)
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

    /// Whether the cells read so far of the present record, of at most `bytes` bytes together, are within the limits;
    /// `begun` bytes are of one that has no end yet.
    fn check_cells(&mut self, bytes: usize, begun: usize) -> Result<(), ReadError> {
        if self.spans.len() > self.options.max_columns {
            let limit = self.options.max_columns;
            return Err(ReadError::Columns { file: self.name.to_owned(), line: self.line(), limit });
        }
        let limit = self.options.max_cell_bytes;
        if bytes > limit && (begun > limit || self.spans.iter().any(|(start, end)| end - start > limit)) {
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

/// Of so many bytes, those after the last cell.
fn begun(bytes: usize, spans: &[(usize, usize)]) -> usize {
    bytes - spans.last().map_or(0, |(_, end)| *end)
}

/// The reader of the `csv` package: it knows what to make of any quotes, byte by byte.
struct Careful {
    reader: csv_core::Reader,
    /// The cells of a record without their quotes, one after the other.
    cells: Vec<u8>,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Careful {
    fn new(delimiter: u8) -> Careful {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut cells, mut ends) = (vec![0; 1 << 12], vec![0; 1 << 7]);
        // It takes a byte order mark off the first record that it reads, which is not the first of the file here.
        reader.read_record(b"-\n", &mut cells, &mut ends);
        Careful { reader, cells, ends }
    }
}
