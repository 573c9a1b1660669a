//! The figures of a network of schools, from the answers: how much schools differ, how reliable a team's figure is, how far
//! teams agree, whether indicators hang together, whether leaders see their school otherwise.
//!
//! | to | use |
//! |---|---|
//! | have all of it, an aspect at a time | [`networks`] |
//! | know how sure it is that one school is further than another | [`AspectNetwork::compare`] |
//! | know the pooled figures of one school | [`AspectNetwork::school`] |
//! | have what only a reviewer asks for | [`appendices`], [`common_order`] |
//!
//! Here the statistics of [`pooling`](crate::pooling), [`agreement`](crate::agreement), [`reliability`](crate::reliability)
//! and [`roles`](crate::roles) meet the rules of [`privacy`](crate::privacy). A figure is there, or the reason why not. Schools
//! come by their id; nothing puts them in order of level.
//!
//! **Who is in a figure over schools**: the schools of which the score may be told, also where the team is too divided for a phase, and nobody else: for figures made of single indicators those of which
//! these are shown, for the gap of leaders those of which it may be told. So whatever a hidden team answered changes nothing here.

use std::collections::BTreeMap;

use leerkring_model::{Aspect, AspectId, Model, Responses, SchoolId};

use crate::engine::{AssessError, Options, assess_each};
use crate::pooling::compare::Pooled;
use crate::pooling::scores::Scores;
use crate::privacy::{Thresholds, Why};

mod appendix;
mod consistency;
mod differences;
mod leaders;
mod members;
mod together;

pub use self::appendix::{
    Apart, Appendix, CommonOrder, Krippendorff, LeaderOrder, Overall, appendices, common_order,
};
pub(crate) use self::appendix::{FEWEST_SCHOOLS as FEWEST_SCHOOLS_APART, FEWEST_SCHOOLS_ORDER};
pub use self::consistency::{Consistency, Generalizability};
pub(crate) use self::consistency::{
    FEWEST_PEOPLE as FEWEST_PEOPLE_TOGETHER, FEWEST_SCHOOLS_BETWEEN, FEWEST_SCHOOLS_G,
};
pub use self::differences::{Bounded, Differences, Experience, SchoolFigures};
#[cfg(test)]
pub(crate) use self::leaders::RoleRows;
pub use self::leaders::{LeaderGap, SchoolGap};
pub use self::together::Together;

use self::members::Members;

/// A network on one aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AspectNetwork {
    /// The aspect.
    pub aspect: AspectId,
    /// The number of its indicators.
    pub indicator_count: usize,
    /// Schools in the figures over schools.
    pub schools: u32,
    /// People in them who count for the aspect.
    pub people: u32,
    /// Schools with people who count that are in no figure: their score is hidden, or too many of them could not judge something.
    pub left_out: u32,
    /// How much schools differ.
    pub differences: Result<Differences, NoFigure>,
    /// Of all pairs of schools in the figures, the share of which one is further with 90 % certainty.
    pub ordered: Result<f64, NoFigure>,
    /// How far teams agree, over teams of which agreement is shown.
    pub together: Result<Together, NoFigure>,
    /// Whether the indicators hang together for people, compared with their own colleagues.
    pub within: Result<Consistency, NoFigure>,
    /// Whether they do for schools.
    pub between: Result<Consistency, NoFigure>,
    /// Where the noise in a school's figure comes from, and what more people would bring.
    pub generalizability: Result<Generalizability, NoFigure>,
    /// Whether leaders see their schools otherwise.
    pub leaders: Result<LeaderGap, NoFigure>,
    /// The network's experience.
    pub experience: Result<Experience, NoFigure>,
    schools_by_id: BTreeMap<SchoolId, SchoolFigures>,
    pooled: Option<Pooled>,
    /// People and mean of schools with a score beside their phase.
    shown: BTreeMap<SchoolId, Scores>,
}

