//! The judgements of a team on one aspect: person first, so that everyone has one vote.

use leerkring_model::{Answer, FEWEST_PHASES, MOST_PHASES, Phase};

use crate::counting::{Counting, PerPhase, Placed};

/// A share that differs from a threshold by less is equal to it: an even split is even, whatever the rounding of
/// thirds.
pub(crate) const EVEN: f64 = 1e-9;

const PHASES: usize = MOST_PHASES as usize;

/// The judgements of a team on one aspect. Persons who judged alike are kept together as a number, sorted, so that
/// nothing depends on the order in which people answered, and nobody can be found in it.
///
/// A person's judgement is the share of the indicators that he or she answered placed at each phase; indicators
/// that were not answered are left out of that share. The engine does so only with one indicator or two: see
/// [`Judgements::of_team`].
///
/// ```
/// use leerkring_assess::Judgements;
/// use leerkring_model::{Answer, Phase};
/// let at = |phase| Some(Answer::Phase(phase));
/// let team = [
///     [at(Phase::Two), at(Phase::Three)],
///     [at(Phase::Three), at(Phase::Three)],
///     [at(Phase::Three), None],
///     [None, Some(Answer::DontKnow)], // judges nothing, so does not count
/// ];
/// let judgements = Judgements::new(5, team.iter().map(|row| row.as_slice()), 1)?;
/// assert_eq!(judgements.people(), 3);
/// // Five sixths of the judgements are at phase 3 or higher: half of the first person's, all of the others'.
/// assert!((judgements.share_at_least(Phase::Three) - 2.5 / 3.0).abs() < 1e-12);
/// assert_eq!(judgements.phase(0.5), Some(Phase::Three));
/// # Ok::<(), leerkring_assess::NoSuchScale>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Judgements {
    levels: u8,
    people: u64,
    groups: Vec<Group>,
}

/// There is no scale with this number of phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scale of {0} phases; a model has 2 to 9")]
pub struct NoSuchScale(
    /// The number of phases asked for.
    pub usize,
);

pub(crate) fn check_scale(levels: usize) -> Result<u8, NoSuchScale> {
    let levels_of = u8::try_from(levels).ok();
    levels_of.filter(|levels| (FEWEST_PHASES..=MOST_PHASES).contains(levels)).ok_or(NoSuchScale(levels))
}

/// Persons who judged alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) people: u64,
    /// The share of the person's answers at each phase or higher; 1 for the lowest.
    pub(crate) at_least: [f64; PHASES],
    /// The mean of the person's answers.
    pub(crate) mean: f64,
}

