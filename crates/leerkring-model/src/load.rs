//! Reading a model from TOML: either a whole, checked model, or every problem there is, each with its place.

mod walk;

use std::collections::BTreeMap;
use std::fmt;

use toml::de::DeTable;

use self::walk::{Table, Walk};
use crate::ids::{AspectId, IndicatorId, ModelId};
use crate::model::{Aspect, Descriptor, Indicator, Model, Provenance};
use crate::phase::{FEWEST_PHASES, MOST_PHASES, Phase};
use crate::text::{Text, is_language};

/// The format of model files that this version reads (the key `format`).
const FORMAT: i64 = 1;

/// A model could not be read. It holds every problem of the text, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelError {
    problems: Vec<Problem>,
}

impl ModelError {
    /// The problems; at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.problems.len();
        write!(f, "the model has {n} {}", if n == 1 { "problem" } else { "problems" })?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for ModelError {}

/// One problem of a model file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The key path, as `aspect[2].indicator[1].descriptor[5].text.nl`; places in lists are counted from 1.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

/// What can be wrong with a model file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text is not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key that must be there is not.
    #[error("the key `{0}` is missing")]
    Missing(&'static str),
    /// A key that the format does not know.
    #[error("the key `{key}` is unknown here; known are {known}")]
    Unknown {
        /// The key.
        key: String,
        /// The keys known here.
        known: String,
    },
    /// A value of another type than expected.
    #[error("this must be {expected}, not {found}")]
    Type {
        /// The type expected.
        expected: &'static str,
        /// The type found.
        found: &'static str,
    },
    /// A text or list with nothing in it.
    #[error("this is empty; fill it in or leave the key out")]
    Empty,
    /// A key of the model, an aspect or an indicator has the wrong form.
    #[error("{0}")]
    Id(crate::ids::IdError),
    /// Two aspects or two indicators have the same id.
    #[error("the id `{id}` stands at line {first} too; every {what} needs an id of its own")]
    Twice {
        /// The id.
        id: String,
        /// What it names.
        what: &'static str,
        /// The line of its first use.
        first: usize,
    },
    /// The format number is another than this version reads.
    #[error("format {0} is not known; this version reads format 1")]
    Format(i64),
    /// A number outside its range.
    #[error("{found} is out of range; it must be from {low} to {high}")]
    Range {
        /// The number.
        found: i64,
        /// The least allowed.
        low: i64,
        /// The most allowed.
        high: i64,
    },
    /// Too few or too many phases.
    #[error("{0} phases; a model has 2 to 9")]
    Phases(usize),
    /// A phase of an indicator is described twice.
    #[error("phase {0} is described twice")]
    PhaseTwice(Phase),
    /// Phases of an indicator that nobody described.
    #[error("no descriptor for phase {0}; every phase of every indicator needs one")]
    PhaseMissing(String),
    /// A language code of another form than `nl`.
    #[error("`{0}` is not a language code; write two or three lower-case letters, as in `nl`")]
    Language(String),
    /// A text in a language that the model does not list.
    #[error("`{0}` is not among the model's `languages`")]
    LanguageNotListed(String),
    /// A provenance other than `source` or `derived`.
    #[error("`{0}` is no provenance; write `source` or `derived`")]
    Provenance(String),
}

impl Model {
    /// Reads a model in the format of the built-in ones (`docs/FORMATS.md` describes it).
    ///
    /// ```
    /// let text = r#"
    /// format = 1
    /// id = "reading-together"
    /// version = 1
    /// languages = ["en"]
    /// name.en = "Reading together"
    /// phase = [{ name.en = "starting" }, { name.en = "at home in it" }]
    ///
    /// [[aspect]]
    /// id = "books"
    /// name.en = "Books"
    ///
    /// [[aspect.indicator]]
    /// id = "b1"
    /// name.en = "What we read"
    /// descriptor = [
    ///     { phase = 1, text.en = "Each of us chooses books alone." },
    ///     { phase = 2, text.en = "We choose books together, for all years." },
    /// ]
    /// "#;
    /// let model = leerkring_model::Model::parse(text)?;
    /// assert_eq!((model.levels(), model.width()), (2, 1));
    /// # Ok::<(), leerkring_model::ModelError>(())
    /// ```
    ///
    /// # Errors
    /// [`ModelError`] with every problem of the text, each with key path, line and column.
    pub fn parse(text: &str) -> Result<Model, ModelError> {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let mut walk = Walk::new(text);
        errors.iter().for_each(|error| walk.syntax(error));
        // What follows a slip of syntax may be read as something else: mend that first.
        let model = if errors.is_empty() { read_model(&mut walk, &Table::root(&tree)) } else { None };
        let problems = walk.into_problems();
        match model {
            Some(model) if problems.is_empty() => Ok(model),
            _ => Err(ModelError { problems }),
        }
    }
}

fn read_model(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<Model> {
    walk.only(
        root,
        &["format", "id", "version", "languages", "name", "phase_word", "milestone", "phase", "aspect"],
    );
    if let Some(format) = walk.integer(root, "format").filter(|format| format.value != FORMAT) {
        walk.problem(&format.node, ProblemKind::Format(format.value));
    }
    let languages = read_languages(walk, root);
    let id = read_id(walk, root);
    let name = read_text(walk, root, "name", &languages);
    let phase_word = match root.has("phase_word") {
        true => read_text(walk, root, "phase_word", &languages),
        false => Some(Text::from_iter([("nl", "fase"), ("en", "phase")])),
    };
    let phases = walk.tables(root, "phase");
    if !phases.is_empty() && !(usize::from(FEWEST_PHASES)..=usize::from(MOST_PHASES)).contains(&phases.len())
    {
        walk.problem_at(root, "phase", ProblemKind::Phases(phases.len()));
    }
    let levels = u8::try_from(phases.len()).unwrap_or(u8::MAX).clamp(FEWEST_PHASES, MOST_PHASES);
    let phases: Vec<Option<Text>> = phases
        .iter()
        .map(|phase| {
            walk.only(phase, &["name"]);
            read_text(walk, phase, "name", &languages)
        })
        .collect();
    let milestone = if root.has("milestone") { read_phase(walk, root, "milestone", levels) } else { None };
    // Without a sound id the rest is still checked, under a stand-in, so that all problems come at once.
    let model_id = id.clone().or_else(|| ModelId::new("unnamed", 1).ok())?;
    let aspects = read_aspects(walk, root, &Context { model: model_id, languages: &languages, levels });
    Some(Model {
        id: id?,
        name: name?,
        languages,
        phase_word: phase_word?,
        phases: phases.into_iter().collect::<Option<_>>()?,
        milestone,
        aspects: aspects?,
    })
}

/// What the parts of a model need to know of the whole.
struct Context<'a> {
    model: ModelId,
    languages: &'a [String],
    levels: u8,
}

fn read_languages(walk: &mut Walk<'_>, root: &Table<'_>) -> Vec<String> {
    let mut languages = Vec::new();
    for code in walk.strings(root, "languages") {
        if is_language(&code.value) {
            languages.push(code.value);
        } else {
            walk.problem(&code.node, ProblemKind::Language(code.value));
        }
    }
    languages
}

fn read_id(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<ModelId> {
    let name = walk.string(root, "id");
    let version = walk.integer(root, "version");
    let (name, version) = (name?, version?);
    let Ok(number) = u32::try_from(version.value) else {
        let range = ProblemKind::Range { found: version.value, low: 0, high: i64::from(u32::MAX) };
        walk.problem(&version.node, range);
        return None;
    };
    walk.check(&name.node, ModelId::new(&name.value, number).map_err(ProblemKind::Id))
}

fn read_text(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    key: &'static str,
    languages: &[String],
) -> Option<Text> {
    let texts = walk.table(table, key)?;
    let mut found = BTreeMap::new();
    for (language, node) in texts.nodes() {
        if !languages.is_empty() && !languages.iter().any(|listed| listed == language) {
            walk.problem(&node, ProblemKind::LanguageNotListed(language.to_owned()));
        }
        if let Some(text) = walk.text(&node) {
            found.insert(language, text);
        }
    }
    if texts.is_empty() {
        walk.problem_at(table, key, ProblemKind::Empty);
    }
    (!found.is_empty()).then(|| found.into_iter().collect())
}

fn read_phase(walk: &mut Walk<'_>, table: &Table<'_>, key: &'static str, levels: u8) -> Option<Phase> {
    let number = walk.integer(table, key)?;
    let phase = u8::try_from(number.value).ok().filter(|n| *n <= levels).and_then(Phase::new);
    if phase.is_none() {
        let range = ProblemKind::Range { found: number.value, low: 1, high: i64::from(levels) };
        walk.problem(&number.node, range);
    }
    phase
}

fn read_aspects(walk: &mut Walk<'_>, root: &Table<'_>, context: &Context<'_>) -> Option<Vec<Aspect>> {
    let tables = walk.tables(root, "aspect");
    let mut aspect_ids = Unique::of("aspect");
    let mut indicator_ids = Unique::of("indicator");
    let mut first = 0;
    let mut aspects = Vec::new();
    for table in &tables {
        walk.only(table, &["id", "name", "lead", "indicator"]);
        let key = aspect_ids.read(walk, table);
        let id = key.and_then(|key| AspectId::new(&context.model, &key).ok());
        let name = read_text(walk, table, "name", context.languages);
        let lead = match table.has("lead") {
            true => read_text(walk, table, "lead", context.languages),
            false => Some(Text::default()),
        };
        let indicators: Vec<Option<Indicator>> = walk
            .tables(table, "indicator")
            .iter()
            .map(|indicator| read_indicator(walk, indicator, &mut indicator_ids, context))
            .collect();
        let width = indicators.len();
        let indicators = indicators.into_iter().collect::<Option<Vec<_>>>();
        aspects
            .push((|| Some(Aspect { id: id?, name: name?, lead: lead?, first, indicators: indicators? }))());
        first += width;
    }
    aspects.into_iter().collect()
}

fn read_indicator(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    ids: &mut Unique,
    context: &Context<'_>,
) -> Option<Indicator> {
    walk.only(table, &["id", "name", "descriptor"]);
    let key = ids.read(walk, table);
    let id = key.and_then(|key| IndicatorId::new(&context.model, &key).ok());
    let name = read_text(walk, table, "name", context.languages);
    let mut by_phase = BTreeMap::new();
    for descriptor in walk.tables(table, "descriptor") {
        walk.only(&descriptor, &["phase", "provenance", "text"]);
        let phase = read_phase(walk, &descriptor, "phase", context.levels);
        let provenance = read_provenance(walk, &descriptor);
        let text = read_text(walk, &descriptor, "text", context.languages);
        let Some(phase) = phase else { continue };
        let whole = (|| Some(Descriptor { text: text?, provenance: provenance? }))();
        if by_phase.insert(phase, whole).is_some() {
            walk.problem_at(&descriptor, "phase", ProblemKind::PhaseTwice(phase));
        }
    }
    let missing: Vec<String> = Phase::scale(context.levels)
        .filter(|phase| !by_phase.contains_key(phase))
        .map(|phase| phase.to_string())
        .collect();
    if !missing.is_empty() && table.has("descriptor") {
        walk.problem_at(table, "descriptor", ProblemKind::PhaseMissing(missing.join(", ")));
    }
    let descriptors = by_phase.into_values().collect::<Option<_>>()?;
    Some(Indicator { id: id?, name: name?, descriptors })
}

/// A descriptor of one's own model that says nothing about its provenance is its own source.
fn read_provenance(walk: &mut Walk<'_>, table: &Table<'_>) -> Option<Provenance> {
    if !table.has("provenance") {
        return Some(Provenance::Source);
    }
    let text = walk.string(table, "provenance")?;
    let provenance = text.value.parse().map_err(|_| ProblemKind::Provenance(text.value));
    walk.check(&text.node, provenance)
}

/// Ids of one kind, each allowed once.
struct Unique {
    what: &'static str,
    seen: BTreeMap<String, usize>,
}

impl Unique {
    fn of(what: &'static str) -> Unique {
        Unique { what, seen: BTreeMap::new() }
    }

    fn read(&mut self, walk: &mut Walk<'_>, table: &Table<'_>) -> Option<String> {
        let id = walk.string(table, "id")?;
        walk.check(&id.node, crate::ids::check_key(&id.value).map_err(ProblemKind::Id))?;
        let line = walk.line(&id.node);
        if let Some(&first) = self.seen.get(&id.value) {
            walk.problem(&id.node, ProblemKind::Twice { id: id.value.clone(), what: self.what, first });
        } else {
            self.seen.insert(id.value.clone(), line);
        }
        Some(id.value)
    }
}

#[cfg(test)]
mod tests;
