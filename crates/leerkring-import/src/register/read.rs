//! Reading the rows of a register.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Role, School, SchoolId, Subjects, Wishes};

use super::crs::Converter;
use super::place::{self, Judged};
use super::{Crs, Register, RegisterColumns, RegisterError, RegisterSummary, keys, wishes};
use crate::columns::find;
use crate::issue::{self, Issue, IssueKind, RowIssues};
use crate::number::{self, Mark};
use crate::table::{Format, Row, Table};
use crate::text::{fold, shown};

/// Reads the schools of a register: [`Codebook::register`](crate::Codebook::register) says which column is what, or
/// [`RegisterColumns::of`] where the file uses leerkring's own names.
///
/// A row without a usable key is set aside, and so is a second row with the same key, unless it says the same as
/// the first in every column that is read: then it is a repeat. A value that cannot be read is left out and the
/// school kept. Coordinates take a decimal point or comma.
///
/// From five schools with coordinates on, each is judged by where the others lie. A school that lies among them only
/// with latitude and longitude the other way round is kept without a point, with an issue; where that is so for more
/// than half of them, there is one issue for the file instead, and all points are taken as they stand: East Africa
/// and the Middle East lie where Europe would, and only a person knows. A school that lies far from the others
/// either way keeps its point, with an issue.
///
/// Where [`RegisterColumns::crs`] names a system, `x` and `y` are turned into degrees first; what lies outside the area
/// of the system is left out, with an issue. Keys that differ only by leading zeros or capitals are issues too, and
/// both schools are kept; sites of one main school, shared points and missing ones are counted in the summary.
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
pub fn read_register<'a>(
    table: &Table,
    columns: &RegisterColumns,
    subjects: impl Into<Subjects<'a>>,
) -> Result<Register, RegisterError> {
    let mut reader = Reader::new(&places(table, columns.named())?, columns.crs, subjects.into());
    reader.look_at_marks(table);
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
                issues.push(Some(reader.id), twice(&id, first));
                register.issues.append(&mut issues.found);
            }
            continue;
        }
        first_rows.insert(id.clone(), row);
        summary.schools += 1;
        rows.push(reader.school(row, id, issues));
    }
    let ids: Vec<SchoolId> = rows.iter().map(|row| row.school.id.clone()).collect();
    for (place, earlier) in keys::alike(&ids) {
        let earlier = ids.get(earlier).and_then(|id| Some((id.to_string(), first_rows.get(id)?.number())));
        if let (Some((school, row)), Some(read)) = (earlier, rows.get_mut(place)) {
            read.issues.push(Some(reader.id), IssueKind::AlikeSchool { school, row });
        }
    }
    let points: Vec<_> = rows.iter().map(|row| row.point).collect();
    let (judged, of_file) = place::judge(&points);
    register.issues.extend(of_file.map(|kind| Issue::of_file(table, reader.lat, kind)));
    for (row, judged) in rows.into_iter().zip(judged) {
        let ReadRow { mut school, wishes, mut issues, .. } = row;
        match judged {
            Judged::None => {}
            Judged::Point(point) => school.point = Some(point),
            Judged::Far(point) => {
                school.point = Some(point);
                issues.push(reader.lat, IssueKind::FarPoint { lat: point.lat(), lon: point.lon() });
            }
            Judged::Doubt(kind) => issues.push(reader.lat, kind),
        }
        if wishes != Wishes::default() {
            register.wishes.insert(school.id.clone(), wishes);
        }
        register.schools.push(school);
        register.issues.append(&mut issues.found);
    }
    register.issues.sort_by_key(|issue: &Issue| issue.row);
    register.summary.more_issues = register.issues.len().saturating_sub(issue::MOST);
    register.issues.truncate(issue::MOST);
    register.summary.look_at(&register.schools);
    Ok(register)
}

pub(super) fn twice(id: &SchoolId, first: &Row) -> IssueKind {
    IssueKind::SchoolTwice { school: Some(id.to_string()), row: first.number() }
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
    Ok(found.places)
}

