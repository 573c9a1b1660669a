//! What the keys of a register say beside which school is which: keys that a spreadsheet may have changed, and sites
//! of one main school.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::SchoolId;

/// The keys that differ from an earlier one only by leading zeros or by capitals, each with the earlier one; both by
/// their place. Two schools may really have them, or one school stands twice after a spreadsheet took its zeros.
pub(super) fn alike(keys: &[SchoolId]) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (key, place) in keys.iter().zip(0..) {
        let plain = key.as_str().trim_start_matches('0').to_lowercase();
        match first.get(&plain) {
            Some(earlier) => found.push((place, *earlier)),
            None => {
                first.insert(plain, place);
            }
        }
    }
    found
}

/// How many schools are sites of a main school that has several, by the Dutch manner of keys: `00AA01` is a site of
/// `00AA`.
pub(super) fn sites<'a>(keys: impl Iterator<Item = &'a SchoolId>) -> usize {
    let mut of_main: BTreeMap<&str, usize> = BTreeMap::new();
    for main in keys.filter_map(|key| main_school(key.as_str())) {
        *of_main.entry(main).or_default() += 1;
    }
    of_main.values().filter(|sites| **sites > 1).sum()
}

/// `00AA` of `00AA01`; `None` for keys that are made in another way.
pub(super) fn main_school(key: &str) -> Option<&str> {
    let (main, site) = key.split_at_checked(4)?;
    let (number, letters) = main.split_at_checked(2)?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    (digits(number) && digits(site) && letters.bytes().all(|b| b.is_ascii_alphabetic())).then_some(main)
}

/// How the keys of schools that are known are made: where they have digits, letters and marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyForms(BTreeSet<String>);

impl KeyForms {
    /// Keys without a digit are left out: names are made as they are.
    pub(crate) fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> KeyForms {
        let keys = keys.into_iter().filter(|key| key.contains(|c: char| c.is_ascii_digit()));
        KeyForms(keys.map(form).collect())
    }

    /// Whether a text is made as keys of schools are, so that it may be repeated: as those that are known, or a short number, which a
    /// spreadsheet may have taken the zeros of; where none is known, as keys often are. It can be no name, address or telephone number, nor a
    /// day unless the known keys are numbers as long.
    pub(crate) fn has(&self, text: &str) -> bool {
        is_short_number(text)
            || if self.0.is_empty() { is_often_a_key(text) } else { self.0.contains(&form(text)) }
    }
}

/// `00AA00` of `03XY00`; other signs as they are.
fn form(key: &str) -> String {
    let of = |c: char| match c {
        '0'..='9' => '0',
        'a'..='z' | 'A'..='Z' => 'A',
        c => c,
    };
    key.chars().map(of).collect()
}

fn is_short_number(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// At most eight signs, of which two digits or more, in front or after at most two capitals,
/// and never more than two letters in a row. Four digits and two letters begin an address.
fn is_often_a_key(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '_');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_letter = text.contains(|c: char| c.is_ascii_alphabetic());
    let front = text.find(|c: char| !c.is_ascii_uppercase());
    let letters_apart = text.split(|c: char| !c.is_ascii_alphabetic()).all(|part| part.len() <= 2);
    text.chars().all(|c| c.is_ascii_alphanumeric() || is_mark(c))
        && has_letter
        && digits >= 2
        && text.chars().filter(|c| !is_mark(*c)).count() <= 8
        && letters_apart
        && front.is_some_and(|end| end == 2 || end == 1 || text.starts_with(|c: char| c.is_ascii_digit()))
        && !form(text).starts_with("0000AA")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_a_spreadsheet_may_have_changed_are_found() {
        let keys = ["007", "7", "70", "ab1", "AB1", "0ab1", "00AA00"].map(|key| SchoolId::new(key).unwrap());
        assert_eq!(alike(&keys), [(1, 0), (4, 3), (5, 3)]);
    }

    #[test]
    fn what_people_type_is_told_from_keys() {
        let none = KeyForms::default();
        for key in ["03XY00", "007", "TW-003", "0750123A", "TW001"] {
            assert!(none.has(key), "{key}");
        }
        let few = ["12051980", "7511JM12", "7511JM", "0612345678", "Ans2", "Ans12", "jo2@x.nl", "12-5-1980"];
        for text in few.into_iter().chain(["03XY00 Jan Jansen", "Jan", "De Linde", ""]) {
            assert!(!none.has(text), "{text}");
        }
        // Where keys are known, only what is made as they are.
        let dutch = KeyForms::of(["00AA00", "linde"]);
        for text in ["03xy00", "007", "7"] {
            assert!(dutch.has(text), "{text}");
        }
        for text in ["0750123A", "Ans2", "jansz", "12051980"] {
            assert!(!dutch.has(text), "{text}");
        }
        assert!(KeyForms::of(["school_1"]).has("school_7"));
    }

    #[test]
    fn sites_are_those_of_a_main_school_with_several() {
        let keys = ["00AA00", "00AA01", "00BB00", "123456", "00AA0", "0é0000"]
            .map(|key| SchoolId::new(key).unwrap());
        assert_eq!(sites(keys.iter()), 2);
    }
}
