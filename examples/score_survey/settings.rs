//! The rule, thresholds and targets that were asked for, and what the register knows of teams.

use anyhow::Context;
use clap::Args;
use leerkring::assess::{Options, TeamFacts};
use leerkring::import::Register;
use leerkring::model::{Model, Phase, Rule};
use leerkring_examples::inputs;

/// How phases are placed and what is shown.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// People needed for a phase; can be raised, not lowered
    #[arg(long, value_name = "PEOPLE", default_value_t = 5)]
    min_people: u32,
    /// People needed for anything finer; by default 8, or as many as for a phase. Can be raised, not lowered
    #[arg(long, value_name = "PEOPLE")]
    min_detail: Option<u32>,
    /// The share of the judgements that a phase must exceed: 1/2, 2/3 or a number from 0.5 up
    #[arg(long, value_name = "SHARE", default_value = "1/2", value_parser = share)]
    threshold: f64,
    /// The phase aimed at: 4 for every aspect, or aspect=4 (may be repeated; what names an aspect goes before)
    #[arg(long, value_name = "PHASE")]
    target: Vec<String>,
}

impl Settings {
    /// The options of the engine.
    pub(crate) fn options(&self, model: &Model, register: Option<&Register>) -> anyhow::Result<Options> {
        let mut options = Options::default();
        options.rule = Rule::new(self.threshold, options.rule.prior_mass())?;
        options.thresholds.people = self.min_people;
        options.thresholds.detail = self.min_detail.unwrap_or(options.thresholds.detail.max(self.min_people));
        let phase = |text: &str| {
            let phase = text.trim().parse().ok().and_then(Phase::new).filter(|phase| *phase <= model.top());
            phase.with_context(|| {
                format!("`{text}` is no phase of `{}`; it has 1 to {}", model.id(), model.top())
            })
        };
        for target in self.target.iter().filter(|target| !target.contains('=')) {
            let phase = phase(target)?;
            options.targets.extend(model.aspects().iter().map(|aspect| (aspect.id().clone(), phase)));
        }
        for (aspect, target) in self.target.iter().filter_map(|target| target.split_once('=')) {
            options.targets.insert(inputs::aspect(aspect, model)?.clone(), phase(target)?);
        }
        let teams = register.into_iter().flat_map(|register| &register.schools);
        options.teams =
            teams.map(|school| (school.id.clone(), TeamFacts::new(school.team.clone()))).collect();
        Ok(options)
    }
}

/// A share as `2/3` or as `0.6`.
fn share(text: &str) -> Result<f64, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let share = match text.split_once('/') {
        Some((part, whole)) => number(part).zip(number(whole)).map(|(part, whole)| part / whole),
        None => number(text),
    };
    let share = share.filter(|share| (0.5..1.0).contains(share));
    share.ok_or_else(|| "a share from 1/2 up and below 1, such as 2/3 or 0.6".to_owned())
}
