//! One school's question about one aspect, in numbers.

use leerkring_model::Phase;

use crate::barrier::Barrier;
use crate::cost::{Cost, Difference, Party, difference};
use crate::hosts::{Hosts, Offer, TREES};
use crate::nearest::{Asker, Priced, Query, Tree, cheapest};
use crate::network::Network;
use crate::rules::Rule;
use crate::stand::Stand;

/// Who can host this learner on this aspect?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    network: &'a Network,
    hosts: &'a Hosts,
    learner: Party<'a>,
    /// Whether there is anything to look at for each host that the trees know.
    rules: bool,
}

impl<'a> Question<'a> {
    /// The question of this learner, which stands here on the aspect of these hosts.
    pub(crate) fn new(
        network: &'a Network,
        hosts: &'a Hosts,
        learner: u32,
        stand: &'a Stand,
    ) -> Question<'a> {
        let learner = Party { school: learner, stand, point: network.schools.points.of(learner) };
        Question { network, hosts, learner, rules: network.rules.are_any() || hosts.has_changed() }
    }

    /// The phase in which the learner stands.
    pub(crate) fn phase(&self) -> Phase {
        self.learner.stand.phase
    }

    /// The number of the learner.
    pub(crate) fn learner(&self) -> u32 {
        self.learner.school
    }

    /// Whether this offer comes from another school that has room.
    fn is_open(&self, offer: &Offer) -> bool {
        offer.has_room() && offer.school() != self.learner.school
    }

    /// The host that makes this offer, if it is another school, has room, and stands higher.
    pub(crate) fn host(&self, offer: &'a Offer) -> Option<Party<'a>> {
        let stand = offer.stand().filter(|stand| stand.phase > self.phase())?;
        self.is_open(offer).then(|| self.as_party(offer.school(), stand))
    }

    /// The school that makes this offer, if it is another one and stands higher, whether or not it has room.
    pub(crate) fn would_host(&self, offer: &'a Offer) -> Option<Party<'a>> {
        let stand = offer.stand_with_room().filter(|stand| stand.phase > self.phase())?;
        (offer.school() != self.learner.school).then(|| self.as_party(offer.school(), stand))
    }

    /// All offers of the aspect, the learner's own too if it makes one.
    pub(crate) fn offers(&self) -> impl Iterator<Item = &'a Offer> {
        self.hosts.offers()
    }

    /// Whether there is any other school that offers this aspect.
    pub(crate) fn is_offered(&self) -> bool {
        self.offers().any(|offer| offer.school() != self.learner.school)
    }

    /// Whether there is any other school with room on this aspect.
    pub(crate) fn is_open_anywhere(&self) -> bool {
        let own = self.hosts.offer_of(self.learner.school).is_some_and(Offer::has_room);
        self.hosts.open() > usize::from(own)
    }

    /// Whether any of those stands higher.
    pub(crate) fn is_open_higher(&self) -> bool {
        self.hosts.many_above(self.phase()) > 0
    }

    /// What this host costs, whether or not the rules allow it.
    #[inline(always)]
    pub(crate) fn cost(&self, host: Party) -> Cost {
        self.difference(host).cost(&self.network.rates)
    }

    /// In what this host differs from the learner.
    #[inline(always)]
    pub(crate) fn difference(&self, host: Party) -> Difference {
        difference(&self.network.spreads, &self.learner, &host)
    }

    /// What it costs, if the rules allow it.
    pub(crate) fn allowed_cost(&self, host: Party) -> Option<Cost> {
        let Network { schools, rules, .. } = self.network;
        rules.allow(schools, self.learner, host).then(|| self.cost(host))
    }

    /// The rules that keep this host from the learner.
    pub(crate) fn broken(&self, host: Party<'a>) -> impl Iterator<Item = Rule> {
        let Network { schools, rules, .. } = self.network;
        rules.broken(schools, self.learner, host)
    }

    /// What may be said of them.
    pub(crate) fn barriers(&self, host: Party<'a>) -> Vec<Barrier> {
        let Network { schools, rules, .. } = self.network;
        let cost = self.cost(host);
        let barrier = |rule| rules.barrier(rule, schools, self.learner, host, &cost);
        self.broken(host).map(barrier).collect()
    }

    /// How far this host is; NaN if that is not known.
    pub(crate) fn km(&self, host: Party) -> f64 {
        self.network.schools.km(self.learner.school, host.school)
    }

    /// Whether some host is kept away by the limit on distance, and by nothing else.
    pub(crate) fn is_only_too_far(&self) -> bool {
        let reach_km = self.network.rules.reach_km();
        let is_far = |host: Party<'a>| {
            self.km(host) > reach_km && self.broken(host).all(|rule| rule == Rule::Distance)
        };
        reach_km.is_finite() && self.offers().filter_map(|offer| self.host(offer)).any(is_far)
    }

    /// The k best hosts, by (total cost, id).
    pub(crate) fn best(&self, k: usize) -> Vec<(Party<'a>, Cost)> {
        let mut best = Vec::new();
        answer(self.network, std::iter::once(*self), k, |question, found| {
            let hosts = found.iter().filter_map(|priced| {
                let number = question.network.schools.numbers.get(priced.rank as usize)?;
                question.host(question.hosts.offer_of(*number)?)
            });
            best.extend(hosts.map(|host| (host, question.cost(host))));
        });
        best
    }

    /// The best of these hosts, which the trees know, and of those that offer since.
    fn with_changed(&self, found: &[Priced], k: usize) -> Vec<Priced> {
        let priced = |host: Party| {
            let cost = self.allowed_cost(host)?.total_km();
            Some(Priced { cost, rank: self.network.schools.rank(host.school) })
        };
        let since = self.hosts.changed().filter_map(|offer| priced(self.host(offer)?));
        let mut all: Vec<Priced> = found.iter().copied().chain(since).collect();
        all.sort();
        all.truncate(k);
        all
    }

    /// The place of this host among all that the rules allow, counted from 1, if they allow it.
    pub(crate) fn place(&self, host: Party) -> Option<usize> {
        let key = |host: Party| {
            self.allowed_cost(host).map(|cost| (cost.total_km(), self.network.schools.rank(host.school)))
        };
        let (mine, rank) = key(host)?;
        let before = self.hosts.offers().filter_map(|offer| key(self.host(offer)?));
        let before = before.filter(|(cost, id)| cost.total_cmp(&mine).then(id.cmp(&rank)).is_lt());
        Some(before.count() + 1)
    }

    /// The host under this label of the trees: those hold nobody but hosts.
    #[inline(always)]
    fn party(&self, label: u32) -> Option<Party<'a>> {
        let offer = self.hosts.offer(label)?;
        Some(self.as_party(offer.school(), offer.stand()?))
    }

    #[inline(always)]
    fn as_party(&self, school: u32, stand: &'a Stand) -> Party<'a> {
        Party { school, stand, point: self.network.schools.points.of(school) }
    }
}

