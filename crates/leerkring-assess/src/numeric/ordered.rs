//! Sums that do not depend on the order of what is added.

/// The sum, added from the smallest number to the largest.
pub(crate) fn ordered_sum(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    numbers.iter().sum()
}

/// The mean; `None` of nothing.
pub(crate) fn ordered_mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| ordered_sum(numbers.iter().copied()) / numbers.len() as f64)
}
