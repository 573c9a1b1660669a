//! Leaders and their own colleagues over a network, by order alone: Cliff's delta, the test of Brunner and Munzel, the exact
//! permutation. Of one school none of it is given: beside its distribution and its gap it would tell what each role answered.

use leerkring_model::Role;

use super::super::leaders::may_tell;
use super::super::members::{Member, Members, Person, check, count};
use super::super::{Bounded, NoFigure, to_parts};
use crate::groups::{order_in_strata, permutation_in_strata};
use crate::privacy::Thresholds;

/// Of the interval.
const LEVEL: f64 = 0.95;
/// More parts of a phase than these are not counted one by one.
const MOST_PARTS: u8 = 60;

/// Whether leaders lie above their own colleagues, over the network: comparisons inside schools only. What it is due to is not
/// said by it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LeaderOrder {
    /// Schools of which the gap may be told, with two leaders or more.
    pub schools: u32,
    /// Leaders in them.
    pub leaders: u32,
    /// Others in them, of those who gave their role.
    pub others: u32,
    /// Cliff's delta, -1 to 1, with its 95 % interval, to a hundredth: how much more often a leader places the school higher than a
    /// colleague does than lower. The interval is cut off at -1 and 1.
    pub delta: Bounded,
    /// The test of Brunner and Munzel over schools ([`order_in_strata`]): the distance from 0 in standard errors, to a tenth.
    pub t: f64,
    /// Its degrees of freedom, to a whole number.
    pub freedom: f64,
    /// Its two-sided p, to a hundredth.
    pub p: f64,
    /// The two-sided p of the exact permutation of roles inside schools ([`permutation_in_strata`]), to a hundredth.
    pub p_permutation: Result<f64, NoFigure>,
}

/// The scores of those who gave their role.
struct ByRole {
    leaders: Vec<f64>,
    others: Vec<f64>,
}

/// The roles of the schools of which the gap may be told. One leader alone, who agreed to be seen, has no spread to judge by.
pub(super) fn leaders(members: &Members<'_>, thresholds: &Thresholds) -> Result<LeaderOrder, NoFigure> {
    let told = members.all().filter(|member| may_tell(member, thresholds).is_ok()).map(by_role);
    let used: Vec<ByRole> = told.filter(|by| by.leaders.len() > 1 && by.others.len() > 1).collect();
    over_network(&used, parts(members.indicators), thresholds)
}

fn by_role(member: &Member<'_>) -> ByRole {
    let of = |leads: bool| {
        let is = |person: &&Person<'_>| person.role.is_some_and(|r| (r == Role::Leadership) == leads);
        member.people.iter().filter(is).map(Person::score).collect()
    };
    ByRole { leaders: of(true), others: of(false) }
}

/// In how many parts a phase is cut so that the mean over so many indicators is a whole number of them. `None` above 60.
pub(super) fn parts(indicators: usize) -> Option<u8> {
    u8::try_from(indicators).ok().filter(|parts| (1..=MOST_PARTS).contains(parts))
}

/// How many of both groups have each score, of the scores that occur, in parts of a phase.
fn counts(groups: &[ByRole], parts: u8) -> (Vec<i64>, Vec<[Vec<u32>; 2]>) {
    let whole = |score: &f64| (score * f64::from(parts)).round() as i64;
    let mut scores: Vec<i64> =
        groups.iter().flat_map(|group| group.leaders.iter().chain(&group.others)).map(whole).collect();
    scores.sort_unstable();
    scores.dedup();
    let of = |values: &[f64]| -> Vec<u32> {
        let has = |score: &i64| count(values.iter().filter(|value| whole(value) == *score).count());
        scores.iter().map(has).collect()
    };
    let counts = groups.iter().map(|group| [of(&group.leaders), of(&group.others)]).collect();
    (scores, counts)
}

fn over_network(
    used: &[ByRole],
    parts: Option<u8>,
    thresholds: &Thresholds,
) -> Result<LeaderOrder, NoFigure> {
    let sizes =
        |of: fn(&ByRole) -> usize| -> Vec<u32> { used.iter().map(|scores| count(of(scores))).collect() };
    let (leaders, others) = (sizes(|scores| scores.leaders.len()), sizes(|scores| scores.others.len()));
    check(&leaders, 2, thresholds)?;
    check(&others, 2, thresholds)?;
    let strata: Vec<(&[f64], &[f64])> =
        used.iter().map(|scores| (scores.leaders.as_slice(), scores.others.as_slice())).collect();
    let found = order_in_strata(&strata).ok_or(NoFigure::NoSpread)?;
    let permutation = parts.and_then(|parts| {
        let (scores, counts) = counts(used, parts);
        let strata: Vec<(&[u32], &[u32])> =
            counts.iter().map(|[x, y]| (x.as_slice(), y.as_slice())).collect();
        permutation_in_strata(&scores, &strata)
    });
    // What delta cannot be is not in its interval as it is told.
    let (low, high) = found.interval(LEVEL);
    let [value, low, high] = [found.delta, low.max(-1.0), high.min(1.0)].map(|value| to_parts(value, 100.0));
    Ok(LeaderOrder {
        schools: count(used.len()),
        leaders: leaders.iter().sum(),
        others: others.iter().sum(),
        delta: Bounded { value, low, high },
        t: to_parts(found.t, 10.0),
        freedom: found.df.round(),
        p: to_parts(found.p, 100.0),
        p_permutation: permutation.map(|p| to_parts(p, 100.0)).ok_or(NoFigure::TooMany),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All leaders but one lie above all others but one: the plain interval goes beyond 1.
    #[test]
    fn the_interval_of_delta_is_one_that_delta_can_have() {
        let group = || ByRole { leaders: vec![4.0, 5.0, 5.0, 5.0], others: vec![1.0, 1.0, 2.0, 4.0] };
        let groups: Vec<ByRole> = (0..5).map(|_| group()).collect();
        let strata: Vec<(&[f64], &[f64])> =
            groups.iter().map(|of| (of.leaders.as_slice(), of.others.as_slice())).collect();
        let plain = order_in_strata(&strata).unwrap().interval(LEVEL);
        assert!(plain.1 > 1.0, "{plain:?}");
        let found = over_network(&groups, Some(1), &Thresholds::default()).unwrap();
        assert_eq!(found.delta.high, 1.0);
        assert!(found.delta.low > 0.5 && found.delta.value < 1.0, "{found:?}");
    }
}
