//! Where a school stands on one aspect, and how sure that is.

use crate::date::Date;
use crate::ids::{AspectId, IndicatorId, SchoolId};
use crate::model::Model;
use crate::phase::{MOST_PHASES, Phase};

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
    /// The probability of each phase.
    pub probabilities: Probabilities,
    /// The mean of the answers, with its interval.
    pub score: Score,
    /// The indicator that holds the aspect back: by the majority rule on its own answers it stands lowest, below
    /// `phase`.
    pub weakest: Option<Weakest>,
}

impl Statement {
    /// A statement without a weakest indicator.
    pub fn new(phase: Phase, label: Label, probabilities: Probabilities, score: Score) -> Statement {
        Statement { phase, label, probabilities, score, weakest: None }
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
}

/// The probability of each phase of a scale; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<f64>", into = "Vec<f64>")
)]
pub struct Probabilities {
    levels: u8,
    p: [f64; MOST_PHASES as usize],
}

/// The numbers are no probabilities of phases.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{0:?} are not the probabilities of 2 to 9 phases: each from 0 to 1, together 1")]
pub struct NotProbabilities(Vec<f64>);

impl Probabilities {
    /// The probabilities of phases 1, 2, ... of a scale.
    ///
    /// # Errors
    /// [`NotProbabilities`] unless there are 2 to 9, each from 0 to 1 and adding up to 1 (to within 1e-6).
    pub fn new(probabilities: &[f64]) -> Result<Probabilities, NotProbabilities> {
        let wrong = || NotProbabilities(probabilities.to_vec());
        let levels = u8::try_from(probabilities.len()).map_err(|_| wrong())?;
        let in_range = probabilities.iter().all(|p| (0.0..=1.0).contains(p));
        let total: f64 = probabilities.iter().sum();
        if !(2..=MOST_PHASES).contains(&levels) || !in_range || (total - 1.0).abs() > 1e-6 {
            return Err(wrong());
        }
        let mut p = [0.0; MOST_PHASES as usize];
        p.iter_mut().zip(probabilities).for_each(|(to, from)| *to = *from);
        Ok(Probabilities { levels, p })
    }

    /// The number of phases of the scale.
    pub fn levels(&self) -> u8 {
        self.levels
    }

    /// The probabilities, lowest phase first.
    pub fn as_slice(&self) -> &[f64] {
        self.p.get(..usize::from(self.levels)).unwrap_or(&self.p)
    }

    /// The probability of this phase; 0 for a phase the scale does not have.
    pub fn of(&self, phase: Phase) -> f64 {
        self.p.get(phase.index()).copied().unwrap_or(0.0)
    }

    /// The probability of this phase or a higher one.
    pub fn at_least(&self, phase: Phase) -> f64 {
        self.p.iter().skip(phase.index()).sum()
    }

    /// The most probable phase; of equals the lower.
    pub fn likeliest(&self) -> Phase {
        let scale = Phase::scale(self.levels);
        scale.fold(Phase::LOWEST, |best, phase| if self.of(phase) > self.of(best) { phase } else { best })
    }

    /// The probability that a school with these probabilities stands in a higher phase than an independent school
    /// with those: the sum over k of P(that = k) times P(this > k).
    ///
    /// ```
    /// use leerkring_model::Probabilities;
    /// let learner = Probabilities::new(&[0.2, 0.8, 0.0, 0.0, 0.0])?;
    /// let host = Probabilities::new(&[0.0, 0.3, 0.7, 0.0, 0.0])?;
    /// assert!((host.above(&learner) - (0.2 * 1.0 + 0.8 * 0.7)).abs() < 1e-12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn above(&self, that: &Probabilities) -> f64 {
        let mut higher = 0.0;
        let mut total = 0.0;
        for (mine, theirs) in self.p.iter().zip(&that.p).rev() {
            total += theirs * higher;
            higher += mine;
        }
        total
    }
}

impl TryFrom<Vec<f64>> for Probabilities {
    type Error = NotProbabilities;

    fn try_from(probabilities: Vec<f64>) -> Result<Probabilities, NotProbabilities> {
        Probabilities::new(&probabilities)
    }
}

impl From<Probabilities> for Vec<f64> {
    fn from(probabilities: Probabilities) -> Vec<f64> {
        probabilities.as_slice().to_vec()
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
    /// What was answered, over persons and indicators; `None` where so few responded that it would tell about one.
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
        /// The indicator with the largest share.
        indicator: IndicatorId,
        /// The share of "don't know", 0 to 1.
        share: f64,
    },
    /// The team sees two different schools: at least a third on one side, and a third two phases or more above it.
    Split,
    /// No phase, and no two neighbouring phases, are probable enough.
    Spread,
}

