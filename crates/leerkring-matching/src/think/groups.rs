//! Who thinks together with whom: groups, by a rule for a pencil.

use leerkring_model::{Phase, SchoolId, Subject};

use super::NoFellow;
use crate::cost::Cost;
use crate::error::SuggestError;
use crate::hosts::{Hosts, Offer};
use crate::nearest::{Asker, Priced, Query, Tree, cheapest};
use crate::network::Network;
use crate::question::Question;

/// The groups that could think together about a subject, and who is left over.
///
/// It is for the coordinator, not for the schools: of a school left over because none is near, or because the rules allow none,
/// it tells whoever reads it that it wished this, and that it stands near no other.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Groups {
    /// What they would like to think about.
    pub subject: Subject,
    /// The groups, in order of the first of their schools.
    pub groups: Vec<Group>,
    /// Who would like to think along and has nobody yet, by id, each with the reason; for the coordinator only.
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

impl Network {
    /// Groups of 2 to `size` schools that would like to think together about this subject, each with each other as
    /// [`fellows`](Network::fellows) may be. The answer is for the coordinator, not for the schools ([`Groups`]).
    ///
    /// The rule can be followed with a pencil; a group is full with `size` schools, and a school alone is a group too.
    /// 1. Write down each school whose group is not full with the 32 nearest fellows whose group is not full either, as pairs. Where
    ///    fellows cost the same, those come first whose ids follow the school's own; after the last id comes the first.
    /// 2. Go down the pairs, the cheapest first, equal costs by id: the groups of the two become one if that is not larger than
    ///    `size` and everyone in it may be with everyone.
    /// 3. Begin again with 1, until nobody is joined. Then do the same with those who are alone only, until nobody is joined: now no
    ///    two of them may be together.
    /// 4. By id, whoever is alone is joined by its nearest fellow (of at most 32) out of a group that keeps two without it; again
    ///    until nobody moves.
    ///
    /// It is a heuristic: no grouping is called the best one. With the feature `parallel` several threads look for fellows. It takes
    /// up to 1 kB a school that wishes it.
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the subject, or `size` is below 2 or above 32.
    pub fn think_together(&self, subject: impl Into<Subject>, size: usize) -> Result<Groups, SuggestError> {
        let subject = subject.into();
        let place = self.place(&subject)?;
        if !(2..=NEAREST).contains(&size) {
            return Err(SuggestError::GroupSize { size });
        }
        let meeting = Meeting::of(self, place);
        let groups = meeting.groups(size);

        let told = |group: &Vec<u32>| {
            let schools =
                group.iter().filter_map(|&at| self.schools.id(meeting.school(at)?).cloned()).collect();
            Some(Group { schools, dearest: meeting.dearest(group)? })
        };
        let alone = |group: &Vec<u32>| match *group.as_slice() {
            [at] => Some((self.schools.id(meeting.school(at)?)?.clone(), meeting.why_alone(at))),
            _ => None,
        };
        Ok(Groups {
            subject,
            groups: groups.iter().filter(|group| group.len() > 1).filter_map(told).collect(),
            alone: groups.iter().filter_map(alone).collect(),
        })
    }
}

/// How many of its nearest fellows a school is paired with when groups are made; no group is larger.
const NEAREST: usize = 32;

/// How many schools look for fellows in one go.
const SPELL: usize = 256;

/// All who would like to think about a subject. A school goes by its place in order of id.
struct Meeting<'a> {
    network: &'a Network,
    subject: usize,
    thoughts: Vec<Offer>,
}

/// Two of them, and what it costs them to meet.
#[derive(Clone, Copy, PartialEq)]
struct Pair {
    km: f64,
    one: u32,
    other: u32,
}

