//! What schools have to the words of leerkring: survey exports and school registers, with a position for every doubt.
//!
//! Nothing here opens a file: bytes come in with a name for messages, and words of [`leerkring_model`] come out. A
//! file is read in three steps: bytes to a [`Table`], a [`Codebook`] that a person has checked, and table and
//! codebook together to responses. No row is taken in part and none is lost: it is read, or counted as blank or
//! incomplete, or set aside with an [`Issue`] for each doubtful cell.
//!
//! | to | use |
//! |---|---|
//! | read delimited text in any European dialect | [`read_table`], [`ReadOptions`] |
//! | see what was recognised, and whether it was guessed | [`Recognised`] |
//! | get a first codebook, to check by hand | [`propose()`], [`propose_register`] |
//! | read a codebook (the page of [`Codebook`] has the format) | [`Codebook::parse`] |
//! | pick the codebook for a file | [`Codebook::fits`] |
//! | gather responses and agreements over many files | [`Survey`] |
//! | keep what every column and text meant, with counts | [`UsedCodebook`] |
//! | read a register of schools | [`read_register`], [`RegisterColumns`] |
//! | read what schools wish from a file of their own | [`read_wishes`] |
//! | tell a person what is doubtful, and where | [`Issue`], [`Summary`], [`RegisterSummary`] |
//!
//! What is told to a person, these and [`Recognised`], can be had in Dutch (`in_language`). What stops reading, the
//! errors, is in English.
//!
//! Layouts: plain tables, LimeSurvey, Google Forms, Microsoft Forms, a row per school, and a row per answer
//! ([`Layout`]).
//!
//! # Not supported yet
//! - spreadsheets (XLSX, XLS, ODS): save them as CSV;
//! - SPSS (SAV, ZSAV), LimeSurvey structure files (LSS);
//! - exports with two or three header rows: Qualtrics, SurveyMonkey, QuestionPro;
//! - registers in JSON, and coordinates in metres (Lambert 72, RD): turn them into degrees;
//! - days as Excel's serial numbers, and years of two digits;
//! - answers of one question spread over several columns (multiple choice).
//!
//! # Features
//! `serde` (default): `Serialize` and `Deserialize` on options, issues and summaries. Codebooks are read by
//! [`Codebook::parse`] only, which reports every problem with its place.

mod codebook;
mod columns;
mod date;
mod issue;
mod layout;
mod long;
mod number;
mod propose;
mod register;
mod survey;
mod table;
mod text;

pub use codebook::{Codebook, CodebookError, CodebookProblem};
pub use columns::MissingColumn;
pub use date::DateOrder;
pub use issue::{Issue, IssueKind};
pub use layout::Layout;
pub use propose::{Proposal, propose, propose_register};
pub use register::{
    Register, RegisterColumns, RegisterError, RegisterSummary, SchoolWishes, read_register, read_wishes,
};
pub use survey::{Summary, Survey, SurveyError, UsedCodebook};
pub use table::{
    Column, Delimiter, Encoding, Format, How, Missing, ReadError, ReadOptions, Recognised, Row, Sheet, Table,
    Value, read_table,
};

#[cfg(test)]
mod tests {
    /// What is made here can go to another thread.
    #[test]
    fn public_types_are_send_and_sync() {
        fn check<T: Send + Sync + 'static>() {}
        check::<(crate::Table, crate::ReadError, crate::Codebook, crate::CodebookError)>();
        check::<(crate::Survey, crate::Summary, crate::SurveyError, crate::Proposal)>();
        check::<(crate::Register, crate::RegisterError, crate::SchoolWishes)>();
    }
}
