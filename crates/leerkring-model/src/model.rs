//! A maturity model: aspects, their indicators, and a descriptor for every phase.

use crate::ids::{AspectId, IndicatorId, ModelId};
use crate::phase::Phase;
use crate::text::Text;

/// A maturity model on which a school assesses itself: aspects, each with indicators, each with one descriptor
/// per phase.
///
/// Four are [built in](crate::builtin); anyone's own is a TOML file of the same format, read by
/// [`Model::parse`]. A model is only made by reading one, so that every model there is has been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(crate) id: ModelId,
    pub(crate) name: Text,
    pub(crate) lead: Text,
    pub(crate) languages: Vec<String>,
    pub(crate) phase_word: Text,
    pub(crate) phases: Vec<Text>,
    pub(crate) milestone: Option<Phase>,
    pub(crate) aspects: Vec<Aspect>,
}

/// One aspect of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Aspect {
    pub(crate) id: AspectId,
    pub(crate) name: Text,
    pub(crate) lead: Text,
    pub(crate) question: Text,
    pub(crate) first: usize,
    pub(crate) indicators: Vec<Indicator>,
}

/// One indicator of an aspect: what a respondent is asked to place in a phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    pub(crate) id: IndicatorId,
    pub(crate) name: Text,
    pub(crate) question: Text,
    pub(crate) descriptors: Vec<Descriptor>,
}

/// What a school looks like in one phase of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Descriptor {
    pub(crate) text: Text,
    pub(crate) provenance: Provenance,
}

/// Where the meaning of a descriptor comes from.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[strum(serialize_all = "kebab-case")]
pub enum Provenance {
    /// The source that the model follows has a text for this phase.
    Source,
    /// The source has none of its own; the meaning is taken from what stands near it in the source, such as the
    /// neighbouring phases.
    Derived,
}

impl Model {
    /// Which model in which version.
    pub fn id(&self) -> &ModelId {
        &self.id
    }

    /// Its name for people.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// What it is for and about whom its answers are, in a few sentences; empty if the model does not say.
    pub fn lead(&self) -> &Text {
        &self.lead
    }

    /// The codes of its languages, in its own order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(String::as_str)
    }

    /// What the model calls a step of its scale: phase, level, fase, niveau.
    pub fn phase_word(&self) -> &Text {
        &self.phase_word
    }

    /// The number of phases, 2 to 9.
    pub fn levels(&self) -> u8 {
        // At most MOST_PHASES, checked when the model was read.
        u8::try_from(self.phases.len()).unwrap_or(u8::MAX)
    }

    /// The phases, lowest first.
    pub fn phases(&self) -> impl DoubleEndedIterator<Item = Phase> + ExactSizeIterator + Clone + use<> {
        Phase::scale(self.levels())
    }

    /// The highest phase.
    pub fn top(&self) -> Phase {
        self.phases().next_back().unwrap_or(Phase::LOWEST)
    }

    /// The name of a phase; `None` if the model has fewer phases.
    pub fn phase_name(&self, phase: Phase) -> Option<&Text> {
        self.phases.get(phase.index())
    }

    /// The phase whose name a school may bear when it stands there or higher on every aspect, if the model has one:
    /// level 4, "lerende organisatie", in the model of that name.
    pub fn milestone(&self) -> Option<Phase> {
        self.milestone
    }

    /// The aspects, in the model's order.
    pub fn aspects(&self) -> &[Aspect] {
        &self.aspects
    }

    /// The aspect with this id; `None` if it belongs to another model or another version.
    pub fn aspect(&self, id: &AspectId) -> Option<&Aspect> {
        self.aspects.iter().find(|aspect| aspect.id == *id)
    }

    /// The aspect with this key, as a person types it.
    pub fn aspect_by_key(&self, key: &str) -> Option<&Aspect> {
        self.aspects.iter().find(|aspect| aspect.id.key() == key)
    }

    /// All indicators, aspect by aspect; the order in which a row of answers is kept.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.aspects.iter().flat_map(|aspect| &aspect.indicators)
    }

    /// The number of indicators.
    pub fn width(&self) -> usize {
        self.aspects.iter().map(|aspect| aspect.indicators.len()).sum()
    }

    /// An open question that starts a conversation about an indicator: its own, or else that of its aspect, which may
    /// be empty. `None` if the indicator belongs to another model.
    pub fn question(&self, id: &IndicatorId) -> Option<&Text> {
        self.aspects.iter().find_map(|aspect| {
            let indicator = aspect.indicators.iter().find(|indicator| indicator.id == *id)?;
            Some(if indicator.question.is_empty() { &aspect.question } else { &indicator.question })
        })
    }

    /// The place of an indicator in [`indicators`](Model::indicators); `None` if it belongs to another model.
    pub fn indicator_index(&self, id: &IndicatorId) -> Option<usize> {
        self.indicators().position(|indicator| indicator.id == *id)
    }
}

impl Aspect {
    /// The id.
    pub fn id(&self) -> &AspectId {
        &self.id
    }

    /// The name for people.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// What it is about, as the end of a question: "the degree to which ...".
    pub fn lead(&self) -> &Text {
        &self.lead
    }

    /// An open question that starts a conversation about it; empty if the model has none.
    pub fn question(&self) -> &Text {
        &self.question
    }

    /// Its indicators.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Where its answers stand in a row of answers to the whole model.
    pub fn columns(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.indicators.len()
    }
}

impl Indicator {
    /// The id.
    pub fn id(&self) -> &IndicatorId {
        &self.id
    }

    /// The name for people.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// What a school looks like in this phase; `None` if the model has fewer phases.
    pub fn descriptor(&self, phase: Phase) -> Option<&Descriptor> {
        self.descriptors.get(phase.index())
    }

    /// The descriptors, lowest phase first.
    pub fn descriptors(&self) -> &[Descriptor] {
        &self.descriptors
    }
}

impl Descriptor {
    /// The sentence to which a respondent can say "so it is with us".
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Where the meaning comes from.
    pub fn provenance(&self) -> Provenance {
        self.provenance
    }
}
