//! Why a cell holds no answer.

use leerkring_model::Language;

use crate::layout::Tool;
use crate::propose::words::{DONT_KNOW, EITHER, NO_ANSWER, NOT_APPLICABLE};
use crate::table::Column;
use crate::text::loose;

/// Why a cell holds no answer. Printed as in `inspect_export --json`: `not_shown`.
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
pub enum Absence {
    /// Nothing is in the cell.
    Empty,
    /// White space only.
    Spaces,
    /// The tool says that the question was not shown (LimeSurvey's `N/A`).
    NotShown,
    /// Somebody says that there is no answer: `geen antwoord`, or a sign alone, as `-` or `.`.
    NoAnswer,
    /// The respondent does not know, or cannot judge.
    DontKnow,
    /// The question does not apply to the respondent.
    NotApplicable,
    /// What programs write for nothing (`NULL`, `NA`, `N/A`); it can also have meant "not applicable".
    Null,
    /// A code that the file itself declares missing, or a number such as -99 or 999 that stands apart from the others.
    Code,
}

impl Absence {
    /// In words.
    pub fn in_language(self, language: Language) -> &'static str {
        match self {
            Absence::Empty => language.choose("leeg", "empty"),
            Absence::Spaces => language.choose("alleen spaties", "spaces only"),
            Absence::NotShown => language.choose("niet getoond", "not shown"),
            Absence::NoAnswer => language.choose("geen antwoord", "no answer"),
            Absence::DontKnow => language.choose("weet niet", "don't know"),
            Absence::NotApplicable => language.choose("niet van toepassing", "not applicable"),
            Absence::Null => language.choose("null", "null"),
            Absence::Code => language.choose("code voor ontbrekend", "missing code"),
        }
    }
}

/// Why this cell holds no answer, if that shows in the cell alone. `raw` is the cell, `text` the same folded.
pub(crate) fn of_cell(raw: &str, text: &str, column: &Column, tool: &Tool) -> Option<Absence> {
    if text.is_empty() {
        return Some(if raw.is_empty() { Absence::Empty } else { Absence::Spaces });
    }
    if column.is_missing(text) {
        return Some(Absence::Code);
    }
    if tool.not_shown.contains(&text) {
        return Some(Absence::NotShown);
    }
    of_words(text).or_else(|| of_words(column.value(text)?))
}

/// Options with which respondents give no answer.
const NOT_SAID: &[&str] = &[
    "keine angabe",
    "k a",
    "zeg ik liever niet",
    "wil ik niet zeggen",
    "prefer not to say",
    "prefer not to answer",
];

fn of_words(text: &str) -> Option<Absence> {
    // None of the texts is longer; most answers are.
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    let plain = loose(text);
    let is = |list: &[&str]| list.contains(&plain.as_str());
    if plain.is_empty() {
        let sign = text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '…' | '/' | '?'));
        return sign.then_some(Absence::NoAnswer);
    }
    [
        (NOT_SAID, Absence::NoAnswer),
        (DONT_KNOW, Absence::DontKnow),
        (NOT_APPLICABLE, Absence::NotApplicable),
        (NO_ANSWER, Absence::NoAnswer),
        (EITHER, Absence::Null),
    ]
    .into_iter()
    .find(|(list, _)| is(list))
    .map(|(_, absence)| absence)
}

/// Numbers that statistics programs use for no answer. Whether one is that shows by the others.
pub(super) fn is_code(number: f64) -> bool {
    [-999.0, -9999.0, -99.0, -98.0, -97.0, -88.0, -77.0, 99.0, 999.0, 9999.0].contains(&number)
        || ((-9.0..=-1.0).contains(&number) && number.fract() == 0.0)
}

/// Whether such a number stands apart from the other numbers of its column, which lie between these two.
pub(super) fn stands_apart(code: f64, low: f64, high: f64, whole: bool) -> bool {
    // One other number is no scale to stand apart from.
    let scale = whole && low < high && high <= 20.0;
    low >= 0.0
        && match code {
            c if (-9.0..0.0).contains(&c) => scale,
            c if c < 0.0 => true,
            99.0 => whole && high <= 10.0,
            999.0 => high < 100.0,
            _ => high < 1000.0,
        }
}
