//! A school with what it wants and where it stands, and the same in plain values.

use std::collections::BTreeSet;

use leerkring_model::{AspectId, ModelId, Phase, School, Standing, Subject, TopicId, Wishes};

use crate::error::NetworkError;
use crate::row::Row;
use crate::stand::Position;
use crate::traits::{Scale, Trait};

/// A school with what it wants and where it stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Member {
    /// The school, as its register describes it.
    pub school: School,
    /// What it wants. Wishes about aspects of other models are left to others.
    pub wishes: Wishes,
    /// Where it stands: at most one standing per aspect, on the model of the network. Another school is told
    /// of those that this one offers, if it could visit it there, the phase, the chance that this one truly is further and, where assessments
    /// fade, how many months old it is; of those it asks about, if it could host it there, whether it stands lower; of those it
    /// would like to think about together, that it is near; and of the rest nothing.
    pub standings: Vec<Standing>,
}

impl Member {
    /// This school, with these wishes and standings.
    pub fn new(school: School, wishes: Wishes, standings: Vec<Standing>) -> Member {
        Member { school, wishes, standings }
    }

    /// Whether its register knows this trait, with a value that has a place on this scale.
    pub(crate) fn knows(&self, key: &str, scale: Scale) -> bool {
        match scale {
            Scale::Category => kind(&self.school, key).is_some(),
            Scale::Linear => value(&self.school, key).is_some(),
            Scale::Log2 => value(&self.school, key).is_some_and(|value| value != 0.0),
        }
    }

    /// The traits of this kind that its register knows.
    pub(crate) fn known(&self, scale: Scale) -> Vec<&str> {
        let school = &self.school;
        if scale == Scale::Category {
            let columns = Trait::COLUMNS.into_iter().filter(|key| kind(school, key).is_some());
            return school.categories.keys().map(String::as_str).chain(columns).collect();
        }
        let pupils = school.pupils.map(|_| Trait::PUPILS);
        let keys = school.traits.keys().map(String::as_str).chain(pupils);
        keys.filter(|key| self.knows(key, scale)).collect()
    }
}

/// What members are read by.
pub(crate) struct Reading<'a> {
    model: &'a ModelId,
    aspects: &'a [AspectId],
    top: Phase,
    subjects: Vec<Subject>,
    /// The keys of the traits that are numbers, and of those that are categories.
    numbers: Vec<&'a str>,
    categories: Vec<&'a str>,
}

