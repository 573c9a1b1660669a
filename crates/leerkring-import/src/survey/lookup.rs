//! What the cells of rows mean that hold nothing but what the codebook knows, looked up by their bytes.
//!
//! Large files are read by this, at a fraction of what a row costs otherwise. Whatever is not found here is no verdict:
//! the row is then read with all care, by [`Bound::read`].

use leerkring_model::{Answer, Date, Role};

use super::bound::{Bound, Item};
use super::items;
use super::texts::Texts;
use crate::date;
use crate::table::Records;

/// A codebook, ready to be looked up.
pub(super) struct Lookup<'a> {
    bound: &'a Bound<'a>,
    width: usize,
    /// An empty cell is among them, as no answer and no role.
    answers: Texts<Option<Answer>>,
    /// By indicator, its column with phases; `None` where one is asked in another form, which takes more care.
    indicators: Option<Vec<Option<usize>>>,
    consent: Texts<bool>,
    roles: Texts<Option<Role>>,
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

impl Columns {
    /// Takes off the last response, of which the school was not filled in.
    pub(super) fn drop_last(&mut self, width: usize) {
        self.roles.pop();
        self.dates.pop();
        self.answers.truncate(self.answers.len().saturating_sub(width));
    }
}

/// Days that were read before, by their text.
pub(super) type Days = Texts<Date>;

/// What became of a row.
pub(super) enum Looked {
    /// A response; what goes into [`Columns::schools`] is for the caller to say, by the cell that names the school.
    Response,
    Preview,
    Incomplete,
    NoConsent,
    /// It holds something that is not known here.
    Unknown,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(bound: &'a Bound<'a>) -> Lookup<'a> {
        let mut answers = Texts::default();
        let mut roles = Texts::default();
        answers.insert(b"", None);
        roles.insert(b"", None);
        for (text, meaning) in &bound.codes.answers {
            // What is no phase of the model is not known here.
            if let Ok(answer) = items::phase(*meaning, bound.levels) {
                answers.insert(text.as_bytes(), answer);
            }
        }
        let mut consent = Texts::default();
        consent.insert(b"", false);
        bound.codes.consent.iter().for_each(|(text, given)| consent.insert(text.as_bytes(), *given));
        let phases = |item: &Option<Item<'_>>| match item {
            Some(item) => item.only_phase().map(Some),
            None => Some(None),
        };
        let indicators = bound.indicators.iter().map(phases).collect();
        bound.codes.roles.iter().for_each(|(text, role)| roles.insert(text.as_bytes(), Some(*role)));
        Lookup { bound, width: bound.width(), answers, indicators, consent, roles, no_date: bound.no_date() }
    }

    /// Adds the present record to `columns`, its school aside, if all of it is known.
    pub(super) fn read(&self, record: &Records<'_>, days: &mut Days, columns: &mut Columns) -> Looked {
        if record.width() != self.width || self.indicators.is_none() {
            return Looked::Unknown;
        }
        let tool = self.bound.codes.tool();
        let is_preview = |place| {
            let cell = record.cell(place).unwrap_or_default();
            tool.is_preview(&String::from_utf8_lossy(cell))
        };
        if self.bound.status.is_some_and(is_preview) {
            return Looked::Preview;
        }
        let is_broken_off = |place| {
            let cell = record.cell(place).unwrap_or_default();
            // A moment says what it says without a closer look.
            let is_said = tool.broken_off.is_empty() && cell.iter().any(u8::is_ascii_alphanumeric);
            !is_said && tool.is_broken_off(&String::from_utf8_lossy(cell))
        };
        if !self.bound.codes.keep_incomplete && self.bound.submitted.is_some_and(is_broken_off) {
            return Looked::Incomplete;
        }
        match self.bound.consent.map(|place| self.consent.of(record, place)) {
            None | Some(Some(true)) => {}
            Some(Some(false)) => return Looked::NoConsent,
            Some(None) => return Looked::Unknown,
        }
        let before = columns.answers.len();
        match self.known(record, days, columns) {
            Some((role, date)) => {
                columns.roles.push(role);
                columns.dates.push(date);
                Looked::Response
            }
            None => {
                columns.answers.truncate(before);
                Looked::Unknown
            }
        }
    }

    /// Role and date of a record, with its answers added to `columns`; `None` if any of it is not known.
    fn known(
        &self,
        record: &Records<'_>,
        days: &mut Days,
        columns: &mut Columns,
    ) -> Option<(Option<Role>, Option<Date>)> {
        let bound = self.bound;
        let role = match bound.role {
            Some(place) => self.roles.of(record, place)?,
            None => None,
        };
        let date = match bound.date {
            Some(place) => self.date(record.cell(place)?.trim_ascii(), days)?,
            None => None,
        };
        for place in self.indicators.iter().flatten() {
            columns.answers.push(match place {
                Some(place) => self.answers.of(record, *place)?,
                None => None,
            });
        }
        Some((role, date))
    }

    /// The date that a text says; the outer `None` if it says none that is known.
    fn date(&self, text: &[u8], days: &mut Days) -> Option<Option<Date>> {
        const MOST: usize = 4096;
        if text.is_empty() {
            return Some(None);
        }
        let day = date::without_time(std::str::from_utf8(text).ok()?)?;
        let date = match days.get(day.as_bytes()) {
            Some(date) => date,
            None => {
                let date = date::day(day, self.bound.codes.date_order)?;
                if days.len() < MOST {
                    days.insert(day.as_bytes(), date);
                }
                date
            }
        };
        Some(Some(date).filter(|date| Some(*date) != self.no_date))
    }
}
