//! What score_survey and suggest_partners both tell: what was read, how many schools stand where, and one school in
//! sentences.

use std::collections::BTreeMap;
use std::io::{self, Write};

use leerkring::assess::{Options, wording};
use leerkring::model::{Label, Language, Model, SchoolId, Standing, short_of_milestone};

use crate::inputs::Answers;

/// Tells about standings on a model, in a language.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The model.
    pub model: &'a Model,
    /// How the standings were computed.
    pub options: &'a Options,
    /// The language.
    pub language: Language,
}

impl Report<'_> {
    /// What became of the rows of each survey file, and as what it was read.
    pub fn print_read(&self, out: &mut impl Write, answers: &Answers) -> io::Result<()> {
        writeln!(out, "{}", self.language.choose("Gelezen", "Read"))?;
        let mut files = answers.files.iter();
        files.try_for_each(|(summary, recognised)| writeln!(out, "  {summary} [{recognised}]"))
    }

    /// Schools that were answered about and stand in no register: a slip in a key, perhaps.
    pub fn print_unregistered(
        &self,
        out: &mut impl Write,
        unknown: &BTreeMap<SchoolId, usize>,
    ) -> io::Result<()> {
        const FIRST: usize = 5;
        if unknown.is_empty() {
            return Ok(());
        }
        let keys: Vec<String> = unknown.keys().take(FIRST).map(|key| format!("`{key}`")).collect();
        let dots = if unknown.len() > FIRST { ", ..." } else { "" };
        let told = self.language.choose(
            "schoolcodes uit de antwoorden die niet in het register staan",
            "school keys in the answers that are not in the register",
        );
        writeln!(out, "  ! {told}: {} ({}{dots})", unknown.len(), keys.join(", "))
    }

    /// How many schools have each kind of statement, per aspect. It says nothing about any one school.
    pub fn print_portrait(&self, out: &mut impl Write, standings: &[Standing]) -> io::Result<()> {
        let [title, aspect, sure, probable, between, none] = self.language.choose(
            [
                "Uitspraken, aantal scholen",
                "aspect",
                "zeker",
                "waarschijnlijk",
                "tussen twee",
                "geen uitspraak",
            ],
            ["Statements, number of schools", "aspect", "sure", "probable", "between two", "no statement"],
        );
        writeln!(out, "\n{title}")?;
        writeln!(out, "  {aspect:24}{sure:>8}{probable:>16}{between:>14}{none:>16}")?;
        for aspect in self.model.aspects() {
            let of_aspect = || standings.iter().filter(|standing| standing.aspect == *aspect.id());
            let count = |kind: fn(Option<Label>) -> bool| {
                of_aspect().filter(|standing| kind(standing.statement().map(|s| s.label))).count()
            };
            let sure = count(|label| matches!(label, Some(Label::Phase(_))));
            let probable = count(|label| matches!(label, Some(Label::Probably(_))));
            let between = count(|label| matches!(label, Some(Label::Between(_))));
            let none = count(|label| label.is_none());
            let name = aspect.name().best(self.language.code());
            writeln!(out, "  {name:24}{sure:>8}{probable:>16}{between:>14}{none:>16}")?;
        }
        Ok(())
    }

    /// Where one school stands, in sentences, an aspect a line.
    pub fn print_school(
        &self,
        out: &mut impl Write,
        school: &SchoolId,
        name: Option<&str>,
        standings: &[&Standing],
    ) -> io::Result<()> {
        writeln!(out, "\n{school}{}", name.map(|name| format!("  {name}")).unwrap_or_default())?;
        for standing in standings {
            let aspect = self.model.aspect(&standing.aspect);
            let aspect = aspect.map_or("", |aspect| aspect.name().best(self.language.code()));
            let sentences = wording::sentences(standing, self.model, self.options, self.language);
            writeln!(out, "  {aspect}: {sentences}")?;
        }
        Ok(())
    }

    /// Which aspects keep a school from the name that the model has for schools that stand high enough on all.
    pub fn print_milestone(&self, out: &mut impl Write, standings: &[&Standing]) -> io::Result<()> {
        let Some(milestone) = self.model.milestone() else { return Ok(()) };
        let code = self.language.code();
        let name = self.model.phase_name(milestone).map_or("", |name| name.best(code));
        let aspects: Vec<&str> = short_of_milestone(self.model, standings.iter().copied())
            .iter()
            .filter_map(|(aspect, _)| Some(self.model.aspect(aspect)?.name().best(code)))
            .collect();
        if aspects.is_empty() {
            let told = self.language.choose("Op elk aspect", "On every aspect");
            return writeln!(out, "  {told}: {name}.");
        }
        let told = self.language.choose("Nog te gaan tot", "Still to go to");
        writeln!(out, "  {told} {name}: {}.", aspects.join(", "))
    }
}
