//! The sixteen cheapest by estimate, in order.

use fearless_simd::{Select, Simd, SimdBase, SimdMask, f32x16, mask32x16, u32x16};

use super::cheapest::Query;
use super::descend::Keep;
use super::margin;
use super::tree::LANES;

/// Room for the k cheapest and some near-ties. What costs more moves along; the last falls off.
pub(super) struct Slots<'a, S: Simd, Q> {
    simd: S,
    estimates: f32x16<S>,
    labels: u32x16<S>,
    /// The lowest estimate that fell off.
    fallen: f32,
    limit: f32,
    k: usize,
    off_km: f64,
    query: &'a Q,
}

impl<'a, S: Simd, Q: Query> Slots<'a, S, Q> {
    /// The largest k for which there is room to spare.
    pub(super) const MOST: usize = LANES - 4;

    /// Nothing yet. `off_km` is by how much an estimate may be off.
    #[inline(always)]
    pub(super) fn new(simd: S, k: usize, off_km: f64, query: &'a Q) -> Slots<'a, S, Q> {
        Slots {
            simd,
            estimates: f32x16::splat(simd, f32::INFINITY),
            labels: u32x16::splat(simd, 0),
            fallen: f32::INFINITY,
            limit: f32::INFINITY,
            k,
            off_km,
            query,
        }
    }

    /// The labels of those that may be among the k cheapest; `None` if there was no room for all that may.
    #[inline(always)]
    pub(super) fn within_limit(&self) -> Option<([u32; LANES], usize)> {
        if self.fallen <= self.limit && self.fallen < f32::INFINITY {
            return None;
        }
        let within = if self.limit == f32::INFINITY {
            self.estimates.simd_lt(f32x16::splat(self.simd, self.limit))
        } else {
            self.estimates.simd_le(f32x16::splat(self.simd, self.limit))
        };
        Some((self.labels.to_array(), within.to_bitmask().count_ones() as usize))
    }
}

impl<S: Simd, Q: Query> Keep for Slots<'_, S, Q> {
    #[inline(always)]
    fn limit(&self) -> f32 {
        self.limit
    }

    #[inline(always)]
    fn offer(&mut self, estimate: f32, label: u32) {
        if !self.query.allowed(label) {
            return;
        }
        let simd = self.simd;
        let (new_estimate, new_label) = (f32x16::splat(simd, estimate), u32x16::splat(simd, label));
        let moves = self.estimates.simd_gt(new_estimate);
        // The first that moves makes place.
        let bits = moves.to_bitmask();
        let place = mask32x16::from_bitmask(simd, bits & bits.wrapping_neg());
        self.fallen = self.fallen.min(if bits == 0 { estimate } else { self.estimates[LANES - 1] });
        let along = self.estimates.rotate_elements_right::<1>();
        self.estimates = place.select(new_estimate, moves.select(along, self.estimates));
        let along = self.labels.rotate_elements_right::<1>();
        self.labels = place.select(new_label, moves.select(along, self.labels));
        let last = self.estimates[self.k - 1];
        if last < f32::INFINITY {
            self.limit = margin::limit(last, self.off_km);
        }
    }
}
