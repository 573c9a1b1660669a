//! The responses of many people, kept as columns, and the teams that they make.

use std::collections::BTreeMap;

use crate::answer::{Answer, Response, Role};
use crate::date::Date;
use crate::ids::{ModelId, SchoolId};
use crate::model::Model;
use crate::phase::Phase;

/// The responses of many people to one model: one byte an answer, and some bytes a person.
///
/// ```
/// use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, builtin};
/// let model = builtin::lerende_organisatie();
/// let mut responses = Responses::new(&model);
/// let all_in_two = vec![Some(Answer::Phase(Phase::Two)); model.width()];
/// responses.push(&Response::new(SchoolId::new("de-linde")?, all_in_two))?;
/// assert_eq!(responses.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Responses {
    model: ModelId,
    width: usize,
    levels: u8,
    /// Each school once, by its number.
    schools: Vec<SchoolId>,
    numbers: BTreeMap<SchoolId, u32>,
    /// The number of the school of each response.
    of: Vec<u32>,
    roles: Vec<Option<Role>>,
    dates: Vec<Option<Date>>,
    answers: Vec<Option<Answer>>,
}

/// A response does not fit the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResponseError {
    /// It has more or fewer answers than the model has indicators.
    #[error(
        "a response of school `{school}` has {found} answers; the model `{model}` has {expected} indicators"
    )]
    Width {
        /// The school of the response.
        school: SchoolId,
        /// The model.
        model: ModelId,
        /// Answers in the response.
        found: usize,
        /// Indicators in the model.
        expected: usize,
    },
    /// It names a phase that the model does not have.
    #[error("a response of school `{school}` says phase {phase}; the model `{model}` has {levels}")]
    Phase {
        /// The school of the response.
        school: SchoolId,
        /// The model.
        model: ModelId,
        /// The phase in the response.
        phase: Phase,
        /// The phases of the model.
        levels: u8,
    },
    /// Responses to two models were to be put together.
    #[error("responses to the model `{found}` cannot be added to those to `{expected}`")]
    Model {
        /// The model of those to be added.
        found: ModelId,
        /// The model of those that there are.
        expected: ModelId,
    },
    /// Columns that were to be added together are of different lengths.
    #[error("{responses} responses cannot have {answers} answers; each has {width}, one role and one date")]
    Columns {
        /// The responses, by the column of schools.
        responses: usize,
        /// The answers.
        answers: usize,
        /// Indicators in the model.
        width: usize,
    },
    /// A column names a school by a number that none has.
    #[error("no school has the number {number}")]
    NoSuchSchool {
        /// The number.
        number: u32,
    },
}

