//! What the file itself says of a code (SPSS, LimeSurvey structures): its label, and whether it stands for no answer.

use std::collections::BTreeSet;

use super::write::ticked;
use crate::table::Table;

/// What the columns in which a code was seen say of it.
pub(super) enum Said {
    /// Nothing.
    Nothing,
    /// All the same.
    Same { label: String, missing: bool },
    /// One this, another that.
    Different,
}

impl Said {
    pub(super) fn of(code: &str, table: &Table, columns: &BTreeSet<usize>) -> Said {
        let columns = columns.iter().filter_map(|place| table.columns.get(*place));
        let said: BTreeSet<(String, bool)> = columns
            .map(|column| (column.value(code).unwrap_or_default().to_owned(), column.is_missing(code)))
            .collect();
        let mut said = said.into_iter();
        match (said.next(), said.next()) {
            (Some((label, missing)), None) if missing || !label.is_empty() => Said::Same { label, missing },
            (_, None) => Said::Nothing,
            _ => Said::Different,
        }
    }
}

/// The same for a person: `user-missing in the file, labelled `geen antwoord``.
pub(super) fn told(label: &str, missing: bool) -> String {
    let missing = if missing { "user-missing in the file" } else { "" };
    let label = if label.is_empty() { String::new() } else { format!("labelled {}", ticked(label)) };
    let between = if missing.is_empty() || label.is_empty() { "" } else { ", " };
    format!("{missing}{between}{label}")
}

#[cfg(test)]
mod tests;
