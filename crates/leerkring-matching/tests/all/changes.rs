//! A network that changes, beside one that is built anew at every step.

use leerkring_matching::{Member, Network, Options, Row, Scale, Trait, UpdateError, Weightings};
use leerkring_model::Subject;
use proptest::prelude::*;

use crate::bulk::with_row;
use crate::support::*;

/// Checks that two networks of the same schools give the same answers.
fn check_same(network: &Network, anew: &Network, host: &Member, k: usize) {
    let (both, host) = ([network, anew], &host.school.id);
    let weightings = Weightings::new(5, 2.0, 1).unwrap();
    let same = |ask: &dyn Fn(&Network) -> String| {
        let [one, other] = both.map(ask);
        assert_eq!(one, other);
    };
    same(&|network| format!("{:?} {:?} {:?}", network.traits(), network.asks(), network.portrait()));
    for subject in anew.subjects() {
        same(&|network| format!("{:?}", network.think_together(&subject, 4).unwrap()));
        let best = both.map(|network| network.best_hosts(&subject, k).unwrap());
        for (place, school) in anew.schools().iter().enumerate() {
            assert_eq!(best[0].of(place), best[1].of(place));
            same(&|network| format!("{:?}", network.suggest(school, &subject, k).unwrap()));
            same(&|network| format!("{:?}", network.fellows(school, &subject, k).unwrap()));
            same(&|network| format!("{:?}", network.why_not(school, host, &subject, k).unwrap()));
            same(&|network| format!("{:?}", network.what_if(school, &subject).unwrap()));
            same(&|network| format!("{:?}", network.what_if_host(school, host, &subject, k).unwrap()));
            same(&|network| {
                format!("{:?}", network.robustness(school, &subject, k, 2, &weightings).unwrap())
            });
        }
    }
}

