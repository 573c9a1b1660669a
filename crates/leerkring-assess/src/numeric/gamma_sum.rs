//! The one integral of this crate: how probable it is that a weighted sum of gamma variables is positive.

use std::f64::consts::PI;

use statrs::function::beta::beta_reg;
use wide::f64x4;

mod product;

use self::product::Product;

/// One term of the sum: a gamma variable with shape `mass` and scale 1, times `weight`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Term {
    /// The shape of the gamma variable; positive.
    pub(crate) mass: f64,
    /// What it is multiplied by.
    pub(crate) weight: f64,
}

/// The step at which the integral is first evaluated; it is halved until two results agree.
const FIRST_STEP: f64 = 0.25;
/// The error that is asked for.
const ERROR: f64 = 1e-11;
/// The most equal steps, in fours; the other rule takes about as many.
const MOST_FOURS: u32 = 38;
/// The most halvings. Reached only by sums of which the mean is hundreds of standard deviations from 0: their
/// probability is then 0 or 1 to more digits than a number has, whatever the last result.
const HALVINGS: u32 = 9;
/// Up to this mass the incomplete beta function at hand is exact to 1e-12; beyond it loses digits (3e-7 at 1e5).
const BETA_MASS: f64 = 1e4;
/// Where the integrand has fallen below this, its tail is cut off.
const NEGLIGIBLE: f64 = 1e-15;

/// The probability that a sum of independent gamma variables, each times its weight, is greater than 0.
///
/// With Dirichlet weights `w` on persons, the probability that the mean share `Σ w z` exceeds `τ` is that of
/// `Σ G (z - τ) > 0` with the gamma variables `G` of which the weights are made. This is the inversion of the
/// characteristic function (Gil-Pelaez 1951; in this form Imhof 1961):
///
/// `P = 1/2 + 1/π ∫ sin(Σ a atan(d t)) / (t Π (1 + d² t²)^(a/2)) dt`, `t` from 0 to infinity,
///
/// taken in equal steps ([`in_steps`]), or where that would take too many by the trapezoidal rule after
/// `t = exp(u - exp(-u)) / σ` (double exponential; Takahasi and Mori 1974). The absolute error is below 1e-10 for sums as
/// surveys give them. Two terms of opposite sign are a tail of the beta
/// distribution and need no integral.
///
/// Terms with weight 0 or mass 0 drop out. The sum of nothing is not greater than 0.
pub(crate) fn p_positive(terms: &[Term]) -> f64 {
    let mut terms = terms.to_vec();
    terms.retain(|term| term.weight != 0.0 && term.mass > 0.0);
    scale(&mut terms);
    if !terms.iter().any(|term| term.weight > 0.0) {
        return 0.0;
    }
    if !terms.iter().any(|term| term.weight < 0.0) {
        return 1.0;
    }
    match terms.as_slice() {
        [up, down] | [down, up] if up.weight > 0.0 && up.mass + down.mass < BETA_MASS => {
            beta_reg(down.mass, up.mass, up.weight / (up.weight - down.weight))
        }
        _ => by_integral(&terms),
    }
}

fn by_integral(terms: &[Term]) -> f64 {
    integrate(terms, ERROR).0
}

/// The integral to an error of about `error`. Weights are at most 1.
fn integrate(terms: &[Term], error: f64) -> (f64, f64) {
    let mut product = Product::new(terms);
    in_steps(terms, &mut product, error)
        .unwrap_or_else(|| double_exponential(terms, &mut product, error.sqrt()))
}

/// The integral by equal steps of `t`, at the middle of each (Davies 1973, *Biometrika* 60:415), with the same sum for the
/// slope; `None` if it takes more than four times [`MOST_FOURS`].
///
/// Steps of `h` take the sum for another one that is wrapped around at `2 π / h`, so that the error is at most the probability
/// that the sum lies beyond, which [`reach`] keeps small.
fn in_steps(terms: &[Term], product: &mut Product, error: f64) -> Option<(f64, f64)> {
    let step = 2.0 * PI / reach(terms, -libm::log(error));
    let mut sum = (f64x4::ZERO, f64x4::ZERO);
    for four in 0..MOST_FOURS {
        let middle = f64x4::from([0.5, 1.5, 2.5, 3.5]) + 4.0 * f64::from(four);
        let value = product.at(middle * step);
        sum = (sum.0 + value.height / middle, sum.1 + value.slope);
        // From here on the modulus falls at least as the power `fall` of 1 / t, so that what is left out of the sum is at most
        // modulus / fall.
        let ([.., modulus], [.., fall]) = (value.modulus.to_array(), value.fall.to_array());
        if modulus < error * PI * fall {
            // Not `reduce_add`, which adds in an order that depends on the processor it is built for.
            let [height, slope] = [sum.0, sum.1].map(|sum| sum.to_array().iter().sum::<f64>());
            return Some(((0.5 + height / PI).clamp(0.0, 1.0), slope * step / PI));
        }
    }
    None
}

