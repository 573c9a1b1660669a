//! One school's question about one subject, in numbers.

use leerkring_model::Phase;

use crate::asks::Ask;
use crate::barrier::Barrier;
use crate::cost::{Cost, Difference, Party, difference};
use crate::fading::{Age, Faded};
use crate::hosts::{Hosts, Offer, TREES};
use crate::nearest::{Asker, Priced, Query, Rates, Tree, cheapest};
use crate::network::Network;
use crate::rules::Rule;
use crate::schools::Schools;
use crate::sphere::{chord, km, km_of_chords};
use crate::stand::Stand;

/// Who can host this learner on this subject, or would like to think about it with this school?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    network: &'a Network,
    hosts: &'a Hosts,
    learner: Party<'a>,
    /// Whether a host must stand in a higher phase; otherwise in a near one, and topics have but one.
    upward: bool,
    /// Whether it makes a host cheaper that there is something to show it in return.
    returns: bool,
    /// Whether those are asked for that the limit on distance alone keeps away.
    too_far: bool,
    /// Whether there is anything to look at for each host that the trees know.
    rules: bool,
}

impl Network {
    /// The learner's question, if it has a phase to ask from, or needs none.
    pub(crate) fn question(&self, learner: u32, subject: usize) -> Option<Question<'_>> {
        let upward = subject < self.aspects.len();
        // Who hosts nobody has nothing to show.
        let can_host = || self.can_host.get(learner as usize).copied().unwrap_or(false);
        let returns = self.rates.in_return_km > 0.0 && can_host();
        Some(Question { upward, returns, ..self.asked(self.hosts.get(subject)?, learner, subject)? })
    }

    /// The question who would like to think about this subject together with this school.
    pub(crate) fn thought(&self, school: u32, subject: usize) -> Option<Question<'_>> {
        self.asked(self.thinkers.get(subject)?, school, subject)
    }

    /// The same of these only, who would like to.
    pub(crate) fn thought_among<'a>(
        &'a self,
        these: &'a Hosts,
        school: u32,
        subject: usize,
    ) -> Option<Question<'a>> {
        self.asked(these, school, subject)
    }

    fn asked<'a>(&'a self, hosts: &'a Hosts, learner: u32, subject: usize) -> Option<Question<'a>> {
        let is_aspect = subject < self.aspects.len();
        let stand = if is_aspect { self.own.of(learner, subject)? } else { &Stand::ON_TOPIC };
        let Schools { points, kinds, .. } = &self.schools;
        let learner = Party { school: learner, stand, point: points.of(learner), kinds: kinds.of(learner) };
        let rules = self.rules.are_any() || hosts.has_changed();
        Some(Question { network: self, hosts, learner, upward: false, returns: false, too_far: false, rules })
    }

    /// What the learner could show the host in return: the subjects on which the host asks a question of its own, to which the
    /// learner is an answer. How many steps up, and how surely, must not matter: it would tell the learner more of where the host
    /// stands than that it is lower. All other rules say the same of both ways to visit.
    pub(crate) fn in_return(&self, learner: u32, host: u32) -> impl Iterator<Item = usize> {
        let could_visit = move |&(_, subject): &Ask| {
            let question = self.question(host, subject as usize)?;
            question.host(question.hosts.offer_of(learner)?).map(|_| subject as usize)
        };
        self.asks_of(host).iter().filter_map(could_visit)
    }
}

impl<'a> Question<'a> {
    /// The phase in which the learner stands.
    pub(crate) fn phase(&self) -> Phase {
        self.learner.stand.phase
    }

    /// Whether a host must stand in a higher phase.
    pub(crate) fn is_upward(&self) -> bool {
        self.upward
    }

    /// How old the learner's own assessment is, where that matters.
    pub(crate) fn age(&self) -> Option<Age> {
        self.learner.stand.age()
    }

    /// Whether age made the chance that this host is further lower.
    pub(crate) fn faded(&self, host: &Party, cost: &Cost) -> Option<Faded> {
        self.network.spreads.faded(cost.p_further, host.stand, self.learner.stand)
    }

    /// The number of the learner.
    pub(crate) fn learner(&self) -> u32 {
        self.learner.school
    }

    /// Whether this offer comes from another school that has room.
    fn is_open(&self, offer: &Offer) -> bool {
        offer.has_room() && offer.school() != self.learner.school
    }

