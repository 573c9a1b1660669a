//! What became of the rows of a file.

use std::fmt;

use leerkring_model::Language;

use crate::issue::Issue;
use crate::table::Table;
use crate::text::{counted, shown};

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
    /// What is doubtful in the rows set aside, in the order of the file: the first [`Summary::MOST_ISSUES`].
    pub issues: Vec<Issue>,
    /// How many issues there are beyond those.
    pub more_issues: usize,
    /// Columns that hold who answered (names, e-mail and IP addresses, telephone numbers, places), and that the codebook
    /// does not name: nothing of them was read.
    pub personal: Vec<String>,
}

impl Summary {
    /// The issues of a file that are kept, so that a large file of which nothing can be read does not fill the memory.
    pub const MOST_ISSUES: usize = 10_000;

    /// Keeps an issue, or counts it.
    pub(super) fn note(&mut self, issue: Issue) {
        if self.issues.len() < Summary::MOST_ISSUES {
            self.issues.push(issue);
        } else {
            self.more_issues += 1;
        }
    }

    pub(super) fn of(table: &Table) -> Summary {
        Summary {
            file: table.name.clone(),
            rows: table.rows.len() + table.blank,
            blank: table.blank,
            ..Summary::default()
        }
    }

    /// What became of the rows, in a line, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let parts = [
            (self.responses, ["ingevulde vragenlijst", "ingevulde vragenlijsten"], ["response", "responses"]),
            (self.schools, ["school", "scholen"], ["school", "schools"]),
            (self.agreements, ["afspraak", "afspraken"], ["agreement", "agreements"]),
            (
                self.incomplete,
                ["afgebroken vragenlijst weggelaten", "afgebroken vragenlijsten weggelaten"],
                ["incomplete response left out", "incomplete responses left out"],
            ),
            (self.blank, ["lege rij", "lege rijen"], ["blank row", "blank rows"]),
            (self.set_aside, ["rij opzijgelegd", "rijen opzijgelegd"], ["row set aside", "rows set aside"]),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, nl, en)| counted(n, language.choose(nl, en)))
            .collect();
        let nothing = language.choose("er staat niets in", "nothing in it");
        let rows = counted(self.rows, language.choose(["rij", "rijen"], ["row", "rows"]));
        let parts = if parts.is_empty() { nothing.to_owned() } else { parts.join(", ") };
        format!("{}: {rows}: {parts}", self.file)
    }

    /// Which columns were left out because they hold who answered, in a line, in a language; `None` if there are none.
    pub fn personal_in_language(&self, language: Language) -> Option<String> {
        let columns: Vec<String> = self.personal.iter().map(|name| format!("`{}`", shown(name))).collect();
        let left_out = language.choose("persoonsgegevens, niet gelezen", "personal data, left out");
        (!columns.is_empty()).then(|| format!("{}: {left_out}: {}", self.file, columns.join(", ")))
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
