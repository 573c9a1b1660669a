//! What one school wants and where it stands, anew.

use crate::error::NetworkError;
use crate::hosts::Offer;
use crate::network::Network;
use crate::row::Row;
use crate::stand::Stand;

impl Network {
    /// From now on this school stands where this row says, and wants what it says. The next answers are those of a network that is
    /// built anew with it.
    ///
    /// Only the positions, offers, asks, thinks and room are read. For a new school, another place, trait, sector or board the network must be built
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
    /// network.change(&row)?;
    /// assert_eq!(network.suggest(&learner, &koers, 10)?.found.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NetworkError`] if the network does not have the school, or if a list or position is not right. Nothing is then changed.
    pub fn change(&mut self, row: &Row) -> Result<(), NetworkError> {
        let (traits, topics) = ([row.traits.len(), row.categories.len()], self.topics.len());
        row.check(traits, self.aspects.iter(), topics, self.top.number(), self.spreads.today())?;
        let unknown = || NetworkError::UnknownSchool { school: row.id.clone() };
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

        let asked: Vec<(u32, u32)> = (0..self.hosts.len())
            .filter(|place| is(row.asks, *place))
            .map(|place| (school, place as u32))
            .collect();
        let places = self.places_of_asks(school);
        let (before, now) = (places.len(), asked.len());
        if let Some(later) = self.asks_from.get_mut(self.schools.rank(school) as usize + 1..) {
            later.iter_mut().for_each(|from| *from = *from - before + now);
        }
        self.asks.splice(places, asked);
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
        network.change(&row).unwrap();
        assert_eq!(changed(&network), (vec![], vec![]));
        // Another phase on the second aspect: that offer and that wish, and no other.
        let positions = [Some(sure), Some(Position::new(Phase::Three)), None, None, None];
        row.positions = &positions;
        network.change(&row).unwrap();
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
            network.change(&row).unwrap();
            assert_eq!(beside(&network), expected, "{room}");
        }
    }
}
