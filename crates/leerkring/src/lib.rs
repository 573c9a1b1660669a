//! Schools that learn from each other: where a school stands, how sure that is, and which school it can learn from.
//!
//! One dependency for everything; each module is a crate that can also be used alone.
//!
//! | module | crate | what it does |
//! |---|---|---|
//! | [`model`] | `leerkring-model` | the words: maturity models, answers, standings, schools, wishes |
//! | [`import`] | `leerkring-import` | survey exports and school registers to those words, with a position for every doubt |
//! | [`assess`] | `leerkring-assess` | answers to where a school stands on each aspect, and how sure that is |
//! | [`matching`] | `leerkring-matching` | a network to the partner that is one step further: exact, explained, with consent |
//!
//! # Features
//! `parallel` (default): several threads; changes speed, never a result. `serde` (default): `Serialize` and
//! `Deserialize` on words, options and results.
#![cfg_attr(doctest, doc = include_str!("../../../README.md"))]

pub use leerkring_assess as assess;
pub use leerkring_import as import;
pub use leerkring_matching as matching;
pub use leerkring_model as model;
