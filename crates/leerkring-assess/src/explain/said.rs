//! What is said of the phase, and what stands beside it: label, score, weakest indicator, target, agreed phase.

use leerkring_model::{Label, Phase};

use super::counting::{judgements, reach};
use super::sheet::{Sheet, Step};
use crate::label::{PROBABLE, SURE};
use crate::privacy::{Shown, Why};
use crate::wording::outside;

/// The limit of a normal variable that stays within it in 90 of 100 cases.
const NORMAL: f64 = 1.645;

pub(super) fn label(sheet: &Sheet<'_>) -> Step {
    let mut step =
        sheet.step("Wat er gezegd wordt", "What is said", "5", "crates/leerkring-assess/src/label.rs");
    let statement = sheet.assessment.standing.statement();
    let [sure, probable] = [SURE, PROBABLE].map(|limit| sheet.fixed(limit, 2));
    let word = sheet.word;
    match statement.map(|statement| statement.label) {
        None => {
            step.say(sheet.language.choose(
                format!("Geen uitspraak: {}.", sheet.reasons()),
                format!("No statement: {}.", sheet.reasons()),
            ));
            return step;
        }
        Some(Label::Counted(_)) if matches!(sheet.assessment.distribution, Shown::Withheld(Why::LeftOpen)) => {
            step.say(sheet.language.choose(
                "Iemand liet een vraag open: alleen wat te tellen is, niet hoe zeker dat is.".to_owned(),
                "Somebody left a question open: only what can be counted, not how sure it is.".to_owned(),
            ));
        }
        Some(Label::Counted(_)) => {
            let needed = sheet.assessment.thresholds.detail;
            step.say(sheet.language.choose(
                format!("Minder dan {needed} collega's tellen mee: alleen wat te tellen is, niet hoe zeker dat is."),
                format!("Fewer than {needed} colleagues count: only what can be counted, not how sure it is."),
            ));
        }
        Some(_) => step.say(sheet.language.choose(
            format!("Kans op de getelde {word} minstens {sure}: die {word}; minstens {probable}: waarschijnlijk; met een buur samen minstens {sure}: ertussen; anders geen uitspraak."),
            format!("Probability of the {word} counted at least {sure}: that {word}; at least {probable}: probably; with a neighbour together at least {sure}: between; else no statement."),
        )),
    }
    if let Some((statement, p)) = statement.and_then(|s| Some((s, s.probabilities?))) {
        // As they are written above: differences of the probabilities of reaching a phase.
        let from = |low: Phase, beyond: Option<Phase>| {
            sheet.probability(p.at_least(low), beyond.map_or(0.0, |beyond| p.at_least(beyond)))
        };
        let (phase, of) = (statement.phase, from(statement.phase, statement.phase.next()));
        step.say(match statement.label {
            Label::Between(low) => {
                let (next, both) = (low.number() + 1, from(low, low.next().and_then(Phase::next)));
                format!("p({phase}) = {of}; p({low}) + p({next}) = {both}")
            }
            _ => format!("p({phase}) = {of}"),
        });
    }
    step.say(sheet.language.choose(format!("Dus: {}", sheet.label()), format!("So: {}", sheet.label())));
    step
}

