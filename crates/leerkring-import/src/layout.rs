//! How the tools that schools use lay out what they export. One file per tool says all that is known of it; a new
//! tool is a file here, a line in [`TOOLS`] and a test file.

mod blocks;
mod google_forms;
mod limesurvey;
pub(crate) mod long;
mod ms_forms;
mod per_school;
mod plain;
mod preamble;
mod qualtrics;
mod surveymonkey;
mod why;

pub use self::why::LayoutWhy;
use crate::table::{Column, Table};
use crate::text::{fold, loose};

/// The tool or manner in which a survey file was made. Printed and read as in a codebook: `limesurvey`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::VariantNames,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Layout {
    /// A row per respondent, a column per indicator; made by hand or by a tool that is not known here.
    Plain,
    /// LimeSurvey: codes, texts, or both in the header.
    Limesurvey,
    /// Google Forms, or the sheet behind it.
    GoogleForms,
    /// Microsoft Forms, as workbook or CSV.
    MsForms,
    /// Qualtrics: names, texts and `ImportId`s above each other, or in older files names and texts.
    Qualtrics,
    /// SurveyMonkey: questions, and the rows of each question beneath.
    #[strum(serialize = "surveymonkey")]
    #[cfg_attr(feature = "serde", serde(rename = "surveymonkey"))]
    SurveyMonkey,
    /// A row per school, a column per aspect: the phases that teams agreed on.
    PerSchool,
    /// A row per answer, with respondent and question in columns of their own.
    Long,
}

/// What is known of a tool.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) layout: Layout,
    /// Whether the first rows of a file are by the tool, and how many of them make its header.
    recognise: fn(&Top<'_>) -> Option<Recognition>,
    /// The columns that the rows of the header describe.
    columns: fn(&[Vec<String>]) -> Vec<Column>,
    /// The columns that hold the day of answering, best first. Like all names here they are loose: lower case,
    /// letters and digits only.
    pub(crate) date: &'static [&'static str],
    /// The columns that are empty, or hold one of [`broken_off`](Tool::broken_off), as long as a response is not
    /// complete.
    pub(crate) submitted: &'static [&'static str],
    /// What the tool writes there for a response that is not complete; loose.
    pub(crate) broken_off: &'static [&'static str],
    /// The columns in which the tool says of which rows nobody of the survey made them.
    pub(crate) status: &'static [&'static str],
    /// What it writes there for previews, tests and spam: whole texts, and ends of texts; loose.
    pub(crate) previews: (&'static [&'static str], &'static [&'static str]),
    /// The columns with the moment of beginning, best first.
    pub(crate) start: &'static [&'static str],
    /// The columns with the moment of ending, best first, where that is not [`date`](Tool::date).
    pub(crate) end: &'static [&'static str],
    /// The columns with the seconds that answering took.
    pub(crate) seconds: &'static [&'static str],
    /// The columns with a key or token of the response.
    pub(crate) ids: &'static [&'static str],
    /// Other columns by the tool itself; like those above never an answer, a school or a role.
    pub(crate) metadata: &'static [&'static str],
    /// Whether a header cell can end in a part in brackets: `G1[k1]`, `Question [row]`.
    brackets: bool,
    /// What the tool writes where a question was not shown.
    pub(crate) not_shown: &'static [&'static str],
    /// What the tool writes for days when the survey is anonymous.
    pub(crate) no_date: Option<&'static str>,
}

const TOOLS: [&Tool; 8] = [
    &qualtrics::TOOL,
    &surveymonkey::TOOL,
    &long::TOOL,
    &limesurvey::TOOL,
    &ms_forms::TOOL,
    &google_forms::TOOL,
    &per_school::TOOL,
    &plain::TOOL,
];

/// A tool of which nothing is known; each tool says in what it differs.
const UNKNOWN: Tool = Tool {
    layout: Layout::Plain,
    recognise: |_| None,
    columns: columns_of_one_row,
    date: &[],
    submitted: &[],
    broken_off: &[],
    status: &[],
    previews: (&[], &[]),
    start: &[],
    end: &[],
    seconds: &[],
    ids: &[],
    metadata: &[],
    brackets: true,
    not_shown: &[],
    no_date: None,
};

/// The first rows of a file, folded, as the tools look at them.
struct Top<'a> {
    rows: &'a [Vec<String>],
    /// The first row, loose.
    loose: Vec<String>,
}

/// What a tool says of the first rows of a file.
struct Recognition {
    /// How the tool shows, to tell a person.
    why: LayoutWhy,
    header_rows: usize,
    /// The tool's own names for the first columns, where it does not show by what the file calls them.
    own: &'static [&'static str],
}

impl<'a> Top<'a> {
    fn of(rows: &'a [Vec<String>]) -> Top<'a> {
        Top { rows, loose: rows.first().into_iter().flatten().map(|cell| loose(cell)).collect() }
    }

    /// The first row.
    fn header(&self) -> &'a [String] {
        self.rows.first().map(Vec::as_slice).unwrap_or_default()
    }

