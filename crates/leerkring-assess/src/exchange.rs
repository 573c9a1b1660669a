//! Did the exchange help: the change of schools that visited beside that of others, with the school as the unit.
//!
//! | where | use |
//! |---|---|
//! | at least [`FEWEST_SCHOOLS`] schools took part and as many did not | [`change_effect`] |
//! | any network, also one in which all took part | [`triple_difference`]: the other aspects of the same school stand beside the one it was about |
//! | people instead of schools are the rows | [`regress`], with the school as the cluster |
//!
//! Say "goes together with", never "because of", unless partners were drawn by lot: schools that visit differ from those
//! that do not. Schools that were visited took part as well. Two schools that visited each other are one unit: give their mean.
//! A p-value comes second; the effect in phases, its interval, and the share of schools that probably rose come first.

mod change_score;
mod permutation;
mod regression;
mod target_aspect;

pub use change_score::{ChangeEffect, School, change_effect, probably_higher};
pub use permutation::{Permutation, Permutations};
pub use regression::{Correction, Estimate, Observation, Regression, RegressionError, regress};
pub use target_aspect::{AspectChange, TripleDifference, triple_difference, triple_difference_of};

/// With fewer schools on either side a comparison of schools says next to nothing.
pub const FEWEST_SCHOOLS: usize = 6;
/// With fewer degrees of freedom an interval is not printed.
pub const FEWEST_DF: f64 = 4.0;
/// A school rose probably if its score is higher with more than this probability.
pub const PROBABLY: f64 = 0.8;

/// Why there is no effect to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// One side has no school, or so few that nothing varies.
    #[error("{treated} schools took part and {others} did not; each side needs two at least")]
    TooFewSchools {
        /// Schools that took part.
        treated: usize,
        /// Schools that did not.
        others: usize,
    },
    /// No stratum holds schools of both sides.
    #[error("no stratum holds both a school that took part and one that did not")]
    NoStratumCompares,
    /// No school has both an aspect the exchange was about and another one.
    #[error("no school has both an aspect that its exchange was about and another one")]
    NoTargets,
    /// A school with more aspects than arrangements can be listed for.
    #[error("a school with {0} aspects; at most 16 can be arranged")]
    TooManyAspects(
        /// The number of aspects.
        usize,
    ),
    /// A score that is not a number.
    #[error("a score that is not a number")]
    NotANumber,
}
