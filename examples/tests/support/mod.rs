//! Running the programs as people run them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a program answered.
pub struct Answer {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Runs an example program from the root of the project.
pub fn run(program: &str, arguments: &[&str]) -> Answer {
    run_with(program, arguments, "2")
}

/// Runs it with so many threads.
pub fn run_with(program: &str, arguments: &[&str], threads: &str) -> Answer {
    // Cargo builds the examples of a package before its tests, beside them.
    let deps = std::env::current_exe().unwrap();
    let built = deps.parent().unwrap().parent().unwrap().join("examples").join(program);
    let output = Command::new(&built)
        .args(arguments)
        .current_dir(root())
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo test --workspace`", built.display()));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}