impl Responses {
    /// No responses yet.
    pub fn new(model: &Model) -> Responses {
        Responses {
            model: model.id().clone(),
            width: model.width(),
            levels: model.levels(),
            schools: Vec::new(),
            numbers: BTreeMap::new(),
            of: Vec::new(),
            roles: Vec::new(),
            dates: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Adds one response.
    ///
    /// # Errors
    /// [`ResponseError`] if its answers do not fit the model; nothing is added then.
    pub fn push(&mut self, response: &Response) -> Result<(), ResponseError> {
        if response.answers.len() != self.width {
            return Err(ResponseError::Width {
                school: response.school.clone(),
                model: self.model.clone(),
                found: response.answers.len(),
                expected: self.width,
            });
        }
        let phases = response.answers.iter().flatten().filter_map(|answer| answer.phase());
        if let Some(phase) = phases.max().filter(|phase| phase.number() > self.levels) {
            return Err(ResponseError::Phase {
                school: response.school.clone(),
                model: self.model.clone(),
                phase,
                levels: self.levels,
            });
        }
        let number = self.number(&response.school);
        self.of.push(number);
        self.roles.push(response.role);
        self.dates.push(response.date);
        self.answers.extend_from_slice(&response.answers);
        Ok(())
    }

    /// Adds all responses of another collection.
    ///
    /// # Errors
    /// [`ResponseError`] if it is of another model; nothing is added then.
    pub fn append(&mut self, other: Responses) -> Result<(), ResponseError> {
        if other.model != self.model || other.width != self.width || other.levels != self.levels {
            return Err(ResponseError::Model { found: other.model, expected: self.model.clone() });
        }
        if self.of.is_empty() {
            *self = other;
            return Ok(());
        }
        let numbers: Vec<u32> = other.schools.iter().map(|school| self.number(school)).collect();
        self.of.extend(other.of.iter().filter_map(|number| numbers.get(*number as usize)));
        self.roles.extend(other.roles);
        self.dates.extend(other.dates);
        self.answers.extend(other.answers);
        Ok(())
    }

    /// Adds many responses at once, in columns; the schools by their [`number`](Responses::number), the answers of one
    /// response after those of another. For readers of large files.
    ///
    /// # Errors
    /// [`ResponseError`] if anything in them does not fit the model or the other columns; nothing is added then.
    pub fn push_columns(
        &mut self,
        schools: &[u32],
        roles: &[Option<Role>],
        dates: &[Option<Date>],
        answers: &[Option<Answer>],
    ) -> Result<(), ResponseError> {
        let responses = schools.len();
        let whole = roles.len() == responses && dates.len() == responses;
        if !whole || answers.len() != responses * self.width {
            return Err(ResponseError::Columns { responses, answers: answers.len(), width: self.width });
        }
        if let Some(number) = schools.iter().find(|number| **number as usize >= self.schools.len()) {
            return Err(ResponseError::NoSuchSchool { number: *number });
        }
        let too_high = |answer: &Option<Answer>| {
            answer.and_then(Answer::phase).is_some_and(|phase| phase.number() > self.levels)
        };
        if let Some(at) = answers.iter().position(too_high) {
            let school = schools.get(at / self.width).and_then(|number| self.schools.get(*number as usize));
            let phase = answers.get(at).copied().flatten().and_then(Answer::phase);
            if let (Some(school), Some(phase)) = (school.cloned(), phase) {
                let (model, levels) = (self.model.clone(), self.levels);
                return Err(ResponseError::Phase { school, model, phase, levels });
            }
        }
        self.of.extend_from_slice(schools);
        self.roles.extend_from_slice(roles);
        self.dates.extend_from_slice(dates);
        self.answers.extend_from_slice(answers);
        Ok(())
    }

    /// The number of a school among these responses, given to it when it comes first.
    pub fn number(&mut self, school: &SchoolId) -> u32 {
        if let Some(number) = self.numbers.get(school) {
            return *number;
        }
        // Fewer than four billion schools: there are not that many people.
        let number = u32::try_from(self.schools.len()).unwrap_or(u32::MAX);
        self.schools.push(school.clone());
        self.numbers.insert(school.clone(), number);
        number
    }

    /// Keeps the responses about schools of which this holds, and forgets the other schools.
    pub fn retain_schools(&mut self, keep: impl Fn(&SchoolId) -> bool) {
        let kept: Vec<bool> = self.schools.iter().map(keep).collect();
        if kept.iter().all(|kept| *kept) {
            return;
        }
        let is_kept = |number: &u32| kept.get(*number as usize).is_some_and(|kept| *kept);
        let rows: Vec<bool> = self.of.iter().map(is_kept).collect();
        let of_rows = |width: usize| rows.iter().flat_map(move |kept| std::iter::repeat_n(*kept, width));
        let (mut one, mut two, mut three) = (of_rows(1), of_rows(1), of_rows(self.width));
        self.roles.retain(|_| one.next() == Some(true));
        self.dates.retain(|_| two.next() == Some(true));
        self.answers.retain(|_| three.next() == Some(true));
        // The schools that stay are numbered anew, in the order in which they came.
        let (schools, of) = (std::mem::take(&mut self.schools), std::mem::take(&mut self.of));
        self.numbers.clear();
        let numbers: Vec<Option<u32>> =
            schools.iter().zip(&kept).map(|(school, kept)| kept.then(|| self.number(school))).collect();
        self.of = of.iter().filter_map(|number| *numbers.get(*number as usize)?).collect();
    }

    /// The model that was answered.
    pub fn model(&self) -> &ModelId {
        &self.model
    }

    /// The number of responses.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The responses of each school, schools by id. The order in which responses were added shows in nothing that
    /// is computed from them.
    pub fn teams(&self) -> Teams<'_> {
        // Counted first, so that the rows of all schools fit in one list, those of a school beside each other.
        let mut ends = vec![0_usize; self.schools.len() + 1];
        for number in &self.of {
            if let Some(count) = ends.get_mut(*number as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        // Where one school's rows end, those of the next begin.
        let mut next = ends.clone();
        let mut rows = vec![0_usize; self.of.len()];
        for (row, number) in self.of.iter().enumerate() {
            let Some(place) = next.get_mut(*number as usize) else { continue };
            if let Some(free) = rows.get_mut(*place) {
                *free = row;
            }
            *place += 1;
        }
        Teams { responses: self, starts: ends, rows }
    }

    /// The responses in the order in which they were added, each with the number of its school.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Row<'_>)> {
        self.of.iter().zip(0..).filter_map(|(number, index)| Some((*number, self.row(index)?)))
    }

    /// The schools, each at the place of its [`number`](Responses::number).
    pub fn schools(&self) -> &[SchoolId] {
        &self.schools
    }

    fn row(&self, index: usize) -> Option<Row<'_>> {
        let start = index * self.width;
        Some(Row {
            role: *self.roles.get(index)?,
            date: *self.dates.get(index)?,
            answers: self.answers.get(start..start + self.width)?,
        })
    }
}

/// The responses grouped by school.
#[derive(Clone, Debug)]
pub struct Teams<'a> {
    responses: &'a Responses,
    /// Where the rows of each school begin among `rows`, by the number of the school; where the last ones end.
    starts: Vec<usize>,
    rows: Vec<usize>,
}

