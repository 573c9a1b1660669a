//! From survey exports to where each school stands, and how sure that is.
//!
//! Shows: proposing a codebook, reading with it, `assessments` and `networks`, sentences and tables for two readers.
//! What people read and what is computed is the library's; here it is put together.

mod coordinator;
mod exchange;
mod moments;
mod propose;
mod researcher;
mod rounds;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Parser, ValueEnum};
use leerkring::assess::network::{AspectNetwork, networks};
use leerkring::assess::{Assessment, Options, assessments};
use leerkring::import::Survey;
use leerkring::model::{Answer, Aspect, AspectId, Language, Model, Responses, SchoolId, Standing};
use leerkring_examples::inputs::Dialect;
use leerkring_examples::placing::{self, Placing};
use leerkring_examples::published::Published;
use leerkring_examples::report::Report;
use leerkring_examples::{columns, inputs, naming, nothing, output, progress};

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
    /// What the columns and answers mean; each survey is read with the one that fits it. With one of the register alone,
    /// codebooks are proposed for the surveys, and their schools looked up by it
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
    /// For whom: a coordinator (what schools and their network can talk about) or a researcher (tables, methods)
    #[arg(long = "for", value_enum, default_value_t = Reader::Coordinator, value_name = "READER")]
    reader: Reader,
    #[command(flatten)]
    placing: Placing,
    #[command(flatten)]
    published: Published,
    #[command(flatten)]
    growth: moments::Flags,
    #[command(flatten)]
    dialect: Dialect,
    /// Language of what is printed: nl or en
    #[arg(long, default_value = "nl")]
    lang: Language,
    /// Writes standings.csv, assessments.csv, issues.csv, findings.csv and the codebook as used (or the proposed codebooks)
    /// in this folder; for a researcher also the other tables and a methods paragraph; with --moments growth.csv, exchange.csv,
    /// issues.csv and findings.csv, for a researcher likewise. What every column means is in columns.csv
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Who reads what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reader {
    Coordinator,
    Researcher,
}

/// What was computed.
struct Results<'a> {
    model: &'a Model,
    options: &'a Options,
    assessments: &'a [Assessment],
    networks: &'a [AspectNetwork],
    /// Reports on this round that were published before.
    earlier_reports: usize,
    language: Language,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| score(&arguments))
}

