//! What is known about one school, with the network's experience.

use crate::numeric::{normal, quadrature};
use crate::pooling::estimate::Estimate;
use crate::pooling::probit::likelihood::{dot, log_probabilities};
use crate::pooling::probit::{OrdinalProbit, ProbitError};

/// A school, with the network's experience.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SchoolPosterior {
    /// Its level `u`: 0 is the middle of the network, the unit is the spread between people of one school. Mean and
    /// standard deviation of its posterior.
    pub level: Estimate,
    /// The probability of each phase, lowest first; they add up to 1.
    pub phases: Vec<f64>,
}

/// How far the prior is followed, in standard deviations.
const REACH: f64 = 9.0;
/// Nodes to a panel.
const NODES: u32 = 8;

/// The posterior of schools, whether or not they took part in the fit: `schools` as in [`fit`](super::fit). A school without answers
/// is one like the others.
///
/// `P(phase >= k) = P(u > border below k)`. Every phase is integrated on its own, between its borders, so that a
/// small probability has all its digits.
///
/// # Errors
/// [`ProbitError::Shape`] if a school does not have a number for every phase of every indicator.
pub fn posteriors(
    network: &OrdinalProbit,
    schools: &[Vec<u32>],
) -> Result<Vec<SchoolPosterior>, ProbitError> {
    let levels = network.levels();
    let width = levels * network.thresholds.len();
    if let Some(school) = schools.iter().find(|school| school.len() != width) {
        return Err(ProbitError::Shape {
            levels: u8::try_from(levels).unwrap_or(u8::MAX),
            found: school.len(),
        });
    }
    let most = schools.iter().map(|school| school.iter().map(|n| f64::from(*n)).sum()).fold(0.0, f64::max);
    let grid = Grid::new(network, most);
    let of_school = |school: &Vec<u32>| {
        let counts: Vec<f64> = school.iter().map(|count| f64::from(*count)).collect();
        grid.posterior(&counts)
    };
    Ok(schools.iter().map(of_school).collect())
}

/// Points of the integral over `u`, phase by phase, common to all schools.
struct Grid {
    phases: Vec<Vec<Point>>,
}

struct Point {
    u: f64,
    log_weight: f64,
    log_p: Vec<f64>,
}

impl Grid {
    /// Fine enough for a school with so many answers.
    fn new(network: &OrdinalProbit, most: f64) -> Grid {
        let sd = network.sd;
        let point = |u: f64, weight: f64, z: f64| Point {
            u,
            log_weight: libm::log(weight * normal::density(z)),
            log_p: log_probabilities(&network.thresholds, u),
        };
        let borders = network.borders();
        let low = std::iter::once(f64::NEG_INFINITY).chain(borders.iter().copied());
        let phases = low.zip(borders.iter().copied().chain([f64::INFINITY]));
        if sd == 0.0 {
            // All are in the middle of the network. A middle that is exactly on a border is in the phase below it.
            let middle = |(low, high): (f64, f64)| {
                if low < 0.0 && high >= 0.0 { vec![point(0.0, 1.0, 0.0)] } else { Vec::new() }
            };
            return Grid { phases: phases.map(middle).collect() };
        }
        let rule = quadrature::gauss_legendre(NODES);
        let narrowest = sd / (1.0 + most * sd * sd).sqrt();
        let of_phase = |(low, high): (f64, f64)| {
            let (low, high) = (low.max(-REACH * sd), high.min(REACH * sd));
            let nodes = quadrature::panels(&rule, low, high, narrowest);
            nodes.iter().map(|node| point(node.at, node.weight / sd, node.at / sd)).collect()
        };
        Grid { phases: phases.map(of_phase).collect() }
    }

    fn posterior(&self, counts: &[f64]) -> SchoolPosterior {
        let log = |point: &Point| point.log_weight + dot(&point.log_p, counts);
        let logs: Vec<Vec<f64>> = self.phases.iter().map(|phase| phase.iter().map(log).collect()).collect();
        let highest = logs.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        let masses: Vec<Vec<f64>> =
            logs.iter().map(|phase| phase.iter().map(|log| libm::exp(log - highest)).collect()).collect();
        let total: f64 = masses.iter().flatten().sum();
        let expected = |of: &dyn Fn(f64) -> f64| {
            let points = self.phases.iter().flatten();
            points.zip(masses.iter().flatten()).map(|(point, mass)| of(point.u) * mass).sum::<f64>() / total
        };
        let mean = expected(&|u| u);
        let variance = expected(&|u| (u - mean) * (u - mean));
        SchoolPosterior {
            level: Estimate { mean, sd: variance.sqrt() },
            phases: masses.iter().map(|phase| phase.iter().sum::<f64>() / total).collect(),
        }
    }
}
