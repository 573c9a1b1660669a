//! What the cells of rows mean that hold nothing but what the codebook knows, looked up by their bytes.
//!
//! Large files are read by this, at a fraction of what a row costs otherwise. Whatever is not found here is no verdict:
//! the row is then read with all care, by [`Bound::read`].

use indexmap::IndexMap;
use leerkring_model::{Answer, Date, Role};
use rustc_hash::FxBuildHasher;

use super::row::Bound;
use crate::date;
use crate::table::Records;

/// A map by the bytes of a cell. Its order is that of insertion, so that nothing depends on the hash.
pub(super) type ByBytes<T> = IndexMap<Box<[u8]>, T, FxBuildHasher>;

/// What a text of the codebook means, by column.
pub(super) struct Lookup<'a> {
    bound: &'a Bound<'a>,
    width: usize,
    answers: ByBytes<Option<Answer>>,
    roles: ByBytes<Role>,
    no_date: Option<Date>,
}

/// What was read of rows, in columns.
#[derive(Default)]
pub(super) struct Columns {
    /// The number of each row's school.
    pub(super) schools: Vec<u32>,
    pub(super) roles: Vec<Option<Role>>,
    pub(super) dates: Vec<Option<Date>>,
    pub(super) answers: Vec<Option<Answer>>,
}

/// Days that were read before, by their text.
pub(super) type Days = ByBytes<Date>;

/// What became of a row.
pub(super) enum Looked {
    Response,
    Incomplete,
    /// It holds something that is not known here.
    Unknown,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(bound: &'a Bound<'a>, width: usize) -> Lookup<'a> {
        let answers = bound.codes.answers.iter().map(|(text, answer)| (text.as_bytes().into(), *answer));
        let roles = bound.codes.roles.iter().map(|(text, role)| (text.as_bytes().into(), *role));
        Lookup { bound, width, answers: answers.collect(), roles: roles.collect(), no_date: bound.no_date() }
    }

    /// Adds the present record to `columns` if all of it is known; `schools` has the numbers of those read before, by
    /// the bytes of their cells.
    pub(super) fn read(
        &self,
        record: &Records<'_>,
        schools: &ByBytes<u32>,
        days: &mut Days,
        columns: &mut Columns,
    ) -> Looked {
        if record.width() != self.width {
            return Looked::Unknown;
        }
        let cell = |place| record.cell(place).unwrap_or_default().trim_ascii();
        let bound = self.bound;
        if !bound.codes.keep_incomplete && bound.submitted.is_some_and(|place| cell(place).is_empty()) {
            return Looked::Incomplete;
        }
        let Some(school) = schools.get(cell(bound.school)) else { return Looked::Unknown };
        let role = match bound.role.map(cell) {
            None | Some([]) => None,
            Some(text) => match self.roles.get(text) {
                Some(role) => Some(*role),
                None => return Looked::Unknown,
            },
        };
        let date = match bound.date.map(cell) {
            None | Some([]) => None,
            Some(text) => match self.day(text, days) {
                Some(date) => Some(date).filter(|date| Some(*date) != self.no_date),
                None => return Looked::Unknown,
            },
        };
        let before = columns.answers.len();
        for place in &bound.indicators {
            let answer = match place.map(cell) {
                None | Some([]) => None,
                Some(text) => match self.answers.get(text) {
                    Some(answer) => *answer,
                    None => {
                        columns.answers.truncate(before);
                        return Looked::Unknown;
                    }
                },
            };
            columns.answers.push(answer);
        }
        columns.schools.push(*school);
        columns.roles.push(role);
        columns.dates.push(date);
        Looked::Response
    }

    fn day(&self, text: &[u8], days: &mut Days) -> Option<Date> {
        const MOST: usize = 4096;
        let day = date::without_time(std::str::from_utf8(text).ok()?)?;
        if let Some(date) = days.get(day.as_bytes()) {
            return Some(*date);
        }
        let date = date::day(day, self.bound.codes.date_order)?;
        if days.len() < MOST {
            days.insert(day.as_bytes().into(), date);
        }
        Some(date)
    }
}
