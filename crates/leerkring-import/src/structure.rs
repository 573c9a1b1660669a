//! Structure files of LimeSurvey (LSS): what the questions were, their texts in every language, and what the codes of
//! their answers mean. An export of answers has less: it is described by the structure of its survey.

mod field;
pub(crate) mod xml;

use std::collections::BTreeMap;

use self::field::{Answer, Field, Question, Texts};
use self::xml::{Part, XmlError};
use crate::html;
use crate::table::{Table, ValueLabel};
use crate::text::{fold, loose};

/// The structure of a survey in LimeSurvey.
///
/// ```
/// use leerkring_import::{ReadOptions, Structure, read_table};
/// let lss = r#"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>
///   <surveys><rows><row><sid>7</sid><language>nl</language></row></rows></surveys>
///   <questions><rows><row><qid>3</qid><gid>2</gid><type>5</type><title>k1</title>
///     <question><![CDATA[<p>Waarop de <b>koers</b> rust</p>]]></question><language>nl</language>
///   </row></rows></questions></document>"#;
/// let structure = Structure::parse_lss("survey_7.lss", lss.as_bytes())?;
/// let mut table = read_table("antwoorden.csv", b"id;7X2X3\n1;4\n", &ReadOptions::default())?;
/// assert_eq!(structure.describe(&mut table, None), 1);
/// assert_eq!(table.columns[1].label, "Waarop de koers rust");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    languages: Vec<String>,
    fields: Vec<Field>,
}

/// A file is no structure file that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StructureError {
    /// It is not the XML that LimeSurvey writes.
    #[error("{file}, line {line}: {reason}; export the structure of the survey (.lss) from LimeSurvey again")]
    Xml {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// It is XML, and has no questions of a survey.
    #[error("{file}: no questions are in it; in LimeSurvey choose `Export`, `Survey structure (.lss)`")]
    NoQuestions {
        /// The file.
        file: String,
    },
}

/// The tables of the file, as far as they matter.
#[derive(Default)]
struct Tables {
    survey: String,
    base: String,
    languages: Vec<String>,
    /// Those with parts and the parts, by id.
    questions: BTreeMap<String, Question>,
    /// By their own id where they have one, else by question, scale and code.
    answers: BTreeMap<[String; 3], Answer>,
}

impl Structure {
    /// Reads a structure file. Its texts lose their HTML; the memory it needs is in proportion to `bytes`.
    ///
    /// # Errors
    /// [`StructureError`] if it is not the XML that LimeSurvey writes, or has no questions.
    pub fn parse_lss(name: &str, bytes: &[u8]) -> Result<Structure, StructureError> {
        let mut tables = Tables::default();
        xml::parts(bytes, |table, part| {
            tables.take(table, part);
            Ok(())
        })
        .map_err(|XmlError { line, reason }| StructureError::Xml {
            file: name.to_owned(),
            line,
            reason,
        })?;
        if tables.questions.is_empty() {
            return Err(StructureError::NoQuestions { file: name.to_owned() });
        }
        Ok(tables.structure())
    }

    /// The languages of the survey; the one it was made in comes first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(String::as_str)
    }

    /// Gives each column of a table that is a question of this survey its text as [`label`](crate::Column::label) and its
    /// answers as [`values`](crate::Column::values), in `language` or else in that of the survey; says how many there were.
    ///
    /// A column is found by its header, whichever of LimeSurvey's styles that has: `k1`, `G1[k1]`, `G1_k1`,
    /// `7X2X3`, `Question [Part]` in any language of the survey, or `G1. Question [Part]`. Where a header fits
    /// several questions, the column is described only if they all say the same.
    pub fn describe(&self, table: &mut Table, language: Option<&str>) -> usize {
        let mut by_key: BTreeMap<String, Vec<&Field>> = BTreeMap::new();
        for field in &self.fields {
            for key in field.keys() {
                by_key.entry(key).or_default().push(field);
            }
        }
        let mut described = 0;
        for column in &mut table.columns {
            let header = fold(&column.header);
            let fields = by_key.get(header.as_ref()).or_else(|| by_key.get(&loose_key(&header)));
            let mut said = fields.into_iter().flatten().map(|field| self.say(field, language));
            let Some((label, values)) = said.next() else { continue };
            if said.all(|other| other == (label.clone(), values.clone())) {
                (column.label, column.values) = (label, values);
                described += 1;
            }
        }
        described
    }

    /// The code of each column, by its name in the database.
    pub(crate) fn codes(&self) -> BTreeMap<&str, &str> {
        self.fields.iter().map(|field| (field.sgqa.as_str(), field.code.as_str())).collect()
    }

    fn say(&self, field: &Field, language: Option<&str>) -> (String, Vec<ValueLabel>) {
        let order = || language.into_iter().chain(self.languages());
        let best = |texts: &Texts| order().find_map(|language| texts.get(language)).cloned();
        let mut texts = field.texts.iter().filter_map(best).filter(|text| !text.is_empty());
        let mut label = texts.next().unwrap_or_default();
        for part in texts {
            label = format!("{label} [{part}]");
        }
        let value = |answer: &Answer| ValueLabel {
            code: answer.code.clone(),
            label: best(&answer.texts).unwrap_or_default(),
        };
        (label.trim().to_owned(), field.answers.iter().map(value).collect())
    }
}

