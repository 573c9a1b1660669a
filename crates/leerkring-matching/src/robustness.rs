//! How much of a suggestion hangs on the weighting that was chosen.
//!
//! The rates are a convention ([`CostRates`](crate::CostRates)). So for each suggestion it is told in how many of many other weightings it is still among
//! the first.
//!
//! **Why few hosts have to be weighed anew.** Let F be the most by which a rate changes. Travel over a known distance costs the same in
//! every weighting; the rest of a cost is a sum of parts, none negative, each proportional to a rate, so it lies between 1/F and F
//! times what it is. A host with parts `travel + rest` therefore costs, in every weighting,
//!
//! ```text
//!     at least  low  = travel + rest / F  >=  total / F
//!     at most   high = travel + rest * F
//! ```
//!
//! What is taken off for something to show in return, `off`, is nothing or the rate R, the same in every weighting: both bounds are less by it.
//! With `travel + rest = total + off`, a host costs at least (total + off) / F - off.
//!
//! Let H be the n-th smallest `high` of any hosts. In each weighting there are n hosts that cost at most H, so a host with `low > H` is never among
//! the first n; and neither is one with `total > F * H + (F - 1) * R`, because then (total + off) / F - off > H whichever `off` it has. The hosts up to that total are fetched from the index once. In each
//! weighting they are gone through in order of `low`, until that exceeds the n-th cost so far.

use leerkring_model::{Language, SchoolId, Subject};

use crate::cost::{Cost, Difference, Party};
use crate::error::SuggestError;
use crate::network::Network;
use crate::question::Question;
use crate::weightings::Weightings;
use crate::why_not::whole;
use crate::words::count;

/// In how many other weightings a suggestion is among the first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Robustness {
    /// Its place in the weighting that was chosen, counted from 1.
    pub rank: u32,
    /// The school.
    pub host: SchoolId,
    /// In how many of the weightings it is among the first.
    pub stays: u32,
    /// How many weightings were tried.
    pub of: u32,
    /// How many are meant by the first.
    pub top: u32,
}

impl Network {
    /// For each of the `k` best hosts of this learner on this subject: in how many of these weightings it is among the first `top`.
    /// The same as building the network anew with each of the weightings.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Position, Row, Weightings};
    /// # use leerkring_model::{Language, Phase, Point, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let koers = builtin::SamenLerenAspect::Koers.id();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # let learner = SchoolId::new("06AB")?;
    /// # for (id, lat, phase) in [("06AB", 52.0, Phase::Two), ("14CD", 52.1, Phase::Three), ("15EF", 52.2, Phase::Three)] {
    /// #     let mut row = Row::new(SchoolId::new(id)?);
    /// #     row.point = Some(Point::new(lat, 5.0)?);
    /// #     let positions = [Some(Position::new(phase)), None, None, None, None];
    /// #     row.positions = &positions;
    /// #     row.offers = &[true, false, false, false, false];
    /// #     row.room = 1;
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// let weightings = Weightings::new(1000, 2.0, 7)?;
    /// // Two hosts that differ in nothing but the distance.
    /// let found = network.robustness(&learner, &koers, 2, 1, &weightings)?;
    /// assert_eq!((found[0].stays, found[1].stays), (1000, 0));
    /// assert_eq!(found[0].in_language(Language::En), "stays in first place in all 1000 other weightings");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the school, or the subject.
    pub fn robustness(
        &self,
        learner: &SchoolId,
        subject: impl Into<Subject>,
        k: usize,
        top: usize,
        weightings: &Weightings,
    ) -> Result<Vec<Robustness>, SuggestError> {
        let (learner, subject) = (self.number(learner)?, self.place(&subject.into())?);
        let Some(question) = self.question(learner, subject) else { return Ok(Vec::new()) };
        let best = question.best(k);
        let mut stays = vec![0_u32; best.len()];
        let rank = |host: &Party| self.schools.rank(host.school);
        let rivals = rivals(&question, top, weightings.factor(), self.rates.in_return_km, rank);
        for rates in weightings.around(&self.rates) {
            let first = first(&rivals, top, |rival| rival.difference.cost(&rates).total_km());
            for (count, (host, _)) in stays.iter_mut().zip(&best) {
                *count += u32::from(first.iter().any(|(_, other)| *other == rank(host)));
            }
        }
        let robustness = |((rank, (host, _)), stays): ((u32, &(Party, Cost)), u32)| {
            let host = self.schools.id(host.school)?.clone();
            Some(Robustness { rank, host, stays, of: weightings.many(), top: whole(top) })
        };
        Ok((1..).zip(&best).zip(stays).filter_map(robustness).collect())
    }
}

