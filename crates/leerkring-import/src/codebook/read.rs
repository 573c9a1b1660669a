//! Reading a codebook from TOML: either a whole, sound one, or every problem there is, each with its place.

use std::collections::BTreeMap;

use leerkring_model::{Answer, Model, ModelId, Phase, Role, SchoolId, check_key};
use strum::{IntoEnumIterator as _, VariantNames as _};
use toml::de::DeTable;

use super::error::CodebookProblemKind as Kind;
use super::walk::{Node, Table, Walk, as_integer};
use super::{Codebook, CodebookError, SurveyCodes};
use crate::date::DateOrder;
use crate::layout::Layout;
use crate::register::{self, RegisterColumns};
use crate::text::fold;

/// The format of codebooks that this version reads (the key `format`).
const FORMAT: i64 = 1;

/// The keys at the top that belong to a survey.
const OF_SURVEY: [&str; 8] =
    ["layout", "incomplete", "date_order", "without", "columns", "answers", "roles", "schools"];

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
    ///      network_type, sector, language, municipality, lat, lon, pupils, offers, asks, thinks, room, traits"
    /// );
    /// ```
    ///
    /// # Errors
    /// [`CodebookError`] with every problem of the text, each with key path, line and column. Slips of syntax come
    /// alone: what follows them may be read as something else.
    pub fn parse(name: &str, text: &str, model: &Model) -> Result<Codebook, CodebookError> {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let mut walk = Walk::new(text);
        errors.iter().for_each(|error| walk.syntax(error));
        let codebook = if errors.is_empty() { read(&mut walk, &Table::root(&tree), model) } else { None };
        let problems = walk.into_problems();
        match codebook {
            Some(codebook) if problems.is_empty() => Ok(codebook),
            _ => Err(CodebookError { name: name.to_owned(), problems }),
        }
    }
}

