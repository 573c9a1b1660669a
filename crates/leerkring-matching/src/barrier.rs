//! A rule that keeps two schools apart, and what may be said about it.

use leerkring_model::Language;

use crate::options::Likeness;
use crate::words::{one_decimal, tenths};

/// A rule that keeps a learner and a host apart, with what registers say about them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Barrier {
    /// The sectors are not the same, as they must be.
    Sector {
        /// The learner's.
        learner: String,
        /// The host's.
        host: String,
    },
    /// The languages of teaching are not the same, as they must be.
    Language {
        /// The learner's.
        learner: String,
        /// The host's.
        host: String,
    },
    /// The boards are not alike or not different, whichever they must be.
    Board {
        /// What they must be.
        wanted: Likeness,
        /// The learner's, if known.
        learner: Option<String>,
        /// The host's, if known.
        host: Option<String>,
    },
    /// The network types are not alike or not different, whichever they must be.
    NetworkType {
        /// What they must be.
        wanted: Likeness,
        /// The learner's, if known.
        learner: Option<String>,
        /// The host's, if known.
        host: Option<String>,
    },
    /// It is too far.
    TooFar {
        /// The distance in kilometres.
        km: f64,
        /// The longest allowed.
        max_km: f64,
    },
    /// The distance is limited, and not known.
    DistanceUnknown {
        /// The longest allowed.
        max_km: f64,
    },
    /// The host stands too many phases higher.
    TooManySteps {
        /// How many phases higher it stands.
        steps: u8,
        /// The most allowed.
        max_steps: u8,
    },
    /// It is too unsure whether the host stands higher.
    TooUnsure {
        /// The probability that it does, if known.
        p_further: Option<f64>,
        /// The least allowed.
        min_p_further: f64,
    },
    /// The pair must not be matched.
    Vetoed,
    /// They are partners already.
    Partners,
}

impl Barrier {
    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        let km = |km: f64| one_decimal(tenths(km), language);
        let or_unknown = |text: &Option<String>| {
            text.clone().unwrap_or_else(|| language.choose("onbekend", "unknown").to_owned())
        };
        match self {
            Barrier::Sector { learner, host } => language.choose(
                format!("een andere sector ({host}, de vragende school {learner})"),
                format!("another sector ({host}, the learner {learner})"),
            ),
            Barrier::Language { learner, host } => language.choose(
                format!("een andere onderwijstaal ({host}, de vragende school {learner})"),
                format!("another language of teaching ({host}, the learner {learner})"),
            ),
            Barrier::Board { wanted, learner, host } => {
                let (learner, host) = (or_unknown(learner), or_unknown(host));
                let same = *wanted == Likeness::Same;
                language.choose(
                    format!(
                        "het bestuur moet {} zijn ({host}, de vragende school {learner})",
                        if same { "hetzelfde" } else { "een ander" }
                    ),
                    format!(
                        "the board must be {} ({host}, the learner {learner})",
                        if same { "the same" } else { "another" }
                    ),
                )
            }
            Barrier::NetworkType { wanted, learner, host } => {
                let (learner, host) = (or_unknown(learner), or_unknown(host));
                let same = *wanted == Likeness::Same;
                language.choose(
                    format!(
                        "de richting of het net moet {} zijn ({host}, de vragende school {learner})",
                        if same { "gelijk" } else { "verschillend" }
                    ),
                    format!(
                        "the network type must be {} ({host}, the learner {learner})",
                        if same { "the same" } else { "another" }
                    ),
                )
            }
            Barrier::TooFar { km: distance, max_km } => language.choose(
                format!("te ver ({} km, hoogstens {} km)", km(*distance), km(*max_km)),
                format!("too far ({} km, at most {} km)", km(*distance), km(*max_km)),
            ),
            Barrier::DistanceUnknown { max_km } => language.choose(
                format!("de afstand is onbekend (hoogstens {} km)", km(*max_km)),
                format!("the distance is unknown (at most {} km)", km(*max_km)),
            ),
            Barrier::TooManySteps { steps, max_steps } => language.choose(
                format!("te veel stappen verder ({steps}, hoogstens {max_steps})"),
                format!("too many steps further ({steps}, at most {max_steps})"),
            ),
            Barrier::TooUnsure { p_further: Some(p), min_p_further } => {
                let (p, least) = ((p * 100.0).round(), least_percent(*min_p_further));
                language.choose(
                    format!("te onzeker of deze school echt verder is ({p} % kans, minstens {least} %)"),
                    format!(
                        "too unsure whether this school really is further ({p} % chance, at least {least} %)"
                    ),
                )
            }
            Barrier::TooUnsure { p_further: None, min_p_further } => {
                let least = least_percent(*min_p_further);
                language.choose(
                    format!("hoe zeker het is dat deze school verder is, is onbekend (minstens {least} %)"),
                    format!("how sure it is that this school is further is unknown (at least {least} %)"),
                )
            }
            Barrier::Vetoed => {
                language.choose("dit tweetal is uitgesloten", "this pair is ruled out by name").to_owned()
            }
            Barrier::Partners => language
                .choose("deze twee scholen zijn al partners", "these two are partners already")
                .to_owned(),
        }
    }
}

/// The first whole percentage that is enough: probabilities are whole percents themselves.
fn least_percent(min_p_further: f64) -> f64 {
    // What is whole but for rounding is whole.
    (min_p_further * 100.0 - 1e-9).ceil().max(0.0)
}

impl std::fmt::Display for Barrier {
    /// In English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
