//! One school on one aspect at two moments, with what may be shown of it.

use std::collections::BTreeMap;

use leerkring_model::{Answer, Aspect, AspectId, Model, Outcome, Phase, Reason, Responses, SchoolId};

use super::spread::Smallest;
use crate::assessment::{Assessment, Picture};
use crate::engine::Options;
use crate::growth::{Growth, RELIABLE, growth};
use crate::judgements::Judgements;
use crate::pooling::estimate::Estimate;
use crate::privacy::{Shown, Why};

/// How a school changed on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The school.
    pub school: SchoolId,
    /// The aspect, with model and version.
    pub aspect: AspectId,
    /// People who count at the first moment, and at the second.
    pub people: (u32, u32),
    /// What the response is worth at each moment, where the size of the team is known.
    pub pictures: (Shown<Picture>, Shown<Picture>),
    /// The phase that is counted at each moment, where both have one.
    pub phases: Shown<(Phase, Phase)>,
    /// The mean of the persons' means at each moment, in phases.
    pub scores: Shown<(f64, f64)>,
    /// How much higher the score is, and how sure that is.
    pub growth: Shown<Growth>,
    /// The smallest change that these numbers of people could show.
    pub smallest: Shown<Smallest>,
    /// The change as a multiple of its standard error, as in `smallest`; beyond [`RELIABLE`] either way it is more than
    /// other raters on another day would bring about.
    pub reliable: Shown<f64>,
    /// The growth pulled to that of the network, in phases: with [`FEWEST_TO_POOL`](super::FEWEST_TO_POOL) schools at least.
    pub shrunken: Option<Estimate>,
}

/// What a change comes to, in one word; docs/METHOD.md, section 15, gives the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Verdict {
    /// The score is higher with a probability of .95 or more.
    Higher,
    /// Of .80 to .95.
    ProbablyHigher,
    /// Neither: these answers cannot tell.
    CannotTell,
    /// The score is lower with a probability of .80 or more, but not both largely and surely. Stricter eyes can do that.
    Lower,
    /// The fall is half a phase or more, its interval lies below 0, and it exceeds the smallest detectable change: too large
    /// and too sure to be put down to stricter eyes alone.
    MuchLower,
}

impl Change {
    /// What the change comes to; `None` where no figures are shown.
    pub fn verdict(&self) -> Option<Verdict> {
        let growth = self.growth.value()?;
        let beyond_chance = self.reliable.value().is_some_and(|index| *index < -RELIABLE);
        Some(match growth.p_higher {
            _ if growth.change <= -0.5 && growth.interval.1 < 0.0 && beyond_chance => Verdict::MuchLower,
            p if p >= 0.95 => Verdict::Higher,
            p if p >= 0.8 => Verdict::ProbablyHigher,
            p if p <= 0.2 => Verdict::Lower,
            _ => Verdict::CannotTell,
        })
    }
}

/// The answers of one school on one aspect at both moments.
pub(super) struct Both<'a> {
    pub(super) school: &'a SchoolId,
    pub(super) aspect: &'a Aspect,
    pub(super) first: Side<'a>,
    pub(super) second: Side<'a>,
}

/// One moment of them.
pub(super) struct Side<'a> {
    assessment: Option<&'a Assessment>,
    pub(super) judgements: Judgements,
}

impl<'a> Both<'a> {
    /// Of all schools that answered at either moment.
    pub(super) fn of(
        model: &'a Model,
        first: (&'a Responses, &'a [Assessment]),
        second: (&'a Responses, &'a [Assessment]),
    ) -> Vec<Both<'a>> {
        let (mut before, mut after) = (sides(model, first), sides(model, second));
        let mut schools: Vec<&SchoolId> = first.0.schools().iter().chain(second.0.schools()).collect();
        schools.sort_unstable();
        schools.dedup();
        let mut both = Vec::with_capacity(schools.len() * model.aspects().len());
        for school in schools {
            for aspect in model.aspects() {
                let side = |sides: &mut BTreeMap<_, Side<'a>>| {
                    let key = (school.clone(), aspect.id());
                    sides.remove(&key).unwrap_or_else(|| Side::empty(model.levels()))
                };
                let (first, second) = (side(&mut before), side(&mut after));
                both.push(Both { school, aspect, first, second });
            }
        }
        both
    }

    /// What may be shown of the change; `sigma` is the spread of people within schools over the network.
    pub(super) fn change(&self, sigma: Option<f64>, options: &Options) -> Change {
        let (first, second) = (&self.first, &self.second);
        let scores = both(first.score(), second.score());
        // Only what may be shown is computed.
        let growth = scores.and_then(|_| {
            growth(&first.judgements, &second.judgements, &options.rule)
                .map_or(Shown::Withheld(Why::NoAnswers), Shown::Value)
        });
        let smallest = self.smallest(sigma, options);
        Change {
            school: self.school.clone(),
            aspect: self.aspect.id().clone(),
            people: (first.people(), second.people()),
            pictures: (first.picture(), second.picture()),
            phases: both(first.phase(), second.phase()),
            scores,
            reliable: both(growth, smallest)
                .and_then(|(growth, smallest)| Shown::Value(smallest.index(growth.change))),
            growth,
            smallest,
            shrunken: None,
        }
    }
}