    /// The host that makes this offer, if it is another school, has room, and stands higher, or near if it need not.
    pub(crate) fn host(&self, offer: &'a Offer) -> Option<Party<'a>> {
        let stand = offer.stand().filter(|stand| self.suits(stand.phase))?;
        self.is_open(offer).then(|| self.as_party(offer.school(), stand))
    }

    /// The school that makes this offer, if it is another one and stands higher, whether or not it has room.
    pub(crate) fn would_host(&self, offer: &'a Offer) -> Option<Party<'a>> {
        let stand = offer.stand_with_room().filter(|stand| self.suits(stand.phase))?;
        (offer.school() != self.learner.school).then(|| self.as_party(offer.school(), stand))
    }

    /// The school that asks the other question, if the two stand near.
    pub(crate) fn fellow(&self, other: &Question<'a>) -> Option<Party<'a>> {
        let is_other = other.learner.school != self.learner.school;
        Some(other.learner).filter(|party| is_other && self.suits(party.stand.phase))
    }

    /// All offers of the subject, the learner's own too if it makes one.
    pub(crate) fn offers(&self) -> impl Iterator<Item = &'a Offer> {
        self.hosts.offers()
    }

    /// Whether there is any other school that offers this subject.
    pub(crate) fn is_offered(&self) -> bool {
        self.offers().any(|offer| offer.school() != self.learner.school)
    }

    /// Whether there is any other school with room on this aspect.
    pub(crate) fn is_open_anywhere(&self) -> bool {
        let own = self.hosts.offer_of(self.learner.school).is_some_and(Offer::has_room);
        self.hosts.open() > usize::from(own)
    }

    /// Whether any of those stands in a phase that suits.
    pub(crate) fn is_open_further(&self) -> bool {
        let own = self.hosts.offer_of(self.learner.school).and_then(Offer::stand);
        let own = own.is_some_and(|stand| self.suits(stand.phase));
        self.hosts.many(|phase| self.suits(phase)) > usize::from(own)
    }

    fn suits(&self, phase: Phase) -> bool {
        if self.upward {
            return phase > self.phase();
        }
        phase.index().abs_diff(self.phase().index()) <= self.network.rules.most_apart()
    }

    /// What this host costs, whether or not the rules allow it.
    #[inline(always)]
    pub(crate) fn cost(&self, host: Party) -> Cost {
        self.difference(host).cost(&self.network.rates)
    }

    /// In what this host differs from the learner.
    #[inline(always)]
    pub(crate) fn difference(&self, host: Party) -> Difference {
        self.difference_at(host, km(self.learner.point.0, host.point.0))
    }

    /// The same for one that is this far.
    #[inline(always)]
    fn difference_at(&self, host: Party, km: f64) -> Difference {
        let Network { schools, spreads, .. } = self.network;
        let mut difference = difference(spreads, &schools.kinds.apart, &self.learner, &host, self.upward, km);
        let in_return = || self.network.in_return(self.learner.school, host.school).next();
        difference.in_return = self.returns && in_return().is_some();
        difference
    }

    /// Whether the rules allow this host.
    pub(crate) fn is_allowed(&self, host: Party) -> bool {
        let Network { schools, spreads, rules, .. } = self.network;
        if self.too_far {
            let is_far = self.km(host) > rules.reach_km();
            return is_far && self.broken(host).all(|rule| rule == Rule::Distance);
        }
        rules.allow(schools, spreads, &self.learner_for(host), &host)
    }

    /// The learner as the rules are to see it: where nobody needs to stand higher, steps do not count.
    fn learner_for<'b>(&self, host: Party<'b>) -> Party<'b>
    where
        'a: 'b,
    {
        if self.upward { self.learner } else { Party { stand: host.stand, ..self.learner } }
    }

    /// What it costs, if the rules allow it.
    pub(crate) fn allowed_cost(&self, host: Party) -> Option<Cost> {
        self.is_allowed(host).then(|| self.cost(host))
    }

    /// The rules that keep this host from the learner.
    pub(crate) fn broken<'b>(&'b self, host: Party<'b>) -> impl Iterator<Item = Rule> + use<'b, 'a> {
        let Network { schools, spreads, rules, .. } = self.network;
        rules.broken(schools, spreads, self.learner_for(host), host)
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
        let is_limited = self.network.rules.reach_km().is_finite();
        is_limited && !Question { too_far: true, ..*self }.best(1).is_empty()
    }

    /// Whether the distance is limited and the learner's place is not known, so that nobody is known to be within the limit.
    pub(crate) fn lacks_place(&self) -> bool {
        self.network.rules.reach_km().is_finite() && self.learner.point.0.iter().any(|x| x.is_nan())
    }

