//! Whether the indicators of an aspect hang together, for people and for schools, and where the noise comes from.

use crate::privacy::Thresholds;
use crate::reliability::alpha::{cronbach_alpha, feldt_interval, spearman_brown};
use crate::reliability::g_study::{DStudy, GStudy, d_study, g_study};
use crate::reliability::levels::{Levels, levels};
use crate::reliability::omega::omega;
use crate::reliability::polychoric::polychoric_correlations;
use crate::reliability::{Covariance, Missing};

use super::members::{Member, Members, check, count};
use super::{Bounded, NoFigure, Overall, told};

/// People needed for the consistency of indicators.
pub(crate) const FEWEST_PEOPLE: u32 = 100;
/// Schools needed for consistency between schools.
pub(crate) const FEWEST_SCHOOLS_BETWEEN: u32 = 30;
/// Schools needed for a G-study.
pub(crate) const FEWEST_SCHOOLS_G: u32 = 10;
/// Sizes of team for which a D-study is given.
const RATERS: [u64; 6] = [5, 8, 10, 15, 20, 30];

/// Whether the indicators of an aspect hang together. Over schools in which all who count placed all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Consistency {
    /// Schools.
    pub schools: u32,
    /// People.
    pub people: u32,
    /// Cronbach's alpha. With two indicators report Spearman-Brown.
    pub alpha: f64,
    /// Feldt's 95 % interval of alpha, for people within schools (with one degree of freedom less for each school).
    pub alpha_interval: Option<Bounded>,
    /// Spearman-Brown, of two indicators.
    pub spearman_brown: Option<f64>,
    /// Omega of one factor, of three indicators or more; `None` where it cannot be estimated.
    pub omega: Option<f64>,
}

/// Where the noise in a school's figure comes from (G-study), and how reliable it would be with other numbers of people
/// (D-study), on these indicators.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Generalizability {
    /// Schools.
    pub schools: u32,
    /// People.
    pub people: u32,
    /// The variance components.
    pub study: GStudy,
    /// For so many people per school.
    pub by_raters: Vec<(u64, DStudy)>,
}

/// Complete rows by school, of schools that have enough of them.
struct Complete {
    schools: Vec<Vec<Vec<f64>>>,
    people: u32,
}

fn complete(members: &Members<'_>, schools: u32, thresholds: &Thresholds) -> Result<Complete, NoFigure> {
    if members.indicators < 2 {
        return Err(NoFigure::OneIndicator);
    }
    let rows = |member: &Member<'_>| -> Vec<Vec<f64>> {
        member.people.iter().map(|person| person.phases().map(f64::from).collect()).collect()
    };
    let schools_rows: Vec<Vec<Vec<f64>>> = members.answered_whole().map(rows).collect();
    let sizes: Vec<u32> = schools_rows.iter().map(|rows| count(rows.len())).collect();
    check(&sizes, schools, thresholds)?;
    let people = sizes.iter().sum();
    if people < FEWEST_PEOPLE {
        return Err(NoFigure::People { found: people, needed: FEWEST_PEOPLE });
    }
    Ok(Complete { schools: schools_rows, people })
}

/// For people, compared with their own colleagues.
pub(super) fn within(members: &Members<'_>, thresholds: &Thresholds) -> Result<Consistency, NoFigure> {
    let complete = complete(members, 2, thresholds)?;
    let Levels { within, .. } = levels(&complete.schools).ok_or(NoFigure::NoSpread)?;
    let mut found = consistency(&within.ok_or(NoFigure::NoSpread)?, &complete)?;
    // As many degrees of freedom as are left within schools.
    let freedom = u64::from(found.people.saturating_sub(found.schools)) + 1;
    found.alpha_interval = feldt_interval(found.alpha, freedom, members.indicators as u64, 0.95)
        .map(|(low, high)| Bounded { value: found.alpha, low, high });
    Ok(found)
}

/// For schools.
pub(super) fn between(members: &Members<'_>, thresholds: &Thresholds) -> Result<Consistency, NoFigure> {
    let complete = complete(members, FEWEST_SCHOOLS_BETWEEN, thresholds)?;
    let Levels { between, .. } = levels(&complete.schools).ok_or(NoFigure::NoSpread)?;
    consistency(&between.ok_or(NoFigure::NoSpread)?, &complete)
}

/// For all people, schools mixed, with the consistency of what lies behind the answers.
pub(super) fn overall(members: &Members<'_>, thresholds: &Thresholds) -> Result<Overall, NoFigure> {
    let complete = complete(members, 2, thresholds)?;
    let rows = || complete.schools.iter().flatten();
    let answers: Vec<Vec<Option<f64>>> = rows().map(|row| row.iter().copied().map(Some).collect()).collect();
    let answers: Vec<&[Option<f64>]> = answers.iter().map(Vec::as_slice).collect();
    let covariances = Covariance::of_rows(&answers, Missing::Listwise).ok_or(NoFigure::NoSpread)?;
    // Phases are whole numbers up to nine.
    let phases: Vec<Vec<Option<u8>>> =
        rows().map(|row| row.iter().map(|phase| Some(*phase as u8)).collect()).collect();
    let correlations = polychoric_correlations(&phases.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let found = consistency(&covariances, &complete)?;
    Ok(Overall {
        of_answers: Consistency {
            alpha: told(found.alpha),
            spearman_brown: found.spearman_brown.map(told),
            omega: found.omega.map(told),
            ..found
        },
        ordinal_alpha: correlations.ok().as_ref().and_then(cronbach_alpha).map(told),
    })
}

fn consistency(covariances: &Covariance, complete: &Complete) -> Result<Consistency, NoFigure> {
    Ok(Consistency {
        schools: count(complete.schools.len()),
        people: complete.people,
        alpha: cronbach_alpha(covariances).ok_or(NoFigure::NoSpread)?,
        alpha_interval: None,
        spearman_brown: spearman_brown(covariances),
        omega: omega(covariances).ok().map(|factor| factor.omega),
    })
}

pub(super) fn generalizability(
    members: &Members<'_>,
    thresholds: &Thresholds,
) -> Result<Generalizability, NoFigure> {
    if members.indicators < 2 {
        return Err(NoFigure::OneIndicator);
    }
    let people: Vec<u32> = members.answered_whole().map(Member::people).collect();
    check(&people, FEWEST_SCHOOLS_G, thresholds)?;
    let rows = |member: &Member<'_>| -> Vec<Vec<Option<f64>>> {
        member
            .people
            .iter()
            .map(|person| person.phases().map(|phase| Some(f64::from(phase))).collect())
            .collect()
    };
    let schools: Vec<_> = members.answered_whole().map(rows).collect();
    let study = g_study(&schools).map_err(|_| NoFigure::NoSpread)?;
    let items = members.indicators as u64;
    let by_raters =
        RATERS.iter().filter_map(|n| Some((*n, d_study(&study.components, *n, items)?))).collect();
    Ok(Generalizability { schools: count(people.len()), people: people.iter().sum(), study, by_raters })
}
