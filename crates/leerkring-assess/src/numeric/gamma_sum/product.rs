//! The characteristic function of the sum, at four points side by side.

use std::f64::consts::PI;

use wide::f64x4;

use super::Term;

/// Masses that differ by less are the same, but for rounding.
const ROUNDING: f64 = 1e-12;

/// The product of all `(1 - i d t)^-a`.
///
/// Persons are whole masses, and whole powers take a few multiplications. What remains of the masses, the prior's share, takes
/// an angle and a logarithm for each [`Fraction`]. Four points at a time keep a processor busy that would otherwise wait for
/// one product after the other; each lane is plain arithmetic, the same on every processor.
pub(super) struct Product {
    factors: Vec<Factor>,
    /// Binary digits of the largest whole part.
    digits: u32,
    fractions: Vec<Fraction>,
    /// All masses together.
    mass: f64,
}

/// The product at some points.
pub(super) struct Values {
    /// Its imaginary part.
    pub(super) height: f64x4,
    /// The real part of its product with the sum of all `a / (1 - i d t)`.
    pub(super) slope: f64x4,
    pub(super) modulus: f64x4,
    /// How fast the modulus falls here, as a power of 1 / t; never slower further on.
    pub(super) fall: f64x4,
}

/// One term's part of the product.
struct Factor {
    weight: f64,
    mass: f64,
    /// The whole part of the mass.
    whole: u64,
    /// `1 / (1 - i d t)` at the last points, real and imaginary: plain numbers, which a list holds without being aligned.
    inverse: [[f64; 4]; 2],
}

/// Weights of which what remains of the mass is the same, multiplied first. A weight and its opposite turn the product opposite
/// ways and shrink it alike: they are one weight, with different masses for the angle and for the modulus.
struct Fraction {
    angle: f64,
    modulus: f64,
    weights: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Complex {
    re: f64x4,
    im: f64x4,
}

impl Complex {
    const ONE: Complex = Complex { re: f64x4::ONE, im: f64x4::ZERO };

    fn times(self, other: Complex) -> Complex {
        Complex { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }
}

impl Product {
    pub(super) fn new(terms: &[Term]) -> Product {
        // The size of each weight, with the masses for angle and modulus.
        let mut sizes: Vec<(f64, f64, f64)> = Vec::with_capacity(terms.len());
        for term in terms {
            let rest = term.mass - whole(term.mass) as f64;
            let (size, turn) = (term.weight.abs(), rest * term.weight.signum());
            match sizes.iter_mut().find(|(other, ..)| *other == size) {
                _ if rest < ROUNDING => {}
                Some((_, angle, modulus)) => (*angle, *modulus) = (*angle + turn, *modulus + rest),
                None => sizes.push((size, turn, rest)),
            }
        }
        let most = sizes.len();
        let mut fractions: Vec<Fraction> = Vec::with_capacity(1);
        for (size, turn, modulus) in sizes {
            let (weight, angle) = (size.copysign(turn), turn.abs());
            let is_like = |f: &&mut Fraction| {
                (f.angle - angle).abs() < ROUNDING && (f.modulus - modulus).abs() < ROUNDING
            };
            match fractions.iter_mut().find(is_like) {
                Some(like) => like.weights.push(weight),
                None => {
                    let mut weights = Vec::with_capacity(most);
                    weights.push(weight);
                    fractions.push(Fraction { angle, modulus, weights });
                }
            }
        }
        let factor = |term: &Term| {
            let &Term { weight, mass } = term;
            Factor { weight, mass, whole: whole(mass), inverse: [[0.0; 4]; 2] }
        };
        let factors: Vec<Factor> = terms.iter().map(factor).collect();
        let largest = factors.iter().map(|factor| factor.whole).max().unwrap_or(0);
        let mass = terms.iter().map(|term| term.mass).sum();
        Product { factors, digits: u64::BITS - largest.leading_zeros(), fractions, mass }
    }

    pub(super) fn at(&mut self, t: f64x4) -> Values {
        let mut pull = Complex { re: f64x4::ZERO, im: f64x4::ZERO };
        for factor in &mut self.factors {
            let x = t * factor.weight;
            let re = f64x4::ONE / (x * x + 1.0);
            let im = x * re;
            factor.inverse = [re.to_array(), im.to_array()];
            pull.re += re * factor.mass;
            pull.im += im * factor.mass;
        }
        // All whole powers together, digit by digit: each digit squares what there is.
        let mut value = Complex::ONE;
        for digit in (0..self.digits).rev() {
            let with_digit = self.factors.iter().filter(|factor| (factor.whole >> digit) & 1 == 1);
            let product = with_digit.fold(Complex::ONE, |product, factor| {
                let [re, im] = factor.inverse.map(f64x4::from);
                product.times(Complex { re, im })
            });
            value = value.times(value).times(product);
        }
        let (mut angle, mut log_modulus) = (f64x4::ZERO, f64x4::ZERO);
        for fraction in &self.fractions {
            let (own_angle, own_log) = angle_and_log(&fraction.weights, t);
            angle += own_angle * fraction.angle;
            log_modulus += own_log * fraction.modulus;
        }
        let turned = angle.to_array().map(libm::sincos);
        let shrink = f64x4::from(log_modulus.to_array().map(|log| libm::exp(-log)));
        let re = shrink * f64x4::from(turned.map(|(_, cos)| cos));
        let im = shrink * f64x4::from(turned.map(|(sin, _)| sin));
        let value = value.times(Complex { re, im });
        Values {
            height: value.im,
            slope: value.times(pull).re,
            modulus: (value.re * value.re + value.im * value.im).sqrt(),
            fall: f64x4::splat(self.mass) - pull.re,
        }
    }
}

/// The summed angle and the logarithm of the modulus of the product of all `1 + i d t`.
fn angle_and_log(weights: &[f64], t: f64x4) -> (f64x4, f64x4) {
    let mut product = Complex::ONE;
    let mut turns = f64x4::ZERO;
    for &weight in weights {
        let before = product.im;
        product = product.times(Complex { re: f64x4::ONE, im: t * weight });
        // No negative zero, of which the angle would be minus half a turn.
        product.im += f64x4::ZERO;
        // Each factor turns by less than a quarter: who was above the real axis and comes out below passed it on the left.
        let (above, below) = if weight > 0.0 { (before, product.im) } else { (product.im, before) };
        let passed = above.simd_ge(f64x4::ZERO) & below.simd_lt(f64x4::ZERO);
        turns += passed & f64x4::splat(1.0_f64.copysign(weight));
    }
    let squared = product.re * product.re + product.im * product.im;
    let mut im = product.im.to_array().into_iter();
    let angles = product.re.to_array().map(|re| libm::atan2(im.next().unwrap_or_default(), re));
    let logs = squared.to_array().map(|squared| 0.5 * libm::log(squared));
    (f64x4::from(angles) + turns * (2.0 * PI), f64x4::from(logs))
}

/// The whole part of a mass, which may be a little less for having been summed.
fn whole(mass: f64) -> u64 {
    (mass + ROUNDING) as u64
}
