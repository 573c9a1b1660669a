//! The whole road: from survey exports and a register to the schools that each school could learn from, and why those.
//!
//! Shows: reading several exports, `assess`, `Network::build`, `suggest_all`, and explaining every suggestion. Without
//! arguments it runs on the shipped sample, a fictional network of 239 schools.

mod asking;
mod school;
mod summary;
mod tables;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use leerkring::assess::assess;
use leerkring::import::Survey;
use leerkring::matching::{self, Network, NetworkError};
use leerkring::model::{Date, Language, Subjects};
use leerkring_examples::inputs::Dialect;
use leerkring_examples::placing::{self, Placing};
use leerkring_examples::published::Published;
use leerkring_examples::report::Report;
use leerkring_examples::settings::Settings;
use leerkring_examples::{columns, inputs, nothing, output, progress};

use crate::asking::{Asked, ask, members, questions, robustness};
use crate::summary::Summary;
use crate::tables::Tables;

/// Says which schools a school could learn from, about which aspect or topic, and why those.
///
/// Without arguments it runs on the shipped sample network, with its settings and topics. Suggestions are made about what a school asks about;
/// for a school that has stated no wishes at all, about every aspect, for its own eyes. Only schools that offer it and have room are ever
/// suggested.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong.")]
struct Arguments {
    /// Survey exports, as the survey tool wrote them: CSV, XLSX, ODS, SPSS, LSA, JSON
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "schools")]
    survey: Vec<PathBuf>,
    /// What the columns and answers mean (score_survey proposes one); each survey is read with the one that fits it
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "survey")]
    codebook: Vec<PathBuf>,
    /// School register
    #[arg(long, value_name = "FILE", requires = "survey")]
    schools: Option<PathBuf>,
    /// What schools offer and ask: a CSV with school, offers, asks, thinks, room; it goes before what the register says
    #[arg(long, value_name = "FILE", requires = "survey")]
    wishes: Option<PathBuf>,
    /// samen-leren, lerende-organisatie, dialoogscan, kernthemas, or the .toml file of your own model
    #[arg(long, default_value = "samen-leren", value_name = "MODEL")]
    model: String,
    /// What the network finds fair: charges, rules, traits, fading, topics (examples/sample/settings.toml explains each)
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The day from which assessments are old, as 2026-11-29; without it nothing fades
    #[arg(long, value_name = "DAY")]
    today: Option<Date>,
    /// Only this school, by its key or its name, whatever it asks about
    #[arg(long, value_name = "SCHOOL")]
    school: Option<String>,
    /// Only this aspect or topic, by its key or its name: for --school, or for the schools that ask about it or have stated no wishes
    #[arg(long, visible_alias = "aspect", value_name = "SUBJECT")]
    subject: Option<String>,
    /// Says why this school is not suggested to --school on --subject, or where it stands on the list
    #[arg(long, value_name = "SCHOOL", requires_all = ["school", "subject"])]
    why_not: Option<String>,
    /// Says what would have to change for this school to be suggested to --school on --subject
    #[arg(long, value_name = "SCHOOL", requires_all = ["school", "subject"])]
    what_if: Option<String>,
    /// Says of each suggestion in how many of 1000 other weightings it is among the first; for one --school it always does. It takes about a
    /// millisecond a question
    #[arg(long)]
    robustness: bool,
    /// How many hosts for each school and subject
    #[arg(long, default_value_t = 3, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// No host further away than this
    #[arg(long, value_name = "KM", value_parser = kilometres, allow_negative_numbers = true)]
    max_km: Option<f64>,
    #[command(flatten)]
    placing: Placing,
    #[command(flatten)]
    published: Published,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
    /// Writes standings.csv, suggestions.csv, nobody.csv, fellows.csv, groups.csv, portrait.csv, issues.csv and findings.csv in this folder; with
    /// --school only what belongs to that school, and no groups. What every column means is in columns.csv
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let mut arguments = Arguments::parse();
    if arguments.codebook.is_empty() && !arguments.survey.is_empty() {
        arguments.ask_for_codebook();
    }
    leerkring_examples::run(|| {
        if arguments.survey.is_empty() {
            arguments.take_sample()?;
        }
        suggest(&arguments)
    })
}

