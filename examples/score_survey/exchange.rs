//! `--exchange`: which schools had an exchange between the moments, and what that goes together with.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use leerkring::assess::exchange::Permutations;
use leerkring::assess::methods::UsedExchange;
use leerkring::assess::moments::{Changes, Exchange, ExchangeEffects, exchange_effects, table};
use leerkring::assess::wording;
use leerkring_examples::{inputs, naming, output};

use crate::moments::Asked;

/// The columns beside the school, by their English and Dutch names.
const ASPECT: [&str; 2] = ["aspect", "onderwerp"];
const STRATUM: [&str; 3] = ["stratum", "groep", "laag"];
const PAIR: [&str; 3] = ["pair", "paar", "koppel"];

/// What is told of exchanges.
pub(crate) struct Told {
    exchanges: Vec<Exchange>,
    permutations: Permutations,
    pub(crate) effects: ExchangeEffects,
}

impl Told {
    /// Reads the file and computes the effects.
    pub(crate) fn of(asked: &Asked<'_>, file: &Path, changes: &Changes) -> anyhow::Result<Told> {
        let exchanges = read(asked, file, changes)?;
        let permutations = Permutations { seed: asked.flags.seed, ..Permutations::default() };
        let thresholds = &asked.options.thresholds;
        let effects = exchange_effects(asked.model, changes, &exchanges, thresholds, &permutations);
        Ok(Told { exchanges, permutations, effects })
    }

    /// What the methods paragraph is told.
    pub(crate) fn used(&self) -> UsedExchange<'_> {
        let Told { exchanges, permutations, effects } = self;
        UsedExchange { exchanges, effects, permutations: *permutations }
    }
}

/// The exchanges; what is not known is told with its row.
fn read(asked: &Asked<'_>, file: &Path, changes: &Changes) -> anyhow::Result<Vec<Exchange>> {
    let table = asked.dialect.table(file)?;
    let [school, aspect] = inputs::columns(&table, [&inputs::SCHOOL, &ASPECT])?;
    let (stratum, pair) = (inputs::column(&table, &STRATUM), inputs::column(&table, &PAIR));
    let register = asked.schools.map_or(&[][..], |schools| &schools.register.schools);
    let schools = naming::with_others(register, changes.schools.iter().map(|change| &change.school));
    let index = inputs::index(&schools, asked.codebooks);
    let mut exchanges = Vec::new();
    for row in &table.rows {
        let cell = |place: Option<usize>| {
            place.and_then(|place| row.get(place)).map(str::trim).filter(|text| !text.is_empty())
        };
        let at = || format!("{}, row {}", file.display(), row.number());
        let named = cell(Some(school)).with_context(|| format!("{}: no school", at()))?;
        let about = cell(Some(aspect)).map(|named| naming::aspect(named, asked.model).cloned());
        let told = |text: &str| text.to_owned();
        exchanges.push(Exchange {
            school: naming::school_in(named, &schools, &index).with_context(at)?,
            aspect: about.transpose().with_context(at)?,
            stratum: cell(stratum).map(told),
            pair: cell(pair).map(told),
        });
    }
    Ok(exchanges)
}

/// Writes `exchange.csv`.
pub(crate) fn write(folder: &Path, effects: &ExchangeEffects) -> anyhow::Result<PathBuf> {
    output::write_table(folder, "exchange.csv", &table::EXCHANGE_HEADER, table::exchange_rows(effects))
}

/// Tells the effects.
pub(crate) fn print(out: &mut impl Write, asked: &Asked<'_>, effects: &ExchangeEffects) -> io::Result<()> {
    let seed = asked.flags.seed;
    let title = asked.language.choose(
        format!("Waarmee uitwisseling samenhangt (kans vanaf seed {seed})"),
        format!("What exchanges are associated with (chance from seed {seed})"),
    );
    writeln!(out, "\n{title}")?;
    for sentence in wording::exchange(effects, asked.model, asked.language) {
        writeln!(out, "  {sentence}")?;
    }
    Ok(())
}
