//! What registers say of the schools, in columns of plain numbers.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{School, SchoolId};

use crate::error::NetworkError;
use crate::options::{Scale, Trait};
use crate::sphere::{NOWHERE, unit_vector};

/// The schools, numbered in order of id.
#[derive(Debug, Default)]
pub(crate) struct Schools {
    ids: Vec<SchoolId>,
    facts: Vec<Facts>,
    /// One row per school, one number per trait in use, in units of context; NaN is unknown.
    context: Vec<f64>,
    traits: Vec<Trait>,
    /// The text of each word; the first stands for unknown.
    words: Vec<String>,
}

/// What is reckoned with of one school, beside its context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// Unit vector; NaN if it has no point.
    pub(crate) at: [f64; 3],
    pub(crate) sector: Word,
    pub(crate) language: Word,
    pub(crate) board: Word,
    pub(crate) network_type: Word,
}

/// A text as a number, the same number for the same text; or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    const UNKNOWN: Word = Word(0);

    /// Whether these are two texts and the same; `None` if either is unknown.
    pub(crate) fn same(self, that: Word) -> Option<bool> {
        (self != Word::UNKNOWN && that != Word::UNKNOWN).then_some(self == that)
    }
}

const NOTHING: Facts = Facts {
    at: NOWHERE,
    sector: Word::UNKNOWN,
    language: Word::UNKNOWN,
    board: Word::UNKNOWN,
    network_type: Word::UNKNOWN,
};

impl Schools {
    /// The columns of these schools, which are in order of id and all different.
    pub(crate) fn build(schools: &[&School], asked: &[Trait]) -> Result<Schools, NetworkError> {
        let traits = traits_in_use(schools, asked)?;
        let mut context = Vec::with_capacity(schools.len() * traits.len());
        for school in schools {
            for asked in &traits {
                context.push(scaled(school, asked)?);
            }
        }
        let mut words = Words::default();
        let facts = schools
            .iter()
            .map(|school| Facts {
                at: school.point.map_or(NOWHERE, |point| unit_vector(point.lat(), point.lon())),
                sector: words.word(school.sector.as_deref()),
                language: words.word(school.language.as_deref()),
                board: words.word(school.board.as_deref()),
                network_type: words.word(school.network_type.as_deref()),
            })
            .collect();
        let ids = schools.iter().map(|school| school.id.clone()).collect();
        Ok(Schools { ids, facts, context, traits, words: words.texts })
    }

    /// The ids, in order.
    pub(crate) fn ids(&self) -> &[SchoolId] {
        &self.ids
    }

    /// The number of the school with this id.
    pub(crate) fn number(&self, id: &SchoolId) -> Option<u32> {
        self.ids.binary_search(id).ok().map(|place| place as u32)
    }

    /// The id of the school with this number.
    pub(crate) fn id(&self, number: u32) -> Option<&SchoolId> {
        self.ids.get(number as usize)
    }

    /// The traits in use.
    pub(crate) fn traits(&self) -> &[Trait] {
        &self.traits
    }

    /// How many numbers of context each school has.
    pub(crate) fn context_width(&self) -> usize {
        self.traits.len()
    }

    /// The context of the school with this number.
    pub(crate) fn context(&self, number: u32) -> &[f64] {
        let first = number as usize * self.traits.len();
        self.context.get(first..first + self.traits.len()).unwrap_or_default()
    }

    /// What else is known of it.
    pub(crate) fn facts(&self, number: u32) -> &Facts {
        self.facts.get(number as usize).unwrap_or(&NOTHING)
    }

    /// The text of a word; `None` if it is unknown.
    pub(crate) fn text(&self, word: Word) -> Option<&str> {
        if word == Word::UNKNOWN { None } else { self.words.get(word.0 as usize).map(String::as_str) }
    }
}

/// The traits asked without those, if optional, that no school knows.
fn traits_in_use(schools: &[&School], asked: &[Trait]) -> Result<Vec<Trait>, NetworkError> {
    let mut in_use = Vec::new();
    for asked in asked {
        if schools.iter().any(|school| raw(school, &asked.key).is_some()) {
            in_use.push(asked.clone());
        } else if !asked.optional && !schools.is_empty() {
            let known: BTreeSet<&str> = schools
                .iter()
                .flat_map(|school| {
                    let pupils = school.pupils.map(|_| Trait::PUPILS);
                    school.traits.keys().map(String::as_str).chain(pupils)
                })
                .collect();
            let known = known.into_iter().map(str::to_owned).collect();
            return Err(NetworkError::UnknownTrait { key: asked.key.clone(), known });
        }
    }
    Ok(in_use)
}

/// The value of a trait as the register gives it.
fn raw(school: &School, key: &str) -> Option<f64> {
    match key {
        Trait::PUPILS => school.pupils.map(f64::from),
        key => school.traits.get(key).copied(),
    }
}

/// The value of a trait in units of context; NaN if unknown.
fn scaled(school: &School, asked: &Trait) -> Result<f64, NetworkError> {
    let Some(value) = raw(school, &asked.key) else { return Ok(f64::NAN) };
    let units = match asked.scale {
        Scale::Linear => value / asked.per_unit,
        Scale::Log2 if value == 0.0 => return Ok(f64::NAN),
        Scale::Log2 => libm::log2(value) / asked.per_unit,
    };
    // NaN, as of a negative value, is at most nothing.
    if units.abs() <= MOST_UNITS {
        Ok(units)
    } else {
        Err(NetworkError::TraitValue { school: school.id.clone(), key: asked.key.clone(), value })
    }
}

/// Far beyond sense, and small enough that every sum can be printed in whole metres.
const MOST_UNITS: f64 = 1e6;

/// Numbers texts in order of coming.
#[derive(Debug)]
struct Words<'a> {
    numbers: BTreeMap<&'a str, u32>,
    texts: Vec<String>,
}

impl Default for Words<'_> {
    fn default() -> Self {
        Words { numbers: BTreeMap::new(), texts: vec![String::new()] }
    }
}

impl<'a> Words<'a> {
    fn word(&mut self, text: Option<&'a str>) -> Word {
        let Some(text) = text else { return Word::UNKNOWN };
        let next = self.texts.len() as u32;
        Word(*self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text.to_owned());
            next
        }))
    }
}
