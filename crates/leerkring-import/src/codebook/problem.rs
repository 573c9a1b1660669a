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
    #[error(
        "this codebook is for the model `{found}`, and it is read with `{expected}`; take a codebook for that one, or choose the model that this is for"
    )]
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
    /// A text under `[answers]` that means none of what it can where a codebook has `[items]`.
    #[error(
        "this must be a phase or a step from 1 to {steps}, \"met\", \"partly\" or \"not-met\" for a descriptor, or \"dont-know\", \"not-applicable\" or \"blank\", not {found}"
    )]
    ItemMeaning {
        /// What stands there.
        found: String,
        /// The most steps of a scale, or the phases of the model if they are more.
        steps: u8,
    },
    /// A key that `[items]` does not know.
    #[error(
        "`{key}` is no key of [items] and has no table; known are {known}, and [items.KEY] for one indicator"
    )]
    ItemsKey {
        /// The key.
        key: String,
        /// The keys known.
        known: String,
    },
    /// An indicator with a list of columns, and no rule that makes a phase of them.
    #[error(
        "`{0}` has a list of columns, and nothing says how they make a phase; write under [items] a `rule`: \"answered\" for one question in several sections, \"median-low\" for items to agree with, \"unbroken\" or \"highest\" for a checklist of descriptors"
    )]
    RuleMissing(String),
    /// A key of `[items.KEY]` that the rule there has no use for.
    #[error("`{key}` says nothing under the rule `{rule}` with these columns; known are {known}")]
    NotOfRule {
        /// The key.
        key: String,
        /// The rule.
        rule: String,
        /// The keys known.
        known: String,
    },
    /// A scale that has too few or too many steps.
    #[error("a scale has 2 to 11 steps, not {0}")]
    Steps(i64),
    /// A scale with another number of steps than the model has phases, and no rule that makes phases of them.
    #[error(
        "the scale has {steps} steps and the model {levels} phases; write under [items] `steps_to_phases = \"spread\"` to spread the steps over the phases, or give `steps` their right number"
    )]
    StepsToPhases {
        /// The steps of the scale.
        steps: u8,
        /// The phases of the model.
        levels: u8,
    },
    /// A column under `reversed` that is no item to agree with.
    #[error("`{0}` is no item to agree with of any indicator here; name the column of one, or take it out")]
    NotAnItem(String),
    /// A checklist in one column without what separates the descriptors in a cell.
    #[error(
        "a checklist in one column needs a `separator`, as in `separator = \";\"`; one with a column for each descriptor names them all, lowest phase first"
    )]
    SeparatorMissing,
    /// A checklist with another number of columns than the model has phases.
    #[error(
        "a checklist names a column for the descriptor of each of the {levels} phases, lowest first, or one column with a `separator`; this names {found}"
    )]
    ChecklistColumns {
        /// The columns named.
        found: usize,
        /// The phases of the model.
        levels: u8,
    },
    /// `[items]` where no indicator has a list of columns.
    #[error(
        "no indicator has a list of columns that [items] could be about; write one, as in k1 = [\"K1a\", \"K1b\"], or take [items] out"
    )]
    NoItems,
    /// A consent column without its texts, or the texts without a column.
    #[error(
        "consent needs both the column, as `consent` under [columns], and its texts, as \"Ja\" = true under [consent]"
    )]
    ConsentHalf,
}
