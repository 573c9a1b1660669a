//! Reading a survey from where it is: a large file block by block, so that only its answers are kept.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::sync::{PoisonError, RwLock};

use leerkring_model::{Model, Response, ResponseError, Responses, SchoolId};

use super::bound::{Bound, Gaps};
use super::lookup::{Columns, Days, Looked, Lookup};
use super::row::Outcome;
use super::texts::Texts;
use super::{Survey, SurveyError};
use crate::codebook::Codebook;
use crate::issue::{Issue, Told};
use crate::layout::Layout;
use crate::table::{
    ReadError, ReadOptions, Recognised, Records, Row, TextFile, read_table, streams, unpacked,
};

/// A survey file could not be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadSurveyError {
    /// The file is no table.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The table cannot be read with this codebook.
    #[error(transparent)]
    Survey(#[from] SurveyError),
    /// The responses do not fit those that there are.
    #[error(transparent)]
    Response(#[from] ResponseError),
}

impl Survey {
    /// Adds the rows of a file of any format, read from where it is; what was recognised in it comes with the summary.
    ///
    /// Delimited text is read in blocks: memory grows with the answers, by about a byte for each, and not with the
    /// file. Files of other formats are read whole, and so are those with a row per answer or per school. Otherwise it is
    /// [`read_table`] and then [`Survey::read`], with the same outcome.
    ///
    /// ```no_run
    /// # use leerkring_import::{Codebook, ReadOptions, Survey};
    /// # fn read(codebook: &Codebook) -> Result<(), Box<dyn std::error::Error>> {
    /// let model = leerkring_model::builtin::samen_leren();
    /// let mut survey = Survey::new(&model);
    /// let file = std::fs::File::open("antwoorden.csv")?;
    /// let (summary, recognised) =
    ///     survey.read_from("antwoorden.csv", file, &ReadOptions::default(), codebook, &model)?;
    /// println!("{summary} [{recognised}]");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ReadSurveyError`] if the file cannot be read, or not with this codebook; nothing is added then.
    pub fn read_from(
        &mut self,
        name: &str,
        mut source: impl Read + Seek + Send,
        options: &ReadOptions,
        codebook: &Codebook,
        model: &Model,
    ) -> Result<(super::Summary, Recognised), ReadSurveyError> {
        if !streams(name, &mut source)? || !in_blocks(codebook) {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map_err(|error| ReadError::unreadable(name, &error))?;
            let table = read_table(name, &bytes, options)?;
            return Ok((self.read(&table, codebook, model)?, table.recognised));
        }
        // Nearly every file is UTF-8 and as it should be. What turns out not to be is read again, with a look at all
        // of it first.
        let at_once = TextFile::open_at_once(name, &mut source, options)
            .map_err(ReadSurveyError::from)
            .and_then(|file| self.read_blocks(file, codebook, model));
        match at_once {
            Ok(read) => Ok(read),
            Err(_) => self.read_blocks(TextFile::open(name, source, options)?, codebook, model),
        }
    }

    pub(super) fn read_blocks(
        &mut self,
        mut file: TextFile<impl Read + Seek + Send>,
        codebook: &Codebook,
        model: &Model,
    ) -> Result<(super::Summary, Recognised), ReadSurveyError> {
        let head = file.head();
        let bound = Bound::new(&head, codebook, model)?;
        self.check_model(&head, model)?;
        self.listed.extend(bound.codes.schools.values().cloned());
        let lookup = Lookup::new(&bound);
        let schools: RwLock<Texts<u32>> = RwLock::default();
        let mut responses = Responses::new(model);
        let mut summary = super::Summary { file: head.name.clone(), ..super::Summary::default() };
        summary.personal = bound.personal();
        let mut told = Told::default();
        let above = file.above();
        let mut gaps = Gaps::default();
        file.each(
            |records| Part::read(records, &bound, &lookup, &schools),
            |part| {
                gaps.add(&part.gaps);
                let Part {
                    rows,
                    blank,
                    previews,
                    incomplete,
                    no_consent,
                    mut columns,
                    unknown,
                    issues,
                    set_aside,
                    ..
                } = part;
                // No worker reads while parts are taken.
                let mut known = schools.write().unwrap_or_else(PoisonError::into_inner);
                let numbers: Vec<u32> = unknown.iter().map(|new| responses.number(&new.school)).collect();
                for (new, number) in unknown.into_iter().zip(&numbers) {
                    known.insert(&new.cell, *number);
                }
                for number in &mut columns.schools {
                    if let Some(new) = number.checked_sub(UNKNOWN) {
                        *number = numbers.get(new as usize).copied().unwrap_or(*number);
                    }
                }
                let before = above + summary.rows as u64;
                summary.rows += rows + blank;
                summary.blank += blank;
                summary.previews += previews;
                summary.incomplete += incomplete;
                summary.no_consent += no_consent;
                summary.responses += columns.schools.len();
                summary.set_aside += set_aside;
                let Columns { schools, roles, dates, answers } = columns;
                responses.push_columns(&schools, &roles, &dates, &answers)?;
                let person = |issue: &Issue| usize::try_from(issue.row).unwrap_or(usize::MAX);
                for mut issue in issues {
                    issue.row += before;
                    let number = person(&issue);
                    told.see(std::slice::from_mut(&mut issue), number);
                    summary.note(issue, &mut told);
                }
                Ok::<(), ReadSurveyError>(())
            },
        )?;
        self.responses.append(responses)?;
        summary.issues.splice(0..0, bound.doubt(&gaps));
        summary.hush(&told, &head, bound.codes);
        Ok((summary, file.recognised))
    }
}

/// Whether rows can be read by themselves: not where a row says whether another is doubtful, or what belongs to it.
fn in_blocks(codebook: &Codebook) -> bool {
    !matches!(codebook.layout(), Some(Layout::PerSchool | Layout::Long))
}

/// From here on a number of a school is a place among those that were unknown when the block was read.
const UNKNOWN: u32 = 1 << 31;

/// A school that was not known when a block was read, and the cell that names it.
struct New {
    cell: Box<[u8]>,
    school: SchoolId,
}

/// Whether a cell is surely the key of a school, if a codebook does not list them: visible, and ASCII without control
/// characters.
fn is_key(cell: &[u8]) -> bool {
    cell.iter().any(u8::is_ascii_graphic) && cell.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// What was read of a block.
#[derive(Default)]
struct Part {
    rows: usize,
    blank: usize,
    previews: usize,
    incomplete: usize,
    no_consent: usize,
    set_aside: usize,
    gaps: Gaps,
    columns: Columns,
    /// Places among the schools of `columns` that are still to be filled, with the packed cells that name them.
    waiting: Vec<(usize, u128)>,
    /// The same with the schools themselves.
    named: Vec<(usize, New)>,
    unknown: Vec<New>,
    /// With rows counted from the beginning of the block.
    issues: Vec<Issue>,
}

impl Part {
    fn read(
        records: &mut Records<'_>,
        bound: &Bound<'_>,
        lookup: &Lookup<'_>,
        schools: &RwLock<Texts<u32>>,
    ) -> Result<Part, ReadError> {
        let mut part = Part::default();
        let schools = schools.read().unwrap_or_else(PoisonError::into_inner);
        let mut days = Days::default();
        // Without a list in the codebook every key that can be one is a school.
        let can_wait = bound.codes.schools.is_empty();
        while records.advance()? {
            part.rows += 1;
            bound.count_gaps(&mut part.gaps, |place| {
                String::from_utf8_lossy(records.cell(place).unwrap_or_default())
            });
            match lookup.read(records, &mut days, &mut part.columns) {
                Looked::Response => {
                    let cell = records.cell(bound.school).unwrap_or_default();
                    if let Some(packed) = records.packed(bound.school).filter(|_| can_wait && is_key(cell)) {
                        part.waiting.push((part.columns.schools.len(), packed));
                        part.columns.schools.push(UNKNOWN);
                        continue;
                    }
                    if let Some(number) = schools.of(records, bound.school) {
                        part.columns.schools.push(number);
                        continue;
                    }
                    if let Some(school) = bound.school_of(&String::from_utf8_lossy(cell)) {
                        part.name_later(cell, school);
                        continue;
                    }
                    part.columns.drop_last(bound.indicators.len());
                }
                Looked::Preview => {
                    part.previews += 1;
                    continue;
                }
                Looked::Incomplete => {
                    part.incomplete += 1;
                    continue;
                }
                Looked::NoConsent => {
                    part.no_consent += 1;
                    continue;
                }
                Looked::Unknown => {}
            }
            let mut row = records.row(0);
            row.cut(bound.width());
            part.read_with_care(&row, bound);
        }
        part.blank = records.blank;
        part.find_schools(&schools, bound);
        Ok(part)
    }

    /// Notes the school of the next response; its number is given when those of earlier rows have theirs.
    fn name_later(&mut self, cell: &[u8], school: SchoolId) {
        self.named.push((self.columns.schools.len(), New { cell: cell.into(), school }));
        self.columns.schools.push(UNKNOWN);
    }

    /// Finds the numbers of the schools that wait for it, in the order of the rows.
    fn find_schools(&mut self, schools: &Texts<u32>, bound: &Bound<'_>) {
        let waiting = std::mem::take(&mut self.waiting);
        // All together: the places in memory where they stand are far apart, and the waiting for one goes on beside
        // that for the next.
        let known: Vec<Option<u32>> = waiting.iter().map(|(_, packed)| schools.short(*packed)).collect();
        let mut named = std::mem::take(&mut self.named);
        for ((place, packed), known) in waiting.into_iter().zip(known) {
            match known {
                Some(number) => self.fill(place, number),
                None => {
                    let cell = unpacked(packed);
                    if let Some(school) = bound.school_of(&String::from_utf8_lossy(&cell)) {
                        named.push((place, New { cell: cell.into(), school }));
                    }
                }
            }
        }
        named.sort_by_key(|(place, _)| *place);
        let mut numbers: BTreeMap<Box<[u8]>, u32> = BTreeMap::new();
        for (place, new) in named {
            let number = *numbers.entry(new.cell.clone()).or_insert_with(|| {
                self.unknown.push(new);
                // A block has far fewer rows than there are numbers left.
                UNKNOWN.saturating_add(u32::try_from(self.unknown.len() - 1).unwrap_or(u32::MAX))
            });
            self.fill(place, number);
        }
    }

    fn fill(&mut self, place: usize, number: u32) {
        if let Some(free) = self.columns.schools.get_mut(place) {
            *free = number;
        }
    }

    fn read_with_care(&mut self, row: &Row, bound: &Bound<'_>) {
        let (outcome, mut issues) = bound.read(row, &Default::default());
        match outcome {
            Some(Outcome::Preview) => self.previews += 1,
            Some(Outcome::Incomplete) => self.incomplete += 1,
            Some(Outcome::NoConsent) => self.no_consent += 1,
            Some(Outcome::Response(Response { school, role, date, answers, .. })) => {
                self.name_later(row.get(bound.school).unwrap_or_default().as_bytes(), school);
                self.columns.roles.push(role);
                self.columns.dates.push(date);
                self.columns.answers.extend(answers);
            }
            // A file with a row per school is not read here.
            Some(Outcome::Agreements { .. }) | None => {}
        }
        self.set_aside += usize::from(issues.iter().any(|issue| issue.kind.sets_row_aside()));
        self.issues.append(&mut issues);
    }
}

#[cfg(test)]
mod tests;
