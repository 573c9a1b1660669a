//! A walk over a document that gathers problems instead of stopping at the first.

use super::{Node, Problem, ProblemKind, Table};
use crate::ids::IdError;

/// A walk over a document: what it is asked for and cannot give, it notes as a problem and answers with `None`.
#[derive(Debug)]
pub struct Walk<'t, K> {
    text: &'t str,
    /// The bytes at which the lines start.
    lines: Vec<usize>,
    problems: Vec<Problem<K>>,
}

impl<'t, K> Walk<'t, K> {
    pub(super) fn new(text: &'t str) -> Walk<'t, K> {
        let starts = text.match_indices('\n').map(|(end, _)| end + 1);
        Walk { text, lines: std::iter::once(0).chain(starts).collect(), problems: Vec::new() }
    }

    /// The problems, in the order of the text.
    pub(super) fn into_problems(mut self) -> Vec<Problem<K>> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    pub(super) fn syntax(&mut self, error: &toml::de::Error) {
        let start = error.span().map_or(0, |span| span.start);
        self.push("", start, ProblemKind::Syntax(error.message().to_owned()));
    }

    /// Notes a problem that only this kind of document can have.
    pub fn problem(&mut self, node: &Node<'_>, kind: K) {
        self.note(node, ProblemKind::Own(kind));
    }

    /// Notes that there is nothing in the value.
    pub fn empty(&mut self, node: &Node<'_>) {
        self.note(node, ProblemKind::Empty);
    }

    /// Notes every key of the table that is not among `known`.
    pub fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for node in table.nodes().filter(|node| !known.contains(&node.key())) {
            let kind = ProblemKind::Unknown { key: node.key().to_owned(), known: known.join(", ") };
            self.note(&node, kind);
        }
    }

    /// The value of a key that must be there.
    pub fn required<'a>(&mut self, table: &Table<'a>, key: &'static str) -> Option<Node<'a>> {
        let node = table.get(key);
        if node.is_none() {
            self.note(table.node(), ProblemKind::Missing(key));
        }
        node
    }

    /// Notes if the key `format` is not the format `known`.
    pub fn format(&mut self, root: &Table<'_>, known: i64) {
        if let Some(node) = self.required(root, "format")
            && let Some(found) = self.integer(&node).filter(|found| *found != known)
        {
            self.note(&node, ProblemKind::Format { found, known });
        }
    }

    /// The text of a value; it must not be blank.
    pub fn text<'a>(&mut self, node: &Node<'a>) -> Option<&'a str> {
        let text = node.as_str();
        let text = self.of_type(node, text, "a text")?;
        if text.trim().is_empty() {
            self.empty(node);
            return None;
        }
        Some(text)
    }

    /// What a text says of an id or a key that was made of it.
    pub fn id<T>(&mut self, node: &Node<'_>, id: Result<T, IdError>) -> Option<T> {
        id.map_err(|error| self.note(node, ProblemKind::Id(error))).ok()
    }

    /// The whole number of a value.
    pub fn integer(&mut self, node: &Node<'_>) -> Option<i64> {
        self.of_type(node, node.as_integer(), "a whole number")
    }

    /// The yes or no of a value.
    pub fn boolean(&mut self, node: &Node<'_>) -> Option<bool> {
        self.of_type(node, node.as_bool(), "true or false")
    }

    /// The table of a value.
    pub fn table<'a>(&mut self, node: &Node<'a>) -> Option<Table<'a>> {
        self.of_type(node, Table::new(node.clone()), "a table")
    }

    /// The items of a list; it may be empty.
    pub fn list<'a>(&mut self, node: &Node<'a>) -> Option<Vec<Node<'a>>> {
        self.of_type(node, node.items(), "a list")
    }

    /// The line at which a problem with the value points, counted from 1.
    pub fn line(&self, node: &Node<'_>) -> usize {
        self.place(node.start()).0
    }

    fn of_type<T>(&mut self, node: &Node<'_>, value: Option<T>, expected: &'static str) -> Option<T> {
        if value.is_none() {
            self.note(node, ProblemKind::Type { expected, found: node.type_name() });
        }
        value
    }

    fn note(&mut self, node: &Node<'_>, kind: ProblemKind<K>) {
        self.push(node.path(), node.start(), kind);
    }

    fn push(&mut self, path: &str, start: usize, kind: ProblemKind<K>) {
        let (line, column) = self.place(start);
        self.problems.push(Problem { path: path.to_owned(), line, column, kind });
    }

    /// Line and column, in characters, of a byte of the text; both counted from 1.
    fn place(&self, start: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|first| *first <= start);
        let first = line.checked_sub(1).and_then(|place| self.lines.get(place)).copied().unwrap_or(0);
        let before = self.text.get(first..start).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}
