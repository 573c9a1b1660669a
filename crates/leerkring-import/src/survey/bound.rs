//! A codebook bound to the columns of a table.

use std::borrow::Cow;
use std::collections::BTreeSet;

use leerkring_model::{AspectId, Model, SchoolId};

use super::error::SurveyError;
use crate::codebook::{Asked, Codebook, Rule, SurveyCodes};
use crate::columns::find;
use crate::issue::{Issue, IssueKind};
use crate::layout::{self, Layout, Tool};
use crate::personal;
use crate::table::Table;
use crate::text::{fold, shown};

/// A codebook bound to the columns of a table.
pub(super) struct Bound<'a> {
    pub(super) table: &'a Table,
    pub(super) codes: &'a SurveyCodes,
    pub(super) school: usize,
    /// The keys that the codebook's texts for schools stand for.
    pub(super) schools: BTreeSet<&'a str>,
    pub(super) role: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) submitted: Option<usize>,
    /// Where the tool says of which rows nobody of the survey made them, unless those are kept.
    pub(super) status: Option<usize>,
    pub(super) consent: Option<usize>,
    /// By indicator, in the order of the model; `None` for those that were not asked.
    pub(super) indicators: Vec<Option<Item<'a>>>,
    pub(super) agreed: Vec<(AspectId, usize)>,
    pub(super) levels: u8,
    /// The columns by which other tools say that a response is complete, where the codebook says nothing of it.
    said_by_others: Vec<usize>,
}

/// An indicator bound to its columns.
pub(super) struct Item<'a> {
    pub(super) places: Vec<usize>,
    /// Whether the item at each place is worded the other way round.
    pub(super) reversed: Vec<bool>,
    pub(super) rule: &'a Rule,
}

impl<'a> Bound<'a> {
    pub(super) fn new(
        table: &'a Table,
        codebook: &'a Codebook,
        model: &Model,
    ) -> Result<Bound<'a>, SurveyError> {
        let file = || table.name.clone();
        let codes = codebook.survey.as_ref().ok_or_else(|| SurveyError::NoSurvey { file: file() })?;
        if let Some(expected) = codebook.model.clone().filter(|expected| expected != model.id()) {
            return Err(SurveyError::Model { file: file(), found: model.id().clone(), expected });
        }
        let found = find(table, codes.named());
        if !found.missing.is_empty() {
            return Err(SurveyError::Missing { file: file(), columns: found.missing });
        }
        let place = |path: &str| found.places.get(path).copied();
        // What the codebook says of a column goes before what its name says.
        let free = |place: &usize| !found.places.values().any(|named| named == place);
        let of_aspect = |id: &AspectId| place(&format!("columns.agreed.{}", id.key()));
        let submitted = match place("columns.submitted") {
            // Where incomplete responses are kept, a doubt about the column harms nothing.
            None if !codes.keep_incomplete => own_submitted(table, codes, free)?,
            named => named,
        };
        let is_unsaid = submitted.is_none() && !codes.keep_incomplete;
        Ok(Bound {
            said_by_others: if is_unsaid { submitted_of_others(table, codes) } else { Vec::new() },
            table,
            codes,
            // It is among the named columns, and none of them is missing.
            school: place("columns.school").unwrap_or(0),
            schools: codes.schools.values().map(SchoolId::as_str).collect(),
            role: place("columns.role"),
            date: place("columns.date"),
            submitted,
            status: codes
                .tool()
                .place_of_status(&table.columns)
                .filter(free)
                .filter(|_| !codes.keep_previews),
            consent: place("columns.consent"),
            indicators: model
                .indicators()
                .map(|indicator| Some(Item::of(codes.columns.get(indicator.id().key())?, table)))
                .collect(),
            levels: model.levels(),
            agreed: model
                .aspects()
                .iter()
                .filter_map(|aspect| Some((aspect.id().clone(), of_aspect(aspect.id())?)))
                .collect(),
        })
    }

    /// The columns of the table.
    pub(super) fn width(&self) -> usize {
        self.table.columns.len()
    }

    /// Counts a row with these cells among those in which the columns of other tools are empty.
    pub(super) fn count_gaps<'c>(&self, gaps: &mut Gaps, cell: impl Fn(usize) -> Cow<'c, str>) {
        gaps.rows += 1;
        gaps.empty.resize(self.said_by_others.len(), 0);
        for (empty, place) in gaps.empty.iter_mut().zip(&self.said_by_others) {
            *empty += usize::from(fold(&cell(*place)).is_empty());
        }
    }

    /// What is doubtful of a file with these gaps: by the first of those columns that is empty in some of its rows, some
    /// responses were broken off.
    pub(super) fn doubt(&self, gaps: &Gaps) -> Option<Issue> {
        let is_some = |(_, empty): &(&usize, &usize)| (1..gaps.rows).contains(*empty);
        let (place, _) = self.said_by_others.iter().zip(&gaps.empty).find(is_some)?;
        Some(Issue::of_file(self.table, Some(*place), IssueKind::BrokenOff))
    }

    /// The columns that hold who answered and that the codebook does not name.
    pub(super) fn personal(&self) -> Vec<String> {
        let named: BTreeSet<&str> = self.codes.named().map(|(_, column)| column).collect();
        let found = personal::of_table(self.table, self.codes.layout);
        let columns =
            self.table.names().zip(found).filter(|(name, found)| found.is_some() && !named.contains(name));
        columns.map(|(name, _)| name.to_owned()).collect()
    }
}

