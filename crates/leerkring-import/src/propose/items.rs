//! Indicators that are asked by several columns: items to agree with, or a checklist of descriptors.

use leerkring_model::{Indicator, Model};

use super::answers::{are_met, are_steps};
use super::columns::Choice;
use super::headings::is_nearly;
use super::targets::Target;
use super::wording::Why;
use crate::layout::Heading;
use crate::table::Table;
use crate::text::loose;

/// What several columns of an indicator are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Agreement,
    Checklist,
    /// One question in several sections.
    Sections,
}

/// Gives the indicators that no one column is recognised for the columns that ask them together.
pub(super) fn find(
    table: &Table,
    headings: &[Heading],
    own: &[bool],
    model: &Model,
    matches: &mut [(Target, Choice)],
) {
    let levels = usize::from(model.levels());
    for (indicator, (target, choice)) in model.indicators().zip(matches) {
        let free = || headings.iter().zip(0..).zip(own).filter(|(_, own)| !**own).map(|(heading, _)| heading);
        if let Some(places) = descriptors(&free().collect::<Vec<_>>(), indicator)
            && are_met(table, &places)
        {
            *choice = Choice::Items { places, form: Form::Checklist, why: Why::Descriptors };
            continue;
        }
        // Of several columns with the same code the texts must tell that they are items, not copies.
        let (places, numbers) = match &*choice {
            Choice::Several(places) => (places.clone(), false),
            Choice::None => (suffixed(free(), &target.key), true),
            Choice::One { .. } | Choice::Items { .. } => continue,
        };
        if places.len() < 2 {
            continue;
        }
        if places.len() == levels && are_met(table, &places) {
            *choice = Choice::Items { places, form: Form::Checklist, why: Why::Items };
        } else if are_steps(table, &places, numbers) {
            *choice = Choice::Items { places, form: Form::Agreement, why: Why::Items };
        }
    }
}

/// The columns whose code is the key with a letter or a number after it: `k1a`, `k1_2`.
fn suffixed<'a>(headings: impl Iterator<Item = (&'a Heading, usize)>, key: &str) -> Vec<usize> {
    let is = |code: &String| {
        let Some(rest) = code.strip_prefix(key) else { return false };
        let bare = rest.trim_start_matches(['-', '_']);
        let letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic());
        // `k12` can be the twelfth of k; `k1_2` is the second of k1.
        let number = bare.len() < rest.len()
            && (1..=2).contains(&bare.len())
            && bare.bytes().all(|b| b.is_ascii_digit());
        letter || number
    };
    headings.filter(|(heading, _)| heading.codes.iter().any(is)).map(|(_, place)| place).collect()
}

/// A column for the descriptor of each phase, lowest first, if each has exactly one.
fn descriptors(headings: &[(&Heading, usize)], indicator: &Indicator) -> Option<Vec<usize>> {
    let of_text = |text: &leerkring_model::Text| {
        let known: Vec<String> = text.iter().map(|(_, text)| loose(text)).collect();
        let says = |heading: &Heading| {
            heading.texts.iter().any(|seen| known.iter().any(|known| is_nearly(seen, known)))
        };
        let mut found = headings.iter().filter(|(heading, _)| says(heading)).map(|(_, place)| *place);
        found.next().filter(|_| found.next().is_none())
    };
    indicator.descriptors().iter().map(|descriptor| of_text(descriptor.text())).collect()
}
