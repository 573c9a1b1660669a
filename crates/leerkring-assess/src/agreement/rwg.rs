//! r_wg and its relatives: how much smaller the variance in a team is than that of a random answer.

use super::Counts;
use super::counts::{common_levels, mean_over};

/// What a random answer is taken to look like. The more it is heaped, the less any agreement is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Null {
    /// Every level equally likely: variance `(A² - 1) / 12`, for any number of levels. Nobody answers so, and agreement
    /// against it looks better than it is.
    Uniform,
    /// A slight heap at one side: 1.34. Plausible for self-assessment. For five levels only.
    SlightSkew,
    /// A moderate heap at one side: 0.90. For five levels only.
    ModerateSkew,
    /// A heavy heap at one side: 0.44; as a routine it makes all agreement 0. For five levels only.
    HeavySkew,
    /// Most in the middle, falling evenly. For five levels 1.32, as published from shares of two decimals; for others
    /// `(A² + 2A - 2) / 24` if their number is even and `(A² + 2A - 3) / 24` if odd (James, Demaree & Wolf 1984).
    Triangular,
    /// A bell: 1.04. For five levels only.
    Normal,
    /// Half of the people at each end: `(A - 1)² / 4`, for any number of levels. Made for [`r_star`].
    MaximumDissensus,
}

impl Null {
    /// Every null, from the plainest to the most extreme.
    pub const ALL: [Null; 7] = [
        Null::Uniform,
        Null::SlightSkew,
        Null::ModerateSkew,
        Null::HeavySkew,
        Null::Triangular,
        Null::Normal,
        Null::MaximumDissensus,
    ];

    /// The variance of a random answer, in squared levels; `None` where this null is not built in for so many levels.
    ///
    /// Values for five levels: LeBreton & Senter 2008, *Organ. Res. Methods* 11:815.
    ///
    /// ```
    /// use leerkring_assess::agreement::rwg::Null;
    /// assert_eq!(Null::Uniform.variance(5), Some(2.0));
    /// assert_eq!(Null::HeavySkew.variance(5), Some(0.44));
    /// assert_eq!(Null::HeavySkew.variance(4), None);
    /// ```
    pub fn variance(self, levels: u8) -> Option<f64> {
        crate::judgements::check_scale(usize::from(levels)).ok()?;
        let a = f64::from(levels);
        match (self, levels) {
            (Null::Uniform, _) => Some((a * a - 1.0) / 12.0),
            (Null::MaximumDissensus, _) => Some((a - 1.0) * (a - 1.0) / 4.0),
            (Null::SlightSkew, 5) => Some(1.34),
            (Null::ModerateSkew, 5) => Some(0.90),
            (Null::HeavySkew, 5) => Some(0.44),
            (Null::Normal, 5) => Some(1.04),
            (Null::Triangular, 5) => Some(1.32),
            (Null::Triangular, _) if levels.is_multiple_of(2) => Some((a * a + 2.0 * a - 2.0) / 24.0),
            (Null::Triangular, _) => Some((a * a + 2.0 * a - 3.0) / 24.0),
            (Null::SlightSkew | Null::ModerateSkew | Null::HeavySkew | Null::Normal, _) => None,
        }
    }
}

/// The mean over items of the sample variance, in squared levels; `None` below two people or without items.
pub fn mean_item_variance(items: &[Counts]) -> Option<f64> {
    mean_over(items, Counts::variance)
}

/// r_wg(J): `J (1 - q) / (J (1 - q) + q)` with `q` the mean item variance over that of the null, at most 1. From 0 to 1.
/// With one item it is r_wg, `1 - s² / σ²`, with 0 for what is below.
///
/// *Right* to report beside others, under several nulls. *Misused* as a gate ("above .70 we may average"): it rises with
/// the number of items by construction, and teams put together from strangers reach .87 where real ones reach .89.
/// `None` below two people, without items, with items on different scales, or where the null is not defined.
///
/// Source: James, Demaree & Wolf 1984, *J. Appl. Psych.* 69:85.
///
/// ```
/// use leerkring_assess::agreement::{Counts, rwg::{Null, r_wg}};
/// let item = Counts::of(5, &[2, 3, 3, 3, 4])?; // variance 0.5
/// assert_eq!(r_wg(&[item.clone()], Null::Uniform), Some(0.75));
/// // Two such items: 2 x 0.75 / (2 x 0.75 + 0.25).
/// assert_eq!(r_wg(&[item.clone(), item], Null::Uniform), Some(1.5 / 1.75));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn r_wg(items: &[Counts], null: Null) -> Option<f64> {
    let random = null.variance(common_levels(items)?)?;
    let ratio = (mean_item_variance(items)? / random).min(1.0);
    let agreed = items.len() as f64 * (1.0 - ratio);
    Some(agreed / (agreed + ratio))
}