/// A figure is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoFigure {
    /// Too few schools.
    #[error("{found} schools; {needed} are needed")]
    Schools {
        /// Schools with what is needed.
        found: u32,
        /// Schools needed.
        needed: u32,
    },
    /// Too few people.
    #[error("{found} people; {needed} are needed")]
    People {
        /// People with what is needed.
        found: u32,
        /// People needed.
        needed: u32,
    },
    /// Most of the people are of one school, which could be read off the figure.
    #[error("one school has most of the people")]
    OneSchool,
    /// The figure is one of several indicators.
    #[error("the aspect has one indicator")]
    OneIndicator,
    /// The figure is one of several aspects.
    #[error("the model has one aspect")]
    OneAspect,
    /// Too many people or indicators to count every possibility. What stands beside it is as good there.
    #[error("too many possibilities to count each")]
    TooMany,
    /// People do not differ, or not in the way that the figure needs.
    #[error("the answers do not differ in a way from which it can be estimated")]
    NoSpread,
    /// Of a school: leaders or others are too few, or would be too easily told apart. Which of these is not said, for the size
    /// of a small role is not told.
    #[error("leaders or others are too few, or could be recognised")]
    Roles,
    /// It would be about too few people of a school.
    #[error("hidden, so that nobody can be recognised")]
    Hidden(
        /// Why it is hidden.
        Why,
    ),
}

/// How sure it is that one school is further than another, by the pooled scores.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The probability that the second is further.
    pub p_further: f64,
    /// The probability that it is at least half a phase further.
    pub p_half_phase: f64,
}

/// The networks of all aspects, in the model's order. Neither the order of the answers nor the number of threads shows.
///
/// ```
/// use leerkring_assess::{Options, network::networks};
/// use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut responses = Responses::new(&model);
/// // Ten schools of eight; in every second one everybody is a phase further.
/// for school in 0..10_u8 {
///     for phase in [1, 2, 2, 2, 3, 3, 3, 4] {
///         let answer = Phase::new(phase + school % 2).map(Answer::Phase);
///         responses.push(&Response::new(SchoolId::new(&format!("school-{school}"))?, vec![answer; model.width()]))?;
///     }
/// }
/// let koers = &networks(&model, &responses, &Options::default())?[0];
/// assert_eq!((koers.schools, koers.people), (10, 80));
/// let differences = koers.differences.as_ref().map_err(|reason| *reason)?;
/// assert!((differences.mu.value - 3.0).abs() < 1e-9); // 2.5 and 3.5
/// let (learner, host) = (SchoolId::new("school-0")?, SchoolId::new("school-1")?);
/// assert!(koers.compare(&learner, &host)?.p_further > 0.9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`assess`](crate::assess).
pub fn networks(
    model: &Model,
    responses: &Responses,
    options: &Options,
) -> Result<Vec<AspectNetwork>, AssessError> {
    each_aspect(model, responses, options, |members, aspect| AspectNetwork::of(members, aspect, options))
}

