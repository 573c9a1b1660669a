//! Counts per phase as if every school drew its shares from one Dirichlet distribution: offered to show why it is not used.

use statrs::function::gamma::ln_gamma;

use crate::numeric::newton::minimise;

/// Beyond this mass schools cannot be told apart.
const ALIKE: f64 = 1e6;

/// One Dirichlet distribution behind the shares of all schools.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DirichletMultinomial {
    /// The parameters, phase 1 first, in persons; 0 for a phase that nobody chose.
    pub alpha: Vec<f64>,
    /// The logarithm of the likelihood, of the counts without their order and without the number of such orders.
    pub log_likelihood: f64,
}

/// The distribution cannot be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DirichletError {
    /// Schools have different numbers of counts, or fewer than two.
    #[error("every school needs the same number of counts, 2 or more")]
    Shape,
    /// Everyone chose one phase, or no school has two people.
    #[error("no two people of a school who could differ")]
    NoSpread,
    /// Schools differ less than chance would make them: no finite parameters are best.
    #[error("schools do not differ by more than chance")]
    Alike,
    /// In every school all chose one phase, and not the same everywhere: the smaller the mass, the better it fits, without end.
    #[error("in every school all chose the same phase, so no mass is small enough")]
    Apart,
}

impl DirichletMultinomial {
    /// The sum of the parameters: as many persons as the network would weigh beside a school's own.
    pub fn mass(&self) -> f64 {
        self.alpha.iter().sum()
    }

    /// `1 / (1 + mass)`, the correlation of two colleagues that the model allows, the same for every phase.
    pub fn rho(&self) -> f64 {
        (1.0 + self.mass()).recip()
    }
}