/// r*_wg: `1 - s̄² / σ²`, the mean item variance against that of the null, at most 1 and not cut off below.
///
/// *Right* for several items without the rise of [`r_wg`] with their number. Under the uniform null a team that is
/// more divided than chance goes below 0. Under [`Null::MaximumDissensus`] it stays at or above `-1 / (n - 1)`: the
/// variance here has denominator *n* - 1, which in the most divided team of *n* exceeds that of the null. *Misused* with
/// the cut-offs of r_wg(J). `None` as [`r_wg`].
///
/// Source: Lindell, Brandt & Whitney 1999, *Appl. Psych. Meas.* 23:127.
///
/// ```
/// use leerkring_assess::agreement::{Counts, rwg::{Null, r_star}};
/// let divided = [Counts::of(5, &[1, 1, 1, 5, 5])?]; // variance 4.8
/// assert!((r_star(&divided, Null::Uniform).unwrap() + 1.4).abs() < 1e-12);
/// assert!((r_star(&divided, Null::MaximumDissensus).unwrap() + 0.2).abs() < 1e-12);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn r_star(items: &[Counts], null: Null) -> Option<f64> {
    let random = null.variance(common_levels(items)?)?;
    Some(1.0 - mean_item_variance(items)? / random)
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use proptest::prelude::*;

    /// The variance of a distribution over levels.
    fn variance_of(weights: &[f64]) -> f64 {
        let total: f64 = weights.iter().sum();
        let moment = |power: i32| {
            weights.iter().zip(1..).map(|(w, level)| w * f64::from(level).powi(power)).sum::<f64>() / total
        };
        moment(2) - moment(1) * moment(1)
    }

    #[test]
    fn nulls_are_variances_of_their_distributions() {
        for levels in 2..=9_u8 {
            let uniform = vec![1.0; usize::from(levels)];
            let ends: Vec<f64> =
                (1..=levels).map(|l| if l == 1 || l == levels { 1.0 } else { 0.0 }).collect();
            let tent: Vec<f64> = (1..=levels).map(|l| f64::from(l.min(levels + 1 - l))).collect();
            let near = |null: Null, weights: &[f64], tolerance| {
                assert!(
                    (null.variance(levels).unwrap() - variance_of(weights)).abs() < tolerance,
                    "{null:?} {levels}"
                );
            };
            near(Null::Uniform, &uniform, 1e-12);
            near(Null::MaximumDissensus, &ends, 1e-12);
            // The published value for five levels is rounded.
            near(Null::Triangular, &tent, if levels == 5 { 0.015 } else { 1e-12 });
        }
        // The shares behind the published skewed and bell-shaped values.
        for (null, shares) in [
            (Null::SlightSkew, [0.05, 0.15, 0.20, 0.35, 0.25]),
            (Null::ModerateSkew, [0.0, 0.10, 0.15, 0.40, 0.35]),
            (Null::HeavySkew, [0.0, 0.0, 0.10, 0.40, 0.50]),
            (Null::Normal, [0.07, 0.24, 0.38, 0.24, 0.07]),
        ] {
            assert!((variance_of(&shares) - null.variance(5).unwrap()).abs() < 0.006, "{null:?}");
        }
    }

    proptest! {
        /// Turning the scale round changes nothing; doubling the items raises r_wg(J) and leaves r*_wg alone.
        #[test]
        fn what_moves_them(answers in proptest::collection::vec(1_u8..=5, 2..20)) {
            let item = Counts::of(5, &answers).unwrap();
            let turned = Counts::of(5, &answers.iter().map(|a| 6 - a).collect::<Vec<_>>()).unwrap();
            let twice = [item.clone(), item.clone()];
            for null in Null::ALL {
                let once = r_wg(from_ref(&item), null).unwrap();
                prop_assert_eq!(r_wg(from_ref(&turned), null).unwrap(), once);
                prop_assert!(r_wg(&twice, null).unwrap() >= once);
                prop_assert_eq!(r_star(&twice, null), r_star(from_ref(&item), null));
            }
            let n = answers.len() as f64;
            prop_assert!(r_star(&twice, Null::MaximumDissensus).unwrap() >= -1.0 / (n - 1.0) - 1e-12);
        }
    }
}
