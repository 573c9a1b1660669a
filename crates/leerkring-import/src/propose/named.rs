//! Which column is that of the school, the role or consent, by its name.

use super::columns::Choice;
use super::wording::Why;
use crate::layout::Heading;
use crate::table::Column;
use crate::text::loose;

pub(super) const SCHOOL: [&str; 24] = [
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
pub(super) const SCHOOL_WORDS: [&str; 8] =
    ["school", "schul", "école", "ecole", "brin", "escuela", "scuola", "escola"];
pub(super) const ROLE: [&str; 10] =
    ["functie", "rol", "role", "uw functie", "uw rol", "funktion", "rolle", "fonction", "rôle", "function"];
pub(super) const ROLE_WORDS: [&str; 12] = [
    "functie", "rol", "role", "function", "funktion", "rolle", "fonction", "rôle", "función", "cargo",
    "ruolo", "função",
];

pub(super) const CONSENT: [&str; 12] = [
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
pub(super) const CONSENT_WORDS: [&str; 6] =
    ["toestemming", "akkoord", "consent", "einwilligung", "consentement", "einverstanden"];

pub(super) fn is_school_or_role(text: &str) -> bool {
    SCHOOL.contains(&text) || ROLE.contains(&text)
}

/// The last part of a header, loose, of what somebody could type who chose none of the answers of a question.
const OTHER: [&str; 13] = [
    "anders",
    "anders namelijk",
    "overig",
    "andere",
    "other",
    "other please specify",
    "othertext",
    "anders geef nadere toelichting",
    "overige geef nadere toelichting",
    "sonstiges bitte angeben",
    "autre veuillez préciser",
    "sonstiges",
    "autre",
];

/// Whether a column is the "other, please specify" beside a question: `School? [Anders]`, `q2_other`.
pub(super) fn is_other(column: &Column) -> bool {
    [&column.header, &column.label].into_iter().any(|text| {
        let text = text.to_lowercase();
        let mut ends = text.match_indices(['[', '(', '_', '-', ':']).filter_map(|(at, _)| text.get(at + 1..));
        ends.any(|end| OTHER.contains(&loose(end).as_str()))
    })
}

/// The column with the first of these names that a column has.
pub(super) fn by_names(names: &[String], taken: &[bool], wanted: &[&str]) -> Choice {
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
pub(super) fn by_names_or_words(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_please_specify_is_known_by_its_end() {
        for other in [
            "Op welke school werk je? [Anders]",
            "school_other",
            "G1Q2[other]",
            "Uw school (anders, namelijk:)",
            // As SurveyMonkey has it.
            "Wat is uw functie? [Other (please specify)]",
            "Wat is uw functie? [Overige (geef nadere toelichting)]",
        ] {
            assert!(is_other(&Column::new(other)), "{other}");
        }
        for plain in ["School", "Anders", "Werkt u op deze school of een andere?", "School (of bestuur)"] {
            assert!(!is_other(&Column::new(plain)), "{plain}");
        }
    }
}
