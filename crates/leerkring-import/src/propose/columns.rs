//! Which column is what, by its code or text.

use leerkring_model::{Model, Text};

use super::write::ticked;
use crate::layout::{self, Heading, Layout};
use crate::personal;
use crate::table::{Column, Table};
use crate::text::loose;

/// What came of looking for a column.
#[derive(Debug, PartialEq)]
pub(super) enum Choice {
    /// This one, for this reason.
    One {
        place: usize,
        why: String,
    },
    /// It could be each of these.
    Several(Vec<usize>),
    None,
}

/// An indicator or aspect that needs a column.
pub(super) struct Target {
    pub(super) key: String,
    /// Its name for people.
    pub(super) name: String,
    /// Its names in all languages, loose.
    names: Vec<String>,
}

/// The columns of a table, as far as they can be told.
pub(super) struct Columns {
    pub(super) layout: Layout,
    pub(super) layout_why: String,
    pub(super) school: Choice,
    pub(super) role: Choice,
    pub(super) date: Choice,
    pub(super) submitted: Choice,
    /// For each indicator, or each aspect in layout `per-school`.
    pub(super) matches: Vec<(Target, Choice)>,
}

const SCHOOL: [&str; 24] = [
    "schoolcode",
    "school code",
    "vestigingscode",
    "vestigingsnummer",
    "brin nummer",
    "brinnummer",
    "brincode",
    "brin code",
    "brin",
    "schoolnummer",
    "school nummer",
    "instellingsnummer",
    "schoolid",
    "school id",
    "school key",
    "school number",
    "schoolsleutel",
    "schulnummer",
    "schulcode",
    "code école",
    "code de l école",
    "uai",
    "school",
    "schule",
];
const SCHOOL_WORDS: [&str; 5] = ["school", "schul", "école", "ecole", "brin"];
const ROLE: [&str; 10] =
    ["functie", "rol", "role", "uw functie", "uw rol", "funktion", "rolle", "fonction", "rôle", "function"];
const ROLE_WORDS: [&str; 8] = ["functie", "rol", "role", "function", "funktion", "rolle", "fonction", "rôle"];

impl Columns {
    pub(super) fn guess(table: &Table, model: &Model) -> Columns {
        let tool = layout::tool(table.recognised.layout.unwrap_or(Layout::Plain));
        let why = table.recognised.layout_why.clone();
        let names: Vec<String> = table.columns.iter().map(|column| tool.name_of(column)).collect();
        let split = |column: &Column| tool.split(&column.header).with(tool.split(&column.label));
        let headings: Vec<Heading> = table.columns.iter().map(split).collect();
        // `S1. Schoolcode` has the code of an indicator and is none.
        let is_other = |heading: &Heading| heading.texts.iter().any(|text| is_school_or_role(text));
        let personal = personal::of_table(table, tool.layout);
        let own: Vec<bool> = names
            .iter()
            .zip(&personal)
            .map(|(name, personal)| tool.is_own(name) || personal.is_some())
            .collect();
        let not_asked: Vec<bool> =
            own.iter().zip(&headings).map(|(own, heading)| *own || is_other(heading)).collect();
        let indicators = matches(&headings, &not_asked, indicator_targets(model));
        let aspects = matches(&headings, &not_asked, aspect_targets(model));
        let count = |matches: &[(Target, Choice)]| {
            matches.iter().filter(|(_, choice)| matches!(choice, Choice::One { .. })).count()
        };
        let (layout, layout_why, matches) = match count(&aspects) {
            n if count(&indicators) == 0 && n * 2 >= aspects.len() && n > 0 => {
                (Layout::PerSchool, format!("{n} columns are aspects of the model"), aspects)
            }
            _ => (tool.layout, why, indicators),
        };
        let mut taken = own;
        for (_, choice) in &matches {
            take(&mut taken, choice);
        }
        let by_tool = if layout == Layout::PerSchool { layout::tool(layout) } else { tool };
        let date = match by_names(&names, &vec![false; names.len()], by_tool.date) {
            Choice::None => by_names(&names, &vec![false; names.len()], tool.date),
            choice => choice,
        };
        let submitted = by_names(&names, &vec![false; names.len()], tool.submitted);
        take(&mut taken, &date);
        let school = by_names_or_words(&names, &headings, &taken, &SCHOOL, &SCHOOL_WORDS);
        take(&mut taken, &school);
        let role = match layout {
            Layout::PerSchool => Choice::None,
            _ => by_names_or_words(&names, &headings, &taken, &ROLE, &ROLE_WORDS),
        };
        Columns { layout, layout_why, school, role, date, submitted, matches }
    }

