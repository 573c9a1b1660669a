//! What exchanges between two moments go together with.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{AspectId, Model, SchoolId};

use super::{Change, Changes};
use crate::exchange::{
    AspectChange, ChangeEffect, ExchangeError, FEWEST_SCHOOLS, Permutations, School, TripleDifference,
    change_effect, probably_higher, triple_difference,
};
use crate::privacy::{Thresholds, may_aggregate};

/// A school that had an exchange on an aspect between the moments: it visited, or was visited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exchange {
    /// The school.
    pub school: SchoolId,
    /// The aspect it was about. `None` for a school without an exchange of which the stratum is told.
    pub aspect: Option<AspectId>,
    /// Schools are compared within their stratum: a region, a kind of school. `None` is one too.
    pub stratum: Option<String>,
    /// Schools with the same pair visited each other, and count as one.
    pub pair: Option<String>,
}

/// What exchanges go together with. Associations: schools that visit differ from those that do not, and hosts took part too.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExchangeEffects {
    /// Schools with an exchange on an aspect beside the others, an entry for each aspect with an exchange.
    pub by_aspect: Vec<AspectEffect>,
    /// The aspect of the exchange beside the other aspects of the same school, all aspects together.
    pub within: Result<TripleDifference, TooFewUnits>,
    /// Exchanges of schools that do not show their growth on that aspect, and so do not count.
    pub left_out: Vec<(SchoolId, AspectId)>,
}

/// The schools with an exchange on an aspect beside the others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AspectEffect {
    /// The aspect.
    pub aspect: AspectId,
    /// The effect on the change, in phases.
    pub effect: Result<ChangeEffect, TooFewUnits>,
    /// How many schools with an exchange probably rose, and of how many ([`probably_higher`]): each school by itself, also those that
    /// are one with others in the effect. Where there is an effect.
    pub probably_higher: Option<(usize, usize)>,
}

impl AspectEffect {
    /// The share of the schools with an exchange that probably rose; where there is an effect.
    pub fn share_probably_higher(&self) -> Option<f64> {
        self.probably_higher.map(|(rose, schools)| rose as f64 / schools as f64)
    }
}

/// Why there is no effect to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TooFewUnits {
    /// Too few on a side.
    #[error("{treated} schools or pairs with an exchange and {others} without; {needed} of each are needed")]
    Sides {
        /// With an exchange.
        treated: usize,
        /// Without.
        others: usize,
        /// Needed on each side.
        needed: usize,
    },
    /// Too few with an exchange, or one with most of the people.
    #[error(
        "{found} schools or pairs with an exchange; {needed} are needed, none with more than half of the people"
    )]
    Schools {
        /// With an exchange.
        found: usize,
        /// Needed.
        needed: usize,
    },
    /// It cannot be computed.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
}

/// What exchanges go together with, two ways.
///
/// **By aspect**: the change of schools that had an exchange on it beside that of schools that had none on it
/// ([`change_effect`]): at least [`FEWEST_SCHOOLS`] on each side, or as many as a figure over schools needs if that is more. **Within schools**: the change on the aspect of the exchange
/// beside that on the school's other aspects ([`triple_difference`]): at least as many schools as a figure over schools needs, and no
/// school without exchange.
///
/// Only schools that show their growth count. Schools of one pair are one: their means are averaged, and so are aspects. Exchanges
/// of schools that are not in `changes` are among those left out; entries given twice count once.
pub fn exchange_effects(
    model: &Model,
    changes: &Changes,
    exchanges: &[Exchange],
    thresholds: &Thresholds,
    permutations: &Permutations,
) -> ExchangeEffects {
    let strata = strata(exchanges);
    let of = |school: &SchoolId, aspect: &AspectId| {
        changes.schools.iter().find(|c| c.school == *school && c.aspect == *aspect)
    };
    let mut sorted: Vec<&Exchange> = exchanges.iter().collect();
    sorted.sort();
    let left_out: BTreeSet<(SchoolId, AspectId)> = sorted
        .iter()
        .filter_map(|exchange| Some((&exchange.school, exchange.aspect.as_ref()?)))
        .filter(|(school, aspect)| of(school, aspect).and_then(Change::both_scores).is_none())
        .map(|(school, aspect)| (school.clone(), aspect.clone()))
        .collect();
    let by_aspect = model.aspects().iter().map(leerkring_model::Aspect::id);
    let by_aspect = by_aspect.filter(|aspect| sorted.iter().any(|e| e.aspect.as_ref() == Some(*aspect)));
    ExchangeEffects {
        by_aspect: by_aspect
            .map(|aspect| of_aspect(aspect, changes, &sorted, &strata, thresholds, permutations))
            .collect(),
        within: within(changes, &sorted, thresholds, permutations),
        left_out: left_out.into_iter().collect(),
    }
}

