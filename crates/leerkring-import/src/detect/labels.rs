//! An answer that is written in one way up to some row and in another from there on: its label was changed while the
//! survey was open, or two files were put together.
//!
//! Two texts that mean the same are compared: by the codebook, or without one because they hold the same number, or differ in
//! capitals and marks only. If respondents wrote either by chance, all of the one would come before all
//! of the other in one of `(a + b over a)` orders.

use std::collections::BTreeMap;

use super::chance::{is_rare, one_order};
use super::columns;
use super::view::{View, cell};
use super::{Finding, FindingKind};
use crate::quote;
use crate::text::loose;

/// What a text means, to compare it with others.
type Meaning = String;

/// Where a text was seen, in an order of the rows.
struct Seen {
    first: usize,
    last: usize,
    rows: u64,
}

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    let by_file: Vec<usize> = (0..view.table.rows.len()).collect();
    if tell(view, &by_file, findings) {
        return;
    }
    // A file that was sorted by school shows a change only in the order in which it was filled in.
    let Some(place) = view.date.or_else(|| columns::end(&view.table)) else { return };
    let moments = columns::moments(&view.table, place, view.order);
    let mut by_time: Vec<usize> =
        by_file.into_iter().filter(|row| matches!(moments.get(*row), Some(Some(_)))).collect();
    by_time.sort_by_key(|row| moments.get(*row).copied());
    tell(view, &by_time, findings);
}

/// Tells of the changes in this order of the rows; whether there were any.
fn tell(view: &View<'_>, order: &[usize], findings: &mut Vec<Finding>) -> bool {
    let seen = seen(view, order);
    let mut pairs = Vec::new();
    for texts in seen.values() {
        for (before, a) in texts {
            pairs.extend(
                texts.iter().filter(|(_, b)| a.last < b.first).map(|(after, b)| (before, a, after, b)),
            );
        }
    }
    // Each text is compared with each other, either way round, in two orders.
    let tries: usize = seen.values().map(|texts| 2 * texts.len() * (texts.len() - 1)).sum();
    let before = findings.len();
    for (before, a, after, b) in pairs {
        // What few wrote may hold more than an answer.
        let of_many = a.rows.min(b.rows) >= quote::FEWEST as u64;
        if of_many && is_rare(one_order(a.rows + b.rows, a.rows), tries) {
            let places: Vec<usize> = view.items.iter().take(1).map(|item| item.place).collect();
            let row = order.get(b.first).and_then(|row| view.table.rows.get(*row));
            let kind = FindingKind::LabelChanged {
                before: before.clone(),
                after: after.clone(),
                rows_before: a.rows,
                rows_after: b.rows,
                from: row.map_or(0, |row| row.number()),
            };
            findings.push(view.finding(&places, &[], kind));
        }
    }
    findings.len() > before
}

/// Where each text of an answer was seen, by what it means.
fn seen(view: &View<'_>, order: &[usize]) -> BTreeMap<Meaning, BTreeMap<String, Seen>> {
    let mut seen: BTreeMap<Meaning, BTreeMap<String, Seen>> = BTreeMap::new();
    let ordered: Vec<bool> = view.items.iter().map(|item| view.is_ordered(item)).collect();
    for (at, row) in order.iter().enumerate() {
        let Some(cells) = view.table.rows.get(*row) else { continue };
        for (item, ordered) in view.items.iter().zip(&ordered) {
            let Some(level) = item.level(*row) else { continue };
            let text = cell(cells, item.place);
            let meaning = if *ordered { level.to_string() } else { loose(&text) };
            let texts = seen.entry(meaning).or_default();
            match texts.get_mut(&*text) {
                Some(seen) if seen.last == at => {}
                Some(seen) => (seen.last, seen.rows) = (at, seen.rows + 1),
                None => {
                    texts.insert(text.into_owned(), Seen { first: at, last: at, rows: 1 });
                }
            }
        }
    }
    seen.retain(|_, texts| texts.len() > 1);
    seen
}
