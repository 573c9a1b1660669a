//! `--moments`: the same schools at two moments or more, and how much they grew.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use leerkring::assess::methods::{UsedForGrowth, growth_methods};
use leerkring::assess::moments::{Changes, Foreseen, changes, foresee, table};
use leerkring::assess::table::apa::{self, NumberedTable};
use leerkring::assess::{Options, wording};
use leerkring::import::{Finding, Issue};
use leerkring::model::{Date, Language, Model, Responses, School, SchoolId};
use leerkring_examples::inputs::{Dialect, NamedCodebook, Schools};
use leerkring_examples::published::Published;
use leerkring_examples::report::Report;
use leerkring_examples::{columns, inputs, naming, nothing, output, progress};

use crate::{Reader, exchange, researcher, rounds};

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
    pub(crate) reader: Reader,
    pub(crate) language: Language,
    pub(crate) folder: Option<&'a Path>,
}

/// Computes and tells the growth between the moments.
pub(crate) fn tell(asked: &Asked<'_>, dates: &[Date]) -> anyhow::Result<()> {
    let register = asked.schools.map(|schools| &schools.register);
    let known: &[School] = register.map_or(&[], |register| &register.schools);
    let (read, undated, moments) =
        if dates.is_empty() { rounds::by_file(asked)? } else { rounds::by_day(asked, dates)? };

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
    let (options, held) = rounds::beside_published(asked, dates, &moments)?;
    report.print_told(&mut out, &held.told(asked.language))?;
    let school = asked
        .school
        .map(|named| naming::answered(named, known, moments.iter().flat_map(Responses::schools)))
        .transpose()?;
    let strictest = strictest(&options);
    if let [only] = moments.as_slice() {
        if asked.flags.exchange.is_some() {
            bail!("--exchange needs two moments; give two survey files or a day with --moments");
        }
        let foreseen = foresee(asked.model, only, &strictest)?;
        print_foreseen(&mut out, asked, &foreseen, school.as_ref())?;
        if asked.reader == Reader::Researcher {
            let told = asked.language.choose(
                "Tabellen en een methodeparagraaf over groei komen er vanaf twee momenten.",
                "Tables and a methods paragraph on growth come with two moments.",
            );
            writeln!(out, "\n{told}")?;
        }
        written.extend(explained(asked, &written, &[])?);
        return Ok(report.print_written(&mut out, &written)?);
    }

    let spinner = progress::spinner("comparing");
    let successive = growths(asked, &moments, &options)?;
    spinner.finish_and_clear();
    let exchange = match (&asked.flags.exchange, successive.as_slice()) {
        (None, _) => None,
        (Some(file), [between]) => Some(exchange::Told::of(asked, file, between)?),
        (Some(_), _) => bail!("--exchange is about two moments; give one day, or two survey files"),
    };
    let tables = match asked.reader {
        Reader::Researcher => {
            let effects = exchange.as_ref().map(|exchange| &exchange.effects);
            apa::growth_tables(&successive, effects, asked.model, &strictest, asked.language)
        }
        Reader::Coordinator => Vec::new(),
    };
    if let Some(folder) = asked.folder {
        let of_one = |(moment, changes): (usize, &Changes)| {
            let network = changes.network.iter().flat_map(|network| table::network_rows(moment, network));
            let schools = changes.schools.iter().flat_map(|change| table::rows(moment, change));
            network.chain(schools).collect::<Vec<_>>()
        };
        let rows = (1..).zip(&successive).flat_map(of_one);
        written.push(output::write_table(folder, "growth.csv", &table::HEADER, rows)?);
        if let Some(exchange) = &exchange {
            written.push(exchange::write(folder, &exchange.effects)?);
        }
        if asked.reader == Reader::Researcher {
            let moments: Vec<(&Responses, &Options)> = moments.iter().zip(&options).collect();
            let used = UsedForGrowth {
                model: asked.model,
                options: &strictest,
                moments: &moments,
                changes: &successive,
                exchange: exchange.as_ref().map(exchange::Told::used),
                earlier_reports: held.reports(),
            };
            written.extend(researcher::write_report(
                folder,
                &tables,
                &growth_methods(&used, asked.language),
            )?);
        }
    }
    written.extend(explained(asked, &written, &tables)?);
    for (moment, changes) in (1..).zip(&successive) {
        print_growth(&mut out, asked, moment, changes, school.as_ref())?;
    }
    if let Some(exchange) = &exchange {
        exchange::print(&mut out, asked, &exchange.effects)?;
    }
    tables.iter().try_for_each(|table| write!(out, "\n{}", table.to_markdown()))?;
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// The growth from each moment to the next, told by the options of both.
fn growths(asked: &Asked<'_>, moments: &[Responses], options: &[Options]) -> anyhow::Result<Vec<Changes>> {
    let mut all = Vec::new();
    for (answers, options) in moments.windows(2).zip(options.windows(2)) {
        if let [first, second] = answers {
            all.push(changes(asked.model, first, second, &strictest(options))?);
        }
    }
    Ok(all)
}

/// Options by which is held back what any of these hold back.
fn strictest(each: &[Options]) -> Options {
    let mut all = each.first().cloned().unwrap_or_default();
    for (school, facts) in each.iter().skip(1).flat_map(|options| &options.teams) {
        let own = all.teams.entry(school.clone()).or_insert_with(|| facts.clone());
        for (aspect, held) in &facts.held_back {
            let most = own.held_back.entry(aspect.clone()).or_insert(*held);
            *most = (*most).max(*held);
        }
    }
    all
}

/// Writes what the columns of the files mean, if files were written.
fn explained(
    asked: &Asked<'_>,
    written: &[PathBuf],
    tables: &[NumberedTable],
) -> anyhow::Result<Option<PathBuf>> {
    let write = |folder| columns::write(folder, written, tables, asked.model, asked.language);
    asked.folder.map(write).transpose()
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
