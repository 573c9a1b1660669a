//! The columns that survey tools write by themselves and that the detective looks at, by their loose names.

use super::moment::{self, Moment};
use crate::date::DateOrder;
use crate::layout;
use crate::table::Table;
use crate::text::{fold, loose};

const START: &[&str] = &[
    "startdate",
    "start date",
    "date started",
    "datum gestartet",
    "datum gestart",
    "date de lancement",
    "start time",
    "begintijd",
    "startzeit",
    "heure de début",
    "anfangsdatum",
    "begindatum",
];
const END: &[&str] = &["enddate", "end date", "enddatum", "einddatum"];
const SECONDS: &[&str] = &[
    "duration in seconds",
    "dauer in sekunden",
    "duur in seconden",
    "durée en secondes",
    "interviewtime",
    "total time",
    "totale tijd",
    "gesamtzeit",
    "temps total",
];
const IDS: &[&str] = &[
    "id",
    "response id",
    "responseid",
    "antwort id",
    "antwoord id",
    "answer id",
    "id de la réponse",
    "respondent id",
    "respondentid",
    "token",
    "toegangscode",
    "zugangscode",
];

fn named(table: &Table, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| table.columns.iter().position(|column| loose(&column.header) == *name))
}

/// The column with the moment of beginning.
pub(super) fn start(table: &Table) -> Option<usize> {
    named(table, START)
}

/// The column with the moment of answering: as the layout has it, or another that tools write.
pub(super) fn end(table: &Table) -> Option<usize> {
    let tool = layout::tool(table.recognised.layout.unwrap_or(layout::Layout::Plain));
    named(table, tool.submitted).or_else(|| named(table, tool.date)).or_else(|| named(table, END))
}

/// The column with the seconds that answering took.
pub(super) fn seconds(table: &Table) -> Option<usize> {
    named(table, SECONDS)
}

/// The columns with a key or token of the response.
pub(super) fn ids(table: &Table) -> impl Iterator<Item = usize> {
    let is_id = |header: &str| IDS.contains(&loose(header).as_str());
    table.columns.iter().enumerate().filter(move |(_, column)| is_id(&column.header)).map(|(place, _)| place)
}

/// Whether the days of a column are in this order: more of them can be read in it than in the other.
pub(super) fn order(table: &Table, place: usize) -> DateOrder {
    let days = |order| {
        let cells = table.rows.iter().filter_map(|row| row.get(place));
        cells.filter(|cell| crate::date::parse(&fold(cell), order).is_some()).count()
    };
    if days(DateOrder::Mdy) > days(DateOrder::Dmy) { DateOrder::Mdy } else { DateOrder::Dmy }
}

/// The moments of a column, a place per row. Empty where the tool wrote one and the same for all, to keep none.
pub(super) fn moments(table: &Table, place: usize, order: DateOrder) -> Vec<Option<Moment>> {
    let moments: Vec<Option<Moment>> =
        table.rows.iter().map(|row| moment::parse(&fold(row.get(place)?), order)).collect();
    let mut known = moments.iter().flatten();
    let first = known.next();
    if known.next().is_some() && moments.iter().flatten().all(|moment| Some(moment) == first) {
        return vec![None; moments.len()];
    }
    moments
}
