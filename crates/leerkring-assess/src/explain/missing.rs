//! How many took part, and what the colleagues who did not could change.

use leerkring_model::{Language, Phase};

use super::counting::reach;
use super::sheet::{Sheet, Step};
use super::withheld::core;
use crate::assessment::{Picture, Response};
use crate::privacy::{Shown, Why};
use crate::wording::more_than_team;

/// Why it is not known which share of the team counts.
pub(super) fn no_rate(response: &Response, language: Language) -> String {
    match response.team {
        Shown::Withheld(Why::MoreThanTeam { team, answered }) => more_than_team(team, answered, language),
        _ => language
            .choose(
                "Hoe groot het team is, is niet bekend (kolom `team` van het register).",
                "How large the team is is not known (column `team` of the register).",
            )
            .to_owned(),
    }
}

pub(super) fn response(sheet: &Sheet<'_>) -> Step {
    let mut step =
        sheet.step("Wie meedeed", "Who took part", "6", "crates/leerkring-assess/src/assessment.rs");
    let response = &sheet.assessment.response;
    let Some((team, rate)) = response.team.value().zip(response.rate.value()) else {
        step.say(no_rate(response, sheet.language));
        return step;
    };
    step.say(format!("n / N = {} / {team} = {}", sheet.people(), sheet.fixed(*rate, 4)));
    step.figure("rate", *rate);
    // What the response is worth is about what is stated.
    if sheet.assessment.standing.statement().is_none() {
        return step;
    }
    let picture = match response.picture.value() {
        Some(Picture::Partial) => sheet.language.choose("een deel van het beeld", "a partial picture"),
        Some(Picture::Indicative) => sheet.language.choose("een voorlopig beeld", "an indication"),
        Some(Picture::Normal) | None => sheet.language.choose("een gewoon beeld", "a normal picture"),
    };
    let [half, most] = [0.5, 0.7].map(|limit| sheet.plain(limit));
    step.say(sheet.language.choose(
        format!("Vanaf {half} een voorlopig beeld, vanaf {most} een gewoon beeld: {picture}."),
        format!("From {half} on an indication, from {most} on a normal picture: {picture}."),
    ));
    step
}

/// The shares at a phase or higher, added up over persons.
type Reach<'s> = Box<dyn Fn(Phase) -> f64 + 's>;

/// What can be counted of those who are reckoned with: how many they are, and their shares at a phase or higher, added up.
pub(super) fn counted<'s>(sheet: &'s Sheet<'_>) -> Option<(f64, Reach<'s>)> {
    if let Some(shown) = sheet.assessment.distribution.value() {
        return Some((sheet.people(), Box::new(|phase| reach(sheet, shown, phase))));
    }
    let (people, of_all) = core(sheet)?;
    Some((people, Box::new(move |phase| if phase <= of_all { people } else { 0.0 })))
}

pub(super) fn bounds(sheet: &Sheet<'_>) -> Option<Step> {
    let missing = sheet.assessment.missing.value()?;
    let (people, reach) = counted(sheet)?;
    let mut step = sheet.step(
        "Wat ontbrekende collega's konden veranderen",
        "What missing colleagues could change",
        "6",
        "crates/leerkring-assess/src/nonresponse.rs",
    );
    let (word, others) = (sheet.word, f64::from(missing.people));
    let team = people + others;
    step.say(sheet.language.choose(
        format!("Van {team} ontbreken er {others}. Zetten zij alles het laagst, dan verandert alleen de noemer; zetten zij alles het hoogst, dan komen ze er overal bij."),
        format!("Of {team}, {others} are missing. Had they all placed everything lowest, only the denominator changes; had they placed it highest, they are added everywhere."),
    ));
    for phase in sheet.phases_above() {
        let sum = reach(phase);
        let [low, high] = [sum / team, (sum + others) / team];
        let [first, last, some] = [sheet.fixed(low, 4), sheet.fixed(high, 4), sheet.plain(sum)];
        step.say(sheet.language.choose(
            format!(
                "{word} {phase} of hoger: {some} / {team} = {first} tot ({some} + {others}) / {team} = {last}"
            ),
            format!(
                "{word} {phase} or higher: {some} / {team} = {first} to ({some} + {others}) / {team} = {last}"
            ),
        ));
        step.figure(format!("low S_{phase}"), low);
        step.figure(format!("high S_{phase}"), high);
    }
    let (low, high) = (missing.low, missing.high);
    step.say(sheet.language.choose(
        format!("Meer dan {}: laag = {low}, hoog = {high}", sheet.limit()),
        format!("More than {}: low = {low}, high = {high}", sheet.limit()),
    ));
    step.figure("low", f64::from(low.number()));
    step.figure("high", f64::from(high.number()));
    Some(step)
}
