//! Suggestions, "nobody" and "why not" are exactly what the definition says.

use leerkring_matching::{Member, Network, Nobody, Options, Suggestions, WhyNot, table};
use leerkring_model::Subject;
use proptest::prelude::*;

use crate::support::*;

fn as_priced(answer: &Suggestions) -> Vec<Priced> {
    let priced = answer.found.iter().map(|found| Priced {
        total: found.cost.total_km(),
        host: found.host.clone(),
        phase: found.host_phase,
        p_further: found.cost.p_further,
        in_return: found.in_return.clone(),
    });
    priced.collect()
}

/// What a row prints, in whole thousandths.
fn thousandths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap();
    assert_eq!(part.len(), 3);
    format!("{whole}{part}").parse().unwrap()
}

/// Compares the answers to some of the members with the definition.
pub(crate) fn check(members: &[Member], options: &Options, learners: usize, k: usize) {
    let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
    for learner in members.iter().take(learners) {
        for subject in subjects() {
            let mut expected = oracle(members, options, learner, &subject);
            let anyone = !expected.is_empty();
            expected.truncate(k);
            let answer = network.suggest(&learner.school.id, &subject, k).unwrap();
            assert_eq!(as_priced(&answer), expected);
            assert_eq!(answer.nobody.is_none(), anyone);
            for (rank, found) in (1..).zip(&answer.found) {
                assert_eq!(found.rank, rank);
                let row = table::row(&answer, found, None);
                let km: Vec<i64> = row[7..13].iter().map(|text| thousandths(text)).collect();
                assert_eq!(km[0], km[1..].iter().sum::<i64>());
                assert!((km[0] as f64 / 1000.0 - found.cost.total_km()).abs() <= 0.0025 + 1e-9);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn suggestions_in_a_large_network((members, options) in network(1000..=2000), k in 1..30usize) {
        check(&members, &options, 60, k);
    }
}

proptest! {
    #[test]
    fn suggestions_are_those_of_the_definition((members, options) in network(0..=100), k in 0..12usize) {
        check(&members, &options, 20, k);
    }

    #[test]
    fn why_not_agrees_with_the_list((members, options) in network(0..=24), k in 0..6usize) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let [aspect, .., topic, _] = subjects();
        for (learner, subject) in members.iter().flat_map(|member| [(member, &aspect), (member, &topic)]) {
            let all = oracle(&members, &options, learner, subject);
            let listed = network.suggest(&learner.school.id, subject, k).unwrap().found;
            let here = phase_on(learner, subject);
            for host in &members {
                let why = network.why_not(&learner.school.id, &host.school.id, subject, k).unwrap();
                let there = phase_on(host, subject);
                let place = all.iter().position(|priced| priced.host == host.school.id);
                match &why {
                    WhyNot::Itself => prop_assert_eq!(&learner.school.id, &host.school.id),
                    WhyNot::LearnerHasNoPhase => prop_assert!(here.is_none() && *subject == aspect),
                    WhyNot::NotOffered => prop_assert!(!host.wishes.offers.contains(subject)),
                    WhyNot::NoRoom => prop_assert_eq!(host.wishes.room, 0),
                    // No phase at all is below every phase.
                    WhyNot::NotHigher => prop_assert!(there <= here && *subject == aspect),
                    WhyNot::Rules(barriers) => prop_assert!(!barriers.is_empty() && place.is_none() && there >= here),
                    WhyNot::Listed { rank, cost } => {
                        let found = &listed[*rank as usize - 1];
                        prop_assert_eq!(&found.host, &host.school.id);
                        prop_assert_eq!(&found.cost, cost);
                    }
                    WhyNot::FurtherDown { place: told, cost, last, .. } => {
                        prop_assert_eq!(Some(*told as usize - 1), place);
                        prop_assert!(*told as usize > k);
                        prop_assert_eq!(cost.total_km(), all[place.unwrap()].total);
                        prop_assert_eq!(last.as_ref(), listed.last().map(|found| &found.cost));
                    }
                    _ => prop_assert!(false, "{why:?}"),
                }
                prop_assert_eq!(place.is_some(), matches!(why, WhyNot::Listed { .. } | WhyNot::FurtherDown { .. }));
            }
        }
    }

    #[test]
    fn nobody_says_why((members, options) in network(0..=12)) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let [aspect, .., topic] = subjects();
        for (learner, subject) in members.iter().flat_map(|member| [(member, &aspect), (member, &topic)]) {
            // On a topic everyone is as far as the question needs.
            let phase_on = |member: &Member, if_topic: u8| match subject {
                Subject::Aspect(_) => phase_on(member, subject),
                Subject::Topic(_) => Some(phase(if_topic)),
            };
            let here = phase_on(learner, 1);
            let there = |host: &Member| phase_on(host, 2);
            let others = || members.iter().filter(|host| host.school.id != learner.school.id);
            let open: Vec<_> = others().filter(|host| host.wishes.hosts(subject)).collect();
            // Every rule but the distance is kept, and the distance is known.
            let only_far = |host: &Member| {
                let mut kept = kept(learner, host, subject, &options);
                kept[4] = true;
                !kept.contains(&false) && travel(&learner.school, &host.school, &options).1
            };
            let expected = if here.is_none() {
                Some(Nobody::LearnerHasNoPhase)
            } else if here == Some(phase(5)) {
                Some(Nobody::LearnerAtTop)
            } else if !others().any(|host| host.wishes.offers.contains(subject)) {
                Some(Nobody::NotOffered)
            } else if open.is_empty() {
                Some(Nobody::NoRoom)
            } else if !open.iter().any(|host| there(host) > here) {
                Some(Nobody::NoneHigher)
            } else if !oracle(&members, &options, learner, subject).is_empty() {
                None
            } else if open.iter().any(|host| there(host) > here && only_far(host)) {
                Some(Nobody::TooFar)
            } else if options.rules.max_km.is_some() && learner.school.point.is_none() {
                Some(Nobody::PlaceUnknown)
            } else {
                Some(Nobody::RulesAllowNone)
            };
            prop_assert_eq!(network.suggest(&learner.school.id, subject, 0).unwrap().nobody, expected);
        }
    }
}
