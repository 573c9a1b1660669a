//! What can be wrong with a document, and where.

use std::fmt;

use crate::ids::IdError;

/// A document could not be read. It holds every problem of the text, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentError<K> {
    what: String,
    problems: Vec<Problem<K>>,
}

impl<K> DocumentError<K> {
    pub(super) fn new(what: &str, problems: Vec<Problem<K>>) -> DocumentError<K> {
        DocumentError { what: what.to_owned(), problems }
    }

    /// The problems; at least one.
    pub fn problems(&self) -> &[Problem<K>] {
        &self.problems
    }
}

impl<K: fmt::Display> fmt::Display for DocumentError<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.problems.len();
        write!(f, "{} has {n} {}", self.what, if n == 1 { "problem" } else { "problems" })?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl<K: fmt::Debug + fmt::Display> std::error::Error for DocumentError<K> {}

/// One problem of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem<K> {
    /// The key path, as `aspect[2].indicator[1].descriptor[5].text.nl`; places in lists are counted from 1. Empty for
    /// the document as a whole.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: ProblemKind<K>,
}

impl<K: fmt::Display> fmt::Display for Problem<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

/// What can be wrong with a document.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind<K> {
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
    /// A text, list or table with nothing in it.
    #[error("this is empty; fill it in or leave the key out")]
    Empty,
    /// The format number is another than this version reads.
    #[error("format {found} is not known; this version reads format {known}")]
    Format {
        /// The number found.
        found: i64,
        /// The number that this version reads.
        known: i64,
    },
    /// A key or id has the wrong form.
    #[error("{0}")]
    Id(IdError),
    /// What can be wrong with this kind of document only.
    #[error("{0}")]
    Own(K),
}