/// A host that may be among the first in some weighting.
struct Rival {
    difference: Difference,
    rank: u32,
    /// What it costs at least.
    low: f64,
}

/// All hosts that may be among the first in a weighting that changes rates by up to this factor, in order of what they cost at least.
fn rivals(
    question: &Question,
    top: usize,
    factor: f64,
    in_return_km: f64,
    rank: impl Fn(&Party) -> u32,
) -> Vec<Rival> {
    if top == 0 {
        return Vec::new();
    }
    let mut many = top.saturating_mul(4).max(16);
    let (hosts, most) = loop {
        let hosts = question.best(many);
        let mut highs: Vec<f64> = hosts.iter().map(|(_, cost)| bounds(cost, factor).1).collect();
        highs.sort_by(f64::total_cmp);
        let most = highs.get(top - 1).map_or(f64::INFINITY, |high| beyond(*high));
        let is_all = hosts.len() < many;
        let too_dear = factor * most + (factor - 1.0) * in_return_km;
        if is_all || hosts.last().is_none_or(|(_, dearest)| dearest.total_km() > beyond(too_dear)) {
            break (hosts, most);
        }
        many = many.saturating_mul(4);
    };
    let rival = |(host, cost): &(Party, Cost)| Rival {
        difference: question.difference(*host),
        rank: rank(host),
        low: bounds(cost, factor).0,
    };
    let mut rivals: Vec<Rival> = hosts.iter().map(rival).filter(|rival| rival.low <= most).collect();
    rivals.sort_by(|one, other| one.low.total_cmp(&other.low));
    rivals
}

/// What a host costs at least and at most, if each rate changes by up to this factor, but for what is taken off.
fn bounds(cost: &Cost, factor: f64) -> (f64, f64) {
    let fixed = if cost.distance_known { cost.travel_km } else { 0.0 };
    let off = cost.in_return_km;
    let rest = cost.total_km() + off - fixed;
    (fixed + rest / factor - off, fixed + rest * factor - off)
}

/// A little more, for what sums may be off by rounding: a millimetre at least, because what is taken off may leave little of a large sum.
fn beyond(km: f64) -> f64 {
    km + km.abs() * 1e-9 + 1e-6
}

/// The first of these by (cost, rank), as far as `top` goes.
fn first(rivals: &[Rival], top: usize, cost: impl Fn(&Rival) -> f64) -> Vec<(f64, u32)> {
    let mut first: Vec<(f64, u32)> = Vec::with_capacity(top.min(rivals.len()) + 1);
    for rival in rivals {
        let last = first.last().filter(|_| first.len() == top).copied();
        if last.is_some_and(|(last, _)| rival.low > beyond(last)) {
            break;
        }
        let new = (cost(rival), rival.rank);
        let comes_before = |old: &(f64, u32)| old.0.total_cmp(&new.0).then(old.1.cmp(&new.1)).is_lt();
        let place = first.partition_point(comes_before);
        if place < top {
            first.insert(place, new);
            first.truncate(top);
        }
    }
    first
}

impl Robustness {
    /// In Dutch or English, as the end of a sentence about the school.
    pub fn in_language(&self, language: Language) -> String {
        let Robustness { rank, stays, of, top, .. } = self;
        let verb =
            if rank <= top { language.choose("blijft", "stays") } else { language.choose("komt", "comes") };
        let among = match top {
            1 => language.choose("op de eerste plaats", "in first place").to_owned(),
            _ => {
                let first = count(*top, language);
                language.choose(format!("bij de eerste {first}"), format!("among the first {first}"))
            }
        };
        if *stays == 0 {
            return language.choose(
                format!("staat in geen van de {of} andere wegingen {among}"),
                format!("is {among} in none of the {of} other weightings"),
            );
        }
        let many = match language {
            _ if stays < of => {
                language.choose(format!("{stays} van de {of}"), format!("{stays} of the {of}"))
            }
            Language::Nl => format!("alle {of}"),
            Language::En => format!("all {of}"),
        };
        language.choose(
            format!("{verb} in {many} andere wegingen {among}"),
            format!("{verb} {among} in {many} other weightings"),
        )
    }
}