/// A number for the stratum of each school that has one; the first in the alphabet where it is told two.
fn strata(exchanges: &[Exchange]) -> BTreeMap<&SchoolId, u32> {
    let names: BTreeSet<&str> = exchanges.iter().filter_map(|exchange| exchange.stratum.as_deref()).collect();
    let number = |name: &str| u32::try_from(names.iter().position(|known| *known == name)? + 1).ok();
    let mut strata = BTreeMap::new();
    for exchange in exchanges {
        if let Some(number) = exchange.stratum.as_deref().and_then(number) {
            let own = strata.entry(&exchange.school).or_insert(number);
            *own = number.min(*own);
        }
    }
    strata
}

/// A pair by its name, or a school by itself.
type Unit<'a> = (bool, &'a str);
/// A school of a unit, with its scores before and after.
type Member<'a> = (&'a Change, (f64, f64));

fn of_aspect(
    aspect: &AspectId,
    changes: &Changes,
    exchanges: &[&Exchange],
    strata: &BTreeMap<&SchoolId, u32>,
    thresholds: &Thresholds,
    permutations: &Permutations,
) -> AspectEffect {
    // Members of a unit: a pair, or a school by itself.
    let mut units: BTreeMap<Unit<'_>, Vec<Member<'_>>> = BTreeMap::new();
    for change in changes.schools.iter().filter(|change| change.aspect == *aspect) {
        let Some(scores) = change.both_scores() else { continue };
        let own = exchanges.iter().find(|e| e.school == change.school && e.aspect.as_ref() == Some(aspect));
        let unit = match own {
            Some(Exchange { pair: Some(pair), .. }) => (true, pair.as_str()),
            _ => (false, change.school.as_str()),
        };
        units.entry(unit).or_default().push((change, scores));
    }
    let treated = |change: &Change| {
        exchanges.iter().any(|e| e.school == change.school && e.aspect.as_ref() == Some(aspect))
    };
    let schools: Vec<School> = units
        .values()
        .map(|members| School {
            treated: members.iter().any(|(change, _)| treated(change)),
            before: mean(members.iter().map(|(_, (before, _))| *before)),
            after: mean(members.iter().map(|(_, (_, after))| *after)),
            stratum: members
                .iter()
                .filter_map(|(change, _)| strata.get(&change.school))
                .min()
                .copied()
                .unwrap_or(0),
        })
        .collect();
    let (with, others) = (
        schools.iter().filter(|school| school.treated).count(),
        schools.iter().filter(|school| !school.treated).count(),
    );
    let needed = FEWEST_SCHOOLS.max(thresholds.schools as usize);
    if with < needed || others < needed {
        let few = TooFewUnits::Sides { treated: with, others, needed };
        return AspectEffect { aspect: aspect.clone(), effect: Err(few), probably_higher: None };
    }
    let effect = change_effect(&schools, permutations).map_err(TooFewUnits::from);
    let schools = units.values().flatten().filter(|(change, _)| treated(change));
    let p = schools.filter_map(|(change, _)| Some(change.growth.value()?.p_higher));
    let probably_higher = effect.is_ok().then(|| probably_higher(p));
    AspectEffect { aspect: aspect.clone(), effect, probably_higher }
}

