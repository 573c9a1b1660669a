//! Tails and limits of the normal and Student's distributions.

use std::f64::consts::SQRT_2;

use statrs::function::{beta::beta_reg, erf::erfc_inv};

/// The probability that a standard normal variable lies as far from 0 as `z`, on either side.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

/// The probability that a standard normal variable lies below `z`.
pub(crate) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The value that a standard normal variable stays below with probability `p`; infinite at 0 and 1.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    -SQRT_2 * erfc_inv(2.0 * p)
}

/// The value that a standard normal variable stays within on both sides with probability `level`.
pub(crate) fn normal_limit(level: f64) -> f64 {
    normal_quantile(0.5 + level / 2.0)
}

/// The probability that Student's variable with `df` degrees of freedom lies as far from 0 as `t`, on either side.
pub(crate) fn t_two_sided(t: f64, df: f64) -> f64 {
    beta_reg(df / 2.0, 0.5, (df / (df + t * t)).clamp(0.0, 1.0))
}

/// The value that Student's variable stays within on both sides with probability `level`, by halving: a tail falls
/// everywhere.
pub(crate) fn t_limit(level: f64, df: f64) -> f64 {
    const DOUBLINGS: u32 = 200;
    const HALVINGS: u32 = 200;
    let outside = 1.0 - level;
    let mut high = 1.0;
    for _ in 0..DOUBLINGS {
        if t_two_sided(high, df) < outside {
            break;
        }
        high *= 2.0;
    }
    let mut low = 0.0;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if t_two_sided(middle, df) < outside {
            high = middle;
        } else {
            low = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_tables() {
        assert!((normal_limit(0.95) - 1.959_963_984_540_054).abs() < 1e-13);
        assert!((t_limit(0.95, 10.0) - 2.228_138_851_986_274).abs() < 1e-12);
        // One degree of freedom is Cauchy's distribution: tan(pi 0.475).
        assert!((t_limit(0.95, 1.0) - 12.706_204_736_174_7).abs() < 1e-9);
        assert!((t_two_sided(1.0, 1.0) - 0.5).abs() < 1e-14);
        assert!((normal_below(-1.0) - 0.158_655_253_931_457).abs() < 1e-15);
    }
}
