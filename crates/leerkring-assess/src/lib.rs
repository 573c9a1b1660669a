//! Answers to where a school stands on each aspect, and how sure that is: exact, and without random numbers.
//!
//! **One school**
//!
//! | to | use |
//! |---|---|
//! | place every school on every aspect | [`assess`] with [`Options`] |
//! | have all figures of a school on an aspect | [`assessments`]; [`assess_each`] for more schools than fit in memory |
//! | give one team something to talk about | [`agenda`](mod@agenda) |
//! | count the majority rule of one team | [`Judgements`] |
//! | know how probable each phase is, and the interval of the score | [`posterior`] |
//! | know how firmly a phase may be stated | [`label`](mod@label) |
//! | know what missing colleagues could change, or this very team would say | [`nonresponse`], [`finite_team`] |
//!
//! **A network**
//!
//! | to | use |
//! |---|---|
//! | know how the schools of a network differ, and what that says of one | [`network`] |
//! | pool schools of a network, and compare two of them | [`pooling`] |
//! | know whether leaders see their school otherwise | [`roles`] |
//!
//! **Two moments**
//!
//! | to | use |
//! |---|---|
//! | say how much every school and the network grew, from two sets of answers | [`moments`] |
//! | say how much one team grew, and how sure | [`growth`] |
//! | ask whether an exchange helped | [`exchange`] |
//!
//! **Statistics on plain numbers**
//!
//! | to | use |
//! |---|---|
//! | know how far the people of a team agree | [`agreement`] |
//! | know whether scores, or indicators, can be relied on | [`reliability`] |
//! | compare two groups, or the same people twice | [`groups`] |
//! | weigh roles by their size | [`stratified`] |
//! | bootstrap a mean of ratings, exactly | [`bootstrap`](mod@bootstrap) |
//!
//! **What is shown, and how it is said**
//!
//! | to | use |
//! |---|---|
//! | know what is hidden, and why | [`privacy`] |
//! | say a standing in Dutch or English | [`wording`] |
//! | recompute a figure by hand | [`explain`](mod@explain) |
//! | write `standings.csv`, and what every column of a table means | [`table`] |
//! | write the methods paragraph of a report | [`methods`](mod@methods) |
//!
//! Every formula with its source is in the project's `docs/METHOD.md`. What persons answered ends in this crate: what
//! leaves it are figures over at least [`privacy::FEWEST_PEOPLE`] people, and anything finer than a phase only over at
//! least [`privacy::FEWEST_FOR_DETAIL`]. A result does not hold what it may not show.
//!
//! # Features
//! `parallel` (default): schools are computed on several threads; no result depends on it. `serde` (default):
//! `Serialize` and `Deserialize` on options.

pub mod agenda;
pub mod agreement;
pub mod bootstrap;
pub mod exchange;
pub mod explain;
pub mod finite_team;
pub mod groups;
pub mod growth;
pub mod label;
pub mod methods;
pub mod moments;
pub mod network;
pub mod nonresponse;
pub mod pooling;
pub mod posterior;
pub mod privacy;
pub mod reliability;
pub mod roles;
pub mod stratified;
pub mod table;
pub mod wording;

mod assessment;
mod case;
mod counting;
mod engine;
mod judgements;
mod numeric;

pub use assessment::{
    Assessment, Band, Closeness, Distribution, Missing, OwnPhase, Picture, Response, Target, reached,
};
pub use engine::{AssessError, Options, TeamFacts, assess, assess_each, assessments};
pub use judgements::{Judgements, NoSuchScale};
