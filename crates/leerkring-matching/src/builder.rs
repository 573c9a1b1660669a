//! A network from plain values, school by school.

use std::fmt;

use leerkring_model::{Model, Phase, SchoolId};

use crate::asks::Asks;
use crate::error::NetworkError;
use crate::hosts::{Hosts, Offer};
use crate::nearest::{Lane, Points, off_km, order};
use crate::network::Network;
use crate::options::Options;
use crate::own::Own;
use crate::row::Row;
use crate::rules::Checked;
use crate::schools::{Facts, Schools, Words};
use crate::sphere::{NOWHERE, unit_vector};
use crate::stand::{Spreads, Stand};
use crate::traits::{Trait, UsedTrait};
use crate::units::{Kinds, asked, category, in_use, scaled, settle};

/// Builds a [`Network`] from [`Row`]s as they come, for millions of schools or where the values are in columns already:
/// nothing is kept of a row but what matching reckons with, 100 to 300 bytes, and for each offer or wish to think together 16 bytes and what the
/// search keeps of it, 4 for each number. Until the
/// network is built a byte for each subject is kept as well, twice at the most: a hundred topics and six million schools are 0.6 GB.
/// [`Network::build`] is the same with whole [`Member`](crate::Member)s.
///
/// ```
/// use leerkring_matching::{Builder, Options, Position, Row};
/// use leerkring_model::{Phase, Point, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut builder = Builder::new(&model, Options::default())?;
/// for (id, lat, phase) in [("06AB", 52.1, Phase::Two), ("14CD", 52.2, Phase::Three)] {
///     let mut row = Row::new(SchoolId::new(id)?);
///     row.point = Some(Point::new(lat, 5.1)?);
///     let positions = [Some(Position::new(phase)), None, None, None, None];
///     row.positions = &positions;
///     row.offers = &[true, false, false, false, false];
///     row.room = 2;
///     builder.push(row)?;
/// }
/// let network = builder.build()?;
/// let koers = builtin::SamenLerenAspect::Koers.id();
/// let answer = network.suggest(&SchoolId::new("06AB")?, &koers, 10)?;
/// assert_eq!(answer.found[0].host.as_str(), "14CD");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Builder<'a> {
    model: &'a Model,
    options: Options,
    ids: Vec<SchoolId>,
    /// The traits asked that are numbers, those that are categories, and whether any school knows each.
    numbers: Vec<Trait>,
    categories: Vec<Trait>,
    numbers_known: Vec<bool>,
    categories_known: Vec<bool>,
    points: Points,
    kinds: Kinds,
    facts: Vec<Facts>,
    words: Words,
    spreads: Spreads,
    stands: Vec<Option<Stand>>,
    wants: Vec<Want>,
    rooms: Vec<u32>,
}

/// What a school wants on a subject: a bit for each wish.
#[derive(Clone, Copy, Debug)]
struct Want(u8);

impl Want {
    const OFFERS: u8 = 1;
    const ASKS: u8 = 2;
    const THINKS: u8 = 4;

    fn new(offers: bool, asks: bool, thinks: bool) -> Want {
        let bit = |wish, bit| if wish { bit } else { 0 };
        Want(bit(offers, Want::OFFERS) | bit(asks, Want::ASKS) | bit(thinks, Want::THINKS))
    }

    fn has(self, wish: u8) -> bool {
        self.0 & wish != 0
    }
}

