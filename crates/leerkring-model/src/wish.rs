//! What a school says it wants: to offer, to ask, to think together; and how many visits it can host.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::ids::{AspectId, IdError, TopicId};

/// What a wish is about: an aspect of a model, or a topic of the network's own list.
///
/// Printed and read as `samen-leren@1:koers` or `topic:spelling`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An aspect: it has phases, so a partner can be one step further.
    Aspect(AspectId),
    /// A topic: it has no phases.
    Topic(TopicId),
}

impl From<AspectId> for Subject {
    fn from(id: AspectId) -> Subject {
        Subject::Aspect(id)
    }
}

impl From<&AspectId> for Subject {
    fn from(id: &AspectId) -> Subject {
        Subject::Aspect(id.clone())
    }
}

impl From<TopicId> for Subject {
    fn from(id: TopicId) -> Subject {
        Subject::Topic(id)
    }
}

impl From<&TopicId> for Subject {
    fn from(id: &TopicId) -> Subject {
        Subject::Topic(id.clone())
    }
}

impl From<&Subject> for Subject {
    fn from(subject: &Subject) -> Subject {
        subject.clone()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Aspect(id) => id.fmt(f),
            Subject::Topic(id) => write!(f, "topic:{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Subject, IdError> {
        match text.strip_prefix("topic:") {
            Some(key) => Ok(Subject::Topic(key.parse()?)),
            None => Ok(Subject::Aspect(text.parse()?)),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Subject, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What one school has said it wants. The default is a school that has said nothing: it is offered to nobody.
///
/// Saying something is the school's own act. Nothing here is derived from how it stands: a school can be far
/// on an aspect and not offer it, or ask about an aspect on which it stands high.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Wishes {
    /// A strength that it is willing to share (sterkte). Offering an aspect means: a school that could visit us
    /// may know the phase we stand in on it, the chance that we truly are further than they are and, where assessments fade, how many months
    /// ago we answered.
    pub offers: BTreeSet<Subject>,
    /// A need: it would like to learn about this (nood). Asking about an aspect means: a possible host, a school that offers it with room, may
    /// know that we stand lower there.
    pub asks: BTreeSet<Subject>,
    /// It would like to think about this together with another school (samen nadenken). Wishing so about an aspect means:
    /// a partner may know that we stand near it, and no more than that.
    pub thinks: BTreeSet<Subject>,
    /// Hosting room: how many visits it can receive in the period. With 0 it hosts nobody, whatever it offers.
    pub room: u32,
}

impl Wishes {
    /// Whether the school offers to be visited on this subject, and has room.
    pub fn hosts(&self, subject: impl Into<Subject>) -> bool {
        self.room > 0 && self.offers.contains(&subject.into())
    }

    /// Everything that it wishes something about: what it offers, what it asks, and what it would like to think about; once for each wish.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.offers.iter().chain(&self.asks).chain(&self.thinks)
    }

    /// Whether it has said nothing at all.
    pub fn is_silent(&self) -> bool {
        self.subjects().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_read_back_what_they_print() {
        for text in ["samen-leren@1:koers", "topic:spelling"] {
            assert_eq!(text.parse::<Subject>().unwrap().to_string(), text);
        }
        assert!("spelling".parse::<Subject>().is_err());
    }

    #[test]
    fn without_room_an_offer_is_no_host() {
        let koers: AspectId = "samen-leren@1:koers".parse().unwrap();
        let mut wishes = Wishes { offers: [Subject::Aspect(koers.clone())].into(), ..Wishes::default() };
        assert!(!wishes.hosts(&koers));
        wishes.room = 1;
        assert!(wishes.hosts(&koers));
    }
}
