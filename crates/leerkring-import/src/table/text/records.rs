//! The records of a text, and the lines on which they begin.

use super::Delimiter;
use crate::table::{ReadError, ReadOptions};
use crate::text::fold;

/// The records of a text, blank ones counted and passed over.
pub(super) struct Records<'a> {
    name: &'a str,
    text: &'a str,
    first_line: u64,
    options: &'a ReadOptions,
    reader: csv::Reader<&'a [u8]>,
    pub(super) blank: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(
        name: &'a str,
        text: &'a str,
        first_line: u64,
        delimiter: Delimiter,
        options: &'a ReadOptions,
    ) -> Records<'a> {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter.byte())
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(text.as_bytes());
        Records { name, text, first_line, options, reader, blank: 0 }
    }

    /// The next record with anything in it, and the line on which it begins.
    pub(super) fn next_filled(&mut self) -> Result<Option<(u64, csv::StringRecord)>, ReadError> {
        loop {
            // The position before reading is that of the blank lines before the record, if there are any.
            let before = self.reader.position().clone();
            let start = usize::try_from(before.byte()).unwrap_or(usize::MAX);
            let rest = self.text.get(start..).unwrap_or_default();
            let skipped = rest.len() - rest.trim_start_matches('\n').len();
            self.blank += skipped;
            let skipped = u64::try_from(skipped).unwrap_or(u64::MAX);
            let line = before.line().saturating_add(skipped).saturating_add(self.first_line - 1);
            let mut record = csv::StringRecord::new();
            match self.reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                // Neither reading from memory nor text that is UTF-8 can fail, nor can a flexible reader mind lengths.
                // Were it to happen all the same, the rest of the file must not be lost in silence.
                Err(error) => {
                    let (file, reason) = (self.name.to_owned(), error.to_string());
                    return Err(ReadError::Row { file, line, reason });
                }
            }
            self.check(line, start, &record)?;
            if record.iter().any(|cell| !fold(cell).is_empty()) {
                return Ok(Some((line, record)));
            }
            self.blank += 1;
        }
    }

    fn check(&self, line: u64, start: usize, record: &csv::StringRecord) -> Result<(), ReadError> {
        let file = || self.name.to_owned();
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        if end >= self.text.len() {
            // Only in the last record can a quote be left open, and then it matters if it swallowed lines.
            let source = self.text.get(start..).unwrap_or_default().trim_matches('\n');
            if source.contains('\n') && source.matches('"').count() % 2 == 1 {
                return Err(ReadError::Quote { file: file(), line });
            }
        }
        if record.len() > self.options.max_columns {
            let (found, limit) = (record.len(), self.options.max_columns);
            return Err(ReadError::Columns { file: file(), line, found, limit });
        }
        let longest = record.iter().map(str::len).max().unwrap_or(0);
        if longest > self.options.max_cell_bytes {
            let limit = self.options.max_cell_bytes;
            return Err(ReadError::Cell { file: file(), line, found: longest, limit });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_cannot_be_read_is_an_error_and_not_the_end_of_the_file() {
        let (text, options) = ("a,b\n\n1\n2,3\n", ReadOptions::default());
        let mut records = Records::new("t.csv", text, 1, Delimiter::Comma, &options);
        // A reader that minds lengths, to have an error at all.
        records.reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        assert!(records.next_filled().unwrap().is_some());
        let error = records.next_filled().unwrap_err();
        assert!(matches!(&error, ReadError::Row { file, line: 3, .. } if file == "t.csv"), "{error}");
    }
}
