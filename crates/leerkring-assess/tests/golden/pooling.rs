//! Differences between schools: G07 (its REML fields), G08 and G27.

use std::collections::BTreeMap;
use std::path::Path;

use leerkring_assess::pooling::probit;
use leerkring_assess::pooling::random_intercept::profile::{Parameter, interval};
use leerkring_assess::pooling::random_intercept::{Criterion, RandomIntercept, fit};
use leerkring_assess::pooling::scores::Scores;
use serde_json::Value;

use crate::support::{case, golden, numbers};

/// Cells of a data file: by school and column.
type Rows = Vec<(String, BTreeMap<String, String>)>;

/// The school is the first column that is called so, or the first of all.
fn rows(folder: &Path, file: &str) -> Rows {
    let mut reader = csv::Reader::from_path(folder.join("data").join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let record = |record: csv::StringRecord| {
        let cells =
            header.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
        (record[0].to_owned(), cells)
    };
    reader.records().map(|row| record(row.unwrap())).collect()
}

/// The outcomes of a case are named `file_columns`: `network49_A` is the mean of A1, A2, ...; `lq2002_LEAD_mean` and
/// `bhr2000_lead_mean` that of the leadership items; others a single column.
fn schools(folder: &Path, outcome: &str) -> BTreeMap<String, Scores> {
    let (file, columns) = outcome.split_once('_').unwrap();
    let belongs = |name: &str| match columns {
        "LEAD_mean" => name.starts_with("LEAD"),
        "lead_mean" => name.starts_with('A'),
        aspect if aspect.len() == 1 => name.starts_with(aspect),
        single => name == single,
    };
    let mut scores: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (school, cells) in rows(folder, &format!("{file}.csv")) {
        let answers: Vec<f64> = cells
            .iter()
            .filter(|(name, _)| belongs(name))
            .filter_map(|(_, cell)| cell.parse().ok())
            .collect();
        if !answers.is_empty() {
            scores.entry(school).or_default().push(answers.iter().sum::<f64>() / answers.len() as f64);
        }
    }
    scores.into_iter().map(|(school, scores)| (school, Scores::of(&scores).unwrap())).collect()
}

#[track_caller]
fn near(found: f64, expected: &Value, relative: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    // 1e-13 absolute, for deviations that happen to be nothing.
    let reach = relative * expected.abs() + 1e-13;
    assert!((found - expected).abs() <= reach, "{what}: {found} instead of {expected}");
}

fn each(
    schools: &BTreeMap<String, Scores>,
    expected: &Value,
    relative: f64,
    what: &str,
    of: impl Fn(&Scores) -> f64,
) {
    let expected = expected.as_object().unwrap();
    assert_eq!(expected.len(), schools.len(), "{what}");
    for (school, value) in expected {
        near(of(&schools[school]), value, relative, &format!("{what} {school}"));
    }
}

fn network(schools: &BTreeMap<String, Scores>, criterion: Criterion) -> RandomIntercept {
    fit(&schools.values().copied().collect::<Vec<_>>(), criterion).unwrap()
}

#[test]
fn g07_variances_by_reml_and_reliability_of_team_means() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G07_icc1_icc2.json");
    let relative = case["tolerance"]["reml_rel"].as_f64().unwrap();
    for (outcome, expected) in case["results"].as_object().unwrap() {
        let schools = schools(&folder, outcome);
        let fit = network(&schools, Criterion::Reml);
        assert_eq!((Some(fit.schools), Some(fit.people)), (expected["k"].as_u64(), expected["N"].as_u64()));
        let lme4 = &expected["mixed_reml"];
        near(fit.tau2, &lme4["tau2"], relative, outcome);
        near(fit.sigma2, &lme4["sigma2"], relative, outcome);
        near(fit.rho(), &lme4["icc1"], relative, outcome);
        each(&schools, &expected["group_mean_reliability"], relative, outcome, |s| {
            fit.reliability(s.people())
        });
        high_precision(&fit, &expected["highprec_reml"], 1e-9, outcome);
    }
}

/// Of values with 40 digits.
fn high_precision(fit: &RandomIntercept, expected: &Value, relative: f64, what: &str) {
    near(fit.tau2, &expected["tau2"], relative, what);
    near(fit.sigma2, &expected["sigma2"], relative, what);
    near(fit.rho(), &expected["icc1"], relative, what);
    near(fit.mu, &expected["intercept"], relative, what);
    near(fit.mu_se, &expected["intercept_se"], relative, what);
    near(fit.deviance, &expected["criterion"], relative, what);
}

