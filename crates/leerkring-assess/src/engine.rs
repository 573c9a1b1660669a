//! From the answers of many people to where each school stands on each aspect.

use std::collections::BTreeMap;

use leerkring_model::{
    Agreement, Aspect, AspectId, Model, ModelId, Phase, Responses, Rule, SchoolId, Standing, Team, TeamSize,
};

use crate::assessment::Assessment;
use crate::case::Case;
use crate::privacy::{HeldBack, Thresholds, Unsafe};

/// How standings are computed and when they are withheld.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Options {
    /// The rule by which a phase is placed.
    pub rule: Rule,
    /// How many people each output needs.
    pub thresholds: Thresholds,
    /// From this share of "don't know" on one of its indicators, an aspect is not placed; by default 0.4.
    pub dont_know_limit: f64,
    /// The phase aimed at, for each aspect that has a target. None by default.
    pub targets: BTreeMap<AspectId, Phase>,
    /// What is known of teams beside their answers. None by default.
    pub teams: BTreeMap<SchoolId, TeamFacts>,
}

/// What is known of a team beside its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct TeamFacts {
    /// How many could be asked.
    pub size: TeamSize,
    /// A whole team of three or four chose, all of them, to see its phase. It is told that colleagues may then guess each
    /// other's answers.
    pub small_team_agrees: bool,
    /// Each leader agreed, on record, that figures of the leaders are shown though they are few. Their answers are then
    /// not anonymous.
    pub leaders_agree: bool,
    /// What may not be told of an aspect beside reports on the same round that were published before; none by default.
    /// [`beside`](fn@crate::privacy::beside) finds it.
    pub held_back: BTreeMap<AspectId, HeldBack>,
}

impl TeamFacts {
    /// A team of this size, without anything agreed.
    pub fn new(size: TeamSize) -> TeamFacts {
        TeamFacts { size, ..TeamFacts::default() }
    }
}

impl Default for Options {
    fn default() -> Options {
        Options {
            rule: Rule::default(),
            thresholds: Thresholds::default(),
            dont_know_limit: 0.4,
            targets: BTreeMap::new(),
            teams: BTreeMap::new(),
        }
    }
}

/// The standings cannot be computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AssessError {
    /// The answers were given on another model or version.
    #[error("the answers are on the model `{found}`, not on `{expected}`; read them with that model")]
    OtherModel {
        /// The model asked for.
        expected: ModelId,
        /// The model of the answers.
        found: ModelId,
    },
    /// A team agreed on an aspect that the model does not have.
    #[error("school `{school}` agreed a phase on `{aspect}`, which the model `{model}` does not have")]
    OtherAspect {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
        /// The model asked for.
        model: ModelId,
    },
    /// Two different phases were agreed by one team on the same day, or both without a day.
    #[error(
        "school `{school}` agreed both phase {first} and phase {second} on `{aspect}`; keep one, or give each its date"
    )]
    TwoAgreements {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
        /// The lower phase.
        first: Phase,
        /// The higher phase.
        second: Phase,
    },
    /// A threshold is lower than is safe.
    #[error(transparent)]
    Unsafe(#[from] Unsafe),
    /// The limit of "don't know" is no share.
    #[error("`dont_know_limit` is {0}; it must be a share above 0 and at most 1")]
    DontKnowLimit(f64),
}

/// Where every school stands on every aspect: one standing per school and aspect, schools by id, aspects in the
/// model's order. Schools are those with responses or agreements.
///
/// Nothing random, and nothing that depends on the order of the answers or the number of threads.
///
/// ```
/// use leerkring_assess::{Options, assess};
/// use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut responses = Responses::new(&model);
/// for phase in [2, 3, 3, 3, 3, 3, 3, 4] {
///     let answer = Phase::new(phase).map(Answer::Phase);
///     responses.push(&Response::new(SchoolId::new("de-linde")?, vec![answer; model.width()]))?;
/// }
/// let standings = assess(&model, &responses, &[], &Options::default())?;
/// let koers = &standings[0];
/// assert_eq!(koers.aspect.key(), "koers");
/// assert_eq!(koers.phase(), Some(Phase::Three));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`AssessError`] if answers, agreements and model do not belong together, or an option is out of range.
pub fn assess(
    model: &Model,
    responses: &Responses,
    agreements: &[Agreement],
    options: &Options,
) -> Result<Vec<Standing>, AssessError> {
    let standing =
        |case: &Case<'_>, school: &SchoolId, agreed: Option<&Agreement>| case.standing(school, agreed);
    let mut all = Vec::new();
    each(model, responses, agreements, options, standing, |_, of_school| all.extend(of_school))?;
    Ok(all)
}

