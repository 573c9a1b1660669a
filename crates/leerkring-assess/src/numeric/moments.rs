//! Mean and spread of some values, whatever their order.

/// The number, mean and spread of some values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    pub(crate) n: f64,
    pub(crate) mean: f64,
    /// The sum of squared distances from the mean.
    pub(crate) squares: f64,
}

impl Moments {
    /// `None` without values, and where one is not a number.
    pub(crate) fn of(values: &[f64]) -> Option<Moments> {
        if values.is_empty() || values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        // Sorted, so that the last digit does not depend on the order of the input.
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let mean = sorted.iter().sum::<f64>() / n;
        Some(Moments { n, mean, squares: sorted.iter().map(|value| (value - mean) * (value - mean)).sum() })
    }

    /// The variance with denominator n - 1; `None` for one value.
    pub(crate) fn variance(&self) -> Option<f64> {
        (self.n > 1.0).then(|| self.squares / (self.n - 1.0))
    }
}

/// Values as whole numbers of billionths: those that differ by less in the computation of a mean are equal.
pub(crate) fn on_grid(values: &[f64]) -> Option<Vec<i64>> {
    const GRID: f64 = 1e-9;
    values
        .iter()
        .all(|value| value.is_finite())
        .then(|| values.iter().map(|v| (v / GRID).round() as i64).collect())
}
