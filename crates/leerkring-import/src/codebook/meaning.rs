//! What a text in a column of answers can mean.

use std::fmt;

use leerkring_model::Answer;

/// What a text in a column of answers means. Whether that is an answer yet depends on the rule of the column's
/// indicator: a step is a phase only where the column asks for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// A phase of the model, or a step of an agreement scale.
    Step(u8),
    /// A descriptor holds.
    Met,
    /// A descriptor holds in part.
    Partly,
    /// A descriptor does not hold; in a cell of choices, none of them does.
    NotMet,
    DontKnow,
    NotApplicable,
    Blank,
}

/// As a codebook writes it.
impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Meaning::Step(step) => step.fmt(f),
            Meaning::Met => f.write_str("\"met\""),
            Meaning::Partly => f.write_str("\"partly\""),
            Meaning::NotMet => f.write_str("\"not-met\""),
            Meaning::DontKnow => f.write_str("\"dont-know\""),
            Meaning::NotApplicable => f.write_str("\"not-applicable\""),
            Meaning::Blank => f.write_str("\"blank\""),
        }
    }
}

impl From<Option<Answer>> for Meaning {
    fn from(answer: Option<Answer>) -> Meaning {
        match answer {
            Some(Answer::Phase(phase)) => Meaning::Step(phase.number()),
            Some(Answer::DontKnow) => Meaning::DontKnow,
            Some(Answer::NotApplicable) => Meaning::NotApplicable,
            None => Meaning::Blank,
        }
    }
}
