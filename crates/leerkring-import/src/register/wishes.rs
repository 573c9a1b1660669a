//! What schools offer, ask and would like to think about together.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{AspectId, Model, SchoolId, Subject, Wishes};

use super::read::{headers, places, school_id, twice};
use super::{RegisterError, RegisterSummary};
use crate::issue::{Issue, IssueKind, RowIssues};
use crate::number;
use crate::table::{Row, Table};
use crate::text::fold;

/// The wishes of a file of its own: a public register knows none.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SchoolWishes {
    /// What each school of the file wishes.
    pub wishes: BTreeMap<SchoolId, Wishes>,
    /// What is doubtful: rows set aside, and values left out, in the order of the file.
    pub issues: Vec<Issue>,
    /// What became of the rows.
    pub summary: RegisterSummary,
}

/// Reads a file of wishes with the columns `school`, and those of `offers`, `asks`, `thinks` and `room` that it has.
///
/// A cell holds keys of aspects or `topic:KEY`, with `;`, `,` or spaces between them; `*` is every aspect of the
/// model. What is neither is left out, with an issue.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table, read_wishes};
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "school,offers,asks,room\n007,*,topic:spelling,2\n008,,zingen,\n";
/// let table = read_table("wensen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let read = read_wishes(&table, &model)?;
/// assert_eq!(read.wishes["007"].offers.len(), model.aspects().len());
/// assert!(read.issues[0].to_string().starts_with(
///     "wensen.csv, row 2 (line 3), column `asks`: `zingen` is no aspect of the model (it has koers, "
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RegisterError`] if there is no column `school`, none of the others, or one of them twice.
pub fn read_wishes(table: &Table, model: &Model) -> Result<SchoolWishes, RegisterError> {
    let has = |column: &str| table.place(column).is_some();
    let mut named = vec!["school"];
    named.extend(["offers", "asks", "thinks", "room"].into_iter().filter(|key| has(key)));
    if named.len() == 1 || !has("school") {
        return Err(RegisterError::NoWishes { file: table.name.clone(), header: headers(table) });
    }
    let places = places(table, named.into_iter().map(|key| (key.to_owned(), key)))?;
    let place = |key: &str| places.get(key).copied();
    let columns = Columns {
        offers: place("offers"),
        asks: place("asks"),
        thinks: place("thinks"),
        room: place("room"),
    };
    let mut read = SchoolWishes::default();
    let mut first_rows: BTreeMap<SchoolId, &Row> = BTreeMap::new();
    for row in &table.rows {
        let mut issues = RowIssues::of(table, row);
        let school = place("school").filter(|_| !issues.ragged());
        match school.and_then(|column| school_id(row, column, &mut issues)) {
            None => read.summary.set_aside += 1,
            Some(id) => match first_rows.get(&id) {
                Some(first) if first.iter().map(fold).eq(row.iter().map(fold)) => read.summary.repeats += 1,
                Some(first) => {
                    read.summary.set_aside += 1;
                    issues.push(school, twice(&id, first));
                }
                None => {
                    read.summary.schools += 1;
                    first_rows.insert(id.clone(), row);
                    read.wishes.insert(id, columns.read(row, model, &mut issues));
                }
            },
        }
        read.issues.append(&mut issues.found);
    }
    read.summary.file = table.name.clone();
    read.summary.rows = table.rows.len() + table.blank;
    read.summary.blank = table.blank;
    Ok(read)
}

/// Where a table holds wishes.
pub(super) struct Columns {
    pub(super) offers: Option<usize>,
    pub(super) asks: Option<usize>,
    pub(super) thinks: Option<usize>,
    pub(super) room: Option<usize>,
}

impl Columns {
    pub(super) fn read(&self, row: &Row, model: &Model, issues: &mut RowIssues<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        wishes.offers = subjects(row, self.offers, model, issues);
        wishes.asks = subjects(row, self.asks, model, issues);
        wishes.thinks = subjects(row, self.thinks, model, issues);
        let room = self.room.map(|column| fold(row.get(column).unwrap_or_default()));
        match room.as_deref() {
            // An offer without room is easily overlooked: nobody would ever be sent there.
            None | Some("") if !wishes.offers.is_empty() => {
                issues.push(self.room.or(self.offers), IssueKind::NoRoom);
            }
            None | Some("") => {}
            Some(text) => match number::count(text) {
                Ok(room) => wishes.room = room,
                Err(kind) => issues.push(self.room, kind),
            },
        }
        wishes
    }
}

fn subjects(
    row: &Row,
    column: Option<usize>,
    model: &Model,
    issues: &mut RowIssues<'_>,
) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::new();
    let text = column.and_then(|column| row.get(column)).unwrap_or_default();
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ','));
    for part in parts.filter(|part| !part.is_empty()) {
        if part == "*" {
            subjects.extend(model.aspects().iter().map(|aspect| Subject::Aspect(aspect.id().clone())));
        } else if let Some(subject) = subject(part, model) {
            subjects.insert(subject);
        } else {
            let known: Vec<&str> = model.aspects().iter().map(|aspect| aspect.id().key()).collect();
            issues.push(column, IssueKind::Subject { text: part.to_owned(), known: known.join(", ") });
        }
    }
    subjects
}

/// `koers`, `samen-leren@1:koers` or `topic:spelling`.
fn subject(text: &str, model: &Model) -> Option<Subject> {
    if let Some(aspect) = model.aspect_by_key(text) {
        return Some(Subject::Aspect(aspect.id().clone()));
    }
    let subject: Subject = text.parse().ok()?;
    let of_model = |id: &AspectId| model.aspect(id).is_some();
    Some(subject).filter(|subject| match subject {
        Subject::Aspect(id) => of_model(id),
        Subject::Topic(_) => true,
    })
}
