//! Where each school stands, for its own questions only.

use crate::stand::Stand;

/// Where each school stands on each aspect. It is read for the school that asks and for no other; what others may know
/// of a school is in [`Hosts`](crate::hosts::Hosts).
#[derive(Debug)]
pub(crate) struct Own {
    aspects: usize,
    stands: Vec<Option<Stand>>,
}

impl Own {
    /// The schools in order of their numbers, each with where it stands on every aspect.
    pub(crate) fn new(aspects: usize, stands: Vec<Option<Stand>>) -> Own {
        Own { aspects, stands }
    }

    /// From now on this school stands here on each aspect.
    pub(crate) fn change(&mut self, school: u32, stands: impl Iterator<Item = Option<Stand>>) {
        let row = self.stands.iter_mut().skip(school as usize * self.aspects).take(self.aspects);
        row.zip(stands).for_each(|(old, new)| *old = new);
    }

    /// Where the school that asks stands.
    pub(crate) fn of(&self, learner: u32, aspect: usize) -> Option<&Stand> {
        self.stands.get(learner as usize * self.aspects + aspect)?.as_ref()
    }
}
