//! Chance that comes out the same on every machine.
//!
//! ChaCha8 is the same everywhere by definition. What is made of its bits is written out here, from integers and from
//! operations that IEEE 754 fixes to the last bit; logarithms come from `libm`, because those of the platform differ.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// What a stream is for. Each purpose has streams of its own, so that a new use of chance in one place moves nothing
/// in another. The answers come first: the stream of a school's answers is the index of the school.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Answers,
    School,
    Board,
    Place,
    Network,
    Earlier,
    Topics,
}

/// Every stream of one seed.
pub(crate) struct Source(u64);

impl Source {
    pub(crate) fn new(seed: u64) -> Source {
        Source(seed)
    }

    pub(crate) fn stream(&self, purpose: Purpose, index: u64) -> Stream {
        let mut rng = ChaCha8Rng::seed_from_u64(self.0);
        rng.set_stream((purpose as u64) << 56 | index);
        Stream { rng, spare: None }
    }
}

/// A series of chances.
pub(crate) struct Stream {
    rng: ChaCha8Rng,
    spare: Option<f64>,
}

impl Stream {
    /// 32 random bits.
    pub(crate) fn bits(&mut self) -> u32 {
        self.rng.next_u32()
    }

    /// A whole number from 0 up to, not including, `n`; 0 if `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        // Multiply-shift: the bias is n / 2^32, far below what a fiction needs.
        ((u64::from(self.bits()) * u64::from(n)) >> 32) as u32
    }

    /// A number from 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.bits()) / 4_294_967_296.0
    }

    /// A number from `low` up to `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A normal number with mean 0 and this standard deviation: a point in the unit disc, stretched (Marsaglia's polar
    /// method). It gives two at a time; the second is kept.
    pub(crate) fn normal(&mut self, deviation: f64) -> f64 {
        if let Some(spare) = self.spare.take() {
            return deviation * spare;
        }
        loop {
            let (x, y) = (self.between(-1.0, 1.0), self.between(-1.0, 1.0));
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let stretch = libm::sqrt(-2.0 * libm::log(square) / square);
                self.spare = Some(y * stretch);
                return deviation * x * stretch;
            }
        }
    }

    /// One of these; `None` only if there are none.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let index = self.below(u32::try_from(all.len()).unwrap_or(u32::MAX));
        all.get(index as usize)
    }

    /// Puts them in a random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX));
            all.swap(last, other as usize);
        }
    }
}
