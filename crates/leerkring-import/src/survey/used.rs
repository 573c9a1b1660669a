//! The codebook as it was used: what every column and text of the files meant, and how often it occurred.

mod markdown;
mod toml;

use std::collections::BTreeMap;

use leerkring_model::{Language, Model, Text};

use super::row::{Bound, Outcome};
use super::{Agreed, Summary, SurveyError, items, widened};
use crate::codebook::{Asked, Codebook, Meaning, Rule, SurveyCodes};
use crate::long::Wide;
use crate::table::{Column, Missing, Recognised, Row, Table};

/// Files with fewer responses than this get no counts: they would tell what single persons said.
const FEWEST: usize = 5;

/// The codebook as it was used in a run, over all files: for each column what it is and what its texts mean, with how
/// many gave each. It names no school and no person, repeats no text that the codebook does not know, and has no counts
/// for a file with fewer than five responses.
///
/// Counted are the rows that became a response (or the agreements of a school), no others.
///
/// ```
/// use leerkring_import::{Codebook, ReadOptions, UsedCodebook, read_table};
/// let model = leerkring_model::builtin::samen_leren();
/// let codebook = Codebook::parse("codebook.toml", r#"
/// format = 1
/// model = "samen-leren@1"
/// layout = "per-school"
/// columns = { school = "School", agreed = { koers = "Koers" } }
/// answers = { "fase 2" = 2, "fase 3" = 3 }
/// "#, &model)?;
/// let rows = "School;Koers\na;fase 2\nb;fase 2\nc;fase 2\nd;fase 2\ne;\n";
/// let table = read_table("dialoog.csv", rows.as_bytes(), &ReadOptions::default())?;
/// let mut used = UsedCodebook::new();
/// used.add(&table, &codebook, &model)?;
/// assert!(used.to_toml().contains("text = \"fase 3\"\nmeans = 3\nn = 0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsedCodebook {
    files: Vec<File>,
}

#[derive(Clone, Debug, PartialEq)]
struct File {
    name: String,
    recognised: Recognised,
    model: String,
    layout: String,
    summary: Summary,
    /// Whether there are enough responses to say how many said what.
    counted: bool,
    variables: Vec<Variable>,
    /// Every text under `[answers]`, with how often it stands in any column.
    answers: Vec<Value>,
    /// Columns that no key of the codebook names.
    not_used: Vec<String>,
}

/// A column that the codebook names.
#[derive(Clone, Debug, PartialEq)]
struct Variable {
    column: String,
    label: String,
    /// The key path, as `columns.indicators.k1`.
    is: String,
    /// The indicator or aspect.
    name: Option<Text>,
    /// By which rule it makes a phase.
    rule: Option<String>,
    answered: usize,
    blank: usize,
    dont_know: usize,
    not_applicable: usize,
    /// Texts that occur, with what they mean.
    values: Vec<Value>,
    /// What the file itself says that stands for no answer.
    missing: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Value {
    text: String,
    /// What the file itself says of the text.
    label: String,
    /// As a codebook writes it.
    means: String,
    n: usize,
}

impl UsedCodebook {
    /// No files yet.
    pub fn new() -> UsedCodebook {
        UsedCodebook::default()
    }

