//! What the texts of roles and of consent mean.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{LONGEST_CHOICE, MOST_CHOICES, known, texts_of, times};
use super::wording::Why;
use super::words::ROLES;
use super::write::{Writer, ticked};
use crate::codebook::quoted;
use crate::table::Table;
use crate::text::{loose, shown};

pub(super) fn propose_roles(out: &mut Writer, table: &Table, place: usize) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let text = row.folded(place);
        if !text.is_empty() {
            *seen.entry(text.into_owned()).or_default() += 1;
        }
    }
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
    let known = known(table);
    let mut kept_back = 0;
    for (text, n) in &seen {
        match role_of(said(text)) {
            Some(role) => {
                let labelled =
                    |label: &str| Why::Labelled { label: label.to_owned(), missing: false, sure: true };
                let why = label(text).map_or(Why::Words, labelled);
                out.why(&quoted(text), &quoted(&role.to_string()), &why);
            }
            None if typed || text.chars().count() > LONGEST_CHOICE || !known.may_quote(text, *n) => {
                kept_back += 1;
            }
            None => {
                let said = label(text).map(|label| quoted(&shown(label)));
                let word = out.say("genoemd", "labelled");
                let beside = said.as_ref().map(|said| format!("; {word} {said}"));
                out.comment(&format!(
                    "{} = ?  # {}{}",
                    quoted(text),
                    times(out, *n),
                    beside.unwrap_or_default()
                ));
                let named = said.map_or_else(|| ticked(text), |said| format!("{} ({said})", ticked(text)));
                let open = out.say(format!("welke rol {named} is"), format!("which role {named} is"));
                out.open.push(open);
            }
        }
    }
    if kept_back > 0 {
        let told = out.say(
            "andere teksten in de kolom van de rol zijn niet bekend; ze kunnen door mensen getypt zijn en worden hier niet herhaald",
            "other texts in the column of the role are not known; they may be typed by respondents and are not repeated here",
        );
        out.open(&format!("{kept_back} {told}"));
    }
}

/// What the texts of consent mean: `ja, ik doe mee` by its first word.
pub(super) fn propose_consent(out: &mut Writer, table: &Table, place: usize) {
    let texts: BTreeSet<String> = texts_of(table, place);
    let typed = texts.len() > MOST_CHOICES;
    let known = known(table);
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        *people.entry(row.folded(place).into_owned()).or_default() += 1;
    }
    let mut kept_back = 0;
    for text in texts.iter().filter(|text| !typed && text.chars().count() <= LONGEST_CHOICE) {
        let plain = loose(text);
        let first = plain.split(' ').next().unwrap_or_default();
        let given = match first {
            "ja" | "yes" | "oui" | "akkoord" | "agree" | "true" | "waar" => Some(true),
            "nee" | "no" | "non" | "nein" | "niet" | "false" | "onwaar" => Some(false),
            _ => None,
        };
        match given {
            Some(given) => out.why(&quoted(text), &given.to_string(), &Why::Consent),
            None if !known.may_quote(text, people.get(text).copied().unwrap_or(0)) => kept_back += 1,
            None => {
                out.comment(&format!("{} = ?", quoted(text)));
                let shown = ticked(text);
                let open =
                    out.say(format!("of {shown} toestemming is"), format!("whether {shown} is consent"));
                out.open.push(open);
            }
        }
    }
    if kept_back > 0 {
        let told = out.say(
            "andere teksten in de kolom van de toestemming zijn niet bekend; ze kunnen door mensen getypt zijn en worden hier niet herhaald",
            "other texts in the column of consent are not known; they may be typed by respondents and are not repeated here",
        );
        out.open(&format!("{kept_back} {told}"));
    }
}
