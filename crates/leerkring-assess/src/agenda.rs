//! What a team could talk about: the indicators on which its members see the school most differently.

mod team;

pub use self::team::of_team;

use std::collections::BTreeMap;

use leerkring_model::{IndicatorId, Model, ModelId, Text};

use crate::privacy::{FEWEST_FOR_DETAIL, Thresholds};

/// How far the members of one team are apart on one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The people over whom the deviation is taken.
    pub people: u32,
    /// The mean absolute deviation from the median, in phases: AD_Md (Burke, Finkelstein & Dusig 1999), from 0.
    pub deviation: f64,
    /// Whether the team sees two different schools here ([`Judgements::is_split`](crate::Judgements::is_split)).
    pub is_split: bool,
}

/// One point of a team's agenda.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TalkingPoint {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The people over whom the deviation is taken.
    pub people: u32,
    /// How far they are from their median, on average, in phases.
    pub deviation: f64,
    /// Whether the team sees two different schools here.
    pub is_split: bool,
    /// An open question that starts the conversation; empty if the model has none.
    pub question: Text,
}

/// No agenda can be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AgendaError {
    /// An indicator of another model or version.
    #[error(
        "`{indicator}` is not an indicator of the model `{model}`; make the agenda with the model that was answered"
    )]
    OtherIndicator {
        /// The indicator.
        indicator: IndicatorId,
        /// The model.
        model: ModelId,
    },
    /// An indicator has two figures, as where two teams are put together.
    #[error("`{0}` has two figures; an agenda is that of one team")]
    Twice(
        /// The indicator.
        IndicatorId,
    ),
    /// A deviation that is none.
    #[error("the deviation on `{indicator}` is {found}; it must be 0 phases or more")]
    Deviation {
        /// The indicator.
        indicator: IndicatorId,
        /// What was given.
        found: f64,
    },
}

