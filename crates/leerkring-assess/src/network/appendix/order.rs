//! Whether the schools of a network put the aspects in one order.

use super::super::members::{check, count};
use super::super::{AspectNetwork, NoFigure};
use crate::agreement::kendall::kendall_w;
use crate::pooling::scores::Scores;
use crate::privacy::Thresholds;

/// Schools needed: below, the p is rough.
pub(crate) const FEWEST_SCHOOLS: u32 = 8;
/// Scores closer than this are the same.
const GRID: f64 = 1e-9;

/// How far the schools of a network have the same aspects high and low: Kendall's W, with schools as raters and their scores as
/// ratings. Not agreement in a team, and nothing about the level.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommonOrder {
    /// Schools with a score on every aspect.
    pub schools: u32,
    /// Aspects.
    pub aspects: u32,
    /// W, corrected for ties, 0 (no common order) to 1 (all the same).
    pub w: f64,
    /// Friedman's statistic, `schools (aspects - 1) W`.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub df: u64,
    /// The probability of as much without a common order; an approximation.
    pub p: f64,
}

/// How far the schools of a network put its aspects in one order, from the scores of schools that show one beside every phase, before they
/// are rounded. A school is one rater, whatever its size: its people are not independent.
///
/// ```
/// use leerkring_assess::{Options, network::{common_order, networks}};
/// use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut responses = Responses::new(&model);
/// // In each of ten schools all stand a phase higher on the first aspect than on the others.
/// for school in 0..10_u8 {
///     for phase in [1, 2, 2, 2, 3, 3, 3, 4] {
///         let up = |place: usize| u8::from(model.aspects()[0].columns().contains(&place));
///         let answers = (0..model.width()).map(|place| Phase::new(phase + up(place)).map(Answer::Phase)).collect();
///         responses.push(&Response::new(SchoolId::new(&format!("school-{school}"))?, answers))?;
///     }
/// }
/// let options = Options::default();
/// let order = common_order(&networks(&model, &responses, &options)?, &options.thresholds)?;
/// assert_eq!((order.schools, order.aspects, order.w), (10, 5, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoFigure`] with one aspect, fewer than 8 schools (or as many as were set), or if no school tells its aspects apart.
pub fn common_order(networks: &[AspectNetwork], thresholds: &Thresholds) -> Result<CommonOrder, NoFigure> {
    let Some((first, others)) = networks.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Err(NoFigure::OneAspect);
    };
    let score = |scores: &Scores| (scores.mean() / GRID).round();
    let row = |(school, scores): (&leerkring_model::SchoolId, &Scores)| -> Option<Vec<Option<f64>>> {
        let rest = others.iter().map(|network| network.shown.get(school).map(score));
        std::iter::once(Some(score(scores))).chain(rest).map(|score| score.map(Some)).collect()
    };
    let rows: Vec<Vec<Option<f64>>> = first.shown.iter().filter_map(row).collect();
    check(&vec![1; rows.len()], FEWEST_SCHOOLS, thresholds)?;
    let found = kendall_w(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()).ok_or(NoFigure::NoSpread)?;
    Ok(CommonOrder {
        schools: count(rows.len()),
        aspects: count(networks.len()),
        w: found.w,
        chi_squared: found.chi_squared,
        df: found.df,
        p: found.p,
    })
}
