//! What schools have to the words of leerkring: survey exports and school registers, with a position for every doubt.
//!
//! Nothing here opens a file: bytes come in with a name for messages, and words of [`leerkring_model`] come out. A
//! file is read in three steps: bytes to a [`Table`], a [`Codebook`] that a person has checked, and table and
//! codebook together to responses. No row is taken in part and none is lost: it is read, or counted as blank or
//! incomplete, or set aside with an [`Issue`] for each doubtful cell.
//!
//! | to | use |
//! |---|---|
//! | read a file: delimited text in any European dialect, a workbook (XLSX, ODS), SPSS, an archive of LimeSurvey, JSON or GeoJSON | [`read_table`], [`ReadOptions`] |
//! | know what a large file is by its first rows | [`read_head`] |
//! | see what was recognised, and whether it was guessed | [`Recognised`] |
//! | see what is in a file before anything is done with it | [`Profile`] |
//! | get a first codebook, to check by hand | [`propose()`], [`propose_register`] |
//! | read a codebook (the page of [`Codebook`] has the format) | [`Codebook::parse`] |
//! | pick the codebook for a file | [`Codebook::fits`] |
//! | gather responses and agreements over many files | [`Survey`]; large ones by [`Survey::read_from`] |
//! | know the questions of a survey in LimeSurvey | [`Structure`] |
//! | keep what every column and text meant, with counts | [`UsedCodebook`] |
//! | read a register of schools | [`read_register`], [`RegisterColumns`], [`Crs`] |
//! | find the school that a text means, by key or by name | [`SchoolIndex`] |
//! | read what schools wish from a file of their own | [`read_wishes`] |
//! | read a network's own list of topics from a sheet | [`read_topics`] |
//! | see what looks odd in a file: shifted cells, reversed questions, rows that come twice | [`detect()`], [`detect_unaided`] |
//! | tell a person what is doubtful, and where | [`Issue`], [`Summary`], [`RegisterSummary`] |
//!
//! What is told to a person, these, [`Recognised`] and [`LayoutWhy`], can be had in Dutch (`in_language`). What stops
//! reading, the errors, is in English.
//!
//! Layouts: plain tables, LimeSurvey, Google Forms, Microsoft Forms, Qualtrics, SurveyMonkey, a row per school, and a row
//! per answer ([`Layout`]).
//!
//! # Memory
//! Delimited text with a row per respondent is read in blocks by [`Survey::read_from`] and [`Profile::read_from`]: what
//! remains of it are the answers, a byte each, with the number of the school, the role and the day of each response.
//! Everything else is held in memory as a [`Table`]: other formats, files with a row per answer or per school, and
//! whatever [`read_table`], [`propose()`] and [`detect()`] are given.
//!
//! # Not supported yet
//! - workbooks of Excel before 2007 and binary ones (XLS, XLSB): save them as XLSX or CSV;
//! - exports of QuestionPro, Typeform and SoSci Survey are read as plain tables;
//! - portable files of SPSS (POR), and those of computers that write numbers high byte first;
//! - years of two digits.
//!
//! # Features
//! `parallel` (default): reads large files with all threads. What comes of it is the same without.
//!
//! `spss`: SAV and ZSAV files of SPSS. Not by default, because what it brings along is large.
//!
//! `serde` (default): `Serialize` and `Deserialize` on options, issues and summaries. Codebooks are read by
//! [`Codebook::parse`] only, which reports every problem with its place.

mod codebook;
mod columns;
mod date;
mod detect;
mod html;
mod issue;
mod layout;
mod long;
mod number;
mod personal;
mod profile;
mod propose;
mod quote;
mod register;
mod structure;
mod survey;
mod table;
mod text;
mod threads;

pub use codebook::{Codebook, CodebookError, CodebookProblem};
pub use columns::MissingColumn;
pub use date::DateOrder;
pub use detect::{Finding, FindingKind, SameBy, ScaleMix, ShiftedPart, Slip, detect, detect_unaided};
pub use issue::{Issue, IssueKind};
pub use layout::{Layout, LayoutWhy};
pub use personal::Personal;
pub use profile::{Absence, ColumnKind, ColumnProfile, MissingAnswers, Profile};
pub use propose::{Proposal, propose, propose_register};
pub use register::{
    Crs, Meant, MeantBy, Register, RegisterColumns, RegisterError, RegisterSummary, SchoolIndex,
    SchoolWishes, TopicListError, TopicRowKind, TopicRowProblem, find_subject, read_register, read_topics,
    read_wishes,
};
pub use structure::{Structure, StructureError};
pub use survey::{ReadSurveyError, Summary, Survey, SurveyError, Unregistered, UsedCodebook};
pub use table::{
    Column, Delimiter, Encoding, Format, KnownBy, Missing, ReadError, ReadOptions, Recognised, ResponseSet,
    Row, Sheet, Table, ValueLabel, read_head, read_table,
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
        check::<(crate::Structure, crate::StructureError)>();
    }
}