fn suggest(arguments: &Arguments) -> anyhow::Result<()> {
    // What people have.
    let model = inputs::model(&arguments.model)?;
    let codebooks = inputs::codebooks(&arguments.codebook, &model)?;
    let register = arguments.schools.as_deref().context("--schools is missing")?;
    let wishes = arguments.wishes.as_deref();
    let settings = arguments.settings.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
    let Settings { mut options, topics } = settings;
    // Without a list any topic will do.
    let subjects = Subjects::from(&model);
    let subjects = if topics.ids().next().is_some() { subjects.with(&topics) } else { subjects };
    let schools = inputs::schools(register, wishes, &arguments.dialect, &codebooks, subjects)?;
    let register = Some(&schools.register);
    let answers = inputs::survey(&arguments.survey, &arguments.dialect, &codebooks, &model, register)?;

    // Where each school stands.
    let spinner = progress::spinner("scoring");
    let Survey { responses, agreements, .. } = &answers.survey;
    let placing = arguments.placing.options(&model, register, &arguments.dialect)?;
    let read = |files: &[PathBuf]| inputs::survey(files, &arguments.dialect, &codebooks, &model, register);
    let (placing, held) = arguments.published.beside(&model, responses, placing, read)?;
    let standings = assess(&model, responses, agreements, &placing)?;
    spinner.finish_and_clear();

    // Whom each could learn from.
    options.rules.max_km = arguments.max_km.or(options.rules.max_km);
    options.fading.today = arguments.today.or(options.fading.today);
    let (unit_km, rules, fading) = (options.cost.per_context_unit_km, options.rules.clone(), options.fading);
    let members = members(&schools.register, &standings);
    let asked = Asked::of(arguments, &schools.register, subjects)?;
    let questions = questions(&asked, &members, &model);
    let network = Network::build(members, &model, options).map_err(|error| match &arguments.settings {
        // The day on the command line goes before that of the file.
        _ if arguments.today.is_some() && matches!(error, NetworkError::StandingAfterToday { .. }) => {
            anyhow!("with --today: {error}")
        }
        // It stands in the register.
        _ if matches!(error, NetworkError::TraitValue { .. }) => error.into(),
        Some(file) => anyhow!("with the settings of {}: {error}", file.display()),
        None => error.into(),
    })?;
    let portrait = network.portrait();
    let top = arguments.top as usize;
    let suggestions = ask(&network, &questions, top)?;
    let robustness = match arguments.robustness || asked.school.is_some() {
        true => robustness(&network, &suggestions, top)?,
        false => vec![Vec::new(); suggestions.len()],
    };

    let idle = placing::without_effect(&placing, responses, &standings, arguments.lang);

    // Files first: whoever stops reading what is printed still has them.
    let issues = inputs::issues(&answers, Some(&schools));
    let written = match &arguments.out {
        Some(folder) => {
            let tables = Tables { folder, language: arguments.lang, network: &network, asked: &asked };
            let mut written = tables.write_standings(&standings, &model, &placing.thresholds)?;
            written.extend(tables.write_suggestions(&suggestions, &robustness)?);
            written.extend(tables.write_fellows(&schools.register, top)?);
            written.extend([
                output::write_table(
                    folder,
                    "portrait.csv",
                    &matching::table::PORTRAIT_HEADER,
                    matching::table::portrait_rows(&portrait).map(Vec::from),
                )?,
                output::write_issues(folder, &issues, arguments.lang)?,
                output::write_findings(folder, &answers.findings, arguments.lang)?,
            ]);
            written.push(columns::write(folder, &written, &[], &model, arguments.lang)?);
            written
        }
        None => Vec::new(),
    };
    let mut out = io::stdout().lock();
    let report = Report { model: &model, language: arguments.lang };
    report.print_read(&mut out, &answers)?;
    report.print_schools(&mut out, &schools, &answers)?;
    report.print_issues(&mut out, &issues)?;
    report.print_findings(&mut out, &answers.findings)?;
    report.print_told(&mut out, &idle)?;
    report.print_told(&mut out, &held.told(arguments.lang))?;
    if standings.is_empty() {
        bail!(nothing::why(&answers));
    }
    let summary = Summary {
        report,
        subjects,
        register: &schools.register,
        standings: &standings,
        suggestions: &suggestions,
        robustness: &robustness,
        network: &network,
        portrait: &portrait,
        unit_km,
        rules: &rules,
        fading,
        top,
    };
    summary.print_traits(&mut out)?;
    summary.print_rules(&mut out)?;
    summary.print(&mut out, &asked)?;
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// A distance in kilometres: whoever gives another number hears it of the option, not of the settings.
fn kilometres(text: &str) -> Result<f64, String> {
    let km = text.parse().ok().filter(|km| (0.0..=1e6).contains(km));
    km.ok_or_else(|| "give a number of kilometres from 0 to 1000000".to_owned())
}

impl Arguments {
    /// Says how to get the codebook that is missing, and stops.
    fn ask_for_codebook(&self) -> ! {
        let files = |files: &mut dyn Iterator<Item = &PathBuf>| {
            files.map(|file| file.display().to_string()).collect::<Vec<_>>().join(" ")
        };
        let told = format!(
            "--codebook is missing: it says what the columns and answers mean; score_survey proposes one, to be checked and given here:\n\n  \
             cargo run --release --example score_survey -- --survey {} --schools {} --out first\n",
            files(&mut self.survey.iter()),
            files(&mut self.schools.iter()),
        );
        Arguments::command().error(ErrorKind::MissingRequiredArgument, told).exit()
    }

    /// The files of the shipped sample: every codebook, and the export that goes with it.
    fn take_sample(&mut self) -> anyhow::Result<()> {
        if self.model != "samen-leren" {
            bail!(
                "the sample network answered samen-leren; give --survey, --codebook and --schools for another model"
            );
        }
        let folder = leerkring_examples::sample();
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("no sample in {}", folder.display()))?
        {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let Some(export) = name.strip_suffix(".codebook.toml") {
                self.survey.push(folder.join(format!("{export}.csv")));
                self.codebook.push(path.clone());
            }
        }
        // The order of a folder is nobody's promise.
        self.survey.sort();
        self.codebook.sort();
        self.schools = Some(folder.join("schools.csv"));
        self.settings.get_or_insert_with(|| folder.join("settings.toml"));
        Ok(())
    }
}
