//! `[items]`: by which rule the columns of an indicator make its phase. What stands in `[items]` itself goes for every
//! indicator with a list of columns, what stands in `[items.KEY]` for that one.

use leerkring_model::document::{Node, Table};
use strum::VariantNames as _;

use super::{Walk, choice, text};
use crate::codebook::CodebookProblem;
use crate::codebook::items::{Agreement, By, Checklist, Counts, Rule, RuleWord};

const KEYS: [&str; 7] = ["rule", "steps", "steps_to_phases", "reversed", "partly", "blank", "separator"];
/// The most steps of a scale: 0 to 10.
const MOST_STEPS: i64 = 11;

/// What `[items]` says.
#[derive(Default)]
pub(super) struct Items<'a> {
    all: Settings,
    own: Vec<(&'a str, Table<'a>, Settings)>,
    /// Each with its place in the text.
    reversed: Vec<(Node<'a>, String)>,
}

/// What can be said of one indicator or of all.
#[derive(Clone, Default)]
struct Settings {
    rule: Option<RuleWord>,
    steps: Option<u8>,
    spread: bool,
    partly: Option<Counts>,
    blank: Option<Counts>,
    separator: Option<String>,
}

/// The ways from steps to phases.
#[derive(Clone, Copy, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
enum StepsToPhases {
    Spread,
}

/// What an empty cell of a checklist can count as.
#[derive(Clone, Copy, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
enum BlankCounts {
    Blank,
    NotMet,
}

pub(super) fn read_items<'a>(walk: &mut Walk<'_>, root: &Table<'a>) -> Items<'a> {
    let mut items = Items::default();
    let table = root.get("items").and_then(|node| walk.table(&node));
    let Some(table) = table else { return items };
    // A model may have an indicator `rule`: a table is an indicator, whatever its key.
    let (tables, settings): (Vec<_>, Vec<_>) = table.nodes().partition(|node| node.type_name() == "table");
    for node in settings {
        items.setting(walk, None, &node);
    }
    for node in tables {
        let Some(table) = walk.table(&node) else { continue };
        items.own.push((node.key(), table.clone(), items.all.clone()));
        for node in table.nodes() {
            items.setting(walk, Some(items.own.len() - 1), &node);
        }
    }
    items
}

impl<'a> Items<'a> {
    /// The keys of indicators with a table of their own, each with its place.
    pub(super) fn own(&self) -> impl Iterator<Item = (&'a str, &Node<'a>)> {
        self.own.iter().map(|(key, table, _)| (*key, table.node()))
    }

    /// Takes a setting for all indicators, or for the one at this place.
    fn setting(&mut self, walk: &mut Walk<'_>, of: Option<usize>, node: &Node<'a>) {
        if node.key() == "reversed" {
            for item in walk.list(node).unwrap_or_default() {
                if let Some(column) = text(walk, &item) {
                    self.reversed.push((item, column));
                }
            }
            return;
        }
        let settings = match of.and_then(|place| self.own.get_mut(place)) {
            Some((.., own)) => own,
            None => &mut self.all,
        };
        match node.key() {
            "rule" => settings.rule = choice(walk, node, RuleWord::VARIANTS),
            "steps" => settings.steps = read_steps(walk, node),
            "steps_to_phases" => {
                settings.spread = choice::<StepsToPhases>(walk, node, StepsToPhases::VARIANTS).is_some();
            }
            "partly" => settings.partly = choice(walk, node, Counts::VARIANTS),
            "blank" => {
                let blank = choice(walk, node, BlankCounts::VARIANTS);
                settings.blank = match blank {
                    Some(BlankCounts::NotMet) => Some(Counts::NotMet),
                    Some(BlankCounts::Blank) | None => None,
                };
            }
            "separator" => settings.separator = text(walk, node),
            key => {
                walk.problem(node, CodebookProblem::ItemsKey { key: key.to_owned(), known: KEYS.join(", ") })
            }
        }
    }

