//! Phases with their probabilities, scores with their intervals, and what is missing (G20, G21, G24).

use leerkring_assess::nonresponse::{bounds, share_bounds};
use leerkring_assess::posterior::{phase_probabilities, score_quantile};
use leerkring_model::{Phase, Rule};

use crate::support::*;

pub(crate) fn indicators(case: &Case) {
    let tolerance = case.tolerance("abs");
    let answers = answers(case);
    let cells = case.results()["cells"].as_object().unwrap();
    assert!(!cells.is_empty());
    for (cell, expected) in cells {
        let team = judgements(&answers, cell, 1);
        let p = |rule| phase_probabilities(&team, &rule);
        let default = p(Rule::default());
        close(default.as_slice(), &numbers(&expected["phase_probability"]), tolerance, cell);
        close(&at_least(&default), &numbers(&expected["p_at_least"]), tolerance, cell);
        let light = p(Rule::new(0.5, 1.0).unwrap());
        close(light.as_slice(), &numbers(&expected["phase_probability_prior_0_2"]), tolerance, cell);
        let broad = p(Rule::new(2.0 / 3.0, 2.0).unwrap());
        close(broad.as_slice(), &numbers(&expected["phase_probability_tau_two_thirds"]), tolerance, cell);
    }
}

pub(crate) fn aspects(case: &Case) {
    let tolerance = case.tolerance("abs");
    let interval = case.tolerance("ci_abs");
    let answers = answers(case);
    let rule = Rule::default();
    let mut intervals = 0;
    for (cell, expected) in case.results()["cells"].as_object().unwrap() {
        let team = judgements(&answers, cell, 1);
        assert_eq!(team.people(), expected["n"].as_u64().unwrap());
        let p = phase_probabilities(&team, &rule);
        close(p.as_slice(), &numbers(&expected["phase_probability"]), tolerance, cell);
        close(&at_least(&p), &numbers(&expected["p_at_least"]), tolerance, cell);
        close(&[team.mean().unwrap()], &[expected["score_plain_mean"].as_f64().unwrap()], tolerance, cell);
        for (key, tail) in [("score_ci90", 0.05), ("score_ci95", 0.025)] {
            if let Some(limits) = expected.get(key) {
                let found = [tail, 1.0 - tail].map(|p| score_quantile(&team, &rule, p));
                close(&found, &numbers(limits), interval, cell);
                intervals += 1;
            }
        }
    }
    assert!(intervals > 0);
}

pub(crate) fn missing(case: &Case) {
    let tolerance = case.tolerance("abs");
    let answers = answers(case);
    let rule = Rule::default();
    for (cell, expected) in case.results()["cells"].as_object().unwrap() {
        let team = judgements(&answers, cell, 1);
        let size = u32::try_from(expected["team_size"].as_u64().unwrap()).unwrap();
        assert_eq!(team.people(), expected["n_any"].as_u64().unwrap());
        // Half of three indicators, rounded up, is two; half of two is one.
        let half = indicators_of(&answers, cell).div_ceil(2);
        let by_half_rule = judgements(&answers, cell, half).people();
        assert_eq!(by_half_rule, expected["n_half_rule"].as_u64().unwrap(), "{cell}");
        let shares: Vec<f64> = Phase::scale(5).map(|phase| team.share_at_least(phase)).collect();
        close(&shares, &numbers(&expected["share_at_least"]), tolerance, cell);
        let number = |phase: Phase| u64::from(phase.number());
        assert_eq!(team.phase(0.5).map(number), expected["phase_majority"].as_u64(), "{cell}");
        let (low, high): (Vec<f64>, Vec<f64>) =
            Phase::scale(5).map(|phase| share_bounds(&team, size, phase)).unzip();
        close(&low, &numbers(&expected["nonresponse_bound_low_share"]), tolerance, cell);
        close(&high, &numbers(&expected["nonresponse_bound_high_share"]), tolerance, cell);
        let bounds = bounds(&team, size, &rule);
        assert_eq!(Some(number(bounds.low)), expected["phase_if_all_missing_low"].as_u64(), "{cell}");
        assert_eq!(Some(number(bounds.high)), expected["phase_if_all_missing_high"].as_u64(), "{cell}");
        assert_eq!(Some(bounds.are_one()), expected["robust_to_nonresponse"].as_bool(), "{cell}");
        close(
            &[team.mean().unwrap()],
            &[expected["mean_of_person_means"].as_f64().unwrap()],
            tolerance,
            cell,
        );
        let p = phase_probabilities(&team, &rule);
        close(p.as_slice(), &numbers(&expected["phase_probability"]), tolerance, cell);
    }
}
