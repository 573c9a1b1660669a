//! What a file is, as a colleague tells it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use leerkring::import::{ColumnKind, ColumnProfile, Layout, MissingAnswers, Profile, Recognised};
use leerkring::model::Language;

use super::{Inspected, Remark};

/// Longer names and answers than this, in characters, are cut.
const WIDEST: usize = 60;
/// The answers of a column that are shown.
const MOST_VALUES: usize = 6;
/// The columns and rows that are named in a remark.
const MOST_NAMED: usize = 5;

/// Tells it.
pub(crate) fn tell(out: &mut impl Write, inspected: &Inspected, language: Language) -> io::Result<()> {
    let Inspected { table, profile, remarks } = inspected;
    writeln!(out, "{}", table.name)?;
    writeln!(out, "  {}", origin(&table.recognised, language))?;
    writeln!(out, "  {}", layout(&table.recognised, language))?;
    writeln!(out, "  {}", respondents(profile, language))?;
    if let Some(spoken) = &profile.language {
        writeln!(out, "  {}: {spoken}", language.choose("taal", "language"))?;
    }
    let names = Names::of_columns(&profile.columns);
    let word = match profile.columns.len() {
        1 => language.choose("kolom", "column"),
        _ => language.choose("kolommen", "columns"),
    };
    writeln!(out, "  {} {word}:", profile.columns.len())?;
    for (column, place) in profile.columns.iter().zip(1..) {
        writeln!(out, "    {place:>3} {}", one_column(column, &names, language))?;
    }
    let personal: Vec<String> = profile.personal().map(|name| format!("`{}`", names.of(name))).collect();
    if !personal.is_empty() {
        let said = language.choose(
            "persoonsgegevens, waarvan hier niets wordt getoond en niets wordt gelezen",
            "personal data, of which nothing is shown here and nothing will be read",
        );
        writeln!(out, "  {said}: {}", personal.join(", "))?;
    }
    if !remarks.is_empty() {
        writeln!(out, "  {}:", language.choose("kijk hiernaar", "look at this"))?;
        remarks
            .iter()
            .try_for_each(|remark| writeln!(out, "    {}", one_remark(remark, &names, language)))?;
    }
    writeln!(out)
}

fn origin(recognised: &Recognised, language: Language) -> String {
    let tool = match recognised.layout {
        Some(Layout::Limesurvey) => "LimeSurvey",
        Some(Layout::GoogleForms) => "Google Forms",
        Some(Layout::MsForms) => "Microsoft Forms",
        Some(Layout::Qualtrics) => "Qualtrics",
        Some(Layout::SurveyMonkey) => "SurveyMonkey",
        Some(Layout::Long) => language.choose("een rij per antwoord", "a row per answer"),
        Some(Layout::PerSchool) => language.choose("een rij per school", "a row per school"),
        _ => language.choose("geen programma herkend", "no tool recognised"),
    };
    let rows = match recognised.header_rows {
        1 => language.choose(", 1 kopregel", ", 1 header row"),
        // More than one is told with the rest.
        _ => "",
    };
    format!("{tool}: {}{rows}", recognised.in_language(language))
}

/// The layout to read it in, and how that shows.
fn layout(recognised: &Recognised, language: Language) -> String {
    let word = language.choose("indeling", "layout");
    let layout = recognised.layout.unwrap_or(Layout::Plain);
    let why = recognised.layout_why.in_language(language);
    format!("{word} {layout}: {why}")
}

fn respondents(profile: &Profile, language: Language) -> String {
    let parts = [
        (profile.complete, language.choose("compleet", "complete")),
        (profile.incomplete, language.choose("afgebroken", "broken off")),
        (
            profile.previews,
            language
                .choose("hiervan gemarkeerd als test of spam", "of these marked as previews, tests or spam"),
        ),
        (profile.blank, language.choose("leeg overgeslagen", "blank, passed over")),
    ];
    let told: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let word = match profile.rows {
        1 => language.choose("rij", "row"),
        _ => language.choose("rijen", "rows"),
    };
    let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    format!("{} {word}{told}", profile.rows)
}

