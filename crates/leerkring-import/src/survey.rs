//! From tables to responses and agreements: every row is taken, or set aside with what is doubtful in it.

mod bound;
mod error;
mod few;
mod items;
mod lookup;
mod row;
mod stream;
mod summary;
mod texts;
mod unregistered;
mod used;

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Agreement, Date, Model, Responses, SchoolId};

use self::bound::{Bound, Gaps};
pub use self::error::SurveyError;
use self::row::Outcome;
pub use self::stream::ReadSurveyError;
pub use self::summary::Summary;
pub use self::unregistered::Unregistered;
use self::used::Counted;
pub use self::used::UsedCodebook;
use crate::codebook::Codebook;
use crate::columns::find;
use crate::issue::{Issue, Told};
use crate::long::{Unfit, Wide};
use crate::table::Table;
use crate::text::shown;

/// What many files of one survey say together. Files are added one by one; no row is ever taken in part.
///
/// ```
/// use leerkring_import::{Codebook, ReadOptions, Survey, read_table};
/// let model = leerkring_model::Model::parse(r#"
/// format = 1
/// id = "rust"
/// version = 1
/// languages = ["nl"]
/// name.nl = "Rust"
/// phase = [{ name.nl = "begin" }, { name.nl = "verder" }]
/// [[aspect]]
/// id = "rust"
/// name.nl = "Rust"
/// indicator = [{ id = "r1", name.nl = "In de klas", descriptor = [
///     { phase = 1, text.nl = "Wij zoeken nog." }, { phase = 2, text.nl = "Wij hebben afspraken." } ] }]
/// "#)?;
/// let codebook = Codebook::parse("codebook.toml", r#"
/// format = 1
/// model = "rust@1"
/// layout = "plain"
/// columns = { school = "School", indicators = { r1 = "In de klas" } }
/// answers = { "1" = 1, "2" = 2 }
/// "#, &model)?;
/// let table = read_table("antwoorden.csv", b"School;In de klas\nde-linde;2\nde-linde;soms\n", &ReadOptions::default())?;
///
/// let mut survey = Survey::new(&model);
/// let summary = survey.read(&table, &codebook, &model)?;
/// assert_eq!(survey.responses.len(), 1);
/// assert_eq!(summary.to_string(), "antwoorden.csv: 2 rows: 1 response, 1 row set aside");
/// assert_eq!(
///     summary.issues[0].to_string(),
///     "antwoorden.csv, row 3, column `In de klas`: \
///      the codebook does not know the answer `soms`; add it under [answers]"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Survey {
    /// What respondents answered.
    pub responses: Responses,
    /// The phases that teams agreed on, from files with a row per school. A school can have some of several dates.
    pub agreements: Vec<Agreement>,
    agreed: Agreed,
    /// The schools that codebooks list.
    listed: BTreeSet<SchoolId>,
}

/// For each school and date of the files with a row per school the file and the row where they stand. A school that
/// agrees anew a year later says nothing doubtful; one that says two things of one date does.
type Agreed = BTreeMap<(SchoolId, Option<Date>), (String, u64)>;

impl Survey {
    /// No files yet.
    pub fn new(model: &Model) -> Survey {
        Survey {
            responses: Responses::new(model),
            agreements: Vec::new(),
            agreed: Agreed::new(),
            listed: BTreeSet::new(),
        }
    }

    /// Adds the rows of a table. A row that holds an answer, a school or consent that the codebook does not know is set
    /// aside whole, with an issue for each such cell. A role that it does not know and a date that cannot be read are taken
    /// as unknown, with an issue for each text; only in a file with a row per school is the date needed.
    ///
    /// # Errors
    /// [`SurveyError`] if the table cannot be read with this codebook at all; nothing is added then.
    pub fn read(
        &mut self,
        table: &Table,
        codebook: &Codebook,
        model: &Model,
    ) -> Result<Summary, SurveyError> {
        self.read_rows(table, codebook, model, None)
    }

    /// The same, and counts in `used` what every column and text meant.
    ///
    /// # Errors
    /// As for [`read`](Survey::read).
    pub fn read_counting(
        &mut self,
        table: &Table,
        codebook: &Codebook,
        model: &Model,
        used: &mut UsedCodebook,
    ) -> Result<Summary, SurveyError> {
        self.read_rows(table, codebook, model, Some(used))
    }

