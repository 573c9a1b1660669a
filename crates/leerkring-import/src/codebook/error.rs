//! What can be wrong with a codebook.

use std::fmt;

use leerkring_model::{IdError, ModelId};

/// A codebook could not be read. It holds every problem of the text, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookError {
    pub(super) name: String,
    pub(super) problems: Vec<CodebookProblem>,
}

impl CodebookError {
    /// The problems; at least one.
    pub fn problems(&self) -> &[CodebookProblem] {
        &self.problems
    }
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.problems.len();
        write!(f, "{}: the codebook has {n} {}", self.name, if n == 1 { "problem" } else { "problems" })?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for CodebookError {}

/// One problem of a codebook.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CodebookProblem {
    /// The key path, as `columns.indicators.k1`; empty for the file as a whole.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: CodebookProblemKind,
}

impl fmt::Display for CodebookProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

/// What can be wrong with a codebook.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookProblemKind {
    /// The text is not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key that must be there is not.
    #[error("the key `{0}` is missing")]
    Missing(&'static str),
    /// A key that the format does not know.
    #[error("the key `{key}` is unknown here; known are {known}")]
    Unknown {
        /// The key.
        key: String,
        /// The keys known here.
        known: String,
    },
    /// A value of another type than expected.
    #[error("this must be {expected}, not {found}")]
    Type {
        /// The type expected.
        expected: &'static str,
        /// The type found.
        found: &'static str,
    },
    /// A text or table with nothing in it.
    #[error("this is empty; fill it in or leave the key out")]
    Empty,
    /// The format number is another than this version reads.
    #[error("format {0} is not known; this version reads format 1")]
    Format(i64),
    /// Neither survey nor register is described.
    #[error("there is nothing in it; write [columns] for a survey, [register] for a register, or both")]
    Nothing,
    /// A key, a model id or a school key has the wrong form.
    #[error("{0}")]
    Id(IdError),
    /// The codebook is for another model.
    #[error("this codebook is for the model `{found}`, and it is read with `{expected}`")]
    Model {
        /// The model of the codebook.
        found: ModelId,
        /// The model it is read with.
        expected: ModelId,
    },
    /// A word that must be one of a few.
    #[error("`{found}` is not known here; write {known}")]
    Choice {
        /// The word.
        found: String,
        /// The words known.
        known: String,
    },
    /// The model has no such indicator.
    #[error("the model has no indicator `{key}`; it has {known}")]
    NoIndicator {
        /// The key.
        key: String,
        /// The keys of the model.
        known: String,
    },
    /// The model has no such aspect.
    #[error("the model has no aspect `{key}`; it has {known}")]
    NoAspect {
        /// The key.
        key: String,
        /// The keys of the model.
        known: String,
    },
    /// Indicators of the model without a column.
    #[error("no column for {0}; name one, or list the key under `without` if the survey did not ask it")]
    IndicatorsMissing(String),
    /// An indicator that has a column and is listed under `without`.
    #[error("`{0}` has a column and stands under `without`; take one of them out")]
    WithoutAndWith(String),
    /// One column named for two things.
    #[error("the column `{column}` is named for `{first}` already; a column can be one thing only")]
    ColumnTwice {
        /// The column.
        column: String,
        /// The key path that names it first.
        first: String,
    },
    /// An answer that means no phase of the model and none of the words.
    #[error(
        "this must be a phase from 1 to {levels}, or \"dont-know\", \"not-applicable\" or \"blank\", not {found}"
    )]
    Meaning {
        /// What stands there.
        found: String,
        /// The phases of the model.
        levels: u8,
    },
    /// Two texts that are the same after folding white space, and mean two things.
    #[error("`{0}` stands here twice, but for its white space, with two meanings")]
    TextTwice(String),
    /// A role column without role texts.
    #[error("a column for the role is named; write its texts under [roles]")]
    RolesMissing,
    /// What belongs to the other kind of layout.
    #[error("the layout `{layout}` has no [columns.{key}]; write [columns.{expected}]")]
    WrongColumns {
        /// The layout.
        layout: crate::Layout,
        /// What is there.
        key: &'static str,
        /// What should be there.
        expected: &'static str,
    },
}
