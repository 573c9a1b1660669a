//! Texts of headers and cells made comparable: exactly, after folding white space; or loosely, for guesses.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// White space as people see it: also the invisible characters that word processors leave behind.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// The text without white space at its ends, and with every run of white space (new lines and non-breaking spaces
/// too) as one space. Headers, answers and codebook texts are compared after this, and otherwise exactly.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let mut after_space = true;
    let folded = text.chars().all(|c| {
        let good = if is_space(c) { c == ' ' && !after_space } else { true };
        after_space = is_space(c);
        good
    });
    if folded && (!after_space || text.is_empty()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Lower-case letters and digits only, everything else as single spaces: for guesses that a person checks.
pub(crate) fn loose(text: &str) -> String {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    fold(&plain).into_owned()
}

/// The text, cut so that a message stays readable, and [`visible`].
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 80;
    let folded = fold(text);
    match folded.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", visible(folded.get(..end).unwrap_or_default())),
        None => visible(&folded),
    }
}

/// The text with control characters as their numbers: a terminal would obey them.
pub(crate) fn visible(text: &str) -> String {
    let of = |c: char| if c.is_control() { format!("\\x{:02X}", u32::from(c)) } else { c.to_string() };
    text.chars().map(of).collect()
}

/// A number with its noun, as `1 row` and `2 rows`.
pub(crate) fn counted(n: usize, [one, more]: [&str; 2]) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// The candidate that looks most like `wanted`, if one looks like it at all.
pub(crate) fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = pairs(wanted);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = likeness(&wanted, &pairs(candidate));
        if score >= 0.4 && best.is_none_or(|(high, _)| score > high) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Dice's coefficient of two sets of letter pairs: 0 for nothing in common, 1 for the same.
fn likeness(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let total = a.len() + b.len();
    if total == 0 { 0.0 } else { 2.0 * count(a.intersection(b).count()) / count(total) }
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    // A space at both ends makes pairs of single letters too, so that `k1` and `K1` have something in common.
    let text = format!(" {} ", loose(text));
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Whether two texts are one character apart: one more, less or other, or two neighbours in the other order.
pub(crate) fn one_off(a: &[char], b: &[char]) -> bool {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    match (a, b) {
        ([x, a_rest @ ..], [y, b_rest @ ..]) => {
            let swapped = match (a_rest, b_rest) {
                ([x2, a_tail @ ..], [y2, b_tail @ ..]) => x == y2 && y == x2 && a_tail == b_tail,
                _ => false,
            };
            a_rest == b_rest || a_rest == b || a == b_rest || swapped
        }
        ([_], []) | ([], [_]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded() {
        for (text, folded) in [
            ("Schoolcode", "Schoolcode"),
            (" a\u{a0} b\r\nc ", "a b c"),
            ("a b", "a b"),
            ("a  b", "a b"),
            ("", ""),
            (" \t", ""),
            ("a ", "a"),
            ("\u{feff}id", "id"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn what_is_shown_is_short_and_moves_no_cursor() {
        assert_eq!(shown(" a\r\nb\u{1b}[2J\u{9b}2J"), r"a b\x1B[2J\x9B2J");
        assert_eq!(shown(&"é".repeat(81)), format!("{}...", "é".repeat(80)));
    }

    #[test]
    fn loosely_only_letters_and_digits_count() {
        assert_eq!(loose("  BRIN-nummer (école): "), "brin nummer école");
    }

    #[test]
    fn the_nearest_header_is_named_only_if_it_is_near() {
        let header = ["Schoolkode", "Functie", "Ingevuld op"];
        assert_eq!(nearest("Schoolcode", header), Some("Schoolkode"));
        assert_eq!(nearest("xyz", header), None);
    }
}
