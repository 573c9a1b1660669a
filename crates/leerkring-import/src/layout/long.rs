//! A row per answer, with the respondent and the question in columns of their own: how databases and statistics
//! programs keep surveys.

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Long,
    recognise,
    date: &["datum", "date", "ingevuld op", "timestamp", "tijdstempel", "submitdate", "zeitstempel"],
    ..UNKNOWN
};

/// Who answered.
pub(crate) const RESPONDENT: &[&str] = &[
    "respondent",
    "respondent id",
    "respondentid",
    "respondentnummer",
    "resp id",
    "response id",
    "responseid",
    "deelnemer",
    "participant",
    "participant id",
    "befragter",
    "teilnehmer",
    "répondant",
    "id",
];
/// To which question.
pub(crate) const QUESTION: &[&str] = &[
    "question",
    "question code",
    "questioncode",
    "question id",
    "vraag",
    "vraagcode",
    "vraag code",
    "stelling",
    "item",
    "indicator",
    "variable",
    "variabele",
    "frage",
    "fragecode",
];
/// What was answered.
pub(crate) const ANSWER: &[&str] =
    &["answer", "antwoord", "antwort", "réponse", "response", "value", "waarde", "wert", "valeur", "score"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let (who, question) = (top.first_of(RESPONDENT)?, top.first_of(QUESTION)?);
    let answer = top.first_of(ANSWER)?;
    Some(one_row(LayoutWhy::columns([who, question, answer])))
}