    /// The k best hosts, by (total cost, id).
    pub(crate) fn best(&self, k: usize) -> Vec<(Party<'a>, Cost)> {
        let mut best = Vec::new();
        let mut rates = self.network.search_rates();
        if self.too_far {
            rates.reach_km = f64::INFINITY;
        }
        answer_at(self.network, rates, std::iter::once(*self), k, |question, found| {
            let hosts = found.iter().filter_map(|priced| {
                let number = question.network.schools.numbers.get(priced.rank as usize)?;
                question.host(question.hosts.offer_of(*number)?)
            });
            best.reserve_exact(found.len());
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
        let Schools { points, kinds, .. } = &self.network.schools;
        Party { school, stand, point: points.of(school), kinds: kinds.of(school) }
    }
}

/// How many prices are reckoned side by side.
const TOGETHER: usize = 16;

/// Answers these questions with their k best hosts each, by (total cost, id).
pub(crate) fn answer<'a>(
    network: &Network,
    questions: impl Iterator<Item = Question<'a>>,
    k: usize,
    answer: impl FnMut(&Question<'a>, &[Priced]),
) {
    answer_at(network, network.search_rates(), questions, k, answer);
}

/// The same, with these rates of the search.
fn answer_at<'a>(
    network: &Network,
    rates: Rates,
    questions: impl Iterator<Item = Question<'a>>,
    k: usize,
    mut answer: impl FnMut(&Question<'a>, &[Priced]),
) {
    cheapest(network.lane, rates, questions, k, |question: &Question<'a>, found| {
        if question.hosts.has_changed() {
            answer(question, &question.with_changed(found, k));
        } else {
            answer(question, found);
        }
    });
}

impl Query for Question<'_> {
    fn stand(&self, asker: &mut Asker) {
        // Without probabilities doubt costs something, unless nobody needs to stand higher.
        let own = match self.learner.stand.spread {
            Some(spread) if self.upward => Some(self.network.spreads.row(spread)),
            None if self.upward => None,
            _ => Some([].as_slice()),
        };
        let (at, context) = self.learner.point;
        asker.stand(at, context, own);
    }

    /// The phases above the learner's, as many as the rules allow; or those near it.
    #[inline(always)]
    fn shelves(&self) -> impl Iterator<Item = (&Tree, f64)> {
        let Network { rules, rates, .. } = self.network;
        let own = self.phase().index();
        let (phases, free, per_phase_km) = if self.upward {
            let next = own + 1;
            (next..next.saturating_add(rules.most_steps()), next, rates.per_extra_phase_km)
        } else {
            let apart = rules.most_apart();
            (own.saturating_sub(apart)..own + apart + 1, own, rates.per_phase_apart_km)
        };
        let first = phases.start;
        let charge = move |place: usize| per_phase_km * (first + place / TREES).abs_diff(free) as f64;
        let trees = self.hosts.trees(phases).iter().enumerate();
        trees.map(move |(place, tree)| (tree, charge(place)))
    }

    #[inline(always)]
    fn goes_with(&self, that: &Self) -> bool {
        self.phase() == that.phase() && std::ptr::eq(self.hosts, that.hosts)
    }

    #[inline(always)]
    fn allowed(&self, label: u32) -> bool {
        if self.upward && !self.rules { true } else { self.keeps_rules(label) }
    }

    #[inline(always)]
    fn price(&self, labels: &[u32], prices: &mut [Priced]) {
        // First how far each is, as that is reckoned for several side by side.
        let mut kms = [f64::NAN; TOGETHER];
        for (labels, prices) in labels.chunks(TOGETHER).zip(prices.chunks_mut(TOGETHER)) {
            for (km, &label) in kms.iter_mut().zip(labels) {
                *km = self.party(label).map_or(f64::NAN, |host| chord(self.learner.point.0, host.point.0));
            }
            km_of_chords(&mut kms);
            for ((priced, &label), &km) in prices.iter_mut().zip(labels).zip(&kms) {
                let Some(host) = self.party(label) else { continue };
                let cost = self.difference_at(host, km).cost(&self.network.rates);
                *priced = Priced { cost: cost.total_km(), rank: self.network.schools.rank(host.school) };
            }
        }
    }

    /// What there is to show in return, which makes it cheaper; and categories, which can only make it dearer.
    #[inline(always)]
    fn beside_trees(&self) -> Option<f64> {
        let kinds = !self.network.schools.kinds.apart.is_empty();
        match self.returns {
            true => Some(self.network.rates.in_return_km),
            false => kinds.then_some(0.0),
        }
    }
}

impl Question<'_> {
    #[inline(never)]
    fn keeps_rules(&self, label: u32) -> bool {
        // Where a school stands it finds itself, so only those above are always others.
        let other =
            |host: Party| host.school != self.learner.school && !self.hosts.is_superseded(host.school);
        self.party(label).is_some_and(|host| other(host) && self.is_allowed(host))
    }
}
