//! The one integral of this crate: how probable it is that a weighted sum of gamma variables is positive.

use std::f64::consts::PI;

use statrs::function::beta::beta_reg;

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
/// The most equal steps; the other rule takes about as many.
const MOST_STEPS: u32 = 150;
/// The most halvings. Reached only by sums of which the mean is hundreds of standard deviations from 0: their
/// probability is then 0 or 1 to more digits than a number has, whatever the last result.
const HALVINGS: u32 = 9;
/// Up to this mass the incomplete beta function at hand is exact to 1e-12; beyond it loses digits (3e-7 at 1e5).
const BETA_MASS: f64 = 1e4;
/// Masses that differ by less are the same, but for rounding.
const ROUNDING: f64 = 1e-12;
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
    let largest = terms.iter().map(|term| term.weight.abs()).fold(0.0, f64::max);
    // A common factor changes nothing, and weights of at most 1 overflow nowhere.
    let scaled = terms.iter().map(|term| Term { weight: term.weight / largest, ..*term });
    let terms: Vec<Term> = scaled.filter(|term| term.weight != 0.0 && term.mass > 0.0).collect();
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
    let product = Product::new(terms);
    in_steps(terms, &product, error).unwrap_or_else(|| double_exponential(terms, &product, error.sqrt()))
}

/// The integral by equal steps of `t`, at the middle of each (Davies 1973, *Biometrika* 60:415), with the same sum for the
/// slope; `None` if it takes more than [`MOST_STEPS`].
///
/// Steps of `h` take the sum for another one that is wrapped around at `2 π / h`, so that the error is at most the probability
/// that the sum lies beyond. A sum of gammas has a mean `m` and a variance `v`, and lies more than `√(2 v l) + l` from
/// `m` with a probability of at most `exp(-l)` on each side (Bernstein's inequality; Boucheron, Lugosi and Massart 2013,
/// *Concentration Inequalities*, section 2.4).
fn in_steps(terms: &[Term], product: &Product, error: f64) -> Option<(f64, f64)> {
    let mean: f64 = terms.iter().map(|term| term.mass * term.weight).sum();
    let variance: f64 = terms.iter().map(|term| term.mass * term.weight * term.weight).sum();
    let unlikely = -libm::log(error);
    let step = 2.0 * PI / (mean.abs() + (2.0 * variance * unlikely).sqrt() + unlikely);
    let mut sum = (0.0, 0.0);
    for k in 0..MOST_STEPS {
        let middle = f64::from(k) + 0.5;
        let value = product.at(middle * step);
        sum = (sum.0 + value.height / middle, sum.1 + value.slope);
        // What follows is smaller still, and falls at least as fast as 1 / t.
        if value.modulus < error {
            return Some(((0.5 + sum.0 / PI).clamp(0.0, 1.0), sum.1 * step / PI));
        }
    }
    None
}

/// The probability that a sum is greater than 0, with an error of about `error`, and how fast it falls when all weights
/// fall: minus its derivative for a number that is taken from every weight. The weights must not be of one sign.
pub(crate) fn p_positive_and_slope(terms: &[Term], error: f64) -> (f64, f64) {
    let largest = terms.iter().map(|term| term.weight.abs()).fold(0.0, f64::max);
    let terms: Vec<Term> = terms.iter().map(|term| Term { weight: term.weight / largest, ..*term }).collect();
    let (p, slope) = integrate(&terms, error);
    (p, slope / largest)
}