    /// The row below it; empty if there is none.
    fn second(&self) -> &'a [String] {
        self.rows.get(1).map(Vec::as_slice).unwrap_or_default()
    }

    /// The place of the first cell of the first row that has one of these names.
    fn place_of(&self, names: &[&str]) -> Option<usize> {
        let known = |name: &str| names.contains(&name);
        let is_one = |(cell, whole): (&String, &String)| {
            known(whole) || code_and_name(cell).is_some_and(|(code, text)| known(code) || known(&text))
        };
        self.header().iter().zip(&self.loose).position(is_one)
    }

    /// That cell.
    fn first_of(&self, names: &[&str]) -> Option<&'a str> {
        self.header().get(self.place_of(names)?).map(String::as_str)
    }

    /// The first cell, or the second where a program has put its row numbers in front (an index of pandas).
    fn first_own(&self) -> Option<(&'a String, &str)> {
        let mut cells = self.header().iter().zip(self.loose.iter().map(String::as_str));
        let first = cells.next()?;
        if matches!(first.1, "" | "unnamed 0" | "index") { cells.next() } else { Some(first) }
    }
}

/// The code and the loose text of `submitdate. Date submitted`.
fn code_and_name(cell: &str) -> Option<(&str, String)> {
    let (code, text) = cell.split_once(". ")?;
    code.bytes().all(|b| b.is_ascii_lowercase()).then(|| (code, loose(text)))
}

/// A tool that writes one header row, for this reason.
fn one_row(why: LayoutWhy) -> Recognition {
    Recognition { why, header_rows: 1, own: &[] }
}

/// The columns of one header row.
fn columns_of_one_row(rows: &[Vec<String>]) -> Vec<Column> {
    rows.first().into_iter().flatten().map(|cell| Column::new(cell)).collect()
}

/// What the first rows of a file show.
pub(crate) struct Found {
    pub(crate) layout: Option<Layout>,
    pub(crate) why: LayoutWhy,
    /// Rows above the header.
    pub(crate) preamble: usize,
    pub(crate) header_rows: usize,
    pub(crate) columns: Vec<Column>,
}

/// The tool that wrote these first rows of a file, and the columns they describe. With `at_top` the header is known to
/// begin at the first of them, and with `header_rows` it is known of how many rows it is.
pub(crate) fn of_top(rows: &[Vec<String>], at_top: bool, header_rows: Option<usize>) -> Found {
    let preamble = if at_top { 0 } else { preamble::rows_above(rows) };
    let rows = rows.get(preamble..).unwrap_or_default();
    let top = Top::of(rows);
    let (tool, recognition) = match by_a_tool(&top) {
        Some((tool, recognition)) => (Some(tool), recognition),
        None => (None, blocks::by_hand(&top)),
    };
    let Recognition { why, header_rows: found_rows, own } = recognition;
    let taken = header_rows.unwrap_or(found_rows);
    let columns = match tool {
        Some(tool) if taken == found_rows => tool.columns,
        _ if taken > 1 => blocks::columns,
        _ => columns_of_one_row,
    };
    let mut columns = columns(rows.get(..taken).unwrap_or(rows));
    columns.iter_mut().zip(own).for_each(|(column, code)| column.label = (*code).to_owned());
    Found { layout: tool.map(|tool| tool.layout), why, preamble, header_rows: taken, columns }
}

fn by_a_tool(top: &Top<'_>) -> Option<(&'static Tool, Recognition)> {
    TOOLS.into_iter().find_map(|tool| Some((tool, (tool.recognise)(top)?)))
}

/// What is known of the tool of a layout.
pub(crate) fn tool(layout: Layout) -> &'static Tool {
    TOOLS.into_iter().find(|tool| tool.layout == layout).unwrap_or(&plain::TOOL)
}

/// The tool of a layout, and then the others: what a file calls its columns can be told by the names of another tool
/// where its own are not known.
pub(crate) fn tool_and_others(layout: Layout) -> impl Iterator<Item = &'static Tool> {
    std::iter::once(tool(layout)).chain(TOOLS.into_iter().filter(move |tool| tool.layout != layout))
}

/// Whether a column is by the tool that wrote the file: a number of the response is no key, and a name that of who
/// answered.
pub(crate) fn is_by_tool(table: &Table, place: usize) -> bool {
    let tool = table.recognised.layout.map(tool);
    let is = |column: &Column| tool.is_some_and(|tool| tool.is_own(&tool.name_of(column)));
    table.columns.get(place).is_some_and(is)
}

/// What a header cell says: codes that may be keys, and texts that may be names; loose, most telling first.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Heading {
    pub(crate) codes: Vec<String>,
    pub(crate) texts: Vec<String>,
    /// The code of the question around a row in brackets. It is that of every row, and so tells least.
    pub(crate) outer: Option<String>,
    /// The text that the file gives beside the name of the column, loose.
    pub(crate) label: Option<String>,
}

