//! Reading the rows of a register.

use std::borrow::Cow;
use std::collections::BTreeMap;

use leerkring_model::{Model, School, SchoolId, Wishes};

use super::{Register, RegisterColumns, RegisterError, RegisterSummary, place, wishes};
use crate::columns::find;
use crate::issue::{Issue, IssueKind, RowIssues};
use crate::number;
use crate::table::{Row, Table};
use crate::text::{fold, shown};

/// Reads the schools of a register: [`Codebook::register`](crate::Codebook::register) says which column is what, or
/// [`RegisterColumns::of`] where the file uses leerkring's own names.
///
/// A row without a usable key is set aside, and so is a second row with the same key, unless it says the same as
/// the first in every column that is read: then it is a repeat. A value that cannot be read is left out and the
/// school kept. Coordinates take a decimal point or comma; where the two are the wrong way round, judged by where
/// the other schools lie, the school is kept without a point.
///
/// ```
/// use leerkring_import::{ReadOptions, RegisterColumns, read_register, read_table};
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "id;name;lat;lon;trait:weight;offers;room\n007;De Linde;52,1;4,3;31,5;koers topic:spelling;2\n";
/// let table = read_table("scholen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let register = read_register(&table, &RegisterColumns::of(&table), &model)?;
/// assert_eq!(register.summary.to_string(), "scholen.csv: 1 row: 1 school");
/// assert_eq!(register.schools[0].traits["weight"], 31.5);
/// assert_eq!(register.wishes["007"].offers.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RegisterError`] if a column that is named is not there, or more than once.
pub fn read_register(
    table: &Table,
    columns: &RegisterColumns,
    model: &Model,
) -> Result<Register, RegisterError> {
    let reader = Reader { places: places(table, columns.named())?, model };
    let mut rows = Vec::new();
    let mut first_rows: BTreeMap<SchoolId, &Row> = BTreeMap::new();
    let mut register = Register::default();
    let summary = &mut register.summary;
    *summary = RegisterSummary {
        file: table.name.clone(),
        rows: table.rows.len() + table.blank,
        blank: table.blank,
        ..RegisterSummary::default()
    };
    for row in &table.rows {
        let mut issues = RowIssues::of(table, row);
        let Some(id) = reader.id(row, &mut issues) else {
            summary.set_aside += 1;
            register.issues.append(&mut issues.found);
            continue;
        };
        if let Some(first) = first_rows.get(&id) {
            if reader.equal(first, row) {
                summary.repeats += 1;
            } else {
                summary.set_aside += 1;
                issues.push(reader.place("id"), twice(&id, first));
                register.issues.append(&mut issues.found);
            }
            continue;
        }
        first_rows.insert(id.clone(), row);
        summary.schools += 1;
        rows.push(reader.school(row, id, issues));
    }
    let points: Vec<_> = rows.iter().map(|row| row.point).collect();
    let judged = place::judge(&points);
    for (row, point) in rows.into_iter().zip(judged) {
        let ReadRow { mut school, wishes, mut issues, .. } = row;
        match point {
            place::Judged::Point(point) => school.point = Some(point),
            place::Judged::None => {}
            place::Judged::Doubt(kind) => issues.push(reader.place("lat"), kind),
        }
        if wishes != Wishes::default() {
            register.wishes.insert(school.id.clone(), wishes);
        }
        register.schools.push(school);
        register.issues.append(&mut issues.found);
    }
    register.issues.sort_by_key(|issue: &Issue| issue.row);
    Ok(register)
}

pub(super) fn twice(id: &SchoolId, first: &Row) -> IssueKind {
    IssueKind::SchoolTwice { school: id.to_string(), first: format!("row {}", first.number()) }
}

/// The places of the columns that are named, by key path.
pub(super) fn places<'a>(
    table: &Table,
    named: impl Iterator<Item = (String, &'a str)>,
) -> Result<BTreeMap<String, usize>, RegisterError> {
    let file = || table.name.clone();
    let found = find(table, named);
    if !found.missing.is_empty() {
        let header = headers(table);
        return Err(RegisterError::Missing { file: file(), columns: found.missing, header });
    }
    if !found.twice.is_empty() {
        return Err(RegisterError::Twice { file: file(), columns: found.twice });
    }
    Ok(found.places)
}

