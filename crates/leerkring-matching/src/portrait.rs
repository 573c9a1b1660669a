//! A network portrait: what a network needs and has to offer, with no school named.

mod told;

use std::collections::BTreeMap;

use leerkring_model::Subject;

use crate::asks::Ask;
use crate::hosts::Hosts;
use crate::network::Network;
use crate::nobody::Nobody;

/// What a network needs and has to offer.
///
/// No school is named or ranked. What schools stated is counted: their needs, their offers, and their room. Of how they stand one thing enters: whether a
/// school that asks about an aspect can be served on it, with its own phase and those of the hosts; and only where at
/// least [`LEAST_NEEDS`](Portrait::LEAST_NEEDS) schools ask. Why the others cannot is told only by reasons that each hold for
/// as many, and not for all that ask, so that nobody can tell of one school that asks why it finds nobody. How a school stands on what it neither
/// asks nor offers with room changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Portrait {
    /// The number of schools.
    pub schools: u32,
    /// The number of visits that all schools that offer something can receive, each counted once.
    pub places: u64,
    /// By subject, in the order of [`Network::subjects`].
    pub subjects: Vec<SubjectPortrait>,
}

/// What a network needs and has to offer on one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SubjectPortrait {
    /// The subject.
    pub subject: Subject,
    /// How many schools would like to learn about it.
    pub needs: u32,
    /// How many schools offer it.
    pub offers: u32,
    /// How many of those have room.
    pub open: u32,
    /// How many visits those can receive. A school's room is for all that it offers together, and is counted here on each, so
    /// that places on several subjects cannot be added up.
    pub places: u64,
    /// How many schools would like to think about it together with another.
    pub thinks: u32,
    /// How many needs can be served; `None` on an aspect about which fewer than [`LEAST_NEEDS`](Portrait::LEAST_NEEDS) schools ask. On a
    /// topic nobody stands anywhere, so that there all is told.
    pub served: Option<Served>,
}

/// How many needs can be served, each looked at by itself: two schools may have found the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Served {
    /// For so many somebody is found.
    pub found: u32,
    /// For so many there is nobody yet, by reason. On an aspect a reason stands apart only where it holds for at least
    /// [`LEAST_NEEDS`](Portrait::LEAST_NEEDS) needs, and not for all; the rest is one number under [`Unserved::Other`]: at least as many too, or
    /// else the only one here.
    pub nobody: BTreeMap<Unserved, u32>,
}

/// Why needs cannot be served: what [`Nobody`] says of one school, with one reason for all that depend on where it stands itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unserved {
    /// No other school offers the subject.
    NotOffered,
    /// Others offer it, but none of them has room.
    NoRoom,
    /// The school has no phase, is in the highest one, or none of those with room is known to stand higher.
    OwnPhase,
    /// The limit on distance keeps somebody away.
    TooFar,
    /// Other rules keep each of them away, or the distance, which is limited, is not known.
    RulesAllowNone,
    /// Any of these: those that do not stand apart.
    Other,
}

impl Unserved {
    /// All of them, in order.
    pub const ALL: &'static [Unserved] = &[
        Unserved::NotOffered,
        Unserved::NoRoom,
        Unserved::OwnPhase,
        Unserved::TooFar,
        Unserved::RulesAllowNone,
        Unserved::Other,
    ];

    fn of(nobody: Nobody) -> Unserved {
        match nobody {
            Nobody::LearnerHasNoPhase | Nobody::LearnerAtTop | Nobody::NoneHigher => Unserved::OwnPhase,
            Nobody::NotOffered => Unserved::NotOffered,
            Nobody::NoRoom => Unserved::NoRoom,
            Nobody::TooFar => Unserved::TooFar,
            Nobody::PlaceUnknown | Nobody::RulesAllowNone => Unserved::RulesAllowNone,
        }
    }
}

/// The needs of an aspect that are not served, without what would tell of one school why.
fn withheld(by_reason: BTreeMap<Unserved, u32>, needs: u32) -> BTreeMap<Unserved, u32> {
    let is_apart = |many: u32| many >= Portrait::LEAST_NEEDS && many < needs;
    let (mut apart, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        by_reason.into_iter().partition(|(_, many)| is_apart(*many));
    let mut other: u32 = rest.values().sum();
    // A small rest would tell what the others tell by themselves: it takes the smallest of them along.
    if (1..Portrait::LEAST_NEEDS).contains(&other)
        && let Some(smallest) = apart.iter().min_by_key(|(_, many)| **many).map(|(reason, _)| *reason)
    {
        other += apart.remove(&smallest).unwrap_or(0);
    }
    if other > 0 {
        apart.insert(Unserved::Other, other);
    }
    apart
}

/// Where a network is thin on a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Thin {
    /// There are fewer places than needs.
    FewPlaces,
    /// For some needs there is nobody yet.
    NobodyYet,
}

