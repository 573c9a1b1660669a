//! How much schools differ, what that makes of the figure of one school, and the network's experience with phases.

use std::collections::BTreeMap;

use leerkring_model::SchoolId;

use crate::pooling::compare::{self, Pooled, pool};
use crate::pooling::estimate::Estimate;
use crate::pooling::probit;
use crate::pooling::random_intercept::profile::{Parameter, interval};
use crate::pooling::random_intercept::{Criterion, FitError, RandomIntercept, fit};
use crate::pooling::scores::Scores;
use crate::privacy::Thresholds;

use super::members::{Member, Members, check, count};
use super::{NoFigure, SchoolGap};

/// Schools needed to pool: below it how much they differ is hardly known.
pub(super) const FEWEST_TO_POOL: u32 = compare::FEWEST_SCHOOLS as u32;
/// The reliability at which the figure of a school may carry a decision, by convention.
const RELIABLE: f64 = 0.7;
/// How sure one of two schools is further.
const CERTAIN: f64 = 0.9;
/// Of intervals of the network's figures.
const LEVEL: f64 = 0.95;

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The figure.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// How much the schools of a network differ ([`random_intercept`](crate::pooling::random_intercept), REML; the intervals are
/// those of the profile likelihood, by maximum likelihood).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Differences {
    /// The mean of schools, in phases.
    pub mu: Bounded,
    /// The standard deviation between people of one school, in phases.
    pub sigma: Bounded,
    /// The standard deviation between schools, in phases. 0 is an answer: no difference can be detected.
    pub tau: Bounded,
    /// The share of the variance that lies between schools, 0 to 1: ICC(1).
    pub rho: Bounded,
    /// The people that a team's mean needs to be reliable to .70; `None` if no number does.
    pub people_needed: Option<u64>,
}

impl Differences {
    /// Whether any difference between schools can be detected.
    pub fn is_detectable(&self) -> bool {
        self.tau.value > 0.0
    }
}

/// What the network says of one school.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SchoolFigures {
    /// People who count.
    pub people: u32,
    /// The reliability of the mean of so many people, 0 to 1.
    pub reliability: Result<f64, NoFigure>,
    /// The pooled score, in phases: what the school would turn out to be, seen that most schools lie closer together than
    /// small teams make them look. Beside its own score, never instead of it.
    pub pooled: Result<Estimate, NoFigure>,
    /// The probability of each phase with the network's experience, lowest first. Beside the school's own. Where an aspect
    /// has several indicators it is surer than it should be, because a strict colleague is strict throughout.
    pub phases: Result<Vec<f64>, NoFigure>,
    /// How much higher leaders place the school.
    pub gap: Result<SchoolGap, NoFigure>,
}

/// The fit of a network.
pub(super) struct Fitted {
    pub(super) differences: Result<Differences, NoFigure>,
    model: Result<RandomIntercept, NoFigure>,
    pub(super) pool: Result<Pooled, NoFigure>,
}

impl Fitted {
    pub(super) fn of(members: &Members<'_>, thresholds: &Thresholds) -> Fitted {
        let scores: Vec<Scores> = members.used().map(|member| member.scores).collect();
        let people: Vec<u32> = members.used().map(Member::people).collect();
        let model =
            check(&people, 2, thresholds).and_then(|()| fit(&scores, Criterion::Reml).map_err(not_fitted));
        let differences = model.and_then(|model| describe(&scores, &model).map_err(not_fitted));
        let pool = check(&people, FEWEST_TO_POOL, thresholds)
            .and_then(|()| pool(&scores).map_err(|_| NoFigure::NoSpread));
        Fitted { differences, model, pool }
    }

    pub(super) fn reliability(&self, member: &Member<'_>) -> Result<f64, NoFigure> {
        Ok(self.model?.reliability(member.scores.people()))
    }

    pub(super) fn pooled(&self, member: &Member<'_>) -> Result<Estimate, NoFigure> {
        member.if_stated()?;
        self.pool.as_ref().map(|pool| pool.school(&member.scores)).map_err(|reason| *reason)
    }

    pub(super) fn ordered(&self, members: &Members<'_>) -> Result<f64, NoFigure> {
        let pool = self.pool.as_ref().map_err(|reason| *reason)?;
        let scores: Vec<Scores> = members.used().map(|member| member.scores).collect();
        pool.share_ordered(&scores, CERTAIN).ok_or(NoFigure::NoSpread)
    }
}

fn not_fitted(error: FitError) -> NoFigure {
    match error {
        FitError::Schools(found) => {
            NoFigure::Schools { found: u32::try_from(found).unwrap_or(u32::MAX), needed: 2 }
        }
        FitError::NoSpread => NoFigure::NoSpread,
    }
}

fn describe(scores: &[Scores], model: &RandomIntercept) -> Result<Differences, FitError> {
    let bounded = |value: f64, parameter: Parameter| {
        let bounds = interval(scores, parameter, LEVEL)?;
        // By REML the value can lie a little beyond a bound by maximum likelihood.
        Ok(Bounded { value, low: bounds.low.min(value), high: bounds.high.max(value) })
    };
    Ok(Differences {
        mu: bounded(model.mu, Parameter::Mu)?,
        sigma: bounded(model.sigma(), Parameter::Sigma)?,
        tau: bounded(model.tau(), Parameter::Tau)?,
        rho: bounded(model.rho(), Parameter::Rho)?,
        people_needed: model.people_needed(RELIABLE),
    })
}

/// What a network knows of phases, by the ordinal model.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Experience {
    /// Schools of which single indicators may be told.
    pub schools: u32,
    /// People in them.
    pub people: u32,
    /// The spread between schools, in units of that between people.
    pub sd: f64,
}

/// That, and what it makes of each school.
pub(super) struct Known<'a> {
    pub(super) experience: Experience,
    pub(super) by_school: BTreeMap<&'a SchoolId, Vec<f64>>,
}

/// The ordinal model, over the answers of people who count.
pub(super) fn experience<'a>(members: &Members<'a>, thresholds: &Thresholds) -> Result<Known<'a>, NoFigure> {
    let people: Vec<u32> = members.by_indicator().map(Member::people).collect();
    check(&people, count(probit::FEWEST_SCHOOLS), thresholds)?;
    let (found, needed) = (people.iter().sum::<u32>(), probit::FEWEST_PEOPLE as u32);
    if found < needed {
        return Err(NoFigure::People { found, needed });
    }
    let counts: Vec<Vec<u32>> = members.by_indicator().map(|member| answers(member, members)).collect();
    let known = probit::fit(members.levels, &counts).map_err(|_| NoFigure::NoSpread)?;
    let all = probit::posteriors(&known, &counts).map_err(|_| NoFigure::NoSpread)?;
    let by_school =
        members.by_indicator().zip(all).map(|(member, known)| (member.school, known.phases)).collect();
    let experience = Experience { schools: count(people.len()), people: found, sd: known.sd };
    Ok(Known { experience, by_school })
}

/// How many chose each phase of each indicator, one indicator after the other.
fn answers(member: &Member<'_>, members: &Members<'_>) -> Vec<u32> {
    let levels = usize::from(members.levels);
    let mut counts = vec![0; members.indicators * levels];
    for person in &member.people {
        for (place, phase) in person.phases().enumerate() {
            if let Some(count) = counts.get_mut(place * levels + usize::from(phase) - 1) {
                *count += 1;
            }
        }
    }
    counts
}
