//! A text in one or more languages.

use std::collections::BTreeMap;

/// A text in the languages of a model or network, keyed by language code (`nl`, `en`).
///
/// Texts are for people; nothing is ever matched or scored by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// The text in this language.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The text in this language or, where it is missing, in the first language (by code) that there is; empty
    /// only if there is none at all.
    pub fn best(&self, language: &str) -> &str {
        self.get(language).or_else(|| self.0.values().next().map(String::as_str)).unwrap_or_default()
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The languages there are, with their texts, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}

impl<L: Into<String>, T: Into<String>> FromIterator<(L, T)> for Text {
    fn from_iter<I: IntoIterator<Item = (L, T)>>(texts: I) -> Text {
        Text(texts.into_iter().map(|(language, text)| (language.into(), text.into())).collect())
    }
}

/// A language in which leerkring itself writes sentences. A model can have texts in any language.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[strum(serialize_all = "lowercase")]
pub enum Language {
    /// Dutch, `nl`.
    Nl,
    /// English, `en`.
    En,
}

impl Language {
    /// The code by which texts of a model are found.
    pub fn code(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::En => "en",
        }
    }

    /// The Dutch or the English of two ways to say the same.
    pub fn choose<T>(self, nl: T, en: T) -> T {
        match self {
            Language::Nl => nl,
            Language::En => en,
        }
    }
}

/// Whether this is a language code: two or three lower-case letters, as `nl` or `fry`.
pub(crate) fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_lowercase())
}
