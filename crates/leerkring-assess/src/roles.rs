//! Whether those who lead a school see it otherwise than their colleagues, in either direction.
//!
//! | to | use |
//! |---|---|
//! | know the gap over a network, with everyone's answers | [`mixed`] |
//! | know it from comparisons inside schools only | [`within`](mod@within) |
//! | know the gap of one school, and what a team of this size could show at all | [`gap`](mod@gap) |
//! | pull the gaps of schools to that of the network | [`meta`](crate::pooling::meta) |
//!
//! A gap above 0 means that leaders place their school higher. Which sign to expect is not known from research, so
//! everything is two-sided, and a gap is a topic for talk and no verdict on anyone.
//!
//! The gap of one school between two leaders and ten others is mostly chance. Say so beforehand
//! ([`smallest_detectable`](gap::smallest_detectable)), and show it pulled to the network's. With one or two leaders
//! it is about persons: who may see it is decided elsewhere, and these are plain numbers.
//!
//! ```
//! use leerkring_assess::{pooling::{meta, scores::Scores}, roles::{RoleScores, gap::gap, mixed}};
//! let school = |leaders: &[f64], others: &[f64]| -> Result<_, Box<dyn std::error::Error>> {
//!     Ok(RoleScores { leaders: Scores::of(leaders)?, others: Scores::of(others)? })
//! };
//! let schools = [
//!     school(&[3.0, 4.0], &[2.5, 3.0, 2.0, 3.5])?,
//!     school(&[3.5], &[3.0, 3.0, 4.0])?,
//!     school(&[2.0, 3.0], &[3.0, 2.0, 2.5])?,
//! ];
//! let network = mixed::fit(&schools)?;
//! let gaps: Vec<_> = schools.iter().filter_map(|school| gap(school, network.sigma())).collect();
//! let pooled = meta::pool(&gaps)?;
//! let first = pooled.shrunken(gaps[0]);
//! // Found: 0.75. With three small schools that do not differ detectably, their common gap says more.
//! assert!((gaps[0].mean - 0.75).abs() < 1e-12 && first.mean < 0.5);
//! assert!(first.p_above(0.0) > 0.5 && first.p_apart(0.5) < 0.5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::pooling::scores::Scores;

pub mod gap;
pub mod mixed;
pub mod within;

/// The scores of a school by role.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoleScores {
    /// Of those who lead.
    pub leaders: Scores,
    /// Of all others.
    pub others: Scores,
}

/// The gap over a network cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoleError {
    /// Too few schools with both roles.
    #[error("{0} schools in which both leaders and others answered; a gap over a network needs at least 2")]
    Schools(u64),
    /// Nobody differs from a colleague in the same role.
    #[error("no two colleagues of one role differ; a gap cannot be told from chance")]
    NoSpread,
}

impl RoleScores {
    fn has_both(&self) -> bool {
        self.leaders.people() > 0 && self.others.people() > 0
    }

    fn people(&self) -> f64 {
        (self.leaders.people() + self.others.people()) as f64
    }

    /// The sum of squares within both roles.
    fn within(&self) -> f64 {
        self.leaders.within() + self.others.within()
    }
}

/// Schools with people, in an order that does not depend on that of the input.
fn sorted(schools: &[RoleScores]) -> Result<Vec<RoleScores>, RoleError> {
    let mut sorted: Vec<RoleScores> =
        schools.iter().filter(|school| school.people() > 0.0).copied().collect();
    let order = |a: &Scores, b: &Scores| {
        let people = a.people().cmp(&b.people());
        people.then(a.mean().total_cmp(&b.mean())).then(a.within().total_cmp(&b.within()))
    };
    sorted.sort_unstable_by(|a, b| order(&a.leaders, &b.leaders).then(order(&a.others, &b.others)));
    let both = sorted.iter().filter(|school| school.has_both()).count() as u64;
    if both < 2 { Err(RoleError::Schools(both)) } else { Ok(sorted) }
}
