//! The three columns that make a long file.

use super::wording::Why;
use super::write::Writer;
use crate::codebook::{LongColumns, quoted};
use crate::layout::{Layout, long};
use crate::long::Wide;
use crate::table::Table;
use crate::text::loose;

/// A long file as it will be read.
pub(super) struct Long {
    pub(super) columns: LongColumns,
    pub(super) wide: Wide,
}

/// The columns by their names, and the file with a row per respondent; `None` if it is no long file.
pub(super) fn guess(table: &Table) -> Option<Long> {
    if table.recognised.layout != Some(Layout::Long) {
        return None;
    }
    let named = |names: &[&str]| {
        let has = |name: &&str| table.columns.iter().find(|column| loose(&column.header) == **name);
        names.iter().find_map(has).map(|column| column.name.clone())
    };
    let columns = LongColumns {
        respondent: named(long::RESPONDENT)?,
        question: named(long::QUESTION)?,
        answer: named(long::ANSWER)?,
    };
    let wide = Wide::of(table, &columns, &Default::default()).ok()?;
    Some(Long { columns, wide })
}

pub(super) fn propose_columns(out: &mut Writer, long: &Long) {
    let LongColumns { respondent, question, answer } = &long.columns;
    for (key, column) in [("respondent", respondent), ("question", question), ("answer", answer)] {
        out.why(key, &quoted(column), &Why::Name);
    }
}
