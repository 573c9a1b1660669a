//! What registers say of the schools, in columns of plain numbers.

use std::collections::BTreeMap;

use leerkring_model::SchoolId;

use crate::nearest::Points;
use crate::sphere::km;
use crate::traits::{Trait, UsedTrait};
use crate::units::Kinds;

/// The schools. Their numbers go by neighbourhood, so that what is near on the globe and alike is near in memory; their ranks go
/// by id, and are what the world sees.
#[derive(Debug)]
pub(crate) struct Schools {
    /// By rank.
    pub(crate) ids: Vec<SchoolId>,
    /// The number that goes with each rank, and the rank that goes with each number.
    pub(crate) numbers: Vec<u32>,
    pub(crate) ranks: Vec<u32>,
    /// By number: where it is, and its context in units.
    pub(crate) points: Points,
    pub(crate) kinds: Kinds,
    pub(crate) facts: Vec<Facts>,
    pub(crate) traits: Vec<UsedTrait>,
    /// The traits asked that no school knows.
    pub(crate) left_out: Vec<Trait>,
    /// The text of each word; the first stands for unknown.
    pub(crate) words: Vec<String>,
}

/// What is reckoned with of one school, beside its place and context.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) sector: Word,
    pub(crate) language: Word,
    pub(crate) board: Word,
    pub(crate) network_type: Word,
}

/// A text as a number, the same number for the same text; or 0 for unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    const UNKNOWN: Word = Word(0);

    /// Whether these are two texts and the same; `None` if either is unknown.
    pub(crate) fn same(self, that: Word) -> Option<bool> {
        (self != Word::UNKNOWN && that != Word::UNKNOWN).then_some(self == that)
    }
}

impl Schools {
    /// The ids, in order.
    pub(crate) fn ids(&self) -> &[SchoolId] {
        &self.ids
    }

    /// The number of the school with this id.
    pub(crate) fn number(&self, id: &SchoolId) -> Option<u32> {
        self.numbers.get(self.ids.binary_search(id).ok()?).copied()
    }

    /// The place of the school with this number among the ids.
    #[inline]
    pub(crate) fn rank(&self, number: u32) -> u32 {
        self.ranks.get(number as usize).copied().unwrap_or(u32::MAX)
    }

    /// The id of the school with this number.
    pub(crate) fn id(&self, number: u32) -> Option<&SchoolId> {
        self.ids.get(self.rank(number) as usize)
    }

    /// The traits in use.
    pub(crate) fn traits(&self) -> &[UsedTrait] {
        &self.traits
    }

    /// What is known of it beside its place and context.
    pub(crate) fn facts(&self, number: u32) -> Facts {
        self.facts.get(number as usize).copied().unwrap_or_default()
    }

    /// How far these two are apart; NaN if either place is unknown.
    #[inline]
    pub(crate) fn km(&self, one: u32, other: u32) -> f64 {
        km(self.points.of(one).0, self.points.of(other).0)
    }

    /// The text of a word; `None` if it is unknown.
    pub(crate) fn text(&self, word: Word) -> Option<&str> {
        if word == Word::UNKNOWN { None } else { self.words.get(word.0 as usize).map(String::as_str) }
    }
}

/// Numbers texts in order of coming.
#[derive(Debug)]
pub(crate) struct Words {
    numbers: BTreeMap<String, u32>,
    /// The text of each; the first stands for unknown.
    pub(crate) texts: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        Words { numbers: BTreeMap::new(), texts: vec![String::new()] }
    }
}

impl Words {
    /// The number of this text.
    pub(crate) fn word(&mut self, text: Option<&str>) -> Word {
        let Some(text) = text else { return Word::default() };
        if let Some(&number) = self.numbers.get(text) {
            return Word(number);
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        Word(number)
    }
}
