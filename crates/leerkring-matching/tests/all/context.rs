//! What is told of the context, trait by trait, gives the charge.

use leerkring_matching::Network;
use leerkring_model::Language;
use proptest::prelude::*;

use crate::support::*;

/// The charge as somebody with a pencil finds it in the text: from the units of the traits, the two rates, and how many are not known.
fn redone(told: &str) -> f64 {
    let (traits, sum) = told.rsplit_once("; ").unwrap();
    let sum = sum.rsplit_once(" = ").unwrap().0;
    let mut squares = 0.0;
    let mut unknown = 0.0;
    for of in traits.split("; ") {
        if of.ends_with(" not known of both") {
            unknown += 1.0;
        } else if let Some(of) = of.strip_suffix(" units").or_else(|| of.strip_suffix(" unit")) {
            squares += of.rsplit_once(' ').unwrap().1.parse::<f64>().unwrap().powi(2);
        } else {
            assert!(of.ends_with(" alike"), "{told}");
        }
    }
    let rate = |before: &str| {
        let from = sum.find(before)? + before.len();
        sum.get(from..)?.split(' ').next()?.parse::<f64>().ok()
    };
    squares.sqrt() * rate(" × ").unwrap() + unknown * rate("unknown × ").unwrap_or(0.0)
}

proptest! {
    #[test]
    fn what_is_told_gives_the_charge((members, options) in network(2..=30)) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let known = known(&members, &options);
        for one in &members {
            for other in &members {
                let context = network.context(&one.school.id, &other.school.id).unwrap();
                let expected = crate::support::context(&known, &one.school, &other.school, &options);
                prop_assert!((context.km() - expected).abs() <= 1e-9 * expected.max(1.0));
                prop_assert_eq!(context.km(), network.context(&other.school.id, &one.school.id).unwrap().km());
                let told = context.in_language_of(Language::En, [&one.school, &other.school]);
                if context.traits.is_empty() {
                    prop_assert_eq!(told, "");
                    continue;
                }
                let shown: f64 = told.rsplit_once(" = ").unwrap().1.strip_suffix(" km").unwrap().parse().unwrap();
                prop_assert!((shown - context.km()).abs() <= 0.05 + 1e-9);
                // Four digits of each number are told.
                prop_assert!((redone(&told) - context.km()).abs() <= 0.002 * context.km() + 1e-9, "{}", told);
            }
        }
        // It is the charge of the suggestions.
        for learner in members.iter().take(5) {
            for found in network.suggest(&learner.school.id, aspect(0), 10).unwrap().found {
                prop_assert_eq!(network.context(&learner.school.id, &found.host).unwrap().km(), found.cost.context_km);
            }
        }
    }
}

#[test]
fn a_trait_that_is_missing_is_named() {
    let mut members: Vec<_> = [("A", 100), ("B", 200)]
        .map(|(key, pupils)| {
            let mut member = member(key);
            member.school.pupils = Some(pupils);
            member
        })
        .into();
    members[0].school.traits.insert("weight".to_owned(), 30.5);
    let network = Network::build(members.clone(), model(), leerkring_matching::Options::default()).unwrap();
    let context = network.context(&id("A"), &id("B")).unwrap();
    assert_eq!(
        context.in_language_of(Language::Nl, [&members[0].school, &members[1].school]),
        "leerlingen (100, 200) 0,2 eenheid; weight (30,5, onbekend) niet van beide bekend; 0,2 eenheid × 50 km + 1 onbekend × 15 km \
         = 25,0 km"
    );
    assert!(context.in_language(Language::En).starts_with("pupils 0.2 units; weight not known of both; "));
}
