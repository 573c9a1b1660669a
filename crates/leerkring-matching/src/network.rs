//! A network of schools.

use std::collections::BTreeSet;
use std::fmt;

use leerkring_model::{AspectId, Model, ModelId, Phase, SchoolId, Subject, TopicId};

use crate::asks::{Ask, Asks};
use crate::builder::Builder;
use crate::error::{NetworkError, SuggestError};
use crate::hosts::Hosts;
use crate::member::{Member, Reading};
use crate::nearest::{Lane, Rates};
use crate::options::{CostRates, Options};
use crate::own::Own;
use crate::rules::Checked;
use crate::schools::Schools;
use crate::stand::Spreads;
use crate::traits::{Scale, Trait, UsedTrait};

/// The schools of a network on one model, ready to be asked. It can be shared by threads.
///
/// There is no way to ask it for a ranking of schools, and none to ask where a school stands that has not offered to
/// be visited on that aspect.
pub struct Network {
    pub(crate) model: ModelId,
    pub(crate) aspects: Vec<AspectId>,
    pub(crate) topics: Vec<TopicId>,
    pub(crate) top: Phase,
    pub(crate) schools: Schools,
    pub(crate) own: Own,
    pub(crate) spreads: Spreads,
    /// Per subject, the aspects before the topics.
    pub(crate) hosts: Vec<Hosts>,
    /// Per subject, those who would like to think together about it.
    pub(crate) thinkers: Vec<Hosts>,
    pub(crate) asks: Asks,
    /// By number of the school: whether it offers anything with room.
    pub(crate) can_host: Vec<bool>,
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
    pub fn build(
        mut members: Vec<Member>,
        model: &Model,
        mut options: Options,
    ) -> Result<Network, NetworkError> {
        let traits = options.traits.clone();
        add_topics(&members, &mut options.topics);
        let aspects: Vec<AspectId> = model.aspects().iter().map(|aspect| aspect.id().clone()).collect();
        let keys = traits.iter().map(|asked| (asked.key.as_str(), asked.scale));
        let reading = Reading::new(model.id(), &aspects, model.top(), &options.topics, keys);
        let mut builder = Builder::new(model, options)?;
        members.sort_by(|a, b| a.school.id.cmp(&b.school.id));
        for (one, next) in members.iter().zip(members.iter().skip(1)) {
            if one.school.id == next.school.id {
                return Err(NetworkError::SchoolTwice { school: one.school.id.clone() });
            }
        }
        check_traits(&members, &traits)?;
        builder.reserve(members.len());
        for member in members {
            builder.push(reading.values(&member)?.row())?;
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

    /// The topics that can be asked about: those of the options, then, by key, others that occurred in wishes.
    pub fn topics(&self) -> &[TopicId] {
        &self.topics
    }

    /// Everything that can be asked about: the aspects, then the topics.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        self.aspects.iter().map(Subject::from).chain(self.topics.iter().map(Subject::from))
    }

    /// The traits in which schools are compared, with the unit of each: those asked for, without the optional ones that no school knows;
    /// first the numbers, then the categories.
    pub fn traits(&self) -> &[UsedTrait] {
        self.schools.traits()
    }

    /// What the schools themselves ask ([`Wishes::asks`](leerkring_model::Wishes::asks)), in order of school id and of [`subjects`](Network::subjects): the
    /// questions for [`suggest_all`](Network::suggest_all).
    pub fn asks(&self) -> Vec<(SchoolId, Subject)> {
        let ask =
            |&(school, subject): &Ask| self.schools.id(school).cloned().zip(self.subject(subject as usize));
        self.asks.all().filter_map(ask).collect()
    }

    /// What this school asks about.
    pub(crate) fn asks_of(&self, school: u32) -> &[Ask] {
        self.asks.of(self.schools.rank(school))
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

    /// The place of a subject.
    pub(crate) fn place(&self, subject: &Subject) -> Result<usize, SuggestError> {
        match subject {
            Subject::Aspect(aspect) => {
                self.aspects.iter().position(|known| known == aspect).ok_or_else(|| {
                    SuggestError::UnknownAspect { aspect: aspect.clone(), model: self.model.clone() }
                })
            }
            Subject::Topic(topic) => {
                let place = self.topics.iter().position(|known| known == topic);
                place.map(|place| self.aspects.len() + place).ok_or_else(|| SuggestError::UnknownTopic {
                    topic: topic.clone(),
                    known: self.topics.clone(),
                })
            }
        }
    }

    /// The subject with this place.
    pub(crate) fn subject(&self, place: usize) -> Option<Subject> {
        let topic = || self.topics.get(place.checked_sub(self.aspects.len())?).map(Subject::from);
        self.aspects.get(place).map(Subject::from).or_else(topic)
    }
}

impl fmt::Debug for Network {
    /// How large it is: where schools stand is for their own questions, and in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("model", &self.model)
            .field("schools", &self.schools.ids().len())
            .field("aspects", &self.aspects.len())
            .field("topics", &self.topics.len())
            .finish_non_exhaustive()
    }
}

/// Adds the topics that occur in wishes.
fn add_topics(members: &[Member], topics: &mut Vec<TopicId>) {
    let mut more = BTreeSet::new();
    for subject in members.iter().flat_map(|member| member.wishes.subjects()) {
        if let Subject::Topic(topic) = subject
            && !topics.contains(topic)
        {
            more.insert(topic.clone());
        }
    }
    topics.extend(more);
}

/// Checks that some school knows each trait that is not optional, as what is asked.
fn check_traits(members: &[Member], asked: &[Trait]) -> Result<(), NetworkError> {
    let is_known = |asked: &Trait| members.iter().any(|member| member.knows(&asked.key, asked.scale));
    let Some(unknown) = asked.iter().find(|asked| !asked.optional && !is_known(asked)) else { return Ok(()) };
    if members.is_empty() {
        return Ok(());
    }
    let other = if unknown.scale == Scale::Category { Scale::Linear } else { Scale::Category };
    if members.iter().any(|member| member.knows(&unknown.key, other)) {
        return Err(NetworkError::TraitOfOtherKind { key: unknown.key.clone(), scale: unknown.scale });
    }
    let known: BTreeSet<&str> = members.iter().flat_map(|member| member.known(unknown.scale)).collect();
    let known = known.into_iter().map(str::to_owned).collect();
    Err(NetworkError::UnknownTrait { key: unknown.key.clone(), known })
}
