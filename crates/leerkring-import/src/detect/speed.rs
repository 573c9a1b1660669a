//! Filled in faster than the questions can be read: less than a second for each question that was answered, and less
//! than a quarter of what half of the respondents took. A clock that shows minutes only is read in the respondent's
//! favour, as if the missing seconds were all there.

use super::columns;
use super::moment::Grain;
use super::view::{Cell, View, cell};
use super::{Finding, FindingKind};
use crate::number;

/// The fewest seconds that a question takes.
const SECONDS_A_QUESTION: usize = 1;
/// How many times slower the median must be.
const TIMES_FASTER: u64 = 4;
/// Rows with fewer answers are not looked at.
const FEWEST_ANSWERS: usize = 3;
/// With fewer rows there is no median to speak of.
const FEWEST_ROWS: usize = 5;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    let (places, seconds) = durations(view);
    let mut known: Vec<u64> = seconds.iter().flatten().copied().collect();
    if known.len() < FEWEST_ROWS {
        return;
    }
    known.sort_unstable();
    let median = known.get(known.len() / 2).copied().unwrap_or(0);
    let (mut rows, mut slowest, mut fewest) = (Vec::new(), 0, usize::MAX);
    for (row, seconds) in seconds.iter().enumerate() {
        let Some(seconds) = *seconds else { continue };
        let answers =
            view.items.iter().filter(|item| item.cells.get(row).is_some_and(|c| *c != Cell::Blank)).count();
        let needed = u64::try_from(answers * SECONDS_A_QUESTION).unwrap_or(u64::MAX);
        if answers >= FEWEST_ANSWERS && seconds < needed && seconds * TIMES_FASTER < median {
            rows.push(row);
            slowest = seconds.max(slowest);
            fewest = answers.min(fewest);
        }
    }
    if !rows.is_empty() {
        let kind = FindingKind::TooFast { seconds: slowest, answers: fewest, median };
        findings.push(view.finding(&places, &rows, kind));
    }
}

/// The seconds that each row took, by the column in which the tool counted them or by the moments of beginning and
/// ending; and those columns. An end before the beginning tells nothing.
fn durations(view: &View<'_>) -> (Vec<usize>, Vec<Option<u64>>) {
    let table = &*view.table;
    if let Some(place) = columns::seconds(table) {
        let whole = |text: &str| number::decimal(text).filter(|n| *n >= 0.0 && *n < 1e9).map(|n| n as u64);
        return (vec![place], table.rows.iter().map(|row| whole(&cell(row, place))).collect());
    }
    let (Some(start), Some(end)) = (columns::start(table), columns::end(table)) else {
        return (Vec::new(), Vec::new());
    };
    let (starts, ends) =
        (columns::moments(table, start, view.order), columns::moments(table, end, view.order));
    let whole_minutes = |moments: &[Option<super::moment::Moment>]| {
        moments.iter().flatten().all(|moment| moment.seconds.rem_euclid(60) == 0)
    };
    let minutes = whole_minutes(&starts) && whole_minutes(&ends);
    let seconds = starts.iter().zip(&ends).map(|(start, end)| {
        let (start, end) = ((*start)?, (*end)?);
        let grain = start.grain.max(end.grain).max(if minutes { Grain::Minute } else { Grain::Second });
        let missed = if grain == Grain::Second { 0 } else { grain.seconds() };
        let took = end.seconds - start.seconds;
        u64::try_from(took).ok().map(|took| took + u64::try_from(missed).unwrap_or(0))
    });
    (vec![start, end], seconds.collect())
}
