//! A row per respondent, and nothing that tells which tool made it.

use super::{Layout, Tool, columns_of_one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Plain,
    recognise: |_| None,
    columns: columns_of_one_row,
    date: &["datum", "date", "ingevuld op", "timestamp", "submitdate", "date submitted"],
    submitted: &[],
    metadata: &[],
    brackets: true,
    not_shown: &[],
    no_date: None,
};
