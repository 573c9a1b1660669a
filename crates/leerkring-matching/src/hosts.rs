//! Who hosts: made from offers, and from nothing else. Who thinks along: made from wishes to think together, and from nothing
//! else.
//!
//! This is the border of consent. An [`Offer`] comes into being only for a school that offers the subject: a partner may then know
//! the phase it stands in; or for one that would like to think together about it: a partner may then know that it stands near.
//! What a school did not wish is not in here, so no answer to another school can depend on it. A school's own standings, for
//! its own questions, live in [`Own`](crate::own::Own); what a learner could show in return is found by a question of the host's
//! own ([`in_return`](crate::network::Network::in_return)).
//!
//! An offer without room shows its standing to one question alone, that of what would be if it had room
//! ([`what_if`](crate::what_if)); the trees, and all other answers, do not know it.

use std::collections::BTreeMap;
use std::ops::Range;

use leerkring_model::{MOST_PHASES, Phase};

use crate::nearest::{Crowd, Points, Tree};
use crate::stand::{Spreads, Stand};

/// One school's offer of one subject.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Offer {
    school: u32,
    room: u32,
    stand: Option<Stand>,
}

impl Offer {
    /// The offer of this school, with room for so many visits. `stand` is where it stands itself on this subject.
    pub(crate) fn new(school: u32, room: u32, stand: Option<Stand>) -> Offer {
        Offer { school, room, stand }
    }

    /// The wish of this school to think together: there is room for that.
    pub(crate) fn to_think(school: u32, stand: Option<Stand>) -> Offer {
        Offer::new(school, 1, stand)
    }

    /// The school's number.
    pub(crate) fn school(&self) -> u32 {
        self.school
    }

    /// Whether it can receive anyone.
    pub(crate) fn has_room(&self) -> bool {
        self.room > 0
    }

    /// How many visits it can receive, on all that it offers together.
    pub(crate) fn room(&self) -> u32 {
        self.room
    }

    /// Where it stands, if it has room and a phase to show.
    pub(crate) fn stand(&self) -> Option<&Stand> {
        self.stand.as_ref().filter(|_| self.has_room())
    }

    /// Where it stands, if it has a phase to show, and would show it if it had room.
    pub(crate) fn stand_with_room(&self) -> Option<&Stand> {
        self.stand.as_ref()
    }
}

/// How many trees there are for each phase.
pub(crate) const TREES: usize = 2;

/// The offers of one subject, in order of school, with the trees of each phase; and what changed since the trees were built.
#[derive(Debug)]
pub(crate) struct Hosts {
    offers: Vec<Offer>,
    /// Schools whose offer is no longer the one above, each with the one that it makes now, if any.
    changed: BTreeMap<u32, Option<Offer>>,
    open: usize,
    /// By phase: how many hosts stand there.
    many: Vec<usize>,
    /// By phase: the hosts with a point, then those without. They lie under their place in `offers`.
    trees: Vec<Tree>,
}

impl Hosts {
    /// The hosts among these offers, which are in order of school. With `doubt`, it costs something.
    pub(crate) fn build(
        offers: Vec<Offer>,
        points: &Points,
        phases: impl Iterator<Item = Phase>,
        spreads: &Spreads,
        doubt: bool,
    ) -> Hosts {
        let mut crowds: Vec<[Crowd; TREES]> = phases.map(|_| Default::default()).collect();
        for (place, offer) in (0u32..).zip(&offers) {
            if let Some(stand) = offer.stand()
                && let Some([placed, unplaced]) = crowds.get_mut(stand.phase.index())
            {
                let nowhere = points.of(offer.school).0.iter().any(|x| x.is_nan());
                let crowd = if nowhere { unplaced } else { placed };
                crowd.points.push(offer.school);
                crowd.labels.push(place);
                if doubt {
                    crowd.chances.extend(spreads.chances(stand).map(|chance| chance as f32));
                }
            }
        }
        let crowds: Vec<Crowd> = crowds.into_iter().flatten().collect();
        let many =
            crowds.chunks(TREES).map(|pair| pair.iter().map(|crowd| crowd.labels.len()).sum()).collect();
        let tree = |(number, crowd): (usize, Crowd)| Tree::build(points, crowd, number % TREES == 0);
        #[cfg(feature = "parallel")]
        let trees = {
            use rayon::prelude::*;
            crowds.into_par_iter().enumerate().map(tree).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let trees = crowds.into_iter().enumerate().map(tree).collect();
        let open = offers.iter().filter(|offer| offer.has_room()).count();
        Hosts { trees, open, many, changed: BTreeMap::new(), offers }
    }

    /// From now on the school with this number makes this offer, or none. The trees stay as they are; what changed is looked at
    /// beside them.
    pub(crate) fn change(&mut self, school: u32, offer: Option<Offer>) {
        if self.offer_of(school) == offer.as_ref() {
            return;
        }
        let shown = |offer: &Offer| (offer.has_room(), offer.stand().copied());
        let before = self.offer_of(school).map(shown);
        for (offered, sign) in [(before, -1), (offer.as_ref().map(shown), 1)] {
            let Some((has_room, stand)) = offered else { continue };
            self.open = self.open.saturating_add_signed(sign * isize::from(has_room));
            if let Some(many) = stand.and_then(|stand| self.many.get_mut(stand.phase.index())) {
                *many = many.saturating_add_signed(sign);
            }
        }
        self.changed.insert(school, offer);
    }

    /// Whether anything changed since the trees were built.
    pub(crate) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Whether what the trees know of this school is no longer so.
    pub(crate) fn is_superseded(&self, school: u32) -> bool {
        self.changed.contains_key(&school)
    }

    /// The offers made since the trees were built.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &Offer> {
        self.changed.values().flatten()
    }

    /// How many hosts stand in such phases.
    pub(crate) fn many(&self, such: impl Fn(Phase) -> bool) -> usize {
        let scale = Phase::scale(MOST_PHASES);
        scale.zip(&self.many).filter(|(phase, _)| such(*phase)).map(|(_, many)| many).sum()
    }

    /// All offers, each once.
    pub(crate) fn offers(&self) -> impl Iterator<Item = &Offer> {
        let still = self.offers.iter().filter(|offer| !self.is_superseded(offer.school));
        still.chain(self.changed())
    }

    /// How many of them come with room.
    pub(crate) fn open(&self) -> usize {
        self.open
    }

    /// The offer of this school, if it made one.
    pub(crate) fn offer_of(&self, school: u32) -> Option<&Offer> {
        if let Some(changed) = self.changed.get(&school) {
            return changed.as_ref();
        }
        let place = self.offers.binary_search_by_key(&school, Offer::school).ok()?;
        self.offers.get(place)
    }

    /// The offer under this label of the trees.
    pub(crate) fn offer(&self, label: u32) -> Option<&Offer> {
        self.offers.get(label as usize)
    }

    /// The trees of these phases, counted from 0, as far as there are any.
    #[inline(always)]
    pub(crate) fn trees(&self, phases: Range<usize>) -> &[Tree] {
        let end = phases.end.saturating_mul(TREES).min(self.trees.len());
        self.trees.get(phases.start * TREES..end).unwrap_or_default()
    }
}
