//! What the keys of a register say beside which school is which: keys that a spreadsheet may have changed, and sites
//! of one main school.

use std::collections::BTreeMap;

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

/// Whether a text is made as keys of schools are, and can be no name, address, telephone number or day: at most eight
/// letters and digits, with a digit, and nothing but digits only without marks.
pub(crate) fn is_like_a_key(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '_');
    let signs = text.chars().filter(|c| !is_mark(*c));
    let has_letter = text.contains(|c: char| c.is_ascii_alphabetic());
    signs.clone().all(|c| c.is_ascii_alphanumeric())
        && text.contains(|c: char| c.is_ascii_digit())
        && (has_letter || !text.contains(is_mark))
        && signs.count() <= 8
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
        for key in ["03XY00", "007", "TW-003", "school_7", "0750123A"] {
            assert!(is_like_a_key(key), "{key}");
        }
        for text in ["03XY00 Jan Jansen", "Jan", "0612345678", "jo2@x.nl", "12-5-1980", "De Linde", ""] {
            assert!(!is_like_a_key(text), "{text}");
        }
    }

    #[test]
    fn sites_are_those_of_a_main_school_with_several() {
        let keys = ["00AA00", "00AA01", "00BB00", "123456", "00AA0", "0é0000"]
            .map(|key| SchoolId::new(key).unwrap());
        assert_eq!(sites(keys.iter()), 2);
    }
}
