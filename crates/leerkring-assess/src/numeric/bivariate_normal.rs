//! The bivariate normal distribution: how probable it is that two correlated variables both exceed a border.

use std::f64::consts::PI;

use super::normal::below;
use super::quadrature::{Node, gauss_legendre};

/// The points of the quadrature. Twenty give some fifteen digits for any correlation.
const POINTS: u32 = 20;
/// From this correlation on the integrand is too steep, and the expansion around a correlation of 1 takes over.
const STEEP: f64 = 0.925;
/// Exponents below this add nothing.
const NEGLIGIBLE: f64 = -100.0;

/// The standard bivariate normal with its quadrature nodes, made once.
pub(crate) struct Bivariate {
    nodes: Vec<Node>,
}

impl Bivariate {
    pub(crate) fn new() -> Bivariate {
        Bivariate { nodes: gauss_legendre(POINTS) }
    }

    /// `P(X > h, Y > k)` for correlation `r` strictly between -1 and 1; borders may be infinite.
    ///
    /// Drezner & Wesolowsky 1990, *J. Stat. Comput. Simul.* 35:101, in the form that Genz 2004, *Stat. Comput.* 14:251, gave it
    /// for high correlations.
    pub(crate) fn above(&self, h: f64, k: f64, r: f64) -> f64 {
        if h == f64::INFINITY || k == f64::INFINITY {
            0.0
        } else if h == f64::NEG_INFINITY {
            below(-k)
        } else if k == f64::NEG_INFINITY {
            below(-h)
        } else if r.abs() < STEEP {
            self.moderate(h, k, r)
        } else {
            self.steep(h, k, r)
        }
    }

    /// The integral of the density over the correlation from 0, on the scale of its angle.
    fn moderate(&self, h: f64, k: f64, r: f64) -> f64 {
        let half = (h * h + k * k) / 2.0;
        let angle = libm::asin(r);
        let sum: f64 = self
            .nodes
            .iter()
            .map(|Node { at: x, weight: w }| {
                let sine = libm::sin(angle * (1.0 + x) / 2.0);
                w * libm::exp((sine * h * k - half) / (1.0 - sine * sine))
            })
            .sum();
        sum * angle / (4.0 * PI) + below(-h) * below(-k)
    }

    /// From a correlation of 1 (or -1) back: what a Taylor expansion leaves is integrated.
    fn steep(&self, h: f64, k: f64, r: f64) -> f64 {
        let k = if r < 0.0 { -k } else { k };
        let hk = h * k;
        let square = (1.0 - r) * (1.0 + r);
        let a = square.sqrt();
        let apart = (h - k) * (h - k);
        let (c, d) = ((4.0 - hk) / 8.0, (12.0 - hk) / 16.0);
        let mut sum = 0.0;
        let exponent = -(apart / square + hk) / 2.0;
        if exponent > NEGLIGIBLE {
            let series =
                1.0 - c * (apart - square) * (1.0 - d * apart / 5.0) / 3.0 + c * d * square * square / 5.0;
            sum += a * libm::exp(exponent) * series;
        }
        if -hk > NEGLIGIBLE {
            let b = apart.sqrt();
            let series = 1.0 - c * apart * (1.0 - d * apart / 5.0) / 3.0;
            sum -= libm::exp(-hk / 2.0) * (2.0 * PI).sqrt() * below(-b / a) * b * series;
        }
        let half = a / 2.0;
        for Node { at: x, weight: w } in &self.nodes {
            let xs = (half * (x + 1.0)) * (half * (x + 1.0));
            let rs = (1.0 - xs).sqrt();
            let exponent = -(apart / xs + hk) / 2.0;
            if exponent > NEGLIGIBLE {
                let exact = libm::exp(-hk * xs / (2.0 * (1.0 + rs) * (1.0 + rs))) / rs;
                sum += half * w * libm::exp(exponent) * (exact - (1.0 + c * xs * (1.0 + d * xs)));
            }
        }
        let sum = -sum / (2.0 * PI);
        if r > 0.0 { sum + below(-h.max(k)) } else { -sum + (below(k) - below(h)).max(0.0) }
    }

    /// The probability of a rectangle.
    pub(crate) fn between(&self, x: (f64, f64), y: (f64, f64), r: f64) -> f64 {
        let above = |h, k| self.above(h, k, r);
        above(x.0, y.0) - above(x.1, y.0) - above(x.0, y.1) + above(x.1, y.1)
    }
}

/// The density at a point; 0 at infinity. It is also how fast [`Bivariate::above`] rises with the correlation.
pub(crate) fn density(h: f64, k: f64, r: f64) -> f64 {
    if h.is_infinite() || k.is_infinite() {
        return 0.0;
    }
    let square = 1.0 - r * r;
    libm::exp(-(h * h - 2.0 * r * h * k + k * k) / (2.0 * square)) / (2.0 * PI * square.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_quadrant_in_closed_form() {
        // P(X > 0, Y > 0) = 1/4 + asin(r) / (2 pi).
        let normal = Bivariate::new();
        for r in [-0.999, -0.95, -0.6, 0.0, 0.3, 0.92, 0.93, 0.99, 0.9999] {
            let exact = 0.25 + f64::asin(r) / (2.0 * PI);
            assert!((normal.above(0.0, 0.0, r) - exact).abs() < 1e-14, "{r}");
        }
    }

    proptest! {
        /// Against the one-dimensional integral of P(Y > k | x) over x > h, by many small steps.
        #[test]
        fn against_plain_integration(h in -3.0..3.0_f64, k in -3.0..3.0_f64, r in -0.99..0.99_f64) {
            let steps = 20_000;
            let width = (9.0 - h) / f64::from(steps);
            let spread = (1.0 - r * r).sqrt();
            let sum: f64 = (0..steps)
                .map(|i| h + (f64::from(i) + 0.5) * width)
                .map(|x| (-x * x / 2.0).exp() * below((r * x - k) / spread))
                .sum();
            let plain = sum * width / (2.0 * PI).sqrt();
            let found = Bivariate::new().above(h, k, r);
            prop_assert!((found - plain).abs() < 1e-7, "{found} {plain}");
        }
    }
}
