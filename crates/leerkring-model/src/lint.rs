//! Doubts about a model that are not errors.

use std::fmt;

use crate::ids::IndicatorId;
use crate::model::{Indicator, Model, Provenance};
use crate::phase::Phase;
use crate::text::Text;

/// Neighbouring descriptors that share this part of their words, or more, are nearly equal: one word in ten differs.
const NEARLY_EQUAL: f64 = 0.9;

/// Something in a model that is allowed, but that its author may want to look at.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Doubt {
    /// The descriptors of a phase and the next one are equal, or nearly: respondents cannot tell them apart.
    Alike {
        /// The indicator.
        indicator: IndicatorId,
        /// The lower of the two phases.
        phase: Phase,
        /// The language.
        language: String,
        /// The part of the words they share, 0 to 1 (Sørensen-Dice on the words with their counts).
        shared: f64,
    },
    /// A text is missing in one of the model's languages.
    NotTranslated {
        /// Whose text: the key of an aspect or indicator, or a key of the model, with the part of it.
        what: String,
        /// The language.
        language: String,
    },
    /// The source has no text for a descriptor; its meaning was derived.
    Derived {
        /// The indicator.
        indicator: IndicatorId,
        /// The phase.
        phase: Phase,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Doubt::Alike { indicator, phase, language, shared } => write!(
                f,
                "`{indicator}`, phases {phase} and {}: the texts in `{language}` share {:.0} % of their words",
                phase.number() + 1,
                shared * 100.0
            ),
            Doubt::NotTranslated { what, language } => write!(f, "`{what}` has no text in `{language}`"),
            Doubt::Derived { indicator, phase } => {
                write!(
                    f,
                    "`{indicator}`, phase {phase}: the source has no text for it; the meaning is derived"
                )
            }
        }
    }
}

impl Model {
    /// Doubts about the model, in its own order: equal or nearly equal neighbouring descriptors, missing
    /// translations, derived cells. A model with doubts works like any other.
    pub fn lint(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        self.lint_names(&mut doubts);
        for indicator in self.indicators() {
            self.lint_descriptors(indicator, &mut doubts);
        }
        doubts
    }

    fn lint_names(&self, doubts: &mut Vec<Doubt>) {
        let mut translated = |what: String, text: &Text| {
            for language in self.languages().filter(|language| text.get(language).is_none()) {
                doubts.push(Doubt::NotTranslated { what: what.clone(), language: language.to_owned() });
            }
        };
        translated("name".to_owned(), &self.name);
        if !self.lead.is_empty() {
            translated("lead".to_owned(), &self.lead);
        }
        translated("phase_word".to_owned(), &self.phase_word);
        for (phase, name) in self.phases().zip(&self.phases) {
            translated(format!("phase {phase}"), name);
        }
        for aspect in &self.aspects {
            translated(format!("{}.name", aspect.id.key()), &aspect.name);
            translated(format!("{}.lead", aspect.id.key()), &aspect.lead);
            if !aspect.question.is_empty() {
                translated(format!("{}.question", aspect.id.key()), &aspect.question);
            }
            for indicator in &aspect.indicators {
                translated(format!("{}.name", indicator.id.key()), &indicator.name);
                if !indicator.question.is_empty() {
                    translated(format!("{}.question", indicator.id.key()), &indicator.question);
                }
                for (phase, descriptor) in self.phases().zip(&indicator.descriptors) {
                    translated(format!("{}, phase {phase}", indicator.id.key()), &descriptor.text);
                }
            }
        }
    }

    fn lint_descriptors(&self, indicator: &Indicator, doubts: &mut Vec<Doubt>) {
        for (phase, descriptor) in self.phases().zip(&indicator.descriptors) {
            if descriptor.provenance == Provenance::Derived {
                doubts.push(Doubt::Derived { indicator: indicator.id.clone(), phase });
            }
        }
        for (phase, pair) in self.phases().zip(indicator.descriptors.windows(2)) {
            let [lower, upper] = pair else { continue };
            for language in self.languages() {
                let texts = lower.text.get(language).zip(upper.text.get(language));
                let shared = texts.map_or(0.0, |(lower, upper)| shared_words(lower, upper));
                if shared >= NEARLY_EQUAL {
                    let (indicator, language) = (indicator.id.clone(), language.to_owned());
                    doubts.push(Doubt::Alike { indicator, phase, language, shared });
                }
            }
        }
    }
}

/// The part of the words of two texts that they share, each word counted as often as it stands in both
/// (Sørensen-Dice; case and punctuation aside); 1 for equal texts.
fn shared_words(a: &str, b: &str) -> f64 {
    let words = |text: &str| {
        let mut words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (words(a), words(b));
    let total = a.len() + b.len();
    let mut rest = b.iter().peekable();
    let mut shared = 0_usize;
    for word in &a {
        while rest.next_if(|other| *other < word).is_some() {}
        shared += usize::from(rest.next_if_eq(&word).is_some());
    }
    if total == 0 { 1.0 } else { 2.0 * shared as f64 / total as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_by_hand() {
        assert_eq!(shared_words("De school leert.", "de SCHOOL leert"), 1.0);
        assert_eq!(shared_words("wij leren samen", "zij werken alleen"), 0.0);
        // Of 4 + 4 words, `wij`, `samen` and one `leren` are in both.
        assert_eq!(
            shared_words("wij leren en leren samen".replace("en leren ", "en ").as_str(), "wij leren samen"),
            6.0 / 7.0
        );
    }

    #[test]
    fn doubts_of_a_model_with_faults() {
        let text = r#"
            format = 1
            id = "m"
            version = 1
            languages = ["nl", "en"]
            name = { nl = "Naam", en = "Name" }
            phase = [{ name = { nl = "een", en = "one" } }, { name = { nl = "twee" } }]
            [[aspect]]
            id = "a"
            name = { nl = "A", en = "A" }
            lead = { nl = "De mate waarin", en = "The degree to which" }
            [[aspect.indicator]]
            id = "i"
            name = { nl = "I", en = "I" }
            [[aspect.indicator.descriptor]]
            phase = 1
            text = { nl = "Wij doen dit samen.", en = "We do this together." }
            [[aspect.indicator.descriptor]]
            phase = 2
            provenance = "derived"
            text = { nl = "Wij doen dit samen!", en = "We do that with partners." }
        "#;
        let doubts: Vec<String> = Model::parse(text).unwrap().lint().iter().map(Doubt::to_string).collect();
        assert_eq!(
            doubts,
            [
                "`phase 2` has no text in `en`",
                "`m@1:i`, phase 2: the source has no text for it; the meaning is derived",
                "`m@1:i`, phases 1 and 2: the texts in `nl` share 100 % of their words",
            ]
        );
    }
}
