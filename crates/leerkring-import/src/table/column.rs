//! What a file says of its columns.

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
    /// The codes that can stand in the cells and what they mean, where the file says so (SPSS, LimeSurvey
    /// structures).
    pub values: Vec<Value>,
    /// What stands for no answer, where the file says so (SPSS).
    pub missing: Vec<Missing>,
}

/// A code that can stand in a cell, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Value {
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

impl Column {
    /// A column of which only the name is known.
    pub fn new(name: &str) -> Column {
        let name = crate::text::fold(name).into_owned();
        Column { header: name.clone(), name, ..Column::default() }
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
            Missing::Range(low, high) => text.parse::<f64>().is_ok_and(|n| (*low..=*high).contains(&n)),
        })
    }

    /// What the file says that a code means.
    pub fn value(&self, code: &str) -> Option<&str> {
        self.values.iter().find(|value| value.code == code).map(|value| value.label.as_str())
    }
}
