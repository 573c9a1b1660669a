//! Worlds in which many hosts are nearly or exactly as good: the answers are those of the definition all the same.

use leerkring_matching::Member;
use leerkring_model::Point;
use proptest::prelude::*;
use proptest::sample::select;

use crate::exact::check;
use crate::support::*;

/// Where schools lie, and whether they differ in anything else.
#[derive(Clone, Copy, Debug)]
enum World {
    /// All on one point.
    OneSpot,
    /// All in one city: on a grid of streets a hundred metres apart.
    City,
    /// Around both poles, where all longitudes meet.
    Poles,
    /// On both sides of the date line.
    DateLine,
    /// Each on one of two points at opposite ends of the Earth.
    Antipodes,
    /// On a campus each, of which there are three.
    Campuses,
    /// Without any place.
    Nowhere,
}

fn settle(members: &mut [Member], world: World, alike: bool) {
    let like = members.first().map(|first| first.school.clone());
    for (n, member) in members.iter_mut().enumerate() {
        let (row, column) = ((n / 7) as f64, (n % 7) as f64);
        let sign = if n.is_multiple_of(2) { 1.0 } else { -1.0 };
        let place = match world {
            World::OneSpot => Some((52.0, 5.0)),
            World::City => Some((52.0 + row * 0.0009, 5.0 + column * 0.0015)),
            World::Poles => Some((sign * (90.0 - 0.1 * row), 51.0 * column - 180.0)),
            World::DateLine => Some((row * 0.01, sign * (180.0 - 0.01 * column))),
            World::Antipodes => Some(if sign > 0.0 { (52.0, 5.0) } else { (-52.0, -175.0) }),
            World::Campuses => Some((52.0, 5.0 + (n % 3) as f64)),
            World::Nowhere => None,
        };
        member.school.point = place.map(|(lat, lon)| Point::new(lat, lon).unwrap());
        if let Some(like) = like.as_ref().filter(|_| alike) {
            (member.school.pupils, member.school.traits) = (like.pupils, like.traits.clone());
            member.school.categories = like.categories.clone();
            member.school.municipality = like.municipality.clone();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn suggestions_are_those_of_the_definition_in_any_world(
        (mut members, mut options) in network(0..=150),
        world in select(vec![
            World::OneSpot,
            World::City,
            World::Poles,
            World::DateLine,
            World::Antipodes,
            World::Campuses,
            World::Nowhere,
        ]),
        alike in any::<bool>(),
        // One, a few, as many as a leaf of the search's trees and more, more than there are.
        k in select(vec![1, 3, 10, 16, 17, 40, 1000]),
    ) {
        settle(&mut members, world, alike);
        fit_units(&members, &mut options);
        check(&members, &options, 12, k);
    }
}
