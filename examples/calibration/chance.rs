//! Chance that comes out the same on every machine.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// A series of chances.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The series with this number, of a seed.
    pub(crate) fn new(seed: u64, number: u64) -> Chance {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(number);
        Chance(rng)
    }

    /// A number above 0 and below 1.
    fn unit(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / 4_294_967_296.0
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A normal number (Box and Muller).
    pub(crate) fn normal(&mut self, deviation: f64) -> f64 {
        let far = libm::sqrt(-2.0 * libm::log(self.unit()));
        deviation * far * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// Shares of a whole: a Dirichlet draw, as sums of exponential numbers.
    pub(crate) fn shares(&mut self, masses: &[u32]) -> Vec<f64> {
        let sum = |mass: &u32| -> f64 { (0..*mass).map(|_| -libm::log(self.unit())).sum() };
        let sums: Vec<f64> = masses.iter().map(sum).collect();
        let whole: f64 = sums.iter().sum();
        sums.into_iter().map(|sum| sum / whole).collect()
    }

    /// A place, each as probable as its share.
    pub(crate) fn pick(&mut self, shares: &[f64]) -> usize {
        let mut left = self.unit();
        let passed = shares.iter().take_while(|share| {
            left -= **share;
            left >= 0.0
        });
        passed.count().min(shares.len() - 1)
    }
}
