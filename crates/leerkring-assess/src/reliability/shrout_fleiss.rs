//! The six intraclass correlations of Shrout & Fleiss, for raters who all rated the same targets.

use crate::numeric::fisher::{f_quantile, f_tail};
use crate::numeric::ordered::{ordered_mean, ordered_sum};

/// One intraclass correlation with its interval and its test against 0.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Icc {
    /// The estimate; 1 when raters agree wholly, and at or below 0 when targets cannot be told apart.
    pub icc: f64,
    /// The interval at the level asked for.
    pub interval: (f64, f64),
    /// F of the test that targets do not differ.
    pub f: f64,
    /// Its degrees of freedom.
    pub df: (f64, f64),
    /// Its probability.
    pub p: f64,
}

/// All six. The digit says what raters are, `k` that it is about the mean of all of them instead of one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ShroutFleiss {
    /// ICC(1,1): every target has other raters. The one for people in schools.
    pub icc1: Icc,
    /// ICC(2,1): the raters are a sample of possible raters, and how strict they are counts.
    pub icc2: Icc,
    /// ICC(3,1): these raters and no others, and how strict they are does not count.
    pub icc3: Icc,
    /// ICC(1,k).
    pub icc1k: Icc,
    /// ICC(2,k).
    pub icc2k: Icc,
    /// ICC(3,k); Cronbach's alpha with raters as items.
    pub icc3k: Icc,
}

/// The six intraclass correlations of complete ratings: a row is a target, a column a rater; with intervals at `level`, such
/// as 0.95.
///
/// *Right* for observers who all saw the same lessons or documents. *Misused* for teams: colleagues of one school do not rate
/// another, so only ICC(1) has a meaning there, and [`one_way`](super::icc::one_way) gives it for teams of any size.
///
/// `None` with fewer than two targets or raters, rows of different length, a level outside 0 to 1, or raters who agree
/// wholly (their disagreement is what everything is measured against).
///
/// Source: Shrout & Fleiss 1979, *Psych. Bull.* 86:420; the interval of ICC(2) after McGraw & Wong 1996, with their errata. The table of six
/// targets and four judges:
///
/// ```
/// use leerkring_assess::reliability::shrout_fleiss::shrout_fleiss;
/// let ratings: [&[f64]; 6] = [
///     &[9., 2., 5., 8.], &[6., 1., 3., 2.], &[8., 4., 6., 8.], &[7., 1., 2., 6.], &[10., 5., 6., 9.], &[6., 2., 4., 7.],
/// ];
/// let found = shrout_fleiss(&ratings, 0.95).unwrap();
/// let published = [(found.icc1, 0.17), (found.icc2, 0.29), (found.icc3, 0.71)];
/// let of_four = [(found.icc1k, 0.44), (found.icc2k, 0.62), (found.icc3k, 0.91)];
/// assert!(published.iter().chain(&of_four).all(|(found, value)| (found.icc - value).abs() < 0.005));
/// ```
pub fn shrout_fleiss(ratings: &[&[f64]], level: f64) -> Option<ShroutFleiss> {
    let table = TwoWay::of(ratings)?;
    if !(level > 0.0 && level < 1.0) {
        return None;
    }
    let upper = (1.0 + level) / 2.0;
    let TwoWay { n, k, targets, raters, within, rest } = table;
    let (df_targets, df_within, df_rest) = (n - 1.0, n * (k - 1.0), (n - 1.0) * (k - 1.0));
    let one = |icc: f64, f: f64, df: (f64, f64), interval: (f64, f64)| Icc {
        icc,
        interval,
        f,
        df,
        p: f_tail(f, df.0, df.1),
    };
    // ICC(1) and ICC(3): exact limits from those of F.
    let simple = |error: f64, df_error: f64| {
        let (f, df) = (targets / error, (df_targets, df_error));
        let low = f / f_quantile(upper, df_targets, df_error);
        let high = f * f_quantile(upper, df_error, df_targets);
        let single = |f: f64| (f - 1.0) / (f + k - 1.0);
        let mean = |f: f64| 1.0 - 1.0 / f;
        (one(single(f), f, df, (single(low), single(high))), one(mean(f), f, df, (mean(low), mean(high))))
    };
    let (icc1, icc1k) = simple(within, df_within);
    let (icc3, icc3k) = simple(rest, df_rest);

    // ICC(2): Satterthwaite's degrees of freedom for the mean squares mixed in its denominator.
    let icc = (targets - rest) / (targets + (k - 1.0) * rest + k * (raters - rest) / n);
    let (strictness, others) = (k * icc * (raters / rest), n * (1.0 + (k - 1.0) * icc) - k * icc);
    let mixed = strictness + others;
    let df = df_rest * mixed * mixed / (df_targets * strictness * strictness + others * others);
    let f_low = f_quantile(upper, df_targets, df);
    let f_high = f_quantile(upper, df, df_targets);
    let denominators = k * raters + (k * n - k - n) * rest;
    let low = n * (targets - f_low * rest) / (f_low * denominators + n * targets);
    let high = n * (f_high * targets - rest) / (denominators + n * f_high * targets);
    let f = targets / rest;
    let of_mean = |single: f64| k * single / (1.0 + (k - 1.0) * single);
    let mean = (targets - rest) / (targets + (raters - rest) / n);
    let icc2 = one(icc, f, (df_targets, df_rest), (low, high));
    let icc2k = one(mean, f, (df_targets, df_rest), (of_mean(low), of_mean(high)));
    Some(ShroutFleiss { icc1, icc2, icc3, icc1k, icc2k, icc3k })
}

