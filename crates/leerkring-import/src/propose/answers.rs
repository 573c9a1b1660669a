//! What the texts of answers and roles mean.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Answer, Indicator, Model, Phase, Role};

use super::columns::Columns;
use super::labels::{Said, told};
use super::write::{Writer, ticked};
use crate::codebook::{meaning, quoted};
use crate::layout::{self, Layout};
use crate::table::Table;
use crate::text::{fold, loose};

/// More different unknown texts than this in a column were typed, not chosen.
const MOST_CHOICES: usize = 12;
/// Longer unknown texts than this, in characters, may have been typed.
const LONGEST_CHOICE: usize = 60;

pub(crate) const DONT_KNOW: &[&str] = &[
    "weet ik niet",
    "weet niet",
    "ik weet het niet",
    "dat weet ik niet",
    "geen idee",
    "kan ik niet beoordelen",
    "niet te beoordelen",
    "geen oordeel",
    "don t know",
    "dont know",
    "i don t know",
    "i do not know",
    "do not know",
    "cannot judge",
    "can t say",
    "no opinion",
    "geen mening",
    "weiß nicht",
    "weiss nicht",
    "weiß ich nicht",
    "kann ich nicht beurteilen",
    "ne sait pas",
    "je ne sais pas",
    "ne sais pas",
    "sans avis",
];
pub(crate) const NOT_APPLICABLE: &[&str] = &[
    "n v t",
    "nvt",
    "niet van toepassing",
    "not applicable",
    "does not apply",
    "nicht zutreffend",
    "trifft nicht zu",
    "entfällt",
    "sans objet",
    "non applicable",
];
pub(crate) const NO_ANSWER: &[&str] =
    &["geen antwoord", "no answer", "keine antwort", "sans réponse", "pas de réponse"];
/// What can mean "not applicable" as well as "no answer".
pub(crate) const EITHER: &[&str] = &["n a", "na", "nb", "null"];

const ROLES: [(Role, &[&str]); 4] = [
    (
        Role::Leadership,
        &[
            "schoolleiding",
            "schoolleider",
            "directie",
            "directeur",
            "directrice",
            "adjunct directeur",
            "leidinggevende",
            "teamleider",
            "locatieleider",
            "bouwcoördinator",
            "management",
            "leadership",
            "school leader",
            "team leader",
            "principal",
            "head teacher",
            "schulleitung",
            "schulleiter",
            "direction",
        ],
    ),
    (
        Role::Teacher,
        &[
            "leerkracht",
            "leerkrachten",
            "groepsleerkracht",
            "vakleerkracht",
            "leraar",
            "lerares",
            "leraren",
            "docent",
            "docente",
            "teacher",
            "teachers",
            "lehrkraft",
            "lehrer",
            "lehrerin",
            "enseignant",
            "enseignante",
        ],
    ),
    (
        Role::Support,
        &[
            "oop",
            "onderwijsondersteuner",
            "onderwijsondersteunend personeel",
            "ondersteunend personeel",
            "ondersteuning",
            "onderwijsassistent",
            "leraarondersteuner",
            "intern begeleider",
            "interne begeleider",
            "ib",
            "ib er",
            "kwaliteitscoördinator",
            "zorgcoördinator",
            "zorgcoordinator",
            "administratie",
            "conciërge",
            "support",
            "support staff",
        ],
    ),
    (
        Role::Other,
        &[
            "anders",
            "overig",
            "overige",
            "other",
            "ouder",
            "ouders",
            "parent",
            "bestuur",
            "bestuurder",
            "sonstige",
            "sonstiges",
            "andere",
            "autre",
        ],
    ),
];

/// A text seen in columns of answers.
#[derive(Default)]
struct Seen {
    times: usize,
    /// Places among the model's indicators (or aspects).
    targets: BTreeSet<usize>,
    columns: BTreeSet<usize>,
}

/// What a text means, why, and whether that is so in every survey.
enum Guess {
    Sure(Option<Answer>, String),
    Unsure(String),
}

