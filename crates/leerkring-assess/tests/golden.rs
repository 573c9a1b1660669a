//! Reference values computed by other implementations on real answers (golden cases G20, G21 and G24). They are read
//! from the folder that `LEERKRING_REFERENCE` names; without it these tests say so and skip.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, says when it skips, and may look into the environment"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use leerkring_assess::Judgements;
use leerkring_assess::nonresponse::{bounds, share_bounds};
use leerkring_assess::posterior::{phase_probabilities, score_quantile};
use leerkring_model::{Answer, Phase, Probabilities, Rule};
use serde_json::Value;

fn golden() -> Option<PathBuf> {
    let folder = std::env::var("LEERKRING_REFERENCE").ok().map(|folder| PathBuf::from(folder).join("golden"));
    if folder.is_none() {
        // Not by `eprintln!`, which the test harness swallows when a test passes.
        let said = writeln!(
            io::stderr(),
            "skipped: LEERKRING_REFERENCE does not name the folder of reference values"
        );
        said.unwrap();
    }
    folder
}

fn case(folder: &std::path::Path, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("expected").join(name)).unwrap()).unwrap()
}

/// The rows of every school: per respondent the answers by column.
type Answers = BTreeMap<String, Vec<BTreeMap<String, Option<Answer>>>>;

fn answers(folder: &std::path::Path, name: &str) -> Answers {
    let mut reader = csv::Reader::from_path(folder.join("data").join(name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut schools = Answers::new();
    for record in reader.records() {
        let record = record.unwrap();
        let row = header.iter().zip(&record).skip(2).map(|(column, cell)| {
            let answer = match cell {
                "" => None,
                "DK" => Some(Answer::DontKnow),
                phase => Some(Answer::Phase(Phase::new(phase.parse().unwrap()).unwrap())),
            };
            (column.to_owned(), answer)
        });
        schools.entry(record[0].to_owned()).or_default().push(row.collect());
    }
    schools
}

/// The judgements of one cell such as `S01_A` (an aspect) or `S01_A1` (an indicator), of those who placed at least
/// `needed` of its indicators.
fn judgements(answers: &Answers, cell: &str, needed: usize) -> Judgements {
    let (school, columns) = cell.split_once('_').unwrap();
    let rows: Vec<Vec<Option<Answer>>> = answers[school]
        .iter()
        .map(|row| row.iter().filter(|(column, _)| column.starts_with(columns)).map(|(_, a)| *a).collect())
        .collect();
    Judgements::new(5, rows.iter().map(Vec::as_slice), needed).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn close(found: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
    }
}

fn at_least(p: &Probabilities) -> Vec<f64> {
    Phase::scale(5).map(|phase| p.at_least(phase)).collect()
}

#[test]
fn g20_phase_probabilities_of_an_indicator() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G20_phase_posterior_indicator.json");
    let tolerance = case["tolerance"]["abs"].as_f64().unwrap();
    let answers = answers(&folder, "network49.csv");
    let cells = case["results"]["cells"].as_object().unwrap();
    assert!(cells.len() > 600);
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

#[test]
fn g21_phase_probabilities_and_score_of_an_aspect() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G21_phase_posterior_aspect.json");
    let tolerance = case["tolerance"]["abs"].as_f64().unwrap();
    let interval = case["tolerance"]["ci_abs"].as_f64().unwrap();
    let answers = answers(&folder, "network49.csv");
    let rule = Rule::default();
    let mut intervals = 0;
    for (cell, expected) in case["results"]["cells"].as_object().unwrap() {
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
    assert!(intervals >= 60, "{intervals}");
}

#[test]
fn g24_missing_answers_and_missing_colleagues() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G24_missing_and_nonresponse.json");
    let tolerance = case["tolerance"]["abs"].as_f64().unwrap();
    let answers = answers(&folder, "network7_degraded.csv");
    let rule = Rule::default();
    for (cell, expected) in case["results"]["cells"].as_object().unwrap() {
        let team = judgements(&answers, cell, 1);
        let size = u32::try_from(expected["team_size"].as_u64().unwrap()).unwrap();
        assert_eq!(team.people(), expected["n_any"].as_u64().unwrap());
        // Half of three indicators, rounded up, is two; half of two is one.
        let half = if cell.ends_with('D') { 1 } else { 2 };
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
