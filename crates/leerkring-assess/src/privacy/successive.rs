//! Two reports of one team: what the second tells beside the first.

use leerkring_model::{Outcome, Reason};

use crate::assessment::{Assessment, Distribution};
use crate::privacy::{APART, Thresholds};

/// Whether a later report of the same round may be published beside an earlier one of the same school and aspect.
///
/// Who sees both can subtract. They may stand side by side
/// - if the later one says nothing new, or the earlier one said nothing because too few had answered;
/// - else, if as many people came in between as any detail needs ([`Thresholds::detail`]), and their answers cannot be
///   nearly all alike: more than two colleagues' worth of the difference is apart. Where the earlier report has no
///   distribution, that must hold whatever the earlier answers were;
/// - with several indicators only if, besides, they cannot be nearly all alike on any one of these: no phase was given
///   as often as nearly all who came can have given it to one indicator; and only beside an earlier report that shows how far its
///   people agree. What is shown of single indicators afterwards would tell what its people answered, where it was hidden.
///
/// Otherwise the earlier report stands, until more people have answered. A new round, in which everyone is asked again, is
/// no such report.
///
/// Only numbers are known here, not persons: if in one round answers were withdrawn while others came in, treat the later
/// report as one that may not follow.
pub fn may_follow(earlier: &Assessment, later: &Assessment, thresholds: &Thresholds) -> bool {
    if earlier == later || says_nothing(earlier) {
        return true;
    }
    let came = |of: fn(&Assessment) -> u32| of(later).checked_sub(of(earlier));
    let enough = |n: Option<u32>| n.filter(|n| *n >= thresholds.detail);
    let respondents = enough(came(|a| a.standing.tally.respondents));
    let people = enough(came(|a| a.standing.tally.people));
    let Some((respondents, people)) = respondents.zip(people) else { return false };
    let per_person = u32::try_from(later.indicator_count).unwrap_or(u32::MAX);
    let few = per_person.saturating_mul(APART);
    match (earlier.distribution.value(), later.distribution.value()) {
        (Some(before), Some(after)) => difference(before, after).is_some_and(|new| {
            let open = per_person.saturating_mul(people).saturating_sub(new.iter().sum());
            let others = respondents.saturating_sub(people);
            let on_each = || earlier.closeness.value().is_some() && apart_on_each(&new, open, people, others);
            apart(&new) > few && (per_person == 1 || on_each())
        }),
        (None, Some(after)) => {
            let before = earlier.standing.tally.people.saturating_mul(per_person);
            per_person == 1 && apart(&after.counts) > few.saturating_add(before)
        }
        (_, None) => true,
    }
}

/// Whether on no indicator nearly all of so many people can have given one phase: `new` are their answers to all indicators
/// together, `open` those that they did not place, and `others`, who do not count, may have placed one too.
fn apart_on_each(new: &[u32], open: u32, people: u32, others: u32) -> bool {
    let most = new.iter().copied().max().unwrap_or(0);
    [open, others, APART].into_iter().fold(most, u32::saturating_add) < people
}

fn says_nothing(assessment: &Assessment) -> bool {
    let silent = |reason: &Reason| matches!(reason, Reason::NoAnswers | Reason::TooFew { .. });
    matches!(&assessment.standing.outcome, Outcome::NoStatement(reasons) if reasons.iter().all(silent))
}

fn difference(before: &Distribution, after: &Distribution) -> Option<Vec<u32>> {
    after.counts.iter().zip(&before.counts).map(|(after, before)| after.checked_sub(*before)).collect()
}

/// The answers that are not the most frequent one.
fn apart(counts: &[u32]) -> u32 {
    counts.iter().sum::<u32>() - counts.iter().copied().max().unwrap_or(0)
}
