//! Teams in which nearly all answer alike: what then stays hidden, so that nobody can tell whether all do.
//!
//! Each rule asks whether at most two colleagues differ, never whether nobody does: hiding something tells as much as
//! that, and what is hidden then is 0, 1 or 2. Two, because one of the team knows what he or she answered.

use leerkring_model::{Answer, MOST_PHASES, Phase};

/// The colleagues who may differ.
pub(crate) const APART: u32 = 2;

/// Where nearly all of a team answered alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Alike {
    /// The phase at which nearly all answers to the aspect are.
    pub(crate) aspect: Option<Phase>,
    /// Nearly all who placed some indicator placed it in one phase.
    pub(crate) indicator: bool,
    /// Nearly all respondents said of some indicator that they do not know, or that it does not apply.
    pub(crate) unplaced: bool,
}

impl Alike {
    /// Of the answers of all respondents, `rows`, of whom those in `counting` count for the aspect.
    pub(crate) fn new(
        indicators: usize,
        rows: &[&[Option<Answer>]],
        counting: &[&[Option<Answer>]],
    ) -> Alike {
        let column = |place: usize| rows.iter().filter_map(move |row| row.get(place).copied().flatten());
        let answered = |place: usize, kind: Answer| column(place).filter(|answer| *answer == kind).count();
        let nearly = |count: usize, of: usize| count + APART as usize >= of && count > 0;
        let unplaced = |place: usize| {
            [Answer::DontKnow, Answer::NotApplicable]
                .into_iter()
                .any(|kind| nearly(answered(place, kind), rows.len()))
        };
        let one_phase = |place: usize| {
            let placed = column(place).filter_map(Answer::phase).count();
            placed <= APART as usize || most(column(place)).is_some_and(|(_, count)| nearly(count, placed))
        };
        let pooled = || counting.iter().flat_map(|row| row.iter().copied().flatten());
        let judgements = pooled().filter_map(Answer::phase).count();
        Alike {
            aspect: most(pooled())
                .filter(|(_, count)| count + APART as usize * indicators >= judgements)
                .map(|(phase, _)| phase),
            indicator: (0..indicators).any(one_phase),
            unplaced: (0..indicators).any(unplaced),
        }
    }
}

/// The phase most often given, the lower of equals, and how often.
fn most(answers: impl Iterator<Item = Answer>) -> Option<(Phase, usize)> {
    let mut counts = [0; MOST_PHASES as usize];
    for phase in answers.filter_map(Answer::phase) {
        counts.get_mut(phase.index()).into_iter().for_each(|count| *count += 1);
    }
    let given = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let (place, count) = given.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some((Phase::from_index(place)?, count))
}
