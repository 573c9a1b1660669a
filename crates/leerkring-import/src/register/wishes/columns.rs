//! Which columns of a file of wishes hold what.

use leerkring_model::Subjects;

use super::{known, subjects, subjects_of};
use crate::issue::{Issue, IssueKind};
use crate::layout;
use crate::number;
use crate::quote::Known;
use crate::register::{Meant, MeantBy, SchoolIndex, names};
use crate::table::{Row, Table};
use crate::text::{loose, shown};

/// Names under which a survey tool, or whoever made a list, may have numbered the rows.
const MAYBE_NUMBERS: [&str; 2] = ["id", "code"];

/// The column that names the school.
pub(super) struct SchoolColumn {
    pub(super) place: usize,
    /// Whether it may number the rows.
    pub(super) is_id: bool,
}

impl SchoolColumn {
    /// Of the columns that can be it, the best by name of which a cell means a school of the register; a column with
    /// names only where most of them do.
    pub(super) fn of(table: &Table, index: &SchoolIndex<'_>) -> Option<SchoolColumn> {
        let places = |key: &str, maybe_numbers: bool| -> Vec<usize> {
            let names = names::of(key).iter().filter(|name| MAYBE_NUMBERS.contains(name) == maybe_numbers);
            let at = |name: &&str| places_of(table, name);
            names.flat_map(at).filter(|place| !layout::is_by_tool(table, *place)).collect()
        };
        let meant = |row: &Row, place: usize| match index.find(&row.folded(place)) {
            Meant::One(school, by) => {
                let is = by.is_sure() || matches!(by, MeantBy::Spelling | MeantBy::Site);
                is.then_some((&school.id, by))
            }
            _ => None,
        };
        let keys = places("id", false);
        let with_key =
            || keys.iter().find(|place| table.rows.iter().any(|row| meant(row, **place).is_some()));
        if let Some(place) = with_key().or(keys.first()) {
            return Some(SchoolColumn { place: *place, is_id: false });
        }
        let is_name = |place: &usize| {
            let filled = table.rows.iter().filter(|row| !row.folded(*place).is_empty()).count();
            let is_school = |row: &&Row| !matches!(index.find(&row.folded(*place)), Meant::None(_));
            table.rows.iter().filter(is_school).count() * 2 > filled
        };
        let name = places("name", false).into_iter().find(|place| !index.is_empty() && is_name(place));
        let id = places("id", true).into_iter().find(|id| {
            // Beside names, keys are those of the same schools.
            name.is_none_or(|name| {
                let both = |row| Some((meant(row, *id)?, meant(row, name)?));
                let mut found = table.rows.iter().filter_map(both).peekable();
                found.peek().is_some() && found.all(|((id, by), (name, _))| by == MeantBy::Key && id == name)
            })
        });
        let is_id = id.is_some();
        id.or(name).map(|place| SchoolColumn { place, is_id })
    }

    /// The other columns with a name of one of the school, which are not read.
    pub(super) fn others(&self, table: &Table) -> Option<Issue> {
        let others = names::of("id").iter().flat_map(|name| places_of(table, name));
        let others = others.filter(|place| *place != self.place);
        let columns: Vec<String> = others.map(|place| format!("`{}`", shown(table.name_at(place)))).collect();
        let kind = IssueKind::SchoolColumn { others: columns.join(", ") };
        (!columns.is_empty()).then(|| Issue::of_file(table, Some(self.place), kind))
    }
}

/// The places of the columns with this header, loose.
fn places_of(table: &Table, name: &str) -> Vec<usize> {
    let is =
        |(place, column): (usize, &crate::table::Column)| (loose(&column.header) == name).then_some(place);
    table.columns.iter().enumerate().filter_map(is).collect()
}

