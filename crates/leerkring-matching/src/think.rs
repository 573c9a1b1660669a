//! Thinking together: who would like to, about the same, and stands near.

mod groups;

use leerkring_model::{Language, SchoolId, Subject};

pub use groups::{Group, Groups};

use crate::cost::{Cost, Party};
use crate::error::SuggestError;
use crate::network::Network;
use crate::question::Question;

/// The answer to a school that would like to think together about a subject. It is for that school.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Fellows {
    /// The school that asks.
    pub school: SchoolId,
    /// What it would like to think about.
    pub subject: Subject,
    /// The best schools to think with, best first.
    pub found: Vec<Fellow>,
    /// Why there are none; `None` if there are.
    pub nobody: Option<NoFellow>,
}

/// A school to think with. In which phase it stands is not told, only that it is near.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Fellow {
    /// The place in the list, counted from 1.
    pub rank: u32,
    /// The school.
    pub school: SchoolId,
    /// What it costs the two to meet, and why.
    pub cost: Cost,
}

/// Why there is nobody to think with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NoFellow {
    /// The school does not wish it itself, so it is not told who does.
    NotWished,
    /// Where the school itself stands cannot be said, so neither can who is near.
    SchoolHasNoPhase,
    /// No other school would like to think about it.
    NobodyElse,
    /// Others would, but none is known to stand near.
    NoneNear,
    /// Some do, but the rules allow none of them.
    RulesAllowNone,
    /// There are some, but they think together with others already: only where groups are made.
    AllTaken,
}

impl NoFellow {
    /// Why this question has no answer.
    fn of(question: Option<&Question>) -> NoFellow {
        match question {
            None => NoFellow::SchoolHasNoPhase,
            Some(question) if !question.is_offered() => NoFellow::NobodyElse,
            Some(question) if !question.is_open_further() => NoFellow::NoneNear,
            Some(_) => NoFellow::RulesAllowNone,
        }
    }

    /// Its key, as tables have it: `none-near`.
    pub fn key(self) -> &'static str {
        match self {
            NoFellow::NotWished => "not-wished",
            NoFellow::SchoolHasNoPhase => "school-has-no-phase",
            NoFellow::NobodyElse => "nobody-else",
            NoFellow::NoneNear => "none-near",
            NoFellow::RulesAllowNone => "rules-allow-none",
            NoFellow::AllTaken => "all-taken",
        }
    }

    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        let text = match self {
            NoFellow::NotWished => language.choose(
                "deze school heeft zelf niet gezegd dat ze hierover samen wil nadenken",
                "this school has not said itself that it would like to think about this together",
            ),
            NoFellow::SchoolHasNoPhase => language.choose(
                "waar de school zelf staat op dit aspect, is nog niet te zeggen, en dus ook niet wie dichtbij staat",
                "where the school itself stands on this aspect cannot be said yet, so neither can who stands near",
            ),
            NoFellow::NobodyElse => language.choose(
                "geen andere school wil hierover samen nadenken",
                "no other school would like to think about this together",
            ),
            NoFellow::NoneNear => language.choose(
                "er zijn scholen die hierover samen willen nadenken, maar voor zover bekend staat er geen dichtbij",
                "there are schools that would like to think about this together, but none is known to stand near",
            ),
            NoFellow::RulesAllowNone => language.choose(
                "er zijn scholen die dichtbij staan en samen willen nadenken, maar geen ervan past binnen de regels",
                "there are schools that stand near and would like to think together, but the rules allow none of them",
            ),
            NoFellow::AllTaken => language.choose(
                "de scholen met wie het kan, denken al samen met andere scholen",
                "the schools with which it could are in other groups already",
            ),
        };
        text.to_owned()
    }
}

impl std::fmt::Display for NoFellow {
    /// In English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

impl Network {
    /// The `k` schools with which it costs this one least to think together about this subject: those that would like to, are
    /// allowed by the rules (steps do not count), and on an aspect stand at most
    /// [`max_apart`](crate::Rules::max_apart) phases apart. They are exactly the best; equal costs go by id.
    ///
    /// Only a school that would like to itself is told: who wishes this shows that it stands near to those who wish the same, and
    /// to nobody else.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the school, or the subject.
    pub fn fellows(
        &self,
        school: &SchoolId,
        subject: impl Into<Subject>,
        k: usize,
    ) -> Result<Fellows, SuggestError> {
        let subject = subject.into();
        let (number, place) = (self.number(school)?, self.place(&subject)?);
        if self.thinkers.get(place).and_then(|all| all.offer_of(number)).is_none() {
            let (school, found) = (school.clone(), Vec::new());
            return Ok(Fellows { school, subject, found, nobody: Some(NoFellow::NotWished) });
        }
        let question = self.thought(number, place);
        // One at least, to know whether there is anybody.
        let best = question.as_ref().map(|question| question.best(k.max(1))).unwrap_or_default();
        let nobody = best.is_empty().then(|| NoFellow::of(question.as_ref()));
        let fellow = |(rank, (party, cost)): (u32, (Party, Cost))| {
            Some(Fellow { rank, school: self.schools.id(party.school)?.clone(), cost })
        };
        let found = (1..).zip(best.into_iter().take(k)).filter_map(fellow).collect();
        Ok(Fellows { school: school.clone(), subject, found, nobody })
    }
}
