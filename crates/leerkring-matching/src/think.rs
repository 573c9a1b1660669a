//! Thinking together: who would like to, about the same, and stands near.

use leerkring_model::{Language, SchoolId, Subject};

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

    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        let text = match self {
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
                "de scholen met wie het kan, denken al samen met andere",
                "the schools with which it could think together with others already",
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

/// The groups that could think together about a subject, and who is left over.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Groups {
    /// What they would like to think about.
    pub subject: Subject,
    /// The groups, in order of the first of their schools.
    pub groups: Vec<Group>,
    /// Who would like to think along and has nobody yet, by id, each with the reason.
    pub alone: Vec<(SchoolId, NoFellow)>,
}

/// Schools that could think together.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Group {
    /// The schools, by id; two at least.
    pub schools: Vec<SchoolId>,
    /// What it costs the two of them to meet that it costs most.
    pub dearest: Cost,
}

/// How many of its nearest fellows a school is paired with when groups are made.
const NEAREST: usize = 32;

impl Network {
    /// The `k` schools with which it costs this one least to think together about this subject: those that would like to, are
    /// allowed by the rules (steps do not count), and on an aspect stand at most
    /// [`max_apart`](crate::Rules::max_apart) phases apart. They are exactly the best; equal costs go by id.
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
        let question = self.thought(self.number(school)?, self.place(&subject)?);
        // One at least, to know whether there is anybody.
        let best = question.as_ref().map(|question| question.best(k.max(1))).unwrap_or_default();
        let nobody = best.is_empty().then(|| NoFellow::of(question.as_ref()));
        let fellow = |(rank, (party, cost)): (u32, (Party, Cost))| {
            Some(Fellow { rank, school: self.schools.id(party.school)?.clone(), cost })
        };
        let found = (1..).zip(best.into_iter().take(k)).filter_map(fellow).collect();
        Ok(Fellows { school: school.clone(), subject, found, nobody })
    }

    /// Groups of 2 to `size` schools that would like to think together about this subject, each with each other as
    /// [`fellows`](Network::fellows) may be.
    ///
    /// The rule can be followed with a pencil. Write down each school with its 32 nearest fellows as pairs, the cheapest first, equal
    /// costs by id. Go down the list: the two groups of a pair (a school alone is one too) become one if that is not larger than
    /// `size` and everyone in it may be with everyone. Then, by id, whoever is alone is joined by its nearest fellow out of a
    /// group that keeps two without it. It is a heuristic: no grouping is called the best one.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the subject, or `size` is below 2.
    pub fn think_together(&self, subject: impl Into<Subject>, size: usize) -> Result<Groups, SuggestError> {
        let subject = subject.into();
        let place = self.place(&subject)?;
        if size < 2 {
            return Err(SuggestError::GroupSize { size });
        }
        let mut schools: Vec<u32> = self
            .thinkers
            .get(place)
            .map(|all| all.offers().map(|offer| offer.school()).collect())
            .unwrap_or_default();
        schools.sort_unstable_by_key(|school| self.schools.rank(*school));
        let meeting = Meeting::of(self, &schools, place);
        let groups = meeting.groups(size);

        let id = |school: &u32| self.schools.id(*school).cloned();
        let of_places = |group: &Vec<usize>| group.iter().filter_map(|&at| id(schools.get(at)?)).collect();
        let told = |group: &Vec<usize>| {
            let dearest = meeting.dearest(group)?;
            Some(Group { schools: of_places(group), dearest })
        };
        let alone = |group: &Vec<usize>| match group.as_slice() {
            &[at] => Some((id(schools.get(at)?)?, meeting.why_alone(at))),
            _ => None,
        };
        Ok(Groups {
            subject,
            groups: groups.iter().filter(|group| group.len() > 1).filter_map(told).collect(),
            alone: groups.iter().filter_map(alone).collect(),
        })
    }
}

