//! The codebook as it was used: what every column and text of the files meant, and how often it occurred.

mod counting;
mod markdown;
mod toml;

use leerkring_model::{Language, Model, Text};

pub(super) use self::counting::Counted;
use self::counting::{Counting, Texts};
use super::Summary;
use crate::codebook::{Meaning, SurveyCodes};
use crate::quote;
use crate::table::{Recognised, Table};

/// The codebook as it was used in a run, over all files: for each column what it is and what its texts mean, with how
/// many gave each. It names no school and no person, repeats no text that the codebook does not know, and has no counts
/// for a file with fewer than five responses.
///
/// Counted are the rows that became a response (or the agreements of a school), no others. It is filled by
/// [`Survey::read_counting`](crate::Survey::read_counting).
///
/// ```
/// use leerkring_import::{Codebook, ReadOptions, Survey, UsedCodebook, read_table};
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
/// Survey::new(&model).read_counting(&table, &codebook, &model, &mut used)?;
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

    /// Adds a file of which all rows were counted.
    pub(super) fn add(
        &mut self,
        table: &Table,
        codes: &SurveyCodes,
        model: &Model,
        counted: Counted<'_>,
        summary: &Summary,
    ) {
        let variables = counted.variables;
        self.files.push(File {
            name: table.name.clone(),
            recognised: table.recognised.clone(),
            model: model.id().to_string(),
            layout: codes.layout.to_string(),
            // Of fewer responses counts would tell what single persons said.
            counted: summary.responses + summary.schools >= quote::FEWEST,
            answers: answers(codes, &variables),
            not_used: not_used(table, codes),
            variables: variables.into_iter().map(Counting::finish).collect(),
            summary: Summary { issues: Vec::new(), ..summary.clone() },
        });
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

/// Every text of an answer that the codebook knows, by what it means, with how often it occurs.
fn answers(codes: &SurveyCodes, variables: &[Counting<'_>]) -> Vec<Value> {
    let of_answers =
        || variables.iter().filter(|variable| matches!(variable.looked_up, Texts::Answers { .. }));
    let mut texts: Vec<(&String, &Meaning)> = codes.answers.iter().collect();
    texts.sort_by_key(|(text, meaning)| (**meaning, *text));
    let value = |(text, meaning): (&String, &Meaning)| Value {
        text: text.clone(),
        label: String::new(),
        means: meaning.to_string(),
        n: of_answers().map(|variable| variable.times(text)).sum(),
    };
    texts.into_iter().map(value).collect()
}

fn not_used(table: &Table, codes: &SurveyCodes) -> Vec<String> {
    let named: Vec<&str> = codes.named().map(|(_, column)| column).collect();
    table.names().filter(|name| !named.contains(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
