//! What the file itself says of a code (SPSS, LimeSurvey structures): its label, and whether it stands for no answer.

use std::collections::BTreeSet;

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

    /// The words that a code stands for; `None` for no answer, or where that is not clear.
    pub(super) fn words(self, code: &str) -> Option<String> {
        match self {
            Said::Nothing => Some(code.to_owned()),
            Said::Same { missing: true, .. } | Said::Different => None,
            Said::Same { label, .. } if label.is_empty() => Some(code.to_owned()),
            Said::Same { label, .. } => Some(label),
        }
    }
}

#[cfg(test)]
mod tests;