impl Both<'_> {
    /// The smallest change that could be seen. With the spread of the network it tells nothing about this school but how many
    /// answered.
    pub(super) fn smallest(&self, sigma: Option<f64>, options: &Options) -> Shown<Smallest> {
        let (first, second) = (&self.first, &self.second);
        let of_network =
            sigma.and_then(|sigma| Smallest::of_network(sigma, (first.people(), second.people())));
        match (of_network, both(first.score(), second.score())) {
            (Some(smallest), _) => Shown::Value(smallest),
            (None, Shown::Value(_)) => {
                Shown::Value(Smallest::own([&first.judgements, &second.judgements], &options.rule))
            }
            (None, Shown::Withheld(why)) => Shown::Withheld(why),
        }
    }
}

impl<'a> Side<'a> {
    fn empty(levels: u8) -> Side<'a> {
        Side::of(levels, None, std::iter::empty())
    }

    fn of<'r>(
        levels: u8,
        assessment: Option<&'a Assessment>,
        rows: impl Iterator<Item = &'r [Option<Answer>]>,
    ) -> Side<'a> {
        #[expect(clippy::expect_used, reason = "a model has 2 to 9 phases")]
        let judgements = Judgements::of_team(levels, rows).expect("the scale of a model");
        Side { assessment, judgements }
    }

    /// How many count; no team has four billion members.
    pub(super) fn people(&self) -> u32 {
        u32::try_from(self.judgements.people()).unwrap_or(u32::MAX)
    }

    fn picture(&self) -> Shown<Picture> {
        self.assessment.map_or(Shown::Withheld(Why::NoAnswers), |assessment| assessment.response.picture)
    }

    /// The counted phase, where it is stated; where it is not, the reason in short.
    fn phase(&self) -> Shown<Phase> {
        let Some(assessment) = self.assessment else { return Shown::Withheld(Why::NoAnswers) };
        let reasons = match &assessment.standing.outcome {
            Outcome::Stated(statement) => return Shown::Value(statement.phase),
            Outcome::NoStatement(reasons) => reasons,
        };
        Shown::Withheld(match reasons.first() {
            Some(Reason::NoAnswers) => Why::NoAnswers,
            Some(Reason::TooFew { people, needed }) => Why::TooFew { people: *people, needed: *needed },
            Some(Reason::BesideEarlier) => Why::BesideEarlier,
            _ => Why::NotKnown,
        })
    }

    /// The score, where it may be told, as it is in a network's figures.
    pub(super) fn score(&self) -> Shown<f64> {
        match self.assessment.map(Assessment::if_scored) {
            None => Shown::Withheld(Why::NoAnswers),
            Some(Err(why)) => Shown::Withheld(why),
            Some(Ok(())) => self.judgements.mean().map_or(Shown::Withheld(Why::NoAnswers), Shown::Value),
        }
    }
}

/// The sides of a set of answers, by school and aspect.
fn sides<'a>(
    model: &'a Model,
    (responses, assessments): (&'a Responses, &'a [Assessment]),
) -> BTreeMap<(SchoolId, &'a AspectId), Side<'a>> {
    let assessed: BTreeMap<(&SchoolId, &AspectId), &Assessment> =
        assessments.iter().map(|a| ((&a.standing.school, &a.standing.aspect), a)).collect();
    let teams = responses.teams();
    let mut sides = BTreeMap::new();
    for team in teams.iter() {
        for aspect in model.aspects() {
            let assessment = assessed.get(&(team.school(), aspect.id())).copied();
            let rows = team.rows().filter_map(|row| row.answers.get(aspect.columns()));
            let side = Side::of(model.levels(), assessment, rows);
            sides.insert((team.school().clone(), aspect.id()), side);
        }
    }
    sides
}

/// Two values where both are shown; else why one is not. That there are no answers at a moment comes before all else; of two other
/// reasons it is the first.
pub(super) fn both<A, B>(first: Shown<A>, second: Shown<B>) -> Shown<(A, B)> {
    match (first, second) {
        (Shown::Value(first), Shown::Value(second)) => Shown::Value((first, second)),
        (_, Shown::Withheld(Why::NoAnswers)) => Shown::Withheld(Why::NoAnswers),
        (Shown::Withheld(why), _) | (_, Shown::Withheld(why)) => Shown::Withheld(why),
    }
}
