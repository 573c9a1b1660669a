//! Suggestions as rows of a table: what programs write as `suggestions.csv`; who has nobody yet; who could think together; and a network
//! portrait.
//!
//! Numbers have a decimal point. Kilometre-equivalents have three decimals, and `cost_km` is the sum of the parts as
//! they are printed, in whole metres, so that the columns add up exactly; it can therefore differ from
//! [`Cost::total_km`](crate::Cost::total_km) by 0.0025 at most. Of how sure it is that a host is further, only two
//! decimals are published, and nothing else in a row depends on more of them.

pub mod columns;

use leerkring_model::{Language, SchoolId, Subject};

use crate::fading::Age;
use crate::portrait::{Portrait, Served, SubjectPortrait, Unserved};
use crate::robustness::Robustness;
use crate::suggest::{Suggestion, Suggestions};
use crate::think::{Fellows, Groups};

/// The names of the columns.
pub const HEADER: [&str; 21] = [
    "learner",
    "subject",
    "learner_phase",
    "rank",
    "host",
    "host_phase",
    "p_further",
    "cost_km",
    "travel_km",
    "phase_km",
    "context_km",
    "doubt_km",
    "in_return_km",
    "in_return",
    "traits_known",
    "distance_known",
    "learner_months",
    "host_months",
    "stays",
    "weightings",
    "top",
];

/// The row of one suggestion, `suggestion`, of the answer `to`, with how much hangs on the weighting if that was tried. Like the answer it is for the
/// learner, and for whoever may see how that stands.
///
/// `subject` is the key of an aspect, or `topic:KEY`; so are those in `in_return`, with `;` between them. `in_return_km` is what is
/// taken off, and so 0 or below. `p_further` is empty where it is not known, `traits_known` is as `2 of 3`, `distance_known` is
/// `true` or `false`. `learner_months` and `host_months` say how old the assessments of the two are: `unknown` if nobody knows, empty where age
/// does not matter. The suggestion is among the first `top` in `stays` of `weightings` other weightings; all three are empty without `robustness`.
pub fn row(
    to: &Suggestions,
    suggestion: &Suggestion,
    robustness: Option<&Robustness>,
) -> [String; HEADER.len()] {
    let cost = &suggestion.cost;
    let parts = cost.parts(metres);
    let [travel, phase, context, doubt, in_return] = parts.map(km);
    let tried =
        |number: fn(&Robustness) -> u32| robustness.map(|of| number(of).to_string()).unwrap_or_default();
    [
        to.learner.to_string(),
        key(&to.subject),
        to.learner_phase.map(|phase| phase.to_string()).unwrap_or_default(),
        suggestion.rank.to_string(),
        suggestion.host.to_string(),
        suggestion.host_phase.map(|phase| phase.to_string()).unwrap_or_default(),
        cost.p_further.map(|p| format!("{p:.2}")).unwrap_or_default(),
        km(parts.iter().sum()),
        travel,
        phase,
        context,
        doubt,
        in_return,
        suggestion.in_return.iter().map(key).collect::<Vec<_>>().join(";"),
        format!("{} of {}", cost.traits_known, cost.traits_asked),
        cost.distance_known.to_string(),
        months(to.learner_age),
        months(suggestion.host_age),
        tried(|robustness| robustness.stays),
        tried(|robustness| robustness.of),
        tried(|robustness| robustness.top),
    ]
}

/// The rows of an answer, best first; none if nobody was found. `robustness` is that of the same question; empty if it was not asked.
pub fn rows<'a>(
    answer: &'a Suggestions,
    robustness: &'a [Robustness],
) -> impl Iterator<Item = [String; HEADER.len()]> {
    let of_host = |suggestion: &Suggestion| robustness.iter().find(|of| of.host == suggestion.host);
    answer.found.iter().map(move |suggestion| row(answer, suggestion, of_host(suggestion)))
}

/// The names of the columns of who has nobody yet.
pub const NOBODY_HEADER: [&str; 6] = ["learner", "subject", "reason", "support", "why", "advice"];

/// The row of an answer in which nobody was found, for the learner and whoever may see how that stands; `None` if somebody was. `reason` and
/// `support` are keys ([`Nobody::key`](crate::Nobody::key), [`Support::key`](crate::Support::key)), `why` and `advice` say the same in words.
pub fn nobody_row(answer: &Suggestions, language: Language) -> Option<[String; NOBODY_HEADER.len()]> {
    let nobody = answer.nobody?;
    Some([
        answer.learner.to_string(),
        key(&answer.subject),
        nobody.key().to_owned(),
        nobody.support().key().to_owned(),
        nobody.in_language(language),
        nobody.advice(language).to_owned(),
    ])
}

