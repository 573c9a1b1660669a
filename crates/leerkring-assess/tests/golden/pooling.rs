//! Differences between schools: G07 (its REML fields), G08 and G27.

use std::collections::BTreeMap;

use leerkring_assess::pooling::probit;
use leerkring_assess::pooling::random_intercept::profile::{Parameter, interval};
use leerkring_assess::pooling::random_intercept::{Criterion, RandomIntercept, fit};
use leerkring_assess::pooling::scores::Scores;
use serde_json::Value;

use crate::support::{Case, count, numbers};
use crate::support_numbers::{Data, scores};

fn schools(case: &Case, outcome: &str) -> BTreeMap<String, Scores> {
    let groups = scores(case, outcome).into_iter().filter(|(_, scores)| !scores.is_empty());
    groups.map(|(school, scores)| (school, Scores::of(&scores).unwrap())).collect()
}

#[track_caller]
fn near(found: f64, expected: &Value, relative: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    count(1);
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

pub(crate) fn variances(case: &Case) {
    let relative = case.tolerance("reml_rel");
    for (outcome, expected) in case.results().as_object().unwrap() {
        let schools = schools(case, outcome);
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

pub(crate) fn random_intercept(case: &Case) {
    let [relative, high, profile] = ["rel", "highprec_rel", "profile_abs"].map(|key| case.tolerance(key));
    for (outcome, expected) in case.results().as_object().unwrap() {
        let schools = schools(case, outcome);
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

pub(crate) fn network_experience(case: &Case) {
    let relative = case.tolerance("rel");
    for (outcome, expected) in case.results()["quadrature_python"].as_object().unwrap() {
        let (data, column) = Data::named(case, outcome);
        let mut counts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (school, rows) in data.by_group(&[column.to_owned()]) {
            let own = counts.entry(school).or_insert_with(|| vec![0; 5]);
            rows.iter().flatten().flatten().for_each(|phase| own[*phase as usize - 1] += 1);
        }
        let all: Vec<Vec<u32>> = counts.values().cloned().collect();
        let network = probit::fit(5, &all).unwrap();
        for (found, expected) in network.thresholds[0].iter().zip(expected["thresholds"].as_array().unwrap())
        {
            near(*found, expected, relative, outcome);
        }
        near(network.sd, &expected["sd_group"], relative, outcome);
        near(network.log_likelihood, &expected["loglik"], relative, outcome);
        let clmm = &case.results()["clmm_agq15"][outcome];
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
