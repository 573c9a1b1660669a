//! The researcher's appendix: figures of a network that a reviewer asks for and that no school needs. They are computed
//! only where they are asked for.

use std::collections::BTreeMap;

use leerkring_model::{AspectId, Model, Responses, SchoolId};

use crate::agreement::krippendorff::{Distance, krippendorff_alpha};
use crate::bootstrap::{Ties, bootstrap};
use crate::engine::{AssessError, Options};
use crate::privacy::Thresholds;
use crate::reliability::icc::one_way;

use super::consistency;
use super::members::{Member, Members, Person, check, count};
use super::{Bounded, Consistency, NoFigure, each_aspect, to_parts};

mod leaders;
mod order;

pub use self::leaders::LeaderOrder;
pub(crate) use self::order::FEWEST_SCHOOLS as FEWEST_SCHOOLS_ORDER;
pub use self::order::{CommonOrder, common_order};

/// Schools needed for what tells schools apart.
pub(crate) const FEWEST_SCHOOLS: u32 = 10;
/// People needed for the bootstrap: of fewer its interval is too narrow.
const FEWEST_PEOPLE: u32 = 20;
/// The level of the interval, that of the score's own.
const LEVEL: f64 = 0.9;
/// More steps than these to count all resamples are not taken.
const MOST_STEPS: f64 = 1e8;

/// The appendix on one aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Appendix {
    /// The aspect.
    pub aspect: AspectId,
    /// The number of its indicators.
    pub indicator_count: usize,
    /// How well schools can be told apart, by the analysis of variance.
    pub apart: Result<Apart, NoFigure>,
    /// The same by order alone.
    pub krippendorff: Result<Krippendorff, NoFigure>,
    /// Whether the indicators hang together over all people, with ordinal alpha. Schools and people are mixed in it: beside the
    /// figures within and between schools ([`AspectNetwork::within`](super::AspectNetwork::within)), never in their place.
    pub overall: Result<Overall, NoFigure>,
    /// Whether leaders lie above their own colleagues, by order alone.
    pub leaders: Result<LeaderOrder, NoFigure>,
    bootstraps: BTreeMap<SchoolId, Result<Bounded, NoFigure>>,
}

/// How well schools can be told apart ([`icc`](crate::reliability::icc)). Not agreement in a team.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Apart {
    /// Schools.
    pub schools: u32,
    /// People.
    pub people: u32,
    /// ICC(1) by the analysis of variance, at most 1: of one colleague. Below 0 where schools differ less than chance would make them.
    pub icc1: f64,
    /// ICC(2), at most 1: of the mean of a team of typical size.
    pub icc2: f64,
    /// That size, in people.
    pub typical_size: f64,
}

/// Krippendorff's alpha with ordinal distances: schools are the units, their people who count for the aspect the raters.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Krippendorff {
    /// Schools of which single indicators are shown.
    pub schools: u32,
    /// People in them who count.
    pub people: u32,
    /// The mean over the indicators, at most 1, to a thousandth.
    pub alpha: f64,
}

/// Whether the indicators hang together over all people, schools mixed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Overall {
    /// Alpha, Spearman-Brown and omega of the answers; without an interval, for colleagues are not independent.
    pub of_answers: Consistency,
    /// Ordinal alpha, at most 1: alpha of what lies behind the answers (polychoric correlations). `None` where it cannot be estimated.
    pub ordinal_alpha: Option<f64>,
}

impl Appendix {
    /// Of each school about which people answered, by id: the score with its 90 % BCa interval from the exact bootstrap, in phases to one
    /// decimal. Of teams of 20 and more, beside the interval of the score itself and never in its place.
    pub fn bootstraps(&self) -> impl Iterator<Item = (&SchoolId, &Result<Bounded, NoFigure>)> {
        self.bootstraps.iter()
    }

    /// That of one school; `None` if nobody of it counts.
    pub fn bootstrap(&self, school: &SchoolId) -> Option<&Result<Bounded, NoFigure>> {
        self.bootstraps.get(school)
    }
}