pub(super) fn propose_answers(out: &mut Writer, table: &Table, model: &Model, columns: &Columns) {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (target, place) in columns.of_answers() {
        for row in &table.rows {
            let text = fold(row.get(place).unwrap_or_default());
            if !text.is_empty() {
                let seen = seen.entry(text.into_owned()).or_default();
                seen.times += 1;
                seen.targets.insert(target);
                seen.columns.insert(place);
            }
        }
    }
    let indicators: Vec<&Indicator> = match columns.layout {
        Layout::PerSchool => Vec::new(),
        _ => model.indicators().collect(),
    };
    let mut sure = Vec::new();
    let mut unsure = Vec::new();
    for (text, seen) in seen {
        match guess_code(&text, &seen, table, model, &indicators, columns.layout) {
            Guess::Sure(answer, why) => sure.push((answer.map_or(u8::MAX, order), text, answer, why)),
            Guess::Unsure(why) => unsure.push((text, seen, why)),
        }
    }
    sure.sort();
    for (_, text, answer, why) in sure {
        out.line(&quoted(&text), &meaning(answer), &why);
    }
    propose_unsure(out, table, unsure);
}

fn order(answer: Answer) -> u8 {
    match answer {
        Answer::Phase(phase) => phase.number(),
        Answer::DontKnow => 20,
        Answer::NotApplicable => 21,
    }
}

/// Unknown texts of columns that look like closed questions, to fill in; of the others, only how many there are.
fn propose_unsure(out: &mut Writer, table: &Table, unsure: Vec<(String, Seen, String)>) {
    let mut by_column: BTreeMap<usize, usize> = BTreeMap::new();
    for place in unsure.iter().flat_map(|(_, seen, _)| &seen.columns) {
        *by_column.entry(*place).or_default() += 1;
    }
    let typed = |place: &usize| by_column.get(place).is_some_and(|n| *n > MOST_CHOICES);
    let mut kept_back = 0;
    for (text, seen, why) in unsure {
        if seen.columns.iter().any(typed) || text.chars().count() > LONGEST_CHOICE {
            kept_back += 1;
            continue;
        }
        let first = seen.columns.first().map(|place| table.name_at(*place));
        let times = times(seen.times);
        let place = ticked(first.unwrap_or_default());
        let others = if seen.columns.len() > 1 { " and others" } else { "" };
        let why = if why.is_empty() { String::new() } else { format!("; {why}") };
        out.comment(&format!("{} = ?  # seen {times}, in column {place}{others}{why}", quoted(&text)));
        out.open.push(format!("what the answer {} means", ticked(&text)));
    }
    if kept_back > 0 {
        out.open(&format!(
            "{kept_back} other texts in the columns of answers are not known; they may be typed by respondents and are not repeated here"
        ));
    }
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

/// The same for a text that can be a code with a label. The label goes before the code: 1 can be the last phase.
fn guess_code(
    text: &str,
    seen: &Seen,
    table: &Table,
    model: &Model,
    indicators: &[&Indicator],
    layout: Layout,
) -> Guess {
    let guess = |text: &str| guess(text, seen, model, indicators, layout);
    let (label, missing) = match Said::of(text, table, &seen.columns) {
        Said::Nothing => return guess(text),
        Said::Different => return Guess::Unsure("the columns label it differently".to_owned()),
        Said::Same { label, missing } => (label, missing),
    };
    let why = told(&label, missing);
    match (guess(&label), missing) {
        (Guess::Sure(answer @ (None | Some(Answer::DontKnow | Answer::NotApplicable)), _), _) => {
            Guess::Sure(answer, why)
        }
        (_, true) => Guess::Sure(None, why),
        (Guess::Sure(answer, _), false) => Guess::Sure(answer, why),
        (Guess::Unsure(_), false) => match guess(text) {
            Guess::Sure(answer, _) => Guess::Sure(answer, format!("{why}; check it")),
            Guess::Unsure(_) => Guess::Unsure(why),
        },
    }
}

fn guess(text: &str, seen: &Seen, model: &Model, indicators: &[&Indicator], layout: Layout) -> Guess {
    if layout::tool(layout).not_shown.contains(&text) {
        return Guess::Sure(None, "the question was not shown".to_owned());
    }
    let plain = loose(text);
    let levels = model.levels();
    if let Some((phase, why)) = numbered(text, &plain, model) {
        return if phase.number() <= levels {
            Guess::Sure(Some(Answer::Phase(phase)), why.to_owned())
        } else {
            Guess::Unsure("the model has fewer phases".to_owned())
        };
    }
    let is = |list: &[&str]| list.contains(&plain.as_str());
    if is(DONT_KNOW) {
        return Guess::Sure(Some(Answer::DontKnow), String::new());
    }
    if is(NOT_APPLICABLE) {
        return Guess::Sure(Some(Answer::NotApplicable), String::new());
    }
    if is(NO_ANSWER) || (plain.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))) {
        return Guess::Sure(None, "no answer".to_owned());
    }
    if is(EITHER) {
        return Guess::Unsure("not-applicable or blank".to_owned());
    }
    let says = |texts: &leerkring_model::Text| texts.iter().any(|(_, text)| loose(text) == plain);
    if !plain.is_empty()
        && let Some(phase) = model.phases().find(|p| model.phase_name(*p).is_some_and(says))
    {
        return Guess::Sure(Some(Answer::Phase(phase)), "the name of the phase".to_owned());
    }
    // The text of a descriptor counts for the indicators in whose column it was seen, and must mean one phase.
    let mut phases = BTreeSet::new();
    for target in &seen.targets {
        let indicator = indicators.get(*target);
        let descriptors = indicator.into_iter().flat_map(|indicator| indicator.descriptors());
        let phase = descriptors.zip(model.phases()).find(|(d, _)| says(d.text())).map(|(_, phase)| phase);
        phases.insert(phase);
    }
    match phases.first() {
        Some(Some(phase)) if phases.len() == 1 => {
            Guess::Sure(Some(Answer::Phase(*phase)), "the text of the descriptor".to_owned())
        }
        _ => Guess::Unsure(String::new()),
    }
}

