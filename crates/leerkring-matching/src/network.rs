//! A network of schools.

use std::collections::BTreeSet;

use leerkring_model::{AspectId, Model, ModelId, Phase, School, SchoolId, Standing, Subject, Wishes};

use crate::builder::Builder;
use crate::error::{NetworkError, SuggestError};
use crate::hosts::Hosts;
use crate::nearest::{Lane, Rates};
use crate::options::{CostRates, Options, Trait};
use crate::own::Own;
use crate::row::Row;
use crate::rules::Checked;
use crate::schools::Schools;
use crate::stand::{Position, Spreads};

/// A school with what it wants and where it stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Member {
    /// The school, as its register describes it.
    pub school: School,
    /// What it wants. Wishes about topics, or about aspects of other models, are left to others.
    pub wishes: Wishes,
    /// Where it stands: at most one standing per aspect, on the model of the network. Another school is only ever
    /// told about the aspects that this one offers.
    pub standings: Vec<Standing>,
}

impl Member {
    /// This school, with these wishes and standings.
    pub fn new(school: School, wishes: Wishes, standings: Vec<Standing>) -> Member {
        Member { school, wishes, standings }
    }
}

/// The schools of a network on one model, ready to be asked. It can be shared by threads.
///
/// There is no way to ask it for a ranking of schools, and none to ask where a school stands that has not offered to
/// be visited on that aspect.
#[derive(Debug)]
pub struct Network {
    pub(crate) model: ModelId,
    pub(crate) aspects: Vec<AspectId>,
    pub(crate) top: Phase,
    pub(crate) schools: Schools,
    pub(crate) own: Own,
    pub(crate) spreads: Spreads,
    /// Per aspect.
    pub(crate) hosts: Vec<Hosts>,
    /// Who asks about which aspect, in order.
    pub(crate) asks: Vec<(u32, u32)>,
    pub(crate) rates: CostRates,
    pub(crate) rules: Checked,
    pub(crate) lane: Lane,
    /// By how much the search's estimates may be off because of the schools' numbers.
    pub(crate) off_km: f64,
}

impl Network {
    /// The network of these members, whose standings are on this model. The order of the members makes no
    /// difference.
    ///
    /// # Errors
    /// [`NetworkError`] if a school is there twice, if a standing belongs to another school or model or comes twice,
    /// if a wish is about an aspect that this model does not have, if a number cannot be used, or if the options name
    /// a trait or a school that nobody knows.
    pub fn build(mut members: Vec<Member>, model: &Model, options: Options) -> Result<Network, NetworkError> {
        let traits = options.traits.clone();
        let mut builder = Builder::new(model, options)?;
        members.sort_by(|a, b| a.school.id.cmp(&b.school.id));
        for (one, next) in members.iter().zip(members.iter().skip(1)) {
            if one.school.id == next.school.id {
                return Err(NetworkError::SchoolTwice { school: one.school.id.clone() });
            }
        }
        check_traits(&members, &traits)?;
        builder.reserve(members.len());
        let aspects: Vec<Subject> =
            model.aspects().iter().map(|aspect| Subject::Aspect(aspect.id().clone())).collect();
        for member in members {
            check_wishes(&member, model)?;
            let position = |standing: Option<&Standing>| Position::of(standing?, model.levels());
            let positions: Vec<_> = by_aspect(&member, model)?.into_iter().map(position).collect();
            let wanted = |wishes: &BTreeSet<Subject>| -> Vec<bool> {
                aspects.iter().map(|aspect| wishes.contains(aspect)).collect()
            };
            let (offers, asks) = (wanted(&member.wishes.offers), wanted(&member.wishes.asks));
            let values: Vec<_> = traits.iter().map(|asked| value(&member.school, &asked.key)).collect();
            let school = member.school;
            builder.push(Row {
                id: school.id,
                point: school.point,
                traits: &values,
                sector: school.sector.as_deref(),
                language: school.language.as_deref(),
                board: school.board.as_deref(),
                network_type: school.network_type.as_deref(),
                positions: &positions,
                offers: &offers,
                asks: &asks,
                room: member.wishes.room,
            })?;
        }
        builder.build()
    }

    /// The schools, in order of id.
    pub fn schools(&self) -> &[SchoolId] {
        self.schools.ids()
    }

    /// The aspects that can be asked about, in the model's order.
    pub fn aspects(&self) -> &[AspectId] {
        &self.aspects
    }

    /// The traits in which schools are compared: those asked for, without the optional ones that no school knows.
    pub fn traits(&self) -> &[Trait] {
        self.schools.traits()
    }

