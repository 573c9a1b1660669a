//! How probable each phase is.

use crate::phase::{FEWEST_PHASES, MOST_PHASES, Phase};

/// The probability of each phase of a scale; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<f64>", into = "Vec<f64>")
)]
pub struct Probabilities {
    levels: u8,
    p: [f64; MOST_PHASES as usize],
}

/// The numbers are no probabilities of phases.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{0:?} are not the probabilities of 2 to 9 phases: each from 0 to 1, together 1")]
pub struct NotProbabilities(Vec<f64>);

impl Probabilities {
    /// The probabilities of phases 1, 2, ... of a scale.
    ///
    /// # Errors
    /// [`NotProbabilities`] unless there are 2 to 9, each from 0 to 1 and adding up to 1 (to within 1e-6).
    pub fn new(probabilities: &[f64]) -> Result<Probabilities, NotProbabilities> {
        let wrong = || NotProbabilities(probabilities.to_vec());
        let levels = u8::try_from(probabilities.len()).map_err(|_| wrong())?;
        let in_range = probabilities.iter().all(|p| (0.0..=1.0).contains(p));
        let total: f64 = probabilities.iter().sum();
        if !(2..=MOST_PHASES).contains(&levels) || !in_range || (total - 1.0).abs() > 1e-6 {
            return Err(wrong());
        }
        let mut p = [0.0; MOST_PHASES as usize];
        p.iter_mut().zip(probabilities).for_each(|(to, from)| *to = *from);
        Ok(Probabilities { levels, p })
    }

    /// A share on one phase, and the rest evenly on those of its neighbours that the scale has; all on it if it has
    /// none of them.
    pub(super) fn around(
        levels: u8,
        phase: Phase,
        share: f64,
        neighbours: &[Option<Phase>],
    ) -> Probabilities {
        let levels = levels.clamp(FEWEST_PHASES, MOST_PHASES);
        let on_scale = |phase: &Phase| phase.number() <= levels;
        let neighbours: Vec<Phase> = neighbours.iter().flatten().copied().filter(on_scale).collect();
        let mut p = [0.0; MOST_PHASES as usize];
        let mut add = |phase: Phase, share: f64| {
            if let Some(p) = p.get_mut(phase.index()) {
                *p += share;
            }
        };
        add(phase, if neighbours.is_empty() { 1.0 } else { share });
        neighbours.iter().for_each(|neighbour| add(*neighbour, (1.0 - share) / neighbours.len() as f64));
        Probabilities { levels, p }
    }

    /// The number of phases of the scale.
    pub fn levels(&self) -> u8 {
        self.levels
    }

    /// The probabilities, lowest phase first.
    pub fn as_slice(&self) -> &[f64] {
        self.p.get(..usize::from(self.levels)).unwrap_or(&self.p)
    }

    /// The probability of this phase; 0 for a phase the scale does not have.
    pub fn of(&self, phase: Phase) -> f64 {
        self.p.get(phase.index()).copied().unwrap_or(0.0)
    }

    /// The probability of this phase or a higher one.
    pub fn at_least(&self, phase: Phase) -> f64 {
        self.p.iter().skip(phase.index()).sum()
    }

    /// The most probable phase; of equals the lower.
    pub fn likeliest(&self) -> Phase {
        let scale = Phase::scale(self.levels);
        scale.fold(Phase::LOWEST, |best, phase| if self.of(phase) > self.of(best) { phase } else { best })
    }

    /// The probability that a school with these probabilities stands in a higher phase than an independent school
    /// with those: the sum over k of P(that = k) times P(this > k).
    ///
    /// ```
    /// use leerkring_model::Probabilities;
    /// let learner = Probabilities::new(&[0.2, 0.8, 0.0, 0.0, 0.0])?;
    /// let host = Probabilities::new(&[0.0, 0.3, 0.7, 0.0, 0.0])?;
    /// assert!((host.above(&learner) - (0.2 * 1.0 + 0.8 * 0.7)).abs() < 1e-12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn above(&self, that: &Probabilities) -> f64 {
        let mut higher = 0.0;
        let mut total = 0.0;
        for (mine, theirs) in self.p.iter().zip(&that.p).rev() {
            total += theirs * higher;
            higher += mine;
        }
        total
    }
}

impl TryFrom<Vec<f64>> for Probabilities {
    type Error = NotProbabilities;

    fn try_from(probabilities: Vec<f64>) -> Result<Probabilities, NotProbabilities> {
        Probabilities::new(&probabilities)
    }
}

impl From<Probabilities> for Vec<f64> {
    fn from(probabilities: Probabilities) -> Vec<f64> {
        probabilities.as_slice().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standing::Label;

    #[test]
    fn probabilities_must_be_probabilities() {
        for wrong in [&[1.0][..], &[0.5, 0.6], &[1.5, -0.5], &[f64::NAN, 1.0], &[0.1; 10]] {
            assert!(Probabilities::new(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_label_alone_says_so_much() {
        let of = |label: Label, levels| label.stand_in(levels).as_slice().to_vec();
        let close = |found: Vec<f64>, expected: &[f64]| {
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?} {expected:?}");
        };
        close(of(Label::Phase(Phase::Three), 5), &[0.0, 0.05, 0.9, 0.05, 0.0]);
        close(of(Label::Probably(Phase::Five), 5), &[0.0, 0.0, 0.0, 0.3, 0.7]);
        close(of(Label::Probably(Phase::One), 2), &[0.7, 0.3]);
        close(of(Label::Between(Phase::Two), 5), &[0.0, 0.5, 0.5, 0.0, 0.0]);
    }

    #[test]
    fn likeliest_takes_the_lower_of_equals() {
        assert_eq!(Probabilities::new(&[0.1, 0.45, 0.45]).unwrap().likeliest(), Phase::Two);
    }
}
