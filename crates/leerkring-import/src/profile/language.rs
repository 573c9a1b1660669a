//! The language of a file, by the commonest words of its headers and answers.

use crate::text::loose;

/// Words that only one of the four languages has, those of the tools among them.
const WORDS: [(&str, &[&str]); 4] = [
    (
        "nl",
        &[
            "het",
            "een",
            "van",
            "niet",
            "wij",
            "onze",
            "uw",
            "hoe",
            "wat",
            "welke",
            "voor",
            "met",
            "naar",
            "ik",
            "zijn",
            "wordt",
            "aan",
            "heeft",
            "geen",
            "nee",
            "eens",
            "oneens",
            "vraag",
            "antwoord",
            "tijdstempel",
            "begintijd",
            "voltooien",
            "naam",
            "leerkracht",
            "soms",
            "vaak",
            "nooit",
            "weet",
            "datum",
        ],
    ),
    (
        "en",
        &[
            "the",
            "of",
            "and",
            "you",
            "your",
            "how",
            "what",
            "which",
            "does",
            "are",
            "with",
            "for",
            "yes",
            "agree",
            "disagree",
            "response",
            "timestamp",
            "completion",
            "time",
            "please",
            "have",
            "this",
            "my",
            "to",
            "often",
            "never",
            "name",
            "start",
            "date",
        ],
    ),
    (
        "de",
        &[
            "der",
            "das",
            "und",
            "sie",
            "wie",
            "nicht",
            "ist",
            "für",
            "mit",
            "ich",
            "wir",
            "welche",
            "welchen",
            "haben",
            "nein",
            "stimme",
            "eher",
            "bitte",
            "antwort",
            "zeitstempel",
            "startzeit",
            "häufig",
            "von",
            "zur",
            "eine",
            "einen",
            "sind",
            "bei",
            "anfangsdatum",
            "enddatum",
        ],
    ),
    (
        "fr",
        &[
            "le",
            "la",
            "les",
            "des",
            "et",
            "vous",
            "votre",
            "nous",
            "est",
            "que",
            "quel",
            "quelle",
            "pour",
            "avec",
            "dans",
            "pas",
            "oui",
            "une",
            "du",
            "accord",
            "jamais",
            "souvent",
            "horodateur",
            "réponse",
            "heure",
            "sur",
        ],
    ),
];

/// How often words of each language were seen.
#[derive(Debug, Default)]
pub(super) struct Words([usize; WORDS.len()]);

impl Words {
    pub(super) fn see(&mut self, text: &str) {
        for word in loose(text).split(' ') {
            for (count, (_, words)) in self.0.iter_mut().zip(WORDS) {
                *count += usize::from(words.contains(&word));
            }
        }
    }

    /// The language with by far the most words.
    pub(super) fn language(&self) -> Option<&'static str> {
        const FEWEST: usize = 3;
        let (most, language) = self.0.into_iter().zip(WORDS.map(|(name, _)| name)).max_by_key(|(n, _)| *n)?;
        let others: usize = self.0.into_iter().sum::<usize>() - most;
        (most >= FEWEST && most > others).then_some(language)
    }
}