/// All who would like to think about a subject, by their place in order of id.
struct Meeting<'a> {
    questions: Vec<Option<Question<'a>>>,
    /// The nearest fellows of each, with what it costs to meet them.
    nearest: Vec<Vec<(usize, f64)>>,
}

impl<'a> Meeting<'a> {
    fn of(network: &'a Network, schools: &[u32], subject: usize) -> Meeting<'a> {
        let questions: Vec<_> = schools.iter().map(|&school| network.thought(school, subject)).collect();
        let rank = |school: u32| network.schools.rank(school);
        let at =
            |party: Party| schools.binary_search_by_key(&rank(party.school), |&school| rank(school)).ok();
        let nearest = |question: &Option<Question>| {
            let best = question.as_ref().map(|question| question.best(NEAREST)).unwrap_or_default();
            best.into_iter().filter_map(|(party, cost)| Some((at(party)?, cost.total_km()))).collect()
        };
        Meeting { nearest: questions.iter().map(nearest).collect(), questions }
    }

    /// Everyone in a group, in order; some alone.
    fn groups(&self, size: usize) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..self.questions.len()).map(|at| vec![at]).collect();
        let mut group_of: Vec<usize> = (0..self.questions.len()).collect();
        for (one, other) in self.pairs() {
            let (Some(&into), Some(&from)) = (group_of.get(one), group_of.get(other)) else { continue };
            let (Some(mine), Some(theirs)) = (groups.get(into), groups.get(from)) else { continue };
            let all_may = || mine.iter().all(|&a| theirs.iter().all(|&b| self.meet(a, b).is_some()));
            if into != from && mine.len() + theirs.len() <= size && all_may() {
                move_to(into, &theirs.clone(), &mut groups, &mut group_of);
            }
        }
        for (at, nearest) in self.nearest.iter().enumerate() {
            let many = |at: usize| group_of.get(at).and_then(|group| groups.get(*group)).map_or(0, Vec::len);
            if many(at) == 1
                && let Some(&(fellow, _)) = nearest.iter().find(|(fellow, _)| many(*fellow) > 2)
                && let Some(&into) = group_of.get(at)
            {
                move_to(into, &[fellow], &mut groups, &mut group_of);
            }
        }
        groups.retain(|group| !group.is_empty());
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort();
        groups
    }

    /// The pairs of near fellows, the cheapest first, each once.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (at, nearest) in self.nearest.iter().enumerate() {
            pairs.extend(nearest.iter().map(|&(fellow, km)| (km, at.min(fellow), at.max(fellow))));
        }
        pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        pairs.dedup();
        pairs.into_iter().map(|(_, one, other)| (one, other)).collect()
    }

    /// What it costs these two to meet, if they may be together.
    fn meet(&self, one: usize, other: usize) -> Option<Cost> {
        let question = |at: usize| self.questions.get(at)?.as_ref();
        let (asks, other) = (question(one)?, question(other)?);
        asks.allowed_cost(asks.fellow(other)?)
    }

    fn dearest(&self, group: &[usize]) -> Option<Cost> {
        let pairs = group.iter().flat_map(|&a| group.iter().filter_map(move |&b| (a < b).then_some((a, b))));
        let costs = pairs.filter_map(|(a, b)| self.meet(a, b));
        costs.max_by(|a, b| a.total_km().total_cmp(&b.total_km()))
    }

    fn why_alone(&self, at: usize) -> NoFellow {
        match self.nearest.get(at) {
            Some(nearest) if !nearest.is_empty() => NoFellow::AllTaken,
            _ => NoFellow::of(self.questions.get(at).and_then(Option::as_ref)),
        }
    }
}

/// Moves these from where they are to another group.
fn move_to(into: usize, these: &[usize], groups: &mut [Vec<usize>], group_of: &mut [usize]) {
    for &at in these {
        if let Some(group) = group_of.get_mut(at) {
            if let Some(from) = groups.get_mut(*group) {
                from.retain(|other| *other != at);
            }
            *group = into;
        }
        if let Some(group) = groups.get_mut(into) {
            group.push(at);
        }
    }
}
