//! The F distribution: its tail and its quantiles.

use statrs::function::beta::beta_reg;

/// The probability that F with these degrees of freedom exceeds a value.
pub(crate) fn f_tail(value: f64, df1: f64, df2: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    beta_reg(df2 / 2.0, df1 / 2.0, df2 / (df2 + df1 * value))
}

/// The value that F stays below with probability `p`, for 0 < p < 1.
///
/// Halving on the odds `x / (1 - x)` of the beta variable behind F, on a logarithmic scale: slow and sure.
pub(crate) fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    let (mut low, mut high) = (-60.0_f64, 60.0_f64);
    // The tail is the smaller, so the more exact, of the two.
    let below = |log_f: f64| {
        let f = libm::exp(log_f);
        let x = df1 * f / (df2 + df1 * f);
        if p < 0.5 { beta_reg(df1 / 2.0, df2 / 2.0, x) < p } else { f_tail(f, df1, df2) > 1.0 - p }
    };
    while high - low > 1e-14 * (1.0 + low.abs().max(high.abs())) {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    libm::exp((low + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_degrees_of_freedom_by_hand() {
        // With df1 = 2 the tail is (1 + 2 f / df2)^(-df2 / 2).
        for df2 in [1.0_f64, 4.0, 30.0] {
            for f in [0.1_f64, 1.0, 7.0] {
                let tail = (1.0 + 2.0 * f / df2).powf(-df2 / 2.0);
                assert!((f_tail(f, 2.0, df2) - tail).abs() < 1e-12);
                assert!((f_quantile(1.0 - tail, 2.0, df2) / f - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn many_degrees_of_freedom() {
        // qf(0.975, ..) and qf(0.025, ..) of R 4.2.2.
        for (df1, df2, high, low) in [
            (5399.0, 53_990.0, 1.040_023_207_313_547_4, 0.960_892_958_086_667_6),
            (2041.0, 20_410.0, 1.065_564_026_610_159_6, 0.936_859_514_543_089_1),
            (53_990.0, 5399.0, 1.040_698_645_550_700_8, 0.961_517_005_551_319),
        ] {
            for (p, expected) in [(0.975, high), (0.025, low)] {
                let found = f_quantile(p, df1, df2);
                assert!((found / expected - 1.0).abs() < 1e-9, "{df1} {df2} {p}: {found}");
            }
        }
    }

    proptest! {
        /// Against the other function of this file.
        #[test]
        fn the_quantile_inverts_the_tail(p in 0.001..0.999_f64, df1 in 1.0..3000.0_f64, df2 in 1.0..3000.0_f64) {
            prop_assert!((f_tail(f_quantile(p, df1, df2), df1, df2) - (1.0 - p)).abs() < 1e-10);
        }
    }
}
