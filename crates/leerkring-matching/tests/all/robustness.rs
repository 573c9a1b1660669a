//! How much hangs on the weighting, beside building the network anew with each.

use leerkring_matching::{Member, Network, Options, Weightings, WeightingsError};
use leerkring_model::{Language, Subject};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::*;

/// Compares what is told some of the members with networks built anew.
fn check(members: &[Member], options: &Options, (k, top): (usize, usize), weightings: &Weightings) {
    let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
    let anew: Vec<Network> = weightings
        .around(&options.cost)
        .map(|rates| {
            let mut other = options.clone();
            other.cost = rates;
            Network::build(members.to_vec(), model(), other).unwrap()
        })
        .collect();
    // An aspect, and a topic where there is any.
    let asked: Vec<Subject> = network.subjects().step_by(5).collect();
    let learners = members.iter().take(20).map(|member| &member.school.id);
    for (learner, subject) in learners.flat_map(|learner| asked.iter().map(move |subject| (learner, subject)))
    {
        let told = network.robustness(learner, subject, k, top, weightings).unwrap();
        let chosen = network.suggest(learner, subject, k).unwrap().found;
        assert_eq!(told.len(), chosen.len());
        for (told, chosen) in told.iter().zip(&chosen) {
            let is_first = |network: &&Network| {
                let found = network.suggest(learner, subject, top).unwrap().found;
                found.iter().any(|found| found.host == chosen.host)
            };
            assert_eq!((told.rank, &told.host), (chosen.rank, &chosen.host));
            assert_eq!(told.stays as usize, anew.iter().filter(is_first).count());
            assert_eq!((told.of, told.top as usize), (weightings.many(), top));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_same_in_a_large_network(
        (members, options) in network(600..=900),
        top in 1..4usize,
        factor in select(vec![2.0, 10.0]),
        seed in any::<u64>(),
    ) {
        check(&members, &options, (5, top), &Weightings::new(6, factor, seed).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_as_building_anew_with_each_weighting(
        (members, options) in network(0..=60),
        k in 0..7usize,
        top in 0..5usize,
        factor in select(vec![1.0, 1.2, 2.0, 10.0]),
        seed in any::<u64>(),
    ) {
        check(&members, &options, (k, top), &Weightings::new(12, factor, seed).unwrap());
    }

    #[test]
    fn each_rate_by_a_factor_of_its_own(factor in 1.0..=10.0f64, seed in any::<u64>()) {
        let chosen = Options::default().cost;
        for rates in Weightings::new(50, factor, seed).unwrap().around(&chosen) {
            for (rate, was) in [
                (rates.per_extra_phase_km, chosen.per_extra_phase_km),
                (rates.per_context_unit_km, chosen.per_context_unit_km),
                (rates.per_unknown_trait_km, chosen.per_unknown_trait_km),
                (rates.unknown_distance_km, chosen.unknown_distance_km),
                (rates.full_doubt_km, chosen.full_doubt_km),
            ] {
                prop_assert!(rate >= was / factor * (1.0 - 1e-12) && rate <= was * factor * (1.0 + 1e-12));
            }
        }
    }
}

#[test]
fn half_as_much_is_as_likely_as_twice_as_much() {
    let chosen = Options::default().cost;
    let less = |rate: f64, was: f64| rate < was;
    let weightings = Weightings::new(10_000, 2.0, 1).unwrap();
    let below = weightings.around(&chosen).filter(|r| less(r.full_doubt_km, chosen.full_doubt_km)).count();
    let quarter = weightings.around(&chosen).filter(|r| less(r.full_doubt_km, 50.0 / 2.0_f64.sqrt())).count();
    // A half and a quarter, give or take five standard deviations of 50 and 43.
    assert!((4750..=5250).contains(&below) && (2283..=2717).contains(&quarter), "{below} {quarter}");
}

#[test]
fn the_same_draws_everywhere() {
    let rates = Weightings::new(1, 2.0, 2014).unwrap().around(&Options::default().cost).next().unwrap();
    assert_eq!(rates.per_extra_phase_km, 33.95078303621515);
    assert_eq!(rates.full_doubt_km, 32.24746117618292);
}

#[test]
fn weightings_that_cannot_be_tried() {
    assert_eq!(
        Weightings::new(0, 2.0, 1).unwrap_err().to_string(),
        "`0` weightings cannot be tried; give a number from 1 to 1000000"
    );
    for factor in [0.5, 11.0, f64::NAN, f64::INFINITY, -2.0] {
        let refused = Weightings::new(10, factor, 1).unwrap_err();
        assert!(matches!(refused, WeightingsError::Factor { .. }), "{factor}");
        assert!(refused.to_string().ends_with("give a factor from 1 to 10"));
    }
}

#[test]
fn a_host_far_down_the_list_may_be_first_in_another_weighting() {
    // Forty hosts without a place on the map, each a little less alike than the one before, at 50 km and a little; then one at 55.6 km.
    let mut members =
        vec![at(agreed(member("L"), 2), 0.0, 5.0), at(offering(agreed(member("z"), 3)), 0.0, 5.5)];
    members.extend((0..40).map(|n| offering(agreed(member(&format!("h{n:02}")), 3))));
    for (more, member) in members.iter_mut().enumerate() {
        member.school.pupils = Some(if member.school.id == id("z") { 1000 } else { 1000 + more as u32 });
    }
    let network = Network::build(members.clone(), model(), Options::default()).unwrap();
    let weightings = Weightings::new(40, 2.0, 3).unwrap();
    let told = network.robustness(&id("L"), aspect(0), 41, 1, &weightings).unwrap();
    let (first, last) = (&told[0], &told[40]);
    assert_eq!((first.host.as_str(), last.host.as_str()), ("h00", "z"));
    assert!(last.stays > 0 && first.stays + last.stays == 40, "{first:?} {last:?}");
    check(&members, &Options::default(), (41, 1), &weightings);
}

#[test]
fn in_words() {
    let mut far = at(offering(agreed(member("ver"), 3)), 0.0, 5.9);
    far.school.pupils = Some(100);
    let mut members = vec![
        at(agreed(member("L"), 2), 0.0, 5.0),
        at(offering(agreed(member("b"), 3)), 0.0, 5.1),
        at(offering(agreed(member("c"), 4)), 0.0, 5.1),
        far,
    ];
    members[0].school.pupils = Some(100);
    let network = Network::build(members, model(), Options::default()).unwrap();
    let weightings = Weightings::new(100, 2.0, 7).unwrap();
    let told = network.robustness(&id("L"), aspect(0), 5, 2, &weightings).unwrap();
    let words: Vec<String> = told.iter().map(|told| told.in_language(Language::Nl)).collect();
    assert_eq!(
        words,
        [
            "blijft in alle 100 andere wegingen bij de eerste twee",
            "blijft in alle 100 andere wegingen bij de eerste twee",
            "staat in geen van de 100 andere wegingen bij de eerste twee",
        ]
    );
    assert_eq!(told[0].in_language(Language::En), "stays among the first two in all 100 other weightings");
}
