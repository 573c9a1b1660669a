//! Who counts for an aspect, and what stands where somebody who counts left an indicator open.

use leerkring_model::{Answer, MOST_PHASES, Phase};

const PHASES: usize = MOST_PHASES as usize;

/// A number for each phase that any model can have.
pub(crate) type PerPhase = [u32; PHASES];

/// Half rule: a person counts for an aspect who placed at least so many of its indicators.
pub(crate) fn half_of(indicators: usize) -> usize {
    indicators.div_ceil(2).max(1)
}

/// How many indicators of an aspect a person placed at each phase, in one number that is quick to sort: 14 binary digits a
/// phase, the first phase highest. Of an aspect with more than 16,383 indicators, so many are looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Placed(u128);

impl Placed {
    const DIGITS: usize = 14;
    const MOST: usize = (1 << Placed::DIGITS) - 1;

    pub(crate) fn of(row: &[Option<Answer>]) -> Placed {
        let phases = row.iter().take(Placed::MOST).flatten().filter_map(|answer| answer.phase());
        Placed(phases.map(|phase| 1 << Placed::shift(phase.index())).sum())
    }

    /// Whether a person who placed these counts, where at least `needed` are needed.
    pub(crate) fn counts(self, needed: usize) -> bool {
        self.indicators() as usize >= needed.clamp(1, Placed::MOST)
    }

    pub(crate) fn per_phase(self) -> PerPhase {
        std::array::from_fn(|index| (self.0 >> Placed::shift(index)) as u32 & Placed::MOST as u32)
    }

    fn indicators(self) -> u32 {
        self.per_phase().iter().sum()
    }

    /// The lower median of what was placed: the lower of the two in the middle, as an even split supports the lower phase. `None` if
    /// nothing was.
    fn middle(self) -> Option<Phase> {
        let half = self.indicators().div_ceil(2);
        let mut reached = 0;
        let is_middle = |count: &u32| {
            reached += count;
            *count > 0 && reached >= half
        };
        self.per_phase().iter().position(is_middle).and_then(Phase::from_index)
    }

    fn with(self, phase: Phase, indicators: usize) -> Placed {
        Placed(self.0 + ((indicators as u128) << Placed::shift(phase.index())))
    }

    fn shift(index: usize) -> usize {
        Placed::DIGITS * (PHASES - 1 - index.min(PHASES - 1))
    }
}

/// The answers to an aspect of somebody who counts for it: who placed at least half of its indicators.
///
/// What he or she left open, or could not judge, stands at the middle of what he or she did answer: the lower median. So everybody's
/// answers weigh the same, in the same parts. With parts of another size (halves among thirds) one who left something open would stand
/// out from every sum.
#[derive(Clone, Copy)]
pub(crate) struct Counting<'a> {
    answers: &'a [Option<Answer>],
    middle: Phase,
    whole: Placed,
    open: usize,
}

impl<'a> Counting<'a> {
    /// `None` if so few were placed that the person does not count.
    pub(crate) fn of(answers: &'a [Option<Answer>]) -> Option<Counting<'a>> {
        let placed = Placed::of(answers);
        let middle = placed.counts(half_of(answers.len())).then(|| placed.middle())??;
        let open = answers.len().min(Placed::MOST).saturating_sub(placed.indicators() as usize);
        Some(Counting { answers, middle, whole: placed.with(middle, open), open })
    }

    /// As they were given.
    pub(crate) fn answers(self) -> &'a [Option<Answer>] {
        self.answers
    }

    /// How many indicators were left open.
    pub(crate) fn open(self) -> usize {
        self.open
    }

    /// The phase of the indicator at this place.
    pub(crate) fn phase(self, place: usize) -> Option<Phase> {
        self.answers.get(place).map(|answer| answer.and_then(Answer::phase).unwrap_or(self.middle))
    }

    /// The phase of each indicator.
    pub(crate) fn phases(self) -> impl Iterator<Item = Phase> + use<'a> {
        self.answers.iter().map(move |answer| answer.and_then(Answer::phase).unwrap_or(self.middle))
    }

    /// How many indicators stand at each phase.
    pub(crate) fn whole(self) -> Placed {
        self.whole
    }

    /// Their mean, in phases.
    pub(crate) fn score(self) -> f64 {
        let sum: u64 = self.phases().map(|phase| u64::from(phase.number())).sum();
        sum as f64 / self.answers.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(numbers: &[u8]) -> Vec<Option<Answer>> {
        let answer =
            |n: &u8| if *n == 9 { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) };
        numbers.iter().map(answer).collect()
    }

    fn whole(numbers: &[u8]) -> Option<Vec<u8>> {
        Counting::of(&row(numbers)).map(|own| own.phases().map(Phase::number).collect())
    }

    #[test]
    fn what_was_left_open_stands_at_the_middle_of_the_own_answers() {
        assert_eq!(whole(&[4, 0]), Some(vec![4, 4]));
        assert_eq!(whole(&[4, 0, 2]), Some(vec![4, 2, 2]));
        assert_eq!(whole(&[9, 5, 1, 4]), Some(vec![4, 5, 1, 4]));
        assert_eq!(whole(&[0, 3, 9]), None);
        assert_eq!(whole(&[0]), None);
        assert_eq!(whole(&[]), None);
    }

    proptest! {
        /// Nothing that was placed is changed, and what is added is the middle of it by sorting.
        #[test]
        fn by_sorting(numbers in proptest::collection::vec(0_u8..=5, 1..9)) {
            let mut placed: Vec<u8> = numbers.iter().copied().filter(|n| *n > 0).collect();
            placed.sort_unstable();
            let counts = !placed.is_empty() && placed.len() * 2 >= numbers.len();
            let middle = placed.get(placed.len().saturating_sub(1) / 2).copied().unwrap_or(0);
            let expected: Vec<u8> = numbers.iter().map(|n| if *n == 0 { middle } else { *n }).collect();
            prop_assert_eq!(whole(&numbers), counts.then_some(expected.clone()));
            let answers = row(&numbers);
            let Some(own) = Counting::of(&answers) else { return Ok(()) };
            let at = |phase: u8| expected.iter().filter(|n| **n == phase).count() as u32;
            prop_assert_eq!(own.whole().per_phase(), [at(1), at(2), at(3), at(4), at(5), 0, 0, 0, 0]);
            prop_assert_eq!(own.open(), numbers.len() - placed.len());
            let sum: u32 = expected.iter().copied().map(u32::from).sum();
            prop_assert!((own.score() - f64::from(sum) / numbers.len() as f64).abs() < 1e-12);
        }
    }
}
