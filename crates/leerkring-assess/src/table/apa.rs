//! Tables for a report or a paper: numbered, in the style of APA (a figure that cannot exceed 1 has no zero before the point),
//! with a note that says how many, by which rule and from which numbers on.

mod appendix;
mod growth;
mod study;

pub use self::appendix::appendix_tables;
pub use self::growth::growth_tables;
pub use self::study::tables;

use leerkring_model::columns::Column;
use leerkring_model::{AspectId, Language, Model};

use super::decimals;
use crate::engine::Options;
use crate::moments::TooFewUnits;
use crate::network::{Bounded, NoFigure};
use crate::wording::{few_units, no_figure};

/// A numbered table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberedTable {
    /// Its number, from 1.
    pub number: u32,
    /// What it shows.
    pub title: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// What one must know to read it.
    pub note: String,
    /// What its columns mean.
    pub(super) columns: &'static [Column],
    language: Language,
}

impl NumberedTable {
    /// The table in Markdown.
    pub fn to_markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> = self
            .header
            .iter()
            .enumerate()
            .map(|(at, _)| if at == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        let [table, note] = self.language.choose(["Tabel", "Noot"], ["Table", "Note"]);
        format!(
            "**{table} {}**\n\n*{}*\n\n{}{}{rows}\n*{note}.* {}\n",
            self.number,
            self.title,
            line(&self.header),
            line(&rule),
            self.note
        )
    }
}

/// Tables with what their columns mean, numbered from `first` on.
fn numbered(
    first: u32,
    tables: impl IntoIterator<Item = (NumberedTable, &'static [Column])>,
) -> Vec<NumberedTable> {
    let number = |(number, (table, columns))| NumberedTable { number, columns, ..table };
    (first..).zip(tables).map(number).collect()
}

/// Why a row has no figures.
enum NotGiven {
    Figure(NoFigure),
    Units(TooFewUnits),
}

impl From<NoFigure> for NotGiven {
    fn from(reason: NoFigure) -> NotGiven {
        NotGiven::Figure(reason)
    }
}

impl From<TooFewUnits> for NotGiven {
    fn from(few: TooFewUnits) -> NotGiven {
        NotGiven::Units(few)
    }
}

impl NotGiven {
    /// With a full stop.
    fn told(&self, language: Language) -> String {
        match self {
            NotGiven::Figure(reason) => format!("{}.", no_figure(*reason, language)),
            NotGiven::Units(few) => few_units(few, language),
        }
    }
}

/// The figures that tables are made of, one of each aspect.
struct Told<'a, T> {
    each: &'a [T],
    aspect: fn(&T) -> &AspectId,
    model: &'a Model,
    options: &'a Options,
    language: Language,
}

impl<T> Told<'_, T> {
    /// A table with a row per aspect; reasons for what is not given are added to the note.
    fn table(
        &self,
        title: (&str, &str),
        columns: &[(&str, &str)],
        note: (&str, &str),
        row: impl Fn(&T) -> Result<Vec<String>, NotGiven>,
    ) -> NumberedTable {
        let choose = |(nl, en): (&str, &str)| self.language.choose(nl, en).to_owned();
        let (mut rows, mut reasons) = (Vec::new(), Vec::new());
        for one in self.each {
            let aspect = self.model.aspect((self.aspect)(one));
            let name = aspect.map_or("", |aspect| aspect.name().best(self.language.code())).to_owned();
            let cells = row(one).unwrap_or_else(|reason| {
                reasons.push(format!("{name}: {}", reason.told(self.language)));
                vec!["–".to_owned(); columns.len()]
            });
            rows.push(std::iter::once(name).chain(cells).collect());
        }
        let header = std::iter::once(choose(("Aspect", "Aspect"))).chain(columns.iter().copied().map(choose));
        self.numbered(title, header.collect(), rows, note, reasons)
    }

    /// A table of these cells; to the note are added the rule, the thresholds and the reasons.
    fn numbered(
        &self,
        title: (&str, &str),
        header: Vec<String>,
        rows: Vec<Vec<String>>,
        note: (&str, &str),
        reasons: Vec<String>,
    ) -> NumberedTable {
        let choose = |(nl, en): (&str, &str)| self.language.choose(nl, en).to_owned();
        let note = std::iter::once(choose(note)).chain([self.thresholds()]).chain(reasons);
        NumberedTable {
            number: 0,
            title: choose(title),
            header,
            rows,
            note: note.collect::<Vec<_>>().join(" "),
            columns: &[],
            language: self.language,
        }
    }

    /// As many schools as a figure needs, or as many as any figure over schools needs, if that is more.
    fn schools_for(&self, needed: u32) -> u32 {
        needed.max(self.options.thresholds.schools)
    }

    fn thresholds(&self) -> String {
        let thresholds = &self.options.thresholds;
        let (people, detail, schools) =
            (thresholds.people_for(self.options.rule.threshold()), thresholds.detail, thresholds.schools);
        let limit = self.number(self.options.rule.threshold(), 2, true);
        self.language.choose(
            format!("Fase bij meer dan {limit} van de oordelen; fase vanaf {people} personen, details vanaf {detail}, cijfers over scholen vanaf {schools} scholen."),
            format!("Phase by more than {limit} of the judgements; a phase from {people} people, details from {detail}, figures over schools from {schools} schools."),
        )
    }

    /// A number as APA has it; `bounded` if it cannot exceed 1.
    fn number(&self, value: f64, digits: usize, bounded: bool) -> String {
        let text = decimals(value, digits);
        let text = if bounded { text.replacen("0.", ".", 1) } else { text };
        let text = if bounded && value >= 1.0 { decimals(value, digits) } else { text };
        self.language.choose(text.replace('.', ","), text)
    }

    fn with_interval(&self, b: &Bounded, bounded: bool) -> String {
        self.between(b.value, (b.low, b.high), bounded)
    }

    /// A figure with the ends of its interval.
    fn between(&self, value: f64, (low, high): (f64, f64), bounded: bool) -> String {
        let [value, low, high] = [value, low, high].map(|value| self.number(value, 2, bounded));
        self.language.choose(format!("{value} [{low}; {high}]"), format!("{value} [{low}, {high}]"))
    }

    fn or_dash(&self, value: Option<f64>, bounded: bool) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.number(value, 2, bounded))
    }

    /// A p-value; one that rounds to nothing is below the last digit.
    fn p(&self, p: f64, digits: usize) -> String {
        let least = 0.1_f64.powi(digits as i32);
        if p < least / 2.0 {
            return format!("< {}", self.number(least, digits, true));
        }
        self.number(p, digits, true)
    }
}
