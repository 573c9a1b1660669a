//! A long file, with a row per answer, brought into the form of all others: a row per respondent, in the order of
//! their first appearance, and a column per question.
//!
//! What stands beside the answers (school, role, date) is taken from the first row of the respondent that has it. Where a
//! later row says something else, of a column that counts, or answers a question anew, the respondent is doubtful.

use std::collections::{BTreeMap, BTreeSet};

use crate::codebook::LongColumns;
use crate::issue::{self, Issue, IssueKind, RowIssues};
use crate::table::{Column, Row, Table};

/// As many columns as a spreadsheet has. A question is asked of many; what has a text of its own for each row is none.
const MOST_COLUMNS: usize = 1 << 14;
/// The cells of a file with a row per respondent: what [`max_unpacked_bytes`](crate::ReadOptions::max_unpacked_bytes)
/// allows by default.
const MOST_CELLS: usize = 1 << 29;

/// Why a table cannot be brought into the form of others.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// It lacks one of the columns.
    Columns,
    /// There are so many different texts in the column of the question that it does not hold questions.
    Questions(usize),
}

/// A long file with a row per respondent.
pub(crate) struct Wide {
    pub(crate) table: Table,
    /// Rows of the long file that are not blank.
    pub(crate) rows: usize,
    /// Rows that belong to nobody, what is doubtful in them as far as it is kept, and how much more there is.
    pub(crate) orphans: usize,
    pub(crate) orphan_issues: Vec<Issue>,
    pub(crate) more_issues: usize,
    respondents: Vec<Respondent>,
    /// Column by its name.
    columns: BTreeMap<String, usize>,
}

#[derive(Default)]
struct Respondent {
    number: u64,
    line: u64,
    cells: BTreeMap<usize, Cell>,
    doubts: Vec<Issue>,
}

struct Cell {
    text: String,
    number: u64,
    line: u64,
}

/// The places of the columns that make a long file.
struct Places {
    respondent: usize,
    question: usize,
    answer: usize,
}

/// Whether a table has the columns that make a long file. Which questions there are shows only when all of it is read.
pub(crate) fn fits(table: &Table, columns: &LongColumns) -> bool {
    Places::of(table, columns).is_some()
}

impl Places {
    fn of(table: &Table, columns: &LongColumns) -> Option<Places> {
        Some(Places {
            respondent: table.place(&columns.respondent)?,
            question: table.place(&columns.question)?,
            answer: table.place(&columns.answer)?,
        })
    }

    /// Whether a column says something of the respondent.
    fn carries(&self, place: usize) -> bool {
        place != self.question && place != self.answer
    }
}

impl Wide {
    /// Brings the rows of each respondent together. `named` are the columns that count: one that does not may say
    /// something else in every row.
    pub(crate) fn of(table: &Table, columns: &LongColumns, named: &BTreeSet<&str>) -> Result<Wide, Unfit> {
        let places = Places::of(table, columns).ok_or(Unfit::Columns)?;
        let mut wide = Builder::new(table, &places);
        for row in &table.rows {
            wide.add(row, named);
            wide.check()?;
        }
        Ok(wide.finish())
    }

    /// The doubts about the respondent at this place.
    pub(crate) fn doubts(&self, place: usize) -> &[Issue] {
        self.respondents.get(place).map(|respondent| respondent.doubts.as_slice()).unwrap_or_default()
    }

    /// Tells of an issue of a respondent the row of the long file where it stands; whether there is one.
    pub(crate) fn locate(&self, place: usize, issue: &mut Issue) -> bool {
        let column = issue.column.as_ref().and_then(|name| self.columns.get(name));
        let cell = self.respondents.get(place).zip(column).and_then(|(of, column)| of.cells.get(column));
        if let Some(cell) = cell {
            (issue.row, issue.line) = (cell.number, cell.line);
        }
        cell.is_some()
    }
}

struct Builder<'a> {
    table: &'a Table,
    places: &'a Places,
    /// Carried columns, by their place in the long file, and their place in the wide one.
    carried: Vec<(usize, usize)>,
    questions: BTreeMap<String, usize>,
    columns: Vec<Column>,
    /// The names of the columns.
    names: BTreeSet<String>,
    known: BTreeMap<String, usize>,
    respondents: Vec<Respondent>,
    orphans: usize,
    orphan_issues: Vec<Issue>,
    more_issues: usize,
}

