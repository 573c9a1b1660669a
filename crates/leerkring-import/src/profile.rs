//! What is in a file before anything is done with it: respondents, and for each column what kind it is, what was
//! answered, and what kinds of nothing stand in its place.

pub(crate) mod absence;
mod kind;
mod language;
mod open;
pub(crate) mod steps;
mod tally;

use std::io::{Read, Seek};

pub use self::absence::Absence;
pub use self::kind::ColumnKind;
use self::language::Words;
use self::tally::Tally;
use crate::issue::{Issue, IssueKind};
use crate::layout::{self, Layout, Tool};
use crate::personal::{self, Personal, Watch};
use crate::table::{Column, ReadError, ReadOptions, Row, Table, TextFile, read_head, streams};

/// Rows with too few or too many cells that are told one by one; all of them are counted.
const MOST_ISSUES: usize = 20;
/// What different answers of all columns together may take in memory, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// What is in a file, told without a codebook: it describes and decides nothing.
///
/// ```
/// use leerkring_import::{Absence, ColumnKind, Profile, ReadOptions, read_table};
/// let text = "id;submitdate;lastpage;Rol;k1\n1;2026-09-03;2;Leraar;3\n2;;1;Leraar;N/A\n3;2026-09-04;2;IB;4\n4;2026-09-05;2;IB;\n";
/// let table = read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default())?;
/// let profile = Profile::of(&table);
/// assert_eq!((profile.rows, profile.complete, profile.incomplete), (4, 3, 1));
/// let k1 = &profile.columns[4];
/// assert_eq!((k1.kind, k1.answered, k1.distinct), (ColumnKind::Scale, 2, 2));
/// assert_eq!((k1.missing(Absence::NotShown), k1.missing(Absence::Empty)), (1, 1));
/// assert_eq!(profile.columns[3].values, [("IB".to_owned(), 2), ("Leraar".to_owned(), 2)]);
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Profile {
    /// Rows with anything in them: one for each respondent, in most layouts.
    pub rows: usize,
    /// Rows that were completed. All of them where the tool does not say.
    pub complete: usize,
    /// Rows of respondents who broke off, as the tool says.
    pub incomplete: usize,
    /// Those of all these rows that the tool says are no response to the survey: previews, tests and spam. A survey is read
    /// without them, unless its codebook keeps them.
    pub previews: usize,
    /// Rows with nothing in any cell.
    pub blank: usize,
    /// Rows with more or fewer cells than the header.
    pub ragged: usize,
    /// The language of headers and answers (`nl`, `en`, `de` or `fr`) by their commonest words; `None` if it does not
    /// show.
    pub language: Option<String>,
    /// The columns, in the order of the file.
    pub columns: Vec<ColumnProfile>,
    /// What is doubtful in the file as it stands: the first rows of another length.
    pub issues: Vec<Issue>,
}

/// What is in one column.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ColumnProfile {
    /// Its name.
    pub name: String,
    /// The text of the question, where the file gives it beside the name; else empty.
    pub label: String,
    /// What kind of column it is.
    pub kind: ColumnKind,
    /// What it says of the person who answered, if it does. Of such a column no text is given here.
    pub personal: Option<Personal>,
    /// Cells that hold an answer. With those of [`gaps`](ColumnProfile::gaps) they are all rows.
    pub answered: usize,
    /// Different answers, white space folded; no more than 1,000 are counted, and fewer where the answers of all columns together
    /// take more than 64 MiB.
    pub distinct: usize,
    /// Whether there are more different answers than were counted.
    pub capped: bool,
    /// What stands where there is no answer.
    pub gaps: Vec<MissingAnswers>,
    /// The answers of a closed question (scale, choice, multiple choice, checkbox) and how often each was given, most
    /// frequent first, at most 20; for multiple choice each option by itself. What fewer than five gave is listed only if it
    /// is made of numbers, of words of answer scales and roles, or of what the file itself says of its codes: a person may
    /// have typed it. Of other columns there are none.
    pub values: Vec<(String, usize)>,
}

/// One kind of nothing in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MissingAnswers {
    /// Why there is no answer.
    pub kind: Absence,
    /// How many cells.
    pub count: usize,
    /// What was taken for it, with how often it stands there; at most 20 different texts.
    pub texts: Vec<(String, usize)>,
}

impl ColumnProfile {
    /// How many cells have no answer for this reason.
    pub fn missing(&self, kind: Absence) -> usize {
        self.gaps.iter().find(|gap| gap.kind == kind).map_or(0, |gap| gap.count)
    }
}

impl Profile {
    /// The profile of a table.
    pub fn of(table: &Table) -> Profile {
        let mut profiler = Profiler::new(&table.name, &table.columns, table.recognised.layout);
        table.rows.iter().for_each(|row| profiler.add(row));
        Profile { blank: table.blank, ..profiler.finish() }
    }

