//! Two reports of one round.

use super::*;
use crate::privacy::{Thresholds, may_follow};

/// Two reports of a round: those who came in between are not told apart, nor those who were there before.
#[test]
fn two_reports() {
    let model = model(1);
    let all =
        |team: &[u8]| published(&model, &team.iter().map(|answer| vec![*answer]).collect::<Vec<Person>>());
    let before = teams(5, &[1, 2, 3, 4, 5]);
    let first: Vec<Assessment> = before.iter().map(|team| all(team)).collect();
    // Eight who agree, with or without a ninth.
    let came = (1..=5_u8)
        .flat_map(|k| (1..=5).map(move |ninth| [vec![k; 8], vec![ninth; usize::from(ninth != k)]].concat()));
    let mut followed = 0;
    for came in came {
        for (team, result) in before.iter().zip(&first) {
            let after = [team.clone(), came.clone()].concat();
            let second = all(&after);
            if !may_follow(result, &second, &Thresholds::default()) {
                continue;
            }
            followed += 1;
            if second.distribution.value().is_none() {
                continue;
            }
            // The second distribution is known: the first team is a part of it.
            let part = |team: &[u8]| (1..=5).all(|answer| count(team, answer) <= count(&after, answer));
            let fits = |(team, found): &(&Vec<u8>, &Assessment)| part(team) && *found == result;
            let firsts: Vec<&Vec<u8>> =
                before.iter().zip(&first).filter(fits).map(|(team, _)| team).collect();
            let rest = |team: &&Vec<u8>| {
                (1..=5_u8).flat_map(|k| vec![k; count(&after, k) - count(team, k)]).collect::<Vec<u8>>()
            };
            assert_eq!(certain(firsts.iter().map(rest)), None, "{team:?} {came:?}");
            assert_eq!(certain(firsts.into_iter().cloned()), None, "{team:?} {came:?}");
        }
    }
    assert!(followed > 0);
}
