//! The change of schools that took part beside that of schools that did not.

use std::collections::BTreeMap;

use rand::rngs::ChaCha8Rng;

use crate::exchange::permutation::{Sums, below, choose, test};
use crate::exchange::{
    Correction, Estimate, ExchangeError, Observation, PROBABLY, Permutation, Permutations, regress,
};
use crate::numeric::moments::Moments;

/// One school at two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct School {
    /// Whether it took part in the exchange.
    pub treated: bool,
    /// Its score before, in phases.
    pub before: f64,
    /// Its score after, in phases.
    pub after: f64,
    /// Schools are compared within their stratum (a matched pair, a region, a type of school); give all the same if
    /// there is none.
    pub stratum: u32,
}

/// The effect of taking part on the change of a school's score, in phases.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangeEffect {
    /// Schools that took part.
    pub treated: usize,
    /// Schools that did not.
    pub others: usize,
    /// The mean change of schools that took part less that of the others, within strata: each stratum weighs
    /// `n_treated n_others / n`, as much as it can tell.
    pub effect: f64,
    /// Which arrangements of taking part, within strata, would give as large an effect.
    pub permutation: Permutation,
    /// The same effect with CR2 and Satterthwaite's degrees of freedom, each school its own cluster. `None` where nothing
    /// varies.
    pub robust: Option<Estimate>,
    /// Welch's t test of the two mean changes, without regard to strata. `None` where nothing varies.
    pub welch: Option<Estimate>,
    /// The effect at an equal score before (`after ~ treated + before`, within strata), with CR2: the answer to schools that
    /// took part because they stood low. `None` where scores before do not vary, or too few schools carry it.
    pub at_equal_start: Option<Estimate>,
}

/// Did schools that took part change more than others? The school is the unit: a few schools are a few,
/// however many colleagues answered.
///
/// **When right**: with at least [`crate::exchange::FEWEST_SCHOOLS`] schools on each side, asked at the same two moments. The
/// permutation is exact whatever the distribution, if taking part can be thought of as drawn within strata; intervals come from
/// [`Estimate::interval`], at 90 %. **When misused**: as a proof. Schools that visit differ from those that do not, and those that were visited took part as
/// well.
///
/// Arrangements are all gone through up to a million, else drawn from a seed ([`Permutations`]). With few treated
/// schools cluster-robust t tests claim far too much (MacKinnon and Webb 2020, *J. Econometrics* 218:435). Permuting effects, as here, does
/// better, but is not to be relied on where schools differ much in spread or size.
///
/// # Errors
/// [`ExchangeError`] with fewer than two schools on a side, without a stratum that holds both, or with scores that
/// are not numbers.
///
/// ```
/// use leerkring_assess::exchange::{Permutations, School, change_effect};
/// let school = |treated, after| School { treated, before: 2.0, after, stratum: 0 };
/// let schools = [
///     school(true, 2.9), school(true, 2.7), school(true, 2.8),
///     school(false, 2.1), school(false, 2.2), school(false, 1.9),
/// ];
/// let effect = change_effect(&schools, &Permutations::default())?;
/// assert!((effect.effect - (0.8 - 0.2 / 3.0)).abs() < 1e-12);
/// // The largest effect of 20 arrangements, and its mirror image.
/// assert!(effect.permutation.is_exact && effect.permutation.p == 0.1);
/// # Ok::<(), leerkring_assess::exchange::ExchangeError>(())
/// ```
pub fn change_effect(schools: &[School], options: &Permutations) -> Result<ChangeEffect, ExchangeError> {
    let mut schools = schools.to_vec();
    if schools.iter().any(|school| !school.before.is_finite() || !school.after.is_finite()) {
        return Err(ExchangeError::NotANumber);
    }
    // In a fixed order, so that draws do not depend on that of the input.
    schools.sort_by(|a, b| {
        let values = |s: &School| (s.stratum, s.treated);
        values(a).cmp(&values(b)).then(a.before.total_cmp(&b.before)).then(a.after.total_cmp(&b.after))
    });
    let changes = |treated: bool| -> Vec<f64> {
        schools.iter().filter(|s| s.treated == treated).map(|s| s.after - s.before).collect()
    };
    let (of_treated, of_others) = (changes(true), changes(false));
    let (treated, others) = (of_treated.len(), of_others.len());
    if treated < 2 || others < 2 {
        return Err(ExchangeError::TooFewSchools { treated, others });
    }
    let strata = strata(&schools);
    let weight: f64 = strata.iter().map(Stratum::weight).sum();
    if weight <= 0.0 {
        return Err(ExchangeError::NoStratumCompares);
    }
    let effect = strata.iter().map(|stratum| stratum.observed).sum::<f64>() / weight;
    let permutation = test(
        options,
        strata.iter().map(Stratum::arrangements).product(),
        effect,
        |[sum, ..]| sum / weight,
        || strata.iter().map(Stratum::all_arrangements).collect(),
        |lot| [strata.iter().map(|stratum| stratum.draw(lot)).sum(), 0.0, 0.0, 0.0],
    );
    Ok(ChangeEffect {
        treated,
        others,
        effect,
        permutation,
        robust: fit(&schools, false),
        welch: welch(&of_treated, &of_others),
        at_equal_start: fit(&schools, true),
    })
}

