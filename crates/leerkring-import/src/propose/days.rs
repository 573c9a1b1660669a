//! In which order the days of a file are written, and how many of them can be read.

use super::columns::{Choice, Columns};
use super::wording::{Confidence, Why};
use super::write::Writer;
use crate::codebook::quoted;
use crate::date::{self, DateOrder};
use crate::layout::Layout;
use crate::table::Table;
use crate::text::fold;

/// The cells in the column of the date.
pub(super) struct Days {
    filled: usize,
    dmy: usize,
    mdy: usize,
    excel: usize,
    /// The first that is one of Excel's day numbers.
    number: Option<String>,
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
        Some(Days {
            filled: cells().count(),
            dmy: days(DateOrder::Dmy),
            mdy: days(DateOrder::Mdy),
            excel: days(DateOrder::Excel),
            number: cells().find(|cell| date::excel_day(cell).is_some()).map(|cell| cell.into_owned()),
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
        if let (true, Some(number)) = (self.are_numbers(), &self.number) {
            let day = date::excel_day(number).map(|day| day.to_string()).unwrap_or_default();
            let check = Confidence::Check.word(out.language);
            let told = out.say(
                format!("de dagen lijken dagnummers van Excel: {number} is {day} ({check})"),
                format!("the days look like Excel's day numbers: {number} is {day} ({check})"),
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
