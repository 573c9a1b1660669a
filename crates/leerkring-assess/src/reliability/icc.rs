//! Can schools be told apart? One-way analysis of variance, intraclass correlations, and how many raters it takes.

use crate::numeric::fisher::f_tail;
use crate::numeric::ordered::{ordered_mean, ordered_sum};

/// The one-way table of people in schools.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct OneWay {
    /// The number of schools.
    pub schools: u64,
    /// The number of people.
    pub people: u64,
    /// The mean square between schools.
    pub msb: f64,
    /// The mean square within schools: disagreement of colleagues.
    pub msw: f64,
    /// Degrees of freedom between, schools - 1.
    pub df_between: u64,
    /// Degrees of freedom within, people - schools.
    pub df_within: u64,
    /// The mean number of people per school.
    pub mean_size: f64,
    /// The size that counts when schools differ in size, `(N - Σ n² / N) / (S - 1)`: at most the mean.
    pub n0: f64,
}

/// The one-way table of people's scores by school. Schools without people are passed over.
///
/// **When right**: ten schools and more, each person's score in one unit (phases); mean squares are in squares of it. **When misused**: for
/// agreement in one school, of which it knows nothing.
///
/// `None` with fewer than two schools, or if no school has two people.
///
/// ```
/// use leerkring_assess::reliability::icc::one_way;
/// let table = one_way(&[vec![1.0, 3.0], vec![4.0, 6.0], vec![7.0, 9.0]]).unwrap();
/// assert_eq!((table.msb, table.msw, table.n0), (18.0, 2.0, 2.0));
/// assert_eq!(table.icc1(), Some(0.8));
/// assert_eq!(table.icc2(), Some(16.0 / 18.0));
/// ```
pub fn one_way(schools: &[Vec<f64>]) -> Option<OneWay> {
    let schools: Vec<&Vec<f64>> = schools.iter().filter(|people| !people.is_empty()).collect();
    let sizes: Vec<u64> = schools.iter().map(|people| people.len() as u64).collect();
    let (count, people) = (sizes.len() as u64, sizes.iter().sum::<u64>());
    if count < 2 || people <= count {
        return None;
    }
    let all = ordered_mean(&schools.iter().flat_map(|school| school.iter().copied()).collect::<Vec<_>>())?;
    let (mut between, mut within) = (Vec::new(), Vec::new());
    for school in &schools {
        let mean = ordered_mean(school)?;
        between.push(school.len() as f64 * (mean - all) * (mean - all));
        within.extend(school.iter().map(|x| (x - mean) * (x - mean)));
    }
    // Means that are the same but for rounding do not differ.
    let largest = schools.iter().copied().flatten().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    let rounding = people as f64 * (4.0 * f64::EPSILON * largest) * (4.0 * f64::EPSILON * largest);
    let squares = |parts: Vec<f64>| Some(ordered_sum(parts)).filter(|sum| *sum > rounding).unwrap_or(0.0);
    let (df_between, df_within) = (count - 1, people - count);
    Some(OneWay {
        schools: count,
        people,
        msb: squares(between) / df_between as f64,
        msw: squares(within) / df_within as f64,
        df_between,
        df_within,
        mean_size: people as f64 / count as f64,
        n0: n0(&sizes)?,
    })
}

/// n0 of schools of these sizes; `None` below two schools.
pub(crate) fn n0(sizes: &[u64]) -> Option<f64> {
    let people: u64 = sizes.iter().sum();
    let squares: u64 = sizes.iter().map(|n| n * n).sum();
    let spare = people as f64 - squares as f64 / people as f64;
    (sizes.len() > 1 && people > 0).then(|| spare / (sizes.len() - 1) as f64)
}

impl OneWay {
    /// F, the ratio of the mean squares; `None` if colleagues never differ.
    pub fn f(&self) -> Option<f64> {
        (self.msw > 0.0).then(|| self.msb / self.msw)
    }

    /// The probability of so large an F if schools did not differ at all; `None` as [`OneWay::f`].
    pub fn p(&self) -> Option<f64> {
        Some(f_tail(self.f()?, self.df_between as f64, self.df_within as f64))
    }

    /// The share of all squared deviations that lies between schools, 0 to 1. Biased upwards, more so for small teams.
    pub fn eta_squared(&self) -> Option<f64> {
        let (between, within) = (self.msb * self.df_between as f64, self.msw * self.df_within as f64);
        (between + within > 0.0).then(|| between / (between + within))
    }

    /// ICC(1), `(MSB - MSW) / (MSB + (n0 - 1) MSW)`: the share of the variance of one person's score that lies between
    /// schools, or how reliable one rater is. Below 0 when schools differ less than chance would make them; that is "no
    /// difference detectable", not an error.
    ///
    /// Usual values are .1 to .3; .01 is small, .10 medium, .25 large (LeBreton & Senter 2008). Estimate it from ten
    /// schools on. `None` if nobody differs from anybody.
    pub fn icc1(&self) -> Option<f64> {
        self.icc1_at(self.n0)
    }

    /// ICC(1) with the mean size instead of n0, as some packages have it (Bliese 2000). The same when all schools are of
    /// one size, else a little lower.
    pub fn icc1_by_mean_size(&self) -> Option<f64> {
        self.icc1_at(self.mean_size)
    }

    fn icc1_at(&self, size: f64) -> Option<f64> {
        let all = self.msb + (size - 1.0) * self.msw;
        (all > 0.0).then(|| (self.msb - self.msw) / all)
    }

