//! The kinds of changes, and what comes before what.

use super::Change;

/// How many kinds of changes there are.
pub(super) const KINDS: usize = 8;

impl Change {
    /// The kind, as a number.
    pub(super) fn kind(&self) -> usize {
        match self {
            Change::LongerList { .. } => 0,
            Change::OpenPlace => 1,
            Change::MoreKm { .. } => 2,
            Change::MoreSteps { .. } => 3,
            Change::AnyBoard => 4,
            Change::AnyNetworkType => 5,
            Change::AnyLanguage => 6,
            Change::AnySector => 7,
        }
    }

    /// How large it is, among those of its kind.
    pub(super) fn amount(&self) -> f64 {
        match *self {
            Change::MoreKm { more_km, .. } => more_km,
            Change::MoreSteps { more_steps, .. } => f64::from(more_steps),
            _ => 0.0,
        }
    }

    /// What comes before what, of different kinds: more kilometres and more phases in kilometre-equivalents, and before and after them
    /// what has no price.
    pub(super) fn price(&self, per_extra_phase_km: f64) -> f64 {
        match self {
            Change::LongerList { .. } => -2.0,
            Change::OpenPlace => -1.0,
            Change::MoreKm { .. } => self.amount(),
            Change::MoreSteps { .. } => self.amount() * per_extra_phase_km,
            _ => f64::INFINITY,
        }
    }

    /// Whether it also lets in a school that needs that one.
    pub(super) fn lets_in(&self, needed: &Change) -> bool {
        self.kind() == needed.kind() && *self != Change::OpenPlace && needed.amount() <= self.amount()
    }
}
