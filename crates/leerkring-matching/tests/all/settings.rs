//! What a network can set: categories, units taken from the network, reach, and assessments that fade. Small enough to compute by hand.

use leerkring_matching::{Age, Fading, Member, Network, Options, PerUnit, Row, Scale, Trait};
use leerkring_model::{Date, Language};

use crate::bulk::with_row;
use crate::support::*;

fn kind(mut member: Member, approach: &str) -> Member {
    member.school.categories.insert("approach".to_owned(), approach.to_owned());
    member
}

/// A learner in phase 2 and two hosts in phase 3, all at one point.
fn three() -> Vec<Member> {
    let learner = at(stated(member("L"), 2, [0.0, 1.0, 0.0, 0.0, 0.0]), 0.0, 5.0);
    let host = |key| at(offering(stated(member(key), 3, [0.0, 0.0, 1.0, 0.0, 0.0])), 0.0, 5.0);
    vec![kind(learner, "dalton"), kind(host("A"), "jenaplan"), kind(host("B"), "dalton")]
}

#[test]
fn another_kind_is_one_charge_within_the_context() {
    let mut members = three();
    // Twice as many pupils is half a unit, and so is another approach.
    for (member, pupils) in members.iter_mut().zip([100, 200, 100]) {
        member.school.pupils = Some(pupils);
    }
    members.push(offering(stated(member("C"), 3, [0.0, 0.0, 1.0, 0.0, 0.0])));
    let mut options = Options::default();
    options.traits =
        vec![Trait::new("approach", Scale::Category, 2.0), Trait::new("pupils", Scale::Log2, 2.0)];
    let network = Network::build(members, model(), options).unwrap();
    let told = network.suggest(&id("L"), aspect(0), 3).unwrap();
    let context: Vec<_> = told.found.iter().map(|s| (s.host.as_str(), s.cost.context_km)).collect();
    // The same; half a unit twice, as the sides of a square; two traits that are not known, of a school without a point.
    assert_eq!(context, [("B", 0.0), ("A", 50.0 * 0.5f64.sqrt()), ("C", 30.0)]);
    assert_eq!((told.found[1].cost.traits_known, told.found[2].cost.traits_known), (2, 0));
    let words: Vec<String> = network.traits().iter().map(|used| used.in_language(Language::En)).collect();
    assert_eq!(words, ["pupils: 1 unit = 2 doublings", "approach: another kind = 0.5 of a unit"]);
}

#[test]
fn columns_of_the_register_are_categories_too() {
    let mut options = Options::default();
    options.traits = vec![Trait::new("network-type", Scale::Category, 1.0)];
    let told = |members: Vec<Member>, options: &Options| {
        Network::build(members, model(), options.clone())
            .map(|network| network.suggest(&id("L"), aspect(0), 1).unwrap().found[0].host.as_str().to_owned())
    };
    let mut members = three();
    for (member, net) in members.iter_mut().zip(["GO!", "GO!", "katholiek"]) {
        member.school.network_type = Some(net.to_owned());
    }
    assert_eq!(told(members.clone(), &options).unwrap(), "A");
    let network = Network::build(members.clone(), model(), options.clone()).unwrap();
    assert_eq!(
        network.traits()[0].in_language(Language::Nl),
        "richting of net: een andere soort = 1 eenheid"
    );
    options.traits[0].scale = Scale::Linear;
    assert_eq!(
        told(members.clone(), &options).unwrap_err().to_string(),
        "trait `network-type` is a category in this network, not a number; give it the scale `category`"
    );
    options.traits[0] = Trait::new("aproach", Scale::Category, 1.0);
    assert_eq!(
        told(members, &options).unwrap_err().to_string(),
        "no school of the network has the trait `aproach`; ask one of `approach`, `network-type`, or make this one \
         optional"
    );
}

/// 12 schools of which the middle 80 % of the trait run from 2.1 to 10.9, and one odd one does not change that.
fn spread(odd: f64) -> Vec<Member> {
    let mut members: Vec<Member> = (1..=12).map(|n| member(&format!("s{n:02}"))).collect();
    for (n, member) in (1..).zip(&mut members) {
        let value = if n == 12 { odd } else { f64::from(n) };
        member.school.traits.insert("weight".to_owned(), value);
    }
    members
}

#[test]
fn a_unit_taken_from_the_network_is_its_middle() {
    let mut options = Options::default();
    options.traits = vec![Trait::new("weight", Scale::Linear, PerUnit::Robust)];
    for odd in [12.0, 4000.0] {
        let mut members = spread(odd);
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let used = &network.traits()[0];
        assert!((used.per_unit - 8.8).abs() < 1e-12);
        assert_eq!(
            used.in_language(Language::Nl),
            "weight: 1 eenheid = een verschil van 8,8, naar de middelste 80 % van 12 scholen"
        );
        members.reverse();
        assert_eq!(Network::build(members, model(), options.clone()).unwrap().traits(), network.traits());
    }
}

