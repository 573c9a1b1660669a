//! Two moments at which some are the same people and others are not.

use crate::numeric::moments::Moments;
use crate::tails::{t_limit, t_two_sided};

/// Whether the two samples may be taken as spread alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    /// Each has its own variance (the paper's `T_new2`): the default.
    #[default]
    Own,
    /// One pooled variance (`T_new1`).
    Pooled,
}

/// A difference in means between two moments at which some people are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Overlapping {
    /// The mean of the second moment less that of the first, over all people.
    pub difference: f64,
    /// The standard error of the difference.
    pub standard_error: f64,
    /// The correlation within pairs that was used: 0 with fewer than two pairs or without variance among them.
    pub correlation: f64,
    /// The difference in standard errors.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The two-sided p-value.
    pub p: f64,
}

impl Overlapping {
    /// The interval of the difference.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let reach = t_limit(level, self.df) * self.standard_error;
        (self.difference - reach, self.difference + reach)
    }
}

/// The t test for partially overlapping samples (Derrick, Russ, Toher and White 2017): pairs `(first, second)`, and those
/// who were there only at the first or only at the second moment.
///
/// With pairs alone it is the paired t test, without pairs that of Welch (or the pooled one). Right for means of scores of
/// about ten people or more; misused on pairs that were made up from role or age.
///
/// `None` if a moment has fewer than two people, a value is not a number, or nothing varies.
///
/// ```
/// use leerkring_assess::groups::{Spread, partially_overlapping};
/// // The worked example of Derrick, Toher and White (2017): p = 0.026.
/// let first = [14.0, 15.0, 18.0, 20.0, 11.0, 19.0, 14.0, 15.0];
/// let second = [15.0, 10.0, 15.0, 17.0, 13.0, 19.0, 12.0, 13.0];
/// let pairs: Vec<_> = first.into_iter().zip(second).collect();
/// let left = [20.0, 21.0, 16.0, 18.0, 14.0, 12.0, 14.0, 17.0];
/// let joined = [10.0, 16.0, 18.0, 16.0, 15.0, 14.0, 13.0, 10.0];
/// let test = partially_overlapping(&pairs, &left, &joined, Spread::Pooled).unwrap();
/// assert!((test.p - 0.026).abs() < 5e-4 && test.difference < 0.0);
/// ```
pub fn partially_overlapping(
    pairs: &[(f64, f64)],
    only_first: &[f64],
    only_second: &[f64],
    spread: Spread,
) -> Option<Overlapping> {
    let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let one = Moments::of(&[&first, only_first].concat())?;
    let two = Moments::of(&[&second, only_second].concat())?;
    let (own_one, own_two) = (one.variance()?, two.variance()?);
    let pooled = (one.squares + two.squares) / (one.n + two.n - 2.0);
    let (var_one, var_two) = match spread {
        Spread::Own => (own_one, own_two),
        Spread::Pooled => (pooled, pooled),
    };
    let paired = pairs.len() as f64;
    let correlation = correlation(&first, &second);
    let (of_one, of_two) = (var_one / one.n, var_two / two.n);
    let shared = 2.0 * correlation * (var_one * var_two).sqrt() * paired / (one.n * two.n);
    let variance = of_one + of_two - shared;
    if variance <= 0.0 {
        return None;
    }
    let unpaired = one.n + two.n - 2.0 * paired;
    // As if there were no pairs; with more pairs the degrees of freedom move towards those of the pairs.
    let independent = match spread {
        Spread::Own => {
            let sum = of_one + of_two;
            sum * sum / (of_one * of_one / (one.n - 1.0) + of_two * of_two / (two.n - 1.0))
        }
        Spread::Pooled => unpaired + 2.0 * (paired - 1.0),
    };
    let df = (paired - 1.0) + (independent - paired + 1.0) * unpaired / (one.n + two.n);
    let difference = two.mean - one.mean;
    let standard_error = variance.sqrt();
    let t = difference / standard_error;
    (df > 0.0).then(|| Overlapping { difference, standard_error, correlation, t, df, p: t_two_sided(t, df) })
}

/// Pearson's correlation; 0 where it is not defined.
fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let moments = || Some((Moments::of(x)?, Moments::of(y)?));
    let Some((of_x, of_y)) = moments() else { return 0.0 };
    let mut products: Vec<f64> = x.iter().zip(y).map(|(x, y)| (x - of_x.mean) * (y - of_y.mean)).collect();
    products.sort_by(f64::total_cmp);
    let scale = (of_x.squares * of_y.squares).sqrt();
    if scale > 0.0 { products.iter().sum::<f64>() / scale } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    #[test]
    fn nothing_varies() {
        assert_eq!(partially_overlapping(&[], &[3.0, 3.0], &[3.0, 3.0], Spread::Own), None);
        assert_eq!(partially_overlapping(&[], &[3.0], &[3.0, 4.0], Spread::Own), None);
    }

    proptest! {
        /// Pairs alone: the paired t test. No pairs: that of Welch, or the pooled one.
        #[test]
        fn at_both_ends(
            x in proptest::collection::vec(1.0..5.0_f64, 3..12),
            y in proptest::collection::vec(1.0..5.0_f64, 3..12),
        ) {
            let pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
            let changes: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
            let change = Moments::of(&changes).unwrap();
            let paired = partially_overlapping(&pairs, &[], &[], Spread::Own).unwrap();
            close(paired.standard_error, (change.variance().unwrap() / change.n).sqrt());
            close(paired.df, change.n - 1.0);
            let (a, b) = (Moments::of(&x).unwrap(), Moments::of(&y).unwrap());
            let welch = partially_overlapping(&[], &x, &y, Spread::Own).unwrap();
            let (va, vb) = (a.variance().unwrap() / a.n, b.variance().unwrap() / b.n);
            close(welch.standard_error, (va + vb).sqrt());
            close(welch.df, (va + vb).powi(2) / (va * va / (a.n - 1.0) + vb * vb / (b.n - 1.0)));
            close(partially_overlapping(&[], &x, &y, Spread::Pooled).unwrap().df, a.n + b.n - 2.0);
        }
    }
}
