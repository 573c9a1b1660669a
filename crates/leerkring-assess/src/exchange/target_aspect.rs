//! The change on the aspect an exchange was about beside that on the school's other aspects.

use rand::rngs::ChaCha8Rng;

use crate::exchange::permutation::{Sums, below, choose, plus, test};
use crate::exchange::{Estimate, ExchangeError, Permutation, Permutations};
use crate::numeric::moments::{Moments, on_grid};

/// Subsets of so many aspects can be listed.
const MOST_ASPECTS: usize = 16;

/// One aspect of one school at two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AspectChange {
    /// The score before, in phases.
    pub before: f64,
    /// The score after, in phases.
    pub after: f64,
    /// Whether the school's exchange was about this aspect.
    pub target: bool,
}

/// The effect of an exchange on the aspect it was about, in phases.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TripleDifference {
    /// Schools that count: those with a target and another aspect.
    pub schools: usize,
    /// The mean over schools of `T = mean change of targets - mean change of the other aspects`.
    pub effect: f64,
    /// The effect with the doubt that differences between schools leave (Student's t over schools). `None` for one
    /// school, and where nothing varies.
    pub over_schools: Option<Estimate>,
    /// Which choices of targets, within each school, would give as large an effect.
    pub permutation: Permutation,
    /// The effect less what a low start explains: the other aspects tell how much change goes with each rank before, and
    /// that is taken off.
    pub adjusted_effect: f64,
    /// The change per rank of the other aspects, within schools, in phases; below 0 where low aspects rise by themselves. 0 where
    /// ranks do not vary.
    pub change_per_rank: f64,
    /// The permutation of the adjusted effect; the adjustment is made anew for every arrangement.
    pub adjusted_permutation: Permutation,
}

/// `T` of one school: the mean change of the aspects its exchange was about less that of the others, in phases. `None`
/// without one of both.
///
/// ```
/// use leerkring_assess::exchange::{AspectChange, triple_difference_of};
/// let aspect = |before, after, target| AspectChange { before, after, target };
/// let school = [aspect(2.0, 3.0, true), aspect(3.0, 3.2, false), aspect(3.0, 3.4, false)];
/// assert!((triple_difference_of(&school).unwrap() - 0.7).abs() < 1e-12);
/// ```
pub fn triple_difference_of(aspects: &[AspectChange]) -> Option<f64> {
    let mean = |target: bool| {
        let changes: Vec<f64> =
            aspects.iter().filter(|a| a.target == target).map(|a| a.after - a.before).collect();
        Moments::of(&changes).map(|moments| moments.mean)
    };
    Some(mean(true)? - mean(false)?)
}

/// Did the aspect that an exchange was about change more than the other aspects of the same school? Each school is a
/// slice of its aspects, with one target or several; schools without a target or without another aspect do not count.
///
/// **When right**: in any network, also where every school took part. What moves a whole school drops out: a new
/// principal, the season, a norm that rises with learning. **When misused**: as a proof, and where the exchange spilled over to the
/// other aspects, which makes the effect look smaller. Low aspects are chosen, and low scores rise by
/// themselves: read the adjusted effect. It takes change to fall evenly with the rank before; where the target was always the
/// lowest, that line is drawn beyond the ranks it was learnt from.
///
/// The permutation treats the target as drawn by lot among the aspects of its school. All arrangements are gone
/// through up to a million (five aspects: eight schools), else they are drawn from a seed.
///
/// # Errors
/// [`ExchangeError`] if no school counts, if one has more than 16 aspects, or if a score is not a number.
///
/// ```
/// use leerkring_assess::exchange::{AspectChange, Permutations, triple_difference};
/// // Four schools, five aspects, a target that rose by 0.6 where the others rose by 0.1.
/// let school = |target: usize| -> Vec<AspectChange> {
///     (0..5).map(|aspect| {
///         let rise = if aspect == target { 0.6 } else { 0.1 };
///         AspectChange { before: 2.0, after: 2.0 + rise, target: aspect == target }
///     }).collect()
/// };
/// let effect = triple_difference(&[school(0), school(1), school(1), school(4)], &Permutations::default())?;
/// assert!((effect.effect - 0.5).abs() < 1e-12);
/// // Only the true arrangement of 5^4 gives so much.
/// assert!((effect.permutation.p - 1.0 / 625.0).abs() < 1e-12);
/// # Ok::<(), leerkring_assess::exchange::ExchangeError>(())
/// ```
pub fn triple_difference<S: AsRef<[AspectChange]>>(
    schools: &[S],
    options: &Permutations,
) -> Result<TripleDifference, ExchangeError> {
    let all = || schools.iter().map(AsRef::as_ref);
    if all().flatten().any(|aspect| !aspect.before.is_finite() || !aspect.after.is_finite()) {
        return Err(ExchangeError::NotANumber);
    }
    if let Some(many) = all().map(<[AspectChange]>::len).find(|aspects| *aspects > MOST_ASPECTS) {
        return Err(ExchangeError::TooManyAspects(many));
    }
    let mut counting: Vec<SchoolAspects> = all().filter_map(SchoolAspects::new).collect();
    if counting.is_empty() {
        return Err(ExchangeError::NoTargets);
    }
    // In a fixed order, so that draws and last digits do not depend on that of the input.
    counting.sort_by(|a, b| {
        let by_value = a.key().zip(b.key()).map(|(a, b)| a.total_cmp(&b)).find(|order| order.is_ne());
        by_value.unwrap_or_else(|| a.aspects.len().cmp(&b.aspects.len()))
    });
    let n = counting.len() as f64;
    let observed = counting.iter().fold([0.0; 4], |sums, school| plus(sums, school.sums(school.targets)));
    let plain = |[change, ..]: Sums| change / n;
    let adjusted = |sums: Sums| (sums[0] - slope(sums) * sums[1]) / n;
    let arrangements: f64 = counting.iter().map(SchoolAspects::arrangements).product();
    let permute = |statistic: &dyn Fn(Sums) -> f64| {
        let units =
            || counting.iter().map(|s| s.choices().map(|targets| s.sums(targets)).collect()).collect();
        let draw = |lot: &mut ChaCha8Rng| {
            counting.iter().fold([0.0; 4], |sums, school| plus(sums, school.sums(school.draw(lot))))
        };
        test(options, arrangements, statistic(observed), statistic, units, draw)
    };
    let by_school: Vec<f64> = counting.iter().map(|school| school.sums(school.targets)[0]).collect();
    Ok(TripleDifference {
        schools: counting.len(),
        effect: plain(observed),
        over_schools: over_schools(&by_school),
        permutation: permute(&plain),
        adjusted_effect: adjusted(observed),
        change_per_rank: slope(observed),
        adjusted_permutation: permute(&adjusted),
    })
}