/// Where a table holds wishes.
#[derive(Default)]
pub(in crate::register) struct Columns {
    pub(in crate::register) offers: Option<usize>,
    pub(in crate::register) asks: Option<usize>,
    pub(in crate::register) thinks: Option<usize>,
    pub(in crate::register) room: Option<usize>,
    /// Those that only a word in their header points at.
    pub(in crate::register) guessed: Vec<usize>,
    /// The words that may be repeated where something else than a wish stands.
    pub(in crate::register) known: Known,
}

impl Columns {
    /// The columns by their names, or else by what they say and hold.
    pub(super) fn of(table: &Table, school: Option<usize>, subjects: Subjects<'_>) -> Columns {
        let mut guessed = Vec::new();
        let mut place = |key: &str| {
            let named = names::of(key).iter().find_map(|name| places_of(table, name).first().copied());
            named.or_else(|| {
                let guess = only_with_word(table, key, school, subjects)?;
                guessed.push(guess);
                Some(guess)
            })
        };
        let (offers, asks) = (place("offers"), place("asks"));
        let (thinks, room) = (place("thinks"), place("room"));
        Columns { offers, asks, thinks, room, guessed, known: known(subjects) }
    }

    fn places(&self) -> [Option<usize>; 4] {
        [self.offers, self.asks, self.thinks, self.room]
    }

    pub(super) fn any(&self) -> bool {
        self.places().iter().any(Option::is_some)
    }

    pub(super) fn is_guessed(&self, column: Option<usize>) -> bool {
        column.is_some_and(|column| self.guessed.contains(&column))
    }

    /// What columns are guessed to be, and which are read as nothing; a name and a place beside the key say nothing new.
    pub(super) fn told(&self, table: &Table, school: usize) -> Vec<Issue> {
        let named = ["offers", "asks", "thinks", "room"].into_iter().zip(self.places());
        let guessed = named.filter(|(_, place)| self.is_guessed(*place));
        let mut told: Vec<Issue> = guessed
            .map(|(wish, place)| {
                Issue::of_file(table, place, IssueKind::WishColumn { wish: wish.to_owned() })
            })
            .collect();
        let is_known =
            |header: &str| ["id", "name", "municipality"].iter().any(|key| names::of(key).contains(&header));
        let is_read = |place: usize| place == school || self.places().contains(&Some(place));
        let rest = table
            .columns
            .iter()
            .enumerate()
            .filter(|(place, column)| !is_read(*place) && !is_known(&loose(&column.header)));
        let columns: Vec<String> =
            rest.map(|(place, _)| format!("`{}`", shown(table.name_at(place)))).collect();
        if !columns.is_empty() {
            let kind = IssueKind::NoWish { columns: columns.join(", ") };
            told.push(Issue::of_file(table, None, kind));
        }
        told
    }
}

/// The only column, beside that of the school, with a word of this wish, and of no other, in its header; if most of what
/// stands in it can be such a wish. A question in everyday words is easily another question.
fn only_with_word(table: &Table, key: &str, school: Option<usize>, of: Subjects<'_>) -> Option<usize> {
    let says = |(place, header): &(usize, String)| {
        let known =
            ["offers", "asks", "thinks", "room"].iter().any(|key| names::of(key).contains(&header.as_str()));
        Some(*place) != school && !known && names::wishes_in(header) == [key]
    };
    let headers = table.columns.iter().map(|column| loose(&column.header)).enumerate();
    let mut found = headers.filter(says);
    let (place, header) = found.next().filter(|_| found.next().is_none())?;
    let is_wish = |row: &&Row| {
        let text = row.get(place).unwrap_or_default();
        if key == "room" {
            number::count(&row.folded(place)).is_ok()
        } else {
            subjects(text, of).1.is_empty()
        }
    };
    let filled = || table.rows.iter().filter(|row| !row.folded(place).is_empty());
    let fits = filled().filter(is_wish).count() * 2 > filled().count() || filled().next().is_none();
    // A matrix has an aspect in each header, and says of it something else.
    (fits && subjects_of(&header, of).is_none()).then_some(place)
}
