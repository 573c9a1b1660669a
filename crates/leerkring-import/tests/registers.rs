//! Registers of each kind from end to end, on small files of fictional schools: `tests/data/NAME` gives the proposal
//! `NAME.toml`, and read with it what `NAME.txt` says.

#![cfg(test)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use leerkring_import::{Codebook, ReadOptions, propose_register, read_register, read_table};
use leerkring_model::builtin;

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)
}

fn check(file: &str, found: &str) {
    let expected = std::fs::read_to_string(path(file)).unwrap_or_default();
    assert_eq!(found, expected.replace("\r\n", "\n"), "tests/data/{file} should be:\n{found}");
}

fn from_proposal_to_schools(file: &str) {
    let model = builtin::samen_leren();
    let table = read_table(file, &std::fs::read(path(file)).unwrap(), &ReadOptions::default()).unwrap();
    let toml = propose_register(&table, leerkring_model::Language::En);
    check(&format!("{file}.toml"), &toml);
    let codebook = Codebook::parse("codebook.toml", &toml, &model).unwrap();
    assert!(codebook.fits(&table));
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let mut found = format!("{}\n{}\n", table.recognised, register.summary);
    register.issues.iter().for_each(|issue| writeln!(found, "{issue}").unwrap());
    for school in &register.schools {
        let point = school.point.map_or("-".into(), |point| format!("{:.5} {:.5}", point.lat(), point.lon()));
        let known = |text: &Option<String>| text.as_deref().unwrap_or("-").to_owned();
        let (board, network) = (known(&school.board), known(&school.network_type));
        writeln!(
            found,
            "{} | {} | {board} | {network} | {:?} | {point}",
            school.id, school.name, school.pupils
        )
        .unwrap();
    }
    check(&format!("{file}.txt"), &found);
}

/// `;`, a byte order mark, bare carriage returns and Lambert 72, as the Flemish register is published.
#[test]
fn a_flemish_register() {
    from_proposal_to_schools("register-flemish.csv");
}

/// Windows-1252, empty cells of blanks only, several sites of one school, as DUO publishes it.
#[test]
fn a_dutch_register() {
    from_proposal_to_schools("register-duo.csv");
}

/// A sheet with notes before the one with the schools, and points in RD New.
#[test]
fn a_register_in_a_workbook() {
    from_proposal_to_schools("register.xlsx");
}

#[test]
fn a_register_of_places_on_the_map() {
    from_proposal_to_schools("register.geojson");
}
