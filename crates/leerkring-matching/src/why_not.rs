//! Why this school and not that one: the answer to a coordinator's second question.

use leerkring_model::{Language, SchoolId, Subject};

use crate::barrier::Barrier;
use crate::cost::Cost;
use crate::error::SuggestError;
use crate::network::Network;
use crate::words::{asked_for, one_decimal};

/// Why a school is not suggested as host, or where it stands on the list.
///
/// Of several reasons the first is told, in the order of the variants. Whether a school offers the subject comes before
/// anything about its room, and both come before anything about its phase: of a school that does not offer an aspect,
/// or has no room, no answer depends on how it stands (what would be if it had room is another question:
/// [`what_if_host`](Network::what_if_host)); of one that offers it and stands no higher, no more is told
/// than that.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum WhyNot {
    /// It is the learner itself.
    Itself,
    /// Where the learner stands cannot be said.
    LearnerHasNoPhase,
    /// The school does not offer the subject.
    NotOffered,
    /// It offers the subject, but has no room.
    NoRoom,
    /// It is not known to stand higher than the learner. Where it does stand is for those it can host.
    NotHigher,
    /// Rules keep the two apart: all of them, at least one.
    Rules(Vec<Barrier>),
    /// It is on the list.
    Listed {
        /// Its place, counted from 1.
        rank: u32,
        /// What it costs.
        cost: Cost,
    },
    /// It can host, but others are better.
    FurtherDown {
        /// Its place among all hosts that the rules allow, counted from 1.
        place: u32,
        /// What it costs.
        cost: Cost,
        /// How many are asked for.
        k: u32,
        /// What the last of those costs; `None` if none are asked for.
        last: Option<Cost>,
    },
}

impl Network {
    /// Why `host` is not among the best `k` hosts of `learner` on this subject; or, if it is, where.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have one of the schools, or the subject.
    pub fn why_not(
        &self,
        learner: &SchoolId,
        host: &SchoolId,
        subject: impl Into<Subject>,
        k: usize,
    ) -> Result<WhyNot, SuggestError> {
        let (learner, host) = (self.number(learner)?, self.number(host)?);
        let place = self.place(&subject.into())?;
        if learner == host {
            return Ok(WhyNot::Itself);
        }
        let Some(question) = self.question(learner, place) else { return Ok(WhyNot::LearnerHasNoPhase) };
        let Some(offer) = self.hosts.get(place).and_then(|hosts| hosts.offer_of(host)) else {
            return Ok(WhyNot::NotOffered);
        };
        if !offer.has_room() {
            return Ok(WhyNot::NoRoom);
        }
        let Some(party) = question.host(offer) else { return Ok(WhyNot::NotHigher) };
        let Some(place) = question.place(party) else { return Ok(WhyNot::Rules(question.barriers(party))) };
        let cost = question.cost(party);
        Ok(if place <= k {
            WhyNot::Listed { rank: whole(place), cost }
        } else {
            let last = question.best(k).pop().map(|(_, cost)| cost);
            WhyNot::FurtherDown { place: whole(place), cost, k: whole(k), last }
        })
    }
}

/// A place or a number of schools, of which there are fewer than four billion.
pub(crate) fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl WhyNot {
    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            WhyNot::Itself => language
                .choose("een school komt niet bij zichzelf op bezoek", "a school does not visit itself")
                .to_owned(),
            WhyNot::LearnerHasNoPhase => language
                .choose(
                    "waar de vragende school zelf staat op dit aspect, is nog niet te zeggen",
                    "where the learner itself stands on this aspect cannot be said yet",
                )
                .to_owned(),
            WhyNot::NotOffered => language
                .choose("deze school biedt dit niet aan", "this school does not offer this")
                .to_owned(),
            WhyNot::NoRoom => language
                .choose(
                    "deze school biedt dit aan, maar heeft geen plaats voor bezoek",
                    "this school offers this, but has no room for a visit",
                )
                .to_owned(),
            WhyNot::NotHigher => language
                .choose(
                    "van deze school is niet bekend dat zij verder is dan de vragende school",
                    "this school is not known to be further than the learner",
                )
                .to_owned(),
            WhyNot::Rules(barriers) => {
                let barriers: Vec<String> = barriers.iter().map(|b| b.in_language(language)).collect();
                let barriers = barriers.join("; ");
                language.choose(
                    format!("deze school past niet binnen de regels: {barriers}"),
                    format!("the rules do not allow this school: {barriers}"),
                )
            }
            WhyNot::Listed { rank, cost } => {
                let sum = cost.explain(language);
                language.choose(
                    format!("deze school staat op de lijst, op plaats {rank}: {sum}"),
                    format!("this school is on the list, at place {rank}: {sum}"),
                )
            }
            WhyNot::FurtherDown { place, cost, k, last } => {
                let sum = cost.explain(language);
                let total = last.map(|last| one_decimal(last.shown_tenths(), language));
                let last = match (language, total) {
                    (_, None) => String::new(),
                    (Language::Nl, Some(total)) => format!("; de laatste op de lijst kost {total}"),
                    (Language::En, Some(total)) => format!("; the last on the list costs {total}"),
                };
                let asked = asked_for(*k, language);
                language.choose(
                    format!("deze school komt op plaats {place}, en {asked}: {sum}{last}"),
                    format!("this school comes at place {place}, and {asked}: {sum}{last}"),
                )
            }
        }
    }
}

impl std::fmt::Display for WhyNot {
    /// In English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
