//! One indicator: every team there can be.

use leerkring_model::Rule;

use super::*;
use crate::judgements::Judgements;
use crate::label::label;
use crate::posterior::{phase_probabilities, score_quantile};

#[test]
fn one_indicator_every_team() {
    let model = model(1);
    for people in 5..=9 {
        let teams = teams(people, &[BLANK, 1, 2, 3, 4, 5, DONT_KNOW]);
        let all = |team: &[u8]| team.iter().map(|answer| vec![*answer]).collect::<Vec<Person>>();
        for class in classes(&teams, |team| everything(&model, &all(team))) {
            let result = published(&model, &all(&class[0]));
            let hidden = result.distribution.value().is_none() && result.standing.statement().is_some();
            for team in &class {
                assert!(!tells_an_answer(&class, team), "{team:?}: {result:?}");
                assert!(!hidden || !bounds_a_cell(&class, team), "{team:?}: {result:?}");
            }
        }
    }
}

/// Why a team of five to seven is told no more than its phase. Each way of saying more finds teams out.
#[test]
fn what_else_could_be_said_of_small_teams() {
    let rule = Rule::default();
    let judge = |team: &[u8]| {
        let counts: Vec<u32> = (1..=5).map(|phase| count(team, phase) as u32).collect();
        Judgements::from_counts(&counts).unwrap()
    };
    let stated = |team: &[u8]| {
        let judgements = judge(team);
        let phase = judgements.phase(rule.threshold()).unwrap();
        label(phase, &phase_probabilities(&judgements, &rule), judgements.is_split())
            .ok()
            .map(|label| (phase, label))
    };
    let phase = |team: &[u8]| stated(team).map(|(phase, _)| phase);
    let mean = |team: &[u8], step: f64| (judge(team).mean().unwrap() / step).round() as i64;
    // Phase, label, mean and interval to a decimal; phase, label and mean to a half; phase and label; phase, if any is
    // stated, and mean to a half with its ends from 1.5 down and 4.5 up as one; what is published.
    let found: Vec<[usize; 5]> = (5..=7)
        .map(|people| {
            let teams = teams(people, &[1, 2, 3, 4, 5]);
            let one_indicator = model(1);
            [
                found_out(&teams, |team| {
                    let quantile = |p| (score_quantile(&judge(team), &rule, p) * 10.0).round() as i64;
                    format!("{:?} {} {} {}", stated(team), mean(team, 0.1), quantile(0.05), quantile(0.95))
                }),
                found_out(&teams, |team| format!("{:?} {}", stated(team), mean(team, 0.5))),
                found_out(&teams, |team| format!("{:?}", stated(team))),
                found_out(&teams, |team| (phase(team), mean(team, 0.5).clamp(3, 9))),
                found_out(&teams, |team| {
                    let all: Vec<Person> = team.iter().map(|answer| vec![*answer]).collect();
                    everything(&one_indicator, &all)
                }),
            ]
        })
        .collect();
    // Of 126, 210 and 330 teams.
    assert_eq!(found, [[126, 93, 72, 68, 0], [210, 96, 81, 72, 0], [330, 180, 105, 78, 0]]);
}
