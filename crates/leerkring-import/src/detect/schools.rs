//! Schools whose key the register does not have, with the key that looks most like it or that has this name.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{View, cell};
use super::{Finding, FindingKind, Register, Slip};
use crate::quote;
use crate::register::{Meant, MeantBy, SchoolIndex};
use crate::text::one_off;

/// Keys that are told one by one; the rest are counted together.
const MOST_TOLD: usize = 20;
/// The keys that are named for one that is not in the register.
const MOST_NEAR: usize = 3;

pub(super) fn look(view: &View<'_>, register: &Register, findings: &mut Vec<Finding>) {
    let Some(place) = view.school else { return };
    let known: BTreeSet<&str> = register.schools.iter().map(|school| school.id.as_str()).collect();
    let mut unknown: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in view.table.rows.iter().enumerate() {
        let text = cell(row, place);
        let key =
            view.codes.and_then(|codes| codes.schools.get(&*text)).map_or(&*text, |school| school.as_str());
        if !key.is_empty() && !known.contains(key) {
            unknown.entry(key.to_owned()).or_default().push(at);
        }
    }
    if known.is_empty() || unknown.is_empty() {
        return;
    }
    let index = Index::of(&known);
    let names = SchoolIndex::new(&register.schools);
    let mut rest: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut told = 0;
    for (key, rows) in unknown {
        let kind =
            || called(&names, &key).or_else(|| index.nearest(&key).map(|near| unknown_key(&key, near)));
        match (told < MOST_TOLD).then(kind).flatten() {
            Some(kind) => {
                told += 1;
                findings.push(view.finding(&[place], &rows, kind));
            }
            None => {
                rest.insert(key, rows);
            }
        }
    }
    if !rest.is_empty() {
        let forms = names.key_forms();
        // One that is made as no key is may be something else that a person typed.
        let may_quote = |(key, rows): &(&String, &Vec<usize>)| forms.has(key) || rows.len() >= quote::FEWEST;
        let only = if rest.len() == 1 { rest.iter().next().filter(may_quote) } else { None };
        let only = only.map(|(key, _)| key.clone());
        let keys = rest.len();
        let mut rows: Vec<usize> = rest.into_values().flatten().collect();
        rows.sort_unstable();
        let kind = FindingKind::UnknownSchool { key: only, keys, nearest: Vec::new(), slip: None };
        findings.push(view.finding(&[place], &rows, kind));
    }
}

/// That a key is not in the register, and which it looks like: but for one slip it is a key, and can say nothing else.
fn unknown_key(key: &str, (slip, nearest): (Slip, Vec<&str>)) -> FindingKind {
    let nearest = nearest.iter().take(MOST_NEAR).map(|key| (*key).to_owned()).collect();
    FindingKind::UnknownSchool { key: Some(key.to_owned()), keys: 1, nearest, slip: Some(slip) }
}

/// The schools that go by a text for sure, or of which it is the number without the site. What is only nearly a name may
/// be something else that a person typed.
fn called(names: &SchoolIndex<'_>, text: &str) -> Option<FindingKind> {
    let (schools, site) = match names.find(text) {
        Meant::One(school, MeantBy::Site) => (vec![school], true),
        Meant::One(school, by) if by.is_sure() => (vec![school], false),
        Meant::Several(schools) => {
            let site = schools.iter().all(|school| school.id.as_str().starts_with(&text.to_uppercase()));
            (schools, site)
        }
        _ => return None,
    };
    let name = schools.first().map(|school| school.name.clone())?;
    let schools: Vec<String> = schools.iter().map(|school| school.id.to_string()).collect();
    Some(match site {
        true => {
            let nearest = schools.into_iter().take(MOST_NEAR).collect();
            FindingKind::UnknownSchool {
                key: Some(text.to_owned()),
                keys: 1,
                nearest,
                slip: Some(Slip::Site),
            }
        }
        false => FindingKind::NamedSchool { name, schools },
    })
}

/// The keys of a register by what is left of them when slips are taken away.
struct Index<'a> {
    keys: Vec<&'a str>,
    by_form: BTreeMap<(Slip, String), Vec<&'a str>>,
}

