//! A row per school and a column per aspect. It shows itself by the names of the model's aspects, so that the
//! proposal looks for it, not the header alone.

use super::{Layout, Tool, UNKNOWN};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::PerSchool,
    date: &["datum", "date", "afgesproken op", "datum gesprek", "agreed on"],
    ..UNKNOWN
};
