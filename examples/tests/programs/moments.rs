//! score_survey on two moments, and exchanges between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{folder, root, run};
use crate::{cells, every_column_is_explained, rows};

/// The sample's answers of both years, split at the summer.
const BOTH_YEARS: [&str; 22] = [
    "--moments",
    "2025-08-01",
    "--exchange",
    "examples/sample/exchange.csv",
    "--schools",
    "examples/sample/schools.csv",
    "--survey",
    "examples/sample/limesurvey.csv",
    "--codebook",
    "examples/sample/limesurvey.codebook.toml",
    "--survey",
    "examples/sample/google-forms.csv",
    "--codebook",
    "examples/sample/google-forms.codebook.toml",
    "--survey",
    "examples/sample/ms-forms.csv",
    "--codebook",
    "examples/sample/ms-forms.codebook.toml",
    "--survey",
    "examples/sample/plain-earlier.csv",
    "--codebook",
    "examples/sample/plain.codebook.toml",
];

#[test]
fn growth_and_exchange_on_the_sample() {
    let out = folder("growth");
    let options = ["--lang", "en", "--out", out.to_str().unwrap()];
    let answer = run("score_survey", &[&BOTH_YEARS[..], &options].concat());
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("Growth of the network, from moment 1 to 2"), "{}", answer.out);
    assert!(answer.out.contains("associated with") && answer.out.contains("seed 2014"), "{}", answer.out);
    every_column_is_explained(&out);
    // Every figure is there, or its reason, and never both.
    for row in rows(&out, "growth.csv") {
        assert_eq!(row[4].is_empty(), !row[6].is_empty(), "{row:?}");
    }
    // What was put in is found: the aspect of the exchange grew more, within schools.
    let exchange = rows(&out, "exchange.csv");
    let within = exchange.iter().find(|row| &row[0] == "within" && &row[2] == "effect").unwrap();
    assert!(within[3].parse::<f64>().unwrap() > 0.2, "{within:?}");
    assert!(!out.join("methods.md").exists() && !answer.out.contains("**Table"), "{}", answer.out);
}

/// A researcher gets the same figures in numbered tables, with the settings and sources of each.
#[test]
fn growth_and_exchange_for_a_researcher() {
    let out = folder("growth-researcher");
    let options = ["--for", "researcher", "--seed", "7", "--lang", "en", "--out", out.to_str().unwrap()];
    let answer = run("score_survey", &[&BOTH_YEARS[..], &options].concat());
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    every_column_is_explained(&out);
    let tables = std::fs::read_to_string(out.join("tables.md")).unwrap();
    assert!(answer.out.contains(&tables) && tables.contains("**Table 3**"), "{}", answer.out);

    let growth = cells(&out, "growth.csv");
    let of_network = |aspect: &str, figure: &str| {
        let is = |row: &&std::collections::BTreeMap<String, String>| {
            row["school"].is_empty() && row["aspect"] == aspect && row["figure"] == figure
        };
        growth.iter().find(is).unwrap()["value"].clone()
    };
    let table = cells(&out, "table-1.csv");
    let keys = ["koers", "data-en-feedback", "lerende-professional", "samen-leren", "leiderschap"];
    assert_eq!(table.len(), keys.len());
    for (row, aspect) in table.iter().zip(keys) {
        let [change, low, high] =
            ["change", "change_low", "change_high"].map(|figure| of_network(aspect, figure));
        assert_eq!(row["*M* change [90% CI]"], format!("{change} [{low}, {high}]"));
        for (column, figure) in [
            ("schools", "schools"),
            ("σ", "sigma"),
            ("τ", "tau"),
            ("probably higher", "schools_probably_higher"),
            ("probably lower", "schools_probably_lower"),
        ] {
            assert_eq!(row[column], of_network(aspect, figure), "{aspect} {column}");
        }
        assert_eq!(format!("0{}", row["*I*²"]), of_network(aspect, "i2"));
    }
    let exchange = cells(&out, "exchange.csv");
    let of = |comparison: &str, figure: &str| {
        let told =
            |row: &&BTreeMap<String, String>| row["comparison"] == comparison && !row["value"].is_empty();
        let row = exchange.iter().filter(told).find(|row| row["figure"] == figure);
        row.unwrap()["value"].clone()
    };
    // The first aspect on which there are schools enough.
    let by_aspect = cells(&out, "table-2.csv").into_iter().find(|row| row["*b* [90% CI]"] != "–").unwrap();
    let within = cells(&out, "table-3.csv").remove(0);
    let interval = |comparison: &str, figure: &str| {
        let [low, high] = ["low", "high"].map(|end| of(comparison, &format!("{figure}_{end}")));
        format!("{} [{low}, {high}]", of(comparison, figure))
    };
    assert_eq!(by_aspect["*b* [90% CI]"], interval("schools", "effect"));
    assert_eq!(by_aspect["*b* at equal start [90% CI]"], interval("schools", "at_equal_start"));
    assert_eq!(within["*T* [90% CI]"], interval("within", "effect"));
    assert_eq!(
        [&by_aspect["with"], &within["schools"]],
        [&of("schools", "treated"), &of("within", "schools")]
    );
    // Each school by itself: more than the schools and pairs.
    let (rose, of_all) = by_aspect["probably higher"].split_once(" of ").unwrap();
    assert_eq!(of_all, of("schools", "share_of_schools"));
    let share = rose.parse::<f64>().unwrap() / of_all.parse::<f64>().unwrap();
    assert_eq!(format!("{share:.2}"), of("schools", "share_probably_higher"));
    assert!(answer.out.contains(&format!("Of {of_all} schools with an exchange")), "{}", answer.out);

    let methods = std::fs::read_to_string(out.join("methods.md")).unwrap();
    for told in [
        "samen-leren@1",
        "drawn from seed 7",
        "schools that visited each other count as one",
        "Viechtbauer, W.",
        "Jacobson, N. S.",
        "Bell, R. M.",
        "MacKinnon, J. G.",
    ] {
        assert!(methods.contains(told), "no `{told}` in {methods}");
    }
    // The sample has no strata, and these are the first reports.
    for other in ["strata", "published before", "Bliese"] {
        assert!(!methods.contains(other), "`{other}` in {methods}");
    }
}

