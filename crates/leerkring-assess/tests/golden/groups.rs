//! Two groups: order, ranks and deals (G13).

use leerkring_assess::groups::{brunner_munzel, cliffs_delta, mann_whitney, mean_permutation};
use serde_json::Value;

use crate::support::*;

/// Both groups of a part such as `S03_S06_A1` (two teams), `first2_vs_rest_S06_A1` (of one team), or `bfi_gender_A1` (a file
/// and its column with two values, the higher first).
fn both(case: &Case, part: &str) -> [Vec<f64>; 2] {
    if let Some((file, rest)) = case.file_and_rest(part) {
        let table = Table::read(&case.folder, &file);
        let (key, column) = rest.split_once('_').unwrap();
        let mut values = table.column(key);
        values.sort_unstable();
        values.dedup();
        return [values[1], values[0]].map(|value| table.numbers_where(key, value, column));
    }
    let table = Table::read(&case.folder, case.inputs()[0]);
    let key = table.header.first().unwrap().clone();
    let (schools, column) = part.rsplit_once('_').unwrap();
    if let Some(school) = schools.strip_prefix("first2_vs_rest_") {
        let all = table.numbers_where(&key, school, column);
        let (first, rest) = all.split_at(2);
        return [first.to_vec(), rest.to_vec()];
    }
    let (one, two) = schools.split_once('_').unwrap();
    [one, two].map(|school| table.numbers_where(&key, school, column))
}

fn counts(values: &[f64]) -> Vec<u32> {
    (1..=5).map(|phase| values.iter().filter(|value| **value == f64::from(phase)).count() as u32).collect()
}

pub(crate) fn two_groups(case: &Case) {
    let relative = case.tolerance("rel");
    for (name, expected) in case.results().as_object().unwrap() {
        let [x, y] = both(case, name);
        let has = |value: Option<f64>, expected: &Value, what: &str| match value {
            Some(value) if !expected.is_null() => {
                close_relative(value, expected, relative, &format!("{name} {what}"))
            }
            Some(_) => {}
            None => assert!(expected.is_null(), "{name} {what}"),
        };
        let cliff = cliffs_delta(&x, &y).unwrap();
        assert_eq!(
            Some((cliff.n_x, cliff.n_y)),
            expected["n_x"].as_u64().zip(expected["n_y"].as_u64()).map(|(x, y)| (x as usize, y as usize))
        );
        has(Some(cliff.delta), &expected["cliffs_delta"], "delta");
        let variances = &expected["cliff_variances"];
        if variances.is_object() {
            has(cliff.spread_x, &variances["s2_di"], "s2_di");
            has(cliff.spread_y, &variances["s2_dj"], "s2_dj");
            has(cliff.variance, &variances["var_consistent"], "var_consistent");
            has(cliff.variance_unbiased, &variances["var_unbiased_cliff1996"], "var_unbiased");
            has(cliff.variance_floor, &variances["var_unbiased_floor"], "var_floor");
        }
        if let (Some((low, high)), Some(limits)) =
            (cliff.interval_if_alike(0.95), expected["effectsize_ci95"].as_array())
        {
            has(Some(low), &limits[0], "effectsize low");
            has(Some(high), &limits[1], "effectsize high");
        }
        let reference = &expected["statsmodels"];
        if reference.is_object() {
            let test = brunner_munzel(&x, &y).unwrap();
            has(Some(test.superiority), &reference["prob_superior"], "superiority");
            has(Some(test.t), &reference["brunner_munzel_t"], "t");
            has(Some(test.df), &reference["df"], "df");
            has(Some(test.p), &reference["p_t"], "p_t");
            has(Some(test.p_normal), &reference["p_normal"], "p_normal");
            has(Some(test.variance), &reference["var_prob"], "var_prob");
            for (key, (low, high)) in
                [("delta_ci95_t", test.interval(0.95)), ("delta_ci95_normal", test.interval_normal(0.95))]
            {
                has(Some(low), &reference[key][0], key);
                has(Some(high), &reference[key][1], key);
            }
            // SciPy turns the sign round.
            has(Some(-test.t), &expected["scipy_brunnermunzel"]["statistic"], "scipy t");
        }
        let ranks = mann_whitney(&x, &y).unwrap();
        has(Some(ranks.u), &expected["U_x"], "u");
        has(ranks.p, &expected["p_mw_asymp_nocorrect"], "p");
        has(ranks.p_corrected, &expected["p_mw_asymp_correct"], "p corrected");
        if let Some(exact) = expected.get("p_mw_exact_conditional_ties") {
            has(ranks.p_exact, exact, "p exact");
        }
        if let Some(exact) = expected.get("p_mean_permutation_exact") {
            let deals = mean_permutation(&[1, 2, 3, 4, 5], &counts(&x), &counts(&y)).unwrap();
            has(Some(deals.p), exact, "permutation");
            for (key, found) in [
                ("p_mean_permutation_enumerated", deals.p),
                ("scipy_permutation_test_p_twice_smaller_tail", deals.p_twice_smaller),
                ("min_attainable_two_sided_p", deals.smallest_p_without_ties),
            ] {
                expected.get(key).into_iter().for_each(|expected| has(Some(found), expected, key));
            }
        }
    }
}