/// The headers of a table for a message: in backticks, and not hundreds of them.
pub(super) fn headers(table: &Table) -> Vec<String> {
    const MOST: usize = 40;
    let mut headers: Vec<String> =
        table.header.iter().take(MOST).map(|cell| format!("`{}`", shown(cell))).collect();
    if let Some(more) = table.header.len().checked_sub(MOST).filter(|more| *more > 0) {
        headers.push(format!("and {more} more"));
    }
    headers
}

/// The school that a cell names.
pub(super) fn school_id(row: &Row, column: usize, issues: &mut RowIssues<'_>) -> Option<SchoolId> {
    let text = fold(row.get(column).unwrap_or_default());
    let kind = if text.is_empty() {
        IssueKind::NoSchool
    } else {
        match SchoolId::new(&text) {
            Ok(id) => return Some(id),
            Err(_) => IssueKind::School(text.into_owned()),
        }
    };
    issues.push(Some(column), kind);
    None
}

struct Reader<'a> {
    places: BTreeMap<String, usize>,
    model: &'a Model,
}

struct ReadRow<'a> {
    school: School,
    point: Option<(f64, f64)>,
    wishes: Wishes,
    issues: RowIssues<'a>,
}

impl<'a> Reader<'a> {
    fn place(&self, key: &str) -> Option<usize> {
        self.places.get(&format!("register.{key}")).copied()
    }

    /// The text of a column, if the register has the column and the cell is not empty.
    fn text<'r>(&self, row: &'r Row, key: &str) -> Option<(usize, Cow<'r, str>)> {
        let column = self.place(key)?;
        Some((column, fold(row.get(column)?))).filter(|(_, text)| !text.is_empty())
    }

    fn id(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<SchoolId> {
        if issues.ragged() {
            return None;
        }
        school_id(row, self.place("id")?, issues)
    }

    /// Whether two rows say the same in every column that is read.
    fn equal(&self, a: &Row, b: &Row) -> bool {
        self.places
            .values()
            .all(|&column| fold(a.get(column).unwrap_or_default()) == fold(b.get(column).unwrap_or_default()))
    }

    fn school(&self, row: &'a Row, id: SchoolId, mut issues: RowIssues<'a>) -> ReadRow<'a> {
        let owned = |key: &str| self.text(row, key).map(|(_, text)| text.into_owned());
        let name = owned("name").unwrap_or_else(|| {
            issues.push(self.place("name"), IssueKind::NoName);
            id.to_string()
        });
        let mut school = School::new(id, &name);
        school.board = owned("board");
        school.network_type = owned("network_type");
        school.sector = owned("sector");
        school.language = owned("language");
        school.municipality = owned("municipality");
        school.pupils = self.count(row, "pupils", &mut issues);
        for path in self.places.keys() {
            let Some(key) = path.strip_prefix("register.traits.") else { continue };
            if let Some(value) = self.decimal(row, &format!("traits.{key}"), &mut issues) {
                school.traits.insert(key.to_owned(), value);
            }
        }
        let point = self.coordinates(row, &mut issues);
        let wishes = self.wishes(row, &mut issues);
        ReadRow { school, point, wishes, issues }
    }

    fn count(&self, row: &Row, key: &str, issues: &mut RowIssues<'_>) -> Option<u32> {
        let (column, text) = self.text(row, key)?;
        let count = number::count(&text);
        if count.is_none() {
            issues.push(Some(column), IssueKind::Count(text.into_owned()));
        }
        count
    }

    fn decimal(&self, row: &Row, key: &str, issues: &mut RowIssues<'_>) -> Option<f64> {
        let (column, text) = self.text(row, key)?;
        let number = number::decimal(&text);
        if number.is_none() {
            issues.push(Some(column), IssueKind::Number(text.into_owned()));
        }
        number
    }

    fn coordinates(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<(f64, f64)> {
        let before = issues.found.len();
        match (self.decimal(row, "lat", issues), self.decimal(row, "lon", issues)) {
            (Some(lat), Some(lon)) => return Some((lat, lon)),
            (None, None) => {}
            // One that is there and cannot be read has been noted already.
            (lat, _) if issues.found.len() == before => {
                let column = self.place(if lat.is_none() { "lat" } else { "lon" });
                issues.push(column, IssueKind::HalfPoint);
            }
            _ => {}
        }
        None
    }

    fn wishes(&self, row: &Row, issues: &mut RowIssues<'_>) -> Wishes {
        let columns = wishes::Columns {
            offers: self.place("offers"),
            asks: self.place("asks"),
            thinks: self.place("thinks"),
            room: self.place("room"),
        };
        columns.read(row, self.model, issues)
    }
}
