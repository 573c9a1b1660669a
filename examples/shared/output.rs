//! Writing tables, and printing what a person reads first.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use leerkring::assess::{Options, table};
use leerkring::import::Issue;
use leerkring::model::{Model, Standing};

/// Writes a table as CSV (UTF-8, `,`, decimal point) in a folder that is made if need be; its path.
pub fn write_table(
    folder: &Path,
    name: &str,
    header: &[impl AsRef<[u8]>],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> anyhow::Result<PathBuf> {
    let path = folder.join(name);
    let write = || -> anyhow::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut writer = csv::Writer::from_path(&path)?;
        writer.write_record(header)?;
        for row in rows {
            writer.write_record(row)?;
        }
        Ok(writer.flush()?)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

/// Writes `standings.csv`.
pub fn write_standings(
    folder: &Path,
    standings: &[Standing],
    model: &Model,
    options: &Options,
) -> anyhow::Result<PathBuf> {
    let rows = standings.iter().filter_map(|standing| table::row(standing, model, options));
    write_table(folder, "standings.csv", &table::header(model.levels()), rows)
}

/// Writes every issue as a row of `issues.csv`.
pub fn write_issues(folder: &Path, issues: &[&Issue]) -> anyhow::Result<PathBuf> {
    let row = |issue: &&Issue| {
        let column = issue.column.clone().unwrap_or_default();
        vec![
            issue.file.clone(),
            issue.row.to_string(),
            issue.line.to_string(),
            column,
            issue.kind.to_string(),
        ]
    };
    write_table(folder, "issues.csv", &["file", "row", "line", "column", "issue"], issues.iter().map(row))
}

/// Prints the first few issues, and how many more there are.
pub fn print_issues(out: &mut impl Write, issues: &[&Issue]) -> io::Result<()> {
    const FIRST: usize = 5;
    for issue in issues.iter().take(FIRST) {
        writeln!(out, "  ! {issue}")?;
    }
    if let Some(more) = issues.len().checked_sub(FIRST).filter(|more| *more > 0) {
        writeln!(out, "  ! and {more} more; --out DIR writes them all to issues.csv")?;
    }
    Ok(())
}
