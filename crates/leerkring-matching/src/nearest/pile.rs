//! The k cheapest by true cost: any k, any number of ties.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use fearless_simd::Simd;

use super::cheapest::Query;
use super::descend::{Leaf, Seek, lanes_of};
use super::lanes::Asker;

/// A cost and whose it is; ordered by cost, then by rank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Priced {
    pub(crate) cost: f64,
    /// Of equal costs the smaller rank wins.
    pub(crate) rank: u32,
}

impl Priced {
    /// Nobody, at a cost above all others.
    pub(crate) const NONE: Priced = Priced { cost: f64::INFINITY, rank: u32::MAX };
}

/// The best k so far, the worst on top.
pub(super) struct Pile<'a, S, Q> {
    simd: S,
    heap: BinaryHeap<Priced>,
    limit: f32,
    k: usize,
    asker: &'a Asker,
    /// By how much a true cost may lie below what the trees make of it.
    below_km: f64,
    query: &'a Q,
}

impl<'a, S: Simd, Q: Query> Pile<'a, S, Q> {
    /// Nothing yet, for a k above 0.
    pub(super) fn new(simd: S, k: usize, asker: &'a Asker, below_km: f64, query: &'a Q) -> Pile<'a, S, Q> {
        Pile { simd, heap: BinaryHeap::new(), limit: f32::INFINITY, k, asker, below_km, query }
    }

    /// The best, in order.
    pub(super) fn into_sorted(self) -> Vec<Priced> {
        self.heap.into_sorted_vec()
    }
}

impl<S: Simd, Q: Query> Seek<S> for Pile<'_, S, Q> {
    #[inline(always)]
    fn limit(&self) -> f32 {
        self.limit
    }

    #[inline(always)]
    fn look(&mut self, leaf: Leaf) {
        let (_, worth) = leaf.within(self.simd, self.asker, self.limit);
        for label in lanes_of(worth).map(|lane| leaf.labels[lane]) {
            if !self.query.allowed(label) {
                continue;
            }
            let mut priced = Priced::NONE;
            self.query.price(&[label], std::slice::from_mut(&mut priced));
            if self.heap.len() < self.k {
                self.heap.push(priced);
            } else if let Some(mut worst) = self.heap.peek_mut().filter(|worst| priced < **worst) {
                *worst = priced;
            }
        }
        if let Some(worst) = self.heap.peek().filter(|_| self.heap.len() == self.k) {
            self.limit = self.asker.margin.most(worst.cost + self.below_km);
        }
    }
}

impl Ord for Priced {
    fn cmp(&self, that: &Priced) -> Ordering {
        self.cost.total_cmp(&that.cost).then(self.rank.cmp(&that.rank))
    }
}

impl PartialOrd for Priced {
    fn partial_cmp(&self, that: &Priced) -> Option<Ordering> {
        Some(self.cmp(that))
    }
}

impl PartialEq for Priced {
    fn eq(&self, that: &Priced) -> bool {
        self.cmp(that) == Ordering::Equal
    }
}

impl Eq for Priced {}
