//! A row per respondent, and nothing that tells which tool made it.

use super::{Layout, Tool};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Plain,
    recognise: |_| None,
    date: &["datum", "date", "ingevuld op", "timestamp", "submitdate", "date submitted"],
    submitted: &[],
    metadata: &[],
    brackets: true,
    not_shown: &[],
    no_date: None,
};
