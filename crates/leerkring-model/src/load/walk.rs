//! A walk over a TOML tree that gathers problems instead of stopping at the first.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Problem, ProblemKind};

/// The problems found so far, and the text they are in.
pub(super) struct Walk<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

/// A value in the tree, with its key path and the byte at which it starts.
pub(super) struct Node<'a> {
    path: String,
    start: usize,
    value: &'a DeValue<'a>,
}

/// A table in the tree, likewise.
pub(super) struct Table<'a> {
    path: String,
    start: usize,
    entries: &'a DeTable<'a>,
}

/// A value read, and where it stands.
pub(super) struct Found<'a, T> {
    pub(super) value: T,
    pub(super) node: Node<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn root(tree: &'a Spanned<DeTable<'a>>) -> Table<'a> {
        Table { path: String::new(), start: 0, entries: tree.get_ref() }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.get(key).is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.entries.get(key)?;
        Some(Node { path: self.path_to(key), start: value.span().start, value: value.get_ref() })
    }

    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The entries with their keys, in the order of the keys.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        self.entries.iter().map(|(key, value)| {
            let key = key.get_ref().as_ref();
            (key, Node { path: self.path_to(key), start: value.span().start, value: value.get_ref() })
        })
    }
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str) -> Walk<'t> {
        Walk { text, problems: Vec::new() }
    }

    /// The problems, in the order of the text.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    pub(super) fn syntax(&mut self, error: &toml::de::Error) {
        let start = error.span().map_or(0, |span| span.start);
        self.push(String::new(), start, ProblemKind::Syntax(error.message().to_owned()));
    }

    pub(super) fn problem(&mut self, node: &Node<'_>, kind: ProblemKind) {
        self.push(node.path.clone(), node.start, kind);
    }

    /// A problem with what stands at a key of a table.
    pub(super) fn problem_at(&mut self, table: &Table<'_>, key: &str, kind: ProblemKind) {
        let start = table.get(key).map_or(table.start, |node| node.start);
        self.push(table.path_to(key), start, kind);
    }

    fn push(&mut self, path: String, start: usize, kind: ProblemKind) {
        let (line, column) = self.place(start);
        self.problems.push(Problem { path, line, column, kind });
    }

    /// Line and column, in characters, of a byte of the text; both counted from 1.
    fn place(&self, start: usize) -> (usize, usize) {
        let before = self.text.get(..start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    pub(super) fn line(&self, node: &Node<'_>) -> usize {
        self.place(node.start).0
    }

    /// The value of a check, or its problem noted.
    pub(super) fn check<T>(&mut self, node: &Node<'_>, result: Result<T, ProblemKind>) -> Option<T> {
        result.map_err(|kind| self.problem(node, kind)).ok()
    }

    /// Notes every key of the table that is not among `known`.
    pub(super) fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for (key, value) in table.entries {
            if !known.contains(&key.get_ref().as_ref()) {
                let kind = ProblemKind::Unknown { key: key.get_ref().to_string(), known: known.join(", ") };
                self.push(table.path_to(key.get_ref()), key.span().start.min(value.span().start), kind);
            }
        }
    }

    fn required<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Node<'a>> {
        let node = table.get(key);
        if node.is_none() {
            self.push(table.path.clone(), table.start, ProblemKind::Missing(key));
        }
        node
    }

    fn wrong_type(&mut self, node: &Node<'_>, expected: &'static str) {
        self.problem(node, ProblemKind::Type { expected, found: node.value.type_str() });
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, node: &Node<'_>) -> Option<String> {
        match node.value.as_str() {
            Some(text) if text.trim().is_empty() => self.problem(node, ProblemKind::Empty),
            Some(text) => return Some(text.to_owned()),
            None => self.wrong_type(node, "a text"),
        }
        None
    }

    /// The text that must stand at a key.
    pub(super) fn string<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Found<'a, String>> {
        let node = self.required(table, key)?;
        Some(Found { value: self.text(&node)?, node })
    }

    /// The whole number that must stand at a key.
    pub(super) fn integer<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Found<'a, i64>> {
        let node = self.required(table, key)?;
        let number = node.value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(&node, "a whole number");
        }
        Some(Found { value: number?, node })
    }

    /// The table that must stand at a key.
    pub(super) fn table<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Table<'a>> {
        let node = self.required(table, key)?;
        self.as_table(node)
    }

    fn as_table<'a>(&mut self, node: Node<'a>) -> Option<Table<'a>> {
        match node.value.as_table() {
            Some(entries) => Some(Table { path: node.path, start: node.start, entries }),
            None => {
                self.wrong_type(&node, "a table");
                None
            }
        }
    }

    /// The nodes of the list that must stand at a key and have something in it.
    fn list<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Vec<Node<'a>> {
        let Some(node) = self.required(table, key) else { return Vec::new() };
        let Some(list) = node.value.as_array() else {
            self.wrong_type(&node, "a list");
            return Vec::new();
        };
        if list.is_empty() {
            self.problem(&node, ProblemKind::Empty);
        }
        let item = |(place, value): (usize, &'a Spanned<DeValue<'a>>)| Node {
            path: format!("{}[{}]", node.path, place + 1),
            start: value.span().start,
            value: value.get_ref(),
        };
        list.iter().enumerate().map(item).collect()
    }

    /// The tables of a list.
    pub(super) fn tables<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Vec<Table<'a>> {
        let nodes = self.list(table, key);
        nodes.into_iter().filter_map(|node| self.as_table(node)).collect()
    }

    /// The texts of a list.
    pub(super) fn strings<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Vec<Found<'a, String>> {
        let nodes = self.list(table, key);
        nodes.into_iter().filter_map(|node| Some(Found { value: self.text(&node)?, node })).collect()
    }
}
