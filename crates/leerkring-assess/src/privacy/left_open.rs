//! Teams in which somebody who counts left an indicator open: whether others could have been the one who did.
//!
//! Colleagues may know who left a question open. Whatever is told of a team stays the same if that person and another, who answered all,
//! change answers, as long as what the other answered reads as if the same number had been left open. So there must be such
//! others, and of another opinion: two, because one of the team knows what he or she answered. Nor may it be certain of those who
//! answered all that their answers are among those that do not read so.

use std::collections::BTreeSet;

use leerkring_model::{MOST_PHASES, Phase};

use super::{APART, Alike, Why};
use crate::counting::{Counting, PerPhase};

/// Whether anybody who counts left something open.
pub(crate) fn some_open(people: &[Counting<'_>]) -> bool {
    people.iter().any(|own| own.open() > 0)
}

/// Why nothing is told of the single indicators of an aspect, where more than a phase is told of it. With three indicators or more it tells
/// too much of somebody who left something open to which of them an answer was given.
pub(crate) fn indicators_withheld(people: &[Counting<'_>], alike: &Alike) -> Option<Why> {
    let indicators = people.first().map_or(0, |own| own.answers().len());
    if indicators > 2 && some_open(people) {
        Some(Why::LeftOpen)
    } else {
        alike.indicator.then_some(Why::Alike)
    }
}

/// Whether, of people who count for an aspect, somebody who left something open, or all who left nothing open, would stand out from
/// what is told of all.
///
/// A team that is nearly of one mind is told as the others in which something was left open and somebody stands out. So whatever the phase
/// that is told of these, there are some in which all others are of that mind, and who left something open is not.
pub(crate) fn stands_out(people: &[Counting<'_>], alike: &Alike) -> bool {
    let left_open: BTreeSet<usize> = people.iter().map(|own| own.open()).filter(|open| *open > 0).collect();
    !left_open.is_empty()
        && (alike.aspect.is_some() || left_open.into_iter().any(|open| is_alone(people, open)))
}

/// Whether those who could each have left so many open, as far as the sums of all tell, do not answer in different ways. It asks nothing
/// that changes when one of them changes answers with another: not who of them it was.
fn is_alone(people: &[Counting<'_>], open: usize) -> bool {
    let placed: Vec<PerPhase> =
        people.iter().filter_map(|own| without(own.whole().per_phase(), open)).collect();
    let answered_all = people.iter().filter(|own| own.open() == 0).count();
    let left_other = people.len() - answered_all - people.iter().filter(|own| own.open() == open).count();
    // Answers that do not read so are of people who answered all. There must be more of these than one, and one who knows his or her own.
    let do_not_read_so = people.len() - placed.len();
    let apart = APART as usize;
    let are_known = answered_all > 0 && do_not_read_so + apart >= answered_all;
    let indicators = placed.first().map_or(0, |own| own.iter().sum::<u32>());
    let given = |place: u32| {
        let phases = placed.iter().filter_map(|own| from_the_lowest(own, place));
        per_phase(phases.filter_map(Phase::from_index))
    };
    are_known || (0..indicators).any(|place| (differ(&given(place)) as usize) < apart + left_other)
}

fn per_phase(phases: impl Iterator<Item = Phase>) -> PerPhase {
    let mut counts = [0; MOST_PHASES as usize];
    phases.for_each(|phase| counts.get_mut(phase.index()).into_iter().for_each(|count| *count += 1));
    counts
}

/// How many did not give the most frequent answer.
fn differ(given: &PerPhase) -> u32 {
    given.iter().sum::<u32>() - given.iter().max().copied().unwrap_or(0)
}

/// The place of the lower median.
fn middle(placed: &PerPhase) -> Option<usize> {
    from_the_lowest(placed, placed.iter().sum::<u32>().checked_sub(1)? / 2)
}

/// What was placed by somebody with these answers, if so many of them stand at the middle for what was left open.
fn without(whole: PerPhase, open: usize) -> Option<PerPhase> {
    let open = u32::try_from(open).ok()?;
    let placed = (0..whole.len()).filter_map(|middle| {
        let mut placed = whole;
        let own = placed.get_mut(middle)?;
        *own = own.checked_sub(open)?;
        (self::middle(&placed) == Some(middle)).then_some(placed)
    });
    placed.into_iter().next()
}

/// The answer at this place, from 0, if they stand from low to high: the place of its phase.
fn from_the_lowest(answers: &PerPhase, place: u32) -> Option<usize> {
    let mut below = 0;
    answers.iter().position(|count| {
        below += count;
        place < below
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::{Answer, Phase};

    fn found(rows: &[&[u8]]) -> bool {
        let rows: Vec<Vec<Option<Answer>>> =
            rows.iter().map(|row| row.iter().map(|n| Phase::new(*n).map(Answer::Phase)).collect()).collect();
        let people: Vec<Counting<'_>> = rows.iter().filter_map(|row| Counting::of(row)).collect();
        stands_out(&people, &Alike::of(&people))
    }

    #[test]
    fn two_others_of_another_opinion_who_could_have_left_it_open() {
        // Whoever answered 2 and 3 cannot have left one open: what was left open stands at the own answer.
        let rest: [&[u8]; 4] = [&[2, 3], &[3, 2], &[3, 3], &[2, 3]];
        let team = |more: &[&'static [u8]]| found(&[&rest, more].concat());
        assert!(team(&[&[3, 0]]));
        assert!(team(&[&[3, 0], &[2, 2], &[3, 3]]));
        assert!(!team(&[&[3, 0], &[2, 2], &[4, 4]]));
        assert!(team(&[&[3, 0], &[3, 3], &[3, 3], &[4, 4]]));
        // Nobody left anything open.
        assert!(!team(&[&[3, 3]]));
    }

    #[test]
    fn with_three_indicators_the_lowest_and_the_highest_answer_too() {
        // 2, 2 and 4 reads as 2 and 4 with one left open; 2, 4 and 4 does not.
        let rest: [&[u8]; 1] = [&[2, 4, 4]];
        let team = |more: &[&'static [u8]]| found(&[&rest, more].concat());
        assert!(team(&[&[2, 0, 4], &[2, 2, 5], &[2, 3, 2]]));
        assert!(team(&[&[2, 0, 4], &[1, 1, 4], &[3, 4, 3]]));
        assert!(!team(&[&[2, 0, 4], &[1, 5, 1], &[3, 3, 5], &[3, 4, 3]]));
        // One who answered two of four, and one who answered three: each must have others.
        let rest: [&[u8]; 6] = [&[1; 4], &[1; 4], &[1; 4], &[2; 4], &[2; 4], &[1, 1, 2, 2]];
        let four = |more: &[&'static [u8]]| found(&[&rest, more].concat());
        assert!(!four(&[&[1, 1, 1, 0]]));
        assert!(four(&[&[1, 1, 1, 0], &[1, 1, 0, 0]]));
    }

    #[test]
    fn who_answered_all_may_have_answered_alike() {
        let open: [&[u8]; 6] = [&[2, 0], &[0, 2], &[3, 0], &[0, 3], &[4, 0], &[0, 4]];
        assert!(!found(&open));
        assert!(found(&[&open[..], &[&[2, 4]]].concat()));
        assert!(found(&[&open[..], &[&[2, 4], &[2, 4], &[2, 4]]].concat()));
        assert!(!found(&[&open[..], &[&[2, 4], &[2, 2], &[3, 3], &[4, 4]]].concat()));
    }
}
