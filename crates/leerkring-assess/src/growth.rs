//! Growth of one school between two moments: how much, how sure, and what could be seen at all.
//!
//! | to | use |
//! |---|---|
//! | say what changed where answers are anonymous | [`growth`](fn@growth) |
//! | say before the second moment what change a team of this size could see | [`smallest_detectable`] |
//! | say whether a change exceeds what other raters on another day would make of it | [`reliable_change`] |
//! | match the people of both moments by their own code | [`pair`], then [`crate::groups`] |
//!
//! Figures only; what to say about them is not here. Three things look like growth and are not: what counts as phase 3
//! rises as people learn (response shift), an aspect that was chosen because it was low rises by itself (regression to
//! the mean), and another team gives other answers. No figure of this module knows the difference.
//!
//! Nothing is held back here: what may be shown (five people at both moments, and no difference of one or two known
//! people) is for the caller to decide.

mod change;
mod difference;
mod pairing;
mod reliable;

pub use change::{Growth, GrowthError, HALF_A_PHASE, growth};
pub use pairing::{Paired, pair};
pub use reliable::{RELIABLE, reliable_change, reliable_change_of_a_person, smallest_detectable};
