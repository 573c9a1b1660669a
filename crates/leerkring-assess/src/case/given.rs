//! Which answers were given: counted once, for all that depends on numbers of answers only.

use leerkring_model::{Answer, Phase, Places};

use crate::agreement::Counts;
use crate::counting::PerPhase;
use crate::judgements::Judgements;

/// One indicator: how many people gave which kind of answer, also those who do not count for the aspect, and the phases of those who
/// count, with what they left open.
#[derive(Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) places: Places,
    /// How many of those who count placed it.
    pub(super) by_counting: u32,
    phases: PerPhase,
}

impl Given {
    pub(super) fn add(&mut self, answer: Option<Answer>) {
        match answer {
            Some(Answer::Phase(_)) => self.places.placed += 1,
            Some(Answer::DontKnow) => self.places.dont_know += 1,
            Some(Answer::NotApplicable) => self.places.not_applicable += 1,
            None => self.places.blank += 1,
        }
    }

    /// The phase of somebody who counts, who gave this answer.
    pub(super) fn count(&mut self, answer: Option<Answer>, phase: Phase) {
        self.by_counting += u32::from(answer.and_then(Answer::phase).is_some());
        self.phases.get_mut(phase.index()).into_iter().for_each(|count| *count += 1);
    }

    /// The indicator on its own.
    pub(super) fn judgements(&self, levels: u8) -> Option<Judgements> {
        Judgements::from_counts(on_scale(&self.phases, levels)).ok()
    }

    /// `None` if nobody counts.
    pub(super) fn counts(&self, levels: u8) -> Option<Counts> {
        Counts::new(on_scale(&self.phases, levels)).ok()
    }
}

/// The numbers of the phases that a model has.
pub(super) fn on_scale(phases: &PerPhase, levels: u8) -> &[u32] {
    phases.get(..usize::from(levels)).unwrap_or_default()
}

/// All answers together.
pub(super) fn sum<'a>(given: impl IntoIterator<Item = &'a Given>) -> Places {
    given.into_iter().fold(Places::default(), |mut sum, Given { places, .. }| {
        sum.placed += places.placed;
        sum.dont_know += places.dont_know;
        sum.not_applicable += places.not_applicable;
        sum.blank += places.blank;
        sum
    })
}
