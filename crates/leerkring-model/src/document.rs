//! Hand-written TOML documents, read whole: every problem with its place.
//!
//! A person mends a file in one go if all that is wrong with it comes at once. So a reader here does not stop at the
//! first problem: [`read`] hands it the top [`Table`] and a [`Walk`]; it asks the walk for each thing it needs, and
//! what is not there or not as it must be is noted, with key path, line and column, and answered with `None`. A problem points at the
//! key of an entry; one with an item of a list, at the item.
//!
//! What can be wrong with any document is a [`ProblemKind`], and the walk notes it. What can be wrong with one kind of
//! document only is a type of its own, the `K` of [`Problem`], and its reader notes it ([`Walk::problem`]).
//!
//! ```
//! use leerkring_model::document::{self, Table, Walk};
//!
//! #[derive(Debug, thiserror::Error)]
//! #[error("{0} chairs do not fit")]
//! struct TooMany(i64);
//!
//! fn read_chairs(walk: &mut Walk<'_, TooMany>, room: &Table<'_>) -> Option<i64> {
//!     walk.only(room, &["chairs"]);
//!     let node = walk.required(room, "chairs")?;
//!     let chairs = walk.integer(&node)?;
//!     if chairs > 30 {
//!         walk.problem(&node, TooMany(chairs));
//!     }
//!     Some(chairs)
//! }
//!
//! let read = |text| document::read("the room", text, read_chairs);
//! assert_eq!(read("chairs = 12")?, 12);
//! assert_eq!(
//!     read("chairs = 40\ntables = 8").unwrap_err().to_string(),
//!     "the room has 2 problems\n  \
//!      line 1, column 1: `chairs`: 40 chairs do not fit\n  \
//!      line 2, column 1: `tables`: the key `tables` is unknown here; known are chairs"
//! );
//! # Ok::<(), document::DocumentError<TooMany>>(())
//! ```

mod problem;
mod tree;
mod walk;

use toml::de::{DeTable, DeValue};

pub use self::problem::{DocumentError, Problem, ProblemKind};
pub use self::tree::{Node, Table};
pub use self::walk::Walk;

/// Reads a document: either what `read` makes of it, or every problem there is. `what` names it in the error, as in
/// "the model".
///
/// Where `read` answers `None`, a problem must be noted: by the walk, which did not give what was needed, or by
/// `read` itself.
///
/// # Errors
/// [`DocumentError`] with every problem of the text. Slips of syntax come alone: what follows them may be read as
/// something else.
pub fn read<T, K>(
    what: &str,
    text: &str,
    read: impl FnOnce(&mut Walk<'_, K>, &Table<'_>) -> Option<T>,
) -> Result<T, DocumentError<K>> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut walk = Walk::new(text);
    errors.iter().for_each(|error| walk.syntax(error));
    let root = DeValue::Table(tree.into_inner());
    let root = Table::new(Node::root(&root)).filter(|_| errors.is_empty());
    let document = root.and_then(|root| read(&mut walk, &root));
    let problems = walk.into_problems();
    match document {
        Some(document) if problems.is_empty() => Ok(document),
        _ => Err(DocumentError::new(what, problems)),
    }
}

#[cfg(test)]
mod tests;
