//! The columns that a codebook names.

use std::collections::BTreeMap;

use leerkring_model::Model;
use leerkring_model::document::{Node, Table};

use super::{Walk, text};
use crate::codebook::CodebookProblem;
use crate::layout::Layout;
use crate::text::fold;

fn keys_of_indicators(model: &Model) -> Vec<&str> {
    model.indicators().map(|indicator| indicator.id().key()).collect()
}

fn keys_of_aspects(model: &Model) -> Vec<&str> {
    model.aspects().iter().map(|aspect| aspect.id().key()).collect()
}

pub(super) fn read_without(walk: &mut Walk<'_>, root: &Table<'_>, model: &Model) -> Vec<String> {
    let keys = keys_of_indicators(model);
    let mut without = Vec::new();
    let list = root.get("without").and_then(|node| walk.list(&node));
    for node in list.unwrap_or_default() {
        match text(walk, &node) {
            Some(key) if keys.contains(&key.as_str()) => without.push(key),
            Some(key) => walk.problem(&node, CodebookProblem::NoIndicator { key, known: keys.join(", ") }),
            None => {}
        }
    }
    without.sort();
    without.dedup();
    without
}

/// What the columns of a survey need to know of the rest.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) layout: Option<Layout>,
    pub(super) without: &'a [String],
}

pub(super) struct Columns {
    pub(super) school: Option<String>,
    pub(super) role: Option<String>,
    pub(super) date: Option<String>,
    pub(super) submitted: Option<String>,
    pub(super) many: BTreeMap<String, String>,
}

pub(super) fn read_columns(walk: &mut Walk<'_>, table: &Table<'_>, context: &Context<'_>) -> Option<Columns> {
    walk.only(table, &["school", "role", "date", "submitted", "indicators", "agreed"]);
    let mut seen = Seen::default();
    walk.required(table, "school");
    let school = seen.column(walk, table, "school");
    let role = seen.column(walk, table, "role");
    let date = seen.column(walk, table, "date");
    // Most tools know one moment only: it says the day, and that the response was completed.
    let submitted_is_date =
        table.get("submitted").and_then(|node| node.as_str().map(fold)).as_deref() == date.as_deref();
    let submitted = match date.clone().filter(|_| submitted_is_date) {
        Some(date) => Some(date),
        None => seen.column(walk, table, "submitted"),
    };
    let layout = context.layout?;
    let (key, other) =
        if layout == Layout::PerSchool { ("agreed", "indicators") } else { ("indicators", "agreed") };
    if let Some(node) = table.get(other) {
        walk.problem(&node, CodebookProblem::WrongColumns { layout, key: other, expected: key });
    }
    let many = walk.required(table, key)?;
    let many = walk.table(&many)?;
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
        if !keys.contains(&node.key()) {
            walk.problem(
                &node,
                CodebookProblem::NoIndicator { key: node.key().to_owned(), known: keys.join(", ") },
            );
        } else if context.without.iter().any(|key| key == node.key()) {
            walk.problem(&node, CodebookProblem::WithoutAndWith(node.key().to_owned()));
        } else if let Some(column) = seen.node(walk, &node) {
            many.insert(node.key().to_owned(), column);
        }
    }
    let missing: Vec<String> = keys
        .iter()
        .filter(|key| !table.has(key) && !context.without.iter().any(|without| without == *key))
        .map(|key| format!("`{key}`"))
        .collect();
    if !missing.is_empty() {
        walk.problem(table.node(), CodebookProblem::IndicatorsMissing(missing.join(", ")));
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
        if !keys.contains(&node.key()) {
            walk.problem(
                &node,
                CodebookProblem::NoAspect { key: node.key().to_owned(), known: keys.join(", ") },
            );
        } else if let Some(column) = seen.node(walk, &node) {
            many.insert(node.key().to_owned(), column);
        }
    }
    if table.is_empty() {
        walk.empty(table.node());
    }
    many
}

/// The columns named so far, and where.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<String, String>);

impl Seen {
    pub(super) fn column(&mut self, walk: &mut Walk<'_>, table: &Table<'_>, key: &str) -> Option<String> {
        let node = table.get(key)?;
        self.node(walk, &node)
    }

    pub(super) fn node(&mut self, walk: &mut Walk<'_>, node: &Node<'_>) -> Option<String> {
        let column = text(walk, node)?;
        match self.0.get(&column) {
            Some(first) => {
                walk.problem(
                    node,
                    CodebookProblem::ColumnTwice { column: column.clone(), first: first.clone() },
                );
            }
            None => {
                self.0.insert(column.clone(), node.path().to_owned());
            }
        }
        Some(column)
    }
}
