//! What a network sets for itself, in one small file: charges, rules, traits, how assessments fade, topics.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use leerkring::matching::{CostRates, Fading, Options, Rules, Trait};
use leerkring::model::{Date, Text, Topic, TopicId, Topics};
use serde::Deserialize;
use toml::value::Datetime;

use crate::inputs::text;

/// What a settings file says, with the defaults for what it leaves out.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What matters how much, and who may be matched.
    pub options: Options,
    /// The network's own list of topics.
    pub topics: Topics,
}

/// The file as it is written (`docs/FORMATS.md` describes it).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    cost: CostRates,
    #[serde(default)]
    rules: Rules,
    traits: Option<Vec<Trait>>,
    #[serde(default)]
    fading: FadingTable,
    topics: Option<PathBuf>,
    #[serde(default)]
    topic: Vec<TopicTable>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FadingTable {
    half_life_days: Option<u32>,
    /// A day as TOML has it, without quotes.
    today: Option<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicTable {
    id: String,
    name: BTreeMap<String, String>,
}

impl Settings {
    /// What this file says.
    pub fn read(file: &Path) -> anyhow::Result<Settings> {
        let (text, name) = (text(file)?, file.display());
        let parsed: File = toml::from_str(&text).map_err(|error| {
            let place = error.span().map(|span| place(&text, span.start));
            anyhow!("{name}{}: {}", place.unwrap_or_default(), error.message().replace('\n', " "))
        })?;
        let File { cost, rules, traits, fading, topics: list, topic } = parsed;
        let mut options = Options::default();
        (options.cost, options.rules) = (cost, rules);
        options.traits = traits.unwrap_or(options.traits);
        options.fading = read_fading(&fading).with_context(|| format!("{name}, `fading.today`"))?;
        let topics = match list {
            Some(_) if !topic.is_empty() => {
                bail!("{name} has both `topics` and `[[topic]]`; keep one of them")
            }
            Some(list) => {
                // Beside the settings, wherever the program runs.
                let list = file.parent().unwrap_or(Path::new("")).join(list);
                Topics::parse(&self::text(&list)?)
                    .with_context(|| format!("{} is no list of topics", list.display()))?
            }
            None => read_topics(topic).with_context(|| format!("{name}, `[[topic]]`"))?,
        };
        options.topics = topics.ids().cloned().collect();
        Ok(Settings { options, topics })
    }
}

fn read_fading(table: &FadingTable) -> anyhow::Result<Fading> {
    let mut fading = Fading::default();
    fading.half_life_days = table.half_life_days.unwrap_or(fading.half_life_days);
    if let Some(today) = table.today {
        let day = today.date.filter(|_| today.time.is_none()).context("give a day, as 2026-11-29")?;
        fading.today = Some(Date::new(day.year, day.month, day.day)?);
    }
    Ok(fading)
}

fn read_topics(tables: Vec<TopicTable>) -> anyhow::Result<Topics> {
    let mut topics = Topics::default();
    for TopicTable { id, name } in tables {
        let name: Text = name.iter().map(|(language, name)| (language.as_str(), name.as_str())).collect();
        topics.add(Topic::new(TopicId::new(&id)?, name))?;
    }
    Ok(topics)
}

/// The line and column of a byte, and the text of the line, in which the key stands.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let told = text.lines().nth(line).unwrap_or_default().trim();
    format!(", line {}, column {column}, `{told}`", line + 1)
}
