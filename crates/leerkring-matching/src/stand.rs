//! Where a school stands on an aspect, as far as matching reckons with it.

use leerkring_model::{Phase, Probabilities, Standing};

/// A phase, with its probabilities where answers carry a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    pub(crate) phase: Phase,
    pub(crate) probabilities: Option<Probabilities>,
}

impl Stand {
    /// What can be reckoned with in this standing, on a scale with `levels` phases; nothing if it has no phase.
    ///
    /// Where so few answered that their probabilities are not kept, the label says how sure it is, and no more: what
    /// is published of such a school follows from its phase and label.
    pub(crate) fn of(standing: &Standing, levels: u8) -> Option<Stand> {
        let probabilities =
            standing.statement().map(|s| s.probabilities.unwrap_or_else(|| s.label.stand_in(levels)));
        standing.phase().map(|phase| Stand { phase, probabilities })
    }

    /// The probability that this school is in a higher phase than that one, in whole percents from 1 to 99; `None`
    /// unless there is a statement about both.
    ///
    /// It is rounded here, before anything is reckoned with it. What is published of a host's distribution is then
    /// one number of two decimals, whatever else is printed: with more of them, several answers together would
    /// give away how its people answered. And whoever reads "82 %" can compute the charge for doubt from it.
    pub(crate) fn p_above(&self, that: &Stand) -> Option<f64> {
        let (this, that) = self.probabilities.zip(that.probabilities)?;
        // What is not certain is never told as certain.
        Some((this.above(&that) * 100.0).round().clamp(1.0, 99.0) / 100.0)
    }
}
