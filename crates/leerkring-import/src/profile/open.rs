//! Columns in which people wrote what they liked: by what the header asks for, or by what was written.

use std::collections::BTreeMap;

use super::steps;
use crate::layout::Tool;
use crate::personal;
use crate::table::Column;
use crate::text::loose;

/// Words of a short header that ask for something in one's own words; loose.
const WORDS: [&str; 43] = [
    // nl
    "opmerking",
    "opmerkingen",
    "toelichting",
    "toelichtingen",
    "commentaar",
    "reactie",
    "reacties",
    "suggestie",
    "suggesties",
    "toevoeging",
    "toevoegingen",
    "tips",
    "namelijk",
    "toelichten",
    "anders",
    "overig",
    "overige",
    // en
    "comment",
    "comments",
    "remark",
    "remarks",
    "suggestion",
    "suggestions",
    "other",
    "specify",
    "explain",
    "explanation",
    // de
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "anmerkungen",
    "kommentar",
    "kommentare",
    "sonstiges",
    "sonstige",
    "erläuterung",
    "erläutern",
    // fr
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "autre",
    "autres",
];

/// What asks for it in a header of any length; loose.
const PHRASES: [&str; 20] = [
    "anders namelijk",
    "andere namelijk",
    "licht toe",
    "licht je antwoord toe",
    "licht uw antwoord toe",
    "kunt u toelichten",
    "wat wilt u nog kwijt",
    "in uw eigen woorden",
    "feedback text",
    "free text",
    "vrije tekst",
    "open text",
    "please specify",
    "please explain",
    "in your own words",
    "bitte angeben",
    "bitte erläutern",
    "freitext",
    "veuillez préciser",
    "texte libre",
];

/// A header of more words than this is a question, in which such a word can be about anything.
const SHORT: usize = 6;

/// Whether a header, the row that it names, or its label asks for something in one's own words.
pub(super) fn is_asked(column: &Column, tool: &Tool) -> bool {
    let mut names = tool.split(&column.header).texts;
    names.extend([loose(&column.header), loose(&column.label)]);
    names.iter().any(|name| {
        let padded = format!(" {name} ");
        let has = |words: &&str| padded.contains(&format!(" {words} "));
        PHRASES.iter().any(has) || (name.split(' ').count() <= SHORT && WORDS.iter().any(has))
    })
}

/// Whether there is a telephone number or an e-mail address among what was written: no survey offers those.
pub(super) fn says_who(texts: &BTreeMap<String, usize>) -> bool {
    texts.keys().any(|text| personal::says_how_to_reach(text))
}

/// Whether most texts are sentences, and many of them stand there once. An answer scale may be made of sentences too, but
/// people choose the same ones.
pub(super) fn is_written(texts: &BTreeMap<String, usize>) -> bool {
    let sentences = texts.keys().filter(|text| is_sentence(text)).count();
    let once = texts.values().filter(|times| **times == 1).count();
    sentences * 2 > texts.len() && once * 3 > texts.len()
}

/// Several words, with a mark that ends or parts sentences, and without the number of a step.
fn is_sentence(text: &str) -> bool {
    const FEWEST_WORDS: usize = 4;
    text.split(' ').count() >= FEWEST_WORDS
        && text.contains(['.', '!', '?', ','])
        && !steps::is_numbered(&loose(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{self, Layout};

    #[test]
    fn headers_that_ask_for_own_words() {
        let asked = |header: &str| is_asked(&Column::new(header), layout::tool(Layout::Limesurvey));
        for header in [
            "Opmerkingen",
            "k1[comment]",
            "G3. Toelichting",
            "Wat is uw rol? [Anders]",
            "Other (please specify)",
            "Anders, namelijk:",
            "Bemerkung",
            "Commentaires éventuels",
            "Welke rol heeft u op deze school, en zo niet, anders namelijk?",
            "Heeft u nog opmerkingen?",
        ] {
            assert!(asked(header), "{header}");
        }
        for header in [
            "Rol",
            "Feedback",
            "K2. Feedback van collega's",
            "Ik krijg opmerkingen van collega's waar ik iets aan heb",
            "Andere scholen bezoeken wij",
        ] {
            assert!(!asked(header), "{header}");
        }
    }

    #[test]
    fn what_was_written_shows_it() {
        let texts = |list: &[(&str, usize)]| list.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect();
        assert!(says_who(&texts(&[("Geen.", 40), ("Bel mij op 06-12345678", 1)])));
        assert!(says_who(&texts(&[("ja", 9), ("stuur maar naar jo@linde.example", 1)])));
        let remarks = [
            ("Geen.", 40),
            ("Ik mis tijd, en Jo ook.", 2),
            ("Het was fijn, dank u.", 1),
            ("Te lang, vond ik het.", 1),
        ];
        assert!(is_written(&texts(&remarks)));
        for offered in [
            &[
                ("Wij zoeken nog, ieder voor zich.", 7),
                ("Wij hebben afspraken, en wij kijken ernaar.", 9),
                ("Wij leren samen, ook buiten.", 1),
            ][..],
            &[("2020-2021", 1), ("2021-2022", 3)],
            &[("3. Wij kijken, en wij leren.", 1), ("4. Wij delen, en wij leren.", 1)],
            &[("01-09-2020 10:00", 1), ("Jo", 1)],
        ] {
            assert!(!is_written(&texts(offered)) && !says_who(&texts(offered)), "{offered:?}");
        }
    }
}
