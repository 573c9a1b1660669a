//! From survey exports to where each school stands, and how sure that is.
//!
//! Shows: proposing a codebook, reading with it, `assess`, sentences and `standings.csv`.

mod exchange;
mod moments;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Parser;
use leerkring::assess::{Options, assess};
use leerkring::import::{Survey, propose, propose_register};
use leerkring::model::{Language, Model, School, SchoolId, Standing};
use leerkring_examples::inputs::Dialect;
use leerkring_examples::report::Report;
use leerkring_examples::{inputs, nothing, output, progress};

/// Says where each school of a survey stands on each aspect, and how sure that is.
///
/// The first time, run it without --codebook: it proposes one for each file (with --schools also for the register), which
/// you check and give the second time.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong.")]
struct Arguments {
    /// Survey exports, as the survey tool wrote them: CSV, XLSX, ODS, SPSS, LSA, JSON
    #[arg(long, required_unless_present = "schools", num_args = 1.., value_name = "FILE")]
    survey: Vec<PathBuf>,
    /// What the columns and answers mean; each survey is read with the one that fits it
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "survey")]
    codebook: Vec<PathBuf>,
    /// School register, for names and to find keys that are not in it; proposals look up the schools of a survey in it
    #[arg(long, value_name = "FILE")]
    schools: Option<PathBuf>,
    /// samen-leren, lerende-organisatie, dialoogscan, kernthemas, or the .toml file of your own model
    #[arg(long, default_value = "samen-leren", value_name = "MODEL")]
    model: String,
    /// Only this school, by its key or its name, with every aspect in sentences
    #[arg(long, value_name = "SCHOOL")]
    school: Option<String>,
    #[command(flatten)]
    growth: moments::Flags,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
    /// Writes standings.csv, issues.csv, findings.csv and the codebook as used (or the proposed codebooks; with --moments
    /// growth.csv and exchange.csv) in this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| score(&arguments))
}

fn score(arguments: &Arguments) -> anyhow::Result<()> {
    let model = inputs::model(&arguments.model)?;
    if arguments.codebook.is_empty() {
        return propose_codebooks(arguments, &model);
    }
    let codebooks = inputs::codebooks(&arguments.codebook, &model)?;
    let schools = match &arguments.schools {
        Some(file) => Some(inputs::schools(file, None, &arguments.dialect, &codebooks, &model)?),
        None => None,
    };
    if let Some(dates) = &arguments.growth.moments {
        let asked = moments::Asked {
            model: &model,
            codebooks: &codebooks,
            schools: schools.as_ref(),
            files: &arguments.survey,
            dialect: &arguments.dialect,
            flags: &arguments.growth,
            school: arguments.school.as_deref(),
            language: arguments.lang,
            folder: arguments.out.as_deref(),
        };
        return moments::tell(&asked, dates);
    }
    let register = schools.as_ref().map(|schools| &schools.register);
    let answers = inputs::survey(&arguments.survey, &arguments.dialect, &codebooks, &model, register)?;
    let spinner = progress::spinner("scoring");
    let Survey { responses, agreements, .. } = &answers.survey;
    let standings = assess(&model, responses, agreements, &Options::default())?;
    spinner.finish_and_clear();
    let school = match &arguments.school {
        Some(named) => Some(answered(named, register.map_or(&[], |register| &register.schools), &standings)?),
        None => None,
    };

    // Files first: whoever stops reading what is printed still has them.
    let issues = inputs::issues(&answers, schools.as_ref());
    let written = match &arguments.out {
        Some(folder) => {
            let mut written = vec![
                output::write_standings(folder, &standings, &model)?,
                output::write_issues(folder, &issues, arguments.lang)?,
                output::write_findings(folder, &answers.findings, arguments.lang)?,
            ];
            written.extend(output::write_used(folder, &answers.used, arguments.lang)?);
            written
        }
        None => Vec::new(),
    };
    let mut out = io::stdout().lock();
    let report = Report { model: &model, language: arguments.lang };
    report.print_read(&mut out, &answers)?;
    if let Some(schools) = &schools {
        report.print_schools(&mut out, schools, &answers)?;
    }
    report.print_issues(&mut out, &issues)?;
    report.print_findings(&mut out, &answers.findings)?;
    if standings.is_empty() {
        bail!(nothing::why(&answers));
    }
    report.print_portrait(&mut out, &standings)?;
    // The school that was asked for, or one as an example.
    if let Some(school) = school.as_ref().or(standings.first().map(|standing| &standing.school)) {
        let mut known = schools.iter().flat_map(|schools| &schools.register.schools);
        let known = known.find(|known| known.id == *school);
        let own: Vec<&Standing> = standings.iter().filter(|standing| standing.school == *school).collect();
        report.print_school(&mut out, school, known.map(|known| known.name.as_str()), &own)?;
        report.print_milestone(&mut out, &own)?;
    }
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// The school that was asked for, if anything was answered about it.
fn answered(named: &str, register: &[School], standings: &[Standing]) -> anyhow::Result<SchoolId> {
    let mut schools = register.to_vec();
    for standing in standings {
        if schools.iter().all(|known| known.id != standing.school) {
            schools.push(School::new(standing.school.clone(), standing.school.as_str()));
        }
    }
    let nothing = format!("nothing was answered about school `{named}`");
    let school = inputs::school(named, &schools).context(nothing.clone())?;
    match standings.iter().any(|standing| standing.school == school) {
        true => Ok(school),
        false => bail!(nothing),
    }
}

/// The first run: a codebook for each file, to be checked by a person. What is open is told on standard error, so that
/// a proposal can be sent to a file.
fn propose_codebooks(arguments: &Arguments, model: &Model) -> anyhow::Result<()> {
    let of_schools = match &arguments.schools {
        Some(file) => {
            let table = arguments.dialect.table(file)?;
            let toml = propose_register(&table, arguments.lang);
            let register = inputs::proposed_register(&table, &toml, model);
            if register.is_none() && !arguments.survey.is_empty() {
                let told = arguments.lang.choose(
                    "de scholen zijn hier niet opgezocht: vul eerst aan wat in het voorstel voor dit bestand open is",
                    "no schools were looked up here: first fill in what is open in the proposal for this file",
                );
                eprintln!("{}: {told}", file.display());
            }
            Some((file, toml, register))
        }
        None => None,
    };
    let register = of_schools.as_ref().and_then(|(_, _, register)| register.as_ref());
    for file in &arguments.survey {
        let proposal = propose(&arguments.dialect.table(file)?, model, register, arguments.lang);
        give(file, &proposal.toml, arguments.out.as_deref())?;
        for open in &proposal.open {
            eprintln!("{}: {} {open}", file.display(), arguments.lang.choose("nog open:", "still open:"));
        }
    }
    if let Some((file, toml, _)) = &of_schools {
        give(file, toml, arguments.out.as_deref())?;
    }
    eprintln!(
        "{}",
        arguments.lang.choose(
            "Dit is een voorstel. Lees het na, vul aan wat open is, en geef het daarna met --codebook.",
            "This is a proposal. Check it, fill in what is open, and give it with --codebook the next time.",
        )
    );
    Ok(())
}

/// Writes a proposal in a folder, or prints it.
fn give(file: &Path, proposal: &str, folder: Option<&Path>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let Some(folder) = folder else { return Ok(writeln!(out, "{proposal}")?) };
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(".codebook.toml");
    let path = folder.join(name);
    if path.exists() {
        bail!(
            "{} is there already; a person may have worked on it, so take another --out or remove it",
            path.display()
        );
    }
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, proposal));
    written.with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(writeln!(out, "{}", path.display())?)
}
