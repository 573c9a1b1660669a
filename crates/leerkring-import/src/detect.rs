//! What looks odd in a file of answers: findings with evidence, for the person who reads the file in. Nothing is
//! applied by itself; each kind of finding has a file of its own, which holds its rule and its thresholds.

mod camps;
mod chance;
mod columns;
mod headless;
mod known;
mod labels;
mod letters;
mod mixed;
mod moment;
mod reversed;
mod schools;
mod shifted;
mod sides;
mod speed;
mod straight;
mod twice;
mod unused;
mod view;
mod wording;

use leerkring_model::Model;

use self::view::View;
use crate::codebook::Codebook;
use crate::register::Register;
use crate::table::{Encoding, Table};

/// The most row numbers that a finding lists; it always counts them all.
const MOST_ROWS: usize = 20;

/// Something odd in a file of answers, with the figures that show it.
///
/// It is a question to the person who reads the file in, never a verdict: it names rows and columns, no persons, and
/// repeats nothing that a respondent typed. Nothing is changed or left out because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The columns it is about, by name; empty where none in particular is meant.
    pub columns: Vec<String>,
    /// The numbers of the rows it is about as a spreadsheet shows them, at most 20 of them; empty where none in particular are meant.
    pub rows: Vec<u64>,
    /// How many rows it is about.
    pub row_count: usize,
    /// What was seen.
    pub kind: FindingKind,
}

/// What can look odd. Where a kind rests on chance, it is only told when chance would bring it in fewer than one of
/// 10 000 files; of rows that come twice at one time, in fewer than one of 1000.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// Who is high on the questions around it is low on this one, and the other way round.
    Reversed {
        /// The other questions it was compared with.
        others: usize,
        /// Respondents who are high on both or low on both.
        same: u64,
        /// Respondents who are high on one and low on the other.
        opposite: u64,
    },
    /// Several questions of an aspect, the columns of the finding, are the other way round than the rest of it: who is
    /// high on the ones is low on the others. The columns are the smaller camp; where both are as large, the first.
    Camps {
        /// The columns of the rest of the aspect.
        against: Vec<String>,
        /// Respondents who are high on most of both camps or low on most of both.
        same: u64,
        /// Respondents who are high on most of one and low on most of the other.
        opposite: u64,
    },
    /// Cells stand one place beside the column where they belong.
    Shifted {
        /// Whether they stand too far to the right; else to the left.
        right: bool,
        /// How much of the file it is.
        part: ShiftedPart,
        /// Cells that fit in the neighbouring column and not in their own.
        cells: usize,
        /// The column in which most of them stand.
        seen_in: String,
        /// The column where those belong.
        belongs_in: String,
    },
    /// Rows that seem to be by the same respondent.
    Twice {
        /// How that shows.
        by: SameBy,
        /// The most answers that two of them have in common.
        answers: usize,
    },
    /// More rows with one and the same answer to every question than the rows beside them explain.
    StraightLining {
        /// Rows with one answer throughout, where most colleagues gave another.
        straight: u64,
        /// Rows like them that leave it once.
        nearly: u64,
    },
    /// Rows filled in faster than the questions can be read.
    TooFast {
        /// The longest that any of them took, in seconds.
        seconds: u64,
        /// The fewest questions that any of them answered.
        answers: usize,
        /// What half of the respondents stayed under, in seconds.
        median: u64,
    },
    /// A text in the column of the school that is no key of the register, and a name in it.
    NamedSchool {
        /// The name, as the register has it.
        name: String,
        /// The keys of the schools with this name.
        schools: Vec<String>,
    },
    /// Keys of schools that the register does not have.
    UnknownSchool {
        /// The key; `None` where they are several, or texts that are no keys.
        key: Option<String>,
        /// How many different ones they are.
        keys: usize,
        /// The keys of the register that look most like it.
        nearest: Vec<String>,
        /// In what they differ.
        slip: Option<Slip>,
    },
    /// One answer is written in one way up to some row, and in another from there on.
    LabelChanged {
        /// The text before.
        before: String,
        /// The text after.
        after: String,
        /// Rows with the text before.
        rows_before: u64,
        /// Rows with the text after.
        rows_after: u64,
        /// The first row with the text after.
        from: u64,
    },
    /// A level of the scale that nobody chose, although many came close.
    UnusedLevel {
        /// The level.
        level: u8,
        /// Respondents, or schools where one question is meant, that chose the levels on both sides; at an end of
        /// the scale those who mostly chose the level next to it.
        close: u64,
        /// Whether `close` counts schools.
        schools: bool,
    },
    /// The header looks like a row of answers: most of its cells come back in their own column.
    NoHeader {
        /// Columns in which it does.
        again: usize,
        /// Columns with a name.
        columns: usize,
    },
    /// Letters that are hardly text in the encoding that was guessed.
    UnlikelyLetters {
        /// The first of them.
        letters: String,
        /// The encoding that was guessed.
        guessed: Encoding,
        /// Another one.
        other: Encoding,
        /// What they are in that.
        instead: String,
    },
    /// Columns of one block that do not have the same scale.
    MixedScales {
        /// How that shows.
        by: ScaleMix,
    },
}