    /// The profile of a file read from where it is, and the table with its first rows. Delimited text is read block by
    /// block, so that memory does not grow with it; files of other formats are read whole.
    ///
    /// # Errors
    /// [`ReadError`] as for [`read_table`](crate::read_table).
    pub fn read_from(
        name: &str,
        mut source: impl Read + Seek + Send,
        options: &ReadOptions,
    ) -> Result<(Profile, Table), ReadError> {
        if !streams(name, &mut source)? {
            let table = read_head(name, source, options)?;
            return Ok((Profile::of(&table), table));
        }
        let mut file = TextFile::open(name, source, options)?;
        let mut head = file.head();
        let mut profiler = Profiler::new(&head.name, &head.columns, head.recognised.layout);
        let mut blank = 0;
        file.each_row(|row| profiler.add(&row), &mut blank)?;
        head.nuls = file.nuls();
        head.blank = blank;
        Ok((Profile { blank, ..profiler.finish() }, head))
    }

    /// The names of the columns that say who answered.
    pub fn personal(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|column| column.personal.is_some()).map(|column| column.name.as_str())
    }
}

/// Makes a [`Profile`] row by row, in memory that does not grow with the rows.
#[derive(Clone, Debug)]
struct Profiler {
    name: String,
    tool: &'static Tool,
    columns: Vec<Column>,
    tallies: Vec<Tally>,
    /// What their answers may take in memory, in bytes.
    most_bytes: usize,
    submitted: Option<usize>,
    status: Option<usize>,
    rows: usize,
    incomplete: usize,
    previews: usize,
    ragged: usize,
    issues: Vec<Issue>,
}

impl Profiler {
    /// For a file with this name, these columns, and this layout if one is recognised.
    fn new(name: &str, columns: &[Column], layout: Option<Layout>) -> Profiler {
        let tool = layout::tool(layout.unwrap_or(Layout::Plain));
        // Names and telephone numbers in a register are those of schools.
        let persons = layout.is_some() || !personal::is_register(columns);
        let tally = |column: &Column| Tally::new(persons.then(|| Watch::of(column, tool)));
        // Of several such columns none can be said to be the one.
        let submitted = match tool.places_of_submitted(columns).as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        Profiler {
            name: name.to_owned(),
            tool,
            columns: columns.to_vec(),
            tallies: columns.iter().map(tally).collect(),
            most_bytes: MOST_BYTES,
            submitted,
            status: tool.place_of_status(columns),
            rows: 0,
            incomplete: 0,
            previews: 0,
            ragged: 0,
            issues: Vec::new(),
        }
    }

    /// Adds a row.
    fn add(&mut self, row: &Row) {
        self.rows += 1;
        let cell = |place: usize| row.get(place).unwrap_or_default();
        let broken_off = self.submitted.is_some_and(|place| self.tool.is_broken_off(cell(place)));
        let preview = self.status.is_some_and(|place| self.tool.is_preview(cell(place)));
        self.previews += usize::from(preview);
        self.incomplete += usize::from(broken_off);
        for (place, (tally, column)) in self.tallies.iter_mut().zip(&self.columns).enumerate() {
            tally.add(cell(place), column, self.tool);
        }
        // The column whose answers take most is no choice among a few.
        while self.tallies.iter().map(Tally::bytes).sum::<usize>() > self.most_bytes {
            let Some(largest) = self.tallies.iter_mut().max_by_key(|tally| tally.bytes()) else { break };
            largest.cap();
        }
        let (found, expected) = (row.len(), self.columns.len());
        if found != expected {
            self.ragged += 1;
            if self.issues.len() < MOST_ISSUES {
                let kind = IssueKind::Ragged { found, expected };
                let (file, row, line) = (self.name.clone(), row.number(), row.line());
                self.issues.push(Issue { file, row, line, column: None, kind });
            }
        }
    }

    /// What was found.
    fn finish(self) -> Profile {
        let mut words = Words::default();
        let mut columns = Vec::with_capacity(self.columns.len());
        for (place, (column, tally)) in self.columns.iter().zip(self.tallies).enumerate() {
            let profile = tally.finish(column, place, self.tool);
            words.see(&column.header);
            words.see(&column.label);
            profile.values.iter().for_each(|(text, _)| words.see(text));
            columns.push(profile);
        }
        Profile {
            rows: self.rows,
            complete: self.rows - self.incomplete,
            incomplete: self.incomplete,
            previews: self.previews,
            blank: 0,
            ragged: self.ragged,
            language: words.language().map(str::to_owned),
            columns,
            issues: self.issues,
        }
    }
}

#[cfg(test)]
mod tests;