/// How far from 0 the sum may lie: beyond, on each side, with a probability of at most `exp(-l)`. The lower of two bounds.
///
/// A sum of gammas has a mean `m` and a variance `v`, and lies more than `√(2 v l) + l` from `m` with at most that probability
/// (Bernstein's inequality; Boucheron, Lugosi and Massart 2013, *Concentration Inequalities*, section 2.4).
///
/// Or: a gamma variable of mass at most 1 exceeds `y` with a probability of at most `exp(-y)`, as an exponential one does. So
/// the sum exceeds `x` with at most `exp(-x)` times the mean of `exp` of all other terms, which is the product of all
/// `(1 - d)^-a`; and `-log(1 - d)` is at most `d + d² / (2 (1 - d))`, without the divisor below 0. That is the lower one where
/// the largest weights belong to the prior, as in the score.
fn reach(terms: &[Term], l: f64) -> f64 {
    let mean: f64 = terms.iter().map(|term| term.mass * term.weight).sum();
    let variance: f64 = terms.iter().map(|term| term.mass * term.weight * term.weight).sum();
    let bernstein = mean.abs() + (2.0 * variance * l).sqrt() + l;
    let one_way = |sign: f64| {
        let largest = terms.iter().map(|term| sign * term.weight).fold(f64::NEG_INFINITY, f64::max);
        let of_largest: f64 =
            terms.iter().filter(|term| sign * term.weight == largest).map(|term| term.mass).sum();
        let others = terms.iter().filter(|term| of_largest > 1.0 || sign * term.weight != largest);
        let logs = others.map(|term| {
            let d = sign * term.weight;
            term.mass * (d + 0.5 * d * d / (1.0 - d.max(0.0)))
        });
        l + logs.sum::<f64>()
    };
    bernstein.min(one_way(1.0).max(one_way(-1.0)))
}

/// The probability that a sum is greater than 0, with an error of about `error`, and how fast it falls when all weights
/// fall: minus its derivative for a number that is taken from every weight. The weights must not be of one sign.
pub(crate) fn p_positive_and_slope(mut terms: Vec<Term>, error: f64) -> (f64, f64) {
    let largest = scale(&mut terms);
    let (p, slope) = integrate(&terms, error);
    (p, slope / largest)
}

/// Divides all weights by the largest, which it gives back. A common factor changes nothing, and weights of at most 1 overflow
/// nowhere.
fn scale(terms: &mut [Term]) -> f64 {
    let largest = terms.iter().map(|term| term.weight.abs()).fold(0.0, f64::max);
    terms.iter_mut().for_each(|term| term.weight /= largest);
    largest
}

/// The integral by a rule for which the scale of `t` does not matter, until two results differ by less than `agree`.
fn double_exponential(terms: &[Term], product: &mut Product, agree: f64) -> (f64, f64) {
    let spread: f64 = terms.iter().map(|term| term.mass * term.weight * term.weight).sum::<f64>().sqrt();
    let mut integrand = |u: f64| {
        let shrink = libm::exp(-u);
        let t = libm::exp(u - shrink) / spread;
        let value = product.at(f64x4::splat(t));
        let ([height, ..], [slope, ..]) = (value.height.to_array(), value.slope.to_array());
        ((1.0 + shrink) * height, (1.0 + shrink) * t * slope)
    };
    // The error squares with each halving; what is cut off at the ends must stay below it.
    let negligible = NEGLIGIBLE.max(agree * agree * 1e-2);
    let mut step = FIRST_STEP;
    let mut sum = both_ways(&mut integrand, 0.0, step, negligible);
    let mut integral = sum.0 * step;
    for _ in 0..HALVINGS {
        // The points halfway between those that are already in the sum.
        let between = both_ways(&mut integrand, step / 2.0, step, negligible);
        sum = (sum.0 + between.0, sum.1 + between.1);
        step /= 2.0;
        let finer = sum.0 * step;
        let is_close = (finer - integral).abs() < agree;
        integral = finer;
        if is_close {
            break;
        }
    }
    ((0.5 + integral / PI).clamp(0.0, 1.0), sum.1 * step / PI)
}

