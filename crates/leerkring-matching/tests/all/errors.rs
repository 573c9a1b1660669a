//! What makes no network, and what is said about it.

use leerkring_matching::{Member, Network, Options, Pair, PerUnit, Scale, SuggestError, Trait};
use leerkring_model::{Outcome, Reason, Standing, Subject};

use crate::support::*;

fn refused(members: Vec<Member>, options: Options) -> String {
    Network::build(members, model(), options).unwrap_err().to_string()
}

fn standing_on(text: &str) -> Standing {
    Standing::new(id("a"), text.parse().unwrap(), Outcome::NoStatement(vec![Reason::NoAnswers]))
}

#[test]
fn members_that_make_no_network() {
    let one = || agreed(member("a"), 2);
    let default = Options::default;
    assert_eq!(
        refused(vec![one(), member("b"), one()], default()),
        "school `a` is there twice; give each school once, with all its standings"
    );
    let mut other = one();
    other.standings[0].school = id("b");
    assert_eq!(
        refused(vec![other], default()),
        "school `a` came with a standing of school `b`; give each school its own standings"
    );
    for foreign in ["samen-leren@2:koers", "samen-leren@1:elders"] {
        let mut member = one();
        member.standings = vec![standing_on(foreign)];
        assert!(refused(vec![member], default()).contains(foreign));
    }
    let mut twice = one();
    twice.standings.push(twice.standings[0].clone());
    assert!(refused(vec![twice], default()).contains("two standings on `samen-leren@1:koers`"));
    let mut high = one();
    high.standings[0].agreed = Some(phase(6));
    assert!(refused(vec![high], default()).contains("not on a scale of 5 phases"));
    let mut wish = one();
    wish.wishes.thinks.insert(Subject::Aspect("samen-leren@1:elders".parse().unwrap()));
    assert!(refused(vec![wish], default()).contains("wish about `samen-leren@1:elders`"));
    let mut other_model = one();
    other_model.wishes.offers.insert("lerende-organisatie@1:goede-koers".parse().unwrap());
    other_model.wishes.offers.insert("topic:spelling".parse().unwrap());
    assert!(Network::build(vec![other_model], model(), default()).is_ok());
}

#[test]
fn options_that_cannot_be_used() {
    let refused_with = |change: &dyn Fn(&mut Options)| {
        let mut options = Options::default();
        change(&mut options);
        let mut school = member("a");
        school.school.pupils = Some(100);
        refused(vec![school, member("b")], options)
    };
    assert_eq!(
        refused_with(&|o| o.cost.per_extra_phase_km = -1.0),
        "option `cost.per_extra_phase_km` is `-1`; give a number from 0 to 1000000"
    );
    assert!(refused_with(&|o| o.cost.full_doubt_km = f64::NAN).contains("`NaN`"));
    assert!(refused_with(&|o| o.rules.max_km = Some(f64::INFINITY)).contains("`rules.max_km`"));
    assert!(refused_with(&|o| o.rules.max_steps = Some(0)).contains("`rules.max_steps` is `0`"));
    assert!(refused_with(&|o| o.traits[0].per_unit = 0.0.into()).contains("`traits.pupils.per_unit`"));
    assert!(refused_with(&|o| o.rules.min_p_further = Some(1.5)).contains("`rules.min_p_further` is `1.5`"));
    assert!(refused_with(&|o| o.fading.half_life_days = 0).contains("`fading.half_life_days` is `0`"));
    assert_eq!(
        refused_with(&|o| o.traits[0].per_unit = PerUnit::Robust),
        "`traits.pupils.per_unit` cannot be taken from the network: 1 schools know it, and it takes 10; give a number"
    );
    assert!(
        refused_with(&|o| o.traits = vec![Trait::new("board", Scale::Category, PerUnit::Robust)])
            .contains("a category has no spread")
    );
    assert!(refused_with(&|o| o.traits[0].key = "Pupils".to_owned()).contains("`Pupils`"));
    assert!(refused_with(&|o| o.traits[1].key = "pupils".to_owned()).contains("asked twice"));
    assert_eq!(
        refused_with(&|o| o.traits.push(Trait::new("incom", Scale::Linear, 1.0))),
        "no school of the network has the trait `incom`; ask one of `pupils`, or make this one optional"
    );
    assert_eq!(
        refused_with(&|o| o.traits = vec![Trait::new(Trait::PUPILS, Scale::Category, 1.0)]),
        "trait `pupils` is a number in this network, not a category; give it the scale `linear` or `log2`"
    );
    let pair = |a: &str, b: &str| [Pair::new(&id(a), &id(b))].into();
    assert_eq!(
        refused_with(&|o| o.rules.vetoes = pair("a", "z")),
        "`rules.vetoes` names school `z`, which is not in the network; correct the id or take the pair out"
    );
    assert!(refused_with(&|o| o.rules.partners = pair("a", "a")).contains("with itself"));
}

#[test]
fn values_that_cannot_be_compared() {
    for value in [f64::NAN, f64::INFINITY, 1e300] {
        let mut school = member("a");
        school.school.traits.insert("weight".to_owned(), value);
        assert!(refused(vec![school], Options::default()).contains("trait `weight`"), "{value}");
    }
    let mut options = Options::default();
    options.traits = vec![Trait::new("weight", Scale::Log2, 1.0)];
    for (value, alone, beside_one) in [(-1.0, false, false), (0.0, false, true), (8.0, true, true)] {
        let with = |key: &str, value: f64| {
            let mut school = member(key);
            school.school.traits.insert("weight".to_owned(), value);
            school
        };
        let builds = |members| Network::build(members, model(), options.clone()).is_ok();
        assert_eq!(builds(vec![with("a", value)]), alone, "{value}");
        assert_eq!(builds(vec![with("a", value), with("b", 8.0)]), beside_one, "{value}");
    }
}

#[test]
fn the_same_error_in_any_order() {
    let bad = |key: &str| {
        let mut member = agreed(member(key), 2);
        member.standings.push(member.standings[0].clone());
        member
    };
    let build = |members| Network::build(members, model(), Options::default()).unwrap_err();
    assert_eq!(build(vec![bad("a"), bad("b")]), build(vec![bad("b"), bad("a")]));
}

#[test]
fn questions_that_cannot_be_put() {
    let network = Network::build(vec![member("a")], model(), Options::default()).unwrap();
    let unknown = network.suggest(&id("z"), aspect(0), 1).unwrap_err();
    assert_eq!(unknown, SuggestError::UnknownSchool { school: id("z") });
    let elsewhere = "lerende-organisatie@1:goede-koers".parse().unwrap();
    let questions = [(id("a"), aspect(0).into()), (id("a"), elsewhere), (id("z"), aspect(0).into())];
    assert_eq!(
        network.suggest_all(&questions, 1).unwrap_err().to_string(),
        "`lerende-organisatie@1:goede-koers` is not an aspect of model `samen-leren@1`; ask about one of its aspects"
    );
    assert!(matches!(
        network.why_not(&id("a"), &id("z"), aspect(0), 1),
        Err(SuggestError::UnknownSchool { .. })
    ));
}
