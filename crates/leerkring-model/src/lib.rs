//! The words that schools learn from each other with: maturity models, answers, standings, schools, wishes.
//!
//! Everything else in leerkring meets in this crate. It has no engine and no input or output: texts come in as
//! `&str`, and nothing here knows a clock, a file or a network.
//!
//! | to | use |
//! |---|---|
//! | use a built-in model, or its aspects as an enum | [`builtin`] |
//! | read your own model from TOML | [`Model::parse`] |
//! | read another hand-written TOML document | [`document`] |
//! | find doubts in a model that are not errors | [`Model::lint`] |
//! | hold answers of many people | [`Responses`], [`Response`], [`Answer`], [`Role`] |
//! | hold what can be said about a school | [`Standing`], [`Outcome`], [`Probabilities`] |
//! | see what keeps a school from a milestone | [`short_of_milestone`] |
//! | describe a school and what it wants | [`School`], [`Wishes`], [`Subject`] |
//! | say what the columns of a written table mean | [`columns`] |
//! | read a network's own list of topics, and name a subject | [`Topics`], [`Subjects`] |
//!
//! # Features
//! `serde` (default): `Serialize` and `Deserialize` on the words that cross a program's edge. Models are read by
//! [`Model::parse`] only, which reports every problem with its place.

pub mod builtin;
pub mod columns;
pub mod document;

mod answer;
mod date;
mod ids;
mod lint;
mod load;
mod model;
mod phase;
mod responses;
mod school;
mod standing;
mod text;
mod topics;
mod wish;

pub use answer::{Agreement, Answer, Response, Role};
pub use date::{Date, NoSuchDay};
pub use ids::{AspectId, IdError, IndicatorId, ModelId, SchoolId, TopicId, check_key};
pub use lint::Doubt;
pub use load::{ModelError, ModelProblem};
pub use model::{Aspect, Descriptor, Indicator, Model, Provenance};
pub use phase::{FEWEST_PHASES, MOST_PHASES, NoSuchPhase, Phase};
pub use responses::{ResponseError, Responses, Row, Team, Teams};
pub use school::{NoSuchPoint, Point, School, TeamSize};
pub use standing::{
    Label, NoSuchRule, NotProbabilities, Outcome, Places, Probabilities, Reason, Rule, Score, Shortfall,
    Standing, Statement, Tally, Weakest, short_of_milestone,
};
pub use text::{Language, Text};
pub use topics::{Subjects, Topic, TopicProblem, Topics, TopicsError};
pub use wish::{Subject, Wishes};
