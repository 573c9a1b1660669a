//! What a match costs and who may be matched: every number settable, every default with its reason.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use leerkring_model::{SchoolId, TopicId};

use crate::error::NetworkError;
use crate::fading::Fading;
use crate::traits::{PerUnit, Scale, Trait};

/// How a network matches. Take the default and assign what should differ.
///
/// ```
/// use leerkring_matching::{Likeness, Options};
/// let mut options = Options::default();
/// options.rules.board = Likeness::Other;
/// options.rules.max_km = Some(60.0);
/// options.cost.per_extra_phase_km = 10.0;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Options {
    /// What things cost.
    pub cost: CostRates,
    /// Who may be matched with whom.
    pub rules: Rules,
    /// The traits in which two schools are compared. With none, context costs nothing.
    pub traits: Vec<Trait>,
    /// The topics of the network's own list, beside the aspects of the model; each once. [`Network::build`] adds those that
    /// occur in wishes. Default: none.
    ///
    /// [`Network::build`]: crate::Network::build
    pub topics: Vec<TopicId>,
    /// How old assessments fade. By default they do not.
    pub fading: Fading,
}

impl Default for Options {
    /// The default rates and rules, and three traits that Dutch and Flemish registers know. All three are optional:
    ///
    /// - `pupils`, in doublings, 5 per unit: a school of 50 and one of 100 differ as much as one of 400 and one of
    ///   800, and a unit is the way from a school of 30 pupils to one of 1000.
    /// - `weight` (how much its pupils' background asks of a school), 20 points per unit: the Dutch scale runs from 20
    ///   to 40.
    /// - `urbanity`, 4 per unit: there are five classes, from 1 to 5.
    ///
    /// So a unit is each time about the whole range that occurs.
    fn default() -> Options {
        let optional = |key, scale, per_unit| Trait { optional: true, ..Trait::new(key, scale, per_unit) };
        Options {
            cost: CostRates::default(),
            rules: Rules::default(),
            traits: vec![
                optional(Trait::PUPILS, Scale::Log2, 5.0),
                optional("weight", Scale::Linear, 20.0),
                optional("urbanity", Scale::Linear, 4.0),
            ],
            topics: Vec::new(),
            fading: Fading::default(),
        }
    }
}

/// What things cost, in kilometre-equivalents: how far one would rather travel. Each is a number from 0 to 1e6.
///
/// The defaults hang together. A unit of context (two schools as different as the traits' units say) weighs as much
/// as 50 km, about an hour on the road; so does a partner that is certainly not further; an extra phase weighs half
/// as much.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct CostRates {
    /// For each phase that the host is further than the next one. The next phase is free, because a school learns
    /// most from one that has just done what it is about to do. Default 25.
    pub per_extra_phase_km: f64,
    /// For one unit of difference in context. Default 50.
    pub per_context_unit_km: f64,
    /// For each trait asked that is unknown of either school, so that knowing less is no advantage. Default
    /// 15: a difference of three tenths of a unit, which is usual between two schools of one network.
    pub per_unknown_trait_km: f64,
    /// Instead of travel, where either school has no point. Default 50.
    pub unknown_distance_km: f64,
    /// For certainty that the host is not further; times the probability of that. Default 50, so that an even
    /// chance costs as much as an extra phase.
    pub full_doubt_km: f64,
    /// Taken off for a host that the learner could show something in return, all of it: a sum may fall below nothing, so that of two such
    /// hosts the cheaper one still comes first. Default 0: whom a school
    /// learns from follows from what it needs, until the network decides that exchanges should go both ways.
    pub in_return_km: f64,
    /// For each phase that two schools who would like to think together are apart. Default 0: a charge would tell each of them
    /// whether the other stands in the same phase.
    pub per_phase_apart_km: f64,
}

impl Default for CostRates {
    fn default() -> CostRates {
        CostRates {
            per_extra_phase_km: 25.0,
            per_context_unit_km: 50.0,
            per_unknown_trait_km: 15.0,
            unknown_distance_km: 50.0,
            full_doubt_km: 50.0,
            in_return_km: 0.0,
            per_phase_apart_km: 0.0,
        }
    }
}

/// Who may be matched with whom. A school is never matched with itself.
///
/// Where it is not known whether a rule is kept: sector and language pass, because registers of one sector or one
/// language often leave the column out; what is asked for on purpose (board, network type, distance, probability) must be shown,
/// so unknown does not pass.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Rules {
    /// Only schools of the same sector. Unknown passes. Default: yes.
    pub same_sector: bool,
    /// Only schools with the same language of teaching. Unknown passes. Default: yes.
    pub same_language: bool,
    /// Which boards. Default: any.
    pub board: Likeness,
    /// Which network types (nl: richting; be: net). Default: any.
    pub network_type: Likeness,
    /// The longest distance in kilometres over the globe, from 0. Default: no limit.
    pub max_km: Option<f64>,
    /// The most phases that a host stands higher, from 1; `None` is no limit. Default 2, what a school can reach from where it stands: one
    /// in the highest phase is not everybody's answer.
    pub max_steps: Option<u8>,
    /// The most phases that schools who think together are apart. Default 1: near enough to meet the same questions, and not
    /// near enough to tell either where the other stands. With 0 they are in the same phase, and a school that finds another here
    /// knows that of it: whoever sets 0 has asked the schools first.
    pub max_apart: u8,
    /// The least probability that the host truly stands higher, from 0 to 1; where it is not known, it does not pass. Default: no limit, because
    /// doubt has its price already.
    pub min_p_further: Option<f64>,
    /// Pairs that must not be matched. Naming a school that is not in the network is an error: a veto lost by a slip in
    /// an id would be a promise broken.
    pub vetoes: BTreeSet<Pair>,
    /// Pairs that are partners already, and so need no suggestion. They too must be in the network.
    pub partners: BTreeSet<Pair>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            same_sector: true,
            same_language: true,
            board: Likeness::Any,
            network_type: Likeness::Any,
            max_km: None,
            max_steps: Some(2),
            max_apart: 1,
            min_p_further: None,
            vetoes: BTreeSet::new(),
            partners: BTreeSet::new(),
        }
    }
}

