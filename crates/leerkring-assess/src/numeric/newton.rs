//! The lowest point of a smooth function of a few variables: Newton's method, damped where the function is not a bowl.

use nalgebra::{DMatrix, DVector};

/// Distance at which differences are taken, relative to a variable of usual size.
const REACH: f64 = 1e-3;
/// Variables below this size have the same reach as one of this size.
const SMALL: f64 = 0.05;
/// A step that moves no variable by more than this part of it is the last.
const LAST_STEP: f64 = 1e-9;
const MOST_STEPS: usize = 200;
/// Values that differ by less, relative to 1 or the value, differ by rounding: no step can be judged by them any more.
const ROUNDING: f64 = 1e-15;
const FIRST_DAMPING: f64 = 1e-3;
const MOST_DAMPING: f64 = 1e12;

/// The variables at which `f` is lowest, searched downhill from `start`; `None` if the search comes to no end.
///
/// `f` may be infinite or not a number where it is not defined. The gradient is taken by differences of fourth order, so
/// the result is right to some nine digits of a variable of usual size.
pub(crate) fn minimise(f: impl Fn(&[f64]) -> f64, start: &[f64]) -> Option<Vec<f64>> {
    let mut at = start.to_vec();
    let mut here = f(&at);
    let mut damping = FIRST_DAMPING;
    for _ in 0..MOST_STEPS {
        let slope = gradient(&f, &at);
        let bend = hessian(&f, &at);
        if slope.iter().chain(bend.iter()).any(|x| !x.is_finite()) {
            return None;
        }
        loop {
            let step =
                damped(&bend, damping).and_then(|bowl| bowl.cholesky()).map(|root| root.solve(&-&slope));
            let moved = step.map(|step| {
                let moved: Vec<f64> = at.iter().zip(step.iter()).map(|(x, d)| x + d).collect();
                let tiny = at.iter().zip(step.iter()).all(|(x, d)| d.abs() <= LAST_STEP * (x.abs() + SMALL));
                (moved, tiny)
            });
            if let Some((moved, tiny)) = moved {
                let there = f(&moved);
                if tiny {
                    return Some(if there <= here { moved } else { at });
                }
                // A full step near the end, where the slope still tells what the value cannot.
                if damping <= FIRST_DAMPING && (there - here).abs() <= ROUNDING * here.abs().max(1.0) {
                    return Some(moved);
                }
                if there < here {
                    (at, here) = (moved, there);
                    damping = (damping / 10.0).max(1e-12);
                    break;
                }
            }
            damping *= 10.0;
            if damping > MOST_DAMPING {
                return None;
            }
        }
    }
    None
}

fn reach(x: f64) -> f64 {
    REACH * x.abs().max(SMALL)
}

fn gradient(f: &impl Fn(&[f64]) -> f64, at: &[f64]) -> DVector<f64> {
    let slope = |k: usize| {
        let h = at.get(k).map_or(REACH, |x| reach(*x));
        let value = |steps: f64| f(&shifted(at, k, steps * h));
        (8.0 * (value(1.0) - value(-1.0)) - (value(2.0) - value(-2.0))) / (12.0 * h)
    };
    DVector::from_iterator(at.len(), (0..at.len()).map(slope))
}

fn hessian(f: &impl Fn(&[f64]) -> f64, at: &[f64]) -> DMatrix<f64> {
    let here = f(at);
    let reaches: Vec<f64> = at.iter().map(|x| reach(*x)).collect();
    let mut bend = DMatrix::zeros(at.len(), at.len());
    for (i, a) in reaches.iter().enumerate() {
        for (j, b) in reaches.iter().enumerate().take(i + 1) {
            let value = |s: f64, t: f64| f(&shifted(&shifted(at, i, s * a), j, t * b));
            let second = if i == j {
                (value(1.0, 0.0) - 2.0 * here + value(-1.0, 0.0)) / (a * a)
            } else {
                (value(1.0, 1.0) - value(1.0, -1.0) - value(-1.0, 1.0) + value(-1.0, -1.0)) / (4.0 * a * b)
            };
            if let Some(entry) = bend.get_mut((i, j)) {
                *entry = second;
            }
            if let Some(entry) = bend.get_mut((j, i)) {
                *entry = second;
            }
        }
    }
    bend
}

fn shifted(at: &[f64], k: usize, by: f64) -> Vec<f64> {
    at.iter().enumerate().map(|(i, x)| if i == k { x + by } else { *x }).collect()
}

/// The second derivatives with something added to the diagonal, so that a step stays short and goes downhill.
fn damped(bend: &DMatrix<f64>, damping: f64) -> Option<DMatrix<f64>> {
    let size = bend.diagonal().iter().map(|d| d.abs()).fold(0.0, f64::max);
    (size > 0.0).then(|| bend + DMatrix::identity(bend.nrows(), bend.ncols()) * (damping * size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banana_of_rosenbrock() {
        let banana = |x: &[f64]| 100.0 * (x[1] - x[0] * x[0]).powi(2) + (1.0 - x[0]).powi(2);
        let found = minimise(banana, &[-1.2, 1.0]).unwrap();
        assert!((found[0] - 1.0).abs() < 1e-7 && (found[1] - 1.0).abs() < 1e-7, "{found:?}");
    }

    #[test]
    fn no_lowest_point() {
        assert_eq!(minimise(|x| x[0], &[0.0]), None);
    }
}