impl<'a> Reading<'a> {
    /// By these aspects of this model, of which the highest phase is `top`; these topics; and traits with these keys and scales.
    pub(crate) fn new(
        model: &'a ModelId,
        aspects: &'a [AspectId],
        top: Phase,
        topics: &[TopicId],
        traits: impl Iterator<Item = (&'a str, Scale)>,
    ) -> Reading<'a> {
        let subjects = aspects.iter().map(Subject::from).chain(topics.iter().map(Subject::from)).collect();
        let (categories, numbers): (Vec<_>, Vec<_>) =
            traits.partition(|(_, scale)| *scale == Scale::Category);
        let keys = |traits: Vec<(&'a str, Scale)>| traits.into_iter().map(|(key, _)| key).collect();
        Reading { model, aspects, top, subjects, numbers: keys(numbers), categories: keys(categories) }
    }

    /// What matching reckons with of this member.
    ///
    /// # Errors
    /// [`NetworkError`] if a standing belongs to another school or model or comes twice, or a wish is about an aspect that the model does
    /// not have.
    pub(crate) fn values<'m>(&self, member: &'m Member) -> Result<Values<'m>, NetworkError> {
        self.check_wishes(member)?;
        let position = |standing: Option<&Standing>| Position::of(standing?, self.top.number());
        let wanted = |wishes: &BTreeSet<Subject>| -> Vec<bool> {
            self.subjects.iter().map(|subject| wishes.contains(subject)).collect()
        };
        let Member { school, wishes, .. } = member;
        Ok(Values {
            member,
            traits: self.numbers.iter().map(|key| value(school, key)).collect(),
            categories: self.categories.iter().map(|key| kind(school, key)).collect(),
            positions: self.by_aspect(member)?.into_iter().map(position).collect(),
            offers: wanted(&wishes.offers),
            asks: wanted(&wishes.asks),
            thinks: wanted(&wishes.thinks),
        })
    }

    /// Checks that wishes about this model are about aspects that it has.
    fn check_wishes(&self, member: &Member) -> Result<(), NetworkError> {
        for subject in member.wishes.subjects() {
            if let Subject::Aspect(aspect) = subject
                && aspect.model() == self.model
                && !self.aspects.contains(aspect)
            {
                return Err(NetworkError::WishForUnknown {
                    school: member.school.id.clone(),
                    aspect: aspect.clone(),
                    model: self.model.clone(),
                });
            }
        }
        Ok(())
    }

    /// A member's standing on each aspect of the model.
    fn by_aspect<'m>(&self, member: &'m Member) -> Result<Vec<Option<&'m Standing>>, NetworkError> {
        let mut standings = vec![None; self.aspects.len()];
        for standing in &member.standings {
            let (school, aspect) = (|| member.school.id.clone(), || standing.aspect.clone());
            if standing.school != member.school.id {
                let owner = standing.school.clone();
                return Err(NetworkError::StandingOfAnother { school: school(), owner });
            }
            let place = self.aspects.iter().position(|known| *known == standing.aspect);
            let Some(cell) = place.and_then(|place| standings.get_mut(place)) else {
                let model = self.model.clone();
                return Err(NetworkError::StandingOnUnknown { school: school(), aspect: aspect(), model });
            };
            if cell.replace(standing).is_some() {
                return Err(NetworkError::StandingTwice { school: school(), aspect: aspect() });
            }
            let stated = standing.statement();
            let phases = stated.map(|statement| statement.phase).into_iter().chain(standing.agreed);
            let levels = self.top.number();
            if phases.max() > Some(self.top)
                || stated.and_then(|s| s.probabilities).is_some_and(|p| p.levels() != levels)
            {
                return Err(NetworkError::StandingOffScale { school: school(), aspect: aspect(), levels });
            }
        }
        Ok(standings)
    }
}

/// A member in plain values.
pub(crate) struct Values<'m> {
    member: &'m Member,
    traits: Vec<Option<f64>>,
    categories: Vec<Option<&'m str>>,
    positions: Vec<Option<Position>>,
    offers: Vec<bool>,
    asks: Vec<bool>,
    thinks: Vec<bool>,
}

impl Values<'_> {
    /// As a row.
    pub(crate) fn row(&self) -> Row<'_> {
        let Member { school, wishes, .. } = self.member;
        Row {
            id: school.id.clone(),
            point: school.point,
            traits: &self.traits,
            categories: &self.categories,
            sector: school.sector.as_deref(),
            language: school.language.as_deref(),
            board: school.board.as_deref(),
            network_type: school.network_type.as_deref(),
            positions: &self.positions,
            offers: &self.offers,
            asks: &self.asks,
            thinks: &self.thinks,
            room: wishes.room,
        }
    }
}

/// The value of a trait as the register gives it.
pub(crate) fn value(school: &School, key: &str) -> Option<f64> {
    match key {
        Trait::PUPILS => school.pupils.map(f64::from),
        key => school.traits.get(key).copied(),
    }
}

/// The text of a category as the register gives it.
pub(crate) fn kind<'a>(school: &'a School, key: &str) -> Option<&'a str> {
    match key {
        "board" => school.board.as_deref(),
        "language" => school.language.as_deref(),
        "municipality" => school.municipality.as_deref(),
        "network-type" => school.network_type.as_deref(),
        "sector" => school.sector.as_deref(),
        key => school.categories.get(key).map(String::as_str),
    }
}
