//! One school in plain values.

use leerkring_model::{AspectId, Date, Point, SchoolId};

use crate::error::NetworkError;
use crate::stand::Position;

/// One school in plain values: what matching reckons with, and no more. Lists are borrowed, and an empty one says that nothing is
/// known or wanted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The school.
    pub id: SchoolId,
    /// Where it is.
    pub point: Option<Point>,
    /// The value of each trait of [`Options::traits`](crate::Options::traits) that is a number, in that order and in the register's own measure.
    pub traits: &'a [Option<f64>],
    /// The text of each trait that is a category, in that order.
    pub categories: &'a [Option<&'a str>],
    /// The sector.
    pub sector: Option<&'a str>,
    /// The language of teaching.
    pub language: Option<&'a str>,
    /// The board.
    pub board: Option<&'a str>,
    /// The network type (nl: richting; be: net).
    pub network_type: Option<&'a str>,
    /// Where it stands on each aspect of the model, in the model's order.
    pub positions: &'a [Option<Position>],
    /// Whether it offers each subject: the aspects of the model, then the topics, which are those of
    /// [`Options::topics`](crate::Options::topics), and for a network that stands ([`update`](crate::Network::update)) those of
    /// [`Network::topics`](crate::Network::topics). On an aspect, a school that could visit it may then know the
    /// phase it stands in, the chance that it truly is further and, where assessments fade, how many months ago that was.
    pub offers: &'a [bool],
    /// Whether it would like to learn about each subject: on an aspect, a school that offers it with room may then know that it stands
    /// lower there.
    pub asks: &'a [bool],
    /// Whether it would like to think together about each subject: on an aspect, a partner may then know that it stands near.
    pub thinks: &'a [bool],
    /// How many visits it can receive. With 0 it hosts nobody.
    pub room: u32,
}

impl<'a> Row<'a> {
    /// A school of which nothing is known, and that wants nothing.
    pub fn new(id: SchoolId) -> Row<'a> {
        Row {
            id,
            point: None,
            traits: &[],
            categories: &[],
            sector: None,
            language: None,
            board: None,
            network_type: None,
            positions: &[],
            offers: &[],
            asks: &[],
            thinks: &[],
            room: 0,
        }
    }

    /// Checks that its lists are as long as they should be with this many topics (`traits` are those of numbers and of categories), and its
    /// positions on a scale of this many phases and not of after today.
    pub(crate) fn check<'b>(
        &self,
        traits: [usize; 2],
        aspects: impl ExactSizeIterator<Item = &'b AspectId>,
        topics: usize,
        levels: u8,
        today: Option<Date>,
    ) -> Result<(), NetworkError> {
        let [numbers, categories] = traits;
        let subjects = aspects.len() + topics;
        let lists = [
            ("traits", self.traits.len(), numbers),
            ("categories", self.categories.len(), categories),
            ("positions", self.positions.len(), aspects.len()),
            ("offers", self.offers.len(), subjects),
            ("asks", self.asks.len(), subjects),
            ("thinks", self.thinks.len(), subjects),
        ];
        for (list, given, expected) in lists {
            if given != 0 && given != expected {
                return Err(NetworkError::ListLength { school: self.id.clone(), list, given, expected });
            }
        }
        for (position, aspect) in self.positions.iter().zip(aspects) {
            let fits = |p: &Position| {
                p.phase.number() <= levels && p.probabilities.is_none_or(|p| p.levels() == levels)
            };
            if !position.as_ref().is_none_or(fits) {
                let (school, aspect) = (self.id.clone(), aspect.clone());
                return Err(NetworkError::StandingOffScale { school, aspect, levels });
            }
            // By months, as ages are: else trying one day after another would tell on which people answered.
            let measured = position.as_ref().and_then(|position| position.measured);
            let month = |date: Date| (date.year(), date.month());
            let after = |(measured, today): &(Date, Date)| month(*measured) > month(*today);
            if let Some((measured, today)) = measured.zip(today).filter(after) {
                let (school, aspect) = (self.id.clone(), aspect.clone());
                let (year, month) = month(measured);
                return Err(NetworkError::StandingAfterToday { school, aspect, year, month, today });
            }
        }
        Ok(())
    }
}