#[test]
fn g08_random_intercept() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G08_lme4_random_intercept.json");
    let relative = case["tolerance"]["rel"].as_f64().unwrap();
    let high = case["tolerance"]["highprec_rel"].as_f64().unwrap();
    let profile = case["tolerance"]["profile_abs"].as_f64().unwrap();
    for (outcome, expected) in case["results"].as_object().unwrap() {
        let schools = schools(&folder, outcome);
        assert_eq!(Some(schools.len() as u64), expected["n_groups"].as_u64());
        each(&schools, &expected["group_n"], 0.0, outcome, |school| school.people() as f64);
        each(&schools, &expected["group_mean"], 1e-11, outcome, Scores::mean);
        for (name, criterion) in [("reml", Criterion::Reml), ("ml", Criterion::Ml)] {
            let fit = network(&schools, criterion);
            let lme4 = &expected[name];
            near(fit.mu, &lme4["intercept"], relative, outcome);
            near(fit.mu_se, &lme4["intercept_se"], relative, outcome);
            near(fit.tau2, &lme4["tau2"], relative, outcome);
            near(fit.sigma2, &lme4["sigma2"], relative, outcome);
            near((fit.tau2 / fit.sigma2).sqrt(), &lme4["theta"], relative, outcome);
            near(fit.deviance, &lme4["criterion"], relative, outcome);
            near(fit.log_likelihood(), &lme4["logLik"], relative, outcome);
            each(&schools, &lme4["blup_cond_sd"], relative, outcome, |s| fit.school(s).sd);
            each(&schools, &lme4["school_estimate"], relative, outcome, |s| fit.school(s).value);
            let exact = &expected["highprec"][name];
            high_precision(&fit, exact, high, outcome);
            each(&schools, &exact["blup"], high, outcome, |s| fit.school(s).deviation);
            each(&schools, &exact["blup_cond_sd"], high, outcome, |s| fit.school(s).sd);
            each(&schools, &exact["blup_pev_sd_incl_mu"], high, outcome, |s| fit.school(s).sd_with_mu);
            each(&schools, &exact["reliability"], high, outcome, |s| fit.reliability(s.people()));
        }
        let all: Vec<Scores> = schools.values().copied().collect();
        for (name, parameter) in
            [("sd_group", Parameter::Tau), ("sd_residual", Parameter::Sigma), ("intercept", Parameter::Mu)]
        {
            let found = interval(&all, parameter, 0.95).unwrap();
            let limits = numbers(&expected["profile_ci95"][name]);
            crate::support::close(&[found.low, found.high], &limits, profile, outcome);
        }
    }
}

#[test]
fn g27_phases_with_the_experience_of_the_network() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G27_ordinal_eb_posterior.json");
    let relative = case["tolerance"]["rel"].as_f64().unwrap();
    for (outcome, expected) in case["results"]["quadrature_python"].as_object().unwrap() {
        let (file, column) = outcome.split_once('_').unwrap();
        let mut counts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (school, cells) in rows(&folder, &format!("{file}.csv")) {
            if let Ok(phase) = cells[column].parse::<usize>() {
                counts.entry(school).or_insert_with(|| vec![0; 5])[phase - 1] += 1;
            }
        }
        let all: Vec<Vec<u32>> = counts.values().cloned().collect();
        let network = probit::fit(5, &all).unwrap();
        for (found, expected) in network.thresholds[0].iter().zip(expected["thresholds"].as_array().unwrap())
        {
            near(*found, expected, relative, outcome);
        }
        near(network.sd, &expected["sd_group"], relative, outcome);
        near(network.log_likelihood, &expected["loglik"], relative, outcome);
        let clmm = &case["results"]["clmm_agq15"][outcome];
        near(network.sd, &clmm["sd_group"], relative, outcome);
        near(network.log_likelihood, &clmm["logLik"], relative, outcome);
        let posteriors = probit::posteriors(&network, &all).unwrap();
        for (school, posterior) in counts.keys().zip(&posteriors) {
            let expected = &expected["schools"][school];
            let what = format!("{outcome} {school}");
            near(posterior.level.mean, &expected["posterior_mean"], relative, &what);
            near(posterior.level.sd, &expected["posterior_sd"], relative, &what);
            for (found, expected) in
                posterior.phases.iter().zip(expected["phase_probability"].as_array().unwrap())
            {
                near(*found, expected, relative, &what);
            }
        }
    }
}
