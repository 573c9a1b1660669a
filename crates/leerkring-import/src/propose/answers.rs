//! What the texts of answers mean.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Indicator, Model, Phase};

use super::columns::Columns;
use super::labels::Said;
use super::scales::{self, Found, Scale};
use super::wording::Why;
use super::words::{DONT_KNOW, EITHER, MET, NO_ANSWER, NOT_APPLICABLE, NOT_MET, PARTLY};
use super::write::{Writer, ticked};
use crate::codebook::{Meaning, quoted};
use crate::layout::{self, Layout};
use crate::profile::steps::STEP_WORDS;
use crate::quote::Known;
use crate::table::Table;
use crate::text::{fold, loose, shown};

/// More different unknown texts than this in a column were typed, not chosen.
pub(super) const MOST_CHOICES: usize = 12;
/// Longer unknown texts than this, in characters, may have been typed.
pub(super) const LONGEST_CHOICE: usize = 60;

/// A text seen in columns of answers.
#[derive(Default)]
struct Seen {
    times: usize,
    /// The respondents who gave it, and the row of the first and the last of them.
    people: usize,
    first: u64,
    last: u64,
    /// Places among the model's indicators (or aspects).
    targets: BTreeSet<usize>,
    columns: BTreeSet<usize>,
    /// Whether it stands in a checklist only.
    checklist: bool,
}

/// The texts in the columns of answers, and the scale they are on.
pub(super) struct Texts {
    seen: BTreeMap<String, Seen>,
    scale: Found,
    /// The highest of the bare numbers.
    highest: u8,
    /// Whether numbers and words in front of each other run opposite ways.
    opposite: bool,
    /// Whether any text says a phase outright.
    phases: bool,
}

/// What a text means and why; or why that is not sure.
enum Guess {
    Sure(Meaning, Why),
    Unsure(String),
}

impl Texts {
    pub(super) fn of(table: &Table, columns: &Columns, model: &Model) -> Texts {
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        let of_answers: Vec<(usize, usize, bool)> = columns
            .of_answers()
            .map(|(target, place)| (target, place, columns.is_checklist(place)))
            .collect();
        for row in &table.rows {
            for (target, place, checklist) in of_answers.iter().copied() {
                let text = row.folded(place);
                if !text.is_empty() {
                    let new = Seen { checklist: true, first: row.number(), ..Seen::default() };
                    let seen = seen.entry(text.into_owned()).or_insert(new);
                    seen.times += 1;
                    seen.people += usize::from(seen.last != row.number());
                    seen.last = row.number();
                    seen.targets.insert(target);
                    seen.columns.insert(place);
                    seen.checklist &= checklist;
                }
            }
        }
        // A code says what its label says.
        let spoken: Vec<String> = seen
            .iter()
            .filter(|(_, seen)| !seen.checklist)
            .filter_map(|(text, seen)| Said::of(text, table, &seen.columns).words(text))
            .collect();
        let asked = || spoken.iter().map(String::as_str);
        let pairs: BTreeSet<(u8, usize)> = asked().filter_map(numbered_words).collect();
        let numbers = asked().filter_map(bare_number);
        let texts = Texts {
            scale: scales::find(asked()),
            highest: numbers.max().unwrap_or(0),
            opposite: is_falling(&pairs),
            phases: asked().any(|text| numbered(text, &loose(text), model).is_some()),
            seen: BTreeMap::new(),
        };
        Texts { seen, ..texts }
    }

    /// The steps of the scale, if they are not as many as the model has phases, and all answers are on it.
    pub(super) fn other_steps(&self, model: &Model) -> Option<u8> {
        match &self.scale {
            Found::One(scale) if scale.steps() != model.levels() && !self.phases => Some(scale.steps()),
            _ => None,
        }
    }

    /// The scale, if its steps can be taken as they are.
    fn usable(&self, model: &Model) -> Option<&Scale> {
        match &self.scale {
            Found::One(scale) if scale.steps() == model.levels() || !self.phases => Some(scale),
            _ => None,
        }
    }
}

/// Whether every text of a column is an answer on some scale.
pub(super) fn on_scale(table: &Table, place: usize, model: &Model) -> bool {
    let cells =
        || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
    let is = |text: &str| {
        let plain = loose(text);
        numbered(text, &plain, model).is_some()
            || scales::height(text).is_some()
            || [DONT_KNOW, NOT_APPLICABLE, NO_ANSWER].iter().any(|list| list.contains(&plain.as_str()))
    };
    cells().next().is_some() && cells().all(|cell| is(&cell))
}

/// `3`, with nothing beside it.
fn bare_number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|n| (0..=10).contains(n))
}

