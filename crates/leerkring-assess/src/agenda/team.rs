//! The agenda of a team from its answers.

use leerkring_model::{Model, Responses, SchoolId};

use super::{Disagreement, TalkingPoint, agenda};
use crate::agreement::ad::ad_median;
use crate::case::Case;
use crate::engine::{AssessError, Options, TeamFacts, assess_each};
use crate::judgements::Judgements;
use crate::privacy::{Shown, Why};

/// The agenda of one team on one model, from the answers: the indicators of those aspects of which the indicators may be
/// shown ([`Assessment::indicators`](crate::Assessment::indicators)), the furthest apart first. Everybody who counts for the aspect counts
/// for each of its indicators.
///
/// Withheld if that is none of the aspects, for the reason of the first.
///
/// # Errors
/// As [`assess`](crate::assess).
pub fn of_team(
    model: &Model,
    responses: &Responses,
    school: &SchoolId,
    options: &Options,
) -> Result<Shown<Vec<TalkingPoint>>, AssessError> {
    // Options and answers are checked as everywhere, before anything is looked at.
    assess_each(model, &Responses::new(model), &[], options, |_, _| {})?;
    if responses.model() != model.id() {
        return Err(AssessError::OtherModel {
            expected: model.id().clone(),
            found: responses.model().clone(),
        });
    }
    let teams = responses.teams();
    let Some(team) = teams.iter().find(|team| team.school() == school) else {
        return Ok(Shown::Withheld(Why::NoAnswers));
    };
    let unknown = TeamFacts::default();
    let facts = options.teams.get(school).unwrap_or(&unknown);
    let (mut figures, mut why) = (Vec::new(), None);
    for aspect in model.aspects() {
        let case = Case::new(model.levels(), aspect, Some(&team), facts, options);
        let whole = case.assessment(school, None);
        let own = match whole.indicators {
            Shown::Value(own) => own,
            Shown::Withheld(reason) => {
                why = why.or(Some(reason));
                continue;
            }
        };
        for indicator in own {
            let place = aspect.indicators().iter().position(|own| *own.id() == indicator.indicator);
            let Some(counts) = place.and_then(|place| case.of_indicator(place)) else { continue };
            let Some(deviation) = ad_median(std::slice::from_ref(&counts)) else { continue };
            let is_split =
                Judgements::from_counts(counts.per_level()).is_ok_and(|judgements| judgements.is_split());
            figures.push(Disagreement {
                indicator: indicator.indicator,
                people: u32::try_from(counts.people()).unwrap_or(u32::MAX),
                deviation,
                is_split,
            });
        }
    }
    Ok(match why {
        Some(why) if figures.is_empty() => Shown::Withheld(why),
        // The model's own indicators, each once.
        _ => Shown::Value(agenda(model, &figures, &options.thresholds).unwrap_or_default()),
    })
}