/// The headers of a table for a message: in backticks, and not hundreds of them.
pub(super) fn headers(table: &Table) -> Vec<String> {
    const MOST: usize = 40;
    let mut headers: Vec<String> =
        table.names().take(MOST).map(|name| format!("`{}`", shown(name))).collect();
    if let Some(more) = table.columns.len().checked_sub(MOST).filter(|more| *more > 0) {
        headers.push(format!("and {more} more"));
    }
    headers
}

/// The school that a cell names.
pub(super) fn school_id(row: &Row, column: usize, issues: &mut RowIssues<'_>) -> Option<SchoolId> {
    let text = row.folded(column);
    let kind = if text.is_empty() {
        IssueKind::NoSchool
    } else {
        match SchoolId::new(&text) {
            Ok(id) => return Some(id),
            Err(_) => IssueKind::School,
        }
    };
    issues.push(Some(column), kind);
    None
}

/// What wishes can be about, and where the columns of a table are that hold what.
struct Reader<'a> {
    subjects: Subjects<'a>,
    id: usize,
    name: usize,
    board: Option<usize>,
    network_type: Option<usize>,
    sector: Option<usize>,
    language: Option<usize>,
    municipality: Option<usize>,
    /// Latitude and longitude, or y and x.
    lat: Option<usize>,
    lon: Option<usize>,
    /// From y and x to degrees.
    converter: Option<Converter>,
    pupils: Option<usize>,
    team: Option<usize>,
    /// The column of the size of a role.
    team_roles: [(Role, Option<usize>); 3],
    wishes: wishes::Columns,
    traits: Vec<(String, usize)>,
    /// In delimited text, for each column with a trait the marks that its numbers show to be decimal ones.
    decimal_marks: BTreeMap<usize, BTreeSet<char>>,
    categories: Vec<(String, usize)>,
    /// All of these.
    all: Vec<usize>,
}

struct ReadRow<'a> {
    school: School,
    point: Option<(f64, f64)>,
    wishes: Wishes,
    issues: RowIssues<'a>,
}

/// The text of a column, if the register has the column and the cell is not empty.
fn text(row: &Row, column: Option<usize>) -> Option<Cow<'_, str>> {
    Some(fold(row.get(column?)?)).filter(|text| !text.is_empty())
}

fn count(row: &Row, column: Option<usize>, issues: &mut RowIssues<'_>) -> Option<u32> {
    number::count(&text(row, column)?).map_err(|kind| issues.push(column, kind)).ok()
}

fn decimal(row: &Row, column: Option<usize>, issues: &mut RowIssues<'_>) -> Option<f64> {
    let text = text(row, column)?;
    let number = number::decimal(&text);
    if number.is_none() {
        issues.push(column, IssueKind::Number(text.into_owned()));
    }
    number
}

