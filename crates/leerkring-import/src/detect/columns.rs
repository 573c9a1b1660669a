//! The columns that survey tools write by themselves and that the detective looks at, by the names that the tools give
//! them.

use std::collections::BTreeSet;

use super::moment::{self, Moment};
use crate::date::DateOrder;
use crate::layout::{self, Layout, Tool};
use crate::table::Table;
use crate::text::fold;

/// The columns that a tool calls so: the tool that made the file, or else another whose names it has.
fn named(table: &Table, names: impl Fn(&Tool) -> &'static [&'static str]) -> Option<usize> {
    tools(table).find_map(|tool| tool.places(&table.columns, names(tool)).first().copied())
}

fn tools(table: &Table) -> impl Iterator<Item = &'static Tool> {
    layout::tool_and_others(table.recognised.layout.unwrap_or(Layout::Plain))
}

/// The column with the moment of beginning.
pub(super) fn start(table: &Table) -> Option<usize> {
    named(table, |tool| tool.start)
}

/// The column with the moment of ending: as the tool that made the file has it, or another.
pub(super) fn end(table: &Table) -> Option<usize> {
    let own = layout::tool(table.recognised.layout.unwrap_or(Layout::Plain));
    let first = |names| own.places(&table.columns, names).first().copied();
    first(own.end).or_else(|| first(own.date)).or_else(|| named(table, |tool| tool.end))
}

/// The column with the seconds that answering took.
pub(super) fn seconds(table: &Table) -> Option<usize> {
    named(table, |tool| tool.seconds)
}

/// The columns with a key or token of the response.
pub(super) fn ids(table: &Table) -> impl Iterator<Item = usize> {
    let places: BTreeSet<usize> =
        tools(table).flat_map(|tool| tool.places(&table.columns, tool.ids)).collect();
    places.into_iter()
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
