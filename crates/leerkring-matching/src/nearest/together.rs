//! Neighbours who go down the trees together.
//!
//! Those who ask after each other mostly stand near each other, and then open the same boxes. So one goes for all: the middle of them. What a
//! box costs the middle, less the way from there to an asker, is the least it can cost that asker; what is above the limit of each
//! of them is opened for none. At a leaf each is asked again for itself, all in one pass, and only those whom it may serve look in.

use fearless_simd::{Simd, SimdBase, SimdMask, f32x16};

use super::cheapest::Query;
use super::descend::{Leaf, Seek, lanes_of};
use super::lanes::{self, Asker, Group};
use super::slots::Slots;
use super::tree::LANES;

/// The slots of several askers.
pub(super) struct Together<'a, S: Simd, Q> {
    simd: S,
    group: &'a Group,
    pub(super) slots: [Slots<'a, S, Q>; LANES],
    /// The limit of each, which is finite, so that what is out of reach is served to none; below all where there is no asker.
    limits: f32x16<S>,
    limit: f32,
}

impl<'a, S: Simd, Q: Query> Together<'a, S, Q> {
    /// These, who are this group; nothing is found yet.
    #[inline(always)]
    pub(super) fn new(
        simd: S,
        k: usize,
        group: &'a Group,
        queries: &'a [Q],
        askers: &'a [Asker],
    ) -> Together<'a, S, Q> {
        // In the lanes without an asker the last stands once more, and gets nothing.
        let last = queries.len() - 1;
        let slots = |lane: usize| Slots::new(simd, k, &askers[lane.min(last)], &queries[lane.min(last)]);
        let limit = |lane: usize| if lane <= last { f32::MAX } else { f32::NEG_INFINITY };
        let limits: [f32; LANES] = std::array::from_fn(limit);
        Together {
            simd,
            group,
            slots: std::array::from_fn(slots),
            limits: f32x16::from_slice(simd, &limits),
            limit: f32::INFINITY,
        }
    }
}

impl<S: Simd, Q: Query> Seek<S> for Together<'_, S, Q> {
    #[inline(always)]
    fn limit(&self) -> f32 {
        self.limit
    }

    #[inline(always)]
    fn look(&mut self, leaf: Leaf) {
        let simd = self.simd;
        let estimates = lanes::askers(simd, leaf.tree, leaf.boxes, leaf.lane, self.group) + leaf.base;
        let served = estimates.simd_le(self.limits).to_bitmask();
        if served == 0 {
            return;
        }
        let mut limits = self.limits.to_array();
        for lane in lanes_of(served) {
            let slots = &mut self.slots[lane];
            slots.look(leaf);
            limits[lane] = slots.limit().min(f32::MAX);
        }
        self.limits = f32x16::from_slice(simd, &limits);
        self.limit = (self.limits + f32x16::from_slice(simd, &self.group.away.0)).reduce_max();
    }
}