    /// The columns that hold answers, each with its place among [`matches`](Columns::matches).
    pub(super) fn of_answers(&self) -> impl Iterator<Item = (usize, usize)> {
        self.matches.iter().zip(0..).filter_map(|((_, choice), target)| match choice {
            Choice::One { place, .. } => Some((target, *place)),
            _ => None,
        })
    }
}

fn is_school_or_role(text: &str) -> bool {
    SCHOOL.contains(&text) || ROLE.contains(&text)
}

fn take(taken: &mut [bool], choice: &Choice) {
    if let Choice::One { place, .. } = choice
        && let Some(taken) = taken.get_mut(*place)
    {
        *taken = true;
    }
}

fn names_of(text: &Text) -> impl Iterator<Item = String> {
    text.iter().map(|(_, text)| loose(text)).filter(|name| !name.is_empty())
}

fn indicator_targets(model: &Model) -> Vec<Target> {
    let targets = model.indicators().map(|indicator| Target {
        key: indicator.id().key().to_owned(),
        name: indicator.name().best("nl").to_owned(),
        names: names_of(indicator.name()).collect(),
    });
    targets.collect()
}

fn aspect_targets(model: &Model) -> Vec<Target> {
    let targets = model.aspects().iter().map(|aspect| Target {
        key: aspect.id().key().to_owned(),
        name: aspect.name().best("nl").to_owned(),
        names: names_of(aspect.name()).chain(names_of(aspect.lead())).collect(),
    });
    targets.collect()
}

/// A column for each target, by code and text. Where two columns point at one target, or code and text of a column
/// at two, a person must choose.
fn matches(headings: &[Heading], own: &[bool], targets: Vec<Target>) -> Vec<(Target, Choice)> {
    let of_code = |heading: &Heading| {
        heading.codes.iter().find_map(|code| targets.iter().position(|target| target.key == *code))
    };
    let of_text = |heading: &Heading| {
        let named = |target: &Target| heading.texts.iter().any(|text| target.names.contains(text));
        let mut found = targets.iter().zip(0..).filter(|(target, _)| named(target)).map(|(_, n)| n);
        found.next().filter(|_| found.next().is_none())
    };
    let pointed: Vec<(Option<usize>, Option<usize>)> = headings
        .iter()
        .zip(own)
        .map(|(heading, own)| if *own { (None, None) } else { (of_code(heading), of_text(heading)) })
        .collect();
    let unpointed: Vec<(usize, &Heading)> = (0..)
        .zip(headings)
        .zip(own)
        .zip(&pointed)
        .filter(|((_, own), pointed)| !**own && **pointed == (None, None))
        .map(|((heading, _), _)| heading)
        .collect();
    let key_of = |target: usize| targets.get(target).map(|t| t.key.clone()).unwrap_or_default();
    let choose = |target: usize| {
        let places = |wanted: &dyn Fn(Option<usize>, Option<usize>) -> bool| -> Vec<usize> {
            let found = pointed.iter().zip(0..).filter(|((code, text), _)| wanted(*code, *text));
            found.map(|(_, place)| place).collect()
        };
        let this = Some(target);
        let both = places(&|code, text| code == this && text == this);
        let code = places(&|code, text| code == this && text.is_none());
        let text = places(&|code, text| text == this && code.is_none());
        let clash = places(&|code, text| {
            code.is_some() && text.is_some() && code != text && (code == this || text == this)
        });
        match (both.as_slice(), code.as_slice(), text.as_slice()) {
            _ if !clash.is_empty() => Choice::Several([both, code, text, clash].concat()),
            ([place], ..) => Choice::One { place: *place, why: "by its code and text".to_owned() },
            ([], [place], []) => Choice::One { place: *place, why: why_by_code(headings.get(*place)) },
            ([], [], [place]) => Choice::One { place: *place, why: "by its text".to_owned() },
            ([], [], []) => only_outer(&unpointed, &key_of(target)),
            _ => Choice::Several([both, code, text].concat()),
        }
    };
    let chosen: Vec<Choice> = (0..targets.len()).map(choose).collect();
    targets.into_iter().zip(chosen).collect()
}

