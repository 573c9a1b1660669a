//! Least squares with standard errors that hold where rows of one cluster are alike.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};

use crate::exchange::FEWEST_DF;
use crate::numeric::student;

/// One row of a regression.
#[derive(Clone, Copy, Debug)]
pub struct Observation<'a> {
    /// Which cluster it belongs to: the school.
    pub cluster: u32,
    /// What is explained.
    pub y: f64,
    /// What explains it; put a 1 for the intercept.
    pub x: &'a [f64],
}

/// How the variance of few clusters is corrected; names as in `clubSandwich` for R.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Correction {
    /// None.
    Cr0,
    /// Times `m / (m - 1)` with m clusters.
    Cr1,
    /// Times `m (n - 1) / ((m - 1) (n - p))`, as Stata does.
    Cr1s,
    /// Bias-reduced (Bell and McCaffrey 2002): unbiased if errors are alike and independent. The default.
    #[default]
    Cr2,
    /// About the jackknife over clusters; cautious.
    Cr3,
}

/// A coefficient with its doubt.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// The coefficient, in units of y per unit of x.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The coefficient in standard errors.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The two-sided p-value.
    pub p: f64,
}

impl Estimate {
    pub(super) fn new(value: f64, standard_error: f64, df: f64) -> Option<Estimate> {
        let possible = standard_error > 0.0 && standard_error.is_finite() && df > 0.0 && df.is_finite();
        let t = value / standard_error;
        possible.then(|| Estimate { value, standard_error, t, df, p: student::two_sided(t, df) })
    }

    /// The interval that holds the coefficient with probability `level`. `None` with fewer than [`FEWEST_DF`] degrees of
    /// freedom: there it would not keep what it promises.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        let reach = student::limit(level, self.df.max(1.0)) * self.standard_error;
        (self.df >= FEWEST_DF).then_some((self.value - reach, self.value + reach))
    }
}

/// Why there is no regression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegressionError {
    /// No more rows than coefficients.
    #[error("{rows} rows for {coefficients} coefficients")]
    TooFewRows {
        /// How many rows there are.
        rows: usize,
        /// How many coefficients are asked for.
        coefficients: usize,
    },
    /// Rows with different numbers of explanatory values.
    #[error("rows with different numbers of explanatory values")]
    UnequalRows,
    /// A value that is not a number.
    #[error("a value that is not a number")]
    NotANumber,
    /// One explanatory value follows from the others.
    #[error("one explanatory value follows from the others")]
    Collinear,
    /// All rows belong to one cluster.
    #[error("all rows belong to one cluster; doubt comes from how clusters differ")]
    OneCluster,
}

/// A fitted regression.
///
/// It is kept in coordinates in which the explanatory values are orthonormal (`Z = X L^-T` with `X'X = L L'`). All that
/// the corrections need of a cluster are then two things as small as the number of coefficients: `Z_g' Z_g`, whose eigenvalues
/// are those of the cluster's hat matrix, and `Z_g' e_g`.
#[derive(Clone, Debug)]
pub struct Regression {
    rows: usize,
    coefficients: Vec<f64>,
    /// `L^-1`.
    inverse: DMatrix<f64>,
    clusters: Vec<Cluster>,
    /// The sum of squared residuals.
    squares: f64,
}

#[derive(Clone, Debug)]
struct Cluster {
    hat: DMatrix<f64>,
    score: DVector<f64>,
}

