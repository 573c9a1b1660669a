//! Down the tree, the cheapest box first.

use fearless_simd::{Select, Simd, SimdBase, SimdMask, f32x16, mask32x16};

use super::lanes::{self, Asker};
use super::tree::{LANES, Lanes, MOST_LEVELS, Node, Tree};

/// Whoever keeps the best so far.
pub(super) trait Keep {
    /// What is estimated above this is not among the best.
    fn limit(&self) -> f32;
    /// Considers the points of a leaf whose estimates are up to the limit: those with a bit in `worth`.
    fn offer(&mut self, worth: u64, estimates: &[f32; LANES], labels: &[u32]);
}

/// The nodes on the way from the root, one for each level.
pub(super) struct Way<S: Simd>([Step<S>; MOST_LEVELS]);

/// A node on the way: what its boxes cost at least, and which are not opened yet.
#[derive(Clone, Copy)]
struct Step<S: Simd> {
    estimates: f32x16<S>,
    closed: u64,
    first: u32,
}

impl<S: Simd> Way<S> {
    /// Not under way.
    #[inline(always)]
    pub(super) fn new(simd: S) -> Way<S> {
        Way([Step { estimates: f32x16::splat(simd, f32::INFINITY), closed: 0, first: 0 }; MOST_LEVELS])
    }
}

/// Offers all points of this tree that may be among the best, given what all its points are charged.
#[inline(always)]
pub(super) fn descend<S: Simd>(
    simd: S,
    tree: &Tree,
    charge_km: f64,
    asker: &Asker,
    way: &mut Way<S>,
    keep: &mut impl Keep,
) {
    let base = asker.base(tree, charge_km);
    if tree.is_empty() || base > keep.limit() {
        return;
    }
    let Way(way) = way;
    way[0] = open(simd, tree, 0, base, asker);
    let mut depth = 0;
    loop {
        let step = &mut way[depth];
        let Some(lane) = next(simd, step, keep.limit()) else {
            if depth == 0 {
                return;
            }
            depth -= 1;
            continue;
        };
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

/// The cheapest box not opened yet, if it is within the limit.
#[inline(always)]
fn next<S: Simd>(simd: S, step: &Step<S>, limit: f32) -> Option<u32> {
    let worth = step.estimates.simd_le(f32x16::splat(simd, limit)).to_bitmask() & step.closed;
    if worth & worth.wrapping_sub(1) == 0 {
        // One or none.
        return (worth != 0).then(|| worth.trailing_zeros());
    }
    let others = f32x16::splat(simd, f32::INFINITY);
    let left = mask32x16::from_bitmask(simd, worth).select(step.estimates, others);
    let cheapest = left.simd_le(f32x16::splat(simd, left.reduce_min())).to_bitmask() & worth;
    Some(cheapest.trailing_zeros())
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
    // What is out of reach stays out even when there is no limit.
    let limit = f32x16::splat(simd, keep.limit().min(f32::MAX));
    let worth = estimates.simd_le(limit).to_bitmask() & all(labels.len().min(LANES));
    if worth != 0 {
        keep.offer(worth, &estimates.to_array(), labels);
    }
}

/// The lanes that have a bit.
#[inline(always)]
pub(super) fn lanes_of(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(
        #[inline(always)]
        move || {
            let lane = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (lane < LANES).then_some(lane)
        },
    )
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
