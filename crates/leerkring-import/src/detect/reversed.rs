//! One question answered the other way round than those around it: who is high on the others is low on it.
//!
//! Each respondent is high or low on the question (above its middle or not), and high or low on most of the questions
//! around it. There must be at least one and a half times as many on opposite sides as on the same, and more than chance
//! brings, between schools or within them (`sides.rs`). Where so many are the other way round that they cancel out,
//! `camps.rs` has told it before.

use std::collections::BTreeSet;

use super::chance::is_rare;
use super::sides::{Highs, Sides};
use super::view::{Group, View};
use super::{Finding, FindingKind};

/// `told` are the items of blocks that fall into camps.
pub(super) fn look(view: &View<'_>, group: &Group, told: &BTreeSet<usize>, findings: &mut Vec<Finding>) {
    let in_file = Highs::of(view, &group.items, false);
    let in_school = Highs::of(view, &group.items, true);
    let whole = [in_file.sum(&group.items), in_school.sum(&group.items)];
    let tries = 2 * group.items.len();
    let mut reversed: Vec<(usize, &[usize], Sides)> = Vec::new();
    for block in &group.blocks {
        if block.iter().any(|item| told.contains(item)) {
            continue;
        }
        // With one other question it does not show which of the two is reversed; the whole survey tells.
        let alone = block.len() < 3;
        let of_block;
        let (around, [sum, sum_in_school]) = if alone {
            (&group.items, &whole)
        } else {
            of_block = [in_file.sum(block), in_school.sum(block)];
            (block, &of_block)
        };
        for item in block {
            let (all, within) = (in_file.beside(*item, sum), in_school.beside(*item, sum_in_school));
            let between = all.is_opposite() && is_rare(all.chance_of_schools(), tries);
            let inside = within.is_opposite() && is_rare(within.chance_of_respondents(), tries);
            if between || inside {
                reversed.push((*item, around, if between { all } else { within }));
            }
        }
    }
    // Where many seem reversed, as in a ranking, there is no way round that the others share.
    if reversed.len() * 3 > group.items.len() {
        return;
    }
    let found: BTreeSet<usize> = reversed.iter().map(|(item, ..)| *item).collect();
    for (item, around, sides) in &reversed {
        let others: Vec<usize> = around.iter().copied().filter(|other| !found.contains(other)).collect();
        let sum = in_file.sum(&others);
        let agree = others.len() < 2
            || others.iter().all(|other| {
                let sides = in_file.beside(*other, &sum);
                sides.same() > sides.opposite()
            });
        if let (true, Some(column)) = (agree, view.items.get(*item)) {
            let (same, opposite) = (sides.same(), sides.opposite());
            let kind = FindingKind::Reversed { others: around.len() - 1, same, opposite };
            findings.push(view.finding(&[column.place], &[], kind));
        }
    }
}
