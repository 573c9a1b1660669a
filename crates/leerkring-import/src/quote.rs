//! Which texts of a file may be repeated to whoever reads it in.
//!
//! What a person typed may hold a name. A text is repeated only where it can hold none of its own: where at least
//! [`FEWEST`] people gave it, or where it is made of nothing but numbers, words of answer scales and words that the
//! codebook has itself.

use std::collections::BTreeSet;

use crate::profile::steps::{self, STEP_WORDS};
use crate::propose::scales;
use crate::propose::words::{DONT_KNOW, EITHER, MET, NO_ANSWER, NOT_APPLICABLE, NOT_MET, PARTLY, is_role};
use crate::text::{loose, one_off};

/// As many people as must stand behind a figure: what so many gave is no longer anybody's own words.
pub(crate) const FEWEST: usize = 5;

/// Words that stand beside those of a scale, and can say nothing without them.
const BESIDE: [&str; 59] = [
    // nl
    "helemaal",
    "volledig",
    "geheel",
    "zeer",
    "heel",
    "erg",
    "mee",
    "niet",
    "geen",
    "noch",
    "of",
    "en",
    "een",
    "beetje",
    "eerder",
    "tamelijk",
    "redelijk",
    "bijna",
    "ja",
    "nee",
    // en
    "strongly",
    "completely",
    "totally",
    "rather",
    "quite",
    "at",
    "all",
    "not",
    "nor",
    "or",
    "and",
    "a",
    "little",
    "almost",
    "yes",
    "no",
    // de
    "voll",
    "ganz",
    "gar",
    "nicht",
    "überhaupt",
    "eher",
    "sehr",
    "weder",
    "und",
    "zu",
    "vollständig",
    "ja",
    "nein",
    // fr
    "tout",
    "à",
    "fait",
    "pas",
    "du",
    "très",
    "d",
    "ni",
    "oui",
    "non",
];

/// The most words of a text that is made of known ones: more of them could be put together to say something.
const MOST_WORDS: usize = 8;
/// The most digits of a text that is made of known words: a telephone number and a day have more.
const MOST_DIGITS: usize = 4;

/// Texts that are known without those of people, such as the answers of a codebook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    words: BTreeSet<String>,
    /// The texts without blanks and signs.
    plain: Vec<Vec<char>>,
}

impl Known {
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Known {
        let texts: BTreeSet<String> = texts.into_iter().map(loose).collect();
        let words = texts.iter().flat_map(|text| text.split(' ')).map(str::to_owned).collect();
        Known { words, plain: texts.iter().map(|text| letters(text)).collect() }
    }

    /// These and texts that are known only as a whole, such as sentences, of which the words could say something else.
    pub(crate) fn and_whole<'a>(mut self, texts: impl IntoIterator<Item = &'a str>) -> Known {
        self.plain.extend(texts.into_iter().map(|text| letters(&loose(text))));
        self
    }

    /// Whether a text, given by so many people, may be repeated.
    pub(crate) fn may_quote(&self, text: &str, people: usize) -> bool {
        people >= FEWEST || self.can_hold_nothing(text)
    }

    /// Whether a text is made of known words only, or is a known text with a slip of the pen.
    fn can_hold_nothing(&self, text: &str) -> bool {
        const LONG: usize = 6;
        let text = loose(text);
        let whole = [DONT_KNOW, NOT_APPLICABLE, NO_ANSWER, EITHER, MET, PARTLY, NOT_MET];
        if text.chars().count() <= 1
            || is_role(&text)
            || scales::height(&text).is_some()
            || whole.iter().any(|list| list.contains(&text.as_str()))
        {
            return true;
        }
        let plain = letters(&text);
        let is_slip = |known: &Vec<char>| *known == plain || (known.len() >= LONG && one_off(known, &plain));
        if self.plain.iter().any(is_slip) {
            return true;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let known = |word: &str| {
            self.words.contains(word)
                || is_number_or_code(word)
                || steps::is_word(word)
                || STEP_WORDS.contains(&word)
                || BESIDE.contains(&word)
        };
        digits <= MOST_DIGITS && text.split(' ').count() <= MOST_WORDS && text.split(' ').all(known)
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| *c != ' ').collect()
}

/// `3`, `12`, `A2`, `AO02`, `SQ001`: as tools call answers. Of two letters only those that tools use: others may be a name, as `Jo3`.
fn is_number_or_code(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - number.len();
    (letters <= 1 || letters == 2 && ["ao", "sq"].iter().any(|tool| word.starts_with(tool)))
        && (1..=3).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_gave_is_repeated_only_if_it_can_hold_no_name() {
        let known = Known::of(["Fase 3", "Stimme gar nicht zu", "Ik zie dit", "Leerkracht"]);
        for text in [
            "fase 6",
            "7",
            "A2",
            "SQ001",
            "AO02",
            "soms",
            "helemaal mee eens",
            "Stimme garnicht zu",
            "leerkacht",
            "x",
            "Weet ik niet",
            "intern begeleider",
            "zie dit",
            "niet goed",
        ] {
            assert!(known.may_quote(text, 1), "{text}");
        }
        for text in [
            "Jan",
            "fase 3, Jan Jansen",
            "Leerkracht (Jo)",
            "goed, groet Ans",
            "06 12 34 56 78",
            "12-5-1980",
            "jo@linde.example",
            "ja ja ja ja nee nee nee ja ja",
            "Jo3",
            "Ik zie dit niet bij Jo",
        ] {
            assert!(!known.may_quote(text, FEWEST - 1), "{text}");
            assert!(known.may_quote(text, FEWEST), "{text}");
        }
    }
}
