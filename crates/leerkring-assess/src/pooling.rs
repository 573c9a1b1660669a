//! What schools learn from each other in the figures: partial pooling over a network, and what may be said about two
//! schools.
//!
//! | to | use |
//! |---|---|
//! | sum up a school's scores, one by one or in parts | [`scores`] |
//! | know how much schools differ, and how reliable a team's mean is | [`random_intercept`] |
//! | know how sure it is that one school is further than another | [`compare`] |
//! | place schools with the network's experience | [`probit`] |
//! | pool effects that were estimated per school, such as growth | [`meta`] |
//! | see why shares are not pooled by a Dirichlet distribution | [`dirichlet`] |
//!
//! Everything is on plain numbers. Nothing here puts schools in order: a fit holds figures of the network, and a
//! school's own figures are asked for one school, or two, at a time. Who may see which of them is not decided here.
//!
//! A school's own result stays what its own team said. A pooled value answers another question (what would this school
//! turn out to be, seen that most schools lie closer together than small teams make them look?) and belongs beside
//! it, not in its place.

pub mod compare;
pub mod dirichlet;
pub mod estimate;
pub mod meta;
pub mod probit;
pub mod random_intercept;
pub mod scores;

mod sums;
