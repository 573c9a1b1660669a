//! The figures of a network in sentences, and why one is not given.

use leerkring_model::{Language, Model};

use super::{of, one_decimal, percent, schools};
use crate::agenda::TalkingPoint;
use crate::assessment::{Assessment, Picture};
use crate::network::{Differences, NoFigure};
use crate::privacy::{Shown, Thresholds, Why};

/// Why something is withheld.
pub fn why(why: Why, language: Language) -> String {
    match why {
        Why::TooFew { people, needed } => language.choose(
            format!("te weinig mensen ({people}, nodig {needed})"),
            format!("too few people ({people}, needed {needed})"),
        ),
        Why::Alike => {
            language.choose("bijna allen antwoordden gelijk", "nearly all answered alike").to_owned()
        }
        Why::LeftOpen => language
            .choose(
                "iemand liet een vraag open, en er zou te vinden zijn wat een collega antwoordde",
                "somebody left a question open, and it would show what a colleague answered",
            )
            .to_owned(),
        Why::Subtraction => {
            language.choose("zou door aftrekken te vinden zijn", "could be had by subtraction").to_owned()
        }
        Why::NotKnown => language.choose("niet bekend", "not known").to_owned(),
        Why::MoreThanTeam { team, answered } => language.choose(
            format!("{answered} antwoordden, en het team telt er volgens de opgave {team}"),
            format!("{answered} answered, and the team is said to have {team}"),
        ),
        Why::NoAnswers => {
            language.choose("geen uitspraak of geen antwoorden", "no statement, or no answers").to_owned()
        }
        Why::BesideEarlier => language
            .choose(
                "naast het eerdere verslag zou te zien zijn wat iemand antwoordde; dat verslag blijft gelden tot er meer collega's hebben geantwoord",
                "beside the earlier report it would show what somebody answered; that report stands until more colleagues have answered",
            )
            .to_owned(),
    }
}

/// Why a figure of a network is not given.
pub fn no_figure(reason: NoFigure, language: Language) -> String {
    match reason {
        NoFigure::Schools { found, needed } => {
            let found = schools(found, language);
            language.choose(format!("{found}, nodig {needed}"), format!("{found}, needed {needed}"))
        }
        NoFigure::People { found, needed } => {
            let found = of(found, ["persoon", "personen"], ["person", "people"], language);
            language.choose(format!("{found}, nodig {needed}"), format!("{found}, needed {needed}"))
        }
        NoFigure::OneSchool => language
            .choose("de meeste mensen zijn van één school", "most people are of one school")
            .to_owned(),
        NoFigure::OneIndicator => {
            language.choose("het aspect heeft één indicator", "the aspect has one indicator").to_owned()
        }
        NoFigure::OneAspect => {
            language.choose("het model heeft één aspect", "the model has one aspect").to_owned()
        }
        NoFigure::TooMany => language
            .choose(
                "te veel mogelijkheden om elke te tellen; wat ernaast staat, is dan even goed",
                "too many possibilities to count each; what stands beside it is as good then",
            )
            .to_owned(),
        NoFigure::NoSpread => language
            .choose("uit deze antwoorden niet te schatten", "cannot be estimated from these answers")
            .to_owned(),
        NoFigure::Roles => language
            .choose(
                "te weinig leidinggevenden of anderen, of te herkennen",
                "too few leaders or others, or they could be recognised",
            )
            .to_owned(),
        NoFigure::Hidden(hidden) => why(hidden, language),
    }
}

/// How much schools differ, in a sentence; that no difference can be detected is said as that. No number of colleagues is said below
/// that from which a mean is shown, by the thresholds.
pub fn differences(differences: &Differences, thresholds: &Thresholds, language: Language) -> String {
    if !differences.is_detectable() {
        return language
            .choose(
                "Verschil tussen scholen is niet aan te tonen.",
                "No difference between schools can be detected.",
            )
            .to_owned();
    }
    let share = percent(differences.rho.value);
    let people = differences.people_needed.map_or_else(String::new, |n| {
        let least = thresholds.detail;
        if n <= u64::from(least) {
            return language.choose(
                format!(" Een schoolgemiddelde is te zien vanaf {least} collega's, en is dan ook betrouwbaar (0,70)."),
                format!(" The mean of a school is shown from {least} colleagues on, and is reliable (.70) then."),
            );
        }
        language.choose(
            format!(" Voor een betrouwbaar schoolgemiddelde (0,70) zijn {n} collega's nodig."),
            format!(" A reliable mean of a school (.70) takes {n} colleagues."),
        )
    });
    language.choose(
        format!("{share} % van het verschil in oordelen ligt tussen scholen.{people}"),
        format!("{share} % of the differences in judgement lie between schools.{people}"),
    )
}

/// The agenda of a team, a line for each point, with its question.
pub fn agenda(points: &[TalkingPoint], model: &Model, language: Language) -> Vec<String> {
    let line = |point: &TalkingPoint| {
        let indicator = model.indicators().find(|indicator| *indicator.id() == point.indicator)?;
        let name = indicator.name().best(language.code());
        let apart = one_decimal(point.deviation, language);
        let split = if point.is_split {
            language.choose(
                "; op deze vraag ziet het team twee verschillende scholen",
                "; on this question the team sees two different schools",
            )
        } else {
            ""
        };
        let people = point.people;
        let told = language.choose(
            format!("{name}: gemiddeld {apart} van het midden ({people} collega's{split})."),
            format!("{name}: {apart} from the middle on average ({people} colleagues{split})."),
        );
        let question = point.question.best(language.code());
        Some(if question.is_empty() { told } else { format!("{told} {question}") })
    };
    points.iter().filter_map(line).collect()
}

