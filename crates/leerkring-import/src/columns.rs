//! From the texts of headers to places in a table.

use std::collections::BTreeMap;
use std::fmt;

use crate::table::Table;
use crate::text::{nearest, shown};

/// A column that a codebook names and a table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingColumn {
    /// The key path that names it, as `columns.indicators.k1`.
    pub path: String,
    /// The text of the header that was looked for.
    pub column: String,
    /// The header of the file that looks most like it.
    pub nearest: Option<String>,
}

impl fmt::Display for MissingColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` = `{}`", self.path, shown(&self.column))?;
        match &self.nearest {
            Some(nearest) => write!(f, " (nearest is `{}`)", shown(nearest)),
            None => Ok(()),
        }
    }
}

/// A list in one line.
pub(crate) fn listed<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

/// What came of looking for columns.
pub(crate) struct Found {
    /// Place by key path.
    pub(crate) places: BTreeMap<String, usize>,
    pub(crate) missing: Vec<MissingColumn>,
}

/// Looks for the columns that are named, each with its key path.
pub(crate) fn find<'a>(table: &Table, named: impl Iterator<Item = (String, &'a str)>) -> Found {
    let places: BTreeMap<&str, usize> = table.names().zip(0..).collect();
    let mut found = Found { places: BTreeMap::new(), missing: Vec::new() };
    for (path, column) in named {
        match places.get(column) {
            Some(place) => {
                found.places.insert(path, *place);
            }
            None => {
                let nearest = nearest(column, table.names()).map(str::to_owned);
                found.missing.push(MissingColumn { path, column: column.to_owned(), nearest });
            }
        }
    }
    found
}
