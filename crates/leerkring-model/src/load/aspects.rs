//! The aspects of a model, with their indicators and descriptors.

use std::collections::BTreeMap;

use super::{Context, ModelProblem, Walk, read_optional, read_phase, read_text, tables};
use crate::document::Table;
use crate::ids::{AspectId, IndicatorId, check_key};
use crate::model::{Aspect, Descriptor, Indicator, Provenance};
use crate::phase::Phase;

pub(super) fn read_aspects(
    walk: &mut Walk<'_>,
    root: &Table<'_>,
    context: &Context<'_>,
) -> Option<Vec<Aspect>> {
    let mut aspect_ids = Unique::of("aspect");
    let mut indicator_ids = Unique::of("indicator");
    let mut first = 0;
    let mut aspects = Vec::new();
    for table in &tables(walk, root, "aspect") {
        walk.only(table, &["id", "name", "lead", "question", "indicator"]);
        let key = aspect_ids.read(walk, table);
        let id = key.and_then(|key| AspectId::new(&context.model, &key).ok());
        let name = read_text(walk, table, "name", context.languages);
        let lead = read_optional(walk, table, "lead", context.languages);
        let question = read_optional(walk, table, "question", context.languages);
        let indicators: Vec<Option<Indicator>> = tables(walk, table, "indicator")
            .iter()
            .map(|indicator| read_indicator(walk, indicator, &mut indicator_ids, context))
            .collect();
        let width = indicators.len();
        let indicators = indicators.into_iter().collect::<Option<Vec<_>>>();
        aspects.push((|| {
            let indicators = indicators?;
            Some(Aspect { id: id?, name: name?, lead: lead?, question: question?, first, indicators })
        })());
        first += width;
    }
    aspects.into_iter().collect()
}

fn read_indicator(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    ids: &mut Unique,
    context: &Context<'_>,
) -> Option<Indicator> {
    walk.only(table, &["id", "name", "question", "descriptor"]);
    let key = ids.read(walk, table);
    let id = key.and_then(|key| IndicatorId::new(&context.model, &key).ok());
    let name = read_text(walk, table, "name", context.languages);
    let question = read_optional(walk, table, "question", context.languages);
    // Where every phase has a descriptor for all indicators, an indicator needs none of its own.
    let own = match table.has("descriptor") || context.shared.len() < usize::from(context.levels) {
        true => tables(walk, table, "descriptor"),
        false => Vec::new(),
    };
    let mut by_phase = BTreeMap::new();
    for descriptor in own {
        walk.only(&descriptor, &["phase", "provenance", "text"]);
        let node = walk.required(&descriptor, "phase");
        let phase = node.as_ref().and_then(|node| read_phase(walk, node, context.levels));
        let whole = read_descriptor(walk, &descriptor, context.languages);
        let (Some(node), Some(phase)) = (node, phase) else { continue };
        if by_phase.insert(phase, whole).is_some() {
            walk.problem(&node, ModelProblem::PhaseTwice(phase));
        }
    }
    for (phase, shared) in &context.shared {
        by_phase.entry(*phase).or_insert_with(|| shared.clone());
    }
    let missing: Vec<String> = Phase::scale(context.levels)
        .filter(|phase| !by_phase.contains_key(phase))
        .map(|phase| phase.to_string())
        .collect();
    if let Some(node) = table.get("descriptor").filter(|_| !missing.is_empty()) {
        walk.problem(&node, ModelProblem::PhaseMissing(missing.join(", ")));
    }
    let descriptors = by_phase.into_values().collect::<Option<_>>()?;
    Some(Indicator { id: id?, name: name?, question: question?, descriptors })
}

/// The text and provenance of a descriptor.
pub(super) fn read_descriptor(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    languages: &[String],
) -> Option<Descriptor> {
    let provenance = read_provenance(walk, table);
    let text = read_text(walk, table, "text", languages);
    Some(Descriptor { text: text?, provenance: provenance? })
}

/// A descriptor of one's own model that says nothing about its provenance is its own source.
fn read_provenance(walk: &mut Walk<'_>, table: &Table<'_>) -> Option<Provenance> {
    let Some(node) = table.get("provenance") else { return Some(Provenance::Source) };
    let text = walk.text(&node)?;
    let provenance = text.parse().ok();
    if provenance.is_none() {
        walk.problem(&node, ModelProblem::Provenance(text.to_owned()));
    }
    provenance
}

/// Ids of one kind, each allowed once.
struct Unique {
    what: &'static str,
    seen: BTreeMap<String, usize>,
}

impl Unique {
    fn of(what: &'static str) -> Unique {
        Unique { what, seen: BTreeMap::new() }
    }

    fn read(&mut self, walk: &mut Walk<'_>, table: &Table<'_>) -> Option<String> {
        let node = walk.required(table, "id")?;
        let id = walk.text(&node)?;
        walk.id(&node, check_key(id))?;
        match self.seen.get(id) {
            Some(&first) => {
                walk.problem(&node, ModelProblem::Twice { id: id.to_owned(), what: self.what, first });
            }
            None => {
                self.seen.insert(id.to_owned(), walk.line(&node));
            }
        }
        Some(id.to_owned())
    }
}
