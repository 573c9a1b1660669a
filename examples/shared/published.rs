//! `--published`: reports on the same round that were published before, and what may not be told beside them.

use std::collections::BTreeSet;
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
                     somebody answered is held back. Once for each report, with all its files, in the order of publication. score_survey --moments DATE \
                     splits them at the same days, and each part stands beside its own moment",
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
        let one = |_: &[PathBuf], answers| Ok((vec![answers], 0));
        let (each, held) = self.beside_each(model, &[later], &options, read, one)?;
        Ok((each.into_iter().next().unwrap_or(options), held))
    }

    /// The same for rounds that are told together, the options of each in its place. `split` parts the answers of a report into those of
    /// each round, and says how many are of none.
    pub fn beside_each(
        &self,
        model: &Model,
        rounds: &[&Responses],
        options: &Options,
        read: impl Fn(&[PathBuf]) -> anyhow::Result<Answers>,
        split: impl Fn(&[PathBuf], Responses) -> anyhow::Result<(Vec<Responses>, usize)>,
    ) -> anyhow::Result<(Vec<Options>, Held)> {
        let mut held = Held::default();
        let mut earlier: Vec<Vec<Responses>> = vec![Vec::new(); rounds.len()];
        for files in &self.reports {
            let answers = read(files).context("--published")?;
            let responses = answers.survey.responses;
            if responses.is_empty() {
                bail!(
                    "--published: no answers could be read from {}; give the export that the earlier report was made of, and its codebook",
                    named(files)
                );
            }
            let (people, schools) = (responses.len(), responses.schools().len());
            let (parts, undated) = split(files, responses).context("--published")?;
            if undated == people {
                bail!(
                    "--published: none of the answers of {} has a day, so that they are of no moment; give the export with its days, or name its column of days in the codebook (`date`)",
                    named(files)
                );
            }
            let set_aside = answers.files.iter().map(|(summary, _)| summary.set_aside).sum();
            let rounds = parts.iter().filter(|part| !part.is_empty()).count();
            held.reports.push(Read { answers: people, schools, set_aside, undated, rounds });
            let parts = earlier.iter_mut().zip(parts).filter(|(_, part)| !part.is_empty());
            parts.for_each(|(own, part)| own.push(part));
        }
        let mut each = Vec::with_capacity(rounds.len());
        let mut schools = BTreeSet::new();
        for (round, earlier) in rounds.iter().zip(&earlier) {
            let options = beside(model, &earlier.iter().collect::<Vec<_>>(), round, options)?;
            for (school, facts) in &options.teams {
                let all = facts.held_back.values().filter(|held| **held == HeldBack::All).count();
                held.results += all;
                schools.extend((all > 0).then(|| school.clone()));
                held.gaps += facts.held_back.len() - all;
            }
            each.push(options);
        }
        held.schools = schools.len();
        Ok((each, held))
    }
}

fn named(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
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
    /// Answers without a day, where rounds are split by days.
    undated: usize,
    /// The rounds that its answers are of.
    rounds: usize,
}

impl Read {
    /// What was read, and a warning where something could not be.
    fn told(&self, language: Language) -> Vec<String> {
        let Read { answers, schools, set_aside, undated, rounds } = self;
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
        if *undated > 0 {
            lines.push(language.choose(
                format!("antwoorden van het eerdere verslag zonder dag ({undated}) horen bij geen moment: telden die toen mee, dan blijft nu te weinig weg"),
                format!("answers of the earlier report without a day ({undated}) are of no moment: if they counted then, too little is held back now"),
            ));
        }
        if *rounds > 1 {
            lines.push(language.choose(
                "in het eerdere verslag staan antwoorden van meer momenten; hier is aangenomen dat ook daarin elk moment apart is verteld".to_owned(),
                "the earlier report holds answers of more moments; here it is assumed that it told each moment apart, too".to_owned(),
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
