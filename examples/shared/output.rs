//! Writing tables.

use std::path::{Path, PathBuf};

use anyhow::Context;
use leerkring::assess::privacy::Thresholds;
use leerkring::assess::table;
use leerkring::import::{Finding, Issue, UsedCodebook};
use leerkring::model::{Language, Model, Standing};

use crate::columns::{FINDINGS, ISSUES};

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

/// Writes the codebook as it was used: `codebook-used.toml`, and `codebook-used.md` to read.
pub fn write_used(folder: &Path, used: &UsedCodebook, language: Language) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let files = [("codebook-used.toml", used.to_toml()), ("codebook-used.md", used.to_markdown(language))];
    let write = |(name, text): (&str, String)| {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(path)
    };
    files.into_iter().map(write).collect()
}

/// Writes `standings.csv`, of standings that were computed with these thresholds.
pub fn write_standings(
    folder: &Path,
    standings: &[Standing],
    model: &Model,
    thresholds: &Thresholds,
) -> anyhow::Result<PathBuf> {
    let rows = standings.iter().filter_map(|standing| table::row(standing, model, thresholds));
    write_table(folder, "standings.csv", &table::header(model.levels()), rows)
}

/// Writes every issue as a row of `issues.csv`. One about a file as a whole has no row and no line.
pub fn write_issues(folder: &Path, issues: &[&Issue], language: Language) -> anyhow::Result<PathBuf> {
    let place = |number: u64| if number == 0 { String::new() } else { number.to_string() };
    let row = |issue: &&Issue| {
        let column = issue.column.clone().unwrap_or_default();
        let told = issue.kind.in_language(language);
        vec![issue.file.clone(), place(issue.row), place(issue.line), column, told]
    };
    write_table(folder, "issues.csv", &ISSUES.map(|column| column.name), issues.iter().map(row))
}

/// Writes every finding as a row of `findings.csv`; columns and rows are parted by `; `.
pub fn write_findings(folder: &Path, findings: &[Finding], language: Language) -> anyhow::Result<PathBuf> {
    let row = |finding: &Finding| {
        let rows: Vec<String> = finding.rows.iter().map(u64::to_string).collect();
        let count = if finding.row_count == 0 { String::new() } else { finding.row_count.to_string() };
        let told = finding.kind.in_language(language);
        vec![finding.file.clone(), finding.columns.join("; "), count, rows.join("; "), told]
    };
    write_table(folder, "findings.csv", &FINDINGS.map(|column| column.name), findings.iter().map(row))
}
