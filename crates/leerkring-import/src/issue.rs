//! What is doubtful in a row, with its place: the row is set aside, or a value is left out, and this says why.

use std::fmt;

use crate::date::DateOrder;
use crate::table::{Row, Table};
use crate::text::shown;

/// One doubtful cell, or a row as a whole, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Issue {
    /// The name of the file.
    pub file: String,
    /// The row: 1 for the first after the header that is not blank.
    pub row: u64,
    /// The line of the file on which the row begins, counted from 1.
    pub line: u64,
    /// The text of the column's header; `None` where the row as a whole is meant.
    pub column: Option<String>,
    /// What is doubtful.
    pub kind: IssueKind,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {} (line {})", self.file, self.row, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column `{}`", shown(column))?;
        }
        write!(f, ": {}", self.kind)
    }
}

/// What can be doubtful. The first kinds set the row aside; the others leave out a value and keep the school.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum IssueKind {
    /// More or fewer cells than the header.
    #[error("the row has {found} cells, the header has {expected}; is a quote or a delimiter missing?")]
    Ragged {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// No school is named.
    #[error("no school is named; fill in its key")]
    NoSchool,
    /// The text cannot be the key of a school.
    #[error("`{}` cannot be the key of a school: it has control characters or more than 200 bytes", shown(.0))]
    School(String),
    /// The codebook has `[schools]`, and the text is not in it.
    #[error("the codebook does not know the school `{}`; add it under [schools]", shown(.0))]
    UnknownSchool(String),
    /// An answer that the codebook does not know.
    #[error("the codebook does not know the answer `{}`; add it under [answers]", shown(.0))]
    Answer(String),
    /// A role that the codebook does not know.
    #[error("the codebook does not know the role `{}`; add it under [roles]", shown(.0))]
    Role(String),
    /// A text that is no day under the codebook's order of day and month.
    #[error(
        "`{}` is no day in the order {order}; mend it, or set `date_order` in the codebook to `dmy` or `mdy`",
        shown(.text)
    )]
    Date {
        /// The text.
        text: String,
        /// The order it was read in.
        order: DateOrder,
    },
    /// The school stands in an earlier row, with other values.
    #[error("the school `{school}` stands in {first} already; keep one of the two")]
    SchoolTwice {
        /// The key of the school.
        school: String,
        /// Where it stands first.
        first: String,
    },
    /// The response does not fit the model that the survey is about.
    #[error("{0}")]
    Response(String),
    /// A school without a name; its key is taken for it.
    #[error("the school has no name; its key is shown instead")]
    NoName,
    /// A text that is no number; the value is left out.
    #[error("`{}` is not a number; the value is left out", shown(.0))]
    Number(String),
    /// A text that is no whole number from 0; the value is left out.
    #[error("`{}` is not a whole number from 0; the value is left out", shown(.0))]
    Count(String),
    /// Only one of the two coordinates is there; the school is kept without a point.
    #[error("only one of latitude and longitude is filled in; the school is kept without a point")]
    HalfPoint,
    /// The coordinates are on no globe; the school is kept without a point.
    #[error("latitude {lat}, longitude {lon} is no point on Earth{}; the school is kept without a point", hint(*.swapped))]
    NoPoint {
        /// The latitude.
        lat: f64,
        /// The longitude.
        lon: f64,
        /// Whether it would be one the other way round.
        swapped: bool,
    },
    /// The point lies far from the other schools, and with the coordinates the other way round among them; the
    /// school is kept without a point.
    #[error(
        "latitude {lat}, longitude {lon} lies far from the other schools: are latitude and longitude swapped? the school is kept without a point"
    )]
    FarPoint {
        /// The latitude.
        lat: f64,
        /// The longitude.
        lon: f64,
    },
    /// A wish for something that is neither an aspect of the model nor a topic; it is left out.
    #[error("`{}` is no aspect of the model (it has {known}) and no topic (write `topic:KEY`); it is left out", shown(.text))]
    Subject {
        /// The text.
        text: String,
        /// The keys of the model's aspects.
        known: String,
    },
    /// The school offers something, and says nothing of how many visits it can receive.
    #[error(
        "the school offers something but says nothing under `room`; as long as it does not, it hosts nobody"
    )]
    NoRoom,
}

fn hint(swapped: bool) -> &'static str {
    if swapped { " (are latitude and longitude swapped?)" } else { "" }
}

/// The issues of one row as they are found.
pub(crate) struct RowIssues<'a> {
    table: &'a Table,
    row: &'a Row,
    pub(crate) found: Vec<Issue>,
}

impl<'a> RowIssues<'a> {
    pub(crate) fn of(table: &'a Table, row: &'a Row) -> RowIssues<'a> {
        RowIssues { table, row, found: Vec::new() }
    }

    /// Notes an issue with the cell in this column, counted from 0, or with the row.
    pub(crate) fn push(&mut self, column: Option<usize>, kind: IssueKind) {
        let column = column.and_then(|index| self.table.header.get(index)).cloned();
        self.found.push(Issue {
            file: self.table.name.clone(),
            row: self.row.number(),
            line: self.row.line(),
            column,
            kind,
        });
    }

    /// Notes an issue if the row has more or fewer cells than the header; says whether it does.
    pub(crate) fn ragged(&mut self) -> bool {
        let (found, expected) = (self.row.len(), self.table.header.len());
        if found != expected {
            self.push(None, IssueKind::Ragged { found, expected });
        }
        found != expected
    }
}
