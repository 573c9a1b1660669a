//! How far people of one school are apart, and so what change their number could show.

use leerkring_model::{Aspect, Model, Rule};

use super::FEWEST_TO_POOL;
use super::change::{Both, Side};
use crate::growth::{RELIABLE, smallest_detectable};
use crate::judgements::Judgements;
use crate::posterior::ScorePosterior;
use crate::privacy::{Thresholds, may_aggregate};

/// The smallest change that could be told from the chance of who answered.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Smallest {
    /// In phases; 95 %, two-sided.
    pub phases: f64,
    /// What it rests on.
    pub from: SpreadFrom,
}

/// Whose spread of people the smallest detectable change rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum SpreadFrom {
    /// That of all schools of the network together: the better known.
    Network,
    /// That of this school alone, by the widths of its two posteriors: a few people hardly know their own spread.
    Own,
}

impl Smallest {
    /// With the network's spread; `None` without people at a moment.
    pub(super) fn of_network(sigma: f64, people: (u32, u32)) -> Option<Smallest> {
        let phases = smallest_detectable(people.0, people.1, sigma)?;
        Some(Smallest { phases, from: SpreadFrom::Network })
    }

    /// With the standard deviations of the posteriors of both moments.
    pub(super) fn own(moments: [&Judgements; 2], rule: &Rule) -> Smallest {
        let variance = |judgements: &Judgements| {
            let (_, deviation, _) = ScorePosterior::new(judgements, rule).moments();
            deviation * deviation
        };
        let error = moments.map(variance).iter().sum::<f64>().sqrt();
        Smallest { phases: RELIABLE * error, from: SpreadFrom::Own }
    }

    /// A change in standard errors.
    pub(super) fn index(&self, change: f64) -> f64 {
        RELIABLE * change / self.phases
    }

    /// The standard error of a change.
    pub(super) fn error(&self) -> f64 {
        self.phases / RELIABLE
    }
}

/// The spread of people within schools on each aspect of the model: the root of all squared distances from the
/// own team's mean over the people less one for each team, both moments together. `None` with fewer schools than
/// [`FEWEST_TO_POOL`] at both moments, where one school has most of the people, or where nobody differs.
///
/// Of schools that show a score at both moments: with a hidden team among them, its squares would follow by subtraction
/// from those of the others, and with them whether anybody in it differs.
pub(super) fn of_network(model: &Model, both: &[Both<'_>], thresholds: &Thresholds) -> Vec<Option<f64>> {
    let of_aspect = |aspect: &Aspect| {
        let shown = |side: &Side<'_>| side.score().value().is_some();
        let sides = || both.iter().filter(|both| both.aspect.id() == aspect.id());
        let schools: Vec<&Both<'_>> = sides().filter(|b| shown(&b.first) && shown(&b.second)).collect();
        let people: Vec<u32> =
            schools.iter().map(|b| b.first.people().saturating_add(b.second.people())).collect();
        if schools.len() < FEWEST_TO_POOL || !may_aggregate(&people, thresholds) {
            return None;
        }
        pooled(schools.iter().flat_map(|both| [&both.first.judgements, &both.second.judgements]))
    };
    model.aspects().iter().map(of_aspect).collect()
}

/// The pooled standard deviation within teams.
pub(super) fn pooled<'a>(teams: impl Iterator<Item = &'a Judgements>) -> Option<f64> {
    let (mut squares, mut free) = (0.0, 0.0);
    for team in teams {
        let Some(mean) = team.mean() else { continue };
        let groups = team.groups().iter();
        squares += groups.map(|g| g.people as f64 * (g.mean - mean) * (g.mean - mean)).sum::<f64>();
        free += team.people() as f64 - 1.0;
    }
    let sigma = (squares / free).sqrt();
    (sigma > 0.0 && sigma.is_finite()).then_some(sigma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::reliable_change;

    #[test]
    fn pooled_by_hand() {
        // 2 at phase 1 and 2 at phase 3: squares 4; 3 at 2 and 1 at 4: mean 2.5, squares 0.75 + 2.25 = 3.
        let teams = [[2, 0, 2, 0, 0], [0, 3, 0, 1, 0]].map(|c| Judgements::from_counts(&c).unwrap());
        assert!((pooled(teams.iter()).unwrap() - (7.0_f64 / 6.0).sqrt()).abs() < 1e-12);
        assert_eq!(pooled(std::iter::empty()), None);
    }

    #[test]
    fn the_index_of_the_smallest_change_is_the_limit() {
        let smallest = Smallest::of_network(0.85, (8, 8)).unwrap();
        assert!((smallest.phases - 0.833).abs() < 5e-4);
        assert!((smallest.index(smallest.phases) - RELIABLE).abs() < 1e-12);
        let index = reliable_change(0.6, 8, 8, 0.85).unwrap();
        assert!((smallest.index(0.6) - index).abs() < 1e-12);
    }
}