/// How much of a file is shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ShiftedPart {
    /// Nearly every row: the header stands beside its data.
    Header,
    /// Nearly every row from this one on.
    From(u64),
    /// Some rows.
    Some,
}

/// By what rows seem to be of one respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum SameBy {
    /// The same key or token of the response.
    Id,
    /// The same answers at the same time.
    AnswersAndTime,
    /// The same answers, and more of them than chance repeats.
    Answers,
}

/// In what a school key differs from one in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Slip {
    /// Capitals and small letters, blanks or punctuation.
    Spelling,
    /// Zeros in front.
    Zeros,
    /// A letter that looks like a digit, as O and 0.
    LookAlike,
    /// One character more, less or other, or two that changed places.
    OneCharacter,
    /// The number of the site is missing, as in `00AA` of `00AA00`.
    Site,
}

/// How it shows that scales are mixed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ScaleMix {
    /// Numbers that lie outside the scale of the others.
    Outside {
        /// The lowest number in the columns meant.
        low: u32,
        /// The highest.
        high: u32,
        /// The lowest of the scale.
        scale_low: u32,
        /// The highest of the scale.
        scale_high: u32,
    },
    /// Answers that say of how many, and do not say the same: `3/5` and `7/10`.
    OutOf {
        /// The different numbers of steps.
        steps: Vec<u32>,
    },
    /// The highest level of the others is never chosen here, also not by who chose it nearly everywhere else.
    NoTop {
        /// The level.
        level: u8,
        /// Respondents who chose it on most other questions, at most four of a school.
        respondents: u64,
    },
}

/// Looks for what is odd in a file of answers, with a codebook that says what its columns mean. With a register it also
/// tells which schools are not in it.
///
/// Where the codebook names columns that the table does not have, those are left out of what is looked at.
///
/// ```
/// use leerkring_import::{Codebook, FindingKind, ReadOptions, detect, read_table};
/// let model = leerkring_model::builtin::samen_leren();
/// let keys: Vec<&str> = model.indicators().map(|indicator| indicator.id().key()).collect();
/// let named: String = keys.iter().map(|key| format!("{key} = \"{key}\"\n")).collect();
/// let codebook = Codebook::parse("codebook.toml", &format!(
///     "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n[columns]\nschool = \"school\"\n\
///      [columns.indicators]\n{named}[answers]\n1 = 1\n2 = 2\n3 = 3\n"
/// ), &model)?;
/// let mut text = format!("school,token,{}\n", keys.join(","));
/// for (token, answers) in [("a7", "1,2,2,3,2,1,1,2,3,3,2,1"), ("b3", "2,2,2,2,1,3,3,2,1,2,2,2"), ("a7", "1,2,2,3,2,1,1,2,3,3,2,1")] {
///     text += &format!("007,{token},{answers}\n");
/// }
/// let table = read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default())?;
/// let findings = detect(&table, &codebook, &model, None);
/// assert!(matches!(findings[0].kind, FindingKind::Twice { .. }));
/// assert_eq!(findings[0].rows, [2, 4]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn detect(
    table: &Table,
    codebook: &Codebook,
    model: &Model,
    register: Option<&Register>,
) -> Vec<Finding> {
    let Some(view) = View::of_codebook(table, codebook, model) else { return Vec::new() };
    let mut findings = look(&view, register);
    if let Some(register) = register {
        schools::look(&view, register, &mut findings);
    }
    findings
}

/// Looks for what is odd in a file of which only the file itself is known: runs of columns with one and the same closed
/// answer scale, and the columns that tools write for moments and keys. It finds less than [`detect`].
///
/// ```
/// use leerkring_import::{ReadOptions, detect_unaided, read_table};
/// let table = read_table("antwoorden.csv", b"k1,k2,k3\n1,2,3\n3,2,1\n", &ReadOptions::default())?;
/// assert!(detect_unaided(&table).is_empty());
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
pub fn detect_unaided(table: &Table) -> Vec<Finding> {
    look(&View::of_table(table), None)
}

fn look(view: &View<'_>, register: Option<&Register>) -> Vec<Finding> {
    let mut findings = Vec::new();
    headless::look(view, &mut findings);
    letters::look(view, &mut findings);
    shifted::look(view, register, &mut findings);
    mixed::look(view, &mut findings);
    labels::look(view, &mut findings);
    for group in view.groups.iter().filter(|group| group.ordered && group.items.len() >= 3) {
        let told = camps::look(view, group, &mut findings);
        reversed::look(view, group, &told, &mut findings);
    }
    unused::look(view, &mut findings);
    twice::look(view, &mut findings);
    straight::look(view, &mut findings);
    speed::look(view, &mut findings);
    findings
}

#[cfg(test)]
mod tests;
