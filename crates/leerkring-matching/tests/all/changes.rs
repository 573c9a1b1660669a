//! A network that changes, beside one that is built anew at every step.

use leerkring_matching::{Network, Row, Weightings};
use proptest::prelude::*;

use crate::bulk::with_row;
use crate::support::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn after_each_change_it_answers_as_if_built_anew(
        (start, options) in network(1..=30),
        changes in prop::collection::vec((any::<prop::sample::Index>(), members(31..=31)), 1..8),
        k in 0..6usize,
    ) {
        let mut now = start;
        let weightings = Weightings::new(5, 2.0, 1).unwrap();
        let mut network = Network::build(now.clone(), model(), options.clone()).unwrap();
        for (who, donors) in changes {
            // Takes over the wishes and standings of another.
            let place = who.index(now.len());
            let (member, donor) = (&mut now[place], &donors[who.index(donors.len())]);
            member.wishes = donor.wishes.clone();
            member.standings = donor.standings.clone();
            member.standings.iter_mut().for_each(|standing| standing.school = member.school.id.clone());
            with_row(&now[place], &options, |row| network.change(&row)).unwrap();

            let anew = Network::build(now.clone(), model(), options.clone()).unwrap();
            prop_assert_eq!(network.asks(), anew.asks());
            prop_assert_eq!(network.portrait(), anew.portrait());
            for subject in anew.subjects() {
                let groups = [&network, &anew].map(|network| network.think_together(&subject, 4).unwrap());
                prop_assert_eq!(&groups[0], &groups[1]);
                let (best, best_anew) = (network.best_hosts(&subject, k).unwrap(), anew.best_hosts(&subject, k).unwrap());
                for (place, school) in anew.schools().iter().enumerate() {
                    prop_assert_eq!(best.of(place), best_anew.of(place));
                    let answers = [&network, &anew].map(|network| network.suggest(school, &subject, k).unwrap());
                    prop_assert_eq!(&answers[0], &answers[1]);
                    let fellows = [&network, &anew].map(|network| network.fellows(school, &subject, k).unwrap());
                    prop_assert_eq!(&fellows[0], &fellows[1]);
                    let host = &now[0].school.id;
                    let why = [&network, &anew].map(|network| network.why_not(school, host, &subject, k).unwrap());
                    prop_assert_eq!(&why[0], &why[1]);
                    let what_if = [&network, &anew].map(|network| network.what_if(school, &subject).unwrap());
                    prop_assert_eq!(&what_if[0], &what_if[1]);
                    let one = [&network, &anew].map(|network| network.what_if_host(school, host, &subject, k).unwrap());
                    prop_assert_eq!(&one[0], &one[1]);
                    let robust = [&network, &anew].map(|n| n.robustness(school, &subject, k, 2, &weightings).unwrap());
                    prop_assert_eq!(&robust[0], &robust[1]);
                }
            }
        }
    }
}

#[test]
fn changes_that_cannot_be_made() {
    let mut network = Network::build(vec![agreed(member("a"), 2)], model(), Default::default()).unwrap();
    let told = network.change(&Row::new(id("b"))).unwrap_err().to_string();
    assert_eq!(
        told,
        "school `b` is not in the network, so it cannot change; check the id, or build the network with it"
    );
    let mut short = Row::new(id("a"));
    short.asks = &[true, false];
    assert!(network.change(&short).unwrap_err().to_string().contains("2 `asks` where there are 5"));
    assert_eq!(network.suggest(&id("a"), aspect(0), 1).unwrap().learner_phase, Some(phase(2)));
    network.change(&Row::new(id("a"))).unwrap();
    assert_eq!(network.suggest(&id("a"), aspect(0), 1).unwrap().learner_phase, None);
}