/// The number in front of words of a scale, and where these stand on it.
fn numbered_words(text: &str) -> Option<(u8, usize)> {
    let bare = text.trim_start_matches('(');
    let end = bare.find(|c: char| !c.is_ascii_digit())?;
    let (number, words) = bare.split_at_checked(end)?;
    Some((number.parse().ok()?, scales::height(words)?))
}

/// Whether a higher number goes with lower words.
fn is_falling(pairs: &BTreeSet<(u8, usize)>) -> bool {
    pairs.iter().zip(pairs.iter().skip(1)).any(|(a, b)| b.1 < a.1)
}

pub(super) fn propose_answers(
    out: &mut Writer,
    table: &Table,
    model: &Model,
    columns: &Columns,
    texts: &Texts,
    known: &Known,
) {
    let indicators: Vec<&Indicator> = match columns.layout {
        Layout::PerSchool => Vec::new(),
        _ => model.indicators().collect(),
    };
    let mut sure = Vec::new();
    let mut unsure = Vec::new();
    for (text, seen) in &texts.seen {
        let guess = |text: &str| guess(out, text, seen, model, &indicators, columns.layout, texts);
        match guess_code(out, text, Said::of(text, table, &seen.columns), guess) {
            Guess::Sure(meaning, why) if known.may_quote(text, seen.people) => {
                sure.push((order(meaning), text, meaning, why));
            }
            // `fase 3 vindt Jo`: the codebook would repeat it.
            Guess::Sure(meaning, _) => {
                let begins = out.say("begint als", "begins as");
                unsure.push((text, seen, format!("{begins} {meaning}")));
            }
            Guess::Unsure(why) => unsure.push((text, seen, why)),
        }
    }
    sure.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for (_, text, meaning, why) in sure {
        out.why(&quoted(text), &meaning.to_string(), &why);
    }
    propose_unsure(out, table, unsure, known);
}

/// Phases first; what is no answer last.
fn order(meaning: Meaning) -> u8 {
    match meaning {
        Meaning::Step(step) => step,
        Meaning::Met => 12,
        Meaning::Partly => 13,
        Meaning::NotMet => 14,
        Meaning::DontKnow => 20,
        Meaning::NotApplicable => 21,
        Meaning::Blank => u8::MAX,
    }
}

/// Unknown texts of columns that look like closed questions, to fill in; of the others, only how many there are. One that
/// may hold a name is not repeated: its row says where it stands.
fn propose_unsure(out: &mut Writer, table: &Table, unsure: Vec<(&String, &Seen, String)>, known: &Known) {
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
        let times = times(out, seen.times);
        let place = ticked(first.unwrap_or_default());
        let others = if seen.columns.len() > 1 { out.say(" en andere", " and others") } else { "" };
        let why = if why.is_empty() { String::new() } else { format!("; {why}") };
        let said = said_in(out, Said::of(text, table, &seen.columns));
        let column = out.say("in kolom", "in column");
        let (key, shown) = out.quoted_or_row(text, known.may_quote(text, seen.people), seen.first);
        out.comment(&format!("{key} = ?  # {times}, {column} {place}{others}{why}"));
        let means = out.say("wat het antwoord", "what the answer");
        let open = format!("{means} {shown}{said} {}", out.say("betekent", "means"));
        out.open.push(open);
    }
    if kept_back > 0 {
        kept_back_in(out, kept_back, out.say("de kolommen met antwoorden", "the columns of answers"));
    }
}

/// How many texts in these columns are not shown, and why.
pub(super) fn kept_back_in(out: &mut Writer, n: usize, columns: &str) {
    let told = match n {
        1 => out.say(
            format!("1 andere tekst in {columns} is niet bekend; die kan door iemand getypt zijn en wordt hier niet herhaald"),
            format!("1 other text in {columns} is not known; it may be typed by a respondent and is not repeated here"),
        ),
        n => out.say(
            format!("{n} andere teksten in {columns} zijn niet bekend; ze kunnen door mensen getypt zijn en worden hier niet herhaald"),
            format!("{n} other texts in {columns} are not known; they may be typed by respondents and are not repeated here"),
        ),
    };
    out.open(&told);
}

/// What the file itself says of a code, in brackets.
fn said_in(out: &Writer, said: Said) -> String {
    match said {
        Said::Same { label, .. } if !label.is_empty() => format!(" ({})", quoted(&shown(&label))),
        Said::Different => {
            format!(" ({})", out.say("in elke kolom iets anders", "something else in each column"))
        }
        _ => String::new(),
    }
}

pub(super) fn times(out: &Writer, n: usize) -> String {
    match n {
        1 => out.say("een keer gezien", "seen once").to_owned(),
        n => out.say(format!("{n} keer gezien"), format!("seen {n} times")),
    }
}

