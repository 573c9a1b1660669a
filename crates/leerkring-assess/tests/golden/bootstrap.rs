//! The exact bootstrap of a mean of ratings (G18).

use leerkring_assess::bootstrap::{Ties, bootstrap};

use crate::support::*;

pub(crate) fn percentile_and_bca(case: &Case) {
    let relative = case.tolerance("rel");
    for (cell, expected) in case.results().as_object().unwrap() {
        let counts: Vec<u32> = numbers(&expected["counts"]).iter().map(|count| *count as u32).collect();
        let found = bootstrap(&counts).unwrap();
        let same =
            |key: &str, value: f64| close_relative(value, &expected[key], relative, &format!("{cell} {key}"));
        let both = |key: &str, (low, high): (f64, f64)| {
            for (value, limit) in [low, high].into_iter().zip(expected[key].as_array().unwrap()) {
                close_relative(value, limit, relative, &format!("{cell} {key}"));
            }
        };
        same("mean", found.mean());
        same("boot_se_exact", found.standard_error());
        same("p_less", found.below());
        same("p_equal", found.equal());
        same("acceleration", found.acceleration());
        same("z0_mid", found.bias(Ties::Half).unwrap());
        both("percentile_ci95", found.percentile(0.95));
        both("alpha_bca_mid", found.bca_levels(0.95, Ties::Half).unwrap());
        both("bca_ci95_mid", found.bca(0.95, Ties::Half).unwrap());
        both("t_ci95", found.t_interval(0.95).unwrap());
        match found.bias(Ties::None) {
            None => assert!(expected["z0_strict"].is_null(), "{cell}"),
            Some(bias) => {
                same("z0_strict", bias);
                both("alpha_bca_strict", found.bca_levels(0.95, Ties::None).unwrap());
                both("bca_ci95_strict", found.bca(0.95, Ties::None).unwrap());
            }
        }
        if let Some(limits) = expected.get("scipy_bca_200k") {
            let (low, high) = found.bca(0.95, Ties::Half).unwrap();
            close(&[low, high], &numbers(limits), case.tolerance("scipy_mc_abs"), cell);
        }
    }
}
