//! All colleagues that a team could have: what they would answer, which is the truth, and a draw from them.
//!
//! None of these is the posterior's own model, in which shares of persons are Dirichlet with mass 0.4 a phase.

use leerkring::model::{Answer, Phase};

use crate::chance::Chance;

/// Between which numbers the five phases lie: the fourth is much wider than the others.
const THRESHOLDS: [f64; 4] = [-1.5, -0.7, 0.1, 1.5];
/// How much indicators of an aspect differ from each other.
const INDICATOR: f64 = 0.3;
/// How often a person gives the same answer again, where answers are drawn from shares.
const SAME: f64 = 0.5;

/// How a population comes about.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Maker {
    /// A normal number for each person and each answer, between thresholds: cumulative probit.
    Probit,
    /// Shares of the phases, drawn from a Dirichlet distribution.
    Dirichlet,
    /// Two camps, each a cumulative probit.
    Camps,
}

impl Maker {
    pub(crate) const ALL: [Maker; 3] = [Maker::Probit, Maker::Dirichlet, Maker::Camps];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Maker::Probit => "probit",
            Maker::Dirichlet => "dirichlet",
            Maker::Camps => "two camps",
        }
    }
}

/// How far colleagues are apart.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Spread {
    /// Descriptors anchor what people see: about half a phase from each other.
    Anchored,
    /// A whole phase and more.
    Wide,
}

impl Spread {
    pub(crate) const ALL: [Spread; 2] = [Spread::Anchored, Spread::Wide];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Spread::Anchored => "anchored",
            Spread::Wide => "wide",
        }
    }
}

pub(crate) enum Population {
    Probit { camps: Vec<(f64, f64)>, person: f64, answer: f64, indicators: Vec<f64> },
    Shares { shares: Vec<f64>, indicators: usize },
}

impl Population {
    pub(crate) fn draw(maker: Maker, spread: Spread, indicators: usize, chance: &mut Chance) -> Population {
        let wide = spread == Spread::Wide;
        if maker == Maker::Dirichlet {
            let centre = chance.pick(&[0.2; 5]);
            let mass = |place: usize| match (wide, place.abs_diff(centre)) {
                (true, _) => 1,
                (false, 0) => 8,
                (false, 1) => 3,
                (false, _) => 1,
            };
            let masses: Vec<u32> = (0..5).map(mass).collect();
            return Population::Shares { shares: chance.shares(&masses), indicators };
        }
        let far = chance.between(-2.2, 2.2);
        let indicators = (0..indicators).map(|_| chance.normal(INDICATOR)).collect();
        if maker == Maker::Camps {
            let apart = if wide { 1.0 } else { 0.5 };
            let share = chance.between(0.25, 0.75);
            let camps = vec![(share, far - apart), (1.0 - share, far + apart)];
            return Population::Probit { camps, person: 0.3, answer: 0.4, indicators };
        }
        let (person, answer) = if wide { (0.8, 0.6) } else { (0.3, 0.4) };
        Population::Probit { camps: vec![(1.0, far)], person, answer, indicators }
    }

    /// The share of all judgements at this phase or higher.
    fn share_at_least(&self, phase: Phase) -> f64 {
        if phase == Phase::LOWEST {
            return 1.0;
        }
        match self {
            Population::Shares { shares, .. } => shares[phase.index()..].iter().sum(),
            Population::Probit { camps, person, answer, indicators } => {
                let deviation = libm::hypot(*person, *answer);
                let above = |level: f64| {
                    let deviate = (THRESHOLDS[phase.index() - 1] - level) / deviation;
                    0.5 * libm::erfc(deviate / std::f64::consts::SQRT_2)
                };
                let of_camp = |(share, far): &(f64, f64)| {
                    share * indicators.iter().map(|indicator| above(far + indicator)).sum::<f64>()
                };
                camps.iter().map(of_camp).sum::<f64>() / indicators.len() as f64
            }
        }
    }

    /// The phase that more than half of all judgements reach.
    pub(crate) fn phase(&self) -> Phase {
        let reached = |phase: &Phase| self.share_at_least(*phase) > 0.5;
        Phase::scale(5).take_while(reached).last().unwrap_or(Phase::LOWEST)
    }

    /// The mean of all answers: a phase is as many as it reaches.
    pub(crate) fn mean(&self) -> f64 {
        Phase::scale(5).map(|phase| self.share_at_least(phase)).sum()
    }

    /// What one of them answers.
    pub(crate) fn person(&self, chance: &mut Chance) -> Vec<Option<Answer>> {
        let answer = |place: usize| Phase::from_index(place).map(Answer::Phase);
        match self {
            Population::Shares { shares, indicators } => {
                let first = chance.pick(shares);
                let mut again = || if chance.chance(SAME) { first } else { chance.pick(shares) };
                let rest: Vec<usize> = (1..*indicators).map(|_| again()).collect();
                std::iter::once(first).chain(rest).map(answer).collect()
            }
            Population::Probit { camps, person, answer: waver, indicators } => {
                let shares: Vec<f64> = camps.iter().map(|(share, _)| *share).collect();
                let view = camps[chance.pick(&shares)].1 + chance.normal(*person);
                let place = |indicator: &f64| {
                    let seen = view + indicator + chance.normal(*waver);
                    THRESHOLDS.iter().filter(|threshold| seen > **threshold).count()
                };
                indicators.iter().map(place).map(answer).collect()
            }
        }
    }
}
