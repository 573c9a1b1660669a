//! Internal consistency (G01, G02), one-way tables (G07), variance components (G09), and raters of the same targets (G11).

use leerkring_assess::reliability::alpha::*;
use leerkring_assess::reliability::g_study::{d_study, g_study};
use leerkring_assess::reliability::icc::{one_way, reliability_of_mean};
use leerkring_assess::reliability::omega::{NotEstimable, omega};
use leerkring_assess::reliability::polychoric::polychoric_correlations;
use leerkring_assess::reliability::shrout_fleiss::shrout_fleiss;
use leerkring_assess::reliability::{Covariance, Missing};
use serde_json::Value;

use crate::support::*;
use crate::support_numbers::*;

fn all_of(found: &[Option<f64>], items: &[String], expected: &Value, tolerance: f64, what: &str) {
    for (item, found) in items.iter().zip(found) {
        let item = item.trim_start_matches('-');
        near(*found, &expected[item], tolerance, &format!("{what} {item}"));
    }
}

/// Every figure of one scale.
fn consistency(data: &Data, items: &[String], expected: &Value, case: &Case, what: &str) {
    let tolerance = |key: &str| case.tolerance(key);
    let rel = tolerance("rel");
    let rows = data.numbers(items);
    let slices = slices(&rows);
    let s = Covariance::of_rows(&slices, Missing::Listwise).unwrap();
    let people = rows.iter().filter(|row| row.iter().all(Option::is_some)).count() as u64;
    assert_eq!(Some(people), expected["n_complete"].as_u64(), "{what}");
    for (found, row) in s.rows().iter().zip(expected["covariance_matrix"].as_array().unwrap()) {
        for (found, expected) in found.iter().zip(row.as_array().unwrap()) {
            near(Some(*found), expected, rel, what);
        }
    }
    let alpha = cronbach_alpha(&s).unwrap();
    near(Some(alpha), &expected["alpha_raw_listwise"], rel, what);
    near(standardised_alpha(&s), &expected["alpha_std_listwise"], rel, what);
    near(lambda6(&s), &expected["guttman_lambda6"], rel, what);
    near(Some(mean_correlation(&s)), &expected["average_r"], rel, what);
    let interval = feldt_interval(alpha, people, items.len() as u64, 0.95).unwrap();
    near(Some(interval.0), &expected["alpha_ci95_feldt"][0], rel, what);
    near(Some(interval.1), &expected["alpha_ci95_feldt"][1], rel, what);
    let dropped = alpha_if_dropped(&s);
    all_of(&dropped, items, &expected["alpha_if_item_dropped"], rel, what);
    all_of(&item_rest_correlations(&s), items, &expected["item_rest_correlation_r_drop"], rel, what);
    if let Some(pairwise) = expected.get("alpha_raw_pairwise") {
        let s = Covariance::of_rows(&slices, Missing::Pairwise).unwrap();
        near(cronbach_alpha(&s), pairwise, rel, what);
    }
    if let Some(two) = expected.get("spearman_brown_2item") {
        near(spearman_brown(&s), two, rel, what);
    }

    // Omega: lavaan is right to some seven digits; the values with `highprec` or in closed form to all.
    match omega(&s) {
        Ok(found) => {
            let lavaan = &expected["omega_one_factor_ml"];
            near(Some(found.omega), &lavaan["omega_total"], tolerance("omega_rel"), what);
            let numbers = [(&found.loadings, "loadings"), (&found.uniquenesses, "uniquenesses")];
            for (found, key) in numbers {
                for (found, expected) in found.iter().zip(lavaan[key].as_array().unwrap()) {
                    near(Some(*found), expected, 1e-5, &format!("{what} {key}"));
                }
            }
            let chi_squared = found.discrepancy * (people - 1) as f64;
            let expected_chi = lavaan["chisq"].as_f64().unwrap();
            assert!((chi_squared - expected_chi).abs() < 1e-5, "{what} {chi_squared} {expected_chi}");
            for key in ["omega_total_ml_highprec", "omega_three_item_closed_form"] {
                if let Some(value) = expected.get(key) {
                    near(Some(found.omega), value, rel, &format!("{what} {key}"));
                }
            }
        }
        Err(NotEstimable::TwoItems) => assert!(expected.get("omega_one_factor_ml").is_none(), "{what}"),
        Err(NotEstimable::Heywood) => {
            let uniquenesses = numbers(&expected["omega_one_factor_ml"]["uniquenesses"]);
            assert!(uniquenesses.iter().any(|u| *u <= 1e-5), "{what} {uniquenesses:?}");
        }
        other => assert_eq!(other.err(), None, "{what}"),
    }

    let polychoric = polychoric_correlations(&crate::support_numbers::slices(&as_levels(&rows))).unwrap();
    let abs = tolerance("polychoric_abs");
    for (found, row) in
        polychoric.rows().iter().zip(expected["polychoric_matrix_two_step"].as_array().unwrap())
    {
        close(found, &numbers(row), abs, what);
    }
    close(
        &[cronbach_alpha(&polychoric).unwrap()],
        &[expected["ordinal_alpha_polychoric"].as_f64().unwrap()],
        abs,
        what,
    );
}

