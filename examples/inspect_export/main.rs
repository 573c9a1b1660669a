//! What a file is, before anything is done with it.
//!
//! Shows: reading a file of any format, what was recognised, `Profile`.

mod json;
mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use leerkring::import::{Issue, Profile, Table, detect_unaided};
use leerkring::model::Language;
use leerkring_examples::inputs::Dialect;

/// Tells what a file is: which tool wrote it, how it is laid out, who answered, what stands in each column and what is
/// missing there, and which columns hold personal data. Of those no content is shown.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 1 a file cannot be read (the others are still told), 2 the command is wrong."
)]
struct Arguments {
    /// Exports, as the survey tool wrote them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    dialect: Dialect,
    /// One JSON object per file, each on a line (docs/FORMATS.md has the keys)
    #[arg(long)]
    json: bool,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
}

/// A file, and what is in it.
struct Inspected {
    table: Table,
    profile: Profile,
    remarks: Vec<Remark>,
}

/// Something to look at, and where it is if it is in one place.
#[derive(Default)]
struct Remark {
    row: Option<u64>,
    line: Option<u64>,
    columns: Vec<String>,
    /// The first rows and the number of all, where it is about several.
    rows: Vec<u64>,
    row_count: usize,
    told: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut all_read = true;
    let told = leerkring_examples::run(|| {
        let mut out = io::stdout().lock();
        for file in &arguments.files {
            match inspect(file, &arguments) {
                Ok(inspected) if arguments.json => writeln!(out, "{}", json::object(&inspected))?,
                Ok(inspected) => text::tell(&mut out, &inspected, arguments.lang)?,
                Err(error) => {
                    all_read = false;
                    eprintln!("error: {error:#}");
                }
            }
        }
        Ok(())
    });
    if all_read { told } else { ExitCode::from(1) }
}

fn inspect(file: &Path, arguments: &Arguments) -> anyhow::Result<Inspected> {
    let (profile, table) = arguments.dialect.profile(file)?;
    let remarks = remarks(&table, &profile, arguments.lang);
    Ok(Inspected { table, profile, remarks })
}

/// What to look at in a file: its issues, and what was left out or not told of it.
fn remarks(table: &Table, profile: &Profile, language: Language) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = profile.issues.iter().map(|issue| remark(issue, language)).collect();
    let of_file = |told: String| Remark { told, ..Remark::default() };
    if profile.ragged > profile.issues.len() {
        let (all, first) = (profile.ragged, profile.issues.len());
        remarks.push(of_file(language.choose(
            format!("{all} rijen zijn langer of korter dan de kop; hierboven staan de eerste {first}"),
            format!("{all} rows are longer or shorter than the header; the first {first} are told above"),
        )));
    }
    if table.nuls > 0 {
        let nuls = table.nuls;
        remarks.push(of_file(language.choose(
            format!("er zijn {nuls} NUL-tekens weggelaten; het bestand is ergens onderweg beschadigd, of de vragen zijn geplakt"),
            format!("{nuls} NUL characters were left out; the file was damaged on its way, or the questions were pasted"),
        )));
    }
    if profile.rows > table.rows.len() {
        let first = table.rows.len();
        remarks.push(of_file(language.choose(
            format!("het bestand is groot; alleen in de eerste {first} rijen is gezocht naar wat opvalt"),
            format!("the file is large; only its first {first} rows were looked at for what is odd"),
        )));
    }
    remarks.extend(detect_unaided(table).iter().map(|finding| Remark {
        row: finding.rows.first().copied().filter(|_| finding.row_count == 1),
        line: None,
        columns: finding.columns.clone(),
        rows: finding.rows.clone(),
        row_count: finding.row_count,
        told: finding.kind.in_language(language),
    }));
    remarks
}

fn remark(issue: &Issue, language: Language) -> Remark {
    let place = |number: u64| Some(number).filter(|number| *number > 0);
    Remark {
        row: place(issue.row),
        line: place(issue.line),
        columns: issue.column.iter().cloned().collect(),
        rows: Vec::new(),
        row_count: 0,
        told: issue.kind.in_language(language),
    }
}