impl Portrait {
    /// With fewer needs on an aspect than this it is not told how many can be served, and no reason stands apart with fewer: from that, where
    /// one of them stands could be guessed.
    pub const LEAST_NEEDS: u32 = 5;
}

impl SubjectPortrait {
    /// Where the network is thin: fewer places than needs, or a need for which there is nobody.
    pub fn thin(&self) -> Vec<Thin> {
        let few = (self.places < u64::from(self.needs)).then_some(Thin::FewPlaces);
        let nobody = self.served.as_ref().is_some_and(|served| served.found < self.needs);
        few.into_iter().chain(nobody.then_some(Thin::NobodyYet)).collect()
    }
}

impl Network {
    /// What this network needs and has to offer, subject by subject; with several threads if the feature `parallel` is on.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Row};
    /// # use leerkring_model::{Language, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # for (id, asks) in [("06AB", true), ("14CD", false)] {
    /// #     let mut row = Row::new(SchoolId::new(id)?);
    /// #     let (asks, offers) = ([asks, false, false, false, false], [!asks, false, false, false, false]);
    /// #     (row.asks, row.offers, row.room) = (&asks, &offers, 2);
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// let koers = &network.portrait().subjects[0];
    /// assert_eq!((koers.needs, koers.offers, koers.places), (1, 1, 2));
    /// assert_eq!(
    ///     koers.in_language(Language::En),
    ///     "1 school would like to learn about this. 1 school offers it and has room, for 2 visits."
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn portrait(&self) -> Portrait {
        let answer = |&(school, subject): &Ask| (subject, self.nobody(school, subject as usize));
        #[cfg(feature = "parallel")]
        let answers: Vec<(u32, Option<Nobody>)> = {
            use rayon::prelude::*;
            let asks: Vec<&Ask> = self.asks.all().collect();
            asks.into_par_iter().map(answer).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let answers: Vec<(u32, Option<Nobody>)> = self.asks.all().map(answer).collect();

        let mut by_reason: Vec<BTreeMap<Option<Unserved>, u32>> = vec![BTreeMap::new(); self.hosts.len()];
        for (subject, nobody) in answers {
            if let Some(counts) = by_reason.get_mut(subject as usize) {
                *counts.entry(nobody.map(Unserved::of)).or_default() += 1;
            }
        }
        let wished = self.subjects().zip(&self.hosts).zip(&self.thinkers);
        let subjects = wished.zip(by_reason).map(|(((subject, hosts), thinkers), counts)| {
            let needs = counts.values().sum();
            let found = counts.get(&None).copied().unwrap_or(0);
            let nobody = counts.iter().filter_map(|(reason, many)| Some(((*reason)?, *many))).collect();
            let is_topic = matches!(subject, Subject::Topic(_));
            let nobody = if is_topic { nobody } else { withheld(nobody, needs) };
            SubjectPortrait {
                subject,
                needs,
                // There are fewer than four billion schools.
                offers: hosts.offers().count() as u32,
                open: hosts.open() as u32,
                places: hosts.offers().map(|offer| u64::from(offer.room())).sum(),
                thinks: thinkers.offers().count() as u32,
                served: (is_topic || needs >= Portrait::LEAST_NEEDS).then_some(Served { found, nobody }),
            }
        });
        Portrait {
            schools: self.schools.ids().len() as u32,
            places: self.all_places(),
            subjects: subjects.collect(),
        }
    }

    /// Why this learner finds nobody on this subject; `None` if it does.
    fn nobody(&self, learner: u32, subject: usize) -> Option<Nobody> {
        let question = self.question(learner, subject);
        let is_found = question.as_ref().is_some_and(|question| !question.best(1).is_empty());
        (!is_found).then(|| Nobody::of(question.as_ref(), self.top))
    }

    /// The room of all schools that offer something, each counted once.
    fn all_places(&self) -> u64 {
        // A school has the same room on all that it offers.
        let mut rooms = vec![0; self.schools.ids().len()];
        for offer in self.hosts.iter().flat_map(Hosts::offers) {
            if let Some(room) = rooms.get_mut(offer.school() as usize) {
                *room = offer.room();
            }
        }
        rooms.into_iter().map(u64::from).sum()
    }
}
