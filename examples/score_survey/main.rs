//! From survey exports to where each school stands, and how sure that is.
//!
//! Shows: proposing a codebook, reading with it, `assess`, sentences and `standings.csv`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use leerkring::assess::{Options, assess};
use leerkring::import::{propose, propose_register};
use leerkring::model::{Language, Model, SchoolId, Standing};
use leerkring_examples::inputs::Dialect;
use leerkring_examples::report::Report;
use leerkring_examples::{inputs, output, progress};

/// Says where each school of a survey stands on each aspect, and how sure that is.
///
/// The first time, run it without --codebook: it proposes one for each file (with --schools also for the register), which
/// you check and give the second time.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong.")]
struct Arguments {
    /// Survey exports (CSV or TSV, as the survey tool wrote them)
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    survey: Vec<PathBuf>,
    /// What the columns and answers mean; each survey is read with the first codebook that fits it
    #[arg(long, num_args = 1.., value_name = "FILE")]
    codebook: Vec<PathBuf>,
    /// School register, for names and to find keys that are not in it
    #[arg(long, value_name = "FILE")]
    schools: Option<PathBuf>,
    /// samen-leren, lerende-organisatie, or the .toml file of your own model
    #[arg(long, default_value = "samen-leren", value_name = "MODEL")]
    model: String,
    /// Only this school, with every aspect in sentences
    #[arg(long, value_name = "ID")]
    school: Option<SchoolId>,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
    /// Writes standings.csv and issues.csv (or the proposed codebooks) in this folder
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
    let answers = inputs::survey(&arguments.survey, arguments.dialect, &codebooks, &model)?;
    let register = match &arguments.schools {
        Some(file) => Some(inputs::register(file, None, arguments.dialect, &codebooks, &model)?),
        None => None,
    };
    let options = Options::default();
    let spinner = progress::spinner("scoring");
    let standings = assess(&model, &answers.survey.responses, &answers.survey.agreements, &options)?;
    spinner.finish_and_clear();

    let mut out = io::stdout().lock();
    let report = Report { model: &model, options: &options, language: arguments.lang };
    let issues = inputs::issues(&answers, register.as_ref());
    report.print_read(&mut out, &answers)?;
    output::print_issues(&mut out, &issues)?;
    if let Some(register) = &register {
        report.print_unregistered(&mut out, &inputs::unregistered(&answers.survey, register))?;
    }
    report.print_portrait(&mut out, &standings)?;
    // The school that was asked for, or one as an example.
    if let Some(school) = arguments.school.as_ref().or(standings.first().map(|standing| &standing.school)) {
        let schools = register.as_ref().map(|register| &register.schools);
        let known = schools.and_then(|schools| schools.iter().find(|known| known.id == *school));
        let own: Vec<&Standing> = standings.iter().filter(|standing| standing.school == *school).collect();
        report.print_school(&mut out, school, known.map(|known| known.name.as_str()), &own)?;
        report.print_milestone(&mut out, &own)?;
    }
    if let Some(folder) = &arguments.out {
        let standings = output::write_standings(folder, &standings, &model, &options)?;
        let issues = output::write_issues(folder, &issues)?;
        writeln!(out, "\n{}\n{}", standings.display(), issues.display())?;
    }
    Ok(())
}

/// The first run: a codebook for each file, to be checked by a person. What is open is told on standard error, so that
/// a proposal can be sent to a file.
fn propose_codebooks(arguments: &Arguments, model: &Model) -> anyhow::Result<()> {
    for file in &arguments.survey {
        let proposal = propose(&arguments.dialect.table(file)?, model);
        give(file, &proposal.toml, arguments.out.as_deref())?;
        for open in &proposal.open {
            eprintln!("{}: {} {open}", file.display(), arguments.lang.choose("nog open:", "still open:"));
        }
    }
    if let Some(file) = &arguments.schools {
        give(file, &propose_register(&arguments.dialect.table(file)?), arguments.out.as_deref())?;
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
    let path = folder.join(Path::new(file.file_stem().unwrap_or_default()).with_extension("codebook.toml"));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, proposal));
    written.with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(writeln!(out, "{}", path.display())?)
}