fn one_column(column: &ColumnProfile, names: &Names<'_>, language: Language) -> String {
    let mut parts = vec![format!("{} {}", column.answered, language.choose("ingevuld", "answered"))];
    if column.kind != ColumnKind::Personal && column.answered > 0 {
        let more = if column.capped { language.choose("meer dan ", "more than ") } else { "" };
        parts.push(format!("{more}{} {}", column.distinct, language.choose("verschillend", "different")));
    }
    let mut line =
        format!("`{}` {}, {}", names.of(&column.name), column.kind.in_language(language), parts.join(", "));
    let values: Vec<String> = column
        .values
        .iter()
        .take(MOST_VALUES)
        .map(|(text, count)| format!("`{}` {count}", cut(text)))
        .collect();
    if !values.is_empty() {
        let unlisted = column.kind != ColumnKind::Multiple && column.values.len() < column.distinct;
        let more = if unlisted || column.values.len() > MOST_VALUES { ", ..." } else { "" };
        line += &format!(" ({}{more})", values.join(", "));
    }
    let gaps: Vec<String> = column.gaps.iter().map(|gap| one_gap(gap, language)).collect();
    if !gaps.is_empty() {
        line += &format!("; {}", gaps.join(", "));
    }
    line
}

fn one_gap(gap: &MissingAnswers, language: Language) -> String {
    let texts: Vec<String> = gap
        .texts
        .iter()
        .filter(|(text, _)| !text.is_empty())
        .take(MOST_VALUES)
        .map(|(text, _)| format!("`{}`", cut(text)))
        .collect();
    let texts = if texts.is_empty() { String::new() } else { format!(" ({})", texts.join(", ")) };
    format!("{} {}{texts}", gap.count, gap.kind.in_language(language))
}

fn one_remark(remark: &Remark, names: &Names<'_>, language: Language) -> String {
    let mut place = Vec::new();
    let (row_word, line_word) = language.choose(("rij", "regel"), ("row", "line"));
    match (remark.row, remark.line) {
        (Some(row), Some(line)) if line != row => {
            place.push(format!("{row_word} {row} ({line_word} {line})"))
        }
        (Some(row), _) => place.push(format!("{row_word} {row}")),
        _ if remark.row_count > 0 => {
            let rows: Vec<String> = remark.rows.iter().map(u64::to_string).collect();
            let word = language.choose("rijen", "rows");
            place.push(format!("{} {word} ({})", remark.row_count, first(&rows, remark.row_count, language)));
        }
        _ => {}
    }
    let columns: Vec<String> = remark.columns.iter().map(|name| format!("`{}`", names.of(name))).collect();
    if !columns.is_empty() {
        let word = match columns.len() {
            1 => language.choose("kolom", "column"),
            _ => language.choose("kolommen", "columns"),
        };
        place.push(format!("{word} {}", first(&columns, columns.len(), language)));
    }
    if place.is_empty() { remark.told.clone() } else { format!("{}: {}", place.join(", "), remark.told) }
}

/// The first of a list, and how many more there are.
fn first(items: &[String], all: usize, language: Language) -> String {
    let named = items.len().min(MOST_NAMED);
    let list = items[..named].join(", ");
    match all - named.min(all) {
        0 => list,
        more => {
            format!("{list} {} {more} {}", language.choose("en", "and"), language.choose("andere", "more"))
        }
    }
}

/// The names of the columns as they are shown: of one that is too long its beginning, and where others begin so too the
/// part that differs.
struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    fn of_columns(columns: &'a [ColumnProfile]) -> Names<'a> {
        let mut sorted: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        sorted.sort_unstable();
        // What a name has in common with any other it has in common with one beside it.
        let common = |a: &str, b: Option<&&str>| {
            b.map_or(0, |b| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count())
        };
        let shown = |(place, name): (usize, &&'a str)| {
            let before = place.checked_sub(1).and_then(|before| sorted.get(before));
            let shared = common(name, before).max(common(name, sorted.get(place + 1)));
            (*name, cut_after(name, shared))
        };
        Names(sorted.iter().enumerate().map(shown).collect())
    }

    fn of(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| cut(name))
    }
}

/// A name of which the first characters say nothing, since others begin with them too.
fn cut_after(name: &str, shared: usize) -> String {
    const HEAD: usize = 20;
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= WIDEST || shared <= WIDEST - HEAD {
        return cut(name);
    }
    // From the beginning of a word on.
    let word = letters[..shared].iter().rposition(|c| c.is_whitespace()).map_or(shared, |at| at + 1);
    let start = if shared - word <= HEAD { word } else { shared };
    let tail: String = letters[start.min(letters.len() - 1)..].iter().collect();
    let head: String = letters[..HEAD].iter().collect();
    format!("{}... {}", head.trim_end(), cut(&tail))
}

/// The beginning of a text, without what a terminal would obey.
fn cut(text: &str) -> String {
    let text = text.replace(char::is_control, "\u{fffd}");
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
