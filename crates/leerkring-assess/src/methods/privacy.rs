//! What the methods paragraph says of what is hidden: from which numbers on figures are given, by whose consent there are more,
//! and what is held back beside reports that were published before.

use std::collections::BTreeSet;

use leerkring_model::{Language, SchoolId};

use super::Used;
use crate::engine::Options;
use crate::network::{AspectNetwork, people_for_gap};
use crate::privacy::{HeldBack, Shown};

pub(super) fn told(used: &Used<'_>, language: Language) -> String {
    let needed = used.options.thresholds.people_for(used.options.rule.threshold());
    let of_few = used
        .assessments
        .iter()
        .filter(|whole| whole.standing.statement().is_some() && whole.standing.tally.people < needed)
        .count();
    let sentences = [
        Some(numbers(used.options, language)),
        small_teams(of_few, language),
        Some(roles(used, language)),
        Some(hidden(used, language)),
        beside(&[used.options], ["school en aspect", "school and aspect"], used.earlier_reports, language),
        gaps_beside(used.options, language).map(str::to_owned),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// From how many people and schools on.
pub(super) fn numbers(options: &Options, language: Language) -> String {
    let thresholds = &options.thresholds;
    let people = thresholds.people_for(options.rule.threshold());
    let (detail, schools) = (thresholds.detail, thresholds.schools);
    language.choose(
        format!("Een fase is gegeven vanaf {people} personen en alles wat fijner is vanaf {detail}, en niet als bijna allen gelijk antwoordden of iemand die iets openliet zou opvallen; cijfers over scholen vanaf {schools} scholen waarvan geen de meeste personen heeft."),
        format!("A phase is given from {people} people on and anything finer from {detail}, and not where nearly all answered alike or somebody who left something open would stand out; figures over schools from {schools} schools of which none has most of the people."),
    )
}

/// Phases that are of whole teams with fewer people, who agreed to be told theirs.
pub(super) fn small_teams(phases: usize, language: Language) -> Option<String> {
    Some(match phases {
        0 => return None,
        1 => language.choose(
            "Eén fase is van een heel team van minder, waarvan ieder daar aantoonbaar mee instemde."
                .to_owned(),
            "One phase is of a whole team of fewer, each of whom agreed to it on record.".to_owned(),
        ),
        n => language.choose(
            format!("{n} fasen zijn van hele teams van minder, waarvan ieder daar aantoonbaar mee instemde."),
            format!("{n} phases are of whole teams of fewer, each of whom agreed to it on record."),
        ),
    })
}

/// Of which schools the gap of leaders is told, and in how many of these by consent alone.
fn roles(used: &Used<'_>, language: Language) -> String {
    let (leaders, others) = people_for_gap(&used.options.thresholds);
    let by_consent = |network: &AspectNetwork| {
        let gaps = network.schools().filter_map(|(_, own)| own.gap.as_ref().ok());
        gaps.filter(|gap| gap.leaders < leaders).count()
    };
    let agreed = match used.networks.iter().map(by_consent).max().unwrap_or(0) {
        0 => String::new(),
        1 => language.choose(
            "; per aspect had hoogstens 1 van deze scholen minder leidinggevenden, die daar ieder aantoonbaar mee instemden".to_owned(),
            "; per aspect at most 1 of these schools had fewer leaders, each of whom agreed to it on record".to_owned(),
        ),
        n => language.choose(
            format!("; per aspect hadden hoogstens {n} van deze scholen minder leidinggevenden, die daar ieder aantoonbaar mee instemden"),
            format!("; per aspect at most {n} of these schools had fewer leaders, each of whom agreed to it on record"),
        ),
    };
    language.choose(
        format!("Hoe leidinggevenden en anderen verschillen, is alleen bekeken in scholen waar {leaders} leidinggevenden en {others} anderen of meer meetellen en niemand of {others} of meer geen functie opgaf{agreed}."),
        format!("How leaders and others differ was only looked at in schools where {leaders} leaders and {others} others or more count, and nobody or {others} or more gave no role{agreed}."),
    )
}

/// How much is hidden, of how much.
fn hidden(used: &Used<'_>, language: Language) -> String {
    let hidden = used
        .assessments
        .iter()
        .filter(|whole| whole.standing.tally.respondents > 0)
        .filter(|whole| {
            matches!(whole.distribution, Shown::Withheld(_)) || matches!(whole.closeness, Shown::Withheld(_))
        })
        .count();
    let (all, left_out) = (
        used.assessments.iter().filter(|whole| whole.standing.tally.respondents > 0).count(),
        used.networks.iter().map(|network| network.left_out).max().unwrap_or(0),
    );
    let outside = match left_out {
        0 => language.choose(
            "geen school is uit de cijfers over het netwerk gelaten".to_owned(),
            "no school was left out of the network's figures".to_owned(),
        ),
        1 => language.choose(
            "per aspect is hoogstens 1 school uit de cijfers over het netwerk gelaten, omdat de score verborgen is of te veel collega's iets niet konden beoordelen".to_owned(),
            "at most 1 school per aspect was left out of the network's figures, because its score is hidden or too many colleagues could not judge something".to_owned(),
        ),
        n => language.choose(
            format!("per aspect zijn hoogstens {n} scholen uit de cijfers over het netwerk gelaten, omdat de score verborgen is of te veel collega's iets niet konden beoordelen"),
            format!("at most {n} schools per aspect were left out of the network's figures, because their scores are hidden or too many colleagues could not judge something"),
        ),
    };
    language.choose(
        format!(
            "Van {hidden} van de {all} combinaties van school en aspect is daarom minder te zien; {outside}."
        ),
        format!(
            "Of {hidden} of the {all} combinations of school and aspect less is shown therefore; {outside}."
        ),
    )
}

/// What is held back beside reports on the same round, or of each of these rounds; `None` if this is the first. A result is one of `of`.
pub(super) fn beside(
    rounds: &[&Options],
    of: [&str; 2],
    reports: usize,
    language: Language,
) -> Option<String> {
    let before = match reports {
        0 => return None,
        1 => language.choose(
            "Over deze ronde is eerder een verslag gepubliceerd".to_owned(),
            "A report on this round was published before".to_owned(),
        ),
        n => language.choose(
            format!("Over deze ronde zijn eerder {n} verslagen gepubliceerd"),
            format!("{n} reports on this round were published before"),
        ),
    };
    let held = || rounds.iter().flat_map(|options| held_back(options, HeldBack::All));
    let (all, schools) = (held().count(), held().collect::<BTreeSet<_>>().len());
    let [of_nl, of_en] = of;
    Some(match all {
        0 => language.choose(
            format!("{before}; daarnaast hoefde geen uitkomst weg te blijven."),
            format!("{before}; no result had to be held back beside it."),
        ),
        _ => language.choose(
            format!("{before}; weggelaten, ook uit de cijfers over scholen, is wat daarnaast zou tonen wat iemand antwoordde: combinaties van {of_nl} {all}, scholen {schools}."),
            format!("{before}; what would show beside it what somebody answered is held back, from the figures over schools too: {all} of the combinations of {of_en}, schools {schools}."),
        ),
    })
}

/// That gaps are told once, where one was held back.
fn gaps_beside(options: &Options, language: Language) -> Option<&'static str> {
    held_back(options, HeldBack::Gap).next().map(|_| {
        language.choose(
            "Van scholen waarover toen meer dan aantallen stonden, is niet opnieuw gezegd hoe leidinggevenden en anderen verschillen.",
            "Of schools of which more than numbers was told then, it is not told again how leaders and others differ.",
        )
    })
}

/// The school of each result of which so much is held back.
fn held_back(options: &Options, kind: HeldBack) -> impl Iterator<Item = &SchoolId> {
    options.teams.iter().flat_map(move |(school, facts)| {
        facts.held_back.values().filter(move |held| **held == kind).map(move |_| school)
    })
}