    /// The rule for an indicator with these columns. `listed` says that they stand in a list; one column that does
    /// not, and has no table of its own, asks for phases.
    pub(super) fn rule(
        &self,
        walk: &mut Walk<'_>,
        node: &Node<'_>,
        columns: &[String],
        listed: bool,
        levels: u8,
    ) -> Option<Rule> {
        let own = self.own.iter().find(|(key, ..)| *key == node.key());
        if own.is_none() && !listed {
            return Some(Rule::Phase);
        }
        let settings = own.map_or(&self.all, |(.., settings)| settings);
        let Some(word) = settings.rule else {
            // A word that is not known has left a problem.
            let said = |table: &Table<'_>| table.has("rule");
            if !own.is_some_and(|(_, table, _)| said(table)) {
                walk.problem(node, CodebookProblem::RuleMissing(node.key().to_owned()));
            }
            return None;
        };
        if let Some((_, table, _)) = own {
            let of_rule: &[&str] = match word {
                RuleWord::Answered => &["rule"],
                RuleWord::MedianLow => &["rule", "steps", "steps_to_phases", "reversed"],
                _ if columns.len() == 1 => &["rule", "separator"],
                _ => &["rule", "partly", "blank"],
            };
            for node in table.nodes().filter(|n| KEYS.contains(&n.key()) && !of_rule.contains(&n.key())) {
                let (key, rule) = (node.key().to_owned(), word.to_string());
                walk.problem(&node, CodebookProblem::NotOfRule { key, rule, known: of_rule.join(", ") });
            }
        }
        match word {
            RuleWord::Answered => Some(Rule::Answered),
            RuleWord::MedianLow => self.agreement(walk, node, settings, columns, levels),
            RuleWord::Unbroken => checklist(walk, node, settings, By::Unbroken, columns.len(), levels),
            RuleWord::Highest => checklist(walk, node, settings, By::Highest, columns.len(), levels),
        }
    }

    fn agreement(
        &self,
        walk: &mut Walk<'_>,
        node: &Node<'_>,
        settings: &Settings,
        columns: &[String],
        levels: u8,
    ) -> Option<Rule> {
        let steps = settings.steps.unwrap_or(levels);
        if steps != levels && !settings.spread {
            walk.problem(node, CodebookProblem::StepsToPhases { steps, levels });
            return None;
        }
        let mut reversed: Vec<String> = columns.to_vec();
        reversed.retain(|column| self.reversed.iter().any(|(_, reversed)| reversed == column));
        reversed.sort();
        Some(Rule::Agreement(Agreement { steps, reversed }))
    }

    /// Notes what `reversed` names that no indicator has an item of.
    pub(super) fn check_reversed<'c>(
        &self,
        walk: &mut Walk<'_>,
        asked: impl Iterator<Item = &'c Rule> + Clone,
    ) {
        for (node, column) in &self.reversed {
            let has = |rule: &Rule| matches!(rule, Rule::Agreement(items) if items.reversed.contains(column));
            if !asked.clone().any(has) {
                walk.problem(node, CodebookProblem::NotAnItem(column.clone()));
            }
        }
    }
}

fn read_steps(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<u8> {
    let steps = walk.integer(node)?;
    let known = u8::try_from(steps).ok().filter(|_| (2..=MOST_STEPS).contains(&steps));
    if known.is_none() {
        walk.problem(node, CodebookProblem::Steps(steps));
    }
    known
}

fn checklist(
    walk: &mut Walk<'_>,
    node: &Node<'_>,
    settings: &Settings,
    by: By,
    columns: usize,
    levels: u8,
) -> Option<Rule> {
    let separator = settings.separator.clone().filter(|_| columns == 1);
    if columns == 1 && separator.is_none() {
        walk.problem(node, CodebookProblem::SeparatorMissing);
        return None;
    }
    if columns != 1 && columns != usize::from(levels) {
        walk.problem(node, CodebookProblem::ChecklistColumns { found: columns, levels });
        return None;
    }
    let one = separator.is_some();
    Some(Rule::Checklist(Checklist {
        by,
        partly: settings.partly.filter(|_| !one).unwrap_or(Counts::NotMet),
        blank: settings.blank.filter(|_| !one),
        separator,
    }))
}