/// How many schools took part how well, by aspect: how many with each picture, and of how many the size of the team is not known.
pub fn response_picture(assessments: &[Assessment], language: Language) -> String {
    let count = |picture: Option<Picture>| {
        let is = |whole: &&Assessment| {
            whole.standing.tally.respondents > 0 && whole.response.picture.value().copied() == picture
        };
        assessments.iter().filter(is).count()
    };
    let pictures =
        [Some(Picture::Normal), Some(Picture::Indicative), Some(Picture::Partial), None].map(count);
    let [normal, indicative, partial, unknown] = pictures;
    language.choose(
        format!("70 % of meer van het team: {normal}; de helft tot 70 %: {indicative}; minder: {partial}; teamgrootte onbekend: {unknown}"),
        format!("70 % or more of the team: {normal}; half to 70 %: {indicative}; less: {partial}; size of team not known: {unknown}"),
    )
}

/// What may not be shown of how many schools, by reason; empty if nothing is hidden.
pub fn hidden(assessments: &[Assessment], language: Language) -> Vec<String> {
    let count = |is: fn(&Assessment) -> bool| assessments.iter().filter(|whole| is(whole)).count();
    let beside = count(|whole| whole.standing.is_beside_earlier());
    let nothing = count(|whole| {
        whole.standing.statement().is_none()
            && !whole.standing.is_beside_earlier()
            && matches!(whole.distribution, Shown::Withheld(Why::TooFew { people, .. }) if people > 0)
    });
    let phase_only = count(|whole| {
        whole.standing.statement().is_some()
            && matches!(whole.distribution, Shown::Withheld(Why::TooFew { .. }))
    });
    let alike = count(|whole| matches!(whole.distribution, Shown::Withheld(Why::Alike)));
    let left_open = count(|whole| matches!(whole.distribution, Shown::Withheld(Why::LeftOpen)));
    let lines = [
        (
            nothing,
            language.choose(
                "niets dan het aantal, want te weinig mensen",
                "nothing but how many, because of too few people",
            ),
        ),
        (
            phase_only,
            language.choose(
                "alleen de getelde fase, want te weinig mensen voor meer",
                "the counted phase only, because of too few people for more",
            ),
        ),
        (
            alike,
            language.choose(
                "alleen fase en uitspraak, want bijna allen antwoordden gelijk",
                "phase and label only, because nearly all answered alike",
            ),
        ),
        (
            left_open,
            language.choose(
                "alleen de getelde fase, want iemand liet een vraag open en er zou te vinden zijn wat een collega antwoordde",
                "the counted phase only, because somebody left a question open and it would show what a colleague answered",
            ),
        ),
        (
            beside,
            language.choose(
                "niets dan het aantal, want naast het eerdere verslag zou te zien zijn wat iemand antwoordde",
                "nothing but how many, because beside the earlier report it would show what somebody answered",
            ),
        ),
    ];
    lines.into_iter().filter(|(n, _)| *n > 0).map(|(n, told)| format!("{n}: {told}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Bounded;

    fn some(tau: f64) -> Differences {
        let bounded = |value: f64| Bounded { value, low: 0.0, high: 1.0 };
        Differences {
            mu: bounded(3.0),
            sigma: bounded(0.8),
            tau: bounded(tau),
            rho: bounded(tau * tau / (tau * tau + 0.64)),
            people_needed: (tau > 0.0).then_some(if tau < 1.0 { 12 } else { 1 }),
        }
    }

    #[test]
    fn no_difference_is_said_as_that() {
        let differences = |of: &Differences, language| differences(of, &Thresholds::default(), language);
        assert_eq!(differences(&some(0.0), Language::En), "No difference between schools can be detected.");
        assert_eq!(
            differences(&some(0.5), Language::Nl),
            "28 % van het verschil in oordelen ligt tussen scholen. Voor een betrouwbaar schoolgemiddelde (0,70) zijn 12 \
             collega's nodig."
        );
    }

    /// Of one colleague, or of seven, no mean is shown: nobody is told that they would do.
    #[test]
    fn no_number_of_people_is_said_below_that_of_which_a_mean_is_shown() {
        let told = |language| differences(&some(2.0), &Thresholds::default(), language);
        assert!(told(Language::En).ends_with("is shown from 8 colleagues on, and is reliable (.70) then."));
        assert!(
            told(Language::Nl).ends_with("is te zien vanaf 8 collega's, en is dan ook betrouwbaar (0,70).")
        );
        let raised = Thresholds { detail: 15, ..Thresholds::default() };
        // Twelve would do, and of twelve none is shown.
        assert!(
            differences(&some(0.5), &raised, Language::En)
                .ends_with("from 15 colleagues on, and is reliable (.70) then.")
        );
    }
}
