//! How the columns of an indicator make its phase: the rules that a codebook can name.

/// The columns of an indicator, and the rule by which they make its phase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) columns: Vec<String>,
    pub(crate) rule: Rule,
}

/// A rule from the answers to a phase. No rule takes a mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    /// One column, and its answers are phases.
    Phase,
    /// One question in several sections of a form, of which everyone answers one; its answers are phases (`answered`).
    Answered,
    Agreement(Agreement),
    Checklist(Checklist),
}

/// Items to agree with; the phase is the lower median of theirs (`median-low`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agreement {
    /// The steps of the scale. Where the model has another number of phases, they are spread over these.
    pub(crate) steps: u8,
    /// The columns of items that are worded the other way round; sorted.
    pub(crate) reversed: Vec<String>,
}

/// A descriptor for each phase, met or not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checklist {
    pub(crate) by: By,
    pub(crate) partly: Counts,
    /// As what an empty cell counts beside one that is not; `None`: it stays open.
    pub(crate) blank: Option<Counts>,
    /// What stands between the descriptors that were ticked, where one column holds them all.
    pub(crate) separator: Option<String>,
}

/// Which descriptor that is met gives the phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The highest up to which every descriptor is met.
    Unbroken,
    /// The highest that is met.
    Highest,
}

/// As what a descriptor counts of which that is not said outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Counts {
    Met,
    NotMet,
}

/// The words for rules in a codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum RuleWord {
    Answered,
    MedianLow,
    Unbroken,
    Highest,
}

impl Asked {
    /// An indicator that is one column with phases.
    pub(crate) fn phase(column: String) -> Asked {
        Asked { columns: vec![column], rule: Rule::Phase }
    }
}

impl Rule {
    /// The word for it; `None` where phases are asked for, which needs none.
    pub(crate) fn word(&self) -> Option<RuleWord> {
        match self {
            Rule::Phase => None,
            Rule::Answered => Some(RuleWord::Answered),
            Rule::Agreement(_) => Some(RuleWord::MedianLow),
            Rule::Checklist(Checklist { by: By::Unbroken, .. }) => Some(RuleWord::Unbroken),
            Rule::Checklist(Checklist { by: By::Highest, .. }) => Some(RuleWord::Highest),
        }
    }
}
