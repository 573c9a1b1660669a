//! Which texts belong in a column, so that a cell can be seen to stand in the wrong one.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use super::moment;
use super::view::{View, cell};
use crate::codebook::SurveyCodes;
use crate::date::DateOrder;
use crate::register::Register;
use crate::table::Table;

/// What belongs in a column.
pub(super) enum Kind {
    /// These texts.
    Texts(BTreeSet<String>),
    /// Texts made like these: `007AB` is digits and then letters.
    Shapes(BTreeSet<String>),
    /// Moments.
    Moments(DateOrder),
    /// Anything.
    Anything,
}

impl Kind {
    /// Whether a text belongs in the column; `None` where anything does.
    pub(super) fn fits(&self, text: &str) -> Option<bool> {
        match self {
            Kind::Texts(texts) => Some(texts.contains(text)),
            Kind::Shapes(shapes) => Some(shapes.contains(&shape(text))),
            Kind::Moments(order) => Some(moment::parse(text, *order).is_some()),
            Kind::Anything => None,
        }
    }
}

/// What belongs in each column of a table.
pub(super) fn kinds(view: &View<'_>, register: Option<&Register>) -> Vec<Kind> {
    let table = &*view.table;
    let mut kinds: Vec<Kind> = (0..table.columns.len()).map(|_| Kind::Anything).collect();
    let mut set = |place: usize, kind: Kind| {
        if let Some(slot) = kinds.get_mut(place) {
            *slot = kind;
        }
    };
    let places = [view.date, columns::start(table), columns::end(table)];
    for place in places.into_iter().flatten().filter(|place| are_moments(table, *place, view.order)) {
        set(place, Kind::Moments(view.order));
    }
    let Some(codes) = view.codes else {
        // Without a codebook the most of a column say what belongs in it.
        for place in 0..table.columns.len() {
            if let Some(kind) = learned(table, place) {
                set(place, kind);
            }
        }
        for place in places.into_iter().flatten().filter(|place| are_moments(table, *place, view.order)) {
            set(place, Kind::Moments(view.order));
        }
        for group in &view.groups {
            let usual = usual(table, view.of(&group.items).map(|item| item.place));
            view.of(&group.items).for_each(|item| set(item.place, Kind::Texts(usual.clone())));
        }
        return apart(kinds);
    };
    // The codebook says it whatever stands in the column.
    if let Some(place) = view.date {
        set(place, Kind::Moments(view.order));
    }
    for item in &view.items {
        set(item.place, Kind::Texts(codes.answers.keys().cloned().collect()));
    }
    if let Some(place) = view.role {
        set(place, Kind::Texts(codes.roles.keys().cloned().collect()));
    }
    if let Some(place) = view.school {
        set(place, schools(table, place, codes, register));
    }
    kinds
}

/// Leaves out what was learned of neighbours that have some texts in common and others not: both take the same answers,
/// and each has some that the other lacks by chance.
fn apart(kinds: Vec<Kind>) -> Vec<Kind> {
    let texts = |kind: Option<&Kind>| match kind {
        Some(Kind::Texts(texts)) => Some(texts.clone()),
        _ => None,
    };
    let alike = |place: usize, other: Option<usize>| {
        let (one, other) = (texts(kinds.get(place)), other.and_then(|other| texts(kinds.get(other))));
        one.zip(other).is_some_and(|(one, other)| one != other && !one.is_disjoint(&other))
    };
    let mixed: Vec<bool> = (0..kinds.len())
        .map(|place| alike(place, place.checked_sub(1)) || alike(place, Some(place + 1)))
        .collect();
    kinds.into_iter().zip(mixed).map(|(kind, mixed)| if mixed { Kind::Anything } else { kind }).collect()
}

fn schools(table: &Table, place: usize, codes: &SurveyCodes, register: Option<&Register>) -> Kind {
    let mut keys: BTreeSet<String> = codes.schools.keys().cloned().collect();
    keys.extend(codes.schools.values().map(|school| school.to_string()));
    if let Some(register) = register.filter(|register| !register.schools.is_empty()) {
        keys.extend(register.schools.iter().map(|school| school.id.to_string()));
    }
    if !keys.is_empty() {
        return Kind::Texts(keys);
    }
    // What at least a fifth of the cells look like, unless that is answers or roles that strayed here.
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let text = cell(row, place);
        if !text.is_empty() && !codes.answers.contains_key(&*text) && !codes.roles.contains_key(&*text) {
            *shapes.entry(shape(&text)).or_default() += 1;
        }
    }
    let all: usize = shapes.values().sum();
    Kind::Shapes(shapes.into_iter().filter(|(_, n)| n * 5 >= all).map(|(shape, _)| shape).collect())
}

/// What belongs in a column where nine of ten cells are one of a few texts, or are all made like one key with letters
/// and digits; `None` where it is neither.
fn learned(table: &Table, place: usize) -> Option<Kind> {
    const FEWEST: usize = 10;
    const MOST_TEXTS: usize = 12;
    let (mut texts, mut shapes) = (BTreeMap::new(), BTreeMap::new());
    let mut all: usize = 0;
    for row in &table.rows {
        let text = cell(row, place);
        if !text.is_empty() {
            all += 1;
            *shapes.entry(shape(&text)).or_insert(0usize) += 1;
            *texts.entry(text.into_owned()).or_insert(0usize) += 1;
        }
    }
    let usual: BTreeSet<String> =
        texts.iter().filter(|(_, n)| **n >= 3).map(|(text, _)| text.clone()).collect();
    let covered: usize = texts.values().filter(|n| **n >= 3).sum();
    let is_word = usual.iter().all(|text| text.contains(char::is_alphabetic));
    if all >= FEWEST && is_word && usual.len() <= MOST_TEXTS && covered * 10 >= all * 9 {
        return Some(Kind::Texts(usual));
    }
    let (shape, n) = shapes.into_iter().max_by_key(|(_, n)| *n)?;
    let is_key = shape.contains('A') && shape.contains('0') && !shape.contains(' ');
    (all >= FEWEST && is_key && n * 10 >= all * 9).then(|| Kind::Shapes(BTreeSet::from([shape])))
}

/// `0AA0` for `12BC3`: runs of digits, of letters, and other characters as they are.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        let c = if c.is_numeric() {
            '0'
        } else if c.is_alphabetic() {
            'A'
        } else {
            c
        };
        if c != '0' && c != 'A' || !shape.ends_with(c) {
            shape.push(c);
        }
    }
    shape
}

/// Whether four of five cells of a column are moments.
fn are_moments(table: &Table, place: usize, order: DateOrder) -> bool {
    let texts = || table.rows.iter().map(|row| cell(row, place)).filter(|text| !text.is_empty());
    let moments = texts().filter(|text| moment::parse(text, order).is_some()).count();
    moments > 0 && moments * 5 >= texts().count() * 4
}

/// The texts that come back in columns: three times at least.
fn usual(table: &Table, places: impl Iterator<Item = usize>) -> BTreeSet<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for place in places {
        for row in &table.rows {
            let text = cell(row, place);
            if !text.is_empty() {
                *times.entry(text.into_owned()).or_default() += 1;
            }
        }
    }
    times.into_iter().filter(|(_, times)| *times >= 3).map(|(text, _)| text).collect()
}
