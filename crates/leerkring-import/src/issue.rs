//! What is doubtful in a row, with its place: the row is set aside, or a value is left out, and this says why.

mod told;
mod wording;

use leerkring_model::Date;

pub(crate) use self::told::Told;
use crate::date::DateOrder;
use crate::table::{Row, Table};

/// One doubtful cell, or a row or a file as a whole, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Issue {
    /// The name of the file.
    pub file: String,
    /// The row as a spreadsheet shows it ([`Row::number`]); 0 where the file as a whole is meant.
    pub row: u64,
    /// The line of the file on which the row begins ([`Row::line`]); 0 where the file as a whole is meant.
    pub line: u64,
    /// The text of the column's header; `None` where no one column is meant.
    pub column: Option<String>,
    /// What is doubtful.
    pub kind: IssueKind,
}

/// How many issues of a file are kept: of a large one of which nothing can be read they would fill the memory.
pub(crate) const MOST: usize = 10_000;

/// Keeps an issue among those of a file, or counts it.
pub(crate) fn note(kept: &mut Vec<Issue>, more: &mut usize, issue: Issue) {
    if kept.len() < MOST {
        kept.push(issue);
    } else {
        *more += 1;
    }
}

/// What can be doubtful. Some kinds set the row aside ([`IssueKind::sets_row_aside`]); the others leave out a value,
/// or only ask to look at it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum IssueKind {
    /// More or fewer cells than the header.
    Ragged {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// No school is named.
    NoSchool,
    /// The text cannot be the key of a school.
    School,
    /// The codebook has `[schools]`, and the text is not in it: the text, if it looks like a key or five people gave it.
    UnknownSchool(Option<String>),
    /// The text is like the names of schools of the register, and no rule chooses among them.
    SchoolUnclear {
        /// The text, if it says no more than the name of a school; else somebody may have typed more.
        text: Option<String>,
        /// The schools that it may be, with their keys.
        schools: String,
    },
    /// The register does not have the school that a row of wishes names; they are kept, and count once it is there: the key, if
    /// it looks like one.
    NotInRegister(Option<String>),
    /// A column of a file of wishes that is read as one of them for a word in its header. Said once, for the file as a whole.
    WishColumn {
        /// `offers`, `asks`, `thinks` or `room`.
        wish: String,
    },
    /// What stands in a column like that and is no wish; it is left out, and not repeated.
    WishUnread,
    /// Other columns of a file of wishes could name the school too, and are not read. Said once, for the file as a whole.
    SchoolColumn {
        /// The others, in backticks.
        others: String,
    },
    /// Columns of a file of wishes that are read as nothing. Said once, for the file as a whole.
    NoWish {
        /// The columns, in backticks.
        columns: String,
    },
    /// An answer that the codebook does not know: the text, if it may be repeated. A person may have typed it, so it is
    /// repeated only where five people gave it, or where it is made of nothing but numbers, words of answer scales and words
    /// of the codebook.
    Answer(Option<String>),
    /// A role that the codebook does not know; the role is taken as unknown. Said once for each text, at the first row.
    Role {
        /// The text, if it may be repeated; as for an answer, and also if it is what people call a role.
        text: Option<String>,
        /// How many rows have it.
        times: usize,
    },
    /// A text that is no day under the codebook's order of day and month, in a file with a row per school: the date
    /// says there which agreement it is.
    Date {
        /// The text, if it is made of digits and signs as days are.
        text: Option<String>,
        /// The order it was read in.
        order: DateOrder,
    },
    /// Texts of a column that are no days under the codebook's order of day and month; the dates are taken as unknown.
    /// Said once for those that look like Excel's day numbers, and once for the others, at the first row.
    NoDate {
        /// The first of the texts, if it is made of digits and signs as days are.
        text: Option<String>,
        /// The order they were read in.
        order: DateOrder,
        /// How many rows have one.
        times: usize,
    },
    /// A text in the column of consent that the codebook does not know: the text, if it may be repeated, as for an answer.
    Consent(Option<String>),
    /// An answer that the codebook knows, with a meaning that has no place in this column.
    MeaningMisfit {
        /// The text.
        text: String,
        /// What it means.
        meaning: String,
        /// What it could mean here.
        wanted: String,
    },
    /// Another phase than the same person gave to the same question in another section.
    AnsweredOtherwise,
    /// Rows are empty in a column that looks like the one in which a tool says that a response is complete, and the
    /// codebook says nothing of it: they are taken as complete. Said once, for the file as a whole.
    BrokenOff,
    /// A row of a long file that names no respondent.
    NoRespondent,
    /// A row of a long file that names no question.
    NoQuestion,
    /// A respondent of a long file for whom an earlier row says something else. The key is not repeated: a name or an address
    /// may stand in its place.
    RespondentTwice {
        /// The row with what was said first.
        row: u64,
    },
    /// The school stands in an earlier row of the file, with other values.
    SchoolTwice {
        /// The key of the school, if the register has it or keys are made as it is.
        school: Option<String>,
        /// The row where it stands first.
        row: u64,
    },
    /// The agreements of a school for one and the same date stand in an earlier row, of this file or another.
    AgreementTwice {
        /// The key of the school.
        school: String,
        /// The date of both; `None` where neither has one.
        date: Option<Date>,
        /// The file where they stand first.
        file: String,
        /// The row where they stand first.
        row: u64,
    },
    /// The response does not fit the model that the survey is about; the reason, in English.
    Response(String),
    /// A school without a name; its key is taken for it.
    NoName,
    /// A text that is no number; the value is left out.
    Number(String),
    /// A text that is no whole number from 0; the value is left out: the text, if it is made of nothing but numbers and words
    /// of answer scales.
    Count(Option<String>),
    /// A text such as `1.000`, which is one in some countries and a thousand in others; the value is left out.
    AmbiguousCount(String),
    /// A number such as `1.024`, in a column where nothing shows whether the mark is a decimal one or parts thousands; the value
    /// is left out.
    AmbiguousNumber(String),
    /// Only one of the two coordinates is there; the school is kept without a point.
    HalfPoint,
    /// The coordinates are on no globe; the school is kept without a point.
    NoPoint {
        /// The latitude.
        lat: f64,
        /// The longitude.
        lon: f64,
        /// Whether it would be one the other way round.
        swapped: bool,
    },
    /// The coordinates lie outside the area that their system is made for; the school is kept without a point.
    OutsideArea {
        /// The coordinate to the east.
        x: f64,
        /// The coordinate to the north.
        y: f64,
        /// The system.
        crs: crate::Crs,
        /// Whether they would lie inside the other way round.
        swapped: bool,
    },
    /// The key differs from an earlier one only by leading zeros or by capitals; both are kept.
    AlikeSchool {
        /// The earlier key.
        school: String,
        /// The row where it stands first.
        row: u64,
    },
    /// Latitude and longitude are both 0, as programs write for what they do not know; the school is kept without a
    /// point.
    ZeroPoint,
    /// The point lies far from the other schools, and with the coordinates the other way round among them; the
    /// school is kept without a point.
    SwappedPoint {
        /// The latitude.
        lat: f64,
        /// The longitude.
        lon: f64,
    },
    /// In most of the file latitude and longitude seem to be the wrong way round. Said once, for the file as a whole;
    /// the points are taken as they stand.
    SwappedColumns {
        /// The schools for which it seems so.
        schools: usize,
        /// The schools with coordinates.
        of: usize,
    },
    /// The point lies far from the other schools, whichever way round; it is kept.
    FarPoint {
        /// The latitude.
        lat: f64,
        /// The longitude.
        lon: f64,
    },
    /// A wish for something that is neither an aspect of the model nor a topic; it is left out.
    Subject {
        /// The text, if it is made of nothing but numbers and words of what can be wished for.
        text: Option<String>,
        /// The keys of the model's aspects.
        known: String,
        /// The keys of the topics on the list, if there is one.
        topics: Option<String>,
        /// What it looks like, if there is a list of topics and it looks like something.
        nearest: Option<String>,
    },
    /// A wish for a topic, written as one, that is not on the list or, where there is none, has no key; it is left out.
    Topic {
        /// The text, with `topic:`, if one word follows, or nothing but words of what can be wished for.
        text: Option<String>,
        /// The keys of the topics on the list, if there is one.
        topics: Option<String>,
        /// The topic that it looks like, if there is a list and it looks like one.
        nearest: Option<String>,
    },
    /// The school offers something, and says nothing of how many visits it can receive.
    NoRoom,
}

