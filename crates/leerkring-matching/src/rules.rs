//! Which rules keep two schools apart.

use leerkring_model::{Phase, SchoolId};

use crate::barrier::Barrier;
use crate::cost::{Cost, Party};
use crate::error::NetworkError;
use crate::options::{Likeness, Pair, Rules};
use crate::schools::{Facts, Schools, Word};
use crate::stand::{Spreads, Stand};

/// The rules, with their pairs as numbers.
#[derive(Debug)]
pub(crate) struct Checked {
    rules: Rules,
    /// Those that can keep anybody apart, but for the one about phases: each is asked of every host that is good enough.
    in_force: Vec<Rule>,
    vetoes: Vec<(u32, u32)>,
    partners: Vec<(u32, u32)>,
}

/// The rules one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Sector,
    Language,
    Board,
    NetworkType,
    Distance,
    Steps,
    Sureness,
    Veto,
    Partner,
}

/// All rules, in the order in which they are told.
const ALL: [Rule; 9] = [
    Rule::Sector,
    Rule::Language,
    Rule::Board,
    Rule::NetworkType,
    Rule::Distance,
    Rule::Steps,
    Rule::Sureness,
    Rule::Veto,
    Rule::Partner,
];

impl Checked {
    /// These rules, for these schools.
    pub(crate) fn new(mut rules: Rules, schools: &Schools) -> Result<Checked, NetworkError> {
        let vetoes = numbers("vetoes", std::mem::take(&mut rules.vetoes), schools)?;
        let partners = numbers("partners", std::mem::take(&mut rules.partners), schools)?;
        let in_force = |rule: &Rule| match rule {
            Rule::Sector => rules.same_sector,
            Rule::Language => rules.same_language,
            Rule::Board => rules.board != Likeness::Any,
            Rule::NetworkType => rules.network_type != Likeness::Any,
            Rule::Distance => rules.max_km.is_some(),
            // Asked by itself, and first.
            Rule::Steps => false,
            Rule::Sureness => rules.min_p_further.is_some(),
            Rule::Veto => !vetoes.is_empty(),
            Rule::Partner => !partners.is_empty(),
        };
        Ok(Checked { in_force: ALL.into_iter().filter(in_force).collect(), rules, vetoes, partners })
    }

    /// No farther than this; infinity if there is no limit.
    pub(crate) fn reach_km(&self) -> f64 {
        self.rules.max_km.unwrap_or(f64::INFINITY)
    }

    /// The most phases that a host stands higher.
    pub(crate) fn most_steps(&self) -> usize {
        self.rules.max_steps.map_or(usize::MAX, usize::from)
    }

    /// The most phases that two who think together are apart.
    pub(crate) fn most_apart(&self) -> usize {
        usize::from(self.rules.max_apart)
    }

    /// Whether a host in this phase can be matched with a learner in that one.
    fn allow_phases(&self, learner: Phase, host: Phase) -> bool {
        self.rules.max_steps.is_none_or(|most| steps(learner, host) <= most)
    }

    /// Whether it is sure enough that the host is further. Where it stands in no higher phase, as on a topic, it does not need to be.
    fn is_sure(&self, spreads: &Spreads, learner: &Stand, host: &Stand) -> bool {
        let is_sure = |least| spreads.p_above(host, learner).is_some_and(|p| p >= least);
        host.phase <= learner.phase || self.rules.min_p_further.is_none_or(is_sure)
    }

    /// Whether there is any rule beside the one about phases.
    pub(crate) fn are_any(&self) -> bool {
        !self.in_force.is_empty()
    }

    /// Whether all rules are kept.
    pub(crate) fn allow(&self, schools: &Schools, spreads: &Spreads, learner: &Party, host: &Party) -> bool {
        self.allow_phases(learner.stand.phase, host.stand.phase)
            && self.in_force.iter().all(|&rule| self.keeps(rule, schools, spreads, learner, host))
    }

    /// The rules that are not kept, in the order in which they are told.
    pub(crate) fn broken(
        &self,
        schools: &Schools,
        spreads: &Spreads,
        learner: Party,
        host: Party,
    ) -> impl Iterator<Item = Rule> {
        ALL.into_iter().filter(move |&rule| !self.keeps(rule, schools, spreads, &learner, &host))
    }

