//! What the detective looks at: the answers as levels, in groups that share a scale. With a codebook there is one group,
//! its blocks the aspects; without, each run of columns with one closed answer scale is a group.

mod runs;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::Model;

use super::{Finding, FindingKind, MOST_ROWS, columns};
use crate::codebook::{Codebook, Meaning, Rule, SurveyCodes};
use crate::columns::find;
use crate::date::DateOrder;
use crate::layout::Layout;
use crate::table::{Row, Table};
use crate::text::fold;

/// The answers of a table.
pub(super) struct View<'a> {
    pub(super) table: Cow<'a, Table>,
    /// The codebook's survey part, if there is one.
    pub(super) codes: Option<&'a SurveyCodes>,
    pub(super) items: Vec<Item>,
    pub(super) groups: Vec<Group>,
    /// The number of the school of each row, where schools are known.
    pub(super) teams: Option<Vec<usize>>,
    pub(super) school: Option<usize>,
    pub(super) role: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) order: DateOrder,
}

/// A column with answers.
pub(super) struct Item {
    /// Its place in the table.
    pub(super) place: usize,
    /// An answer per row.
    pub(super) cells: Vec<Cell>,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Blank,
    /// "Don't know" and the like, and what is not known.
    Other,
    Level(u8),
}

/// Items on one scale.
pub(super) struct Group {
    pub(super) items: Vec<usize>,
    /// The items parted into what should go together.
    pub(super) blocks: Vec<Vec<usize>>,
    /// Lowest and highest level.
    pub(super) scale: (u8, u8),
    /// Whether the levels are an order; else they are only told apart.
    pub(super) ordered: bool,
}

impl Cell {
    pub(super) fn level(self) -> Option<u8> {
        match self {
            Cell::Level(level) => Some(level),
            Cell::Blank | Cell::Other => None,
        }
    }
}

impl Item {
    pub(super) fn level(&self, row: usize) -> Option<u8> {
        self.cells.get(row).and_then(|cell| cell.level())
    }
}

impl<'a> View<'a> {
    /// With the columns that a codebook names; `None` if it describes no survey with a row per respondent.
    pub(super) fn of_codebook(table: &'a Table, codebook: &'a Codebook, model: &Model) -> Option<View<'a>> {
        let codes = codebook.survey.as_ref()?;
        let found = find(table, codes.named());
        let place = |path: &str| found.places.get(path).copied();
        let consent = place("columns.consent");
        let table = in_survey(table, codes, place("columns.submitted"), consent);
        let school = place("columns.school");
        let mut view = View {
            codes: Some(codes),
            items: Vec::new(),
            groups: Vec::new(),
            teams: school.map(|school| teams(&table, school)),
            school,
            role: place("columns.role"),
            date: place("columns.date"),
            order: codes.date_order,
            table,
        };
        let table = &*view.table;
        if codes.layout == Layout::PerSchool {
            return Some(view);
        }
        let taken: Vec<bool> = table
            .rows
            .iter()
            .map(|row| {
                row.len() == table.columns.len()
                    && consent.is_none_or(|at| codes.consents(&cell(row, at)).is_some())
            })
            .collect();
        let (mut blocks, mut top) = (Vec::new(), 1);
        for aspect in model.aspects() {
            let mut block = Vec::new();
            for indicator in aspect.indicators() {
                let Some(asked) = codes.columns.get(indicator.id().key()) else { continue };
                // The boxes of a checklist are no scale.
                let (steps, reversed): (u8, &[String]) = match &asked.rule {
                    Rule::Phase | Rule::Answered => (model.levels(), &[]),
                    Rule::Agreement(rule) => (rule.steps, &rule.reversed),
                    Rule::Checklist(_) => continue,
                };
                top = top.max(steps);
                for (column, place) in asked.columns.iter().filter_map(|c| Some((c, table.place(c)?))) {
                    block.push(view.items.len());
                    let turned = if reversed.contains(column) { Some(steps) } else { None };
                    view.items.push(Item::of_codes(table, place, codes, &taken, turned));
                }
            }
            blocks.push(block);
        }
        blocks.retain(|block| !block.is_empty());
        let items = (0..view.items.len()).collect();
        view.groups.push(Group { items, blocks, scale: (1, top), ordered: true });
        Some(view)
    }

    /// With what the table alone shows.
    pub(super) fn of_table(table: &'a Table) -> View<'a> {
        let (items, groups) = runs::find(table);
        let date = columns::end(table);
        let order = date.map_or(DateOrder::Dmy, |place| columns::order(table, place));
        let table = Cow::Borrowed(table);
        View { table, codes: None, items, groups, teams: None, school: None, role: None, date, order }
    }

    /// The items of a group or block.
    pub(super) fn of<'s>(&'s self, items: &'s [usize]) -> impl Iterator<Item = &'s Item> + Clone {
        items.iter().filter_map(|item| self.items.get(*item))
    }

    /// Whether the levels of an item are an order.
    pub(super) fn is_ordered(&self, item: &Item) -> bool {
        self.groups
            .iter()
            .any(|group| group.ordered && self.of(&group.items).any(|one| one.place == item.place))
    }

    /// The school of a row; all rows are of one where schools are not known.
    pub(super) fn team(&self, row: usize) -> usize {
        self.teams.as_ref().and_then(|teams| teams.get(row)).copied().unwrap_or(0)
    }

    /// A finding about these columns and rows, rows by their place in the table.
    pub(super) fn finding(&self, places: &[usize], rows: &[usize], kind: FindingKind) -> Finding {
        let number = |row: &usize| self.table.rows.get(*row).map(|row| row.number());
        Finding {
            file: self.table.name.clone(),
            columns: places.iter().map(|place| self.table.name_at(*place).to_owned()).collect(),
            rows: rows.iter().filter_map(number).take(MOST_ROWS).collect(),
            row_count: rows.len(),
            kind,
        }
    }
}

