//! One row of a survey.

use leerkring_model::{Agreement, Answer, AspectId, Date, Response, ResponseError, Role, SchoolId};

use super::bound::{Bound, Item};
use super::{Agreed, items};
use crate::codebook::{Meaning, Rule};
use crate::date;
use crate::issue::{Issue, IssueKind, RowIssues};
use crate::layout::Layout;
use crate::table::Row;
use crate::text::fold;

/// What a row became.
pub(super) enum Outcome {
    Preview,
    Incomplete,
    NoConsent,
    Response(Response),
    Agreements { school: SchoolId, date: Option<Date>, agreements: Vec<Agreement> },
}

impl Bound<'_> {
    /// What the row became; nothing if anything in it is doubtful that counts. What may be missing, a role or the date of
    /// a response, is left out, with an issue. `agreed` are the agreements that there are already.
    pub(super) fn read(&self, row: &Row, agreed: &Agreed) -> (Option<Outcome>, Vec<Issue>) {
        let mut issues = RowIssues::of(self.table, row);
        if issues.ragged() {
            return (None, issues.found);
        }
        let preview = |column| self.codes.tool().is_preview(&row.folded(column));
        if self.status.is_some_and(preview) {
            return (Some(Outcome::Preview), issues.found);
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
                    IssueKind::UnknownSchool(Some(text))
                } else {
                    IssueKind::School
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
            issues.push(Some(column), IssueKind::Role { text: Some(text.into_owned()), times: 1 });
        }
        role
    }

    fn date(&self, row: &Row, issues: &mut RowIssues<'_>) -> Option<Date> {
        let column = self.date?;
        let text = row.folded(column);
        let order = self.codes.date_order;
        let date = date::parse(&text, order);
        if date.is_none() && !text.is_empty() {
            let text = date::is_like_a_day(&text).then(|| text.into_owned());
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
            issues.push(Some(column), IssueKind::Consent(Some(text.into_owned())));
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
            Rule::Answered => items::answered(&meanings, self.levels).map(|given| {
                if let Some(place) = given.otherwise {
                    issues.push(item.places.get(place).copied(), IssueKind::AnsweredOtherwise);
                }
                given.answer
            }),
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
                issues.push(Some(column), IssueKind::Answer(Some(text.to_owned())));
                None
            }
        }
    }
}
