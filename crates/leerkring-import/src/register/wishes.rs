//! What schools offer, ask and would like to think about together.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{AspectId, School, SchoolId, Subject, Subjects, Text, Wishes};

use super::read::{headers, school_id, twice};
use super::{Meant, MeantBy, RegisterError, RegisterSummary, SchoolIndex, names};
use crate::issue::{self, Issue, IssueKind, RowIssues};
use crate::number;
use crate::table::{Row, Table};
use crate::text::{fold, loose, nearest, shown};

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

/// Reads a file of wishes with the columns `school`, and those of `offers`, `asks`, `thinks` and `room` that it has;
/// also by their Dutch names: `schoolcode`, `biedt`, `vraagt`, `denkt mee`, `ruimte`. A column without such a name is
/// taken for one of them if it alone has a word that says so, as `Wat biedt u aan?`. Columns that are read as nothing are
/// named in an issue.
///
/// A school is named by its key, or by what people call it if it is among `schools`
/// ([`SchoolIndex`](crate::SchoolIndex)): a name that two schools have sets the row aside, with an issue.
///
/// A cell holds aspects by their key or name, in capitals or not, or `topic:KEY`, with `;`, `,` or spaces between
/// them; `*` is every aspect of the model. With a list of topics ([`Subjects::with`]), topics can be named in the same ways, and a
/// topic must be on it. What is neither is left out, with an issue.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table, read_wishes};
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "school,offers,asks,room\n007,*,topic:spelling,2\n008,,zingen,\n";
/// let table = read_table("wensen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let read = read_wishes(&table, &model, &[])?;
/// assert_eq!(read.wishes["007"].offers.len(), model.aspects().len());
/// assert!(read.issues[0].to_string().starts_with(
///     "wensen.csv, row 2 (line 3), column `asks`: `zingen` is no aspect of the model (it has koers, "
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RegisterError`] if there is no column `school`, or none of the others.
pub fn read_wishes<'a>(
    table: &Table,
    subjects: impl Into<Subjects<'a>>,
    schools: &[School],
) -> Result<SchoolWishes, RegisterError> {
    let subjects = subjects.into();
    let headers_loose: Vec<String> = table.columns.iter().map(|column| loose(&column.header)).collect();
    let named = |key: &str| {
        let at = |name: &&str| headers_loose.iter().position(|header| header == name);
        names::of(key).iter().find_map(at)
    };
    let school = named("id").or_else(|| named("name").filter(|_| !schools.is_empty()));
    let place = |key: &str| named(key).or_else(|| only_with_word(&headers_loose, key, school));
    let columns = Columns {
        offers: place("offers"),
        asks: place("asks"),
        thinks: place("thinks"),
        room: place("room"),
    };
    let school = school.filter(|_| columns.any());
    if school.is_none() {
        return Err(RegisterError::NoWishes { file: table.name.clone(), header: headers(table) });
    }
    let index = SchoolIndex::new(schools);
    let mut read = SchoolWishes::default();
    read.issues.extend(columns.not_read(table, &headers_loose, school));
    let mut first_rows: BTreeMap<SchoolId, &Row> = BTreeMap::new();
    for row in &table.rows {
        let mut issues = RowIssues::of(table, row);
        let whole = school.filter(|_| !issues.ragged());
        match whole.and_then(|column| school_of(row, column, &index, &mut issues)) {
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
                    read.wishes.insert(id, columns.read(row, subjects, &mut issues));
                }
            },
        }
        for issue in issues.found {
            issue::note(&mut read.issues, &mut read.summary.more_issues, issue);
        }
    }
    read.summary.file = table.name.clone();
    read.summary.rows = table.rows.len() + table.blank;
    read.summary.blank = table.blank;
    Ok(read)
}

/// The only column, beside that of the school, with a word of this wish, and of no other, in its header.
fn only_with_word(headers: &[String], key: &str, school: Option<usize>) -> Option<usize> {
    let says = |(place, header): &(usize, &String)| {
        let known =
            ["offers", "asks", "thinks", "room"].iter().any(|key| names::of(key).contains(&header.as_str()));
        Some(*place) != school && !known && names::wishes_in(header) == [key]
    };
    let mut found = headers.iter().enumerate().filter(says);
    found.next().filter(|_| found.next().is_none()).map(|(place, _)| place)
}

/// The school that a cell names, by its key or by what people call it.
fn school_of(
    row: &Row,
    column: usize,
    index: &SchoolIndex<'_>,
    issues: &mut RowIssues<'_>,
) -> Option<SchoolId> {
    let text = row.folded(column);
    let unclear = match index.find(&text) {
        Meant::One(school, by) if by.is_sure() || matches!(by, MeantBy::Spelling | MeantBy::Site) => {
            return Some(school.id.clone());
        }
        Meant::One(school, _) => vec![school],
        Meant::Several(schools) => schools,
        // A key that the register does not have is one all the same.
        Meant::None(_) => return school_id(row, column, issues),
    };
    let told: Vec<String> =
        unclear.into_iter().map(|school| format!("`{}` ({})", school.id, school.name)).collect();
    let kind = IssueKind::SchoolUnclear { text: text.into_owned(), schools: told.join(", ") };
    issues.push(Some(column), kind);
    None
}

/// Where a table holds wishes.
pub(super) struct Columns {
    pub(super) offers: Option<usize>,
    pub(super) asks: Option<usize>,
    pub(super) thinks: Option<usize>,
    pub(super) room: Option<usize>,
}

impl Columns {
    fn places(&self) -> [Option<usize>; 4] {
        [self.offers, self.asks, self.thinks, self.room]
    }

    fn any(&self) -> bool {
        self.places().iter().any(Option::is_some)
    }

    /// The columns that are read as nothing, if any are; a name and a place beside the key say nothing new.
    fn not_read(&self, table: &Table, headers: &[String], school: Option<usize>) -> Option<Issue> {
        let is_known =
            |header: &str| ["id", "name", "municipality"].iter().any(|key| names::of(key).contains(&header));
        let is_read = |place: usize| Some(place) == school || self.places().contains(&Some(place));
        let rest = headers.iter().enumerate().filter(|(place, header)| !is_read(*place) && !is_known(header));
        let columns: Vec<String> =
            rest.map(|(place, _)| format!("`{}`", shown(table.name_at(place)))).collect();
        let kind = IssueKind::NoWish { columns: columns.join(", ") };
        (!columns.is_empty()).then(|| Issue::of_file(table, None, kind))
    }

    pub(super) fn read(&self, row: &Row, of: Subjects<'_>, issues: &mut RowIssues<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        wishes.offers = subjects(row, self.offers, of, issues);
        wishes.asks = subjects(row, self.asks, of, issues);
        wishes.thinks = subjects(row, self.thinks, of, issues);
        let room = self.room.map(|column| row.folded(column));
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
    of: Subjects<'_>,
    issues: &mut RowIssues<'_>,
) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::new();
    let text = column.and_then(|column| row.get(column)).unwrap_or_default();
    let longest = longest_name(of);
    for part in text.split([';', ',', '\n']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut rest = words.as_slice();
        // A name has blanks in it, and blanks stand between keys: the longest name that is one counts.
        let mut unknown: Vec<&str> = Vec::new();
        while let Some((word, after)) = rest.split_first() {
            let lengths = (1..=rest.len().min(longest)).rev();
            let mut known = lengths.filter_map(|length| {
                let (name, after) = rest.split_at_checked(length)?;
                Some((subjects_of(&name.join(" "), of)?, after))
            });
            let known = known.next();
            if known.is_none() {
                unknown.push(word);
            } else {
                note(&mut unknown, column, of, issues);
            }
            rest = known.as_ref().map_or(after, |(_, after)| after);
            subjects.extend(known.into_iter().flat_map(|(found, _)| found));
        }
        note(&mut unknown, column, of, issues);
    }
    subjects
}

/// The most words that a name of a subject can come to in a cell: someone may put a sign after each of them.
fn longest_name(of: Subjects<'_>) -> usize {
    let names = named(of).flat_map(|(_, name)| name.iter());
    names.map(|(_, name)| 2 * name.split_whitespace().count()).max().unwrap_or(1).max(1)
}

/// Notes words in a row that are no subject, as one.
fn note(unknown: &mut Vec<&str>, column: Option<usize>, of: Subjects<'_>, issues: &mut RowIssues<'_>) {
    if !unknown.is_empty() {
        let known: Vec<&str> = of.model.aspects().iter().map(|aspect| aspect.id().key()).collect();
        let text = unknown.join(" ");
        // One with a list has other names to mistake, and no other way to name a topic.
        let names = || {
            named(of).flat_map(|(key, name)| std::iter::once(key).chain(name.iter().map(|(_, name)| name)))
        };
        let wanted = text.strip_prefix(TOPIC).unwrap_or(&text);
        let near = of.topics.and_then(|_| nearest(wanted, names())).map(str::to_owned);
        issues.push(column, IssueKind::Subject { text, known: known.join(", "), nearest: near });
        unknown.clear();
    }
}

/// What stands before the key of a topic.
const TOPIC: &str = "topic:";

/// All that has a name: the key and the name of each aspect, then of each topic on the list.
fn named(of: Subjects<'_>) -> impl Iterator<Item = (&str, &Text)> {
    let aspects = of.model.aspects().iter().map(|aspect| (aspect.id().key(), aspect.name()));
    let topics = of.topics.into_iter().flat_map(|topics| topics.iter());
    aspects.chain(topics.map(|topic| (topic.id.key(), &topic.name)))
}

/// `*`, `koers` or the name of an aspect in any language of the model, `samen-leren@1:koers`, or `topic:spelling`; with a list,
/// `spelling` or the name of a topic too.
fn subjects_of(text: &str, of: Subjects<'_>) -> Option<Vec<Subject>> {
    let aspects = || of.model.aspects().iter();
    if text == "*" {
        return Some(aspects().map(|aspect| Subject::from(aspect.id())).collect());
    }
    let is_named = |key: &str, name: &Text| {
        let mut names = name.iter().map(|(_, name)| loose(name));
        key.eq_ignore_ascii_case(text) || names.any(|name| name == loose(text))
    };
    if let Some(aspect) = aspects().find(|aspect| is_named(aspect.id().key(), aspect.name())) {
        return Some(vec![Subject::from(aspect.id())]);
    }
    let mut topics = of.topics.into_iter().flat_map(|topics| topics.iter());
    if let Some(topic) = topics.find(|topic| is_named(topic.id.key(), &topic.name)) {
        return Some(vec![Subject::from(&topic.id)]);
    }
    let subject: Subject = text.parse().ok()?;
    let of_model = |id: &AspectId| of.model.aspect(id).is_some();
    let known = match &subject {
        Subject::Aspect(id) => of_model(id),
        Subject::Topic(id) => of.topics.is_none_or(|topics| topics.get(id).is_some()),
    };
    known.then(|| vec![subject])
}
