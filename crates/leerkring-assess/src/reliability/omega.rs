//! Omega: the reliability of the sum of items that measure one thing, each as well as it does.

use super::Covariance;
use crate::numeric::newton::minimise;

/// A uniqueness below this part of the variance of its item is none left.
const NOTHING_UNIQUE: f64 = 1e-6;
/// The same where it was searched for: on its way to nothing the likelihood grows so slowly that the search may stop here.
const ON_THE_WAY_TO_NOTHING: f64 = 1e-4;

/// One factor behind the items, by maximum likelihood.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct OneFactor {
    /// How much each item moves with the factor (of variance 1), in units of the item. Their sum is not negative.
    pub loadings: Vec<f64>,
    /// The variance of each item that the factor leaves, in squared units; positive.
    pub uniquenesses: Vec<f64>,
    /// Omega total, `(Σ l)² / ((Σ l)² + Σ u)`, 0 to 1.
    pub omega: f64,
    /// How far the covariances lie from those that the factor implies: the minimum of `ln|Σ| + tr(S Σ⁻¹) - ln|S| - J`, 0 for
    /// three items. Times *n* - 1 it is chi-squared with `J (J - 3) / 2` degrees of freedom.
    pub discrepancy: f64,
}

/// Why omega cannot be estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotEstimable {
    /// Two items have one covariance and two loadings.
    #[error("two items do not tell how much each has in common with the other: use Spearman-Brown")]
    TwoItems,
    /// The best one-factor model leaves an item no variance of its own, or less (a Heywood case).
    #[error("the factor would explain an item wholly or more than that")]
    Heywood,
    /// Items go against each other in such a way that no single factor is behind them.
    #[error("no single factor gives the items covariances of these signs")]
    Signs,
    /// An item follows wholly from the others.
    #[error("an item follows wholly from the others")]
    Singular,
    /// The search for the best model came to no end.
    #[error("no best factor found")]
    NoEnd,
}

/// Omega total of a one-factor model by maximum likelihood on these covariances.
///
/// *Right* for three indicators and more, where it needs no equal loadings as alpha does; with three it is a closed form,
/// `l₁ = √(s₁₂ s₁₃ / s₂₃)`. *Misused* below a hundred people, and as the reliability of a school's score. That a Heywood
/// case is no estimate is an answer too: the three do not measure one thing in these data.
///
/// # Errors
/// [`NotEstimable`], with the reason.
///
/// Source: McDonald 1999, *Test Theory*; likelihood: Jöreskog 1967, *Psychometrika* 32:443.
///
/// ```
/// use leerkring_assess::reliability::{Covariance, omega::omega};
/// // Loadings 2, 1, 1 and uniquenesses 1, 2, 3.
/// let covariances = Covariance::new(&[vec![5.0, 2.0, 2.0], vec![2.0, 3.0, 1.0], vec![2.0, 1.0, 4.0]]).unwrap();
/// let found = omega(&covariances)?;
/// assert_eq!(found.loadings, [2.0, 1.0, 1.0]);
/// assert_eq!(found.omega, 16.0 / 22.0);
/// # Ok::<(), leerkring_assess::reliability::omega::NotEstimable>(())
/// ```
pub fn omega(covariances: &Covariance) -> Result<OneFactor, NotEstimable> {
    match covariances.items() {
        0..=2 => Err(NotEstimable::TwoItems),
        3 => three_items(covariances),
        _ => by_likelihood(covariances),
    }
}

fn three_items(s: &Covariance) -> Result<OneFactor, NotEstimable> {
    let (s12, s13, s23) = (s.at(0, 1), s.at(0, 2), s.at(1, 2));
    if s12 * s13 * s23 <= 0.0 {
        return Err(NotEstimable::Signs);
    }
    let sizes = [s12 * s13 / s23, s12 * s23 / s13, s13 * s23 / s12].map(f64::sqrt);
    // The first goes up; the others go with it or against it.
    let [l1, l2, l3] = sizes;
    finish(s, vec![l1, l2.copysign(s12), l3.copysign(s13)], 0.0)
}

