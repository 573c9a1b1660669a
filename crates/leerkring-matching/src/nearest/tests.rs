//! The search against looking at every point.

use fearless_simd::{Level, Simd, dispatch};
use proptest::prelude::*;

use super::descend::{Leaf, Seek, Way, descend};
use super::tree::LANES;
use super::*;
use crate::sphere::{NOWHERE, km, unit_vector};

/// A point: where it is, its context, its chances, and what its tree is charged by.
#[derive(Clone, Copy, Debug)]
struct Spot {
    at: [f64; 3],
    context: [f64; 2],
    /// The probability of each of three phases, if known.
    own: Option<[f64; 3]>,
    shelf: usize,
}

/// A small world. Charges go by shelf.
struct World {
    spots: Vec<Spot>,
    points: Points,
    shelves: Vec<(Tree, f64)>,
    rates: Rates,
}

const CHARGES: [f64; 2] = [0.0, 25.0];

impl World {
    fn new(spots: Vec<Spot>, mut rates: Rates) -> World {
        let mut points = Points::new(2, rates.unit_km);
        spots.iter().for_each(|spot| points.push(spot.at, spot.context));
        rates.off_km = off_km(&points);
        let mut shelves = Vec::new();
        for (shelf, charge) in CHARGES.into_iter().enumerate() {
            for placed in [true, false] {
                let mut crowd = Crowd::default();
                for (spot, label) in spots.iter().zip(0..) {
                    if spot.shelf == shelf && spot.at[0].is_nan() != placed {
                        crowd.points.push(label);
                        crowd.labels.push(label);
                        if rates.full_doubt_km > 0.0 {
                            crowd.chances.extend(match spot.own {
                                Some([_, two, three]) => {
                                    [two + three, three, 0.0].map(|chance| chance as f32)
                                }
                                None => [EVEN as f32; 3],
                            });
                        }
                    }
                }
                shelves.push((Tree::build(&points, crowd, placed), charge));
            }
        }
        World { spots, points, shelves, rates }
    }

    /// Straight from the definition.
    fn cost(&self, asker: &Spot, spot: &Spot) -> f64 {
        let distance = km(asker.at, spot.at);
        let travel = if distance.is_nan() { self.rates.flat_km } else { distance };
        let differences = asker.context.iter().zip(&spot.context).map(|(a, b)| a - b);
        let (unknown, known): (Vec<f64>, Vec<f64>) = differences.partition(|d| d.is_nan());
        let context = self.rates.unit_km * known.iter().map(|d| d * d).sum::<f64>().sqrt();
        let p = match (asker.own, spot.own) {
            (Some(mine), Some(theirs)) => {
                let p = mine[0] * (theirs[1] + theirs[2]) + mine[1] * theirs[2];
                (p * 100.0).round().clamp(1.0, 99.0) / 100.0
            }
            _ => EVEN,
        };
        let doubt = self.rates.full_doubt_km * (1.0 - p);
        travel + CHARGES[spot.shelf] + context + self.rates.unknown_km * unknown.len() as f64 + doubt
    }
}

struct Ask<'a> {
    world: &'a World,
    asker: Spot,
    odd: bool,
    beside: Option<f64>,
}

impl Query for Ask<'_> {
    fn stand(&self, asker: &mut Asker) {
        asker.stand(self.asker.at, &self.asker.context, self.asker.own.as_ref().map(|own| &own[..]));
    }

    fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)> {
        self.world.shelves.iter().map(|(tree, charge)| (tree, *charge))
    }

    fn goes_with(&self, that: &Self) -> bool {
        std::ptr::eq(self.world, that.world)
    }

    fn allowed(&self, label: u32) -> bool {
        let (asker, spot) = (&self.asker, &self.world.spots[label as usize]);
        let reach_km = self.world.rates.reach_km;
        (!self.odd || label % 2 == 1) && (reach_km == f64::INFINITY || km(asker.at, spot.at) <= reach_km)
    }

    fn price(&self, labels: &[u32], prices: &mut [Priced]) {
        labels.iter().zip(prices).for_each(|(label, priced)| *priced = self.priced(*label));
    }

    fn beside_trees(&self) -> Option<f64> {
        self.beside
    }
}

impl Ask<'_> {
    fn priced(&self, label: u32) -> Priced {
        let known = self.world.cost(&self.asker, &self.world.spots[label as usize]);
        let cost = match (self.beside, label % 3) {
            (Some(below), 0) => (known - below).max(0.0),
            (Some(_), 1) => known + 40.0,
            _ => known,
        };
        // The larger label wins a tie.
        Priced { cost, rank: u32::MAX - label }
    }
}

