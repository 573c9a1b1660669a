//! How much hangs on the weighting, beside building the network anew with each.

use leerkring_matching::{Network, Options, Weightings, WeightingsError};
use leerkring_model::Language;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_as_building_anew_with_each_weighting(
        (members, options) in network(0..=120),
        (k, top) in (0..7usize, 0..5usize),
        factor in select(vec![1.0, 1.2, 2.0, 10.0]),
        seed in any::<u64>(),
    ) {
        let weightings = Weightings::new(12, factor, seed).unwrap();
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let anew: Vec<Network> = weightings
            .around(&options.cost)
            .map(|rates| {
                let mut other = options.clone();
                other.cost = rates;
                Network::build(members.clone(), model(), other).unwrap()
            })
            .collect();
        for learner in members.iter().take(20).map(|member| &member.school.id) {
            let told = network.robustness(learner, &aspect(0), k, top, &weightings).unwrap();
            let chosen = network.suggest(learner, &aspect(0), k).unwrap().found;
            prop_assert_eq!(told.len(), chosen.len());
            for (told, chosen) in told.iter().zip(&chosen) {
                let first = |network: &&Network| {
                    let found = network.suggest(learner, &aspect(0), top).unwrap().found;
                    found.iter().any(|found| found.host == chosen.host)
                };
                prop_assert_eq!((told.rank, &told.host), (chosen.rank, &chosen.host));
                prop_assert_eq!(told.stays as usize, anew.iter().filter(first).count());
                prop_assert_eq!((told.of, told.top as usize), (12, top));
            }
        }
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
    let told = network.robustness(&id("L"), &aspect(0), 5, 2, &weightings).unwrap();
    let words: Vec<String> = told.iter().map(|told| told.in_language(Language::Nl)).collect();
    assert_eq!(
        words,
        [
            "blijft in 100 van de 100 andere wegingen bij de eerste twee",
            "blijft in 100 van de 100 andere wegingen bij de eerste twee",
            "komt in 0 van de 100 andere wegingen bij de eerste twee",
        ]
    );
    assert_eq!(
        told[0].in_language(Language::En),
        "stays among the first two in 100 of the 100 other weightings"
    );
}
