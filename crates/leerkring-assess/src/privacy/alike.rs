//! Teams in which nearly all answer alike: what then stays hidden, so that nobody can tell whether all do.
//!
//! Each rule asks whether at most two colleagues differ, never whether nobody does: hiding something tells as much as
//! that, and what is hidden then is 0, 1 or 2. Two, because one of the team knows what he or she answered.

use leerkring_model::{Answer, MOST_PHASES, Phase};

use crate::counting::Counting;

/// The colleagues who may differ.
pub(crate) const APART: u32 = 2;

/// Where nearly all of those who count answered alike, with what they left open at the middle of their own answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Alike {
    /// The phase at which nearly all answers to the aspect are.
    pub(crate) aspect: Option<Phase>,
    /// Nearly all placed some indicator in one phase, if what was left open of it is left out, whatever stands there.
    pub(crate) indicator: bool,
}

impl Alike {
    pub(crate) fn of(people: &[Counting<'_>]) -> Alike {
        let indicators = people.first().map_or(0, |own| own.answers().len());
        let aspect = most(people.iter().flat_map(|own| own.phases()))
            .filter(|(_, count)| count + APART as usize * indicators >= people.len() * indicators);
        let one_phase = |place: usize| {
            let placed = |own: &&Counting<'_>| {
                own.answers().get(place).copied().flatten().and_then(Answer::phase).is_some()
            };
            let open = people.len() - people.iter().filter(placed).count();
            let most = most(people.iter().filter_map(|own| own.phase(place)));
            most.map_or(0, |(_, count)| count) + open + APART as usize >= people.len()
        };
        Alike { aspect: aspect.map(|(phase, _)| phase), indicator: (0..indicators).any(one_phase) }
    }
}

/// Whether nearly all of these respondents said of some indicator that they do not know, or that it does not apply.
pub(crate) fn nearly_unplaced(rows: &[&[Option<Answer>]]) -> bool {
    let indicators = rows.first().map_or(0, |row| row.len());
    let said = |place: usize, kind: Answer| {
        rows.iter().filter(|row| row.get(place).copied().flatten() == Some(kind)).count()
    };
    (0..indicators).any(|place| {
        [Answer::DontKnow, Answer::NotApplicable].into_iter().any(|kind| {
            let count = said(place, kind);
            count > 0 && count + APART as usize >= rows.len()
        })
    })
}

/// The phase most often given, the lower of equals, and how often; `None` without answers.
fn most(answers: impl Iterator<Item = Phase>) -> Option<(Phase, usize)> {
    let mut counts = [0; MOST_PHASES as usize];
    for phase in answers {
        counts.get_mut(phase.index()).into_iter().for_each(|count| *count += 1);
    }
    let given = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let (place, count) = given.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some((Phase::from_index(place)?, count))
}
