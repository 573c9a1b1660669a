//! `columns.csv` itself.

use super::{File, NEVER, TEXT, column};

/// The columns of `columns.csv`.
pub const COLUMNS: File = File {
    name: "columns.csv",
    columns: &[
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
            ["als de kolom in elke rij hetzelfde betekent", "where the column means the same in every row"],
            "",
        ),
        column("meaning", ["wat er staat", "what stands there"], TEXT, "", NEVER, ""),
        column("unit", ["waarin het telt", "in what it counts"], TEXT, "", NEVER, ""),
        column(
            "range",
            [
                "wat er kan staan: `1..5` is van 1 tot en met 5, `0..` vanaf 0, `..0` tot en met 0, en ` | ` staat tussen wat er kan staan",
                "what can stand there: `1..5` is from 1 to 5, `0..` from 0 on, `..0` up to 0, and ` | ` stands between what can stand there",
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
            ["als geen paragraaf het uitlegt", "where no section explains it"],
            "",
        ),
    ],
    figures: &[],
};
