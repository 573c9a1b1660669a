//! Options and results as they cross a program's edge.

use leerkring_matching::{
    Likeness, Network, Options, PerUnit, Portrait, Robustness, Scale, Suggestions, Weightings, WhatIf, WhyNot,
};

use crate::support::*;

#[test]
fn options_are_read_with_defaults_for_what_is_left_out() {
    let text = r#"{ "cost": { "per_extra_phase_km": 10 },
                    "rules": { "board": "other", "max_km": 60, "vetoes": [["b", "a"]] },
                    "traits": [{ "key": "pupils", "scale": "log2", "per_unit": 4 }] }"#;
    let options: Options = serde_json::from_str(text).unwrap();
    assert_eq!((options.cost.per_extra_phase_km, options.cost.full_doubt_km), (10.0, 50.0));
    assert_eq!((options.rules.board, options.rules.same_sector), (Likeness::Other, true));
    assert_eq!(options.rules.vetoes.first().unwrap().schools(), (&id("a"), &id("b")));
    assert_eq!(serde_json::from_str::<Options>(&serde_json::to_string(&options).unwrap()).unwrap(), options);
}

#[test]
fn all_that_can_be_set_reads_back() {
    let text = r#"{ "rules": { "max_steps": null, "min_p_further": 0.6 },
                    "fading": { "today": "2026-11-29" },
                    "traits": [{ "key": "pupils", "scale": "log2", "per_unit": "robust" },
                               { "key": "network-type", "scale": "category", "per_unit": 1.5 }] }"#;
    let options: Options = serde_json::from_str(text).unwrap();
    assert_eq!((options.rules.max_steps, options.fading.half_life_days), (None, 730));
    assert_eq!((options.traits[0].per_unit, options.traits[1].scale), (PerUnit::Robust, Scale::Category));
    assert_eq!(serde_json::from_str::<Options>(&serde_json::to_string(&options).unwrap()).unwrap(), options);
    let told = serde_json::from_str::<Options>(&text.replace("robust", "robuust")).unwrap_err().to_string();
    assert!(told.contains("invalid value: string \"robuust\", expected a number, or \"robust\""), "{told}");
}

#[test]
fn a_slip_in_the_name_of_an_option_is_an_error() {
    assert!(serde_json::from_str::<Options>(r#"{ "rules": { "maxkm": 60 } }"#).is_err());
}

#[test]
fn answers_read_back() {
    let members = vec![agreed(member("a"), 2), offering(agreed(member("b"), 3))];
    let network = Network::build(members, model(), Options::default()).unwrap();
    let answer = network.suggest(&id("a"), aspect(0), 3).unwrap();
    let text = serde_json::to_string(&answer).unwrap();
    assert_eq!(serde_json::from_str::<Suggestions>(&text).unwrap(), answer);
    let why = network.why_not(&id("a"), &id("b"), aspect(0), 3).unwrap();
    let text = serde_json::to_string(&why).unwrap();
    assert_eq!(serde_json::from_str::<WhyNot>(&text).unwrap(), why);
}

#[test]
fn reasons_and_portraits_read_back() {
    // Five schools ask; one is as far as the host, and another host has no room.
    let mut members: Vec<_> =
        (0..5).map(|n| agreed(member(&format!("a{n}")), if n == 0 { 3 } else { 2 })).collect();
    members.iter_mut().for_each(|member| {
        member.wishes.asks.insert(aspect(0).into());
    });
    let mut full = offering(agreed(member("full"), 4));
    full.wishes.room = 0;
    members.extend([offering(agreed(member("b"), 3)), full]);
    let network = Network::build(members, model(), Options::default()).unwrap();

    let portrait = network.portrait();
    let text = serde_json::to_string(&portrait).unwrap();
    assert!(text.contains(r#""served":{"found":4,"nobody":{"other":1}}"#), "{text}");
    assert_eq!(serde_json::from_str::<Portrait>(&text).unwrap(), portrait);

    let what_if = network.what_if(&id("a0"), aspect(0)).unwrap();
    let text = serde_json::to_string(&what_if).unwrap();
    assert!(text.contains(r#""change":"open-place","host":"full""#), "{text}");
    assert_eq!(serde_json::from_str::<WhatIf>(&text).unwrap(), what_if);

    let weightings = Weightings::new(10, 2.0, 1).unwrap();
    let robust = network.robustness(&id("a1"), aspect(0), 1, 3, &weightings).unwrap();
    let text = serde_json::to_string(&robust).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Robustness>>(&text).unwrap(), robust);
}