#[test]
fn where_the_middle_is_all_alike_there_is_no_unit() {
    let mut options = Options::default();
    options.traits = vec![Trait::new("weight", Scale::Linear, PerUnit::Robust)];
    let mut members = spread(12.0);
    let refused = |members| Network::build(members, model(), options.clone()).unwrap_err().to_string();
    assert!(refused(members[..9].to_vec()).contains("9 schools know it, and it takes 10"));
    for member in &mut members[1..] {
        member.school.traits.insert("weight".to_owned(), 3.0);
    }
    assert_eq!(
        refused(members.clone()),
        "`traits.weight.per_unit` cannot be taken from the network: the middle 80 % of the 12 schools that know it are \
         all alike; give a number"
    );
    // Absurdly far from a middle that is very small.
    for (n, member) in (0..).zip(&mut members) {
        member.school.traits.insert("weight".to_owned(), f64::from(n) * 1e-9);
    }
    members[11].school.traits.insert("weight".to_owned(), 1.0);
    assert!(refused(members).contains("school `s12` has `1` for trait `weight`"));
}

#[test]
fn a_host_out_of_reach_or_too_unsure_is_left_out_and_why() {
    let mut members = three();
    members[1] = offering(stated(members[1].clone(), 5, [0.0, 0.0, 0.0, 0.0, 1.0]));
    members[2] = offering(stated(members[2].clone(), 3, [0.0, 0.4, 0.6, 0.0, 0.0]));
    let mut options = Options::default();
    options.rules.min_p_further = Some(0.7);
    let network = Network::build(members, model(), options).unwrap();
    assert!(network.suggest(&id("L"), aspect(0), 3).unwrap().found.is_empty());
    let why = |host: &str| network.why_not(&id("L"), &id(host), aspect(0), 3).unwrap().to_string();
    assert_eq!(why("A"), "the rules do not allow this school: too many steps further (3, at most 2)");
    assert_eq!(
        why("B"),
        "the rules do not allow this school: too unsure whether this school really is further (60 % chance, at least \
         70 %)"
    );
}

fn fading(year: u16, month: u8) -> Options {
    let mut options = Options::default();
    (options.fading.today, options.fading.half_life_days) = (Some(date(year, month)), 365);
    options
}

#[test]
fn an_assessment_of_one_half_life_counts_for_half() {
    let mut members = three();
    members[1].standings[0].dates = Some((date(2024, 12), date(2025, 1)));
    // Twelve months are 365.25 days. The host fades to 0.1 everywhere and 0.6 on phase 3; the learner has no date and does not.
    let network = Network::build(members.clone(), model(), fading(2026, 1)).unwrap();
    let told = network.suggest(&id("L"), aspect(0), 2).unwrap();
    let [fresh, old] = &told.found[..] else { panic!("{told:?}") };
    assert_eq!(
        (old.host.as_str(), old.cost.p_further, old.host_age),
        ("A", Some(0.8), Some(Age::Months(12)))
    );
    assert_eq!((fresh.cost.p_further, fresh.host_age), (Some(0.99), Some(Age::Unknown)));
    assert_eq!(told.learner_age, Some(Age::Unknown));
    // 50 % of 99 or 100 %, and 50 % of the 60 % that it is for a learner in phase 2 of 5 and a school of which nothing is known.
    assert!(old.explain(Language::Nl).ends_with(
        " = 10,0 km-equivalent; de meting van deze school is van 12 maanden geleden en telt nog voor 50 %; de kans is \
         daardoor lager (zonder meting was ze 60 %)"
    ));
    assert!(old.explain(Language::En).ends_with(
        "this school's assessment is of 12 months ago and still counts for 50 %; the chance is lower for it (without an \
         assessment it would be 60 %)"
    ));
    assert!(
        fresh.explain(Language::En).ends_with("when this school was assessed is not known; it counts as new")
    );

    // The other way round, and as a change to one school.
    let mut other = Network::build(three(), model(), fading(2026, 1)).unwrap();
    with_row(&members[1], &Options::default(), |mut row: Row| {
        (row.traits, row.categories) = (&[], &[]);
        other.update(&row)
    })
    .unwrap();
    assert_eq!(other.suggest(&id("L"), aspect(0), 2).unwrap(), told);
}

