//! The k cheapest points of several trees: quickly where there is proof, carefully where there is none.

use fearless_simd::{Level, Simd, dispatch};

use super::descend::{Keep, Way, descend};
use super::lanes::{Asker, Rates};
use super::margin;
use super::pile::{Pile, Priced};
use super::slots::Slots;
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
    /// Whether this point may be had.
    fn allowed(&self, label: u32) -> bool;
    /// What it truly costs.
    fn price(&self, label: u32) -> Priced;
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
    let mut asker = Asker::new(rates);
    let mut way = Way::new(simd);
    for query in queries {
        query.stand(&mut asker);
        let beside_km = query.beside_trees();
        let quick = if beside_km.is_none() { quickly(simd, &query, &asker, k, &mut way) } else { None };
        match quick {
            Some((found, count)) => answer(&query, &found[..count]),
            None => {
                let below_km = beside_km.unwrap_or(0.0);
                answer(&query, &carefully(simd, &query, &asker, k, below_km, &mut way));
            }
        }
    }
}

/// By the slots; `None` where that proves nothing: more near-ties than slots, or an estimate too rough to go by.
#[inline(always)]
fn quickly<S: Simd, Q: Query>(
    simd: S,
    query: &Q,
    asker: &Asker,
    k: usize,
    way: &mut Way<S>,
) -> Option<([Priced; LANES], usize)> {
    if !(1..=Slots::<S, Q>::MOST).contains(&k) {
        return None;
    }
    let mut slots = Slots::new(simd, k, asker.off_km, query);
    for (tree, charge_km) in query.shelves() {
        descend(simd, tree, charge_km, asker, way, &mut slots);
    }
    let (labels, count) = slots.within_limit()?;
    let mut found = [Priced::NONE; LANES];
    for (place, &label) in labels.iter().take(count).enumerate() {
        let priced = query.price(label);
        // They come nearly in order, so that few have to move.
        let mut place = place;
        while place > 0 && priced < found[place - 1] {
            found[place] = found[place - 1];
            place -= 1;
        }
        found[place] = priced;
    }
    let proven = count < k || margin::most(found[k - 1].cost, asker.off_km) <= slots.limit();
    proven.then_some((found, count.min(k)))
}

/// By the true cost of each point that may be among the best, if it may lie this far below what the trees make of it.
#[inline(never)]
fn carefully<S: Simd, Q: Query>(
    simd: S,
    query: &Q,
    asker: &Asker,
    k: usize,
    below_km: f64,
    way: &mut Way<S>,
) -> Vec<Priced> {
    if k == 0 {
        return Vec::new();
    }
    let mut pile = Pile::new(k, asker.off_km, below_km, query);
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
