//! Names that cannot be mixed up: of models, aspects, indicators, topics and schools.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// A key has another form than `koers` or `data-en-feedback`.
    #[error(
        "`{0}` is not a key; a key is 1 to 64 lower-case letters a-z, digits and hyphens, and starts with a letter"
    )]
    Key(String),
    /// A model id has another form than `samen-leren@1`.
    #[error("`{0}` is not a model id; write its name and version as in `samen-leren@1`")]
    Model(String),
    /// An aspect or indicator id has another form than `samen-leren@1:koers`.
    #[error("`{0}` is not a full id; write model, version and key as in `samen-leren@1:koers`")]
    Full(String),
    /// A school id is empty, longer than 200 bytes, or has a control character or a space at its ends.
    #[error(
        "`{0}` is not a school id; it must have 1 to 200 bytes, no control characters and no spaces at its ends"
    )]
    School(String),
}

/// Checks the form of a key: of a model, an aspect, an indicator, a topic or a trait.
///
/// # Errors
/// [`IdError::Key`] if it is not 1 to 64 characters `a-z`, `0-9` or `-` starting with a letter.
pub fn check_key(key: &str) -> Result<(), IdError> {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good =
        key.len() <= 64 && key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(letters);
    if good { Ok(()) } else { Err(IdError::Key(key.to_owned())) }
}

/// Which model, in which version: `samen-leren@1`.
///
/// Answers given on one version of a grid say nothing about another, so the version is part of the identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId {
    name: Arc<str>,
    version: u32,
}

impl ModelId {
    /// The id of version `version` of the model `name`.
    ///
    /// # Errors
    /// [`IdError::Key`] if the name is not a key.
    pub fn new(name: &str, version: u32) -> Result<ModelId, IdError> {
        check_key(name)?;
        Ok(ModelId { name: name.into(), version })
    }

    /// The name without the version.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version.
    pub fn version(&self) -> u32 {
        self.version
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.version)
    }
}

impl FromStr for ModelId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<ModelId, IdError> {
        let wrong = || IdError::Model(text.to_owned());
        let (name, version) = text.split_once('@').ok_or_else(wrong)?;
        let number: u32 = version.parse().map_err(|_| wrong())?;
        // One text for one id: no `+1`, no `01`.
        if number.to_string() == version { ModelId::new(name, number) } else { Err(wrong()) }
    }
}

/// An id that belongs to one version of one model: two types of the same form that cannot take each other's place.
macro_rules! id_within_model {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            model: ModelId,
            key: Arc<str>,
        }

        impl $name {
            /// The id with this key in this model.
            ///
            /// # Errors
            /// [`IdError::Key`] if the key has another form than [`check_key`] allows.
            pub fn new(model: &ModelId, key: &str) -> Result<$name, IdError> {
                check_key(key)?;
                Ok($name { model: model.clone(), key: key.into() })
            }

            /// The model it belongs to.
            pub fn model(&self) -> &ModelId {
                &self.model
            }

            /// The key within the model.
            pub fn key(&self) -> &str {
                &self.key
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", self.model, self.key)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<$name, IdError> {
                let (model, key) = text.split_once(':').ok_or_else(|| IdError::Full(text.to_owned()))?;
                $name::new(&model.parse()?, key)
            }
        }
    };
}

id_within_model! {
    /// One aspect of one model, as `samen-leren@1:koers`.
    ///
    /// It carries its model, so that an aspect of one model handed to another is found out
    /// ([`Model::aspect`](crate::Model::aspect) answers `None`) instead of being taken for a namesake.
    ///
    /// ```
    /// use leerkring_model::{AspectId, builtin};
    /// let koers: AspectId = "samen-leren@1:koers".parse()?;
    /// assert!(builtin::samen_leren().aspect(&koers).is_some());
    /// assert!(builtin::lerende_organisatie().aspect(&koers).is_none());
    /// # Ok::<(), leerkring_model::IdError>(())
    /// ```
    AspectId
}
id_within_model! {
    /// One indicator of one model, as `samen-leren@1:k1`.
    IndicatorId
}

/// A topic of the network's own list (lijst van inhouden), as `spelling`: something to learn from each other that
/// has no phases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(Arc<str>);

impl TopicId {
    /// The id of a topic.
    ///
    /// # Errors
    /// [`IdError::Key`] if it is not a key.
    pub fn new(key: &str) -> Result<TopicId, IdError> {
        check_key(key)?;
        Ok(TopicId(key.into()))
    }

    /// The key.
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TopicId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<TopicId, IdError> {
        TopicId::new(text)
    }
}

/// The key of a school in its register, kept as text: `06AB00` and `6AB00` are two schools, `007` is not `7`.
///
/// Ordered as text, byte by byte; wherever two schools are otherwise equal, the smaller id goes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolId(Arc<str>);

impl SchoolId {
    /// The id with this text.
    ///
    /// # Errors
    /// [`IdError::School`] if it is empty, longer than 200 bytes, has control characters, or spaces at its ends.
    pub fn new(text: &str) -> Result<SchoolId, IdError> {
        let good =
            !text.is_empty() && text.len() <= 200 && text.trim() == text && !text.contains(char::is_control);
        if good { Ok(SchoolId(text.into())) } else { Err(IdError::School(text.to_owned())) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SchoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SchoolId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<SchoolId, IdError> {
        SchoolId::new(text)
    }
}

impl std::borrow::Borrow<str> for SchoolId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "serde")]
mod as_text {
    //! Ids travel as their text.

    use super::{AspectId, IndicatorId, ModelId, SchoolId, TopicId};

    macro_rules! as_text {
        ($($name:ident)+) => {$(
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                    let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
                    text.parse().map_err(serde::de::Error::custom)
                }
            }
        )+};
    }

    as_text!(ModelId AspectId IndicatorId TopicId SchoolId);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_print() {
        let koers: AspectId = "samen-leren@1:koers".parse().unwrap();
        assert_eq!(koers.to_string(), "samen-leren@1:koers");
        assert_eq!((koers.model().name(), koers.model().version(), koers.key()), ("samen-leren", 1, "koers"));
    }

    #[test]
    fn the_same_key_in_another_model_or_version_is_another_id() {
        let ids: Vec<AspectId> = ["samen-leren@1:koers", "samen-leren@2:koers", "eigen@1:koers"]
            .map(|t| t.parse().unwrap())
            .to_vec();
        assert!(ids[0] != ids[1] && ids[0] != ids[2]);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "koers",
            "samen-leren:koers",
            "samen-leren@x:koers",
            "samen-leren@+1:koers",
            "samen-leren@01:koers",
            "samen-leren@1:Koers",
            "samen-leren@1:",
        ] {
            assert!(text.parse::<AspectId>().is_err(), "{text}");
        }
        for text in ["", " a", "a ", "a\nb"] {
            assert!(SchoolId::new(text).is_err(), "{text:?}");
        }
    }
}