impl<'a> Builder<'a> {
    fn new(table: &'a Table, places: &'a Places) -> Builder<'a> {
        let own = table.columns.iter().enumerate().filter(|(place, _)| places.carries(*place));
        let (from, columns): (Vec<usize>, Vec<Column>) =
            own.map(|(place, column)| (place, column.clone())).unzip();
        Builder {
            table,
            places,
            carried: from.into_iter().zip(0..).collect(),
            questions: BTreeMap::new(),
            names: columns.iter().map(|column| column.name.clone()).collect(),
            columns,
            known: BTreeMap::new(),
            respondents: Vec::new(),
            orphans: 0,
            orphan_issues: Vec::new(),
            more_issues: 0,
        }
    }

    fn check(&self) -> Result<(), Unfit> {
        let width = self.columns.len();
        if width <= MOST_COLUMNS && width.saturating_mul(self.respondents.len()) <= MOST_CELLS {
            return Ok(());
        }
        Err(Unfit::Questions(self.questions.len()))
    }

    fn add(&mut self, row: &Row, named: &BTreeSet<&str>) {
        let text = |place: usize| row.folded(place).into_owned();
        let mut issues = RowIssues::of(self.table, row);
        let ragged = issues.ragged();
        let (respondent, question) = (text(self.places.respondent), text(self.places.question));
        if respondent.is_empty() && !ragged {
            issues.push(Some(self.places.respondent), IssueKind::NoRespondent);
        }
        if respondent.is_empty() {
            self.orphans += 1;
            for issue in issues.found {
                issue::note(&mut self.orphan_issues, &mut self.more_issues, issue);
            }
            return;
        }
        let place = self.respondent(respondent, row);
        if question.is_empty() && !ragged {
            issues.push(Some(self.places.question), IssueKind::NoQuestion);
        }
        if !ragged && !question.is_empty() {
            let column = self.question(question);
            self.put(place, column, text(self.places.answer), row, self.places.answer, &mut issues);
        }
        if !ragged {
            for (from, to) in self.carried.clone() {
                let counts = named.contains(self.table.name_at(from));
                let mut told = RowIssues::of(self.table, row);
                self.put(place, to, text(from), row, from, &mut told);
                if counts {
                    issues.found.append(&mut told.found);
                }
            }
        }
        if let Some(respondent) = self.respondents.get_mut(place) {
            respondent.doubts.append(&mut issues.found);
        }
    }

    fn respondent(&mut self, key: String, row: &Row) -> usize {
        let next = self.respondents.len();
        let place = *self.known.entry(key).or_insert(next);
        if place == next {
            let (number, line) = (row.number(), row.line());
            self.respondents.push(Respondent { number, line, ..Respondent::default() });
        }
        place
    }

    /// The column of a question.
    fn question(&mut self, question: String) -> usize {
        if let Some(place) = self.questions.get(&question) {
            return *place;
        }
        let mut column = Column::new(&question);
        let mut n = 1;
        while !self.names.insert(column.name.clone()) {
            n += 1;
            column.name = format!("{question} ({n})");
        }
        self.columns.push(column);
        self.questions.insert(question, self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// Puts a text in the row of a respondent, or notes that another stands there.
    fn put(
        &mut self,
        place: usize,
        to: usize,
        text: String,
        row: &Row,
        from: usize,
        issues: &mut RowIssues<'_>,
    ) {
        let Some(of) = self.respondents.get_mut(place).filter(|_| !text.is_empty()) else { return };
        let (number, line) = (row.number(), row.line());
        let first = of.cells.entry(to).or_insert_with(|| Cell { text: text.clone(), number, line });
        if first.text != text {
            let row = first.number;
            issues.push(Some(from), IssueKind::RespondentTwice { row });
        }
    }

    fn finish(self) -> Wide {
        let Builder { table, columns, respondents, orphans, orphan_issues, more_issues, .. } = self;
        let width = columns.len();
        let row = |respondent: &Respondent| {
            let text = |place| respondent.cells.get(&place).map_or("", |cell| cell.text.as_str());
            Row::made(respondent.number, respondent.line, (0..width).map(text))
        };
        let rows = respondents.iter().map(row).collect();
        let places = columns.iter().zip(0..).map(|(column, place)| (column.name.clone(), place)).collect();
        Wide {
            rows: table.rows.len(),
            table: Table {
                sets: Vec::new(),
                name: table.name.clone(),
                columns,
                rows,
                blank: table.blank,
                nuls: table.nuls,
                recognised: table.recognised.clone(),
            },
            orphans,
            orphan_issues,
            more_issues,
            respondents,
            columns: places,
        }
    }
}

#[cfg(test)]
mod tests;
