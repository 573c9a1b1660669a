//! `columns.csv`: what every column of the tables that were written means.

use std::path::{Path, PathBuf};

use leerkring::assess::table::apa::NumberedTable;
use leerkring::assess::table::columns::{self as of_assess, rows_of_table};
use leerkring::matching::table::columns as of_matching;
use leerkring::model::columns::{COLUMNS, Column, File, HEADER, NEVER, NUMBER, TEXT, column, rows};
use leerkring::model::{Language, Model};

use crate::output::write_table;

const NAME: &str = COLUMNS.name;

/// Writes a row for each column of the CSV files among those that were written, and of itself. `tables` are those written as
/// `table-1.csv` and so on.
pub fn write(
    folder: &Path,
    written: &[PathBuf],
    tables: &[NumberedTable],
    model: &Model,
    language: Language,
) -> anyhow::Result<PathBuf> {
    let names = written.iter().filter_map(|path| path.file_name()?.to_str()).chain([NAME]);
    let levels = model.levels();
    let described = names.flat_map(|name| match tables.iter().find(|table| name == table_name(table)) {
        Some(table) => rows_of_table(name, table, levels, language),
        None => [
            of_assess::rows(name, levels, language),
            of_matching::rows(name, levels, language),
            rows(&OWN, name, levels, language),
        ]
        .concat(),
    });
    write_table(folder, NAME, &HEADER, described.collect::<Vec<_>>())
}

/// The name of the file of a numbered table.
pub fn table_name(table: &NumberedTable) -> String {
    format!("table-{}.csv", table.number)
}

const WHOLE_FILE: [&str; 2] = ["als het over het hele bestand gaat", "where it is about the file as a whole"];
const NO_COLUMN: [&str; 2] = ["als het niet over één kolom gaat", "where it is not about one column"];
const NO_ROWS: [&str; 2] = ["als het niet over rijen gaat", "where it is not about rows"];

/// The tables that no engine makes.
const OWN: [&File; 3] = [
    &File { name: "issues.csv", columns: &ISSUES, figures: &[] },
    &File { name: "findings.csv", columns: &FINDINGS, figures: &[] },
    &COLUMNS,
];

/// The columns of `issues.csv`.
pub const ISSUES: [Column; 5] = [
    column("file", ["het bestand", "the file"], TEXT, "", NEVER, ""),
    column(
        "row",
        [
            "de rij, zoals een rekenblad haar telt: de kop is rij 1",
            "the row, as a spreadsheet counts: the header is row 1",
        ],
        NUMBER,
        "1..",
        WHOLE_FILE,
        "",
    ),
    column("line", ["de regel van het bestand", "the line of the file"], NUMBER, "1..", WHOLE_FILE, ""),
    column("column", ["de kolom", "the column"], TEXT, "", NO_COLUMN, ""),
    column("issue", ["wat er opviel", "what is doubtful"], TEXT, "", NEVER, ""),
];

/// The columns of `findings.csv`.
pub const FINDINGS: [Column; 5] = [
    column("file", ["het bestand", "the file"], TEXT, "", NEVER, ""),
    column(
        "columns",
        ["de kolommen, met `; ` ertussen", "the columns, parted by `; `"],
        TEXT,
        "",
        NO_COLUMN,
        "",
    ),
    column("row_count", ["hoeveel rijen", "how many rows"], ["rijen", "rows"], "1..", NO_ROWS, ""),
    column(
        "first_rows",
        ["de eerste twintig daarvan, met `; ` ertussen", "the first twenty of them, parted by `; `"],
        NUMBER,
        "",
        NO_ROWS,
        "",
    ),
    column("finding", ["wat er te vragen is", "what there is to ask"], TEXT, "", NEVER, "9"),
];
