//! A row per respondent, and nothing that tells which tool made it.

use super::{Layout, Tool, UNKNOWN};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Plain,
    date: &[
        "datum",
        "date",
        "ingevuld op",
        "ingevuld",
        "invuldatum",
        "datum ingevuld",
        "tijdstip",
        "timestamp",
        "submitdate",
        "date submitted",
    ],
    ..UNKNOWN
};
