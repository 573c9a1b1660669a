//! What is hidden, and why: the rules that keep anyone's answers from being found in what is published.
//!
//! | rule | file |
//! |---|---|
//! | how many people each output needs | here, [`Thresholds`] |
//! | a team that nearly agrees shows less | `alike.rs` |
//! | nor one in which somebody who left something open stands out | `left_open.rs` |
//! | no hidden group can be had by subtraction | `lattice.rs`, [`hide_parts`] |
//! | two reports of one team do not differ by a few people | `successive.rs`, [`may_follow`]; for a whole network `beside.rs`, [`beside`](fn@beside) |
//! | figures over schools | [`may_aggregate`] |
//!
//! What a result may not show, it does not hold: a [`Shown`] is the value, or the reason why it is not there. The
//! project's `docs/METHOD.md`, section 17, gives the argument for each rule, and the attack that it was tried with.

mod alike;
#[cfg(test)]
mod attack;
mod beside;
mod lattice;
mod left_open;
mod successive;

pub(crate) use self::alike::{APART, Alike, nearly_unplaced};
pub use self::beside::{HeldBack, beside};
pub use self::lattice::hide_parts;
pub(crate) use self::left_open::{indicators_withheld, some_open, stands_out};
pub use self::successive::may_follow;

/// A value, or the reason why it is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Shown<T> {
    /// The value.
    Value(T),
    /// It is withheld.
    Withheld(Why),
}

impl<T> Shown<T> {
    /// The value, if it is shown.
    pub fn value(&self) -> Option<&T> {
        match self {
            Shown::Value(value) => Some(value),
            Shown::Withheld(_) => None,
        }
    }

    /// What follows from the value, if it is shown; else the same reason.
    pub(crate) fn and_then<U>(self, from: impl FnOnce(T) -> Shown<U>) -> Shown<U> {
        match self {
            Shown::Value(value) => from(value),
            Shown::Withheld(why) => Shown::Withheld(why),
        }
    }
}

/// Why a value is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Why {
    /// Too few people stand behind it to hide each other.
    TooFew {
        /// The people behind it.
        people: u32,
        /// The people needed.
        needed: u32,
    },
    /// Nearly all answered alike, on the aspect or on one of its indicators: at most two colleagues' worth of answers
    /// differ, perhaps none. Whether anyone differs is what is hidden.
    Alike,
    /// Somebody who counts left something open, and whoever knows who left what open could work out what one of the team answered: too few
    /// others could have been the one, or it is about single indicators of three or more.
    LeftOpen,
    /// It would follow from others, or others from it, by subtraction.
    Subtraction,
    /// What it is computed from is not known.
    NotKnown,
    /// More people answered than the team is said to have: one of the numbers is wrong, and which is not known.
    MoreThanTeam {
        /// The people in the team, as given.
        team: u32,
        /// The people who answered.
        answered: u32,
    },
    /// There is nothing to compute it from.
    NoAnswers,
    /// A report on the same round was published before, and what it says and this together would tell what somebody answered. That
    /// report stands until more people have answered.
    BesideEarlier,
}

/// How many people or schools each output needs. Each can be raised, not lowered.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Thresholds {
    /// People for a phase; 5.
    pub people: u32,
    /// People for anything finer: distribution, probabilities, score, agreement, indicators, "don't know" by role; 8.
    pub detail: u32,
    /// People for a role; 5, and no fewer than [`Thresholds::people`].
    pub role: u32,
    /// People together in what is left over beside the roles that are shown, if anybody is; 5, and no fewer than [`Thresholds::role`].
    pub remainder: u32,
    /// Schools for a figure over schools; 5.
    pub schools: u32,
    /// The largest share of such a figure's answers that one school may have; 0.5.
    pub largest_share: f64,
}

/// The lowest [`Thresholds::people`], and that of a role and of a remainder.
pub const FEWEST_PEOPLE: u32 = 5;
/// The lowest [`Thresholds::detail`].
pub const FEWEST_FOR_DETAIL: u32 = 8;
/// The lowest [`Thresholds::schools`].
pub const FEWEST_SCHOOLS: u32 = 5;

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            people: FEWEST_PEOPLE,
            detail: FEWEST_FOR_DETAIL,
            role: FEWEST_PEOPLE,
            remainder: FEWEST_PEOPLE,
            schools: FEWEST_SCHOOLS,
            largest_share: 0.5,
        }
    }
}

