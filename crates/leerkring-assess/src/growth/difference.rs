//! The difference of two independent scores, from their two distribution functions, without random numbers.

use leerkring_model::{Phase, Rule};

use crate::judgements::Judgements;
use crate::numeric::normal;
use crate::posterior::ScorePosterior;

/// Lattice steps to the standard deviation of the surer score, at least.
const STEPS_PER_DEVIATION: f64 = 16.0;
/// A distribution function is followed outwards until it is this near to 0 or 1.
const TAIL: f64 = 1e-9;
/// The error of the probability at a lattice point.
const ERROR: f64 = 1e-10;
/// The finest lattice, 2^-12 of a phase: reached with tens of thousands of people.
const MOST_HALVINGS: i32 = 12;

/// The distribution of second less first, on a lattice.
pub(crate) struct Difference {
    /// The distance between lattice points, in phases: a whole part of one half.
    step: f64,
    /// The number of the first lattice point.
    first: i64,
    /// The probability that the difference exceeds each point.
    above: Vec<f64>,
}

impl Difference {
    /// With `F` and `G` the distribution functions of the scores at lattice points `s_i`,
    ///
    /// `P(second - first > d) = integral (1 - G(s + d)) dF(s) = sum_i (F_i+1 - F_i) (1 - (G(s_i + d) + G(s_i+1 + d)) / 2)`
    ///
    /// up to a term in the square of the step, which is a sixth of the second difference of the result itself and is
    /// taken off. What remains is of the fourth power.
    pub(crate) fn new(first: &Judgements, second: &Judgements, rule: &Rule) -> Difference {
        let scores = [first, second].map(|judgements| ScorePosterior::new(judgements, rule));
        let deviation = scores.iter().map(|score| score.moments().1).fold(f64::INFINITY, f64::min);
        let halvings = (1..MOST_HALVINGS)
            .find(|halvings| deviation / 0.5_f64.powi(*halvings) >= STEPS_PER_DEVIATION)
            .unwrap_or(MOST_HALVINGS);
        let step = 0.5_f64.powi(halvings);
        let [before, after] = scores.map(|score| Tail::new(&score, first.levels(), step));
        // Beyond these the difference is certainly above, certainly not.
        let lowest = after.first - before.last() - 1;
        let highest = after.last() - before.first + 1;
        let rough: Vec<f64> = (lowest - 1..=highest + 1).map(|d| before.exceeded_by(&after, d)).collect();
        let smooth = |three: &[f64]| match three {
            [left, here, right] => (here - (left - 2.0 * here + right) / 6.0).clamp(0.0, 1.0),
            _ => 0.0,
        };
        Difference { step, first: lowest, above: rough.windows(3).map(smooth).collect() }
    }

    /// The probability that the difference exceeds `d`, at the nearest lattice point: multiples of half a phase are
    /// on every lattice.
    pub(crate) fn above(&self, d: f64) -> f64 {
        match usize::try_from((d / self.step).round() as i64 - self.first) {
            Ok(place) => self.above.get(place).copied().unwrap_or(0.0),
            Err(_) => 1.0,
        }
    }

    /// The value that the difference stays below with probability `p`.
    pub(crate) fn quantile(&self, p: f64) -> f64 {
        let wanted = 1.0 - p;
        // The last point that is exceeded with more than the wanted probability, and the next.
        let left = self.above.iter().take_while(|above| **above > wanted).count().saturating_sub(1);
        let at = |index: usize| normal::quantile(self.above.get(index).copied().unwrap_or(0.0));
        let (here, next) = (at(left), at(left + 1));
        let part = if here > next {
            ((here - normal::quantile(wanted)) / (here - next)).clamp(0.0, 1.0)
        } else {
            0.5
        };
        (self.first as f64 + left as f64 + part) * self.step
    }
}

/// One score: the probability to exceed each lattice point, from where it is 1 to where it is 0.
struct Tail {
    /// The number of the first lattice point; a point's value is its number times the step.
    first: i64,
    above: Vec<f64>,
}