pub(super) fn score(sheet: &Sheet<'_>) -> Option<Step> {
    let score = sheet.assessment.standing.statement()?.score?;
    let shown = sheet.assessment.distribution.value()?;
    let mut step = sheet.step(
        "Gemiddelde en interval",
        "Mean and interval",
        "4",
        "crates/leerkring-assess/src/posterior.rs",
    );
    let reached = sheet.phases_above().map(|phase| sheet.at_most(reach(sheet, shown, phase), 6));
    let reached = reached.collect::<Vec<String>>().join(" + ");
    let mean = sheet.fixed(score.mean, 4);
    let sums: Vec<String> = sheet.phases_above().map(|phase| format!("S_{phase}")).collect();
    let (people, prior) = (sheet.people(), sheet.assessment.standing.rule.prior_mass());
    step.say(sheet.language.choose(
        format!("gemiddelde = 1 + {} = 1 + ({reached}) / {people} = {mean}", sums.join(" + ")),
        format!("mean = 1 + {} = 1 + ({reached}) / {people} = {mean}", sums.join(" + ")),
    ));
    step.figure("mean", score.mean);
    let levels = f64::from(sheet.model.levels());
    let middle = (levels + 1.0) / 2.0;
    let total = people + prior;
    let centre = (people * score.mean + prior * middle) / total;
    let [low, high] = [score.low, score.high].map(|end| sheet.fixed(end, 4));
    step.say(sheet.language.choose(
        format!(
            "midden = ({people} + {reached} + {prior} x {}) / {} = {}",
            sheet.plain(middle),
            sheet.plain(total),
            sheet.fixed(centre, 6)
        ),
        format!(
            "centre = ({people} + {reached} + {prior} x {}) / {} = {}",
            sheet.plain(middle),
            sheet.plain(total),
            sheet.fixed(centre, 6)
        ),
    ));
    step.figure("centre", centre);
    // The judgements of persons lie at least as far apart as their means; with one indicator they are the same.
    let all = judgements(sheet);
    let squares = |weight: f64, counts: &dyn Fn(Phase) -> f64| -> f64 {
        let scale = Phase::scale(sheet.model.levels());
        scale.map(|phase| weight * counts(phase) * f64::from(phase.number()).powi(2)).sum()
    };
    let count = |phase: Phase| shown.counts.get(phase.index()).map_or(0.0, |count| f64::from(*count));
    let sum = squares(people / all, &count) + squares(prior / levels, &|_| 1.0);
    let variance = (sum / total - centre * centre) / (total + 1.0);
    let deviation = variance.sqrt();
    let [first, last] = [-NORMAL, NORMAL].map(|limit| sheet.fixed(centre + limit * deviation, 3));
    let exact = sheet.assessment.indicator_count == 1;
    let (nl, en) = if exact {
        ("ongeveer", "about")
    } else {
        (
            "hooguit ongeveer zo breed als (oordelen liggen minstens zo ver uiteen als gemiddelden van personen)",
            "at most about as wide as (judgements lie at least as far apart as means of persons)",
        )
    };
    let [judged, added] =
        [squares(1.0, &count), squares(prior / levels, &|_| 1.0)].map(|sum| sheet.plain(sum));
    let (each, indicators) = (sheet.plain(prior / levels), sheet.assessment.indicator_count);
    let [mass, more] = [total, total + 1.0].map(|number| sheet.plain(number));
    let (middle, s2, s) = (sheet.fixed(centre, 6), sheet.fixed(variance, 6), sheet.fixed(deviation, 4));
    let sum = format!("(({judged} / {indicators} + {added}) / {mass} - {middle}²) / {more} = {s2}; s = {s}");
    step.say(sheet.language.choose(
        format!("s² = ((Σ c_k k² / {indicators} + {each} Σ k²) / {mass} - midden²) / {more} = {sum}; het interval is {nl} midden ± 1,645 s = {first} tot {last}"),
        format!("s² = ((Σ c_k k² / {indicators} + {each} Σ k²) / {mass} - centre²) / {more} = {sum}; the interval is {en} centre ± 1.645 s = {first} to {last}"),
    ));
    step.figure("s", deviation);
    step.say(sheet.language.choose(
        format!("Met dezelfde integraal, op de gemiddelden van personen (die er niet staan; zie `posterior::score_quantile`): 90 % tussen {low} en {high}, en nooit zonder het gemiddelde."),
        format!("With the same integral, on the persons' means (which are not shown; see `posterior::score_quantile`): 90 % between {low} and {high}, and never without the mean."),
    ));
    // The ends above have four decimals.
    let statement = sheet.assessment.standing.statement()?;
    outside(statement, 1e4, sheet.word, sheet.language).into_iter().for_each(|told| step.say(told));
    step.figure("interval low", score.low);
    step.figure("interval high", score.high);
    Some(step)
}

