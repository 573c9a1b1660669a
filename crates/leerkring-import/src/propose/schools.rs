//! Which school of the register each text in the column of the school means.

use std::collections::BTreeMap;

use leerkring_model::School;

use super::answers::{LONGEST_CHOICE, MOST_CHOICES, times};
use super::wording::Confidence;
use super::write::{Writer, ticked};
use crate::codebook::quoted;
use crate::register::{Meant, MeantBy, Register, SchoolIndex};
use crate::table::Table;

/// `[schools]`, where a text in the column of the school is no key of the register.
pub(super) fn propose_schools(out: &mut Writer, table: &Table, place: usize, register: &Register) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let text = row.folded(place);
        if !text.is_empty() {
            *seen.entry(text.into_owned()).or_default() += 1;
        }
    }
    let index = SchoolIndex::new(&register.schools);
    let meant: Vec<(&String, usize, Meant<'_>)> =
        seen.iter().map(|(text, n)| (text, *n, index.find(text))).collect();
    if meant.iter().all(|(.., meant)| matches!(meant, Meant::One(_, MeantBy::Key))) {
        return;
    }
    out.head("[schools]");
    let told = out.say(
        "staat hier een school, dan worden rijen met een tekst die hier niet staat opzijgelegd",
        "where a school stands here, rows with a text that does not are set aside",
    );
    out.comment(told);
    let mut undecided = Vec::new();
    for (text, n, meant) in meant {
        match meant {
            Meant::One(school, by) => {
                let sure = match &by {
                    by if by.is_sure() => Confidence::Sure,
                    _ => Confidence::Likely,
                };
                let why = format!("{} ({})", why(out, school, &by, register), sure.word(out.language));
                out.line(&quoted(text), &quoted(school.id.as_str()), &why);
            }
            Meant::Several(schools) => undecided.push((text, n, schools, true)),
            Meant::None(nearest) => undecided.push((text, n, nearest, false)),
        }
    }
    propose_undecided(out, undecided);
}

/// By what a text means a school, and what that school is called.
fn why(out: &Writer, school: &School, by: &MeantBy, register: &Register) -> String {
    let called = called(school);
    match by {
        MeantBy::Key => out.say("een code in het register", "a key of the register").to_owned(),
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

/// Texts of which no school is chosen, with the schools that it may be. What is like none of them may have been typed,
/// by somebody who took the question for another, and is repeated only where the texts are few.
fn propose_undecided(out: &mut Writer, undecided: Vec<(&String, usize, Vec<&School>, bool)>) {
    let unlike = undecided.iter().filter(|(.., schools, _)| schools.is_empty()).count();
    let (mut kept_back, mut asked) = (0, 0);
    for (text, n, schools, several) in undecided {
        let typed = text.chars().count() > LONGEST_CHOICE
            || text.contains('@')
            || (schools.is_empty() && unlike > MOST_CHOICES);
        if typed {
            kept_back += 1;
            continue;
        }
        let list: Vec<String> = schools
            .iter()
            .map(|school| format!("{} {}", quoted(school.id.as_str()), called(school)))
            .collect();
        let word = match (several, list.is_empty()) {
            (true, _) => out.say("zo heten of nummeren er meer", "several go by this"),
            (false, false) => out.say("het meest lijken erop", "the most alike are"),
            (false, true) => {
                out.say("niets in het register lijkt erop", "nothing in the register is like it")
            }
        };
        let colon = if list.is_empty() { "" } else { ": " };
        let (times, check) = (times(out, n), Confidence::Check.word(out.language));
        out.comment(&format!("{} = ?  # {times}; {word}{colon}{} ({check})", quoted(text), list.join(", ")));
        asked += 1;
        if asked <= MOST_CHOICES {
            let text = ticked(text);
            let open = out.say(format!("welke school {text} is"), format!("which school {text} is"));
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
    if kept_back > 0 {
        let told = out.say(
            "andere teksten in de kolom van de school lijken op geen school van het register; ze kunnen door mensen getypt zijn en worden hier niet herhaald",
            "other texts in the column of the school are like no school of the register; they may be typed by respondents and are not repeated here",
        );
        out.open(&format!("{kept_back} {told}"));
    }
}
