//! Reading a codebook from TOML: either a whole, sound one, or every problem there is, each with its place.

mod columns;
mod items;
mod texts;

use std::collections::BTreeMap;
use std::str::FromStr;

use leerkring_model::document::{self, Node, Table};
use leerkring_model::{Model, ModelId, Role, check_key};
use strum::{IntoEnumIterator as _, VariantNames as _};

use self::columns::{Columns, Context, Seen, read_columns, read_without};
use self::items::read_items;
use self::texts::{Meanings, read_consent, read_meaning, read_school, read_texts};
use super::items::Rule;
use super::{Codebook, CodebookError, CodebookProblem, Reading, SurveyCodes};
use crate::date::DateOrder;
use crate::layout::Layout;
use crate::register::{self, Crs, RegisterColumns};
use crate::table::{Delimiter, Encoding};
use crate::text::fold;

/// The format of codebooks that this version reads (the key `format`).
const FORMAT: i64 = 1;

type Walk<'t> = document::Walk<'t, CodebookProblem>;

/// The keys at the top that belong to a survey.
const OF_SURVEY: [&str; 11] = [
    "layout",
    "incomplete",
    "previews",
    "date_order",
    "without",
    "columns",
    "items",
    "answers",
    "roles",
    "consent",
    "schools",
];

/// The keys at the top that say how to read the file.
const OF_READING: [&str; 5] = ["encoding", "delimiter", "sheet", "header_row", "header_rows"];

impl Codebook {
    /// Reads a codebook for this model. `name` is the name of the file, for messages.
    ///
    /// ```
    /// # use leerkring_import::Codebook;
    /// let model = leerkring_model::builtin::samen_leren();
    /// let error = Codebook::parse("codebook.toml", "format = 1\n[register]\nid = \"brin\"\nnaam = \"naam\"\n", &model);
    /// assert_eq!(
    ///     error.unwrap_err().to_string(),
    ///     "codebook.toml: the codebook has 2 problems\n  \
    ///      line 2, column 1: `register`: the key `name` is missing\n  \
    ///      line 4, column 1: `register.naam`: the key `naam` is unknown here; known are id, name, board, \
    ///      network_type, sector, language, municipality, lat, lon, x, y, pupils, team, \
    ///      team_leadership, team_teacher, team_support, offers, asks, thinks, room, crs, traits, categories"
    /// );
    /// ```
    ///
    /// # Errors
    /// [`CodebookError`] with every problem of the text, each with key path, line and column. Slips of syntax come
    /// alone: what follows them may be read as something else.
    pub fn parse(name: &str, text: &str, model: &Model) -> Result<Codebook, CodebookError> {
        // Keys of a codebook are texts of the survey: what is wrong is often the key, not what it means.
        let what = format!("{name}: the codebook");
        document::read(&what, text, |walk, root| read(walk, root, model))
    }
}

