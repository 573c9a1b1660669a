//! What a proposal says: the reason for each guess and how sure it is, the two languages side by side.

use leerkring_model::Language;

use super::write::ticked;

/// How sure a guess is, as its comment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Confidence {
    Check,
    Likely,
    Sure,
}

/// Why something is guessed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    CodeAndText,
    Code,
    CodeOtherText,
    OuterCode,
    Text,
    Name,
    /// The only column with this word.
    OnlyWith(String),
    /// Most of what stands in it is a school of the register.
    InRegister,
    /// The only column that holds days and has a name that says so.
    OnlyDays,
    /// Its text is this much like that of the indicator, in percent.
    Alike {
        percent: u8,
        strong: bool,
    },
    Beginning,
    Within,
    Items,
    Descriptors,
    OneItem,
    RuleOfItems,
    RuleOfChecklist,
    RuleOfSections,
    Steps {
        steps: u8,
        levels: u8,
    },
    Number,
    NumberInFront,
    /// The number of an answer code, which is its place among the answers of the question.
    NumberOfCode,
    PhaseName,
    Descriptor,
    Words,
    NotShown,
    NoAnswer,
    Met,
    /// A step of a scale; not `sure` where another scale has the same texts.
    Step {
        step: u8,
        steps: u8,
        sure: bool,
    },
    /// Nearly the text of a step.
    NearStep {
        step: u8,
        steps: u8,
        text: &'static str,
    },
    Consent,
    /// The file itself says so of the code.
    Labelled {
        label: String,
        missing: bool,
        /// Whether the model or everyday words know the label.
        sure: bool,
    },
}

impl Confidence {
    pub(super) fn word(self, language: Language) -> &'static str {
        match self {
            Confidence::Sure => language.choose("zeker", "sure"),
            Confidence::Likely => language.choose("waarschijnlijk", "likely"),
            Confidence::Check => language.choose("nakijken", "check"),
        }
    }
}

impl Why {
    pub(super) fn confidence(&self) -> Confidence {
        match self {
            Why::CodeAndText
            | Why::Code
            | Why::Text
            | Why::Name
            | Why::Number
            | Why::NumberInFront
            | Why::PhaseName
            | Why::Descriptor
            | Why::Words
            | Why::NotShown
            | Why::NoAnswer
            | Why::Labelled { sure: true, .. } => Confidence::Sure,
            Why::InRegister | Why::Beginning | Why::Descriptors => Confidence::Likely,
            Why::Alike { strong: true, .. } | Why::Step { sure: true, .. } => Confidence::Likely,
            Why::Alike { .. }
            | Why::Step { .. }
            | Why::CodeOtherText
            | Why::OuterCode
            | Why::OnlyWith(_)
            | Why::OnlyDays
            | Why::Within
            | Why::NumberOfCode
            | Why::Items
            | Why::OneItem
            | Why::RuleOfItems
            | Why::RuleOfChecklist
            | Why::RuleOfSections
            | Why::Steps { .. }
            | Why::NearStep { .. }
            | Why::Met
            | Why::Labelled { sure: false, .. }
            | Why::Consent => Confidence::Check,
        }
    }

    /// The reason, and how sure it is.
    pub(super) fn told(&self, language: Language) -> String {
        format!("{} ({})", self.reason(language), self.confidence().word(language))
    }

    pub(super) fn reason(&self, language: Language) -> String {
        let (nl, en) = match self {
            Why::CodeAndText => ("aan code en tekst", "by its code and text"),
            Why::Code => ("aan de code", "by its code"),
            Why::CodeOtherText => (
                "aan de code; de tekst is niet die van het model",
                "by its code; its text is not the model's",
            ),
            Why::OuterCode => ("aan de code van de vraag", "by the code of its question"),
            Why::Text => ("aan de tekst", "by its text"),
            Why::Name => ("aan de naam", "by its name"),
            Why::OnlyWith(word) => {
                let word = ticked(word);
                let nl = format!("de enige kolom met {word} erin");
                return language.choose(nl, format!("the only column with {word} in it"));
            }
            Why::InRegister => (
                "de meeste teksten erin zijn een school van het register",
                "most texts in it are a school of the register",
            ),
            Why::OnlyDays => (
                "de enige kolom met dagen en een naam die dat zegt",
                "the only column that holds days and has a name that says so",
            ),
            Why::Alike { percent, .. } => {
                let nl = format!("de tekst lijkt er voor {percent} % op");
                return language.choose(nl, format!("its text is {percent} % alike"));
            }
            Why::Beginning => ("aan het begin van de tekst", "by the beginning of its text"),
            Why::Within => ("de tekst staat erin", "the text stands in it"),
            Why::Items => ("aan de codes; elk een stelling", "by their codes; an item each"),
            Why::Descriptors => ("aan de teksten, van elke fase een", "by their texts, one of each phase"),
            Why::OneItem => ("een stelling", "one item"),
            Why::RuleOfItems => (
                "de middelste van de fasen van de stellingen; kies de regel zelf",
                "the middle one of the phases of the items; the rule is yours to choose",
            ),
            Why::RuleOfSections => (
                "dezelfde vraag in meer secties, waarvan ieder er één beantwoordde",
                "the same question in several sections, of which everyone answered one",
            ),
            Why::RuleOfChecklist => (
                "de hoogste fase tot waar alles klopt; kies de regel zelf (of \"highest\")",
                "the highest phase up to which all is met; the rule is yours to choose (or \"highest\")",
            ),
            Why::Steps { steps, levels } => {
                let nl = format!("{steps} stappen verdeeld over {levels} fasen");
                return language.choose(nl, format!("{steps} steps spread over {levels} phases"));
            }
            Why::Number => ("het nummer", "the number"),
            Why::NumberInFront => ("aan het nummer ervoor", "by the number in front"),
            Why::NumberOfCode => (
                "het hoeveelste antwoord van de vraag; stond de laagste fase bovenaan?",
                "by its place among the answers of the question; was the lowest phase at the top?",
            ),
            Why::PhaseName => ("de naam van de fase", "the name of the phase"),
            Why::Descriptor => ("de tekst van de beschrijving", "the text of the descriptor"),
            Why::Words => ("aan de woorden", "by its words"),
            Why::NotShown => ("de vraag werd niet getoond", "the question was not shown"),
            Why::NoAnswer => ("geen antwoord", "no answer"),
            Why::Met => ("aan de woorden van een checklist", "by the words of a checklist"),
            Why::Step { step, steps, .. } => {
                let nl = format!("stap {step} van een schaal van {steps}");
                return language.choose(nl, format!("step {step} of a scale of {steps}"));
            }
            Why::NearStep { step, steps, text } => {
                let nl = format!("bijna `{text}`, stap {step} van een schaal van {steps}");
                return language.choose(nl, format!("nearly `{text}`, step {step} of a scale of {steps}"));
            }
            Why::Consent => ("aan het eerste woord", "by its first word"),
            Why::Labelled { label, missing, .. } => {
                let missing = if *missing {
                    language.choose("geen antwoord volgens het bestand", "user-missing in the file")
                } else {
                    ""
                };
                let word = language.choose("genoemd", "labelled");
                let label =
                    if label.is_empty() { String::new() } else { format!("{word} {}", ticked(label)) };
                let between = if missing.is_empty() || label.is_empty() { "" } else { ", " };
                return format!("{missing}{between}{label}");
            }
        };
        language.choose(nl, en).to_owned()
    }
}
