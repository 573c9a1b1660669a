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
            let set_aside = answers.files.iter().map(|(summary, _)| summary.set_aside).sum();
            held.reports.push(Read {
                answers: responses.len(),
                schools: responses.schools().len(),
                set_aside,
            });
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
    reports: Vec<Read>,
    results: usize,
    schools: usize,
    gaps: usize,
}

/// What was read of one earlier report.
#[derive(Clone, Copy, Debug)]
struct Read {
    answers: usize,
    schools: usize,
    set_aside: usize,
}

impl Read {
    /// What was read, and a warning where something could not be.
    fn told(&self, language: Language) -> Vec<String> {
        let Read { answers, schools, set_aside } = self;
        let mut lines = vec![language.choose(
            format!("eerder verslag: antwoorden {answers}, scholen {schools}"),
            format!("earlier report: answers {answers}, schools {schools}"),
        )];
        if *set_aside > 0 {
            lines.push(language.choose(
                format!("van het eerdere verslag zijn rijen niet gelezen ({set_aside}): telden die toen mee, dan blijft nu te weinig weg; geef het codeboek van toen erbij"),
                format!("rows of the earlier report could not be read ({set_aside}): if they counted then, too little is held back now; give the codebook of then too"),
            ));
        }
        lines
    }
}

impl Held {
    /// How many reports were published before.
    pub fn reports(&self) -> usize {
        self.reports.len()
    }

    /// A line for each report and for each thing that is held back; none without an earlier report.
    pub fn told(&self, language: Language) -> Vec<String> {
        let Held { reports, results, schools, gaps } = self;
        let earlier = match reports.len() {
            0 => return Vec::new(),
            1 => language.choose("het eerdere verslag", "the earlier report"),
            _ => language.choose("de eerdere verslagen", "the earlier reports"),
        };
        let mut lines: Vec<String> = reports.iter().flat_map(|report| report.told(language)).collect();
        lines.push(match (results, schools) {
            (0, _) => language.choose(
                format!("naast {earlier} hoefde geen uitkomst weg te blijven"),
                format!("no result had to be held back beside {earlier}"),
            ),
            (results, schools) => {
                let nl = (one_of(*results, "uitkomst", "uitkomsten"), one_of(*schools, "school", "scholen"));
                let en = (one_of(*results, "result", "results"), one_of(*schools, "school", "schools"));
                language.choose(
                    format!("weggelaten: {} van {}; naast {earlier} zouden ze laten zien wat iemand antwoordde. Daar blijft gelden wat eerder is verteld, tot er meer collega's hebben geantwoord", nl.0, nl.1),
                    format!("held back: {} of {}; beside {earlier} they would show what somebody answered. There what was told before stands until more colleagues have answered", en.0, en.1),
                )
            }
        });
        if *gaps > 0 {
            lines.push(
                language
                    .choose(
                        "hoeveel leiding en anderen binnen één school verschillen, staat alleen in het eerste verslag waarin iets over die school staat",
                        "how much leaders and others of one school differ is told only in the first report that tells anything of that school",
                    )
                    .to_owned(),
            );
        }
        lines
    }
}

fn one_of(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
