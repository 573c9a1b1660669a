//! The README says what is so: its program is the one that runs, and its picture is what a program prints.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::Command;

fn file(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn the_program_in_the_readme_is_library_tour() {
    let tour = file("examples/library_tour/main.rs");
    let (_, program) = tour.split_once("\n\n").unwrap();
    assert!(file("README.md").contains(program), "copy examples/library_tour/main.rs into README.md");
}

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples/suggest_partners");
    let arguments = ["--school", "TW004", "--aspect", "koers", "--lang", "en"];
    assert!(file("README.md").contains(&arguments.join(" ")));
    let output = Command::new(program).args(arguments).current_dir(root).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(file("README.md").contains(printed.trim_end()), "put this into README.md:\n{printed}");
}

#[test]
fn the_gate_runs_the_tests_of_the_readme() {
    assert!(file("README.md").contains("\ncargo test --workspace "));
    assert!(file(".ci/run").contains("\nstep cargo test --workspace\n"));
}
