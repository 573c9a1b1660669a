//! What a respondent said, and in which role; and what a team agreed on.

use crate::date::Date;
use crate::ids::{AspectId, SchoolId};
use crate::phase::Phase;

/// One answer to one indicator. No answer at all (blank) is `None` of an `Option<Answer>`, which takes one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Answer {
    /// The respondent placed the school in this phase.
    Phase(Phase),
    /// The respondent cannot judge this. It says something about how visible the practice is, and is never
    /// scored as a low phase.
    DontKnow,
    /// The respondent says the question does not apply to the school.
    NotApplicable,
}

impl Answer {
    /// The phase, if one was given.
    pub fn phase(self) -> Option<Phase> {
        match self {
            Answer::Phase(phase) => Some(phase),
            Answer::DontKnow | Answer::NotApplicable => None,
        }
    }
}

/// In which role somebody answered.
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// School leaders, team leaders (schoolleiding).
    Leadership,
    /// Teachers (leerkrachten).
    Teacher,
    /// Support staff and internal coaches without a class (OOP, intern begeleider, zorgcoördinator).
    Support,
    /// Anyone else: parents, board, partners.
    Other,
}

/// What one person answered about one school.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The school the answers are about.
    pub school: SchoolId,
    /// The respondent's role, where the survey asked it.
    pub role: Option<Role>,
    /// The day of answering, where it is known.
    pub date: Option<Date>,
    /// One place per indicator, in the order of [`Model::indicators`](crate::Model::indicators); blank is `None`.
    pub answers: Vec<Option<Answer>>,
}

impl Response {
    /// A response without role and date.
    pub fn new(school: SchoolId, answers: Vec<Option<Answer>>) -> Response {
        Response { school, role: None, date: None, answers }
    }
}

/// The phase that a team agreed on in dialogue, for one aspect. It stands beside the distribution of the answers,
/// never in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Agreement {
    /// The school.
    pub school: SchoolId,
    /// The aspect.
    pub aspect: AspectId,
    /// The phase agreed on.
    pub phase: Phase,
    /// The day of the dialogue, where it is known.
    pub date: Option<Date>,
}

impl Agreement {
    /// An agreement without a date.
    pub fn new(school: SchoolId, aspect: AspectId, phase: Phase) -> Agreement {
        Agreement { school, aspect, phase, date: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_or_its_absence_is_one_byte() {
        assert_eq!(size_of::<Option<Answer>>(), 1);
    }
}
