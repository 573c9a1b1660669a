//! The k cheapest points of several trees: quickly where there is proof, carefully where there is none.

use fearless_simd::{Level, Simd, dispatch};

use super::descend::{Seek, Way, descend};
use super::lanes::{Asker, Group, Rates};
use super::line::Line;
use super::pile::{Pile, Priced};
use super::slots::Slots;
use super::together::Together;
use super::tree::{LANES, Tree};

/// Which vector operations this computer has. It changes speed, never an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane(Level);

impl Lane {
    /// The best that this computer has.
    pub(crate) fn best() -> Lane {
        Lane(Level::new())
    }

    /// What every computer of this kind has.
    #[cfg(test)]
    pub(crate) fn plain() -> Lane {
        Lane(Level::baseline())
    }
}

/// What is asked. The labels are those of the trees.
pub(crate) trait Query {
    /// Gives who asks its place, context and probabilities.
    fn stand(&self, asker: &mut Asker);
    /// The trees to look in, each with what all its points are charged; best in rising charge.
    fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)>;
    /// Whether it looks in the same trees as that one, at the same charges.
    fn goes_with(&self, that: &Self) -> bool;
    /// Whether this point may be had.
    fn allowed(&self, label: u32) -> bool;
    /// What these points truly cost.
    fn price(&self, labels: &[u32], prices: &mut [Priced]);
    /// If there is more to the true cost than the trees know: by how much it may lie below what they make of it. That it lies
    /// above needs no telling, only that there is more; then 0.
    #[inline(always)]
    fn beside_trees(&self) -> Option<f64> {
        None
    }
}

/// Answers each of these queries with its k cheapest points by (cost, rank), best first.
pub(crate) fn cheapest<Q: Query>(
    lane: Lane,
    rates: Rates,
    queries: impl Iterator<Item = Q>,
    k: usize,
    answer: impl FnMut(&Q, &[Priced]),
) {
    dispatch!(lane.0, simd => answer_all(simd, rates, queries, k, answer));
}

#[inline(always)]
fn answer_all<S: Simd, Q: Query>(
    simd: S,
    rates: Rates,
    queries: impl Iterator<Item = Q>,
    k: usize,
    mut answer: impl FnMut(&Q, &[Priced]),
) {
    let mut line = Line::new(rates, queries);
    let (mut way, mut group) = (Way::new(simd), Group::new(rates));
    // How far the last one had to look.
    let mut limit = 0.0;
    while let Some((first, here, askers)) = line.next(limit) {
        if !(1..=Slots::<S, Q>::MOST).contains(&k) || first.beside_trees().is_some() {
            for (query, asker) in here.iter().zip(askers) {
                answer(query, &carefully(simd, query, asker, k, &mut way));
            }
            continue;
        }
        if let ([query], [asker]) = (here, askers) {
            // Who goes alone needs no middle.
            let mut slots = Slots::new(simd, k, asker, query);
            for (tree, charge_km) in query.shelves() {
                descend(simd, tree, charge_km, asker, &mut way, &mut slots);
            }
            limit = slots.limit();
            tell(simd, query, asker, k, &slots, &mut way, &mut answer);
            continue;
        }
        group.gather(simd, askers);
        let mut together = Together::new(simd, k, &group, here, askers);
        for (tree, charge_km) in first.shelves() {
            descend(simd, tree, charge_km, &group.middle, &mut way, &mut together);
        }
        for ((query, asker), slots) in here.iter().zip(askers).zip(&together.slots) {
            limit = slots.limit();
            tell(simd, query, asker, k, slots, &mut way, &mut answer);
        }
    }
}

/// Answers by the slots, or else with more care.
#[inline(always)]
fn tell<S: Simd, Q: Query>(
    simd: S,
    query: &Q,
    asker: &Asker,
    k: usize,
    slots: &Slots<S, Q>,
    way: &mut Way<S>,
    answer: &mut impl FnMut(&Q, &[Priced]),
) {
    match finish(query, asker, k, slots) {
        Some((found, count)) => answer(query, &found[..count]),
        None => answer(query, &carefully(simd, query, asker, k, way)),
    }
}

/// By the slots; `None` where that proves nothing: more near-ties than slots, or an estimate too rough to go by.
#[inline(always)]
fn finish<S: Simd, Q: Query>(
    query: &Q,
    asker: &Asker,
    k: usize,
    slots: &Slots<S, Q>,
) -> Option<([Priced; LANES], usize)> {
    let (labels, count) = slots.within_limit()?;
    let mut found = [Priced::NONE; LANES];
    query.price(&labels[..count], &mut found[..count]);
    for place in 1..count {
        // They come nearly in order, so that few have to move.
        let priced = found[place];
        let mut place = place;
        while place > 0 && priced < found[place - 1] {
            found[place] = found[place - 1];
            place -= 1;
        }
        found[place] = priced;
    }
    let proven = count < k || asker.margin.most(found[k - 1].cost) <= slots.limit();
    proven.then_some((found, count.min(k)))
}

/// By the true cost of each point that may be among the best, if it may lie this far below what the trees make of it.
#[inline(never)]
fn carefully<S: Simd, Q: Query>(
    simd: S,
    query: &Q,
    asker: &Asker,
    k: usize,
    way: &mut Way<S>,
) -> Vec<Priced> {
    let below_km = query.beside_trees().unwrap_or(0.0);
    if k == 0 {
        return Vec::new();
    }
    let mut pile = Pile::new(simd, k, asker, below_km, query);
    simd.vectorize(
        #[inline(always)]
        || {
            for (tree, charge_km) in query.shelves() {
                descend(simd, tree, charge_km, asker, way, &mut pile);
            }
        },
    );
    pile.into_sorted()
}