    /// What the schools themselves ask ([`Wishes::asks`]), in order of school id and of the model's aspects: the
    /// questions for [`suggest_all`](Network::suggest_all).
    pub fn asks(&self) -> Vec<(SchoolId, AspectId)> {
        let ask = |&(school, aspect): &(u32, u32)| {
            self.schools.id(school).cloned().zip(self.aspects.get(aspect as usize).cloned())
        };
        self.asks.iter().filter_map(ask).collect()
    }

    /// What the search reckons with.
    pub(crate) fn search_rates(&self) -> Rates {
        Rates {
            unit_km: self.rates.per_context_unit_km,
            unknown_km: self.rates.per_unknown_trait_km,
            flat_km: self.rates.unknown_distance_km,
            full_doubt_km: self.rates.full_doubt_km,
            reach_km: self.rules.reach_km(),
            off_km: self.off_km,
        }
    }

    /// The number of a school.
    pub(crate) fn number(&self, school: &SchoolId) -> Result<u32, SuggestError> {
        self.schools.number(school).ok_or_else(|| SuggestError::UnknownSchool { school: school.clone() })
    }

    /// The place of an aspect.
    pub(crate) fn place(&self, aspect: &AspectId) -> Result<usize, SuggestError> {
        self.aspects
            .iter()
            .position(|known| known == aspect)
            .ok_or_else(|| SuggestError::UnknownAspect { aspect: aspect.clone(), model: self.model.clone() })
    }
}

/// The value of a trait as the register gives it.
fn value(school: &School, key: &str) -> Option<f64> {
    match key {
        Trait::PUPILS => school.pupils.map(f64::from),
        key => school.traits.get(key).copied(),
    }
}

/// Checks that some school knows each trait that is not optional.
fn check_traits(members: &[Member], asked: &[Trait]) -> Result<(), NetworkError> {
    let is_known = |asked: &Trait| members.iter().any(|member| value(&member.school, &asked.key).is_some());
    let Some(unknown) = asked.iter().find(|asked| !asked.optional && !is_known(asked)) else { return Ok(()) };
    if members.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<&str> = members
        .iter()
        .flat_map(|Member { school, .. }| {
            let pupils = school.pupils.map(|_| Trait::PUPILS);
            school.traits.keys().map(String::as_str).chain(pupils)
        })
        .collect();
    let known = known.into_iter().map(str::to_owned).collect();
    Err(NetworkError::UnknownTrait { key: unknown.key.clone(), known })
}

/// Checks that wishes about this model are about aspects that it has.
fn check_wishes(member: &Member, model: &Model) -> Result<(), NetworkError> {
    let Wishes { offers, asks, thinks, .. } = &member.wishes;
    for subject in offers.iter().chain(asks).chain(thinks) {
        if let Subject::Aspect(aspect) = subject
            && aspect.model() == model.id()
            && model.aspect(aspect).is_none()
        {
            return Err(NetworkError::WishForUnknown {
                school: member.school.id.clone(),
                aspect: aspect.clone(),
                model: model.id().clone(),
            });
        }
    }
    Ok(())
}

/// A member's standing on each aspect of the model.
fn by_aspect<'a>(member: &'a Member, model: &Model) -> Result<Vec<Option<&'a Standing>>, NetworkError> {
    let mut standings = vec![None; model.aspects().len()];
    for standing in &member.standings {
        let (school, aspect) = (|| member.school.id.clone(), || standing.aspect.clone());
        if standing.school != member.school.id {
            return Err(NetworkError::StandingOfAnother { school: school(), owner: standing.school.clone() });
        }
        let place = model.aspects().iter().position(|known| *known.id() == standing.aspect);
        let Some(cell) = place.and_then(|place| standings.get_mut(place)) else {
            let model = model.id().clone();
            return Err(NetworkError::StandingOnUnknown { school: school(), aspect: aspect(), model });
        };
        if cell.replace(standing).is_some() {
            return Err(NetworkError::StandingTwice { school: school(), aspect: aspect() });
        }
        let stated = standing.statement();
        let phases = stated.map(|statement| statement.phase).into_iter().chain(standing.agreed);
        if phases.max() > Some(model.top())
            || stated.and_then(|s| s.probabilities).is_some_and(|p| p.levels() != model.levels())
        {
            let levels = model.levels();
            return Err(NetworkError::StandingOffScale { school: school(), aspect: aspect(), levels });
        }
    }
    Ok(standings)
}
