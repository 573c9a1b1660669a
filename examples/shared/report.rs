//! What score_survey and suggest_partners both tell: what was read, how many schools stand where, and one school in
//! sentences.

use std::io::{self, Write};
use std::path::PathBuf;

use leerkring::assess::wording;
use leerkring::import::{Finding, Issue};
use leerkring::model::{Label, Language, Model, SchoolId, Standing, short_of_milestone};

use crate::inputs::{Answers, Schools};

/// Tells about standings on a model, in a language.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The model.
    pub model: &'a Model,
    /// The language.
    pub language: Language,
}

impl Report<'_> {
    /// What became of the rows of each survey file, and as what it was read.
    pub fn print_read(&self, out: &mut impl Write, answers: &Answers) -> io::Result<()> {
        writeln!(out, "{}", self.language.choose("Gelezen", "Read"))?;
        let mut files = answers.files.iter();
        files.try_for_each(|(summary, recognised)| {
            let (told, recognised) =
                (summary.in_language(self.language), recognised.in_language(self.language));
            writeln!(out, "  {told} [{recognised}]")?;
            let personal = summary.personal_in_language(self.language);
            personal.map_or(Ok(()), |left_out| writeln!(out, "  {left_out}"))
        })?;
        match self.typed_schools(answers) {
            Some(told) => writeln!(out, "  ! {told}"),
            None => Ok(()),
        }
    }

    /// How many texts in the column of the school may be somebody's own words, if any, and what to do.
    pub fn typed_schools(&self, answers: &Answers) -> Option<String> {
        let texts = Some(answers.unregistered.left_out).filter(|texts| *texts > 0)?;
        let told = self.language.choose(
            "teksten in de kolom van de school die in geen lijst staan en die minder dan vijf mensen gaven; ze tellen niet mee en worden nergens genoemd, omdat iemand ze getypt kan hebben; zet wat een school is onder [schools] in het codeboek, of geef de scholenlijst erbij",
            "texts in the column of the school that are in no list and that fewer than five people gave; they do not count and are named nowhere, since somebody may have typed them; put what is a school under [schools] in the codebook, or give the register too",
        );
        Some(format!("{told}: {texts}"))
    }

    /// What became of the rows of the register, and which schools are in none: a slip in a key, perhaps.
    pub fn print_schools(
        &self,
        out: &mut impl Write,
        schools: &Schools,
        answers: &Answers,
    ) -> io::Result<()> {
        let mut files = schools.files.iter();
        files.try_for_each(|(summary, recognised)| {
            let (summary, recognised) =
                (summary.in_language(self.language), recognised.in_language(self.language));
            writeln!(out, "  {summary} [{recognised}]")
        })?;
        let answered = self.language.choose(
            "schoolcodes uit de antwoorden die niet in het register staan",
            "school keys in the answers that are not in the register",
        );
        print_keys(out, answered, &answers.unregistered.keys)?;
        let replaced = self.language.choose(
            "scholen waarvan de wensen in het register plaatsmaken voor die in het bestand met wensen",
            "schools of which the wishes in the register give way to those in the file of wishes",
        );
        print_keys(out, replaced, &schools.replaced)
    }

    /// The first few issues, and how many more there are.
    pub fn print_issues(&self, out: &mut impl Write, issues: &[&Issue]) -> io::Result<()> {
        const FIRST: usize = 5;
        for issue in issues.iter().take(FIRST) {
            writeln!(out, "  ! {}", issue.in_language(self.language))?;
        }
        match issues.len().saturating_sub(FIRST) {
            0 => Ok(()),
            more => {
                let told = self.language.choose(
                    "meer; met --out DIR staan ze in issues.csv",
                    "more; --out DIR writes them to issues.csv",
                );
                writeln!(out, "  ! {more} {told}")
            }
        }
    }

    /// What looks odd in the files: questions to whoever reads them in.
    pub fn print_findings(&self, out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
        const FIRST: usize = 10;
        if findings.is_empty() {
            return Ok(());
        }
        let title = self.language.choose(
            "Wat opvalt (er is niets aan veranderd; kijk het na)",
            "What looks odd (nothing was changed for it; check it)",
        );
        writeln!(out, "\n{title}")?;
        for finding in findings.iter().take(FIRST) {
            writeln!(out, "  ? {}", finding.in_language(self.language))?;
        }
        match findings.len().saturating_sub(FIRST) {
            0 => Ok(()),
            more => {
                let told = self.language.choose(
                    "meer; met --out DIR staan ze in findings.csv",
                    "more; --out DIR writes them to findings.csv",
                );
                writeln!(out, "  ? {more} {told}")
            }
        }
    }

    /// Lines to look at, such as what was given and changes nothing.
    pub fn print_told(&self, out: &mut impl Write, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(out, "  ! {line}"))
    }

    /// The files that were written.
    pub fn print_written(&self, out: &mut impl Write, files: &[PathBuf]) -> io::Result<()> {
        if !files.is_empty() {
            writeln!(out, "\n{}", self.language.choose("Geschreven", "Written"))?;
        }
        files.iter().try_for_each(|file| writeln!(out, "  {}", file.display()))
    }

    /// How many schools have each kind of statement, per aspect. It says nothing about any one school.
    pub fn print_portrait(&self, out: &mut impl Write, standings: &[Standing]) -> io::Result<()> {
        let [title, aspect, sure, probable, between, counted, none] = self.language.choose(
            [
                "Uitspraken, aantal scholen",
                "aspect",
                "zeker",
                "waarschijnlijk",
                "tussen twee",
                "alleen geteld",
                "geen uitspraak",
            ],
            [
                "Statements, number of schools",
                "aspect",
                "sure",
                "probable",
                "between two",
                "counted only",
                "no statement",
            ],
        );
        writeln!(out, "\n{title}")?;
        writeln!(out, "  {aspect:24}{sure:>8}{probable:>16}{between:>14}{counted:>16}{none:>16}")?;
        for aspect in self.model.aspects() {
            let of_aspect = || standings.iter().filter(|standing| standing.aspect == *aspect.id());
            let count = |kind: fn(Option<Label>) -> bool| {
                of_aspect().filter(|standing| kind(standing.statement().map(|s| s.label))).count()
            };
            let sure = count(|label| matches!(label, Some(Label::Phase(_))));
            let probable = count(|label| matches!(label, Some(Label::Probably(_))));
            let between = count(|label| matches!(label, Some(Label::Between(_))));
            let counted = count(|label| matches!(label, Some(Label::Counted(_))));
            let none = count(|label| label.is_none());
            let name = aspect.name().best(self.language.code());
            writeln!(out, "  {name:24}{sure:>8}{probable:>16}{between:>14}{counted:>16}{none:>16}")?;
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
            let sentences = wording::sentences(standing, self.model, self.language);
            writeln!(out, "  {aspect}: {sentences}")?;
        }
        match wording::counts_carry(standings.iter().copied(), self.model, self.language) {
            Some(told) => writeln!(out, "  {told}"),
            None => Ok(()),
        }
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

/// The first of some school keys, if there are any.
fn print_keys(out: &mut impl Write, told: &str, keys: &[SchoolId]) -> io::Result<()> {
    const FIRST: usize = 5;
    let Some(n) = Some(keys.len()).filter(|n| *n > 0) else { return Ok(()) };
    let first: Vec<String> = keys.iter().take(FIRST).map(|key| format!("`{key}`")).collect();
    writeln!(out, "  ! {told}: {n} ({}{})", first.join(", "), if n > FIRST { ", ..." } else { "" })
}