/// Signs and uniquenesses of given loadings; uniquenesses are what the factor leaves of each variance.
fn finish(s: &Covariance, loadings: Vec<f64>, discrepancy: f64) -> Result<OneFactor, NotEstimable> {
    let uniquenesses: Vec<f64> = loadings.iter().enumerate().map(|(i, l)| s.at(i, i) - l * l).collect();
    if uniquenesses.iter().enumerate().any(|(i, u)| *u <= NOTHING_UNIQUE * s.at(i, i)) {
        return Err(NotEstimable::Heywood);
    }
    let sum: f64 = loadings.iter().sum();
    let loadings = loadings.into_iter().map(|l| if sum < 0.0 { -l } else { l }).collect();
    let common = sum * sum;
    let omega = common / (common + uniquenesses.iter().sum::<f64>());
    Ok(OneFactor { loadings, uniquenesses, omega, discrepancy })
}

/// Maximum likelihood on correlations, which only changes the units: variables are loadings, and uniquenesses on a
/// logarithmic scale, where they cannot become negative; those that want to run off to nothing.
fn by_likelihood(s: &Covariance) -> Result<OneFactor, NotEstimable> {
    let r = s.correlations();
    let items = r.items();
    let matrix = nalgebra::DMatrix::from_fn(items, items, |i, j| r.at(i, j));
    let root = matrix.cholesky().ok_or(NotEstimable::Singular)?;
    let ln_det: f64 = 2.0 * root.l_dirty().diagonal().iter().map(|d| libm::log(*d)).sum::<f64>();

    let discrepancy = |variables: &[f64]| {
        let (loadings, logs) = variables.split_at_checked(items).unwrap_or((&[], &[]));
        let weights: Vec<f64> = logs.iter().map(|log| libm::exp(-log)).collect();
        // Σ⁻¹ = W - W l l' W / (1 + l' W l), with W one over the uniquenesses.
        let weighted: Vec<f64> = loadings.iter().zip(&weights).map(|(l, w)| l * w).collect();
        let common = 1.0 + loadings.iter().zip(&weighted).map(|(l, lw)| l * lw).sum::<f64>();
        let quadratic: f64 = weighted
            .iter()
            .enumerate()
            .map(|(i, a)| a * weighted.iter().enumerate().map(|(j, b)| b * r.at(i, j)).sum::<f64>())
            .sum();
        let trace = weights.iter().sum::<f64>() - quadratic / common;
        let value = logs.iter().sum::<f64>() + libm::log(common) + trace - ln_det - items as f64;
        // Never below 0, but for rounding; far out, where uniquenesses are all but 0, rounding is all there is.
        if value > -NOTHING_UNIQUE { value } else { f64::INFINITY }
    };

    // Start from what each item has in common with the sum of all.
    let total = r.total().max(1e-3).sqrt();
    let first: Vec<f64> = (0..items).map(|i| (0.8 * r.with_total(i) / total).clamp(-0.9, 0.9)).collect();
    let start: Vec<f64> = first.iter().copied().chain(first.iter().map(|l| libm::log(1.0 - l * l))).collect();
    let found = minimise(discrepancy, &start).ok_or(NotEstimable::NoEnd)?;
    let (loadings, logs) = found.split_at_checked(items).ok_or(NotEstimable::NoEnd)?;
    if logs.iter().any(|log| libm::exp(*log) <= ON_THE_WAY_TO_NOTHING) {
        return Err(NotEstimable::Heywood);
    }
    // At the minimum loadings and uniquenesses add up to the variances.
    let scaled = loadings.iter().enumerate().map(|(i, l)| l * s.at(i, i).sqrt()).collect();
    finish(s, scaled, discrepancy(&found).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn implied(loadings: &[f64], uniquenesses: &[f64]) -> Covariance {
        let entry =
            |i: usize, j: usize| loadings[i] * loadings[j] + if i == j { uniquenesses[i] } else { 0.0 };
        let items = 0..loadings.len();
        Covariance::new(
            &items.clone().map(|i| items.clone().map(|j| entry(i, j)).collect()).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    #[test]
    fn what_is_not_estimable_says_why() {
        let two = Covariance::new(&[vec![1.0, 0.5], vec![0.5, 1.0]]).unwrap();
        assert_eq!(omega(&two), Err(NotEstimable::TwoItems));
        let heywood =
            Covariance::new(&[vec![1.0, 0.8, 0.8], vec![0.8, 1.0, 0.3], vec![0.8, 0.3, 1.0]]).unwrap();
        assert_eq!(omega(&heywood), Err(NotEstimable::Heywood)); // l₁² = 0.64 / 0.3
        let signs =
            Covariance::new(&[vec![1.0, 0.5, 0.5], vec![0.5, 1.0, -0.5], vec![0.5, -0.5, 1.0]]).unwrap();
        assert_eq!(omega(&signs), Err(NotEstimable::Signs));
        // As before, with a fourth item that follows the first.
        let four =
            [[1.0, 0.8, 0.8, 0.3], [0.8, 1.0, 0.3, 0.24], [0.8, 0.3, 1.0, 0.24], [0.3, 0.24, 0.24, 1.0]];
        assert_eq!(omega(&Covariance::new(&four.map(Vec::from)).unwrap()), Err(NotEstimable::Heywood));
    }

    /// The search stops before the uniqueness of the first is quite nothing.
    #[test]
    fn hardly_a_heywood_case_is_one() {
        let near_one = [0.33, 0.31, 0.3, 0.29, 0.28];
        let correlation = |i: usize, j: usize| match (i.min(j), i.max(j)) {
            (i, j) if i == j => 1.0,
            (0, j) => near_one[j - 1],
            (i, j) => 0.98 * near_one[i - 1] * near_one[j - 1],
        };
        let rows: Vec<Vec<f64>> = (0..6).map(|i| (0..6).map(|j| correlation(i, j)).collect()).collect();
        assert_eq!(omega(&Covariance::new(&rows).unwrap()), Err(NotEstimable::Heywood));
    }

    #[test]
    fn a_first_step_too_far_is_taken_back() {
        let loadings = [
            1.639_637_062_417_867_6,
            1.857_369_956_760_717,
            1.535_611_846_803_062_6,
            1.753_944_050_078_295_2,
            0.485_939_279_852_827_9,
        ];
        let unique = [
            1.823_613_903_342_069_3,
            0.861_975_387_924_304_4,
            1.151_477_486_564_218_3,
            0.435_303_459_402_459_2,
            1.285_221_264_032_320_6,
        ];
        let found = omega(&implied(&loadings, &unique)).unwrap();
        assert!(
            found.loadings.iter().zip(&loadings).all(|(l, expected)| (l - expected).abs() < 1e-6),
            "{found:?}"
        );
    }

    proptest! {
        /// Covariances made by one factor give that factor back, by the closed form and by the search.
        #[test]
        fn a_factor_is_found_again(
            items in proptest::collection::vec((0.3..2.0_f64, 0.3..2.0_f64), 3..8), against in any::<bool>()
        ) {
            let (mut loadings, uniquenesses): (Vec<f64>, Vec<f64>) = items.into_iter().unzip();
            if against {
                loadings[0] = -loadings[0];
            }
            if loadings.iter().sum::<f64>() < 0.1 {
                return Ok(());
            }
            let found = omega(&implied(&loadings, &uniquenesses)).unwrap();
            for (l, expected) in found.loadings.iter().zip(&loadings).chain(found.uniquenesses.iter().zip(&uniquenesses)) {
                prop_assert!((l - expected).abs() < 1e-6, "{:?} {:?}", found, loadings);
            }
            prop_assert!(found.discrepancy < 1e-9);
        }
    }
}
