//! What one school wants and where it stands, anew.

mod error;

use leerkring_model::Subject;

pub use self::error::{BuiltOn, UpdateError};
use crate::hosts::Offer;
use crate::member::{Member, Reading};
use crate::network::Network;
use crate::row::Row;
use crate::sphere::{NOWHERE, unit_vector};
use crate::stand::Stand;
use crate::traits::{Scale, Trait, UsedTrait};
use crate::units::scaled;

impl Network {
    /// From now on this school stands and wishes as this member does. The next answers are those of a network that is built anew with it; a topic
    /// about which nobody wishes anything any more stays. What many changes cost, [`update`](Network::update) says.
    ///
    /// ```
    /// # use leerkring_matching::{BuiltOn, Member, Network, Options, UpdateError};
    /// # use leerkring_model::{School, SchoolId, Subject, TopicId, Wishes, builtin};
    /// let topic = TopicId::new("spelling")?;
    /// let mut options = Options::default();
    /// options.topics = vec![topic.clone()];
    /// let mut member = Member::new(School::new(SchoolId::new("06AB")?, "De Linde"), Wishes::default(), vec![]);
    /// let mut network = Network::build(vec![member.clone()], &builtin::samen_leren(), options)?;
    ///
    /// member.wishes.asks.insert(Subject::from(&topic));
    /// network.update_member(&member)?;
    /// assert_eq!(network.asks(), [(member.school.id.clone(), Subject::from(topic))]);
    ///
    /// member.school.board = Some("Stichting Oost".to_owned());
    /// assert!(matches!(network.update_member(&member), Err(UpdateError::BuiltOtherwise { what: BuiltOn::Board, .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`UpdateError`] if the network does not have the school; if it must be built anew, because this school's point, sector, language,
    /// board, network type or traits are not what it was built with, or the school wishes something about a topic that it does not have; or if
    /// [`build`](Network::build) would not take the member. Nothing is then changed.
    pub fn update_member(&mut self, member: &Member) -> Result<(), UpdateError> {
        let keys = self.schools.traits().iter().map(|used| (used.key.as_str(), used.scale));
        let reading = Reading::new(&self.model, &self.aspects, self.top, &self.topics, keys);
        let values = reading.values(member)?;
        self.check_built_with(member, &values.row())?;
        self.update(&values.row())
    }

    /// Checks that the network was built with what this member and its row say of the school, and with its topics.
    fn check_built_with(&self, member: &Member, row: &Row) -> Result<(), UpdateError> {
        let id = || row.id.clone();
        let school =
            self.schools.number(&row.id).ok_or_else(|| UpdateError::UnknownSchool { school: id() })?;
        let otherwise = |what| Err(UpdateError::BuiltOtherwise { school: id(), what });
        let of_trait = |key: &str| otherwise(BuiltOn::Trait(key.to_owned()));
        let same = |one: f64, other: f64| one == other || (one.is_nan() && other.is_nan());
        let (at, context) = self.schools.points.of(school);
        let new_at = row.point.map_or(NOWHERE, |point| unit_vector(point.lat(), point.lon()));
        if !at.into_iter().zip(new_at).all(|(one, other)| same(one, other)) {
            return otherwise(BuiltOn::Point);
        }
        let facts = self.schools.facts(school);
        for (what, old, new) in [
            (BuiltOn::Sector, facts.sector, row.sector),
            (BuiltOn::Language, facts.language, row.language),
            (BuiltOn::Board, facts.board, row.board),
            (BuiltOn::NetworkType, facts.network_type, row.network_type),
        ] {
            if self.schools.text(old) != new {
                return otherwise(what);
            }
        }
        let (categories, numbers): (Vec<&UsedTrait>, Vec<&UsedTrait>) =
            self.schools.traits().iter().partition(|used| used.scale == Scale::Category);
        for ((used, units), value) in numbers.into_iter().zip(context).zip(row.traits) {
            let asked = Trait::new(&used.key, used.scale, used.per_unit);
            if !same(*units, scaled(&row.id, *value, &asked)?) {
                return of_trait(&used.key);
            }
        }
        for ((used, word), text) in
            categories.into_iter().zip(self.schools.kinds.of(school)).zip(row.categories)
        {
            if self.schools.text(*word) != *text {
                return of_trait(&used.key);
            }
        }
        if let Some(known) = self.schools.left_out.iter().find(|asked| member.knows(&asked.key, asked.scale))
        {
            return of_trait(&known.key);
        }
        let new = member.wishes.subjects().find_map(|subject| match subject {
            Subject::Topic(topic) => (!self.topics.contains(topic)).then_some(topic),
            Subject::Aspect(_) => None,
        });
        new.map_or(Ok(()), |topic| Err(UpdateError::NewTopic { school: id(), topic: topic.clone() }))
    }

