//! Where a school stands on an aspect, as far as matching reckons with it.

use std::num::NonZeroU32;

use leerkring_model::{Date, Phase, Probabilities, Standing};

use crate::fading::{Age, Faded, Fading};
use crate::nearest::EVEN;

/// Where a school stands on an aspect: a phase, with the probability of each phase where answers carry a statement.
///
/// It is what matching takes from a [`Standing`]; see [`Position::of`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Position {
    /// The phase it is in.
    pub phase: Phase,
    /// How probable each phase is; `None` if the phase is only agreed on in dialogue. How sure it is that one school is further
    /// than another is then not known.
    pub probabilities: Option<Probabilities>,
    /// The last day on which people answered, if that is known: with [`Options::fading`](crate::Options::fading) the probabilities fade
    /// from it on.
    pub measured: Option<Date>,
}

impl Position {
    /// This phase, and no probabilities.
    pub fn new(phase: Phase) -> Position {
        Position { phase, probabilities: None, measured: None }
    }

    /// What can be reckoned with in this standing, on a scale with `levels` phases; `None` if it has no phase.
    ///
    /// Where so few answered that their probabilities are not kept, the label says how sure it is, and no more: what
    /// is published of such a school follows from its phase and label.
    pub fn of(standing: &Standing, levels: u8) -> Option<Position> {
        let probabilities =
            standing.statement().map(|s| s.probabilities.unwrap_or_else(|| s.label.stand_in(levels)));
        let measured = standing.dates.map(|(_, last)| last);
        standing.phase().map(|phase| Position { phase, probabilities, measured })
    }
}

/// A position in eight bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stand {
    pub(crate) phase: Phase,
    age: u16,
    pub(crate) spread: Option<Spread>,
}

impl Stand {
    /// Where everyone stands on a topic: it has no phases.
    pub(crate) const ON_TOPIC: Stand = Stand { phase: Phase::LOWEST, age: Age::NOTHING, spread: None };

    /// How old what is known is; `None` where that makes no difference.
    pub(crate) fn age(&self) -> Option<Age> {
        Age::unpack(self.age)
    }
}

/// Probabilities, by their number in [`Spreads`], counted from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread(NonZeroU32);

/// Probabilities of phases, one row after another.
#[derive(Debug)]
pub(crate) struct Spreads {
    levels: usize,
    rows: Vec<f64>,
    fading: Fading,
}

impl Spreads {
    /// None yet, on a scale of this many phases. They fade like this.
    pub(crate) fn new(levels: u8, fading: Fading) -> Spreads {
        Spreads { levels: usize::from(levels), rows: Vec::new(), fading }
    }

    /// The day from which ages are reckoned.
    pub(crate) fn today(&self) -> Option<Date> {
        self.fading.today
    }

    /// Adds a position, as sure as it still is.
    pub(crate) fn add(&mut self, position: &Position) -> Stand {
        let age = position.probabilities.and(self.fading.today).map(|today| match position.measured {
            Some(measured) => Age::between(measured, today),
            None => Age::Unknown,
        });
        let spread = position.probabilities.and_then(|p| self.spread(p, age));
        Stand { phase: position.phase, age: Age::pack(age), spread }
    }

    /// The same; but what stood there, if that says as much, so that nothing is kept twice.
    pub(crate) fn add_unless(&mut self, old: Option<Stand>, position: &Position) -> Stand {
        let before = self.rows.len();
        let new = self.add(position);
        let row = |stand: Stand| stand.spread.map(|spread| self.row(spread));
        match old {
            Some(old) if (old.phase, old.age) == (new.phase, new.age) && row(old) == row(new) => {
                self.rows.truncate(before);
                old
            }
            _ => new,
        }
    }

    fn spread(&mut self, probabilities: Probabilities, age: Option<Age>) -> Option<Spread> {
        let weight = match age {
            Some(Age::Months(months)) => self.fading.weight(months),
            _ => 1.0,
        };
        let even = (1.0 - weight) / self.levels as f64;
        let faded = probabilities.as_slice().iter().take(self.levels).map(|p| weight * p + even);
        self.rows.extend(faded);
        let number = u32::try_from(self.rows.len() / self.levels).ok()?;
        NonZeroU32::new(number).map(Spread)
    }

