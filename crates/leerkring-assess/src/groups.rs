//! Two groups: do they answer differently, by how much, and could it be chance.
//!
//! | for | use |
//! |---|---|
//! | how far one group lies above the other, in order only | [`cliffs_delta`], [`brunner_munzel`] |
//! | a test with ten people or more in each group | [`brunner_munzel`]; [`mann_whitney`] only where the spreads are alike |
//! | a test with fewer | [`mean_permutation`], exact |
//! | both inside every stratum, such as a school | [`order_in_strata`], [`permutation_in_strata`] |
//! | the same people twice | [`within_pairs`], [`wilcoxon_pratt`] or [`signed_ranks`]; the paired t test by [`partially_overlapping`] of pairs alone |
//! | some twice, others once | [`partially_overlapping`] |
//!
//! Differences between groups are seldom the finding: a leadership of two cannot differ reliably from a team, and
//! [`MeanPermutation::smallest_p_without_ties`] says so before anything is asked. A function here knows nothing of what
//! may be shown: it takes plain numbers, and a caller decides.

mod brunner_munzel;
mod cliff;
mod mann_whitney;
mod overlapping;
mod pairs;
mod permutation;
mod strata;
mod wilcoxon;

pub use brunner_munzel::{BrunnerMunzel, brunner_munzel};
pub use cliff::{CliffsDelta, cliffs_delta};
pub use mann_whitney::{MannWhitney, mann_whitney};
pub use overlapping::{Overlapping, Spread, partially_overlapping};
pub use pairs::{WithinPairs, within_pairs};
pub use permutation::{MeanPermutation, mean_permutation};
pub use strata::{OrderInStrata, order_in_strata, permutation_in_strata};
pub use wilcoxon::{SignedRanks, Ties, Zeros, signed_ranks, wilcoxon_pratt};

/// Beyond this many steps an exact distribution is left out: with so many people the approximation is as good.
const MOST_STEPS: f64 = 2e8;
