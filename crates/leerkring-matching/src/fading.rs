//! How what is known of a school fades with age.

use leerkring_model::{Date, Language};

/// How old assessments fade: how probable each phase is moves towards "nothing is known", by the age of the answers.
///
/// An assessment of age *t* counts for 2^(-t / half-life), and even chances of every phase count for the rest. The phase itself stays the
/// counted one: what fades is how sure it still is, and with that the chance that a host truly is further.
///
/// The age is that of the last answer ([`Standing::dates`](leerkring_model::Standing::dates)), on the day that is given. Without a day nothing fades:
/// there is no clock in here. A standing without a date does not fade either, and [`Age::Unknown`] says so: what is missing is a column of
/// an export, which says nothing about the school. A phase that was only agreed on counts as an even chance whatever its age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Fading {
    /// After how many days an assessment counts for half; at least 1. Default 730, two years: a convention.
    pub half_life_days: u32,
    /// The day to reckon from. Default: none, so that nothing fades.
    pub today: Option<Date>,
}

impl Default for Fading {
    fn default() -> Fading {
        Fading { half_life_days: 730, today: None }
    }
}

impl Fading {
    /// For how much an assessment of this age still counts, from 0 to 1.
    pub(crate) fn weight(&self, days: u32) -> f64 {
        libm::exp2(-f64::from(days) / f64::from(self.half_life_days))
    }
}

/// How old the assessment of a school is, where age matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Age {
    /// So many days, and it has faded by that.
    Days(u32),
    /// When people answered is not known, and it has not faded.
    Unknown,
}

impl Age {
    /// In words, in Dutch or English: `de meting van deze school is 14 maanden oud`. Months are whole ones, of 365.25 / 12 days.
    pub fn in_language(self, language: Language) -> String {
        let Age::Days(days) = self else {
            return language
                .choose(
                    "van wanneer de meting van deze school is, is niet bekend; ze telt als nieuw",
                    "when this school was assessed is not known; it counts as new",
                )
                .to_owned();
        };
        match (f64::from(days) * 12.0 / 365.25) as u32 {
            0 => language
                .choose(
                    "de meting van deze school is nog geen maand oud",
                    "this school's assessment is less than a month old",
                )
                .to_owned(),
            1 => language
                .choose(
                    "de meting van deze school is een maand oud",
                    "this school's assessment is a month old",
                )
                .to_owned(),
            n => language.choose(
                format!("de meting van deze school is {n} maanden oud"),
                format!("this school's assessment is {n} months old"),
            ),
        }
    }

    /// What stands for no age.
    pub(crate) const NOTHING: u16 = u16::MAX;

    /// In 16 bits, with nothing for where age does not matter.
    pub(crate) fn pack(age: Option<Age>) -> u16 {
        match age {
            None => Age::NOTHING,
            Some(Age::Unknown) => UNKNOWN,
            Some(Age::Days(days)) => u16::try_from(days).unwrap_or(MOST).min(MOST),
        }
    }

    /// Back from those. What is older than 179 years is that old.
    pub(crate) fn unpack(packed: u16) -> Option<Age> {
        match packed {
            Age::NOTHING => None,
            UNKNOWN => Some(Age::Unknown),
            days => Some(Age::Days(u32::from(days))),
        }
    }
}

const UNKNOWN: u16 = Age::NOTHING - 1;
const MOST: u16 = UNKNOWN - 1;
