//! The standard normal distribution, good in both tails.

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

use statrs::function::erf::erfc_inv;

/// The density.
pub(crate) fn density(x: f64) -> f64 {
    libm::exp(-x * x / 2.0) / (2.0 * PI).sqrt()
}

/// The probability of at most `x`.
pub(crate) fn below(x: f64) -> f64 {
    libm::erfc(-x * FRAC_1_SQRT_2) / 2.0
}

/// The probability between `low` and `high`, without the cancellation of two numbers near 1.
pub(crate) fn between(low: f64, high: f64) -> f64 {
    if low > 0.0 { below(-low) - below(-high) } else { below(high) - below(low) }
}

/// The probability of lying as far from 0 as `x`, on either side.
pub(crate) fn two_sided(x: f64) -> f64 {
    libm::erfc(x.abs() * FRAC_1_SQRT_2)
}

/// The value that is stayed within on both sides with probability `level`.
pub(crate) fn limit(level: f64) -> f64 {
    unbounded_quantile(0.5 + level / 2.0)
}

/// The value that is stayed below with probability `p`; infinite at 0 and 1.
pub(crate) fn unbounded_quantile(p: f64) -> f64 {
    -SQRT_2 * erfc_inv(2.0 * p)
}

/// The same, kept finite.
pub(crate) fn quantile(p: f64) -> f64 {
    const TINY: f64 = 1e-12;
    unbounded_quantile(p.clamp(TINY, 1.0 - TINY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        assert!((limit(0.95) - 1.959_963_984_540_054).abs() < 1e-13);
        assert!((two_sided(1.96) - 0.049_995_790_296_440).abs() < 1e-14);
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((below(1.96) - 0.975_002_104_851_780).abs() < 1e-14);
        // Abramowitz and Stegun, table 26.2: the tail beyond 8.
        assert!((between(8.0, f64::INFINITY) / 6.220_960_574_271_8e-16 - 1.0).abs() < 1e-12);
        assert!((density(0.0) - 0.398_942_280_401_432_7).abs() < 1e-15);
    }
}
