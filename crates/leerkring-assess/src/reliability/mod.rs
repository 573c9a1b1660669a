//! Can a score be trusted? Statistics of reliability, on plain numbers.
//!
//! There are two questions, and they are confused more than anything else in the field. Whether the score of a *school*
//! can be trusted is a question about its raters; whether the *indicators* of an aspect hang together is one about
//! items. A Cronbach alpha of .85 does not make a school's score reliable.
//!
//! | to | use |
//! |---|---|
//! | tell schools apart from noise, and know how many raters that takes | [`icc`] |
//! | know where the noise comes from: raters, indicators or both (researchers) | [`g_study`] |
//! | judge raters who all rated the same targets | [`shrout_fleiss`] |
//! | know whether two or three indicators hang together | [`alpha`], [`omega`] |
//! | the same, for people within schools, or for schools | [`levels`] |
//! | the same, for the attitudes behind ordered answers | [`polychoric`] |
//!
//! Figures that are not defined are `None` or a variant with its reason. No result depends on the order of people or
//! schools.

pub mod alpha;
pub mod g_study;
pub mod icc;
pub mod levels;
pub mod omega;
pub mod polychoric;
pub mod shrout_fleiss;

mod covariance;
mod reml;

pub use covariance::{Covariance, Missing};
