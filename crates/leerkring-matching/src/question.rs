//! One school's question about one aspect, in numbers.

use leerkring_model::Phase;

use crate::cost::{Cost, Party, cost};
use crate::hosts::{Hosts, Offer};
use crate::nearest::{Asker, Best};
use crate::network::Network;
use crate::stand::Stand;

/// Who can host this learner on this aspect?
#[derive(Debug)]
pub(crate) struct Question<'a> {
    network: &'a Network,
    hosts: &'a Hosts,
    learner: Party<'a>,
}

impl<'a> Question<'a> {
    /// The question of this learner, which stands here on the aspect of these hosts.
    pub(crate) fn new(
        network: &'a Network,
        hosts: &'a Hosts,
        learner: u32,
        stand: &'a Stand,
    ) -> Question<'a> {
        Question { network, hosts, learner: Party { school: learner, stand } }
    }

    /// The phase in which the learner stands.
    pub(crate) fn phase(&self) -> Phase {
        self.learner.stand.phase
    }

    /// Whether this offer comes from another school that has room.
    fn is_open(&self, offer: &Offer) -> bool {
        offer.has_room() && offer.school() != self.learner.school
    }

    /// The host that makes this offer, if it is another school, has room, and stands higher.
    pub(crate) fn host(&self, offer: &'a Offer) -> Option<Party<'a>> {
        let stand = offer.stand().filter(|stand| stand.phase > self.phase())?;
        self.is_open(offer).then_some(Party { school: offer.school(), stand })
    }

    /// Whether there is any other school with room on this aspect.
    pub(crate) fn is_offered(&self) -> bool {
        let own = self.hosts.offer_of(self.learner.school).is_some_and(Offer::has_room);
        self.hosts.open() > usize::from(own)
    }

    /// Whether any of those stands higher.
    pub(crate) fn is_offered_higher(&self) -> bool {
        self.hosts.above(self.phase()).any(|(_, trees)| trees.iter().any(|tree| !tree.is_empty()))
    }

    /// What this host costs, whether or not the rules allow it.
    pub(crate) fn cost(&self, host: Party) -> Cost {
        cost(&self.network.schools, &self.network.rates, self.learner, host)
    }

    /// What it costs, if the rules allow it.
    pub(crate) fn allowed_cost(&self, host: Party) -> Option<Cost> {
        let Network { schools, rules, .. } = self.network;
        Some(self.cost(host)).filter(|cost| rules.allow(schools, self.learner, host, cost))
    }

    /// The rules that keep this host from the learner.
    pub(crate) fn barriers(&self, host: Party) -> Vec<crate::Barrier> {
        let Network { schools, rules, .. } = self.network;
        rules.barriers(schools, self.learner, host, &self.cost(host))
    }

    /// The k best hosts, by (total cost, id).
    pub(crate) fn best(&self, k: usize) -> Vec<(Party<'a>, Cost)> {
        let Network { schools, rates, rules, .. } = self.network;
        let context = schools.context(self.learner.school);
        let unknown = context.iter().filter(|x| x.is_nan()).count() as f64;
        let mut asker = Asker {
            at: schools.facts(self.learner.school).at,
            context,
            unit_km: rates.per_context_unit_km,
            flat_km: rates.unknown_distance_km,
            base_km: 0.0,
            reach_km: rules.reach_km(),
        };
        let mut best = Best::new(k);
        let mut price = |label| {
            let host = self.host(self.hosts.offer(label)?)?;
            self.allowed_cost(host).map(|cost| cost.total_km())
        };
        // In rising charge: the sooner the best are found, the more is left out.
        for (steps, (phase, trees)) in (0u32..).zip(self.hosts.above(self.phase())) {
            if !rules.allow_phases(self.phase(), phase) {
                break;
            }
            asker.base_km =
                rates.per_extra_phase_km * f64::from(steps) + rates.per_unknown_trait_km * unknown;
            for tree in trees {
                tree.search(&asker, &mut best, &mut price);
            }
        }
        let found = best.into_labels().filter_map(|label| self.host(self.hosts.offer(label)?));
        found.map(|host| (host, self.cost(host))).collect()
    }

    /// The place of this host among all that the rules allow, counted from 1, if they allow it.
    pub(crate) fn place(&self, host: Party) -> Option<usize> {
        let key = |host: Party| self.allowed_cost(host).map(|cost| (cost.total_km(), host.school));
        let (mine, school) = key(host)?;
        let before = self.hosts.offers().iter().filter_map(|offer| key(self.host(offer)?));
        let before = before.filter(|(cost, id)| cost.total_cmp(&mine).then(id.cmp(&school)).is_lt());
        Some(before.count() + 1)
    }
}
