//! What can be wrong with a codebook, beside what can be wrong with any document.

use leerkring_model::ModelId;
use leerkring_model::document::DocumentError;

/// A codebook could not be read. It holds every problem of the text, in the order of the text.
pub type CodebookError = DocumentError<CodebookProblem>;

/// What can be wrong with a codebook only; [`ProblemKind`](leerkring_model::document::ProblemKind) has the rest.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookProblem {
    /// Neither survey nor register is described.
    #[error("there is nothing in it; write [columns] for a survey, [register] for a register, or both")]
    Nothing,
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
    /// Coordinates of which a part is not said, or said twice.
    #[error("where schools lie is said by `lat` and `lon`, or by `x`, `y` and `crs` together")]
    Coordinates,
}
