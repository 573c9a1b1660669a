//! What 16 boxes, or 16 points, cost at least: estimates in one pass.

use fearless_simd::{Select, Simd, SimdBase, SimdFloat, f32x16};

use super::margin;
use super::points::PLACE;
use super::tree::{Lanes, Tree};
use crate::sphere::RADIUS_KM;

/// Who asks, and by which rates.
#[derive(Debug)]
pub(crate) struct Asker {
    /// Where, in kilometres from the centre of the Earth; `None` if that is not known.
    at: Option<[f32; PLACE]>,
    /// The dimensions of its context that it knows, with its value in kilometres.
    context: Vec<(usize, f32)>,
    /// The probability of each phase; none if it does not know or if doubt costs nothing.
    own: Vec<f32>,
    /// What every point costs it beside travel and what depends on the point.
    base_km: f64,
    /// Travel that is estimated above this is out of reach.
    reach_km: f32,
    rates: Rates,
    /// By how much an estimate may be off.
    pub(super) off_km: f32,
}

/// What things cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rates {
    pub(crate) unit_km: f64,
    pub(crate) unknown_km: f64,
    pub(crate) flat_km: f64,
    pub(crate) full_doubt_km: f64,
    /// No farther than this (infinity: no limit).
    pub(crate) reach_km: f64,
    /// By how much an estimate may be off because the numbers of the points were rounded.
    pub(crate) off_km: f64,
}

impl Asker {
    /// One who asks by these rates.
    pub(crate) fn new(rates: Rates) -> Asker {
        let (context, own) = (Vec::new(), Vec::new());
        Asker { at: None, context, own, base_km: 0.0, reach_km: 0.0, rates, off_km: 0.0 }
    }

    /// Turns it into one who stands here (NaN is unknown). `own` is the probability of each phase, if that is known.
    pub(crate) fn stand(&mut self, at: [f64; PLACE], context: &[f64], own: Option<&[f64]>) {
        let Rates { unit_km, unknown_km, full_doubt_km, .. } = self.rates;
        self.at = (!at[0].is_nan()).then(|| at.map(|x| (x * RADIUS_KM) as f32));
        self.context.clear();
        let known = context.iter().enumerate().filter(|(_, x)| !x.is_nan());
        self.context.extend(known.map(|(dimension, x)| (dimension, (x * unit_km) as f32)));
        let unknown = context.len() - self.context.len();
        self.base_km = unknown_km * unknown as f64;
        self.own.clear();
        if full_doubt_km > 0.0 {
            match own {
                Some(own) => self.own.extend(own.iter().map(|&p| p as f32)),
                None => self.base_km += full_doubt_km * EVEN,
            }
        }
        self.off_km = (self.rates.off_km + margin::of_asker(context, unit_km)) as f32;
        self.reach_km = margin::most(self.rates.reach_km, self.off_km);
    }

    /// What every point of this tree costs it at least, if its charge is this.
    #[inline(always)]
    pub(super) fn base(&self, tree: &Tree, charge_km: f64) -> f32 {
        let flat = if self.travels(tree) { 0.0 } else { self.rates.flat_km };
        (self.base_km + charge_km + flat) as f32
    }

    #[inline(always)]
    fn travels(&self, tree: &Tree) -> bool {
        tree.placed && self.at.is_some()
    }
}

/// An even chance, where it is not known how either stands.
pub(crate) const EVEN: f64 = 0.5;

/// What the boxes of a node cost at least, beside the base.
#[inline(always)]
pub(super) fn boxes<S: Simd>(simd: S, tree: &Tree, lanes: &[Lanes], asker: &Asker) -> f32x16<S> {
    let zero = f32x16::splat(simd, 0.0);
    let mut total = zero;
    if let Some(at) = asker.at.filter(|_| tree.placed) {
        let mut squares = zero;
        for (dimension, x) in at.into_iter().enumerate() {
            let gap = gap(simd, lanes, dimension, x);
            squares = gap.mul_add(gap, squares);
        }
        // The chord is a little shorter than the way over the globe.
        total = within_reach(simd, squares.sqrt(), asker);
    }
    if !asker.context.is_empty() {
        let mut squares = zero;
        for &(dimension, x) in &asker.context {
            let gap = gap(simd, lanes, PLACE + dimension, x);
            squares = gap.mul_add(gap, squares);
        }
        total += squares.sqrt();
    }
    total + doubt(simd, &lanes[2 * (PLACE + tree.context_width)..], asker)
}