/// Asks by the best operations and by the plain ones; both must find what looking at everyone finds.
fn check(world: &World, askers: &[Spot], odd: bool, k: usize) {
    check_beside(world, askers, odd, None, k);
}

/// The same where the trees do not know all: a point may cost this much less than they say, or more.
fn check_beside(world: &World, askers: &[Spot], odd: bool, beside: Option<f64>, k: usize) {
    let asks = || askers.iter().map(|asker| Ask { world, asker: *asker, odd, beside });
    for lane in [Lane::best(), Lane::plain()] {
        let mut answers = Vec::new();
        cheapest(lane, world.rates, asks(), k, |_, found| {
            answers.push(found.iter().map(|priced| u32::MAX - priced.rank).collect::<Vec<_>>());
        });
        for (ask, answer) in asks().zip(&answers) {
            let labels = (0..world.points.len() as u32).filter(|label| ask.allowed(*label));
            let mut expected: Vec<Priced> = labels.map(|label| ask.priced(label)).collect();
            expected.sort();
            let expected: Vec<u32> = expected.iter().take(k).map(|priced| u32::MAX - priced.rank).collect();
            assert_eq!(answer, &expected);
        }
        assert_eq!(answers.len(), askers.len());
    }
}

fn spot() -> impl Strategy<Value = Spot> {
    let at = |(lat, lon)| unit_vector(lat, lon);
    let corners =
        vec![(90.0, 0.0), (-90.0, 7.0), (0.0, 180.0), (0.0, -180.0), (52.0, 5.0), (52.0, 5.000_001)];
    let at = prop_oneof![
        4 => (50.0..54.0, 3.0..7.0f64).prop_map(at),
        1 => (-90.0..=90.0, -180.0..=180.0f64).prop_map(at),
        3 => prop::sample::select(corners).prop_map(at),
        1 => Just(NOWHERE),
    ];
    let number = prop::sample::select(vec![f64::NAN, 0.0, 0.5, 0.5, 1.0, 3.0, 1e5]);
    let own = prop::sample::select(vec![
        None,
        Some([0.0, 0.0, 1.0]),
        Some([0.05, 0.9, 0.05]),
        Some([0.3, 0.4, 0.3]),
        Some([0.125, 0.25, 0.625]),
    ]);
    (at, [number.clone(), number], own, 0..CHARGES.len()).prop_map(|(at, context, own, shelf)| Spot {
        at,
        context,
        own,
        shelf,
    })
}

fn rates() -> impl Strategy<Value = Rates> {
    use prop::sample::select;
    (
        select(vec![0.0, 1.0, 50.0, 1e6]),
        select(vec![0.0, 15.0]),
        select(vec![0.0, 50.0]),
        select(vec![0.0, 50.0, 1e6]),
        select(vec![f64::INFINITY, f64::INFINITY, 0.0, 100.0]),
    )
        .prop_map(|(unit_km, unknown_km, flat_km, full_doubt_km, reach_km)| Rates {
            unit_km,
            unknown_km,
            flat_km,
            full_doubt_km,
            reach_km,
            off_km: 0.0,
        })
}

proptest! {
    #[test]
    fn it_finds_what_looking_at_every_point_finds(
        spots in prop::collection::vec(spot(), 0..150),
        askers in prop::collection::vec(spot(), 1..24),
        rates in rates(),
        k in 0..18usize,
        odd in any::<bool>(),
    ) {
        check(&World::new(spots, rates), &askers, odd, k);
    }

    #[test]
    fn what_the_trees_do_not_know_counts_too(
        spots in prop::collection::vec(spot(), 0..400),
        askers in prop::collection::vec(spot(), 1..24),
        rates in rates(),
        below in prop::sample::select(vec![0.0, 20.0, 1e6]),
        k in 0..18usize,
        odd in any::<bool>(),
    ) {
        check_beside(&World::new(spots, rates), &askers, odd, Some(below), k);
    }

    #[test]
    fn points_on_few_spots_are_found_too(
        kinds in prop::collection::vec(spot(), 1..4),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..400),
        rates in rates(),
        k in 1..18usize,
    ) {
        let spots = picks.iter().map(|pick| *pick.get(&kinds)).collect();
        check(&World::new(spots, rates), &kinds, false, k);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn deep_trees_are_searched_to_the_leaves(
        spots in prop::collection::vec(spot(), 6000..9000),
        askers in prop::collection::vec(spot(), 20),
        rates in rates(),
        k in 1..18usize,
    ) {
        check(&World::new(spots, rates), &askers, false, k);
    }
}

const RATES: Rates = Rates {
    unit_km: 50.0,
    unknown_km: 15.0,
    flat_km: 50.0,
    full_doubt_km: 0.0,
    reach_km: f64::INFINITY,
    off_km: 0.0,
};

