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
    /// anew; and after some thousands of changes it should be, because every question looks at each changed offer.
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
            .map(|place| row.positions.get(place)?.as_ref().map(|position| self.spreads.add(position)))
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
        self.asks.splice(self.places_of_asks(school), asked.map(|place| (school, place as u32)));
        Ok(())
    }
}