/// How far these boxes are from x in this dimension; 0 for those around it.
#[inline(always)]
fn gap<S: Simd>(simd: S, lanes: &[Lanes], dimension: usize, x: f32) -> f32x16<S> {
    let (low, high) = (load(simd, &lanes[2 * dimension]), load(simd, &lanes[2 * dimension + 1]));
    let x = splat(simd, x);
    (low - x).max(x - high).max(splat(simd, 0.0))
}

/// What the points of a leaf cost at least, beside the base.
#[inline(always)]
pub(super) fn points<S: Simd>(simd: S, tree: &Tree, lanes: &[Lanes], asker: &Asker) -> f32x16<S> {
    let zero = f32x16::splat(simd, 0.0);
    let mut total = zero;
    if let Some(at) = asker.at.filter(|_| tree.placed) {
        let mut squares = zero;
        for (dimension, x) in at.into_iter().enumerate() {
            let difference = load(simd, &lanes[dimension]) - x;
            squares = difference.mul_add(difference, squares);
        }
        total = travel(simd, squares, asker);
    }
    if !asker.context.is_empty() {
        let unknown_km = splat(simd, asker.rates.unknown_km as f32);
        let mut squares = zero;
        for &(dimension, x) in &asker.context {
            let difference = load(simd, &lanes[PLACE + dimension]) - x;
            let unknown = difference.is_nan();
            let difference = unknown.select(zero, difference);
            squares = difference.mul_add(difference, squares);
            total += unknown.select(unknown_km, zero);
        }
        total += squares.sqrt();
    }
    total + doubt(simd, &lanes[PLACE + tree.context_width..], asker)
}

/// The way over the globe that goes with these squares of chords, from below: the first terms of the arcsine, all of which are
/// above 0.
#[inline(always)]
fn travel<S: Simd>(simd: S, squares: f32x16<S>, asker: &Asker) -> f32x16<S> {
    let turn = squares * (1.0 / (RADIUS_KM * RADIUS_KM)) as f32;
    let series = turn.mul_add(splat(simd, 3.0 / 640.0), splat(simd, 1.0 / 24.0));
    let chord = squares.sqrt();
    within_reach(simd, (chord * turn).mul_add(series, chord), asker)
}

/// This way; infinitely far if it is out of reach.
#[inline(always)]
fn within_reach<S: Simd>(simd: S, way: f32x16<S>, asker: &Asker) -> f32x16<S> {
    way.simd_gt(splat(simd, asker.reach_km)).select(splat(simd, f32::INFINITY), way)
}

/// What doubt costs at least, given the chances.
#[inline(always)]
fn doubt<S: Simd>(simd: S, chances: &[Lanes], asker: &Asker) -> f32x16<S> {
    if asker.own.is_empty() || chances.is_empty() {
        return f32x16::splat(simd, 0.0);
    }
    let mut p = f32x16::splat(simd, 0.0);
    for (chance, &own) in chances.iter().zip(&asker.own) {
        p = load(simd, chance).mul_add(splat(simd, own), p);
    }
    // Rounded to whole percents as the true one is; where that is a close call, upwards.
    let percent = p.mul_add(splat(simd, 100.0), splat(simd, 0.5 + CLOSE)).floor();
    let percent = percent.max(splat(simd, 1.0)).min(splat(simd, 99.0));
    (splat(simd, 100.0) - percent) * (asker.rates.full_doubt_km / 100.0) as f32
}

/// More than the rounding of a probability can come to, in percents.
const CLOSE: f32 = 1e-3;

#[inline(always)]
fn load<S: Simd>(simd: S, lanes: &Lanes) -> f32x16<S> {
    f32x16::load_array_ref(simd, &lanes.0)
}

#[inline(always)]
fn splat<S: Simd>(simd: S, x: f32) -> f32x16<S> {
    f32x16::splat(simd, x)
}
