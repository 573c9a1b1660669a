//! Which school of the register each text in the column of the school means.

use std::collections::BTreeMap;

use leerkring_model::School;

use super::answers::{MOST_CHOICES, times};
use super::roles::seen;
use super::wording::Confidence;
use super::write::{Writer, ticked};
use crate::codebook::quoted;
use crate::register::{Meant, MeantBy, Register, SchoolIndex, says_no_more};
use crate::table::Table;

/// A text in the column of the school: how often it stands there, and in which row first.
struct Seen {
    text: String,
    times: usize,
    row: u64,
}

/// A text of which no school is chosen.
struct Undecided<'a> {
    seen: &'a Seen,
    /// The schools that it may be.
    schools: Vec<&'a School>,
    /// How they are that.
    word: String,
    /// Whether the text is no more than what one of them is called.
    is_name: bool,
}

/// The one of these columns of which the register knows most cells, and more than half of what was filled in.
pub(super) fn most_known(table: &Table, places: &[usize], register: &Register) -> Option<usize> {
    let index = SchoolIndex::new(&register.schools);
    let known = |place: usize| {
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        let cells = table.rows.iter().map(|row| row.folded(place)).filter(|text| !text.is_empty());
        cells.for_each(|text| *texts.entry(text.into_owned()).or_insert(0) += 1);
        let all: usize = texts.values().sum();
        let is_known = |text: &str| matches!(index.find(text), Meant::One(..));
        let known: usize = texts.iter().filter(|(text, _)| is_known(text)).map(|(_, n)| n).sum();
        (known * 2 > all).then_some(known)
    };
    let known = places.iter().filter_map(|place| Some((known(*place)?, *place)));
    let mut known: Vec<(usize, usize)> = known.collect();
    known.sort_unstable_by(|a, b| b.cmp(a));
    match known.as_slice() {
        [(most, place), rest @ ..] if rest.first().is_none_or(|(next, _)| next < most) => Some(*place),
        _ => None,
    }
}