pub(super) fn weakest(sheet: &Sheet<'_>) -> Option<Step> {
    let own = sheet.assessment.indicators.value().filter(|own| own.len() > 1)?;
    let statement = sheet.assessment.standing.statement()?;
    let mut step = sheet.step(
        "De zwakste indicator",
        "The weakest indicator",
        "6",
        "crates/leerkring-assess/src/case.rs",
    );
    let (word, phase) = (sheet.word, statement.phase);
    let name = |id: &leerkring_model::IndicatorId| {
        let indicator = sheet.aspect.indicators().iter().find(|indicator| indicator.id() == id);
        indicator.map_or("?", |indicator| indicator.name().best(sheet.language.code())).to_owned()
    };
    for one in own {
        let (name, phase, people, placed) =
            (name(&one.indicator), one.phase, sheet.people(), one.places.placed);
        step.say(sheet.language.choose(
            format!("{name}: {word} {phase} (n = {people}; {placed} gaven een {word})"),
            format!("{name}: {word} {phase} (n = {people}; {placed} gave a {word})"),
        ));
    }
    let told = match &statement.weakest {
        None => sheet.language.choose(
            format!("Geen ervan staat lager dan {word} {phase} met een kans van meer dan de helft."),
            format!("None of them stands below {word} {phase} with a probability above one half."),
        ),
        Some(weakest) => {
            step.figure("p_below", weakest.p_below);
            let (name, p) = (name(&weakest.indicator), sheet.fixed(weakest.p_below, 4));
            sheet.language.choose(
                format!("Laagst en onder {word} {phase}: {name}; kans dat dit echt lager ligt {p}, de staart van de bèta van zijn eigen tellingen (die er niet staan, als bij de afstand)."),
                format!("Lowest and below {word} {phase}: {name}; probability that it is truly lower {p}, the beta tail of its own counts (which are not shown, as with the distance)."),
            )
        }
    };
    step.say(told);
    Some(step)
}

pub(super) fn target(sheet: &Sheet<'_>) -> Option<Step> {
    let target = sheet.assessment.target?;
    let reached = *target.reached.value()?;
    let phase = sheet.assessment.standing.phase()?;
    let mut step = sheet.step("Het doel", "The target", "6", "crates/leerkring-assess/src/assessment.rs");
    let (taken, steps) = (phase.index().min(target.phase.index()), target.phase.index());
    let percent = sheet.plain(reached * 100.0);
    step.say(if steps == 0 {
        format!("{} %", percent)
    } else {
        sheet.language.choose(
            format!(
                "Stappen vanaf {} 1: {taken} gezet van {steps} tot {}: {taken} / {steps} = {percent} %",
                sheet.word, target.phase
            ),
            format!(
                "Steps from {} 1: {taken} taken of {steps} to {}: {taken} / {steps} = {percent} %",
                sheet.word, target.phase
            ),
        )
    });
    step.figure("reached", reached);
    Some(step)
}

pub(super) fn agreed(sheet: &Sheet<'_>) -> Option<Step> {
    let agreed = sheet.assessment.standing.agreed?;
    let mut step = sheet.step(
        "Wat het team afsprak",
        "What the team agreed",
        "6",
        "crates/leerkring-assess/src/assessment.rs",
    );
    let word = sheet.word;
    step.say(sheet.language.choose(
        format!("In het teamgesprek afgesproken: {word} {agreed}. Het staat naast de antwoorden en verandert er niets aan."),
        format!("Agreed in the team's dialogue: {word} {agreed}. It stands beside the answers and changes nothing in them."),
    ));
    if let Some(Shown::Value(support)) = sheet.assessment.support {
        let p = sheet.fixed(support, 4);
        step.say(sheet.language.choose(
            format!("De antwoorden geven die {word} een kans p({agreed}) = {p}"),
            format!("The answers give that {word} a probability p({agreed}) = {p}"),
        ));
        step.figure("support", support);
    }
    Some(step)
}
