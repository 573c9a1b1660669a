//! One row of a survey.

use std::collections::BTreeSet;

use leerkring_model::{Agreement, Answer, AspectId, Date, Model, Response, ResponseError, Role, SchoolId};

use super::error::SurveyError;
use super::{Agreed, items};
use crate::codebook::{Asked, Codebook, Meaning, Rule, SurveyCodes};
use crate::columns::find;
use crate::date;
use crate::issue::{Issue, IssueKind, RowIssues};
use crate::layout::{self, Layout};
use crate::personal;
use crate::table::{Row, Table};
use crate::text::{fold, shown};

/// A codebook bound to the columns of a table.
pub(super) struct Bound<'a> {
    table: &'a Table,
    pub(super) codes: &'a SurveyCodes,
    pub(super) school: usize,
    /// The keys that the codebook's texts for schools stand for.
    schools: BTreeSet<&'a str>,
    pub(super) role: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) submitted: Option<usize>,
    pub(super) consent: Option<usize>,
    /// By indicator, in the order of the model; `None` for those that were not asked.
    pub(super) indicators: Vec<Option<Item<'a>>>,
    agreed: Vec<(AspectId, usize)>,
    pub(super) levels: u8,
    /// What is doubtful of the file as a whole.
    pub(super) doubts: Vec<Issue>,
}

/// An indicator bound to its columns.
pub(super) struct Item<'a> {
    places: Vec<usize>,
    /// Whether the item at each place is worded the other way round.
    reversed: Vec<bool>,
    rule: &'a Rule,
}

