//! Which columns each type of question has in LimeSurvey, and what they are called there.

use std::collections::BTreeMap;

/// Texts by language.
pub(super) type Texts = BTreeMap<String, String>;

/// A question or a part of one, as the structure file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) parent: String,
    pub(super) group: String,
    pub(super) kind: String,
    pub(super) code: String,
    /// Whether people could write an answer of their own.
    pub(super) other: bool,
    /// The rows of a table of questions are 0, its columns 1.
    pub(super) scale: String,
    pub(super) order: u32,
    pub(super) texts: Texts,
}

/// A possible answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) question: String,
    pub(super) code: String,
    pub(super) scale: String,
    pub(super) order: u32,
    pub(super) texts: Texts,
}

/// A column of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// As in the database: `222232X22X630SQ1`.
    pub(super) sgqa: String,
    /// As in an export with codes: `G1[SQ1]`.
    pub(super) code: String,
    /// The code of the question alone.
    pub(super) question: String,
    /// The question and its parts, each in every language.
    pub(super) texts: Vec<Texts>,
    /// The answers to choose from.
    pub(super) answers: Vec<Answer>,
}

/// What LimeSurvey itself calls a part of a question, in the languages that are read here.
type Word = [(&'static str, &'static str); 4];
const OTHER: Word = [("nl", "Anders"), ("de", "Sonstiges"), ("en", "Other"), ("fr", "Autre")];
const COMMENT: Word = [("nl", "Opmerking"), ("de", "Kommentar"), ("en", "Comment"), ("fr", "Commentaire")];
const SCALE: Word = [("nl", "Schaal"), ("de", "Skala"), ("en", "Scale"), ("fr", "Échelle")];
const RANK: Word = [("nl", "Rang"), ("de", "Rang"), ("en", "Rank"), ("fr", "Rang")];

fn word(word: Word, number: &str) -> Texts {
    let numbered = |text: &str| format!("{text} {number}").trim_end().to_owned();
    word.into_iter().map(|(language, text)| (language.to_owned(), numbered(text))).collect()
}

/// The columns of a question. `parts` are its subquestions in order, `answers` those of the question in order.
pub(super) fn of(survey: &str, question: &Question, parts: &[&Question], answers: &[&Answer]) -> Vec<Field> {
    let base = format!("{survey}X{}X{}", question.group, question.id);
    let on_scale = |scale: &str| -> Vec<Answer> {
        answers.iter().filter(|answer| answer.scale == scale).map(|answer| (*answer).clone()).collect()
    };
    let field = |part: &str, texts: Vec<Texts>, answers: Vec<Answer>| Field {
        sgqa: format!("{base}{part}"),
        code: if part.is_empty() { question.code.clone() } else { format!("{}[{part}]", question.code) },
        question: question.code.clone(),
        texts: [vec![question.texts.clone()], texts].concat(),
        answers,
    };
    let comment = || word(COMMENT, "");
    let rows = || parts.iter().filter(|part| part.scale != "1");
    let columns = || parts.iter().filter(|part| part.scale == "1");
    let mut fields = Vec::new();
    match question.kind.as_str() {
        // Lists, alone or with a comment.
        "L" | "!" | "O" => {
            fields.push(field("", Vec::new(), on_scale("0")));
            if question.kind == "O" {
                fields.push(field("comment", vec![comment()], Vec::new()));
            }
        }
        // Several answers, alone or with comments. The column says whether one was chosen.
        "M" | "P" => {
            for part in rows() {
                fields.push(field(&part.code, vec![part.texts.clone()], Vec::new()));
                if question.kind == "P" {
                    let texts = vec![part.texts.clone(), comment()];
                    fields.push(field(&format!("{}comment", part.code), texts, Vec::new()));
                }
            }
        }
        // An answer in each row, of two scales.
        "1" => {
            for part in rows() {
                for (scale, shown) in [("0", "1"), ("1", "2")] {
                    let mut field =
                        field(&part.code, vec![part.texts.clone(), word(SCALE, shown)], on_scale(scale));
                    field.sgqa = format!("{}#{scale}", field.sgqa);
                    field.code = format!("{}[{shown}]", field.code);
                    fields.push(field);
                }
            }
        }
        // A number or a text in each cell.
        ":" | ";" => {
            for row in rows() {
                for column in columns() {
                    let part = format!("{}_{}", row.code, column.code);
                    fields.push(field(&part, vec![row.texts.clone(), column.texts.clone()], Vec::new()));
                }
            }
        }
        // A ranking: the answer of each rank.
        "R" => {
            for rank in 1..=on_scale("0").len() {
                let rank = rank.to_string();
                fields.push(field(&rank, vec![word(RANK, &rank)], on_scale("0")));
            }
        }
        // An answer in each row.
        _ if rows().next().is_some() => {
            for part in rows() {
                fields.push(field(&part.code, vec![part.texts.clone()], on_scale("0")));
            }
        }
        _ => fields.push(field("", Vec::new(), on_scale("0"))),
    }
    if question.other && matches!(question.kind.as_str(), "L" | "!" | "M" | "P") {
        fields.push(field("other", vec![word(OTHER, "")], Vec::new()));
        if question.kind == "P" {
            fields.push(field("othercomment", vec![word(OTHER, ""), comment()], Vec::new()));
        }
    }
    fields
}