/// The sums of two functions over `start + k step` for all whole k, outwards from `start` until the first is negligible.
fn both_ways(mut f: impl FnMut(f64) -> (f64, f64), start: f64, step: f64, negligible: f64) -> (f64, f64) {
    // Oscillation may bring a single value near 0: only a run of negligible values ends the sum.
    const RUN: u32 = 4;
    let mut one_way = |first: f64, step: f64| {
        let mut total = (0.0, 0.0);
        let mut run = 0;
        let mut k = 0.0;
        while run < RUN {
            let (value, second) = f(first + k * step);
            // Weights so far apart that products overflow give no number: nothing more to add either.
            if value.is_finite() && second.is_finite() {
                total = (total.0 + value, total.1 + second);
            }
            k += 1.0;
            run = if value.abs() >= negligible { 0 } else { run + 1 };
        }
        total
    };
    let (up, down) = (one_way(start, step), one_way(start - step, -step));
    (up.0 + down.0, up.1 + down.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(pairs: &[(f64, f64)]) -> Vec<Term> {
        pairs.iter().map(|&(mass, weight)| Term { mass, weight }).collect()
    }

    #[test]
    fn sums_of_one_sign_are_certain() {
        assert_eq!(p_positive(&terms(&[(1.0, 0.2), (3.0, 0.0)])), 1.0);
        assert_eq!(p_positive(&terms(&[(1.0, -0.2)])), 0.0);
        assert_eq!(p_positive(&[]), 0.0);
    }

    #[test]
    fn two_exponentials_by_hand() {
        // P(a E1 > b E2) = a / (a + b) for independent exponential variables.
        for (a, b) in [(0.5, 0.5), (0.9, 0.1), (0.01, 3.0)] {
            let two = terms(&[(1.0, a), (1.0, -b)]);
            assert!((p_positive(&two) - a / (a + b)).abs() < 1e-12, "{a} {b}");
            let p = by_integral(&two);
            assert!((p - a / (a + b)).abs() < 1e-11, "{a} {b} {p}");
        }
    }

    #[test]
    fn far_in_the_tail_two_coarse_results_do_not_agree_by_chance() {
        let (a, b, tau) = (238.663_302_992_754_58, 158.097_623_676_557_48, 0.733_263_140_106_463_1);
        let p = by_integral(&terms(&[(a, 1.0 - tau), (b, -tau)]));
        assert!((p - (1.0 - beta_reg(a, b, tau))).abs() < 1e-10, "{p}");
    }

    #[test]
    fn large_masses_and_small_weights_do_no_harm() {
        for mass in [1e5, 1e6, 1e7] {
            let p = p_positive(&terms(&[(mass, 0.5), (mass, -0.5)]));
            assert!((p - 0.5).abs() < 1e-9, "{mass} {p}");
        }
        let tiny = p_positive(&terms(&[(1.0, 1e-200), (1.0, -1e-200), (1.0, 2e-200)]));
        let plain = p_positive(&terms(&[(1.0, 1.0), (1.0, -1.0), (1.0, 2.0)]));
        assert!((tiny - plain).abs() < 1e-12, "{tiny} {plain}");
    }

    proptest! {
        /// With two terms it is a tail of the beta distribution, which has an independent implementation.
        #[test]
        fn two_terms_are_a_beta_tail(a in 0.4..300.0_f64, b in 0.4..300.0_f64, tau in 0.2..0.8_f64) {
            let two = terms(&[(a, 1.0 - tau), (b, -tau)]);
            let (p, beta) = (by_integral(&two), 1.0 - beta_reg(a, b, tau));
            prop_assert!((p - beta).abs() < 1e-10, "{p} {beta}");
            prop_assert!((p_positive(&two) - beta).abs() < 1e-12, "{beta}");
        }

        /// Turning all weights round turns the probability round; a common factor changes nothing; a term may be
        /// split in two of the same weight.
        #[test]
        fn symmetries(pairs in proptest::collection::vec((0.4..20.0_f64, -1.0..1.0_f64), 2..8), factor in 0.01..100.0_f64) {
            let p = p_positive(&terms(&pairs));
            let with = |f: fn(f64, f64) -> Vec<(f64, f64)>| {
                let changed: Vec<_> = pairs.iter().flat_map(|&(a, d)| f(a, d)).collect();
                p_positive(&terms(&changed))
            };
            let turned = with(|a, d| vec![(a, -d)]);
            let split = with(|a, d| vec![(a / 3.0, d), (a * 2.0 / 3.0, d)]);
            let scaled: Vec<_> = pairs.iter().map(|&(a, d)| (a, d * factor)).collect();
            prop_assert!((p + turned - 1.0).abs() < 1e-9, "{p} {turned}");
            prop_assert!((p - split).abs() < 1e-10, "{p} {split}");
            prop_assert!((p - p_positive(&terms(&scaled))).abs() < 1e-10);
        }
    }
}
