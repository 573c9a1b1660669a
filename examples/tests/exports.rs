//! Exports of every kind through the programs, unedited: proposed, read, scored.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use support::{folder, root, run};

const KEYS: [&str; 12] = ["k1", "k2", "d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"];

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Has a codebook proposed for an export and reads the export with it, as proposed; the standings.
fn proposed_and_scored(export: &Path, out: &Path) -> Vec<csv::StringRecord> {
    let first = out.join("first");
    let proposed = run("score_survey", &["--survey", text(export), "--out", text(&first)]);
    assert_eq!(proposed.code, Some(0), "{}", proposed.err);
    let mut codebook = export.file_stem().unwrap().to_owned();
    codebook.push(".codebook.toml");
    let codebook = first.join(codebook);
    let result = out.join("result");
    let arguments = ["--survey", text(export), "--codebook", text(&codebook), "--out", text(&result)];
    let scored = run("score_survey", &arguments);
    assert_eq!(scored.code, Some(0), "{}\n{}", scored.err, fs::read_to_string(&codebook).unwrap());
    assert!(!fs::read_to_string(result.join("codebook-used.toml")).unwrap().is_empty());
    let mut standings = csv::Reader::from_path(result.join("standings.csv")).unwrap();
    standings.records().map(Result::unwrap).collect()
}

/// As Excel writes it in the Netherlands: semicolons, a comma in the numbers, Windows-1252, blank rows at the end.
fn dutch_excel(folder: &Path) -> PathBuf {
    let mut sheet =
        format!("Schoolcode;Functie;Ingevuld op;Minuten;{};Wat wilt u nog kwijt?\r\n", KEYS.join(";"));
    for n in 0..9 {
        let answers: Vec<String> = (0..KEYS.len()).map(|i| format!("{},0", 3 + (n + i) % 2)).collect();
        let line = (n % 2, 3 + n, answers.join(";"));
        let _ = write!(
            sheet,
            "0042;{};{}-9-2026;12,{n};{};café, zó\r\n",
            ["Leerkracht", "Zorgcoördinator"][line.0],
            line.1,
            line.2
        );
    }
    sheet.push_str(&";".repeat(16));
    sheet.push_str("\r\n");
    // All of its letters stand at the same place in Windows-1252 as in Unicode.
    let bytes: Vec<u8> = sheet.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let path = folder.join("antwoorden.csv");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_file_from_a_dutch_excel_is_read_unedited() {
    let out = folder("dutch_excel");
    let standings = proposed_and_scored(&dutch_excel(&out), &out);
    assert_eq!(standings.len(), 5);
    for row in &standings {
        // Nine people, and every judgement is 3 or 4.
        assert_eq!((&row[0], &row[12]), ("0042", "9"), "{row:?}");
        assert!(matches!(&row[3], "3" | "4"), "{row:?}");
    }
}

/// The made-up export of each tool and format that the import crate has, told by `inspect_export` as one object a line.
#[test]
fn every_format_is_inspected() {
    let data = root().join("crates/leerkring-import/tests/data");
    let mut files: Vec<PathBuf> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        let end = file.extension().unwrap_or_default().to_str().unwrap();
        ["csv", "tsv", "xlsx", "ods", "sav", "zsav", "lsa", "geojson"].contains(&end)
    });
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    let mut formats = std::collections::BTreeSet::new();
    for file in &files {
        let told = run("inspect_export", &[text(file), "--json"]);
        assert_eq!(told.code, Some(0), "{}: {}", file.display(), told.err);
        let object: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        let rows = object["rows"].as_u64().unwrap();
        assert!(rows > 0, "{}", file.display());
        for column in object["columns"].as_array().unwrap() {
            let missing = column["missing"].as_object().unwrap().values();
            let missing: u64 = missing.map(|count| count.as_u64().unwrap()).sum();
            assert_eq!(column["answered"].as_u64().unwrap() + missing, rows, "{}: {column}", file.display());
        }
        formats.insert(object["format"].as_str().unwrap().to_owned());
    }
    for format in ["text", "sav", "zsav"] {
        assert!(formats.contains(format), "{formats:?}");
    }
}

#[test]
fn a_folder_is_no_file() {
    let answer = run("inspect_export", &["examples/sample"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("examples/sample is a folder; name the file in it"), "{}", answer.err);
}
