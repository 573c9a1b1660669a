//! Who hosts: made from offers, and from nothing else.
//!
//! This is the border of consent. An [`Offer`] comes into being only for a school that offers the aspect, and carries
//! a standing only if it also has room. What a school did not offer is not in here, so no answer to another school
//! can depend on it. A school's own standings, for its own questions, live in [`Own`](crate::own::Own).

use leerkring_model::{AspectId, Phase, Subject, Wishes};

use crate::nearest::{Points, Tree};
use crate::schools::Schools;
use crate::stand::Stand;

/// One school's offer of one aspect.
#[derive(Debug)]
pub(crate) struct Offer {
    school: u32,
    has_room: bool,
    stand: Option<Stand>,
}

impl Offer {
    /// The offer of this aspect by this school, if it makes one. `stand` is where it stands itself on this aspect.
    pub(crate) fn of(school: u32, wishes: &Wishes, aspect: &AspectId, stand: Option<Stand>) -> Option<Offer> {
        if !wishes.offers.contains(&Subject::Aspect(aspect.clone())) {
            return None;
        }
        let has_room = wishes.hosts(aspect);
        Some(Offer { school, has_room, stand: stand.filter(|_| has_room) })
    }

    /// The school's number.
    pub(crate) fn school(&self) -> u32 {
        self.school
    }

    /// Whether it can receive anyone.
    pub(crate) fn has_room(&self) -> bool {
        self.has_room
    }

    /// Where it stands, if it has room and a phase to show.
    pub(crate) fn stand(&self) -> Option<&Stand> {
        self.stand.as_ref()
    }
}

/// The offers of one aspect, in order of school, with a search structure per phase.
#[derive(Debug)]
pub(crate) struct Hosts {
    offers: Vec<Offer>,
    open: usize,
    phases: Vec<Shelf>,
}

/// The hosts of one phase: those with a point and those without. They lie under their place in `offers`, so that
/// smaller is also smaller in id.
#[derive(Debug)]
struct Shelf {
    phase: Phase,
    trees: [Tree; 2],
}

impl Hosts {
    /// The hosts among these offers, which are in order of school; `unit_km` is the price of a unit of context.
    pub(crate) fn build(
        offers: Vec<Offer>,
        schools: &Schools,
        phases: impl Iterator<Item = Phase>,
        unit_km: f64,
    ) -> Hosts {
        let shelf = |phase| {
            let [mut placed, mut unplaced] = [(); 2].map(|()| Points::new(schools.context_width()));
            for (label, offer) in (0u32..).zip(&offers) {
                if offer.stand.is_some_and(|stand| stand.phase == phase) {
                    let at = schools.facts(offer.school).at;
                    let points = if at.iter().any(|x| x.is_nan()) { &mut unplaced } else { &mut placed };
                    points.push(at, schools.context(offer.school), label);
                }
            }
            Shelf { phase, trees: [Tree::build(&placed, unit_km), Tree::build(&unplaced, unit_km)] }
        };
        let open = offers.iter().filter(|offer| offer.has_room).count();
        Hosts { phases: phases.map(shelf).collect(), open, offers }
    }

    /// The offers, in order of school.
    pub(crate) fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// How many of them come with room.
    pub(crate) fn open(&self) -> usize {
        self.open
    }

    /// The offer of this school, if it made one.
    pub(crate) fn offer_of(&self, school: u32) -> Option<&Offer> {
        let place = self.offers.binary_search_by_key(&school, Offer::school).ok()?;
        self.offers.get(place)
    }

    /// The offer under this label of the trees.
    pub(crate) fn offer(&self, label: u32) -> Option<&Offer> {
        self.offers.get(label as usize)
    }

    /// The phases above this one, nearest first, with their trees.
    pub(crate) fn above(&self, phase: Phase) -> impl Iterator<Item = (Phase, &[Tree; 2])> {
        self.phases.iter().skip(phase.index() + 1).map(|shelf| (shelf.phase, &shelf.trees))
    }
}
