//! `columns.csv`: what every column of the tables that were written means.

use std::path::{Path, PathBuf};

use leerkring::assess::table::apa::NumberedTable;
use leerkring::assess::table::columns::{self, Column, HEADER};
use leerkring::model::{Language, Model};

use crate::output::write_table;

const NAME: &str = "columns.csv";

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
    let rows = names.flat_map(|name| {
        let levels = model.levels();
        let table = tables.iter().find(|table| name == table_name(table));
        let of_table = table.map(|table| columns::rows_of_table(name, table, levels, language));
        let own = OWN.iter().filter(|(file, _)| *file == name).flat_map(|(_, columns)| columns.iter());
        let own = own.map(|column| column.row(name, column.name.to_owned(), "", levels, language));
        of_table.unwrap_or_else(|| columns::rows(name, levels, language).into_iter().chain(own).collect())
    });
    write_table(folder, NAME, &HEADER, rows.collect::<Vec<_>>())
}

/// The name of the file of a numbered table.
pub fn table_name(table: &NumberedTable) -> String {
    format!("table-{}.csv", table.number)
}

const TEXT: [&str; 2] = ["tekst", "text"];
const NUMBER: [&str; 2] = ["volgnummer", "number"];
const NEVER: [&str; 2] = ["nooit", "never"];
const WHOLE_FILE: [&str; 2] = ["als het over het hele bestand gaat", "where it is about the file as a whole"];
const NO_COLUMN: [&str; 2] = ["als het niet over één kolom gaat", "where it is not about one column"];
const NO_ROWS: [&str; 2] = ["als het niet over rijen gaat", "where it is not about rows"];
const MEANT: [&str; 2] = ["als er niets te zeggen is", "where there is nothing to say"];

/// The columns of the tables that programs make themselves.
const OWN: [(&str, &[Column]); 3] = [
    (
        "issues.csv",
        &[
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
            column(
                "line",
                ["de regel van het bestand", "the line of the file"],
                NUMBER,
                "1..",
                WHOLE_FILE,
                "",
            ),
            column("column", ["de kolom", "the column"], TEXT, "", NO_COLUMN, ""),
            column("issue", ["wat er opviel", "what is doubtful"], TEXT, "", NEVER, ""),
        ],
    ),
    (
        "findings.csv",
        &[
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
        ],
    ),
    (
        NAME,
        &[
            column("file", ["het bestand", "the file"], TEXT, "", NEVER, ""),
            column("column", ["de kolom", "the column"], TEXT, "", NEVER, ""),
            column(
                "figure",
                [
                    "welk cijfer: in zulke bestanden hangt het van de rij af wat er in `value` staat",
                    "which figure: in such files what stands in `value` depends on the row",
                ],
                TEXT,
                "",
                [
                    "als de kolom in elke rij hetzelfde betekent",
                    "where the column means the same in every row",
                ],
                "",
            ),
            column("meaning", ["wat er staat", "what stands there"], TEXT, "", NEVER, ""),
            column("unit", ["waarin het telt", "in what it counts"], TEXT, "", NEVER, ""),
            column(
                "range",
                [
                    "wat er kan staan: `1..5` is van 1 tot en met 5, `0..` vanaf 0, en ` | ` staat tussen vaste woorden",
                    "what can stand there: `1..5` is from 1 to 5, `0..` from 0 on, and ` | ` stands between fixed words",
                ],
                TEXT,
                "",
                ["als er elk getal of elke tekst kan staan", "where any number or text can stand"],
                "",
            ),
            column("empty", ["wanneer een cel leeg is", "when a cell is empty"], TEXT, "", NEVER, ""),
            column(
                "section",
                ["de paragraaf van METHOD.md die het uitlegt", "the section of METHOD.md that explains it"],
                TEXT,
                "",
                MEANT,
                "",
            ),
        ],
    ),
];

const fn column(
    name: &'static str,
    meaning: [&'static str; 2],
    unit: [&'static str; 2],
    range: &'static str,
    empty: [&'static str; 2],
    section: &'static str,
) -> Column {
    Column { name, meaning, unit, range, empty, section }
}
