//! Student's distribution: its tails and limits.

use statrs::function::beta::beta_reg;

/// The probability that Student's variable with `df` degrees of freedom lies as far from 0 as `t`, on either side.
pub(crate) fn two_sided(t: f64, df: f64) -> f64 {
    beta_reg(df / 2.0, 0.5, (df / (df + t * t)).clamp(0.0, 1.0))
}

/// The value that Student's variable stays within on both sides with probability `level`, by halving: a tail falls
/// everywhere.
pub(crate) fn limit(level: f64, df: f64) -> f64 {
    const DOUBLINGS: u32 = 200;
    const HALVINGS: u32 = 200;
    let outside = 1.0 - level;
    let mut high = 1.0;
    for _ in 0..DOUBLINGS {
        if two_sided(high, df) < outside {
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
        if two_sided(middle, df) < outside {
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
        assert!((limit(0.95, 10.0) - 2.228_138_851_986_274).abs() < 1e-12);
        // One degree of freedom is Cauchy's distribution: tan(pi 0.475).
        assert!((limit(0.95, 1.0) - 12.706_204_736_174_7).abs() < 1e-9);
        assert!((two_sided(1.0, 1.0) - 0.5).abs() < 1e-14);
    }
}