/// The most schools of a stratum of which all choices are gone through: that takes a step down for each of them.
const MOST_TO_GO_THROUGH: usize = 200;

/// The schools of one stratum.
struct Stratum {
    /// Each change less the mean of the stratum.
    changes: Vec<f64>,
    treated: usize,
    /// The sum of those who took part.
    observed: f64,
}

fn strata(schools: &[School]) -> Vec<Stratum> {
    let mut by_stratum: BTreeMap<u32, Vec<(f64, bool)>> = BTreeMap::new();
    for school in schools {
        by_stratum.entry(school.stratum).or_default().push((school.after - school.before, school.treated));
    }
    let centred = |members: Vec<(f64, bool)>| {
        let mean = members.iter().map(|(change, _)| change).sum::<f64>() / members.len() as f64;
        Stratum {
            changes: members.iter().map(|(change, _)| change - mean).collect(),
            treated: members.iter().filter(|(_, treated)| *treated).count(),
            observed: members.iter().filter(|(_, treated)| *treated).map(|(change, _)| change - mean).sum(),
        }
    };
    by_stratum.into_values().map(centred).collect()
}

impl Stratum {
    /// The sum of centred changes is this times the difference between the two sides.
    fn weight(&self) -> f64 {
        let (all, treated) = (self.changes.len() as f64, self.treated as f64);
        treated * (all - treated) / all
    }

    /// In how many ways as many as took part can be chosen; infinite where they are not to be gone through one by one.
    fn arrangements(&self) -> f64 {
        if self.changes.len() > MOST_TO_GO_THROUGH {
            return f64::INFINITY;
        }
        choose(self.changes.len(), self.treated)
    }

    fn all_arrangements(&self) -> Vec<Sums> {
        subset_sums(&self.changes, self.treated).into_iter().map(|sum| [sum, 0.0, 0.0, 0.0]).collect()
    }

    /// The sum of as many as took part, by lot: each is chosen with the share that is still to be chosen.
    fn draw(&self, lot: &mut ChaCha8Rng) -> f64 {
        let (mut left, mut wanted, mut sum) = (self.changes.len(), self.treated, 0.0);
        for change in &self.changes {
            if below(lot, left) < wanted {
                sum += change;
                wanted -= 1;
            }
            left -= 1;
        }
        sum
    }
}

/// The sums of all choices of `k` of the values.
fn subset_sums(values: &[f64], k: usize) -> Vec<f64> {
    match values.split_first() {
        _ if k == 0 => vec![0.0],
        Some((first, rest)) if rest.len() >= k => {
            let with = subset_sums(rest, k - 1).into_iter().map(|sum| sum + first);
            with.chain(subset_sums(rest, k)).collect()
        }
        _ => vec![values.iter().sum()],
    }
}

/// The effect with CR2, each school its own cluster, with an intercept for every stratum.
fn fit(schools: &[School], at_equal_start: bool) -> Option<Estimate> {
    let mut strata: Vec<u32> = schools.iter().map(|school| school.stratum).collect();
    strata.dedup();
    let explained = |school: &School| {
        let indicator = |is: bool| if is { 1.0 } else { 0.0 };
        let mut x = vec![indicator(school.treated)];
        x.extend(at_equal_start.then_some(school.before));
        x.extend(strata.iter().map(|stratum| indicator(*stratum == school.stratum)));
        x
    };
    let xs: Vec<Vec<f64>> = schools.iter().map(explained).collect();
    let rows: Vec<Observation<'_>> = (0..)
        .zip(schools.iter().zip(&xs))
        .map(|(cluster, (school, x))| {
            let y = if at_equal_start { school.after } else { school.after - school.before };
            Observation { cluster, y, x }
        })
        .collect();
    regress(&rows).ok()?.estimate(0, Correction::Cr2)
}

