//! `--moments`: the same schools at two moments or more, and how much they grew.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use leerkring::assess::moments::{Changes, Foreseen, foresee, successive, table};
use leerkring::assess::{Options, wording};
use leerkring::import::{Finding, Issue};
use leerkring::model::{Date, Language, Model, Response, Responses, School, SchoolId};
use leerkring_examples::inputs::{Answers, Dialect, NamedCodebook, Schools};
use leerkring_examples::published::Published;
use leerkring_examples::report::Report;
use leerkring_examples::{columns, inputs, naming, nothing, output, progress};

use crate::exchange;

/// What is asked about growth.
#[derive(Args, Clone, Debug)]
pub(crate) struct Flags {
    /// Growth between moments: split at these days (before the first is the first moment), or, without a day, every --survey
    /// file is a moment, in the order given; with one file it tells what a second measurement could show
    #[arg(long, num_args = 0.., value_name = "DATE", requires = "codebook")]
    pub(crate) moments: Option<Vec<Date>>,
    /// Which school had an exchange on which aspect between the two moments: CSV with school, aspect and, if wanted, stratum
    /// and pair
    #[arg(long, value_name = "FILE", requires = "moments")]
    pub(crate) exchange: Option<PathBuf>,
    /// Where the chance of --exchange begins: the same seed gives the same p-values
    #[arg(long, value_name = "SEED", default_value_t = 2014, requires = "exchange")]
    pub(crate) seed: u64,
}

/// What growth is computed from, and for whom.
pub(crate) struct Asked<'a> {
    pub(crate) model: &'a Model,
    pub(crate) options: &'a Options,
    pub(crate) codebooks: &'a [NamedCodebook],
    pub(crate) schools: Option<&'a Schools>,
    pub(crate) files: &'a [PathBuf],
    pub(crate) dialect: &'a Dialect,
    pub(crate) flags: &'a Flags,
    pub(crate) published: &'a Published,
    pub(crate) school: Option<&'a str>,
    pub(crate) language: Language,
    pub(crate) folder: Option<&'a Path>,
}