fn score(arguments: &Arguments) -> anyhow::Result<()> {
    let model = inputs::model(&arguments.model)?;
    let codebooks = inputs::codebooks(&arguments.codebook, &model)?;
    // A codebook of the register alone says nothing of the survey; with it schools can be looked up.
    if codebooks.iter().all(|named| named.codebook.layout().is_none()) {
        return propose::propose_codebooks(arguments, &codebooks, &model);
    }
    let schools = match &arguments.schools {
        Some(file) => Some(inputs::schools(file, None, &arguments.dialect, &codebooks, &model)?),
        None => None,
    };
    let register = schools.as_ref().map(|schools| &schools.register);
    let options = arguments.placing.options(&model, register, &arguments.dialect)?;
    if let Some(dates) = &arguments.growth.moments {
        let asked = moments::Asked {
            model: &model,
            options: &options,
            codebooks: &codebooks,
            schools: schools.as_ref(),
            files: &arguments.survey,
            dialect: &arguments.dialect,
            flags: &arguments.growth,
            published: &arguments.published,
            school: arguments.school.as_deref(),
            reader: arguments.reader,
            language: arguments.lang,
            folder: arguments.out.as_deref(),
        };
        return moments::tell(&asked, dates);
    }
    let answers = inputs::survey(&arguments.survey, &arguments.dialect, &codebooks, &model, register)?;
    let spinner = progress::spinner("scoring");
    let Survey { responses, agreements, .. } = &answers.survey;
    let read = |files: &[PathBuf]| inputs::survey(files, &arguments.dialect, &codebooks, &model, register);
    let (options, held) = arguments.published.beside(&model, responses, options, read)?;
    let assessments = assessments(&model, responses, agreements, &options)?;
    let networks = networks(&model, responses, &options)?;
    let more = match arguments.reader {
        Reader::Researcher => Some(researcher::More::of(&model, responses, &options, &networks)?),
        Reader::Coordinator => None,
    };
    let standings: Vec<Standing> = assessments.iter().map(|whole| whole.standing.clone()).collect();
    let results = Results {
        model: &model,
        options: &options,
        assessments: &assessments,
        networks: &networks,
        earlier_reports: held.reports(),
        language: arguments.lang,
    };
    spinner.finish_and_clear();
    let school = match &arguments.school {
        Some(named) => {
            let register = register.map_or(&[][..], |register| &register.schools);
            Some(naming::answered(named, register, standings.iter().map(|standing| &standing.school))?)
        }
        None => None,
    };

    // Files first: whoever stops reading what is printed still has them.
    let issues = inputs::issues(&answers, schools.as_ref());
    let written = match &arguments.out {
        Some(folder) => {
            let mut written = vec![
                output::write_standings(folder, &standings, &model, &options.thresholds)?,
                researcher::write_assessments(folder, &results)?,
                output::write_issues(folder, &issues, arguments.lang)?,
                output::write_findings(folder, &answers.findings, arguments.lang)?,
            ];
            let mut used = answers.used.clone();
            if held.reports() == 0 {
                used.tell_counts_of(told_of(&assessments, responses, &model));
            }
            written.extend(output::write_used(folder, &used, arguments.lang)?);
            let mut tables = Vec::new();
            if let Some(more) = &more {
                tables = researcher::numbered_tables(&results, more);
                written.extend(researcher::write(folder, &results, more, &tables)?);
            }
            written.push(columns::write(folder, &written, &tables, &model, arguments.lang)?);
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
    let idle = placing::without_effect(&options, responses, &standings, arguments.lang);
    report.print_told(&mut out, &idle)?;
    report.print_told(&mut out, &held.told(arguments.lang))?;
    if standings.is_empty() {
        bail!(nothing::why(&answers));
    }
    report.print_portrait(&mut out, &standings)?;
    match &more {
        None => coordinator::print_network(&mut out, &results)?,
        Some(more) => researcher::print(&mut out, &results, more)?,
    }
    // The school that was asked for, or as an example the first of which there is something to say: what is no school may
    // stand before it.
    let example = standings.iter().find(|standing| standing.statement().is_some()).or(standings.first());
    if let Some(school) = school.as_ref().or(example.map(|standing| &standing.school)) {
        let mut known = schools.iter().flat_map(|schools| &schools.register.schools);
        let known = known.find(|known| known.id == *school);
        let own: Vec<&Standing> = standings.iter().filter(|standing| standing.school == *school).collect();
        report.print_school(&mut out, school, known.map(|known| known.name.as_str()), &own)?;
        report.print_milestone(&mut out, &own)?;
    }
    if let Some(school) = &school {
        coordinator::print_school(&mut out, &results, responses, school)?;
        if let Some(more) = &more {
            researcher::print_school(&mut out, &results, more, school)?;
        }
    }
    report.print_written(&mut out, &written)?;
    Ok(())
}

/// The schools of which everything is told that is told of any: how many chose what, on every aspect that was asked.
fn told_of(assessments: &[Assessment], responses: &Responses, model: &Model) -> BTreeSet<SchoolId> {
    let is_answered = |aspect: &&Aspect| {
        let of_row = |answers: &[Option<Answer>]| {
            answers.get(aspect.columns()).is_some_and(|own| own.iter().any(Option::is_some))
        };
        responses.rows().any(|(_, row)| of_row(row.answers))
    };
    let asked: BTreeSet<&AspectId> = model.aspects().iter().filter(is_answered).map(Aspect::id).collect();
    let is_hidden = |whole: &&Assessment| {
        let is_told = whole.distribution.value().is_some() && whole.indicators.value().is_some();
        // Beside the distribution, in which an answer left open has a place, the answers as given tell what stands there.
        let some_open =
            whole.indicator_count > 1 && whole.standing.tally.places.is_none_or(|places| places.open() > 0);
        asked.contains(&whole.standing.aspect) && (!is_told || some_open)
    };
    let hidden: BTreeSet<&SchoolId> =
        assessments.iter().filter(is_hidden).map(|whole| &whole.standing.school).collect();
    let schools = assessments.iter().map(|whole| &whole.standing.school);
    schools.filter(|school| !hidden.contains(school)).cloned().collect()
}
