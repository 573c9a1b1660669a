//! Two reports of one team: what the second tells beside the first.

use leerkring_model::{Outcome, Places, Reason};

use crate::assessment::{Assessment, Distribution};
use crate::privacy::{APART, Shown, Why};

/// Whether a later report of the same round may be published beside an earlier one of the same school and aspect, by the same
/// rule; of others the answer is no.
///
/// Who sees both can subtract. They may stand side by side if the later one says nothing new, or the earlier one told nothing but
/// how many took part; else only if nobody who came in between, or was there before, stands out:
/// - as many people came, and count, as any detail needs ([`Thresholds::detail`](crate::privacy::Thresholds::detail), the higher
///   of the two reports'); of every role that is shown, and of all others together, as many came or nobody; and neither of these
///   nearly all do not know, or find something not applicable;
/// - their answers cannot be nearly all alike: more than two colleagues' worth of them is apart. Where the earlier report has no
///   distribution, and a phase, the later may have none either: it would tell what it must have been;
/// - with several indicators, besides, they cannot be nearly all alike on any one of these: no phase was given
///   as often as nearly all who came can have given it to one indicator; and the earlier report shows how far its
///   people agree. What is shown of single indicators afterwards would tell what its people answered, where it was hidden. And nobody
///   who came left anything open: among so few who did would stand out. For the same reason a report in which somebody who left something
///   open would stand out ([`Why::LeftOpen`](crate::privacy::Why)) follows none that told a phase.
///
/// Otherwise the earlier report stands, until more people have answered. A new round, in which everyone is asked again, is
/// no such report.
///
/// Only two results are looked at, and not a school's gap between leaders and others: that may be told in the first report of a
/// round that tells anything, and in no other. [`beside`](fn@super::beside) holds a whole network to this, whatever the number of reports. And
/// only numbers are known here, not persons: if in one round answers were withdrawn while others came in, treat the later
/// report as one that may not follow.
pub fn may_follow(earlier: &Assessment, later: &Assessment) -> bool {
    let of = |report: &Assessment| (report.standing.school.clone(), report.standing.aspect.clone());
    if of(earlier) != of(later) || earlier.standing.rule != later.standing.rule {
        return false;
    }
    if earlier == later || tells_numbers_only(earlier) {
        return true;
    }
    // That somebody stands out says something of the last who came, where the phase of those before them is known.
    if matches!(later.distribution, Shown::Withheld(Why::LeftOpen)) && !says_no_phase(earlier) {
        return false;
    }
    let needed = earlier.thresholds.detail.max(later.thresholds.detail);
    let per_person = u32::try_from(later.indicator_count).unwrap_or(u32::MAX);
    if !groups_hide_who_came(earlier, later, needed) || !unplaced_hide_who_came(earlier, later, per_person) {
        return false;
    }
    if says_no_phase(earlier) {
        return true;
    }
    let came = |of: fn(&Assessment) -> u32| of(later).checked_sub(of(earlier)).filter(|n| *n >= needed);
    let respondents = came(|a| a.standing.tally.respondents);
    let Some(people) = respondents.and_then(|_| came(|a| a.standing.tally.people)) else { return false };
    match (earlier.distribution.value(), later.distribution.value()) {
        (Some(before), Some(after)) => difference(before, after).is_some_and(|new| {
            let on_each = || earlier.closeness.value().is_some() && apart_on_each(&new, people);
            apart(&new) > per_person.saturating_mul(APART)
                && (per_person == 1 || (on_each() && nobody_left_open(earlier, later)))
        }),
        (None, Some(_)) => false,
        (_, None) => true,
    }
}

