//! Finding, reading and comparing.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use leerkring_assess::Judgements;
use leerkring_model::{Answer, Phase, Probabilities};
use serde_json::Value;

pub(crate) fn golden() -> Option<PathBuf> {
    let folder = std::env::var("LEERKRING_REFERENCE").ok().map(|folder| PathBuf::from(folder).join("golden"));
    if folder.is_none() {
        say("skipped: LEERKRING_REFERENCE does not name the folder of reference values");
    }
    folder
}

/// Not by `eprintln!`, which the test harness swallows when a test passes.
pub(crate) fn say(what: &str) {
    let said = writeln!(io::stderr(), "{what}");
    said.unwrap();
}

thread_local! {
    static COMPARED: Cell<u64> = const { Cell::new(0) };
}

/// How many figures this test has compared so far: a case of which nothing is compared has not been read.
pub(crate) fn compared() -> u64 {
    COMPARED.get()
}

/// Counts some that are compared.
pub(crate) fn count(figures: usize) {
    COMPARED.set(COMPARED.get() + figures as u64);
}

/// Reference values with the definitions and data that they belong to.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) folder: PathBuf,
    content: Value,
    left_out: RefCell<BTreeSet<String>>,
}

/// All cases at hand of a family, in the order of their names.
pub(crate) fn cases(family: &str) -> Vec<Case> {
    let Some(folder) = golden() else { return Vec::new() };
    let files = files_of(&folder);
    let own = files.into_iter().filter(|(id, _)| family_of(id) == family);
    own.map(|(id, path)| {
        let content = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        Case { id, folder: folder.clone(), content, left_out: RefCell::default() }
    })
    .collect()
}

/// What comes before the first `_` of the name of a case.
pub(crate) fn family_of(id: &str) -> &str {
    id.split('_').next().unwrap()
}

/// The names of the cases: those of the list, and those of which there is a file.
pub(crate) fn listed(folder: &Path) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = files_of(folder).into_keys().collect();
    if let Ok(list) = fs::read_to_string(folder.join("manifest.json")) {
        let list: Value = serde_json::from_str(&list).unwrap();
        ids.extend(
            list["cases"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()),
        );
    }
    ids
}

fn files_of(folder: &Path) -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(folder.join("expected")).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

impl Case {
    pub(crate) fn results(&self) -> &Value {
        &self.content["results"]
    }

    pub(crate) fn tolerance(&self, key: &str) -> f64 {
        self.known_tolerance(key).unwrap()
    }

    pub(crate) fn known_tolerance(&self, key: &str) -> Option<f64> {
        self.content["tolerance"][key].as_f64()
    }

    /// Says of a figure, once, that it is not read.
    pub(crate) fn leave_out(&self, figure: &str) {
        if self.left_out.borrow_mut().insert(figure.to_owned()) {
            say(&format!("{}: `{figure}` is not read", self.id));
        }
    }

    /// The names of its data files, without the folder.
    pub(crate) fn inputs(&self) -> Vec<&str> {
        let inputs = self.content["inputs"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
        inputs.map(|name| name.rsplit('/').next().unwrap()).collect()
    }

    /// The data file that a part of the case is named after, `file_rest`, and that rest.
    pub(crate) fn file_and_rest<'a>(&self, part: &'a str) -> Option<(String, &'a str)> {
        self.inputs().into_iter().find_map(|file| {
            let rest = part.strip_prefix(file.strip_suffix(".csv")?)?.strip_prefix('_')?;
            Some((file.to_owned(), rest))
        })
    }
}

/// The rows of every school: per respondent the answers by column.
pub(crate) type Answers = BTreeMap<String, Vec<BTreeMap<String, Option<Answer>>>>;

/// Those of the first data file of a case.
pub(crate) fn answers(case: &Case) -> Answers {
    let path = case.folder.join("data").join(case.inputs()[0]);
    let mut reader = csv::Reader::from_path(path).unwrap();
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
    let (school, columns) = cell.rsplit_once('_').unwrap();
    let rows: Vec<Vec<Option<Answer>>> = answers[school]
        .iter()
        .map(|row| row.iter().filter(|(column, _)| column.starts_with(columns)).map(|(_, a)| *a).collect())
        .collect();
    Judgements::new(5, rows.iter().map(Vec::as_slice), needed).unwrap()
}

/// How many indicators a cell has.
pub(crate) fn indicators_of(answers: &Answers, cell: &str) -> usize {
    let (school, columns) = cell.rsplit_once('_').unwrap();
    answers[school][0].keys().filter(|column| column.starts_with(columns)).count()
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
pub(crate) fn close(found: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    count(found.len());
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
    pub(crate) fn read(folder: &Path, name: &str) -> Table {
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
    count(1);
    let tolerance = relative * expected.abs() + 1e-14;
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}
