//! The tree against looking at every point.

use proptest::prelude::*;

use super::*;
use crate::sphere::{NOWHERE, km, unit_vector};

/// Points with two numbers of context, from a small set of values, so that many are equal in something or everything.
fn points() -> impl Strategy<Value = Vec<([f64; 3], [f64; 2])>> {
    let at = prop_oneof![
        3 => (50.0..54.0, 3.0..7.0f64).prop_map(|(lat, lon)| unit_vector(lat, lon)),
        1 => (-90.0..=90.0, -180.0..=180.0f64).prop_map(|(lat, lon)| unit_vector(lat, lon)),
        1 => prop::sample::select(vec![(90.0, 0.0), (-90.0, 7.0), (0.0, 180.0), (0.0, -180.0), (52.0, 5.0)])
            .prop_map(|(lat, lon)| unit_vector(lat, lon)),
    ];
    let number = prop::sample::select(vec![f64::NAN, 0.0, 0.5, 0.5, 1.0, 3.0]);
    prop::collection::vec((at, [number.clone(), number]), 0..150)
}

fn cost(asker: &Asker, at: [f64; 3], context: &[f64]) -> f64 {
    let distance = km(asker.at, at);
    let travel = if distance.is_nan() { asker.flat_km } else { distance };
    let differences = asker.context.iter().zip(context).map(|(a, b)| a - b).filter(|d| !d.is_nan());
    travel + asker.base_km + asker.unit_km * differences.map(|d| d * d).sum::<f64>().sqrt()
}

fn brute(costs: impl Iterator<Item = (f64, u32)>, k: usize) -> Vec<u32> {
    let mut all: Vec<(f64, u32)> = costs.collect();
    all.sort_by(|a, b| a.partial_cmp(b).unwrap());
    all.into_iter().take(k).map(|(_, label)| label).collect()
}

fn check(points: &[([f64; 3], [f64; 2])], asker: &Asker, k: usize, allowed: impl Fn(u32) -> bool) {
    let mut all = Points::new(2);
    for ((at, context), label) in points.iter().zip(0..) {
        all.push(*at, context, label);
    }
    let tree = Tree::build(&all, asker.unit_km);
    let mut best = Best::new(k);
    let price = |label: u32| {
        let (at, context) = &points[label as usize];
        let near = asker.reach_km == f64::INFINITY || km(asker.at, *at) <= asker.reach_km;
        (allowed(label) && near).then(|| cost(asker, *at, context))
    };
    tree.search(asker, &mut best, &mut { price });
    let expected = brute((0..points.len() as u32).filter_map(|l| Some((price(l)?, l))), k);
    assert_eq!(best.into_labels().collect::<Vec<_>>(), expected);
}

proptest! {
    #[test]
    fn the_tree_finds_what_looking_at_every_point_finds(
        points in points(),
        asker in 0..150usize,
        k in 0..12usize,
        unit_km in prop::sample::select(vec![0.0, 1.0, 50.0]),
        reach_km in prop::sample::select(vec![f64::INFINITY, 0.0, 100.0]),
        odd in any::<bool>(),
    ) {
        let fallback = (NOWHERE, [f64::NAN, 0.5]);
        let (at, context) = points.get(asker).copied().unwrap_or(fallback);
        let asker = Asker { at, context: &context, unit_km, flat_km: 50.0, base_km: 25.0, reach_km };
        check(&points, &asker, k, |label| !odd || label % 2 == 1);
        let unplaced: Vec<_> = points.iter().map(|(_, context)| (NOWHERE, *context)).collect();
        check(&unplaced, &asker, k, |label| !odd || label % 2 == 1);
    }
}

#[test]
fn a_thousand_points_on_one_spot_go_by_label() {
    let spot = (unit_vector(52.0, 5.0), [0.5, 0.5]);
    let asker = Asker {
        at: spot.0,
        context: &spot.1,
        unit_km: 50.0,
        flat_km: 50.0,
        base_km: 0.0,
        reach_km: f64::INFINITY,
    };
    for k in [0, 1, 10, 1000, 2000, usize::MAX] {
        check(&[spot; 1000], &asker, k, |_| true);
    }
    check(&[], &asker, 3, |_| true);
    check(&[spot], &asker, 3, |_| true);
}

#[test]
fn near_points_are_found_without_looking_at_many() {
    let mut points = Points::new(0);
    let mut label = 0;
    for lat in 0..100 {
        for lon in 0..100 {
            points.push(unit_vector(50.0 + f64::from(lat) * 0.04, 3.0 + f64::from(lon) * 0.04), &[], label);
            label += 1;
        }
    }
    let asker = Asker {
        at: unit_vector(52.0, 5.0),
        context: &[],
        unit_km: 50.0,
        flat_km: 50.0,
        base_km: 0.0,
        reach_km: f64::INFINITY,
    };
    let (mut best, mut looked_at) = (Best::new(10), 0);
    let mut price = |label: u32| {
        looked_at += 1;
        Some(km(asker.at, [0, 1, 2].map(|d| points.value(label, d))))
    };
    Tree::build(&points, 50.0).search(&asker, &mut best, &mut price);
    assert_eq!(best.into_labels().count(), 10);
    assert!(looked_at < 200, "{looked_at} of 10000");
}
