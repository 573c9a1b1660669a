//! Agreement in teams (G03, G05, G06), on an order (G14), and over units (G17).

use leerkring_assess::agreement::ad::{ad_mean, ad_median};
use leerkring_assess::agreement::awg::mean_a_wg;
use leerkring_assess::agreement::item_counts;
use leerkring_assess::agreement::kendall::kendall_w;
use leerkring_assess::agreement::krippendorff::{Distance, krippendorff_alpha};
use leerkring_assess::agreement::rwg::{Null, mean_item_variance, r_star, r_wg};
use leerkring_assess::{Options, assessments};
use leerkring_model::{Answer, Model, Phase, Response, Responses, SchoolId};
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

fn agreement_case(file: &str) {
    let Some(folder) = golden() else { return };
    let case = case(&folder, file);
    let tolerance = case["tolerance"]["rel"].as_f64().unwrap();
    let (_, data) = &inputs(&folder, &case)[0];
    let results = case["results"].as_object().unwrap();
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

#[test]
fn g03_agreement_in_large_groups() {
    agreement_case("G03_agreement_lq2002.json");
}

#[test]
fn g05_agreement_in_small_teams() {
    agreement_case("G05_agreement_small_teams.json");
}

#[test]
fn g06_agreement_by_hand() {
    agreement_case("G06_agreement_tiny_handcheck.json");
}

/// The answers of one group to all items, by the name of a cell such as `lq2002_COMPID_2_LEAD11` or `network49_S01_...`.
fn group_of(folder: &std::path::Path, cell: &str) -> Vec<Vec<Option<f64>>> {
    let file = cell.split('_').next().unwrap();
    let data = Data::read(folder, &format!("{file}.csv"));
    let group = cell.strip_prefix(file).unwrap().trim_start_matches("_COMPID").trim_start_matches("_GRP");
    let group = group.trim_start_matches('_').split('_').next().unwrap();
    let items = match file {
        "lq2002" => data.starting("LEAD"),
        _ => data.items(),
    };
    data.by_group(&items).into_iter().find(|(name, _)| name == group).unwrap().1
}

#[test]
fn g14_a_common_order() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G14_kendall_w.json");
    let tolerance = case["tolerance"]["rel"].as_f64().unwrap();
    for (cell, expected) in case["results"].as_object().unwrap() {
        let rows = group_of(&folder, cell);
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

#[test]
fn g17_krippendorff() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G17_krippendorff_alpha.json");
    let tolerance = case["tolerance"]["rel"].as_f64().unwrap();
    for (cell, expected) in case["results"].as_object().unwrap() {
        let units: Vec<Vec<Option<f64>>> = if cell.starts_with("krippendorff_2011") {
            let data = Data::read(&folder, "krippendorff_2011.csv");
            transposed(&data.numbers(&data.starting("u")))
        } else if let Some((file, item)) = cell.split_once("_schools_as_units_") {
            let data = Data::read(&folder, &format!("{file}.csv"));
            data.by_group(&[item.to_owned()]).into_iter().map(|(_, rows)| rows.concat()).collect()
        } else {
            let mut rows = group_of(&folder, cell);
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

/// A model with one aspect of so many indicators.
fn one_aspect(indicators: usize) -> Model {
    let list = |n: usize, item: &dyn Fn(usize) -> String| (1..=n).map(item).collect::<Vec<_>>().join(",");
    let names = list(5, &|k| format!("{{ name.en = \"step {k}\" }}"));
    let descriptors = list(5, &|k| format!("{{ phase = {k}, text.en = \"We are at step {k} here.\" }}"));
    let indicators: String = (1..=indicators)
        .map(|j| {
            format!(
                "[[aspect.indicator]]\nid = \"i{j}\"\nname.en = \"Side {j}\"\ndescriptor = [{descriptors}]\n"
            )
        })
        .collect();
    Model::parse(&format!(
        "format = 1\nid = \"small\"\nversion = 1\nlanguages = [\"en\"]\nname.en = \"Small\"\nphase = [{names}]\n\
         [[aspect]]\nid = \"one\"\nname.en = \"One\"\n{indicators}"
    ))
    .unwrap()
}

/// The engine gives the same distance from the median, wherever it shows one.
#[test]
fn g05_distances_through_the_engine() {
    let Some(folder) = golden() else { return };
    let case = case(&folder, "G05_agreement_small_teams.json");
    let (_, data) = &inputs(&folder, &case)[0];
    let results = &case["results"];
    let mut shown = 0;
    for (aspect, expected) in results["per_aspect"].as_object().unwrap() {
        let items = names(&results["aspects"][aspect]);
        let model = one_aspect(items.len());
        for (at, name) in names(&expected["group"]).iter().enumerate() {
            let groups = data.by_group(&items);
            let (_, rows) = groups.iter().find(|(group, _)| group == name).unwrap();
            let complete =
                as_levels(rows).into_iter().filter_map(|row| row.into_iter().collect::<Option<Vec<u8>>>());
            let mut responses = Responses::new(&model);
            for row in complete {
                let answers = row.into_iter().map(|n| Phase::new(n).map(Answer::Phase)).collect();
                responses.push(&Response::new(SchoolId::new("s").unwrap(), answers)).unwrap();
            }
            let whole = assessments(&model, &responses, &[], &Options::default()).unwrap().remove(0);
            if let Some(closeness) = whole.closeness.value() {
                near(Some(closeness.ad), &expected["ad_median"][at], 1e-9, name);
                shown += 1;
            }
        }
    }
    assert!(shown > 0);
}