fn read(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Option<Codebook> {
    let known: Vec<&str> =
        ["format", "model"].into_iter().chain(OF_READING).chain(OF_SURVEY).chain(["register"]).collect();
    walk.only(root, &known);
    walk.format(root, FORMAT);
    let has_survey = OF_SURVEY.iter().any(|key| root.has(key));
    if !has_survey && !root.has("register") {
        walk.problem(root.node(), CodebookProblem::Nothing);
    }
    let model_id = if has_survey { walk.required(root, "model") } else { root.get("model") };
    let model_id = model_id.and_then(|node| read_model_id(walk, &node, model));
    let reading = read_reading(walk, root);
    let survey = if has_survey { Some(read_survey(walk, root, model)) } else { None };
    let register = optional(walk, root, "register").map(|table| read_register(walk, &table));
    // What could not be read has left a problem, so that a part missing here goes nowhere.
    Some(Codebook { model: model_id, reading, survey: transposed(survey)?, register: transposed(register)? })
}

/// A part that is there must have been read.
fn transposed<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn read_model_id(walk: &mut Walk<'_>, node: &Node<'_>, model: &Model) -> Option<ModelId> {
    let id = text(walk, node)?.parse();
    let id: ModelId = walk.id(node, id)?;
    if id != *model.id() {
        let (found, expected) = (id.clone(), model.id().clone());
        walk.problem(node, CodebookProblem::Model { found, expected });
    }
    Some(id)
}

/// The table at a key that may be left out.
fn optional<'a>(walk: &mut Walk<'_>, table: &Table<'a>, key: &str) -> Option<Table<'a>> {
    table.get(key).and_then(|node| walk.table(&node))
}

/// A text that is not blank, folded as headers and cells are.
fn text(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<String> {
    let text = fold(walk.text(node)?).into_owned();
    if text.is_empty() {
        // Nothing but characters that nobody sees.
        walk.empty(node);
        return None;
    }
    Some(text)
}

/// One of a few words.
fn choice<T: FromStr>(walk: &mut Walk<'_>, node: &Node<'_>, known: &[&str]) -> Option<T> {
    let found = text(walk, node)?;
    let choice = found.parse().ok();
    if choice.is_none() {
        walk.problem(node, CodebookProblem::Choice { found, known: known.join(", ") });
    }
    choice
}

fn read_reading(walk: &mut Walk<'_>, root: &Table<'_>) -> Reading {
    let known: Vec<String> = Delimiter::iter().map(|delimiter| delimiter.to_string()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Reading {
        encoding: root.get("encoding").and_then(|node| choice(walk, &node, Encoding::VARIANTS)),
        // Not folded: a tab is one.
        delimiter: root.get("delimiter").and_then(|node| match node.as_str().map(str::parse) {
            Some(Ok(delimiter)) => Some(delimiter),
            _ => choice(walk, &node, &known),
        }),
        sheet: root.get("sheet").and_then(|node| text(walk, &node)),
        header_row: root.get("header_row").and_then(|node| from_one(walk, &node)),
        header_rows: root.get("header_rows").and_then(|node| from_one(walk, &node)),
    }
}

/// A whole number from 1.
fn from_one<T: TryFrom<i64>>(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<T> {
    let found = walk.integer(node)?;
    let number = T::try_from(found).ok().filter(|_| found > 0);
    if number.is_none() {
        let known = "a whole number from 1".to_owned();
        walk.problem(node, CodebookProblem::Choice { found: found.to_string(), known });
    }
    number
}

fn read_survey(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Option<SurveyCodes> {
    let layout: Option<Layout> =
        walk.required(root, "layout").and_then(|node| choice(walk, &node, Layout::VARIANTS));
    let mut keeps =
        |key| root.get(key).and_then(|node| choice(walk, &node, LeftOut::VARIANTS)) == Some(LeftOut::Keep);
    let (keep_incomplete, keep_previews) = (keeps("incomplete"), keeps("previews"));
    let date_order: Option<DateOrder> =
        root.get("date_order").and_then(|node| choice(walk, &node, DateOrder::VARIANTS));
    let without = read_without(walk, root, model);
    let columns = walk.required(root, "columns").and_then(|node| walk.table(&node));
    let items = read_items(walk, root);
    let context = Context { model, layout, without: &without, items: &items };
    let columns = columns.and_then(|table| read_columns(walk, &table, &context));
    let meanings = meanings(columns.as_ref(), root, model);
    let answers = walk
        .required(root, "answers")
        .and_then(|node| walk.table(&node))
        .map(|table| read_texts(walk, &table, |walk, node| read_meaning(walk, node, meanings)));
    let consent = optional(walk, root, "consent").map(|table| read_texts(walk, &table, read_consent));
    let known: Vec<String> = Role::iter().map(|role| role.to_string()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let roles = optional(walk, root, "roles")
        .map(|table| read_texts(walk, &table, |walk, node| choice::<Role>(walk, node, &known)));
    let schools = optional(walk, root, "schools").map(|table| read_texts(walk, &table, read_school));
    let columns = columns?;
    if let Some(node) = root.get("columns").filter(|_| columns.role.is_some())
        && roles.as_ref().is_none_or(BTreeMap::is_empty)
    {
        walk.problem(&node, CodebookProblem::RolesMissing);
    }
    if let Some(node) = root.get("items").filter(|_| !columns.listed) {
        walk.problem(&node, CodebookProblem::NoItems);
    }
    if columns.consent.is_some() != consent.as_ref().is_some_and(|texts| !texts.is_empty()) {
        let node = root.get("consent").or_else(|| root.get("columns"));
        walk.problem(node.as_ref().unwrap_or(root.node()), CodebookProblem::ConsentHalf);
    }
    Some(SurveyCodes {
        layout: layout?,
        keep_incomplete,
        keep_previews,
        date_order: date_order.unwrap_or_default(),
        without,
        school: columns.school?,
        role: columns.role,
        date: columns.date,
        submitted: columns.submitted,
        consent_column: columns.consent,
        consent: consent.unwrap_or_default(),
        long: columns.long,
        columns: columns.many,
        answers: answers?,
        roles: roles.unwrap_or_default(),
        schools: schools.unwrap_or_default(),
    })
}

/// What the texts of answers can mean with these columns.
fn meanings(columns: Option<&Columns>, root: &Table<'_>, model: &Model) -> Meanings {
    let mut known = Meanings { most: model.levels(), items: root.has("items") };
    for asked in columns.iter().flat_map(|columns| columns.many.values()) {
        if let Rule::Agreement(items) = &asked.rule {
            known.most = known.most.max(items.steps);
        }
    }
    known
}

/// What becomes of responses that were broken off, and of those that nobody of the survey gave.
#[derive(Clone, Copy, PartialEq, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
enum LeftOut {
    LeaveOut,
    Keep,
}

fn read_register(walk: &mut Walk<'_>, table: &Table<'_>) -> Option<RegisterColumns> {
    let known: Vec<&str> = register::COLUMNS.iter().copied().chain(["crs", "traits", "categories"]).collect();
    walk.only(table, &known);
    let mut seen = Seen::default();
    walk.required(table, "id");
    walk.required(table, "name");
    let mut columns = RegisterColumns::new("", "");
    for key in register::COLUMNS {
        if let Some(column) = seen.column(walk, table, key) {
            columns.set(key, column);
        }
    }
    if let Some(node) = table.get("crs") {
        columns.crs = choice(walk, &node, Crs::VARIANTS);
    }
    let [degrees, metres] = [["lat", "lon"], ["x", "y"]].map(|pair| pair.map(|key| table.has(key)));
    let given = [metres[0], metres[1], table.has("crs")];
    if given.contains(&true) && (given.contains(&false) || degrees.contains(&true)) {
        walk.problem(table.node(), CodebookProblem::Coordinates);
    }
    for (list, columns) in [("traits", &mut columns.traits), ("categories", &mut columns.categories)] {
        let Some(listed) = optional(walk, table, list) else { continue };
        for node in listed.nodes() {
            if walk.id(&node, check_key(node.key())).is_some()
                && let Some(column) = seen.node(walk, &node)
            {
                columns.insert(node.key().to_owned(), column);
            }
        }
    }
    (!columns.id.is_empty() && !columns.name.is_empty()).then_some(columns)
}