/// The rule by which a phase is placed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "RawRule"))]
pub struct Rule {
    threshold: f64,
    prior_mass: f64,
}

/// The numbers make no rule.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "a threshold of {threshold} with a prior of {prior_mass} persons is no rule; the threshold must be at least 0.5 and below 1, the prior above 0 and at most 100"
)]
pub struct NoSuchRule {
    threshold: f64,
    prior_mass: f64,
}

impl Rule {
    /// The rule by which a phase is placed that more than the share `threshold` of the judgements reach, with a
    /// prior that weighs as `prior_mass` persons spread evenly over the phases.
    ///
    /// # Errors
    /// [`NoSuchRule`] unless the threshold is at least 0.5 and below 1, and the prior above 0 and at most 100.
    pub fn new(threshold: f64, prior_mass: f64) -> Result<Rule, NoSuchRule> {
        // NaN is in no range.
        if (0.5..1.0).contains(&threshold) && prior_mass > 0.0 && prior_mass <= 100.0 {
            Ok(Rule { threshold, prior_mass })
        } else {
            Err(NoSuchRule { threshold, prior_mass })
        }
    }

    /// The share of the judgements that a phase must exceed; 0.5 is the majority.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The weight of the prior, in persons.
    pub fn prior_mass(&self) -> f64 {
        self.prior_mass
    }
}

impl Default for Rule {
    /// More than half; a prior that weighs as two persons.
    fn default() -> Rule {
        Rule { threshold: 0.5, prior_mass: 2.0 }
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct RawRule {
    threshold: f64,
    prior_mass: f64,
}

#[cfg(feature = "serde")]
impl TryFrom<RawRule> for Rule {
    type Error = NoSuchRule;

    fn try_from(raw: RawRule) -> Result<Rule, NoSuchRule> {
        Rule::new(raw.threshold, raw.prior_mass)
    }
}

/// What keeps a school from the milestone of a model on one aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// It stands in this lower phase.
    Below(Phase),
    /// Nothing can be said about the aspect.
    NoStatement,
}

/// The aspects that still keep one school from the phase whose name it may bear when it stands there on every aspect
/// ([`Model::milestone`]), in the model's order; empty if none does, or if the model has no such phase.
///
/// `standings` are the school's own; an aspect that is not among them counts as one without a statement.
pub fn short_of_milestone(model: &Model, standings: &[Standing]) -> Vec<(AspectId, Shortfall)> {
    let Some(milestone) = model.milestone() else { return Vec::new() };
    let shortfall = |aspect: &AspectId| {
        let phase = standings.iter().find(|s| s.aspect == *aspect).and_then(Standing::phase);
        match phase {
            Some(phase) if phase >= milestone => None,
            Some(phase) => Some(Shortfall::Below(phase)),
            None => Some(Shortfall::NoStatement),
        }
    };
    model.aspects().iter().filter_map(|a| Some((a.id().clone(), shortfall(a.id())?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    #[test]
    fn probabilities_must_be_probabilities() {
        for wrong in [&[1.0][..], &[0.5, 0.6], &[1.5, -0.5], &[f64::NAN, 1.0], &[0.1; 10]] {
            assert!(Probabilities::new(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn likeliest_takes_the_lower_of_equals() {
        assert_eq!(Probabilities::new(&[0.1, 0.45, 0.45]).unwrap().likeliest(), Phase::Two);
    }

    #[test]
    fn a_learning_organisation_is_at_level_four_on_every_aspect() {
        let model = builtin::lerende_organisatie();
        let school = SchoolId::new("s").unwrap();
        let standing = |key: &str, agreed: Option<u8>| {
            let aspect = model.aspect_by_key(key).unwrap().id().clone();
            let mut standing =
                Standing::new(school.clone(), aspect, Outcome::NoStatement(vec![Reason::NoAnswers]));
            standing.agreed = agreed.and_then(Phase::new);
            standing
        };
        let standings = [
            standing("goede-koers", Some(4)),
            standing("goede-start", Some(5)),
            standing("goede-feedback", Some(3)),
            standing("goede-ontwikkeling", None),
        ];
        let short: Vec<_> = short_of_milestone(&model, &standings)
            .into_iter()
            .map(|(aspect, short)| (aspect.key().to_owned(), short))
            .collect();
        assert_eq!(
            short,
            [
                ("goede-feedback".to_owned(), Shortfall::Below(Phase::Three)),
                ("goede-ontwikkeling".to_owned(), Shortfall::NoStatement),
                ("goede-differentiatie".to_owned(), Shortfall::NoStatement),
            ]
        );
        assert!(short_of_milestone(&builtin::samen_leren(), &standings).is_empty());
    }
}
