//! How often each text stands in each column that the codebook names, while rows are read.

use std::collections::BTreeMap;

use leerkring_model::{Model, SchoolId, Text};

use super::{States, Value, Variable};
use crate::codebook::{Asked, Meaning, Rule, SurveyCodes};
use crate::quote;
use crate::survey::items;
use crate::table::{Column, Missing, Row, Table};

/// The columns of a file while its rows are read.
pub(in crate::survey) struct Counted<'a> {
    codes: &'a SurveyCodes,
    pub(super) variables: Vec<Counting<'a>>,
    pub(super) schools: BTreeMap<SchoolId, usize>,
}

impl<'a> Counted<'a> {
    pub(in crate::survey) fn new(table: &'a Table, codes: &'a SurveyCodes, model: &Model) -> Counted<'a> {
        Counted { codes, variables: variables(table, codes, model), schools: BTreeMap::new() }
    }

    /// Counts a row that became a response about a school.
    pub(in crate::survey) fn row(&mut self, row: &Row, school: &SchoolId) {
        *self.schools.entry(school.clone()).or_default() += 1;
        self.variables.iter_mut().for_each(|variable| variable.count(row, self.codes));
    }
}

/// A variable while it is counted.
pub(super) struct Counting<'a> {
    variable: Variable,
    place: usize,
    column: &'a Column,
    looked_up: Texts<'a>,
    states: States,
    /// How often each known text occurs.
    times: BTreeMap<String, usize>,
    /// Cells in which nothing stands.
    empty: usize,
    rows: usize,
}

/// What the texts of a column are looked up in.
#[derive(Clone, Copy)]
enum Texts<'a> {
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
                states: None,
                values: Vec::new(),
                missing: column.missing.iter().map(missing).collect(),
            },
            place,
            column,
            looked_up,
            states: States::default(),
            times: BTreeMap::new(),
            empty: 0,
            rows: 0,
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
        let states = &mut self.states;
        if meanings.iter().any(answer) {
            states.answered += 1;
        } else if meanings.contains(&Meaning::DontKnow) {
            states.dont_know += 1;
        } else if meanings.contains(&Meaning::NotApplicable) {
            states.not_applicable += 1;
        } else {
            states.blank += 1;
        }
        self.rows += 1;
        self.empty += usize::from(texts.is_empty());
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
                    self.variable.values.push(Value { text: text.to_owned(), label, means, n: 0 });
                }
            }
        }
    }

    /// The variable, with the numbers that may be told.
    pub(super) fn finish(self) -> Variable {
        let mut variable = self.variable;
        let known: usize = self.times.values().sum();
        let unknown = self.rows.saturating_sub(self.empty + known);
        let parts: Vec<usize> = self.times.values().copied().chain([self.empty, unknown]).collect();
        // Of several texts in a cell it could be had how many gave two of them.
        let is_one = !matches!(self.looked_up, Texts::Answers { separator: Some(_) });
        match told(self.states, &parts) {
            Told::Nothing => variable.values.clear(),
            Told::All if is_one => variable.states = Some(self.states),
            Told::All | Told::States => {
                variable.states = Some(self.states);
                variable.values.clear();
            }
        }
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

/// Which numbers of a column may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    States,
    All,
}

/// Nothing that fewer than five people gave can be found where each of the parts that make up the responses, and so every sum
/// and every difference of them, is nought or at least five.
pub(super) fn told(states: States, parts: &[usize]) -> Told {
    let is_of_many = |n: &usize| *n == 0 || *n >= quote::FEWEST;
    let States { answered, blank, dont_know, not_applicable } = states;
    if ![answered, blank, dont_know, not_applicable].iter().all(is_of_many) {
        Told::Nothing
    } else if !parts.iter().all(is_of_many) {
        Told::States
    } else {
        Told::All
    }
}
