//! The likelihood of thresholds and spread, its gradient, and where it is highest.

use crate::numeric::{bfgs, normal};
use crate::pooling::probit::ProbitError;

/// What people chose, per school: all indicators after each other, without the phases that nobody in the network chose.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    pub(super) schools: Vec<Vec<f64>>,
    /// Per indicator, for every phase whether somebody chose it.
    used: Vec<Vec<bool>>,
    totals: Vec<f64>,
}

/// The best parameters.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) thresholds: Vec<Vec<f64>>,
    pub(super) sd: f64,
    pub(super) log_likelihood: f64,
}

/// A density is followed out to this many standard deviations.
const REACH: f64 = 9.0;
/// Points to a standard deviation of the narrowest posterior. The trapezoidal rule is then off by exp(-2 π² POINTS²).
const POINTS: f64 = 1.3;
/// More points than this are never needed by schools with fewer than 50 000 answers.
const MOST_POINTS: f64 = 4000.0;
/// The smallest probability, so that its logarithm is a number.
const LEAST: f64 = f64::MIN_POSITIVE;
/// The search ends when a step promises less log-likelihood than this: 1e-5 of a standard error.
const ENOUGH: f64 = 1e-10;
/// A spread that betters the likelihood by less than this is none.
const BETTER: f64 = 1e-8;

impl Counts {
    pub(super) fn of(levels: u8, schools: &[Vec<u32>]) -> Result<Counts, ProbitError> {
        let width = schools.first().map_or(0, Vec::len);
        let levels_wide = usize::from(levels);
        let fits =
            |found: usize| levels >= 2 && found > 0 && found == width && found.is_multiple_of(levels_wide);
        if let Some(found) = schools.iter().map(Vec::len).find(|found| !fits(*found)) {
            return Err(ProbitError::Shape { levels, found });
        }
        let total =
            |place: usize| schools.iter().filter_map(|school| school.get(place)).map(|n| f64::from(*n)).sum();
        let totals: Vec<f64> = (0..width).map(total).collect();
        let used =
            totals.chunks(levels_wide.max(1)).map(|item| item.iter().map(|n| *n > 0.0).collect()).collect();
        let mut sorted: Vec<&Vec<u32>> =
            schools.iter().filter(|school| school.iter().any(|count| *count > 0)).collect();
        sorted.sort_unstable();
        let pick = |school: &Vec<u32>| {
            school
                .iter()
                .zip(&totals)
                .filter(|(_, total)| **total > 0.0)
                .map(|(n, _)| f64::from(*n))
                .collect()
        };
        let schools = sorted.into_iter().map(pick).collect();
        Ok(Counts { schools, used, totals: totals.into_iter().filter(|total| *total > 0.0).collect() })
    }

    /// People: those of the indicator that most people answered.
    pub(super) fn people(&self) -> u64 {
        self.by_item(&self.totals).map(|item| item.iter().sum::<f64>()).fold(0.0, f64::max) as u64
    }

    /// A row cut into indicators.
    fn by_item<'a>(&self, row: &'a [f64]) -> impl Iterator<Item = &'a [f64]> {
        let mut rest = row;
        let widths: Vec<usize> =
            self.used.iter().map(|item| item.iter().filter(|used| **used).count()).collect();
        widths.into_iter().map(move |width| {
            let (item, others) = rest.split_at_checked(width).unwrap_or((rest, &[]));
            rest = others;
            item
        })
    }

    /// The best thresholds if schools do not differ: where the shares of the whole network lie.
    pub(super) fn thresholds_if_alike(&self) -> Vec<Vec<f64>> {
        self.by_item(&self.totals)
            .map(|item| {
                let total: f64 = item.iter().sum();
                let mut below = 0.0;
                let mut thresholds: Vec<f64> = item
                    .iter()
                    .map(|count| {
                        below += count;
                        normal::quantile(below / total)
                    })
                    .collect();
                thresholds.pop();
                thresholds
            })
            .collect()
    }

    /// Thresholds with those of phases that nobody chose.
    pub(super) fn with_unused(&self, thresholds: &[Vec<f64>]) -> Vec<Vec<f64>> {
        self.used
            .iter()
            .zip(thresholds)
            .map(|(used, thresholds)| {
                // Above the phase lies the last threshold passed; above the highest that was chosen, none.
                let mut upper = thresholds.iter().copied().chain([f64::INFINITY]);
                let mut last = f64::NEG_INFINITY;
                let mut all: Vec<f64> = used
                    .iter()
                    .map(|used| {
                        if *used {
                            last = upper.next().unwrap_or(f64::INFINITY);
                        }
                        last
                    })
                    .collect();
                all.pop();
                all
            })
            .collect()
    }

    /// The most answers of one school.
    fn most(&self) -> f64 {
        self.schools.iter().map(|school| school.iter().sum()).fold(0.0, f64::max)
    }
}

/// The log of the probability of each phase of each indicator, at a school of level `u`.
pub(super) fn log_probabilities(thresholds: &[Vec<f64>], u: f64) -> Vec<f64> {
    thresholds.iter().flat_map(|item| phases(item, u)).map(|p| libm::log(p.max(LEAST))).collect()
}

