//! The corners: nobody, one school, everyone on one spot, the poles and the date line.

use leerkring_matching::{Member, Network, Nobody, Options, Scale, Trait, Weightings, WhatIf, table};
use leerkring_model::Language;

use crate::support::*;

fn build(members: Vec<Member>) -> Network {
    Network::build(members, model(), Options::default()).unwrap()
}

fn hosts(network: &Network, learner: &str, k: usize) -> Vec<String> {
    let answer = network.suggest(&id(learner), aspect(0), k).unwrap();
    answer.found.iter().map(|found| found.host.to_string()).collect()
}

#[test]
fn an_empty_network_and_one_school() {
    assert_eq!(build(vec![]).schools(), []);
    let alone = build(vec![offering(agreed(member("a"), 2))]);
    let answer = alone.suggest(&id("a"), aspect(0), 3).unwrap();
    assert_eq!((answer.found.len(), answer.nobody), (0, Some(Nobody::NotOffered)));
    assert_eq!(answer.learner_phase, Some(phase(2)));
    let silent = alone.suggest(&id("a"), aspect(1), 3).unwrap();
    assert_eq!(silent.nobody, Some(Nobody::LearnerHasNoPhase));
}

#[test]
fn k_of_none_and_more_than_there_are() {
    let network = build(vec![agreed(member("a"), 2), offering(agreed(member("b"), 3))]);
    assert_eq!(hosts(&network, "a", 0).len(), 0);
    assert_eq!(network.suggest(&id("a"), aspect(0), 0).unwrap().nobody, None);
    assert_eq!(hosts(&network, "a", usize::MAX), ["b"]);
    let weightings = Weightings::new(3, 2.0, 1).unwrap();
    let robust = |k, top| network.robustness(&id("a"), aspect(0), k, top, &weightings).unwrap();
    assert_eq!(
        (robust(0, 3).len(), robust(usize::MAX, usize::MAX)[0].stays, robust(1, 0)[0].stays),
        (0, 3, 0)
    );
    let listed = WhatIf::Listed { host: id("b"), rank: 1 };
    assert_eq!(network.what_if_host(&id("a"), &id("b"), aspect(0), usize::MAX).unwrap(), listed);
    for (k, found) in [(0, 0), (1_000_000_000, 1), (usize::MAX, 1)] {
        assert_eq!(network.best_hosts(aspect(0), k).unwrap().of(0).len(), found);
        assert_eq!(network.best_hosts(aspect(1), k).unwrap().of(0), []);
    }
}

#[test]
fn everyone_on_one_spot_goes_by_id() {
    let mut members: Vec<Member> =
        (0..300).rev().map(|n| at(offering(agreed(member(&format!("h{n:03}")), 3)), 52.0, 5.0)).collect();
    members.push(at(agreed(member("learner"), 2), 52.0, 5.0));
    let expected: Vec<String> = (0..40).map(|n| format!("h{n:03}")).collect();
    assert_eq!(hosts(&build(members), "learner", 40), expected);
}

#[test]
fn poles_and_date_line_are_near() {
    let learner = |lat, lon| at(agreed(member("learner"), 2), lat, lon);
    let host = |key, lat, lon| at(offering(agreed(member(key), 3)), lat, lon);
    let line = build(vec![learner(0.0, 179.9), host("across", 0.0, -179.9), host("before", 0.0, 179.0)]);
    assert_eq!(hosts(&line, "learner", 2), ["across", "before"]);
    let pole = build(vec![learner(89.9, 0.0), host("over", 89.9, 180.0), host("down", 89.0, 0.0)]);
    assert_eq!(hosts(&pole, "learner", 2), ["over", "down"]);
}

#[test]
fn the_dearest_match_can_be_told() {
    let mut options = Options::default();
    let rates = &mut options.cost;
    for rate in [
        &mut rates.per_extra_phase_km,
        &mut rates.per_context_unit_km,
        &mut rates.per_unknown_trait_km,
        &mut rates.unknown_distance_km,
        &mut rates.full_doubt_km,
    ] {
        *rate = 1e6;
    }
    options.rules.max_steps = None;
    options.traits = vec![Trait::new("money", Scale::Linear, 1e-9)];
    let (mut learner, mut host) = (agreed(member("learner"), 1), offering(agreed(member("host"), 5)));
    learner.school.traits.insert("money".to_owned(), -1e-3);
    host.school.traits.insert("money".to_owned(), 1e-3);
    let network = Network::build(vec![learner, host], model(), options).unwrap();
    let answer = network.suggest(&id("learner"), aspect(0), 1).unwrap();
    assert!(answer.found[0].explain(Language::En).ends_with(" = 2000004500000.0 km-equivalents"));
    assert_eq!(table::row(&answer, &answer.found[0], None)[7], "2000004500000.000");
}

#[test]
fn of_many_unknown_traits_nobody_is_lost_to_rounding() {
    // 256 charges of 17.37 km are 16 m too much if added in `f32`, and all these hosts stand within 3 m.
    let mut options = Options::default();
    options.traits = (0..256).map(|n| Trait::new(&format!("t{n}"), Scale::Linear, 1.0)).collect();
    options.cost.per_unknown_trait_km = 17.37;
    let mut learner = at(agreed(member("learner"), 2), 52.0, 5.0);
    learner.school.traits = options.traits.iter().map(|asked| (asked.key.clone(), 0.0)).collect();
    let mut members = vec![learner];
    for n in 0..300 {
        let (north, east) = (f64::from(n * 37 % 101) * 2e-7, f64::from(n * 53 % 97) * 3e-7);
        members.push(at(offering(agreed(member(&format!("h{n:03}")), 3)), 52.0 + north, 5.0 + east));
    }
    let network = Network::build(members, model(), options).unwrap();
    // With room for all of them nobody can be left out.
    let all = hosts(&network, "learner", 300);
    let costs = network.suggest(&id("learner"), aspect(0), 300).unwrap().found;
    assert!(costs.is_sorted_by(|a, b| a.cost.total_km() <= b.cost.total_km()) && all.len() == 300);
    for k in [1, 5, 12, 13, 20, 40, 100] {
        assert_eq!(hosts(&network, "learner", k), all[..k], "{k}");
    }
}
