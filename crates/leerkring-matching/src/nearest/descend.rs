//! Down the tree, the cheapest box first.

use fearless_simd::{Select, Simd, SimdBase, SimdMask, f32x16, mask32x16};

use super::lanes::{self, Asker};
use super::tree::{LANES, Lanes, MOST_LEVELS, Node, Tree};

/// Whoever looks for the best.
pub(super) trait Seek<S: Simd> {
    /// What is estimated above this is not opened.
    fn limit(&self) -> f32;
    /// Looks into a leaf.
    fn look(&mut self, leaf: Leaf);
}

/// A leaf, and where its box is.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) tree: &'a Tree,
    /// What all its points are charged.
    pub(super) base: f32,
    pub(super) lanes: &'a [Lanes],
    pub(super) labels: &'a [u32],
    /// The node that it hangs on, and its box there.
    pub(super) boxes: &'a [Lanes],
    pub(super) lane: usize,
}

impl Leaf<'_> {
    /// What its points cost at least, and those within a limit as bits.
    #[inline(always)]
    pub(super) fn within<S: Simd>(&self, simd: S, asker: &Asker, limit: f32) -> (f32x16<S>, u64) {
        let estimates = lanes::points(simd, self.tree, self.lanes, asker) + self.base;
        // What is out of reach stays out even when there is no limit.
        let limit = f32x16::splat(simd, limit.min(f32::MAX));
        (estimates, estimates.simd_le(limit).to_bitmask() & all(self.labels.len()))
    }
}

/// The nodes on the way from the root, one for each level.
pub(super) struct Way<S: Simd>([Step<S>; MOST_LEVELS]);

/// A node on the way: what its boxes cost at least, and which are not opened yet.
#[derive(Clone, Copy)]
struct Step<S: Simd> {
    estimates: f32x16<S>,
    closed: u64,
    node: Node,
    number: usize,
}

impl<S: Simd> Way<S> {
    /// Not under way.
    #[inline(always)]
    pub(super) fn new(simd: S) -> Way<S> {
        Way([Step {
            estimates: f32x16::splat(simd, f32::INFINITY),
            closed: 0,
            node: Node { first: 0, count: 0 },
            number: 0,
        }; MOST_LEVELS])
    }
}

/// Looks into all leaves of this tree that may hold one of the best, given what all its points are charged.
#[inline(always)]
pub(super) fn descend<S: Simd>(
    simd: S,
    tree: &Tree,
    charge_km: f64,
    asker: &Asker,
    way: &mut Way<S>,
    seek: &mut impl Seek<S>,
) {
    let base = asker.base(tree, charge_km);
    if tree.is_empty() || base > seek.limit() {
        return;
    }
    let Way(way) = way;
    way[0] = open(simd, tree, 0, base, asker);
    let mut depth = 0;
    loop {
        let step = &mut way[depth];
        let Some(lane) = next(simd, step, seek.limit()) else {
            if depth == 0 {
                return;
            }
            depth -= 1;
            continue;
        };
        step.closed &= !(1 << lane);
        let child = (step.node.first + lane) as usize;
        if depth + 1 == tree.levels {
            let labels = &tree.labels[child * LANES..];
            seek.look(Leaf {
                tree,
                base,
                lanes: part(&tree.leaves, child, tree.leaf_stride()),
                labels: &labels[..labels.len().min(LANES)],
                boxes: part(&tree.boxes, step.number, tree.node_stride()),
                lane: lane as usize,
            });
        } else {
            depth += 1;
            way[depth] = open(simd, tree, child, base, asker);
        }
    }
}

/// The cheapest box not opened yet, if it is within the limit.
#[inline(always)]
fn next<S: Simd>(simd: S, step: &Step<S>, limit: f32) -> Option<u32> {
    // What is out of reach stays closed even when there is no limit.
    let limit = f32x16::splat(simd, limit.min(f32::MAX));
    let worth = step.estimates.simd_le(limit).to_bitmask() & step.closed;
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
fn open<S: Simd>(simd: S, tree: &Tree, number: usize, base: f32, asker: &Asker) -> Step<S> {
    let node = tree.nodes[number];
    let estimates = lanes::boxes(simd, tree, part(&tree.boxes, number, tree.node_stride()), asker) + base;
    Step { estimates, closed: all(node.count as usize), node, number }
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
