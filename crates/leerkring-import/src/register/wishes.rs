//! What schools offer, ask and would like to think about together.

mod columns;

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Aspect, SchoolId, Subject, Subjects, Text, Topics, Wishes};

pub(super) use self::columns::Columns;
use self::columns::SchoolColumn;
use super::read::{headers, school_id};
use super::{KeyForms, Meant, MeantBy, RegisterError, RegisterSummary, SchoolIndex, says_no_more};
use crate::issue::{self, Issue, IssueKind, RowIssues};
use crate::number;
use crate::quote::Known;
use crate::table::{Row, Table};
use crate::text::{fold, loose, nearest};

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
/// taken for one of them if it alone has a word that says so, as `Wat biedt u aan?`, and most of its filled cells hold
/// nothing but what can be wished. An issue names each column that is taken so; nothing that stands in one is repeated
/// unless it is a wish. Columns that are read as nothing are named in an issue too.
///
/// A school is named by its key, or by what people call it if it is among `schools`, a list of them or a
/// [`SchoolIndex`](crate::SchoolIndex) that also knows what codebooks say: a name that two schools have sets the row aside,
/// with an issue. One that is not among them keeps its wishes, with an issue, unless there are none to know. A column `id`
/// may number the rows: it is that of the school only where no other is, and the survey tool did not write it.
///
/// A cell holds aspects by their key or name, in capitals or not, or `topic:KEY`, with `;`, `,` or spaces between
/// them; `*` is every aspect of the model. With a list of topics ([`Subjects::with`]), topics can be named in the same ways, and a
/// topic must be on it. What is neither is left out, with an issue, which repeats it only if it can hold no name of a person.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table, read_wishes};
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "school,offers,asks,room\n007,*,topic:spelling,2\n008,,zingen,\n";
/// let table = read_table("wensen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let read = read_wishes(&table, &model, &[])?;
/// assert_eq!(read.wishes["007"].offers.len(), model.aspects().len());
/// assert!(read.issues[0].to_string().starts_with(
///     "wensen.csv, row 3, column `asks`: what stands here is no aspect of the model (it has koers, "
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RegisterError`] if there is no column `school`, or none of the others.
pub fn read_wishes<'a, 's>(
    table: &Table,
    subjects: impl Into<Subjects<'a>>,
    schools: impl Into<SchoolIndex<'s>>,
) -> Result<SchoolWishes, RegisterError> {
    let subjects = subjects.into();
    let index = schools.into();
    let school = SchoolColumn::of(table, &index);
    let columns = Columns::of(table, school.as_ref().map(|school| school.place), subjects);
    let Some(school) = school.filter(|_| columns.any()) else {
        return Err(RegisterError::NoWishes { file: table.name.clone(), header: headers(table) });
    };
    let mut read = SchoolWishes::default();
    read.issues.extend(school.others(table).into_iter().chain(columns.told(table, school.place)));
    let keys = index.key_forms();
    let mut first_rows: BTreeMap<SchoolId, &Row> = BTreeMap::new();
    for row in &table.rows {
        let mut issues = RowIssues::of(table, row);
        let whole = !issues.ragged();
        match whole.then(|| school_of(row, &school, &index, &keys, &mut issues)).flatten() {
            None => read.summary.set_aside += 1,
            Some(id) => match first_rows.get(&id) {
                Some(first) if first.iter().map(fold).eq(row.iter().map(fold)) => read.summary.repeats += 1,
                Some(first) => {
                    read.summary.set_aside += 1;
                    let key = Some(id.to_string()).filter(|key| keys.has(key) || index.school(key).is_some());
                    let kind = IssueKind::SchoolTwice { school: key, row: first.number() };
                    issues.push(Some(school.place), kind);
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

/// The school that a cell names, by its key or by what people call it.
fn school_of(
    row: &Row,
    column: &SchoolColumn,
    index: &SchoolIndex<'_>,
    keys: &KeyForms,
    issues: &mut RowIssues<'_>,
) -> Option<SchoolId> {
    let text = row.folded(column.place);
    // The number of a row would be the key of a school that lost its zeros.
    let is_near = |by: &MeantBy| !column.is_id && matches!(by, MeantBy::Spelling | MeantBy::Site);
    let said: Vec<&SchoolId> = index.said(&text).collect();
    let (unclear, is_name) = match index.find(&text) {
        Meant::One(school, by) if by.is_sure() || is_near(&by) => {
            return Some(school.id.clone());
        }
        Meant::One(school, _) => (vec![&school.id], says_no_more(&text, school)),
        // Codebooks that differ may say schools that the register does not have.
        _ if said.len() > 1 => (said, true),
        Meant::Several(schools) => (schools.iter().map(|school| &school.id).collect(), true),
        // A key that the register does not have is one all the same.
        Meant::None(_) => {
            let said = said.first().map(|id| (*id).clone());
            let id = said.or_else(|| school_id(row, column.place, issues))?;
            if !index.is_empty() {
                let key = Some(id.to_string()).filter(|key| keys.has(key));
                issues.push(Some(column.place), IssueKind::NotInRegister(key));
            }
            return Some(id);
        }
    };
    let told = |id: &SchoolId| match index.school(id.as_str()) {
        Some(school) => format!("`{id}` ({})", school.name),
        None => format!("`{id}`"),
    };
    let told: Vec<String> = unclear.into_iter().map(told).collect();
    let text = is_name.then(|| text.into_owned());
    let kind = IssueKind::SchoolUnclear { text, schools: told.join(", ") };
    issues.push(Some(column.place), kind);
    None
}

impl Columns {
    pub(super) fn read(&self, row: &Row, of: Subjects<'_>, issues: &mut RowIssues<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        wishes.offers = self.subjects(row, self.offers, of, issues);
        wishes.asks = self.subjects(row, self.asks, of, issues);
        wishes.thinks = self.subjects(row, self.thinks, of, issues);
        let room = self.room.map(|column| row.folded(column));
        match room.as_deref() {
            // An offer without room is easily overlooked: nobody would ever be sent there.
            None | Some("") if !wishes.offers.is_empty() => {
                issues.push(self.room.or(self.offers), IssueKind::NoRoom);
            }
            None | Some("") => {}
            Some(text) => match number::count(text) {
                Ok(room) => wishes.room = room,
                Err(_) if self.is_guessed(self.room) => issues.push(self.room, IssueKind::WishUnread),
                Err(kind) => issues.push(self.room, kind),
            },
        }
        wishes
    }

    fn subjects(
        &self,
        row: &Row,
        column: Option<usize>,
        of: Subjects<'_>,
        issues: &mut RowIssues<'_>,
    ) -> BTreeSet<Subject> {
        let text = column.and_then(|column| row.get(column)).unwrap_or_default();
        let (subjects, unknown) = subjects(text, of);
        // Somebody may have typed an answer to another question there.
        if self.is_guessed(column) && !unknown.is_empty() {
            issues.push(column, IssueKind::WishUnread);
        } else {
            unknown.iter().for_each(|text| issues.push(column, self.no_subject(text, of)));
        }
        subjects
    }

    /// That a text is no subject. A person may have typed it, so it is repeated only where it can hold no name: made of words
    /// of what can be wished for, or one word after `topic:`.
    fn no_subject(&self, text: &str, of: Subjects<'_>) -> IssueKind {
        let known: Vec<&str> = of.model.aspects().iter().map(|aspect| aspect.id().key()).collect();
        let topics = of.topics.map(|topics| topics.ids().map(|id| id.key()).collect::<Vec<_>>().join(", "));
        // One with a list has other names to mistake, and no other way to name a topic.
        if let Some(wanted) = text.strip_prefix(TOPIC) {
            let near = of.topics.and_then(|topics| nearest(wanted, names(named_topics(topics))));
            let may_quote = !wanted.contains(' ') || self.known.may_quote(wanted, 1);
            let text = may_quote.then(|| text.to_owned());
            return IssueKind::Topic { text, topics, nearest: near.map(str::to_owned) };
        }
        let near = of.topics.and_then(|_| nearest(text, names(named(of)))).map(str::to_owned);
        let text = self.known.may_quote(text, 1).then(|| text.to_owned());
        IssueKind::Subject { text, known: known.join(", "), topics, nearest: near }
    }
}

/// The words of what can be wished for.
pub(super) fn known(of: Subjects<'_>) -> Known {
    Known::of(names(named(of)))
}

/// The subjects that a cell names, and the words between them that are none.
fn subjects(text: &str, of: Subjects<'_>) -> (BTreeSet<Subject>, Vec<String>) {
    let mut subjects = BTreeSet::new();
    let mut unknown = Vec::new();
    let longest = longest_name(of);
    for part in text.split([';', ',', '\n']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut rest = words.as_slice();
        // A name has blanks in it, and blanks stand between keys: the longest name that is one counts.
        let mut between: Vec<&str> = Vec::new();
        while let Some((word, after)) = rest.split_first() {
            let lengths = (1..=rest.len().min(longest)).rev();
            let mut known = lengths.filter_map(|length| {
                let (name, after) = rest.split_at_checked(length)?;
                Some((subjects_of(&name.join(" "), of)?, after))
            });
            let known = known.next();
            if known.is_none() {
                between.push(word);
            } else {
                take(&mut between, &mut unknown);
            }
            rest = known.as_ref().map_or(after, |(_, after)| after);
            subjects.extend(known.into_iter().flat_map(|(found, _)| found));
        }
        take(&mut between, &mut unknown);
    }
    (subjects, unknown)
}

/// Takes words in a row that are no subject, as one.
fn take(between: &mut Vec<&str>, unknown: &mut Vec<String>) {
    if !between.is_empty() {
        unknown.push(between.join(" "));
        between.clear();
    }
}

/// The most words that a name of a subject can come to in a cell: someone may put a sign after each of them.
fn longest_name(of: Subjects<'_>) -> usize {
    let words =
        |text: &str| 2 * text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    names(named(of)).map(words).max().unwrap_or(1).max(1)
}

/// What stands before the key of a topic.
const TOPIC: &str = "topic:";

/// All that has a name: the key and the name of each aspect, then of each topic on the list.
fn named(of: Subjects<'_>) -> impl Iterator<Item = (&str, &Text)> {
    let aspects = of.model.aspects().iter().map(|aspect| (aspect.id().key(), aspect.name()));
    aspects.chain(of.topics.into_iter().flat_map(named_topics))
}

/// The key and the name of each topic on the list.
fn named_topics(topics: &Topics) -> impl Iterator<Item = (&str, &Text)> {
    topics.iter().map(|topic| (topic.id.key(), &topic.name))
}

/// The keys, and the names in each language.
fn names<'a>(named: impl Iterator<Item = (&'a str, &'a Text)>) -> impl Iterator<Item = &'a str> {
    named.flat_map(|(key, name)| std::iter::once(key).chain(name.iter().map(|(_, name)| name)))
}

/// `*`, or what [`find_subject`] knows.
fn subjects_of(text: &str, of: Subjects<'_>) -> Option<Vec<Subject>> {
    if text == "*" {
        return Some(of.model.aspects().iter().map(|aspect| Subject::from(aspect.id())).collect());
    }
    find_subject(text, of).map(|subject| vec![subject])
}

/// The subject that a text names, as in a file of wishes: `koers` or the name of an aspect in any language of the model,
/// `samen-leren@1:koers`, or `topic:spelling`; with a list, `spelling` or the name of a topic too. Capitals, blanks and signs make no difference. An
/// aspect goes before a topic of the same name; `topic:` with a key or name is always the topic.
///
/// ```
/// use leerkring_import::find_subject;
/// use leerkring_model::{Subjects, Topics, builtin};
/// let model = builtin::samen_leren();
/// let topics = Topics::parse("format = 1\n[[topic]]\nid = \"spelling\"\nname.nl = \"Taal en spelling\"")?;
/// let subjects = Subjects::from(&model).with(&topics);
/// let found = |text| find_subject(text, subjects).map(|subject| subject.to_string());
/// assert_eq!(found("data en Feedback").as_deref(), Some("samen-leren@1:data-en-feedback"));
/// assert_eq!(found("taal en spelling").as_deref(), Some("topic:spelling"));
/// assert_eq!(found("zingen"), None);
/// # Ok::<(), leerkring_model::TopicsError>(())
/// ```
pub fn find_subject(text: &str, of: Subjects<'_>) -> Option<Subject> {
    let text = text.trim();
    let is_named = |wanted: &str, key: &str, name: &Text| {
        let wanted = loose(wanted);
        loose(key) == wanted || name.iter().any(|(_, name)| loose(name) == wanted)
    };
    let topic_of = |wanted: &str| {
        let mut topics = of.topics.into_iter().flat_map(|topics| topics.iter());
        topics
            .find(|topic| is_named(wanted, topic.id.key(), &topic.name))
            .map(|topic| Subject::from(&topic.id))
    };
    if let Some(key) = text.strip_prefix(TOPIC) {
        // Without a list any topic will do.
        let any = || if of.topics.is_none() { text.parse().ok() } else { None };
        return topic_of(key).or_else(any);
    }
    let of_aspect = |aspect: &&Aspect| is_named(text, aspect.id().key(), aspect.name());
    if let Some(aspect) = of.model.aspects().iter().find(of_aspect) {
        return Some(Subject::from(aspect.id()));
    }
    let whole = || of.model.aspect(&text.parse().ok()?).map(|aspect| Subject::from(aspect.id()));
    topic_of(text).or_else(whole)
}

#[cfg(test)]
mod tests;