fn phases(item: &[f64], u: f64) -> impl Iterator<Item = f64> {
    edges(item).map(move |(low, high)| normal::between(low - u, high - u))
}

/// Between which thresholds every phase lies.
fn edges(item: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    let low = std::iter::once(f64::NEG_INFINITY).chain(item.iter().copied());
    low.zip(item.iter().copied().chain(std::iter::once(f64::INFINITY)))
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A point of the integral over schools, in standard deviations.
struct Point {
    z: f64,
    /// The log of its weight.
    log_weight: f64,
    /// The log of the probability of every phase.
    log_p: Vec<f64>,
    /// How many people are expected to have chosen each phase in schools that are here.
    expected: Vec<f64>,
}

fn points(counts: &Counts, thresholds: &[Vec<f64>], sd: f64) -> Vec<Point> {
    // An answer tells at most one unit about `u`; the largest school has the narrowest posterior.
    let narrowest = 1.0 / (1.0 + counts.most() * sd * sd).sqrt();
    let half = (REACH * POINTS / narrowest).ceil().min(MOST_POINTS / 2.0);
    let step = REACH / half;
    (0..=(2.0 * half) as u32)
        .map(|i| {
            let z = (f64::from(i) - half) * step;
            let log_p = log_probabilities(thresholds, sd * z);
            let log_weight = libm::log(step * normal::density(z));
            Point { z, log_weight, expected: vec![0.0; log_p.len()], log_p }
        })
        .collect()
}

/// The log-likelihood, with the expected numbers at each point added up.
fn log_likelihood(counts: &Counts, points: &mut [Point]) -> f64 {
    let mut total = 0.0;
    let mut logs = Vec::with_capacity(points.len());
    for school in &counts.schools {
        logs.clear();
        logs.extend(points.iter().map(|point| point.log_weight + dot(&point.log_p, school)));
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        logs.iter_mut().for_each(|log| *log = libm::exp(*log - highest));
        let sum: f64 = logs.iter().sum();
        total += highest + libm::log(sum);
        for (point, share) in points.iter_mut().zip(&logs).filter(|(_, share)| **share > 1e-18 * sum) {
            let share = share / sum;
            point.expected.iter_mut().zip(school).for_each(|(to, count)| *to += share * count);
        }
    }
    total
}

/// Minus the log-likelihood and its gradient, over all thresholds and then the spread. `None` unless thresholds rise.
fn slope(counts: &Counts, parameters: &[f64], shape: &[Vec<f64>]) -> Option<bfgs::Slope> {
    let (sd, flat) = parameters.split_last()?;
    let thresholds = shaped(flat, shape);
    if thresholds.iter().any(|item| !item.is_sorted_by(|a, b| a < b)) {
        return None;
    }
    let mut points = points(counts, &thresholds, *sd);
    let value = -log_likelihood(counts, &mut points);
    let mut gradient = vec![0.0; parameters.len()];
    for point in &points {
        let u = sd * point.z;
        let mut expected = counts.by_item(&point.expected);
        let mut log_p = counts.by_item(&point.log_p);
        let mut slots = gradient.iter_mut();
        let mut over_u = 0.0;
        for item in &thresholds {
            let per_p: Vec<f64> = expected
                .next()?
                .iter()
                .zip(log_p.next()?)
                .map(|(n, log)| if *n > 0.0 { n / libm::exp(*log) } else { 0.0 })
                .collect();
            // A threshold that rises gives to the phase below it and takes from the one above.
            for ((below, above), threshold) in per_p.iter().zip(per_p.iter().skip(1)).zip(item) {
                let change = normal::density(threshold - u) * (below - above);
                *slots.next()? -= change;
                over_u -= change;
            }
        }
        *slots.next()? -= over_u * point.z;
    }
    value.is_finite().then_some(bfgs::Slope { value, gradient })
}

fn shaped(flat: &[f64], shape: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut flat = flat.iter().copied();
    shape.iter().map(|item| flat.by_ref().take(item.len()).collect()).collect()
}

/// The thresholds and the spread with the highest likelihood.
///
/// The spread may change sign on the way, which changes nothing: at 0 the likelihood is smooth, and there is no edge.
pub(super) fn maximise(counts: &Counts, alike: &[Vec<f64>]) -> Result<Best, ProbitError> {
    const FIRST_SD: f64 = 0.5;
    let stretch = (1.0 + FIRST_SD * FIRST_SD).sqrt();
    let start: Vec<f64> = alike.iter().flatten().map(|x| x * stretch).chain([FIRST_SD]).collect();
    let answers: f64 = counts.totals.iter().sum();
    let found = bfgs::minimum(|x| slope(counts, x, alike), start, answers, ENOUGH);
    let (x, value) = found.ok_or(ProbitError::NoEnd)?;
    let none: f64 = dot(&log_probabilities(alike, 0.0), &counts.totals);
    let (sd, flat) = x.split_last().ok_or(ProbitError::NoEnd)?;
    Ok(if -value > none + BETTER {
        Best { thresholds: shaped(flat, alike), sd: sd.abs(), log_likelihood: -value }
    } else {
        Best { thresholds: alike.to_vec(), sd: 0.0, log_likelihood: none }
    })
}
