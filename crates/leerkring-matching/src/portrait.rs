//! A network portrait: what a network needs and has to offer, with no school named.

use std::collections::BTreeMap;

use leerkring_model::{Language, Subject};

use crate::hosts::Hosts;
use crate::network::Network;
use crate::nobody::Nobody;

/// What a network needs and has to offer.
///
/// No school is named or ranked. What schools stated is counted: their needs, their offers, and their room. Of how they stand one thing enters: whether a
/// school that asks about an aspect can be served on it, with its own phase and those of the hosts; and only where at
/// least [`LEAST_NEEDS`](Portrait::LEAST_NEEDS) schools ask. How a school stands on what it neither asks nor offers with room changes nothing.
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
    /// that places on several aspects cannot be added up.
    pub places: u64,
    /// How many schools would like to think about it together with another.
    pub thinks: u32,
    /// How many needs can be served; `None` where fewer than [`LEAST_NEEDS`](Portrait::LEAST_NEEDS) schools have one.
    pub served: Option<Served>,
}

/// How many needs can be served, each looked at by itself: two schools may have found the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Served {
    /// For so many somebody is found.
    pub found: u32,
    /// For so many there is nobody yet, by reason.
    pub nobody: BTreeMap<Nobody, u32>,
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
    /// With fewer needs than this it is not told how many can be served: from that, where one of them stands could be guessed.
    pub const LEAST_NEEDS: u32 = 5;
}

impl SubjectPortrait {
    /// Where the network is thin: fewer places than needs, or a need for which there is nobody.
    pub fn thin(&self) -> Vec<Thin> {
        let few = (self.places < u64::from(self.needs)).then_some(Thin::FewPlaces);
        let nobody = self.served.as_ref().is_some_and(|served| served.found < self.needs);
        few.into_iter().chain(nobody.then_some(Thin::NobodyYet)).collect()
    }

    /// In Dutch or English, as sentences about the subject.
    pub fn in_language(&self, language: Language) -> String {
        let SubjectPortrait { needs, offers, open, places, thinks, served, .. } = self;
        let mut text = language.choose(
            format!(
                "Vragen: {needs}. Aanbod: {offers}, waarvan {open} met plaats, samen voor {places} bezoeken."
            ),
            format!(
                "Needs: {needs}. Offers: {offers}, of which {open} with room, for {places} visits together."
            ),
        );
        if let Some(Served { found, nobody }) = served {
            text += &language.choose(
                format!(" Voor {found} van de {needs} vragen is er iemand."),
                format!(" For {found} of the {needs} needs there is somebody."),
            );
            let nobody: Vec<String> = nobody
                .iter()
                .map(|(reason, many)| format!("{many} {}", in_short(*reason, language)))
                .collect();
            if !nobody.is_empty() {
                let nobody = nobody.join(", ");
                text += &language.choose(format!(" Nog niet: {nobody}."), format!(" Not yet: {nobody}."));
            }
        }
        if self.thin().contains(&Thin::FewPlaces) {
            text += language
                .choose(" Er zijn minder plaatsen dan vragen.", " There are fewer places than needs.");
        }
        text += &match (thinks, language) {
            (0, _) => String::new(),
            (1, Language::Nl) => " 1 school wil hierover samen nadenken.".to_owned(),
            (1, Language::En) => " 1 school would like to think about it together.".to_owned(),
            (_, Language::Nl) => format!(" {thinks} scholen willen hierover samen nadenken."),
            (_, Language::En) => format!(" {thinks} schools would like to think about it together."),
        };
        text
    }
}

/// A reason in a list, after a number of needs.
fn in_short(reason: Nobody, language: Language) -> &'static str {
    match reason {
        Nobody::LearnerHasNoPhase => {
            language.choose("waar de school nog geen fase heeft", "without a phase yet")
        }
        Nobody::LearnerAtTop => language.choose("al in de hoogste fase", "in the highest phase already"),
        Nobody::NotOffered => language.choose("die niemand aanbiedt", "that nobody offers"),
        Nobody::NoRoom => language.choose("waarvoor niemand plaats heeft", "for which nobody has room"),
        Nobody::NoneHigher => {
            language.choose("waarbij niemand met plaats verder is", "where nobody with room is further")
        }
        Nobody::TooFar => language.choose("waarvoor het te ver is", "where it is too far"),
        Nobody::RulesAllowNone => {
            language.choose("die niet binnen de regels passen", "that the rules do not allow")
        }
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
    /// assert_eq!(koers.in_language(Language::En), "Needs: 1. Offers: 1, of which 1 with room, for 2 visits together.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn portrait(&self) -> Portrait {
        let answer = |&(school, aspect): &(u32, u32)| (aspect, self.nobody(school, aspect as usize));
        #[cfg(feature = "parallel")]
        let answers: Vec<(u32, Option<Nobody>)> = {
            use rayon::prelude::*;
            self.asks.par_iter().map(answer).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let answers: Vec<(u32, Option<Nobody>)> = self.asks.iter().map(answer).collect();

        let mut by_reason: Vec<BTreeMap<Option<Nobody>, u32>> = vec![BTreeMap::new(); self.hosts.len()];
        for (aspect, nobody) in answers {
            if let Some(counts) = by_reason.get_mut(aspect as usize) {
                *counts.entry(nobody).or_default() += 1;
            }
        }
        let wished = self.subjects().zip(&self.hosts).zip(&self.thinkers);
        let subjects = wished.zip(by_reason).map(|(((subject, hosts), thinkers), counts)| {
            let needs = counts.values().sum();
            let nobody = counts.iter().filter_map(|(reason, many)| Some(((*reason)?, *many))).collect();
            let served = Served { found: counts.get(&None).copied().unwrap_or(0), nobody };
            SubjectPortrait {
                subject,
                needs,
                // There are fewer than four billion schools.
                offers: hosts.offers().count() as u32,
                open: hosts.open() as u32,
                places: hosts.offers().map(|offer| u64::from(offer.room())).sum(),
                thinks: thinkers.offers().count() as u32,
                served: (needs >= Portrait::LEAST_NEEDS).then_some(served),
            }
        });
        Portrait {
            schools: self.schools.ids().len() as u32,
            places: self.all_places(),
            subjects: subjects.collect(),
        }
    }

    /// Why this learner finds nobody on this aspect; `None` if it does.
    fn nobody(&self, learner: u32, aspect: usize) -> Option<Nobody> {
        let question = self.question(learner, aspect);
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