impl<'a> Teams<'a> {
    /// The teams, by school id.
    pub fn iter(&self) -> impl Iterator<Item = Team<'_>> {
        let responses = self.responses;
        responses.numbers.iter().filter_map(move |(school, number)| {
            let number = *number as usize;
            let rows = self.rows.get(*self.starts.get(number)?..*self.starts.get(number + 1)?)?;
            Some(Team { school, responses, rows })
        })
    }
}

/// All responses about one school.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    school: &'a SchoolId,
    responses: &'a Responses,
    rows: &'a [usize],
}

/// One respondent's row within a [`Team`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The role, where known.
    pub role: Option<Role>,
    /// The day, where known.
    pub date: Option<Date>,
    /// One place per indicator, in the order of [`Model::indicators`].
    pub answers: &'a [Option<Answer>],
}

impl<'a> Team<'a> {
    /// The school.
    pub fn school(&self) -> &'a SchoolId {
        self.school
    }

    /// The number of responses.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// The responses.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + Clone + use<'a> {
        let responses = self.responses;
        self.rows.iter().filter_map(move |&index| responses.row(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    #[test]
    fn teams_are_grouped_by_school_whatever_the_order() {
        let model = builtin::lerende_organisatie();
        let mut responses = Responses::new(&model);
        for school in ["b", "a", "b"] {
            let response = Response::new(SchoolId::new(school).unwrap(), vec![None; model.width()]);
            responses.push(&response).unwrap();
        }
        let teams = responses.teams();
        let sizes: Vec<_> = teams.iter().map(|team| (team.school().as_str(), team.size())).collect();
        assert_eq!(sizes, [("a", 1), ("b", 2)]);
    }

    #[test]
    fn responses_of_schools_that_are_not_kept_leave_no_trace() {
        let model = builtin::lerende_organisatie();
        let response = |school: &str, phase| {
            let mut response = Response::new(
                SchoolId::new(school).unwrap(),
                vec![Some(Answer::Phase(phase)); model.width()],
            );
            response.role = Some(Role::Teacher);
            response
        };
        let (mut all, mut kept) = (Responses::new(&model), Responses::new(&model));
        for (school, phase) in [
            ("c", Phase::One),
            ("a", Phase::Two),
            ("b", Phase::Three),
            ("a", Phase::Four),
            ("c", Phase::Five),
        ] {
            all.push(&response(school, phase)).unwrap();
            if school != "c" {
                kept.push(&response(school, phase)).unwrap();
            }
        }
        all.retain_schools(|school| school.as_str() != "c");
        assert_eq!(all, kept);
        all.retain_schools(|_| true);
        assert_eq!(all, kept);
        all.retain_schools(|_| false);
        assert_eq!(all, Responses::new(&model));
    }

    #[test]
    fn what_does_not_fit_the_model_is_refused() {
        let model = builtin::lerende_organisatie();
        let school = SchoolId::new("a").unwrap();
        let mut responses = Responses::new(&model);
        let short = Response::new(school.clone(), vec![None; 3]);
        assert!(matches!(responses.push(&short), Err(ResponseError::Width { found: 3, expected: 11, .. })));
        let high = Response::new(school, vec![Some(Answer::Phase(Phase::Six)); model.width()]);
        assert!(matches!(responses.push(&high), Err(ResponseError::Phase { levels: 5, .. })));
        assert!(responses.is_empty());
    }
}