/// Whether of no role that the earlier report shows, nor of all others together, a few came. What is told of a role twice,
/// or of all but the roles, tells of these by subtraction.
fn groups_hide_who_came(earlier: &Assessment, later: &Assessment, needed: u32) -> bool {
    let responded = |report: &Assessment| -> Option<Vec<u32>> {
        let roles = earlier.response.by_role.keys();
        let mut groups: Vec<u32> =
            roles.map(|role| Some(report.response.by_role.get(role)?.0)).collect::<Option<_>>()?;
        let shown = groups.iter().fold(0, |sum: u32, n| sum.saturating_add(*n));
        groups.push(report.standing.tally.respondents.checked_sub(shown)?);
        Some(groups)
    };
    let Some((before, after)) = responded(earlier).zip(responded(later)) else { return false };
    let mut came = before.iter().zip(&after).map(|(before, after)| after.checked_sub(*before));
    came.all(|came| came.is_some_and(|came| came == 0 || came >= needed))
}

/// Whether neither of all who came, nor of those of a role or of all others, nearly all can have said of one indicator that they do
/// not know, or that it is not applicable.
fn unplaced_hide_who_came(earlier: &Assessment, later: &Assessment, per_person: u32) -> bool {
    let Some((before, after)) = earlier.standing.tally.places.zip(later.standing.tally.places) else {
        return true;
    };
    let Some(all) = minus(after, before) else { return false };
    let (mut groups, mut others) = (vec![Some(all)], Some(all));
    if let (Some(before), Some(after)) = (earlier.unplaced_by_role.value(), later.unplaced_by_role.value()) {
        for (before, after) in before.iter().filter_map(|(role, before)| Some((before, after.get(role)?))) {
            let of_role = minus(*after, *before);
            groups.push(of_role);
            others = others.zip(of_role).and_then(|(others, of_role)| minus(others, of_role));
        }
    }
    groups.push(others);
    groups.into_iter().all(|came| {
        came.is_some_and(|came| {
            let answers = [came.placed, came.dont_know, came.not_applicable, came.blank];
            let people = answers.into_iter().fold(0, u32::saturating_add) / per_person.max(1);
            people == 0 || came.dont_know.max(came.not_applicable).saturating_add(APART) < people
        })
    })
}

fn minus(after: Places, before: Places) -> Option<Places> {
    let mut came = Places::default();
    came.placed = after.placed.checked_sub(before.placed)?;
    came.dont_know = after.dont_know.checked_sub(before.dont_know)?;
    came.not_applicable = after.not_applicable.checked_sub(before.not_applicable)?;
    came.blank = after.blank.checked_sub(before.blank)?;
    Some(came)
}

/// Whether on no indicator nearly all of so many people can have given one phase: `new` are their answers to all indicators together.
fn apart_on_each(new: &[u32], people: u32) -> bool {
    new.iter().copied().max().unwrap_or(0).saturating_add(APART) < people
}

/// Whether nobody who came left anything open. Who did would have to hide among those who came, and of these too little is known.
fn nobody_left_open(earlier: &Assessment, later: &Assessment) -> bool {
    let open = |report: &Assessment| Some(report.standing.tally.places?.open());
    open(earlier).is_some_and(|before| open(later) == Some(before))
}

fn says_no_phase(report: &Assessment) -> bool {
    let silent =
        |reason: &Reason| matches!(reason, Reason::NoAnswers | Reason::TooFew { .. } | Reason::BesideEarlier);
    matches!(&report.standing.outcome, Outcome::NoStatement(reasons) if reasons.iter().all(silent))
}

pub(super) fn tells_numbers_only(report: &Assessment) -> bool {
    says_no_phase(report)
        && report.standing.tally.places.is_none()
        && report.unplaced_by_role.value().is_none()
}

fn difference(before: &Distribution, after: &Distribution) -> Option<Vec<u32>> {
    after.counts.iter().zip(&before.counts).map(|(after, before)| after.checked_sub(*before)).collect()
}

/// The answers that are not the most frequent one.
fn apart(counts: &[u32]) -> u32 {
    counts.iter().sum::<u32>() - counts.iter().copied().max().unwrap_or(0)
}
