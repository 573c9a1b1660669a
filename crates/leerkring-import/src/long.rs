//! A long file, with a row per answer, brought into the form of all others: a row per respondent, in the order of
//! their first appearance, and a column per question.
//!
//! What stands beside the answers (school, role, date) is taken from the first row of the respondent that has it. Where a
//! later row says something else, of a column that counts, or answers a question anew, the respondent is doubtful.

use std::collections::{BTreeMap, BTreeSet};

use crate::codebook::LongColumns;
use crate::issue::{Issue, IssueKind, RowIssues};
use crate::table::{Column, Row, Table};
use crate::text::fold;

/// A long file with a row per respondent.
pub(crate) struct Wide {
    pub(crate) table: Table,
    /// Rows of the long file that are not blank.
    pub(crate) rows: usize,
    /// What is doubtful in rows that belong to nobody.
    pub(crate) orphans: Vec<Issue>,
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

/// The columns that the file has once it is wide; `None` if it is not a long file with these columns.
pub(crate) fn names(table: &Table, columns: &LongColumns) -> Option<BTreeSet<String>> {
    let places = Places::of(table, columns)?;
    let carried = table.columns.iter().zip(0..).filter(|(_, place)| places.carries(*place));
    let carried = carried.map(|(column, _)| column.name.clone());
    let questions = table.rows.iter().filter_map(|row| row.get(places.question));
    Some(carried.chain(questions.map(|text| fold(text).into_owned())).collect())
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
    /// Brings the rows of each respondent together; `None` if the columns are not there. `named` are the columns that
    /// count: one that does not may say something else in every row.
    pub(crate) fn of(table: &Table, columns: &LongColumns, named: &BTreeSet<&str>) -> Option<Wide> {
        let places = Places::of(table, columns)?;
        let mut wide = Builder::new(table, &places);
        for row in &table.rows {
            wide.add(row, named);
        }
        Some(wide.finish())
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
    known: BTreeMap<String, usize>,
    respondents: Vec<Respondent>,
    orphans: Vec<Issue>,
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
            columns,
            known: BTreeMap::new(),
            respondents: Vec::new(),
            orphans: Vec::new(),
        }
    }

    fn add(&mut self, row: &Row, named: &BTreeSet<&str>) {
        let text = |place: usize| fold(row.get(place).unwrap_or_default()).into_owned();
        let mut issues = RowIssues::of(self.table, row);
        let ragged = issues.ragged();
        let (respondent, question) = (text(self.places.respondent), text(self.places.question));
        if respondent.is_empty() && !ragged {
            issues.push(Some(self.places.respondent), IssueKind::NoRespondent);
        }
        if respondent.is_empty() {
            self.orphans.append(&mut issues.found);
            return;
        }
        let place = self.respondent(respondent.clone(), row);
        if question.is_empty() && !ragged {
            issues.push(Some(self.places.question), IssueKind::NoQuestion);
        }
        if !ragged && !question.is_empty() {
            let column = self.question(question);
            self.put(
                place,
                column,
                text(self.places.answer),
                row,
                self.places.answer,
                &respondent,
                &mut issues,
            );
        }
        if !ragged {
            for (from, to) in self.carried.clone() {
                let counts = named.contains(self.table.name_at(from));
                let mut told = RowIssues::of(self.table, row);
                self.put(place, to, text(from), row, from, &respondent, &mut told);
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
        let taken = |name: &str| self.columns.iter().any(|column| column.name == name);
        let mut n = 1;
        while taken(&column.name) {
            n += 1;
            column.name = format!("{question} ({n})");
        }
        self.columns.push(column);
        self.questions.insert(question, self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// Puts a text in the row of a respondent, or notes that another stands there.
    #[expect(clippy::too_many_arguments, reason = "a cell, where it goes and where it comes from")]
    fn put(
        &mut self,
        place: usize,
        to: usize,
        text: String,
        row: &Row,
        from: usize,
        respondent: &str,
        issues: &mut RowIssues<'_>,
    ) {
        let Some(of) = self.respondents.get_mut(place).filter(|_| !text.is_empty()) else { return };
        let (number, line) = (row.number(), row.line());
        let first = of.cells.entry(to).or_insert_with(|| Cell { text: text.clone(), number, line });
        if first.text != text {
            let (respondent, row) = (respondent.to_owned(), first.number);
            issues.push(Some(from), IssueKind::RespondentTwice { respondent, row });
        }
    }

    fn finish(self) -> Wide {
        let Builder { table, columns, respondents, orphans, .. } = self;
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
            respondents,
            columns: places,
        }
    }
}

#[cfg(test)]
mod tests;
