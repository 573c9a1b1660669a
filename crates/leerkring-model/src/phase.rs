//! The one ordered scale: a phase from 1 to at most 9.

/// A step on the scale of a maturity model, from 1 (lowest) to at most 9.
///
/// The grid `samen-leren` calls its steps phases, the model `lerende-organisatie` calls them levels; in code they
/// are one ordered scale. A model says how many of them it has ([`Model::levels`](crate::Model::levels)).
/// Phases can be compared, not added: the distance between phase 1 and 2 need not be that between 4 and 5.
///
/// ```
/// use leerkring_model::Phase;
/// let three = Phase::new(3).ok_or("no such phase")?;
/// assert!(three < Phase::Four);
/// assert_eq!(three.to_string(), "3");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(into = "u8", try_from = "u8")
)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum Phase {
    One = 1,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}

/// The fewest phases a model can have.
pub const FEWEST_PHASES: u8 = 2;
/// The most phases a model can have.
pub const MOST_PHASES: u8 = 9;

impl Phase {
    /// The lowest phase of every scale.
    pub const LOWEST: Phase = Phase::One;

    const ALL: [Phase; MOST_PHASES as usize] = [
        Phase::One,
        Phase::Two,
        Phase::Three,
        Phase::Four,
        Phase::Five,
        Phase::Six,
        Phase::Seven,
        Phase::Eight,
        Phase::Nine,
    ];

    /// The phase with this number, if it is 1 to 9.
    pub fn new(number: u8) -> Option<Phase> {
        Phase::from_index(usize::from(number).checked_sub(1)?)
    }

    /// The phase at this place, counted from 0.
    pub fn from_index(index: usize) -> Option<Phase> {
        Phase::ALL.get(index).copied()
    }

    /// The number, 1 to 9.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The place in a list of phases, counted from 0.
    pub fn index(self) -> usize {
        usize::from(self.number()) - 1
    }

    /// The next higher phase, on a scale that has it.
    pub fn next(self) -> Option<Phase> {
        Phase::from_index(self.index() + 1)
    }

    /// The next lower phase; `None` for the lowest.
    pub fn previous(self) -> Option<Phase> {
        Phase::from_index(self.index().checked_sub(1)?)
    }

    /// The phases of a scale with `levels` steps, lowest first.
    pub fn scale(levels: u8) -> impl DoubleEndedIterator<Item = Phase> + ExactSizeIterator + Clone {
        Phase::ALL.into_iter().take(usize::from(levels))
    }
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number().fmt(f)
    }
}

/// The number is no phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a phase; phases run from 1 to 9")]
pub struct NoSuchPhase(
    /// The number that was given.
    pub u8,
);

impl TryFrom<u8> for Phase {
    type Error = NoSuchPhase;

    fn try_from(number: u8) -> Result<Phase, NoSuchPhase> {
        Phase::new(number).ok_or(NoSuchPhase(number))
    }
}

impl From<Phase> for u8 {
    fn from(phase: Phase) -> u8 {
        phase.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_a_number_from_one_to_nine() {
        assert_eq!(Phase::new(0), None);
        assert_eq!(Phase::new(10), None);
        for number in 1..=9 {
            let phase = Phase::new(number).unwrap();
            assert_eq!((phase.number(), phase.index()), (number, usize::from(number) - 1));
        }
    }

    #[test]
    fn an_absent_phase_costs_no_second_byte() {
        assert_eq!(size_of::<Option<Phase>>(), 1);
    }
}
