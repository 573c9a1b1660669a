//! Two header rows: the question in the first cell of its block, the rows of the block beneath.
//!
//! SurveyMonkey writes these, and people who tidy an export by hand. Without a tool that shows, the second row is taken
//! for a header only where it cannot well be an answer.

use std::collections::BTreeSet;

use super::{LayoutWhy, Recognition, Top, limesurvey, one_row};
use crate::table::Column;
use crate::{date, number, text::loose};

/// What the cell below a question says that has no rows.
const ANSWER: &[&str] = &[
    "response",
    "open ended response",
    "answer",
    "antwoord",
    "open antwoord",
    "open vraag",
    "antwort",
    "beantwortung",
    "offene antwort",
    "réponse",
    "réponse ouverte",
    "respuesta",
    "respuesta abierta",
];

/// A column per pair of cells, as `question [row]`.
pub(super) fn columns(rows: &[Vec<String>]) -> Vec<Column> {
    let (questions, below) = (rows.first(), rows.get(1));
    let width = questions.map_or(0, Vec::len).max(below.map_or(0, Vec::len));
    let cell =
        |row: Option<&Vec<String>>, at: usize| row.and_then(|row| row.get(at)).cloned().unwrap_or_default();
    let mut question = String::new();
    let mut named = Vec::with_capacity(width);
    for at in 0..width {
        let (above, below) = (cell(questions, at), cell(below, at));
        if !above.is_empty() {
            question = above;
        } else if below.is_empty() {
            // Nothing says that a column without any name belongs to the question before it.
            named.push(Column::new(""));
            continue;
        }
        let bare = below.is_empty() || ANSWER.contains(&loose(&below).as_str());
        named.push(match (bare, question.is_empty()) {
            (true, _) => Column::new(&question),
            (false, true) => Column::new(&below),
            (false, false) => Column::new(&format!("{question} [{below}]")),
        });
    }
    named
}

/// How a header of no known tool is to be read.
pub(super) fn by_hand(top: &Top<'_>) -> Recognition {
    let header_rows = if second_row_names_rows(top) { 2 } else { 1 };
    Recognition { header_rows, own: limesurvey::own_columns(top), ..one_row(LayoutWhy::Unknown) }
}

/// Whether the second row is a header. It must fill every gap in the first, say nothing that is said again below it or
/// beside it in the same block, and hold no number, day or address; and there must be answers below to compare it with.
/// Where the first columns stand under no question (a school and a role, beside questions grouped by aspect), it names all
/// columns.
pub(super) fn second_row_names_rows(top: &Top<'_>) -> bool {
    let (questions, second) = (top.header(), top.second());
    let answers = top.rows.get(2..).unwrap_or_default();
    let gaps: Vec<usize> = (0..questions.len()).filter(|at| is_blank(questions, *at)).collect();
    let starts_blank = gaps.first() == Some(&0);
    let is_grouped = gaps.len() >= 2 || (starts_blank && goes_on(questions));
    if !is_grouped || answers.len() < 3 || second.len() > questions.len() {
        return false;
    }
    let filled = if starts_blank {
        (0..questions.len()).all(|at| !is_blank(second, at))
    } else {
        gaps.iter().all(|at| !is_blank(second, *at))
    };
    let words = second.iter().all(|cell| cell.is_empty() || is_words(cell));
    filled && words && differs_in_blocks(questions, second) && is_no_answer(second, answers)
}

/// Whether a question is written over each column of its block.
fn goes_on(questions: &[String]) -> bool {
    questions.iter().zip(questions.iter().skip(1)).any(|(one, next)| !one.is_empty() && one == next)
}

fn is_blank(row: &[String], at: usize) -> bool {
    row.get(at).is_none_or(String::is_empty)
}

fn is_words(cell: &str) -> bool {
    let day = |order| date::parse(cell, order).is_some();
    number::decimal(cell).is_none()
        && !day(date::DateOrder::Dmy)
        && !day(date::DateOrder::Mdy)
        && !cell.contains('@')
        && cell.contains(char::is_alphabetic)
}

/// Within a block each row has a text of its own.
fn differs_in_blocks(questions: &[String], second: &[String]) -> bool {
    let (mut block, mut of) = (BTreeSet::new(), "");
    questions.iter().zip(second).all(|(question, cell)| {
        if !question.is_empty() && question != of {
            block.clear();
            of = question;
        }
        cell.is_empty() || block.insert(cell)
    })
}

/// In no column does its text come back, though in half of them some answer does.
fn is_no_answer(second: &[String], answers: &[Vec<String>]) -> bool {
    let (mut columns, mut closed) = (0, 0);
    for (at, cell) in second.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let mut seen = BTreeSet::new();
        let mut repeats = false;
        for answer in answers.iter().filter_map(|row| row.get(at)).filter(|answer| !answer.is_empty()) {
            if answer == cell {
                return false;
            }
            repeats |= !seen.insert(answer);
        }
        columns += 1;
        closed += usize::from(repeats);
    }
    columns > 0 && closed * 2 >= columns
}