fn plain(lat: f64, lon: f64) -> Spot {
    Spot { at: unit_vector(lat, lon), context: [0.5, 0.5], own: None, shelf: 0 }
}

#[test]
fn more_near_ties_than_slots_go_by_rank() {
    let asker = plain(52.0, 5.0);
    for many in [1, LANES, 1000] {
        let world = World::new(vec![asker; many], RATES);
        for k in [0, 1, 10, many, many + 1, usize::MAX] {
            check(&world, &[asker, plain(-52.0, -175.0)], false, k);
        }
    }
}

#[test]
fn a_leaf_is_full_but_for_the_last() {
    for many in [0, 1, 16, 17, 257, 4096, 4097, 5000] {
        let spots: Vec<Spot> =
            (0..many).map(|n| plain(50.0 + f64::from(n % 64) / 16.0, f64::from(n / 64))).collect();
        let world = World::new(spots, RATES);
        let tree = &world.shelves[0].0;
        assert_eq!(tree.leaves.len(), (many as usize).div_ceil(LANES) * tree.leaf_stride());
        let mut labels = tree.labels.clone();
        labels.sort_unstable();
        assert_eq!(labels, (0..many as u32).collect::<Vec<_>>());
        let fewest = (many as usize).div_ceil(LANES).div_ceil(LANES);
        assert!(tree.nodes.len() <= fewest + fewest / LANES + 2, "{} nodes for {many}", tree.nodes.len());
    }
}

/// Ten thousand points, some 3 by 4 km apart.
fn grid() -> Vec<Spot> {
    (0..10_000).map(|n| plain(50.0 + f64::from(n / 100) * 0.04, 3.0 + f64::from(n % 100) * 0.04)).collect()
}

#[test]
fn near_points_are_found_without_looking_at_many() {
    struct Counted<'a>(Ask<'a>, std::cell::Cell<usize>);
    impl Query for Counted<'_> {
        fn stand(&self, asker: &mut Asker) {
            self.0.stand(asker);
        }
        fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)> {
            self.0.shelves()
        }
        fn goes_with(&self, that: &Self) -> bool {
            self.0.goes_with(&that.0)
        }
        fn allowed(&self, label: u32) -> bool {
            self.1.set(self.1.get() + 1);
            self.0.allowed(label)
        }
        fn price(&self, labels: &[u32], prices: &mut [Priced]) {
            self.0.price(labels, prices);
        }
    }
    let world = World::new(grid(), RATES);
    let asker = plain(52.01, 5.01);
    let query = Counted(Ask { world: &world, asker, odd: false, beside: None }, 0.into());
    cheapest(Lane::best(), world.rates, std::iter::once(query), 10, |query, found| {
        assert_eq!(found.len(), 10);
        assert!(query.1.get() < 100, "{} of 10000", query.1.get());
    });
}

#[test]
fn what_is_out_of_reach_stays_closed_though_nobody_is_found() {
    /// Finds nobody, and counts the leaves that it is shown.
    struct Looks(usize);
    impl<S: Simd> Seek<S> for Looks {
        fn limit(&self) -> f32 {
            f32::INFINITY
        }
        fn look(&mut self, _: Leaf) {
            self.0 += 1;
        }
    }
    for (reach_km, most) in [(f64::INFINITY, 625), (3.5, 4)] {
        let world = World::new(grid(), Rates { reach_km, ..RATES });
        let query = Ask { world: &world, asker: plain(52.01, 5.01), odd: false, beside: None };
        let (mut asker, mut looks) = (Asker::new(world.rates), Looks(0));
        query.stand(&mut asker);
        dispatch!(Level::baseline(), simd => {
            let mut way = Way::new(simd);
            query.shelves().for_each(|(tree, charge)| descend(simd, tree, charge, &asker, &mut way, &mut looks));
        });
        assert!((1..=most).contains(&looks.0), "{} leaves within {reach_km} km", looks.0);
    }
}

#[test]
fn neighbours_come_to_lie_together() {
    let mut points = Points::new(0, 0.0);
    for n in 0..4096 {
        points.push(unit_vector(f64::from(n * 37 % 64) / 10.0, f64::from(n * 37 / 64 % 64) / 10.0), []);
    }
    let order = order(&points, &(0..4096).collect::<Vec<u32>>());
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..4096).collect::<Vec<u32>>());
    let step = |pair: &[u32]| km(points.of(pair[0]).0, points.of(pair[1]).0);
    let mean = order.windows(2).map(step).sum::<f64>() / 4095.0;
    assert!(mean < 40.0, "{mean} km from one to the next, where neighbours are 11 km apart");
}
