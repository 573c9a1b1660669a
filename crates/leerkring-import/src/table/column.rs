//! What a file says of its columns.

use std::cmp::Ordering;

/// A column of a table: its name, and what the file itself says of it beside the name.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Column {
    /// Its name, folded, by which a codebook finds it. No two columns of a table have the same: of columns with one
    /// header each gets its count, as `Father (1)` and `Father (2)`; a column without a header is `(column 7)`.
    pub name: String,
    /// Its header as the file has it, folded; other columns can have the same.
    pub header: String,
    /// The text of the question, where the file gives it beside the name (Qualtrics, SPSS, LimeSurvey structures);
    /// else empty.
    pub label: String,
    /// What the tool itself calls it, where the file gives that beside the name (the `ImportId` of Qualtrics: `status`,
    /// `QID5`); else empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "String::is_empty"))]
    pub import_id: String,
    /// The codes that can stand in the cells and what they mean, where the file says so (SPSS, LimeSurvey
    /// structures).
    pub values: Vec<ValueLabel>,
    /// What stands for no answer, where the file says so (SPSS).
    pub missing: Vec<Missing>,
    /// Whether a cell has a text like `1.024`, in a format in which a number is none: somebody typed the mark.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) typed_marks: bool,
}

/// A code that can stand in a cell, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ValueLabel {
    /// The code, as it stands in the cells.
    pub code: String,
    /// What it means.
    pub label: String,
}

/// What stands for no answer.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Missing {
    /// This code.
    Code(String),
    /// Every number from the first to the second, both included. `LOWEST` and `HIGHEST` of SPSS are about the lowest
    /// and highest that an `f64` can be.
    Range(f64, f64),
    /// Every day, moment or time from the first to the second, both included, written as in the cells; an empty one is
    /// no bound.
    Between(String, String),
}

/// Columns that are one question together: several answers could be chosen (a multiple-response set of SPSS).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ResponseSet {
    /// Its name, without the `$` that SPSS puts before it.
    pub name: String,
    /// The text of the question; empty where the file has none.
    pub label: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The code that says that the answer of a column was chosen; `None` where each column holds one of the answers.
    pub chosen: Option<String>,
}

/// The order of two texts of ISO 8601 of one kind. Hours can be more than a day has, and times negative.
fn in_time(a: &str, b: &str) -> Ordering {
    let by_hours = |text: &'_ str| text.find(':');
    let forward = |a: &str, b: &str| by_hours(a).cmp(&by_hours(b)).then_with(|| a.cmp(b));
    match (a.strip_prefix('-'), b.strip_prefix('-')) {
        (None, None) => forward(a, b),
        (Some(a), Some(b)) => forward(b, a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
    }
}

impl Column {
    /// A column of which only the name is known.
    pub fn new(name: &str) -> Column {
        let name = crate::text::fold(name).into_owned();
        Column { header: name.clone(), name, ..Column::default() }
    }

    /// What the file itself says of the codes: the codes, and what they mean.
    pub(crate) fn texts_of_values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().flat_map(|value| [value.code.as_str(), value.label.as_str()])
    }

    /// Whether the file itself says that this text of a cell stands for no answer.
    ///
    /// ```
    /// use leerkring_import::{Column, Missing};
    /// let mut column = Column::new("k1");
    /// column.missing = vec![Missing::Code("99".into()), Missing::Range(-9.0, -1.0)];
    /// assert!(column.is_missing("99") && column.is_missing("-3") && !column.is_missing("3"));
    /// ```
    pub fn is_missing(&self, text: &str) -> bool {
        self.missing.iter().any(|missing| match missing {
            Missing::Code(code) => code == text,
            Missing::Between(low, high) => {
                let after_low = low.is_empty() || in_time(low, text).is_le();
                let before_high = high.is_empty() || in_time(text, high).is_le();
                !text.is_empty() && after_low && before_high
            }
            Missing::Range(low, high) => text.parse::<f64>().is_ok_and(|n| (*low..=*high).contains(&n)),
        })
    }

    /// What the file says that a code means.
    pub fn value(&self, code: &str) -> Option<&str> {
        self.values.iter().find(|value| value.code == code).map(|value| value.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_moments_and_times_lie_between_others() {
        for (low, high, within, beyond) in [
            ("1900-01-01", "1900-12-31", "1900-06-30", "1901-01-01"),
            ("", "1900-01-01", "1582-10-15", "1900-01-02"),
            ("2026-01-01T00:00:00", "", "2026-01-01T00:00:00.5", "2025-12-31T23:59:59"),
            ("99:00:00", "101:00:00", "100:30:00", "98:59:59"),
            ("-02:00:00", "01:00:00", "-01:00:00", "-03:00:00"),
        ] {
            let mut column = Column::new("dag");
            column.missing = vec![Missing::Between(low.into(), high.into())];
            assert!(column.is_missing(within) && !column.is_missing(beyond), "{low} {high}");
            assert!(!column.is_missing(""));
        }
    }
}