/// The guess for a text that can be a code with a label. The label goes before the code: 1 can be the last phase.
fn guess_code(out: &Writer, text: &str, said: Said, guess: impl Fn(&str) -> Guess) -> Guess {
    let (label, missing) = match said {
        Said::Nothing => return guess(text),
        Said::Different => {
            let told = out.say("de kolommen noemen het verschillend", "the columns label it differently");
            return Guess::Unsure(told.to_owned());
        }
        Said::Same { label, missing } => (label, missing),
    };
    let why = |sure| Why::Labelled { label: label.clone(), missing, sure };
    match (guess(&label), missing) {
        (Guess::Sure(none @ (Meaning::Blank | Meaning::DontKnow | Meaning::NotApplicable), _), _) => {
            Guess::Sure(none, why(true))
        }
        (_, true) => Guess::Sure(Meaning::Blank, why(true)),
        (Guess::Sure(meaning, _), false) => Guess::Sure(meaning, why(true)),
        (Guess::Unsure(_), false) => match guess(text) {
            Guess::Sure(meaning, _) => Guess::Sure(meaning, why(false)),
            Guess::Unsure(_) => Guess::Unsure(why(false).reason(out.language)),
        },
    }
}

fn guess(
    out: &Writer,
    text: &str,
    seen: &Seen,
    model: &Model,
    indicators: &[&Indicator],
    layout: Layout,
    texts: &Texts,
) -> Guess {
    let unsure = |nl: &str, en: &str| Guess::Unsure(out.say(nl, en).to_owned());
    if layout::tool(layout).not_shown.contains(&text) {
        return Guess::Sure(Meaning::Blank, Why::NotShown);
    }
    let plain = loose(text);
    let is = |list: &[&str]| list.contains(&plain.as_str());
    if seen.checklist {
        for (list, meaning) in [(MET, Meaning::Met), (PARTLY, Meaning::Partly), (NOT_MET, Meaning::NotMet)] {
            if is(list) {
                return Guess::Sure(meaning, Why::Met);
            }
        }
    }
    if let Some((phase, why)) = numbered(text, &plain, model) {
        if texts.opposite && numbered_words(text).is_some() {
            return unsure(
                "nummers en woorden lopen tegen elkaar in; welke kant op is hoog?",
                "numbers and words run opposite ways; which end is high?",
            );
        }
        if bare_number(text).is_some() && texts.highest > model.levels() {
            let n = texts.highest;
            return Guess::Unsure(out.say(
                format!("er komen nummers tot {n} voor, en het model heeft minder fasen; is dit een schaal van {n} stappen, zie dan [items]"),
                format!("there are numbers up to {n}, and the model has fewer phases; if this is a scale of {n} steps, see [items]"),
            ));
        }
        return if phase.number() <= model.levels() {
            Guess::Sure(Meaning::Step(phase.number()), why)
        } else {
            unsure("het model heeft minder fasen", "the model has fewer phases")
        };
    }
    let scale = texts.usable(model);
    if let Some(scale) = scale
        && let Some(step) = scale.step(text)
    {
        return Guess::Sure(Meaning::Step(step), Why::Step { step, steps: scale.steps(), sure: scale.sure });
    }
    if is(DONT_KNOW) {
        return Guess::Sure(Meaning::DontKnow, Why::Words);
    }
    if is(NOT_APPLICABLE) {
        return Guess::Sure(Meaning::NotApplicable, Why::Words);
    }
    if is(NO_ANSWER) || (plain.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))) {
        return Guess::Sure(Meaning::Blank, Why::NoAnswer);
    }
    if is(EITHER) {
        return unsure("niet van toepassing of leeg", "not-applicable or blank");
    }
    let says = |texts: &leerkring_model::Text| texts.iter().any(|(_, text)| loose(text) == plain);
    if !plain.is_empty()
        && let Some(phase) = model.phases().find(|p| model.phase_name(*p).is_some_and(says))
    {
        return Guess::Sure(Meaning::Step(phase.number()), Why::PhaseName);
    }
    // The text of a descriptor counts for the indicators in whose column it was seen, and must mean one phase.
    let mut phases = BTreeSet::new();
    for target in &seen.targets {
        let indicator = indicators.get(*target);
        let descriptors = indicator.into_iter().flat_map(|indicator| indicator.descriptors());
        let phase = descriptors.zip(model.phases()).find(|(d, _)| says(d.text())).map(|(_, phase)| phase);
        phases.insert(phase);
    }
    if let (Some(Some(phase)), 1) = (phases.first(), phases.len()) {
        return Guess::Sure(Meaning::Step(phase.number()), Why::Descriptor);
    }
    if let Some((step, near)) = scale.and_then(|scale| scale.near(text)) {
        let steps = scale.map_or(0, Scale::steps);
        return Guess::Sure(Meaning::Step(step), Why::NearStep { step, steps, text: near });
    }
    if scales::height(text).is_some() {
        return match &texts.scale {
            Found::Unclear(steps) if !steps.is_empty() => {
                let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
                let (or, steps) = (out.say(" of ", " or "), steps);
                let list = steps.join(or);
                Guess::Unsure(
                    out.say(format!("een schaal van {list} stappen"), format!("a scale of {list} steps")),
                )
            }
            _ => unsure(
                "past niet op een schaal met de andere antwoorden",
                "on no scale with the other answers",
            ),
        };
    }
    if layout == Layout::Limesurvey
        && let Some(number) = number_of_code(&plain).filter(|number| (1..=model.levels()).contains(number))
    {
        return Guess::Sure(Meaning::Step(number), Why::NumberOfCode);
    }
    unsure("", "")
}