impl<'a> Reader<'a> {
    fn new(places: &BTreeMap<String, usize>, crs: Option<Crs>, subjects: Subjects<'a>) -> Reader<'a> {
        let place = |key: &str| places.get(&format!("register.{key}")).copied();
        let listed = |list: &str| -> Vec<(String, usize)> {
            let key = |(path, place): (&String, &usize)| {
                Some((
                    path.strip_prefix("register.")?.strip_prefix(list)?.strip_prefix('.')?.to_owned(),
                    *place,
                ))
            };
            places.iter().filter_map(key).collect()
        };
        Reader {
            subjects,
            // These two are always named, and no column that is named is missing.
            id: place("id").unwrap_or(0),
            name: place("name").unwrap_or(0),
            board: place("board"),
            network_type: place("network_type"),
            sector: place("sector"),
            language: place("language"),
            municipality: place("municipality"),
            lat: place("lat").or_else(|| place("y")),
            lon: place("lon").or_else(|| place("x")),
            converter: crs.map(Converter::new),
            pupils: place("pupils"),
            team: place("team"),
            team_roles: [
                (Role::Leadership, place("team_leadership")),
                (Role::Teacher, place("team_teacher")),
                (Role::Support, place("team_support")),
            ],
            wishes: wishes::Columns {
                offers: place("offers"),
                asks: place("asks"),
                thinks: place("thinks"),
                room: place("room"),
                guessed: Vec::new(),
                known: wishes::known(subjects),
            },
            traits: listed("traits"),
            decimal_marks: BTreeMap::new(),
            categories: listed("categories"),
            all: places.values().copied().collect(),
        }
    }

    /// Looks which marks are decimal ones in the columns with traits. In a workbook and the like a number has no mark, unless
    /// somebody typed it as a text.
    fn look_at_marks(&mut self, table: &Table) {
        let columns = self.traits.iter().map(|(_, column)| *column);
        let is_typed = |column: &usize| table.columns.get(*column).is_some_and(|column| column.typed_marks);
        for column in columns.filter(|column| table.recognised.format == Format::Text || is_typed(column)) {
            let shown = table.rows.iter().filter_map(|row| match number::mark(&row.folded(column))? {
                Mark::Decimal(mark) => Some(mark),
                Mark::Unsaid(_) => None,
            });
            self.decimal_marks.insert(column, shown.collect());
        }
    }

    /// Whether the mark of a number can be a decimal one or part thousands, and nothing in its column shows which.
    fn is_ambiguous(&self, text: &str, column: usize) -> bool {
        let shown = self.decimal_marks.get(&column);
        let is_shown = |mark| shown.is_none_or(|shown| shown.contains(&mark));
        matches!(number::mark(text), Some(Mark::Unsaid(mark)) if !is_shown(mark))
    }

    fn id(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<SchoolId> {
        if issues.ragged() { None } else { school_id(row, self.id, issues) }
    }

    /// Whether two rows say the same in every column that is read.
    fn equal(&self, a: &Row, b: &Row) -> bool {
        self.all
            .iter()
            .all(|&column| fold(a.get(column).unwrap_or_default()) == fold(b.get(column).unwrap_or_default()))
    }

    fn school(&self, row: &'a Row, id: SchoolId, mut issues: RowIssues<'a>) -> ReadRow<'a> {
        let owned = |column| text(row, column).map(Cow::into_owned);
        let name = owned(Some(self.name)).unwrap_or_else(|| {
            issues.push(Some(self.name), IssueKind::NoName);
            id.to_string()
        });
        let mut school = School::new(id, &name);
        school.board = owned(self.board);
        school.network_type = owned(self.network_type);
        school.sector = owned(self.sector);
        school.language = owned(self.language);
        school.municipality = owned(self.municipality);
        school.pupils = count(row, self.pupils, &mut issues);
        school.team.total = count(row, self.team, &mut issues);
        for (role, column) in &self.team_roles {
            if let Some(size) = count(row, *column, &mut issues) {
                school.team.by_role.insert(*role, size);
            }
        }
        for (key, column) in &self.traits {
            if let Some(text) = text(row, Some(*column)).filter(|text| self.is_ambiguous(text, *column)) {
                issues.push(Some(*column), IssueKind::AmbiguousNumber(text.into_owned()));
            } else if let Some(value) = decimal(row, Some(*column), &mut issues) {
                school.traits.insert(key.clone(), value);
            }
        }
        let kind = |(key, column): &(String, usize)| Some((key.clone(), owned(Some(*column))?));
        school.categories = self.categories.iter().filter_map(kind).collect();
        let point = self.coordinates(row, &mut issues);
        let wishes = self.wishes.read(row, self.subjects, &mut issues);
        ReadRow { school, point, wishes, issues }
    }

    fn coordinates(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<(f64, f64)> {
        let before = issues.found.len();
        match (decimal(row, self.lat, issues), decimal(row, self.lon, issues)) {
            (Some(lat), Some(lon)) => return self.degrees(lat, lon, issues),
            (None, None) => {}
            // One that is there and cannot be read has been noted already.
            (lat, _) if issues.found.len() == before => {
                issues.push(if lat.is_none() { self.lat } else { self.lon }, IssueKind::HalfPoint);
            }
            _ => {}
        }
        None
    }

    /// The coordinates in degrees, whatever they are written in.
    fn degrees(&self, north: f64, east: f64, issues: &mut RowIssues<'_>) -> Option<(f64, f64)> {
        let Some(converter) = &self.converter else { return Some((north, east)) };
        let degrees = converter.degrees(east, north);
        if degrees.is_none() {
            let crs = converter.crs;
            let swapped = crs.holds(north, east);
            issues.push(self.lon, IssueKind::OutsideArea { x: east, y: north, crs, swapped });
        }
        degrees
    }
}
