//! Which column is what, by its code or text.

use leerkring_model::{Model, Text};

use super::headings::{Likeness, heading, most_alike};
use super::items::{self, Form};
use super::wording::Why;
use crate::layout::{self, Heading, Layout, LayoutWhy};
use crate::personal;
use crate::table::Table;
use crate::text::loose;

/// What came of looking for a column.
#[derive(Debug, PartialEq)]
pub(super) enum Choice {
    /// This one, for this reason.
    One {
        place: usize,
        why: Why,
    },
    /// These together, as the items of an indicator.
    Items {
        places: Vec<usize>,
        form: Form,
        why: Why,
    },
    /// It could be each of these.
    Several(Vec<usize>),
    None,
}

impl Choice {
    /// Every column that it is, or could be.
    pub(super) fn places(&self) -> &[usize] {
        match self {
            Choice::One { place, .. } => std::slice::from_ref(place),
            Choice::Items { places, .. } | Choice::Several(places) => places,
            Choice::None => &[],
        }
    }
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
    pub(super) layout_why: LayoutWhy,
    pub(super) school: Choice,
    pub(super) role: Choice,
    pub(super) date: Choice,
    pub(super) submitted: Choice,
    pub(super) consent: Choice,
    /// Columns of which nothing is known.
    free: Vec<bool>,
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

const CONSENT: [&str; 12] = [
    "toestemming",
    "akkoord",
    "consent",
    "informed consent",
    "geeft u toestemming",
    "ik geef toestemming",
    "gaat u akkoord",
    "do you consent",
    "einwilligung",
    "einverständnis",
    "consentement",
    "zustimmung",
];
const CONSENT_WORDS: [&str; 6] =
    ["toestemming", "akkoord", "consent", "einwilligung", "consentement", "einverstanden"];

impl Columns {
    pub(super) fn guess(table: &Table, model: &Model) -> Columns {
        let tool = layout::tool(table.recognised.layout.unwrap_or(Layout::Plain));
        let why = table.recognised.layout_why.clone();
        let names: Vec<String> = table.columns.iter().map(|column| tool.name_of(column)).collect();
        let headings: Vec<Heading> = table.columns.iter().map(|column| heading(column, tool)).collect();
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
        let mut indicators = matches(&headings, &not_asked, indicator_targets(model));
        items::find(table, &headings, &not_asked, model, &mut indicators);
        let aspects = matches(&headings, &not_asked, aspect_targets(model));
        let count = |matches: &[(Target, Choice)]| {
            matches
                .iter()
                .filter(|(_, choice)| matches!(choice, Choice::One { .. } | Choice::Items { .. }))
                .count()
        };
        let (layout, layout_why, mut matches) = match count(&aspects) {
            n if count(&indicators) == 0 && n * 2 >= aspects.len() && n > 0 => {
                (Layout::PerSchool, LayoutWhy::Aspects(n), aspects)
            }
            _ => (tool.layout, why, indicators),
        };
        add_alike(&headings, &not_asked, &mut matches);
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
        take(&mut taken, &role);
        let consent = match layout {
            Layout::PerSchool => Choice::None,
            _ => by_names_or_words(&names, &headings, &taken, &CONSENT, &CONSENT_WORDS),
        };
        take(&mut taken, &consent);
        take(&mut taken, &submitted);
        let free = taken.iter().map(|taken| !taken).collect();
        Columns { layout, layout_why, school, role, date, submitted, consent, free, matches }
    }

    /// What was found for every key that a proposal writes; consent aside, which it may leave out.
    pub(super) fn named(&self) -> impl Iterator<Item = &Choice> {
        let own = [&self.school, &self.role, &self.date, &self.submitted];
        own.into_iter().chain(self.matches.iter().map(|(_, choice)| choice))
    }

    /// The columns that hold answers, each with its place among [`matches`](Columns::matches).
    pub(super) fn of_answers(&self) -> impl Iterator<Item = (usize, usize)> {
        self.matches.iter().zip(0..).flat_map(|((_, choice), target)| {
            let places: &[usize] = match choice {
                Choice::One { place, .. } => std::slice::from_ref(place),
                Choice::Items { places, .. } => places,
                Choice::Several(_) | Choice::None => &[],
            };
            places.iter().map(move |place| (target, *place))
        })
    }

    /// Whether a column is among the items of a checklist.
    pub(super) fn is_checklist(&self, place: usize) -> bool {
        self.matches.iter().any(|(_, choice)| {
            matches!(choice, Choice::Items { places, form: Form::Checklist, .. } if places.contains(&place))
        })
    }