    fn read_rows(
        &mut self,
        table: &Table,
        codebook: &Codebook,
        model: &Model,
        used: Option<&mut UsedCodebook>,
    ) -> Result<Summary, SurveyError> {
        let wide = widened(table, codebook)?;
        let table = wide.as_ref().map_or(table, |wide| &wide.table);
        let bound = Bound::new(table, codebook, model)?;
        self.check_model(table, model)?;
        self.listed.extend(bound.codes.schools.values().cloned());
        let mut counted = used.is_some().then(|| Counted::new(table, bound.codes, model));
        let mut summary = Summary::of(table);
        summary.personal = bound.personal();
        let mut told = Told::default();
        let mut gaps = Gaps::default();
        if let Some(wide) = &wide {
            summary.of_long(wide);
        }
        for (row, place) in table.rows.iter().zip(0..) {
            bound.count_gaps(&mut gaps, |place| row.folded(place));
            let (mut outcome, mut issues) = bound.read(row, &self.agreed);
            told.see(&mut issues, place);
            if let Some(wide) = &wide {
                doubt(wide, place, &mut outcome, &mut issues);
            }
            match outcome {
                Some(Outcome::Preview) => summary.previews += 1,
                Some(Outcome::Incomplete) => summary.incomplete += 1,
                Some(Outcome::NoConsent) => summary.no_consent += 1,
                Some(Outcome::Response(response)) => match self.responses.push(&response) {
                    Ok(()) => {
                        summary.responses += 1;
                        counted.iter_mut().for_each(|counted| counted.row(row, &response.school));
                    }
                    // Codebook and model have the same id but another content.
                    Err(error) => issues.push(bound.misfit(row, &error)),
                },
                Some(Outcome::Agreements { school, date, agreements }) => {
                    self.agreed.insert((school, date), (table.name.clone(), row.number()));
                    summary.schools += 1;
                    summary.agreements += agreements.len();
                    self.agreements.extend(agreements);
                }
                None => {}
            }
            summary.set_aside += usize::from(issues.iter().any(|issue| issue.kind.sets_row_aside()));
            issues.into_iter().for_each(|issue| summary.note(issue, &mut told));
        }
        summary.issues.splice(0..0, bound.doubt(&gaps));
        summary.hush(&told, table, bound.codes);
        if let (Some(used), Some(counted)) = (used, counted) {
            used.add(table, bound.codes, model, counted, &summary);
        }
        Ok(summary)
    }

    fn check_model(&self, table: &Table, model: &Model) -> Result<(), SurveyError> {
        if self.responses.model() == model.id() {
            return Ok(());
        }
        let (found, expected) = (model.id().clone(), self.responses.model().clone());
        Err(SurveyError::Model { file: table.name.clone(), found, expected })
    }
}

/// A long file with a row per respondent; `None` where the file has one already.
fn widened(table: &Table, codebook: &Codebook) -> Result<Option<Wide>, SurveyError> {
    let Some(codes) = &codebook.survey else { return Ok(None) };
    let Some(columns) = &codes.long else { return Ok(None) };
    let named: BTreeSet<&str> = codes.named().map(|(_, column)| column).collect();
    match Wide::of(table, columns, &named) {
        Ok(wide) => return Ok(Some(wide)),
        Err(Unfit::Questions(found)) => {
            let (file, column) = (table.name.clone(), shown(&columns.question));
            return Err(SurveyError::Questions { file, column, found });
        }
        Err(Unfit::Columns) => {}
    }
    let three =
        [("respondent", &columns.respondent), ("question", &columns.question), ("answer", &columns.answer)];
    let three = three.into_iter().map(|(key, column)| (format!("columns.{key}"), column.as_str()));
    Err(SurveyError::Missing { file: table.name.clone(), columns: find(table, three).missing })
}

/// Adds what is doubtful in the rows of a respondent, unless the respondent is left out anyway.
fn doubt(wide: &Wide, place: usize, outcome: &mut Option<Outcome>, issues: &mut Vec<Issue>) {
    let doubts = wide.doubts(place);
    // What is missing may stand in a row that could not be read.
    issues.retain_mut(|issue| wide.locate(place, issue) || doubts.is_empty());
    if !matches!(outcome, Some(Outcome::Preview | Outcome::Incomplete | Outcome::NoConsent)) {
        issues.extend_from_slice(doubts);
        issues.sort_by_key(|issue| issue.row);
        if issues.iter().any(|issue| issue.kind.sets_row_aside()) {
            *outcome = None;
        }
    }
}

#[cfg(test)]
mod tests;