/// The only column whose question has this code while its row says nothing that is known, as `k1. Question [row]`.
fn only_outer(unpointed: &[(usize, &Heading)], key: &str) -> Choice {
    let has = |heading: &Heading| heading.outer.as_deref() == Some(key);
    let places: Vec<usize> = unpointed.iter().filter(|(_, h)| has(h)).map(|(place, _)| *place).collect();
    match places.as_slice() {
        [] => Choice::None,
        [place] => Choice::One { place: *place, why: "by the code of its question; check it".to_owned() },
        _ => Choice::Several(places),
    }
}

fn why_by_code(heading: Option<&Heading>) -> String {
    let text_differs = heading.is_some_and(|h| h.texts.iter().any(|text| !h.codes.contains(text)));
    let doubt = if text_differs { "; its text is not the model's, check it" } else { "" };
    format!("by its code{doubt}")
}

/// The column with the first of these names that a column has.
fn by_names(names: &[String], taken: &[bool], wanted: &[&str]) -> Choice {
    for name in wanted {
        let places: Vec<usize> =
            free(names, taken).filter(|(cell, _)| cell == name).map(|(_, p)| p).collect();
        match places.as_slice() {
            [] => {}
            [place] => return Choice::One { place: *place, why: "by its name".to_owned() },
            _ => return Choice::Several(places),
        }
    }
    Choice::None
}

/// The same; or else the only column with one of these words in it.
fn by_names_or_words(
    names: &[String],
    headings: &[Heading],
    taken: &[bool],
    wanted: &[&str],
    words: &[&str],
) -> Choice {
    // `G1Q1. Schoolcode` has the name after its code.
    let texts: Vec<String> =
        headings.iter().map(|heading| heading.texts.first().cloned().unwrap_or_default()).collect();
    let labels: Vec<String> =
        headings.iter().map(|heading| heading.label.clone().unwrap_or_default()).collect();
    for cells in [names, &texts, &labels] {
        let choice = by_names(cells, taken, wanted);
        if choice != Choice::None {
            return choice;
        }
    }
    let has = |cell: &str, word: &str| {
        cell.split(' ').any(|part| part == word || (word.len() > 4 && part.starts_with(word)))
    };
    let word_in = |cell: &str| words.iter().find(|word| has(cell, word)).copied();
    let in_label = |place: usize| labels.get(place).and_then(|label| word_in(label));
    let found: Vec<(usize, &str)> = free(names, taken)
        .filter_map(|(cell, place)| Some((place, word_in(cell).or_else(|| in_label(place))?)))
        .collect();
    match found.as_slice() {
        [] => Choice::None,
        [(place, word)] => Choice::One {
            place: *place,
            why: format!("the only column with {} in it; check it", ticked(word)),
        },
        _ => Choice::Several(found.into_iter().map(|(place, _)| place).collect()),
    }
}

fn free<'a>(names: &'a [String], taken: &'a [bool]) -> impl Iterator<Item = (&'a String, usize)> {
    names.iter().zip(0..).zip(taken).filter(|(_, taken)| !**taken).map(|(cell, _)| cell)
}
