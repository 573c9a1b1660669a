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
    /// Nobody yet, on a model with this many aspects.
    pub(crate) fn new(aspects: usize) -> Own {
        Own { aspects, stands: Vec::new() }
    }

    /// Adds the next school, with where it stands on each aspect.
    pub(crate) fn push(&mut self, stands: &[Option<Stand>]) {
        debug_assert_eq!(stands.len(), self.aspects);
        self.stands.extend_from_slice(stands);
    }

    /// Where the school that asks stands.
    pub(crate) fn of(&self, learner: u32, aspect: usize) -> Option<&Stand> {
        self.stands.get(learner as usize * self.aspects + aspect)?.as_ref()
    }
}