impl IssueKind {
    /// Whether the row is set aside for it; if not, the response or the school is kept.
    ///
    /// ```
    /// use leerkring_import::IssueKind;
    /// assert!(IssueKind::NoSchool.sets_row_aside());
    /// assert!(!IssueKind::NoName.sets_row_aside());
    /// ```
    pub fn sets_row_aside(&self) -> bool {
        // Without `_`, so that a new kind has to say it.
        match self {
            IssueKind::Ragged { .. }
            | IssueKind::NoSchool
            | IssueKind::School
            | IssueKind::UnknownSchool(_)
            | IssueKind::SchoolUnclear { .. }
            | IssueKind::Answer(_)
            | IssueKind::Date { .. }
            | IssueKind::Consent(_)
            | IssueKind::MeaningMisfit { .. }
            | IssueKind::AnsweredOtherwise
            | IssueKind::NoRespondent
            | IssueKind::NoQuestion
            | IssueKind::RespondentTwice { .. }
            | IssueKind::SchoolTwice { .. }
            | IssueKind::AgreementTwice { .. }
            | IssueKind::Response(_) => true,
            IssueKind::Role { .. }
            | IssueKind::NoDate { .. }
            | IssueKind::NoWish { .. }
            | IssueKind::WishColumn { .. }
            | IssueKind::WishUnread
            | IssueKind::NotInRegister(_)
            | IssueKind::SchoolColumn { .. }
            | IssueKind::BrokenOff
            | IssueKind::NoName
            | IssueKind::Number(_)
            | IssueKind::Count(_)
            | IssueKind::AmbiguousCount(_)
            | IssueKind::AmbiguousNumber(_)
            | IssueKind::HalfPoint
            | IssueKind::NoPoint { .. }
            | IssueKind::OutsideArea { .. }
            | IssueKind::AlikeSchool { .. }
            | IssueKind::ZeroPoint
            | IssueKind::SwappedPoint { .. }
            | IssueKind::SwappedColumns { .. }
            | IssueKind::FarPoint { .. }
            | IssueKind::Subject { .. }
            | IssueKind::Topic { .. }
            | IssueKind::NoRoom => false,
        }
    }