impl Tool {
    /// The loose name of a column by which the lists above know it: that of its header, of the code in front of it
    /// (`submitdate. Date submitted`) or of its label (`Finished`, of Qualtrics' `V10`). Empty for a question that has
    /// such a name, and that the tool itself calls otherwise.
    pub(crate) fn name_of(&self, column: &Column) -> String {
        let header = loose(&column.header);
        let own = |name: &String| {
            [self.date, self.submitted].iter().any(|names| names.contains(&name.as_str()))
                || self.is_own(name)
        };
        let code = || code_and_name(&column.header).map(|(code, _)| code.to_owned());
        // The label of a question is what was asked, and Qualtrics has labels for all of them.
        let is_numbered = || {
            let number = column.header.strip_prefix('V').unwrap_or_default();
            !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        };
        let has_label = self.layout != Layout::Qualtrics || is_numbered();
        let label = || Some(loose(&column.label)).filter(|_| has_label);
        let others = || code().into_iter().chain(label());
        if own(&header) && self.is_called_otherwise(column, &header) {
            return String::new();
        }
        if own(&header) { header } else { others().find(own).unwrap_or(header) }
    }

    /// Whether the file says of a column with a name of the tool that it is a question, or, where the column decides which
    /// rows count, anything else.
    fn is_called_otherwise(&self, column: &Column, name: &str) -> bool {
        let id = column.import_id.as_str();
        let decides = self.status.contains(&name) || self.submitted.contains(&name);
        id.starts_with("QID") || (decides && !id.is_empty() && id != name)
    }

    /// Whether this is a column by the tool itself. A sheet made by hand can call anything `datum`; a tool's own names
    /// are its own.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        let own = |names: &[&str]| names.contains(&name);
        [self.status, self.start, self.end, self.seconds, self.ids, self.metadata].into_iter().any(own)
            || (self.layout != Layout::Plain && (own(self.date) || own(self.submitted)))
    }

    /// The places of the columns with one of these names, in the order of the names.
    pub(crate) fn places(&self, columns: &[Column], names: &[&str]) -> Vec<usize> {
        let known: Vec<String> = columns.iter().map(|column| self.name_of(column)).collect();
        let of_name = |name: &&str| {
            let name = (*name).to_owned();
            known.iter().enumerate().filter(move |(_, known)| **known == name).map(|(place, _)| place)
        };
        names.iter().flat_map(of_name).collect()
    }

    /// The places of the columns by which the tool itself says that a response is complete. Of several none can be said
    /// to be the one.
    pub(crate) fn places_of_submitted(&self, columns: &[Column]) -> Vec<usize> {
        self.places(columns, self.submitted)
    }

    /// Whether this text, of a column that says whether a response is complete, says that it is not.
    pub(crate) fn is_broken_off(&self, text: &str) -> bool {
        let text = loose(text);
        text.is_empty() || self.broken_off.contains(&text.as_str())
    }

    /// The place of the column in which the tool says of which rows nobody of the survey made them: it stands before any
    /// question of that name.
    pub(crate) fn place_of_status(&self, columns: &[Column]) -> Option<usize> {
        self.places(columns, self.status).first().copied()
    }

    /// Whether this text, of that column, says so.
    pub(crate) fn is_preview(&self, text: &str) -> bool {
        let text = loose(text);
        let (whole, ends) = self.previews;
        whole.contains(&text.as_str()) || ends.iter().any(|end| text.ends_with(end))
    }

    /// Splits `k1`, `k1. Text`, `G1[k1]`, `Question [k1]`, `Question [Text]` or `k1. Question [Text]`.
    pub(crate) fn split(&self, cell: &str) -> Heading {
        let cell = fold(cell);
        let mut heading = Heading::default();
        let inner =
            if self.brackets { cell.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) } else { None };
        match inner {
            Some((question, row)) => {
                heading.take(row);
                // In a block of questions the row is what differs, so the question names nothing once a row does.
                if heading.texts.is_empty() && heading.codes.is_empty() {
                    heading.take(question);
                } else {
                    heading.outer = code_and_text(question).0;
                }
            }
            None => heading.take(&cell),
        }
        heading
    }
}

impl Heading {
    fn take(&mut self, part: &str) {
        let (code, text) = code_and_text(part);
        self.codes.extend(code);
        self.texts.extend([loose(text), loose(part)].into_iter().filter(|text| !text.is_empty()));
        self.texts.dedup();
    }
}

/// `k1. Text`, `K1: Text`, `(k1) Text`, `k1 Text` or `k1` alone. A code has a digit, or stands alone. A number
/// before a text, as in `3. Text`, counts the questions and is no code.
fn code_and_text(part: &str) -> (Option<String>, &str) {
    let part = part.trim().trim_start_matches('(');
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let end = part.find(|c| !letters(c)).unwrap_or(part.len());
    let Some((code, rest)) = part.split_at_checked(end) else { return (None, part) };
    let text = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let starts_with_letter = code.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_code = starts_with_letter && (text.is_empty() || code.contains(|c: char| c.is_ascii_digit()));
    let is_count = !text.is_empty() && !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    match (is_code, is_count) {
        (true, _) => (Some(code.to_ascii_lowercase()), text),
        (false, true) => (None, text),
        (false, false) => (None, part),
    }
}

#[cfg(test)]
mod tests;