    /// Adds a file and the codebook that it was read with.
    ///
    /// # Errors
    /// [`SurveyError`] if the table cannot be read with this codebook at all, as in
    /// [`Survey::read`](crate::Survey::read); nothing is added then.
    pub fn add(&mut self, table: &Table, codebook: &Codebook, model: &Model) -> Result<(), SurveyError> {
        let wide = widened(table, codebook)?;
        let table = wide.as_ref().map_or(table, |wide| &wide.table);
        let bound = Bound::new(table, codebook, model)?;
        let Some(codes) = &codebook.survey else {
            return Err(SurveyError::NoSurvey { file: table.name.clone() });
        };
        let mut variables = variables(table, codes, model);
        let mut agreed = Agreed::new();
        let mut summary = Summary::of(table);
        summary.issues.clear();
        for (row, place) in table.rows.iter().zip(0..) {
            let doubtful = wide.as_ref().is_some_and(|wide: &Wide| !wide.doubts(place).is_empty());
            match bound.read(row, &agreed).0 {
                Some(Outcome::Incomplete) => summary.incomplete += 1,
                Some(Outcome::NoConsent) => summary.no_consent += 1,
                Some(outcome) if !doubtful => {
                    if let Outcome::Agreements { school, date, .. } = outcome {
                        summary.schools += 1;
                        agreed.insert((school, date), (table.name.clone(), row.number()));
                    } else {
                        summary.responses += 1;
                    }
                    variables.iter_mut().for_each(|variable| variable.count(row, codes));
                }
                _ => summary.set_aside += 1,
            }
        }
        if let Some(wide) = &wide {
            summary.of_long(wide);
            summary.issues.clear();
        }
        self.files.push(File {
            name: table.name.clone(),
            recognised: table.recognised.clone(),
            model: model.id().to_string(),
            layout: codes.layout.to_string(),
            counted: summary.responses + summary.schools >= FEWEST,
            answers: answers(codes, &variables),
            not_used: not_used(table, codes),
            variables: variables.into_iter().map(Counting::finish).collect(),
            summary,
        });
        Ok(())
    }

    /// As TOML; `docs/FORMATS.md` says what stands where.
    pub fn to_toml(&self) -> String {
        toml::write(&self.files)
    }

    /// As a table for each file to read, in Markdown, in a language.
    pub fn to_markdown(&self, language: Language) -> String {
        markdown::write(&self.files, language)
    }
}

/// A variable while it is counted.
struct Counting<'a> {
    variable: Variable,
    place: usize,
    column: &'a Column,
    kind: Kind<'a>,
    texts: BTreeMap<String, usize>,
}

/// What the texts of a column are looked up in.
#[derive(Clone, Copy)]
enum Kind<'a> {
    /// Keys of schools, days: only whether there is one.
    Other,
    Role,
    Consent,
    Answers {
        separator: Option<&'a str>,
    },
}

/// The columns that the codebook names, in the order of its keys; one that is named twice stands once.
fn variables<'a>(table: &'a Table, codes: &'a SurveyCodes, model: &Model) -> Vec<Counting<'a>> {
    let mut found: Vec<Counting<'a>> = Vec::new();
    for (path, name) in codes.named() {
        let Some(place) = table.place(name) else { continue };
        let Some(column) = table.columns.get(place) else { continue };
        if let Some(same) = found.iter_mut().find(|counting| counting.place == place) {
            same.variable.is = format!("{}, {path}", same.variable.is);
            continue;
        }
        let key = path.rsplit('.').next().unwrap_or_default();
        let key = key.split('[').next().unwrap_or_default();
        let asked = codes.columns.get(key).filter(|asked| asked.columns.iter().any(|column| column == name));
        let kind = match (path.as_str(), asked) {
            (_, Some(asked)) => Kind::Answers { separator: separator(asked) },
            ("columns.role", _) => Kind::Role,
            ("columns.consent", _) => Kind::Consent,
            _ => Kind::Other,
        };
        let name = asked.and_then(|_| name_of(model, key));
        found.push(Counting {
            variable: Variable {
                column: column.name.clone(),
                label: column.label.clone(),
                is: path,
                name,
                rule: asked.map(rule),
                answered: 0,
                blank: 0,
                dont_know: 0,
                not_applicable: 0,
                values: Vec::new(),
                missing: column.missing.iter().map(missing).collect(),
            },
            place,
            column,
            kind,
            texts: BTreeMap::new(),
        });
    }
    found
}

fn separator(asked: &Asked) -> Option<&str> {
    match &asked.rule {
        Rule::Checklist(rule) => rule.separator.as_deref(),
        _ => None,
    }
}