/// Welch's t test of two means.
fn welch(x: &[f64], y: &[f64]) -> Option<Estimate> {
    let (x, y) = (Moments::of(x)?, Moments::of(y)?);
    let (from_x, from_y) = (x.variance()? / x.n, y.variance()? / y.n);
    let sum = from_x + from_y;
    let df = sum * sum / (from_x * from_x / (x.n - 1.0) + from_y * from_y / (y.n - 1.0));
    Estimate::new(x.mean - y.mean, sum.sqrt(), df)
}

/// How many schools probably rose, and of how many: from the probability of each that it is higher than it was
/// ([`crate::growth::Growth::p_higher`]), those above [`PROBABLY`].
///
/// ```
/// use leerkring_assess::exchange::probably_higher;
/// assert_eq!(probably_higher([0.95, 0.6, 0.81, 0.8]), (2, 4));
/// ```
pub fn probably_higher(p_higher: impl IntoIterator<Item = f64>) -> (usize, usize) {
    p_higher.into_iter().fold((0, 0), |(rose, of), p| (rose + usize::from(p > PROBABLY), of + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn school(treated: bool, before: f64, after: f64, stratum: u32) -> School {
        School { treated, before, after, stratum }
    }

    #[test]
    fn what_cannot_be_compared() {
        let options = Permutations::default();
        let few = [school(true, 2.0, 3.0, 0), school(false, 2.0, 3.0, 0)];
        assert_eq!(
            change_effect(&few, &options).unwrap_err(),
            ExchangeError::TooFewSchools { treated: 1, others: 1 }
        );
        let apart = [0, 1].map(|i| [school(true, 2.0, 3.0, 0), school(false, 2.0, 3.0, 1 + i)]).concat();
        assert_eq!(change_effect(&apart, &options).unwrap_err(), ExchangeError::NoStratumCompares);
    }

    #[test]
    fn matched_pairs() {
        // Each pair has two arrangements; all three treated are ahead: 2 of 8 are as extreme.
        let pairs: Vec<School> = (0..3)
            .flat_map(|pair| {
                let shift = f64::from(pair);
                [school(true, 2.0, 2.5 + shift + 0.1 * shift, pair), school(false, 2.0, 2.1 + shift, pair)]
            })
            .collect();
        let effect = change_effect(&pairs, &Permutations::default()).unwrap();
        assert!((effect.effect - 0.5).abs() < 1e-12);
        assert_eq!((effect.permutation.p, effect.permutation.arrangements), (0.25, 8.0));
        assert!((effect.robust.unwrap().value - effect.effect).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Without strata: against every way to label the schools; and a sample is near.
        #[test]
        fn every_labelling(values in proptest::collection::vec((any::<bool>(), -2_i8..=2), 4..10)) {
            let schools: Vec<School> =
                values.iter().map(|(treated, change)| school(*treated, 2.0, 2.0 + f64::from(*change), 7)).collect();
            let treated = values.iter().filter(|(treated, _)| *treated).count();
            prop_assume!(treated >= 2 && values.len() - treated >= 2);
            let found = change_effect(&schools, &Permutations::default()).unwrap();
            let difference = |mask: u32| {
                let side = |with: bool| -> f64 {
                    let own = values.iter().enumerate().filter(|(i, _)| (mask >> i & 1 == 1) == with);
                    let (n, sum) = own.fold((0.0, 0.0), |(n, sum), (_, (_, d))| (n + 1.0, sum + f64::from(*d)));
                    sum / n
                };
                side(true) - side(false)
            };
            let observed: u32 = values.iter().enumerate().map(|(i, (t, _))| u32::from(*t) << i).sum();
            prop_assert!((found.effect - difference(observed)).abs() < 1e-12);
            let all: Vec<u32> = (0..1 << values.len()).filter(|m: &u32| m.count_ones() as usize == treated).collect();
            let far = all.iter().filter(|m| difference(**m).abs() >= found.effect.abs() - 1e-9).count();
            prop_assert!((found.permutation.p - far as f64 / all.len() as f64).abs() < 1e-12);
            let sampled = Permutations { most_exact: 0, samples: 4000, seed: 1 };
            let near = change_effect(&schools, &sampled).unwrap();
            prop_assert!((near.permutation.p - found.permutation.p).abs() < 0.05);
            let turned: Vec<School> = schools.into_iter().rev().collect();
            prop_assert_eq!(change_effect(&turned, &sampled).unwrap(), near);
        }
    }
}
