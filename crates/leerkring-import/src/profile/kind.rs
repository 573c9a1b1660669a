//! What kind a column is.

use std::collections::BTreeMap;

use leerkring_model::Language;

use super::open;
use super::steps::is_step;
use crate::quote;
use crate::table::Column;
use crate::text::{fold, loose};

/// What kind a column is. The first that fits, in this order: `personal`, `metadata`, `empty`, `date`, `checkbox`,
/// `scale`, `number`, `multiple`, `id`, `choice`; else it is `text`. Printed as here.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ColumnKind {
    /// It says who answered.
    Personal,
    /// The tool itself wrote it.
    Metadata,
    /// Nobody answered.
    Empty,
    /// Days, with or without a time.
    Date,
    /// One option of a question, ticked or not.
    Checkbox,
    /// Steps in an order: whole numbers from 0 to 10, or texts that say a step (`3 - planmatig`, `Rather agree`).
    Scale,
    /// Other numbers.
    Number,
    /// Several options in a cell, with `;` or `, ` between them.
    Multiple,
    /// Another one in every row, without spaces: a key.
    Id,
    /// Few texts that come back.
    Choice,
    /// What respondents typed.
    Text,
}

impl ColumnKind {
    /// Whether its answers are options that the survey offered.
    pub fn is_closed(self) -> bool {
        matches!(self, ColumnKind::Checkbox | ColumnKind::Scale | ColumnKind::Multiple | ColumnKind::Choice)
    }

    /// In words.
    pub fn in_language(self, language: Language) -> &'static str {
        match self {
            ColumnKind::Personal => language.choose("persoonsgegeven", "personal"),
            ColumnKind::Metadata => language.choose("van het programma", "by the tool"),
            ColumnKind::Empty => language.choose("leeg", "empty"),
            ColumnKind::Date => language.choose("datum", "date"),
            ColumnKind::Checkbox => language.choose("aankruisvak", "checkbox"),
            ColumnKind::Scale => language.choose("schaal", "scale"),
            ColumnKind::Number => language.choose("getal", "number"),
            ColumnKind::Multiple => language.choose("meerkeuze, meer antwoorden", "multiple choice"),
            ColumnKind::Id => language.choose("sleutel", "key"),
            ColumnKind::Choice => language.choose("keuze", "choice"),
            ColumnKind::Text => language.choose("open tekst", "text"),
        }
    }
}

/// What the answers of a column show.
pub(super) struct Seen<'a> {
    pub(super) column: &'a Column,
    pub(super) answered: usize,
    /// Every different answer with its count; none if there are too many.
    pub(super) texts: Option<&'a BTreeMap<String, usize>>,
    /// Whether no answer came twice, as far as was counted.
    pub(super) unique: bool,
    pub(super) dates: bool,
    /// Whether the header asks for something in one's own words.
    pub(super) asks_open: bool,
    /// The smallest and the largest, and whether all are whole, where all are numbers.
    pub(super) numbers: Option<(f64, f64, bool)>,
}

/// More options than this are no choice, unless each comes back often.
const MOST_CHOICES: usize = 12;

/// The kind of a column that somebody answered and that is neither personal nor by the tool.
pub(super) fn of(seen: &Seen<'_>) -> ColumnKind {
    if let Some(labels) = seen.texts.and_then(|texts| labels(seen.column, texts)) {
        return of_labels(seen, &labels);
    }
    let texts = seen.texts;
    // What was written goes before what it looks like; numbers and ticks hold nobody's words, and of a scale everyone
    // chooses the same.
    let typed = texts.is_none_or(|texts| open::says_who(texts) || (seen.asks_open && !come_often(texts)));
    let written = typed || texts.is_some_and(open::is_written);
    let is_scale = match seen.numbers {
        Some((low, high, whole)) => whole && low >= 0.0 && high <= 10.0,
        None => texts.is_some_and(|texts| !written && are_steps(seen, texts)),
    };
    if seen.dates {
        ColumnKind::Date
    } else if texts.is_some_and(|texts| is_checkbox(seen.column, texts)) {
        ColumnKind::Checkbox
    } else if is_scale {
        ColumnKind::Scale
    } else if seen.numbers.is_some() {
        if is_key(seen) { ColumnKind::Id } else { ColumnKind::Number }
    } else if !typed && !seen.asks_open && texts.is_some_and(|texts| options(texts).is_some()) {
        ColumnKind::Multiple
    } else if is_key(seen) {
        ColumnKind::Id
    } else if !written && !seen.asks_open && texts.is_some_and(|texts| comes_back(texts, seen.answered)) {
        ColumnKind::Choice
    } else {
        ColumnKind::Text
    }
}

/// What the answers are called, if the file itself has a label for every one of them.
fn labels(column: &Column, texts: &BTreeMap<String, usize>) -> Option<BTreeMap<String, usize>> {
    let mut labels = BTreeMap::new();
    for (text, times) in texts {
        *labels.entry(fold(column.value(text)?).into_owned()).or_default() += times;
    }
    Some(labels)
}

