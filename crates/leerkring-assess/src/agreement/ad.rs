//! The average deviation: how many phases people are apart. The default figure of agreement.

use super::counts::{common_levels, mean_over};
use super::describe::lower_median;
use super::{Counts, CountsError};

/// A deviation that exceeds a border by less is not above it: fifths and sixths are rounded when they are added.
const EVEN: f64 = 1e-9;

/// The average deviation from the median (AD_Md), in levels: the mean over items of `(1/n) Σ |y - median|`. From 0
/// (all agree) to half the range of the scale (half at each end).
///
/// *Right* for a team and its aspect: the unit is a phase, no random model is needed, and it can be read aloud ("on
/// average half a phase apart"). *Misused* with denominator *n* - 1, or compared between scales of different length.
/// `None` without items. Any point between the two middle answers gives the same value, so the tie rule of the median
/// does not matter.
///
/// Source: Burke, Finkelstein & Dusig 1999, *Organ. Res. Methods* 2:49.
///
/// ```
/// use leerkring_assess::agreement::{Counts, ad::{Band, ad_median, band}};
/// let team = [Counts::of(5, &[3, 3, 3, 4, 2])?, Counts::of(5, &[2, 3, 4, 4, 4])?];
/// let ad = ad_median(&team).unwrap();
/// assert!((ad - (0.4 + 0.6) / 2.0).abs() < 1e-12);
/// assert_eq!(band(ad, 5)?, Band::One);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn ad_median(items: &[Counts]) -> Option<f64> {
    mean_over(items, |item| {
        let median = lower_median(item);
        let sum: u64 = item.pairs().map(|(level, count)| u64::from(level.abs_diff(median)) * count).sum();
        Some(sum as f64 / item.people() as f64)
    })
}

/// The average deviation from the mean (AD_M), in levels: as [`ad_median`], around the mean of each item.
///
/// Never smaller than [`ad_median`], which is preferred: the mean takes equal steps between levels for granted.
///
/// ```
/// use leerkring_assess::agreement::{Counts, ad::ad_mean};
/// let item = Counts::of(5, &[1, 1, 4])?; // mean 2: deviations 1, 1 and 2
/// assert!((ad_mean(&[item]).unwrap() - 4.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn ad_mean(items: &[Counts]) -> Option<f64> {
    mean_over(items, |item| {
        let (mean, people) = (item.mean(), item.people() as f64);
        Some(
            item.pairs().map(|(level, count)| (f64::from(level) - mean).abs() * count as f64).sum::<f64>()
                / people,
        )
    })
}

/// The largest average deviation that still passes for agreement, in levels: `A / 6` for a scale of *A* levels, so
/// 0.83 for five. A convention (Burke & Dunlap 2002, *Organ. Res. Methods* 5:159, for judges who answer at random; they round to
/// 0.8), not a law.
///
/// ```
/// use leerkring_assess::agreement::ad::limit;
/// assert!((limit(5) - 0.833).abs() < 1e-3);
/// ```
pub fn limit(levels: u8) -> f64 {
    f64::from(levels) / 6.0
}

/// What an average deviation means in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Band {
    /// "One picture": at most a tenth of the number of levels (0.50 on five).
    One,
    /// "Roughly the same picture": up to the [`limit`] (0.83 on five).
    Rough,
    /// "Different pictures": above the limit.
    Different,
}

/// The band of an average deviation from the median on a scale of so many levels. Both borders belong to the better
/// side. Print it with the number of people; below five people it says little.
///
/// # Errors
/// Unless there are 2 to 9 levels.
pub fn band(ad: f64, levels: u8) -> Result<Band, CountsError> {
    let levels = crate::judgements::check_scale(usize::from(levels))?;
    Ok(if ad <= f64::from(levels) / 10.0 + EVEN {
        Band::One
    } else if ad <= limit(levels) + EVEN {
        Band::Rough
    } else {
        Band::Different
    })
}

/// The share of answers within one level of the item's lower median, over all items: 0 to 1.
///
/// *Right* to tell a team ("nine in ten within one phase"). *Misused* alone: half at 2 and half at 4 looks poor here and
/// half at 2 and half at 3 perfect, and neither shows that the team is in two camps. `None` without items, or when they
/// differ in scale.
///
/// ```
/// use leerkring_assess::agreement::{Counts, ad::share_within_one};
/// let item = Counts::of(5, &[1, 3, 3, 4])?;
/// assert_eq!(share_within_one(&[item]), Some(0.75));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
pub fn share_within_one(items: &[Counts]) -> Option<f64> {
    common_levels(items)?;
    let near = |item: &Counts| {
        let median = lower_median(item);
        item.pairs().filter(|(level, _)| level.abs_diff(median) <= 1).map(|(_, count)| count).sum::<u64>()
    };
    let people: u64 = items.iter().map(Counts::people).sum();
    Some(items.iter().map(near).sum::<u64>() as f64 / people as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn borders_belong_to_the_better_side() {
        let bands = [0.5, 0.51, 5.0 / 6.0, 0.84].map(|ad| band(ad, 5).unwrap());
        assert_eq!(bands, [Band::One, Band::Rough, Band::Rough, Band::Different]);
        assert!(band(0.5, 10).is_err());
    }

    proptest! {
        /// Against every point that could be the centre: the median is the best of them.
        #[test]
        fn no_centre_is_nearer(answers in proptest::collection::vec(1_u8..=7, 1..30)) {
            let item = [Counts::of(7, &answers).unwrap()];
            let around = |c: f64| {
                answers.iter().map(|a| (f64::from(*a) - c).abs()).sum::<f64>() / answers.len() as f64
            };
            let best = (2..=14).map(|half| around(f64::from(half) / 2.0)).fold(f64::INFINITY, f64::min);
            let (median, mean) = (ad_median(&item).unwrap(), ad_mean(&item).unwrap());
            prop_assert!((median - best).abs() < 1e-12);
            prop_assert!(mean >= median - 1e-12 && median <= 3.0);
        }
    }
}
