//! The phases of a model: their names, and the descriptors that hold for every indicator without one of its own.

use std::collections::BTreeMap;

use super::aspects::read_descriptor;
use super::{ModelProblem, Walk, read_text, tables};
use crate::document::Table;
use crate::model::Descriptor;
use crate::phase::{FEWEST_PHASES, MOST_PHASES, Phase};
use crate::text::Text;

/// What the phases of a model say.
pub(super) struct Scale {
    /// Their number, kept within what a model may have, so that the rest can still be checked.
    pub(super) levels: u8,
    /// Their names; `None` if one has a problem.
    pub(super) names: Option<Vec<Text>>,
    /// The descriptors that stand with them.
    pub(super) descriptors: BTreeMap<Phase, Option<Descriptor>>,
}

pub(super) fn read_phases(walk: &mut Walk<'_>, root: &Table<'_>, languages: &[String]) -> Scale {
    let phases = tables(walk, root, "phase");
    if let Some(node) = root.get("phase").filter(|_| !phases.is_empty())
        && !(usize::from(FEWEST_PHASES)..=usize::from(MOST_PHASES)).contains(&phases.len())
    {
        walk.problem(&node, ModelProblem::Phases(phases.len()));
    }
    let levels = u8::try_from(phases.len()).unwrap_or(u8::MAX).clamp(FEWEST_PHASES, MOST_PHASES);
    let mut names = Vec::new();
    let mut descriptors = BTreeMap::new();
    for (place, phase) in phases.iter().enumerate() {
        walk.only(phase, &["name", "provenance", "text"]);
        names.push(read_text(walk, phase, "name", languages));
        if phase.has("text") || phase.has("provenance") {
            let descriptor = read_descriptor(walk, phase, languages);
            descriptors.extend(Phase::from_index(place).map(|phase| (phase, descriptor)));
        }
    }
    Scale { levels, names: names.into_iter().collect(), descriptors }
}
