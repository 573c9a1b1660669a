//! What can be wrong with a model file, beside what can be wrong with any document.

use crate::document::DocumentError;
use crate::phase::Phase;

/// A model could not be read. It holds every problem of the text, in the order of the text.
pub type ModelError = DocumentError<ModelProblem>;

/// What can be wrong with a model file only; [`ProblemKind`](crate::document::ProblemKind) has the rest.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelProblem {
    /// Two aspects or two indicators have the same id.
    #[error("the id `{id}` stands at line {first} too; every {what} needs an id of its own")]
    Twice {
        /// The id.
        id: String,
        /// What it names.
        what: &'static str,
        /// The line of its first use.
        first: usize,
    },
    /// A number outside its range.
    #[error("{found} is out of range; it must be from {low} to {high}")]
    Range {
        /// The number.
        found: i64,
        /// The least allowed.
        low: i64,
        /// The most allowed.
        high: i64,
    },
    /// Too few or too many phases.
    #[error("{0} phases; a model has 2 to 9")]
    Phases(usize),
    /// A phase of an indicator is described twice.
    #[error("phase {0} is described twice")]
    PhaseTwice(Phase),
    /// Phases of an indicator that nobody described.
    #[error("no descriptor for phase {0}; every phase of every indicator needs one")]
    PhaseMissing(String),
    /// A language code of another form than `nl`.
    #[error("`{0}` is not a language code; write two or three lower-case letters, as in `nl`")]
    Language(String),
    /// A language that is listed twice.
    #[error("`{0}` is listed already")]
    LanguageTwice(String),
    /// A text in a language that the model does not list.
    #[error("`{0}` is not among the model's `languages`")]
    LanguageNotListed(String),
    /// A provenance other than `source` or `derived`.
    #[error("`{0}` is no provenance; write `source` or `derived`")]
    Provenance(String),
}