#[test]
fn growth_shows_no_figures_of_few_people() {
    let out = folder("growth-few");
    let answer = run("score_survey", &[&BOTH_YEARS[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let growth = rows(&out, "growth.csv");
    let few = |row: &&csv::StringRecord| {
        !row[1].is_empty() && row[3].starts_with("people") && row[4].parse::<u32>().unwrap() < 8
    };
    let of_few: BTreeSet<_> =
        growth.iter().filter(few).map(|row| (row[1].to_owned(), row[2].to_owned())).collect();
    assert!(of_few.len() > 100);
    for row in growth.iter().filter(|row| of_few.contains(&(row[1].to_owned(), row[2].to_owned()))) {
        let is_score =
            row[3].starts_with("score") || row[3].starts_with("change") || row[3].starts_with("p_");
        assert!(!is_score || row[4].is_empty(), "{row:?}");
    }
}

#[test]
fn an_unknown_school_of_an_exchange_is_told_with_its_row() {
    let file = folder("exchange-wrong").join("exchange.csv");
    std::fs::write(&file, "schoolcode,onderwerp\nTW003,koers\nTW9999,koers\n").unwrap();
    let mut arguments = BOTH_YEARS;
    arguments[3] = file.to_str().unwrap();
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("row 3") && answer.err.contains("`TW9999`"), "{}", answer.err);
}

/// Whoever made the list may call schools as the survey did: a codebook says what that means.
#[test]
fn schools_of_an_exchange_may_be_named_as_a_codebook_does() {
    let told = |named: &str, folder_name: &str| {
        let file = folder(folder_name).join("exchange.csv");
        let list =
            std::fs::read_to_string(crate::support::root().join("examples/sample/exchange.csv")).unwrap();
        std::fs::write(&file, list.replace("TW011", named)).unwrap();
        let mut arguments = BOTH_YEARS;
        arguments[3] = file.to_str().unwrap();
        let answer = run("score_survey", &arguments);
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        answer.out
    };
    let by_key = told("TW011", "exchange-by-key");
    assert_eq!(told("\"Wilgentuin, Rietelbrink (TW011)\"", "exchange-by-name"), by_key);
}

#[test]
fn one_moment_tells_what_a_second_could_show() {
    let arguments = [
        "--survey",
        "examples/sample/plain.csv",
        "--codebook",
        "examples/sample/plain.codebook.toml",
        "--moments",
    ];
    let out = folder("foreseen");
    let answer = run("score_survey", &[&arguments[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.out.contains("op beide momenten zie je pas veranderingen vanaf"), "{}", answer.out);
    assert!(out.join("issues.csv").is_file() && out.join("findings.csv").is_file());
    every_column_is_explained(&out);
    let researcher = run("score_survey", &[&arguments[..], &["--for", "researcher"]].concat());
    assert!(researcher.out.contains("komen er vanaf twee momenten"), "{}", researcher.out);
}

#[test]
fn a_file_that_holds_the_earlier_answers_too_is_no_moment() {
    let out = folder("cumulative");
    std::fs::create_dir_all(&out).unwrap();
    // Windows-1252, as a spreadsheet wrote it.
    let both = std::fs::read(root().join("examples/sample/plain-earlier.csv")).unwrap();
    let first = both.split_inclusive(|byte| *byte == b'\n').take(41).collect::<Vec<_>>().concat();
    let [earlier, later] =
        ["earlier.csv", "later.csv"].map(|name| out.join(name).to_str().unwrap().to_owned());
    std::fs::write(&earlier, first).unwrap();
    std::fs::write(&later, both).unwrap();
    let codebook = ["--codebook", "examples/sample/plain.codebook.toml"];
    let of = |files: [&str; 2]| {
        let files = ["--survey", files[0], files[1], "--moments"];
        run("score_survey", &[&files[..], &codebook].concat())
    };
    let refused = of([&earlier, &later]);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert!(refused.err.contains("later.csv also holds all answers of "), "{}", refused.err);
    assert!(
        refused.err.contains("earlier.csv") && refused.err.contains("--moments 2025-08-01"),
        "{}",
        refused.err
    );
    // Another year is another moment.
    assert_eq!(of([&earlier, "examples/sample/plain.csv"]).code, Some(0));
}
