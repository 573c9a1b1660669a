//! Whether those who lead see their school otherwise: over the network, and of a school where that may be told.

use std::collections::BTreeMap;

use leerkring_model::{Role, SchoolId};

use crate::counting::Counting;
use crate::engine::Options;
use crate::pooling::estimate::Estimate;
use crate::pooling::meta::{self, MetaAnalysis};
use crate::pooling::scores::Scores;
use crate::privacy::{Alike, Thresholds, Why, stands_out};
use crate::roles::gap::{gap, smallest_detectable};
use crate::roles::mixed;
use crate::roles::within::within;
use crate::roles::{RoleError, RoleScores};

use super::members::{Member, Members, check, count};
use super::{Bounded, NoFigure, people_for_gap, told};

/// Of intervals and of the smallest detectable gap.
const LEVEL: f64 = 0.95;

/// How much higher leaders place their schools, over the network; in phases, to a thousandth. What it is due to is not said by it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LeaderGap {
    /// Schools of which the gap may be told, and no others.
    pub schools: u32,
    /// Leaders in them.
    pub leaders: u32,
    /// Others in them, of those who gave their role.
    pub others: u32,
    /// With all answers ([`mixed`]): the gap and its standard error.
    pub gap: Estimate,
    /// From comparisons inside schools only ([`within`](fn@within)): the gap and its standard error (CR2).
    pub within: Estimate,
    /// Its 95 % interval; `None` below 4 degrees of freedom.
    pub within_interval: Option<Bounded>,
    /// The degrees of freedom of that.
    pub freedom: f64,
    /// The standard deviation between people of one role in one school.
    pub sigma: f64,
    /// How much the gaps of schools truly differ: a standard deviation. 0: no difference can be detected.
    pub tau: f64,
}

/// The gap of one school.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SchoolGap {
    /// Leaders who count.
    pub leaders: u32,
    /// Others who count.
    pub others: u32,
    /// The gap, pulled to that of the network, with its standard deviation; above 0 leaders place the school higher. A
    /// school's own gap is mostly chance.
    pub pooled: Estimate,
    /// The probability that it is above 0.
    pub p_above: f64,
    /// The probability that it is half a phase or more, on either side.
    pub p_half_phase: f64,
    /// The smallest gap that so many people could show at all.
    pub smallest_detectable: f64,
}

/// What is known of gaps.
pub(super) struct Leaders<'a> {
    pub(super) network: Result<LeaderGap, NoFigure>,
    by_school: BTreeMap<&'a SchoolId, Result<SchoolGap, NoFigure>>,
}

impl<'a> Leaders<'a> {
    pub(super) fn of(members: &Members<'a>, options: &Options) -> Leaders<'a> {
        let thresholds = &options.thresholds;
        let may: BTreeMap<&SchoolId, Result<(), NoFigure>> =
            members.used().map(|member| (member.school, may_tell(member, thresholds))).collect();
        // The network's gap and its errors are sums over schools. Where all others are known, or one school more is in them the next
        // time, they give the mean of its two or three leaders, however many schools there are: so only schools whose gap is told.
        let used: Vec<(&Member<'a>, RoleScores)> = members
            .used()
            .filter(|member| matches!(may.get(member.school), Some(Ok(()))))
            .map(|member| (member, by_role(member)))
            .collect();
        let fitted = fitted(&used, thresholds);
        let by_school = used
            .iter()
            .map(|(member, scores)| {
                let gap = fitted.as_ref().map_err(|reason| *reason);
                let gap = gap.and_then(|(network, gaps)| {
                    school_gap(scores, network.sigma, gaps).ok_or(NoFigure::NoSpread)
                });
                (member.school, gap)
            })
            .chain(may.iter().filter_map(|(school, told)| Some((*school, Err(told.err()?)))))
            .collect();
        Leaders { network: fitted.map(|(network, _)| network.as_told()), by_school }
    }

    pub(super) fn of_school(&self, member: &Member<'_>) -> Result<SchoolGap, NoFigure> {
        let reason = || Err(member.if_shown().err().unwrap_or(NoFigure::Roles));
        self.by_school.get(member.school).copied().unwrap_or_else(reason)
    }
}

/// The scores of those who gave their role.
fn by_role(member: &Member<'_>) -> RoleScores {
    let of = |leads: bool| {
        let people = member
            .people
            .iter()
            .filter(|person| person.role.is_some_and(|r| (r == Role::Leadership) == leads));
        Scores::of(&people.map(|person| person.score()).collect::<Vec<_>>()).unwrap_or_default()
    };
    RoleScores { leaders: of(true), others: of(false) }
}

/// Whether the gap of a school may be told: its score is, no earlier report stands beside it, and [`RoleRows::may_tell_gap`].
pub(super) fn may_tell(member: &Member<'_>, thresholds: &Thresholds) -> Result<(), NoFigure> {
    member.if_shown()?;
    if member.gap_held_back {
        return Err(NoFigure::Hidden(Why::BesideEarlier));
    }
    let rows = |leads: Option<bool>| -> Vec<Counting<'_>> {
        let is = |role: Option<Role>| role.map(|role| role == Role::Leadership) == leads;
        member.people.iter().filter(|person| is(person.role)).map(|person| person.own).collect()
    };
    let rows = RoleRows { leaders: rows(Some(true)), others: rows(Some(false)), unknown: rows(None) };
    if rows.may_tell_gap(member.leaders_agree, thresholds) { Ok(()) } else { Err(NoFigure::Roles) }
}

/// The answers of a school's people who count: of those who lead, of others, and of those who gave no role.
pub(crate) struct RoleRows<'a> {
    pub(crate) leaders: Vec<Counting<'a>>,
    pub(crate) others: Vec<Counting<'a>>,
    pub(crate) unknown: Vec<Counting<'a>>,
}

