//! What the colleagues who did not answer could change: bounds that need no assumption.

use leerkring_model::{Phase, Rule};

use crate::judgements::Judgements;

/// Between which phases a whole team can stand, whatever those who did not answer would have said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// The phase if all others had placed everything in the lowest phase.
    pub low: Phase,
    /// The phase if all others had placed everything in the highest.
    pub high: Phase,
}

impl Bounds {
    /// Whether the missing colleagues could not have changed the phase.
    pub fn are_one(&self) -> bool {
        self.low == self.high
    }
}

/// The bounds for a team of `team_size`, of which those in `judgements` answered (worst case; Manski 2003): the
/// others are all added below, or all above. A team size smaller than the number who answered counts as that number.
///
/// **When right**: for saying what no answer of theirs could change. **When misused**: as what is likely; the bounds are the two extremes,
/// and with half of a team missing they nearly always say nothing.
///
/// ```
/// use leerkring_assess::{Judgements, nonresponse::bounds};
/// use leerkring_model::{Phase, Rule};
/// // Ten of twelve answered, eight of them phase 3.
/// let judgements = Judgements::from_counts(&[0, 2, 8, 0, 0])?;
/// let bounds = bounds(&judgements, 12, &Rule::default());
/// assert!(bounds.are_one() && bounds.low == Phase::Three);
/// # Ok::<(), leerkring_assess::NoSuchScale>(())
/// ```
pub fn bounds(judgements: &Judgements, team_size: u32, rule: &Rule) -> Bounds {
    let low = judgements.phase_of(rule.threshold(), |phase| share_bounds(judgements, team_size, phase).0);
    let high = judgements.phase_of(rule.threshold(), |phase| share_bounds(judgements, team_size, phase).1);
    Bounds { low, high }
}

/// The least and the greatest share of a team of `team_size` at a phase or higher, 0 to 1; see [`bounds`] for when they are right.
pub fn share_bounds(judgements: &Judgements, team_size: u32, phase: Phase) -> (f64, f64) {
    if phase == Phase::LOWEST {
        return (1.0, 1.0);
    }
    let answered = judgements.people() as f64;
    let team = u64::from(team_size).max(judgements.people()).max(1) as f64;
    let reached = judgements.share_at_least(phase) * answered;
    (reached / team, (reached + team - answered) / team)
}
