//! Why nobody can be found.

use leerkring_model::{Language, Phase};

use crate::question::Question;

/// Why there is no host for a school on a subject: the first of these that holds. On a topic nobody needs to stand higher.
///
/// None of them depends on how a school stands that does not offer the subject or has no room. What could help all the same is told
/// by [`what_if`](crate::Network::what_if) and [`advice`](Nobody::advice).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Nobody {
    /// Where the learner stands itself cannot be said, so nobody can be said to stand higher.
    LearnerHasNoPhase,
    /// The learner stands in the highest phase.
    LearnerAtTop,
    /// No other school offers the subject.
    NotOffered,
    /// Others offer it, but none of them has room.
    NoRoom,
    /// Of those that have room none is known to stand higher.
    NoneHigher,
    /// Some do stand higher, and the limit on distance is all that keeps at least one of them away.
    TooFar,
    /// Some do stand higher, but the distance is limited and where the learner lies is not known, so that none can be said to be near enough.
    PlaceUnknown,
    /// Some do stand higher, and other rules keep each of them away, or their distance is not known and limited.
    RulesAllowNone,
}

impl Nobody {
    /// All of them, in order.
    pub const ALL: &'static [Nobody] = &[
        Nobody::LearnerHasNoPhase,
        Nobody::LearnerAtTop,
        Nobody::NotOffered,
        Nobody::NoRoom,
        Nobody::NoneHigher,
        Nobody::TooFar,
        Nobody::PlaceUnknown,
        Nobody::RulesAllowNone,
    ];

    /// Its key, as tables have it: `too-far`.
    pub fn key(self) -> &'static str {
        match self {
            Nobody::LearnerHasNoPhase => "learner-has-no-phase",
            Nobody::LearnerAtTop => "learner-at-top",
            Nobody::NotOffered => "not-offered",
            Nobody::NoRoom => "no-room",
            Nobody::NoneHigher => "none-higher",
            Nobody::TooFar => "too-far",
            Nobody::PlaceUnknown => "place-unknown",
            Nobody::RulesAllowNone => "rules-allow-none",
        }
    }

    /// Why this question, for which no host was found, has no answer.
    pub(crate) fn of(question: Option<&Question>, top: Phase) -> Nobody {
        let Some(question) = question else { return Nobody::LearnerHasNoPhase };
        if question.is_upward() && question.phase() >= top {
            Nobody::LearnerAtTop
        } else if !question.is_offered() {
            Nobody::NotOffered
        } else if !question.is_open_anywhere() {
            Nobody::NoRoom
        } else if !question.is_open_further() {
            Nobody::NoneHigher
        } else if question.is_only_too_far() {
            Nobody::TooFar
        } else if question.lacks_place() {
            Nobody::PlaceUnknown
        } else {
            Nobody::RulesAllowNone
        }
    }

    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        let text = match self {
            Nobody::LearnerHasNoPhase => language.choose(
                "waar de school zelf staat op dit aspect, is nog niet te zeggen, en dus ook niet wie er verder is",
                "where the school itself stands on this aspect cannot be said yet, so neither can who is further",
            ),
            Nobody::LearnerAtTop => language.choose(
                "hoger dan deze school gaat het model op dit aspect niet",
                "the model goes no higher than this school on this aspect",
            ),
            Nobody::NotOffered => {
                language.choose("geen andere school biedt dit aan", "no other school offers this")
            }
            Nobody::NoRoom => language.choose(
                "andere scholen bieden dit aan, maar geen ervan heeft nu plaats voor bezoek",
                "other schools offer this, but none of them has room for a visit now",
            ),
            Nobody::NoneHigher => language.choose(
                "van de scholen die dit aspect aanbieden en plaats hebben, staat er voor zover bekend geen hoger",
                "of the schools that offer this aspect and have room, none is known to stand higher",
            ),
            Nobody::TooFar => language.choose(
                "er zijn scholen die kunnen helpen en plaats hebben, maar binnen de grens aan de afstand past er geen",
                "there are schools that could help and have room, but none within the limit on distance",
            ),
            Nobody::PlaceUnknown => language.choose(
                "de plaats van deze school op de kaart ontbreekt, en de afstand is begrensd: zo is van geen enkele school te zeggen of \
                 ze dichtbij genoeg is",
                "this school's place on the map is missing, and the distance is limited: so of no school can it be said whether it is \
                 near enough",
            ),
            Nobody::RulesAllowNone => language.choose(
                "er zijn scholen die kunnen helpen en plaats hebben, maar geen ervan past binnen de regels",
                "there are schools that could help and have room, but the rules allow none of them",
            ),
        };
        text.to_owned()
    }
}

impl std::fmt::Display for Nobody {
    /// In English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
