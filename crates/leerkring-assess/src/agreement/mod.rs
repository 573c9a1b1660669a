//! Do the people of one team see the same school? Statistics of agreement, on plain counts per level.
//!
//! | to | use |
//! |---|---|
//! | describe answers by their order alone: medians, quartiles, top boxes | [`Counts`], [`describe`](mod@describe) |
//! | say how many phases people are apart (the default) | [`ad`] |
//! | know what agreement chance alone gives | [`critical`] |
//! | report what the organisational literature reports | [`rwg`], [`awg`] |
//! | code documents, with schools or texts as units | [`krippendorff`] |
//! | ask whether people put the aspects in the same order | [`kendall`] |
//!
//! Agreement never decides whether a result may be shown: a divided team is a finding. None of these figures says
//! whether the score of a school can be trusted; that is [`reliability`](crate::reliability).
//!
//! All take complete answers of people who judged the same items. [`item_counts`] leaves out a person who skipped one.

pub mod ad;
pub mod awg;
pub mod critical;
pub mod describe;
pub mod kendall;
pub mod krippendorff;
pub mod rwg;

mod counts;

pub use counts::{Counts, CountsError, item_counts};
