//! Reading a model from TOML: either a whole, checked model, or every problem there is, each with its place.

mod aspects;
mod phases;
mod problem;

use std::collections::BTreeMap;

use self::aspects::read_aspects;
use self::phases::read_phases;
pub use self::problem::{ModelError, ModelProblem};
use crate::document::{self, Node, Table};
use crate::ids::ModelId;
use crate::model::{Descriptor, Model};
use crate::phase::Phase;
use crate::text::{Text, is_language};

/// The format of model files that this version reads (the key `format`).
const FORMAT: i64 = 1;

type Walk<'t> = document::Walk<'t, ModelProblem>;

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
        document::read("the model", text, read_model)
    }
}

fn read_model(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<Model> {
    walk.only(
        root,
        &[
            "format",
            "id",
            "version",
            "languages",
            "name",
            "lead",
            "phase_word",
            "milestone",
            "phase",
            "aspect",
        ],
    );
    walk.format(root, FORMAT);
    let languages = read_languages(walk, root);
    let id = read_id(walk, root);
    let name = read_text(walk, root, "name", &languages);
    let lead = read_optional(walk, root, "lead", &languages);
    let phase_word = match root.has("phase_word") {
        true => read_text(walk, root, "phase_word", &languages),
        false => Some(Text::from_iter([("nl", "fase"), ("en", "phase")])),
    };
    let scale = read_phases(walk, root, &languages);
    let milestone = root.get("milestone").and_then(|node| read_phase(walk, &node, scale.levels));
    // Without a sound id the rest is still checked, under a stand-in, so that all problems come at once.
    let model_id = id.clone().or_else(|| ModelId::new("unnamed", 1).ok())?;
    let context =
        Context { model: model_id, languages: &languages, levels: scale.levels, shared: scale.descriptors };
    let aspects = read_aspects(walk, root, &context);
    Some(Model {
        id: id?,
        name: name?,
        lead: lead?,
        languages,
        phase_word: phase_word?,
        phases: scale.names?,
        milestone,
        aspects: aspects?,
    })
}

/// What the parts of a model need to know of the whole.
struct Context<'a> {
    model: ModelId,
    languages: &'a [String],
    levels: u8,
    /// The descriptors that stand with the phases, for indicators without one of their own; `None` where there is one,
    /// but with a problem.
    shared: BTreeMap<Phase, Option<Descriptor>>,
}

/// The items of the list that must stand at a key and have something in it.
fn list<'a>(walk: &mut Walk<'_>, table: &Table<'a>, key: &'static str) -> Vec<Node<'a>> {
    let Some(node) = walk.required(table, key) else { return Vec::new() };
    let items = walk.list(&node);
    if items.as_ref().is_some_and(Vec::is_empty) {
        walk.empty(&node);
    }
    items.unwrap_or_default()
}

/// The tables of such a list.
fn tables<'a>(walk: &mut Walk<'_>, table: &Table<'a>, key: &'static str) -> Vec<Table<'a>> {
    list(walk, table, key).iter().filter_map(|node| walk.table(node)).collect()
}

fn read_languages(walk: &mut Walk<'_>, root: &Table<'_>) -> Vec<String> {
    let mut languages = Vec::new();
    for node in list(walk, root, "languages") {
        let Some(code) = walk.text(&node) else { continue };
        if languages.iter().any(|known| known == code) {
            walk.problem(&node, ModelProblem::LanguageTwice(code.to_owned()));
        } else if is_language(code) {
            languages.push(code.to_owned());
        } else {
            walk.problem(&node, ModelProblem::Language(code.to_owned()));
        }
    }
    languages
}

fn read_id(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<ModelId> {
    let name = walk.required(root, "id").and_then(|node| Some((walk.text(&node)?, node)));
    let version = walk.required(root, "version").and_then(|node| Some((walk.integer(&node)?, node)));
    let ((name, name_node), (version, version_node)) = (name?, version?);
    let Ok(number) = u32::try_from(version) else {
        let range = ModelProblem::Range { found: version, low: 0, high: i64::from(u32::MAX) };
        walk.problem(&version_node, range);
        return None;
    };
    walk.id(&name_node, ModelId::new(name, number))
}

fn read_text(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    key: &'static str,
    languages: &[String],
) -> Option<Text> {
    let node = walk.required(table, key)?;
    let texts = walk.table(&node)?;
    let mut found = BTreeMap::new();
    for node in texts.nodes() {
        let language = node.key();
        if !languages.is_empty() && !languages.iter().any(|listed| listed == language) {
            walk.problem(&node, ModelProblem::LanguageNotListed(language.to_owned()));
        }
        if let Some(text) = walk.text(&node) {
            found.insert(language, text);
        }
    }
    if texts.is_empty() {
        walk.empty(&node);
    }
    (!found.is_empty()).then(|| found.into_iter().collect())
}

/// A text that may be left out, and is empty then.
fn read_optional(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    key: &'static str,
    languages: &[String],
) -> Option<Text> {
    if table.has(key) { read_text(walk, table, key, languages) } else { Some(Text::default()) }
}

fn read_phase(walk: &mut Walk<'_>, node: &Node<'_>, levels: u8) -> Option<Phase> {
    let number = walk.integer(node)?;
    let phase = u8::try_from(number).ok().filter(|n| *n <= levels).and_then(Phase::new);
    if phase.is_none() {
        walk.problem(node, ModelProblem::Range { found: number, low: 1, high: i64::from(levels) });
    }
    phase
}

#[cfg(test)]
mod tests;
