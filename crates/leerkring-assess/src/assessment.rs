//! The full result of one school on one aspect: for its own report, and for researchers.

use std::collections::BTreeMap;

use leerkring_model::{IndicatorId, Outcome, Phase, Places, Probabilities, Reason, Role, Standing};

pub use crate::agreement::ad::Band;

use crate::privacy::{Shown, Thresholds, Why};

/// All that may be known of one school on one aspect, each figure with what it rests on, or the reason why it is
/// withheld.
///
/// Nobody's answers can be reached from it. The `standing` is the part that others reckon with; it also tells how many
/// answered and counted, the rule, and, in the ids, the model and its version.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Assessment {
    /// Phase, label, probabilities, score, weakest indicator, agreed phase; or why there is no statement.
    pub standing: Standing,
    /// The number of indicators of the aspect.
    pub indicator_count: usize,
    /// How many of the team took part.
    pub response: Response,
    /// Which answers were given.
    pub distribution: Shown<Distribution>,
    /// How far the team agrees.
    pub closeness: Shown<Closeness>,
    /// Whether the team sees two different schools ([`Judgements::is_split`](crate::Judgements::is_split)).
    pub split: Shown<bool>,
    /// For phase 1, 2, ...: the sum over persons of the square of their share at that phase or higher, by which the
    /// spread behind a probability can be computed on paper ([`explain`](crate::explain)). Only where the standing has
    /// probabilities: they tell as much.
    pub squares: Option<Vec<f64>>,
    /// What the colleagues who did not answer could change.
    pub missing: Shown<Missing>,
    /// The probability of each phase of this very team, if everyone had answered
    /// ([`finite_team`](crate::finite_team)): certain where everyone did. It is about these people; what is said of the
    /// school is in `standing`, where six people stay six people.
    pub whole_team: Shown<Probabilities>,
    /// Each indicator on its own.
    pub indicators: Shown<Vec<OwnPhase>>,
    /// What was answered other than a phase, by role; people without a role and roles too small are left out.
    pub unplaced_by_role: Shown<BTreeMap<Role, Places>>,
    /// The target that was set, and how far the school is.
    pub target: Option<Target>,
    /// How far the answers support the phase agreed in dialogue, where one was agreed: its probability, 0 to 1.
    pub support: Option<Shown<f64>>,
    /// By which thresholds things were withheld.
    pub thresholds: Thresholds,
}

impl Assessment {
    /// An error where the score may not be told, with the reason. A team that is too divided for a phase has one: its counts, from which
    /// it follows, are shown as well. Where too many cannot judge there is none, as there is no phase.
    pub(crate) fn if_scored(&self) -> Result<(), Why> {
        let unseen = |reason: &Reason| !matches!(reason, Reason::Split | Reason::Spread);
        match (&self.distribution, &self.standing.outcome) {
            (Shown::Withheld(why), _) => Err(*why),
            (_, Outcome::NoStatement(reasons)) if reasons.iter().any(unseen) => Err(Why::NotKnown),
            _ => Ok(()),
        }
    }
}

/// How many of a team took part.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Response {
    /// Persons in the team; withheld where more answered ([`Why::MoreThanTeam`](crate::privacy::Why)).
    pub team: Shown<u32>,
    /// The share of them who count for the aspect, 0 to 1.
    pub rate: Shown<f64>,
    /// What that share is worth.
    pub picture: Shown<Picture>,
    /// For roles that may be shown: those who responded, and those in the team where known and no fewer.
    pub by_role: BTreeMap<Role, (u32, Option<u32>)>,
}

impl Response {
    /// The share of a role that responded, 0 to 1; `None` where the role is not shown or its size not known.
    pub fn rate_of(&self, role: Role) -> Option<f64> {
        let (responded, size) = self.by_role.get(&role)?;
        size.filter(|size| *size > 0).map(|size| f64::from(*responded) / f64::from(size))
    }
}

/// What a response rate is worth. The limits are conventions (large surveys of teachers ask for half of a school); a rate
/// says little about bias, which is why the [bounds](Missing) are given too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Picture {
    /// Below half of the team: growth and comparison say little.
    Partial,
    /// Half to 70 %.
    Indicative,
    /// 70 % or more.
    Normal,
}

impl Picture {
    /// The picture that a response rate, 0 to 1, gives.
    pub fn of(rate: f64) -> Picture {
        if rate >= 0.7 {
            Picture::Normal
        } else if rate >= 0.5 {
            Picture::Indicative
        } else {
            Picture::Partial
        }
    }
}

/// Which phases were given, over persons who count and the indicators they placed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Distribution {
    /// Answers at phase 1, 2, ...
    pub counts: Vec<u32>,
    /// The share of the team's judgements at phase 1 or higher, 2 or higher, ...: the mean of the persons' shares, by
    /// which the phase is placed. The last is the share at the top.
    pub at_least: Vec<f64>,
    /// The lower median of the answers: the lowest phase that at least half do not exceed.
    pub median_low: Phase,
    /// The upper median. The medians differ only at an even split; there is no phase between.
    pub median_high: Phase,
    /// The first quartile, by inverting the distribution (type 1 of Hyndman & Fan), which stays on the scale.
    pub quartile_low: Phase,
    /// The third quartile.
    pub quartile_high: Phase,
}

/// How far a team agrees.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Closeness {
    /// The average distance in phases from the median of an indicator, averaged over indicators (AD; Burke, Finkelstein
    /// & Dusig 1999).
    pub ad: f64,
    /// In words.
    pub band: Band,
    /// The share of all answers that are at most one phase from the lower median of their indicator, 0 to 1.
    pub within_one: f64,
}

/// What the colleagues who did not answer could change, whatever they would have said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Missing {
    /// Persons in the team who do not count. Where nearly all answered alike, two more are reckoned as missing.
    pub people: u32,
    /// The phase if all of them had placed everything lowest.
    pub low: Phase,
    /// The phase if all of them had placed everything highest.
    pub high: Phase,
}

impl Missing {
    /// Whether they could not have changed the phase.
    pub fn is_robust(&self) -> bool {
        self.low == self.high
    }
}

/// One indicator on its own.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OwnPhase {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its phase, by the majority rule on its own answers.
    pub phase: Phase,
    /// What was answered on it, over persons.
    pub places: Places,
}

/// A target phase, and how far a school is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Target {
    /// The phase aimed at.
    pub phase: Phase,
    /// The steps taken from the lowest phase, as a share of those to the target: 0 to 1, and 1 beyond it; withheld where
    /// there is no phase.
    pub reached: Shown<f64>,
}

/// How far a school is towards its targets together, 0 to 1: of all steps from the lowest phase to each target, the share
/// taken. Being beyond one target does not make up for another (as the gaps of OWASP SAMM, but never below 0). `None` if no
/// target is above the lowest phase.
///
/// ```
/// use leerkring_assess::reached;
/// use leerkring_model::Phase::{One, Three, Two};
/// // One of two steps, and two of one step: two of three.
/// assert_eq!(reached(&[(Two, Three), (Three, Two)]), Some(2.0 / 3.0));
/// assert_eq!(reached(&[(Two, One)]), None);
/// ```
pub fn reached(phases_and_targets: &[(Phase, Phase)]) -> Option<f64> {
    let steps: usize = phases_and_targets.iter().map(|(_, target)| target.index()).sum();
    let taken: usize =
        phases_and_targets.iter().map(|(phase, target)| phase.index().min(target.index())).sum();
    (steps > 0).then(|| taken as f64 / steps as f64)
}
