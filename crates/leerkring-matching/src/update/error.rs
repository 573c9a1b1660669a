//! Why a network cannot take in what a school says anew.

use std::fmt;

use leerkring_model::{SchoolId, TopicId};

use crate::error::NetworkError;

/// What a school says anew cannot be taken in. The network is then as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// The network does not have the school.
    #[error(
        "school `{school}` is not in the network, so it cannot change; check the id, or build the network with it"
    )]
    UnknownSchool {
        /// The school.
        school: SchoolId,
    },
    /// Something of the school changed that the network is built on.
    #[error(
        "`{what}` of school `{school}` is not what the network was built with; only standings and wishes can change, so build \
         it anew"
    )]
    BuiltOtherwise {
        /// The school.
        school: SchoolId,
        /// What changed: the first thing that did.
        what: BuiltOn,
    },
    /// The school wishes something about a topic that the network was built without.
    #[error(
        "school `{school}` has a wish about topic `{topic}`, which the network was not built with; build it anew, or with this topic \
         in `topics` of its options"
    )]
    NewTopic {
        /// The school.
        school: SchoolId,
        /// The topic.
        topic: TopicId,
    },
    /// No network can be built with what it says now.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// What a network is built on, beside wishes and standings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuiltOn {
    /// Where the school is.
    Point,
    /// Its sector.
    Sector,
    /// Its language of teaching.
    Language,
    /// Its board.
    Board,
    /// Its network type (nl: richting; be: net).
    NetworkType,
    /// The trait with this key.
    Trait(String),
}

impl fmt::Display for BuiltOn {
    /// The name of the column or the key of the trait.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BuiltOn::Point => "point",
            BuiltOn::Sector => "sector",
            BuiltOn::Language => "language",
            BuiltOn::Board => "board",
            BuiltOn::NetworkType => "network_type",
            BuiltOn::Trait(key) => key,
        })
    }
}
