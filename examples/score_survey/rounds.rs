//! Which answers are of which moment: a file each, or split at days; and of reports that were published before likewise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, bail};
use leerkring::assess::Options;
use leerkring::model::{Date, Model, Response, Responses};
use leerkring_examples::inputs::{self, Answers};
use leerkring_examples::published::Held;

use crate::moments::Asked;

/// What was read, how many answers are of no moment, and the answers of each moment.
pub(crate) type Read = (Vec<Answers>, usize, Vec<Responses>);

/// Every file is a moment.
pub(crate) fn by_file(asked: &Asked<'_>) -> anyhow::Result<Read> {
    let mut known = BTreeSet::new();
    let (mut read, mut moments) = (Vec::new(), Vec::new());
    for file in asked.files {
        if !known.insert(file.canonicalize().with_context(|| format!("{} cannot be read", file.display()))?) {
            bail!("{} is given twice; every file is a moment of its own", file.display());
        }
        let answers = survey(asked, std::slice::from_ref(file))?;
        let earlier = moments.iter().zip(asked.files);
        if let Some((_, first)) =
            earlier.into_iter().find(|(earlier, _)| holds(&answers.survey.responses, earlier))
        {
            bail!(
                "{} also holds all answers of {}, so it is no later moment; give it alone, with the day on which its later answers begin: --moments 2025-08-01",
                file.display(),
                first.display()
            );
        }
        moments.push(answers.survey.responses.clone());
        read.push(answers);
    }
    Ok((read, 0, moments))
}

/// Whether these answers hold all of the earlier ones, on the same days: a tool that exports everything that was ever answered.
/// Answers without a day may be alike by chance.
fn holds(later: &Responses, earlier: &Responses) -> bool {
    let counted = |responses: &Responses| {
        let mut counted: BTreeMap<_, usize> = BTreeMap::new();
        for (number, row) in responses.rows() {
            let school = responses.schools().get(number as usize).cloned();
            *counted.entry((school, row.date, row.role, row.answers.to_vec())).or_default() += 1;
        }
        counted
    };
    let (later, earlier) = (counted(later), counted(earlier));
    earlier.keys().any(|(_, date, ..)| date.is_some())
        && earlier.iter().all(|(row, n)| later.get(row).is_some_and(|found| found >= n))
}

/// The answers of all files, split at days. Those without a day are in no moment.
pub(crate) fn by_day(asked: &Asked<'_>, dates: &[Date]) -> anyhow::Result<Read> {
    if !dates.is_sorted_by(|a, b| a < b) {
        bail!("the days of --moments must rise; the first moment is before the first day");
    }
    let answers = survey(asked, asked.files)?;
    let (moments, undated) = split(asked.model, &answers.survey.responses, dates)?;
    Ok((vec![answers], undated, moments))
}

/// Answers split at days: those of each moment, and how many have no day.
fn split(model: &Model, responses: &Responses, dates: &[Date]) -> anyhow::Result<(Vec<Responses>, usize)> {
    let mut moments = vec![Responses::new(model); dates.len() + 1];
    let mut undated = 0;
    for (number, row) in responses.rows() {
        let place = row.date.map(|date| dates.iter().filter(|split| **split <= date).count());
        let Some(moment) = place.and_then(|place| moments.get_mut(place)) else {
            undated += 1;
            continue;
        };
        if let Some(school) = responses.schools().get(number as usize) {
            let mut response = Response::new(school.clone(), row.answers.to_vec());
            (response.role, response.date) = (row.role, row.date);
            moment.push(&response)?;
        }
    }
    Ok((moments, undated))
}

/// The options by which each moment may be told beside what was published before. Reports are split at the same days; without days what
/// was published is about the last moment, for an earlier one is a round of its own.
pub(crate) fn beside_published(
    asked: &Asked<'_>,
    dates: &[Date],
    moments: &[Responses],
) -> anyhow::Result<(Vec<Options>, Held)> {
    let read = |files: &[PathBuf]| survey(asked, files);
    let parts = |files: &[PathBuf], answers: Responses| {
        if !dates.is_empty() {
            return split(asked.model, &answers, dates);
        }
        refuse_earlier(asked, moments, files, &answers)?;
        let before = moments.len().saturating_sub(1);
        let mut parts = vec![Responses::new(asked.model); before];
        parts.push(answers);
        Ok((parts, 0))
    };
    let rounds: Vec<&Responses> = moments.iter().collect();
    asked.published.beside_each(asked.model, &rounds, asked.options, read, parts)
}

/// Refuses a report that holds the answers of an earlier moment: beside the last it would hold back what it need not, and not what it
/// must.
fn refuse_earlier(
    asked: &Asked<'_>,
    moments: &[Responses],
    files: &[PathBuf],
    answers: &Responses,
) -> anyhow::Result<()> {
    let place = |file: &PathBuf| file.canonicalize().ok();
    let published: Vec<_> = files.iter().filter_map(place).collect();
    let Some((_, before)) = moments.split_last() else { return Ok(()) };
    for (moment, file) in before.iter().zip(asked.files) {
        let same = place(file).is_some_and(|file| published.contains(&file));
        if same || holds(answers, moment) {
            let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
            bail!(
                "{} holds the answers of {}, an earlier moment; give only the export that the report on the last moment was made of, or all answers in one file, with the day on which the later ones begin: --moments 2025-08-01",
                names.join(", "),
                file.display()
            );
        }
    }
    Ok(())
}

fn survey(asked: &Asked<'_>, files: &[PathBuf]) -> anyhow::Result<Answers> {
    let register = asked.schools.map(|schools| &schools.register);
    inputs::survey(files, asked.dialect, asked.codebooks, asked.model, register)
}
