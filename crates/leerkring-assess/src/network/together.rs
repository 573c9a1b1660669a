//! How far the teams of a network agree: the middle of their figures.

use crate::agreement::rwg::{Null, r_star, r_wg};
use crate::agreement::{awg::mean_a_wg, item_counts};
use crate::privacy::{Shown, Thresholds};

use super::NoFigure;
use super::members::{Member, Members, Person, check, count};

/// The medians of agreement over teams of which agreement is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Together {
    /// Teams.
    pub teams: u32,
    /// The average distance from the median, in phases (AD).
    pub ad: f64,
    /// r_wg(J) against random answers, 0 to 1. It rises with the number of indicators: report it beside AD, never as a gate.
    pub r_wg_uniform: Option<f64>,
    /// r_wg(J) against answers with a slight heap at one side; for five phases only.
    pub r_wg_slight_skew: Option<f64>,
    /// r*_wg against the most divided team, half of it at each end: 1 is full agreement, 0 two camps as far apart as the scale allows.
    pub r_star: Option<f64>,
    /// a_wg, -1 to 1: the own mean allowed for.
    pub a_wg: Option<f64>,
}

pub(super) fn together(members: &Members<'_>, thresholds: &Thresholds) -> Result<Together, NoFigure> {
    let shown: Vec<(&Member<'_>, f64)> = members
        .used()
        .filter_map(|member| match &member.assessment.closeness {
            Shown::Value(closeness) => Some((member, closeness.ad)),
            Shown::Withheld(_) => None,
        })
        .collect();
    let people: Vec<u32> = shown.iter().map(|(member, _)| member.people()).collect();
    check(&people, 1, thresholds)?;
    let teams: Vec<Vec<crate::agreement::Counts>> = shown
        .iter()
        .filter_map(|(member, _)| {
            let whole = |person: &Person<'_>| person.phases().map(Some).collect();
            let rows: Vec<Vec<Option<u8>>> = member.people.iter().map(whole).collect();
            item_counts(members.levels, rows.iter().map(Vec::as_slice)).ok()
        })
        .collect();
    let over = |of: &dyn Fn(&[crate::agreement::Counts]) -> Option<f64>| {
        let values: Vec<f64> = teams.iter().filter_map(|items| of(items)).collect();
        (count(values.len()) >= thresholds.schools).then(|| median(values))?
    };
    Ok(Together {
        teams: count(shown.len()),
        ad: median(shown.iter().map(|(_, ad)| *ad).collect()).ok_or(NoFigure::NoSpread)?,
        r_wg_uniform: over(&|items| r_wg(items, Null::Uniform)),
        r_wg_slight_skew: over(&|items| r_wg(items, Null::SlightSkew)),
        r_star: over(&|items| r_star(items, Null::MaximumDissensus)),
        a_wg: over(&mean_a_wg),
    })
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let high = *values.get(values.len() / 2)?;
    let low = *values.get((values.len() - 1) / 2)?;
    Some((low + high) / 2.0)
}
