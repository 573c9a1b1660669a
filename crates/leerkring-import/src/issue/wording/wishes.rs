//! What is said of a wish for something that there is not.

use leerkring_model::Language;

use super::typed::repeated;

/// That a text is neither an aspect of the model, whose aspects are `known`, nor a topic of the list, if there is one.
pub(super) fn no_subject(
    text: Option<&str>,
    known: &str,
    topics: Option<&str>,
    nearest: Option<&str>,
    language: Language,
) -> String {
    let (text, why) = repeated(text, language);
    let told = match (topics, nearest, language) {
        (_, Some(nearest), Language::Nl) => format!(
            "{text} is geen aspect van het model en staat niet op de lijst van onderwerpen; is `{nearest}` bedoeld? Het is weggelaten"
        ),
        (_, Some(nearest), Language::En) => format!(
            "{text} is no aspect of the model and not on the list of topics; is `{nearest}` meant? It is left out"
        ),
        (Some(topics), None, Language::Nl) => format!(
            "{text} is geen aspect van het model (dat heeft {known}) en staat niet op de lijst van onderwerpen ({}); het is weggelaten",
            list(topics, language)
        ),
        (Some(topics), None, Language::En) => format!(
            "{text} is no aspect of the model (it has {known}) and not on the list of topics ({}); it is left out",
            list(topics, language)
        ),
        (None, None, Language::Nl) => format!(
            "{text} is geen aspect van het model (dat heeft {known}) en geen onderwerp (schrijf `topic:SLEUTEL`); het is weggelaten"
        ),
        (None, None, Language::En) => format!(
            "{text} is no aspect of the model (it has {known}) and no topic (write `topic:KEY`); it is left out"
        ),
    };
    told + why
}

/// That what is written as a topic is not on the list or, where there is none, has no key.
pub(super) fn no_topic(
    text: Option<&str>,
    topics: Option<&str>,
    nearest: Option<&str>,
    language: Language,
) -> String {
    let (text, why) = repeated(text, language);
    let told = match (topics, nearest, language) {
        (_, Some(nearest), Language::Nl) => format!(
            "{text} staat niet op de lijst van onderwerpen van het netwerk; is `{nearest}` bedoeld? Het is weggelaten"
        ),
        (_, Some(nearest), Language::En) => {
            format!("{text} is not on the network's list of topics; is `{nearest}` meant? It is left out")
        }
        (Some(topics), None, Language::Nl) => format!(
            "{text} staat niet op de lijst van onderwerpen van het netwerk ({}); het is weggelaten",
            list(topics, language)
        ),
        (Some(topics), None, Language::En) => {
            let list = list(topics, language);
            format!("{text} is not on the network's list of topics ({list}); it is left out")
        }
        (None, None, Language::Nl) => format!(
            "{text}: na `topic:` komt een sleutel van kleine letters a-z, cijfers en streepjes, die met een letter begint; het is weggelaten"
        ),
        (None, None, Language::En) => format!(
            "{text}: after `topic:` comes a key of lower-case letters a-z, digits and hyphens that starts with a letter; it is left out"
        ),
    };
    told + why
}

/// What the list has.
fn list(topics: &str, language: Language) -> String {
    match (topics, language) {
        ("", Language::Nl) => "die leeg is".to_owned(),
        ("", Language::En) => "which is empty".to_owned(),
        (topics, Language::Nl) => format!("die heeft {topics}"),
        (topics, Language::En) => format!("it has {topics}"),
    }
}
