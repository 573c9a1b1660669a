//! The columns that a codebook names.

use std::collections::BTreeMap;

use leerkring_model::Model;
use leerkring_model::document::{Node, Table};

use super::items::Items;
use super::{Walk, text};
use crate::codebook::items::Asked;
use crate::codebook::{CodebookProblem, LongColumns};
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
    pub(super) items: &'a Items<'a>,
}

pub(super) struct Columns {
    pub(super) school: Option<String>,
    pub(super) role: Option<String>,
    pub(super) date: Option<String>,
    pub(super) submitted: Option<String>,
    pub(super) consent: Option<String>,
    pub(super) long: Option<LongColumns>,
    pub(super) many: BTreeMap<String, Asked>,
    /// Whether any indicator has a list of columns, or a rule of its own.
    pub(super) listed: bool,
}

pub(super) fn read_columns(walk: &mut Walk<'_>, table: &Table<'_>, context: &Context<'_>) -> Option<Columns> {
    let layout = context.layout;
    let long: &[&'static str] =
        if layout == Some(Layout::Long) { &["respondent", "question", "answer"] } else { &[] };
    let known = ["school", "role", "date", "submitted", "consent", "indicators", "agreed"];
    walk.only(table, &known.iter().chain(long).copied().collect::<Vec<_>>());
    let mut seen = Seen::default();
    for key in long {
        walk.required(table, key);
    }
    let (respondent, question, answer) = match long {
        [] => (None, None, None),
        _ => (
            seen.column(walk, table, "respondent"),
            seen.column(walk, table, "question"),
            seen.column(walk, table, "answer"),
        ),
    };
    let long_columns = respondent
        .zip(question)
        .zip(answer)
        .map(|((respondent, question), answer)| LongColumns { respondent, question, answer });
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
    let consent = seen.column(walk, table, "consent");
    let layout = layout?;
    if layout == Layout::Long && long_columns.is_none() {
        return None;
    }
    let (key, other) =
        if layout == Layout::PerSchool { ("agreed", "indicators") } else { ("indicators", "agreed") };
    if let Some(node) = table.get(other) {
        walk.problem(&node, CodebookProblem::WrongColumns { layout, key: other, expected: key });
    }
    let many = walk.required(table, key)?;
    let many = walk.table(&many)?;
    let listed = many.nodes().any(|node| node.type_name() == "array") || context.items.own().next().is_some();
    let many = match layout {
        Layout::PerSchool => read_agreed(walk, &many, context, &mut seen),
        _ => read_indicators(walk, &many, context, &mut seen),
    };
    Some(Columns { school, role, date, submitted, consent, long: long_columns, many, listed })
}

fn read_indicators(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    context: &Context<'_>,
    seen: &mut Seen,
) -> BTreeMap<String, Asked> {
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
        } else if let Some(asked) = read_asked(walk, &node, context, seen) {
            many.insert(node.key().to_owned(), asked);
        }
    }
    for (key, node) in context.items.own().filter(|(key, _)| !table.has(key)) {
        walk.problem(node, CodebookProblem::NoIndicator { key: key.to_owned(), known: keys.join(", ") });
    }
    context.items.check_reversed(walk, many.values().map(|asked| &asked.rule));
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

/// One column, or a list of them, and the rule that makes a phase of them.
fn read_asked(walk: &mut Walk<'_>, node: &Node<'_>, context: &Context<'_>, seen: &mut Seen) -> Option<Asked> {
    let listed = node.as_str().is_none();
    let columns: Vec<String> = if node.type_name() == "array" {
        let list = walk.list(node)?;
        if list.is_empty() {
            walk.empty(node);
            return None;
        }
        let columns: Vec<Option<String>> = list.iter().map(|node| seen.node(walk, node)).collect();
        columns.into_iter().collect::<Option<_>>()?
    } else {
        vec![seen.node(walk, node)?]
    };
    let rule = context.items.rule(walk, node, &columns, listed, context.model.levels())?;
    Some(Asked { columns, rule })
}

fn read_agreed(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    context: &Context<'_>,
    seen: &mut Seen,
) -> BTreeMap<String, Asked> {
    let keys = keys_of_aspects(context.model);
    let mut many = BTreeMap::new();
    for node in table.nodes() {
        if !keys.contains(&node.key()) {
            walk.problem(
                &node,
                CodebookProblem::NoAspect { key: node.key().to_owned(), known: keys.join(", ") },
            );
        } else if let Some(column) = seen.node(walk, &node) {
            many.insert(node.key().to_owned(), Asked::phase(column));
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
