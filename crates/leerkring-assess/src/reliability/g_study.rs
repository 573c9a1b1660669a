//! Where does the noise come from? Variance components of schools, raters and indicators, and what more of each would bring.
//!
//! For researchers, from some ten schools on. It nearly always says the same: more colleagues, not more indicators.

use super::reml::{Profile, Ratios, Statistics};
use crate::numeric::newton::minimise;

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
/// summed out. Two schools of two raters and two items, of which the table by hand has mean squares 24.5 (schools), 10
/// (raters), 12.5 (items), 4.5 (schools by items) and 1:
///
/// ```
/// use leerkring_assess::reliability::g_study::g_study;
/// let school = |rows: [[f64; 2]; 2]| rows.map(|row| row.map(Some).to_vec()).to_vec();
/// let found = g_study(&[school([[3.0, 8.0], [6.0, 9.0]]), school([[4.0, 6.0], [1.0, 1.0]])])?.components;
/// let near = |value: f64, by_hand: f64| assert!((value - by_hand).abs() < 1e-6, "{value} {by_hand}");
/// near(found.school, (24.5 - 10.0 - 4.5 + 1.0) / 4.0);
/// near(found.rater, (10.0 - 1.0) / 2.0);
/// near(found.item, (12.5 - 4.5) / 4.0);
/// near(found.school_item, (4.5 - 1.0) / 2.0);
/// near(found.residual, 1.0);
/// # Ok::<(), leerkring_assess::reliability::g_study::NoGStudy>(())
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
        let without: Vec<f64> =
            best.iter().enumerate().map(|(i, sd)| if i == k { 0.0 } else { *sd }).collect();
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
    let key =
        |row: &&[Option<f64>]| -> Vec<u64> { row.iter().map(|a| a.map_or(u64::MAX, f64::to_bits)).collect() };
    let mut found = Vec::new();
    for school in schools {
        let answered = school.iter().map(Vec::as_slice).filter(|row| row.iter().any(Option::is_some));
        let mut raters: Vec<&[Option<f64>]> = answered.collect();
        raters.sort_by_cached_key(key);
        if !raters.is_empty() {
            found.push(raters);
        }
    }
    found.sort_by_cached_key(|raters| raters.iter().map(key).collect::<Vec<_>>());
    found
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

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{DMatrix, DVector};
    use proptest::prelude::*;

    type Schools = Vec<Vec<Vec<Option<f64>>>>;

    /// Twice the negative restricted likelihood from the whole covariance matrix of all answers.
    fn plain(schools: &Schools, v: &Components) -> f64 {
        let mut answers = Vec::new();
        for (s, raters) in schools.iter().enumerate() {
            for (r, row) in raters.iter().enumerate() {
                answers.extend(row.iter().enumerate().filter_map(|(i, y)| y.map(|y| (s, r, i, y))));
            }
        }
        let n = answers.len();
        let covariance = DMatrix::from_fn(n, n, |a, b| {
            let ((s, r, i, _), (t, q, j, _)) = (answers[a], answers[b]);
            let when = |same: bool, variance: f64| if same { variance } else { 0.0 };
            when(s == t, v.school)
                + when((s, r) == (t, q), v.rater)
                + when(i == j, v.item)
                + when((s, i) == (t, j), v.school_item)
                + when(a == b, v.residual)
        });
        let y = DVector::from_iterator(n, answers.iter().map(|(_, _, _, y)| *y));
        let root = covariance.cholesky().unwrap();
        let one = DVector::from_element(n, 1.0);
        let (vy, v1) = (root.solve(&y), root.solve(&one));
        let (weight, mean) = (one.dot(&v1), one.dot(&vy) / one.dot(&v1));
        let ln_det = 2.0 * root.l().diagonal().iter().map(|d| d.ln()).sum::<f64>();
        let square = y.dot(&vy) - mean * one.dot(&vy);
        (n as f64 - 1.0) * (2.0 * std::f64::consts::PI).ln() + ln_det + weight.ln() + square
    }

    #[test]
    fn what_is_not_estimable_says_why() {
        assert_eq!(g_study(&[]), Err(NoGStudy::TooFew));
        let one_rater = vec![vec![vec![Some(1.0), Some(2.0)]], vec![vec![Some(3.0), Some(2.0)]]];
        assert_eq!(g_study(&one_rater), Err(NoGStudy::TooFew));
        let ragged = vec![vec![vec![Some(1.0), Some(2.0)], vec![Some(3.0)]]; 2];
        assert_eq!(g_study(&ragged), Err(NoGStudy::Ragged));
        let infinite = vec![vec![vec![Some(f64::NAN), Some(2.0)]; 2]; 2];
        assert_eq!(g_study(&infinite), Err(NoGStudy::NotFinite));
        let alike = vec![vec![vec![Some(3.0), Some(3.0)]; 3]; 3];
        assert_eq!(g_study(&alike), Err(NoGStudy::NoResidual));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// With holes in the answers: the criterion is that of the whole covariance matrix, and no variances nearby do
        /// better.
        #[test]
        fn the_lowest_of_the_plain_likelihood(
            schools in proptest::collection::vec(
                proptest::collection::vec(proptest::collection::vec(proptest::option::weighted(0.85, 1_u8..=5), 3), 2..5),
                3..6,
            )
        ) {
            let schools: Schools = schools
                .iter()
                .map(|s| s.iter().map(|r| r.iter().map(|a| a.map(f64::from)).collect()).collect())
                .collect();
            let Ok(found) = g_study(&schools) else { return Ok(()) };
            let v = found.components;
            prop_assume!(v.residual > 1e-3);
            prop_assert!((plain(&schools, &v) - found.criterion).abs() < 1e-6);
            for factor in [0.8, 0.97, 1.03, 1.25] {
                let change = |x: f64| if x > 0.0 { x * factor } else { (factor - 0.9).max(0.0) * 0.1 };
                for nearby in [
                    Components { school: change(v.school), ..v },
                    Components { rater: change(v.rater), ..v },
                    Components { item: change(v.item), ..v },
                    Components { school_item: change(v.school_item), ..v },
                    Components { residual: change(v.residual), ..v },
                ] {
                    prop_assert!(plain(&schools, &nearby) >= found.criterion - 1e-6, "{found:?} {nearby:?}");
                }
            }
        }
    }
}
