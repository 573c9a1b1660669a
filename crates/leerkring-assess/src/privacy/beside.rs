//! Several reports of one round: what the last may tell beside those before it.

use std::collections::BTreeMap;

use leerkring_model::{AspectId, Model, Places, Responses, SchoolId};

use super::successive::{may_follow, tells_numbers_only};
use crate::assessment::Assessment;
use crate::engine::{AssessError, Options, assess_each};

/// What of a school and aspect may not be told beside an earlier report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum HeldBack {
    /// The gap between leaders and others: with a score it gives the mean of each, and with an earlier score that of one of them
    /// before.
    Gap,
    /// Everything but numbers of people.
    All,
}

/// `options` with which a report on the answers `later` may be published beside those on `earlier`, answers to the same questions
/// in the same round, in the order in which they were published and by the same `options`. What [`may_follow`] does not allow is
/// held back ([`TeamFacts::held_back`](crate::TeamFacts)) from all that is computed with them, from figures over schools too, and so is
/// a school's gap wherever an earlier report told anything but numbers of people.
///
/// ```
/// use leerkring_assess::{Options, assess, privacy};
/// use leerkring_model::{Answer, Outcome, Phase, Reason, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut answers = Responses::new(&model);
/// let mut add = |answers: &mut Responses, phases: &[u8]| {
///     phases.iter().try_for_each(|phase| {
///         let row = vec![Phase::new(*phase).map(Answer::Phase); model.width()];
///         answers.push(&Response::new(SchoolId::new("de-linde").unwrap(), row))
///     })
/// };
/// add(&mut answers, &[2, 2, 3, 3, 3, 3, 4, 4])?;
/// let first = answers.clone();
/// add(&mut answers, &[5])?; // One colleague more: subtracting would give away who said 5.
///
/// let options = privacy::beside(&model, &[&first], &answers, &Options::default())?;
/// let koers = assess(&model, &answers, &[], &options)?.remove(0);
/// assert_eq!(koers.outcome, Outcome::NoStatement(vec![Reason::BesideEarlier]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`assess`](crate::assess).
pub fn beside(
    model: &Model,
    earlier: &[&Responses],
    later: &Responses,
    options: &Options,
) -> Result<Options, AssessError> {
    let mut published: BTreeMap<SchoolId, Vec<Vec<Assessment>>> = BTreeMap::new();
    for report in earlier {
        let beside = beside_these(model, &published, report, options)?;
        assess_each(model, report, &[], &beside, |school, told| {
            published.entry(school.clone()).or_default().push(told);
        })?;
    }
    beside_these(model, &published, later, options)
}

fn beside_these(
    model: &Model,
    published: &BTreeMap<SchoolId, Vec<Vec<Assessment>>>,
    later: &Responses,
    options: &Options,
) -> Result<Options, AssessError> {
    let mut beside = options.clone();
    assess_each(model, later, &[], options, |school, wanted| {
        let earlier = || published.get(school).into_iter().flatten().flatten();
        let held_back: BTreeMap<AspectId, HeldBack> = wanted
            .iter()
            .filter_map(|later| {
                let own = earlier().filter(|report| report.standing.aspect == later.standing.aspect);
                let most = own.filter_map(|earlier| held_back(earlier, later)).max()?;
                Some((later.standing.aspect.clone(), most))
            })
            .collect();
        if !held_back.is_empty() {
            beside.teams.entry(school.clone()).or_default().held_back = held_back;
        }
    })?;
    Ok(beside)
}

/// What `earlier` keeps from `later`.
pub(super) fn held_back(earlier: &Assessment, later: &Assessment) -> Option<HeldBack> {
    if nobody_answered(later) {
        // An aspect that was not asked.
        None
    } else if !may_follow(earlier, later) {
        Some(HeldBack::All)
    } else if earlier == later || tells_numbers_only(earlier) {
        None
    } else {
        Some(HeldBack::Gap)
    }
}

fn nobody_answered(report: &Assessment) -> bool {
    let given = |places: Places| places.placed + places.dont_know + places.not_applicable;
    report.standing.tally.places.is_some_and(|places| given(places) == 0)
}

#[cfg(test)]
mod tests;
