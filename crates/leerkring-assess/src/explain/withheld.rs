//! What is not shown of a team, and by which rule.

use leerkring_model::Phase;

use super::sheet::{Sheet, Step};
use crate::privacy::{APART, Shown, Why};

/// Where nearly all answered alike: how many of them do so for sure, and in which phase.
pub(super) fn core(sheet: &Sheet<'_>) -> Option<(f64, Phase)> {
    let alike = matches!(sheet.assessment.distribution, Shown::Withheld(Why::Alike));
    let statement = sheet.assessment.standing.statement()?;
    alike.then(|| (sheet.people() - f64::from(APART), statement.phase))
}

pub(super) fn step(sheet: &Sheet<'_>) -> Step {
    let mut step = sheet.step(
        "Wat niet te zien is",
        "What is not shown",
        "17",
        "crates/leerkring-assess/src/privacy.rs",
    );
    let people = sheet.people();
    if let Shown::Withheld(Why::Alike) = sheet.assessment.distribution {
        step.say(sheet.language.choose(
            format!("Bijna alle oordelen zijn gelijk: hooguit zoveel als 2 van de {people} collega's er geven wijken af, misschien geen. Elk nauwkeuriger getal zou vertellen of er iemand afwijkt."),
            format!("Nearly all judgements are the same: at most as many as 2 of the {people} colleagues give differ, perhaps none. Any finer figure would tell whether somebody differs."),
        ));
        if let Some((alike, phase)) = core(sheet) {
            let word = sheet.word;
            step.say(sheet.language.choose(
                format!("Daarom wordt gerekend alsof alleen {people} - 2 = {alike} collega's antwoordden, allen {word} {phase}."),
                format!("So it is computed as if only {people} - 2 = {alike} colleagues had answered, all of them {word} {phase}."),
            ));
        }
        return step;
    }
    if let Shown::Withheld(Why::LeftOpen) = sheet.assessment.distribution {
        step.say(sheet.language.choose(
            "Iemand die meetelt liet een vraag open. Met meer getallen zou, voor wie weet wie welke vraag openliet, te vinden zijn wat een collega antwoordde.",
            "Somebody who counts left a question open. With more figures, whoever knows who left which question open could find what a colleague answered.",
        ).to_owned());
        if let Some(statement) = sheet.assessment.standing.statement() {
            let (word, phase) = (sheet.word, statement.phase);
            step.say(sheet.language.choose(
                format!("Daarom staat er alleen {word} {phase}, niet de getallen waaruit die volgt. Reken het na met de eigen antwoorden van het team, als het team die op tafel legt."),
                format!("So only {word} {phase} is told, not the figures from which it follows. Recount it with the team's own answers, if the team puts them on the table."),
            ));
        }
        return step;
    }
    let thresholds = &sheet.assessment.thresholds;
    let (few, detail) = (thresholds.people_for(sheet.threshold()), thresholds.detail);
    let (word, limit) = (sheet.word, sheet.limit());
    match sheet.assessment.standing.statement() {
        None => {
            step.say(sheet.language.choose(
                format!("Er is geen uitspraak: {}.", sheet.reasons()),
                format!("Nothing is stated: {}.", sheet.reasons()),
            ));
            if sheet.assessment.standing.is_beside_earlier() {
                return step;
            }
        }
        Some(statement) => {
            let phase = statement.phase;
            step.say(sheet.language.choose(
                format!("Geteld is de hoogste {word} waar meer dan {limit} van de aandelen van de {people} personen ligt: {word} {phase}. Reken het na met de eigen antwoorden van het team, als het team die op tafel legt."),
                format!("What is counted is the highest {word} that more than {limit} of the shares of the {people} persons reach: {word} {phase}. Recount it with the team's own answers, if the team puts them on the table."),
            ));
        }
    }
    step.say(sheet.language.choose(
        format!("Een {word} is te zien vanaf {few} collega's die meetellen, aantallen en kansen vanaf {detail}: met minder is uit te rekenen wat iemand antwoordde."),
        format!("A {word} is shown from {few} colleagues who count on, counts and probabilities from {detail}: with fewer one can work out what somebody answered."),
    ));
    step
}
