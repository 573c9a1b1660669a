//! What makes a table unreadable with a codebook.

use leerkring_model::ModelId;

use crate::columns::{MissingColumn, listed};

/// A table cannot be read with this codebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SurveyError {
    /// The codebook describes a register only.
    #[error("{file}: the codebook describes no survey; give one with [columns] and [answers]")]
    NoSurvey {
        /// The file.
        file: String,
    },
    /// Two models are mixed up.
    #[error("{file}: the model `{found}` is used here where `{expected}` is expected")]
    Model {
        /// The file.
        file: String,
        /// The model that was given.
        found: ModelId,
        /// The model of the codebook, or of the survey so far.
        expected: ModelId,
    },
    /// Columns that the codebook names are not there.
    #[error(
        "{file}: the file lacks columns that the codebook names: {}; correct the codebook, or take the one that fits this file",
        listed(columns)
    )]
    Missing {
        /// The file.
        file: String,
        /// The columns, in the order of the codebook's keys.
        columns: Vec<MissingColumn>,
    },
    /// The column of the question in a long file holds so many different texts that they are no questions.
    #[error(
        "{file}: the column `{column}` does not look like one of questions: it has {found} different texts or more; name the column of the question under [columns]"
    )]
    Questions {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// How many texts were found when reading stopped.
        found: usize,
    },
    /// Several columns by the tool say whether a response is complete, and the codebook does not name one.
    #[error(
        "{file}: the columns {} all say whether a response is complete; name the one that counts, as in `submitted = \"{}\"` under [columns]",
        quoted(columns),
        columns.first().map_or("", String::as_str)
    )]
    TwoSubmitted {
        /// The file.
        file: String,
        /// The texts of the headers.
        columns: Vec<String>,
    },
}

fn quoted(columns: &[String]) -> String {
    listed(&columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>())
}
