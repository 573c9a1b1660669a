//! From survey exports to where each school stands, and how sure that is.
//!
//! Shows: proposing a codebook, reading with it, `assess`, sentences and `standings.csv`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use leerkring::assess::{self, Options, assess};
use leerkring::import::propose;
use leerkring::model::{Language, Model, SchoolId};
use leerkring_examples::{inputs, output, progress, report};

/// Says where each school of a survey stands on each aspect, and how sure that is.
///
/// The first time, run it without --codebook: it proposes one for the file, which you check and give the second time.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong.")]
struct Arguments {
    /// Survey exports (CSV or TSV, as the survey tool wrote them)
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    survey: Vec<PathBuf>,
    /// What the columns and answers mean; each survey is read with the first codebook that fits it
    #[arg(long, num_args = 1.., value_name = "FILE")]
    codebook: Vec<PathBuf>,
    /// School register, for names and to find keys that are in no register
    #[arg(long, value_name = "FILE")]
    schools: Option<PathBuf>,
    /// samen-leren, lerende-organisatie, or the .toml file of your own model
    #[arg(long, default_value = "samen-leren", value_name = "MODEL")]
    model: String,
    /// Only this school, with every aspect in sentences
    #[arg(long, value_name = "ID")]
    school: Option<SchoolId>,
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
    let answers = inputs::survey(&arguments.survey, &codebooks, &model)?;
    let register = match &arguments.schools {
        Some(file) => Some(inputs::register(file, None, &codebooks, &model)?),
        None => None,
    };
    let options = Options::default();
    let spinner = progress::spinner("scoring");
    let standings = assess(&model, &answers.survey.responses, &answers.survey.agreements, &options)?;
    spinner.finish_and_clear();

    let mut out = io::stdout().lock();
    let language = arguments.lang;
    report::print_read(&mut out, &answers, language)?;
    let issues = inputs::issues(&answers, register.as_ref());
    output::print_issues(&mut out, &issues)?;
    let name_of = |id: &SchoolId| {
        let school = register.as_ref()?.schools.iter().find(|school| school.id == *id)?;
        Some(school.name.as_str())
    };
    if let Some(register) = &register {
        report::print_unregistered(&mut out, &inputs::unregistered(&answers.survey, register), language)?;
    }

    writeln!(out, "\n{}", language.choose("Uitspraken, aantal scholen", "Statements, number of schools"))?;
    report::print_portrait(&mut out, &model, &standings, language)?;
    // One school as an example, or the one that was asked for.
    let shown = arguments.school.as_ref().or(standings.first().map(|standing| &standing.school));
    if let Some(school) = shown {
        report::print_standings(&mut out, school, name_of(school), &standings, &model, &options, language)?;
    }
    if let Some(folder) = &arguments.out {
        let rows = report::standing_rows(&standings, &model, &options);
        let path =
            output::write_table(folder, "standings.csv", &assess::table::header(model.levels()), rows)?;
        writeln!(out, "\n{}", path.display())?;
        writeln!(out, "{}", output::write_issues(folder, &issues)?.display())?;
    }
    Ok(())
}

/// The first run: a codebook for each file, to be checked by a person.
fn propose_codebooks(arguments: &Arguments, model: &Model) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for file in &arguments.survey {
        let proposal = propose(&inputs::table(file)?, model);
        match &arguments.out {
            Some(folder) => {
                let stem = file.file_stem().unwrap_or_default();
                let path = folder.join(Path::new(stem).with_extension("codebook.toml"));
                std::fs::create_dir_all(folder)?;
                std::fs::write(&path, &proposal.toml)?;
                writeln!(out, "{}", path.display())?;
            }
            None => writeln!(out, "{}", proposal.toml)?,
        }
    }
    Ok(())
}
