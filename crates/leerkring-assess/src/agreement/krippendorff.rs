//! Krippendorff's alpha: agreement of raters over many units, corrected for what chance gives.

use std::collections::BTreeMap;

/// How far two values are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Different is different: for codes without an order.
    Nominal,
    /// By the number of values given between them: `(Σ n_g - (n_c + n_k) / 2)²`, the sum from *c* to *k*. For phases.
    Ordinal,
    /// By the squared difference: takes equal steps for granted.
    Interval,
}

/// Krippendorff's alpha, `1 - D_o / D_e`: 1 is full agreement, 0 what chance gives, below 0 systematic disagreement.
///
/// A unit is what is rated; it holds the values that it got, in any order. Missing values are simply not there; a unit
/// with fewer than two values takes no part.
///
/// *Right* for coders of many documents, or for schools as units with their people as raters. *Misused* inside one team
/// with its few indicators as units: there is next to no variance between those, so alpha is near 0 although people
/// agree. Not the "ordinal" weights of Gwet, which give other values (.834 instead of .815 below).
///
/// `None` where there is nothing to disagree on: no unit with two values, or one value everywhere.
///
/// Source: Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*. Its worked example, four observers and
/// twelve units:
///
/// ```
/// use leerkring_assess::agreement::krippendorff::{Distance, krippendorff_alpha};
/// let units: [&[u8]; 12] = [
///     &[1, 1, 1], &[2, 2, 3, 2], &[3, 3, 3, 3], &[3, 3, 3, 3], &[2, 2, 2, 2], &[1, 2, 3, 4],
///     &[4, 4, 4, 4], &[1, 1, 2, 1], &[2, 2, 2, 2], &[5, 5, 5], &[1, 1], &[3],
/// ];
/// let alpha = |distance| krippendorff_alpha(&units, distance).unwrap();
/// assert!((alpha(Distance::Nominal) - 0.743).abs() < 5e-4);
/// assert!((alpha(Distance::Ordinal) - 0.815).abs() < 5e-4);
/// assert!((alpha(Distance::Interval) - 0.849).abs() < 5e-4);
/// ```
pub fn krippendorff_alpha(units: &[&[u8]], distance: Distance) -> Option<f64> {
    let tallies: Vec<BTreeMap<u8, u64>> = units.iter().filter(|unit| unit.len() > 1).map(|unit| tally(unit)).collect();
    let mut given: BTreeMap<u8, u64> = BTreeMap::new();
    for (value, count) in tallies.iter().flatten() {
        *given.entry(*value).or_default() += count;
    }
    let total: u64 = given.values().sum();
    // Pairs of values within one tally, each way round, weighed by their distance.
    let disagreement = |tally: &BTreeMap<u8, u64>| {
        let pairs = tally.iter().flat_map(|one| tally.iter().map(move |other| (one, other)));
        pairs.map(|((c, m), (k, n))| (m * n) as f64 * apart(*c, *k, distance, &given)).sum::<f64>()
    };
    let mut observed: Vec<f64> =
        tallies.iter().map(|unit| disagreement(unit) / (unit.values().sum::<u64>() as f64 - 1.0)).collect();
    // Always added in the same order, whatever that of the units.
    observed.sort_by(f64::total_cmp);
    let expected = disagreement(&given) / (total as f64 - 1.0);
    (expected > 0.0).then(|| 1.0 - observed.iter().sum::<f64>() / expected)
}

fn tally(values: &[u8]) -> BTreeMap<u8, u64> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(*value).or_default() += 1;
    }
    counts
}

/// The squared distance of two values.
fn apart(c: u8, k: u8, distance: Distance, given: &BTreeMap<u8, u64>) -> f64 {
    let (low, high) = (c.min(k), c.max(k));
    let steps = match distance {
        _ if low == high => 0.0,
        Distance::Nominal => 1.0,
        Distance::Interval => f64::from(high - low),
        Distance::Ordinal => {
            let of = |value: u8| given.get(&value).copied().unwrap_or(0) as f64;
            given.range(low..=high).map(|(_, count)| *count as f64).sum::<f64>() - (of(low) + of(high)) / 2.0
        }
    };
    steps * steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_to_disagree_on() {
        assert_eq!(krippendorff_alpha(&[], Distance::Nominal), None);
        assert_eq!(krippendorff_alpha(&[&[1], &[2]], Distance::Nominal), None);
        assert_eq!(krippendorff_alpha(&[&[2, 2], &[2, 2]], Distance::Ordinal), None);
    }

    #[test]
    fn two_observers_by_hand() {
        // Units (1,1), (1,2), (2,2): one disagreement each way, 2 of 6 values; expected 2 x 3 x 3 / 5.
        let alpha = krippendorff_alpha(&[&[1, 1], &[1, 2], &[2, 2]], Distance::Nominal).unwrap();
        assert!((alpha - (1.0 - 2.0 / 3.6)).abs() < 1e-12);
    }

    proptest! {
        /// With two values all distances are one; order of units and of raters is nothing; full agreement is 1.
        #[test]
        fn invariances(units in proptest::collection::vec(proptest::collection::vec(1_u8..=2, 1..5), 2..12)) {
            let slices: Vec<&[u8]> = units.iter().map(Vec::as_slice).collect();
            let alpha = |distance| krippendorff_alpha(&slices, distance);
            if let (Some(a), Some(b), Some(c)) =
                (alpha(Distance::Nominal), alpha(Distance::Ordinal), alpha(Distance::Interval))
            {
                prop_assert!((a - b).abs() < 1e-12 && (a - c).abs() < 1e-12);
                prop_assert!(a <= 1.0);
            }
            let turned: Vec<Vec<u8>> = units.iter().rev().map(|u| u.iter().rev().copied().collect()).collect();
            let turned: Vec<&[u8]> = turned.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(krippendorff_alpha(&turned, Distance::Ordinal), alpha(Distance::Ordinal));
        }
    }
}