    /// ICC(2), `(MSB - MSW) / MSB`: how reliable the mean of a school of typical size is. A network of teams of 4 and of 35
    /// has no single reliability: prefer [`reliability_of_mean`] per school.
    ///
    /// Below .70: do not rank or select on it. It does not mean that a school should get no feedback, and a low value can
    /// simply mean that schools are alike. `None` if the means of all schools are equal.
    pub fn icc2(&self) -> Option<f64> {
        (self.msb > 0.0).then(|| (self.msb - self.msw) / self.msb)
    }

    /// ICC(2) by Spearman-Brown from [`OneWay::icc1`] at n0: the same figure as [`OneWay::icc2`] where that is positive.
    /// From [`OneWay::icc1_by_mean_size`] and the mean size it comes out the same too; the two conventions differ only in
    /// ICC(1).
    pub fn icc2_from_icc1(&self) -> Option<f64> {
        reliability_of_mean(self.icc1()?, self.n0)
    }
}

/// The reliability of the mean of `raters` people, `n ρ / (1 + (n - 1) ρ)`, where one is as reliable as `icc1` (Spearman 1910,
/// Brown 1910). Report this per school. `None` where the denominator is not positive.
///
/// ```
/// use leerkring_assess::reliability::icc::reliability_of_mean;
/// assert!((reliability_of_mean(0.1, 10.0).unwrap() - 1.0 / 1.9).abs() < 1e-12);
/// ```
pub fn reliability_of_mean(icc1: f64, raters: f64) -> Option<f64> {
    let denominator = 1.0 + (raters - 1.0) * icc1;
    (denominator > 0.0).then(|| raters * icc1 / denominator)
}

/// How many raters a mean needs to be as reliable as `wanted`, where one is as reliable as `icc1`:
/// `rel (1 - ρ) / ((1 - rel) ρ)`, rounded up. The figure that belongs in the report of a network.
///
/// `None` unless `wanted` lies between 0 and 1 and `icc1` above 0 and at most 1: raters who do not tell schools apart at all
/// never will by being many.
///
/// ```
/// use leerkring_assess::reliability::icc::raters_needed;
/// let needed: Vec<_> = [0.06, 0.10, 0.15, 0.20, 0.25, 0.30].map(|icc1| raters_needed(icc1, 0.70).unwrap()).to_vec();
/// assert_eq!(needed, [37, 21, 14, 10, 7, 6]);
/// ```
pub fn raters_needed(icc1: f64, wanted: f64) -> Option<u64> {
    let possible = icc1 > 0.0 && icc1 <= 1.0 && wanted > 0.0 && wanted < 1.0;
    // A whole number that came out a hair too high through rounding is that number.
    let needed = (wanted * (1.0 - icc1) / ((1.0 - wanted) * icc1) - 1e-9).ceil();
    (possible && needed < 1e15).then(|| (needed as u64).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn undefined_is_none() {
        assert_eq!(one_way(&[vec![1.0, 2.0]]), None);
        assert_eq!(one_way(&[vec![1.0], vec![2.0], vec![]]), None);
        let alike = one_way(&[vec![3.0, 3.0], vec![3.0]]).unwrap();
        assert_eq!((alike.f(), alike.icc1(), alike.icc2(), alike.eta_squared()), (None, None, None, None));
        // The means are one number but for rounding.
        let equal = one_way(&[vec![0.1, 0.2, 0.3], vec![0.3, 0.2, 0.1], vec![0.2, 0.1, 0.3, 0.2]]).unwrap();
        assert_eq!((equal.msb, equal.f(), equal.icc2()), (0.0, Some(0.0), None));
        assert_eq!(
            (raters_needed(0.0, 0.7), raters_needed(-0.1, 0.7), raters_needed(0.1, 1.0)),
            (None, None, None)
        );
    }

    proptest! {
        /// Squares add up; order is nothing; ICC(2) is Spearman-Brown of ICC(1); the raters needed are enough and not one
        /// too many.
        #[test]
        fn identities(schools in proptest::collection::vec(proptest::collection::vec(1.0..5.0_f64, 1..9), 2..9)) {
            let Some(table) = one_way(&schools) else { return Ok(()) };
            let all: Vec<f64> = schools.iter().flatten().copied().collect();
            let mean = all.iter().sum::<f64>() / all.len() as f64;
            let total: f64 = all.iter().map(|x| (x - mean) * (x - mean)).sum();
            let split = table.msb * table.df_between as f64 + table.msw * table.df_within as f64;
            prop_assert!((total - split).abs() < 1e-9);
            let turned: Vec<Vec<f64>> = schools.iter().rev().map(|s| s.iter().rev().copied().collect()).collect();
            prop_assert_eq!(one_way(&turned).unwrap(), table);
            let (icc1, icc2) = (table.icc1().unwrap(), table.icc2().unwrap());
            if icc2 > 0.0 {
                prop_assert!((table.icc2_from_icc1().unwrap() - icc2).abs() < 1e-9);
                let n = raters_needed(icc1, 0.7).unwrap();
                prop_assert!(reliability_of_mean(icc1, n as f64).unwrap() >= 0.7 - 1e-6);
                prop_assert!(n == 1 || reliability_of_mean(icc1, n as f64 - 1.0).unwrap() < 0.7);
            }
        }
    }
}
