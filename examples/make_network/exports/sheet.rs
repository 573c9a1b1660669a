//! A CSV file in the dialect of one tool.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::form::Form;

/// How a tool writes CSV.
#[derive(Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Whether every cell has quotes, or only those that need them.
    pub(crate) all_quoted: bool,
    pub(crate) crlf: bool,
    pub(crate) encoding: Encoding,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// UTF-8 that says so in its first three bytes.
    Utf8WithMark,
    Windows1252,
}

/// An export that is being written.
pub(crate) struct Sheet {
    out: csv::Writer<File>,
    encoding: Encoding,
    rows: u64,
}

impl Sheet {
    /// Makes the file and writes the header.
    pub(crate) fn create(path: &Path, form: &Form) -> csv::Result<Sheet> {
        let Dialect { delimiter, all_quoted, crlf, encoding } = form.dialect;
        let mut file = File::create(path)?;
        if encoding == Encoding::Utf8WithMark {
            file.write_all(b"\xEF\xBB\xBF")?;
        }
        let out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(if all_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .buffer_capacity(1 << 16)
            .from_writer(file);
        let mut sheet = Sheet { out, encoding, rows: 0 };
        for cell in form.front.iter().chain(form.questions.iter().map(|(header, _)| header)) {
            sheet.cell(cell)?;
        }
        sheet.out.write_record(None::<&[u8]>)?;
        Ok(sheet)
    }

    /// The number of the row that is being written, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.rows + 1
    }

    pub(crate) fn cell(&mut self, text: &str) -> csv::Result<()> {
        if self.encoding == Encoding::Windows1252 && !text.is_ascii() {
            // What does not fit is kept away by `fits_windows_1252`.
            let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
            return self.out.write_field(bytes);
        }
        self.out.write_field(text)
    }

    pub(crate) fn end_row(&mut self) -> csv::Result<()> {
        self.rows += 1;
        self.out.write_record(None::<&[u8]>)
    }

    /// Ends the file; tells the number of rows below the header.
    pub(crate) fn finish(mut self) -> csv::Result<u64> {
        self.out.flush()?;
        Ok(self.rows)
    }
}

/// Whether a text can be written in Windows-1252 by taking each character's number for its byte.
pub(crate) fn fits_windows_1252(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}'))
}