impl<'a> Builder<'a> {
    /// No schools yet.
    ///
    /// # Errors
    /// [`NetworkError`] if a number or a name in the options cannot be used.
    pub fn new(model: &'a Model, options: Options) -> Result<Builder<'a>, NetworkError> {
        options.check()?;
        let [numbers, categories]: [Vec<Trait>; 2] =
            [false, true].map(|category| asked(&options.traits, category).cloned().collect());
        Ok(Builder {
            model,
            ids: Vec::new(),
            points: Points::new(numbers.len(), options.cost.per_context_unit_km),
            kinds: Kinds::default(),
            numbers_known: vec![false; numbers.len()],
            categories_known: vec![false; categories.len()],
            numbers,
            categories,
            facts: Vec::new(),
            words: Words::default(),
            spreads: Spreads::new(model.levels(), options.fading),
            stands: Vec::new(),
            wants: Vec::new(),
            rooms: Vec::new(),
            options,
        })
    }

    /// Makes room for this many more schools, so that memory is asked for once.
    pub fn reserve(&mut self, schools: usize) {
        let (aspects, subjects) = (self.model.aspects().len(), self.subjects());
        self.ids.reserve_exact(schools);
        self.points.reserve(schools);
        self.facts.reserve_exact(schools);
        self.stands.reserve_exact(schools * aspects);
        self.wants.reserve_exact(schools * subjects);
        self.rooms.reserve_exact(schools);
    }

    /// How many aspects and topics there are.
    fn subjects(&self) -> usize {
        self.model.aspects().len() + self.options.topics.len()
    }

    /// Adds a school. The order in which schools are added makes no difference to the network.
    ///
    /// # Errors
    /// [`NetworkError`] if a list is neither empty nor of the right length, if a value of a trait cannot be compared, or if
    /// a position is not on the model's scale. The builder is then as it was.
    pub fn push(&mut self, row: Row) -> Result<(), NetworkError> {
        let aspects = self.model.aspects().len();
        row.check(
            [self.numbers.len(), self.categories.len()],
            self.model.aspects().iter().map(|aspect| aspect.id()),
            self.options.topics.len(),
            self.model.levels(),
            self.options.fading.today,
        )?;
        let mut context = [f64::NAN; FEW_TRAITS];
        let mut many = Vec::new();
        let context = match context.get_mut(..self.numbers.len()) {
            Some(context) => context,
            None => {
                many.resize(self.numbers.len(), f64::NAN);
                &mut many
            }
        };
        for ((units, value), asked) in context.iter_mut().zip(row.traits).zip(&self.numbers) {
            *units = scaled(&row.id, *value, asked)?;
        }
        // Not what came, but what has a place on the scale: that leaves out a 0 in doublings.
        for (known, units) in self.numbers_known.iter_mut().zip(&*context) {
            *known |= !units.is_nan();
        }
        for (known, text) in self.categories_known.iter_mut().zip(row.categories) {
            *known |= text.is_some();
        }

        let at = row.point.map_or(NOWHERE, |point| unit_vector(point.lat(), point.lon()));
        self.points.push(at, context.iter().copied());
        let texts = (0..self.categories.len()).map(|place| row.categories.get(place).copied().flatten());
        self.kinds.push(texts.map(|text| self.words.word(text)));
        self.facts.push(Facts {
            sector: self.words.word(row.sector),
            language: self.words.word(row.language),
            board: self.words.word(row.board),
            network_type: self.words.word(row.network_type),
        });
        let is = |list: &[bool], place| list.get(place).copied().unwrap_or(false);
        for place in 0..aspects {
            let position = row.positions.get(place).and_then(Option::as_ref);
            self.stands.push(position.map(|position| self.spreads.add(position)));
        }
        let want = |place| Want::new(is(row.offers, place), is(row.asks, place), is(row.thinks, place));
        self.wants.extend((0..self.subjects()).map(want));
        self.rooms.push(row.room);
        self.ids.push(row.id);
        Ok(())
    }

    /// The network of these schools.
    ///
    /// # Errors
    /// [`NetworkError`] if a school is there twice or there are too many, or if the options name a trait or a school that
    /// nobody knows.
    pub fn build(self) -> Result<Network, NetworkError> {
        let Builder { model, options, ids, mut points, facts, words, spreads, stands, wants, rooms, .. } =
            self;
        let Builder { numbers, categories, kinds, numbers_known, categories_known, .. } = self;
        let aspects = model.aspects().len();
        let subjects = aspects + options.topics.len();
        can_be_numbered(ids.len(), aspects)?;
        let keep = in_use(&numbers, &numbers_known, ids.len())?;
        let keep_kinds = in_use(&categories, &categories_known, ids.len())?;
        if keep.contains(&false) {
            points = points.narrowed(&keep);
        }
        let mut traits = Vec::new();
        for (place, asked) in kept(&numbers, &keep).enumerate() {
            traits.push(settle(&mut points, place, asked, |label| ids.get(label as usize).cloned())?);
        }
        let left_out = [not_kept(&numbers, &keep), not_kept(&categories, &keep_kinds)].concat();
        let (ids, by_rank) = in_order(ids)?;

        // First by id, so that the order of coming makes no difference; then by neighbourhood.
        let ranks = order(&points, &by_rank);
        let mut numbers = vec![0; ranks.len()];
        for (number, &rank) in (0u32..).zip(&ranks) {
            if let Some(place) = numbers.get_mut(rank as usize) {
                *place = number;
            }
        }
        let asks = asks(&wants, &by_rank, &numbers, subjects);
        let came: Vec<u32> = ranks.iter().filter_map(|&rank| by_rank.get(rank as usize)).copied().collect();
        let apart: Vec<UsedTrait> = kept(&categories, &keep_kinds).map(category).collect();
        let kinds =
            kinds.rearranged(&came, &keep_kinds, apart.iter().map(|used| 1.0 / used.per_unit).collect());
        traits.extend(apart);
        let points = points.rearranged(&came);
        let facts = pick(facts, &came, 1);
        let stands = pick(stands, &came, aspects);
        let wants = pick(wants, &came, subjects);
        let rooms = pick(rooms, &came, 1);
        drop((by_rank, came));

        let costly_doubt = options.cost.full_doubt_km > 0.0;
        let stand_at = |school: u32, subject| match subject < aspects {
            true => stands.get(school as usize * aspects + subject).copied().flatten(),
            false => Some(Stand::ON_TOPIC),
        };
        let phases = |subject| if subject < aspects { model.top() } else { Phase::LOWEST }.number();
        let offers_any = |wants: &[Want]| wants.iter().any(|want| want.has(Want::OFFERS));
        let can_host: Vec<bool> = wants
            .chunks(subjects.max(1))
            .zip(&rooms)
            .map(|(wants, room)| *room > 0 && offers_any(wants))
            .collect();
        let mut wanted: Vec<(Vec<Offer>, Vec<Offer>)> = (0..subjects).map(|_| Default::default()).collect();
        for ((school, wants), room) in (0u32..).zip(wants.chunks(subjects.max(1))).zip(&rooms) {
            for ((subject, want), (offers, thoughts)) in wants.iter().enumerate().zip(&mut wanted) {
                if want.has(Want::OFFERS) {
                    offers.push(Offer::new(school, *room, stand_at(school, subject)));
                }
                if want.has(Want::THINKS) {
                    thoughts.push(Offer::to_think(school, stand_at(school, subject)));
                }
            }
        }
        drop(wants);
        let of_subject = |(subject, (offers, thoughts))| {
            let build = |mut offers: Vec<Offer>, doubt| {
                offers.shrink_to_fit();
                Hosts::build(offers, &points, Phase::scale(phases(subject)), &spreads, doubt)
            };
            (build(offers, costly_doubt && subject < aspects), build(thoughts, false))
        };
        #[cfg(feature = "parallel")]
        let (hosts, thinkers) = {
            use rayon::prelude::*;
            wanted.into_par_iter().enumerate().map(of_subject).unzip()
        };
        #[cfg(not(feature = "parallel"))]
        let (hosts, thinkers) = wanted.into_iter().enumerate().map(of_subject).unzip();

        let off_km = off_km(&points);
        let schools =
            Schools { ids, numbers, ranks, points, kinds, facts, traits, left_out, words: words.texts };
        Ok(Network {
            model: model.id().clone(),
            aspects: model.aspects().iter().map(|aspect| aspect.id().clone()).collect(),
            top: model.top(),
            rules: Checked::new(options.rules, &schools)?,
            schools,
            own: Own::new(aspects, stands),
            spreads,
            topics: options.topics,
            hosts,
            thinkers,
            asks,
            can_host,
            rates: options.cost,
            lane: Lane::best(),
            off_km,
        })
    }
}

impl fmt::Debug for Builder<'_> {
    /// How large it is, as of a [`Network`]: where schools stand is in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("model", self.model.id())
            .field("schools", &self.ids.len())
            .field("aspects", &self.model.aspects().len())
            .field("topics", &self.options.topics.len())
            .finish_non_exhaustive()
    }
}