/// Takes over the wishes and standings of another.
fn take_over(member: &mut Member, donor: &Member) {
    member.wishes = donor.wishes.clone();
    member.standings = donor.standings.clone();
    member.standings.iter_mut().for_each(|standing| standing.school = member.school.id.clone());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn after_each_change_it_answers_as_if_built_anew(
        (start, options) in network(1..=30),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), members(31..=31)), 1..8),
        k in 0..6usize,
    ) {
        let mut now = start;
        let mut network = Network::build(now.clone(), model(), options.clone()).unwrap();
        for (who, as_row, donors) in changes {
            let place = who.index(now.len());
            take_over(&mut now[place], &donors[who.index(donors.len())]);
            if as_row {
                with_row(&now[place], &options, |row| network.update(&row)).unwrap();
            } else {
                network.update_member(&now[place]).unwrap();
            }
            let anew = Network::build(now.clone(), model(), options.clone()).unwrap();
            check_same(&network, &anew, &now[0], k);
        }
    }

    #[test]
    fn what_else_changed_is_refused_or_makes_no_difference(
        (start, options) in network(1..=12),
        who in any::<prop::sample::Index>(),
        donors in members(31..=31),
        // What the register says anew: all, or one thing.
        what in 0..8usize,
    ) {
        let mut now = start.clone();
        let place = who.index(now.len());
        let (member, donor) = (&mut now[place], &donors[who.index(donors.len())]);
        take_over(member, donor);
        let (school, other) = (&mut member.school, &donor.school);
        let told = match what {
            0 => { school.point = other.point; "point" }
            1 => { school.pupils = other.pupils; "pupils" }
            2 => { school.traits = other.traits.clone(); "weight" }
            3 => { school.sector = other.sector.clone(); "sector" }
            4 => { school.board = other.board.clone(); "board" }
            5 => { school.categories = other.categories.clone(); "approach" }
            6 => { school.municipality = other.municipality.clone(); "municipality" }
            _ => {
                let id = school.id.clone();
                *school = other.clone();
                school.id = id;
                "all"
            }
        };
        // Traits for which nobody asked, and what was so already, make no difference.
        let is_asked = options.traits.iter().any(|asked| asked.key == told);
        let is_trait = ["pupils", "weight", "approach", "municipality"].contains(&told);
        let is_free = school == &start[place].school || (is_trait && !is_asked);
        let mut network = Network::build(start, model(), options.clone()).unwrap();
        match network.update_member(&now[place]) {
            Ok(()) => check_same(&network, &Network::build(now.clone(), model(), options).unwrap(), &now[0], 3),
            Err(UpdateError::BuiltOtherwise { school, what }) => {
                prop_assert!(!is_free, "{}", what);
                prop_assert_eq!(&school, &now[place].school.id);
                prop_assert!(told == "all" || told == what.to_string(), "{}, not {}", told, what);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

#[test]
fn changes_that_cannot_be_made() {
    let mut network = Network::build(vec![agreed(member("a"), 2)], model(), Default::default()).unwrap();
    let told = network.update(&Row::new(id("b"))).unwrap_err().to_string();
    assert_eq!(
        told,
        "school `b` is not in the network, so it cannot change; check the id, or build the network with it"
    );
    let mut short = Row::new(id("a"));
    short.asks = &[true, false];
    assert!(network.update(&short).unwrap_err().to_string().contains("2 `asks` where there are 5"));
    assert_eq!(network.suggest(&id("a"), aspect(0), 1).unwrap().learner_phase, Some(phase(2)));
    network.update(&Row::new(id("a"))).unwrap();
    assert_eq!(network.suggest(&id("a"), aspect(0), 1).unwrap().learner_phase, None);
}

#[test]
fn what_a_network_is_built_on_does_not_change() {
    let mut first = at(agreed(member("a"), 2), 52.0, 5.0);
    (first.school.pupils, first.school.board) = (Some(100), Some("Oost".to_owned()));
    let network = || Network::build(vec![first.clone(), member("b")], model(), Default::default()).unwrap();
    let told = |change: &dyn Fn(&mut Member)| {
        let (mut network, mut changed) = (network(), first.clone());
        changed.wishes.asks.insert(aspect(0).into());
        change(&mut changed);
        let told = network.update_member(&changed).unwrap_err().to_string();
        // Nothing is changed.
        assert!(network.asks().is_empty());
        told
    };
    let anew = |what: &str| {
        format!(
            "`{what}` of school `a` is not what the network was built with; only standings and wishes can change, so build it anew"
        )
    };
    assert_eq!(told(&|member| *member = at(member.clone(), 52.0, 5.001)), anew("point"));
    assert_eq!(told(&|member| member.school.point = None), anew("point"));
    assert_eq!(told(&|member| member.school.pupils = Some(101)), anew("pupils"));
    assert_eq!(told(&|member| member.school.board = None), anew("board"));
    assert_eq!(
        told(&|member| member.school.network_type = Some("openbaar".to_owned())),
        anew("network_type")
    );
    assert_eq!(told(&|member| member.school.sector = Some("po".to_owned())), anew("sector"));
    // A trait that no school knew was left out; now one does.
    let weighed = |member: &mut Member| {
        member.school.traits.insert("weight".to_owned(), 30.0);
    };
    assert_eq!(told(&weighed), anew("weight"));
    let sings = |member: &mut Member| {
        member.wishes.thinks.insert(Subject::Topic("zingen".parse().unwrap()));
    };
    assert_eq!(
        told(&sings),
        "school `a` has a wish about topic `zingen`, which the network was not built with; build it anew, or with this topic in \
         `topics` of its options"
    );
    assert!(
        told(&|member| member.school.id = id("c")).contains("school `c` came with a standing of school `a`")
    );
    let stranger = network().update_member(&member("c")).unwrap_err().to_string();
    assert!(stranger.starts_with("school `c` is not in the network, so it cannot change"), "{stranger}");
}

#[test]
fn a_municipality_counts_only_where_a_trait_asks_for_it() {
    let mut first = member("a");
    first.school.municipality = Some("Zwolle".to_owned());
    let mut moved = first.clone();
    moved.school.municipality = Some("Deventer".to_owned());
    let mut options = Options::default();
    let network = |options: &Options| Network::build(vec![first.clone()], model(), options.clone()).unwrap();
    assert_eq!(network(&options).update_member(&moved), Ok(()));
    options.traits.push(Trait::new("municipality", Scale::Category, 1.0));
    let error = network(&options).update_member(&moved).unwrap_err();
    assert!(
        matches!(&error, UpdateError::BuiltOtherwise { what, .. } if what.to_string() == "municipality"),
        "{error}"
    );
}

/// In doublings, 0 is as good as no value: also when it is the first that a network sees of a trait.
#[test]
fn a_zero_in_doublings_is_known_to_nobody() {
    let mut options = Options::default();
    options.traits = vec![Trait::new(Trait::PUPILS, Scale::Log2, 1.0)];
    options.traits[0].optional = true;
    let mut first = member("a");
    let mut network = Network::build(vec![first.clone()], model(), options.clone()).unwrap();
    first.school.pupils = Some(0);
    network.update_member(&first).unwrap();
    let anew = Network::build(vec![first.clone()], model(), options.clone()).unwrap();
    check_same(&network, &anew, &first, 1);
    assert_eq!(anew.traits(), []);
    options.traits[0].optional = false;
    let told = Network::build(vec![first], model(), options).unwrap_err().to_string();
    assert!(told.contains("`pupils`"), "{told}");
}
