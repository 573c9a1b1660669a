//! By how much an estimate may exceed the true cost.
//!
//! Estimates are made of numbers rounded to `f32` (relative error 2^-24), by operations that each round as much. Two kinds of error
//! follow. Rounding the *numbers* moves a point and the asker by up to 2^-24 of what they are, in each dimension, whatever the
//! cost: with unit vectors, about half a metre. Rounding the *operations* errs by a share of the cost. All terms are positive, so that
//! a sum errs by no larger a share than the worst of its terms and one rounding for each addition after it. The longest row is that of
//! context: a difference, for each number a square added to the rest or a charge for an unknown one added to the total, a root, and the
//! additions of travel, doubt and base; that of travel has its series of a dozen operations, and then the same additions. So there are
//! fewer than 16 in a row, and one more for each number of context. Both kinds are reckoned twice as large as they can be.

use fearless_simd::{Simd, SimdBase, f32x16};

use super::points::{PLACE, Points};
use crate::sphere::RADIUS_KM;

/// Twice the relative error of a number rounded to `f32`.
const ROUNDED: f64 = 2.0 / (1 << 24) as f64;
/// More than the operations in a row for any term, beside one for each number of context.
const IN_A_ROW: usize = 16;
/// What is never too much to allow: a millimetre.
const LEAST_KM: f64 = 1e-6;

/// By how much an estimate may be off because the numbers of these points were rounded.
pub(crate) fn of_points(points: &Points) -> f64 {
    let mut most = vec![0.0f64; points.context_width()];
    for label in 0..points.len() as u32 {
        for (most, x) in most.iter_mut().zip(points.of(label).1) {
            // NaN is left out.
            *most = most.max(x.abs());
        }
    }
    ROUNDED * (PLACE as f64 * RADIUS_KM + points.unit_km() * most.iter().sum::<f64>())
}

/// By how much because the numbers of this asker were.
pub(super) fn of_asker(context: &[f64], unit_km: f64) -> f64 {
    let context: f64 = context.iter().filter(|x| !x.is_nan()).map(|x| x.abs()).sum();
    LEAST_KM + ROUNDED * (PLACE as f64 * RADIUS_KM + unit_km * context)
}

/// By how much the estimates for one asker may be off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Margin {
    /// Because numbers were rounded.
    off_km: f32,
    /// The share of a cost, because operations were.
    share: f32,
}

impl Margin {
    /// With numbers that are off by this much, of points with so many numbers of context.
    pub(super) fn new(off_km: f64, context_width: usize) -> Margin {
        Margin { off_km: off_km as f32, share: ((IN_A_ROW + context_width) as f64 * ROUNDED) as f32 }
    }

    /// What the estimate of a cost is at most.
    #[inline(always)]
    pub(super) fn most(self, cost: f64) -> f32 {
        // Rounding here is within what is allowed for it.
        (cost as f32 + self.off_km) * (1.0 + self.share)
    }

    /// The limit that keeps all that may be as cheap as a point with this estimate: there and back.
    #[inline(always)]
    pub(super) fn limit(self, estimate: f32) -> f32 {
        (estimate + 2.0 * self.off_km) * (1.0 + 3.0 * self.share)
    }

    /// Distances that were estimated as costs are, from above.
    #[inline(always)]
    pub(super) fn away<S: Simd>(self, simd: S, estimates: f32x16<S>) -> f32x16<S> {
        estimates * f32x16::splat(simd, 1.0 + 3.0 * self.share)
    }
}