/// Whether two schools must be alike in something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Likeness {
    /// It does not matter.
    #[default]
    Any,
    /// The same. Unknown of either school does not pass.
    Same,
    /// Another one. Unknown of either school does not pass.
    Other,
}

/// Two schools, in no order.
///
/// ```
/// use leerkring_matching::Pair;
/// use leerkring_model::SchoolId;
/// let (a, b) = (SchoolId::new("06AB")?, SchoolId::new("14CD")?);
/// assert_eq!(Pair::new(&a, &b), Pair::new(&b, &a));
/// # Ok::<(), leerkring_model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "(SchoolId, SchoolId)", into = "(SchoolId, SchoolId)")
)]
pub struct Pair(SchoolId, SchoolId);

impl Pair {
    /// These two schools.
    pub fn new(a: &SchoolId, b: &SchoolId) -> Pair {
        Pair(a.min(b).clone(), a.max(b).clone())
    }

    /// The schools, the smaller id first.
    pub fn schools(&self) -> (&SchoolId, &SchoolId) {
        (&self.0, &self.1)
    }
}

impl From<(SchoolId, SchoolId)> for Pair {
    fn from((a, b): (SchoolId, SchoolId)) -> Pair {
        Pair::new(&a, &b)
    }
}

impl From<Pair> for (SchoolId, SchoolId) {
    fn from(Pair(a, b): Pair) -> (SchoolId, SchoolId) {
        (a, b)
    }
}

impl Options {
    /// Checks every number. Whether traits and pairs exist is for the network to say.
    pub(crate) fn check(&self) -> Result<(), NetworkError> {
        let CostRates {
            per_extra_phase_km,
            per_context_unit_km,
            per_unknown_trait_km,
            unknown_distance_km,
            full_doubt_km,
            in_return_km,
            per_phase_apart_km,
        } = self.cost;
        within("cost.per_extra_phase_km", per_extra_phase_km, 0.0..=MOST_KM)?;
        within("cost.per_context_unit_km", per_context_unit_km, 0.0..=MOST_KM)?;
        within("cost.per_unknown_trait_km", per_unknown_trait_km, 0.0..=MOST_KM)?;
        within("cost.unknown_distance_km", unknown_distance_km, 0.0..=MOST_KM)?;
        within("cost.full_doubt_km", full_doubt_km, 0.0..=MOST_KM)?;
        within("cost.in_return_km", in_return_km, 0.0..=MOST_KM)?;
        within("cost.per_phase_apart_km", per_phase_apart_km, 0.0..=MOST_KM)?;
        if let Some(max_km) = self.rules.max_km {
            within("rules.max_km", max_km, 0.0..=MOST_KM)?;
        }
        if let Some(max_steps) = self.rules.max_steps {
            within("rules.max_steps", f64::from(max_steps), 1.0..=f64::from(u8::MAX))?;
        }
        for (place, topic) in self.topics.iter().enumerate() {
            if self.topics.iter().take(place).any(|earlier| earlier == topic) {
                return Err(NetworkError::TopicTwice { topic: topic.clone() });
            }
        }
        if let Some(min_p) = self.rules.min_p_further {
            within("rules.min_p_further", min_p, 0.0..=1.0)?;
        }
        let half_life = f64::from(self.fading.half_life_days);
        within("fading.half_life_days", half_life, 1.0..=f64::from(u32::MAX))?;
        for (place, asked) in self.traits.iter().enumerate() {
            leerkring_model::check_key(&asked.key)
                .map_err(|_| NetworkError::TraitKey { key: asked.key.clone() })?;
            if self.traits.iter().take(place).any(|earlier| earlier.key == asked.key) {
                return Err(NetworkError::TraitTwice { key: asked.key.clone() });
            }
            match asked.per_unit {
                PerUnit::Of(per_unit) => {
                    let option = format!("traits.{}.per_unit", asked.key);
                    within(&option, per_unit, LEAST_PER_UNIT..=MOST_PER_UNIT)?;
                }
                PerUnit::Robust if asked.scale == Scale::Category => {
                    return Err(NetworkError::CategorySpread { key: asked.key.clone() });
                }
                PerUnit::Robust => {}
            }
        }
        Ok(())
    }
}

/// The largest number of kilometres an option takes: far beyond sense, and small enough that every sum can be printed in
/// whole metres.
pub(crate) const MOST_KM: f64 = 1e6;
const LEAST_PER_UNIT: f64 = 1e-9;
const MOST_PER_UNIT: f64 = 1e9;

fn within(option: &str, value: f64, range: RangeInclusive<f64>) -> Result<(), NetworkError> {
    // NaN is in no range.
    if range.contains(&value) {
        Ok(())
    } else {
        let (least, most) = range.into_inner();
        Err(NetworkError::OptionValue { option: option.to_owned(), value, least, most })
    }
}
