//! Down the tree, the cheapest box first.

use fearless_simd::{Select, Simd, SimdBase, SimdMask, f32x16, mask32x16};

use super::lanes::{self, Asker};
use super::tree::{LANES, Lanes, MOST_LEVELS, Node, Tree};

/// Whoever keeps the best so far.
pub(super) trait Keep {
    /// What is estimated above this is not among the best.
    fn limit(&self) -> f32;
    /// Considers a point with an estimate up to the limit.
    fn offer(&mut self, estimate: f32, label: u32);
}

/// A node on the way: what its boxes cost at least, and which are not opened yet.
#[derive(Clone, Copy)]
struct Step<S: Simd> {
    estimates: f32x16<S>,
    closed: u64,
    first: u32,
}

/// Offers all points of this tree that may be among the best, given what all its points are charged.
#[inline(always)]
pub(super) fn descend<S: Simd>(simd: S, tree: &Tree, charge_km: f64, asker: &Asker, keep: &mut impl Keep) {
    let base = asker.base(tree, charge_km);
    if tree.is_empty() || base > keep.limit() {
        return;
    }
    let mut way = [open(simd, tree, 0, base, asker); MOST_LEVELS];
    let mut depth = 0;
    loop {
        let step = &mut way[depth];
        let closed = mask32x16::from_bitmask(simd, step.closed);
        let left = closed.select(step.estimates, f32x16::splat(simd, f32::INFINITY));
        let cheapest = left.simd_le(f32x16::splat(simd, reduce_min(left))) & closed;
        let bits = cheapest.to_bitmask();
        let lane = bits.trailing_zeros();
        if bits == 0 || step.estimates[lane as usize % LANES] > keep.limit() {
            if depth == 0 {
                return;
            }
            depth -= 1;
            continue;
        }
        step.closed &= !(1 << lane);
        let child = (step.first + lane) as usize;
        if depth + 1 == tree.levels {
            scan(simd, tree, child, base, asker, keep);
        } else {
            depth += 1;
            way[depth] = open(simd, tree, child, base, asker);
        }
    }
}

#[inline(always)]
fn reduce_min<S: Simd>(x: f32x16<S>) -> f32 {
    x.reduce_min()
}

#[inline(always)]
fn open<S: Simd>(simd: S, tree: &Tree, node: usize, base: f32, asker: &Asker) -> Step<S> {
    let Node { first, count } = tree.nodes[node];
    let estimates = lanes::boxes(simd, tree, part(&tree.boxes, node, tree.node_stride()), asker) + base;
    Step { estimates, closed: all(count as usize), first }
}

#[inline(always)]
fn scan<S: Simd>(simd: S, tree: &Tree, leaf: usize, base: f32, asker: &Asker, keep: &mut impl Keep) {
    let estimates = lanes::points(simd, tree, part(&tree.leaves, leaf, tree.leaf_stride()), asker) + base;
    let labels = &tree.labels[leaf * LANES..];
    let worth = estimates.simd_le(f32x16::splat(simd, keep.limit()));
    let mut worth = worth.to_bitmask() & all(labels.len().min(LANES));
    while worth != 0 {
        let lane = worth.trailing_zeros() as usize;
        worth &= worth - 1;
        let estimate = estimates[lane];
        // The limit may have come down, and what is out of reach stays out even when there is none.
        if estimate <= keep.limit() && estimate < f32::INFINITY {
            keep.offer(estimate, labels[lane]);
        }
    }
}

/// A bit for each of the first lanes.
#[inline(always)]
fn all(lanes: usize) -> u64 {
    (1 << lanes) - 1
}

#[inline(always)]
fn part(lanes: &[Lanes], number: usize, stride: usize) -> &[Lanes] {
    &lanes[number * stride..(number + 1) * stride]
}
