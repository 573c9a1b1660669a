//! What if: the smallest single change that brings a partner.

mod kinds;
mod told;
mod wanted;

use leerkring_model::{Phase, SchoolId, Subject};

use crate::barrier::Barrier;
use crate::cost::Cost;
use crate::error::SuggestError;
use crate::network::Network;
use crate::nobody::Nobody;
use crate::why_not::WhyNot;
use wanted::Wanted;

/// What one change would bring.
///
/// Only schools that offer the subject and, on an aspect, stand higher are named: offering means that a partner may know the phase. So this is the
/// one answer that reckons with how a school stands that offers but has no room.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum WhatIf {
    /// Nothing has to change: this school is on the list.
    Listed {
        /// The school.
        host: SchoolId,
        /// Its place, counted from 1.
        rank: u32,
    },
    /// Each of these changes is enough by itself; the cheapest first, in the order of [`Change`]. At least one.
    Enough(Vec<Remedy>),
    /// Where nobody is found: no change is enough by itself. Of all schools this one needs the fewest, and all of these stand in its way.
    TooMuch {
        /// The school.
        host: SchoolId,
        /// What stands in its way.
        obstacles: Vec<Obstacle>,
    },
    /// No change by itself brings the school that was asked about: all of these stand in its way, at least one.
    StillNot {
        /// The school.
        host: SchoolId,
        /// What stands in its way.
        obstacles: Vec<Obstacle>,
    },
    /// The school that was asked about is no host on this subject, whatever changes.
    NotThisHost(WhyNot),
    /// No change of these kinds brings anybody. The reasons are here meant with or without room: `NotOffered` as ever; `NoneHigher`:
    /// of all that offer it none is known to stand higher; `RulesAllowNone`: with each that does, the learner is ruled out by name or is
    /// its partner already.
    NoHost(Nobody),
}

/// A change, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Remedy {
    /// What would change.
    pub change: Change,
    /// The school that would be found: the one asked about, or the best.
    pub host: SchoolId,
    /// Where it stands; `None` on a topic.
    pub host_phase: Option<Phase>,
    /// The place it would have, counted from 1, with all others that the change lets in.
    pub place: u32,
    /// What it costs.
    pub cost: Cost,
}

/// A change to one thing. The order says what is cheaper:
///
/// 1. a longer list, which asks nothing of anybody;
/// 2. a place at a school that is willing: one call to one school;
/// 3. more kilometres or more phases, whichever is less in kilometre-equivalents at the network's own rates: a kilometre
///    is one, and a phase is [`per_extra_phase_km`](crate::CostRates::per_extra_phase_km); at a tie kilometres first;
/// 4. a rule less, in the order board, network type, language, sector: the last two keep a visit useful.
///
/// That a pair is ruled out by name, or are partners already, was somebody's decision and is never among the changes; neither is how sure it must
/// be that a host is further, which protects the learner's time, nor a place on the map that is not known, because nobody can say whether it lies
/// within the limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Change {
    /// A list of this length.
    LongerList {
        /// The place of the school asked about.
        k: u32,
    },
    /// The school opens a place for a visit.
    OpenPlace,
    /// [`Rules::max_km`](crate::Rules::max_km) is raised.
    MoreKm {
        /// To this many kilometres, a whole number.
        max_km: f64,
        /// That is so many more.
        more_km: f64,
    },
    /// [`Rules::max_steps`](crate::Rules::max_steps) is raised.
    MoreSteps {
        /// To this many phases.
        max_steps: u8,
        /// That is so many more.
        more_steps: u8,
    },
    /// [`Rules::board`](crate::Rules::board) becomes any.
    AnyBoard,
    /// [`Rules::network_type`](crate::Rules::network_type) becomes any.
    AnyNetworkType,
    /// [`Rules::same_language`](crate::Rules::same_language) is dropped.
    AnyLanguage,
    /// [`Rules::same_sector`](crate::Rules::same_sector) is dropped.
    AnySector,
}

/// One of the things that stand between a learner and a school that offers and stands higher.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Obstacle {
    /// It has no room.
    NoRoom,
    /// A rule.
    Rule(Barrier),
    /// With the other obstacle out of the way it would still not be on the list.
    FurtherDown {
        /// The place it would have, counted from 1.
        place: u32,
        /// How many are asked for.
        k: u32,
    },
}

impl Network {
    /// Which single changes would bring this learner a host on this subject, where there is none: of each kind the smallest that does, the
    /// cheapest kind first. The same as building the network anew with every change there is.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Change, Options, Position, Row, WhatIf};
    /// # use leerkring_model::{Phase, Point, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let koers = builtin::SamenLerenAspect::Koers.id();
    /// let mut options = Options::default();
    /// options.rules.max_km = Some(10.0);
    /// # let mut builder = Builder::new(&model, options)?;
    /// # let learner = SchoolId::new("06AB")?;
    /// # for (id, lat, phase) in [("06AB", 52.0, Phase::Two), ("14CD", 52.1, Phase::Three)] {
    /// #     let mut row = Row::new(SchoolId::new(id)?);
    /// #     row.point = Some(Point::new(lat, 5.0)?);
    /// #     let positions = [Some(Position::new(phase)), None, None, None, None];
    /// #     row.positions = &positions;
    /// #     row.offers = &[true, false, false, false, false];
    /// #     row.room = 1;
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// // The only host is 11.1 km away.
    /// let WhatIf::Enough(remedies) = network.what_if(&learner, &koers)? else { panic!() };
    /// assert_eq!(remedies[0].change, Change::MoreKm { max_km: 12.0, more_km: 2.0 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the school, or the subject.
    pub fn what_if(&self, learner: &SchoolId, subject: impl Into<Subject>) -> Result<WhatIf, SuggestError> {
        let (learner, subject) = (self.number(learner)?, self.place(&subject.into())?);
        let Some(question) = self.question(learner, subject) else {
            return Ok(WhatIf::NoHost(Nobody::LearnerHasNoPhase));
        };
        if question.is_upward() && question.phase() >= self.top {
            return Ok(WhatIf::NoHost(Nobody::LearnerAtTop));
        }
        let wanted = Wanted::new(self, question);
        let listed = question.best(1).first().and_then(|(host, _)| wanted.listed(*host, 1));
        Ok(listed.unwrap_or_else(|| wanted.anybody()))
    }

    /// Which single change would bring `host` among the best `k` hosts of `learner` on this subject. There is at most one, because
    /// where two things stand in the way no single change is enough.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have one of the schools, or the subject.
    pub fn what_if_host(
        &self,
        learner: &SchoolId,
        host: &SchoolId,
        subject: impl Into<Subject>,
        k: usize,
    ) -> Result<WhatIf, SuggestError> {
        let (learner, host) = (self.number(learner)?, self.number(host)?);
        let place = self.place(&subject.into())?;
        if learner == host {
            return Ok(WhatIf::NotThisHost(WhyNot::Itself));
        }
        let Some(question) = self.question(learner, place) else {
            return Ok(WhatIf::NotThisHost(WhyNot::LearnerHasNoPhase));
        };
        let Some(offer) = self.hosts.get(place).and_then(|hosts| hosts.offer_of(host)) else {
            return Ok(WhatIf::NotThisHost(WhyNot::NotOffered));
        };
        let wanted = Wanted::new(self, question);
        let answer = question.would_host(offer).and_then(|host| wanted.this(offer, host, k));
        Ok(answer.unwrap_or(WhatIf::NotThisHost(WhyNot::NotHigher)))
    }
}