/// What a row became.
pub(super) enum Outcome {
    Incomplete,
    NoConsent,
    Response(Response),
    Agreements { school: SchoolId, date: Option<Date>, agreements: Vec<Agreement> },
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
        let of_aspect = |id: &AspectId| place(&format!("columns.agreed.{}", id.key()));
        let submitted = match place("columns.submitted") {
            // Where incomplete responses are kept, a doubt about the column harms nothing.
            None if !codes.keep_incomplete => own_submitted(table, codes)?,
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

    /// What the row became; nothing if anything in it is doubtful that counts. What may be missing, a role or the date of
    /// a response, is left out, with an issue. `agreed` are the agreements that there are already.
    pub(super) fn read(&self, row: &Row, agreed: &Agreed) -> (Option<Outcome>, Vec<Issue>) {
        let mut issues = RowIssues::of(self.table, row);
        if issues.ragged() {
            return (None, issues.found);
        }
        let broken_off = |column| self.codes.tool().is_broken_off(&row.folded(column));
        if !self.codes.keep_incomplete && self.submitted.is_some_and(broken_off) {
            return (Some(Outcome::Incomplete), issues.found);
        }
        match self.consents(row, &mut issues) {
            Some(true) => {}
            Some(false) => return (Some(Outcome::NoConsent), issues.found),
            None => return (None, issues.found),
        }
        let school = self.school(row, &mut issues);
        let doubts = issues.found.len();
        let date = self.date(row, &mut issues);
        let dated = issues.found.len() == doubts;
        let outcome = match self.codes.layout {
            Layout::PerSchool => {
                // A date that cannot be read is no doubt about another row.
                let before = school.clone().filter(|_| dated).and_then(|school| agreed.get(&(school, date)));
                self.agreements(row, school, date, before, &mut issues)
            }
            _ => self.response(row, school, date, &mut issues),
        };
        (outcome.filter(|_| !issues.sets_row_aside()), issues.found)
    }

    /// The columns that hold who answered and that the codebook does not name.
    pub(super) fn personal(&self) -> Vec<String> {
        let named: BTreeSet<&str> = self.codes.named().map(|(_, column)| column).collect();
        let found = personal::of_table(self.table, self.codes.layout);
        let columns =
            self.table.names().zip(found).filter(|(name, found)| found.is_some() && !named.contains(name));
        columns.map(|(name, _)| name.to_owned()).collect()
    }

    /// A response that the model refused.
    pub(super) fn misfit(&self, row: &Row, error: &ResponseError) -> Issue {
        Issue {
            file: self.table.name.clone(),
            row: row.number(),
            line: row.line(),
            column: None,
            kind: IssueKind::Response(error.to_string()),
        }
    }

    fn response(
        &self,
        row: &Row,
        school: Option<SchoolId>,
        date: Option<Date>,
        issues: &mut RowIssues<'_>,
    ) -> Option<Outcome> {
        let role = self.role(row, issues);
        let answers = self.indicators.iter().map(|item| self.answer(row, item.as_ref()?, issues)).collect();
        let mut response = Response::new(school?, answers);
        response.role = role;
        response.date = date;
        Some(Outcome::Response(response))
    }

    fn agreements(
        &self,
        row: &Row,
        school: Option<SchoolId>,
        date: Option<Date>,
        before: Option<&(String, u64)>,
        issues: &mut RowIssues<'_>,
    ) -> Option<Outcome> {
        let phases: Vec<(&AspectId, Option<Answer>)> =
            self.agreed.iter().map(|(aspect, column)| (aspect, self.phase(row, *column, issues))).collect();
        let school = school?;
        if let Some((file, place)) = before {
            let (school, file) = (school.to_string(), file.clone());
            issues.push(Some(self.school), IssueKind::AgreementTwice { school, date, file, row: *place });
        }
        let agreements = phases
            .into_iter()
            .filter_map(|(aspect, answer)| {
                let mut agreement = Agreement::new(school.clone(), aspect.clone(), answer?.phase()?);
                agreement.date = date;
                Some(agreement)
            })
            .collect();
        Some(Outcome::Agreements { school, date, agreements })
    }

    fn school(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<SchoolId> {
        let text = row.get(self.school).unwrap_or_default();
        let school = self.school_of(text);
        if school.is_none() {
            let text = fold(text).into_owned();
            issues.push(
                Some(self.school),
                if text.is_empty() {
                    IssueKind::NoSchool
                } else if self.is_none_of_the_codebook(&text) {
                    IssueKind::UnknownSchool(text)
                } else {
                    IssueKind::School(text)
                },
            );
        }
        school
    }

    /// The school that a cell names, if it is one that can be.
    pub(super) fn school_of(&self, cell: &str) -> Option<SchoolId> {
        let text = fold(cell);
        match self.codes.schools.get(&*text) {
            Some(school) => Some(school.clone()),
            None if text.is_empty() || self.is_none_of_the_codebook(&text) => None,
            None => SchoolId::new(&text).ok(),
        }
    }

    /// Whether the codebook says which schools there are, and a text is none of them.
    fn is_none_of_the_codebook(&self, text: &str) -> bool {
        let known = &self.codes.schools;
        !known.is_empty() && !known.contains_key(text) && !self.schools.contains(text)
    }

    fn role(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<Role> {
        let column = self.role?;
        let text = row.folded(column);
        let role = self.codes.roles.get(&*text).copied();
        if role.is_none() && !text.is_empty() {
            issues.push(Some(column), IssueKind::Role { text: text.into_owned(), times: 1 });
        }
        role
    }

    fn date(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<Date> {
        let column = self.date?;
        let text = row.folded(column);
        let order = self.codes.date_order;
        let date = date::parse(&text, order);
        if date.is_none() && !text.is_empty() {
            let text = text.into_owned();
            // The agreements of a school are told apart by their dates.
            let kind = match self.codes.layout {
                Layout::PerSchool => IssueKind::Date { text, order },
                _ => IssueKind::NoDate { text, order, times: 1 },
            };
            issues.push(Some(column), kind);
        }
        date.filter(|date| Some(*date) != self.no_date())
    }

    /// The day that the tool writes for moments that it does not keep.
    pub(super) fn no_date(&self) -> Option<Date> {
        self.codes.tool().no_date?.parse().ok()
    }

    /// Whether the respondent consents; `None`, and an issue, if that cannot be told.
    fn consents(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<bool> {
        let Some(column) = self.consent else { return Some(true) };
        let text = row.folded(column);
        let given = self.codes.consents(&text);
        if given.is_none() {
            issues.push(Some(column), IssueKind::Consent(text.into_owned()));
        }
        given
    }

    /// The answer to an indicator, by its rule.
    fn answer(&self, row: &Row, item: &Item<'_>, issues: &mut RowIssues<'_>) -> Option<Answer> {
        let doubts = issues.found.len();
        let mut meanings = Vec::with_capacity(item.places.len());
        match item.separator() {
            Some(separator) => {
                for column in &item.places {
                    let text = row.folded(*column);
                    let known = self.codes.answers.keys().map(String::as_str);
                    let parts = items::parts(&text, separator, known);
                    meanings.extend(parts.into_iter().filter_map(|part| self.meaning(part, *column, issues)));
                }
            }
            None => {
                let found =
                    item.places.iter().map(|column| self.meaning(&row.folded(*column), *column, issues));
                meanings.extend(found.map(|meaning| meaning.unwrap_or(Meaning::Blank)));
            }
        }
        if issues.found.len() > doubts {
            return None;
        }
        let level = match item.rule {
            Rule::Phase => items::phase(meanings.first().copied().unwrap_or(Meaning::Blank), self.levels),
            Rule::Agreement(rule) => items::agreement(&meanings, &item.reversed, rule, self.levels),
            Rule::Checklist(rule) if rule.separator.is_some() => {
                items::choices(&meanings, rule.by, self.levels)
            }
            Rule::Checklist(rule) => items::checklist(&meanings, rule),
        };
        level.unwrap_or_else(|misfit| {
            let column = item.places.get(misfit.place).copied();
            let text = column.map(|column| row.folded(column).into_owned()).unwrap_or_default();
            let meaning = misfit.meaning.to_string().replace('"', "");
            issues.push(column, IssueKind::MeaningMisfit { text, meaning, wanted: item.wanted(self.levels) });
            None
        })
    }

    /// The answer in a column with phases.
    fn phase(&self, row: &Row, column: usize, issues: &mut RowIssues<'_>) -> Option<Answer> {
        self.answer(row, &Item { places: vec![column], reversed: Vec::new(), rule: &Rule::Phase }, issues)
    }

    /// What a text in a column of answers means; `None`, and an issue, if the codebook does not know it.
    fn meaning(&self, text: &str, column: usize, issues: &mut RowIssues<'_>) -> Option<Meaning> {
        match self.codes.answers.get(text) {
            Some(meaning) => Some(*meaning),
            None if text.is_empty() => Some(Meaning::Blank),
            None => {
                issues.push(Some(column), IssueKind::Answer(text.to_owned()));
                None
            }
        }
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

    fn separator(&self) -> Option<&str> {
        match self.rule {
            Rule::Checklist(rule) => rule.separator.as_deref(),
            _ => None,
        }
    }

    /// What an answer in one of these columns must mean, as a codebook says it.
    fn wanted(&self, levels: u8) -> String {
        match self.rule {
            Rule::Agreement(items) => format!("1-{}", items.steps),
            Rule::Checklist(rule) if rule.separator.is_some() => format!("1-{levels}, not-met"),
            Rule::Checklist(_) => "met, partly, not-met".to_owned(),
            Rule::Phase => format!("1-{levels}"),
        }
    }
}

/// The column by which the tool itself says that a response is complete.
fn own_submitted(table: &Table, codes: &SurveyCodes) -> Result<Option<usize>, SurveyError> {
    match codes.tool().places_of_submitted(&table.columns).as_slice() {
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