/// Answers these questions with their k best hosts each, by (total cost, id).
pub(crate) fn answer<'a>(
    network: &Network,
    questions: impl Iterator<Item = Question<'a>>,
    k: usize,
    mut answer: impl FnMut(&Question<'a>, &[Priced]),
) {
    cheapest(network.lane, network.search_rates(), questions, k, |question: &Question<'a>, found| {
        if question.hosts.has_changed() {
            answer(question, &question.with_changed(found, k));
        } else {
            answer(question, found);
        }
    });
}

impl Query for Question<'_> {
    fn stand(&self, asker: &mut Asker) {
        let own = self.learner.stand.spread.map(|spread| self.network.spreads.row(spread));
        let (at, context) = self.learner.point;
        asker.stand(at, context, own);
    }

    /// The phases above the learner's, as many as the rules allow; never its own, so that a school does not find itself.
    fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)> {
        let most = self.network.rules.most_steps();
        let per_extra_phase_km = self.network.rates.per_extra_phase_km;
        let trees = self.hosts.above(self.phase()).iter().enumerate();
        let extra = |place: usize| (place / TREES) as f64;
        trees
            .take(most.saturating_mul(TREES))
            .map(move |(place, tree)| (tree, per_extra_phase_km * extra(place)))
    }

    #[inline(always)]
    fn allowed(&self, label: u32) -> bool {
        !self.rules || self.keeps_rules(label)
    }

    #[inline(always)]
    fn price(&self, label: u32) -> Priced {
        let Some(host) = self.party(label) else { return Priced::NONE };
        Priced { cost: self.cost(host).total_km(), rank: self.network.schools.rank(host.school) }
    }
}

impl Question<'_> {
    fn keeps_rules(&self, label: u32) -> bool {
        let Network { schools, rules, .. } = self.network;
        let still =
            |host: Party| !self.hosts.is_superseded(host.school) && rules.allow(schools, self.learner, host);
        self.party(label).is_some_and(still)
    }
}
