//! Who goes down the trees together: those who come after each other and stand near each other.

use super::cheapest::Query;
use super::lanes::{Asker, Rates};
use super::tree::LANES;

/// How far from the first the others may stand, as a share of how far the one before them had to look. Farther apart, they would open
/// too much for each other; nearer, too few would go together. Tried from 1 to 4.
const NEAR: f32 = 2.0;

/// Those who wait to ask.
pub(super) struct Line<I, Q> {
    queries: I,
    /// Who goes now, each with where it stands; and one who came after them and does not belong.
    here: Vec<Q>,
    next: Option<Q>,
    askers: [Asker; LANES + 1],
}

impl<Q: Query, I: Iterator<Item = Q>> Line<I, Q> {
    /// All these, in this order.
    pub(super) fn new(rates: Rates, queries: I) -> Line<I, Q> {
        let askers = std::array::from_fn(|_| Asker::new(rates));
        Line { queries, here: Vec::with_capacity(LANES), next: None, askers }
    }

    /// Who goes next: the first of them, and all of them, at most 16, with where they stand. `limit` is what the one before them had to
    /// look up to.
    #[inline(always)]
    pub(super) fn next(&mut self, limit: f32) -> Option<(&Q, &[Q], &[Asker])> {
        if let Some(next) = self.next.take() {
            self.askers.swap(0, self.here.len());
            self.here.clear();
            self.here.push(next);
        } else {
            self.here.clear();
        }
        while let Some(query) = self.queries.next() {
            let many = self.here.len();
            query.stand(&mut self.askers[many]);
            if self.here.first().is_some_and(|first| !self.belongs(&query, first, limit)) {
                self.next = Some(query);
                break;
            }
            self.here.push(query);
        }
        Some((self.here.first()?, &self.here, &self.askers[..self.here.len()]))
    }

    /// Whether the query that came last goes with this first one.
    #[inline(always)]
    fn belongs(&self, query: &Q, first: &Q, limit: f32) -> bool {
        let many = self.here.len();
        let (asker, leader) = (&self.askers[many], &self.askers[0]);
        many < LANES
            && query.goes_with(first)
            && query.beside_trees().is_some() == first.beside_trees().is_some()
            && asker.is_like(leader)
            && asker.away_from(leader) <= NEAR * limit
    }
}
