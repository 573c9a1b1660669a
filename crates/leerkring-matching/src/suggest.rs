//! The partners suggested to a school.

use leerkring_model::{Language, Phase, SchoolId, Subject};

use crate::cost::{Cost, Party};
use crate::error::SuggestError;
use crate::fading::{Age, Faded};
use crate::network::Network;
use crate::nobody::Nobody;

/// The answer to one school's question about one subject. It is for that school, and for whoever may see how it stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Suggestions {
    /// The school that asks.
    pub learner: SchoolId,
    /// What it asks about.
    pub subject: Subject,
    /// Where it stands itself, if anything can be said; `None` on a topic.
    pub learner_phase: Option<Phase>,
    /// How old its own assessment is, where age matters ([`Options::fading`](crate::Options::fading)).
    pub learner_age: Option<Age>,
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
    /// Where it stands; `None` on a topic.
    pub host_phase: Option<Phase>,
    /// How old its assessment is, where age matters ([`Options::fading`](crate::Options::fading)).
    pub host_age: Option<Age>,
    /// Where that made the chance that it is further lower.
    pub faded: Option<Faded>,
    /// What it costs and why.
    pub cost: Cost,
    /// What the learner could show the host in return, in the order of [`Network::subjects`]: what the host itself asks about, and
    /// the learner offers with room; on an aspect, only where the learner stands higher, by however many phases and however surely.
    ///
    /// So of a host that asks about an aspect, a learner that offers it with room knows whether it stands lower than itself: it does where
    /// the aspect is listed; where it is not, the host stands as high or higher, or has no phase. Nobody else learns that. A
    /// school that sets its own agreed phase, one after the other, would find out where the list changes, and so the phase: agreements
    /// are for the network to take in, each with its date, and not to be tried out.
    pub in_return: Vec<Subject>,
}

impl Suggestion {
    /// The sum of its cost in words, in Dutch or English, how old the host's assessment is where that matters, and whether its chance is
    /// lower for that: see [`Cost::explain`], [`Age::in_language`] and [`Faded::in_language`].
    pub fn explain(&self, language: Language) -> String {
        let sum = self.cost.explain(language);
        let age = self.host_age.map(|age| format!("; {}", age.in_language(language))).unwrap_or_default();
        let faded = self.faded.map(|faded| format!(" {}", faded.in_language(language))).unwrap_or_default();
        format!("{sum}{age}{faded}")
    }
}

impl Network {
    /// The `k` hosts that cost this school least on this subject, which can be given as the id of an aspect or a topic: schools
    /// that offer it and have room, are allowed by the rules, and on an aspect stand in a higher phase. They are exactly the best;
    /// equal costs go by id.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the school, or the subject.
    pub fn suggest(
        &self,
        learner: &SchoolId,
        subject: impl Into<Subject>,
        k: usize,
    ) -> Result<Suggestions, SuggestError> {
        Ok(self.answer(&self.address(learner, &subject.into())?, k))
    }

    /// [`suggest`](Network::suggest) for many questions, with several threads if the feature `parallel` is on. The
    /// answers come in the order of the questions.
    ///
    /// # Errors
    /// [`SuggestError`] for the first question that cannot be put.
    pub fn suggest_all(
        &self,
        questions: &[(SchoolId, Subject)],
        k: usize,
    ) -> Result<Vec<Suggestions>, SuggestError> {
        let addresses: Vec<Address> = questions
            .iter()
            .map(|(learner, subject)| self.address(learner, subject))
            .collect::<Result<_, _>>()?;
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            Ok(addresses.par_iter().map(|address| self.answer(address, k)).collect())
        }
        #[cfg(not(feature = "parallel"))]
        Ok(addresses.iter().map(|address| self.answer(address, k)).collect())
    }

    fn address<'a>(&self, learner: &'a SchoolId, subject: &'a Subject) -> Result<Address<'a>, SuggestError> {
        Ok(Address { number: self.number(learner)?, place: self.place(subject)?, learner, subject })
    }

    fn answer(&self, address: &Address, k: usize) -> Suggestions {
        let &Address { number, place, learner, subject } = address;
        let question = self.question(number, place);
        // One at least, to know whether there is anybody.
        let best = question.as_ref().map(|question| question.best(k.max(1))).unwrap_or_default();
        let nobody = best.is_empty().then(|| Nobody::of(question.as_ref(), self.top));
        let shown = |phase: Phase| matches!(subject, Subject::Aspect(_)).then_some(phase);
        let suggestion = |(rank, (host, cost)): (u32, (Party, Cost))| {
            let id = self.schools.id(host.school)?.clone();
            let in_return = self.in_return(number, host.school).filter_map(|place| self.subject(place));
            let (host_phase, host_age) = (shown(host.stand.phase), host.stand.age());
            let faded = question.as_ref().and_then(|question| question.faded(&host, &cost));
            let in_return = in_return.collect();
            Some(Suggestion { rank, host: id, host_phase, host_age, faded, cost, in_return })
        };
        let mut found = Vec::with_capacity(best.len().min(k));
        found.extend((1..).zip(best.into_iter().take(k)).filter_map(suggestion));
        Suggestions {
            learner: learner.clone(),
            subject: subject.clone(),
            learner_phase: question.and_then(|question| shown(question.phase())),
            learner_age: question.and_then(|question| question.age()),
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
    subject: &'a Subject,
}