/// A threshold is lower than is safe.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("`{option}` is {found}, which does not protect people; its limit is {limit}")]
#[non_exhaustive]
pub struct Unsafe {
    /// The threshold.
    pub option: &'static str,
    /// Its value.
    pub found: f64,
    /// The last value that is allowed.
    pub limit: f64,
}

impl Thresholds {
    /// These thresholds with this many people for a phase, and at least as many for a role, for what is left over beside the roles,
    /// and for anything finer: a minimum that is raised holds for them too.
    ///
    /// ```
    /// use leerkring_assess::privacy::Thresholds;
    /// let raised = Thresholds::default().with_people(12);
    /// assert_eq!((raised.people, raised.detail, raised.role, raised.remainder), (12, 12, 12, 12));
    /// let raised = Thresholds::default().with_people(6);
    /// assert_eq!((raised.people, raised.detail, raised.role, raised.remainder), (6, 8, 6, 6));
    /// ```
    pub fn with_people(self, people: u32) -> Thresholds {
        Thresholds {
            people,
            detail: self.detail.max(people),
            role: self.role.max(people),
            remainder: self.remainder.max(self.role).max(people),
            ..self
        }
    }

    /// # Errors
    /// [`Unsafe`] with the first that is out of its range.
    pub fn check(&self) -> Result<(), Unsafe> {
        let floors = [
            ("people", self.people, FEWEST_PEOPLE),
            ("detail", self.detail, FEWEST_FOR_DETAIL.max(self.people)),
            ("role", self.role, FEWEST_PEOPLE.max(self.people)),
            ("remainder", self.remainder, FEWEST_PEOPLE.max(self.role)),
            ("schools", self.schools, FEWEST_SCHOOLS),
        ];
        if let Some(&(option, found, floor)) = floors.iter().find(|(_, found, floor)| found < floor) {
            return Err(Unsafe { option, found: f64::from(found), limit: f64::from(floor) });
        }
        // NaN is in no range.
        if self.largest_share > 0.0 && self.largest_share <= 0.5 {
            Ok(())
        } else {
            Err(Unsafe { option: "largest_share", found: self.largest_share, limit: 0.5 })
        }
    }

    /// The people needed for a phase by a rule with this threshold: more than `2 / (1 - threshold)`, so that behind the
    /// highest phase of the scale there can always be two colleagues who placed something else. For the majority that
    /// is 5, for two thirds 7.
    ///
    /// ```
    /// use leerkring_assess::privacy::Thresholds;
    /// assert_eq!(Thresholds::default().people_for(0.5), 5);
    /// assert_eq!(Thresholds::default().people_for(2.0 / 3.0), 7);
    /// ```
    pub fn people_for(&self, threshold: f64) -> u32 {
        let needed = (2.0 / (1.0 - threshold) + 1e-9).floor() as u32;
        self.people.max(needed.saturating_add(1))
    }
}

/// Whether a figure over schools may be shown: enough schools, and none with more than its share of the answers.
///
/// `answers` are the numbers of people of the schools in it.
///
/// ```
/// use leerkring_assess::privacy::{Thresholds, may_aggregate};
/// let thresholds = Thresholds::default();
/// assert!(may_aggregate(&[10, 8, 12, 9, 7], &thresholds));
/// assert!(!may_aggregate(&[10, 8, 12, 9], &thresholds)); // four schools
/// assert!(!may_aggregate(&[90, 8, 12, 9, 7], &thresholds)); // mostly one school
/// ```
pub fn may_aggregate(answers: &[u32], thresholds: &Thresholds) -> bool {
    let with_answers = || answers.iter().copied().filter(|n| *n > 0);
    let total: u64 = with_answers().map(u64::from).sum();
    let largest = with_answers().max().unwrap_or(0);
    with_answers().count() as u64 >= u64::from(thresholds.schools)
        && f64::from(largest) <= thresholds.largest_share * total as f64
}
