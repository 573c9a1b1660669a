//! What the texts of roles and of consent mean.

use std::collections::BTreeMap;

use super::answers::{LONGEST_CHOICE, MOST_CHOICES, kept_back_in, times};
use super::wording::Why;
use super::words::ROLES;
use super::write::Writer;
use crate::codebook::quoted;
use crate::quote::Known;
use crate::table::Table;
use crate::text::{loose, shown};

/// The texts of a column: how often each stands there, and in which row first.
pub(super) fn seen(table: &Table, place: usize) -> BTreeMap<String, (usize, u64)> {
    let mut seen: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for row in &table.rows {
        let text = row.folded(place);
        if !text.is_empty() {
            seen.entry(text.into_owned()).or_insert((0, row.number())).0 += 1;
        }
    }
    seen
}

pub(super) fn propose_roles(out: &mut Writer, table: &Table, place: usize, known: &Known) {
    let seen = seen(table, place);
    let role_of = |text: &str| {
        // `Ondersteunend personeel (OOP)` says in brackets what it has said.
        let bare = text.split_once('(').map_or(text, |(bare, _)| bare);
        let (whole, bare) = (loose(text), loose(bare));
        let is_named = |names: &[&str]| names.contains(&whole.as_str()) || names.contains(&bare.as_str());
        ROLES.iter().find(|(_, names)| is_named(names)).map(|(role, _)| *role)
    };
    let label = |code: &str| table.columns.get(place).and_then(|column| column.value(code));
    let said = |text| label(text).unwrap_or(text);
    let unknown = seen.keys().filter(|text| role_of(said(text)).is_none());
    let typed = unknown.clone().count() > MOST_CHOICES;
    let mut kept_back = 0;
    for (text, (n, row)) in &seen {
        let may_quote = known.may_quote(text, *n);
        let (key, ticked) = out.quoted_or_row(text, may_quote, *row);
        match role_of(said(text)) {
            Some(role) if may_quote => {
                let labelled =
                    |label: &str| Why::Labelled { label: label.to_owned(), missing: false, sure: true };
                let why = label(text).map_or(Why::Words, labelled);
                out.why(&key, &quoted(&role.to_string()), &why);
            }
            _ if typed || text.chars().count() > LONGEST_CHOICE => kept_back += 1,
            _ => {
                let said = label(text).map(|label| quoted(&shown(label)));
                let word = out.say("genoemd", "labelled");
                let beside = said.as_ref().map(|said| format!("; {word} {said}"));
                out.comment(&format!("{key} = ?  # {}{}", times(out, *n), beside.unwrap_or_default()));
                let named = said.map_or_else(|| ticked.clone(), |said| format!("{ticked} ({said})"));
                let open = out.say(format!("welke rol {named} is"), format!("which role {named} is"));
                out.open.push(open);
            }
        }
    }
    if kept_back > 0 {
        kept_back_in(out, kept_back, out.say("de kolom van de rol", "the column of the role"));
    }
}

/// What the texts of consent mean: `ja, ik doe mee` by its first word.
pub(super) fn propose_consent(out: &mut Writer, table: &Table, place: usize, known: &Known) {
    let seen = seen(table, place);
    let typed = seen.len() > MOST_CHOICES;
    for (text, (n, row)) in seen.iter().filter(|(text, _)| !typed && text.chars().count() <= LONGEST_CHOICE) {
        let may_quote = known.may_quote(text, *n);
        let (key, shown) = out.quoted_or_row(text, may_quote, *row);
        let plain = loose(text);
        let first = plain.split(' ').next().unwrap_or_default();
        let given = match first {
            "ja" | "yes" | "oui" | "akkoord" | "agree" | "true" | "waar" => Some(true),
            "nee" | "no" | "non" | "nein" | "niet" | "false" | "onwaar" => Some(false),
            _ => None,
        };
        match given {
            Some(given) if may_quote => out.why(&key, &given.to_string(), &Why::Consent),
            _ => {
                out.comment(&format!("{key} = ?"));
                let open =
                    out.say(format!("of {shown} toestemming is"), format!("whether {shown} is consent"));
                out.open.push(open);
            }
        }
    }
}
