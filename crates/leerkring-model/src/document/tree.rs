//! The parsed document: values and tables that know their place.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A value in a document, and its place.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    path: String,
    key: &'a str,
    /// The byte at which a problem points: the start of the key, or of an item in a list.
    start: usize,
    value: &'a DeValue<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a DeValue<'a>) -> Node<'a> {
        Node { path: String::new(), key: "", start: 0, value }
    }

    /// The key path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The key; of an item, that of its list.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// The text, if the value is one; [`Walk::text`](super::Walk::text) notes a problem if it is not.
    pub fn as_str(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// The whole number, if the value is one; [`Walk::integer`](super::Walk::integer) notes a problem if it is not.
    pub fn as_integer(&self) -> Option<i64> {
        self.value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok())
    }

    /// The yes or no, if the value is one; [`Walk::boolean`](super::Walk::boolean) notes a problem if it is not.
    pub fn as_bool(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The type of the value, for messages.
    pub fn type_name(&self) -> &'static str {
        self.value.type_str()
    }

    /// The byte at which a problem points.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// The items, if the value is a list.
    pub(super) fn items(&self) -> Option<Vec<Node<'a>>> {
        let item = |(value, n): (&'a Spanned<DeValue<'a>>, usize)| {
            let start = value.span().start;
            let path = format!("{}[{n}]", self.path);
            Node { path, key: self.key, start, value: value.get_ref() }
        };
        Some(self.value.as_array()?.iter().zip(1..).map(item).collect())
    }
}

/// A table in a document, and its place.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    node: Node<'a>,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// `None` if the value is no table.
    pub(super) fn new(node: Node<'a>) -> Option<Table<'a>> {
        let entries = node.value.as_table()?;
        Some(Table { node, entries })
    }

    /// The table as a value, to note a problem with the whole of it.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// Whether the table has the key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether the table has no keys.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key that may be left out.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.entries.get_key_value(key).map(|entry| self.child(entry))
    }

    /// The values, in the order of their keys.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'a>> {
        self.entries.iter().map(|entry| self.child(entry))
    }

    fn child(&self, (key, value): (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>)) -> Node<'a> {
        // A table may be opened by a header before its key is.
        let start = key.span().start.min(value.span().start);
        let (key, path) = (key.get_ref().as_ref(), &self.node.path);
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        Node { path, key, start, value: value.get_ref() }
    }
}