impl Judgements {
    /// The judgements of a team on an aspect of a scale with `levels` phases: a row of answers per person, a place
    /// per indicator. A person counts who placed at least `needed` indicators (and at least one).
    ///
    /// # Errors
    /// [`NoSuchScale`] unless there are 2 to 9 levels.
    pub fn new<'a>(
        levels: u8,
        rows: impl IntoIterator<Item = &'a [Option<Answer>]>,
        needed: usize,
    ) -> Result<Judgements, NoSuchScale> {
        let people = rows.into_iter().map(Placed::of).filter(|own| own.counts(needed)).collect();
        Judgements::of_people(levels, people)
    }

    /// The judgements of a team as the engine ([`assess`](fn@crate::assess)) counts them: who placed at least half of the indicators counts,
    /// and what he or she left open stands at the lower median of his or her own answers.
    ///
    /// With one indicator or two that is what [`Judgements::new`] gives. With more it differs a little where somebody left something
    /// open: with everyone's answers in parts of one size nobody stands out from their sums (the project's
    /// `docs/METHOD.md`, section 2).
    ///
    /// ```
    /// use leerkring_assess::Judgements;
    /// use leerkring_model::{Answer, Phase};
    /// let at = |phase| Some(Answer::Phase(phase));
    /// let team = [[at(Phase::Two), at(Phase::Four), None], [at(Phase::Three); 3]];
    /// let judgements = Judgements::of_team(5, team.iter().map(|row| row.as_slice()))?;
    /// // The first person's 2, 4 and what was left open, at 2: one third at phase 3 or higher.
    /// assert!((judgements.share_at_least(Phase::Three) - (1.0 / 3.0 + 1.0) / 2.0).abs() < 1e-12);
    /// # Ok::<(), leerkring_assess::NoSuchScale>(())
    /// ```
    ///
    /// # Errors
    /// [`NoSuchScale`] unless there are 2 to 9 levels.
    pub fn of_team<'a>(
        levels: u8,
        rows: impl IntoIterator<Item = &'a [Option<Answer>]>,
    ) -> Result<Judgements, NoSuchScale> {
        let people = rows.into_iter().filter_map(Counting::of).map(Counting::whole).collect();
        Judgements::of_people(levels, people)
    }

    /// As [`Judgements::new`], from what each person who counts placed.
    pub(crate) fn of_people(levels: u8, mut people: Vec<Placed>) -> Result<Judgements, NoSuchScale> {
        let levels = check_scale(usize::from(levels))?;
        people.sort_unstable();
        let alike = people.chunk_by(|a, b| a == b);
        let group = |alike: &[Placed]| Some(Group::new(&alike.first()?.per_phase(), alike.len() as u64));
        Ok(Judgements { levels, people: people.len() as u64, groups: alike.filter_map(group).collect() })
    }

    /// The judgements of a team of which the members each placed one indicator: `counts` of them at phase 1, 2, ...
    ///
    /// # Errors
    /// [`NoSuchScale`] unless there are 2 to 9 counts.
    pub fn from_counts(counts: &[u32]) -> Result<Judgements, NoSuchScale> {
        let levels = check_scale(counts.len())?;
        let alone =
            |phase: Phase| Group::new(&std::array::from_fn(|slot| u32::from(slot == phase.index())), 0);
        let groups: Vec<Group> = Phase::scale(levels)
            .zip(counts)
            .filter(|(_, people)| **people > 0)
            .map(|(phase, people)| Group { people: u64::from(*people), ..alone(phase) })
            .collect();
        Ok(Judgements { levels, people: groups.iter().map(|group| group.people).sum(), groups })
    }

    /// So many people who all place everything in one phase.
    pub(crate) fn unanimous(levels: u8, phase: Phase, people: u32) -> Judgements {
        let people = u64::from(people);
        let counts = std::array::from_fn(|slot| u32::from(slot == phase.index()));
        Judgements { levels, people, groups: vec![Group::new(&counts, people)] }
    }

    /// The phases of the scale.
    pub fn levels(&self) -> u8 {
        self.levels
    }

    /// How many persons count.
    pub fn people(&self) -> u64 {
        self.people
    }

    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The mean over persons of some figure of each; 0 without persons.
    fn mean_of(&self, figure: impl Fn(&Group) -> f64) -> f64 {
        let sum: f64 = self.groups.iter().map(|group| group.people as f64 * figure(group)).sum();
        if self.people == 0 { 0.0 } else { sum / self.people as f64 }
    }

    /// The share of the team's judgements at this phase or higher, 0 to 1: the mean of the persons' shares.
    pub fn share_at_least(&self, phase: Phase) -> f64 {
        self.mean_of(|group| group.at_least(phase))
    }

    /// For each phase the sum over persons of the square of their share at that phase or higher.
    pub(crate) fn squares(&self) -> Vec<f64> {
        let square =
            |group: &Group, phase| group.people as f64 * group.at_least(phase) * group.at_least(phase);
        Phase::scale(self.levels)
            .map(|phase| self.groups.iter().map(|group| square(group, phase)).sum())
            .collect()
    }

    /// The mean of the persons' means, in phases; `None` without persons.
    pub fn mean(&self) -> Option<f64> {
        (self.people > 0).then(|| self.mean_of(|group| group.mean))
    }

    /// The phase by the majority rule: the highest that more than the share `threshold` of the judgements reach.
    /// An even split does not reach. `None` without persons.
    pub fn phase(&self, threshold: f64) -> Option<Phase> {
        (self.people > 0).then(|| self.phase_of(threshold, |phase| self.share_at_least(phase)))
    }

    /// The majority rule on any shares.
    pub(crate) fn phase_of(&self, threshold: f64, share: impl Fn(Phase) -> f64) -> Phase {
        let reached = |phase: &Phase| *phase == Phase::LOWEST || share(*phase) > threshold + EVEN;
        Phase::scale(self.levels).take_while(reached).last().unwrap_or(Phase::LOWEST)
    }

    /// Whether the team sees two different schools: at least a third of its members place most of the aspect at some
    /// phase or lower, and at least a third place most of it two phases above or higher.
    ///
    /// It looks at persons, not at the pooled judgements: colleagues who all see one indicator far and another one
    /// near the beginning agree with each other.
    pub fn is_split(&self) -> bool {
        let most = |group: &Group, phase: Phase| group.at_least(phase) > 0.5 + EVEN;
        let few = |group: &Group, phase: Phase| group.at_least(phase) < 0.5 - EVEN;
        let count = |of: &dyn Fn(&Group) -> bool| -> u64 {
            self.groups.iter().filter(|group| of(group)).map(|group| group.people).sum()
        };
        let third = |people: u64| people * 3 >= self.people;
        let scale: Vec<Phase> = Phase::scale(self.levels).collect();
        self.people > 0
            && scale.windows(3).any(|three| match three {
                [_, next, far] => {
                    third(count(&|group| few(group, *next))) && third(count(&|group| most(group, *far)))
                }
                _ => false,
            })
    }
}

impl Group {
    fn new(counts: &PerPhase, people: u64) -> Group {
        let placed = f64::from(counts.iter().sum::<u32>());
        let mut at_least = [0.0; PHASES];
        let mut above = 0;
        for (share, count) in at_least.iter_mut().zip(counts).rev() {
            above += count;
            *share = f64::from(above) / placed;
        }
        // The mean of a phase is the number of phases it reaches.
        Group { people, at_least, mean: at_least.iter().sum() }
    }

