//! Archives of LimeSurvey (LSA): a ZIP file with the structure of a survey, its responses and, if they were kept, times
//! and invited people. Names and e-mail addresses of the invited stand in a file of their own, which is never opened.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::limits::Budget;
use super::{Column, Format, KnownBy, ReadError, ReadOptions, Recognised, Row, Table, format, header};
use crate::layout;
use crate::structure::Structure;
use crate::structure::xml::{self, Part, XmlError};
use crate::table::Encoding;
use crate::text::fold;

/// What the file is, for messages.
const WHAT: &str = "archive of LimeSurvey";

/// What LimeSurvey writes in its own exports where a question was not shown.
const NOT_SHOWN: &str = "N/A";

pub(super) fn read(
    name: &str,
    bytes: &[u8],
    format: Format,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    let damaged = |reason: String| ReadError::Damaged { file: name.to_owned(), what: WHAT, reason };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format::zip_reason(&error)))?;
    let mut budget = Budget::new(name, options.max_unpacked_bytes);
    let mut unpack = |end: &str| -> Result<Option<Vec<u8>>, ReadError> {
        let found = zip.file_names().position(|file| file.is_ok_and(|file| file.ends_with(end)));
        let Some(place) = found else { return Ok(None) };
        let entry = zip.by_index(place).map_err(|error| damaged(error.to_string()))?;
        let mut unpacked = Vec::new();
        // What the entry says of its size is not believed: one byte more than allowed shows that there is more.
        let read = entry.take(budget.left().saturating_add(1)).read_to_end(&mut unpacked);
        read.map_err(|error| damaged(format!("the file `{end}` in it cannot be unpacked ({error})")))?;
        budget.take(u64::try_from(unpacked.len()).unwrap_or(u64::MAX))?;
        Ok(Some(unpacked))
    };
    let none = |what: &str| damaged(format!("there is no file with the {what} in it"));
    let lss = unpack(".lss")?.ok_or_else(|| none("structure of the survey (.lss)"))?;
    let structure = Structure::parse_lss(name, &lss).map_err(|error| damaged(error.to_string()))?;
    // A survey that was never opened has no responses; that is no table, and no reason to say that it is damaged.
    let lsr = unpack("_responses.lsr")?.ok_or_else(|| ReadError::Empty { file: name.to_owned() })?;

    let mut responses = Responses::new(name, &structure, options);
    xml::parts(&lsr, |table, part| responses.take(table, part)).map_err(|error| match error {
        Stop::Xml(XmlError { line, reason }) => damaged(format!("responses, line {line}: {reason}")),
        Stop::Read(error) => error,
    })?;
    if responses.fields.is_empty() {
        return Err(ReadError::Empty { file: name.to_owned() });
    }
    let Responses { columns, rows, blank, .. } = responses;
    let mut recognised = Recognised::new(format);
    recognised.encoding = Some((Encoding::Utf8, KnownBy::Mark));
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let found = layout::of_top(&[names], true, None);
    (recognised.layout, recognised.layout_why) = (found.layout, found.why);
    let columns = header::named(columns);
    let mut table =
        Table { name: name.to_owned(), columns, rows, blank, nuls: 0, recognised, sets: Vec::new() };
    structure.describe(&mut table, None);
    Ok(table)
}

/// The responses as they are read.
struct Responses<'a> {
    name: &'a str,
    /// The codes of the columns, by their names in the database.
    codes: BTreeMap<&'a str, &'a str>,
    options: &'a ReadOptions,
    /// Each field as its element is called, and whether it is a question.
    fields: Vec<(String, bool)>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    blank: usize,
    response: u64,
}

enum Stop {
    Xml(XmlError),
    Read(ReadError),
}

impl From<XmlError> for Stop {
    fn from(error: XmlError) -> Stop {
        Stop::Xml(error)
    }
}

impl<'a> Responses<'a> {
    fn new(name: &'a str, structure: &'a Structure, options: &'a ReadOptions) -> Responses<'a> {
        let (fields, columns, rows) = (Vec::new(), Vec::new(), Vec::new());
        Responses { name, codes: structure.codes(), options, fields, columns, rows, blank: 0, response: 0 }
    }

    fn take(&mut self, table: &str, part: Part) -> Result<(), Stop> {
        match (table, part) {
            ("responses", Part::Field(field)) => self.field(&field),
            ("responses", Part::Row(row)) => self.row(row),
            _ => Ok(()),
        }
    }

    fn field(&mut self, field: &str) -> Result<(), Stop> {
        let code = self.codes.get(field).copied();
        self.columns.push(Column::new(code.unwrap_or(field)));
        // No element can begin with a digit, or have a `#` in its name.
        let digit = field.starts_with(|c: char| c.is_ascii_digit());
        let element = format!("{}{}", if digit { "_" } else { "" }, field.replace('#', "-"));
        self.fields.push((element, digit || code.is_some()));
        let limit = self.options.max_columns;
        self.within(self.fields.len(), limit, "max_columns", |found| format!("are {found} columns"))
    }

    fn row(&mut self, mut row: BTreeMap<String, String>) -> Result<(), Stop> {
        self.response += 1;
        let cells: Vec<String> = self
            .fields
            .iter()
            // What is null in the database is not in the row: the question was not shown.
            .map(|(element, question)| match row.remove(element) {
                None if *question => NOT_SHOWN.to_owned(),
                cell => cell.unwrap_or_default(),
            })
            .collect();
        let response = self.response;
        if let Some(field) = row.into_keys().next() {
            let (file, reason) = (
                self.name.to_owned(),
                format!("response {response} has a field `{field}` that is not listed"),
            );
            return Err(Stop::Read(ReadError::Damaged { file, what: WHAT, reason }));
        }
        let longest = cells.iter().map(String::len).max().unwrap_or(0);
        let told = |found| format!("is a text of {found} bytes in response {response}");
        self.within(longest, self.options.max_cell_bytes, "max_cell_bytes", told)?;
        if cells.iter().all(|cell| fold(cell).is_empty()) {
            self.blank += 1;
            return Ok(());
        }
        self.rows.push(Row { number: response, line: response, cells: csv::StringRecord::from(cells) });
        Ok(())
    }

    fn within(
        &self,
        found: usize,
        limit: usize,
        option: &'static str,
        what: impl Fn(usize) -> String,
    ) -> Result<(), Stop> {
        if found <= limit {
            return Ok(());
        }
        Err(Stop::Read(ReadError::over(self.name, what(found), limit, option)))
    }
}

#[cfg(test)]
mod tests;
