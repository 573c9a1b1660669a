//! A school's scores in three numbers, gathered one by one or in parts.

/// The scores of a school's people, as far as pooling needs them.
///
/// A score is a person's mean over the indicators of an aspect that he or she answered, in phases; any other figure
/// per person will do as well.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    people: u64,
    mean: f64,
    within: f64,
}

/// These are not sums of scores.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotScores {
    /// A score is not a number that can be summed exactly.
    #[error("`{0}` is not a score; scores lie between -{MOST} and {MOST}")]
    Score(f64),
    /// A mean or a sum of squares that no scores can have.
    #[error("{people} people cannot have the mean `{mean}` and the sum of squares `{within}` around it")]
    Moments {
        /// People.
        people: u64,
        /// Their mean.
        mean: f64,
        /// The sum of squares around it.
        within: f64,
    },
    /// More people than can be summed exactly.
    #[error("more than {MOST_PEOPLE} people in one school")]
    People,
}

impl Scores {
    /// From figures that were computed elsewhere: how many people, the mean of their scores, and the sum of the squared
    /// distances to that mean. With nobody, mean and squares are 0.
    ///
    /// # Errors
    /// [`NotScores::Moments`] if no scores have these.
    pub fn new(people: u64, mean: f64, within: f64) -> Result<Scores, NotScores> {
        let fits = match people {
            0 => mean == 0.0 && within == 0.0,
            1 => mean.is_finite() && within == 0.0,
            _ => mean.is_finite() && within.is_finite() && within >= 0.0,
        };
        if fits {
            Ok(Scores { people, mean, within })
        } else {
            Err(NotScores::Moments { people, mean, within })
        }
    }

    /// The scores of one school; their order changes nothing, to the last bit.
    ///
    /// ```
    /// use leerkring_assess::pooling::scores::Scores;
    /// let school = Scores::of(&[2.0, 3.0, 4.0])?;
    /// assert_eq!((school.people(), school.mean(), school.within()), (3, 3.0, 2.0));
    /// # Ok::<(), leerkring_assess::pooling::scores::NotScores>(())
    /// ```
    ///
    /// # Errors
    /// [`NotScores`] if a score is no number, or there are too many.
    pub fn of(scores: &[f64]) -> Result<Scores, NotScores> {
        let mut sum = ScoreSum::default();
        scores.iter().try_for_each(|score| sum.add(*score))?;
        Ok(sum.scores())
    }

    /// How many people.
    pub fn people(&self) -> u64 {
        self.people
    }

    /// The mean of their scores, in phases.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The sum of the squared distances to the mean.
    pub fn within(&self) -> f64 {
        self.within
    }
}

/// A running sum of scores: add people as they come, in any order, on as many machines as you like, and merge.
///
/// Scores are kept in whole steps of 2⁻⁴⁰ (a millionth of a millionth) and summed as whole numbers. So the sums are
/// exact, and neither the order nor the way in which they were cut shows in any bit.
///
/// ```
/// use leerkring_assess::pooling::scores::{Scores, ScoreSum};
/// let (mut morning, mut afternoon) = (ScoreSum::default(), ScoreSum::default());
/// morning.add(2.5)?;
/// afternoon.add(3.0)?;
/// afternoon.add(2.0)?;
/// morning.merge(&afternoon)?;
/// assert_eq!(morning.scores(), Scores::of(&[3.0, 2.5, 2.0])?);
/// # Ok::<(), leerkring_assess::pooling::scores::NotScores>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScoreSum {
    people: u64,
    sum: i128,
    squares: i128,
}

/// Steps to one.
const STEPS: f64 = (1_u64 << 40) as f64;
/// The largest score.
const MOST: f64 = 1024.0;
/// The most people: sums of squares then still fit.
const MOST_PEOPLE: u64 = 1 << 24;

impl ScoreSum {
    /// Adds one person's score.
    ///
    /// # Errors
    /// [`NotScores`] if it is no number between -1024 and 1024, or there are more than 2²⁴ people. The sum is then as
    /// it was.
    pub fn add(&mut self, score: f64) -> Result<(), NotScores> {
        if !(-MOST..=MOST).contains(&score) {
            return Err(NotScores::Score(score));
        }
        let steps = (score * STEPS).round() as i128;
        self.merge(&ScoreSum { people: 1, sum: steps, squares: steps * steps })
    }

    /// Adds the people of another sum.
    ///
    /// # Errors
    /// [`NotScores::People`] if there are more than 2²⁴ together. The sum is then as it was.
    pub fn merge(&mut self, other: &ScoreSum) -> Result<(), NotScores> {
        let people = self.people.saturating_add(other.people);
        if people > MOST_PEOPLE {
            return Err(NotScores::People);
        }
        *self = ScoreSum { people, sum: self.sum + other.sum, squares: self.squares + other.squares };
        Ok(())
    }

    /// What was summed so far.
    pub fn scores(&self) -> Scores {
        if self.people == 0 {
            return Scores::default();
        }
        // Around the whole number of steps just below the mean, so that nothing large is subtracted as a fraction.
        let people = i128::from(self.people);
        let centre = self.sum.div_euclid(people);
        let rest = self.sum.rem_euclid(people) as f64;
        let squares = (self.squares - centre * (2 * self.sum - centre * people)) as f64;
        let n = self.people as f64;
        Scores {
            people: self.people,
            mean: (centre as f64 + rest / n) / STEPS,
            within: ((squares - rest * rest / n) / (STEPS * STEPS)).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_score_is_refused() {
        let mut sum = ScoreSum::default();
        for score in [f64::NAN, f64::INFINITY, 1025.0] {
            assert!(matches!(sum.add(score), Err(NotScores::Score(_))));
        }
        assert_eq!(sum.scores(), Scores::default());
        assert!(Scores::new(1, 3.0, 0.5).is_err() && Scores::new(2, 3.0, -0.5).is_err());
        let most = ScoreSum { people: MOST_PEOPLE, ..ScoreSum::default() };
        assert_eq!(sum.merge(&most).and_then(|()| sum.add(1.0)), Err(NotScores::People));
    }

    #[test]
    fn people_who_all_say_the_same_have_no_spread() {
        let third = 7.0 / 3.0;
        assert_eq!(Scores::of(&[third; 11]).unwrap().within(), 0.0);
    }

    #[test]
    fn the_largest_sums_fit() {
        let steps = (MOST * STEPS) as i128;
        let half = i128::from(MOST_PEOPLE / 2);
        for total in [0, 2 * half * steps] {
            ScoreSum { people: MOST_PEOPLE, sum: total, squares: 2 * half * steps * steps }.scores();
        }
    }

    proptest! {
        #[test]
        fn as_by_the_textbook_and_in_any_parts(scores in prop::collection::vec(-9.0..9.0_f64, 1..40), cut in 0_usize..40) {
            let n = scores.len() as f64;
            let mean = scores.iter().sum::<f64>() / n;
            let within: f64 = scores.iter().map(|x| (x - mean).powi(2)).sum();
            let found = Scores::of(&scores).unwrap();
            prop_assert!((found.mean() - mean).abs() < 1e-11 && (found.within() - within).abs() < 1e-9);
            let (mut one, mut other) = (ScoreSum::default(), ScoreSum::default());
            for (i, score) in scores.iter().enumerate().rev() {
                if i < cut { one.add(*score).unwrap() } else { other.add(*score).unwrap() }
            }
            one.merge(&other).unwrap();
            prop_assert_eq!(one.scores(), found);
        }
    }
}