/// `3`, `fase 3`, `niveau 3`, `3 - planmatig`, `3. ...`, `(3) ...`
fn numbered(text: &str, plain: &str, model: &Model) -> Option<(Phase, Why)> {
    let number =
        |digits: &str| -> Option<Phase> { Phase::new(digits.parse().ok()?).filter(|_| digits.len() == 1) };
    // Statistics programs write whole numbers with a decimal.
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    if let Some(phase) = number(whole) {
        return Some((phase, Why::Number));
    }
    let mut words = plain.split(' ');
    let first = words.next()?;
    let is_word =
        STEP_WORDS.contains(&first) || model.phase_word().iter().any(|(_, word)| loose(word) == first);
    if is_word {
        // Whatever the text adds after the number, as `fase 3: planmatig`, only more digits would change it.
        let phase = number(words.next()?)?;
        return words
            .next()
            .is_none_or(|next| !next.starts_with(|c: char| c.is_ascii_digit()))
            .then_some((phase, Why::Number));
    }
    let bare = text.trim_start_matches('(');
    let mut chars = bare.chars();
    let phase = number(chars.next()?.to_string().as_str())?;
    let rest = chars.as_str().trim_start();
    // `4 agree`: what follows a blank must be words of a scale, or `3 jaar` would be one.
    let separated =
        rest.starts_with([')', '.', ':', '-', '–', '—', '=', '\u{2011}']) || scales::height(rest).is_some();
    let says_more = !rest.contains(|c: char| c.is_ascii_digit()) && rest.contains(char::is_alphabetic);
    (separated && says_more).then_some((phase, Why::NumberInFront))
}

/// `A3`, `AO03`: LimeSurvey's own codes, numbered as the answers of a question stand below each other.
fn number_of_code(plain: &str) -> Option<u8> {
    let number = plain.strip_prefix("ao").or_else(|| plain.strip_prefix('a'))?;
    number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok())?
}

/// The different texts of a column.
pub(super) fn texts_of(table: &Table, place: usize) -> BTreeSet<String> {
    let cells = table.rows.iter().filter_map(|row| row.get(place)).map(|cell| fold(cell).into_owned());
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// Whether a column can be that of consent: it has texts, and few of them.
pub(super) fn is_consent(table: &Table, place: usize) -> bool {
    (1..=4).contains(&texts_of(table, place).len())
}

/// Whether the texts of some columns are of a checklist: met, partly, not.
pub(super) fn are_met(table: &Table, places: &[usize]) -> bool {
    let texts: BTreeSet<String> = places.iter().flat_map(|place| texts_of(table, *place)).collect();
    let is = |text: &String| {
        let plain = loose(text);
        [MET, PARTLY, NOT_MET, DONT_KNOW, NOT_APPLICABLE].iter().any(|list| list.contains(&plain.as_str()))
    };
    !texts.is_empty() && texts.iter().all(is)
}

/// Whether the texts of some columns are on a scale of agreement or frequency, or, if they may be, bare numbers.
pub(super) fn are_steps(table: &Table, places: &[usize], numbers: bool) -> bool {
    let texts: BTreeSet<String> = places.iter().flat_map(|place| texts_of(table, *place)).collect();
    let is = |text: &String| {
        let plain = loose(text);
        scales::height(text).is_some()
            || (numbers && bare_number(text).is_some())
            || [DONT_KNOW, NOT_APPLICABLE].iter().any(|list| list.contains(&plain.as_str()))
    };
    !texts.is_empty() && texts.iter().all(is)
}

#[cfg(test)]
mod tests;
