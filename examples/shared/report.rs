//! What score_survey and suggest_partners both tell: what was read, and how many schools stand where.

use std::collections::BTreeMap;
use std::io::{self, Write};

use leerkring::assess::{Options, table, wording};
use leerkring::model::{Label, Language, Model, SchoolId, Standing};

use crate::inputs::Answers;

/// What became of the rows of each file.
pub fn print_read(out: &mut impl Write, answers: &Answers, language: Language) -> io::Result<()> {
    writeln!(out, "{}", language.choose("Gelezen", "Read"))?;
    answers.summaries.iter().try_for_each(|summary| writeln!(out, "  {summary}"))
}

/// How many schools have each kind of statement, per aspect. It says nothing about any one school.
pub fn print_portrait(
    out: &mut impl Write,
    model: &Model,
    standings: &[Standing],
    language: Language,
) -> io::Result<()> {
    let heads = match language {
        Language::Nl => ["aspect", "zeker", "waarschijnlijk", "tussen twee", "geen uitspraak"],
        Language::En => ["aspect", "sure", "probable", "between two", "no statement"],
    };
    let [aspect, sure, probable, between, none] = heads;
    writeln!(out, "  {aspect:24}{sure:>8}{probable:>16}{between:>14}{none:>16}")?;
    for aspect in model.aspects() {
        let mut counts = [0_usize; 4];
        for standing in standings.iter().filter(|standing| standing.aspect == *aspect.id()) {
            let kind = match standing.statement().map(|statement| statement.label) {
                Some(Label::Phase(_)) => 0,
                Some(Label::Probably(_)) => 1,
                Some(Label::Between(_)) => 2,
                None => 3,
            };
            counts.iter_mut().skip(kind).take(1).for_each(|count| *count += 1);
        }
        let [sure, probable, between, none] = counts;
        let name = aspect.name().best(language.code());
        writeln!(out, "  {name:24}{sure:>8}{probable:>16}{between:>14}{none:>16}")?;
    }
    Ok(())
}

/// The rows of `standings.csv`.
pub fn standing_rows<'a>(
    standings: &'a [Standing],
    model: &'a Model,
    options: &'a Options,
) -> impl Iterator<Item = Vec<String>> + 'a {
    standings.iter().filter_map(move |standing| table::row(standing, model, options))
}

/// Where one school stands on every aspect, in sentences.
pub fn print_standings(
    out: &mut impl Write,
    school: &SchoolId,
    name: Option<&str>,
    standings: &[Standing],
    model: &Model,
    options: &Options,
    language: Language,
) -> io::Result<()> {
    writeln!(out, "\n{school}{}", name.map(|name| format!("  {name}")).unwrap_or_default())?;
    for standing in standings.iter().filter(|standing| standing.school == *school) {
        let aspect = model.aspect(&standing.aspect).map_or("", |aspect| aspect.name().best(language.code()));
        writeln!(out, "  {aspect}: {}", wording::sentences(standing, model, options, language))?;
    }
    Ok(())
}

/// Schools that were answered about and stand in no register: a slip in a key, perhaps.
pub fn print_unregistered(
    out: &mut impl Write,
    unknown: &BTreeMap<SchoolId, usize>,
    language: Language,
) -> io::Result<()> {
    if unknown.is_empty() {
        return Ok(());
    }
    const FIRST: usize = 5;
    let keys: Vec<String> = unknown.keys().take(FIRST).map(|key| format!("`{key}`")).collect();
    let dots = if unknown.len() > FIRST { ", ..." } else { "" };
    let (n, keys) = (unknown.len(), keys.join(", "));
    match language {
        Language::Nl => {
            writeln!(out, "  ! {n} schoolcodes uit de antwoorden staan niet in het register: {keys}{dots}")
        }
        Language::En => {
            writeln!(out, "  ! {n} school keys in the answers are not in the register: {keys}{dots}")
        }
    }
}
