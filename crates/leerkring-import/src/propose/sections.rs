//! One question in several sections of a form, such as one for each role: everyone answers it in one of them.

use super::columns::Choice;
use super::items::Form;
use super::targets::Target;
use crate::table::Table;
use crate::text::loose;

/// Gives each indicator that one column is recognised for those of the `free` columns that ask it once more. Where somebody
/// answered two of them, they are something else than sections.
pub(super) fn join(table: &Table, free: impl Fn(usize) -> bool, matches: &mut [(Target, Choice)]) {
    for (_, choice) in matches {
        let Choice::One { place, why } = choice else { continue };
        let first = table.name_at(*place);
        let again = (0..table.columns.len()).filter(|at| free(*at) && asks_again(table.name_at(*at), first));
        let places: Vec<usize> = std::iter::once(*place).chain(again).collect();
        let answered =
            |row: &crate::table::Row| places.iter().filter(|at| !row.folded(**at).is_empty()).count();
        if places.len() > 1 && table.rows.iter().all(|row| answered(row) <= 1) {
            *choice = Choice::Items { places, form: Form::Sections, why: why.clone() };
        }
    }
}

/// Takes one column for each indicator again; says whether there were sections.
pub(super) fn part(matches: &mut [(Target, Choice)]) -> bool {
    let mut parted = false;
    for (_, choice) in matches {
        if let Choice::Items { places, form: Form::Sections, why } = choice
            && let Some(place) = places.first().copied()
        {
            *choice = Choice::One { place, why: why.clone() };
            parted = true;
        }
    }
    parted
}

/// Whether a column has the name of another with a digit after it, as Forms calls a question in a second section:
/// `Waarop de koers rust2`.
pub(super) fn asks_again(name: &str, first: &str) -> bool {
    let without = name.trim_end_matches(|c: char| c.is_ascii_digit());
    without != name && loose(without) == loose(first)
}

#[cfg(test)]
mod tests;
