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

/// The value that is stayed below with probability `p`, kept finite.
pub(crate) fn quantile(p: f64) -> f64 {
    const TINY: f64 = 1e-12;
    -SQRT_2 * erfc_inv(2.0 * p.clamp(TINY, 1.0 - TINY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((below(1.96) - 0.975_002_104_851_780).abs() < 1e-14);
        // Abramowitz and Stegun, table 26.2: the tail beyond 8.
        assert!((between(8.0, f64::INFINITY) / 6.220_960_574_271_8e-16 - 1.0).abs() < 1e-12);
        assert!((density(0.0) - 0.398_942_280_401_432_7).abs() < 1e-15);
    }
}
