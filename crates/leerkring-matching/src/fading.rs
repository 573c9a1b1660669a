//! How what is known of a school fades with age.

use leerkring_model::{Date, Language};

/// How old assessments fade: how probable each phase is moves towards "nothing is known", by the age of the answers.
///
/// An assessment of age *t* counts for 2^(-t / half-life), and even chances of every phase count for the rest. The phase itself stays the
/// counted one: what fades is how sure it still is, and with that the chance that a host truly is further.
///
/// The age is counted in whole months, from the month of the last answer ([`Standing::dates`](leerkring_model::Standing::dates)) to that of the
/// day that is given, each of 365.25 / 12 days: from 31 January and from 1 January it is one month to any day of February. So the day of an answer is
/// in no result, and going through the days of a month brings nothing new. Without a day nothing fades:
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
    /// The day to reckon from, of which the month counts. One for a whole round, set by the network and not by who asks: each other month brings
    /// another rounding of the same probabilities. Default: none, so that nothing fades.
    pub today: Option<Date>,
}

impl Default for Fading {
    fn default() -> Fading {
        Fading { half_life_days: 730, today: None }
    }
}

impl Fading {
    /// For how much an assessment of this age still counts, from 0 to 1.
    pub(crate) fn weight(&self, months: u16) -> f64 {
        libm::exp2(-f64::from(months) * DAYS_A_MONTH / f64::from(self.half_life_days))
    }
}

/// How long a month counts.
const DAYS_A_MONTH: f64 = 365.25 / 12.0;

/// How old the assessment of a school is, where age matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Age {
    /// So many months, from month to month, and it has faded by that.
    Months(u16),
    /// When people answered is not known, and it has not faded.
    Unknown,
}

impl Age {
    /// How old an assessment of the one day is on the other.
    pub(crate) fn between(measured: Date, today: Date) -> Age {
        let months = |date: Date| u32::from(date.year()) * 12 + u32::from(date.month());
        let months = months(today).saturating_sub(months(measured));
        Age::Months(u16::try_from(months).unwrap_or(MOST).min(MOST))
    }

    /// In words, in Dutch or English: `de meting van deze school is van 14 maanden geleden`.
    pub fn in_language(self, language: Language) -> String {
        let text = match self {
            Age::Unknown => language.choose(
                "van wanneer de meting van deze school is, is niet bekend; ze telt als nieuw",
                "when this school was assessed is not known; it counts as new",
            ),
            Age::Months(0) => language.choose(
                "de meting van deze school is van deze maand",
                "this school's assessment is of this month",
            ),
            Age::Months(1) => language.choose(
                "de meting van deze school is van vorige maand",
                "this school's assessment is of last month",
            ),
            Age::Months(n) => {
                return language.choose(
                    format!("de meting van deze school is van {n} maanden geleden"),
                    format!("this school's assessment is of {n} months ago"),
                );
            }
        };
        text.to_owned()
    }

    /// What stands for no age.
    pub(crate) const NOTHING: u16 = u16::MAX;

    /// In 16 bits, with nothing for where age does not matter.
    pub(crate) fn pack(age: Option<Age>) -> u16 {
        match age {
            None => Age::NOTHING,
            Some(Age::Unknown) => UNKNOWN,
            Some(Age::Months(months)) => months.min(MOST),
        }
    }

    /// Back from those.
    pub(crate) fn unpack(packed: u16) -> Option<Age> {
        match packed {
            Age::NOTHING => None,
            UNKNOWN => Some(Age::Unknown),
            months => Some(Age::Months(months)),
        }
    }
}

/// That the chance that a host is further is lower because its assessment is old, as a sum for a pencil: the chance is
/// `counts` times what it would be of a new assessment, and for the rest `without`. It follows from the age, the chance and what the
/// learner knows of itself, and so tells nothing more of the host.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Faded {
    /// For how much the assessment still counts, from 0 to 1, in whole percents.
    pub counts: f64,
    /// The chance that the host is further if nothing were known of it, from 0 to 1, in whole percents.
    pub without: f64,
}

impl Faded {
    /// If an assessment that counts for so much is what made the chance lower, and it can be seen in whole percents.
    pub(crate) fn lowered(p_further: f64, counts: f64, without: f64) -> Option<Faded> {
        let whole = |share: f64| (share * 100.0).round() / 100.0;
        let faded = Faded { counts: whole(counts), without: whole(without) };
        (faded.counts < 1.0 && faded.without < p_further).then_some(faded)
    }

    /// In words that go on after those of the age, in Dutch or English: `en telt nog voor 67 %; ...`.
    pub fn in_language(self, language: Language) -> String {
        let [counts, without] = [self.counts, self.without].map(|share| (share * 100.0).round());
        language.choose(
            format!("en telt nog voor {counts} %; de kans is daardoor lager (zonder meting was ze {without} %)"),
            format!(
                "and still counts for {counts} %; the chance is lower for it (without an assessment it would be {without} %)"
            ),
        )
    }
}

const UNKNOWN: u16 = Age::NOTHING - 1;
const MOST: u16 = UNKNOWN - 1;
