//! Files of SPSS that people really have, where they stand. Nothing of them is copied here.

#![cfg(test)]
#![cfg(feature = "spss")]

use std::io::{self, Write as _};
use std::path::PathBuf;

use leerkring_import::{Encoding, Format, KnownBy, Missing, ReadOptions, Table, read_table};

/// The table of a real file, if the environment names the folder where they are.
#[expect(clippy::disallowed_methods, reason = "where real files stand differs from machine to machine")]
fn read(file: &str) -> Option<Table> {
    let Ok(folder) = std::env::var("LEERKRING_REFERENCE") else {
        // Not by `eprintln!`, which the test harness swallows when a test passes.
        let said = "skipped: LEERKRING_REFERENCE does not name the folder with real files";
        writeln!(io::stderr(), "{said}").unwrap();
        return None;
    };
    let path = PathBuf::from(folder).join("data/exports/spss").join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(read_table(file, &bytes, &ReadOptions::default()).unwrap())
}

fn cells(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row].iter().collect()
}

fn labels(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.label.as_str()).collect()
}

#[test]
fn every_file_is_read_whole() {
    for (file, format, encoding, columns, rows, labelled, values) in [
        ("haven_umlauts.sav", Format::Sav, Encoding::Utf8, 1, 4, 1, 3),
        ("pyreadstat_sample.sav", Format::Sav, Encoding::Windows1252, 7, 5, 7, 5),
        ("pyreadstat_sample.zsav", Format::Zsav, Encoding::Windows1252, 7, 5, 7, 5),
        ("pyreadstat_sample_missing.sav", Format::Sav, Encoding::Windows1252, 7, 7, 7, 7),
        ("pyreadstat_test_width.sav", Format::Sav, Encoding::Utf8, 4, 5, 4, 2),
        // Says `ASCII`, which is what Windows-1252 was called.
        ("savReaderWriter_Employee_data.sav", Format::Sav, Encoding::Windows1252, 10, 474, 10, 24),
        ("savReaderWriter_german.sav", Format::Sav, Encoding::Windows1252, 6, 1, 0, 0),
    ] {
        let Some(table) = read(file) else { return };
        assert_eq!(table.recognised.format, format, "{file}");
        let how = if file.contains("Employee") { KnownBy::Guessed } else { KnownBy::Mark };
        assert_eq!(table.recognised.encoding, Some((encoding, how)), "{file}");
        assert_eq!((table.columns.len(), table.rows.len()), (columns, rows), "{file}");
        assert!(table.rows.iter().all(|row| row.len() == columns), "{file}");
        assert_eq!(labels(&table).iter().filter(|label| !label.is_empty()).count(), labelled, "{file}");
        assert_eq!(table.columns.iter().map(|column| column.values.len()).sum::<usize>(), values, "{file}");
        assert_eq!((table.blank, table.nuls, table.sets.len()), (0, 0, 0), "{file}");
    }
}

#[test]
fn letters_of_every_code_page_come_through() {
    let Some(umlauts) = read("haven_umlauts.sav") else { return };
    assert_eq!(labels(&umlauts), ["This is an ä-umlaut"]);
    assert_eq!(umlauts.columns[0].value("2"), Some("the ü umlaut"));
    let german = read("savReaderWriter_german.sav").unwrap();
    let names: Vec<&str> = german.names().collect();
    assert_eq!(names, ["python", "programmieren", "macht", "überhaupt", "völlig", "spaß"]);
    assert_eq!(cells(&german, 0), ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn numbers_dates_and_times_are_texts_as_people_write_them() {
    for file in ["pyreadstat_sample.sav", "pyreadstat_sample.zsav"] {
        let Some(table) = read(file) else { return };
        assert_eq!(cells(&table, 0), ["a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "1", "1", "10:10:10"]);
        assert_eq!(cells(&table, 1), ["b", "1.2", "1880-05-06", "1880-05-06T10:10:10", "2", "2", "23:10:10"]);
        assert_eq!(cells(&table, 2)[1..3], ["-1000.3", "1960-01-01"]);
    }
}

#[test]
fn what_stands_for_no_answer_is_kept_apart() {
    let Some(table) = read("pyreadstat_sample_missing.sav") else { return };
    let missing = |name: &str| &table.columns[table.place(name).unwrap()].missing[..];
    let code = |code: &str| Missing::Code(code.to_owned());
    assert_eq!(missing("mynum"), [Missing::Range(2000.0, 3000.0), code("-1")]);
    assert_eq!(missing("mylabl"), [code("-1")]);
    assert_eq!(missing("myord"), [code("-1"), code("-2"), code("-3")]);
    assert_eq!(missing("mychar"), []);

    let employees = read("savReaderWriter_Employee_data.sav").unwrap();
    assert_eq!(cells(&employees, 0), ["1", "m", "1952-02-03", "15", "3", "57000", "27000", "98", "144", "0"]);
    let place = employees.place("MINORITY").unwrap();
    assert!(employees.columns[place].is_missing("9") && !employees.columns[place].is_missing("0"));
    assert_eq!(
        employees.columns[employees.place("gender".to_uppercase().as_str()).unwrap()].value("f"),
        Some("Female")
    );
    // The birthday of one person is missing in the file itself.
    let birthday = employees.place("BDATE").unwrap();
    assert_eq!(employees.rows.iter().filter(|row| row.get(birthday) == Some("")).count(), 1);
}

/// What Qualtrics writes: texts of a thousand letters, and names with the spaces gone.
#[test]
fn an_export_of_qualtrics_keeps_its_texts_whole() {
    let Some(table) = read("pyreadstat_test_width.sav") else { return };
    assert_eq!(
        table.names().collect::<Vec<_>>(),
        ["ResponseId", "StartDate", "Duration__in_seconds_", "Finished"]
    );
    assert_eq!(labels(&table), ["Response ID", "Start Date", "Duration (in seconds)", "True"]);
    assert_eq!(cells(&table, 0), ["R_0001xAxQxIo2PVH", "2020-07-13 23:19:55", "944", "2"]);
    assert_eq!(table.columns[3].value("2"), Some("True"));
}