/// The kind of a column of which every answer has a label: the same that it would have with the labels in its cells.
fn of_labels(seen: &Seen<'_>, labels: &BTreeMap<String, usize>) -> ColumnKind {
    if is_checkbox(seen.column, labels) {
        ColumnKind::Checkbox
    } else if are_steps(seen, labels) {
        ColumnKind::Scale
    } else {
        ColumnKind::Choice
    }
}

/// What an answer says: its label where the file has one.
fn said(seen: &Seen<'_>, text: &str) -> String {
    loose(seen.column.value(text).unwrap_or(text))
}

/// Whether each text was given by so many that nobody typed one alone.
fn come_often(texts: &BTreeMap<String, usize>) -> bool {
    texts.values().all(|times| *times >= quote::FEWEST)
}

/// Whether these are few enough to have been offered. Long texts must come back more often: people repeat themselves.
fn comes_back(texts: &BTreeMap<String, usize>, answered: usize) -> bool {
    const LONG: usize = 60;
    let long = texts.keys().any(|text| text.chars().count() > LONG);
    match texts.len() {
        0 => false,
        n @ 1..=MOST_CHOICES => n * if long { 4 } else { 2 } <= answered,
        n => n <= 40 && n * 4 <= answered,
    }
}

/// The row that a header such as `Question [row]` names.
fn row_of(column: &Column) -> Option<&str> {
    column.header.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, row)| row)
}

/// What tools write in the column of one option.
const TICKS: [&[&str]; 4] = [&["1"], &["0", "1"], &["x"], &["checked", "unchecked"]];
/// The same where the header names a row; without one, yes and no are answers.
const ROW_TICKS: [&[&str]; 9] = [
    &["y", "n"],
    &["j", "n"],
    &["ja", "nee"],
    &["ja", "nein"],
    &["yes", "no"],
    &["oui", "non"],
    &["sí", "no"],
    &["true", "false"],
    &["quoted", "not quoted"],
];

fn is_checkbox(column: &Column, texts: &BTreeMap<String, usize>) -> bool {
    let row = row_of(column);
    let within = |ticks: &[&str]| texts.keys().all(|text| ticks.contains(&loose(text).as_str()));
    // SurveyMonkey repeats the option itself.
    let repeats =
        || row.is_some_and(|row| texts.len() == 1 && texts.keys().all(|text| loose(text) == loose(row)));
    TICKS.into_iter().any(within) || (row.is_some() && ROW_TICKS.into_iter().any(within)) || repeats()
}

/// Whether most answers say a step. One or another may not, as `gar nicht` or `unfamiliar` beside the scale.
fn are_steps(seen: &Seen<'_>, texts: &BTreeMap<String, usize>) -> bool {
    let steps = texts.keys().filter(|text| is_step(&said(seen, text))).count();
    texts.len() <= 11 && steps * 3 >= texts.len() * 2 && steps >= texts.len().min(2)
}

/// The options that cells hold several of, with how often each was chosen; `None` if they hold no such thing.
pub(super) fn options(texts: &BTreeMap<String, usize>) -> Option<BTreeMap<String, usize>> {
    // Microsoft Forms ends every cell with the sign; in others it is among words, and must show that it parts options.
    by_sign(texts, ";", 2, false).or_else(|| by_sign(texts, ", ", 4, true))
}

/// The options, where at least one in `share` cells has the sign and most options come back.
fn by_sign(
    texts: &BTreeMap<String, usize>,
    sign: &str,
    share: usize,
    combined: bool,
) -> Option<BTreeMap<String, usize>> {
    let answered: usize = texts.values().sum();
    let with: usize = texts.iter().filter(|(text, _)| text.contains(sign)).map(|(_, n)| n).sum();
    if with == 0 || with * share < answered {
        return None;
    }
    let mut options: BTreeMap<String, usize> = BTreeMap::new();
    for (text, times) in texts {
        for option in text.split(sign).map(str::trim).filter(|option| !option.is_empty()) {
            *options.entry(option.to_owned()).or_default() += times;
        }
    }
    let all: usize = options.values().sum();
    let back = || options.values().filter(|n| **n > 1);
    let most = back().sum::<usize>() * 5 >= all * 3;
    // `Yes, always` and `No, never` are two answers of two parts each; options make more answers than there are options.
    (most && (!combined || texts.len() >= back().count())).then_some(options)
}

/// Words of headers over numbers that are keys.
const KEY_WORDS: [&str; 12] = [
    "id",
    "nr",
    "nummer",
    "number",
    "code",
    "key",
    "sleutel",
    "seed",
    "token",
    "respondent",
    "kenmerk",
    "participant",
];

/// Whether every row has one of its own, without spaces; numbers only under a header that says so.
fn is_key(seen: &Seen<'_>) -> bool {
    const FEWEST: usize = 5;
    if !seen.unique || seen.answered < FEWEST {
        return false;
    }
    let named = || loose(&seen.column.header).split(' ').any(|word| KEY_WORDS.contains(&word));
    let like_key = |text: &String| !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit());
    match (seen.numbers, seen.texts) {
        (Some(_), _) | (None, None) => named(),
        (None, Some(texts)) => texts.keys().all(like_key),
    }
}
