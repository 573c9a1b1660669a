//! Roots and minima of functions of one variable (Brent 1973, *Algorithms for Minimization without Derivatives*).

/// Halving alone would end within this many steps.
const MOST_STEPS: usize = 200;

/// Where `f` is zero between `a` and `b`, at which it must have different signs, to the last bits that numbers of that
/// size have. `None` if the signs are the same.
pub(crate) fn root(f: impl Fn(f64) -> f64, a: f64, b: f64) -> Option<f64> {
    let (mut a, mut b) = (a, b);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa == 0.0 {
        return Some(a);
    }
    if fb != 0.0 && (fa > 0.0) == (fb > 0.0) || fa.is_nan() || fb.is_nan() {
        return None;
    }
    let (mut c, mut fc) = (a, fa);
    let mut step = b - a;
    let mut before = step;
    for _ in 0..MOST_STEPS {
        // The root lies between b and c; b is the better end, a the last b.
        if (fb > 0.0) == (fc > 0.0) {
            (c, fc) = (a, fa);
            step = b - a;
            before = step;
        }
        if fc.abs() < fb.abs() {
            (a, b, c) = (b, c, b);
            (fa, fb, fc) = (fb, fc, fb);
        }
        let close = 2.0 * f64::EPSILON * b.abs() + f64::MIN_POSITIVE;
        let half = (c - b) / 2.0;
        if half.abs() <= close || fb == 0.0 {
            return Some(b);
        }
        if before.abs() < close || fa.abs() <= fb.abs() {
            step = half;
            before = half;
        } else {
            let s = fb / fa;
            // A straight line through two points, or an inverse parabola through three.
            let (mut p, mut q) = if a == c {
                (2.0 * half * s, 1.0 - s)
            } else {
                let (u, v) = (fa / fc, fb / fc);
                (s * (2.0 * half * u * (u - v) - (b - a) * (v - 1.0)), (u - 1.0) * (v - 1.0) * (s - 1.0))
            };
            if p > 0.0 {
                q = -q;
            }
            p = p.abs();
            if 2.0 * p < (3.0 * half * q - (close * q).abs()).min((before * q).abs()) {
                before = step;
                step = p / q;
            } else {
                step = half;
                before = half;
            }
        }
        (a, fa) = (b, fb);
        b += if step.abs() > close { step } else { close.copysign(half) };
        fb = f(b);
    }
    Some(b)
}

/// Where `f` is lowest between `a` and `b`, if it falls and then rises there: to about 1e-8 of the width, as far as
/// values of `f` can tell.
pub(crate) fn minimum(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    const GOLDEN: f64 = 0.381_966_011_250_105_1;
    let (mut a, mut b) = (a.min(b), a.max(b));
    let close = 1e-9 * (b - a);
    let mut x = a + GOLDEN * (b - a);
    let (mut second, mut third) = (x, x);
    let mut fx = f(x);
    let (mut f_second, mut f_third) = (fx, fx);
    let (mut step, mut before) = (0.0_f64, 0.0_f64);
    for _ in 0..MOST_STEPS {
        let middle = (a + b) / 2.0;
        if (x - middle).abs() <= 2.0 * close - (b - a) / 2.0 {
            break;
        }
        // The lowest point of the parabola through three points, if it can be trusted; else the golden section.
        let r = (x - second) * (fx - f_third);
        let q = (x - third) * (fx - f_second);
        let p = (x - third) * q - (x - second) * r;
        let twice = 2.0 * (q - r);
        let (p, q) = if twice > 0.0 { (-p, twice) } else { (p, -twice) };
        let trusted =
            before.abs() > close && p.abs() < (q * before / 2.0).abs() && p > q * (a - x) && p < q * (b - x);
        if trusted {
            before = step;
            step = p / q;
        } else {
            before = if x < middle { b - x } else { a - x };
            step = GOLDEN * before;
        }
        let next = x + if step.abs() >= close { step } else { close.copysign(step) };
        let f_next = f(next);
        if f_next <= fx {
            if next < x {
                b = x
            } else {
                a = x
            }
            (third, f_third) = (second, f_second);
            (second, f_second) = (x, fx);
            (x, fx) = (next, f_next);
        } else {
            if next < x {
                a = next
            } else {
                b = next
            }
            if f_next <= f_second || second == x {
                (third, f_third) = (second, f_second);
                (second, f_second) = (next, f_next);
            } else if f_next <= f_third || third == x || third == second {
                (third, f_third) = (next, f_next);
            }
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_is_no_root_between_equal_signs() {
        assert_eq!(root(|x| x * x + 1.0, -1.0, 1.0), None);
        assert_eq!(root(|_| f64::NAN, 0.0, 1.0), None);
    }

    proptest! {
        #[test]
        fn finds_a_known_root(wanted in -5.0..5.0_f64, power in 0_i32..3) {
            let found = root(|x| (x - wanted).powi(2 * power + 1) * libm::exp(x), -7.0, 6.0).unwrap();
            // At a root of the third or fifth order, values run out of digits before x does.
            let reach = [1e-14, 1e-9, 1e-9][power as usize];
            prop_assert!((found - wanted).abs() <= reach * 10.0, "{found} {wanted}");
        }

        #[test]
        fn finds_a_known_minimum(wanted in -5.0..5.0_f64) {
            let found = minimum(|x| libm::cosh(x - wanted), -7.0, 6.0);
            prop_assert!((found - wanted).abs() < 1e-6, "{found} {wanted}");
        }
    }
}
