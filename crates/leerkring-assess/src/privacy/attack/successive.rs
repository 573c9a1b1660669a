//! Two reports of one round: every first team and everybody who can have come in between.

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

/// The same with two indicators, first of few and of enough: whoever sees both reports, or that the second is held back, learns of nobody
/// before or after what he or she answered. A second report never follows
/// one of few, nor where there are two phases only; where there are four it often does.
#[test]
fn two_reports_on_two_indicators() {
    let model = model(2);
    let two_phases: [Person; 4] = [vec![3, 3], vec![3, 4], vec![4, 3], vec![4, 4]];
    let four_phases: [Person; 4] = [vec![1, 3], vec![3, 1], vec![2, 4], vec![4, 2]];
    let mut followed = Vec::new();
    for (ways, before, came) in
        [(&two_phases, 5, 8), (&two_phases, 8, 8), (&four_phases, 5, 8), (&four_phases, 8, 12)]
    {
        let mut reports = Reports::of(&model);
        // By what is told of both: those who were there first, and those who came.
        let mut classes: BTreeMap<(usize, Option<usize>), [Teams; 2]> = BTreeMap::new();
        let all_who_came = teams_of(came, ways);
        // Of those that tell more than a phase.
        let mut n = 0;
        for team in teams_of(before, ways) {
            let (first, told) = reports.published(team.clone());
            for came in &all_who_came {
                let (second, then) = reports.published([team.clone(), came.clone()].concat());
                let follows = may_follow(&first, &second, &Thresholds::default());
                n += usize::from(follows && second.distribution.value().is_some());
                let [firsts, rest] = classes.entry((told, follows.then_some(then))).or_default();
                firsts.push(team.clone());
                rest.push(came.clone());
            }
        }
        for [firsts, rest] in classes.values() {
            assert!(!tells_of_an_indicator(firsts), "{before} {came} {firsts:?}");
            assert!(!tells_of_an_indicator(rest), "{before} {came} {rest:?}");
        }
        followed.push(n);
    }
    assert!(followed[..3] == [0, 0, 0] && followed[3] > 1000, "{followed:?}");
}

type Teams = Vec<Vec<Person>>;

/// What is published of teams, with a number for each publication that differs.
struct Reports<'a> {
    model: &'a Model,
    known: BTreeMap<Vec<Person>, (Assessment, usize)>,
    told: BTreeMap<String, usize>,
}

impl Reports<'_> {
    fn of(model: &Model) -> Reports<'_> {
        Reports { model, known: BTreeMap::new(), told: BTreeMap::new() }
    }

    fn published(&mut self, mut team: Vec<Person>) -> (Assessment, usize) {
        team.sort_unstable();
        if let Some(known) = self.known.get(&team) {
            return known.clone();
        }
        let report = published(self.model, &team);
        let next = self.told.len();
        let number = *self.told.entry(format!("{report:?}")).or_insert(next);
        self.known.entry(team).or_insert((report, number)).clone()
    }
}
