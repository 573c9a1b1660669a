//! The codebook as it was used: what every column and text of the files meant, and how often it occurred.

mod counting;
mod markdown;
mod toml;

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Language, Model, SchoolId, Text};

pub(super) use self::counting::Counted;
use self::counting::Counting;
use super::Summary;
use crate::codebook::{Meaning, SurveyCodes};
use crate::quote;
use crate::table::{Recognised, Table};

/// The codebook as it was used in a run, over all files: for each column what it is and what its texts mean, with how
/// many gave each where nobody can be found by it. It names no school and no person, and repeats no text that the codebook
/// does not know.
///
/// Numbers are told of a file if whoever publishes says of each of its schools that what its people chose is told anyway
/// ([`tell_counts_of`](UsedCodebook::tell_counts_of)): else the rest could be had by subtracting what is told. At least five of them
/// have five responses or more, none has more than half of all, and none is in another file of the run too. Of a column
/// they are told only if each of them is nought or at least five, those that can be had by subtracting included. Counted are the rows that
/// became a response, no others. It is filled by [`Survey::read_counting`](crate::Survey::read_counting).
///
/// ```
/// use leerkring_import::{Codebook, ReadOptions, Survey, UsedCodebook, read_table};
/// let model = leerkring_model::builtin::samen_leren();
/// let codebook = Codebook::parse("codebook.toml", r#"
/// format = 1
/// model = "samen-leren@1"
/// layout = "plain"
/// without = ["k2", "d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]
/// columns = { school = "School", indicators = { k1 = "K1" } }
/// answers = { "fase 2" = 2, "fase 3" = 3 }
/// "#, &model)?;
/// let rows: String = ["a", "b", "c", "d", "e"].map(|school| format!("{school};fase 2\n").repeat(5)).concat();
/// let table = read_table("antwoorden.csv", format!("School;K1\n{rows}").as_bytes(), &ReadOptions::default())?;
/// let mut used = UsedCodebook::new();
/// let mut survey = Survey::new(&model);
/// survey.read_counting(&table, &codebook, &model, &mut used)?;
/// assert!(!used.to_toml().contains("n = 25"));
///
/// used.tell_counts_of(survey.responses.schools().iter().cloned().collect());
/// assert!(used.to_toml().contains("text = \"fase 2\"\nmeans = 2\nn = 25"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsedCodebook {
    files: Vec<File>,
    /// The schools of which it is told anyway what their people chose.
    told: BTreeSet<SchoolId>,
}

#[derive(Clone, Debug, PartialEq)]
struct File {
    name: String,
    recognised: Recognised,
    model: String,
    layout: String,
    summary: Summary,
    /// How many responses each school has.
    schools: BTreeMap<SchoolId, usize>,
    variables: Vec<Variable>,
    /// Every text under `[answers]`, with what it means.
    answers: Vec<(String, String)>,
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
    /// In how many responses it is what, where that may be told.
    states: Option<States>,
    /// Texts that occur, with what they mean; none where how often may not be told.
    values: Vec<Value>,
    /// What the file itself says that stands for no answer.
    missing: Vec<String>,
}

/// In how many responses there is an answer, and in how many none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct States {
    answered: usize,
    blank: usize,
    dont_know: usize,
    not_applicable: usize,
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

    /// Says of which schools it is told anyway, in all that is published together with this, how many of their people chose
    /// what. Without it no numbers are told; nor should they be beside an earlier report on the same round.
    pub fn tell_counts_of(&mut self, schools: BTreeSet<SchoolId>) {
        self.told = schools;
    }

    /// Adds a file of which all rows were counted.
    pub(super) fn add(
        &mut self,
        table: &Table,
        codes: &SurveyCodes,
        model: &Model,
        counted: Counted<'_>,
        summary: &Summary,
    ) {
        let Counted { variables, schools, .. } = counted;
        self.files.push(File {
            name: table.name.clone(),
            recognised: table.recognised.clone(),
            model: model.id().to_string(),
            layout: codes.layout.to_string(),
            schools,
            answers: answers(codes),
            not_used: not_used(table, codes),
            variables: variables.into_iter().map(Counting::finish).collect(),
            summary: Summary { issues: Vec::new(), ..summary.clone() },
        });
    }

    /// As TOML; `docs/FORMATS.md` says what stands where.
    pub fn to_toml(&self) -> String {
        toml::write(self.counted())
    }

    /// As a table for each file to read, in Markdown, in a language.
    pub fn to_markdown(&self, language: Language) -> String {
        markdown::write(self.counted(), language)
    }

    /// The files, and whether numbers of them may be told.
    fn counted(&self) -> impl Iterator<Item = (&File, bool)> {
        let places = 0..self.files.len();
        places.zip(&self.files).map(|(place, file)| {
            let mut others = self.files.iter().zip(0..).filter(|(_, other)| *other != place);
            // What two files share could be had by subtracting one from the other.
            let shares =
                |(other, _): (&File, usize)| file.schools.keys().any(|id| other.schools.contains_key(id));
            let are_told = file.schools.keys().all(|school| self.told.contains(school));
            (file, are_told && file.is_of_many_schools() && !others.any(shares))
        })
    }
}

impl File {
    /// Whether its numbers are of schools together, and not of one of them.
    fn is_of_many_schools(&self) -> bool {
        const SCHOOLS: usize = 5;
        let all: usize = self.schools.values().sum();
        let teams = self.schools.values().filter(|responses| **responses >= quote::FEWEST);
        teams.count() >= SCHOOLS && self.schools.values().all(|responses| responses * 2 <= all)
    }
}

/// Every text of an answer that the codebook knows, by what it means.
fn answers(codes: &SurveyCodes) -> Vec<(String, String)> {
    let mut texts: Vec<(&String, &Meaning)> = codes.answers.iter().collect();
    texts.sort_by_key(|(text, meaning)| (**meaning, *text));
    texts.into_iter().map(|(text, meaning)| (text.clone(), meaning.to_string())).collect()
}

fn not_used(table: &Table, codes: &SurveyCodes) -> Vec<String> {
    let named: Vec<&str> = codes.named().map(|(_, column)| column).collect();
    table.names().filter(|name| !named.contains(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
