//! Texts that say a step of a scale: by a number, or by one of the words that scales are made of.

/// Words of which each step of a scale has one.
const STEPS: [&str; 77] = [
    // nl
    "eens",
    "oneens",
    "nooit",
    "zelden",
    "soms",
    "regelmatig",
    "vaak",
    "altijd",
    "slecht",
    "matig",
    "voldoende",
    "onvoldoende",
    "goed",
    "belangrijk",
    "onbelangrijk",
    "tevreden",
    "ontevreden",
    "neutraal",
    "enigszins",
    "nauwelijks",
    // en
    "agree",
    "disagree",
    "never",
    "rarely",
    "seldom",
    "sometimes",
    "often",
    "always",
    "poor",
    "fair",
    "good",
    "excellent",
    "important",
    "unimportant",
    "satisfied",
    "dissatisfied",
    "likely",
    "unlikely",
    "neutral",
    "somewhat",
    "moderately",
    "slightly",
    "very",
    "extremely",
    "mostly",
    "favorably",
    "unfavorably",
    "confident",
    "neither",
    // de
    "stimme",
    "trifft",
    "nie",
    "selten",
    "manchmal",
    "häufig",
    "oft",
    "immer",
    "schlecht",
    "gut",
    "wichtig",
    "unwichtig",
    "zufrieden",
    "unzufrieden",
    "teils",
    "mäßig",
    // fr
    "accord",
    "jamais",
    "rarement",
    "parfois",
    "souvent",
    "toujours",
    "mauvais",
    "bon",
    "satisfait",
    "insatisfait",
    "plutôt",
    "neutre",
];
/// What a numbered step is called.
pub(crate) const STEP_WORDS: [&str; 7] = ["fase", "phase", "niveau", "level", "stufe", "stap", "step"];

/// Whether a word, loose, is one of those that scales are made of.
pub(crate) fn is_word(word: &str) -> bool {
    STEPS.contains(&word)
}

/// `3 planmatig`, `fase 3`, `rather agree`; loose.
pub(super) fn is_step(text: &str) -> bool {
    const SHORT: usize = 8;
    is_numbered(text)
        || (text.split(' ').count() <= SHORT && text.split(' ').any(|word| STEPS.contains(&word)))
}

/// `3 planmatig`, `fase 3`; loose.
pub(super) fn is_numbered(text: &str) -> bool {
    let mut words = text.split(' ').peekable();
    words.next_if(|word| STEP_WORDS.contains(word));
    let small = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    // Where more numbers follow it is a date, an amount, an age.
    words.next().is_some_and(small) && !words.any(|word| word.contains(|c: char| c.is_ascii_digit()))
}