impl<'a> Meeting<'a> {
    fn of(network: &'a Network, subject: usize) -> Meeting<'a> {
        let mut thoughts: Vec<Offer> =
            network.thinkers.get(subject).map(|all| all.offers().copied().collect()).unwrap_or_default();
        thoughts.sort_unstable_by_key(|thought| network.schools.rank(thought.school()));
        Meeting { network, subject, thoughts }
    }

    fn school(&self, at: u32) -> Option<u32> {
        Some(self.thoughts.get(at as usize)?.school())
    }

    /// Everyone in a group, in order; some alone.
    fn groups(&self, size: usize) -> Vec<Vec<u32>> {
        let mut groups = Grouping::new(self.thoughts.len());
        while self.join(&mut groups, size, |many| many < size) {}
        while self.join(&mut groups, size, |many| many == 1) {}
        while self.share(&mut groups) {}
        groups.in_order()
    }

    /// Goes once down the pairs of those in such groups. Whether it joined anybody.
    fn join(&self, groups: &mut Grouping, size: usize, such: impl Fn(usize) -> bool) -> bool {
        let who = groups.who(such);
        let mut pairs = self.nearest(&who, &who);
        for pair in &mut pairs {
            (pair.one, pair.other) = (pair.one.min(pair.other), pair.one.max(pair.other));
        }
        pairs.sort_unstable_by(|a, b| a.km.total_cmp(&b.km).then((a.one, a.other).cmp(&(b.one, b.other))));
        pairs.dedup();
        let mut joined = false;
        for Pair { one, other, .. } in pairs {
            let (mine, theirs) = (groups.with(one), groups.with(other));
            let all_may = || mine.iter().all(|&a| theirs.iter().all(|&b| self.meet(a, b).is_some()));
            if !mine.contains(&other) && mine.len() + theirs.len() <= size && all_may() {
                let theirs = theirs.to_vec();
                theirs.iter().for_each(|&at| groups.move_to(one, at));
                joined = true;
            }
        }
        joined
    }

    /// Lets whoever is alone be joined by somebody out of a group of more than two. Whether anybody moved.
    fn share(&self, groups: &mut Grouping) -> bool {
        let mut pairs = self.nearest(&groups.who(|many| many == 1), &groups.who(|many| many > 2));
        // By id; the fellows of each stay in their order.
        pairs.sort_by_key(|pair| pair.one);
        let mut moved = false;
        for Pair { one, other, .. } in pairs {
            if groups.with(one).len() == 1 && groups.with(other).len() > 2 {
                groups.move_to(one, other);
                moved = true;
            }
        }
        moved
    }

    /// Each of these with its nearest fellows among those, in order.
    fn nearest(&self, these: &[u32], those: &[u32]) -> Vec<Pair> {
        if these.is_empty() || those.is_empty() {
            return Vec::new();
        }
        let network = self.network;
        let mut among: Vec<Offer> =
            those.iter().filter_map(|&at| self.thoughts.get(at as usize)).copied().collect();
        among.sort_unstable_by_key(Offer::school);
        let is_aspect = self.subject < network.aspects.len();
        let phases = Phase::scale(if is_aspect { network.top } else { Phase::LOWEST }.number());
        let among = Hosts::build(among, &network.schools.points, phases, &network.spreads, false);
        // Neighbours find the same fellows.
        let mut askers: Vec<(u32, u32)> =
            these.iter().filter_map(|&at| Some((self.school(at)?, at))).collect();
        askers.sort_unstable();
        let rank = |school: u32| network.schools.rank(school);
        let spell = |askers: &[(u32, u32)]| {
            let around = askers.iter().filter_map(|&(school, at)| {
                let question = network.thought_among(&among, school, self.subject)?;
                Some(Around { question, own: rank(school), at })
            });
            let mut found = Vec::new();
            cheapest(network.lane, network.search_rates(), around, NEAREST, |around: &Around, nearest| {
                found.extend(nearest.iter().filter_map(|fellow| {
                    let fellow_rank = fellow.rank.wrapping_add(around.own);
                    let by_rank = |thought: &Offer| rank(thought.school()).cmp(&fellow_rank);
                    let other = self.thoughts.binary_search_by(by_rank).ok()? as u32;
                    Some(Pair { km: fellow.cost, one: around.at, other })
                }));
            });
            found
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            askers.par_chunks(SPELL).flat_map_iter(spell).collect()
        }
        #[cfg(not(feature = "parallel"))]
        askers.chunks(SPELL).flat_map(spell).collect()
    }

    fn question(&self, at: u32) -> Option<Question<'a>> {
        self.network.thought(self.school(at)?, self.subject)
    }