#[test]
fn with_age_all_that_is_left_is_what_is_known_of_nothing() {
    let mut members = three();
    members.iter_mut().for_each(|member| member.standings[0].dates = Some((date(1900, 1), date(1900, 1))));
    let told = |options| {
        let network = Network::build(members.clone(), model(), options).unwrap();
        network.suggest(&id("L"), aspect(0), 1).unwrap().found.remove(0)
    };
    // Of five even chances each, one is above the other in 10 of 25.
    assert_eq!(told(fading(2026, 1)).cost.p_further, Some(0.4));
    assert_eq!(told(fading(2026, 1)).host_phase, Some(phase(3)));
    // Which is what it would be without an assessment: there is nothing left that is higher.
    assert_eq!(told(fading(2026, 1)).faded, None);
    let fresh = told(Options::default());
    assert_eq!((fresh.cost.p_further, fresh.host_age), (Some(0.99), None));
    let error = Network::build(members.clone(), model(), fading(1899, 12)).unwrap_err().to_string();
    assert_eq!(
        error,
        "the standing of school `A` on `samen-leren@1:koers` is of 1900-01, which is after `fading.today`, \
         1899-12-01; give a day of that month or a later one"
    );
    assert_eq!(Fading::default().today, None);
}

#[test]
fn ages_in_words() {
    let words = |months| Age::Months(months).in_language(Language::Nl);
    assert_eq!(words(0), "de meting van deze school is van deze maand");
    assert_eq!(words(1), "de meting van deze school is van vorige maand");
    assert_eq!(words(14), "de meting van deze school is van 14 maanden geleden");
    assert_eq!(Age::Months(14).in_language(Language::En), "this school's assessment is of 14 months ago");
}

#[test]
fn the_days_of_a_month_tell_nothing_more() {
    // Whoever goes through the days of a month learns one number of two decimals, and not on which day people answered.
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    let told = |measured, today| {
        let mut members = three();
        members[1] = offering(stated(members[1].clone(), 3, [0.03, 0.2, 0.47, 0.2, 0.1]));
        members[1].standings[0].dates = Some((date(2024, 1), measured));
        let mut options = Options::default();
        (options.fading.today, options.fading.half_life_days) = (Some(today), 30);
        let network = Network::build(members, model(), options).unwrap();
        format!("{:?}", network.suggest(&id("L"), aspect(0), 2).unwrap())
    };
    let first = told(day(2026, 1, 1), day(2026, 3, 1));
    // Neither does an error: in the month of the answers each day will do.
    let this_month = told(day(2026, 1, 1), day(2026, 1, 31));
    for n in 1..=31 {
        assert_eq!(told(day(2026, 1, n), day(2026, 1, 15)), this_month);
        assert_eq!(told(day(2026, 1, 1), day(2026, 3, n)), first);
        assert_eq!(told(day(2026, 1, n), day(2026, 3, 1)), first);
    }
    assert_ne!(told(day(2026, 1, 31), day(2026, 4, 1)), first);
}

#[test]
fn the_least_probability_is_told_as_the_first_percentage_that_is_enough() {
    let mut members = three();
    members[1] = offering(stated(members[1].clone(), 3, [0.0, 0.35, 0.65, 0.0, 0.0]));
    let why = |least| {
        let mut options = Options::default();
        options.rules.min_p_further = Some(least);
        let network = Network::build(members.clone(), model(), options).unwrap();
        network.why_not(&id("L"), &id("A"), aspect(0), 3).unwrap().to_string()
    };
    assert!(why(0.654).ends_with("(65 % chance, at least 66 %)"), "{}", why(0.654));
    assert!(why(0.66).ends_with("(65 % chance, at least 66 %)"));
    for hundredths in 66..=100 {
        let least = format!("at least {hundredths} %)");
        assert!(why(f64::from(hundredths) / 100.0).ends_with(&least), "{least}");
    }
}

#[test]
fn of_two_hosts_that_get_something_in_return_the_nearer_comes_first() {
    // At 5.6 and 44.5 km, where 50 km is taken off: below nothing both, and by as much as they differ.
    let topic = subjects()[3].clone();
    let mut learner = at(agreed(member("L"), 2), 0.0, 5.0);
    learner.wishes.offers.insert(topic.clone());
    learner.wishes.room = 1;
    let host = |key, lon| {
        let mut host = at(offering(agreed(member(key), 3)), 0.0, lon);
        host.wishes.asks.insert(topic.clone());
        host
    };
    let mut options = Options::default();
    (options.cost.in_return_km, options.cost.full_doubt_km) = (50.0, 0.0);
    let members = vec![learner, host("a", 5.4), host("b", 5.05)];
    let network = Network::build(members, model(), options).unwrap();
    let found = network.suggest(&id("L"), aspect(0), 2).unwrap().found;
    let order: Vec<&str> = found.iter().map(|found| found.host.as_str()).collect();
    assert_eq!(order, ["b", "a"]);
    assert!((found[0].cost.total_km() - (5.0 * 11.1195 / 10.0 - 50.0)).abs() < 1e-3);
    assert_eq!(
        found[0].explain(Language::Nl),
        "5,6 km reizen + 0,0 km twijfel (een van beide heeft alleen een afspraak uit het teamgesprek; dat telt als 50 % kans) \
         - 50,0 km omdat jullie er iets voor terug kunnen laten zien = -44,4 km-equivalent (minder dan nul: wat jullie terug kunnen geven, \
         weegt zwaarder dan al het andere samen)"
    );
}
