//! Finding, reading and comparing.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use leerkring_assess::Judgements;
use leerkring_model::{Answer, Phase, Probabilities};
use serde_json::Value;

pub(crate) fn golden() -> Option<PathBuf> {
    let folder = std::env::var("LEERKRING_REFERENCE").ok().map(|folder| PathBuf::from(folder).join("golden"));
    if folder.is_none() {
        // Not by `eprintln!`, which the test harness swallows when a test passes.
        let said = writeln!(
            io::stderr(),
            "skipped: LEERKRING_REFERENCE does not name the folder of reference values"
        );
        said.unwrap();
    }
    folder
}

pub(crate) fn case(folder: &std::path::Path, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("expected").join(name)).unwrap()).unwrap()
}

/// The rows of every school: per respondent the answers by column.
pub(crate) type Answers = BTreeMap<String, Vec<BTreeMap<String, Option<Answer>>>>;

pub(crate) fn answers(folder: &std::path::Path, name: &str) -> Answers {
    let mut reader = csv::Reader::from_path(folder.join("data").join(name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut schools = Answers::new();
    for record in reader.records() {
        let record = record.unwrap();
        let row = header.iter().zip(&record).skip(2).map(|(column, cell)| {
            let answer = match cell {
                "" => None,
                "DK" => Some(Answer::DontKnow),
                phase => Some(Answer::Phase(Phase::new(phase.parse().unwrap()).unwrap())),
            };
            (column.to_owned(), answer)
        });
        schools.entry(record[0].to_owned()).or_default().push(row.collect());
    }
    schools
}

/// The judgements of one cell such as `S01_A` (an aspect) or `S01_A1` (an indicator), of those who placed at least
/// `needed` of its indicators.
pub(crate) fn judgements(answers: &Answers, cell: &str, needed: usize) -> Judgements {
    let (school, columns) = cell.split_once('_').unwrap();
    let rows: Vec<Vec<Option<Answer>>> = answers[school]
        .iter()
        .map(|row| row.iter().filter(|(column, _)| column.starts_with(columns)).map(|(_, a)| *a).collect())
        .collect();
    Judgements::new(5, rows.iter().map(Vec::as_slice), needed).unwrap()
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
pub(crate) fn close(found: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
    }
}

pub(crate) fn at_least(p: &Probabilities) -> Vec<f64> {
    Phase::scale(5).map(|phase| p.at_least(phase)).collect()
}

/// A file as text: its header, and its rows.
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    pub(crate) fn read(folder: &std::path::Path, name: &str) -> Table {
        let mut reader = csv::Reader::from_path(folder.join("data").join(name)).unwrap();
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        Table { header, rows: reader.records().map(|record| record.unwrap()).collect() }
    }

    /// The cells of a column, in the order of the file; empty where missing.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let place = self.header.iter().position(|column| column == name).unwrap();
        self.rows.iter().map(|row| &row[place]).collect()
    }

    /// The numbers of a column in the rows where another has this value; missing ones left out.
    pub(crate) fn numbers_where(&self, key: &str, value: &str, column: &str) -> Vec<f64> {
        let rows = self.column(key).into_iter().zip(self.column(column));
        rows.filter(|(own, _)| *own == value).filter_map(|(_, cell)| cell.parse().ok()).collect()
    }
}

/// Whether a number is the expected one, up to a share of it; next to 0, up to rounding.
#[track_caller]
pub(crate) fn close_relative(found: f64, expected: &Value, relative: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    let tolerance = relative * expected.abs() + 1e-14;
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}
