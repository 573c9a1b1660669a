//! From objects to rows: nested keys as `a.b`, lists joined with `;`, keys in the order in which they first occur.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::text::{Json, kind};
use crate::number;
use crate::table::limits::Budget;
use crate::table::{Column, ReadError, ReadOptions, Recognised, Row, Table, header};
use crate::text::{fold, shown};

/// Objects nested deeper than this stay JSON, in one cell.
const DEPTH: usize = 16;

/// The rows of a list of objects as they are gathered.
pub(super) struct Rows<'a> {
    name: &'a str,
    options: &'a ReadOptions,
    names: Vec<String>,
    places: BTreeMap<String, usize>,
    /// By column, the last row that has a cell in it.
    filled: Vec<Option<usize>>,
    /// By column, whether a text of it looks like a number with a mark.
    typed_marks: Vec<bool>,
    rows: Vec<Gathered>,
}

/// The cells of an object, each with its column.
struct Gathered {
    line: u64,
    cells: Vec<(usize, String)>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(name: &'a str, options: &'a ReadOptions) -> Rows<'a> {
        Rows {
            name,
            options,
            names: Vec::new(),
            places: BTreeMap::new(),
            filled: Vec::new(),
            typed_marks: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Whether some object has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// Adds a row for an object, or a blank one for what is none.
    pub(super) fn push(&mut self, json: &Json<'_>, object: &RawValue, line: u64) -> Result<(), ReadError> {
        self.rows.push(Gathered { line, cells: Vec::new() });
        if kind(object) == b'{' { self.flatten(json, "", object, 0) } else { Ok(()) }
    }

    /// Adds a cell to the row with this place.
    pub(super) fn set(&mut self, row: usize, key: &str, text: String) -> Result<(), ReadError> {
        let column = match self.places.get(key) {
            Some(column) => *column,
            None => {
                let column = self.names.len();
                self.names.push(key.to_owned());
                self.filled.push(None);
                self.typed_marks.push(false);
                self.places.insert(key.to_owned(), column);
                column
            }
        };
        if let Some(filled) = self.filled.get_mut(column) {
            *filled = Some(row);
        }
        let Some(row) = self.rows.get_mut(row) else { return Ok(()) };
        if self.names.len() > self.options.max_columns {
            let what = format!("are {} columns in the list up to line {}", self.names.len(), row.line);
            return Err(ReadError::over(self.name, what, self.options.max_columns, "max_columns"));
        }
        if text.len() > self.options.max_cell_bytes {
            let what = format!("is a text of {} bytes in the object on line {}", text.len(), row.line);
            return Err(ReadError::over(self.name, what, self.options.max_cell_bytes, "max_cell_bytes"));
        }
        if !text.is_empty() {
            row.cells.push((column, text));
        }
        Ok(())
    }

    /// Whether a row has a cell under this key already.
    fn is_filled(&self, row: usize, key: &str) -> bool {
        self.places.get(key).and_then(|column| self.filled.get(*column)) == Some(&Some(row))
    }

    fn flatten(
        &mut self,
        json: &Json<'_>,
        path: &str,
        object: &RawValue,
        depth: usize,
    ) -> Result<(), ReadError> {
        let row = self.rows.len().saturating_sub(1);
        for (key, value) in json.object(object)? {
            let key = if path.is_empty() { key } else { format!("{path}.{key}") };
            let text = match kind(value) {
                b'{' if depth < DEPTH => {
                    self.flatten(json, &key, value, depth + 1)?;
                    continue;
                }
                b'[' => joined(json, value)?,
                _ => cell(json, value)?,
            };
            if self.is_filled(row, &key) {
                let reason = format!("`{}` is a key here and a path to another value too", shown(&key));
                return Err(json.broken(value, &reason));
            }
            let is_typed = kind(value) == b'"' && number::is_unsaid(&text);
            self.set(row, &key, text)?;
            if is_typed
                && let Some(typed) = self.places.get(&key).and_then(|at| self.typed_marks.get_mut(*at))
            {
                *typed = true;
            }
        }
        Ok(())
    }

    pub(super) fn into_table(self, recognised: Recognised) -> Result<Table, ReadError> {
        let width = self.names.len();
        Budget::new(self.name, self.options.max_unpacked_bytes).take_cells(width, self.rows.len())?;
        let mut table = Table {
            sets: Vec::new(),
            name: self.name.to_owned(),
            columns: header::named(self.names.iter().map(|name| Column::new(name)).collect()),
            rows: Vec::new(),
            blank: 0,
            nuls: 0,
            recognised,
        };
        for (column, typed) in table.columns.iter_mut().zip(&self.typed_marks) {
            column.typed_marks = *typed;
        }
        for (mut gathered, number) in self.rows.into_iter().zip(1_u64..) {
            if gathered.cells.iter().all(|(_, text)| fold(text).is_empty()) {
                table.blank += 1;
                continue;
            }
            gathered.cells.sort_by_key(|(column, _)| *column);
            let mut cells = csv::StringRecord::new();
            for (column, text) in &gathered.cells {
                (cells.len()..*column).for_each(|_| cells.push_field(""));
                cells.push_field(text);
            }
            (cells.len()..width).for_each(|_| cells.push_field(""));
            table.rows.push(Row { number, line: gathered.line, cells });
        }
        if table.rows.is_empty() {
            return Err(ReadError::Empty { file: table.name });
        }
        Ok(table)
    }
}

/// The text of a value: numbers, `true` and `false` as they are written, nothing for `null`, JSON for the rest.
pub(super) fn cell(json: &Json<'_>, value: &RawValue) -> Result<String, ReadError> {
    match kind(value) {
        b'"' => json.string(value),
        b'n' => Ok(String::new()),
        _ => Ok(value.get().to_owned()),
    }
}

/// A list of texts and numbers, joined; any other stays JSON.
fn joined(json: &Json<'_>, list: &RawValue) -> Result<String, ReadError> {
    let items = json.items(list)?;
    if items.iter().any(|item| matches!(kind(item), b'{' | b'[')) {
        return Ok(list.get().to_owned());
    }
    let texts: Result<Vec<String>, ReadError> = items.into_iter().map(|item| cell(json, item)).collect();
    texts.map(|texts| texts.join(";"))
}