/// Fits the Dirichlet-multinomial distribution to the counts per phase of schools, by maximum likelihood.
///
/// **Not for pooling**: its one number for how much schools differ is spent on all directions in which shares can, so that
/// it finds a third of the differences in location that [`random_intercept`](super::random_intercept) finds, and would pull
/// every school too far to the network. To compare with figures of other software, and to show that.
///
/// # Errors
/// [`DirichletError`], with the reason.
///
/// Source: Mosimann 1962, *Biometrika* 49:65.
///
/// ```
/// use leerkring_assess::pooling::dirichlet::fit;
/// // Two phases between which schools are divided more than by chance.
/// let schools = [vec![4, 0], vec![0, 4], vec![2, 2], vec![1, 3], vec![3, 1]];
/// let found = fit(&schools)?;
/// assert!((found.alpha[0] / found.alpha[1] - 1.0).abs() < 1e-6); // the two phases change places
/// assert!(found.rho() > 0.2 && found.rho() < 0.6);
/// # Ok::<(), leerkring_assess::pooling::dirichlet::DirichletError>(())
/// ```
pub fn fit(schools: &[Vec<u32>]) -> Result<DirichletMultinomial, DirichletError> {
    let levels = schools.first().map_or(0, Vec::len);
    if levels < 2 || schools.iter().any(|counts| counts.len() != levels) {
        return Err(DirichletError::Shape);
    }
    let total =
        |level: usize| schools.iter().filter_map(|c| c.get(level)).map(|n| u64::from(*n)).sum::<u64>();
    let totals: Vec<u64> = (0..levels).map(total).collect();
    let people: u64 = totals.iter().sum();
    let used: Vec<usize> = (0..levels).filter(|level| totals.get(*level) > Some(&0)).collect();
    // Sorted, so that the order of schools shows in no digit.
    let mut rows: Vec<Vec<f64>> = schools
        .iter()
        .map(|counts| used.iter().filter_map(|level| counts.get(*level).copied().map(f64::from)).collect())
        .collect();
    rows.retain(|row: &Vec<f64>| row.iter().sum::<f64>() > 0.0);
    rows.sort_by(|a, b| {
        a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    if used.len() < 2 || rows.iter().all(|row| row.iter().sum::<f64>() < 2.0) {
        return Err(DirichletError::NoSpread);
    }
    // A school of two minds needs some mass; where there is none, each loss of mass is a gain.
    if rows.iter().all(|row| row.iter().filter(|n| **n > 0.0).count() == 1) {
        return Err(DirichletError::Apart);
    }
    let log_likelihood = |alpha: &[f64]| {
        let mass: f64 = alpha.iter().sum();
        let of_school = |row: &Vec<f64>| {
            let parts = row.iter().zip(alpha).map(|(n, a)| rising(*a, *n));
            parts.sum::<f64>() - rising(mass, row.iter().sum())
        };
        rows.iter().map(of_school).sum::<f64>()
    };
    let shares: Vec<f64> =
        used.iter().filter_map(|l| totals.get(*l)).map(|n| *n as f64 / people as f64).collect();
    let at_mass = |mass: f64| shares.iter().map(|share| libm::log(share * mass)).collect::<Vec<f64>>();
    let exp = |logs: &[f64]| logs.iter().map(|log| libm::exp(*log)).collect::<Vec<f64>>();
    // Per person, so that the search knows what is small.
    let search = |logs: &[f64]| -log_likelihood(&exp(logs)) / people as f64;
    let start = (-8..=24).map(|i| at_mass(libm::exp2(f64::from(i) / 2.0)));
    let start = start.min_by(|a, b| search(a).total_cmp(&search(b))).unwrap_or_default();
    let found =
        minimise(search, &start).map(|logs| exp(&logs)).filter(|alpha| alpha.iter().sum::<f64>() < ALIKE);
    let found = found.ok_or(DirichletError::Alike)?;
    let mut alpha = vec![0.0; levels];
    for (level, value) in used.iter().zip(&found) {
        alpha.get_mut(*level).into_iter().for_each(|own| *own = *value);
    }
    Ok(DirichletMultinomial { log_likelihood: log_likelihood(&found), alpha })
}

/// The logarithm of `a (a + 1) ... (a + n - 1)`.
fn rising(a: f64, n: f64) -> f64 {
    const FEW: f64 = 64.0;
    if n <= FEW {
        (0..n as u32).map(|i| libm::log(a + f64::from(i))).sum()
    } else {
        ln_gamma(a + n) - ln_gamma(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newton's method with exact slopes in R 4.2.2.
    #[test]
    fn as_elsewhere() {
        let schools = [
            vec![4, 0, 1, 0],
            vec![0, 0, 2, 4],
            vec![2, 0, 2, 1],
            vec![1, 0, 5, 3],
            vec![3, 0, 0, 1],
            vec![0, 0, 6, 1],
        ];
        let found = fit(&schools).unwrap();
        let expected = [1.202_219_519_543_376, 0.0, 1.838_499_314_208_133, 1.300_660_594_644_535];
        for (alpha, expected) in found.alpha.iter().zip(expected) {
            assert!((alpha - expected).abs() < 1e-8, "{:?}", found.alpha);
        }
        assert!((found.log_likelihood + 36.620_139_589_977_11).abs() < 1e-11);
        let mut turned = schools.to_vec();
        turned.reverse();
        assert_eq!(fit(&turned).unwrap(), found);
    }

    #[test]
    fn what_cannot_be_found() {
        assert_eq!(fit(&[vec![1, 2], vec![1]]), Err(DirichletError::Shape));
        assert_eq!(fit(&[vec![3, 0], vec![5, 0]]), Err(DirichletError::NoSpread));
        assert_eq!(fit(&[vec![1, 0], vec![0, 1]]), Err(DirichletError::NoSpread));
        assert_eq!(fit(&[vec![2, 2], vec![3, 3], vec![4, 4]]), Err(DirichletError::Alike));
        assert_eq!(fit(&[vec![5, 0], vec![0, 5], vec![4, 0]]), Err(DirichletError::Apart));
        // One colleague who differs is enough.
        assert!(fit(&[vec![5, 0], vec![0, 5], vec![4, 1]]).is_ok());
    }
}
