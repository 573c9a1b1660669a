//! From answers to the phase: which rows count, the counts, the shares, the majority rule.

use leerkring_model::Phase;

use super::sheet::{Sheet, Step};
use crate::assessment::Distribution;
use crate::counting::half_of;
use crate::judgements::EVEN;

pub(super) fn rows(sheet: &Sheet<'_>) -> Step {
    let mut step = sheet.step("Wie meetelt", "Who counts", "2", "crates/leerkring-assess/src/case.rs");
    let tally = &sheet.assessment.standing.tally;
    let (responses, people) = (tally.respondents, tally.people);
    if responses == 0 {
        let told = sheet.language.choose("Er zijn geen antwoorden.", "There are no answers.");
        step.say(told.to_owned());
        return step;
    }
    let indicators = sheet.assessment.indicator_count;
    let needed = half_of(indicators);
    step.say(sheet.language.choose(
        format!(
            "Het aspect heeft {indicators} {}. Wie er minstens {needed} een {} gaf (de helft, naar boven afgerond), telt mee.",
            if indicators == 1 { "indicator" } else { "indicatoren" },
            sheet.word
        ),
        format!(
            "The aspect has {indicators} {}. Who gave at least {needed} of them a {} (half, rounded up) counts.",
            if indicators == 1 { "indicator" } else { "indicators" },
            sheet.word
        ),
    ));
    if indicators > 1 {
        let word = sheet.word;
        step.say(sheet.language.choose(
            format!("Wat iemand die meetelt openliet, staat op het midden van de eigen antwoorden (van twee in het midden de laagste {word}), zodat ieders antwoorden in gelijke delen meetellen."),
            format!("What somebody who counts left open stands at the middle of the own answers (the lower {word} of two in the middle), so that everybody's answers count in equal parts."),
        ));
    }
    step.say(sheet.language.choose(
        format!("Van de {responses} die antwoordden tellen er {people} mee: n = {people}"),
        format!("Of {responses} who responded {people} count: n = {people}"),
    ));
    step.figure("n", f64::from(people));
    if let Some(places) = &tally.places {
        let [placed, unknown, other, blank] =
            [places.placed, places.dont_know, places.not_applicable, places.blank];
        let total = placed + unknown + other + blank;
        step.say(sheet.language.choose(
            format!("Antwoorden van allen: {placed} geplaatst + {unknown} weet niet + {other} niet van toepassing + {blank} leeg = {responses} x {indicators} = {total}"),
            format!("Answers of all: {placed} placed + {unknown} don't know + {other} not applicable + {blank} blank = {responses} x {indicators} = {total}"),
        ));
    }
    step
}

/// The judgements of those who count, one for each indicator.
pub(super) fn judgements(sheet: &Sheet<'_>) -> f64 {
    sheet.people() * sheet.assessment.indicator_count as f64
}

/// The persons' shares at a phase or higher, added up.
pub(super) fn reach(sheet: &Sheet<'_>, shown: &Distribution, phase: Phase) -> f64 {
    shown.at_least.get(phase.index()).copied().unwrap_or(0.0) * sheet.people()
}

pub(super) fn counts(sheet: &Sheet<'_>, shown: &Distribution) -> Step {
    let mut step =
        sheet.step("Oordelen per fase", "Judgements per phase", "6", "crates/leerkring-assess/src/case.rs");
    let counts = Phase::scale(sheet.model.levels()).zip(&shown.counts);
    let counts: Vec<String> = counts
        .map(|(phase, count)| {
            step.figure(format!("c_{phase}"), f64::from(*count));
            format!("c_{phase} = {count}")
        })
        .collect();
    step.say(counts.join("; "));
    let (all, people, indicators) = (judgements(sheet), sheet.people(), sheet.assessment.indicator_count);
    step.say(sheet.language.choose(
        format!("Samen {all} = {people} x {indicators}: elk oordeel is 1/{indicators} van een persoon."),
        format!("Together {all} = {people} x {indicators}: each judgement is 1/{indicators} of a person."),
    ));
    step
}

pub(super) fn shares(sheet: &Sheet<'_>, shown: &Distribution) -> Step {
    let mut step = sheet.step(
        "Aandeel per fase of hoger",
        "Share per phase or higher",
        "3",
        "crates/leerkring-assess/src/judgements.rs",
    );
    step.say(
        sheet
            .language
            .choose(
                "S_k = (aandelen van de personen op k of hoger, opgeteld) / n",
                "S_k = (the persons' shares at k or higher, added up) / n",
            )
            .to_owned(),
    );
    let indicators = sheet.assessment.indicator_count;
    for phase in sheet.phases_above() {
        let sum = reach(sheet, shown, phase);
        if indicators > 1 {
            let above: u32 = shown.counts.iter().skip(phase.index()).sum();
            let (word, persons) = (sheet.word, sheet.plain(sum));
            step.say(sheet.language.choose(
                format!(
                    "{word} {phase} of hoger: {above} {} / {indicators} = {persons} personen",
                    if above == 1 { "oordeel" } else { "oordelen" }
                ),
                format!(
                    "{word} {phase} or higher: {above} {} / {indicators} = {persons} persons",
                    if above == 1 { "judgement" } else { "judgements" }
                ),
            ));
        }
        let share = sum / sheet.people();
        step.say(format!(
            "S_{phase} = {} / {} = {}",
            sheet.plain(sum),
            sheet.people(),
            sheet.fixed(share, 4)
        ));
        step.figure(format!("S_{phase}"), share);
    }
    step
}

pub(super) fn phase(sheet: &Sheet<'_>, shown: &Distribution) -> Step {
    let mut step = sheet.step(
        "De fase die te tellen is",
        "The phase that can be counted",
        "3",
        "crates/leerkring-assess/src/judgements.rs",
    );
    let (word, limit) = (sheet.word, sheet.limit());
    let needed = sheet.plain(sheet.threshold() * sheet.people());
    let mut counted = Phase::LOWEST;
    for phase in sheet.phases_above() {
        let sum = reach(sheet, shown, phase);
        let (some, people) = (sheet.plain(sum), sheet.people());
        if sum / people <= sheet.threshold() + EVEN {
            step.say(sheet.language.choose(
                format!("{some} van {people} op {word} {phase} of hoger: niet meer dan {limit} ({needed})."),
                format!("{some} of {people} at {word} {phase} or higher: not more than {limit} ({needed})."),
            ));
            break;
        }
        step.say(sheet.language.choose(
            format!("{some} van {people} op {word} {phase} of hoger: meer dan {limit} ({needed}), dus minstens {word} {phase}."),
            format!("{some} of {people} at {word} {phase} or higher: more than {limit} ({needed}), so at least {word} {phase}."),
        ));
        counted = phase;
    }
    step.say(sheet.language.choose(format!("fase = {counted}"), format!("phase = {counted}")));
    step.figure("phase", f64::from(counted.number()));
    step
}
