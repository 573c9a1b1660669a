//! The whole road: from survey exports and a register to the schools that each school could learn from, and why those.
//!
//! Shows: reading several exports, `assess`, `Network::build`, `suggest_all`, and explaining every suggestion. Without
//! arguments it runs on the shipped sample, a fictional network of 239 schools.

mod summary;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use leerkring::assess::assess;
use leerkring::import::{Register, Survey};
use leerkring::matching::{self, Member, Network, NetworkError, Suggestions};
use leerkring::model::{AspectId, Date, Language, Model, School, SchoolId, Standing, Subject, Subjects};
use leerkring_examples::inputs::Dialect;
use leerkring_examples::placing::{self, Placing};
use leerkring_examples::report::Report;
use leerkring_examples::settings::Settings;
use leerkring_examples::{inputs, nothing, output, progress};

use crate::summary::Summary;

/// Says which schools a school could learn from, on which aspect, and why those.
///
/// Without arguments it runs on the shipped sample network, with its settings and topics. Suggestions are made on the aspects that a school asks about;
/// for a school that has stated no wishes at all, on every aspect, for its own eyes. Only schools that offer an
/// aspect and have room are ever suggested.
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
    /// Only this aspect, by its key or its name, whoever asks about it
    #[arg(long, value_name = "ASPECT")]
    aspect: Option<String>,
    /// Says why this school is not suggested to --school on --aspect, or where it stands on the list
    #[arg(long, value_name = "SCHOOL", requires_all = ["school", "aspect"])]
    why_not: Option<String>,
    /// Says what would have to change for this school to be suggested to --school on --aspect
    #[arg(long, value_name = "SCHOOL", requires_all = ["school", "aspect"])]
    what_if: Option<String>,
    /// How many hosts for each school and aspect
    #[arg(long, default_value_t = 3, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// No host further away than this
    #[arg(long, value_name = "KM", value_parser = kilometres, allow_negative_numbers = true)]
    max_km: Option<f64>,
    #[command(flatten)]
    placing: Placing,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
    /// Writes standings.csv, suggestions.csv, portrait.csv, issues.csv and findings.csv in this folder
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
    let standings = assess(&model, responses, agreements, &placing)?;
    spinner.finish_and_clear();

    // Whom each could learn from.
    options.rules.max_km = arguments.max_km.or(options.rules.max_km);
    options.fading.today = arguments.today.or(options.fading.today);
    let members = members(&schools.register, &standings);
    let asked = Asked::of(arguments, &schools.register, &model)?;
    let questions = questions(&asked, &members, &model);
    let network = Network::build(members, &model, options).map_err(|error| match &arguments.settings {
        // The day on the command line goes before that of the file.
        _ if arguments.today.is_some() && matches!(error, NetworkError::StandingAfterToday { .. }) => {
            anyhow!("with --today: {error}")
        }
        Some(file) => anyhow!("with the settings of {}: {error}", file.display()),
        None => error.into(),
    })?;
    let portrait = network.portrait();
    let suggestions = ask(&network, &questions, arguments.top as usize)?;

    let idle = placing::without_effect(&placing, responses, &standings, arguments.lang);

    // Files first: whoever stops reading what is printed still has them.
    let issues = inputs::issues(&answers, Some(&schools));
    let written = match &arguments.out {
        Some(folder) => {
            let rows = suggestions.iter().flat_map(|answer| matching::table::rows(answer).map(Vec::from));
            vec![
                output::write_standings(folder, &standings, &model, &placing.thresholds)?,
                output::write_table(folder, "suggestions.csv", &matching::table::HEADER, rows)?,
                output::write_table(
                    folder,
                    "portrait.csv",
                    &matching::table::PORTRAIT_HEADER,
                    matching::table::portrait_rows(&portrait).map(Vec::from),
                )?,
                output::write_issues(folder, &issues, arguments.lang)?,
                output::write_findings(folder, &answers.findings, arguments.lang)?,
            ]
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
    if standings.is_empty() {
        bail!(nothing::why(&answers));
    }
    let summary = Summary {
        report,
        subjects,
        register: &schools.register,
        standings: &standings,
        suggestions: &suggestions,
        network: &network,
        portrait: &portrait,
        top: arguments.top as usize,
    };
    if arguments.settings.is_some() {
        summary.print_traits(&mut out)?;
    }
    summary.print(&mut out, asked.school.as_ref(), asked.aspect.as_ref())?;
    if let [(learner, subject)] = questions.as_slice() {
        let top = arguments.top as usize;
        if let Some(host) = &asked.why_not {
            let why = network.why_not(learner, host, subject, top)?;
            writeln!(out, "  {host}: {}", why.in_language(arguments.lang))?;
        }
        if let Some(host) = &asked.what_if {
            let what = network.what_if_host(learner, host, subject, top)?;
            writeln!(out, "  {host}: {}", what.in_language(arguments.lang))?;
        }
    }
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// The schools and the aspect that were named, as the register and the model know them.
struct Asked {
    school: Option<SchoolId>,
    why_not: Option<SchoolId>,
    what_if: Option<SchoolId>,
    aspect: Option<AspectId>,
}

impl Asked {
    fn of(arguments: &Arguments, register: &Register, model: &Model) -> anyhow::Result<Asked> {
        let school = |named: &Option<String>| {
            named.as_ref().map(|named| inputs::school(named, &register.schools)).transpose()
        };
        let aspect = arguments.aspect.as_ref().map(|named| inputs::aspect(named, model)).transpose()?;
        Ok(Asked {
            school: school(&arguments.school)?,
            why_not: school(&arguments.why_not)?,
            what_if: school(&arguments.what_if)?,
            aspect: aspect.cloned(),
        })
    }
}

/// Every school of the register, with its wishes and its standings.
fn members(register: &Register, standings: &[Standing]) -> Vec<Member> {
    let mut by_school: BTreeMap<&SchoolId, Vec<Standing>> = BTreeMap::new();
    for standing in standings {
        by_school.entry(&standing.school).or_default().push(standing.clone());
    }
    let member = |school: &School| {
        let wishes = register.wishes.get(&school.id).cloned().unwrap_or_default();
        Member::new(school.clone(), wishes, by_school.remove(&school.id).unwrap_or_default())
    };
    register.schools.iter().map(member).collect()
}

/// Who asks what: the named school or aspect if one is named; else what each school asks about, and everything for
/// a school that has stated no wishes.
fn questions(asked: &Asked, members: &[Member], model: &Model) -> Vec<(SchoolId, Subject)> {
    let asks = |member: &Member, aspect: &AspectId| {
        let everything = asked.school.is_some() || member.wishes.is_silent();
        match &asked.aspect {
            Some(named) => named == aspect,
            None => everything || member.wishes.asks.contains(&Subject::Aspect(aspect.clone())),
        }
    };
    let mut questions = Vec::new();
    for member in members {
        if asked.school.as_ref().is_none_or(|school| *school == member.school.id) {
            let aspects = model.aspects().iter().map(|aspect| aspect.id());
            let wanted = aspects.filter(|aspect| asks(member, aspect));
            questions.extend(wanted.map(|aspect| (member.school.id.clone(), Subject::from(aspect))));
            let topics = member.wishes.asks.iter().filter(|subject| matches!(subject, Subject::Topic(_)));
            let topics = topics.filter(|_| asked.aspect.is_none());
            questions.extend(topics.map(|topic| (member.school.id.clone(), topic.clone())));
        }
    }
    questions.sort_by(|a, b| a.0.cmp(&b.0));
    questions
}

/// Puts the questions in portions, to show how far it is.
fn ask(network: &Network, questions: &[(SchoolId, Subject)], top: usize) -> anyhow::Result<Vec<Suggestions>> {
    const PORTION: usize = 4096;
    let bar = progress::bar("matching", questions.len());
    let mut suggestions = Vec::with_capacity(questions.len());
    for portion in questions.chunks(PORTION) {
        suggestions.extend(network.suggest_all(portion, top)?);
        bar.inc(portion.len() as u64);
    }
    bar.finish_and_clear();
    Ok(suggestions)
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
