//! How the tools that schools use lay out what they export. One file per tool says all that is known of it; a new
//! tool is a file here, a line in [`TOOLS`] and a test file.

mod google_forms;
mod limesurvey;
pub(crate) mod long;
mod ms_forms;
mod per_school;
mod plain;

use crate::table::Column;
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
    /// Microsoft Forms, saved as CSV.
    MsForms,
    /// A row per school, a column per aspect: the phases that teams agreed on.
    PerSchool,
    /// A row per answer, with respondent and question in columns of their own.
    Long,
}

/// What is known of a tool.
pub(crate) struct Tool {
    pub(crate) layout: Layout,
    /// Whether the first rows of a file are by the tool, and how many of them make its header.
    recognise: fn(&Top<'_>) -> Option<Recognition>,
    /// The columns that the rows of the header describe.
    columns: fn(&[Vec<String>]) -> Vec<Column>,
    /// The columns that hold the day of answering, best first. Like all names here they are loose: lower case,
    /// letters and digits only.
    pub(crate) date: &'static [&'static str],
    /// The columns that are empty as long as a response is not complete.
    pub(crate) submitted: &'static [&'static str],
    /// Columns by the tool itself; never an answer, a school or a role.
    pub(crate) metadata: &'static [&'static str],
    /// Whether a header cell can end in a part in brackets: `G1[k1]`, `Question [row]`.
    brackets: bool,
    /// What the tool writes where a question was not shown.
    pub(crate) not_shown: &'static [&'static str],
    /// What the tool writes for days when the survey is anonymous.
    pub(crate) no_date: Option<&'static str>,
}

const TOOLS: [&Tool; 6] =
    [&long::TOOL, &limesurvey::TOOL, &ms_forms::TOOL, &google_forms::TOOL, &per_school::TOOL, &plain::TOOL];

/// The first rows of a file, folded, as the tools look at them.
struct Top<'a> {
    rows: &'a [Vec<String>],
    /// The first row, loose.
    loose: Vec<String>,
}

/// What a tool says of the first rows of a file.
struct Recognition {
    /// How the tool shows, to tell a person.
    why: String,
    header_rows: usize,
}

impl Top<'_> {
    /// The first row.
    fn header(&self) -> &[String] {
        self.rows.first().map(Vec::as_slice).unwrap_or_default()
    }

    /// The cell of the first row that has the first of these names that one has.
    fn first_of(&self, names: &[&str]) -> Option<&str> {
        let at = self.loose.iter().position(|cell| names.contains(&cell.as_str()))?;
        self.header().get(at).map(String::as_str)
    }
}

/// A tool that writes one header row, for this reason.
fn one_row(why: String) -> Recognition {
    Recognition { why, header_rows: 1 }
}

/// The columns of one header row.
fn columns_of_one_row(rows: &[Vec<String>]) -> Vec<Column> {
    rows.first().into_iter().flatten().map(|cell| Column::new(cell)).collect()
}

/// What the first rows of a file show.
pub(crate) struct Found {
    pub(crate) layout: Option<Layout>,
    pub(crate) why: String,
    pub(crate) header_rows: usize,
    pub(crate) columns: Vec<Column>,
}

/// The tool that wrote these first rows of a file, and the columns they describe.
pub(crate) fn of_top(rows: &[Vec<String>]) -> Found {
    let loose = rows.first().into_iter().flatten().map(|cell| loose(cell)).collect();
    let top = Top { rows, loose };
    let found = TOOLS.into_iter().find_map(|tool| Some((tool, (tool.recognise)(&top)?)));
    let (layout, tool, recognition) = match found {
        Some((tool, recognition)) => (Some(tool.layout), tool, recognition),
        None => (None, &plain::TOOL, one_row("no tool is recognised by this header".to_owned())),
    };
    let Recognition { why, header_rows } = recognition;
    Found { layout, why, header_rows, columns: (tool.columns)(rows.get(..header_rows).unwrap_or(rows)) }
}

/// What is known of the tool of a layout.
pub(crate) fn tool(layout: Layout) -> &'static Tool {
    TOOLS.into_iter().find(|tool| tool.layout == layout).unwrap_or(&plain::TOOL)
}

/// What a header cell says: codes that may be keys, and texts that may be names; loose, most telling first.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Heading {
    pub(crate) codes: Vec<String>,
    pub(crate) texts: Vec<String>,
    /// The code of the question around a row in brackets. It is that of every row, and so tells least.
    pub(crate) outer: Option<String>,
}

impl Tool {
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
mod tests {
    use super::*;

    fn header(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn layouts_are_recognised_by_their_own_columns() {
        for (cells, layout) in [
            (&["Antwort ID", "Datum Abgeschickt", "x"][..], Some(Layout::Limesurvey)),
            (&["Antwoord-ID", "Datum ingediend", "Laatste pagina"], Some(Layout::Limesurvey)),
            (&["id", "submitdate", "lastpage", "startlanguage", "G1[k1]"], Some(Layout::Limesurvey)),
            (&["x", "Q1[S1]", "Q1[S2]", "Q2[S1]"], Some(Layout::Limesurvey)),
            (&["Tijdstempel", "x"], Some(Layout::GoogleForms)),
            (&["x", "Tijdstempel"], None),
            (&["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"], Some(Layout::MsForms)),
            (&["Id", "Startzeit", "Fertigstellungszeit"], Some(Layout::MsForms)),
            (&["id", "K1"], None),
            (&[], None),
        ] {
            assert_eq!(of_top(&[header(cells)]).layout, layout, "{cells:?}");
        }
    }

    #[test]
    fn every_layout_has_its_tool_and_reads_back_its_name() {
        use strum::IntoEnumIterator;
        for layout in Layout::iter() {
            assert_eq!(tool(layout).layout, layout);
            assert_eq!(layout.to_string().parse(), Ok(layout));
        }
    }

    #[test]
    fn a_header_cell_splits_into_codes_and_texts() {
        let lime = tool(Layout::Limesurvey);
        for (cell, codes, texts) in [
            ("k1", &["k1"][..], &["k1"][..]),
            ("G01[k1]", &["k1"], &["k1"]),
            ("K1. Waarop de koers rust", &["k1"], &["waarop de koers rust", "k1 waarop de koers rust"]),
            ("Onze koers [Waarop de koers rust]", &[], &["waarop de koers rust"]),
            ("3. Waarop de koers rust", &[], &["waarop de koers rust", "3 waarop de koers rust"]),
            ("Onze koers [K1: Waarop ...]", &["k1"], &["waarop", "k1 waarop"]),
            ("Waarop de koers rust", &[], &["waarop de koers rust"]),
            ("k1. Waarop de koers rust []", &["k1"], &["waarop de koers rust", "k1 waarop de koers rust"]),
            ("koers", &["koers"], &["koers"]),
        ] {
            let heading = lime.split(cell);
            assert_eq!(
                (&heading.codes[..], &heading.texts[..]),
                (
                    &codes.iter().map(|s| s.to_string()).collect::<Vec<_>>()[..],
                    &texts.iter().map(|s| s.to_string()).collect::<Vec<_>>()[..]
                ),
                "{cell}"
            );
        }
        assert_eq!(lime.split("k1. Onze koers [hoe]").outer.as_deref(), Some("k1"));
        assert_eq!(tool(Layout::MsForms).split("Vraag [k1]").codes, Vec::<String>::new());
    }
}
