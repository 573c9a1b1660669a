//! Which arrangements of a label would give as large an effect: all of them, or a sample from a seed.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// How arrangements are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permutations {
    /// Up to so many arrangements all are gone through.
    pub most_exact: u32,
    /// With more, so many are drawn.
    pub samples: u32,
    /// What the draws start from; the same seed gives the same result everywhere.
    pub seed: u64,
}

impl Default for Permutations {
    /// A million, 99 999, and 2014.
    fn default() -> Permutations {
        Permutations { most_exact: 1_000_000, samples: 99_999, seed: 2014 }
    }
}

/// The result of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Permutation {
    /// The two-sided p-value: the share of arrangements with an effect at least as large either way. From a sample,
    /// `(b + 1) / (B + 1)`, so that it is never 0.
    pub p: f64,
    /// How many arrangements there are; the smallest p-value is one of them.
    pub arrangements: f64,
    /// Whether all were gone through.
    pub is_exact: bool,
}

/// What an arrangement of one unit adds up to.
pub(super) type Sums = [f64; 4];

/// The test of a statistic of sums over units that are arranged independently. `units` lists the sums of every arrangement
/// of every unit, and is asked only if all are gone through; `draw` gives the sums of one arrangement by lot.
pub(super) fn test(
    options: &Permutations,
    arrangements: f64,
    observed: f64,
    statistic: impl Fn(Sums) -> f64,
    units: impl FnOnce() -> Vec<Vec<Sums>>,
    draw: impl Fn(&mut ChaCha8Rng) -> Sums,
) -> Permutation {
    // Sums in another order may differ in the last digits.
    let least = observed.abs() * (1.0 - 1e-9) - 1e-12;
    let as_large = |sums: Sums| statistic(sums).abs() >= least;
    if arrangements <= f64::from(options.most_exact) {
        let (mut all, mut large) = (0_u32, 0_u32);
        walk(&units(), [0.0; 4], &mut |sums| {
            all += 1;
            large += u32::from(as_large(sums));
        });
        return Permutation { p: f64::from(large) / f64::from(all), arrangements, is_exact: true };
    }
    let large = (0..options.samples).filter(|sample| {
        // A stream of its own for every draw.
        let mut lot = ChaCha8Rng::seed_from_u64(options.seed);
        lot.set_stream(u64::from(*sample));
        as_large(draw(&mut lot))
    });
    let p = (large.count() as f64 + 1.0) / (f64::from(options.samples) + 1.0);
    Permutation { p, arrangements, is_exact: false }
}

fn walk(units: &[Vec<Sums>], so_far: Sums, visit: &mut impl FnMut(Sums)) {
    match units.split_first() {
        None => visit(so_far),
        Some((unit, rest)) => unit.iter().for_each(|sums| walk(rest, plus(so_far, *sums), visit)),
    }
}

pub(super) fn plus(a: Sums, b: Sums) -> Sums {
    let ([a0, a1, a2, a3], [b0, b1, b2, b3]) = (a, b);
    [a0 + b0, a1 + b1, a2 + b2, a3 + b3]
}

/// A whole number below `n` by lot.
pub(super) fn below(lot: &mut ChaCha8Rng, n: usize) -> usize {
    const RANGE: f64 = 4_294_967_296.0;
    (f64::from(lot.next_u32()) / RANGE * n as f64) as usize
}

/// The number of ways to choose `k` of `n`.
pub(super) fn choose(n: usize, k: usize) -> f64 {
    (0..k.min(n - k)).map(|i| (n - i) as f64 / (i + 1) as f64).product::<f64>().round()
}