/// Least squares over rows in clusters.
///
/// **When right**: for people in schools, with the school as the cluster, or schools as their own clusters where they may
/// be spread differently. **When misused**: with the classical standard error on people, which counts hundreds of colleagues of the same schools
/// as if each were a school (Bertrand, Duflo and Mullainathan 2004); with few clusters on one side, where only
/// [`Correction::Cr2`] with its own degrees of freedom is to be trusted, and less than a permutation.
///
/// # Errors
/// [`RegressionError`] if the rows cannot carry the coefficients.
///
/// ```
/// use leerkring_assess::exchange::{Correction, Observation, regress};
/// let x = [[1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]];
/// let y = [1.0, 2.0, 2.0, 4.0, 3.0];
/// let rows: Vec<_> = (0..).zip(x.iter().zip(y)).map(|(cluster, (x, y))| Observation { cluster, y, x }).collect();
/// let regression = regress(&rows)?;
/// // Every row its own cluster: a difference of two means, with the variance of each on its own.
/// let difference = regression.estimate(1, Correction::Cr2).unwrap();
/// assert!((difference.value - 1.5).abs() < 1e-12);
/// assert!((difference.standard_error - (0.5 / 2.0 + 1.0 / 3.0_f64).sqrt()).abs() < 1e-12);
/// assert_eq!(difference.interval(0.9), None); // too few degrees of freedom
/// # Ok::<(), leerkring_assess::exchange::RegressionError>(())
/// ```
pub fn regress(rows: &[Observation<'_>]) -> Result<Regression, RegressionError> {
    let width = rows.first().map_or(0, |row| row.x.len());
    if rows.len() <= width || width == 0 {
        return Err(RegressionError::TooFewRows { rows: rows.len(), coefficients: width });
    }
    if rows.iter().any(|row| row.x.len() != width) {
        return Err(RegressionError::UnequalRows);
    }
    if rows.iter().any(|row| !row.y.is_finite() || row.x.iter().any(|x| !x.is_finite())) {
        return Err(RegressionError::NotANumber);
    }
    // In a fixed order, so that the last digit does not depend on that of the rows.
    let mut sorted: Vec<&Observation<'_>> = rows.iter().collect();
    let values = |row: &Observation<'_>| [row.x, &[row.y]].concat();
    sorted.sort_by(|a, b| {
        let by_value =
            || values(a).iter().zip(&values(b)).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
        a.cluster.cmp(&b.cluster).then_with(|| by_value().unwrap_or(std::cmp::Ordering::Equal))
    });
    let mut by_cluster: BTreeMap<u32, (DMatrix<f64>, DVector<f64>)> = BTreeMap::new();
    let nothing = || (DMatrix::zeros(width, width), DVector::zeros(width));
    for row in &sorted {
        let x = DVector::from_column_slice(row.x);
        let (squares, products) = by_cluster.entry(row.cluster).or_insert_with(nothing);
        *squares += &x * x.transpose();
        *products += &x * row.y;
    }
    if by_cluster.len() < 2 {
        return Err(RegressionError::OneCluster);
    }
    let mut all = nothing();
    for (squares, products) in by_cluster.values() {
        all.0 += squares;
        all.1 += products;
    }
    let inverse = inverse_root(&all.0).ok_or(RegressionError::Collinear)?;
    let coefficients = inverse.transpose() * (&inverse * &all.1);
    let squares = sorted
        .iter()
        .map(|row| row.y - DVector::from_column_slice(row.x).dot(&coefficients))
        .map(|residual| residual * residual)
        .sum();
    let clusters = by_cluster
        .into_values()
        .map(|(squares, products)| Cluster {
            score: &inverse * (products - &squares * &coefficients),
            hat: &inverse * squares * inverse.transpose(),
        })
        .collect();
    let coefficients = coefficients.iter().copied().collect();
    Ok(Regression { rows: rows.len(), coefficients, inverse, clusters, squares })
}

/// `L^-1` with `squares = L L'`; `None` if the columns are not independent.
fn inverse_root(squares: &DMatrix<f64>) -> Option<DMatrix<f64>> {
    const INDEPENDENT: f64 = 1e-10;
    // Columns of length 1, so that units do not matter.
    let lengths = squares.diagonal().map(f64::sqrt);
    if lengths.iter().any(|length| *length <= 0.0) {
        return None;
    }
    let scaled = squares.map_with_location(|i, j, value| {
        let length = |k: usize| lengths.get(k).copied().unwrap_or(1.0);
        value / (length(i) * length(j))
    });
    let root = scaled.cholesky()?.l();
    if root.diagonal().iter().any(|pivot| pivot * pivot < INDEPENDENT) {
        return None;
    }
    let identity = DMatrix::from_diagonal(&lengths.map(|length| 1.0 / length));
    root.solve_lower_triangular(&identity)
}

impl Regression {
    /// The coefficients, in the order of the explanatory values.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// A coefficient with its cluster-robust standard error and the degrees of freedom of Satterthwaite under errors that are
    /// alike and independent (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018). `None` if there is no such
    /// coefficient, or no doubt to be estimated.
    pub fn estimate(&self, coefficient: usize, correction: Correction) -> Option<Estimate> {
        let value = *self.coefficients.get(coefficient)?;
        let contrast = self.inverse.column(coefficient).into_owned();
        // What each cluster's residuals are weighed with, seen from the contrast.
        let weights: Vec<DVector<f64>> =
            self.clusters.iter().map(|cluster| adjustment(&cluster.hat, correction) * &contrast).collect();
        let pairs = || self.clusters.iter().zip(&weights);
        let meat: f64 = pairs().map(|(cluster, weight)| weight.dot(&cluster.score).powi(2)).sum();
        // Expected products of the clusters' shares, of which the variance is the sum of the diagonal.
        let spread: Vec<DVector<f64>> = pairs().map(|(cluster, weight)| &cluster.hat * weight).collect();
        let (mut trace, mut squares) = (0.0, 0.0);
        for (g, (one, weight)) in spread.iter().zip(&weights).enumerate() {
            for (h, other) in spread.iter().enumerate() {
                let own = if g == h { weight.dot(one) } else { 0.0 };
                let product = own - one.dot(other);
                trace += if g == h { product } else { 0.0 };
                squares += product * product;
            }
        }
        let (n, p, m) = (self.rows as f64, self.coefficients.len() as f64, self.clusters.len() as f64);
        let factor = match correction {
            Correction::Cr1 => m / (m - 1.0),
            Correction::Cr1s => m * (n - 1.0) / ((m - 1.0) * (n - p)),
            Correction::Cr0 | Correction::Cr2 | Correction::Cr3 => 1.0,
        };
        Estimate::new(value, (factor * meat).sqrt(), trace * trace / squares)
    }

    /// A coefficient with the classical standard error, as if rows were independent and alike; `None` as with
    /// [`Regression::estimate`]. On people in schools it is far too small.
    pub fn classical(&self, coefficient: usize) -> Option<Estimate> {
        let value = *self.coefficients.get(coefficient)?;
        let df = (self.rows - self.coefficients.len()) as f64;
        let length = self.inverse.column(coefficient).norm();
        Estimate::new(value, (self.squares / df).sqrt() * length, df)
    }
}

/// What a cluster's scores are multiplied with: a power of `I - H`, -1/2 for CR2 and -1 for CR3. Where a cluster alone decides
/// a direction nothing of it is left to be scaled.
fn adjustment(hat: &DMatrix<f64>, correction: Correction) -> DMatrix<f64> {
    const NOTHING_LEFT: f64 = 1e-10;
    let power = match correction {
        Correction::Cr0 | Correction::Cr1 | Correction::Cr1s => {
            return DMatrix::identity(hat.nrows(), hat.ncols());
        }
        Correction::Cr2 => |rest: f64| 1.0 / rest.sqrt(),
        Correction::Cr3 => |rest: f64| 1.0 / rest,
    };
    // Symmetric to the last digit, as the decomposition takes it to be.
    let eigen = ((hat + hat.transpose()) * 0.5).symmetric_eigen();
    let scales =
        eigen.eigenvalues.map(|share| if 1.0 - share > NOTHING_LEFT { power(1.0 - share) } else { 0.0 });
    &eigen.eigenvectors * DMatrix::from_diagonal(&scales) * eigen.eigenvectors.transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fit(rows: &[(u32, Vec<f64>, f64)]) -> Result<Regression, RegressionError> {
        let rows: Vec<_> =
            rows.iter().map(|(cluster, x, y)| Observation { cluster: *cluster, y: *y, x }).collect();
        regress(&rows)
    }

    #[test]
    fn what_cannot_be_fitted() {
        let row = |cluster, x: &[f64], y| (cluster, x.to_vec(), y);
        assert_eq!(fit(&[]).unwrap_err(), RegressionError::TooFewRows { rows: 0, coefficients: 0 });
        let twice: Vec<_> = (0..5).map(|i| row(i, &[1.0, 2.0], f64::from(i))).collect();
        assert_eq!(fit(&twice).unwrap_err(), RegressionError::Collinear);
        let one: Vec<_> = (0..5).map(|i| row(1, &[1.0, f64::from(i * i)], f64::from(i))).collect();
        assert_eq!(fit(&one).unwrap_err(), RegressionError::OneCluster);
        let uneven = [row(0, &[1.0], 1.0), row(1, &[1.0, 2.0], 1.0)];
        assert_eq!(fit(&uneven).unwrap_err(), RegressionError::UnequalRows);
        assert_eq!(
            fit(&[row(0, &[1.0], f64::NAN), row(1, &[1.0], 0.0)]).unwrap_err(),
            RegressionError::NotANumber
        );
    }

    proptest! {
        /// Against the sandwich written out with matrices as large as the data: `(I - H_gg)^-1/2` for every cluster.
        #[test]
        fn the_sandwich_written_out(
            data in proptest::collection::vec((0_u32..4, -2.0..2.0_f64, -2.0..2.0_f64), 8..20)
        ) {
            let rows: Vec<_> = data.iter().map(|(g, x, y)| (*g, vec![1.0, *x], *y)).collect();
            let Ok(found) = fit(&rows) else { return Ok(()) };
            let n = rows.len();
            let x = DMatrix::from_fn(n, 2, |i, j| rows[i].1[j]);
            let y = DVector::from_fn(n, |i, _| rows[i].2);
            let bread = (x.transpose() * &x).try_inverse().unwrap();
            let hat = &x * &bread * x.transpose();
            let rest = DMatrix::identity(n, n) - &hat;
            let residuals = &rest * &y;
            let mut blocks = DMatrix::zeros(n, n);
            let mut columns = Vec::new();
            for g in 0..4 {
                let own: Vec<usize> = (0..n).filter(|i| rows[*i].0 == g).collect();
                if own.is_empty() { continue }
                let block = DMatrix::from_fn(own.len(), own.len(), |i, j| rest[(own[i], own[j])]);
                let eigen = block.symmetric_eigen();
                prop_assume!(eigen.eigenvalues.min() > 1e-6);
                let root = &eigen.eigenvectors
                    * DMatrix::from_diagonal(&eigen.eigenvalues.map(|v| 1.0 / v.sqrt()))
                    * eigen.eigenvectors.transpose();
                let mut column = DVector::zeros(n);
                for (i, a) in own.iter().enumerate() {
                    for (j, b) in own.iter().enumerate() {
                        blocks[(*a, *b)] = root[(i, j)];
                    }
                }
                for a in &own {
                    for b in &own {
                        column[*a] += blocks[(*a, *b)] * (x.row(*b) * &bread)[1];
                    }
                }
                columns.push(column);
            }
            let meat: f64 = columns.iter().map(|column| column.dot(&residuals).powi(2)).sum();
            let expected: Vec<DVector<f64>> = columns.iter().map(|column| &rest * column).collect();
            let trace: f64 = expected.iter().map(|column| column.dot(column)).sum();
            let squares: f64 = expected.iter().flat_map(|a| expected.iter().map(|b| a.dot(b).powi(2))).sum();
            let estimate = found.estimate(1, Correction::Cr2).unwrap();
            prop_assert!((estimate.standard_error - meat.sqrt()).abs() < 1e-7 * (1.0 + meat.sqrt()));
            prop_assert!((estimate.df - trace * trace / squares).abs() < 1e-6 * estimate.df);
            let turned: Vec<_> = rows.iter().rev().cloned().collect();
            prop_assert_eq!(fit(&turned).unwrap().estimate(1, Correction::Cr2), Some(estimate));
        }
    }
}