    pub(crate) fn at_least(&self, phase: Phase) -> f64 {
        self.at_least.get(phase.index()).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_counts(counts: &[u32]) -> Judgements {
        Judgements::from_counts(counts).unwrap()
    }

    fn phase(number: u8) -> Phase {
        Phase::new(number).unwrap()
    }

    #[test]
    fn an_even_split_supports_the_lower_phase() {
        assert_eq!(of_counts(&[0, 4, 4, 0, 0]).phase(0.5), Some(phase(2)));
        assert_eq!(of_counts(&[0, 4, 5, 0, 0]).phase(0.5), Some(phase(3)));
        assert_eq!(of_counts(&[0; 5]).phase(0.5), None);
    }

    #[test]
    fn more_people_than_there_are_do_no_harm() {
        assert_eq!(of_counts(&[u32::MAX, u32::MAX, u32::MAX]).phase(0.5), Some(phase(2)));
    }

    #[test]
    fn even_in_thirds_is_even_too() {
        // Of four persons three place a third of the indicators at phase 3, one all of them and more than that: with
        // 3 x 1/3 + 1 of 4 it is exactly half, though no third is a whole number of halves.
        let at = |n| Some(Answer::Phase(phase(n)));
        let rows = [
            vec![at(3), at(2), at(2)],
            vec![at(3), at(2), at(2)],
            vec![at(3), at(2), at(2)],
            vec![at(3), at(3), at(3)],
        ];
        let judgements = Judgements::new(5, rows.iter().map(Vec::as_slice), 1).unwrap();
        assert!((judgements.share_at_least(phase(3)) - 0.5).abs() < EVEN);
        assert_eq!(judgements.phase(0.5), Some(phase(2)));
    }

    #[test]
    fn half_ones_and_half_fives_is_a_split_not_phase_three() {
        let judgements = of_counts(&[5, 0, 0, 0, 5]);
        assert!(judgements.is_split());
        assert_eq!(judgements.phase(0.5), Some(phase(1)));
        assert!(!of_counts(&[0, 5, 5, 0, 0]).is_split());
        assert!(of_counts(&[4, 4, 4, 0, 0]).is_split());
        assert!(!of_counts(&[3, 5, 4, 0, 0]).is_split());
        assert!(!of_counts(&[0; 5]).is_split());
    }

    #[test]
    fn colleagues_who_see_the_same_contrast_are_not_split() {
        let at = |n| Some(Answer::Phase(phase(n)));
        let judge = |rows: &[[Option<Answer>; 2]]| {
            Judgements::new(5, rows.iter().map(|row| row.as_slice()), 1).unwrap().is_split()
        };
        assert!(!judge(&[[at(4), at(2)]; 8]));
        let mut camps = [[at(4), at(4)]; 9];
        camps.iter_mut().take(3).for_each(|row| *row = [at(2), at(1)]);
        assert!(judge(&camps));
    }

    #[test]
    fn a_person_counts_who_placed_enough() {
        let at = |n| Some(Answer::Phase(phase(n)));
        let rows = [[at(1), None, None], [at(2), at(2), None], [at(3), Some(Answer::DontKnow), at(3)]];
        let people =
            |needed| Judgements::new(5, rows.iter().map(|row| row.as_slice()), needed).unwrap().people();
        assert_eq!((people(0), people(1), people(2), people(3)), (3, 3, 2, 0));
    }

    proptest! {
        /// The order in which people answered shows nowhere.
        #[test]
        fn order_does_not_matter(mut rows in proptest::collection::vec(proptest::collection::vec(0_u8..=5, 3), 0..20)) {
            let judge = |rows: &[Vec<u8>]| {
                let rows: Vec<Vec<Option<Answer>>> =
                    rows.iter().map(|row| row.iter().map(|n| Phase::new(*n).map(Answer::Phase)).collect()).collect();
                Judgements::new(5, rows.iter().map(Vec::as_slice), 2).unwrap()
            };
            let before = judge(&rows);
            rows.reverse();
            prop_assert_eq!(before, judge(&rows));
        }

        /// The plain definition, on every person apart.
        #[test]
        fn shares_and_phase_by_definition(rows in proptest::collection::vec(proptest::collection::vec(1_u8..=5, 2), 1..12)) {
            let answers: Vec<Vec<Option<Answer>>> =
                rows.iter().map(|row| row.iter().map(|n| Phase::new(*n).map(Answer::Phase)).collect()).collect();
            let judgements = Judgements::new(5, answers.iter().map(Vec::as_slice), 1).unwrap();
            // With two indicators each, a judgement is half a person: count in halves, exactly.
            let halves = |k: u8| rows.iter().flatten().filter(|n| **n >= k).count();
            let by_hand = (1..=5).filter(|k| *k == 1 || halves(*k) > rows.len()).max().and_then(Phase::new);
            prop_assert_eq!(judgements.phase(0.5), by_hand);
            for k in 1..=5 {
                let share = halves(k) as f64 / (2 * rows.len()) as f64;
                prop_assert!((judgements.share_at_least(phase(k)) - share).abs() < 1e-12);
            }
        }
    }
}
