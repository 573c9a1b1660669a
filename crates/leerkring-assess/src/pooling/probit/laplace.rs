//! The same model by Laplace's approximation, as much other software fits it.

use crate::numeric::{bfgs, normal};
use crate::pooling::estimate::Estimate;
use crate::pooling::probit::likelihood::{Counts, edges, shaped};
use crate::pooling::probit::{OrdinalProbit, ProbitError, check, fit_by};

/// Steps to a school's mode; Newton's rule needs a handful.
const MOST_STEPS: usize = 50;
/// For slopes from differences on both sides.
const STEP: f64 = 1e-5;

/// Fits the model by Laplace's approximation: the integral over each school's level is taken as if its posterior were
/// normal, around the mode.
///
/// It is for checking figures from elsewhere (the default of `ordinal::clmm`). In small teams it is off by a percent or
/// so in `sd`: use [`fit`](super::fit) for everything else.
///
/// # Errors
/// [`ProbitError`] as [`fit`](super::fit).
pub fn fit(levels: u8, schools: &[Vec<u32>]) -> Result<OrdinalProbit, ProbitError> {
    let counts = Counts::of(levels, schools)?;
    check(&counts)?;
    fit_by(&counts, |parameters, shape| slope(&counts, parameters, shape))
}

/// The most likely level `u` of a school, with the standard deviation of the normal curve that fits there: what `clmm`
/// gives for a group as `ranef` and the root of `condVar`.
///
/// # Errors
/// [`ProbitError::Shape`] if the school does not have a number for every phase of every indicator.
pub fn mode(network: &OrdinalProbit, school: &[u32]) -> Result<Estimate, ProbitError> {
    let levels = network.levels();
    if school.len() != levels * network.thresholds.len() {
        return Err(ProbitError::Shape {
            levels: u8::try_from(levels).unwrap_or(u8::MAX),
            found: school.len(),
        });
    }
    let counts: Vec<f64> = school.iter().map(|count| f64::from(*count)).collect();
    let top = Top::of(&network.thresholds, network.sd, &counts);
    Ok(Estimate { mean: network.sd * top.z, sd: network.sd / top.curvature.sqrt() })
}

/// The top of the density of a school's level, in standard deviations `z` between schools.
struct Top {
    z: f64,
    log_density: f64,
    /// Minus the second derivative of the logarithm; at least 1, which is the prior's.
    curvature: f64,
}

impl Top {
    /// The logarithm of the density is concave, so that Newton's rule leads to the one top.
    fn of(thresholds: &[Vec<f64>], sd: f64, counts: &[f64]) -> Top {
        let mut z = 0.0;
        let mut here = Bend::at(thresholds, sd, counts, z);
        for _ in 0..MOST_STEPS {
            let mut step = here.slope / here.curvature;
            let mut there = Bend::at(thresholds, sd, counts, z + step);
            while there.value < here.value && step.abs() > 1e-12 {
                step /= 2.0;
                there = Bend::at(thresholds, sd, counts, z + step);
            }
            z += step;
            here = there;
            if step.abs() < 1e-10 {
                break;
            }
        }
        Top { z, log_density: here.value, curvature: here.curvature }
    }
}

/// The logarithm of a density with its first two derivatives over `z`.
struct Bend {
    value: f64,
    slope: f64,
    /// Minus the second.
    curvature: f64,
}

impl Bend {
    fn at(thresholds: &[Vec<f64>], sd: f64, counts: &[f64], z: f64) -> Bend {
        let u = sd * z;
        let mut bend = Bend { value: -z * z / 2.0, slope: -z, curvature: 1.0 };
        for ((low, high), count) in thresholds.iter().flat_map(|item| edges(item)).zip(counts) {
            if *count == 0.0 {
                continue;
            }
            let (low, high) = (low - u, high - u);
            let p = normal::between(low, high).max(f64::MIN_POSITIVE);
            let first = (normal::density(low) - normal::density(high)) / p;
            let second = (tilt(low) - tilt(high)) / p;
            bend.value += count * libm::log(p);
            bend.slope += count * sd * first;
            bend.curvature -= count * sd * sd * (second - first * first);
        }
        bend
    }
}

/// `x` times the density, which is 0 at infinity.
fn tilt(x: f64) -> f64 {
    if x.is_finite() { x * normal::density(x) } else { 0.0 }
}

/// Minus the log-likelihood. `None` unless thresholds rise.
fn value(counts: &Counts, parameters: &[f64], shape: &[Vec<f64>]) -> Option<f64> {
    let (sd, flat) = parameters.split_last()?;
    let thresholds = shaped(flat, shape);
    if thresholds.iter().any(|item| !item.is_sorted_by(|a, b| a < b)) {
        return None;
    }
    let of_school = |school: &Vec<f64>| {
        let top = Top::of(&thresholds, *sd, school);
        libm::log(top.curvature) / 2.0 - top.log_density
    };
    Some(counts.schools.iter().map(of_school).sum())
}

fn slope(counts: &Counts, parameters: &[f64], shape: &[Vec<f64>]) -> Option<bfgs::Slope> {
    let moved = |place: usize, by: f64| {
        let moved: Vec<f64> =
            parameters.iter().enumerate().map(|(i, x)| if i == place { x + by } else { *x }).collect();
        value(counts, &moved, shape)
    };
    let gradient = (0..parameters.len())
        .map(|place| Some((moved(place, STEP)? - moved(place, -STEP)?) / (2.0 * STEP)))
        .collect::<Option<Vec<f64>>>()?;
    Some(bfgs::Slope { value: value(counts, parameters, shape)?, gradient })
}