/// The appendices of all aspects, in the model's order: of the same schools, and hidden by the same rules, as
/// [`networks`](super::networks). Neither the order of the answers nor the number of threads shows.
///
/// ```
/// use leerkring_assess::{Options, network::appendices};
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
/// let koers = &appendices(&model, &responses, &Options::default())?[0];
/// let apart = koers.apart?;
/// // Squares of 20 over 9 between, of 60 over 70 within: 1 - MSW / MSB.
/// assert!((apart.icc2 - (1.0 - (60.0 / 70.0) / (20.0 / 9.0))).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`assess`](crate::assess).
pub fn appendices(
    model: &Model,
    responses: &Responses,
    options: &Options,
) -> Result<Vec<Appendix>, AssessError> {
    each_aspect(model, responses, options, |members, aspect| {
        let thresholds = &options.thresholds;
        let bootstraps = members.all().map(|member| (member.school.clone(), of_score(member, members)));
        Appendix {
            aspect: aspect.id().clone(),
            indicator_count: aspect.indicators().len(),
            apart: apart(members, thresholds),
            krippendorff: krippendorff(members, thresholds),
            overall: consistency::overall(members, thresholds),
            leaders: leaders::leaders(members, thresholds),
            bootstraps: bootstraps.collect(),
        }
    })
}

fn apart(members: &Members<'_>, thresholds: &Thresholds) -> Result<Apart, NoFigure> {
    let people: Vec<u32> = members.used().map(Member::people).collect();
    check(&people, FEWEST_SCHOOLS, thresholds)?;
    let scores: Vec<Vec<f64>> =
        members.used().map(|member| member.people.iter().map(Person::score).collect()).collect();
    let table = one_way(&scores).ok_or(NoFigure::NoSpread)?;
    Ok(Apart {
        schools: count(people.len()),
        people: people.iter().sum(),
        icc1: table.icc1().ok_or(NoFigure::NoSpread)?,
        icc2: table.icc2().ok_or(NoFigure::NoSpread)?,
        typical_size: table.n0,
    })
}

fn krippendorff(members: &Members<'_>, thresholds: &Thresholds) -> Result<Krippendorff, NoFigure> {
    let people: Vec<u32> = members.answered_whole().map(Member::people).collect();
    check(&people, FEWEST_SCHOOLS, thresholds)?;
    let of_indicator = |place: usize| -> Option<f64> {
        let answers = |member: &Member<'_>| -> Vec<u8> {
            member.people.iter().filter_map(|person| person.phases().nth(place)).collect()
        };
        let units: Vec<Vec<u8>> = members.answered_whole().map(answers).collect();
        krippendorff_alpha(&units.iter().map(Vec::as_slice).collect::<Vec<_>>(), Distance::Ordinal)
    };
    // The mean is over all of them, or there is none.
    let alphas: Vec<f64> =
        (0..members.indicators).map(of_indicator).collect::<Option<_>>().ok_or(NoFigure::NoSpread)?;
    Ok(Krippendorff {
        schools: count(people.len()),
        people: people.iter().sum(),
        alpha: super::told(alphas.iter().sum::<f64>() / alphas.len() as f64),
    })
}

/// The exact bootstrap of a school's score. To the digit that is told: beside the score's own interval, to the same digit, it says
/// nothing of a team of so many that this does not.
fn of_score(member: &Member<'_>, members: &Members<'_>) -> Result<Bounded, NoFigure> {
    let &Members { levels, indicators, .. } = members;
    member.if_stated()?;
    let people = member.people();
    if people < FEWEST_PEOPLE {
        return Err(NoFigure::People { found: people, needed: FEWEST_PEOPLE });
    }
    let parts = leaders::parts(indicators).ok_or(NoFigure::TooMany)?;
    let steps = f64::from(people).powi(2) * f64::from(levels).powi(2) * f64::from(parts).powi(2);
    if steps > MOST_STEPS {
        return Err(NoFigure::TooMany);
    }
    // Scores in whole parts of a phase above the lowest: the interval moves with the scale.
    let mut counts = vec![0; usize::from(levels - 1) * usize::from(parts) + 1];
    for person in &member.people {
        let place = ((person.score() - 1.0) * f64::from(parts)).round() as usize;
        counts.get_mut(place).into_iter().for_each(|count| *count += 1);
    }
    let resampled = bootstrap(&counts).ok_or(NoFigure::NoSpread)?;
    let (low, high) = resampled.bca(LEVEL, Ties::Half).ok_or(NoFigure::NoSpread)?;
    let phases = |place: f64| to_parts(1.0 + (place - 1.0) / f64::from(parts), 10.0);
    // The score as it stands beside the phase.
    let score = member.assessment.standing.statement().and_then(|statement| statement.score);
    let value = score.ok_or(NoFigure::NoSpread)?.mean;
    Ok(Bounded { value, low: phases(low), high: phases(high) })
}

#[cfg(test)]
mod tests;