/// Those of these traits that are kept.
fn kept<'a>(traits: &'a [Trait], keep: &'a [bool]) -> impl Iterator<Item = &'a Trait> {
    traits.iter().zip(keep).filter(|(_, keep)| **keep).map(|(asked, _)| asked)
}

/// The others.
fn not_kept(traits: &[Trait], keep: &[bool]) -> Vec<Trait> {
    traits.iter().zip(keep).filter(|(_, keep)| !**keep).map(|(asked, _)| asked.clone()).collect()
}

/// Schools, and their probabilities on each aspect, are numbered in 32 bits. Topics have none.
fn can_be_numbered(schools: usize, aspects: usize) -> Result<(), NetworkError> {
    let most = u32::MAX as usize / aspects.max(1);
    if schools > most { Err(NetworkError::TooMany { schools, most }) } else { Ok(()) }
}

/// Room for so many traits without asking for memory.
const FEW_TRAITS: usize = 16;

/// The ids in order, and where each of them came.
fn in_order(ids: Vec<SchoolId>) -> Result<(Vec<SchoolId>, Vec<u32>), NetworkError> {
    // As most registers are.
    if ids.is_sorted_by(|one, next| one < next) {
        let order = (0u32..).zip(&ids).map(|(place, _)| place).collect();
        return Ok((ids, order));
    }
    let mut ids: Vec<(SchoolId, u32)> = ids.into_iter().zip(0..).collect();
    ids.sort();
    for ((one, _), (next, _)) in ids.iter().zip(ids.iter().skip(1)) {
        if one == next {
            return Err(NetworkError::SchoolTwice { school: one.clone() });
        }
    }
    Ok(ids.into_iter().unzip())
}