/// The schools with an exchange, each with the name of its pair. A school of two pairs joins them, and whoever they join in
/// their turn: schools that depend on each other are one. The first name in the alphabet stands for all.
fn joined<'a>(exchanges: &[&'a Exchange]) -> BTreeMap<&'a SchoolId, Option<&'a str>> {
    let mut with: BTreeMap<&SchoolId, Option<&str>> = BTreeMap::new();
    let mut stands_for: BTreeMap<&str, &str> = BTreeMap::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.aspect.is_some()) {
        let own = with.entry(&exchange.school).or_default();
        let Some(pair) = exchange.pair.as_deref() else { continue };
        let name = *stands_for.entry(pair).or_insert(pair);
        let other = own.and_then(|pair| stands_for.get(pair).copied()).unwrap_or(name);
        let (first, second) = (name.min(other), name.max(other));
        stands_for.values_mut().filter(|name| **name == second).for_each(|name| *name = first);
        *own = Some(pair);
    }
    with.into_iter()
        .map(|(school, pair)| (school, pair.and_then(|pair| stands_for.get(pair).copied())))
        .collect()
}

fn within(
    changes: &Changes,
    exchanges: &[&Exchange],
    thresholds: &Thresholds,
    permutations: &Permutations,
) -> Result<TripleDifference, TooFewUnits> {
    let with = joined(exchanges);
    let mut units: BTreeMap<Unit<'_>, BTreeMap<&AspectId, Vec<Member<'_>>>> = BTreeMap::new();
    for change in &changes.schools {
        let Some((pair, scores)) = with.get(&change.school).zip(change.both_scores()) else { continue };
        let unit = pair.map_or((false, change.school.as_str()), |pair| (true, pair));
        units.entry(unit).or_default().entry(&change.aspect).or_default().push((change, scores));
    }
    let is_target = |change: &Change| {
        exchanges.iter().any(|e| e.school == change.school && e.aspect.as_ref() == Some(&change.aspect))
    };
    let mut rows = Vec::new();
    let mut people = Vec::new();
    for aspects in units.values() {
        let unit: Vec<AspectChange> = aspects
            .values()
            .map(|members| AspectChange {
                before: mean(members.iter().map(|(_, (before, _))| *before)),
                after: mean(members.iter().map(|(_, (_, after))| *after)),
                target: members.iter().any(|(change, _)| is_target(change)),
            })
            .collect();
        if unit.iter().any(|aspect| aspect.target) && unit.iter().any(|aspect| !aspect.target) {
            let most =
                aspects.values().flatten().map(|(change, _)| change.people.0.saturating_add(change.people.1));
            people.push(most.max().unwrap_or(0));
            rows.push(unit);
        }
    }
    if !may_aggregate(&people, thresholds) {
        return Err(TooFewUnits::Schools { found: rows.len(), needed: thresholds.schools as usize });
    }
    Ok(triple_difference(&rows, permutations)?)
}

impl Change {
    /// The scores, where the growth is shown.
    fn both_scores(&self) -> Option<(f64, f64)> {
        self.growth.value().and(self.scores.value()).copied()
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_share_a_school_are_one() {
        let aspect = Some(leerkring_model::builtin::samen_leren().aspects()[0].id().clone());
        let exchange = |school: &str, pair: &str| Exchange {
            school: SchoolId::new(school).unwrap(),
            aspect: aspect.clone(),
            stratum: None,
            pair: (!pair.is_empty()).then(|| pair.to_owned()),
        };
        // p joins a and b, q joins b and c; r stands apart, and so does e, which is in no pair.
        let all = [("a", "p"), ("b", "p"), ("b", "q"), ("c", "q"), ("d", "r"), ("e", "")];
        let all: Vec<Exchange> = all.iter().map(|(school, pair)| exchange(school, pair)).collect();
        let forth: Vec<&Exchange> = all.iter().collect();
        let back: Vec<&Exchange> = all.iter().rev().collect();
        let names: Vec<Option<&str>> = joined(&forth).into_values().collect();
        assert_eq!(names, [Some("p"), Some("p"), Some("p"), Some("r"), None]);
        assert_eq!(joined(&forth), joined(&back));
    }
}