/// Computes and tells the growth between the moments.
pub(crate) fn tell(asked: &Asked<'_>, dates: &[Date]) -> anyhow::Result<()> {
    let register = asked.schools.map(|schools| &schools.register);
    let known: &[School] = register.map_or(&[], |register| &register.schools);
    let (read, undated, moments) = if dates.is_empty() { by_file(asked)? } else { by_day(asked, dates)? };

    // The register's own issues go with the first.
    let register_once = |place: usize| asked.schools.filter(|_| place == 0);
    let of_each =
        read.iter().enumerate().map(|(place, answers)| inputs::issues(answers, register_once(place)));
    let issues: Vec<Vec<&Issue>> = of_each.collect();
    let mut written = Vec::new();
    if let Some(folder) = asked.folder {
        written.push(output::write_issues(folder, &issues.concat(), asked.language)?);
        let findings: Vec<Finding> = read.iter().flat_map(|answers| answers.findings.clone()).collect();
        written.push(output::write_findings(folder, &findings, asked.language)?);
    }
    let mut out = io::stdout().lock();
    let report = Report { model: asked.model, language: asked.language };
    for (answers, issues) in read.iter().zip(&issues) {
        report.print_read(&mut out, answers)?;
        report.print_issues(&mut out, issues)?;
    }
    if undated > 0 {
        let told = asked
            .language
            .choose("antwoorden zonder dag tellen niet mee", "answers without a day do not count");
        writeln!(out, "  ! {undated} {told}")?;
    }
    if undated > 0 && moments.iter().all(Responses::is_empty) {
        bail!(
            "none of the {undated} answers has a day that can be read; name its column under `date` in the codebook, and mend the days above"
        );
    }
    if moments.iter().all(Responses::is_empty) {
        bail!(read.first().map_or_else(|| "nothing was answered".to_owned(), nothing::why));
    }
    if let Some((place, _)) = moments.iter().enumerate().find(|(_, moment)| moment.is_empty()) {
        bail!("nobody answered at moment {}; look at the days given with --moments", place + 1);
    }
    // What is published is about the last of them: an earlier moment is a round of its own.
    let last = moments.last().context("there is no moment")?;
    let (options, held) =
        asked.published.beside(asked.model, last, asked.options.clone(), |files| survey(asked, files))?;
    report.print_told(&mut out, &held.told(asked.language))?;
    let school = asked
        .school
        .map(|named| naming::answered(named, known, moments.iter().flat_map(Responses::schools)))
        .transpose()?;
    if let [only] = moments.as_slice() {
        if asked.flags.exchange.is_some() {
            bail!("--exchange needs two moments; give two survey files or a day with --moments");
        }
        let foreseen = foresee(asked.model, only, &options)?;
        print_foreseen(&mut out, asked, &foreseen, school.as_ref())?;
        written.extend(explained(asked, &written)?);
        return Ok(report.print_written(&mut out, &written)?);
    }

    let spinner = progress::spinner("comparing");
    let successive = growths(asked, &moments.iter().collect::<Vec<_>>(), &options)?;
    spinner.finish_and_clear();
    let effects = match (&asked.flags.exchange, successive.as_slice()) {
        (None, _) => None,
        (Some(file), [between]) => Some(exchange::effects(asked, file, between)?),
        (Some(_), _) => bail!("--exchange is about two moments; give one day, or two survey files"),
    };
    if let Some(folder) = asked.folder {
        let of_one = |(moment, changes): (usize, &Changes)| {
            let network = changes.network.iter().flat_map(|network| table::network_rows(moment, network));
            let schools = changes.schools.iter().flat_map(|change| table::rows(moment, change));
            network.chain(schools).collect::<Vec<_>>()
        };
        let rows = (1..).zip(&successive).flat_map(of_one);
        written.push(output::write_table(folder, "growth.csv", &table::HEADER, rows)?);
        if let Some(effects) = &effects {
            written.push(exchange::write(folder, effects)?);
        }
    }
    written.extend(explained(asked, &written)?);
    for (moment, changes) in (1..).zip(&successive) {
        print_growth(&mut out, asked, moment, changes, school.as_ref())?;
    }
    if let Some(effects) = &effects {
        exchange::print(&mut out, asked, effects)?;
    }
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// The growth from each moment to the next: to the last moment by the options `beside` what was published of it, between the
/// moments before by those that were asked, because nothing was published beside them.
fn growths(asked: &Asked<'_>, moments: &[&Responses], beside: &Options) -> anyhow::Result<Vec<Changes>> {
    let before = moments.split_last().map_or(moments, |(_, before)| before);
    let mut all = successive(asked.model, before, asked.options)?;
    if let Some(to_last) = moments.last_chunk::<2>() {
        all.extend(successive(asked.model, to_last, beside)?);
    }
    Ok(all)
}

/// Writes what the columns of the files mean, if files were written.
fn explained(asked: &Asked<'_>, written: &[PathBuf]) -> anyhow::Result<Option<PathBuf>> {
    let write = |folder| columns::write(folder, written, &[], asked.model, asked.language);
    asked.folder.map(write).transpose()
}

type Read = (Vec<Answers>, usize, Vec<Responses>);

/// Every file is a moment.
fn by_file(asked: &Asked<'_>) -> anyhow::Result<Read> {
    let mut known = BTreeSet::new();
    let (mut read, mut moments) = (Vec::new(), Vec::new());
    for file in asked.files {
        if !known.insert(file.canonicalize().with_context(|| format!("{} cannot be read", file.display()))?) {
            bail!("{} is given twice; every file is a moment of its own", file.display());
        }
        let answers = survey(asked, std::slice::from_ref(file))?;
        let earlier = moments.iter().zip(asked.files);
        if let Some((_, first)) =
            earlier.into_iter().find(|(earlier, _)| holds(&answers.survey.responses, earlier))
        {
            bail!(
                "{} also holds all answers of {}, so it is no later moment; give it alone, with the day on which its later answers begin: --moments 2025-08-01",
                file.display(),
                first.display()
            );
        }
        moments.push(answers.survey.responses.clone());
        read.push(answers);
    }
    Ok((read, 0, moments))
}

/// Whether these answers hold all of the earlier ones, on the same days: a tool that exports everything that was ever answered.
/// Answers without a day may be alike by chance.
fn holds(later: &Responses, earlier: &Responses) -> bool {
    let counted = |responses: &Responses| {
        let mut counted: BTreeMap<_, usize> = BTreeMap::new();
        for (number, row) in responses.rows() {
            let school = responses.schools().get(number as usize).cloned();
            *counted.entry((school, row.date, row.role, row.answers.to_vec())).or_default() += 1;
        }
        counted
    };
    let (later, earlier) = (counted(later), counted(earlier));
    earlier.keys().any(|(_, date, ..)| date.is_some())
        && earlier.iter().all(|(row, n)| later.get(row).is_some_and(|found| found >= n))
}

/// The answers of all files, split at days. Those without a day are in no moment.
fn by_day(asked: &Asked<'_>, dates: &[Date]) -> anyhow::Result<Read> {
    if !dates.is_sorted_by(|a, b| a < b) {
        bail!("the days of --moments must rise; the first moment is before the first day");
    }
    let answers = survey(asked, asked.files)?;
    let mut moments = vec![Responses::new(asked.model); dates.len() + 1];
    let mut undated = 0;
    let responses = &answers.survey.responses;
    for (number, row) in responses.rows() {
        let place = row.date.map(|date| dates.iter().filter(|split| **split <= date).count());
        let Some(moment) = place.and_then(|place| moments.get_mut(place)) else {
            undated += 1;
            continue;
        };
        if let Some(school) = responses.schools().get(number as usize) {
            let mut response = Response::new(school.clone(), row.answers.to_vec());
            (response.role, response.date) = (row.role, row.date);
            moment.push(&response)?;
        }
    }
    Ok((vec![answers], undated, moments))
}

fn survey(asked: &Asked<'_>, files: &[PathBuf]) -> anyhow::Result<Answers> {
    let register = asked.schools.map(|schools| &schools.register);
    inputs::survey(files, asked.dialect, asked.codebooks, asked.model, register)
}

fn print_growth(
    out: &mut impl Write,
    asked: &Asked<'_>,
    moment: usize,
    changes: &Changes,
    school: Option<&SchoolId>,
) -> io::Result<()> {
    let (language, next) = (asked.language, moment + 1);
    let title = language.choose(
        format!("Groei van het netwerk, van moment {moment} naar {next}"),
        format!("Growth of the network, from moment {moment} to {next}"),
    );
    writeln!(out, "\n{title}")?;
    for network in &changes.network {
        writeln!(
            out,
            "  {}: {}",
            name(asked, network.aspect.key()),
            wording::network_growth(network, language)
        )?;
    }
    let Some(school) = school else { return Ok(()) };
    writeln!(out, "\n{school}")?;
    let word = asked.model.phase_word().best(language.code());
    for change in changes.schools.iter().filter(|change| change.school == *school) {
        let told = wording::growth(change, word, language);
        writeln!(out, "  {}: {told}", name(asked, change.aspect.key()))?;
    }
    Ok(())
}

/// What a second measurement could show: of one school, or per number of people.
fn print_foreseen(
    out: &mut impl Write,
    asked: &Asked<'_>,
    foreseen: &[Foreseen],
    school: Option<&SchoolId>,
) -> anyhow::Result<()> {
    let language = asked.language;
    let word = asked.model.phase_word().best(language.code());
    let title =
        language.choose("Wat een tweede meting kan laten zien", "What a second measurement could show");
    writeln!(out, "\n{title}")?;
    let mut sizes = BTreeSet::new();
    for of_one in foreseen {
        let wanted = school
            .map_or_else(|| sizes.insert((of_one.aspect.key(), of_one.people)), |s| of_one.school == *s);
        let told = wording::foreseen(of_one, word, language);
        if wanted && !told.is_empty() && (school.is_some() || [5, 8, 12, 20].contains(&of_one.people)) {
            writeln!(out, "  {}: {told}", name(asked, of_one.aspect.key()))?;
        }
    }
    Ok(())
}

/// The name of an aspect in the language of the report.
pub(crate) fn name<'a>(asked: &Asked<'a>, key: &str) -> &'a str {
    let aspect = asked.model.aspects().iter().find(|aspect| aspect.id().key() == key);
    aspect.map_or("", |aspect| aspect.name().best(asked.language.code()))
}
