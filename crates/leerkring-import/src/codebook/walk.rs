//! A walk over a TOML tree that gathers problems instead of stopping at the first.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{CodebookProblem, CodebookProblemKind as Kind};

/// The problems found so far, and the text they are in.
pub(super) struct Walk<'t> {
    text: &'t str,
    problems: Vec<CodebookProblem>,
}

/// A value in the tree, with its key path and the byte at which its key (or, in a list, itself) starts.
pub(super) struct Node<'a> {
    pub(super) path: String,
    pub(super) key: &'a str,
    pub(super) start: usize,
    pub(super) value: &'a DeValue<'a>,
}

/// A table in the tree, likewise.
pub(super) struct Table<'a> {
    path: String,
    start: usize,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn root(tree: &'a Spanned<DeTable<'a>>) -> Table<'a> {
        Table { path: String::new(), start: 0, entries: tree.get_ref() }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.get(key).is_some()
    }

    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.nodes().find(|node| node.key == key)
    }

    /// The entries, in the order of the keys.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'a>> {
        self.entries.iter().map(|(key, value)| {
            let start = key.span().start.min(value.span().start);
            let key = key.get_ref().as_ref();
            let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
            Node { path, key, start, value: value.get_ref() }
        })
    }
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str) -> Walk<'t> {
        Walk { text, problems: Vec::new() }
    }

    /// The problems, in the order of the text.
    pub(super) fn into_problems(mut self) -> Vec<CodebookProblem> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    pub(super) fn syntax(&mut self, error: &toml::de::Error) {
        let start = error.span().map_or(0, |span| span.start);
        self.push(String::new(), start, Kind::Syntax(error.message().to_owned()));
    }

    pub(super) fn problem(&mut self, node: &Node<'_>, kind: Kind) {
        self.push(node.path.clone(), node.start, kind);
    }

    /// A problem with a table as a whole.
    pub(super) fn problem_with(&mut self, table: &Table<'_>, kind: Kind) {
        self.push(table.path.clone(), table.start, kind);
    }

    fn push(&mut self, path: String, start: usize, kind: Kind) {
        // Line and column, in characters, both counted from 1.
        let before = self.text.get(..start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.problems.push(CodebookProblem { path, line, column, kind });
    }

    /// Notes every key of the table that is not among `known`.
    pub(super) fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for node in table.nodes().filter(|node| !known.contains(&node.key)) {
            let kind = Kind::Unknown { key: node.key.to_owned(), known: known.join(", ") };
            self.problem(&node, kind);
        }
    }

    pub(super) fn required<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Node<'a>> {
        let node = table.get(key);
        if node.is_none() {
            self.problem_with(table, Kind::Missing(key));
        }
        node
    }

    fn wrong_type(&mut self, node: &Node<'_>, expected: &'static str) {
        self.problem(node, Kind::Type { expected, found: node.value.type_str() });
    }

    /// A text that is not blank, folded as headers and cells are.
    pub(super) fn text(&mut self, node: &Node<'_>) -> Option<String> {
        match node.value.as_str().map(crate::text::fold) {
            Some(text) if text.is_empty() => self.problem(node, Kind::Empty),
            Some(text) => return Some(text.into_owned()),
            None => self.wrong_type(node, "a text"),
        }
        None
    }

    /// The whole number of a value.
    pub(super) fn integer(&mut self, node: &Node<'_>) -> Option<i64> {
        let number = as_integer(node.value);
        if number.is_none() {
            self.wrong_type(node, "a whole number");
        }
        number
    }

    /// The table at a key, if there is one.
    pub(super) fn table<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Table<'a>> {
        let node = table.get(key)?;
        let entries = node.value.as_table();
        if entries.is_none() {
            self.wrong_type(&node, "a table");
        }
        Some(Table { path: node.path, start: node.start, entries: entries? })
    }

    /// The nodes of the list at a key; none if there is no such key.
    pub(super) fn list<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Vec<Node<'a>> {
        let Some(node) = table.get(key) else { return Vec::new() };
        let Some(items) = node.value.as_array() else {
            self.wrong_type(&node, "a list");
            return Vec::new();
        };
        let places = items.iter().zip(1..);
        let place = |(item, n): (&'a Spanned<DeValue<'a>>, usize)| Node {
            path: format!("{}[{n}]", node.path),
            key: node.key,
            start: item.span().start,
            value: item.get_ref(),
        };
        places.map(place).collect()
    }

    /// One of a few words.
    pub(super) fn choice<T: std::str::FromStr>(&mut self, node: &Node<'_>, known: &[&str]) -> Option<T> {
        let text = self.text(node)?;
        let choice = text.parse().ok();
        if choice.is_none() {
            self.problem(node, Kind::Choice { found: text, known: known.join(", ") });
        }
        choice
    }
}

pub(super) fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok())
}
