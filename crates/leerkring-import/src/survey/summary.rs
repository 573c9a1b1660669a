//! What became of the rows of a file.

use std::fmt;

use crate::issue::Issue;
use crate::table::Table;

/// What became of the rows of one file. They add up: `rows` is the sum of `responses`, `schools`, `incomplete`,
/// `blank` and `set_aside`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Summary {
    /// The file.
    pub file: String,
    /// Rows after the header, blank ones included.
    pub rows: usize,
    /// Rows that became a response.
    pub responses: usize,
    /// Rows that became the agreements of a school (layout `per-school`).
    pub schools: usize,
    /// Responses that were broken off, and left out.
    pub incomplete: usize,
    /// Rows with nothing in any cell.
    pub blank: usize,
    /// Rows with at least one issue.
    pub set_aside: usize,
    /// Agreements, over all schools.
    pub agreements: usize,
    /// What is doubtful in the rows set aside, in the order of the file.
    pub issues: Vec<Issue>,
}

impl Summary {
    pub(super) fn of(table: &Table) -> Summary {
        Summary {
            file: table.name.clone(),
            rows: table.rows.len() + table.blank,
            blank: table.blank,
            ..Summary::default()
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", self.file, counted(self.rows, "row", "rows"))?;
        let parts = [
            (self.responses, "response", "responses"),
            (self.schools, "school", "schools"),
            (self.agreements, "agreement", "agreements"),
            (self.incomplete, "incomplete response left out", "incomplete responses left out"),
            (self.blank, "blank row", "blank rows"),
            (self.set_aside, "row set aside", "rows set aside"),
        ];
        let parts: Vec<String> =
            parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, more)| counted(n, one, more)).collect();
        f.write_str(&if parts.is_empty() { "nothing in it".to_owned() } else { parts.join(", ") })
    }
}

pub(crate) fn counted(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}