/// The full result of every school on every aspect, in the order of [`assess`].
///
/// # Errors
/// As [`assess`].
pub fn assessments(
    model: &Model,
    responses: &Responses,
    agreements: &[Agreement],
    options: &Options,
) -> Result<Vec<Assessment>, AssessError> {
    let mut all = Vec::new();
    assess_each(model, responses, agreements, options, |_, of_school| all.extend(of_school))?;
    Ok(all)
}

/// Gives the full results of one school after the other to `visit`, schools by id, aspects in the model's order, and
/// keeps none: so that the results of millions of schools need not be held at once. The answers need not either: a
/// school's results depend on its own answers only, so that they can be given in parts, each school whole in one.
///
/// # Errors
/// As [`assess`]; nothing is visited then.
pub fn assess_each(
    model: &Model,
    responses: &Responses,
    agreements: &[Agreement],
    options: &Options,
    visit: impl FnMut(&SchoolId, Vec<Assessment>),
) -> Result<(), AssessError> {
    let whole =
        |case: &Case<'_>, school: &SchoolId, agreed: Option<&Agreement>| case.assessment(school, agreed);
    each(model, responses, agreements, options, whole, visit)
}

/// One result after the other, of which `of_case` says what is wanted.
fn each<T: Send>(
    model: &Model,
    responses: &Responses,
    agreements: &[Agreement],
    options: &Options,
    of_case: impl Fn(&Case<'_>, &SchoolId, Option<&Agreement>) -> T + Sync,
    mut visit: impl FnMut(&SchoolId, Vec<T>),
) -> Result<(), AssessError> {
    check(options)?;
    if responses.model() != model.id() {
        return Err(AssessError::OtherModel {
            expected: model.id().clone(),
            found: responses.model().clone(),
        });
    }
    let agreed = latest(model, agreements)?;
    let teams = responses.teams();
    let teams: BTreeMap<&SchoolId, Team<'_>> = teams.iter().map(|team| (team.school(), team)).collect();
    let mut schools: Vec<&SchoolId> =
        teams.keys().copied().chain(agreed.keys().map(|(school, _)| *school)).collect();
    schools.sort_unstable();
    schools.dedup();
    let unknown = TeamFacts::default();
    let of_school = |school: &&SchoolId| {
        let (team, facts) = (teams.get(school), options.teams.get(*school).unwrap_or(&unknown));
        let whole = |aspect: &Aspect| {
            let agreed = agreed.get(&(*school, aspect.id())).copied();
            of_case(&Case::new(model.levels(), aspect, team, facts, options), school, agreed)
        };
        model.aspects().iter().map(whole).collect::<Vec<T>>()
    };
    for some in schools.chunks(AT_ONCE) {
        #[cfg(feature = "parallel")]
        let results: Vec<Vec<T>> = {
            use rayon::prelude::*;
            some.par_iter().map(of_school).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let results: Vec<Vec<T>> = some.iter().map(of_school).collect();
        some.iter().zip(results).for_each(|(school, of_school)| visit(school, of_school));
    }
    Ok(())
}

/// Schools of which the results are held at once.
const AT_ONCE: usize = 4096;

fn check(options: &Options) -> Result<(), AssessError> {
    options.thresholds.check()?;
    // NaN is no share.
    if options.dont_know_limit > 0.0 && options.dont_know_limit <= 1.0 {
        Ok(())
    } else {
        Err(AssessError::DontKnowLimit(options.dont_know_limit))
    }
}

/// The latest agreement of each school on each aspect; one without a date comes before any with one.
fn latest<'a>(
    model: &Model,
    agreements: &'a [Agreement],
) -> Result<BTreeMap<(&'a SchoolId, &'a AspectId), &'a Agreement>, AssessError> {
    let mut sorted: Vec<&Agreement> = agreements.iter().collect();
    sorted.sort_by_key(|a| (&a.school, &a.aspect, a.date, a.phase));
    let mut latest = BTreeMap::new();
    for of_one in sorted.chunk_by(|a, b| (&a.school, &a.aspect) == (&b.school, &b.aspect)) {
        let Some((last, earlier)) = of_one.split_last() else { continue };
        let (school, aspect) = (&last.school, &last.aspect);
        if model.aspect(aspect).is_none() {
            let (school, aspect, model) = (school.clone(), aspect.clone(), model.id().clone());
            return Err(AssessError::OtherAspect { school, aspect, model });
        }
        if let Some(other) = earlier.iter().find(|other| other.date == last.date && other.phase != last.phase)
        {
            let (school, aspect) = (school.clone(), aspect.clone());
            return Err(AssessError::TwoAgreements {
                school,
                aspect,
                first: other.phase,
                second: last.phase,
            });
        }
        latest.insert((school, aspect), *last);
    }
    Ok(latest)
}

#[cfg(test)]
mod tests;