fn read(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Option<Codebook> {
    let known: Vec<&str> = ["format", "model"].into_iter().chain(OF_SURVEY).chain(["register"]).collect();
    walk.only(root, &known);
    if let Some(node) = walk.required(root, "format")
        && let Some(format) = walk.integer(&node).filter(|format| *format != FORMAT)
    {
        walk.problem(&node, Kind::Format(format));
    }
    let has_survey = OF_SURVEY.iter().any(|key| root.has(key));
    if !has_survey && !root.has("register") {
        walk.problem_with(root, Kind::Nothing);
    }
    let model_id = if has_survey { walk.required(root, "model") } else { root.get("model") };
    let model_id = model_id.and_then(|node| read_model_id(walk, &node, model));
    let survey = if has_survey { Some(read_survey(walk, root, model)) } else { None };
    let register = walk.table(root, "register").map(|table| read_register(walk, &table));
    // What could not be read has left a problem, so that a part missing here goes nowhere.
    Some(Codebook { model: model_id, survey: transposed(survey)?, register: transposed(register)? })
}

/// A part that is there must have been read.
fn transposed<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn read_model_id(walk: &mut Walk<'_>, node: &Node<'_>, model: &Model) -> Option<ModelId> {
    let id = walk.text(node)?.parse::<ModelId>();
    match &id {
        Err(error) => walk.problem(node, Kind::Id(error.clone())),
        Ok(found) if found != model.id() => {
            walk.problem(node, Kind::Model { found: found.clone(), expected: model.id().clone() });
        }
        Ok(_) => {}
    }
    id.ok()
}

fn read_survey(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Option<SurveyCodes> {
    let layout: Option<Layout> =
        walk.required(root, "layout").and_then(|node| walk.choice(&node, Layout::VARIANTS));
    let incomplete: Option<Incomplete> =
        root.get("incomplete").and_then(|node| walk.choice(&node, Incomplete::VARIANTS));
    let date_order: Option<DateOrder> =
        root.get("date_order").and_then(|node| walk.choice(&node, DateOrder::VARIANTS));
    let without = read_without(walk, root, model);
    let columns = walk.required(root, "columns").and_then(|_| walk.table(root, "columns"));
    let columns =
        columns.and_then(|table| read_columns(walk, &table, &Context { model, layout, without: &without }));
    walk.required(root, "answers");
    let answers = walk
        .table(root, "answers")
        .map(|table| read_texts(walk, &table, |walk, node| read_meaning(walk, node, model.levels())));
    let known: Vec<String> = Role::iter().map(|role| role.to_string()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let roles = walk
        .table(root, "roles")
        .map(|table| read_texts(walk, &table, |walk, node| walk.choice::<Role>(node, &known)));
    let schools = walk.table(root, "schools").map(|table| read_texts(walk, &table, read_school));
    let columns = columns?;
    if let Some(node) = columns.role.is_some().then(|| root.get("columns")).flatten()
        && roles.as_ref().is_none_or(BTreeMap::is_empty)
    {
        walk.problem(&node, Kind::RolesMissing);
    }
    Some(SurveyCodes {
        layout: layout?,
        keep_incomplete: incomplete == Some(Incomplete::Keep),
        date_order: date_order.unwrap_or_default(),
        without,
        school: columns.school?,
        role: columns.role,
        date: columns.date,
        submitted: columns.submitted,
        columns: columns.many,
        answers: answers?,
        roles: roles.unwrap_or_default(),
        schools: schools.unwrap_or_default(),
    })
}

/// What becomes of responses that were broken off.
#[derive(Clone, Copy, PartialEq, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
enum Incomplete {
    LeaveOut,
    Keep,
}

fn keys_of_indicators(model: &Model) -> Vec<&str> {
    model.indicators().map(|indicator| indicator.id().key()).collect()
}

fn keys_of_aspects(model: &Model) -> Vec<&str> {
    model.aspects().iter().map(|aspect| aspect.id().key()).collect()
}

fn read_without(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Vec<String> {
    let keys = keys_of_indicators(model);
    let mut without = Vec::new();
    for node in walk.list(root, "without") {
        match walk.text(&node) {
            Some(key) if keys.contains(&key.as_str()) => without.push(key),
            Some(key) => walk.problem(&node, Kind::NoIndicator { key, known: keys.join(", ") }),
            None => {}
        }
    }
    without.sort();
    without.dedup();
    without
}

/// What the columns of a survey need to know of the rest.
struct Context<'a> {
    model: &'a Model,
    layout: Option<Layout>,
    without: &'a [String],
}

struct Columns {
    school: Option<String>,
    role: Option<String>,
    date: Option<String>,
    submitted: Option<String>,
    many: BTreeMap<String, String>,
}

fn read_columns(walk: &mut Walk<'_>, table: &Table<'_>, context: &Context<'_>) -> Option<Columns> {
    walk.only(table, &["school", "role", "date", "submitted", "indicators", "agreed"]);
    let mut seen = Seen::default();
    walk.required(table, "school");
    let school = seen.column(walk, table, "school");
    let role = seen.column(walk, table, "role");
    let date = seen.column(walk, table, "date");
    // Most tools know one moment only: it says the day, and that the response was completed.
    let submitted_is_date =
        table.get("submitted").and_then(|node| node.value.as_str().map(fold)).as_deref() == date.as_deref();
    let submitted = match date.clone().filter(|_| submitted_is_date) {
        Some(date) => Some(date),
        None => seen.column(walk, table, "submitted"),
    };
    let layout = context.layout?;
    let (key, other) =
        if layout == Layout::PerSchool { ("agreed", "indicators") } else { ("indicators", "agreed") };
    if let Some(node) = table.get(other) {
        walk.problem(&node, Kind::WrongColumns { layout, key: other, expected: key });
    }
    walk.required(table, key);
    let many = walk.table(table, key)?;
    let many = match layout {
        Layout::PerSchool => read_agreed(walk, &many, context, &mut seen),
        _ => read_indicators(walk, &many, context, &mut seen),
    };
    Some(Columns { school, role, date, submitted, many })
}

fn read_indicators(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    context: &Context<'_>,
    seen: &mut Seen,
) -> BTreeMap<String, String> {
    let keys = keys_of_indicators(context.model);
    let mut many = BTreeMap::new();
    for node in table.nodes() {
        if !keys.contains(&node.key) {
            walk.problem(&node, Kind::NoIndicator { key: node.key.to_owned(), known: keys.join(", ") });
        } else if context.without.iter().any(|key| key == node.key) {
            walk.problem(&node, Kind::WithoutAndWith(node.key.to_owned()));
        } else if let Some(column) = seen.node(walk, &node) {
            many.insert(node.key.to_owned(), column);
        }
    }
    let missing: Vec<String> = keys
        .iter()
        .filter(|key| !table.has(key) && !context.without.iter().any(|without| without == *key))
        .map(|key| format!("`{key}`"))
        .collect();
    if !missing.is_empty() {
        walk.problem_with(table, Kind::IndicatorsMissing(missing.join(", ")));
    }
    many
}

fn read_agreed(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    context: &Context<'_>,
    seen: &mut Seen,
) -> BTreeMap<String, String> {
    let keys = keys_of_aspects(context.model);
    let mut many = BTreeMap::new();
    for node in table.nodes() {
        if !keys.contains(&node.key) {
            walk.problem(&node, Kind::NoAspect { key: node.key.to_owned(), known: keys.join(", ") });
        } else if let Some(column) = seen.node(walk, &node) {
            many.insert(node.key.to_owned(), column);
        }
    }
    if table.nodes().next().is_none() {
        walk.problem_with(table, Kind::Empty);
    }
    many
}

/// The columns named so far, and where.
#[derive(Default)]
struct Seen(BTreeMap<String, String>);

impl Seen {
    fn column(&mut self, walk: &mut Walk<'_>, table: &Table<'_>, key: &str) -> Option<String> {
        let node = table.get(key)?;
        self.node(walk, &node)
    }

    fn node(&mut self, walk: &mut Walk<'_>, node: &Node<'_>) -> Option<String> {
        let column = walk.text(node)?;
        match self.0.get(&column) {
            Some(first) => {
                walk.problem(node, Kind::ColumnTwice { column: column.clone(), first: first.clone() });
            }
            None => {
                self.0.insert(column.clone(), node.path.clone());
            }
        }
        Some(column)
    }
}

/// A table from texts, folded, to what they mean.
fn read_texts<T: Clone + PartialEq>(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    read: impl Fn(&mut Walk<'_>, &Node<'_>) -> Option<T>,
) -> BTreeMap<String, T> {
    let mut texts = BTreeMap::new();
    for node in table.nodes() {
        let text = fold(node.key).into_owned();
        if text.is_empty() {
            walk.problem(&node, Kind::Empty);
            continue;
        }
        let Some(meaning) = read(walk, &node) else { continue };
        match texts.insert(text.clone(), meaning.clone()) {
            Some(first) if first != meaning => walk.problem(&node, Kind::TextTwice(text)),
            _ => {}
        }
    }
    texts
}

/// `Some(None)` is blank.
fn read_meaning(walk: &mut Walk<'_>, node: &Node<'_>, levels: u8) -> Option<Option<Answer>> {
    let number = as_integer(node.value);
    let phase = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= levels).and_then(Phase::new);
    match (phase, node.value.as_str()) {
        (Some(phase), _) => return Some(Some(Answer::Phase(phase))),
        (_, Some("dont-know")) => return Some(Some(Answer::DontKnow)),
        (_, Some("not-applicable")) => return Some(Some(Answer::NotApplicable)),
        (_, Some("blank")) => return Some(None),
        _ => {}
    }
    let found = match (number, node.value.as_str()) {
        (Some(number), _) => number.to_string(),
        (_, Some(text)) => format!("`{text}`"),
        _ => format!("a value of type {}", node.value.type_str()),
    };
    walk.problem(node, Kind::Meaning { found, levels });
    None
}

fn read_school(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<SchoolId> {
    let text = walk.text(node)?;
    SchoolId::new(&text).map_err(|error| walk.problem(node, Kind::Id(error))).ok()
}

fn read_register(walk: &mut Walk<'_>, table: &Table<'_>) -> Option<RegisterColumns> {
    let known: Vec<&str> = register::COLUMNS.iter().copied().chain(["traits"]).collect();
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
    if let Some(traits) = walk.table(table, "traits") {
        for node in traits.nodes() {
            if let Err(error) = check_key(node.key) {
                walk.problem(&node, Kind::Id(error));
            } else if let Some(column) = seen.node(walk, &node) {
                columns.traits.insert(node.key.to_owned(), column);
            }
        }
    }
    (!columns.id.is_empty() && !columns.name.is_empty()).then_some(columns)
}
