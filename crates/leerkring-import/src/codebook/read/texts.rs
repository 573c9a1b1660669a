//! Tables from texts of the survey to what they mean.

use std::collections::BTreeMap;

use leerkring_model::SchoolId;
use leerkring_model::document::{Node, Table};

use super::{Walk, text};
use crate::codebook::{CodebookProblem, Meaning};
use crate::text::fold;

/// A table from texts, folded, to what they mean.
pub(super) fn read_texts<T: Clone + PartialEq>(
    walk: &mut Walk<'_>,
    table: &Table<'_>,
    read: impl Fn(&mut Walk<'_>, &Node<'_>) -> Option<T>,
) -> BTreeMap<String, T> {
    let mut texts = BTreeMap::new();
    for node in table.nodes() {
        let text = fold(node.key()).into_owned();
        if text.is_empty() {
            walk.empty(&node);
            continue;
        }
        let Some(meaning) = read(walk, &node) else { continue };
        match texts.insert(text.clone(), meaning.clone()) {
            Some(first) if first != meaning => walk.problem(&node, CodebookProblem::TextTwice(text)),
            _ => {}
        }
    }
    texts
}

/// What can stand behind a text under `[answers]`.
#[derive(Clone, Copy)]
pub(super) struct Meanings {
    /// The phases of the model, or the most steps of a scale if they are more.
    pub(super) most: u8,
    /// Whether any indicator has a rule for items.
    pub(super) items: bool,
}

pub(super) fn read_meaning(walk: &mut Walk<'_>, node: &Node<'_>, known: Meanings) -> Option<Meaning> {
    let number = node.as_integer();
    let step = number.and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=known.most).contains(n));
    match (step, node.as_str()) {
        (Some(step), _) => return Some(Meaning::Step(step)),
        (_, Some("dont-know")) => return Some(Meaning::DontKnow),
        (_, Some("not-applicable")) => return Some(Meaning::NotApplicable),
        (_, Some("blank")) => return Some(Meaning::Blank),
        (_, Some("met")) if known.items => return Some(Meaning::Met),
        (_, Some("partly")) if known.items => return Some(Meaning::Partly),
        (_, Some("not-met")) if known.items => return Some(Meaning::NotMet),
        _ => {}
    }
    let found = match (number, node.as_str()) {
        (Some(number), _) => number.to_string(),
        (_, Some(text)) => format!("`{text}`"),
        _ => format!("a value of type {}", node.type_name()),
    };
    let problem = if known.items {
        CodebookProblem::ItemMeaning { found, steps: known.most }
    } else {
        CodebookProblem::Meaning { found, levels: known.most }
    };
    walk.problem(node, problem);
    None
}

/// Whether a text under `[consent]` gives it.
pub(super) fn read_consent(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<bool> {
    walk.boolean(node)
}

pub(super) fn read_school(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<SchoolId> {
    let text = text(walk, node)?;
    walk.id(node, SchoolId::new(&text))
}
