//! The k cheapest of many points, exactly. Plain numbers only: nothing here knows a school.
//!
//! A point is a row of numbers: a unit vector (where it is on the globe), then its context; NaN is unknown. Beside that it may
//! have *chances*: one number from 0 to 1 per phase, of standing above it. What a point costs an asker is
//!
//! ```text
//! travel                 over the globe, or a flat charge if either place is unknown
//!   + context            unit_km * |difference over what both know| + unknown_km for each number that either does not know
//!   + a charge           the same for all points of a tree
//!   + doubt              full_doubt_km * (1 - p), p = sum of own probability * chance, in whole percents from 1 to 99
//! ```
//!
//! Only the caller computes that cost, in `f64`, and it alone decides. It may also reckon with what is not in the trees, if it says
//! by how much that makes a point cheaper at most. Everything else here serves to compute it for few:
//!
//! ```text
//!   tree          16 boxes a node, 16 points a leaf, built once, in flat arrays (`tree`, `halves`)
//!   lanes         what 16 boxes, or 16 points, cost at least: one pass of vector operations in `f32` (`lanes`)
//!   descend       the cheapest box first; what cannot be among the best is not opened (`descend`)
//!   together      up to 16 neighbours who ask after each other go down as one; who asks alone, alone (`line`, `together`)
//!   slots         the 16 cheapest by that estimate, for each of them (`slots`)
//!   cheapest      their true costs, and the proof that no other point can be cheaper (`cheapest`)
//!   pile          where there is no proof, k is large, or there is more to the cost than the trees know: the true cost of all
//!                 that may be among the best (`pile`)
//! ```
//!
//! **Why it is exact.** An estimate never exceeds the true cost by more than a margin that is worked out beforehand (`margin`).
//! A box or point is left out only if its estimate exceeds the *limit*. When all is done, the k-th true cost plus the margin must
//! not exceed the limit either: then whatever was left out costs more than the k-th. How good an estimate is decides only how
//! often that proof succeeds. Estimates may differ between processors; the answer cannot.
//!
//! **Why several may go as one.** What a box costs an asker differs from what it costs the middle of the group by no more than the way
//! from one to the other, over the chord and in context, as neither path to the box can be shorter than a detour. Doubt is
//! reckoned by the best that any of them may hope for. So a box that costs the middle more than each one's limit and way holds nobody
//! for any of them, and the proof above is the same.

#![expect(clippy::indexing_slicing, reason = "all places are made here, at the building of the tree")]

mod cheapest;
mod descend;
mod halves;
mod lanes;
mod line;
mod margin;
mod pile;
mod points;
mod slots;
mod together;
mod tree;

pub(crate) use cheapest::{Lane, Query, cheapest};
pub(crate) use halves::order;
pub(crate) use lanes::{Asker, EVEN, Rates};
pub(crate) use margin::of_points as off_km;
pub(crate) use pile::Priced;
pub(crate) use points::Points;
pub(crate) use tree::{Crowd, Tree};

#[cfg(test)]
mod tests;
