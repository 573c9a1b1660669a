//! One school's question about one aspect, in numbers.

use leerkring_model::Phase;

use crate::cost::{Cost, Party, cost};
use crate::hosts::{Hosts, Offer, TREES};
use crate::nearest::{Asker, Priced, Query, Tree, cheapest};
use crate::network::Network;
use crate::stand::Stand;

/// Who can host this learner on this aspect?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    network: &'a Network,
    hosts: &'a Hosts,
    learner: Party<'a>,
    /// Whether there are rules to look at for each host.
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
        Question { network, hosts, learner, rules: network.rules.are_any() }
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

    /// Whether there is any other school with room on this aspect.
    pub(crate) fn is_offered(&self) -> bool {
        let own = self.hosts.offer_of(self.learner.school).is_some_and(Offer::has_room);
        self.hosts.open() > usize::from(own)
    }

    /// Whether any of those stands higher.
    pub(crate) fn is_offered_higher(&self) -> bool {
        self.hosts.above(self.phase()).iter().any(|tree| !tree.is_empty())
    }

    /// What this host costs, whether or not the rules allow it.
    #[inline(always)]
    pub(crate) fn cost(&self, host: Party) -> Cost {
        let Network { spreads, rates, .. } = self.network;
        cost(spreads, rates, &self.learner, &host)
    }

    /// What it costs, if the rules allow it.
    pub(crate) fn allowed_cost(&self, host: Party) -> Option<Cost> {
        let Network { schools, rules, .. } = self.network;
        rules.allow(schools, self.learner, host).then(|| self.cost(host))
    }

    /// The rules that keep this host from the learner.
    pub(crate) fn barriers(&self, host: Party) -> Vec<crate::Barrier> {
        let Network { schools, rules, .. } = self.network;
        rules.barriers(schools, self.learner, host, &self.cost(host))
    }

    /// The k best hosts, by (total cost, id).
    pub(crate) fn best(&self, k: usize) -> Vec<(Party<'a>, Cost)> {
        let mut best = Vec::new();
        let mut take = |question: &Question<'a>, found: &[Priced]| {
            let hosts = found.iter().filter_map(|priced| question.party(priced.label));
            best.extend(hosts.map(|host| (host, question.cost(host))));
        };
        cheapest(self.network.lane, self.network.search_rates(), std::iter::once(*self), k, &mut take);
        best
    }

    /// The place of this host among all that the rules allow, counted from 1, if they allow it.
    pub(crate) fn place(&self, host: Party) -> Option<usize> {
        let key = |host: Party| {
            self.allowed_cost(host).map(|cost| (cost.total_km(), self.network.schools.rank(host.school)))
        };
        let (mine, rank) = key(host)?;
        let before = self.hosts.offers().iter().filter_map(|offer| key(self.host(offer)?));
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
        Priced { cost: self.cost(host).total_km(), rank: self.network.schools.rank(host.school), label }
    }
}

impl Question<'_> {
    fn keeps_rules(&self, label: u32) -> bool {
        let Network { schools, rules, .. } = self.network;
        self.party(label).is_some_and(|host| rules.allow(schools, self.learner, host))
    }
}
