//! What a school offers, asks and wants to think about.

use leerkring::model::{Model, Topics};

use crate::random::Stream;

/// The list of topics that schools are offered, and the file in which it is written.
pub(crate) const TOPICS: &str = include_str!("topics.toml");
pub(crate) const TOPICS_FILE: &str = "topics.toml";

/// Wishes as the cells of a register: keys of aspects and topics, separated by `;`.
#[derive(Default)]
pub(crate) struct Wishes {
    pub(crate) offers: String,
    pub(crate) asks: String,
    pub(crate) thinks: String,
    /// `None` for a school that says nothing.
    pub(crate) room: Option<u32>,
}

/// The columns of [`Wishes::cells`].
pub(crate) const COLUMNS: [&str; 4] = ["offers", "asks", "thinks", "room"];

impl Wishes {
    /// Wishes of a school that is this far on each aspect. The further, the likelier an offer and the less likely a
    /// question; but wishes are the school's own, and neither follows from how far it is.
    pub(crate) fn draw(model: &Model, far: &[f64], chance: &mut Stream) -> Wishes {
        let mut wishes = Wishes::default();
        if chance.chance(0.10) {
            return wishes;
        }
        for (aspect, &level) in model.aspects().iter().zip(far) {
            let (offer, ask) = match level {
                level if level > 0.45 => (0.45, 0.08),
                level if level < -0.35 => (0.04, 0.45),
                _ => (0.15, 0.25),
            };
            let key = aspect.id().key();
            if chance.chance(offer) {
                add(&mut wishes.offers, key);
            } else if chance.chance(ask) {
                add(&mut wishes.asks, key);
            }
            if chance.chance(0.12) {
                add(&mut wishes.thinks, key);
            }
        }
        let room = draw_room(chance);
        wishes.room = Some(if wishes.offers.is_empty() { 0 } else { room });
        wishes
    }

    /// Wishes about topics beside those, if the school says anything at all.
    pub(crate) fn draw_topics(&mut self, topics: &Topics, chance: &mut Stream) {
        let Some(room) = &mut self.room else { return };
        let offered_nothing = self.offers.is_empty();
        for topic in topics.ids() {
            let key = format!("topic:{topic}");
            if chance.chance(0.10) {
                add(&mut self.offers, &key);
            } else if chance.chance(0.12) {
                add(&mut self.asks, &key);
            }
            if chance.chance(0.06) {
                add(&mut self.thinks, &key);
            }
        }
        if offered_nothing && !self.offers.is_empty() {
            *room = draw_room(chance);
        }
    }

    /// The cells under [`COLUMNS`].
    pub(crate) fn cells(&self) -> [String; 4] {
        let room = self.room.map_or(String::new(), |room| room.to_string());
        [self.offers.clone(), self.asks.clone(), self.thinks.clone(), room]
    }
}

fn draw_room(chance: &mut Stream) -> u32 {
    match chance.unit() {
        u if u < 0.08 => 0,
        u if u < 0.48 => 1,
        u if u < 0.83 => 2,
        u if u < 0.95 => 3,
        _ => 4,
    }
}

fn add(list: &mut String, key: &str) {
    if !list.is_empty() {
        list.push(';');
    }
    list.push_str(key);
}
