//! From the answers of many people to where each school stands on each aspect.

use std::collections::BTreeMap;

use leerkring_model::{
    Agreement, AspectId, Model, ModelId, Phase, Responses, Rule, SchoolId, Standing, Team,
};

use crate::case::Case;

/// How standings are computed and when they are withheld. The thresholds can be raised, not lowered: below them a
/// person could be found in the figures.
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
    /// Persons needed for a statement; at least (and by default) 5.
    pub min_people: u32,
    /// Persons needed before anything finer than phase and score is shown, such as the probability of every phase or
    /// one indicator; at least (and by default) 8.
    pub min_distribution: u32,
    /// From this share of "don't know" on one of its indicators, an aspect is not placed; by default 0.4.
    pub dont_know_limit: f64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            rule: Rule::default(),
            min_people: FEWEST_PEOPLE,
            min_distribution: FEWEST_FOR_DISTRIBUTION,
            dont_know_limit: 0.4,
        }
    }
}

/// The lowest [`Options::min_people`].
pub const FEWEST_PEOPLE: u32 = 5;
/// The lowest [`Options::min_distribution`].
pub const FEWEST_FOR_DISTRIBUTION: u32 = 8;

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
    #[error("`{option}` is {found}; it protects people and cannot be below {floor}")]
    Unsafe {
        /// The option.
        option: &'static str,
        /// Its value.
        found: u32,
        /// The lowest allowed.
        floor: u32,
    },
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
    let of_school = |school: &&SchoolId| {
        let team = teams.get(school);
        let standing = |aspect| {
            let mut standing = Case::new(model.levels(), aspect, team, options).standing(school);
            standing.agreed = agreed.get(&(*school, aspect.id())).map(|agreement| agreement.phase);
            standing
        };
        model.aspects().iter().map(standing).collect::<Vec<Standing>>()
    };
    #[cfg(feature = "parallel")]
    let standings: Vec<Vec<Standing>> = {
        use rayon::prelude::*;
        schools.par_iter().map(of_school).collect()
    };
    #[cfg(not(feature = "parallel"))]
    let standings: Vec<Vec<Standing>> = schools.iter().map(of_school).collect();
    Ok(standings.into_iter().flatten().collect())
}

fn check(options: &Options) -> Result<(), AssessError> {
    for (option, found, floor) in [
        ("min_people", options.min_people, FEWEST_PEOPLE),
        ("min_distribution", options.min_distribution, FEWEST_FOR_DISTRIBUTION.max(options.min_people)),
    ] {
        if found < floor {
            return Err(AssessError::Unsafe { option, found, floor });
        }
    }
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