/// The names of the columns of who could think together.
pub const FELLOWS_HEADER: [&str; 11] = [
    "school",
    "subject",
    "rank",
    "fellow",
    "cost_km",
    "travel_km",
    "phase_km",
    "context_km",
    "traits_known",
    "distance_known",
    "nobody",
];

/// The rows of a school that would like to think together, best first; one with the key of the reason
/// ([`NoFellow::key`](crate::NoFellow::key)) in `nobody` if there is nobody. They are for that school.
pub fn fellow_rows(of: &Fellows) -> impl Iterator<Item = [String; FELLOWS_HEADER.len()]> {
    let who = move || [of.school.to_string(), key(&of.subject)];
    let found = of.found.iter().map(move |fellow| {
        let [school, subject] = who();
        let parts = fellow.cost.parts(metres);
        let [travel, phase, context, ..] = parts.map(km);
        [
            school,
            subject,
            fellow.rank.to_string(),
            fellow.school.to_string(),
            km(parts.iter().sum()),
            travel,
            phase,
            context,
            format!("{} of {}", fellow.cost.traits_known, fellow.cost.traits_asked),
            fellow.cost.distance_known.to_string(),
            String::new(),
        ]
    });
    let nobody = of.nobody.map(move |nobody| {
        let mut row = <[String; FELLOWS_HEADER.len()]>::default();
        let [school, subject, .., why] = &mut row;
        [*school, *subject] = who();
        nobody.key().clone_into(why);
        row
    });
    found.chain(nobody)
}

/// The names of the columns of groups that think together.
pub const GROUPS_HEADER: [&str; 4] = ["subject", "group", "school", "alone"];

/// The rows of groups that think together, a school each; `group` counts from 1 on each subject. Who is left over comes last, with the key of the
/// reason in `alone` and no group. They are for the coordinator, not for the schools ([`Groups`]).
pub fn group_rows(of: &Groups) -> impl Iterator<Item = [String; GROUPS_HEADER.len()]> {
    let subject = move || key(&of.subject);
    let together = (1..).zip(&of.groups).flat_map(move |(number, group): (u32, _)| {
        let row = move |school: &SchoolId| [subject(), number.to_string(), school.to_string(), String::new()];
        group.schools.iter().map(row)
    });
    let alone = of
        .alone
        .iter()
        .map(move |(school, why)| [subject(), String::new(), school.to_string(), why.key().to_owned()]);
    together.chain(alone)
}

/// The names of the columns of a portrait: after the counts, why needs are not served, as in [`Unserved`].
pub const PORTRAIT_HEADER: [&str; 13] = [
    "subject",
    "needs",
    "offers",
    "open",
    "places",
    "thinks",
    "served",
    "not_offered",
    "no_room",
    "own_phase",
    "too_far",
    "rules_allow_none",
    "other",
];

/// The row of one subject of a portrait. What is not told, because too few schools ask, is empty; so is a reason that may be among those
/// that are not told apart.
pub fn portrait_row(of: &SubjectPortrait) -> [String; PORTRAIT_HEADER.len()] {
    let nobody = |reason: Unserved| {
        let Some(Served { nobody, .. }) = &of.served else { return String::new() };
        match nobody.get(&reason) {
            Some(many) => many.to_string(),
            None if nobody.contains_key(&Unserved::Other) => String::new(),
            None => "0".to_owned(),
        }
    };
    [
        key(&of.subject),
        of.needs.to_string(),
        of.offers.to_string(),
        of.open.to_string(),
        of.places.to_string(),
        of.thinks.to_string(),
        of.served.as_ref().map(|served| served.found.to_string()).unwrap_or_default(),
        nobody(Unserved::NotOffered),
        nobody(Unserved::NoRoom),
        nobody(Unserved::OwnPhase),
        nobody(Unserved::TooFar),
        nobody(Unserved::RulesAllowNone),
        nobody(Unserved::Other),
    ]
}

/// The rows of a portrait.
pub fn portrait_rows(portrait: &Portrait) -> impl Iterator<Item = [String; PORTRAIT_HEADER.len()]> {
    portrait.subjects.iter().map(portrait_row)
}

/// As the columns for wishes have it.
fn key(subject: &Subject) -> String {
    match subject {
        Subject::Aspect(aspect) => aspect.key().to_owned(),
        topic => topic.to_string(),
    }
}

fn months(age: Option<Age>) -> String {
    match age {
        None => String::new(),
        Some(Age::Unknown) => "unknown".to_owned(),
        Some(Age::Months(months)) => months.to_string(),
    }
}

fn metres(km: f64) -> i64 {
    (km * 1000.0).round() as i64
}

fn km(metres: i64) -> String {
    let sign = if metres < 0 { "-" } else { "" };
    let metres = metres.unsigned_abs();
    format!("{sign}{}.{:03}", metres / 1000, metres % 1000)
}