impl RoleRows<'_> {
    /// Whether both groups, and those who gave no role, are large enough, none of them is nearly of one mind, on the aspect or on one
    /// of its indicators, and in none of them somebody who left something open stands out.
    pub(crate) fn may_tell_gap(&self, leaders_agree: bool, thresholds: &Thresholds) -> bool {
        let RoleRows { leaders, others, unknown } = self;
        let [n_leaders, n_others, n_unknown] = [leaders, others, unknown].map(|rows| count(rows.len()));
        let (needed, needed_others) = people_for_gap(thresholds);
        let enough = (n_leaders >= needed || (leaders_agree && n_leaders > 0))
            && n_others >= needed_others
            && !(1..needed_others).contains(&n_unknown);
        // With several indicators the means of a group can leave one way only in which it answered one of them.
        let alike = |people: &[Counting<'_>]| {
            let alike = Alike::of(people);
            alike.aspect.is_some() || alike.indicator || stands_out(people, &alike)
        };
        // Leaders who agreed to be seen may be of one mind.
        let hidden = alike(others) || (!leaders_agree && alike(leaders)) || (n_unknown > 0 && alike(unknown));
        enough && !hidden
    }
}

impl LeaderGap {
    /// To the last digit that is told.
    fn as_told(self) -> LeaderGap {
        let bounded =
            |Bounded { value, low, high }| Bounded { value: told(value), low: told(low), high: told(high) };
        LeaderGap {
            gap: told_of(self.gap),
            within: told_of(self.within),
            within_interval: self.within_interval.map(bounded),
            sigma: told(self.sigma),
            tau: told(self.tau),
            ..self
        }
    }
}

fn told_of(Estimate { mean, sd }: Estimate) -> Estimate {
    Estimate { mean: told(mean), sd: told(sd) }
}

fn fitted(
    used: &[(&Member<'_>, RoleScores)],
    thresholds: &Thresholds,
) -> Result<(LeaderGap, MetaAnalysis), NoFigure> {
    let both: Vec<&RoleScores> = used
        .iter()
        .map(|(_, scores)| scores)
        .filter(|scores| scores.leaders.people() > 0 && scores.others.people() > 0)
        .collect();
    let sizes = |of: fn(&RoleScores) -> u64| -> Vec<u32> {
        both.iter().map(|scores| u32::try_from(of(scores)).unwrap_or(u32::MAX)).collect()
    };
    let (leaders, others) = (sizes(|s| s.leaders.people()), sizes(|s| s.others.people()));
    check(&leaders, 2, thresholds)?;
    check(&others, 2, thresholds)?;
    let schools: Vec<RoleScores> = used.iter().map(|(_, scores)| *scores).collect();
    let not = |error: RoleError| match error {
        RoleError::Schools(found) => {
            NoFigure::Schools { found: u32::try_from(found).unwrap_or(u32::MAX), needed: 2 }
        }
        RoleError::NoSpread => NoFigure::NoSpread,
    };
    let (mixed, inside) = (mixed::fit(&schools).map_err(not)?, within(&schools).map_err(not)?);
    let gaps: Vec<Estimate> = both.iter().filter_map(|scores| gap(scores, mixed.sigma())).collect();
    let pooled = meta::pool(&gaps).map_err(|_| NoFigure::NoSpread)?;
    let network = LeaderGap {
        schools: count(both.len()),
        leaders: leaders.iter().sum(),
        others: others.iter().sum(),
        gap: mixed.gap(),
        within: Estimate { mean: inside.beta, sd: inside.se },
        within_interval: inside.interval(LEVEL).map(|(low, high)| Bounded { value: inside.beta, low, high }),
        freedom: inside.freedom,
        sigma: mixed.sigma(),
        tau: pooled.tau(),
    };
    Ok((network, pooled))
}

fn school_gap(scores: &RoleScores, sigma: f64, gaps: &MetaAnalysis) -> Option<SchoolGap> {
    let pooled = gaps.shrunken(gap(scores, sigma)?);
    let (leaders, others) = (scores.leaders.people(), scores.others.people());
    Some(SchoolGap {
        leaders: u32::try_from(leaders).ok()?,
        others: u32::try_from(others).ok()?,
        pooled: told_of(pooled),
        p_above: told(pooled.p_above(0.0)),
        p_half_phase: told(pooled.p_apart(0.5)),
        smallest_detectable: told(smallest_detectable(leaders, others, sigma, LEVEL)?),
    })
}
