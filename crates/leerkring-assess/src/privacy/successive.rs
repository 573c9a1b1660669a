//! Two reports of one team: what the second tells beside the first.

use leerkring_model::{Outcome, Reason};

use crate::assessment::{Assessment, Distribution};
use crate::privacy::Thresholds;

/// Whether a later report of the same round may be published beside an earlier one of the same school and aspect.
///
/// Who sees both can subtract. They may stand side by side
/// - if the later one says nothing new, or the earlier one said nothing because too few had answered;
/// - else, if as many people came in between as any detail needs ([`Thresholds::detail`]), and their answers cannot be
///   nearly all alike: more than two colleagues' worth of the difference is apart. Where the earlier report has no
///   distribution, that must hold whatever the earlier answers were.
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
    let enough = |n: Option<u32>| n.is_some_and(|n| n >= thresholds.detail);
    if !enough(came(|a| a.standing.tally.respondents)) || !enough(came(|a| a.standing.tally.people)) {
        return false;
    }
    let per_person = u32::try_from(later.indicator_count).unwrap_or(u32::MAX);
    let few = per_person.saturating_mul(2);
    match (earlier.distribution.value(), later.distribution.value()) {
        (Some(before), Some(after)) => difference(before, after).is_some_and(|new| apart(&new) > few),
        (None, Some(after)) => {
            let before = earlier.standing.tally.people.saturating_mul(per_person);
            apart(&after.counts) > few.saturating_add(before)
        }
        (_, None) => true,
    }
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