impl<'a> Index<'a> {
    fn of(keys: &BTreeSet<&'a str>) -> Index<'a> {
        let mut by_form: BTreeMap<(Slip, String), Vec<&str>> = BTreeMap::new();
        for key in keys {
            for slip in [Slip::Spelling, Slip::Zeros, Slip::LookAlike] {
                by_form.entry((slip, form(key, slip))).or_default().push(key);
            }
        }
        Index { keys: keys.iter().copied().collect(), by_form }
    }

    /// The keys that differ from this one by the smallest slip there is.
    fn nearest(&self, key: &str) -> Option<(Slip, Vec<&'a str>)> {
        for slip in [Slip::Spelling, Slip::Zeros, Slip::LookAlike] {
            if let Some(keys) = self.by_form.get(&(slip, form(key, slip))) {
                return Some((slip, keys.clone()));
            }
        }
        let plain: Vec<char> = form(key, Slip::Spelling).chars().collect();
        // In a short key one character is too much of it.
        if plain.len() < 4 {
            return None;
        }
        let one = |other: &&&str| {
            let other: Vec<char> = form(other, Slip::Spelling).chars().collect();
            one_off(&plain, &other)
        };
        let keys: Vec<&str> = self.keys.iter().filter(one).copied().collect();
        (!keys.is_empty()).then_some((Slip::OneCharacter, keys))
    }
}

/// A key without what this kind of slip, and the smaller ones, change.
fn form(key: &str, slip: Slip) -> String {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let plain = match slip {
        Slip::LookAlike => plain
            .chars()
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                'S' => '5',
                'B' => '8',
                'Z' => '2',
                c => c,
            })
            .collect(),
        _ => plain,
    };
    match slip {
        Slip::Spelling => plain,
        _ => plain.trim_start_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_apart() {
        let known = BTreeSet::from(["007AB", "10AA00", "12BC01", "12BD01"]);
        let index = Index::of(&known);
        for (key, slip, nearest) in [
            ("007ab", Some(Slip::Spelling), &["007AB"][..]),
            ("12-BC 01", Some(Slip::Spelling), &["12BC01"]),
            ("7AB", Some(Slip::Zeros), &["007AB"]),
            ("1OAAOO", Some(Slip::LookAlike), &["10AA00"]),
            ("12BX01", Some(Slip::OneCharacter), &["12BC01", "12BD01"]),
            ("12CB01", Some(Slip::OneCharacter), &["12BC01"]),
            ("12BC0", Some(Slip::OneCharacter), &["12BC01"]),
            ("99ZZ99", None, &[]),
            ("X", None, &[]),
        ] {
            let found = index.nearest(key);
            assert_eq!(found.as_ref().map(|(slip, _)| *slip), slip, "{key}");
            assert_eq!(found.map(|(_, keys)| keys).unwrap_or_default(), nearest, "{key}");
        }
    }

    #[test]
    fn a_name_is_told_with_its_key_and_a_number_with_its_site() {
        use leerkring_model::{School, SchoolId};
        let school = |key: &str, name: &str| School::new(SchoolId::new(key).unwrap(), name);
        let schools =
            [school("03XY00", "OBS De Linde"), school("04AB00", "De Es"), school("05CD00", "De Es")];
        let names = SchoolIndex::new(&schools);
        let named = |name: &str, schools: &[&str]| FindingKind::NamedSchool {
            name: name.to_owned(),
            schools: schools.iter().map(|key| (*key).to_owned()).collect(),
        };
        assert_eq!(called(&names, "de linde"), Some(named("OBS De Linde", &["03XY00"])));
        assert_eq!(called(&names, "De Es"), Some(named("De Es", &["04AB00", "05CD00"])));
        let site = FindingKind::UnknownSchool {
            key: Some("03XY".to_owned()),
            keys: 1,
            nearest: vec!["03XY00".to_owned()],
            slip: Some(Slip::Site),
        };
        assert_eq!(called(&names, "03XY"), Some(site));
        // Nearly a name may be something that a person typed.
        assert_eq!(called(&names, "De Lindee"), None);
        assert!(named("De Es", &["1", "2"]).to_string().contains("`1`, `2` are called so"));
    }
}
