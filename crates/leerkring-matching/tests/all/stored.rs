//! Options and results as they cross a program's edge.

use leerkring_matching::{Likeness, Network, Options, Suggestions, WhyNot};

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
