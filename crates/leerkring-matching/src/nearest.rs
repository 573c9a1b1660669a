//! The k cheapest of many points, exactly: a static tree of boxes. Plain numbers only.
//!
//! A point is a row of numbers: a unit vector (where it is on the globe), then its context. NaN is unknown; a tree
//! holds either points that all have a place or points that all have none. What a point costs an asker is
//!
//! ```text
//! travel (over the globe, or a flat charge if either place is unknown)
//!   + unit_km * |difference of context, over what both know|
//!   + base_km + something the caller knows that is never negative
//! ```
//!
//! Only the caller computes that cost. The tree knows a *bound* that no point in a box can undercut, and leaves out
//! the boxes whose bound exceeds the k-th best cost so far.
//!
//! **Why the bound holds to the last bit.** The distance to a box is computed with the same operations in the same
//! order as the distance to a point, with a gap that is no larger in each dimension. Subtraction, multiplication,
//! addition, square root and division round monotonically, so the chord to the box never exceeds the chord to a
//! point in it. The arcsine does not promise that, and the caller may add in another order; both stay within a few
//! units in the last place (1e-15, relative), and all terms are at least 0. [`SAFE`] takes off a thousand times that.

#![expect(clippy::indexing_slicing, reason = "all indices are made here, at the building of the tree")]

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::sphere::{RADIUS_KM, km_of_chord, norm};

/// The most points in a leaf: few enough to look at them all, enough to save most of the boxes. Not tuned yet.
const LEAF: usize = 16;

/// What a bound is multiplied by before it may leave anything out: a relative margin of 1e-12 (a hundred-thousandth
/// of a millimetre on 10 km) against errors of 1e-15.
const SAFE: f64 = 1.0 - 1e-12;

/// Points to build a tree from.
#[derive(Debug)]
pub(crate) struct Points {
    context_width: usize,
    rows: Vec<f64>,
    labels: Vec<u32>,
}

impl Points {
    /// No points yet; each will have this many numbers of context.
    pub(crate) fn new(context_width: usize) -> Points {
        Points { context_width, rows: Vec::new(), labels: Vec::new() }
    }

    /// Adds a point under a label. Of equal costs the smaller label wins.
    pub(crate) fn push(&mut self, at: [f64; 3], context: &[f64], label: u32) {
        debug_assert_eq!(context.len(), self.context_width);
        self.rows.extend(at);
        self.rows.extend(context);
        self.labels.push(label);
    }

    fn width(&self) -> usize {
        3 + self.context_width
    }

    fn value(&self, point: u32, dimension: usize) -> f64 {
        self.rows[point as usize * self.width() + dimension]
    }
}

/// Who asks, and by which rates.
#[derive(Debug)]
pub(crate) struct Asker<'a> {
    /// Unit vector; NaN if unknown.
    pub(crate) at: [f64; 3],
    /// One number per dimension of context; NaN if unknown.
    pub(crate) context: &'a [f64],
    /// The price of one unit of context.
    pub(crate) unit_km: f64,
    /// The price of an unknown distance.
    pub(crate) flat_km: f64,
    /// What every point of this tree costs at least beside travel and context.
    pub(crate) base_km: f64,
    /// No farther than this (infinity: no limit).
    pub(crate) reach_km: f64,
}

/// The tree. Its nodes stand in one row, each before its left branch and that before its right one.
#[derive(Debug)]
pub(crate) struct Tree {
    width: usize,
    nodes: Vec<Node>,
    /// Per node the low sides of its box and then the high sides; both NaN where one of its points is unknown.
    boxes: Vec<f64>,
    labels: Vec<u32>,
}

/// Covers `labels[start..end]`; its right branch is a node, or 0 in a leaf.
#[derive(Debug)]
struct Node {
    start: u32,
    end: u32,
    right: u32,
}

impl Tree {
    /// A tree of these points. `unit_km` is the price of one unit of context, by which it decides which side of a
    /// box is the longest.
    pub(crate) fn build(points: &Points, unit_km: f64) -> Tree {
        let mut tree =
            Tree { width: points.width(), nodes: Vec::new(), boxes: Vec::new(), labels: Vec::new() };
        let mut order: Vec<u32> = (0..points.labels.len() as u32).collect();
        if !order.is_empty() {
            tree.grow(points, unit_km, &mut order, 0);
        }
        tree.labels = order.into_iter().map(|point| points.labels[point as usize]).collect();
        tree
    }

    /// Whether it holds no points.
    pub(crate) fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Adds the node over these points, and its branches.
    fn grow(&mut self, points: &Points, unit_km: f64, order: &mut [u32], start: u32) {
        let node = self.nodes.len();
        self.nodes.push(Node { start, end: start + order.len() as u32, right: 0 });
        let longest = self.enclose(points, unit_km, order);
        if order.len() <= LEAF {
            return;
        }
        let middle = order.len() / 2;
        // Unknown goes last, so that it spoils as few boxes as possible; equals go by their order of adding.
        order.select_nth_unstable_by(middle, |&a, &b| {
            points.value(a, longest).total_cmp(&points.value(b, longest)).then(a.cmp(&b))
        });
        let (left, right) = order.split_at_mut(middle);
        self.grow(points, unit_km, left, start);
        self.nodes[node].right = self.nodes.len() as u32;
        self.grow(points, unit_km, right, start + middle as u32);
    }

