//! The schools of a network on one aspect, as numbers, and which of them are in the figures over schools.

use std::collections::BTreeMap;

use leerkring_model::{Aspect, Model, Role, SchoolId, Teams};

use crate::assessment::Assessment;
use crate::counting::Counting;
use crate::engine::Options;
use crate::pooling::scores::Scores;
use crate::privacy::{Alike, Thresholds, Why, indicators_withheld, may_aggregate, some_open};

use super::NoFigure;

/// One person who counts: the role, and the answers to the indicators.
pub(super) struct Person<'a> {
    pub(super) role: Option<Role>,
    pub(super) own: Counting<'a>,
}

impl Person<'_> {
    /// The phases, as numbers, a place per indicator.
    pub(super) fn phases(&self) -> impl Iterator<Item = u8> {
        self.own.phases().map(|phase| phase.number())
    }

    /// The mean of the answers.
    pub(super) fn score(&self) -> f64 {
        self.own.score()
    }
}

/// One school with people who count.
pub(super) struct Member<'a> {
    pub(super) school: &'a SchoolId,
    pub(super) assessment: &'a Assessment,
    pub(super) people: Vec<Person<'a>>,
    pub(super) scores: Scores,
    /// Whether each leader agreed, on record, to be seen.
    pub(super) leaders_agree: bool,
    /// Whether its gap may not be told beside an earlier report.
    pub(super) gap_held_back: bool,
}

impl Member<'_> {
    pub(super) fn people(&self) -> u32 {
        count(self.people.len())
    }

    /// An error where its score is hidden, or what rests on the counts of single indicators, with the reason.
    pub(super) fn if_indicators_shown(&self) -> Result<(), NoFigure> {
        self.if_shown()?;
        let people = self.answers();
        let why = indicators_withheld(&people, &Alike::of(&people));
        why.map_or(Ok(()), |why| Err(NoFigure::Hidden(why)))
    }

    fn answers(&self) -> Vec<Counting<'_>> {
        self.people.iter().map(|person| person.own).collect()
    }

    /// An error where its score may not be told, with the reason.
    pub(super) fn if_shown(&self) -> Result<(), NoFigure> {
        self.assessment.if_scored().map_err(|why| {
            // Too many cannot judge: there is no statement either, which says more.
            NoFigure::Hidden(if why == Why::NotKnown { Why::NoAnswers } else { why })
        })
    }

    /// An error where no score of its own stands beside the phase, with the reason: what is pulled to the network stands beside it and
    /// never alone.
    pub(super) fn if_stated(&self) -> Result<(), NoFigure> {
        self.if_shown()?;
        let statement = self.assessment.standing.statement();
        let scored = statement.is_some_and(|statement| statement.score.is_some());
        if scored { Ok(()) } else { Err(NoFigure::Hidden(Why::NoAnswers)) }
    }
}

/// The schools of a network.
pub(super) struct Members<'a> {
    pub(super) levels: u8,
    pub(super) indicators: usize,
    members: Vec<Member<'a>>,
}

impl<'a> Members<'a> {
    pub(super) fn of(
        model: &Model,
        aspect: &Aspect,
        teams: &'a Teams<'a>,
        assessed: &BTreeMap<&'a SchoolId, &'a Assessment>,
        options: &Options,
    ) -> Members<'a> {
        let indicators = aspect.indicators().len();
        let mut members: Vec<Member<'a>> = teams
            .iter()
            .filter_map(|team| {
                let (school, assessment) = assessed.get_key_value(team.school())?;
                let people: Vec<Person<'a>> = team
                    .rows()
                    .filter_map(|row| {
                        Some(Person {
                            role: row.role,
                            own: Counting::of(row.answers.get(aspect.columns())?)?,
                        })
                    })
                    .collect();
                let scores: Vec<f64> = people.iter().map(Person::score).collect();
                let facts = options.teams.get(*school);
                Some(Member {
                    school,
                    leaders_agree: facts.is_some_and(|facts| facts.leaders_agree),
                    gap_held_back: facts.is_some_and(|facts| facts.held_back.contains_key(aspect.id())),
                    scores: Scores::of(&scores).ok()?,
                    assessment,
                    people,
                })
            })
            .filter(|member| !member.people.is_empty())
            .collect();
        members.sort_unstable_by_key(|member| member.school);
        Members { levels: model.levels(), indicators, members }
    }

    /// All schools with people who count, by id.
    pub(super) fn all(&self) -> impl Iterator<Item = &Member<'a>> {
        self.members.iter()
    }

    /// The schools in the figures over schools: those of which the score may be told, the divided too. Without these, people would seem
    /// closer together than they are.
    pub(super) fn used(&self) -> impl Iterator<Item = &Member<'a>> {
        self.members.iter().filter(|member| member.if_shown().is_ok())
    }

    /// Those of them in figures made of single indicators: where nearly all placed one of the indicators in one phase, that is hidden.
    pub(super) fn by_indicator(&self) -> impl Iterator<Item = &Member<'a>> {
        self.used().filter(|member| member.if_indicators_shown().is_ok())
    }

    /// Those of them in which everybody who counts answered everything, in figures of how indicators hang together: what stands where one
    /// was left open would make these too high, and of the answers as given too much could be had by subtraction.
    pub(super) fn answered_whole(&self) -> impl Iterator<Item = &Member<'a>> {
        self.by_indicator().filter(|member| !some_open(&member.answers()))
    }
}

/// Whether a figure over schools with these numbers of people may be given, for which so many schools are needed.
pub(super) fn check(people: &[u32], needed: u32, thresholds: &Thresholds) -> Result<(), NoFigure> {
    let found = count(people.iter().filter(|n| **n > 0).count());
    let needed = needed.max(thresholds.schools);
    if found < needed {
        Err(NoFigure::Schools { found, needed })
    } else if may_aggregate(people, thresholds) {
        Ok(())
    } else {
        Err(NoFigure::OneSchool)
    }
}

/// A number of schools or people; there are no four billion of them.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