impl Tail {
    fn new(score: &ScorePosterior, levels: u8, step: f64) -> Tail {
        let number = |value: f64| (value / step).round() as i64;
        let (bottom, top) = (number(f64::from(Phase::LOWEST.number())), number(f64::from(levels)));
        let middle = number(score.moments().0).clamp(bottom, top);
        let above = |point: i64| match point {
            _ if point <= bottom => 1.0,
            _ if point >= top => 0.0,
            _ => score.above(point as f64 * step, ERROR).0,
        };
        // Outwards from the middle until nothing is left.
        let mut down = vec![above(middle)];
        while down.last().is_some_and(|p| *p < 1.0 - TAIL) {
            down.push(above(middle - down.len() as i64));
        }
        let mut up = Vec::new();
        while up.last().or(down.first()).is_some_and(|p| *p > TAIL) {
            up.push(above(middle + 1 + up.len() as i64));
        }
        let first = middle - (down.len() as i64 - 1);
        let mut all: Vec<f64> = down.into_iter().rev().chain(up).collect();
        // The ends are ends: what is beyond them is less than the bound.
        all.first_mut().into_iter().for_each(|p| *p = 1.0);
        all.last_mut().into_iter().for_each(|p| *p = 0.0);
        Tail { first, above: all }
    }

    fn last(&self) -> i64 {
        self.first + self.above.len() as i64 - 1
    }

    fn at(&self, point: i64) -> f64 {
        match usize::try_from(point - self.first) {
            Ok(place) => self.above.get(place).copied().unwrap_or(0.0),
            Err(_) => 1.0,
        }
    }

    /// The probability that `other` exceeds this by more than `d` points.
    fn exceeded_by(&self, other: &Tail, d: i64) -> f64 {
        let cells = (self.first..).zip(self.above.windows(2));
        cells
            .map(|(point, cell)| match cell {
                [left, right] => (left - right) * f64::midpoint(other.at(point + d), other.at(point + d + 1)),
                _ => 0.0,
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: &[u32]) -> Judgements {
        Judgements::from_counts(counts).unwrap()
    }

    /// `P(Y > X)` for two beta variables with whole parameters (Miller 2015): a sum of ratios of beta functions.
    fn beta_above((a, b): (u32, u32), (c, d): (u32, u32)) -> f64 {
        let factorial = |n: u32| (1..=n).map(|k| f64::from(k).ln()).sum::<f64>();
        let beta = |a: u32, b: u32| factorial(a - 1) + factorial(b - 1) - factorial(a + b - 1);
        (0..c).map(|i| (beta(a + i, b + d) - f64::from(d + i).ln() - beta(1 + i, d) - beta(a, b)).exp()).sum()
    }

    #[test]
    fn two_phases_in_closed_form() {
        // Prior of two persons on two phases: one each.
        for (x, y) in
            [([3, 2], [1, 5]), ([0, 8], [1, 7]), ([20, 20], [12, 28]), ([6, 0], [0, 1]), ([0, 40], [0, 40])]
        {
            let found = Difference::new(&of(&x), &of(&y), &Rule::default()).above(0.0);
            let expected = beta_above((x[1] + 1, x[0] + 1), (y[1] + 1, y[0] + 1));
            assert!((found - expected).abs() < 1e-5, "{x:?} {y:?}: {found} {expected}");
        }
    }

    #[test]
    fn as_on_a_fine_lattice() {
        // Much finer, and without the correction.
        const STEP: f64 = 1.0 / 1024.0;
        let rule = Rule::default();
        let teams = [[0, 0, 6, 0, 0], [0, 2, 3, 1, 0], [3, 0, 0, 0, 3], [0, 0, 0, 0, 5]].map(|c| of(&c));
        let finely = teams.each_ref().map(|team| Tail::new(&ScorePosterior::new(team, &rule), 5, STEP));
        for (first, before) in teams.iter().zip(&finely) {
            for (second, after) in teams.iter().zip(&finely) {
                let difference = Difference::new(first, second, &rule);
                let expected = |d: f64| before.exceeded_by(after, (d / STEP).round() as i64);
                for d in [-0.5, 0.0, 0.5] {
                    let found = difference.above(d);
                    assert!((found - expected(d)).abs() < 1e-5, "{d}: {found} {}", expected(d));
                }
                for p in [0.05, 0.5, 0.95] {
                    let quantile = difference.quantile(p);
                    let (less, more) = (expected(quantile - 0.0015), expected(quantile + 0.0015));
                    assert!(less >= 1.0 - p && 1.0 - p >= more, "{p}: {quantile}");
                }
            }
        }
    }
}
