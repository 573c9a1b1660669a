//! The search for the smallest change: every school that offers and stands higher is looked at once.

use super::kinds::KINDS;
use super::{Change, Obstacle, Remedy, WhatIf};
use crate::cost::Party;
use crate::hosts::Offer;
use crate::network::Network;
use crate::nobody::Nobody;
use crate::question::Question;
use crate::rules::Rule;
use crate::why_not::whole;

/// One thing between a learner and a school that offers and stands higher.
#[derive(Clone, Copy, Debug)]
enum Hurdle {
    Room,
    Rule(Rule),
}

/// Whether somebody can host.
enum Can {
    Host,
    /// Only one thing stands in the way; with the change that takes it away, if any does.
    After(Option<Change>),
    /// More than one does.
    Not,
}

/// A host that is wanted.
pub(super) struct Wanted<'a> {
    network: &'a Network,
    question: Question<'a>,
}

impl<'a> Wanted<'a> {
    pub(super) fn new(network: &'a Network, question: Question<'a>) -> Wanted<'a> {
        Wanted { network, question }
    }

    /// The smallest change of each kind that brings anybody, where there is nobody.
    pub(super) fn anybody(&self) -> WhatIf {
        let mut smallest: [Option<(Key, (Change, Party))>; KINDS] = [None; KINDS];
        let mut fewest: Option<(Key, (&Offer, Party))> = None;
        let mut nobody = Nobody::NotOffered;
        for offer in self.question.offers().filter(|offer| offer.school() != self.question.learner()) {
            nobody = nobody.max(Nobody::NoneHigher);
            let Some(host) = self.question.would_host(offer) else { continue };
            nobody = Nobody::RulesAllowNone;
            if let Can::After(Some(change)) = self.can(offer, host)
                && let Some(cell) = smallest.get_mut(change.kind())
            {
                let (_, total, rank) = self.key(host);
                keep(cell, (change.amount(), total, rank), (change, host));
            }
            let mut hurdles = 0;
            let by_name = |hurdle| matches!(hurdle, Hurdle::Rule(Rule::Veto | Rule::Partner));
            if !self.hurdles(offer, host).inspect(|_| hurdles += 1).any(by_name) {
                let (_, total, rank) = self.key(host);
                keep(&mut fewest, (f64::from(hurdles), total, rank), (offer, host));
            }
        }
        // Whoever else a change lets in is dearer.
        let remedy = |(_, (change, host))| self.remedy(change, host, 1);
        let mut remedies: Vec<Remedy> = smallest.into_iter().flatten().filter_map(remedy).collect();
        let per_extra_phase_km = self.network.rates.per_extra_phase_km;
        let price = |remedy: &Remedy| remedy.change.price(per_extra_phase_km);
        remedies.sort_by(|one, other| price(one).total_cmp(&price(other)));
        if remedies.is_empty() {
            let too_much = |(_, (offer, host)): (Key, (&Offer, Party<'a>))| {
                let obstacles = self.obstacles(offer, host, None);
                Some(WhatIf::TooMuch { host: self.network.schools.id(host.school)?.clone(), obstacles })
            };
            return fewest.and_then(too_much).unwrap_or(WhatIf::NoHost(nobody));
        }
        WhatIf::Enough(remedies)
    }

    /// The change that brings this host among the first k.
    pub(super) fn this(&self, offer: &'a Offer, host: Party<'a>, k: usize) -> Option<WhatIf> {
        let change = match self.can(offer, host) {
            Can::Host => {
                let place = self.place(None, host);
                if place <= k {
                    return self.listed(host, place);
                }
                let change = Change::LongerList { k: whole(place) };
                return Some(WhatIf::Enough(vec![self.remedy(change, host, place)?]));
            }
            Can::After(Some(change)) => change,
            Can::After(None) | Can::Not => return self.still_not(offer, host, None),
        };
        let place = self.place(Some(change), host);
        if place > k {
            let still = Obstacle::FurtherDown { place: whole(place), k: whole(k) };
            return self.still_not(offer, host, Some(still));
        }
        Some(WhatIf::Enough(vec![self.remedy(change, host, place)?]))
    }

    /// What stands between the learner and a school that offers and stands higher.
    fn hurdles(&self, offer: &Offer, host: Party<'a>) -> impl Iterator<Item = Hurdle> {
        let room = (!offer.has_room()).then_some(Hurdle::Room);
        room.into_iter().chain(self.question.broken(host).map(Hurdle::Rule))
    }

    fn can(&self, offer: &Offer, host: Party<'a>) -> Can {
        let mut hurdles = self.hurdles(offer, host);
        match (hurdles.next(), hurdles.next()) {
            (None, _) => Can::Host,
            (Some(hurdle), None) => Can::After(self.change(hurdle, host)),
            _ => Can::Not,
        }
    }

    /// The smallest change that takes this hurdle away.
    fn change(&self, hurdle: Hurdle, host: Party) -> Option<Change> {
        let rules = &self.network.rules;
        match hurdle {
            Hurdle::Room => Some(Change::OpenPlace),
            Hurdle::Rule(Rule::Distance) => {
                let max_km = self.question.km(host).ceil();
                max_km.is_finite().then(|| Change::MoreKm { max_km, more_km: max_km - rules.reach_km() })
            }
            Hurdle::Rule(Rule::Steps) => {
                let max_steps = host.stand.phase.number().saturating_sub(self.question.phase().number());
                let more_steps = usize::from(max_steps).saturating_sub(rules.most_steps());
                Some(Change::MoreSteps { max_steps, more_steps: u8::try_from(more_steps).ok()? })
            }
            Hurdle::Rule(Rule::Board) => Some(Change::AnyBoard),
            Hurdle::Rule(Rule::NetworkType) => Some(Change::AnyNetworkType),
            Hurdle::Rule(Rule::Language) => Some(Change::AnyLanguage),
            Hurdle::Rule(Rule::Sector) => Some(Change::AnySector),
            Hurdle::Rule(Rule::Sureness | Rule::Veto | Rule::Partner) => None,
        }
    }

    /// The place that this host has among all that can host once this is changed for it.
    fn place(&self, changed: Option<Change>, host: Party) -> usize {
        let mine = self.key(host);
        let comes_before = |offer: &&'a Offer| {
            let Some(other) = self.question.would_host(offer) else { return false };
            let hosts = match self.can(offer, other) {
                Can::Host => true,
                Can::After(Some(needed)) => changed.is_some_and(|changed| changed.lets_in(&needed)),
                Can::After(None) | Can::Not => false,
            };
            hosts && before(self.key(other), mine)
        };
        self.question.offers().filter(comes_before).count() + 1
    }

    /// By what hosts are ordered: no change makes one dearer or cheaper.
    fn key(&self, host: Party) -> Key {
        (0.0, self.question.cost(host).total_km(), self.network.schools.rank(host.school))
    }

    pub(super) fn listed(&self, host: Party, place: usize) -> Option<WhatIf> {
        Some(WhatIf::Listed { host: self.network.schools.id(host.school)?.clone(), rank: whole(place) })
    }

    fn remedy(&self, change: Change, host: Party, place: usize) -> Option<Remedy> {
        Some(Remedy {
            change,
            host: self.network.schools.id(host.school)?.clone(),
            host_phase: self.question.is_upward().then_some(host.stand.phase),
            place: whole(place),
            cost: self.question.cost(host),
        })
    }

    fn still_not(&self, offer: &Offer, host: Party<'a>, still: Option<Obstacle>) -> Option<WhatIf> {
        let obstacles = self.obstacles(offer, host, still);
        Some(WhatIf::StillNot { host: self.network.schools.id(host.school)?.clone(), obstacles })
    }

    /// All that stands between the learner and this school.
    fn obstacles(&self, offer: &Offer, host: Party<'a>, still: Option<Obstacle>) -> Vec<Obstacle> {
        let room = (!offer.has_room()).then_some(Obstacle::NoRoom);
        let rules = self.question.barriers(host).into_iter().map(Obstacle::Rule);
        room.into_iter().chain(rules).chain(still).collect()
    }
}

/// By what is ordered: something of its own, then the cost, then the rank among the ids.
type Key = (f64, f64, u32);

fn before(one: Key, other: Key) -> bool {
    one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2)).is_lt()
}

/// Keeps the first of what was there and this.
fn keep<T>(cell: &mut Option<(Key, T)>, key: Key, value: T) {
    if cell.as_ref().is_none_or(|(kept, _)| before(key, *kept)) {
        *cell = Some((key, value));
    }
}
