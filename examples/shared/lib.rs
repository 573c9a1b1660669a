//! What the example programs share: reading their inputs, showing progress, writing their tables.

pub mod columns;
pub mod inputs;
pub mod naming;
pub mod nothing;
pub mod output;
pub mod placing;
pub mod progress;
pub mod published;
pub mod report;
pub mod settings;

use std::path::PathBuf;
use std::process::ExitCode;

/// The folder of the shipped sample network: as seen from the root of the project or, run from elsewhere, in full.
pub fn sample() -> PathBuf {
    let here = PathBuf::from("examples/sample");
    if here.is_dir() { here } else { PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample") }
}

/// Runs a program: exit code 0, or 1 with the error and its causes on standard error. (Code 2, for bad use, is the
/// argument parser's.)
pub fn run(program: impl FnOnce() -> anyhow::Result<()>) -> ExitCode {
    match program() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output stopped reading, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(1)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref().map(std::io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(std::io::ErrorKind::BrokenPipe))
}