    #[inline(always)]
    fn keeps(&self, rule: Rule, schools: &Schools, spreads: &Spreads, learner: &Party, host: &Party) -> bool {
        let both = |fact: fn(&Facts) -> Word| [learner, host].map(|party| fact(&schools.facts(party.school)));
        let differ = |fact: fn(&Facts) -> Word| {
            let [here, there] = both(fact);
            here.same(there) == Some(false)
        };
        let pair = (learner.school.min(host.school), learner.school.max(host.school));
        match rule {
            Rule::Sector => !self.rules.same_sector || !differ(|facts| facts.sector),
            Rule::Language => !self.rules.same_language || !differ(|facts| facts.language),
            Rule::Board => alike(self.rules.board, both(|facts| facts.board)),
            Rule::NetworkType => alike(self.rules.network_type, both(|facts| facts.network_type)),
            // NaN, an unknown distance, is not within any.
            Rule::Distance => {
                self.rules.max_km.is_none_or(|most| schools.km(learner.school, host.school) <= most)
            }
            Rule::Steps => self.allow_phases(learner.stand.phase, host.stand.phase),
            Rule::Sureness => self.is_sure(spreads, learner.stand, host.stand),
            Rule::Veto => self.vetoes.binary_search(&pair).is_err(),
            Rule::Partner => self.partners.binary_search(&pair).is_err(),
        }
    }

    /// What may be said about a rule that is not kept: facts of registers, and what a host shows by its offer: its phase, and how sure it is
    /// that it stands higher.
    pub(crate) fn barrier(
        &self,
        rule: Rule,
        schools: &Schools,
        learner: Party,
        host: Party,
        cost: &Cost,
    ) -> Barrier {
        let (here, there) = (schools.facts(learner.school), schools.facts(host.school));
        let text = |word: Word| schools.text(word).map(str::to_owned);
        let known = |word: Word| text(word).unwrap_or_default();
        match rule {
            Rule::Sector => Barrier::Sector { learner: known(here.sector), host: known(there.sector) },
            Rule::Language => {
                Barrier::Language { learner: known(here.language), host: known(there.language) }
            }
            Rule::Board => Barrier::Board {
                wanted: self.rules.board,
                learner: text(here.board),
                host: text(there.board),
            },
            Rule::NetworkType => Barrier::NetworkType {
                wanted: self.rules.network_type,
                learner: text(here.network_type),
                host: text(there.network_type),
            },
            Rule::Distance if cost.distance_known => {
                Barrier::TooFar { km: cost.travel_km, max_km: self.reach_km() }
            }
            Rule::Distance => Barrier::DistanceUnknown { max_km: self.reach_km() },
            Rule::Steps => Barrier::TooManySteps {
                steps: steps(learner.stand.phase, host.stand.phase),
                max_steps: self.rules.max_steps.unwrap_or(u8::MAX),
            },
            Rule::Sureness => Barrier::TooUnsure {
                p_further: cost.p_further,
                min_p_further: self.rules.min_p_further.unwrap_or(0.0),
            },
            Rule::Veto => Barrier::Vetoed,
            Rule::Partner => Barrier::Partners,
        }
    }
}

fn steps(learner: Phase, host: Phase) -> u8 {
    host.number().saturating_sub(learner.number())
}

fn alike(wanted: Likeness, [here, there]: [Word; 2]) -> bool {
    match wanted {
        Likeness::Any => true,
        Likeness::Same => here.same(there) == Some(true),
        Likeness::Other => here.same(there) == Some(false),
    }
}

/// Pairs of schools as pairs of their numbers, in order.
fn numbers(
    list: &'static str,
    pairs: impl IntoIterator<Item = Pair>,
    schools: &Schools,
) -> Result<Vec<(u32, u32)>, NetworkError> {
    let number = |school: &SchoolId| {
        schools.number(school).ok_or_else(|| NetworkError::PairOfUnknown { list, school: school.clone() })
    };
    let mut numbers = Vec::new();
    for pair in pairs {
        let (a, b) = pair.schools();
        if a == b {
            return Err(NetworkError::PairWithItself { list, school: a.clone() });
        }
        let (a, b) = (number(a)?, number(b)?);
        numbers.push((a.min(b), a.max(b)));
    }
    numbers.sort_unstable();
    Ok(numbers)
}