/// The agenda of **one** team: the indicators on which its members are not of one mind, the furthest apart first, in the
/// model's order where they are equally far apart.
///
/// Left out are indicators of fewer than [`Thresholds::detail`] people (never fewer than
/// [`FEWEST_FOR_DETAIL`]), and those on which all agree. Who said what is not in it, and cannot be: it is made from figures
/// over all.
///
/// It is for the team itself. A team that is far apart is not doing badly: it has something to talk about. So agendas of
/// schools are never to be set side by side, and nothing here takes more than one.
///
/// ```
/// use leerkring_assess::{agenda::{Disagreement, agenda}, privacy::Thresholds};
/// use leerkring_model::builtin;
///
/// let model = builtin::samen_leren();
/// let of = |indicator: &leerkring_model::Indicator, deviation| {
///     Disagreement { indicator: indicator.id().clone(), people: 12, deviation, is_split: false }
/// };
/// // Twelve people: on the first indicator half a phase from their median on average, then all alike, then one phase.
/// let team: Vec<_> = model.indicators().zip([0.5, 0.0, 1.0]).map(|(indicator, ad)| of(indicator, ad)).collect();
/// let points = agenda(&model, &team, &Thresholds::default())?;
/// let keys: Vec<&str> = points.iter().map(|point| point.indicator.key()).collect();
/// assert_eq!(keys, ["d1", "k1"]);
/// assert!(points[0].question.get("nl").is_some_and(|question| question.ends_with('?')));
/// # Ok::<(), leerkring_assess::agenda::AgendaError>(())
/// ```
///
/// # Errors
/// [`AgendaError`] if an indicator is not the model's or comes twice, or a deviation is negative or no number.
pub fn agenda(
    model: &Model,
    team: &[Disagreement],
    thresholds: &Thresholds,
) -> Result<Vec<TalkingPoint>, AgendaError> {
    let needed = thresholds.detail.max(FEWEST_FOR_DETAIL);
    let mut points: BTreeMap<usize, TalkingPoint> = BTreeMap::new();
    for figure in team {
        let indicator = &figure.indicator;
        let Some((place, question)) = model.indicator_index(indicator).zip(model.question(indicator)) else {
            let (indicator, model) = (indicator.clone(), model.id().clone());
            return Err(AgendaError::OtherIndicator { indicator, model });
        };
        if !(figure.deviation.is_finite() && figure.deviation >= 0.0) {
            return Err(AgendaError::Deviation { indicator: indicator.clone(), found: figure.deviation });
        }
        let point = TalkingPoint {
            indicator: indicator.clone(),
            people: figure.people,
            deviation: figure.deviation,
            is_split: figure.is_split,
            question: question.clone(),
        };
        if points.insert(place, point).is_some() {
            return Err(AgendaError::Twice(indicator.clone()));
        }
    }
    let mut points: Vec<TalkingPoint> = points.into_values().collect();
    points.retain(|point| point.people >= needed && point.deviation > 0.0);
    // Stable, so that equals stay in the model's order.
    points.sort_by(|a, b| b.deviation.total_cmp(&a.deviation));
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::builtin;
    use proptest::prelude::*;

    /// Figures on the first indicators of `samen-leren`: people and deviation.
    fn team(figures: &[(u32, f64)]) -> Vec<Disagreement> {
        let model = builtin::samen_leren();
        let figure = |(indicator, &(people, deviation)): (&leerkring_model::Indicator, &(u32, f64))| {
            Disagreement { indicator: indicator.id().clone(), people, deviation, is_split: deviation > 1.0 }
        };
        model.indicators().zip(figures).map(figure).collect()
    }

    fn keys(team: &[Disagreement], thresholds: &Thresholds) -> Vec<String> {
        let points = agenda(&builtin::samen_leren(), team, thresholds).unwrap();
        points.iter().map(|point| point.indicator.key().to_owned()).collect()
    }

    #[test]
    fn furthest_apart_first_and_equals_in_the_order_of_the_model() {
        let team = team(&[(10, 0.5), (10, 1.25), (10, 0.5), (10, 0.75)]);
        assert_eq!(keys(&team, &Thresholds::default()), ["k2", "d2", "k1", "d1"]);
    }

    #[test]
    fn seven_people_and_one_mind_are_left_out() {
        let team = team(&[(7, 1.25), (8, 0.5), (20, 0.0)]);
        assert_eq!(keys(&team, &Thresholds::default()), ["k2"]);
        // The threshold can be raised, not lowered.
        let with = |detail| keys(&team, &Thresholds { detail, ..Thresholds::default() });
        assert_eq!(with(2), ["k2"]);
        assert_eq!(with(9), [""; 0]);
    }

    #[test]
    fn two_teams_strangers_and_no_numbers_are_refused() {
        let refused = |model: &Model, team: &[Disagreement]| {
            agenda(model, team, &Thresholds::default()).unwrap_err().to_string()
        };
        let model = builtin::samen_leren();
        let twice = [team(&[(9, 0.5)]), team(&[(12, 0.25)])].concat();
        assert_eq!(
            refused(&model, &twice),
            "`samen-leren@1:k1` has two figures; an agenda is that of one team"
        );
        assert_eq!(
            refused(&builtin::kernthemas(), &team(&[(9, 0.5)])),
            "`samen-leren@1:k1` is not an indicator of the model `kernthemas@1`; make the agenda with the model that was answered"
        );
        for bad in [-0.1, f64::NAN, f64::INFINITY] {
            assert!(refused(&model, &team(&[(9, bad)])).contains("it must be 0 phases or more"));
        }
    }

    proptest! {
        /// The order in which figures come in shows nowhere, and nothing below the threshold is told.
        #[test]
        fn order_does_not_matter(mut figures in proptest::collection::vec((5_u32..12, 0_u8..5), 12), turn in 0_usize..12) {
            let figures: Vec<(u32, f64)> = figures.drain(..).map(|(n, ad)| (n, f64::from(ad) / 4.0)).collect();
            let mut team = team(&figures);
            let before = keys(&team, &Thresholds::default());
            team.rotate_left(turn);
            prop_assert_eq!(&before, &keys(&team, &Thresholds::default()));
            prop_assert_eq!(before.len(), figures.iter().filter(|(n, ad)| *n >= 8 && *ad > 0.0).count());
        }
    }
}