impl<'a> Item<'a> {
    /// The columns are there: all that a codebook names were found.
    fn of(asked: &'a Asked, table: &Table) -> Item<'a> {
        let reversed: &[String] = match &asked.rule {
            Rule::Agreement(items) => &items.reversed,
            _ => &[],
        };
        Item {
            places: asked.columns.iter().filter_map(|column| table.place(column)).collect(),
            reversed: asked.columns.iter().map(|column| reversed.contains(column)).collect(),
            rule: &asked.rule,
        }
    }

    /// The column of an indicator that is one column with phases.
    pub(super) fn only_phase(&self) -> Option<usize> {
        match (self.rule, self.places.as_slice()) {
            (Rule::Phase, [only]) => Some(*only),
            _ => None,
        }
    }

    pub(super) fn separator(&self) -> Option<&str> {
        match self.rule {
            Rule::Checklist(rule) => rule.separator.as_deref(),
            _ => None,
        }
    }

    /// What an answer in one of these columns must mean, as a codebook says it.
    pub(super) fn wanted(&self, levels: u8) -> String {
        match self.rule {
            Rule::Agreement(items) => format!("1-{}", items.steps),
            Rule::Checklist(rule) if rule.separator.is_some() => format!("1-{levels}, not-met"),
            Rule::Checklist(_) => "met, partly, not-met".to_owned(),
            Rule::Phase | Rule::Answered => format!("1-{levels}"),
        }
    }
}

/// The column by which the tool itself says that a response is complete.
fn own_submitted(
    table: &Table,
    codes: &SurveyCodes,
    free: impl Fn(&usize) -> bool,
) -> Result<Option<usize>, SurveyError> {
    let mut places = codes.tool().places_of_submitted(&table.columns);
    places.retain(free);
    match places.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        // To choose one of them would be to guess which responses are broken off.
        several => {
            let columns = several.iter().map(|place| shown(table.name_at(*place))).collect();
            Err(SurveyError::TwoSubmitted { file: table.name.clone(), columns })
        }
    }
}

/// How many cells are empty in the columns that may say whether a response is complete.
#[derive(Clone, Debug, Default)]
pub(super) struct Gaps {
    rows: usize,
    empty: Vec<usize>,
}

impl Gaps {
    /// Adds those of rows further on.
    pub(super) fn add(&mut self, more: &Gaps) {
        self.rows += more.rows;
        self.empty.resize(self.empty.len().max(more.empty.len()), 0);
        self.empty.iter_mut().zip(&more.empty).for_each(|(empty, more)| *empty += more);
    }
}

/// The columns by which tools say that a response is complete, one of each. In a long table and one with a row per school
/// there are none.
fn submitted_of_others(table: &Table, codes: &SurveyCodes) -> Vec<usize> {
    if matches!(codes.layout, Layout::Long | Layout::PerSchool) {
        return Vec::new();
    }
    let only = |tool: &'static Tool| match tool.places_of_submitted(&table.columns)[..] {
        [only] => Some(only),
        _ => None,
    };
    layout::tool_and_others(codes.layout).filter_map(only).collect()
}

#[cfg(test)]
mod tests;
