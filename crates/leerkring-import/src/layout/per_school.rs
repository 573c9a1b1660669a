//! A row per school and a column per aspect. It shows itself by the names of the model's aspects, so that the
//! proposal looks for it, not the header alone.

use super::{Layout, Tool, columns_of_one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::PerSchool,
    recognise: |_| None,
    columns: columns_of_one_row,
    date: &["datum", "date", "afgesproken op", "datum gesprek", "agreed on"],
    submitted: &[],
    metadata: &[],
    brackets: true,
    not_shown: &[],
    no_date: None,
};