/// `[schools]`, where a text in the column of the school is no key of the register.
pub(super) fn propose_schools(out: &mut Writer, table: &Table, place: usize, register: &Register) {
    let seen: Vec<Seen> =
        seen(table, place).into_iter().map(|(text, (times, row))| Seen { text, times, row }).collect();
    let index = SchoolIndex::new(&register.schools);
    let meant: Vec<(&Seen, Meant<'_>)> = seen.iter().map(|seen| (seen, index.find(&seen.text))).collect();
    if meant.iter().all(|(_, meant)| matches!(meant, Meant::One(_, MeantBy::Key))) {
        return;
    }
    out.head("[schools]");
    let told = out.say(
        "staat hier een school, dan worden rijen met een tekst die hier niet staat opzijgelegd",
        "where a school stands here, rows with a text that does not are set aside",
    );
    out.comment(told);
    let mut undecided = Vec::new();
    for (seen, meant) in meant {
        let no_more = |school: &School| says_no_more(&seen.text, school);
        match meant {
            Meant::One(school, by) => {
                let is_name =
                    matches!(by, MeantBy::Spelling | MeantBy::Site) || by.is_sure() || no_more(school);
                if is_name {
                    let sure = if by.is_sure() { Confidence::Sure } else { Confidence::Likely };
                    let why = format!("{} ({})", why(out, school, &by, register), sure.word(out.language));
                    out.line(&quoted(&seen.text), &quoted(school.id.as_str()), &why);
                } else {
                    let word = out.say("waarschijnlijk", "probably").to_owned();
                    undecided.push(Undecided { seen, schools: vec![school], word, is_name });
                }
            }
            Meant::Several(schools) => {
                let word = out.say("zo heten of nummeren er meer", "several go by this").to_owned();
                undecided.push(Undecided { seen, schools, word, is_name: true });
            }
            Meant::None(schools) => {
                let word = out.say("het meest lijken erop", "the most alike are").to_owned();
                let is_name = schools.iter().any(|school| no_more(school));
                undecided.push(Undecided { seen, schools, word, is_name });
            }
        }
    }
    propose_undecided(out, undecided);
}

/// By what a text means a school, and what that school is called.
fn why(out: &Writer, school: &School, by: &MeantBy, register: &Register) -> String {
    let called = called(school);
    match by {
        MeantBy::Key => out.say("een code in het register", "a key of the register").to_owned(),
        MeantBy::Codebook => out.say("volgens een codeboek", "by a codebook").to_owned(),
        MeantBy::Spelling => out.say(
            format!("{called}; de code is anders geschreven"),
            format!("{called}; the key is written in another way"),
        ),
        MeantBy::Site => out.say(
            format!("{called}; de enige vestiging van dit nummer in het register"),
            format!("{called}; the only site of this number in the register"),
        ),
        MeantBy::Name => out.say(format!("aan de naam: {called}"), format!("by its name: {called}")),
        MeantBy::Place => {
            out.say(format!("aan naam en plaats: {called}"), format!("by its name and place: {called}"))
        }
        MeantBy::KeyAndName => {
            out.say(format!("aan code en naam: {called}"), format!("by its key and name: {called}"))
        }
        MeantBy::KeyWithin => {
            out.say(format!("de code staat erin: {called}"), format!("the key stands in it: {called}"))
        }
        MeantBy::Near { percent, next } => {
            let next = next.as_ref().and_then(|id| register.schools.iter().find(|s| s.id == *id));
            let next = next.map(|school| {
                let word = out.say("daarna lijkt", "next is");
                format!("; {word} {} {}", quoted(school.id.as_str()), self::called(school))
            });
            let next = next.unwrap_or_default();
            out.say(
                format!("lijkt voor {percent} % op {called}{next}"),
                format!("{percent} % alike: {called}{next}"),
            )
        }
    }
}

/// Its name, and where it is.
fn called(school: &School) -> String {
    match &school.municipality {
        Some(place) => format!("{} ({})", ticked(&school.name), place),
        None => ticked(&school.name),
    }
}

/// Texts of which no school is chosen, with the schools that it may be. What says more than the name of one may have been
/// typed by somebody who took the question for another: it is not repeated, and its row says where it stands.
fn propose_undecided(out: &mut Writer, undecided: Vec<Undecided<'_>>) {
    let mut unlike: Vec<u64> = Vec::new();
    let mut asked = 0;
    for Undecided { seen, schools, word, is_name } in undecided {
        if schools.is_empty() {
            unlike.push(seen.row);
            continue;
        }
        let (text, open) = out.quoted_or_row(&seen.text, is_name, seen.row);
        let list: Vec<String> = schools
            .iter()
            .map(|school| format!("{} {}", quoted(school.id.as_str()), called(school)))
            .collect();
        let (times, check) = (times(out, seen.times), Confidence::Check.word(out.language));
        out.comment(&format!("{text} = ?  # {times}; {word}: {} ({check})", list.join(", ")));
        asked += 1;
        if asked <= MOST_CHOICES {
            let open = out.say(format!("welke school {open} is"), format!("which school {open} is"));
            out.open.push(open);
        }
    }
    if asked > MOST_CHOICES {
        let more = asked - MOST_CHOICES;
        let open = out.say(
            format!("van nog {more} teksten welke school het is; ze staan onder [schools]"),
            format!("which school {more} more texts are; they stand under [schools]"),
        );
        out.open.push(open);
    }
    if let Some(rows) = rows(unlike) {
        let told = out.say(
            format!("teksten in de kolom van de school lijken op geen school van het register; ze kunnen door mensen getypt zijn en worden hier niet herhaald: zie rij {rows}"),
            format!("texts in the column of the school are like no school of the register; they may be typed by respondents and are not repeated here: see row {rows}"),
        );
        out.open(&told);
    }
}

/// The first of these rows; `None` without any.
fn rows(mut rows: Vec<u64>) -> Option<String> {
    rows.sort_unstable();
    let more = if rows.len() > MOST_CHOICES { ", ..." } else { "" };
    let first: Vec<String> = rows.iter().take(MOST_CHOICES).map(ToString::to_string).collect();
    (!first.is_empty()).then(|| format!("{}{more}", first.join(", ")))
}

#[cfg(test)]
mod tests;
