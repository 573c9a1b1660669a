//! Agreement in teams (G03, G05, G06), on an order (G14), and over units (G17).

use leerkring_assess::agreement::ad::{ad_mean, ad_median};
use leerkring_assess::agreement::awg::mean_a_wg;
use leerkring_assess::agreement::item_counts;
use leerkring_assess::agreement::kendall::kendall_w;
use leerkring_assess::agreement::krippendorff::{Distance, krippendorff_alpha};
use leerkring_assess::agreement::rwg::{Null, mean_item_variance, r_star, r_wg};
use serde_json::Value;

use crate::support::*;
use crate::support_numbers::*;

const NULLS: [(&str, Null); 6] = [
    ("uniform", Null::Uniform),
    ("slight_skew", Null::SlightSkew),
    ("moderate_skew", Null::ModerateSkew),
    ("heavy_skew", Null::HeavySkew),
    ("triangular", Null::Triangular),
    ("normal", Null::Normal),
];

/// All figures of all groups over some items.
fn groups_agree(data: &Data, items: &[String], expected: &Value, tolerance: f64) {
    let groups = data.by_group(items);
    let named = names(&expected["group"]);
    assert!(!named.is_empty());
    for (at, name) in named.iter().enumerate() {
        let (_, rows) = groups.iter().find(|(group, _)| group == name).unwrap();
        let rows = as_levels(rows);
        let team = item_counts(5, rows.iter().map(Vec::as_slice)).unwrap();
        assert_eq!(Some(team[0].people()), expected["n"][at].as_u64(), "{name}");
        let check = |found: Option<f64>, key: &str| {
            near(found, &expected[key][at], tolerance, &format!("{name} {key}"))
        };
        check(mean_item_variance(&team), "mean_item_variance");
        check(r_star(&team, Null::Uniform), "rwg_star_lindell_uniform");
        check(mean_a_wg(&team), "awg");
        check(ad_mean(&team), "ad_mean");
        check(ad_median(&team), "ad_median");
        for (key, null) in NULLS {
            near(r_wg(&team, null), &expected["rwg"][key][at], tolerance, &format!("{name} rwg {key}"));
        }
    }
}

/// The items that a part of a case is about: listed beside it, in its name, or the first so many of the file.
fn items_of(data: &Data, part: &str, expected: &Value) -> Vec<String> {
    if let Some(single) = part.strip_prefix("single_item_") {
        return vec![single.to_owned()];
    }
    let count = usize::try_from(expected["items"].as_u64().unwrap()).unwrap();
    data.items().into_iter().take(count).collect()
}

pub(crate) fn teams(case: &Case) {
    let tolerance = case.tolerance("rel");
    let data = &Data::first(case);
    let results = case.results().as_object().unwrap();
    for (key, null) in NULLS {
        assert_eq!(null.variance(5), results["nulls"][key].as_f64(), "{key}");
    }
    let mut parts = 0;
    for (part, expected) in results {
        if part == "per_aspect" {
            for (aspect, expected) in expected.as_object().unwrap() {
                groups_agree(data, &names(&results["aspects"][aspect]), expected, tolerance);
                parts += 1;
            }
        } else if expected.get("group").is_some() {
            groups_agree(data, &items_of(data, part, expected), expected, tolerance);
            parts += 1;
        }
    }
    assert!(parts > 0);
}

/// The answers of one group, by the name of a part such as `lq2002_COMPID_2_LEAD11` or `network49_S01_14_indicators`: to all
/// items, or to as many of the first as the part says that it is about.
fn group_of(case: &Case, part: &str, expected: &Value) -> Vec<Vec<Option<f64>>> {
    let (data, rest) = Data::named(case, part);
    let rest = rest.strip_prefix(&data.key()).map_or(rest, |rest| rest.trim_start_matches('_'));
    let group = rest.split('_').next().unwrap();
    let count = ["n_objects", "n_units"].into_iter().find_map(|key| expected[key].as_u64());
    let mut items = data.items();
    items.truncate(count.map_or(usize::MAX, |count| count as usize));
    data.by_group(&items).into_iter().find(|(name, _)| name == group).unwrap().1
}

pub(crate) fn common_order(case: &Case) {
    let tolerance = case.tolerance("rel");
    for (cell, expected) in case.results().as_object().unwrap() {
        let rows = group_of(case, cell, expected);
        assert_eq!(Some(rows.len() as u64), expected["m_raters"].as_u64(), "{cell}");
        let found = kendall_w(&slices(&rows)).unwrap();
        near(Some(found.w), &expected["W_ties_corrected"], tolerance, cell);
        near(Some(found.w_without_tie_correction), &expected["W_no_tie_correction"], tolerance, cell);
        near(Some(found.chi_squared), &expected["friedman_chisq"], tolerance, cell);
        let p = found.p / expected["p_chisq"].as_f64().unwrap();
        assert!((p - 1.0).abs() <= tolerance, "{cell} p {p}");
        assert_eq!(Some(found.df), expected["df"].as_u64(), "{cell}");
    }
}

pub(crate) fn units(case: &Case) {
    let tolerance = case.tolerance("rel");
    for (cell, expected) in case.results().as_object().unwrap() {
        let (data, what) = Data::named(case, cell);
        let units: Vec<Vec<Option<f64>>> = if data.key() == "observer" {
            transposed(&data.numbers(&data.starting("u")))
        } else if let Some(item) = what.strip_prefix("schools_as_units_") {
            data.by_group(&[item.to_owned()]).into_iter().map(|(_, rows)| rows.concat()).collect()
        } else {
            let mut rows = group_of(case, cell, expected);
            if cell.ends_with("every5th_missing") {
                for (at, answer) in rows.iter_mut().flatten().enumerate() {
                    *answer = answer.filter(|_| at % 5 != 0);
                }
            }
            transposed(&rows)
        };
        let units: Vec<Vec<u8>> =
            as_levels(&units).into_iter().map(|unit| unit.into_iter().flatten().collect()).collect();
        for (key, distance) in
            [("nominal", Distance::Nominal), ("ordinal", Distance::Ordinal), ("interval", Distance::Interval)]
        {
            let found = krippendorff_alpha(&slices(&units), distance);
            near(found, &expected[key], tolerance, &format!("{cell} {key}"));
        }
    }
}

fn transposed(rows: &[Vec<Option<f64>>]) -> Vec<Vec<Option<f64>>> {
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}