/// The mean squares of targets by raters.
struct TwoWay {
    n: f64,
    k: f64,
    targets: f64,
    raters: f64,
    within: f64,
    rest: f64,
}

impl TwoWay {
    fn of(ratings: &[&[f64]]) -> Option<TwoWay> {
        let k = ratings.first()?.len();
        if ratings.len() < 2 || k < 2 || ratings.iter().any(|row| row.len() != k) {
            return None;
        }
        let mean_of = |values: Vec<f64>| ordered_mean(&values);
        let all = mean_of(ratings.iter().flat_map(|row| row.iter().copied()).collect())?;
        let of_target: Vec<f64> = ratings.iter().map(|row| mean_of(row.to_vec())).collect::<Option<_>>()?;
        let column = |j: usize| ratings.iter().filter_map(|row| row.get(j).copied()).collect();
        let of_rater: Vec<f64> = (0..k).map(|j| mean_of(column(j))).collect::<Option<_>>()?;
        let square = |x: f64| x * x;
        let (n, k) = (ratings.len() as f64, k as f64);
        let between_targets = k * ordered_sum(of_target.iter().map(|m| square(m - all)));
        let between_raters = n * ordered_sum(of_rater.iter().map(|m| square(m - all)));
        let rows = ratings.iter().zip(&of_target);
        let inside =
            ordered_sum(rows.clone().flat_map(|(row, mean)| row.iter().map(move |x| square(x - mean))));
        let left = ordered_sum(rows.flat_map(|(row, mean)| {
            row.iter().zip(&of_rater).map(|(x, rater)| square(x - mean - rater + all)).collect::<Vec<_>>()
        }));
        let (within, rest) = (inside / (n * (k - 1.0)), left / ((n - 1.0) * (k - 1.0)));
        // Differences that are nothing but rounding are none.
        let none = 1e-20 * (1.0 + square(all));
        (within > none && rest > none).then_some(TwoWay {
            n,
            k,
            targets: between_targets / (n - 1.0),
            raters: between_raters / (k - 1.0),
            within,
            rest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::alpha::cronbach_alpha;
    use crate::reliability::icc::one_way;
    use crate::reliability::{Covariance, Missing};
    use proptest::prelude::*;

    #[test]
    fn undefined_is_none() {
        assert!(shrout_fleiss(&[&[1.0, 2.0]], 0.95).is_none());
        assert!(shrout_fleiss(&[&[1.0, 1.0], &[2.0, 2.0]], 0.95).is_none());
        assert!(shrout_fleiss(&[&[1.0, 2.0], &[2.0]], 0.95).is_none());
    }

    proptest! {
        /// ICC(1) is that of the one-way table, ICC(3,k) is Cronbach's alpha of raters as items, and every interval holds
        /// its estimate.
        #[test]
        fn known_equalities(rows in proptest::collection::vec(proptest::collection::vec(1.0..9.0_f64, 3), 4..12)) {
            let slices: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
            let found = shrout_fleiss(&slices, 0.9).unwrap();
            prop_assert!((found.icc1.icc - one_way(&rows).unwrap().icc1().unwrap()).abs() < 1e-9);
            let answers: Vec<Vec<Option<f64>>> = rows.iter().map(|r| r.iter().copied().map(Some).collect()).collect();
            let answers: Vec<&[Option<f64>]> = answers.iter().map(Vec::as_slice).collect();
            let alpha = Covariance::of_rows(&answers, Missing::Listwise).and_then(|c| cronbach_alpha(&c)).unwrap();
            prop_assert!((found.icc3k.icc - alpha).abs() < 1e-7 * (1.0 + alpha.abs()));
            for icc in [found.icc1, found.icc1k, found.icc3, found.icc3k] {
                prop_assert!(icc.interval.0 <= icc.icc && icc.icc <= icc.interval.1, "{icc:?}");
            }
        }
    }
}
