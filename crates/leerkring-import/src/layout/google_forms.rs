//! Google Forms: the moment of answering in the first column, rows of a grid as `Question [row]`.

use super::{Header, Layout, Tool};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::GoogleForms,
    recognise,
    date: MOMENT,
    submitted: &[],
    metadata: &["email address", "e mailadres", "e mail adresse", "adresse e mail", "score"],
    brackets: true,
    not_shown: &[],
    no_date: None,
};

const MOMENT: &[&str] = &["timestamp", "tijdstempel", "zeitstempel", "horodateur"];

fn recognise(header: &Header<'_>) -> Option<String> {
    let first = header.cells.first().zip(header.loose.first());
    first
        .filter(|(_, name)| MOMENT.contains(&name.as_str()))
        .map(|(cell, _)| format!("first column `{cell}`"))
}