    /// The text that it repeats, of those that people may have typed.
    fn typed(&mut self) -> Option<&mut Option<String>> {
        match self {
            IssueKind::Answer(text)
            | IssueKind::Consent(text)
            | IssueKind::Role { text, .. }
            | IssueKind::UnknownSchool(text) => Some(text),
            _ => None,
        }
    }
}

impl Issue {
    /// An issue with a column of a file as a whole.
    pub(crate) fn of_file(table: &Table, column: Option<usize>, kind: IssueKind) -> Issue {
        let column = column.and_then(|index| table.columns.get(index)).map(|column| column.name.clone());
        Issue { file: table.name.clone(), row: 0, line: 0, column, kind }
    }
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
        let column = column.and_then(|index| self.table.columns.get(index)).map(|column| column.name.clone());
        self.found.push(Issue {
            file: self.table.name.clone(),
            row: self.row.number(),
            line: self.row.line(),
            column,
            kind,
        });
    }

    /// Whether the row is set aside for what was found in it.
    pub(crate) fn sets_row_aside(&self) -> bool {
        self.found.iter().any(|issue| issue.kind.sets_row_aside())
    }

    /// Notes an issue if the row has more or fewer cells than the header; says whether it does.
    pub(crate) fn ragged(&mut self) -> bool {
        let (found, expected) = (self.row.len(), self.table.columns.len());
        if found != expected {
            self.push(None, IssueKind::Ragged { found, expected });
        }
        found != expected
    }
}
