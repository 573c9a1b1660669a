//! From a table to the schools of a register, and what they wish.

mod columns;
mod crs;
mod find;
mod keys;
pub(crate) mod names;
mod place;
mod read;
mod spoken;
mod summary;
mod topics;
mod wishes;

use std::collections::BTreeMap;

use leerkring_model::{School, SchoolId, Wishes};

pub(crate) use self::columns::COLUMNS;
pub use self::columns::RegisterColumns;
pub use self::crs::Crs;
pub use self::find::{Meant, MeantBy, SchoolIndex};
pub(crate) use self::keys::KeyForms;
pub use self::read::read_register;
pub(crate) use self::spoken::says_no_more;
pub use self::summary::{RegisterError, RegisterSummary};
pub use self::topics::{TopicListError, TopicRowKind, TopicRowProblem, read_topics};
pub use self::wishes::{SchoolWishes, find_subject, read_wishes};
use crate::issue::Issue;

/// The schools of a register.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Register {
    /// The schools, in the order of the file, each key once.
    pub schools: Vec<School>,
    /// What those schools wish that say something; a school that says nothing is not here.
    pub wishes: BTreeMap<SchoolId, Wishes>,
    /// What is doubtful: rows set aside, and values left out, in the order of the file.
    pub issues: Vec<Issue>,
    /// What became of the rows.
    pub summary: RegisterSummary,
}

#[cfg(test)]
mod tests;