    /// The only run of as many columns with answers on a scale as there are indicators, where none is recognised.
    pub(super) fn by_order(&self, on_scale: impl Fn(usize) -> bool) -> Vec<usize> {
        let none = self.matches.iter().all(|(_, choice)| *choice == Choice::None);
        if !none || self.layout == Layout::PerSchool {
            return Vec::new();
        }
        let places: Vec<usize> = (0..self.free.len()).collect();
        let is = |place: &usize| self.free.get(*place) == Some(&true) && on_scale(*place);
        let runs = places.chunk_by(|a, b| is(a) == is(b)).filter(|run| run.first().is_some_and(is));
        let mut fitting = runs.filter(|run| run.len() == self.matches.len());
        match (fitting.next(), fitting.next()) {
            (Some(run), None) => run.to_vec(),
            _ => Vec::new(),
        }
    }
}

fn is_school_or_role(text: &str) -> bool {
    SCHOOL.contains(&text) || ROLE.contains(&text)
}

fn take(taken: &mut [bool], choice: &Choice) {
    if matches!(choice, Choice::Several(_)) {
        return;
    }
    for place in choice.places() {
        if let Some(taken) = taken.get_mut(*place) {
            *taken = true;
        }
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
            ([place], ..) => Choice::One { place: *place, why: Why::CodeAndText },
            ([], [place], []) => Choice::One { place: *place, why: why_by_code(headings.get(*place)) },
            ([], [], [place]) => Choice::One { place: *place, why: Why::Text },
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
        [place] => Choice::One { place: *place, why: Why::OuterCode },
        _ => Choice::Several(places),
    }
}

fn why_by_code(heading: Option<&Heading>) -> Why {
    let text_differs = heading.is_some_and(|h| h.texts.iter().any(|text| !h.codes.contains(text)));
    if text_differs { Why::CodeOtherText } else { Why::Code }
}

/// Gives the targets without a column the one whose text is nearly theirs, if one is, and no other.
fn add_alike(headings: &[Heading], own: &[bool], matches: &mut [(Target, Choice)]) {
    let mut used: Vec<bool> = own.to_vec();
    for (_, choice) in matches.iter() {
        take(&mut used, choice);
        if let Choice::Several(places) = choice {
            places.iter().filter_map(|place| used.get_mut(*place).map(|used| *used = true)).for_each(drop);
        }
    }
    let names: Vec<&[String]> = matches.iter().map(|(target, _)| target.names.as_slice()).collect();
    let free = headings.iter().zip(0..).zip(&used).filter(|(_, used)| !**used);
    let near: Vec<(usize, usize, Likeness)> = free
        .filter_map(|((heading, place), _)| {
            let (target, likeness) = most_alike(&heading.texts, &names)?;
            Some((place, target, likeness))
        })
        .collect();
    for ((_, choice), target) in matches.iter_mut().zip(0..) {
        let mut of_target = near.iter().filter(|(_, of, _)| *of == target);
        *choice = match (&choice, of_target.next(), of_target.next()) {
            (Choice::None, Some((place, _, likeness)), None) => {
                Choice::One { place: *place, why: why_alike(*likeness) }
            }
            (Choice::None, Some(_), Some(_)) => {
                Choice::Several(near.iter().filter(|(_, of, _)| *of == target).map(|near| near.0).collect())
            }
            _ => continue,
        };
    }
}

fn why_alike(likeness: Likeness) -> Why {
    match likeness {
        Likeness::Beginning => Why::Beginning,
        Likeness::Within => Why::Within,
        Likeness::Alike { percent, strong } => Why::Alike { percent, strong },
    }
}

/// The column with the first of these names that a column has.
fn by_names(names: &[String], taken: &[bool], wanted: &[&str]) -> Choice {
    for name in wanted {
        let places: Vec<usize> =
            free(names, taken).filter(|(cell, _)| cell == name).map(|(_, p)| p).collect();
        match places.as_slice() {
            [] => {}
            [place] => return Choice::One { place: *place, why: Why::Name },
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
        [(place, word)] => Choice::One { place: *place, why: Why::OnlyWith((*word).to_owned()) },
        _ => Choice::Several(found.into_iter().map(|(place, _)| place).collect()),
    }
}

fn free<'a>(names: &'a [String], taken: &'a [bool]) -> impl Iterator<Item = (&'a String, usize)> {
    names.iter().zip(0..).zip(taken).filter(|(_, taken)| !**taken).map(|(cell, _)| cell)
}