/// `3`, `fase 3`, `niveau 3`, `3 - planmatig`, `3. ...`, `(3) ...`
fn numbered(text: &str, plain: &str, model: &Model) -> Option<(Phase, &'static str)> {
    let number =
        |digits: &str| -> Option<Phase> { Phase::new(digits.parse().ok()?).filter(|_| digits.len() == 1) };
    // Statistics programs write whole numbers with a decimal.
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    if let Some(phase) = number(whole) {
        return Some((phase, ""));
    }
    let mut words = plain.split(' ');
    let known = ["fase", "phase", "niveau", "level", "stufe", "stap", "step"];
    let first = words.next()?;
    let is_word = known.contains(&first) || model.phase_word().iter().any(|(_, word)| loose(word) == first);
    if is_word {
        // Whatever the text adds after the number, as `fase 3: planmatig`, only more digits would change it.
        let phase = number(words.next()?)?;
        return words
            .next()
            .is_none_or(|next| !next.starts_with(|c: char| c.is_ascii_digit()))
            .then_some((phase, ""));
    }
    let bare = text.trim_start_matches('(');
    let mut chars = bare.chars();
    let phase = number(chars.next()?.to_string().as_str())?;
    let rest = chars.as_str().trim_start();
    let separated = rest.starts_with([')', '.', ':', '-', '–', '—', '=']);
    let says_more = !rest.contains(|c: char| c.is_ascii_digit()) && rest.contains(char::is_alphabetic);
    (separated && says_more).then_some((phase, "by the number in front"))
}

pub(super) fn propose_roles(out: &mut Writer, table: &Table, place: usize) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let text = fold(row.get(place).unwrap_or_default());
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
    let mut kept_back = 0;
    for (text, times) in &seen {
        match role_of(said(text)) {
            Some(role) => {
                let why = label(text).map(|label| told(label, false)).unwrap_or_default();
                out.text(&quoted(text), &role.to_string(), &why);
            }
            None if typed || text.chars().count() > LONGEST_CHOICE => kept_back += 1,
            None => {
                out.comment(&format!("{} = ?  # seen {}", quoted(text), self::times(*times)));
                out.open.push(format!("which role {} is", ticked(text)));
            }
        }
    }
    if kept_back > 0 {
        out.open(&format!(
            "{kept_back} other texts in the column of the role are not known; they may be typed by respondents and are not repeated here"
        ));
    }
}
