//! What a file is, as a colleague tells it.

use std::io::{self, Write};

use leerkring::import::{ColumnKind, ColumnProfile, Layout, MissingAnswers, Profile, Recognised};
use leerkring::model::Language;

use super::{Inspected, Remark};

/// Longer names and answers than this, in characters, are cut.
const WIDEST: usize = 60;
/// The answers of a column that are shown.
const MOST_VALUES: usize = 6;

/// Tells it.
pub(crate) fn tell(out: &mut impl Write, inspected: &Inspected, language: Language) -> io::Result<()> {
    let Inspected { table, profile, remarks } = inspected;
    writeln!(out, "{}", table.name)?;
    writeln!(out, "  {}", origin(&table.recognised, language))?;
    writeln!(out, "  {}", respondents(profile, language))?;
    if let Some(spoken) = &profile.language {
        writeln!(out, "  {}: {spoken}", language.choose("taal", "language"))?;
    }
    let word = match profile.columns.len() {
        1 => language.choose("kolom", "column"),
        _ => language.choose("kolommen", "columns"),
    };
    writeln!(out, "  {} {word}:", profile.columns.len())?;
    for (column, place) in profile.columns.iter().zip(1..) {
        writeln!(out, "    {place:>3} {}", one_column(column, language))?;
    }
    let personal: Vec<String> = profile.personal().map(|name| format!("`{}`", cut(name))).collect();
    if !personal.is_empty() {
        let said = language.choose(
            "persoonsgegevens, waarvan hier niets wordt getoond en niets wordt gelezen",
            "personal data, of which nothing is shown here and nothing will be read",
        );
        writeln!(out, "  {said}: {}", personal.join(", "))?;
    }
    if !remarks.is_empty() {
        writeln!(out, "  {}:", language.choose("kijk hiernaar", "look at this"))?;
        remarks.iter().try_for_each(|remark| writeln!(out, "    {}", one_remark(remark, language)))?;
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
        _ => language.choose("geen programma herkend", "no tool recognised"),
    };
    let rows = match recognised.header_rows {
        1 => language.choose(", 1 kopregel", ", 1 header row"),
        // More than one is told with the rest.
        _ => "",
    };
    format!("{tool}: {}{rows}", recognised.in_language(language))
}

fn respondents(profile: &Profile, language: Language) -> String {
    let parts = [
        (profile.complete, language.choose("compleet", "complete")),
        (profile.incomplete, language.choose("afgebroken", "broken off")),
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

fn one_column(column: &ColumnProfile, language: Language) -> String {
    let mut parts = vec![format!("{} {}", column.answered, language.choose("ingevuld", "answered"))];
    if column.kind != ColumnKind::Personal && column.answered > 0 {
        let more = if column.capped { language.choose("meer dan ", "more than ") } else { "" };
        parts.push(format!("{more}{} {}", column.distinct, language.choose("verschillend", "different")));
    }
    let mut line =
        format!("`{}` {}, {}", cut(&column.name), column.kind.in_language(language), parts.join(", "));
    let values: Vec<String> = column
        .values
        .iter()
        .take(MOST_VALUES)
        .map(|(text, count)| format!("`{}` {count}", cut(text)))
        .collect();
    if !values.is_empty() {
        let more = if column.values.len() > MOST_VALUES { ", ..." } else { "" };
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

fn one_remark(remark: &Remark, language: Language) -> String {
    let mut place = Vec::new();
    if let (Some(row), Some(line)) = (remark.row, remark.line) {
        let (row_word, line_word) = language.choose(("rij", "regel"), ("row", "line"));
        place.push(format!("{row_word} {row} ({line_word} {line})"));
    }
    if let Some(column) = &remark.column {
        place.push(format!("{} `{}`", language.choose("kolom", "column"), cut(column)));
    }
    if place.is_empty() { remark.told.clone() } else { format!("{}: {}", place.join(", "), remark.told) }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