/// The integral by a rule for which the scale of `t` does not matter, until two results differ by less than `agree`.
fn double_exponential(terms: &[Term], product: &Product, agree: f64) -> (f64, f64) {
    let spread: f64 = terms.iter().map(|term| term.mass * term.weight * term.weight).sum::<f64>().sqrt();
    let integrand = |u: f64| {
        let shrink = libm::exp(-u);
        let t = libm::exp(u - shrink) / spread;
        let Value { height, slope, .. } = product.at(t);
        ((1.0 + shrink) * height, (1.0 + shrink) * t * slope)
    };
    // The error squares with each halving; what is cut off at the ends must stay below it.
    let negligible = NEGLIGIBLE.max(agree * agree * 1e-2);
    let mut step = FIRST_STEP;
    let mut sum = both_ways(integrand, 0.0, step, negligible);
    let mut integral = sum.0 * step;
    for _ in 0..HALVINGS {
        // The points halfway between those that are already in the sum.
        let between = both_ways(integrand, step / 2.0, step, negligible);
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

/// The product of all `(1 - i d t)^-a`.
///
/// Persons are whole masses, and a whole power takes a few multiplications. What remains of the masses, the prior's share,
/// is mostly the same for all: factors with the same remainder are multiplied first, and take one angle and one logarithm.
struct Product {
    /// Weight, mass and the whole part of the mass.
    terms: Vec<(f64, f64, u64)>,
    /// Remainders, each with the weights that have it.
    remainders: Vec<(f64, Vec<f64>)>,
}

impl Product {
    fn new(terms: &[Term]) -> Product {
        let mut remainders: Vec<(f64, Vec<f64>)> = Vec::new();
        for term in terms {
            let rest = term.mass - whole(term.mass);
            match remainders.iter_mut().find(|(other, _)| (other - rest).abs() < ROUNDING) {
                _ if rest < ROUNDING => {}
                Some((_, weights)) => weights.push(term.weight),
                None => remainders.push((rest, vec![term.weight])),
            }
        }
        let terms = terms.iter().map(|term| (term.weight, term.mass, whole(term.mass) as u64)).collect();
        Product { terms, remainders }
    }

    fn at(&self, t: f64) -> Value {
        let mut value = (1.0, 0.0);
        let mut pull = (0.0, 0.0);
        for &(weight, mass, whole) in &self.terms {
            let x = weight * t;
            let re = 1.0 / (1.0 + x * x);
            let inverse = (re, x * re);
            pull = (pull.0 + mass * inverse.0, pull.1 + mass * inverse.1);
            value = times(value, power(inverse, whole));
        }
        let (mut angle, mut log_modulus) = (0.0, 0.0);
        for (rest, weights) in &self.remainders {
            let (own_angle, own_log) = angle_and_log(weights, t);
            angle += rest * own_angle;
            log_modulus += rest * own_log;
        }
        let (sin, cos) = libm::sincos(angle);
        let shrink = libm::exp(-log_modulus);
        value = times(value, (shrink * cos, shrink * sin));
        let modulus = (value.0 * value.0 + value.1 * value.1).sqrt();
        Value { height: value.1, slope: times(value, pull).0, modulus }
    }
}

/// The product at one point.
struct Value {
    /// Its imaginary part.
    height: f64,
    /// The real part of its product with the sum of all `a / (1 - i d t)`.
    slope: f64,
    modulus: f64,
}

/// The summed angle and the logarithm of the modulus of the product of all `1 + i d t`.
fn angle_and_log(weights: &[f64], t: f64) -> (f64, f64) {
    let mut product = (1.0, 0.0);
    let mut turns = 0.0;
    for weight in weights {
        let x = weight * t;
        let next = times(product, (1.0, x));
        // Each factor turns by less than a quarter: who was above the real axis and comes out below passed it on the left.
        if x > 0.0 && product.1 >= 0.0 && next.1 < 0.0 {
            turns += 1.0;
        } else if x < 0.0 && product.1 < 0.0 && next.1 >= 0.0 {
            turns -= 1.0;
        }
        // No negative zero, of which the angle would be minus half a turn.
        product = (next.0, next.1 + 0.0);
    }
    let modulus = product.0 * product.0 + product.1 * product.1;
    (libm::atan2(product.1, product.0) + turns * 2.0 * PI, 0.5 * libm::log(modulus))
}

/// The whole part of a mass, which may be a little less for having been summed.
fn whole(mass: f64) -> f64 {
    (mass + ROUNDING).floor()
}

fn times(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// A complex number to a whole power, by squaring.
fn power((mut re, mut im): (f64, f64), mut exponent: u64) -> (f64, f64) {
    let (mut power_re, mut power_im) = (1.0, 0.0);
    while exponent > 0 {
        if exponent % 2 == 1 {
            (power_re, power_im) = (power_re * re - power_im * im, power_re * im + power_im * re);
        }
        (re, im) = (re * re - im * im, 2.0 * re * im);
        exponent /= 2;
    }
    (power_re, power_im)
}

/// The sums of two functions over `start + k step` for all whole k, outwards from `start` until the first is negligible.
fn both_ways(f: impl Fn(f64) -> (f64, f64), start: f64, step: f64, negligible: f64) -> (f64, f64) {
    // Oscillation may bring a single value near 0: only a run of negligible values ends the sum.
    const RUN: u32 = 4;
    let one_way = |first: f64, step: f64| {
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
