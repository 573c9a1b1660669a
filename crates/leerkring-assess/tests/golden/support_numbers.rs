//! Tables of numbers, groups and items as the cases of agreement and reliability name them.

use std::path::Path;

use serde_json::Value;

use crate::support::{Case, count};

/// A file of data: its columns with their cells as text.
pub(crate) struct Data {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Data {
    pub(crate) fn read(folder: &Path, name: &str) -> Data {
        let mut reader = csv::Reader::from_path(folder.join("data").join(name)).unwrap();
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Data { columns, rows }
    }

    /// The first data file of a case.
    pub(crate) fn first(case: &Case) -> Data {
        Data::read(&case.folder, case.inputs()[0])
    }

    /// The data file that a part of the case is named after, `file_rest`, and that rest.
    pub(crate) fn named<'a>(case: &Case, part: &'a str) -> (Data, &'a str) {
        let (file, rest) = case.file_and_rest(part).unwrap();
        (Data::read(&case.folder, &file), rest)
    }

    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap()
    }

    /// The name of the first column, in which the group is.
    pub(crate) fn key(&self) -> String {
        self.columns[0].clone()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column == name)
    }

    /// The columns of which the name starts so, in the order of the file.
    pub(crate) fn starting(&self, start: &str) -> Vec<String> {
        self.columns.iter().filter(|column| column.starts_with(start)).cloned().collect()
    }

    /// The columns that are neither the group nor the person.
    pub(crate) fn items(&self) -> Vec<String> {
        const NOT_ITEMS: [&str; 10] =
            ["school", "respondent", "COMPID", "SUB", "GRP", "GRPID", "UNIT", "PLATOON", "HRS", "RELIG"];
        self.columns.iter().filter(|column| !NOT_ITEMS.contains(&column.as_str())).cloned().collect()
    }

    /// A cell as a number; blank and `DK` are missing.
    fn number(cell: &str) -> Option<f64> {
        if cell.is_empty() || cell == "DK" { None } else { Some(cell.parse().unwrap()) }
    }

    /// The numbers of some columns, row by row. A name with `-` before it is turned round, `7 - x`.
    pub(crate) fn numbers(&self, names: &[String]) -> Vec<Vec<Option<f64>>> {
        let columns: Vec<(usize, bool)> = names
            .iter()
            .map(|name| (self.column(name.trim_start_matches('-')), name.starts_with('-')))
            .collect();
        let cell = |row: &Vec<String>, (column, turned): (usize, bool)| {
            Data::number(&row[column]).map(|x| if turned { 7.0 - x } else { x })
        };
        self.rows.iter().map(|row| columns.iter().map(|c| cell(row, *c)).collect()).collect()
    }

    /// The group of each row: the first column, or unit and platoon together.
    pub(crate) fn groups(&self) -> Vec<String> {
        let platoon = self.columns.iter().position(|column| column == "PLATOON");
        let name = |row: &Vec<String>| match platoon {
            Some(platoon) => format!("{} {}", row[0], row[platoon]),
            None => row[0].clone(),
        };
        self.rows.iter().map(name).collect()
    }

    /// Rows of numbers by group, groups in the order of the file.
    pub(crate) fn by_group(&self, names: &[String]) -> Vec<(String, Vec<Vec<Option<f64>>>)> {
        let mut found: Vec<(String, Vec<Vec<Option<f64>>>)> = Vec::new();
        for (group, row) in self.groups().into_iter().zip(self.numbers(names)) {
            match found.iter_mut().find(|(name, _)| *name == group) {
                Some((_, rows)) => rows.push(row),
                None => found.push((group, vec![row])),
            }
        }
        found
    }
}

/// Items as a case names them: a list of columns.
pub(crate) fn names(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Rows as slices.
pub(crate) fn slices<T>(rows: &[Vec<T>]) -> Vec<&[T]> {
    rows.iter().map(Vec::as_slice).collect()
}

/// Answers as levels.
pub(crate) fn as_levels(rows: &[Vec<Option<f64>>]) -> Vec<Vec<Option<u8>>> {
    rows.iter().map(|row| row.iter().map(|x| x.map(|x| x as u8)).collect()).collect()
}

/// Within a relative tolerance (absolute around 0); a missing value matches only a missing value.
#[track_caller]
pub(crate) fn near(found: Option<f64>, expected: &Value, tolerance: f64, what: &str) {
    assert_eq!(found.is_some(), expected.is_number(), "{what}: {found:?} instead of {expected}");
    count(1);
    if let (Some(found), Some(expected)) = (found, expected.as_f64()) {
        let away = (found - expected).abs();
        assert!(away <= tolerance * expected.abs().max(1e-5), "{what}: {found} instead of {expected}");
    }
}

/// The people of each group with their scores: the mean over the items of an outcome such as `lq2002_LEAD_mean`,
/// `klein2000_COHES` or `network49_A`.
pub(crate) fn scores(case: &Case, outcome: &str) -> Vec<(String, Vec<f64>)> {
    let (data, what) = Data::named(case, outcome);
    let start = what.trim_end_matches("_mean");
    let items = match data.starting(start) {
        _ if data.has(what) => vec![what.to_owned()],
        // `lead` of a file that has no columns of that name: all of its items, which are about leading.
        named if named.is_empty() => data.items(),
        named => named,
    };
    let mean = |row: &Vec<Option<f64>>| {
        let given: Vec<f64> = row.iter().flatten().copied().collect();
        (!given.is_empty()).then(|| given.iter().sum::<f64>() / given.len() as f64)
    };
    let groups = data.by_group(&items).into_iter();
    groups.map(|(group, rows)| (group, rows.iter().filter_map(mean).collect())).collect()
}
