//! How phases are placed and what is shown: the rule, thresholds and targets, what the register knows of teams, and who agreed to more.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use leerkring::assess::{Options, TeamFacts};
use leerkring::import::Register;
use leerkring::model::{Model, Phase, Rule, SchoolId};

use crate::inputs::{self, Dialect};

/// The columns of a file of consents, by their English and Dutch names.
const SCHOOL: [&str; 4] = ["school", "schoolcode", "brin", "id"];
const CONSENT: [&str; 2] = ["consent", "toestemming"];
/// What can be agreed to, likewise.
const LEADERS: [&str; 2] = ["leaders", "leiding"];
const SMALL_TEAM: [&str; 2] = ["small-team", "klein-team"];

/// How phases are placed and what is shown.
#[derive(Args, Clone, Debug)]
pub struct Settings {
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
    /// Who agreed, on record, that more is shown: CSV with school and consent (leaders or small-team), a row each
    #[arg(long, value_name = "FILE")]
    consent: Option<PathBuf>,
}

impl Settings {
    /// The options of the engine. The file of consents is read as `dialect` says.
    pub fn options(
        &self,
        model: &Model,
        register: Option<&Register>,
        dialect: &Dialect,
    ) -> anyhow::Result<Options> {
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
        if let Some(file) = &self.consent {
            add_consents(&mut options, file, register, dialect)?;
        }
        Ok(options)
    }
}

/// Notes who agreed to what. Columns beside the two, such as who agreed and when, are for whoever keeps the file.
fn add_consents(
    options: &mut Options,
    file: &Path,
    register: Option<&Register>,
    dialect: &Dialect,
) -> anyhow::Result<()> {
    let table = dialect.table(file)?;
    let place = |names: &[&str]| names.iter().find_map(|name| table.place(name));
    let (Some(school), Some(consent)) = (place(&SCHOOL), place(&CONSENT)) else {
        let found: Vec<&str> = table.names().collect();
        bail!("{} needs the columns `school` and `consent`; it has {}", file.display(), found.join(", "));
    };
    for row in &table.rows {
        let cell = |place: usize| row.get(place).map_or("", str::trim);
        let at = || format!("{}, row {}", file.display(), row.number());
        let named = cell(school);
        let school = match register {
            Some(register) => inputs::school(named, &register.schools).with_context(at)?,
            None => SchoolId::new(named).with_context(at)?,
        };
        let facts = options.teams.entry(school).or_default();
        let given = cell(consent).to_lowercase();
        match given.as_str() {
            given if LEADERS.contains(&given) => facts.leaders_agree = true,
            given if SMALL_TEAM.contains(&given) => facts.small_team_agrees = true,
            _ => bail!("{}: `{given}` is no consent; give `leaders` or `small-team`", at()),
        }
    }
    Ok(())
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