/// What is made of the schools of each aspect, in the model's order.
fn each_aspect<T>(
    model: &Model,
    responses: &Responses,
    options: &Options,
    of: impl Fn(&Members<'_>, &Aspect) -> T,
) -> Result<Vec<T>, AssessError> {
    let mut assessed = BTreeMap::new();
    assess_each(model, responses, &[], options, |school, all| {
        assessed.insert(school.clone(), all);
    })?;
    let teams = responses.teams();
    let of_aspect = |(place, aspect): (usize, &Aspect)| {
        let own = assessed
            .iter()
            .filter_map(|(school, all)| Some((school, all.get(place)?)))
            .collect::<BTreeMap<_, _>>();
        of(&Members::of(model, aspect, &teams, &own, options), aspect)
    };
    Ok(model.aspects().iter().enumerate().map(of_aspect).collect())
}

/// The leaders and the others who must count for the gap of a school to be told (`leaders.rs`), unless each leader agreed on record;
/// as many as of the others, or nobody, may have given no role.
pub(crate) fn people_for_gap(thresholds: &Thresholds) -> (u32, u32) {
    let leaders = thresholds.detail.max(thresholds.role);
    (leaders, thresholds.remainder.max(leaders))
}

/// What is made of few people is told in whole parts of its unit: so many.
const PARTS: f64 = 1000.0;

/// A figure to the last digit that is told.
fn told(value: f64) -> f64 {
    to_parts(value, PARTS)
}

/// A figure to the nearest of so many parts of its unit.
fn to_parts(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

impl AspectNetwork {
    fn of(members: &Members<'_>, aspect: &Aspect, options: &Options) -> AspectNetwork {
        let thresholds = &options.thresholds;
        let fitted = differences::Fitted::of(members, thresholds);
        let leaders = leaders::Leaders::of(members, options);
        let experience = differences::experience(members, thresholds);
        let schools_by_id = members
            .all()
            .map(|member| {
                let figures = SchoolFigures {
                    people: member.people(),
                    reliability: fitted.reliability(member),
                    pooled: fitted.pooled(member),
                    // Made of the counts of each indicator apart.
                    phases: member.if_stated().and_then(|()| member.if_indicators_shown()).and_then(|()| {
                        let known = experience.as_ref().map_err(|reason| *reason)?;
                        known.by_school.get(member.school).cloned().ok_or(NoFigure::NoSpread)
                    }),
                    gap: leaders.of_school(member),
                };
                (member.school.clone(), figures)
            })
            .collect();
        AspectNetwork {
            aspect: aspect.id().clone(),
            indicator_count: aspect.indicators().len(),
            schools: members::count(members.used().count()),
            people: members.used().map(members::Member::people).sum(),
            left_out: members::count(members.all().count() - members.used().count()),
            ordered: fitted.ordered(members),
            together: together::together(members, thresholds),
            within: consistency::within(members, thresholds),
            between: consistency::between(members, thresholds),
            generalizability: consistency::generalizability(members, thresholds),
            leaders: leaders.network,
            experience: experience.map(|known| known.experience),
            schools_by_id,
            shown: members
                .all()
                .filter(|member| member.if_stated().is_ok())
                .filter_map(|member| {
                    // Only what a comparison needs: the spread within a school is not kept.
                    let scores = Scores::new(member.scores.people(), member.scores.mean(), 0.0).ok()?;
                    Some((member.school.clone(), scores))
                })
                .collect(),
            differences: fitted.differences,
            pooled: fitted.pool.ok(),
        }
    }

    /// Each school about which people answered, by id, with its figures.
    pub fn schools(&self) -> impl Iterator<Item = (&SchoolId, &SchoolFigures)> {
        self.schools_by_id.iter()
    }

    /// The figures of one school; `None` if nobody of it counts.
    pub fn school(&self, school: &SchoolId) -> Option<&SchoolFigures> {
        self.schools_by_id.get(school)
    }

    /// How sure it is that `host` is further than `learner`.
    ///
    /// # Errors
    /// [`NoFigure`] if one of them has no score beside a phase, or the network is too small to pool.
    pub fn compare(&self, learner: &SchoolId, host: &SchoolId) -> Result<Comparison, NoFigure> {
        let (learner, host) = (self.score_of(learner)?, self.score_of(host)?);
        let pooled = self.pooled()?;
        Ok(Comparison {
            p_further: pooled.p_further(learner, host, 0.0),
            p_half_phase: pooled.p_further(learner, host, 0.5),
        })
    }

    /// People and mean of a school with a score beside its phase, or why it has none.
    pub(crate) fn score_of(&self, school: &SchoolId) -> Result<&Scores, NoFigure> {
        let why = || {
            let own = self.schools_by_id.get(school).and_then(|own| own.pooled.err());
            own.unwrap_or(NoFigure::Hidden(Why::NoAnswers))
        };
        self.shown.get(school).ok_or_else(why)
    }

    /// The pooled network.
    pub(crate) fn pooled(&self) -> Result<&Pooled, NoFigure> {
        let found = self.schools;
        self.pooled.as_ref().ok_or(NoFigure::Schools { found, needed: differences::FEWEST_TO_POOL })
    }
}

#[cfg(test)]
mod tests;