fn over_schools(by_school: &[f64]) -> Option<Estimate> {
    let moments = Moments::of(by_school)?;
    Estimate::new(moments.mean, (moments.variance()? / moments.n).sqrt(), moments.n - 1.0)
}

/// The change per rank among aspects that are no target.
fn slope([_, _, products, squares]: Sums) -> f64 {
    if squares > 1e-9 { products / squares } else { 0.0 }
}

/// A school with its aspects sorted; a choice of targets is a set of bits.
struct SchoolAspects {
    /// Change and rank before of each aspect.
    aspects: Vec<(f64, f64)>,
    targets: u32,
}

impl SchoolAspects {
    /// `None` without both a target and another aspect.
    fn new(aspects: &[AspectChange]) -> Option<SchoolAspects> {
        let mut sorted = aspects.to_vec();
        sorted.sort_by(|a, b| {
            a.before.total_cmp(&b.before).then(a.after.total_cmp(&b.after)).then(a.target.cmp(&b.target))
        });
        let before = on_grid(&sorted.iter().map(|aspect| aspect.before).collect::<Vec<f64>>())?;
        let rank = |value: &i64| {
            let below = before.iter().filter(|other| *other < value).count();
            let tied = before.iter().filter(|other| *other == value).count();
            below as f64 + (tied as f64 + 1.0) / 2.0
        };
        let targets = sorted.iter().enumerate().map(|(i, aspect)| u32::from(aspect.target) << i).sum::<u32>();
        let both = targets != 0 && (targets.count_ones() as usize) < sorted.len();
        let changes = sorted.iter().map(|aspect| aspect.after - aspect.before);
        both.then(|| SchoolAspects { aspects: changes.zip(before.iter().map(rank)).collect(), targets })
    }

    fn key(&self) -> impl Iterator<Item = f64> {
        std::iter::once(f64::from(self.targets))
            .chain(self.aspects.iter().flat_map(|(change, rank)| [*change, *rank]))
    }

    /// Of a choice of targets: the difference in mean change and in mean rank, and of the others the products and
    /// squares of rank and change about their means.
    fn sums(&self, targets: u32) -> Sums {
        let (mut own, mut rest) = (Mean::default(), Mean::default());
        for (i, aspect) in self.aspects.iter().enumerate() {
            if targets >> i & 1 == 1 { own.add(*aspect) } else { rest.add(*aspect) }
        }
        let ((own_change, own_rank), (change, rank)) = (own.mean(), rest.mean());
        [
            own_change - change,
            own_rank - rank,
            rest.products - rest.n * change * rank,
            rest.squares - rest.n * rank * rank,
        ]
    }

    fn arrangements(&self) -> f64 {
        choose(self.aspects.len(), self.targets.count_ones() as usize)
    }

