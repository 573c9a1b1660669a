//! Numbers that nobody should give: taken exactly where their range says so, and refused by name elsewhere.

use leerkring_matching::{Network, Options, Scale, Trait, WhatIf, table};
use leerkring_model::{Language, Point, Probabilities};
use proptest::num::f64::ANY;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::*;

/// Any bits, and what lies about the ends of ranges.
fn number() -> impl Strategy<Value = f64> {
    let ends = vec![
        0.0,
        -0.0,
        0.5,
        1.0,
        1e6,
        1e6 + 1.0,
        1e-9,
        1e9,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ];
    prop_oneof![ANY, 0.0..2e6f64, select(ends)]
}

/// Everything that is told is in numbers that can be printed, and adds up.
fn all_can_be_told(network: &Network) {
    for learner in network.schools() {
        let answer = network.suggest(learner, aspect(0), 5).unwrap();
        for (found, row) in answer.found.iter().zip(table::rows(&answer, &[])) {
            assert!(found.cost.total_km().is_finite() && !found.explain(Language::En).contains("NaN"));
            // The total, and its parts in whole metres: only what is taken off is below nothing, and so may the total be.
            let metres: Vec<i64> = row[7..13].iter().map(|km| km.replace('.', "").parse().unwrap()).collect();
            assert!(metres[1..5].iter().all(|part| *part >= 0) && metres[5] <= 0, "{row:?}");
            assert_eq!(metres[0], metres[1..].iter().sum::<i64>(), "{row:?}");
        }
        for fellow in network.fellows(learner, aspect(0), 5).unwrap().found {
            assert!(fellow.cost.total_km().is_finite() && !fellow.cost.explain(Language::Nl).contains("NaN"));
        }
        for what_if in
            [network.what_if(learner, aspect(0)), network.what_if_host(learner, &id("s000"), aspect(0), 2)]
        {
            if let WhatIf::Enough(remedies) = what_if.unwrap() {
                let told = remedies[0].in_language(Language::Nl);
                assert!(!told.contains("NaN") && !told.contains("inf"), "{told}");
            }
        }
    }
}

proptest! {
    #[test]
    fn options_are_taken_within_their_range_only((members, options) in network(1..=12), which in 0..9usize, value in number()) {
        let mut options: Options = options;
        let (name, cell, most): (&str, &mut f64, f64) = match which {
            0 => ("cost.per_extra_phase_km", &mut options.cost.per_extra_phase_km, 1e6),
            1 => ("cost.per_context_unit_km", &mut options.cost.per_context_unit_km, 1e6),
            2 => ("cost.per_unknown_trait_km", &mut options.cost.per_unknown_trait_km, 1e6),
            3 => ("cost.unknown_distance_km", &mut options.cost.unknown_distance_km, 1e6),
            4 => ("cost.full_doubt_km", &mut options.cost.full_doubt_km, 1e6),
            5 => ("cost.in_return_km", &mut options.cost.in_return_km, 1e6),
            6 => ("cost.per_phase_apart_km", &mut options.cost.per_phase_apart_km, 1e6),
            7 => ("rules.min_p_further", options.rules.min_p_further.insert(0.0), 1.0),
            _ => ("rules.max_km", options.rules.max_km.insert(0.0), 1e6),
        };
        *cell = value;
        match Network::build(members, model(), options) {
            Ok(network) => {
                prop_assert!((0.0..=most).contains(&value), "{name} {value}");
                all_can_be_told(&network);
            }
            Err(refused) => {
                prop_assert!(!(0.0..=most).contains(&value), "{name} {value}");
                prop_assert!(refused.to_string().starts_with(&format!("option `{name}` is `{value}`")), "{refused}");
            }
        }
    }

    #[test]
    fn half_lives_are_of_a_day_at_least((members, options) in network(1..=12), days in select(vec![0, 1, 2, 365, u32::MAX])) {
        let mut options: Options = options;
        options.fading.half_life_days = days;
        match Network::build(members, model(), options) {
            Ok(network) => {
                prop_assert!(days > 0);
                all_can_be_told(&network);
            }
            Err(refused) => {
                prop_assert_eq!(days, 0);
                prop_assert!(refused.to_string().starts_with("option `fading.half_life_days` is `0`"), "{refused}");
            }
        }
    }

    #[test]
    fn traits_are_taken_within_their_range_only(
        mut members in members(1..=8),
        per_unit in number(),
        value in number(),
        scale in select(vec![Scale::Linear, Scale::Log2]),
    ) {
        members[0].school.traits.insert("weight".to_owned(), value);
        let mut options = Options::default();
        options.traits = vec![Trait::new("weight", scale, per_unit)];
        let units = match scale {
            Scale::Linear | Scale::Category => value / per_unit,
            // Nothing has no place on this scale, and counts as unknown: somebody else must know the trait.
            Scale::Log2 if value == 0.0 && members.iter().all(|member| !member.school.traits.values().any(|value| *value > 0.0)) => {
                let refused = Network::build(members, model(), options).unwrap_err().to_string();
                prop_assert!(refused.contains("`weight`") || refused.contains("`traits.weight.per_unit`"), "{refused}");
                return Ok(());
            }
            Scale::Log2 if value == 0.0 => 0.0,
            Scale::Log2 => value.log2() / per_unit,
        };
        // The others have values of tens.
        let fits = (1e-9..=1e9).contains(&per_unit);
        let small = units.abs() <= 1e6 && (38.0 / per_unit <= 1e6 || members.len() == 1);
        match Network::build(members, model(), options) {
            Ok(network) => {
                prop_assert!(fits && units.abs() <= 1e6, "{per_unit} {value}");
                all_can_be_told(&network);
            }
            Err(refused) if fits => {
                prop_assert!(!small, "{refused}");
                prop_assert!(refused.to_string().contains("for trait `weight`, which cannot be compared"));
            }
            Err(refused) => prop_assert!(refused.to_string().contains("`traits.weight.per_unit`"), "{refused}"),
        }
    }

    #[test]
    fn places_are_on_earth(lat in number(), lon in number()) {
        let on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        prop_assert_eq!(Point::new(lat, lon).is_ok(), on_earth);
    }

    #[test]
    fn probabilities_add_up(mut p in prop::collection::vec(prop_oneof![0.0..1.0f64, number()], 0..12), even_out in any::<bool>()) {
        let sum: f64 = p.iter().sum();
        if even_out && sum > 0.0 {
            p.iter_mut().for_each(|p| *p /= sum);
        }
        let is_all = (p.iter().sum::<f64>() - 1.0).abs() <= 1e-6;
        let good = (2..=9).contains(&p.len()) && p.iter().all(|p| *p >= 0.0 && *p <= 1.0) && is_all;
        prop_assert_eq!(Probabilities::new(&p).is_ok(), good);
    }
}
