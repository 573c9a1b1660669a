//! A codebook bound to the columns of a table.

use std::collections::BTreeSet;

use leerkring_model::{AspectId, Model, SchoolId};

use super::error::SurveyError;
use crate::codebook::{Asked, Codebook, Rule, SurveyCodes};
use crate::columns::find;
use crate::issue::{Issue, IssueKind};
use crate::layout::{self, Layout};
use crate::personal;
use crate::table::{Row, Table};
use crate::text::shown;

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
    /// What is doubtful of the file as a whole.
    pub(super) doubts: Vec<Issue>,
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
        let unsaid = if submitted.is_none() && !codes.keep_incomplete {
            submitted_of_others(table, codes)
        } else {
            None
        };
        Ok(Bound {
            doubts: unsaid
                .map(|place| Issue::of_file(table, Some(place), IssueKind::BrokenOff))
                .into_iter()
                .collect(),
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
            Rule::Phase => format!("1-{levels}"),
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

/// The column by which another tool than the codebook says that a response is complete, if some row says that it is not.
/// In a long table and one with a row per school there are no such columns.
fn submitted_of_others(table: &Table, codes: &SurveyCodes) -> Option<usize> {
    if matches!(codes.layout, Layout::Long | Layout::PerSchool) {
        return None;
    }
    layout::tool_and_others(codes.layout).find_map(|tool| {
        let [place] = tool.places_of_submitted(&table.columns)[..] else { return None };
        let is_empty = |row: &Row| row.folded(place).is_empty();
        (table.rows.iter().any(is_empty) && !table.rows.iter().all(is_empty)).then_some(place)
    })
}

#[cfg(test)]
mod tests;
