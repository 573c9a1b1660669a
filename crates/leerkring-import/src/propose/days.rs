//! Which column holds the day of answering, in which order its days are written, and how many can be read.

use leerkring_model::Date;

use super::columns::{Choice, Columns};
use super::wording::{Confidence, Why};
use super::write::Writer;
use crate::codebook::quoted;
use crate::date::{self, DateOrder};
use crate::layout::Layout;
use crate::table::{Row, Table};
use crate::text::fold;

/// Words in the names of columns of dates; `invuldatum` ends in one.
const DAY_WORDS: [&str; 8] =
    ["datum", "date", "tijdstip", "tijdstempel", "zeitpunkt", "fecha", "data", "timestamp"];
/// Parts of the names of days on which nobody answered.
const OTHER_DAYS: [&str; 8] =
    ["geboorte", "geburt", "birth", "naissance", "nacimiento", "nascita", "compleanno", "dienst"];
/// Words of the same: parts of others.
const OTHER_WORDS: [&str; 4] = ["geb", "gebdatum", "gebdat", "dob"];
/// So many days at most a survey takes of which nothing is known, about three years; and no survey is older than this year.
const LONGEST: i32 = 1100;
const OLDEST: u16 = 2000;

/// The only column that holds days and has a name that says so; or else, as a question, the only one that holds days.
pub(super) fn find(table: &Table, names: &[String], taken: &[bool]) -> Choice {
    let says_day =
        |name: &str| name.split(' ').any(|word| DAY_WORDS.contains(&word) || word.ends_with("datum"));
    let is_other = |name: &str| {
        OTHER_DAYS.iter().any(|part| name.contains(part))
            || name.split(' ').any(|word| OTHER_WORDS.contains(&word))
    };
    let holds_days = |place: usize, named: bool| {
        let cells =
            || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
        let is_day = |cell: &str| {
            let read = |order| date::parse(cell, order).is_some();
            read(DateOrder::Dmy) || read(DateOrder::Mdy) || (named && read(DateOrder::Excel))
        };
        // One in ten may have been typed otherwise.
        let (days, all) = (cells().filter(|cell| is_day(cell)).count(), cells().count());
        all > 0 && days * 10 >= all * 9
    };
    let free = || names.iter().zip(0..).zip(taken).filter(|((name, _), taken)| !**taken && !is_other(name));
    let found = |named: bool| -> Vec<usize> {
        let places = free().filter(|((name, _), _)| says_day(name) == named).map(|((_, place), _)| place);
        places.filter(|place| holds_days(*place, named)).collect()
    };
    match found(true).as_slice() {
        [] => match found(false).as_slice() {
            [place] => Choice::Several(vec![*place]),
            _ => Choice::None,
        },
        [place] if may_be_of_people(table, *place) => Choice::Several(vec![*place]),
        [place] => Choice::One { place: *place, why: Why::OnlyDays },
        several => Choice::Several(several.to_vec()),
    }
}

/// Whether days lie as far apart, or as long ago, as those on which people were born.
fn may_be_of_people(table: &Table, place: usize) -> bool {
    let in_order = |order| -> Vec<Date> {
        table.rows.iter().filter_map(|row| date::parse(&row.folded(place), order)).collect()
    };
    let orders = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Excel].map(in_order);
    let days = orders.iter().max_by_key(|days| days.len());
    let ends = days.and_then(|days| Some((days.iter().min()?, days.iter().max()?)));
    ends.is_some_and(|(first, last)| first.year() < OLDEST || last.days_since(*first) > LONGEST)
}

/// The cells in the column of the date.
pub(super) struct Days {
    filled: usize,
    dmy: usize,
    mdy: usize,
    excel: usize,
    /// The row of the first that is one of Excel's day numbers.
    number: Option<u64>,
    /// Whether a day stands in front of a slash, so that it can be the month as well.
    slashes: bool,
    /// Whether a row cannot be read without its date.
    needed: bool,
}

impl Days {
    pub(super) fn of(table: &Table, columns: &Columns) -> Option<Days> {
        let Choice::One { place, .. } = columns.date else { return None };
        let cells =
            || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
        let days = |order| cells().filter(|cell| date::parse(cell, order).is_some()).count();
        let is_number = |row: &&Row| date::excel_day(&row.folded(place)).is_some();
        Some(Days {
            filled: cells().count(),
            dmy: days(DateOrder::Dmy),
            mdy: days(DateOrder::Mdy),
            excel: days(DateOrder::Excel),
            number: table.rows.iter().find(|row| is_number(row)).map(Row::number),
            slashes: cells().any(|cell| cell.find('/').is_some_and(|at| at <= 2)),
            needed: columns.layout == Layout::PerSchool,
        })
    }

    /// Whether more of them are day numbers than days in any order.
    fn are_numbers(&self) -> bool {
        self.excel > self.dmy.max(self.mdy)
    }

    fn read(&self) -> usize {
        self.dmy.max(self.mdy).max(self.excel)
    }

    /// `date_order`, where the days are not written day first.
    pub(super) fn propose_order(&self, out: &mut Writer) {
        let (dmy, mdy) = (self.dmy, self.mdy);
        if let (true, Some(row)) = (self.are_numbers(), self.number) {
            let check = Confidence::Check.word(out.language);
            let told = out.say(
                format!("de dagen lijken dagnummers van Excel, voor het eerst in rij {row} ({check})"),
                format!("the days look like Excel's day numbers, first in row {row} ({check})"),
            );
            out.text("date_order", "excel", &told);
        } else if mdy > dmy {
            let n = mdy - dmy;
            let told = out.say(
                format!("met de dag voorop zou {n} geen dag zijn"),
                format!("with the day first, {n} would be no day"),
            );
            out.text("date_order", "mdy", &told);
        } else if mdy == dmy && self.slashes {
            let told = out.say(
                "als 3/9 9 maart is; elke dag hier kan allebei zijn, en de dag wordt voorop gelezen",
                "if 3/9 is 9 March; every day here could be either, and the day is taken first",
            );
            out.comment(&format!("date_order = \"mdy\"  # {told}"));
        }
    }

    /// `date`, as sure as its days can be read; as a comment where none can.
    pub(super) fn propose_column(&self, out: &mut Writer, header: &str, why: &Why) {
        let (unread, filled) = (self.filled - self.read(), self.filled);
        if unread == 0 {
            return out.why("date", &quoted(header), why);
        }
        let check = Confidence::Check.word(out.language);
        let became = match self.needed {
            true => out.say("die rijen worden opzijgelegd", "those rows are set aside"),
            false => out.say("die rijen tellen zonder datum", "those rows count without a date"),
        };
        let mend = out.say("schrijf een jaar met vier cijfers", "write a year with four digits");
        if self.read() == 0 {
            let told = out.say(
                format!("geen van de {filled} dagen is te lezen; {mend}, of laat `date` weg, zoals hier"),
                format!("none of the {filled} days can be read; {mend}, or leave `date` out, as here"),
            );
            out.comment(&format!("date = {}  # {told} ({check})", quoted(header)));
            out.open.push(format!("`date`: {told}"));
            return;
        }
        let told = out.say(
            format!("{unread} van de {filled} dagen zijn niet te lezen, en {became}; {mend}"),
            format!("{unread} of {filled} days cannot be read, and {became}; {mend}"),
        );
        let reason = why.reason(out.language);
        out.line("date", &quoted(header), &format!("{reason}; {told} ({check})"));
        out.open.push(format!("`date`: {told}"));
    }
}

#[cfg(test)]
mod tests;
