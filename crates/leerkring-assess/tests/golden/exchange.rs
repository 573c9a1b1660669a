//! Difference in differences with clustered errors, and the change of schools (G16).

use std::collections::BTreeMap;

use leerkring_assess::exchange::{
    Correction, Estimate, Observation, Permutations, Regression, School, change_effect, regress,
};
use serde_json::Value;

use crate::support::*;

/// By school: whether it was treated, and the values of its people before and after.
type Means = BTreeMap<u32, (bool, [Vec<f64>; 2])>;

pub(crate) fn people_in_schools(case: &Case) {
    let relative = case.tolerance("rel");
    let expected = &case.results()["individual"];
    let table = Table::read(&case.folder, case.inputs()[0]);
    let column = |name: &str| -> Vec<u32> {
        table.column(name).into_iter().map(|cell| cell.parse().unwrap()).collect()
    };
    let outcome = table.header.last().unwrap();
    let (school, treated, year) = (column("school_id"), column("treated"), column("year"));
    let y: Vec<f64> = table.column(outcome).into_iter().map(|cell| cell.parse().unwrap()).collect();
    let last = year.iter().max().unwrap();
    let x: Vec<[f64; 4]> = treated
        .iter()
        .zip(&year)
        .map(|(treated, year)| {
            let (treated, post) = (f64::from(*treated), f64::from(u8::from(year == last)));
            [1.0, treated, post, treated * post]
        })
        .collect();
    let rows: Vec<Observation<'_>> = school
        .iter()
        .zip(&y)
        .zip(&x)
        .map(|((cluster, y), x)| Observation { cluster: *cluster, y: *y, x })
        .collect();
    assert_eq!(Some(rows.len() as u64), expected["n"].as_u64());
    let regression: Regression = regress(&rows).unwrap();
    for (name, found) in
        ["intercept", "treated", "post", "treated_x_post"].iter().zip(regression.coefficients())
    {
        close_relative(*found, &expected["coef"][name], relative, name);
    }
    let classical = regression.classical(3).unwrap();
    close_relative(classical.value, &expected["did"], relative, "did");
    close_relative(classical.standard_error, &expected["se_ols"], relative, "se_ols");
    for (name, correction) in [
        ("CR0", Correction::Cr0),
        ("CR1", Correction::Cr1),
        ("CR1S", Correction::Cr1s),
        ("CR2", Correction::Cr2),
        ("CR3", Correction::Cr3),
    ] {
        let found = regression.estimate(3, correction).unwrap();
        let expected = &expected[name];
        close_relative(found.standard_error, &expected["se"], relative, name);
        close_relative(found.t, &expected["t"], relative, name);
        close_relative(found.df, &expected["df_satt"], relative, name);
        close_relative(found.p, &expected["p_satt"], relative, name);
        interval(&found, &expected["ci95"], relative, name);
    }
}

#[track_caller]
fn interval(found: &Estimate, expected: &Value, relative: f64, what: &str) {
    let (low, high) = found.interval(0.95).unwrap();
    close_relative(low, &expected[0], relative, what);
    close_relative(high, &expected[1], relative, what);
}

pub(crate) fn schools(case: &Case) {
    let (relative, by_chance) = (case.tolerance("rel"), case.tolerance("mc_abs"));
    let expected = &case.results()["school_level"];
    let table = Table::read(&case.folder, case.inputs()[0]);
    let outcome = table.header.last().unwrap().as_str();
    let [id, treated, year, y] = ["school_id", "treated", "year", outcome].map(|name| table.column(name));
    let last = *year.iter().max().unwrap();
    let mut means = Means::new();
    for ((id, treated), (year, y)) in id.iter().zip(treated).zip(year.iter().zip(y)) {
        let school =
            means.entry(id.parse().unwrap()).or_insert_with(|| (treated == "1", [Vec::new(), Vec::new()]));
        school.1[usize::from(*year == last)].push(y.parse().unwrap());
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let both: Vec<(u32, School)> = means
        .iter()
        .filter(|(_, (_, years))| years.iter().all(|year| !year.is_empty()))
        .map(|(id, (treated, [pre, post]))| {
            (*id, School { treated: *treated, before: mean(pre), after: mean(post), stratum: 0 })
        })
        .collect();
    let listed = expected["schools"].as_array().unwrap();
    assert_eq!(both.len(), listed.len());
    for ((id, school), listed) in both.iter().zip(listed) {
        assert_eq!(Some(u64::from(*id)), listed["school"].as_u64());
        close_relative(school.after - school.before, &listed["change"], relative, "change");
    }
    let schools: Vec<School> = both.into_iter().map(|(_, school)| school).collect();
    let options = Permutations { samples: 400_000, ..Permutations::default() };
    let found = change_effect(&schools, &options).unwrap();
    assert_eq!(Some(found.treated as u64), expected["n_treated"].as_u64());
    assert_eq!(Some(found.others as u64), expected["n_control"].as_u64());
    close_relative(found.effect, &expected["diff_in_change"], relative, "effect");
    let welch = found.welch.unwrap();
    close_relative(welch.t, &expected["welch"]["t"], relative, "welch t");
    close_relative(welch.df, &expected["welch"]["df"], relative, "welch df");
    close_relative(welch.p, &expected["welch"]["p"], relative, "welch p");
    interval(&welch, &expected["welch"]["ci95"], relative, "welch interval");
    let x: Vec<[f64; 3]> = schools.iter().map(|s| [1.0, f64::from(u8::from(s.treated)), s.before]).collect();
    let rows = |width: usize, y: &dyn Fn(&School) -> f64| -> Regression {
        let rows: Vec<Observation<'_>> = (0..)
            .zip(schools.iter().zip(&x))
            .map(|(cluster, (school, x))| Observation { cluster, y: y(school), x: &x[..width] })
            .collect();
        regress(&rows).unwrap()
    };
    let pooled = rows(2, &|school| school.after - school.before).classical(1).unwrap();
    close_relative(pooled.t, &expected["pooled"]["t"], relative, "pooled t");
    close_relative(pooled.p, &expected["pooled"]["p"], relative, "pooled p");
    let ancova = &expected["ancova"];
    let adjusted = found.at_equal_start.unwrap();
    close_relative(adjusted.value, &ancova["effect"], relative, "ancova");
    close_relative(adjusted.standard_error, &ancova["cr2_se"], relative, "ancova se");
    close_relative(adjusted.df, &ancova["cr2_df"], relative, "ancova df");
    close_relative(adjusted.p, &ancova["cr2_p"], relative, "ancova p");
    let classical = rows(3, &|school| school.after).classical(1).unwrap();
    close_relative(classical.standard_error, &ancova["se_ols"], relative, "ancova classical");
    close_relative(classical.p, &ancova["p_ols"], relative, "ancova classical p");
    let p = expected["p_permutation_mc"].as_f64().unwrap();
    assert!((found.permutation.p - p).abs() <= by_chance, "{} {p}", found.permutation.p);
}
