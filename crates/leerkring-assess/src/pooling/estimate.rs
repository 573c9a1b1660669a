//! A value with its uncertainty.

use crate::numeric::normal;

/// What is known about a value: a normal distribution.
///
/// ```
/// use leerkring_assess::pooling::estimate::Estimate;
/// let growth = Estimate { mean: 0.5, sd: 0.25 };
/// assert!((growth.p_above(0.0) - 0.977).abs() < 1e-3);
/// assert!((growth.quantile(0.05) - 0.089).abs() < 1e-3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// The standard deviation; 0 where the value is certain.
    pub sd: f64,
}

impl Estimate {
    /// The probability that the value is greater than `value`. Of two sides that are equally good, one half: also where
    /// the value is certainly equal to it.
    pub fn p_above(&self, value: f64) -> f64 {
        let distance = self.mean - value;
        if self.sd > 0.0 {
            normal::below(distance / self.sd)
        } else if distance == 0.0 {
            0.5
        } else {
            f64::from(u8::from(distance > 0.0))
        }
    }

    /// The probability that the value is at least `size` away from 0, on whichever side. 1 if `size` is not above 0.
    pub fn p_apart(&self, size: f64) -> f64 {
        if size > 0.0 { (self.p_above(size) + 1.0 - self.p_above(-size)).min(1.0) } else { 1.0 }
    }

    /// The value that is stayed below with probability `p`. A 90 % interval runs from 0.05 to 0.95.
    pub fn quantile(&self, p: f64) -> f64 {
        self.mean + self.sd * normal::quantile(p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_has_two_sides() {
        let certain = Estimate { mean: 1.0, sd: 0.0 };
        assert_eq!([0.0, 1.0, 2.0].map(|value| certain.p_above(value)), [1.0, 0.5, 0.0]);
        assert_eq!(certain.quantile(0.05), 1.0);
        let even = Estimate { mean: 0.0, sd: 0.5 };
        // Both tails of one standard deviation.
        assert!((even.p_apart(0.5) - 0.317_310_507_862_914).abs() < 1e-12);
        assert_eq!(even.p_apart(0.0), 1.0);
    }
}
