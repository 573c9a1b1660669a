//! The minimum of a smooth function of a handful of variables, by its gradient (Broyden, Fletcher, Goldfarb, Shanno).

/// A step must bring at least this share of what the slope promises (Armijo 1966).
const SHARE: f64 = 1e-4;
const MOST_STEPS: usize = 300;
const MOST_HALVINGS: usize = 50;

/// A value and its gradient.
pub(crate) struct Slope {
    pub(crate) value: f64,
    pub(crate) gradient: Vec<f64>,
}

/// Where `f` is lowest, going downhill from `start`. `f` is `None` where it is not defined: such steps are halved.
/// `curvature` is about how strongly `f` bends, for the length of the first step. Ends when a step promises less than
/// `enough`; `None` if it does not come to that.
pub(crate) fn minimum(
    f: impl Fn(&[f64]) -> Option<Slope>,
    start: Vec<f64>,
    curvature: f64,
    enough: f64,
) -> Option<(Vec<f64>, f64)> {
    let mut x = start;
    let mut here = f(&x)?;
    // The inverse of the second derivatives, as far as it is known.
    let mut inverse: Vec<Vec<f64>> = (0..x.len()).map(|row| unit(x.len(), row, 1.0 / curvature)).collect();
    for _ in 0..MOST_STEPS {
        let direction: Vec<f64> = inverse.iter().map(|row| -dot(row, &here.gradient)).collect();
        let promise = dot(&direction, &here.gradient);
        if promise > -enough {
            return Some((x, here.value));
        }
        let Some((next, there)) = downhill(&f, &x, here.value, &direction, promise) else {
            // Not even a tiny step goes down: what is left is rounding, if the promise was small.
            return (promise > -1e3 * enough).then_some((x, here.value));
        };
        let moved: Vec<f64> = next.iter().zip(&x).map(|(new, old)| new - old).collect();
        let turned: Vec<f64> =
            there.gradient.iter().zip(&here.gradient).map(|(new, old)| new - old).collect();
        update(&mut inverse, &moved, &turned);
        (x, here) = (next, there);
    }
    None
}

fn downhill(
    f: impl Fn(&[f64]) -> Option<Slope>,
    x: &[f64],
    value: f64,
    direction: &[f64],
    promise: f64,
) -> Option<(Vec<f64>, Slope)> {
    let mut step = 1.0;
    for _ in 0..MOST_HALVINGS {
        let next: Vec<f64> = x.iter().zip(direction).map(|(x, d)| x + step * d).collect();
        match f(&next) {
            Some(there) if there.value <= value + SHARE * step * promise => return Some((next, there)),
            _ => step /= 2.0,
        }
    }
    None
}

/// What one step teaches about the inverse of the second derivatives.
fn update(inverse: &mut [Vec<f64>], moved: &[f64], turned: &[f64]) {
    let curved = dot(moved, turned);
    if curved <= 0.0 {
        return; // here the function bends the other way
    }
    let image: Vec<f64> = inverse.iter().map(|row| dot(row, turned)).collect();
    let factor = (1.0 + dot(turned, &image) / curved) / curved;
    for (row, (moved_row, image_row)) in inverse.iter_mut().zip(moved.iter().zip(&image)) {
        for (cell, (moved_column, image_column)) in row.iter_mut().zip(moved.iter().zip(&image)) {
            *cell += factor * moved_row * moved_column
                - (moved_row * image_column + image_row * moved_column) / curved;
        }
    }
}

fn unit(length: usize, place: usize, value: f64) -> Vec<f64> {
    (0..length).map(|i| if i == place { value } else { 0.0 }).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rosenbrocks_valley() {
        let valley = |x: &[f64]| {
            let (a, b) = (x[0], x[1]);
            let bend = b - a * a;
            let gradient = vec![-2.0 * (1.0 - a) - 400.0 * a * bend, 200.0 * bend];
            Some(Slope { value: (1.0 - a).powi(2) + 100.0 * bend * bend, gradient })
        };
        let (x, value) = minimum(valley, vec![-1.2, 1.0], 100.0, 1e-18).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-7 && (x[1] - 1.0).abs() < 1e-7 && value < 1e-14, "{x:?}");
    }

    #[test]
    fn an_edge_is_not_stepped_over() {
        // x - log(x): lowest at 1, defined above 0.
        let f = |x: &[f64]| {
            let x = x[0];
            (x > 0.0).then(|| Slope { value: x - libm::log(x), gradient: vec![1.0 - 1.0 / x] })
        };
        let (x, _) = minimum(f, vec![5.0], 0.01, 1e-16).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-6);
    }
}
