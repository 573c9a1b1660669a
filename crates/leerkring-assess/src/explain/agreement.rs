//! How far the team agrees: median, distance from it, the share within one phase, and whether the team is split.

use leerkring_model::Phase;

use super::counting::judgements;
use super::sheet::{Sheet, Step};
use crate::assessment::{Band, Distribution};
use crate::privacy::{Shown, Why};

pub(super) fn closeness(sheet: &Sheet<'_>, shown: &Distribution) -> Step {
    let mut step =
        sheet.step("Hoe eensgezind", "How far people agree", "10", "crates/leerkring-assess/src/case.rs");
    let all = judgements(sheet);
    let (word, median) = (sheet.word, shown.median_low);
    let half = sheet.plain((all / 2.0).ceil());
    step.say(sheet.language.choose(
        format!("Van laag naar hoog ligt oordeel {half} van {all} op {word} {median}: mediaan = {median}"),
        format!("From low to high, judgement {half} of {all} is at {word} {median}: median = {median}"),
    ));
    step.figure("median", f64::from(median.number()));
    let closeness = match &sheet.assessment.closeness {
        Shown::Value(closeness) => closeness,
        Shown::Withheld(why) => {
            step.say(match why {
                Why::LeftOpen => sheet.language.choose(
                    "Iemand liet een van de indicatoren open; uit de afstand per indicator zou te vinden zijn wat die collega bij de andere antwoordde.",
                    "Somebody left one of the indicators open; the distance by indicator would show what that colleague answered to the others.",
                ),
                _ => sheet.language.choose(
                    "Bij een van de indicatoren zeggen misschien bijna allen hetzelfde; welke mag niet te zien zijn, dus de afstand ook niet.",
                    "On one of the indicators perhaps nearly all say the same; which one must not show, and so the distance does not either.",
                ),
            }.to_owned());
            return step;
        }
    };
    let apart = || {
        Phase::scale(sheet.model.levels())
            .zip(&shown.counts)
            .map(|(phase, count)| (phase.index().abs_diff(median.index()), f64::from(*count)))
    };
    let sum: f64 = apart().map(|(distance, count)| distance as f64 * count).sum();
    let terms: Vec<String> = apart().map(|(distance, count)| format!("{count} x {distance}")).collect();
    let terms = format!("({}) / {all} = {}", terms.join(" + "), sheet.fixed(sum / all, 4));
    if sheet.assessment.indicator_count == 1 {
        step.say(format!("AD = {terms}"));
    } else {
        let ad = sheet.fixed(closeness.ad, 4);
        step.say(sheet.language.choose(
            format!("AD = {ad}: de gemiddelde afstand tot de mediaan per indicator, gemiddeld over de indicatoren."),
            format!("AD = {ad}: the mean distance from the median of each indicator, averaged over the indicators."),
        ));
        step.say(sheet.language.choose(
            "Tellingen per indicator staan er niet: met elke telling meer is er meer af te leiden over één collega.",
            "Counts per indicator are not shown: with each count more, more can be concluded about one colleague.",
        ).to_owned());
        step.say(sheet.language.choose(
            format!(
                "Na te gaan: de afstand van alle oordelen tot één mediaan kan niet kleiner zijn: {terms}"
            ),
            format!(
                "What can be checked: the distance of all judgements from one median cannot be less: {terms}"
            ),
        ));
        step.figure("AD_all", sum / all);
    }
    step.figure("AD", closeness.ad);
    let scale = f64::from(sheet.model.levels());
    let [tenth, sixth] = [scale / 10.0, scale / 6.0].map(|limit| sheet.fixed(limit, 2));
    let band = match closeness.band {
        Band::One => sheet.language.choose("één beeld", "one picture"),
        Band::Rough => sheet.language.choose("ongeveer hetzelfde beeld", "roughly the same picture"),
        Band::Different => sheet.language.choose("verschillende beelden", "different pictures"),
    };
    step.say(sheet.language.choose(
        format!("Tot {tenth} heet dat één beeld, tot {sixth} ongeveer hetzelfde beeld: {band}."),
        format!("Up to {tenth} that is one picture, up to {sixth} roughly the same picture: {band}."),
    ));
    let share = sheet.fixed(closeness.within_one, 4);
    if sheet.assessment.indicator_count == 1 {
        let near: f64 = apart().filter(|(distance, _)| *distance <= 1).map(|(_, count)| count).sum();
        step.say(sheet.language.choose(
            format!("Hooguit één {word} van de mediaan: W = {near} / {all} = {share}"),
            format!("At most one {word} from the median: W = {near} / {all} = {share}"),
        ));
    } else {
        step.say(sheet.language.choose(
            format!("Hooguit één {word} van de mediaan van hun eigen indicator: W = {share} van de oordelen"),
            format!(
                "At most one {word} from the median of their own indicator: W = {share} of the judgements"
            ),
        ));
    }
    step.figure("W", closeness.within_one);
    step
}

pub(super) fn split(sheet: &Sheet<'_>, shown: &Distribution) -> Option<Step> {
    let is_split = *sheet.assessment.split.value()?;
    let mut step = sheet.step(
        "Twee scholen in één team?",
        "Two schools in one team?",
        "5",
        "crates/leerkring-assess/src/judgements.rs",
    );
    let (word, people) = (sheet.word, sheet.people());
    let third = sheet.plain(people / 3.0);
    step.say(sheet.language.choose(
        format!("Verdeeld is een team waarvan minstens een derde ({third} personen) het meeste op een {word} of lager ziet, en minstens een derde twee of meer hoger."),
        format!("A team is split if at least a third ({third} persons) place most at some {word} or lower, and at least a third two above it or higher."),
    ));
    let scale: Vec<Phase> = Phase::scale(sheet.model.levels()).collect();
    let with_one = sheet.assessment.indicator_count == 1;
    for three in scale.windows(3).filter(|_| with_one) {
        let [low, _, far] = three else { continue };
        let below: u32 = shown.counts.iter().take(low.index() + 1).sum();
        let above: u32 = shown.counts.iter().skip(far.index()).sum();
        step.say(sheet.language.choose(
            format!("{word} {low} of lager: {below} personen; {word} {far} of hoger: {above} personen."),
            format!("{word} {low} or lower: {below} persons; {word} {far} or higher: {above} persons."),
        ));
    }
    if !with_one {
        step.say(sheet.language.choose(
            "Dit gaat over personen met al hun antwoorden samen; hoe die eruitzien kan iemand aanwijzen en staat er niet. Na te rekenen met `Judgements::is_split`.",
            "This is about persons with all their answers together; how those look can point at somebody and is not shown. To be recomputed with `Judgements::is_split`.",
        ).to_owned());
    }
    step.say(match is_split {
        true => sheet.language.choose("Het team is verdeeld.", "The team is split.").to_owned(),
        false => sheet.language.choose("Het team is niet verdeeld.", "The team is not split.").to_owned(),
    });
    Some(step)
}
