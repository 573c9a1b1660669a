//! Names of schools as people say them: without what is written now one way and now another.

use std::collections::BTreeSet;

use leerkring_model::School;

use super::keys::main_school;
use crate::text::loose;

/// Words that say what kind of school it is, which people add or leave out.
const GENERIC: [&str; 24] = [
    "de",
    "het",
    "t",
    "la",
    "le",
    "l",
    "bs",
    "basisschool",
    "school",
    "scholen",
    "lagere",
    "kleuterschool",
    "basisonderwijs",
    "onderwijs",
    "ikc",
    "kc",
    "kindcentrum",
    "integraal",
    "voor",
    "école",
    "ecole",
    "locatie",
    "vestiging",
    "hoofdvestiging",
];
/// The same for words that tell two schools of one name apart: an `obs` is no `cbs`.
const KINDS: [&[&str]; 6] = [
    &["obs", "openbare", "openbaar", "gemeentelijke"],
    &["rkbs", "kbs", "rk", "rooms", "katholieke", "katholiek"],
    &["cbs", "pcbs", "pcb", "pc", "christelijke", "protestants", "protestantse"],
    &["gbs", "gereformeerde"],
    &["vbs", "vrije"],
    &["sbo", "so", "vso", "sbao", "buso", "speciale", "speciaal"],
];

/// Lower case, without accents, marks and the words of [`GENERIC`] and [`KINDS`]; all its words if it has no others.
pub(super) fn plain(name: &str) -> String {
    let bare = bare(name);
    let is_own = |word: &&str| !GENERIC.contains(word) && !KINDS.iter().any(|kind| kind.contains(word));
    let own: Vec<&str> = bare.split(' ').filter(is_own).collect();
    if own.is_empty() { bare } else { own.join(" ") }
}

/// Whether two names say that they are schools of different kinds.
pub(super) fn contradict(a: &str, b: &str) -> bool {
    let kinds = |name: &str| -> BTreeSet<usize> {
        let bare = bare(name);
        let has = |kind: &&[&str]| bare.split(' ').any(|word| kind.contains(&word));
        KINDS.iter().zip(0..).filter(|(kind, _)| has(kind)).map(|(_, n)| n).collect()
    };
    let (a, b) = (kinds(a), kinds(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// Whether a text says nothing but what a school is called and where it is, slips aside, and says most of one of those.
/// What says more may tell of the person who typed it, and so may one word of a name: Jan works at Sint-Jan.
pub(crate) fn says_no_more(text: &str, school: &School) -> bool {
    const ALIKE: f64 = 0.7;
    let key = school.id.as_str();
    let texts = [Some(school.name.as_str()), school.municipality.as_deref(), Some(key), main_school(key)];
    let known: Vec<String> = texts.into_iter().flatten().map(bare).collect();
    let words = || known.iter().flat_map(|text| text.split(' '));
    let is_known = |word: &str| {
        let is_number = word.contains(|c: char| c.is_ascii_digit());
        let is = |known: &str| match is_number {
            true => known == word,
            false => strsim::normalized_damerau_levenshtein(known, word) >= ALIKE,
        };
        GENERIC.contains(&word) || KINDS.iter().any(|kind| kind.contains(&word)) || words().any(is)
    };
    let text = bare(text);
    let said: Vec<&str> = text.split(' ').collect();
    // Three quarters of its letters, the words that any school can have aside.
    let says_most = |known: &String| {
        let plain = plain(known);
        let letters = |word: &str| word.chars().count();
        let is_said = |word: &&str| {
            let alike = |said: &&str| strsim::normalized_damerau_levenshtein(said, word) >= ALIKE;
            said.iter().any(alike)
        };
        let all: usize = plain.split(' ').map(letters).sum();
        plain.split(' ').filter(is_said).map(letters).sum::<usize>() * 4 >= all * 3
    };
    said.iter().all(|word| is_known(word)) && known.iter().any(says_most)
}

/// The words with digits in them, in order.
pub(super) fn digits(plain: &str) -> Vec<String> {
    let has = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let mut words: Vec<String> = plain.split(' ').filter(has).map(str::to_owned).collect();
    words.sort();
    words
}

/// Letters that stand beside each other, with a blank at both ends.
pub(super) fn pairs(plain: &str) -> BTreeSet<(char, char)> {
    let text = format!(" {plain} ");
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Words in lower case without accents. A point is no gap: `o.b.s.` is `obs`.
fn bare(name: &str) -> String {
    let whole: String = name.chars().filter(|c| *c != '.').collect();
    loose(&whole).chars().map(without_accent).collect()
}

/// The letters of the languages that schools here are named in.
fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_more_than_a_name_is_told_from_a_slip() {
        let mut school = School::new(leerkring_model::SchoolId::new("03XY00").unwrap(), "OBS De Linde");
        school.municipality = Some("Almelo".to_owned());
        for text in ["De Lindde", "basisschool Linde", "de linde (Almello)", "03XY", "03xy00 - Linde"] {
            assert!(says_no_more(text, &school), "{text}");
        }
        for text in ["De Linde, Jan", "03XY00 Jan Jansen", "Linde groep 5", "ik werk op de Linde", "Linde 2"]
        {
            assert!(!says_no_more(text, &school), "{text}");
        }
    }

    #[test]
    fn a_word_of_a_name_can_be_that_of_a_person() {
        let school = |name| School::new(leerkring_model::SchoolId::new("03XY00").unwrap(), name);
        for (text, name) in
            [("Jan", "Sint-Jan"), ("jan", "Basisschool Jan Ligthart"), ("Willem", "Koning Willem I")]
        {
            assert!(!says_no_more(text, &school(name)), "{text}");
        }
        for (text, name) in [("sint jan", "Sint-Jan"), ("Jan Lichthart", "Basisschool Jan Ligthart")] {
            assert!(says_no_more(text, &school(name)), "{text}");
        }
    }

    #[test]
    fn names_are_compared_without_what_varies() {
        for (a, b) in [
            ("O.B.S. De Linde", "linde"),
            ("Basisschool ’t Kofschip", "kofschip"),
            ("Daniël de Brouwer", "DANIEL BROUWER"),
            ("R.K. Basisschool St. Jan", "St Jan"),
            ("IKC De Vlieger 2", "vlieger 2"),
        ] {
            assert_eq!(plain(a), plain(b), "{a}");
        }
        assert_eq!(plain("De Basisschool"), "de basisschool");
        assert!(contradict("OBS De Linde", "C.B.S. De Linde") && !contradict("De Linde", "CBS De Linde"));
        assert_eq!(digits("vlieger 2"), ["2"]);
    }
}