    fn choices(&self) -> impl Iterator<Item = u32> {
        let many = self.targets.count_ones();
        (0..1_u32 << self.aspects.len()).filter(move |targets| targets.count_ones() == many)
    }

    fn draw(&self, lot: &mut ChaCha8Rng) -> u32 {
        let (mut left, mut wanted, mut targets) = (self.aspects.len(), self.targets.count_ones() as usize, 0);
        for i in 0..self.aspects.len() {
            if below(lot, left) < wanted {
                targets |= 1 << i;
                wanted -= 1;
            }
            left -= 1;
        }
        targets
    }
}

#[derive(Default)]
struct Mean {
    n: f64,
    change: f64,
    rank: f64,
    products: f64,
    squares: f64,
}

impl Mean {
    fn add(&mut self, (change, rank): (f64, f64)) {
        self.n += 1.0;
        self.change += change;
        self.rank += rank;
        self.products += change * rank;
        self.squares += rank * rank;
    }

    fn mean(&self) -> (f64, f64) {
        (self.change / self.n, self.rank / self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn aspect(before: f64, after: f64, target: bool) -> AspectChange {
        AspectChange { before, after, target }
    }

    #[test]
    fn a_rise_that_a_low_start_explains_is_taken_off() {
        // Every aspect rises by 0.2 per rank below the top, and the target is the lowest: no effect is left.
        let school: Vec<AspectChange> = (0..5)
            .map(|i| aspect(1.0 + f64::from(i), 1.0 + f64::from(i) + 0.2 * f64::from(4 - i), i == 0))
            .collect();
        let found = triple_difference(&[school.clone(), school], &Permutations::default()).unwrap();
        assert!((found.effect - 0.5).abs() < 1e-12);
        assert!((found.change_per_rank + 0.2).abs() < 1e-12);
        assert!(found.adjusted_effect.abs() < 1e-12);
        assert_eq!(found.adjusted_permutation.p, 1.0);
        assert_eq!(found.over_schools, None);
    }

    #[test]
    fn schools_that_do_not_count() {
        let no_target = vec![aspect(2.0, 3.0, false); 3];
        let all_targets = vec![aspect(2.0, 3.0, true); 3];
        let options = Permutations::default();
        assert_eq!(
            triple_difference(&[no_target, all_targets], &options).unwrap_err(),
            ExchangeError::NoTargets
        );
        let many = vec![aspect(2.0, 3.0, true); 17];
        assert_eq!(triple_difference(&[many], &options).unwrap_err(), ExchangeError::TooManyAspects(17));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Against every choice of one target per school, written out; two targets in the last school.
        #[test]
        fn every_choice(cells in proptest::collection::vec((1_u8..=5, -2_i8..=2), 12), chosen in proptest::collection::vec(0_usize..4, 3)) {
            let mut schools: Vec<Vec<AspectChange>> = cells
                .chunks(4)
                .zip(&chosen)
                .map(|(cells, chosen)| {
                    let one = |(i, (before, change)): (usize, &(u8, i8))| {
                        aspect(f64::from(*before), f64::from(*before) + f64::from(*change), i == *chosen)
                    };
                    cells.iter().enumerate().map(one).collect()
                })
                .collect();
            let found = triple_difference(&schools, &Permutations::default()).unwrap();
            let with = |choice: usize| -> Vec<Vec<AspectChange>> {
                (0..3).map(|s| {
                    let target = choice / 4_usize.pow(s as u32) % 4;
                    let one = |(i, a): (usize, &AspectChange)| AspectChange { target: i == target, ..*a };
                    schools[s].iter().enumerate().map(one).collect()
                }).collect()
            };
            let exact_enough = Permutations { most_exact: 64, ..Permutations::default() };
            let all: Vec<TripleDifference> =
                (0..64).map(|choice| triple_difference(&with(choice), &exact_enough).unwrap()).collect();
            let p = |statistic: fn(&TripleDifference) -> f64| {
                let far = all.iter().filter(|t| statistic(t).abs() >= statistic(&found).abs() - 1e-9);
                far.count() as f64 / 64.0
            };
            prop_assert!((found.permutation.p - p(|t| t.effect)).abs() < 1e-12);
            prop_assert!((found.adjusted_permutation.p - p(|t| t.adjusted_effect)).abs() < 1e-12);
            let by_hand = schools.iter().map(|s| triple_difference_of(s).unwrap()).sum::<f64>() / 3.0;
            prop_assert!((found.effect - by_hand).abs() < 1e-12);
            let sampled = Permutations { most_exact: 0, samples: 4000, seed: 1 };
            let near = triple_difference(&schools, &sampled).unwrap();
            prop_assert!((near.permutation.p - found.permutation.p).abs() < 0.05);
            schools.reverse();
            schools.iter_mut().for_each(|school| school.reverse());
            prop_assert_eq!(triple_difference(&schools, &sampled).unwrap(), near);
        }
    }
}