    /// From now on this school stands where this row says, and wants what it says. The next answers are those of a network that is
    /// built anew with it.
    ///
    /// Only the positions, offers, asks, thinks and room are read ([`update_member`](Network::update_member) checks that the rest is as it was). For a
    /// new school, another place, trait, sector or board the network must be built
    /// anew; and after some thousands of changes it should be, because every question looks at each changed offer, and what stood before is
    /// kept, in 8 bytes a phase. What a row says that was so already changes nothing.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Position, Row};
    /// # use leerkring_model::{Phase, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let koers = builtin::SamenLerenAspect::Koers.id();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # let (learner, host) = (SchoolId::new("06AB")?, SchoolId::new("14CD")?);
    /// # let positions = [Some(Position::new(Phase::Two)), None, None, None, None];
    /// # let mut row = Row::new(learner.clone());
    /// # row.positions = &positions;
    /// # builder.push(row)?;
    /// # builder.push(Row::new(host.clone()))?;
    /// let mut network = builder.build()?;
    /// assert!(network.suggest(&learner, &koers, 10)?.found.is_empty());
    /// let mut row = Row::new(host);
    /// let positions = [Some(Position::new(Phase::Three)), None, None, None, None];
    /// row.positions = &positions;
    /// row.offers = &[true, false, false, false, false];
    /// row.room = 1;
    /// network.update(&row)?;
    /// assert_eq!(network.suggest(&learner, &koers, 10)?.found.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`UpdateError`] if the network does not have the school, or if a list or position is not right. Nothing is then changed.
    pub fn update(&mut self, row: &Row) -> Result<(), UpdateError> {
        let (traits, topics) = ([row.traits.len(), row.categories.len()], self.topics.len());
        row.check(traits, self.aspects.iter(), topics, self.top.number(), self.spreads.today())?;
        let unknown = || UpdateError::UnknownSchool { school: row.id.clone() };
        let school = self.schools.number(&row.id).ok_or_else(unknown)?;
        let is = |list: &[bool], place| list.get(place).copied().unwrap_or(false);

        let stands: Vec<Option<Stand>> = (0..self.aspects.len())
            .map(|place| {
                let old = self.own.of(school, place).copied();
                let position = row.positions.get(place)?.as_ref()?;
                Some(self.spreads.add_unless(old, position))
            })
            .collect();
        // Beyond the aspects are the topics.
        let stand_at = |place| stands.get(place).copied().unwrap_or(Some(Stand::ON_TOPIC));
        for (place, (hosts, thinkers)) in self.hosts.iter_mut().zip(&mut self.thinkers).enumerate() {
            let offer = Offer::new(school, row.room, stand_at(place));
            hosts.change(school, is(row.offers, place).then_some(offer));
            let thought = Offer::to_think(school, stand_at(place));
            thinkers.change(school, is(row.thinks, place).then_some(thought));
        }
        self.own.change(school, stands.into_iter());

        let asked = (0..self.hosts.len()).filter(|place| is(row.asks, *place));
        let asked = asked.map(|place| (school, place as u32)).collect();
        self.asks.change(self.schools.rank(school), asked);
        if let Some(hosts) = self.can_host.get_mut(school as usize) {
            *hosts = row.room > 0 && row.offers.contains(&true);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use leerkring_model::{Phase, Probabilities, SchoolId, builtin};

    use crate::nearest::Query;
    use crate::{Builder, Options, Position, Row};

    #[test]
    fn what_was_so_already_changes_nothing() {
        let model = builtin::samen_leren();
        let p = Probabilities::new(&[0.0, 0.1, 0.8, 0.1, 0.0]).unwrap();
        let sure = Position { probabilities: Some(p), ..Position::new(Phase::Three) };
        let positions = [Some(sure), Some(Position::new(Phase::Two)), None, None, None];
        let (offers, thinks) = ([true, true, true, false, false], [false, true, false, false, true]);
        let mut row = Row::new(SchoolId::new("06AB").unwrap());
        (row.positions, row.offers, row.thinks, row.room) = (&positions, &offers, &thinks, 2);
        let mut builder = Builder::new(&model, Options::default()).unwrap();
        builder.push(row.clone()).unwrap();
        let mut network = builder.build().unwrap();
        let changed = |network: &crate::Network| {
            let of = |all: &[crate::hosts::Hosts]| -> Vec<usize> {
                (0..all.len()).filter(|place| all[*place].has_changed()).collect()
            };
            (of(&network.hosts), of(&network.thinkers))
        };
        network.update(&row).unwrap();
        assert_eq!(changed(&network), (vec![], vec![]));
        // Another phase on the second aspect: that offer and that wish, and no other.
        let positions = [Some(sure), Some(Position::new(Phase::Three)), None, None, None];
        row.positions = &positions;
        network.update(&row).unwrap();
        assert_eq!(changed(&network), (vec![1], vec![1]));
    }

    #[test]
    fn only_who_can_host_has_something_to_show_in_return() {
        let model = builtin::samen_leren();
        let mut options = Options::default();
        options.cost.in_return_km = 10.0;
        let positions = [Some(Position::new(Phase::Three)); 5];
        let (none, offers) = ([false; 5], [false, true, false, false, false]);
        let mut row = Row::new(SchoolId::new("06AB").unwrap());
        row.positions = &positions;
        let mut builder = Builder::new(&model, options).unwrap();
        builder.push(row.clone()).unwrap();
        let mut network = builder.build().unwrap();
        // Whether there is more to the cost than the trees know.
        let beside = |network: &crate::Network| network.question(0, 0).unwrap().beside_trees();
        assert_eq!(beside(&network), None);
        for (offers, room, expected) in
            [(&none, 2, None), (&offers, 0, None), (&offers, 1, Some(10.0)), (&offers, 0, None)]
        {
            (row.offers, row.room) = (offers, room);
            network.update(&row).unwrap();
            assert_eq!(beside(&network), expected, "{room}");
        }
    }
}
