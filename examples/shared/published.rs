//! `--published`: reports on the same round that were published before, and what may not be told beside them.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};
use leerkring::assess::Options;
use leerkring::assess::privacy::{HeldBack, beside};
use leerkring::model::{Language, Model, Responses};

use crate::inputs::Answers;

const NAME: &str = "published";

/// Reports that were published before, each by the exports that it was made of.
#[derive(Clone, Debug, Default)]
pub struct Published {
    reports: Vec<Vec<PathBuf>>,
}

// By hand, because a group of files belongs together.
impl Args for Published {
    fn augment_args(command: Command) -> Command {
        command.arg(
            Arg::new(NAME)
                .long(NAME)
                .value_name("FILE")
                .num_args(1..)
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .requires("codebook")
                .help(
                    "Survey exports on which figures of this same round were published before: what would tell, beside these, what \
                     somebody answered is held back. Once for each report, with all its files, in the order of publication",
                ),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Published::augment_args(command)
    }
}

impl FromArgMatches for Published {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Published, Error> {
        let reports = matches.get_occurrences::<PathBuf>(NAME).into_iter().flatten();
        Ok(Published { reports: reports.map(|files| files.cloned().collect()).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Published::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Published {
    /// The options by which `later` may be told, and a few lines on what is not; `read` reads exports as the survey was read.
    pub fn beside(
        &self,
        model: &Model,
        later: &Responses,
        options: Options,
        read: impl Fn(&[PathBuf]) -> anyhow::Result<Answers>,
    ) -> anyhow::Result<(Options, Held)> {
        let mut held = Held::default();
        let mut earlier: Vec<Responses> = Vec::new();
        for files in &self.reports {
            let answers = read(files).context("--published")?;
            let responses = answers.survey.responses;
            if responses.is_empty() {
                let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                bail!(
                    "--published: no answers could be read from {}; give the export that the earlier report was made of, and its codebook",
                    files.join(", ")
                );
            }
            held.reports.push((responses.len(), responses.schools().len()));
            earlier.push(responses);
        }
        let options = beside(model, &earlier.iter().collect::<Vec<_>>(), later, &options)?;
        for facts in options.teams.values() {
            let all = facts.held_back.values().filter(|held| **held == HeldBack::All).count();
            held.results += all;
            held.schools += usize::from(all > 0);
            held.gaps += facts.held_back.len() - all;
        }
        Ok((options, held))
    }
}

/// What was read of earlier reports, and how much is held back beside them.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Of each report the answers and the schools.
    reports: Vec<(usize, usize)>,
    results: usize,
    schools: usize,
    gaps: usize,
}

impl Held {
    /// A line for each report and for each thing that is held back; none without an earlier report.
    pub fn told(&self, language: Language) -> Vec<String> {
        let Held { reports, results, schools, gaps } = self;
        if reports.is_empty() {
            return Vec::new();
        }
        let read = |(answers, schools): &(usize, usize)| {
            language.choose(
                format!("eerder verslag: antwoorden {answers}, scholen {schools}"),
                format!("earlier report: answers {answers}, schools {schools}"),
            )
        };
        let mut lines: Vec<String> = reports.iter().map(read).collect();
        lines.push(match results {
            0 => language.choose(
                "alles mag naast het eerdere verslag staan".to_owned(),
                "everything may stand beside the earlier report".to_owned(),
            ),
            _ => language.choose(
                format!("naast het eerdere verslag blijft verborgen: uitkomsten {results}, van scholen {schools}; samen zouden ze laten zien wat iemand antwoordde. Daar blijft het eerdere verslag gelden tot er meer collega's hebben geantwoord"),
                format!("held back beside the earlier report: results {results}, of schools {schools}; together they would show what somebody answered. There the earlier report stands until more colleagues have answered"),
            ),
        });
        if *gaps > 0 {
            lines.push(language.choose(
                format!("naast het eerdere verslag blijft ook weg hoeveel leiding en anderen binnen één school verschillen: uitkomsten {gaps}"),
                format!("beside the earlier report it is not told either how much leaders and others of one school differ: results {gaps}"),
            ));
        }
        lines
    }
}
