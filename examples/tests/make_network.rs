//! What make_network writes: the same from the same seed, of the stated shape, and readable by its own codebooks.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use leerkring::model::builtin;
use support::{Answer, folder, run};

/// Makes a network in an empty folder.
fn make(name: &str, arguments: &[&str]) -> PathBuf {
    let out = folder(name);
    let made = make_in(&out, arguments);
    assert_eq!(made.code, Some(0), "{}", made.err);
    out
}

fn make_in(out: &Path, arguments: &[&str]) -> Answer {
    run("make_network", &[&["--out", out.to_str().unwrap()], arguments].concat())
}

fn bytes(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect()
}

fn rows(folder: &Path, file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(folder.join(file)).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let of = |name: &str, seed: &str| {
        let mut files = bytes(&make(name, &["--schools", "239", "--seed", seed]));
        // It names the folder.
        files.remove(&OsString::from("README.md")).unwrap();
        files
    };
    let once = of("once", "1");
    assert_eq!(
        once.len(),
        14,
        "a register, topics, five exports with their codebooks, the year before, and exchanges"
    );
    assert!(once == of("again", "1"));
    let export = OsString::from("limesurvey.csv");
    assert!(once[&export] != of("other", "2")[&export]);
}

#[test]
fn the_sample_network_has_the_numbers_of_its_source() {
    let rows = rows(&make("shape", &["--schools", "239"]), "schools.csv");
    assert_eq!((rows[1][0].as_str(), rows[239][0].as_str(), rows.len()), ("TW001", "TW239", 240));
    let (west, east) = (&rows[1..112], &rows[112..]);
    let boards = |rows: &[Vec<String>]| rows.iter().map(|row| row[2].clone()).collect::<BTreeSet<_>>().len();
    assert_eq!((boards(west), boards(east), boards(&rows[1..])), (6, 7, 13));
    let place = rows[0].iter().position(|column| column == "trait:training").unwrap();
    let training =
        |rows: &[Vec<String>], from: &str| rows.iter().filter(|row| row[place].as_str() >= from).count();
    assert_eq!(
        [training(west, "1"), training(west, "2"), training(east, "1"), training(east, "2")],
        [23, 8, 19, 0]
    );
}

#[test]
fn one_school_is_a_network() {
    assert_eq!(rows(&make("one", &["--schools", "1"]), "schools.csv").len(), 2);
}

#[test]
fn answers_do_not_depend_on_the_number_of_schools() {
    let export = |name: &str, schools: &str| {
        String::from_utf8_lossy(&fs::read(make(name, &["--schools", schools]).join("plain.csv")).unwrap())
            .into_owned()
    };
    let (few, many) = (export("few", "100"), export("many", "300"));
    assert!(few.lines().count() > 1 && many.starts_with(&few) && many.len() > few.len());
}

#[test]
fn codebooks_read_their_exports_without_a_doubt() {
    for model in builtin::NAMES {
        let out = make(&format!("codebooks-{model}"), &["--schools", "239", "--model", model]);
        let readme = fs::read_to_string(out.join("README.md")).unwrap();
        assert_eq!(readme.contains(&format!("--model {model}")), model != "samen-leren", "{readme}");
        for layout in ["limesurvey", "google-forms", "ms-forms", "plain", "dialogue"] {
            let file = |end: &str| out.join(format!("{layout}.{end}")).to_str().unwrap().to_owned();
            let (survey, codebook) = (file("csv"), file("codebook.toml"));
            let read = run(
                "score_survey",
                &["--model", model, "--survey", &survey, "--codebook", &codebook, "--lang", "en"],
            );
            assert_eq!(read.code, Some(0), "{}", read.err);
            assert!(!read.out.contains("set aside") && !read.out.contains(" ! "), "{layout}: {}", read.out);
        }
    }
}

#[test]
fn a_register_of_ones_own_gets_answers_but_no_schools() {
    let file = folder("own").join("register.csv");
    fs::write(&file, "brin,naam\n007,Een\n06AB,Twee\n007,Een\n\u{3b1};1,Drie\n").unwrap();
    let out = make("of-own", &["--register", file.to_str().unwrap()]);
    let keys: Vec<String> = rows(&out, "wishes.csv").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(keys, ["school", "007", "06AB", "\u{3b1};1"]);
    assert!(!out.join("schools.csv").exists());
    assert!(fs::read_to_string(out.join("README.md")).unwrap().contains("Do not publish"));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let out = make("there", &["--schools", "5"]);
    let again = make_in(&out, &["--schools", "3"]);
    assert!(again.code == Some(1) && again.err.contains("--force"), "{}", again.err);
    // Even with --force, not the register that is read.
    let register = out.join("schools.csv");
    let own = make_in(&out, &["--force", "--register", register.to_str().unwrap()]);
    assert!(own.code == Some(1) && own.err.contains("overwritten"), "{}", own.err);
    assert_eq!(rows(&out, "schools.csv").len(), 6);
    assert_eq!(make_in(&out, &["--force", "--schools", "3"]).code, Some(0));
    assert_eq!(rows(&out, "schools.csv").len(), 4);
}
