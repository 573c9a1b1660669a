//! Runs the programs as people run them, on the shipped sample and on files with something wrong.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod asked;
mod consent;
mod inspect_export;
mod moments;
mod published;
mod score_survey;
mod small_survey;
mod suggest_partners;
mod suggested;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use support::{folder, root, run};

pub(crate) fn rows(folder: &Path, name: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(folder.join(name)).unwrap().records().map(Result::unwrap).collect()
}

/// The cells of a file by column.
pub(crate) fn cells(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Figures that a run need not have: those for aspects with another number of indicators, and what says why others are not there.
const SOMETIMES: [&str; 5] =
    ["within_spearman_brown", "within_omega", "between_spearman_brown", "between_omega", "g_study"];

/// Every column of every table in a folder, and every figure that stands in one, is in its `columns.csv`, and nothing else is; each
/// cell is what is said of its column: never empty where it says so, and within the range; and the section that explains it is there.
pub(crate) fn every_column_is_explained(folder: &Path) {
    let mut explained: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    let method = fs::read_to_string(root().join("docs/METHOD.md")).unwrap();
    for row in cells(folder, "columns.csv") {
        let heading = format!("\n## {}. ", row["section"]);
        assert!(row["section"].is_empty() || method.contains(&heading), "no such section: {row:?}");
        assert!(!row["meaning"].is_empty() && !row["empty"].is_empty(), "{row:?}");
        explained.entry(row["file"].clone()).or_default().push(row);
    }
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tables: BTreeSet<String> = names.filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(explained.keys().cloned().collect::<BTreeSet<_>>(), tables);
    for (file, known) in explained {
        let header = csv::Reader::from_path(folder.join(&file)).unwrap().headers().unwrap().clone();
        let (columns, figures): (Vec<_>, Vec<_>) = known.iter().partition(|row| row["figure"].is_empty());
        assert_eq!(
            header.iter().collect::<Vec<_>>(),
            columns.iter().map(|row| &row["column"]).collect::<Vec<_>>(),
            "{file}"
        );
        let written = rows(folder, &file);
        for row in &written {
            for (cell, column) in row.iter().zip(&columns) {
                is_as_told(cell, column);
            }
        }
        // `columns.csv` itself has figures of the others.
        let place = |name: &str| header.iter().position(|own| own == name).filter(|_| file != "columns.csv");
        let Some((figure, value)) = place("figure").zip(place("value")) else { continue };
        let mut left: BTreeMap<&str, _> = figures.iter().map(|row| (row["figure"].as_str(), *row)).collect();
        let told = left.clone();
        for row in &written {
            let known = told.get(&row[figure]).unwrap_or_else(|| panic!("{file}: {row:?} is not explained"));
            is_as_told(&row[value], known);
            left.remove(&row[figure]);
        }
        let left: Vec<_> = left.into_keys().filter(|name| !SOMETIMES.contains(name)).collect();
        assert!(left.is_empty(), "{file} never has {left:?}");
    }
}

/// Whether a cell is what its row of `columns.csv` says.
fn is_as_told(cell: &str, column: &BTreeMap<String, String>) {
    let never = ["never", "nooit"].iter().any(|word| column["empty"].starts_with(word));
    assert!(!never || !cell.is_empty(), "{column:?} is empty");
    let range = &column["range"];
    if cell.is_empty() || cell == "–" || range.is_empty() {
        return;
    }
    // One word or another, or a range.
    if range.split(" | ").any(|word| word == cell) {
        return;
    }
    let range = range
        .split(" | ")
        .find(|range| range.contains(".."))
        .unwrap_or_else(|| panic!("`{cell}` in {column:?}"));
    // In numbered tables an interval or an error stands behind the number, what rounds to nothing is below the last digit, and numbers
    // are as people write them.
    let number: f64 = cell
        .trim_start_matches("< ")
        .split(' ')
        .next()
        .unwrap()
        .replace(',', ".")
        .parse()
        .unwrap_or_else(|_| panic!("`{cell}` in {column:?}"));
    let (low, high) = range.split_once("..").unwrap();
    let end = |text: &str, open: f64| if text.is_empty() { open } else { text.parse().unwrap() };
    let (low, high) = (end(low, f64::NEG_INFINITY), end(high, f64::INFINITY));
    assert!((low..=high).contains(&number), "`{cell}` in {column:?}");
}

#[test]
fn the_sample_is_what_make_network_makes() {
    let out = folder("remade");
    let made = run("make_network", &["--schools", "239", "--seed", "2014", "--out", out.to_str().unwrap()]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let names = |folder: &Path| -> BTreeSet<_> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    let sample = root().join("examples/sample");
    // The settings were written by hand.
    let mut made: BTreeSet<_> = names(&sample);
    assert!(made.remove(std::ffi::OsStr::new("settings.toml")));
    assert_eq!(names(&out), made);
    for name in made {
        // The README names the folder it was made in.
        let same = fs::read(out.join(&name)).unwrap() == fs::read(sample.join(&name)).unwrap();
        assert!(same || name == "README.md", "{name:?} differs");
    }
}

#[test]
fn library_tour_goes_the_whole_road() {
    let answer = run("library_tour", &[]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("363 responses") && answer.out.contains("learn from TW"), "{}", answer.out);
}

/// A fraction of the table in docs/METHOD.md: honest files raise nothing, planted shifts are seen.
#[test]
fn what_is_planted_is_found_and_honest_files_raise_nothing() {
    let answer = run("detective_table", &["--honest", "10", "--planted", "3"]);
    assert!(
        answer.out.contains("Of 60 honest files 0 have a finding with a codebook, 0 without."),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("| header shifted | 3 | 3 | 3 | 3 | 3 | 3 |"), "{}", answer.out);
}

/// A fraction of the tables in docs/METHOD.md: the same from the same seed, and large teams in anchored populations are placed rightly.
#[test]
fn labels_are_checked_against_populations_that_are_known() {
    let of = |seed| run("calibration", &["--teams", "40", "--seed", seed]).out;
    let tables = of("1");
    assert_eq!(tables, of("1"));
    assert_ne!(tables, of("2"));
    let rows: Vec<Vec<&str>> = tables.lines().map(|row| row.split('|').map(str::trim).collect()).collect();
    let row = rows.iter().find(|row| row.get(1..3) == Some(&["anchored, 3", "40"])).unwrap();
    let right = row[4].split(" / ").nth(1).and_then(|right| right.split(' ').next()).unwrap();
    assert!(right.parse::<f64>().unwrap() >= 90.0, "{row:?}");
}

#[test]
fn bad_use_is_another_code() {
    assert_eq!(run("suggest_partners", &["--top", "many"]).code, Some(2));
    assert_eq!(run("score_survey", &[]).code, Some(2));
    assert_eq!(run("suggest_partners", &["--aspect", "koersen"]).code, Some(1));
}
