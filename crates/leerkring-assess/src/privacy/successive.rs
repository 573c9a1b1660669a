//! Two reports of one team: what the second tells beside the first.

use crate::assessment::Assessment;
use crate::privacy::Thresholds;

/// Whether a later report of the same round may be published beside an earlier one of the same school and aspect.
///
/// Who sees both can subtract. They may stand side by side if the later one says nothing new, or if the answers that came
/// in between are enough to hide each other and are not nearly all alike: as many people as for any detail
/// ([`Thresholds::detail`]), with more than two colleagues' worth of answers apart. Otherwise the earlier report stands,
/// until more people have answered. A new round, in which everyone is asked again, is no such report.
///
/// Only numbers are known here, not persons: if in one round some answers were withdrawn and as many came in, treat the
/// later report as not publishable.
pub fn may_follow(earlier: &Assessment, later: &Assessment, thresholds: &Thresholds) -> bool {
    if earlier == later {
        return true;
    }
    let came = |of: fn(&Assessment) -> u32| of(later).checked_sub(of(earlier));
    let respondents = came(|a| a.standing.tally.respondents);
    let people = came(|a| a.standing.tally.people);
    let enough = |n: Option<u32>| n.is_some_and(|n| n >= thresholds.detail);
    if !enough(respondents) || !enough(people) {
        return false;
    }
    match (earlier.distribution.value(), later.distribution.value()) {
        (Some(before), Some(after)) => {
            let new: Option<Vec<u32>> = after
                .counts
                .iter()
                .zip(&before.counts)
                .map(|(after, before)| after.checked_sub(*before))
                .collect();
            let indicators = u32::try_from(later.indicator_count).unwrap_or(u32::MAX);
            new.is_some_and(|new| {
                let most = new.iter().copied().max().unwrap_or(0);
                new.iter().sum::<u32>() - most > 2 * indicators
            })
        }
        _ => true,
    }
}
