//! What became of the rows of a register, and what stops reading one.

use std::fmt;

use leerkring_model::Language;

use crate::columns::{MissingColumn, listed};
use crate::text::counted;

/// What became of the rows of a register or a file of wishes. They add up: `rows` is the sum of `schools`,
/// `repeats`, `blank` and `set_aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RegisterSummary {
    /// The file.
    pub file: String,
    /// Rows after the header, blank ones included.
    pub rows: usize,
    /// Schools read.
    pub schools: usize,
    /// Rows that say the same as an earlier one in every column that is read.
    pub repeats: usize,
    /// Rows with nothing in any cell.
    pub blank: usize,
    /// Rows set aside, each with an issue.
    pub set_aside: usize,
}

impl RegisterSummary {
    /// What became of the rows, in a line, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let rows = counted(self.rows, language.choose(["rij", "rijen"], ["row", "rows"]));
        let schools = counted(self.schools, language.choose(["school", "scholen"], ["school", "schools"]));
        let mut line = format!("{}: {rows}: {schools}", self.file);
        for (n, nl, en) in [
            (self.repeats, ["herhaalde rij", "herhaalde rijen"], ["repeated row", "repeated rows"]),
            (self.blank, ["lege rij", "lege rijen"], ["blank row", "blank rows"]),
            (self.set_aside, ["rij opzijgelegd", "rijen opzijgelegd"], ["row set aside", "rows set aside"]),
        ] {
            if n > 0 {
                line += &format!(", {}", counted(n, language.choose(nl, en)));
            }
        }
        line
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for RegisterSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// A table is no register, or no file of wishes, under these columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Columns that are named are not there.
    #[error(
        "{file}: no column {}; the file has {}; name its columns under [register], as in `id = \"vestigingscode\"`",
        listed(columns),
        listed(header)
    )]
    Missing {
        /// The file.
        file: String,
        /// The columns.
        columns: Vec<MissingColumn>,
        /// The headers that the file has, in backticks.
        header: Vec<String>,
    },
    /// A table has none of the columns of a file of wishes.
    #[error(
        "{file}: a file of wishes has a column `school` and one or more of `offers`, `asks`, `thinks` and `room`; this file has {}; rename its columns",
        listed(header)
    )]
    NoWishes {
        /// The file.
        file: String,
        /// The headers that the file has, in backticks.
        header: Vec<String>,
    },
}
