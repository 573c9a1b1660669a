//! Growth where people gave a code of their own, so that who answered twice is known without knowing who it is.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Answer, Aspect, AspectId, Model, Responses, SchoolId};

use super::Changes;
use crate::counting::Counting;
use crate::groups::{Overlapping, Spread, partially_overlapping};
use crate::growth::{Paired, pair};
use crate::numeric::moments::on_grid;
use crate::privacy::{APART, Shown, Thresholds, Why};

/// Who of a school stayed between two moments, and what that tells of its change on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Stayed {
    /// The school.
    pub school: SchoolId,
    /// The aspect.
    pub aspect: AspectId,
    /// People matched by their code.
    pub stayed: usize,
    /// People of the first moment only.
    pub left: usize,
    /// People of the second moment only.
    pub joined: usize,
    /// How many of those may have stayed all the same: without a code, or with one that another gave too.
    pub unclear: usize,
    /// What the pairs tell.
    pub together: Shown<Together>,
}

/// What pairs tell of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Together {
    /// The mean change of those who stayed, in phases.
    pub of_stayed: f64,
    /// The change of all people, with the doubt that remains once it is known who stayed.
    pub of_all: Overlapping,
}

/// There is not a code for every response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{responses} responses with {codes} codes; give one for each, or none for who gave none")]
#[non_exhaustive]
pub struct CodesError {
    /// Responses of a moment.
    pub responses: usize,
    /// Codes given for them.
    pub codes: usize,
}

/// Growth with the people of both moments matched by a code of their own.
///
/// `codes` holds, per moment, a code or `None` for each response, in the order of [`Responses::rows`]. leerkring's import keeps no
/// codes, for they are personal: whoever has them keeps them apart, and drops them after this. Never make codes up from
/// role or age.
///
/// Withheld where the growth itself is; with fewer than [`detail`](Thresholds::detail) people who stayed; where 1 to 4 people
/// left or joined, whose answers would follow from the whole and the pairs; where nearly all who stayed changed alike; and where
/// somebody who counts left something open at one of the moments: of both together too few could have been the one. The
/// entries are those of [`changes`](Changes::schools), in the same order.
///
/// # Errors
/// [`CodesError`] unless there is a code, or `None`, for every response.
pub fn paired(
    model: &Model,
    moments: [&Responses; 2],
    codes: [&[Option<&str>]; 2],
    changes: &Changes,
    thresholds: &Thresholds,
) -> Result<Vec<Stayed>, CodesError> {
    for (responses, codes) in moments.iter().zip(codes) {
        if responses.len() != codes.len() {
            return Err(CodesError { responses: responses.len(), codes: codes.len() });
        }
    }
    let [first, second] = moments;
    let [codes_first, codes_second] = codes;
    let mut stayed = Vec::with_capacity(changes.schools.len());
    for aspect in model.aspects() {
        let (before, after) = (people(first, codes_first, aspect), people(second, codes_second, aspect));
        let open: BTreeSet<SchoolId> =
            [first, second].iter().flat_map(|moment| left_open(moment, aspect)).collect();
        for (place, change) in changes.schools.iter().enumerate().filter(|(_, c)| c.aspect == *aspect.id()) {
            let of = |people: &BTreeMap<_, Vec<_>>| people.get(&change.school).cloned().unwrap_or_default();
            let found = pair(&of(&before), &of(&after));
            let together = change.growth.and_then(|_| match open.contains(&change.school) {
                true => Shown::Withheld(Why::LeftOpen),
                false => tell(&found, thresholds),
            });
            let of_one = Stayed {
                school: change.school.clone(),
                aspect: change.aspect.clone(),
                stayed: found.stayed.len(),
                left: found.left.len(),
                joined: found.joined.len(),
                unclear: found.unclear,
                together,
            };
            stayed.push((place, of_one));
        }
    }
    stayed.sort_by_key(|(place, _)| *place);
    Ok(stayed.into_iter().map(|(_, stayed)| stayed).collect())
}

/// The people of each school who count for the aspect: code and mean.
fn people<'c>(
    responses: &Responses,
    codes: &[Option<&'c str>],
    aspect: &Aspect,
) -> BTreeMap<SchoolId, Vec<(Option<&'c str>, f64)>> {
    let mut people: BTreeMap<SchoolId, Vec<_>> = BTreeMap::new();
    for ((number, row), code) in responses.rows().zip(codes) {
        let own = row.answers.get(aspect.columns()).and_then(Counting::of);
        if let Some((school, own)) = responses.schools().get(number as usize).zip(own) {
            people.entry(school.clone()).or_default().push((*code, own.score()));
        }
    }
    people
}

/// The schools in which somebody who counts for the aspect left something open.
fn left_open(responses: &Responses, aspect: &Aspect) -> BTreeSet<SchoolId> {
    let is_open = |answers: &[Option<Answer>]| Counting::of(answers).is_some_and(|own| own.open() > 0);
    let rows = responses.rows().filter(|(_, row)| row.answers.get(aspect.columns()).is_some_and(is_open));
    rows.filter_map(|(number, _)| responses.schools().get(number as usize).cloned()).collect()
}

/// What may be told of the pairs.
fn tell(found: &Paired, thresholds: &Thresholds) -> Shown<Together> {
    let people = u32::try_from(found.stayed.len()).unwrap_or(u32::MAX);
    let few = |n: usize| n > 0 && n < thresholds.remainder as usize;
    let changes: Vec<f64> = found.stayed.iter().map(|(first, second)| second - first).collect();
    if people < thresholds.detail {
        return Shown::Withheld(Why::TooFew { people, needed: thresholds.detail });
    }
    if few(found.left.len()) || few(found.joined.len()) {
        return Shown::Withheld(Why::Subtraction);
    }
    if most_alike(&changes) + APART as usize >= changes.len() {
        return Shown::Withheld(Why::Alike);
    }
    let test = partially_overlapping(&found.stayed, &found.left, &found.joined, Spread::Own);
    let of_stayed = changes.iter().sum::<f64>() / changes.len() as f64;
    test.map_or(Shown::Withheld(Why::NotKnown), |of_all| Shown::Value(Together { of_stayed, of_all }))
}

/// How often the most frequent value comes.
fn most_alike(values: &[f64]) -> usize {
    let mut grid = on_grid(values).unwrap_or_default();
    grid.sort_unstable();
    grid.chunk_by(|a, b| a == b).map(<[i64]>::len).max().unwrap_or(0)
}
