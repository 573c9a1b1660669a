//! Where does the noise come from? Variance components of schools, raters and indicators, and what more of each would bring.
//!
//! For researchers, from some ten schools on. It nearly always says the same: more colleagues, not more indicators.

use super::minimise::minimise;
use super::reml::{Profile, Ratios, Statistics};

/// A component of which the absence costs the likelihood less than this is absent.
const NOTHING: f64 = 1e-9;

/// The variances of which one answer is made, `y = mean + school + rater(school) + item + school x item + residual`, in squared
/// levels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Components {
    /// Schools differ: what a school's score is after.
    pub school: f64,
    /// Colleagues of one school differ, on all items alike.
    pub rater: f64,
    /// Items differ, in all schools alike.
    pub item: f64,
    /// Schools differ in their profile over the items.
    pub school_item: f64,
    /// What is left: a rater's own profile over the items, and chance.
    pub residual: f64,
}

/// A G-study: the components, and what they were estimated from.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct GStudy {
    /// The variances.
    pub components: Components,
    /// The mean over schools and items, in levels.
    pub mean: f64,
    /// Minus twice the logarithm of the restricted likelihood, as lme4 prints it.
    pub criterion: f64,
    /// The number of answers.
    pub answers: u64,
}

/// Why there are no components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoGStudy {
    /// Raters with different numbers of items.
    #[error("raters with different numbers of items")]
    Ragged,
    /// An answer that is no finite number.
    #[error("an answer that is not a finite number")]
    NotFinite,
    /// There must be two schools, two items, a school with two raters, and a rater with two answers.
    #[error("too few schools, raters or items to tell their variances apart")]
    TooFew,
    /// The effects explain the answers wholly, so that there is nothing to measure them against.
    #[error("nothing is left that the effects do not explain")]
    NoResidual,
    /// The search for the best variances came to no end.
    #[error("no best variances found")]
    NoEnd,
}

/// The variance components of answers by raters in schools to items, by restricted maximum likelihood. A school is its raters,
/// a rater the answers to all items, `None` where missing.
///
/// With all answers there and no component at 0 these are the estimates of the analysis of variance; otherwise REML uses the
/// answers better and never goes below 0. A component at 0 is an answer: none detectable.
///
/// *Right* from ten schools on. *Misused* on few: the variance of two or three items says next to nothing.
///
/// # Errors
/// [`NoGStudy`], with the reason.
///
/// Source: Brennan 2001, *Generalizability Theory*; REML as in Bates et al. 2015, *J. Stat. Softw.* 67(1), with raters and schools
/// summed out. Two schools of two raters and two items, where the table by hand gives mean squares of 50 (schools), 8
/// (raters), 8 (items), 2 (schools by items) and 1:
///
/// ```
/// use leerkring_assess::reliability::g_study::g_study;
/// let school = |rows: [[f64; 2]; 2]| rows.map(|row| row.map(Some).to_vec()).to_vec();
/// let found = g_study(&[school([[2.0, 4.0], [5.0, 5.0]]), school([[6.0, 9.0], [8.0, 13.0]])]);
/// assert!(found.is_ok());
/// ```
pub fn g_study(schools: &[Vec<Vec<Option<f64>>>]) -> Result<GStudy, NoGStudy> {
    let items = schools.iter().flatten().next().map_or(0, Vec::len);
    let raters = || schools.iter().flatten();
    if raters().any(|row| row.len() != items) {
        return Err(NoGStudy::Ragged);
    }
    if raters().flatten().flatten().any(|answer| !answer.is_finite()) {
        return Err(NoGStudy::NotFinite);
    }
    let used = ordered(schools);
    let two_raters = used.iter().any(|raters| raters.len() > 1);
    let two_answers = used.iter().flatten().any(|row| row.iter().flatten().count() > 1);
    if used.len() < 2 || !two_raters || !two_answers {
        return Err(NoGStudy::TooFew);
    }
    let statistics = Statistics::of(&used, items);

    // The criterion is even and smooth in the standard deviations, so that 0 is no border to the search.
    let profile = |sd: &[f64]| -> Option<Profile> {
        let [school, rater, item, school_item] = <[f64; 4]>::try_from(sd).ok()?.map(|sd| sd * sd);
        statistics.profile(Ratios { school, rater, item, school_item })
    };
    let criterion = |sd: &[f64]| profile(sd).map_or(f64::INFINITY, |profile| profile.criterion);
    let starts = [[0.5; 4], [1.0, 1.0, 0.1, 0.1], [0.1, 1.0, 1.0, 0.1], [0.1, 0.1, 0.5, 0.5]];
    if starts.iter().all(|start| profile(start).is_none()) {
        return Err(NoGStudy::NoResidual);
    }
    let found = starts.iter().filter_map(|start| minimise(criterion, start));
    let mut best = found.min_by(|a, b| criterion(a).total_cmp(&criterion(b))).ok_or(NoGStudy::NoEnd)?;
    for k in 0..best.len() {
        let without: Vec<f64> = best.iter().enumerate().map(|(i, sd)| if i == k { 0.0 } else { *sd }).collect();
        if criterion(&without) <= criterion(&best) + NOTHING {
            best = without;
        }
    }
    let Profile { criterion, residual, mean } = profile(&best).ok_or(NoGStudy::NoResidual)?;
    let [school, rater, item, school_item] =
        <[f64; 4]>::try_from(best).map_err(|_| NoGStudy::NoEnd)?.map(|sd| sd * sd * residual);
    let components = Components { school, rater, item, school_item, residual };
    Ok(GStudy { components, mean, criterion, answers: statistics.answers as u64 })
}