/// These rows of so many values each; the values themselves are done with.
fn pick<T: Copy>(values: Vec<T>, rows: &[u32], width: usize) -> Vec<T> {
    let row = |&row: &u32| values.get(row as usize * width..(row as usize + 1) * width).unwrap_or_default();
    let mut picked = Vec::with_capacity(rows.len() * width);
    rows.iter().for_each(|number| picked.extend_from_slice(row(number)));
    picked
}

/// What the schools ask, given where each came and what its number is, in order of id.
fn asks(wants: &[Want], by_rank: &[u32], numbers: &[u32], subjects: usize) -> Asks {
    Asks::new(by_rank.iter().zip(numbers).map(|(&came, &number)| {
        let of_school = wants.iter().skip(came as usize * subjects).take(subjects);
        let asked = (0u32..).zip(of_school).filter(|(_, want)| want.has(Want::ASKS));
        asked.map(move |(subject, _)| (number, subject))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_make_no_network_smaller() {
        let most = u32::MAX as usize;
        assert_eq!((can_be_numbered(most, 0), can_be_numbered(most / 5, 5)), (Ok(()), Ok(())));
        assert_eq!(
            can_be_numbered(858_993_460, 5).unwrap_err().to_string(),
            "`858993460` schools are too many for this model; split the network into parts of at most 858993459"
        );
    }

    #[test]
    fn what_is_kept_of_a_wish() {
        assert_eq!((size_of::<Want>(), size_of::<Offer>()), (1, 16));
        for bits in 0..8 {
            let [offers, asks, thinks] = [1, 2, 4].map(|bit| bits & bit != 0);
            let want = Want::new(offers, asks, thinks);
            let has = [Want::OFFERS, Want::ASKS, Want::THINKS].map(|wish| want.has(wish));
            assert_eq!(has, [offers, asks, thinks]);
        }
    }
}
