//! Google Forms: the moment of answering in the first column, rows of a grid as `Question [row]`.

use super::{Layout, Recognition, Tool, Top, columns_of_one_row, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::GoogleForms,
    recognise,
    columns: columns_of_one_row,
    date: MOMENT,
    submitted: &[],
    metadata: &["email address", "e mailadres", "e mail adresse", "adresse e mail", "score"],
    brackets: true,
    not_shown: &[],
    no_date: None,
};

const MOMENT: &[&str] = &["timestamp", "tijdstempel", "zeitstempel", "horodateur"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let first = top.header().first().zip(top.loose.first());
    first
        .filter(|(_, name)| MOMENT.contains(&name.as_str()))
        .map(|(cell, _)| one_row(format!("first column `{cell}`")))
}
