//! From the first rows of a file to its columns: how many rows make the header, and what each column is called.

use super::{Column, ReadError, ReadOptions, Recognised, Row};
use crate::layout;
use crate::text::fold;

/// The rows at the top of a file that are looked at; no tool writes more header rows.
pub(super) const TOP: usize = 20;

/// Finds the header in the first rows of a file, or takes the one that was chosen, notes it in `recognised`, and makes
/// the columns. The rows that it takes are [`Recognised::preamble`] and [`Recognised::header_rows`] together.
pub(super) fn find(
    name: &str,
    top: &[&Row],
    options: &ReadOptions,
    recognised: &mut Recognised,
) -> Result<Vec<Column>, ReadError> {
    let above = match options.header_row {
        None => None,
        Some(number) => Some(top.iter().position(|row| row.number() == number).ok_or_else(|| {
            let (first, last) =
                (top.first().map_or(0, |row| row.number()), top.last().map_or(0, |row| row.number()));
            ReadError::NoHeaderRow { file: name.to_owned(), row: number, first, last }
        })?),
    };
    let rows: Vec<Vec<String>> = top
        .iter()
        .skip(above.unwrap_or(0))
        .take(TOP)
        .map(|row| row.iter().map(|cell| fold(cell).into_owned()).collect())
        .collect();
    let header_rows = options.header_rows.map(|n| n.clamp(1, rows.len()));
    let found = layout::of_top(&rows, above.is_some(), header_rows);
    recognised.layout = found.layout;
    recognised.layout_why = found.why;
    recognised.preamble = above.unwrap_or(found.preamble);
    recognised.header_rows = found.header_rows;
    Ok(named(found.columns))
}

/// Gives every column a name of its own.
pub(super) fn named(mut columns: Vec<Column>) -> Vec<Column> {
    let mut names: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for column in &columns {
        *names.entry(column.name.clone()).or_default() += 1;
    }
    let mut counted: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (column, place) in columns.iter_mut().zip(1..) {
        if column.name.is_empty() {
            column.name = format!("(column {place})");
        } else if names.get(&column.name).is_some_and(|n| *n > 1) {
            let nth = counted.entry(column.name.clone()).or_default();
            // A count that is itself a header already is passed over.
            loop {
                *nth += 1;
                let name = format!("{} ({nth})", column.name);
                if !names.contains_key(&name) {
                    column.name = name;
                    break;
                }
            }
        }
    }
    columns
}