/// The table without the rows that the survey leaves out, previews, incomplete or without consent: nothing is said of those.
fn in_survey<'a>(
    table: &'a Table,
    codes: &SurveyCodes,
    submitted: Option<usize>,
    consent: Option<usize>,
) -> Cow<'a, Table> {
    let named: BTreeSet<&str> = codes.named().map(|(_, column)| column).collect();
    let free = |place: &usize| !named.contains(table.name_at(*place));
    let own = || {
        let mut places = codes.tool().places_of_submitted(&table.columns);
        places.retain(free);
        if let [only] = places[..] { Some(only) } else { None }
    };
    let submitted = submitted.or_else(own).filter(|_| !codes.keep_incomplete);
    let status = codes.tool().place_of_status(&table.columns).filter(free).filter(|_| !codes.keep_previews);
    let is_left_out = |row: &Row| {
        let preview = |at| codes.tool().is_preview(&cell(row, at));
        let broken_off = |at| codes.tool().is_broken_off(&cell(row, at));
        let refuses = |at| codes.consents(&cell(row, at)) == Some(false);
        row.len() == table.columns.len()
            && (status.is_some_and(preview)
                || submitted.is_some_and(broken_off)
                || consent.is_some_and(refuses))
    };
    if !table.rows.iter().any(is_left_out) {
        return Cow::Borrowed(table);
    }
    let mut kept = table.clone();
    kept.rows.retain(|row| !is_left_out(row));
    Cow::Owned(kept)
}

impl Item {
    /// `turned` is the number of steps of an item that is worded the other way round.
    fn of_codes(
        table: &Table,
        place: usize,
        codes: &SurveyCodes,
        taken: &[bool],
        turned: Option<u8>,
    ) -> Item {
        let cells = table.rows.iter().zip(taken).map(|(row, taken)| {
            let text = cell(row, place);
            match codes.answers.get(&*text) {
                _ if !taken => Cell::Blank,
                Some(Meaning::Step(step)) => {
                    Cell::Level(turned.map_or(*step, |steps| (steps + 1).saturating_sub(*step)))
                }
                Some(Meaning::Blank) => Cell::Blank,
                Some(_) => Cell::Other,
                None if text.is_empty() => Cell::Blank,
                None => Cell::Other,
            }
        });
        Item { place, cells: cells.collect() }
    }
}

/// The number of the school of each row. Rows without one are of one school together.
fn teams(table: &Table, school: usize) -> Vec<usize> {
    let mut numbers: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    let number = |row| {
        let next = numbers.len();
        *numbers.entry(cell(row, school)).or_insert(next)
    };
    table.rows.iter().map(number).collect()
}

/// The text of a cell, folded; empty where there is none.
pub(super) fn cell(row: &Row, place: usize) -> Cow<'_, str> {
    fold(row.get(place).unwrap_or_default())
}
