//! What the header of a column says, freed of what tools and people put around it, and how much it is like a name.

use crate::html;
use crate::layout::{Heading, Tool};
use crate::table::Column;

/// Words before the number of a question, loose.
const QUESTION: [&str; 12] = [
    "vraag",
    "stelling",
    "onderdeel",
    "question",
    "statement",
    "item",
    "frage",
    "aussage",
    "affirmation",
    "indicator",
    "q",
    "nr",
];

/// Below this a text is not the one that is looked for.
const ALIKE: f64 = 0.8;
/// How much more alike the best must be than the second best.
const MARGIN: f64 = 0.1;
/// From here on, and with twice the margin, a text is hardly another.
const STRONG: f64 = 0.93;
/// Shorter texts than this, in characters, are not recognised by a part.
const SHORTEST_PART: usize = 12;

/// The codes and texts of a column: of its header, and of the text that the file has beside it.
pub(super) fn heading(column: &Column, tool: &Tool) -> Heading {
    let mut heading = tool.split(&html::text(&column.header));
    if !column.label.is_empty() {
        let label = html::text(&column.label);
        heading.label = tool.split(&label).texts.into_iter().next();
        // `Question - Row`, as Qualtrics has it.
        let row = label.rsplit_once(" - ").map(|(_, row)| tool.split(row));
        for more in row.into_iter().chain([tool.split(&label)]) {
            heading.texts.extend(more.texts);
            heading.codes.extend(more.codes);
        }
    }
    let bare: Vec<String> = heading.texts.iter().filter_map(|text| without_count(text)).collect();
    heading.texts.extend(bare);
    heading
}

/// `stelling 3 waarop de koers rust` without its first two words.
fn without_count(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    let is_word = QUESTION.contains(&words.next()?);
    let number = words.next()?;
    let rest: Vec<&str> = words.collect();
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    (is_word && is_number && !rest.is_empty()).then(|| rest.join(" "))
}

/// How a column is like a name that it does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Likeness {
    /// It has the beginning of it.
    Beginning,
    /// It has more around it.
    Within,
    /// In percent; `strong` if it is hardly another.
    Alike { percent: u8, strong: bool },
}

/// The place of the one among lists of names that the texts of a column are like, if one is clearly more so than the
/// others.
pub(super) fn most_alike(texts: &[String], names: &[&[String]]) -> Option<(usize, Likeness)> {
    let of_names = |names: &[String]| {
        let pairs = texts.iter().flat_map(|text| names.iter().map(move |name| alike(text, name)));
        pairs.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, None))
    };
    let mut found: Vec<(f64, Option<Likeness>, usize)> = names
        .iter()
        .zip(0..)
        .map(|(names, place)| {
            let (likeness, how) = of_names(names);
            (likeness, how, place)
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, how, place) = *found.first()?;
    let second = found.get(1).map_or(0.0, |second| second.0);
    if best < ALIKE || best - second < MARGIN {
        return None;
    }
    let strong = best >= STRONG && best - second >= 2.0 * MARGIN;
    Some((place, how.unwrap_or(Likeness::Alike { percent: percent(best), strong })))
}

fn percent(share: f64) -> u8 {
    // Between 0 and 100, and never 100 for texts that differ.
    (0..100_u8).rev().find(|n| f64::from(*n) <= share * 100.0).unwrap_or(0)
}

/// How alike two loose texts are, from 0 to 1.
fn alike(text: &str, name: &str) -> (f64, Option<Likeness>) {
    let long_enough = text.chars().count() >= SHORTEST_PART;
    if long_enough && text != name && name.starts_with(text) {
        return (0.95, Some(Likeness::Beginning));
    }
    let within = || format!(" {text} ").contains(&format!(" {name} "));
    if name.chars().count() >= SHORTEST_PART && text != name && within() {
        return (0.9, Some(Likeness::Within));
    }
    if can_be(text, name, ALIKE - MARGIN) {
        (strsim::normalized_damerau_levenshtein(text, name), None)
    } else {
        (0.0, None)
    }
}

/// Whether two loose texts are the same but for small differences.
pub(super) fn is_nearly(text: &str, known: &str) -> bool {
    can_be(text, known, STRONG) && strsim::normalized_damerau_levenshtein(text, known) >= STRONG
}

/// Whether two texts are near enough in length to be this much alike; most are not, and comparing them takes long.
fn can_be(a: &str, b: &str, likeness: f64) -> bool {
    let length = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    let (a, b) = (length(a), length(b));
    a.min(b) >= likeness * a.max(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Layout, tool};

    fn texts(header: &str, label: &str) -> Vec<String> {
        let mut column = Column::new(header);
        column.label = label.to_owned();
        heading(&column, tool(Layout::Plain)).texts
    }

    #[test]
    fn what_stands_around_a_text_is_taken_off() {
        let name = "waarop de koers rust".to_owned();
        for (header, label) in [
            ("<p>Waarop de <b>koers</b> rust</p>", ""),
            ("Stelling 3: Waarop de koers rust", ""),
            ("Waarop&nbsp;de koers rust", ""),
            ("Vraag 12. “Waarop de koers rust”", ""),
            ("Q1_1", "Hoe is het bij ons? - Waarop de koers rust"),
            ("k1", "Waarop de koers rust"),
        ] {
            assert!(texts(header, label).contains(&name), "{header} {label}: {:?}", texts(header, label));
        }
    }

    /// It would take minutes if every sign were looked for to the end of the text.
    #[test]
    fn a_header_of_nothing_but_signs_takes_no_longer_than_another() {
        assert!(!texts(&"<a".repeat(1_000_000), "").is_empty());
    }

    #[test]
    fn a_slip_a_beginning_and_a_longer_text_are_alike_and_a_stranger_is_not() {
        let names = [
            vec!["waarop de koers rust".to_owned()],
            vec!["de koers in de klas".to_owned()],
            vec!["van gegevens naar conclusies".to_owned()],
        ];
        let names: Vec<&[String]> = names.iter().map(Vec::as_slice).collect();
        let found = |text: &str| most_alike(&[text.to_owned()], &names);
        assert!(matches!(
            found("waarop de kors rust"),
            Some((0, Likeness::Alike { percent: 95, strong: true }))
        ));
        assert!(matches!(found("warop e koers rusd"), Some((0, Likeness::Alike { strong: false, .. }))));
        assert_eq!(found("van gegevens na"), Some((2, Likeness::Beginning)));
        assert_eq!(found("in onze school de koers in de klas"), Some((1, Likeness::Within)));
        assert_eq!(found("wat wilt u nog kwijt"), None);
        assert_eq!(found("de koers"), None);
    }
}
