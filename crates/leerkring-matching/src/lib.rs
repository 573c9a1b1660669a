//! A network of schools to the partner that is one step further: exact, explained, with consent.
//!
//! For a school and an aspect it finds the partners that stand further on it, are near and alike, have offered to be
//! visited, and have room. On a topic of the network's own list, which has no phases, offers meet needs. Who would like to think
//! together about either is brought together with its like. What a match costs is told in kilometre-equivalents whose parts add
//! up.
//!
//! | to | use |
//! |---|---|
//! | build a network | [`Network::build`], [`Member`] |
//! | build one from columns, or of millions of schools | [`Builder`], [`Row`], [`Position`] |
//! | change how one school stands, or what it wants | [`Network::update_member`]; in plain values [`Network::update`] |
//! | say what matters how much, and who may be matched | [`Options`], [`CostRates`], [`Trait`], [`Rules`] |
//! | let old assessments count for less | [`Fading`], [`Age`] |
//! | find partners for one school | [`Network::suggest`], [`Suggestions`] |
//! | find partners for all that ask | [`Network::asks`], [`Network::suggest_all`] |
//! | find partners for every school, in columns | [`Network::best_hosts`], [`BestHosts`] |
//! | find whom a school could think together with | [`Network::fellows`], [`Fellows`] |
//! | make groups that think together | [`Network::think_together`], [`Groups`] |
//! | explain a suggestion | [`Suggestion::explain`], [`Cost`] |
//! | write out what the difference in context is made of | [`Network::context`], [`Context`] |
//! | say how much hangs on what was found to matter | [`Network::robustness`], [`Weightings`], [`Robustness`] |
//! | explain that there is none, and say what helps then | [`Nobody`], [`Support`] |
//! | explain why it is not that school | [`Network::why_not`], [`WhyNot`], [`Barrier`] |
//! | say which single change would bring a partner | [`Network::what_if`], [`Network::what_if_host`], [`WhatIf`] |
//! | sum up a network, naming nobody | [`Network::portrait`], [`Portrait`] |
//! | write suggestions, who has nobody yet, fellows, groups or a portrait to a table | [`table`] |
//!
//! ```
//! use leerkring_matching::{Member, Network, Options};
//! use leerkring_model::{Language, Outcome, Phase, Reason, School, SchoolId, Standing, Subject, Wishes, builtin};
//!
//! let model = builtin::samen_leren();
//! let koers = builtin::SamenLerenAspect::Koers.id();
//! let member = |id: &str, phase| -> Result<Member, leerkring_model::IdError> {
//!     let id = SchoolId::new(id)?;
//!     // No answers, but a phase that the team agreed on in dialogue.
//!     let mut standing = Standing::new(id.clone(), koers.clone(), Outcome::NoStatement(vec![Reason::NoAnswers]));
//!     standing.agreed = Some(phase);
//!     Ok(Member::new(School::new(id, "De Wegwijzer"), Wishes::default(), vec![standing]))
//! };
//! let learner = member("06AB", Phase::Two)?;
//! let mut host = member("14CD", Phase::Three)?;
//! host.wishes.offers.insert(Subject::Aspect(koers.clone()));
//! host.wishes.room = 2;
//!
//! let network = Network::build(vec![learner, host], &model, Options::default())?;
//! let answer = network.suggest(&SchoolId::new("06AB")?, &koers, 10)?;
//! for suggestion in &answer.found {
//!     println!("{}. {}: {}", suggestion.rank, suggestion.host, suggestion.explain(Language::Nl));
//! }
//! assert_eq!(answer.found.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What holds
//! - **Consent.** A school appears in an answer to another only on a subject that it offers and, but for what would be if it had
//!   room, has room for; or about which it would like to think together. Of how it stands, an offer tells those who could visit it
//!   the phase, the chance that it truly is further than they are and, where assessments fade, how many months old that is
//!   ([`Suggestion`]); a wish to think together tells that it is near; and a question tells those who could host it whether they stand
//!   higher ([`Suggestion::in_return`]). How it stands on anything else changes no byte of any answer to another school. The portrait,
//!   which is for all, tells of how schools stand only for how many of at least five that ask there is somebody, and no reason that
//!   holds for fewer or for all of them. Nothing ranks schools.
//! - **Exact.** Suggestions are the best there are, as if every pair had been looked at; equal costs go by id.
//! - **The same everywhere.** The order of the members, the number of threads and the platform change nothing.
//!
//! # Not here yet
//! An exchange plan for a whole network, and circles of schools.
//!
//! # Features
//! - `parallel` (default): several threads where there is much to do: building, [`Network::suggest_all`], [`Network::best_hosts`],
//!   [`Network::think_together`] and [`Network::portrait`]. It changes speed, never a result.
//! - `serde` (default): `Serialize` and `Deserialize` on members, options and results.

mod asks;
mod barrier;
mod best;
mod builder;
mod context;
mod cost;
mod error;
mod fading;
mod hosts;
mod member;
mod nearest;
mod network;
mod nobody;
mod options;
mod own;
mod portrait;
mod question;
mod robustness;
mod row;
mod rules;
mod schools;
mod sphere;
mod stand;
mod suggest;
mod support;
pub mod table;
mod think;
mod traits;
mod units;
mod update;
mod weightings;
mod what_if;
mod why_not;
mod words;

pub use barrier::Barrier;
pub use best::{Best, BestHosts};
pub use builder::Builder;
pub use context::{Context, TraitDifference};
pub use cost::Cost;
pub use error::{NetworkError, SuggestError, WeightingsError};
pub use fading::{Age, Faded, Fading};
pub use member::Member;
pub use network::Network;
pub use nobody::Nobody;
pub use options::{CostRates, Likeness, Options, Pair, Rules};
pub use portrait::{Portrait, Served, SubjectPortrait, Thin, Unserved};
pub use robustness::Robustness;
pub use row::Row;
pub use stand::Position;
pub use suggest::{Suggestion, Suggestions};
pub use support::Support;
pub use think::{Fellow, Fellows, Group, Groups, NoFellow};
pub use traits::{PerUnit, Scale, Trait, UsedTrait};
pub use update::{BuiltOn, UpdateError};
pub use weightings::Weightings;
pub use what_if::{Change, Obstacle, Remedy, WhatIf};
pub use why_not::WhyNot;