pub(crate) fn scales(case: &Case) {
    let data = &Data::first(case);
    for (scale, expected) in case.results()["scales"].as_object().unwrap() {
        consistency(data, &names(&case.results()["keys"][scale]), expected, case, scale);
    }
}

pub(crate) fn aspects(case: &Case) {
    let data = &Data::first(case);
    for (aspect, expected) in case.results()["per_aspect"].as_object().unwrap() {
        consistency(data, &names(&case.results()["aspects"][aspect]), expected, case, aspect);
    }
    if let Some(expected) = case.results().get("lead_11_items") {
        consistency(data, &data.starting("LEAD"), expected, case, "lead_11_items");
    }
}

pub(crate) fn one_way_tables(case: &Case) {
    let rel = case.tolerance("rel");
    for (outcome, expected) in case.results().as_object().unwrap() {
        let groups = scores(case, outcome);
        let people: Vec<Vec<f64>> = groups.iter().map(|(_, scores)| scores.clone()).collect();
        let table = one_way(&people).unwrap();
        let check =
            |found: Option<f64>, key: &str| near(found, &expected[key], rel, &format!("{outcome} {key}"));
        check(Some(table.schools as f64), "k");
        check(Some(table.people as f64), "N");
        check(Some(table.msb), "msb");
        check(Some(table.msw), "msw");
        check(table.f(), "F");
        check(Some(table.df_between as f64), "df1");
        check(Some(table.df_within as f64), "df2");
        check(Some(table.mean_size), "nbar");
        check(Some(table.n0), "n0");
        check(table.icc1_by_mean_size(), "icc1_bliese_nbar");
        check(table.icc1(), "icc1_n0");
        check(table.icc2(), "icc2_anova");
        check(table.eta_squared(), "eta_squared");
        // So small that only its ratio says anything.
        let (p, expected_p) = (table.p().unwrap(), expected["p"].as_f64().unwrap());
        assert!((p / expected_p - 1.0).abs() <= rel, "{outcome} p {p} {expected_p}");
        // Reliability per group from the given intraclass correlation.
        let icc1 = expected["mixed_reml"]["icc1"].as_f64();
        if let (Some(icc1), Some(reliabilities)) = (icc1, expected["group_mean_reliability"].as_object()) {
            for (group, scores) in &groups {
                let found = reliability_of_mean(icc1, scores.len() as f64);
                near(found, &reliabilities[group], 1e-8, &format!("{outcome} {group}"));
            }
        }
    }
}

pub(crate) fn sources_of_noise(case: &Case) {
    let rel = case.tolerance("rel");
    for (cell, expected) in case.results().as_object().unwrap() {
        let (data, what) = Data::named(case, cell);
        let start = what.split('_').next().unwrap();
        let mut schools: Vec<_> =
            data.by_group(&data.starting(start)).into_iter().map(|(_, raters)| raters).collect();
        let found = g_study(&schools).unwrap();
        let variance = &expected["variance"];
        let v = found.components;
        for (value, key) in [
            (v.school, "school"),
            (v.rater, "rater"),
            (v.item, "item"),
            (v.school_item, "si"),
            (v.residual, "Residual"),
        ] {
            near(Some(value), &variance[key], rel, &format!("{cell} {key}"));
        }
        near(Some(found.mean), &expected["intercept"], rel, cell);
        near(Some(found.criterion), &expected["reml_criterion"], rel, cell);
        // No worse than the reference's own minimum.
        assert!(found.criterion <= expected["reml_criterion"].as_f64().unwrap() + 1e-6, "{cell}");
        for plan in expected["d_study"].as_array().unwrap() {
            let (raters, items) = (plan["n_raters"].as_u64().unwrap(), plan["n_items"].as_u64().unwrap());
            let d = d_study(&v, raters, items).unwrap();
            for (value, key) in [
                (d.g_items_random, "g_coefficient_items_random"),
                (d.phi, "phi_items_random"),
                (d.g_items_fixed, "g_coefficient_items_fixed"),
                (d.sem_items_fixed, "sem_items_fixed"),
            ] {
                near(Some(value), &plan[key], rel, &format!("{cell} {raters} {key}"));
            }
        }
        // The order of schools and raters is nothing.
        schools.reverse();
        schools.iter_mut().for_each(|raters| raters.reverse());
        assert_eq!(g_study(&schools).unwrap(), found, "{cell}");
    }
}

pub(crate) fn same_targets(case: &Case) {
    let rel = case.tolerance("rel");
    let data = &Data::first(case);
    let ratings: Vec<Vec<f64>> =
        data.numbers(&data.starting("J")).into_iter().filter_map(|row| row.into_iter().collect()).collect();
    let found = shrout_fleiss(&slices(&ratings), 0.95).unwrap();
    for (icc, key) in [
        (found.icc1, "ICC1"),
        (found.icc1k, "ICC1k"),
        (found.icc2, "ICC2"),
        (found.icc2k, "ICC2k"),
        (found.icc3, "ICC3"),
        (found.icc3k, "ICC3k"),
    ] {
        let expected = &case.results()[key];
        let values = [icc.icc, icc.f, icc.df.0, icc.df.1, icc.p, icc.interval.0, icc.interval.1];
        for (value, name) in values.into_iter().zip(["icc", "F", "df1", "df2", "p", "lower", "upper"]) {
            near(Some(value), &expected[name], rel, &format!("{key} {name}"));
        }
    }
}
