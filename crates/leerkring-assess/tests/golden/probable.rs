//! Families of which the definitions are known and no case is at hand: the ordinal description of answers (G19), the ordinal
//! probit by Laplace's approximation (G10), the Dirichlet-multinomial (G23).
//!
//! They are read as the families beside them are laid out: parts named after a data file and a column, or a team and an
//! indicator, wherever they stand. Figures are known by their names; those that are not are told.

use std::collections::BTreeMap;

use leerkring_assess::agreement::Counts;
use leerkring_assess::agreement::describe::{
    lower_median, modes, quartiles, shares_at_least, top_box, upper_median,
};
use leerkring_assess::pooling::{dirichlet, probit};
use serde_json::Value;

use crate::support::*;
use crate::support_numbers::Data;

/// The figures of one part: the names that each may have, and its values.
type Figures = Vec<(&'static [&'static str], Vec<f64>)>;

/// Compares what is there under a known name, and says what is there under another.
fn compare(case: &Case, part: &str, expected: &Value, figures: &Figures) {
    let tolerance = ["rel", "abs"].into_iter().find_map(|key| case.known_tolerance(key)).unwrap_or(1e-9);
    for (key, value) in expected.as_object().into_iter().flatten() {
        let wanted: Vec<f64> = match value {
            Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
            Value::Bool(_) | Value::String(_) | Value::Object(_) | Value::Null => continue,
            value => value.as_f64().into_iter().collect(),
        };
        match figures.iter().find(|(names, _)| names.contains(&key.as_str())) {
            // Another number of values is another figure of the same name.
            Some((_, found)) if found.len() != wanted.len() => case.leave_out(&format!("{part} {key}")),
            Some((_, found)) => {
                for (found, wanted) in found.iter().zip(&wanted) {
                    let relative = tolerance * wanted.abs().max(1.0);
                    close(&[*found], &[*wanted], relative, &format!("{part} {key}"));
                }
            }
            None => case.leave_out(key),
        }
    }
}

/// Every part of the results, at whatever depth, with its name.
fn parts<'a>(name: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a Value)>) {
    if let Some(object) = value.as_object() {
        found.push((name, value));
        object.iter().for_each(|(name, value)| parts(name, value, found));
    }
}

/// Reads every part that holds figures itself, and says how many of them could be read and which could not.
fn read_all(case: &Case, read: impl Fn(&str, &Value) -> Option<()>) {
    let mut found = Vec::new();
    parts("", case.results(), &mut found);
    let holds_figures =
        |part: &Value| part.as_object().into_iter().flatten().any(|(_, v)| v.is_number() || v.is_array());
    found.retain(|(_, part)| holds_figures(part));
    let unread: Vec<&str> = found
        .iter()
        .filter(|(name, part)| {
            let before = compared();
            read(name, part).is_none() || compared() == before
        })
        .map(|(name, _)| *name)
        .collect();
    if !unread.is_empty() {
        let (read, all) = (found.len() - unread.len(), found.len());
        say(&format!("{}: {read} of {all} parts are read; not {}", case.id, unread.join(", ")));
    }
}

/// Which answers were given by a team on an indicator, `S01_A1`.
pub(crate) fn descriptions(case: &Case) {
    let answers = answers(case);
    read_all(case, |cell, expected| {
        let (school, column) = cell.rsplit_once('_')?;
        answers.get(school).filter(|rows| rows[0].contains_key(column))?;
        let given = answers[school].iter().filter_map(|row| row[column]?.phase());
        let mut counts = vec![0_u32; 5];
        given.for_each(|phase| counts[phase.index()] += 1);
        let item = Counts::new(&counts).unwrap();
        let (first, third) = quartiles(&item);
        let one = |value: u8| vec![f64::from(value)];
        let team = judgements(&answers, cell, 1);
        let figures: Figures = vec![
            (&["counts"], counts.iter().copied().map(f64::from).collect()),
            (&["n", "n_answered"], vec![team.people() as f64]),
            (&["share_at_least", "cumulative_share_at_least", "p_at_least"], shares_at_least(&item)),
            (&["top_box", "top1_box", "top_1_box"], vec![top_box(&item, 1)]),
            (&["top2_box", "top_2_box", "top_two_box"], vec![top_box(&item, 2)]),
            (&["mode", "modes"], modes(&item).into_iter().map(f64::from).collect()),
            (&["median_low", "median_lower", "lower_median"], one(lower_median(&item))),
            (&["median_high", "median_upper", "upper_median"], one(upper_median(&item))),
            (&["q1_type1", "quartile1_type1", "quartile_1_type1"], one(first)),
            (&["q3_type1", "quartile3_type1", "quartile_3_type1"], one(third)),
            (&["iqr_type1"], one(third - first)),
            (
                &["supported_phase_majority_strict", "phase_majority_strict"],
                vec![team.phase(0.5).map_or(0.0, |phase| f64::from(phase.number()))],
            ),
        ];
        compare(case, cell, expected, &figures);
        Some(())
    });
}

/// Numbers of people per level of a column, school by school.
fn counts_of(case: &Case, part: &str) -> Option<BTreeMap<String, Vec<u32>>> {
    let (file, column) = case.file_and_rest(part)?;
    let data = Data::read(&case.folder, &file);
    if !data.has(column) {
        return None;
    }
    let mut counts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (school, rows) in data.by_group(&[column.to_owned()]) {
        let own = counts.entry(school).or_insert_with(|| vec![0; 5]);
        for level in rows.iter().flatten().flatten() {
            // A scale with other levels is not this one.
            *own.get_mut((*level as usize).checked_sub(1)?)? += 1;
        }
    }
    Some(counts)
}

pub(crate) fn laplace(case: &Case) {
    read_all(case, |part, expected| {
        let counts = counts_of(case, part)?;
        let all: Vec<Vec<u32>> = counts.values().cloned().collect();
        let network = probit::laplace::fit(5, &all).ok()?;
        let figures: Figures = vec![
            (&["thresholds"], network.thresholds[0].clone()),
            (&["sd_group", "sd"], vec![network.sd]),
            (&["logLik", "loglik", "log_likelihood"], vec![network.log_likelihood]),
        ];
        compare(case, part, expected, &figures);
        Some(())
    });
}

pub(crate) fn dirichlet_multinomial(case: &Case) {
    read_all(case, |part, expected| {
        let counts = counts_of(case, part)?;
        let found = dirichlet::fit(&counts.into_values().collect::<Vec<_>>()).ok()?;
        let figures: Figures = vec![
            (&["alpha"], found.alpha.clone()),
            (&["mass", "alpha_sum", "precision"], vec![found.mass()]),
            (&["rho", "rho_DM", "rho_dm"], vec![found.rho()]),
            (&["logLik", "loglik", "log_likelihood"], vec![found.log_likelihood]),
        ];
        compare(case, part, expected, &figures);
        Some(())
    });
}
