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
    });
    priced.collect()
}

/// What a row prints, in whole thousandths.
fn thousandths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap();
    assert_eq!(part.len(), 3);
    whole.parse::<i64>().unwrap() * 1000 + part.parse::<i64>().unwrap()
}

/// Compares the answers to some of the members with the definition.
pub(crate) fn check(members: &[Member], options: &Options, learners: usize, k: usize) {
    let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
    for learner in members.iter().take(learners) {
        for aspect in [aspect(0), aspect(1), aspect(2)] {
            let mut expected = oracle(members, options, learner, &aspect);
            let anyone = !expected.is_empty();
            expected.truncate(k);
            let answer = network.suggest(&learner.school.id, &aspect, k).unwrap();
            assert_eq!(as_priced(&answer), expected);
            assert_eq!(answer.nobody.is_none(), anyone);
            for (rank, found) in (1..).zip(&answer.found) {
                assert_eq!(found.rank, rank);
                let row = table::row(&answer, found);
                let km: Vec<i64> = row[7..12].iter().map(|text| thousandths(text)).collect();
                assert_eq!(km[0], km[1..].iter().sum::<i64>());
                assert!((km[0] as f64 / 1000.0 - found.cost.total_km()).abs() <= 0.002 + 1e-9);
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
        let aspect = aspect(0);
        for learner in &members {
            let all = oracle(&members, &options, learner, &aspect);
            let listed = network.suggest(&learner.school.id, &aspect, k).unwrap().found;
            let here = standing_of(learner, &aspect).and_then(|s| s.phase());
            for host in &members {
                let why = network.why_not(&learner.school.id, &host.school.id, &aspect, k).unwrap();
                let there = standing_of(host, &aspect).and_then(|s| s.phase());
                let place = all.iter().position(|priced| priced.host == host.school.id);
                match &why {
                    WhyNot::Itself => prop_assert_eq!(&learner.school.id, &host.school.id),
                    WhyNot::LearnerHasNoPhase => prop_assert_eq!(here, None),
                    WhyNot::NotOffered => prop_assert!(!host.wishes.offers.iter().any(|s| s.to_string() == aspect.to_string())),
                    WhyNot::NoRoom => prop_assert_eq!(host.wishes.room, 0),
                    // No phase at all is below every phase.
                    WhyNot::NotHigher => prop_assert!(there <= here),
                    WhyNot::Rules(barriers) => prop_assert!(!barriers.is_empty() && place.is_none() && there > here),
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
        let aspect = aspect(0);
        for learner in &members {
            let here = standing_of(learner, &aspect).and_then(|s| s.phase());
            let others = || members.iter().filter(|host| host.school.id != learner.school.id);
            let open: Vec<_> = others().filter(|host| host.wishes.hosts(&aspect)).collect();
            let there = |host: &Member| standing_of(host, &aspect).and_then(|s| s.phase());
            // Every rule but the distance is kept, and the distance is known.
            let only_far = |host: &Member| {
                let steps = there(host).unwrap().number() - here.unwrap().number();
                let mut kept = kept(&learner.school, &host.school, steps, &options);
                kept[4] = true;
                !kept.contains(&false) && travel(&learner.school, &host.school, &options).1
            };
            let expected = if here.is_none() {
                Some(Nobody::LearnerHasNoPhase)
            } else if here == Some(phase(5)) {
                Some(Nobody::LearnerAtTop)
            } else if !others().any(|host| host.wishes.offers.contains(&Subject::Aspect(aspect.clone()))) {
                Some(Nobody::NotOffered)
            } else if open.is_empty() {
                Some(Nobody::NoRoom)
            } else if !open.iter().any(|host| there(host) > here) {
                Some(Nobody::NoneHigher)
            } else if !oracle(&members, &options, learner, &aspect).is_empty() {
                None
            } else if open.iter().any(|host| there(host) > here && only_far(host)) {
                Some(Nobody::TooFar)
            } else {
                Some(Nobody::RulesAllowNone)
            };
            prop_assert_eq!(network.suggest(&learner.school.id, &aspect, 0).unwrap().nobody, expected);
        }
    }
}
