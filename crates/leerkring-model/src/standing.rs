//! Where a school stands on one aspect, and how sure that is.

mod milestone;
mod probabilities;
mod rule;

pub use self::milestone::{Shortfall, short_of_milestone};
pub use self::probabilities::{NotProbabilities, Probabilities};
pub use self::rule::{NoSuchRule, Rule};
use crate::date::Date;
use crate::ids::{AspectId, IndicatorId, SchoolId};
use crate::phase::Phase;

/// Where one school stands on one aspect: what can be said, from how many answers, by which rule; or why nothing
/// can be said.
///
/// It is computed from answers by an engine and read by others; the answers themselves cannot be reached from it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Standing {
    /// The school.
    pub school: SchoolId,
    /// The aspect, with model and version.
    pub aspect: AspectId,
    /// What can be said.
    pub outcome: Outcome,
    /// The phase the team agreed on in dialogue, where it did. It stands beside the outcome and never changes it.
    pub agreed: Option<Phase>,
    /// What was answered, in numbers.
    pub tally: Tally,
    /// The first and the last day of answering, where days are known.
    pub dates: Option<(Date, Date)>,
    /// The rule by which the phase was placed.
    pub rule: Rule,
}

impl Standing {
    /// A standing with this outcome, and nothing else known.
    pub fn new(school: SchoolId, aspect: AspectId, outcome: Outcome) -> Standing {
        Standing {
            school,
            aspect,
            outcome,
            agreed: None,
            tally: Tally::default(),
            dates: None,
            rule: Rule::default(),
        }
    }

    /// The statement, if there is one.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.outcome {
            Outcome::Stated(statement) => Some(statement),
            Outcome::NoStatement(_) => None,
        }
    }

    /// Whether nothing is said because of a report on the same round that was published before.
    pub fn is_beside_earlier(&self) -> bool {
        matches!(&self.outcome, Outcome::NoStatement(reasons) if reasons.contains(&Reason::BesideEarlier))
    }

    /// The phase others may reckon with: the one stated from the answers or, where they carry none, the one the
    /// team agreed on.
    pub fn phase(&self) -> Option<Phase> {
        self.statement().map(|statement| statement.phase).or(self.agreed)
    }
}

/// What can be said about a school on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Outcome {
    /// The answers carry a statement.
    Stated(Statement),
    /// They carry none, for these reasons (at least one).
    NoStatement(Vec<Reason>),
}

/// A statement about where a school stands on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Statement {
    /// The phase by the majority rule on the answers given: the highest phase that more than the threshold share of
    /// the team's judgements reach. Anyone can count it.
    pub phase: Phase,
    /// How firmly it can be said.
    pub label: Label,
    /// The probability of each phase; `None` where it would tell how many said what: too few answered, or nearly all
    /// answered alike.
    pub probabilities: Option<Probabilities>,
    /// The mean of the answers, with its interval; `None` where it would tell how people answered.
    pub score: Option<Score>,
    /// The indicator that holds the aspect back: by the majority rule on its own answers it stands lowest, below
    /// `phase`, and more probably than not.
    pub weakest: Option<Weakest>,
}

impl Statement {
    /// A statement without probabilities and without a weakest indicator.
    pub fn new(phase: Phase, label: Label, score: impl Into<Option<Score>>) -> Statement {
        Statement { phase, label, probabilities: None, score: score.into(), weakest: None }
    }
}

/// How firmly a phase can be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Label {
    /// "phase k".
    Phase(Phase),
    /// "probably phase k".
    Probably(Phase),
    /// "between phase k and k + 1"; the lower one is kept.
    Between(Phase),
    /// "counted: phase k": more than the threshold share of the judgements reach the phase, and that is all that is said
    /// of a small team, and of one in which somebody who left something open would stand out. How sure it is, or whether the team is
    /// divided, would tell who said what.
    Counted(Phase),
}

impl Label {
    /// What the label alone says of the phases of a scale with `levels` steps, for whoever may know no more: 90 % for
    /// a phase that is stated, 70 % for one that is probable, 60 % for one that is only counted, the rest on its
    /// neighbours; half and half for two.
    pub fn stand_in(self, levels: u8) -> Probabilities {
        let (phase, share) = match self {
            Label::Phase(phase) => (phase, 0.9),
            Label::Probably(phase) => (phase, 0.7),
            Label::Counted(phase) => (phase, 0.6),
            Label::Between(low) => return Probabilities::around(levels, low, 0.5, &[low.next()]),
        };
        Probabilities::around(levels, phase, share, &[phase.previous(), phase.next()])
    }
}

/// The mean of the answers on an aspect, in phases, with an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Score {
    /// The mean over persons of each person's mean.
    pub mean: f64,
    /// The lower end of the 90 % credible interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Score {
    /// A score with its interval.
    pub fn new(mean: f64, low: f64, high: f64) -> Score {
        Score { mean, low, high }
    }
}

/// The indicator that holds an aspect back.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Weakest {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its phase by the majority rule on its own answers.
    pub phase: Phase,
    /// The probability that it stands below the aspect's phase.
    pub p_below: f64,
}

impl Weakest {
    /// The indicator that stands in this lower phase, with this probability of being below the aspect's.
    pub fn new(indicator: IndicatorId, phase: Phase, p_below: f64) -> Weakest {
        Weakest { indicator, phase, p_below }
    }
}

/// How many answered on an aspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tally {
    /// Responses about the school.
    pub respondents: u32,
    /// Persons who placed at least half of the aspect's indicators: those who count.
    pub people: u32,
    /// What was answered, over persons and indicators; `None` where it would tell about one: too few responded, or
    /// nearly all of them answered "don't know" or "not applicable" somewhere.
    pub places: Option<Places>,
}

/// What was answered on an aspect, over persons and indicators. The four numbers add up to responses times
/// indicators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Places {
    /// Answers that name a phase.
    pub placed: u32,
    /// Answers "don't know".
    pub dont_know: u32,
    /// Answers "not applicable".
    pub not_applicable: u32,
    /// Left empty.
    pub blank: u32,
}

impl Places {
    /// Answers that name no phase.
    pub fn open(&self) -> u32 {
        self.dont_know + self.not_applicable + self.blank
    }

    /// The share of "don't know" among the answers that judge or decline to judge, 0 to 1; 0 without any.
    pub fn dont_know_share(&self) -> f64 {
        let total = self.dont_know + self.placed;
        if total == 0 { 0.0 } else { f64::from(self.dont_know) / f64::from(total) }
    }
}

/// Why nothing can be said about a school on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// Nobody's answers count.
    NoAnswers,
    /// Fewer persons answered than are needed to hide each one among the others.
    TooFew {
        /// Persons who count.
        people: u32,
        /// Persons needed.
        needed: u32,
    },
    /// Too many cannot judge one of the indicators.
    DontKnow {
        /// The indicator with the largest share of "don't know", and a share, 0 to 1, that it has at least (it is the
        /// share itself unless nearly all said so); `None` where so few answered that it would tell about one of them.
        which: Option<(IndicatorId, f64)>,
    },
    /// The team sees two different schools: at least a third on one side, and a third two phases or more above it.
    Split,
    /// No phase, and no two neighbouring phases, are probable enough.
    Spread,
    /// Beside a report on the same round that was published before, it would tell what somebody answered: that report stands.
    BesideEarlier,
}
