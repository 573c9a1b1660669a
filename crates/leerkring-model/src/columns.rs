//! What the columns of a written table mean (`columns.csv`): meaning, unit, range, when a cell is empty, and where in
//! `docs/METHOD.md` it is explained; in Dutch or English. Engines describe the tables that they make with these words.
//!
//! ```
//! use leerkring_model::columns::{File, NEVER, column};
//! use leerkring_model::Language;
//! const VISITS: File = File {
//!     name: "visits.csv",
//!     columns: &[column("phase", ["de fase", "the phase"], ["fase", "phase"], "1..K", NEVER, "3")],
//!     figures: &[],
//! };
//! let rows = VISITS.rows(5, Language::En);
//! assert_eq!(rows[0], ["visits.csv", "phase", "", "the phase", "phase", "1..5", "never", "3"]);
//! ```

mod own;

use crate::text::Language;

pub use self::own::COLUMNS;

/// The columns of `columns.csv`: a row per file and column; where the meaning of `value` depends on the row, one for each
/// `figure`.
pub const HEADER: [&str; 8] = ["file", "column", "figure", "meaning", "unit", "range", "empty", "section"];

/// Stands in a range between the one and the other.
const OR: &str = " | ";

/// What is known of a column, or of a figure that stands in the column `value`.
///
/// Texts are Dutch and English. In `range` `1..5` is from 1 to 5, `0..` from 0 on, `..0` up to 0, `a | b` the one or the other,
/// each a word or a range, and nothing that any number or text can stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name of the column, or of the figure. `p#` stands for `p1`, `p2` and so on, one for each phase.
    pub name: &'static str,
    /// What it says.
    pub meaning: [&'static str; 2],
    /// In what it counts.
    pub unit: [&'static str; 2],
    /// What it can be. In a range, not in a word, `K` stands for the highest phase, `D` for one less, `H` for half of that.
    pub range: &'static str,
    /// When a cell is empty.
    pub empty: [&'static str; 2],
    /// The section of `docs/METHOD.md`; empty where there is none.
    pub section: &'static str,
}

/// The rows of `columns.csv` about the file called `name`, for a scale with `levels` phases; none if it is not among `files`.
///
/// ```
/// use leerkring_model::Language;
/// use leerkring_model::columns::{COLUMNS, HEADER, rows};
/// assert_eq!(rows(&[&COLUMNS], "columns.csv", 5, Language::En).len(), HEADER.len());
/// assert!(rows(&[&COLUMNS], "visits.csv", 5, Language::En).is_empty());
/// ```
pub fn rows(files: &[&File], name: &str, levels: u8, language: Language) -> Vec<Vec<String>> {
    let known = files.iter().find(|file| file.name == name);
    known.map(|file| file.rows(levels, language)).unwrap_or_default()
}

/// The columns of a file, and what stands in its column `value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name: `standings.csv`.
    pub name: &'static str,
    /// Its columns in their order.
    pub columns: &'static [Column],
    /// The figures that stand in its column `value`, if it has a figure a row.
    pub figures: &'static [Column],
}

impl File {
    /// The rows of `columns.csv` about this file, for a scale with `levels` phases.
    pub fn rows(&self, levels: u8, language: Language) -> Vec<Vec<String>> {
        let of_phases = |column: &&Column| column.name.ends_with('#');
        let columns = self.columns.iter().flat_map(|column| {
            let each = (1..=levels).map(|phase| column.name.replace('#', &phase.to_string()));
            let names = if of_phases(&column) { each.collect() } else { vec![column.name.to_owned()] };
            names.into_iter().map(|name| column.row(self.name, name, "", levels, language))
        });
        let figures = self
            .figures
            .iter()
            .map(|figure| figure.row(self.name, "value".to_owned(), figure.name, levels, language));
        columns.chain(figures).collect()
    }
}

impl Column {
    /// The row of `columns.csv` for this column in a file; `figure` is empty where all rows of the file mean the same.
    pub fn row(
        &self,
        file: &str,
        column: String,
        figure: &str,
        levels: u8,
        language: Language,
    ) -> Vec<String> {
        let choose = |[nl, en]: [&str; 2]| language.choose(nl, en).to_owned();
        let steps = levels.saturating_sub(1);
        let numbers = [('K', f64::from(levels)), ('D', f64::from(steps)), ('H', f64::from(steps) / 2.0)];
        // Words stand as they are.
        let either = self.range.split(OR).map(|part| match part.contains("..") {
            true => numbers
                .iter()
                .fold(part.to_owned(), |range, (sign, number)| range.replace(*sign, &number.to_string())),
            false => part.to_owned(),
        });
        let range = either.collect::<Vec<_>>().join(OR);
        vec![
            file.to_owned(),
            column,
            figure.to_owned(),
            choose(self.meaning),
            choose(self.unit),
            range,
            choose(self.empty),
            self.section.to_owned(),
        ]
    }
}

/// A column, or a figure: name, meaning, unit, range, when it is empty, and section; see [`Column`].
pub const fn column(
    name: &'static str,
    meaning: [&'static str; 2],
    unit: [&'static str; 2],
    range: &'static str,
    empty: [&'static str; 2],
    section: &'static str,
) -> Column {
    Column { name, meaning, unit, range, empty, section }
}

/// The unit of what is a text.
pub const TEXT: [&str; 2] = ["tekst", "text"];
/// The unit of what is one of a few words.
pub const WORD: [&str; 2] = ["vast woord", "one of these words"];
/// The unit of a phase.
pub const PHASE: [&str; 2] = ["fase", "phase"];
/// The unit of what counts schools.
pub const SCHOOLS: [&str; 2] = ["scholen", "schools"];
/// The unit of a probability.
pub const PROBABILITY: [&str; 2] = ["kans", "probability"];
/// The unit of what counts rows or places in a list.
pub const NUMBER: [&str; 2] = ["volgnummer", "number"];
/// Of a cell that is never empty.
pub const NEVER: [&str; 2] = ["nooit", "never"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_columns_describes_itself() {
        let described: Vec<&str> = COLUMNS.columns.iter().map(|column| column.name).collect();
        assert_eq!(described, HEADER);
        for language in [Language::Nl, Language::En] {
            for row in COLUMNS.rows(5, language) {
                assert_eq!(row.len(), HEADER.len());
                assert!([0, 1, 3, 4, 6].iter().all(|place| !row[*place].is_empty()), "{row:?}");
            }
        }
    }

    #[test]
    fn ranges_follow_the_scale_and_words_stand_as_they_are() {
        let range = |range| {
            column("p#", ["", ""], TEXT, range, NEVER, "").row("f", String::new(), "", 4, Language::En)[5]
                .clone()
        };
        let told = [
            ("1..K", "1..4"),
            ("0..D", "0..3"),
            ("0..H", "0..1.5"),
            ("K..", "4.."),
            ("KO | D", "KO | D"),
            ("KO", "KO"),
            ("1..K | KO", "1..4 | KO"),
            ("D | ..D | 0..K", "D | ..3 | 0..4"),
            ("", ""),
        ];
        for (written, told) in told {
            assert_eq!(range(written), told);
        }
        const FILE: File =
            File { name: "f", columns: &[column("p#", ["", ""], TEXT, "", NEVER, "")], figures: &[] };
        let names: Vec<String> = FILE.rows(3, Language::Nl).into_iter().map(|row| row[1].clone()).collect();
        assert_eq!(names, ["p1", "p2", "p3"]);
    }
}