    /// What it costs these two to meet, if they may be together.
    fn meet(&self, one: u32, other: u32) -> Option<Cost> {
        let (asks, other) = (self.question(one)?, self.question(other)?);
        asks.allowed_cost(asks.fellow(&other)?)
    }

    fn dearest(&self, group: &[u32]) -> Option<Cost> {
        let pairs = group.iter().flat_map(|&a| group.iter().filter_map(move |&b| (a < b).then_some((a, b))));
        let costs = pairs.filter_map(|(a, b)| self.meet(a, b));
        costs.max_by(|a, b| a.total_km().total_cmp(&b.total_km()))
    }

    fn why_alone(&self, at: u32) -> NoFellow {
        let question = self.question(at);
        match question.as_ref().map(|question| question.best(1)) {
            Some(best) if !best.is_empty() => NoFellow::AllTaken,
            _ => NoFellow::of(question.as_ref()),
        }
    }
}

/// Who is with whom.
struct Grouping {
    groups: Vec<Vec<u32>>,
    group_of: Vec<u32>,
}

impl Grouping {
    /// So many, each alone.
    fn new(many: usize) -> Grouping {
        let group_of: Vec<u32> = (0u32..).take(many).collect();
        Grouping { groups: group_of.iter().map(|&at| vec![at]).collect(), group_of }
    }

    /// Who is in the group of this one.
    fn with(&self, at: u32) -> &[u32] {
        let group = self.group_of.get(at as usize).and_then(|group| self.groups.get(*group as usize));
        group.map(Vec::as_slice).unwrap_or_default()
    }

    /// All who are in a group of so many.
    fn who(&self, such: impl Fn(usize) -> bool) -> Vec<u32> {
        (0u32..).take(self.group_of.len()).filter(|&at| such(self.with(at).len())).collect()
    }

    /// Moves this one to the group of that one.
    fn move_to(&mut self, that: u32, at: u32) {
        let Some(&into) = self.group_of.get(that as usize) else { return };
        let Some(group) = self.group_of.get_mut(at as usize) else { return };
        let from = std::mem::replace(group, into);
        if let Some(from) = self.groups.get_mut(from as usize) {
            from.retain(|other| *other != at);
        }
        if let Some(into) = self.groups.get_mut(into as usize) {
            into.push(at);
        }
    }

    /// The groups, and everyone in them, in order.
    fn in_order(mut self) -> Vec<Vec<u32>> {
        self.groups.retain(|group| !group.is_empty());
        self.groups.iter_mut().for_each(|group| group.sort_unstable());
        self.groups.sort();
        self.groups
    }
}

/// A school's question, in which equal costs go by the ids that follow its own, and around: else all would name the same few.
struct Around<'a> {
    question: Question<'a>,
    own: u32,
    at: u32,
}

impl Query for Around<'_> {
    fn stand(&self, asker: &mut Asker) {
        self.question.stand(asker);
    }

    #[inline(always)]
    fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)> {
        self.question.shelves()
    }

    #[inline(always)]
    fn goes_with(&self, that: &Self) -> bool {
        self.question.goes_with(&that.question)
    }

    #[inline(always)]
    fn allowed(&self, label: u32) -> bool {
        self.question.allowed(label)
    }

    #[inline(always)]
    fn price(&self, labels: &[u32], prices: &mut [Priced]) {
        self.question.price(labels, prices);
        prices.iter_mut().for_each(|priced| priced.rank = priced.rank.wrapping_sub(self.own));
    }

    #[inline(always)]
    fn beside_trees(&self) -> Option<f64> {
        self.question.beside_trees()
    }
}