impl Field {
    /// What the header of its column can be.
    fn keys(&self) -> Vec<String> {
        let flat = self.code.replace("][", "_").replace('[', "_").replace(']', "");
        let mut keys = vec![self.sgqa.clone(), self.sgqa.replace('#', "-"), self.code.clone(), flat];
        let mut languages: Vec<&String> = self.texts.iter().flat_map(BTreeMap::keys).collect();
        languages.sort();
        languages.dedup();
        for language in languages {
            let texts: Option<Vec<&str>> =
                self.texts.iter().map(|texts| texts.get(language).map(String::as_str)).collect();
            if let Some(texts) = texts {
                let text = texts.join(" ");
                keys.extend([loose_key(&text), loose_key(&format!("{} {text}", self.question))]);
            }
        }
        keys.sort();
        keys.dedup();
        keys.retain(|key| !key.is_empty());
        keys
    }
}

/// A text made comparable; never the same as a code, so that the two are not mixed up.
fn loose_key(text: &str) -> String {
    let text = loose(text);
    if text.is_empty() { text } else { format!(" {text}") }
}

impl Tables {
    fn take(&mut self, table: &str, part: Part) {
        match (table, part) {
            ("languages", Part::Text(language)) => self.languages.push(language),
            ("surveys", Part::Row(mut row)) => {
                self.survey = row.remove("sid").unwrap_or_default();
                self.base = row.remove("language").unwrap_or_default();
            }
            ("questions" | "subquestions", Part::Row(row)) => self.question(row),
            // In newer versions the texts have tables of their own.
            ("question_l10ns", Part::Row(mut row)) => {
                let id = row.remove("qid").unwrap_or_default();
                let question = self.questions.entry(id).or_default();
                add_text(&mut question.texts, row, "question");
            }
            ("answers", Part::Row(row)) => self.answer(row),
            ("answer_l10ns", Part::Row(mut row)) => {
                let id = row.remove("aid").unwrap_or_default();
                let answer = self.answers.entry([id, String::new(), String::new()]).or_default();
                add_text(&mut answer.texts, row, "answer");
            }
            _ => {}
        }
    }

    fn question(&mut self, mut row: BTreeMap<String, String>) {
        let mut take = |field: &str| row.remove(field).unwrap_or_default();
        let id = take("qid");
        // Older versions repeat the row for each language.
        let question = self.questions.entry(id.clone()).or_default();
        question.id = id;
        question.parent = take("parent_qid");
        question.group = take("gid");
        question.kind = take("type");
        question.code = take("title");
        question.other = take("other") == "Y";
        question.scale = take("scale_id");
        question.order = take("question_order").parse().unwrap_or_default();
        add_text(&mut question.texts, row, "question");
    }

    fn answer(&mut self, mut row: BTreeMap<String, String>) {
        let mut take = |field: &str| row.remove(field).unwrap_or_default();
        let (id, question, code) = (take("aid"), take("qid"), take("code"));
        let scale =
            Some(take("scale_id")).filter(|scale| !scale.is_empty()).unwrap_or_else(|| "0".to_owned());
        let order = take("sortorder").parse().unwrap_or_default();
        let key = if id.is_empty() {
            [question.clone(), scale.clone(), code.clone()]
        } else {
            [id, String::new(), String::new()]
        };
        let answer = self.answers.entry(key).or_default();
        (answer.question, answer.code, answer.scale, answer.order) = (question, code, scale, order);
        add_text(&mut answer.texts, row, "answer");
    }

    fn structure(self) -> Structure {
        let Tables { survey, base, mut languages, questions, answers } = self;
        languages.sort_by_key(|language| *language != base);
        if languages.is_empty() {
            languages.push(base);
        }
        let mut parts: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
        let mut of_question: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
        for part in questions.values() {
            parts.entry(&part.parent).or_default().push(part);
        }
        for answer in answers.values() {
            of_question.entry(&answer.question).or_default().push(answer);
        }
        for parts in parts.values_mut() {
            parts.sort_by_key(|part| part.order);
        }
        for answers in of_question.values_mut() {
            answers.sort_by_key(|answer| answer.order);
        }
        let found = |id: &str| (parts.get(id).cloned(), of_question.get(id).cloned());
        let is_whole = |question: &&Question| matches!(question.parent.as_str(), "" | "0");
        let whole = questions.values().filter(is_whole).filter(|question| !question.code.is_empty());
        let fields = whole.flat_map(|question| {
            let (parts, answers) = found(&question.id);
            field::of(&survey, question, &parts.unwrap_or_default(), &answers.unwrap_or_default())
        });
        Structure { fields: fields.collect(), languages }
    }
}

/// The text of a row in the language of the row, without HTML.
fn add_text(texts: &mut Texts, mut row: BTreeMap<String, String>, field: &str) {
    if let (Some(text), Some(language)) = (row.remove(field), row.remove("language")) {
        texts.insert(language, html::text(&text));
    }
}

#[cfg(test)]
mod tests;
