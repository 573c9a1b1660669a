//! Tables from texts of the survey to what they mean.

use std::collections::BTreeMap;

use leerkring_model::document::{Node, Table};
use leerkring_model::{Answer, Phase, SchoolId};

use super::{Walk, text};
use crate::codebook::CodebookProblem;
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

/// `Some(None)` is blank.
pub(super) fn read_meaning(walk: &mut Walk<'_>, node: &Node<'_>, levels: u8) -> Option<Option<Answer>> {
    let number = node.as_integer();
    let phase = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= levels).and_then(Phase::new);
    match (phase, node.as_str()) {
        (Some(phase), _) => return Some(Some(Answer::Phase(phase))),
        (_, Some("dont-know")) => return Some(Some(Answer::DontKnow)),
        (_, Some("not-applicable")) => return Some(Some(Answer::NotApplicable)),
        (_, Some("blank")) => return Some(None),
        _ => {}
    }
    let found = match (number, node.as_str()) {
        (Some(number), _) => number.to_string(),
        (_, Some(text)) => format!("`{text}`"),
        _ => format!("a value of type {}", node.type_name()),
    };
    walk.problem(node, CodebookProblem::Meaning { found, levels });
    None
}

pub(super) fn read_school(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<SchoolId> {
    let text = text(walk, node)?;
    walk.id(node, SchoolId::new(&text))
}
