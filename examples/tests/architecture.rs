//! The promises of `docs/ARCHITECTURE.md` that manifests can break: who may know whom, and what a package must say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Engines know the words and not each other; the face knows all and is known by none of them.
const MAY_KNOW: [(&str, &[&str]); 5] = [
    ("leerkring-model", &[]),
    ("leerkring-import", &["leerkring-model"]),
    ("leerkring-assess", &["leerkring-model"]),
    ("leerkring-matching", &["leerkring-model"]),
    ("leerkring", &["leerkring-assess", "leerkring-import", "leerkring-matching", "leerkring-model"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The manifests of the published crates, by name.
fn crates() -> BTreeMap<String, Table> {
    let folders = std::fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let manifests = folders.map(|folder| folder.join("Cargo.toml")).filter(|file| file.is_file());
    manifests
        .map(|file| {
            let manifest: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
            (string(&manifest, &["package", "name"]).unwrap(), manifest)
        })
        .collect()
}

fn at<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Value> {
    let (last, parents) = path.split_last()?;
    let table = parents.iter().try_fold(table, |table, key| table.get(*key)?.as_table())?;
    table.get(*last)
}

fn string(table: &Table, path: &[&str]) -> Option<String> {
    Some(at(table, path)?.as_str()?.to_owned())
}

fn keys(table: &Table, section: &str) -> Vec<String> {
    at(table, &[section]).and_then(Value::as_table).map_or_else(Vec::new, |t| t.keys().cloned().collect())
}

#[test]
fn crates_know_whom_they_may() {
    let crates = crates();
    let known: BTreeSet<&str> = MAY_KNOW.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = crates.keys().map(String::as_str).collect();
    assert_eq!(found, known, "a crate came or went: say whom it may know");
    for (name, may_know) in MAY_KNOW {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let ours = keys(&crates[name], section).into_iter().filter(|key| key.starts_with("leerkring"));
            for known in ours {
                assert!(may_know.contains(&known.as_str()), "`{name}` may not know `{known}` ({section})");
            }
        }
    }
}

#[test]
fn crates_have_no_features_but_these() {
    for (name, manifest) in crates() {
        for feature in keys(&manifest, "features") {
            assert!(
                ["default", "parallel", "serde", "spss"].contains(&feature.as_str()),
                "`{name}`: feature `{feature}`"
            );
        }
    }
}

#[test]
fn crates_keep_the_lints_and_leave_benches_alone() {
    for (name, manifest) in crates() {
        assert_eq!(at(&manifest, &["lints", "workspace"]), Some(&Value::Boolean(true)), "`{name}`");
        // Else `cargo bench` hands criterion's arguments to the test harness of the library.
        assert_eq!(at(&manifest, &["lib", "bench"]), Some(&Value::Boolean(false)), "`{name}`");
        assert!(string(&manifest, &["package", "description"]).is_some(), "`{name}`");
    }
}

#[test]
fn programs_and_benches_are_not_published() {
    for package in ["examples", "benches"] {
        let text = std::fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
        let manifest: Table = text.parse().unwrap();
        assert_eq!(at(&manifest, &["package", "publish"]), Some(&Value::Boolean(false)), "`{package}`");
    }
}