    /// Adds the box of these points and names its longest side, in kilometres.
    fn enclose(&mut self, points: &Points, unit_km: f64, order: &[u32]) -> usize {
        let first = self.boxes.len();
        self.boxes.resize(first + 2 * self.width, f64::NAN);
        let (mut longest, mut length) = (0, 0.0);
        for dimension in 0..self.width {
            let (mut low, mut high, mut unknown) = (f64::INFINITY, f64::NEG_INFINITY, false);
            for &point in order {
                let value = points.value(point, dimension);
                unknown |= value.is_nan();
                (low, high) = (low.min(value), high.max(value));
            }
            let side = (high - low) * if dimension < 3 { RADIUS_KM } else { unit_km };
            if side > length {
                (longest, length) = (dimension, side);
            }
            if !unknown {
                self.boxes[first + dimension] = low;
                self.boxes[first + self.width + dimension] = high;
            }
        }
        longest
    }

    /// Offers to `best` what may belong there. `cost` says what the point under a label costs, or that it may not
    /// be had.
    pub(crate) fn search(&self, asker: &Asker, best: &mut Best, cost: &mut impl FnMut(u32) -> Option<f64>) {
        if let Some(bound) = self.nodes.first().and_then(|_| self.bound(0, asker)) {
            self.descend(0, bound, asker, best, cost);
        }
    }

    fn descend(
        &self,
        node: usize,
        bound: f64,
        asker: &Asker,
        best: &mut Best,
        cost: &mut impl FnMut(u32) -> Option<f64>,
    ) {
        // Strictly: at the same cost a smaller label may still win.
        if bound > best.worst() {
            return;
        }
        let Node { start, end, right } = self.nodes[node];
        if right == 0 {
            for &label in &self.labels[start as usize..end as usize] {
                if let Some(cost) = cost(label) {
                    best.offer(cost, label);
                }
            }
            return;
        }
        let mut branches = [node + 1, right as usize].map(|branch| (self.bound(branch, asker), branch));
        if branches[1].0.unwrap_or(f64::INFINITY) < branches[0].0.unwrap_or(f64::INFINITY) {
            branches.swap(0, 1);
        }
        for (bound, branch) in branches {
            if let Some(bound) = bound {
                self.descend(branch, bound, asker, best, cost);
            }
        }
    }

    /// What no point in the box of this node can undercut; `None` if none is within reach.
    fn bound(&self, node: usize, asker: &Asker) -> Option<f64> {
        let (low, high) = self.boxes[2 * self.width * node..2 * self.width * (node + 1)].split_at(self.width);
        // An unknown on either side makes both differences NaN, and `max` then answers 0.
        let gap = |x: f64, dimension: usize| (low[dimension] - x).max(x - high[dimension]).max(0.0);
        let [x, y, z] = asker.at;
        let travel = if x.is_nan() || low[0].is_nan() {
            asker.flat_km
        } else {
            km_of_chord(norm([gap(x, 0), gap(y, 1), gap(z, 2)]))
        };
        if travel * SAFE > asker.reach_km {
            return None;
        }
        let mut squares = 0.0;
        for (dimension, &x) in asker.context.iter().enumerate() {
            let gap = gap(x, 3 + dimension);
            squares += gap * gap;
        }
        Some((travel + asker.unit_km * squares.sqrt() + asker.base_km) * SAFE)
    }
}

/// The best k so far, by (cost, label).
#[derive(Debug)]
pub(crate) struct Best {
    k: usize,
    heap: BinaryHeap<Found>,
}

/// A cost and whose it is; ordered by cost and then by label.
#[derive(Clone, Copy, Debug)]
struct Found {
    cost: f64,
    label: u32,
}

impl Best {
    /// Nothing yet.
    pub(crate) fn new(k: usize) -> Best {
        Best { k, heap: BinaryHeap::new() }
    }

    /// What exceeds this is not among the best k.
    pub(crate) fn worst(&self) -> f64 {
        if self.k == 0 {
            f64::NEG_INFINITY
        } else if self.heap.len() < self.k {
            f64::INFINITY
        } else {
            self.heap.peek().map_or(f64::INFINITY, |found| found.cost)
        }
    }

    /// Takes this one in if it belongs to the best k.
    pub(crate) fn offer(&mut self, cost: f64, label: u32) {
        let found = Found { cost, label };
        if self.heap.len() < self.k {
            self.heap.push(found);
        } else if let Some(mut worst) = self.heap.peek_mut().filter(|worst| found < **worst) {
            *worst = found;
        }
    }

    /// The labels, best first.
    pub(crate) fn into_labels(self) -> impl Iterator<Item = u32> {
        self.heap.into_sorted_vec().into_iter().map(|found| found.label)
    }
}

impl Ord for Found {
    fn cmp(&self, that: &Found) -> Ordering {
        self.cost.total_cmp(&that.cost).then(self.label.cmp(&that.label))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, that: &Found) -> Option<Ordering> {
        Some(self.cmp(that))
    }
}

impl PartialEq for Found {
    fn eq(&self, that: &Found) -> bool {
        self.cmp(that) == Ordering::Equal
    }
}

impl Eq for Found {}

#[cfg(test)]
mod tests;