/// The rule, in the words of a codebook.
fn rule(asked: &Asked) -> String {
    let Some(word) = asked.rule.word() else { return "phase".to_owned() };
    match &asked.rule {
        Rule::Agreement(items) => format!("{word}, {} steps", items.steps),
        _ => word.to_string(),
    }
}

fn name_of(model: &Model, key: &str) -> Option<Text> {
    let indicator = model.indicators().find(|indicator| indicator.id().key() == key);
    let aspect = || model.aspect_by_key(key).map(|aspect| aspect.name().clone());
    indicator.map(|indicator| indicator.name().clone()).or_else(aspect)
}

fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Code(code) => code.clone(),
        Missing::Range(low, high) => format!("{low} to {high}"),
        Missing::Between(low, high) => format!("{low} to {high}"),
    }
}

impl Counting<'_> {
    fn count(&mut self, row: &Row, codes: &SurveyCodes) {
        let text = row.folded(self.place);
        let mut texts = match self.kind {
            Kind::Answers { separator: Some(separator) } => {
                items::parts(&text, separator, codes.answers.keys().map(String::as_str))
            }
            _ => vec![&*text],
        };
        texts.retain(|text| !text.is_empty());
        let meanings: Vec<Meaning> = match self.kind {
            Kind::Answers { .. } => {
                texts.iter().filter_map(|text| codes.answers.get(*text).copied()).collect()
            }
            _ => texts.iter().map(|_| Meaning::Met).collect(),
        };
        let answer = |m: &Meaning| !matches!(m, Meaning::DontKnow | Meaning::NotApplicable | Meaning::Blank);
        let variable = &mut self.variable;
        if meanings.iter().any(answer) {
            variable.answered += 1;
        } else if meanings.contains(&Meaning::DontKnow) {
            variable.dont_know += 1;
        } else if meanings.contains(&Meaning::NotApplicable) {
            variable.not_applicable += 1;
        } else {
            variable.blank += 1;
        }
        for text in texts {
            let means = match self.kind {
                Kind::Other => None,
                Kind::Role => codes.roles.get(text).map(|role| format!("\"{role}\"")),
                Kind::Consent => codes.consent.get(text).map(ToString::to_string),
                Kind::Answers { .. } => codes.answers.get(text).map(ToString::to_string),
            };
            let Some(means) = means else { continue };
            match self.texts.get_mut(text) {
                Some(n) => *n += 1,
                None => {
                    let label = self.column.value(text).unwrap_or_default().to_owned();
                    self.texts.insert(text.to_owned(), 1);
                    variable.values.push(Value { text: text.to_owned(), label, means, n: 0 });
                }
            }
        }
    }

    fn finish(self) -> Variable {
        let mut variable = self.variable;
        for value in &mut variable.values {
            value.n = self.texts.get(&value.text).copied().unwrap_or(0);
        }
        // Phases and steps first, by their number.
        variable.values.sort_by_key(|value| {
            (value.means.parse().unwrap_or(u8::MAX), value.means.clone(), value.text.clone())
        });
        variable
    }
}

/// Every text of an answer that the codebook knows, by what it means, with how often it occurs.
fn answers(codes: &SurveyCodes, variables: &[Counting<'_>]) -> Vec<Value> {
    let of_answers = || variables.iter().filter(|variable| matches!(variable.kind, Kind::Answers { .. }));
    let mut texts: Vec<(&String, &Meaning)> = codes.answers.iter().collect();
    texts.sort_by_key(|(text, meaning)| (**meaning, *text));
    let value = |(text, meaning): (&String, &Meaning)| Value {
        text: text.clone(),
        label: String::new(),
        means: meaning.to_string(),
        n: of_answers().filter_map(|variable| variable.texts.get(text)).sum(),
    };
    texts.into_iter().map(value).collect()
}

fn not_used(table: &Table, codes: &SurveyCodes) -> Vec<String> {
    let named: Vec<&str> = codes.named().map(|(_, column)| column).collect();
    table.names().filter(|name| !named.contains(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
