//! The answers to one item as numbers of people per level: all that agreement on that item depends on.

use leerkring_model::{FEWEST_PHASES, MOST_PHASES};

use crate::judgements::{NoSuchScale, check_scale};

/// How many people chose each level of one item, level 1 first. Holds at least one answer.
///
/// Levels are the phases of a grid or the points of a scale, numbered from 1. "Don't know" and blank are no levels.
///
/// ```
/// use leerkring_assess::agreement::Counts;
/// let item = Counts::new(&[0, 1, 3, 1, 0])?; // a 2, three times a 3, a 4
/// assert_eq!((item.people(), item.levels()), (5, 5));
/// assert_eq!(item.mean(), 3.0);
/// assert_eq!(item.variance(), Some(0.5));
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    per_level: Vec<u32>,
}

/// Why answers cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountsError {
    /// The scale is too short or too long.
    #[error(transparent)]
    Scale(#[from] NoSuchScale),
    /// Nobody answered.
    #[error("nobody answered")]
    Nobody,
    /// An answer that the scale does not have.
    #[error("an answer of `{answer}` on a scale of 1 to {levels}")]
    OffScale {
        /// The answer as given.
        answer: u8,
        /// The highest level.
        levels: u8,
    },
    /// A person with more or fewer answers than the first.
    #[error("row {row} has {found} answers where the first has {expected}")]
    Ragged {
        /// The row, counted from 1.
        row: usize,
        /// Its number of answers, with the missing ones.
        found: usize,
        /// That of the first row.
        expected: usize,
    },
}

impl Counts {
    /// Counts per level, level 1 first.
    ///
    /// # Errors
    /// Unless there are 2 to 9 levels and at least one answer.
    pub fn new(per_level: &[u32]) -> Result<Counts, CountsError> {
        check_scale(per_level.len())?;
        if per_level.iter().all(|count| *count == 0) {
            return Err(CountsError::Nobody);
        }
        Ok(Counts { per_level: per_level.to_vec() })
    }

    /// Counts the answers of people, in any order.
    ///
    /// # Errors
    /// Unless the scale has 2 to 9 levels, every answer is one of them, and there is at least one answer.
    pub fn of(levels: u8, answers: &[u8]) -> Result<Counts, CountsError> {
        check_scale(usize::from(levels))?;
        let mut per_level = vec![0_u32; usize::from(levels)];
        for &answer in answers {
            let level = usize::from(answer).checked_sub(1).and_then(|level| per_level.get_mut(level));
            *level.ok_or(CountsError::OffScale { answer, levels })? += 1;
        }
        Counts::new(&per_level)
    }

    /// The number of levels of the scale, 2 to 9.
    pub fn levels(&self) -> u8 {
        u8::try_from(self.per_level.len()).unwrap_or(MOST_PHASES).max(FEWEST_PHASES)
    }

    /// The number of people who answered, at least 1.
    pub fn people(&self) -> u64 {
        self.per_level.iter().map(|count| u64::from(*count)).sum()
    }

    /// The number of people at each level, level 1 first.
    pub fn per_level(&self) -> &[u32] {
        &self.per_level
    }

    /// Each level with its number of people.
    pub(crate) fn pairs(&self) -> impl DoubleEndedIterator<Item = (u8, u64)> {
        let level = |place: usize| u8::try_from(place + 1).unwrap_or(MOST_PHASES);
        self.per_level.iter().enumerate().map(move |(place, count)| (level(place), u64::from(*count)))
    }

    /// The sum of the answers.
    pub(crate) fn sum(&self) -> u64 {
        self.pairs().map(|(level, count)| u64::from(level) * count).sum()
    }

    /// The mean answer, in levels. It takes equal steps between levels for granted, and never makes a phase.
    pub fn mean(&self) -> f64 {
        self.sum() as f64 / self.people() as f64
    }

    /// The sample variance (denominator *n* - 1), in squared levels; `None` for one answer.
    pub fn variance(&self) -> Option<f64> {
        let (n, sum) = (u128::from(self.people()), u128::from(self.sum()));
        let squares: u128 =
            self.pairs().map(|(l, count)| u128::from(l) * u128::from(l) * u128::from(count)).sum();
        // In whole numbers up to the division, so that nothing is lost.
        (n > 1).then(|| (n * squares - sum * sum) as f64 / (n as f64 * (n - 1) as f64))
    }
}

/// The counts of every item, over the people who answered all of them (listwise). A row is one person.
///
/// ```
/// use leerkring_assess::agreement::item_counts;
/// let team = [[Some(2), Some(3)], [Some(3), Some(3)], [Some(3), None]];
/// let items = item_counts(5, team.iter().map(|person| person.as_slice()))?;
/// assert_eq!(items[0].per_level(), [0, 1, 1, 0, 0]);
/// assert_eq!(items[1].per_level(), [0, 0, 2, 0, 0]);
/// # Ok::<(), leerkring_assess::agreement::CountsError>(())
/// ```
///
/// # Errors
/// As [`Counts::of`], and if the rows are not of one length.
pub fn item_counts<'a>(
    levels: u8,
    rows: impl IntoIterator<Item = &'a [Option<u8>]>,
) -> Result<Vec<Counts>, CountsError> {
    let mut columns: Vec<Vec<u8>> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if at == 0 {
            columns = vec![Vec::new(); row.len()];
        }
        if row.len() != columns.len() {
            return Err(CountsError::Ragged { row: at + 1, found: row.len(), expected: columns.len() });
        }
        if let Some(complete) = row.iter().copied().collect::<Option<Vec<u8>>>() {
            for (column, answer) in columns.iter_mut().zip(complete) {
                column.push(answer);
            }
        }
    }
    if columns.is_empty() {
        return Err(CountsError::Nobody);
    }
    columns.iter().map(|answers| Counts::of(levels, answers)).collect()
}

/// The mean of a figure over items; `None` if there are no items or it is undefined for one of them.
pub(crate) fn mean_over(items: &[Counts], figure: impl Fn(&Counts) -> Option<f64>) -> Option<f64> {
    let sum: f64 = items.iter().map(figure).sum::<Option<f64>>()?;
    (!items.is_empty()).then(|| sum / items.len() as f64)
}

/// The number of levels, if there are items and all have the same.
pub(crate) fn common_levels(items: &[Counts]) -> Option<u8> {
    let levels = items.first()?.levels();
    items.iter().all(|item| item.levels() == levels).then_some(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_counted_is_said() {
        assert_eq!(Counts::new(&[1]), Err(CountsError::Scale(NoSuchScale(1))));
        assert_eq!(Counts::new(&[0, 0]), Err(CountsError::Nobody));
        assert_eq!(Counts::of(5, &[3, 6]), Err(CountsError::OffScale { answer: 6, levels: 5 }));
        assert_eq!(Counts::of(5, &[0]), Err(CountsError::OffScale { answer: 0, levels: 5 }));
        let ragged = [vec![Some(1), Some(2)], vec![Some(1)]];
        let found = item_counts(5, ragged.iter().map(Vec::as_slice));
        assert_eq!(found, Err(CountsError::Ragged { row: 2, found: 1, expected: 2 }));
        assert_eq!(item_counts(5, [[None].as_slice()]), Err(CountsError::Nobody));
    }
}
