//! How often each text stands in each column that the codebook names, while rows are read.

use std::collections::BTreeMap;

use leerkring_model::{Model, Text};

use super::{Value, Variable};
use crate::codebook::{Asked, Meaning, Rule, SurveyCodes};
use crate::survey::items;
use crate::table::{Column, Missing, Row, Table};

/// The columns of a file while its rows are read.
pub(in crate::survey) struct Counted<'a> {
    codes: &'a SurveyCodes,
    pub(super) variables: Vec<Counting<'a>>,
}

impl<'a> Counted<'a> {
    pub(in crate::survey) fn new(table: &'a Table, codes: &'a SurveyCodes, model: &Model) -> Counted<'a> {
        Counted { codes, variables: variables(table, codes, model) }
    }

    /// Counts a row that became something.
    pub(in crate::survey) fn row(&mut self, row: &Row) {
        self.variables.iter_mut().for_each(|variable| variable.count(row, self.codes));
    }
}

/// A variable while it is counted.
pub(super) struct Counting<'a> {
    variable: Variable,
    place: usize,
    column: &'a Column,
    pub(super) looked_up: Texts<'a>,
    times: BTreeMap<String, usize>,
}

/// What the texts of a column are looked up in.
#[derive(Clone, Copy)]
pub(super) enum Texts<'a> {
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
        let looked_up = match (path.as_str(), asked) {
            (_, Some(asked)) => Texts::Answers { separator: separator(asked) },
            ("columns.role", _) => Texts::Role,
            ("columns.consent", _) => Texts::Consent,
            _ => Texts::Other,
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
            looked_up,
            times: BTreeMap::new(),
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
        let mut texts = match self.looked_up {
            Texts::Answers { separator: Some(separator) } => {
                items::parts(&text, separator, codes.answers.keys().map(String::as_str))
            }
            _ => vec![&*text],
        };
        texts.retain(|text| !text.is_empty());
        let meanings: Vec<Meaning> = match self.looked_up {
            Texts::Answers { .. } => {
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
            let means = match self.looked_up {
                Texts::Other => None,
                Texts::Role => codes.roles.get(text).map(|role| format!("\"{role}\"")),
                Texts::Consent => codes.consent.get(text).map(ToString::to_string),
                Texts::Answers { .. } => codes.answers.get(text).map(ToString::to_string),
            };
            let Some(means) = means else { continue };
            match self.times.get_mut(text) {
                Some(n) => *n += 1,
                None => {
                    let label = self.column.value(text).unwrap_or_default().to_owned();
                    self.times.insert(text.to_owned(), 1);
                    variable.values.push(Value { text: text.to_owned(), label, means, n: 0 });
                }
            }
        }
    }

    /// How often this text stands in the column.
    pub(super) fn times(&self, text: &str) -> usize {
        self.times.get(text).copied().unwrap_or(0)
    }

    pub(super) fn finish(self) -> Variable {
        let mut variable = self.variable;
        for value in &mut variable.values {
            value.n = self.times.get(&value.text).copied().unwrap_or(0);
        }
        // Phases and steps first, by their number.
        variable.values.sort_by_key(|value| {
            (value.means.parse().unwrap_or(u8::MAX), value.means.clone(), value.text.clone())
        });
        variable
    }
}
