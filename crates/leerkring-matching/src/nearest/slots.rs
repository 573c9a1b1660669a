//! The sixteen cheapest by estimate, in order.

use fearless_simd::{Select, Simd, SimdBase, SimdMask, f32x16, u32x16};

use super::cheapest::Query;
use super::descend::{Leaf, Seek, lanes_of};
use super::lanes::Asker;
use super::tree::LANES;

/// Room for the k cheapest and some near-ties. What costs more moves along; the last falls off.
pub(super) struct Slots<'a, S: Simd, Q> {
    simd: S,
    estimates: f32x16<S>,
    labels: u32x16<S>,
    limit: f32,
    k: usize,
    asker: &'a Asker,
    query: &'a Q,
}

impl<'a, S: Simd, Q: Query> Slots<'a, S, Q> {
    /// The largest k for which there is room to spare.
    pub(super) const MOST: usize = LANES - 4;

    /// Nothing yet.
    #[inline(always)]
    pub(super) fn new(simd: S, k: usize, asker: &'a Asker, query: &'a Q) -> Slots<'a, S, Q> {
        Slots {
            simd,
            estimates: f32x16::splat(simd, f32::INFINITY),
            labels: u32x16::splat(simd, 0),
            limit: f32::INFINITY,
            k,
            asker,
            query,
        }
    }

    /// The labels of those that may be among the k cheapest; `None` if there may be more than there is room for. What fell off
    /// cost no less than the last does now.
    #[inline(always)]
    pub(super) fn within_limit(&self) -> Option<([u32; LANES], usize)> {
        let most = f32x16::splat(self.simd, self.limit.min(f32::MAX));
        let count = self.estimates.simd_le(most).to_bitmask().count_ones() as usize;
        (count < LANES).then(|| (self.labels.to_array(), count))
    }
}

impl<S: Simd, Q: Query> Seek<S> for Slots<'_, S, Q> {
    #[inline(always)]
    fn limit(&self) -> f32 {
        self.limit
    }

    #[inline(always)]
    fn look(&mut self, leaf: Leaf) {
        let simd = self.simd;
        let (estimates, worth) = leaf.within(simd, self.asker, self.limit);
        if worth == 0 {
            return;
        }
        let estimates = estimates.to_array();
        // Kept at hand meanwhile, not in memory.
        let (mut kept, mut kept_labels) = (self.estimates, self.labels);
        for lane in lanes_of(worth) {
            let (estimate, label) = (estimates[lane], leaf.labels[lane]);
            if !self.query.allowed(label) {
                continue;
            }
            let (estimate, label) = (f32x16::splat(simd, estimate), u32x16::splat(simd, label));
            // All one place along, with nothing before the first.
            let along = f32x16::splat(simd, f32::NEG_INFINITY).slide::<{ LANES - 1 }>(kept);
            let labels_along = kept_labels.rotate_elements_right::<1>();
            let moves = kept.simd_gt(estimate);
            let one_before_moves = along.simd_gt(estimate);
            kept_labels = moves.select(one_before_moves.select(labels_along, label), kept_labels);
            kept = kept.min(along.max(estimate));
        }
        (self.estimates, self.labels) = (kept, kept_labels);
        self.limit = self.asker.margin.limit(kept[self.k - 1]);
    }
}
