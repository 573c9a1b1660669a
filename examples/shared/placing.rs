//! How phases are placed and what is shown: the rule, thresholds and targets, what the register knows of teams, and who agreed to more.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use leerkring::assess::{Options, TeamFacts};
use leerkring::import::Register;
use leerkring::model::{Language, Model, Phase, Responses, Role, Rule, SchoolId, Standing};

use crate::inputs::{self, Dialect, letters};
use crate::naming;

/// The column of a file of consents that says to what, by its English and Dutch names.
const CONSENT: [&str; 2] = ["consent", "toestemming"];
/// What can be agreed to, likewise.
const LEADERS: [&str; 2] = ["leaders", "leiding"];
const SMALL_TEAM: [&str; 2] = ["small-team", "klein-team"];

/// How phases are placed and what is shown.
#[derive(Args, Clone, Debug)]
pub struct Placing {
    /// People needed for a phase and, raised, for a role and for anything finer too; cannot be lowered
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

impl Placing {
    /// The options of the engine. The file of consents is read as `dialect` says.
    pub fn options(
        &self,
        model: &Model,
        register: Option<&Register>,
        dialect: &Dialect,
    ) -> anyhow::Result<Options> {
        let mut options = Options::default();
        options.rule = Rule::new(self.threshold, options.rule.prior_mass())?;
        options.thresholds = options.thresholds.with_people(self.min_people);
        options.thresholds.detail = self.min_detail.unwrap_or(options.thresholds.detail);
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
            options.targets.insert(naming::aspect(aspect, model)?.clone(), phase(target)?);
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
    let [school, consent] = inputs::columns(&table, [&inputs::SCHOOL, &CONSENT])?;
    for row in &table.rows {
        let cell = |place: usize| row.get(place).map_or("", str::trim);
        let at = || format!("{}, row {}", file.display(), row.number());
        let named = cell(school);
        let school = match register {
            Some(register) => naming::school(named, &register.schools).with_context(at)?,
            None => SchoolId::new(named).with_context(at)?,
        };
        let facts = options.teams.entry(school).or_default();
        let given = cell(consent);
        let is = |names: [&str; 2]| names.iter().any(|name| letters(name) == letters(given));
        match given {
            _ if is(LEADERS) => facts.leaders_agree = true,
            _ if is(SMALL_TEAM) => facts.small_team_agrees = true,
            _ => bail!(
                "{}: `{given}` is no consent; give `leaders` (`leiding`) or `small-team` (`klein-team`)",
                at()
            ),
        }
    }
    Ok(())
}

/// A line for each consent that changed nothing, and why. A school is in it too that nobody answered about: its key may
/// be a slip.
pub fn without_effect(
    options: &Options,
    responses: &Responses,
    standings: &[Standing],
    language: Language,
) -> Vec<String> {
    let needed = options.thresholds.people_for(options.rule.threshold());
    let teams = responses.teams();
    let mut lines = Vec::new();
    for (school, facts) in &options.teams {
        let mut tell = |consent: [&str; 2], why: [String; 2]| {
            let [nl, en] = why;
            lines.push(match language {
                Language::Nl => format!("de toestemming `{}` van {school} verandert niets: {nl}", consent[1]),
                Language::En => format!("the consent `{}` of {school} changes nothing: {en}", consent[0]),
            });
        };
        let team = teams.iter().find(|team| team.school() == school);
        let nobody = || {
            [
                "niemand heeft over deze school geantwoord; kijk de code na".to_owned(),
                "nobody answered about this school; check its key".to_owned(),
            ]
        };
        if facts.leaders_agree {
            let leads = |team: &leerkring::model::Team<'_>| {
                team.rows().any(|person| person.role == Some(Role::Leadership))
            };
            match team {
                None => tell(LEADERS, nobody()),
                Some(team) if !leads(&team) => tell(
                    LEADERS,
                    [
                        "niemand die antwoordde noemde zich leiding".to_owned(),
                        "nobody who answered is a leader".to_owned(),
                    ],
                ),
                Some(_) => {}
            }
        }
        if facts.small_team_agrees {
            let own = standings.iter().filter(|standing| standing.school == *school);
            let counts: Vec<u32> = own.map(|standing| standing.tally.people).collect();
            match (team, facts.size.total) {
                (None, _) => tell(SMALL_TEAM, nobody()),
                (_, None) => tell(
                    SMALL_TEAM,
                    [
                        "hoe groot het team is, is niet bekend; geef een scholenlijst met de kolom `team`"
                            .to_owned(),
                        "how large the team is, is not known; give a register with a column `team`"
                            .to_owned(),
                    ],
                ),
                (_, Some(total)) if (3..needed).contains(&total) && counts.contains(&total) => {}
                (_, Some(total)) => {
                    let most = counts.iter().max().copied().unwrap_or(0);
                    tell(
                        SMALL_TEAM,
                        [
                            format!(
                                "het geldt voor een heel team van 3 tot en met {}; dit team telt er {total}, en hoogstens {most} \
                                 tellen mee op een aspect",
                                needed - 1
                            ),
                            format!(
                                "it is for a whole team of 3 to {}; this team has {total}, of whom at most {most} count on an \
                                 aspect",
                                needed - 1
                            ),
                        ],
                    );
                }
            }
        }
    }
    lines
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
