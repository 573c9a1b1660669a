//! The partners suggested to a school.

use leerkring_model::{AspectId, Language, Phase, SchoolId};

use crate::cost::{Cost, Party};
use crate::error::SuggestError;
use crate::network::Network;
use crate::nobody::Nobody;
use crate::question::Question;

/// The answer to one school's question about one aspect. It is for that school, and for whoever may see how it stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Suggestions {
    /// The school that asks.
    pub learner: SchoolId,
    /// What it asks about.
    pub aspect: AspectId,
    /// Where it stands itself, if anything can be said.
    pub learner_phase: Option<Phase>,
    /// The best hosts, best first.
    pub found: Vec<Suggestion>,
    /// Why nobody can be found; `None` if somebody can.
    pub nobody: Option<Nobody>,
}

/// One host that is suggested.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Suggestion {
    /// The place in the list, counted from 1.
    pub rank: u32,
    /// The school.
    pub host: SchoolId,
    /// Where it stands.
    pub host_phase: Phase,
    /// What it costs and why.
    pub cost: Cost,
}

impl Suggestion {
    /// The sum of its cost in words, in Dutch or English: see [`Cost::explain`].
    pub fn explain(&self, language: Language) -> String {
        self.cost.explain(language)
    }
}

impl Network {
    /// The `k` hosts that cost this school least on this aspect: schools that offer it and have room, stand in a higher
    /// phase, and are allowed by the rules. They are exactly the best; equal costs go by id.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the school, or its model the aspect.
    pub fn suggest(
        &self,
        learner: &SchoolId,
        aspect: &AspectId,
        k: usize,
    ) -> Result<Suggestions, SuggestError> {
        Ok(self.answer(&self.address(learner, aspect)?, k))
    }

    /// [`suggest`](Network::suggest) for many questions, with several threads if the feature `parallel` is on. The
    /// answers come in the order of the questions.
    ///
    /// # Errors
    /// [`SuggestError`] for the first question that cannot be put.
    pub fn suggest_all(
        &self,
        questions: &[(SchoolId, AspectId)],
        k: usize,
    ) -> Result<Vec<Suggestions>, SuggestError> {
        let addresses: Vec<Address> = questions
            .iter()
            .map(|(learner, aspect)| self.address(learner, aspect))
            .collect::<Result<_, _>>()?;
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            Ok(addresses.par_iter().map(|address| self.answer(address, k)).collect())
        }
        #[cfg(not(feature = "parallel"))]
        Ok(addresses.iter().map(|address| self.answer(address, k)).collect())
    }

    fn address<'a>(&self, learner: &'a SchoolId, aspect: &'a AspectId) -> Result<Address<'a>, SuggestError> {
        Ok(Address { number: self.number(learner)?, place: self.place(aspect)?, learner, aspect })
    }

    /// The learner's question, if it has a phase to ask from.
    pub(crate) fn question(&self, learner: u32, aspect: usize) -> Option<Question<'_>> {
        let stand = self.own.of(learner, aspect)?;
        Some(Question::new(self, self.hosts.get(aspect)?, learner, stand))
    }

    fn answer(&self, address: &Address, k: usize) -> Suggestions {
        let &Address { number, place, learner, aspect } = address;
        let question = self.question(number, place);
        // One at least, to know whether there is anybody.
        let best = question.as_ref().map(|question| question.best(k.max(1))).unwrap_or_default();
        let nobody = best.is_empty().then(|| Nobody::of(question.as_ref(), self.top));
        let suggestion = |(rank, (host, cost)): (u32, (Party, Cost))| {
            let id = self.schools.id(host.school)?.clone();
            Some(Suggestion { rank, host: id, host_phase: host.stand.phase, cost })
        };
        let found = (1..).zip(best.into_iter().take(k)).filter_map(suggestion).collect();
        Suggestions {
            learner: learner.clone(),
            aspect: aspect.clone(),
            learner_phase: question.map(|question| question.phase()),
            found,
            nobody,
        }
    }
}

/// A question with its numbers.
struct Address<'a> {
    number: u32,
    place: usize,
    learner: &'a SchoolId,
    aspect: &'a AspectId,
}
