//! A survey of LimeSurvey that people really held, with its structure, where it stands. Nothing of it is copied here.

#![cfg(test)]

use std::io::{self, Write as _};
use std::path::PathBuf;

use leerkring_import::{ReadOptions, Structure, read_table};

/// A real file, if the environment names the folder where they are.
#[expect(clippy::disallowed_methods, reason = "where real files stand differs from machine to machine")]
fn bytes(file: &str) -> Option<Vec<u8>> {
    let Ok(folder) = std::env::var("LEERKRING_REFERENCE") else {
        // Not by `eprintln!`, which the test harness swallows when a test passes.
        let said = "skipped: LEERKRING_REFERENCE does not name the folder with real files";
        writeln!(io::stderr(), "{said}").unwrap();
        return None;
    };
    let path = PathBuf::from(folder).join("data/exports/limesurvey").join(file);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

#[test]
fn the_structure_describes_the_export_in_its_language() {
    let Some(lss) = bytes("pfeiffer_limesurvey_survey_222232.lss") else { return };
    let structure = Structure::parse_lss("222232.lss", &lss).unwrap();
    assert_eq!(structure.languages().collect::<Vec<_>>(), ["de"]);
    let describe = |file: &str| {
        let mut table = read_table(file, &bytes(file).unwrap(), &ReadOptions::default()).unwrap();
        (structure.describe(&mut table, None), table)
    };
    let (described, table) = describe("pfeiffer_results_german.csv");
    // All but the number of the response and one question that was asked twice with other answers to choose from.
    assert_eq!((described, table.columns.len()), (306, 317));
    let twice: Vec<_> = table.columns.iter().filter(|column| column.label.is_empty()).skip(1).collect();
    assert_eq!(twice.len(), 10);
    assert!(twice.iter().all(|column| column.header.starts_with("Wie relevant sind Schaltungsmodelle")));
    // Eighty of the columns have a scale; the ten are among them.
    assert_eq!(table.columns.iter().filter(|column| !column.values.is_empty()).count(), 70);
    // Its authors translated the other export themselves: no text of it is in the structure, and none is guessed.
    assert_eq!(describe("pfeiffer_results_english.csv").0, 0);
}