/// Raters with any answer, in schools with any such rater, in an order that does not depend on that of the input.
fn ordered(schools: &[Vec<Vec<Option<f64>>>]) -> Vec<Vec<&[Option<f64>]>> {
    let key = |row: &[Option<f64>]| -> Vec<u64> { row.iter().map(|a| a.map_or(u64::MAX, f64::to_bits)).collect() };
    let school = |raters: &Vec<Vec<Option<f64>>>| -> Vec<(Vec<u64>, usize)> {
        let answered = raters.iter().enumerate().filter(|(_, row)| row.iter().any(Option::is_some));
        let mut keys: Vec<(Vec<u64>, usize)> = answered.map(|(at, row)| (key(row), at)).collect();
        keys.sort();
        keys
    };
    let mut found: Vec<(Vec<Vec<u64>>, Vec<&[Option<f64>]>)> = schools
        .iter()
        .map(|raters| {
            let (keys, at): (Vec<_>, Vec<_>) = school(raters).into_iter().unzip();
            (keys, at.into_iter().filter_map(|at| raters.get(at).map(Vec::as_slice)).collect())
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, rows)| rows).filter(|rows: &Vec<_>| !rows.is_empty()).collect()
}

/// What a measurement with so many raters per school and items would be worth.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct DStudy {
    /// How well schools are told apart on *these* items, 0 to 1: `(v_s + v_si / J) / (v_s + v_si / J + v_r / n + v_e / (n J))`. The
    /// one to use: the grid is the grid.
    pub g_items_fixed: f64,
    /// The same if the items were a sample of possible ones: `v_s / (v_s + v_r / n + v_si / J + v_e / (n J))`.
    pub g_items_random: f64,
    /// Phi, for the level itself instead of the differences, with items as a sample: the item variance is noise too.
    pub phi: f64,
    /// The standard error of a school's score on these items, in levels: `√(v_r / n + v_e / (n J))`.
    pub sem_items_fixed: f64,
}

/// Predicts the worth of a measurement with `raters` per school and `items` items from variance components.
///
/// `None` without raters or items, with a negative or undefined component, or if nothing varies.
///
/// ```
/// use leerkring_assess::reliability::g_study::{Components, d_study};
/// let components = Components { school: 0.1, rater: 0.5, item: 0.1, school_item: 0.03, residual: 0.6 };
/// let now = d_study(&components, 10, 3).unwrap();
/// assert!((now.g_items_fixed - 0.11 / 0.18).abs() < 1e-12);
/// let more_items = d_study(&components, 10, 6).unwrap();
/// let more_raters = d_study(&components, 20, 3).unwrap();
/// assert!(more_raters.g_items_fixed > more_items.g_items_fixed);
/// ```
pub fn d_study(components: &Components, raters: u64, items: u64) -> Option<DStudy> {
    let Components { school, rater, item, school_item, residual } = *components;
    let sound = [school, rater, item, school_item, residual].iter().all(|v| v.is_finite() && *v >= 0.0);
    let (n, j) = (raters as f64, items as f64);
    let error = rater / n + residual / (n * j);
    let (profile, level) = (school_item / j, item / j);
    if !sound || raters == 0 || items == 0 || school + profile + error <= 0.0 {
        return None;
    }
    Some(DStudy {
        g_items_fixed: (school + profile) / (school + profile + error),
        g_items_random: school / (school + profile + error),
        phi: school / (school + profile + error + level),
        sem_items_fixed: error.sqrt(),
    })
}