    /// The probability of each phase.
    pub(crate) fn row(&self, spread: Spread) -> &[f64] {
        let end = spread.0.get() as usize * self.levels;
        self.rows.get(end - self.levels..end).unwrap_or_default()
    }

    /// For each phase, lowest first, the chance that whoever stands here is above it; even chances where that is not known.
    pub(crate) fn chances(&self, stand: &Stand) -> impl Iterator<Item = f64> {
        let row = stand.spread.map(|spread| self.row(spread));
        let above = move |phase| match row {
            Some(row) => row.iter().skip(phase + 1).sum(),
            None => EVEN,
        };
        (0..self.levels).map(above)
    }

    /// The probability that the host is in a higher phase than the learner, in whole percents from 1 to 99; `None`
    /// unless there is a statement about both.
    ///
    /// It is rounded here, before anything is reckoned with it. What one learner is told of a host's distribution is then
    /// one number of two decimals, whatever else is printed: more of them would tell more finely how its people answered. And whoever reads
    /// "82 %" can compute the charge for doubt from it.
    ///
    /// It is one number for each learner. One that is surely in phase k reads, to a percent, how probable the phases above k are for the
    /// host; so a few schools in different phases that lay their answers side by side can put its distribution together, roughly. That
    /// distribution is of a team of at least eight, and a stand-in where nearly all answered alike; an offer consents to it.
    ///
    /// Where assessments fade, that is one number for each month that is given as today: ages are whole months
    /// ([`Fading`]), so that the days of a month all give the same. What remains is that several months, or half-lives, are several roundings of
    /// the same distribution. So the month is the network's to set, once for a round, and not an argument of who asks.
    pub(crate) fn p_above(&self, host: &Stand, learner: &Stand) -> Option<f64> {
        let (host, learner) = host.spread.zip(learner.spread)?;
        // As in `Probabilities::above`.
        let (mut higher, mut total) = (0.0, 0.0);
        for (mine, theirs) in self.row(host).iter().zip(self.row(learner)).rev() {
            total += theirs * higher;
            higher += mine;
        }
        // What is not certain is never told as certain.
        Some((total * 100.0).round().clamp(1.0, 99.0) / 100.0)
    }

    /// Whether age made this chance that the host is in a higher phase lower.
    ///
    /// It moved from what it was to what it would be if every phase were as probable for the host, which only hangs on the learner; so it
    /// is lower exactly where it is above that still.
    pub(crate) fn faded(&self, p_above: Option<f64>, host: &Stand, learner: &Stand) -> Option<Faded> {
        let (Some(Age::Months(months)), Some(p_above), Some(learner)) = (host.age(), p_above, learner.spread)
        else {
            return None;
        };
        let above = (0..self.levels).rev().map(|above| above as f64 / self.levels as f64);
        let without = self.row(learner).iter().zip(above).map(|(p, above)| p * above).sum();
        Faded::lowered(p_above, self.fading.weight(months), without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_is_kept_once() {
        let position =
            |phase, p: &[f64]| Position { probabilities: Probabilities::new(p).ok(), ..Position::new(phase) };
        let mut spreads = Spreads::new(2, Fading::default());
        let first = spreads.add(&position(Phase::One, &[0.7, 0.3]));
        assert_eq!(spreads.add_unless(Some(first), &position(Phase::One, &[0.7, 0.3])), first);
        assert_eq!(spreads.rows.len(), 2);
        for other in [position(Phase::Two, &[0.7, 0.3]), position(Phase::One, &[0.6, 0.4])] {
            assert_ne!(spreads.add_unless(Some(first), &other), first);
        }
        assert_eq!(spreads.add_unless(Some(first), &Position::new(Phase::One)).spread, None);
        assert_eq!((spreads.row(first.spread.unwrap()), spreads.rows.len()), ([0.7, 0.3].as_slice(), 6));
    }
}
