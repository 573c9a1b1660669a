//! The computation of one school on one aspect, step by step, so that it can be redone by hand.
//!
//! Shows: teams from a register, `assess_each` and `explain`; and two schools side by side, `networks` and `beside`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Parser;
use leerkring::assess::explain::{Step, beside, explain};
use leerkring::assess::network::networks;
use leerkring::assess::{Assessment, assess_each};
use leerkring::import::Survey;
use leerkring::model::{Language, SchoolId, Standing};
use leerkring_examples::inputs::{self, Answers, Dialect};
use leerkring_examples::placing::{self, Placing};
use leerkring_examples::published::Published;
use leerkring_examples::report::Report;
use leerkring_examples::{naming, nothing};

/// Writes out how one school comes to stand where it stands on one aspect: every figure with the numbers it is made of, for
/// whoever wants to recompute it. It shows no more than the school's own result does. With --beside, how sure it is that
/// another school is further.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong.")]
struct Arguments {
    /// The school, by its key or its name
    #[arg(long, value_name = "SCHOOL")]
    school: String,
    /// The aspect, by its key or its name
    #[arg(long, value_name = "ASPECT")]
    aspect: String,
    /// Instead: how sure it is that this other school is further, by key or name. Whoever reads it reads how both stand
    #[arg(long, value_name = "SCHOOL")]
    beside: Option<String>,
    /// Survey exports, as the survey tool wrote them: CSV, XLSX, ODS, SPSS, LSA, JSON
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    survey: Vec<PathBuf>,
    /// What the columns and answers mean (score_survey proposes one); each survey is read with the one that fits it
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    codebook: Vec<PathBuf>,
    /// School register, for names and for the size of teams (column `team`)
    #[arg(long, value_name = "FILE")]
    schools: Option<PathBuf>,
    /// samen-leren, lerende-organisatie, dialoogscan, kernthemas, or the .toml file of your own model
    #[arg(long, default_value = "samen-leren", value_name = "MODEL")]
    model: String,
    #[command(flatten)]
    placing: Placing,
    #[command(flatten)]
    published: Published,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| print(&arguments))
}

fn print(arguments: &Arguments) -> anyhow::Result<()> {
    let model = inputs::model(&arguments.model)?;
    let aspect = naming::aspect(&arguments.aspect, &model)?;
    let codebooks = inputs::codebooks(&arguments.codebook, &model)?;
    let schools = match &arguments.schools {
        Some(file) => Some(inputs::schools(file, None, &arguments.dialect, &codebooks, &model)?),
        None => None,
    };
    let register = schools.as_ref().map(|schools| &schools.register);
    let answers = inputs::survey(&arguments.survey, &arguments.dialect, &codebooks, &model, register)?;
    // What is not in the explanation, because it could not be read.
    for (summary, _) in answers.files.iter().filter(|(summary, _)| summary.set_aside > 0) {
        eprintln!("{}", summary.in_language(arguments.lang));
    }
    let report = Report { model: &model, language: arguments.lang };
    report.typed_schools(&answers).into_iter().for_each(|told| eprintln!("{told}"));
    let known = answered(&answers);
    if known.is_empty() {
        bail!(nothing::why(&answers));
    }
    let registered = register.map_or(&[][..], |register| &register.schools);
    let named = |named: &str| naming::answered(named, registered, known.iter().copied());
    let school = named(&arguments.school)?;
    let other = arguments.beside.as_deref().map(named).transpose()?;

    let options = arguments.placing.options(&model, register, &arguments.dialect)?;
    let Survey { responses, agreements, .. } = &answers.survey;
    let read = |files: &[PathBuf]| inputs::survey(files, &arguments.dialect, &codebooks, &model, register);
    let (options, held) = arguments.published.beside(&model, responses, options, read)?;
    held.told(arguments.lang).into_iter().for_each(|told| eprintln!("{told}"));
    let (mut found, mut standings) = (Vec::<Assessment>::new(), Vec::<Standing>::new());
    assess_each(&model, responses, agreements, &options, |of, all| {
        standings.extend(all.iter().map(|one| one.standing.clone()));
        if *of == school || Some(of) == other.as_ref() {
            found.extend(all.into_iter().find(|one| one.standing.aspect == *aspect));
        }
    })?;
    // Of other schools only that nobody answered about them: their keys may be slips.
    let mut own = options.clone();
    own.teams.retain(|of, _| *of == school || !known.contains(of));
    for line in placing::without_effect(&own, responses, &standings, arguments.lang) {
        eprintln!("{line}");
    }
    let assessed = |school: &SchoolId| {
        let own = found.iter().find(|one| one.standing.school == *school);
        own.with_context(|| format!("nothing was answered about school `{school}`"))
    };
    let called = |school: &SchoolId| {
        let known = registered.iter().find(|known| known.id == *school);
        let name = known.map_or(school.as_str(), |known| known.name.as_str());
        format!("{school}  {name}")
    };
    let of = model.aspect(aspect).map_or("", |aspect| aspect.name().best(arguments.lang.code()));
    let (title, steps) = match &other {
        None => (called(&school), explain(assessed(&school)?, &model, arguments.lang)),
        Some(other) => {
            let networks = networks(&model, responses, &options)?;
            let network =
                networks.iter().find(|network| network.aspect == *aspect).context("no such aspect")?;
            let both = (assessed(&school)?, assessed(other)?);
            let steps = beside(network, both.0, both.1, &model, arguments.lang)?;
            (format!("{}, {}", called(&school), called(other)), steps)
        }
    };
    print_steps(&format!("{title}: {of}"), &steps)
}

fn print_steps(title: &str, steps: &[Step]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{title}")?;
    for (number, step) in (1..).zip(steps) {
        writeln!(out, "\n{number}. {}  [METHOD.md {}, {}]", step.title, step.section, step.source)?;
        step.lines.iter().try_for_each(|line| writeln!(out, "   {line}"))?;
    }
    Ok(())
}

/// The schools that something was answered about.
fn answered(answers: &Answers) -> BTreeSet<&SchoolId> {
    let agreed = answers.survey.agreements.iter().map(|agreement| &agreement.school);
    answers.survey.responses.schools().iter().chain(agreed).collect()
}
