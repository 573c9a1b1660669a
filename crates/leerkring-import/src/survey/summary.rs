//! What became of the rows of a file.

use std::fmt;

use leerkring_model::{Language, SchoolId};

use crate::codebook::SurveyCodes;
use crate::issue::{self, Issue, Told};
use crate::long::Wide;
use crate::quote::Known;
use crate::register::KeyForms;
use crate::table::{Column, Table};
use crate::text::{counted, shown};

/// What became of the rows of one file. They add up: `rows` is the sum of `responses`, `schools`, `previews`,
/// `incomplete`, `no_consent`, `blank` and `set_aside`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Summary {
    /// The file.
    pub file: String,
    /// Rows after the header, blank ones included. In a long file the rows of one respondent count as one here, and a
    /// row that belongs to nobody as one.
    pub rows: usize,
    /// In a long file, the rows with answers; else 0.
    pub long_rows: usize,
    /// Rows that became a response.
    pub responses: usize,
    /// Rows that became the agreements of a school (layout `per-school`).
    pub schools: usize,
    /// Rows that the tool says are no response to the survey (Qualtrics' previews, tests and spam), left out.
    pub previews: usize,
    /// Responses that were broken off, and left out.
    pub incomplete: usize,
    /// Responses without consent, left out.
    pub no_consent: usize,
    /// Rows with nothing in any cell.
    pub blank: usize,
    /// Rows with at least one issue that sets them aside.
    pub set_aside: usize,
    /// Agreements, over all schools.
    pub agreements: usize,
    /// What is doubtful in the rows set aside, and what was left out of others, in the order of the file: the first [`Summary::MOST_ISSUES`], after what is
    /// doubtful of the file as a whole.
    /// They repeat a text that a person may have typed only if five people gave it (and it is no longer than 1,000 bytes), or if it is made of nothing but numbers,
    /// words of answer scales and words of the codebook; of other texts they say where they are.
    pub issues: Vec<Issue>,
    /// How many issues there are beyond those.
    pub more_issues: usize,
    /// Columns that hold who answered (names, e-mail and IP addresses, telephone numbers, places), and that the codebook
    /// does not name: nothing of them was read.
    pub personal: Vec<String>,
}

impl Summary {
    /// The issues of a file that are kept, so that a large file of which nothing can be read does not fill the memory.
    pub const MOST_ISSUES: usize = issue::MOST;

    /// Keeps an issue, adds it to one that says the same, or counts it.
    pub(super) fn note(&mut self, issue: Issue, told: &mut Told) {
        let Some(issue) = told.count(&mut self.issues, issue) else { return };
        issue::note(&mut self.issues, &mut self.more_issues, issue);
    }

    /// Takes out of the issues the texts that people may have typed, once the whole file has been seen.
    pub(super) fn hush(&mut self, told: &Told, table: &Table, codes: &SurveyCodes) {
        let of_codebook = codes.answers.keys().chain(codes.roles.keys()).chain(codes.consent.keys());
        let of_file = table.columns.iter().flat_map(Column::texts_of_values);
        let keys = KeyForms::of(codes.schools.values().map(SchoolId::as_str));
        told.hush(&mut self.issues, &Known::of(of_codebook.map(String::as_str).chain(of_file)), &keys);
    }

    pub(super) fn of(table: &Table) -> Summary {
        Summary {
            file: table.name.clone(),
            rows: table.rows.len() + table.blank,
            blank: table.blank,
            ..Summary::default()
        }
    }

    /// Counts what a long file has beside its respondents.
    pub(super) fn of_long(&mut self, wide: &Wide) {
        self.long_rows = wide.rows;
        self.rows += wide.orphans;
        self.set_aside += wide.orphans;
        self.issues.extend_from_slice(&wide.orphan_issues);
        self.more_issues += wide.more_issues;
    }

    /// What became of the rows, in a line, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let parts = [
            (self.responses, ["ingevulde vragenlijst", "ingevulde vragenlijsten"], ["response", "responses"]),
            (self.schools, ["school", "scholen"], ["school", "schools"]),
            (self.agreements, ["afspraak", "afspraken"], ["agreement", "agreements"]),
            (
                self.previews,
                ["test of spam weggelaten", "tests of spam weggelaten"],
                ["preview, test or spam left out", "previews, tests or spam left out"],
            ),
            (
                self.incomplete,
                ["afgebroken vragenlijst weggelaten", "afgebroken vragenlijsten weggelaten"],
                ["incomplete response left out", "incomplete responses left out"],
            ),
            (
                self.no_consent,
                ["vragenlijst zonder toestemming weggelaten", "vragenlijsten zonder toestemming weggelaten"],
                ["response without consent left out", "responses without consent left out"],
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
        let mut rows = counted(self.rows, language.choose(["rij", "rijen"], ["row", "rows"]));
        if self.long_rows > 0 {
            let of = language.choose(
                ["rij met een antwoord", "rijen met antwoorden"],
                ["row with an answer", "rows with answers"],
            );
            let brought = language.choose("samengebracht tot", "brought together to");
            rows = format!("{}, {brought} {rows}", counted(self.long_rows, of));
        }
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

#[cfg(test)]
mod tests;
