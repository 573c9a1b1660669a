//! What 16 boxes, or 16 points, cost at least: estimates in one pass.

use fearless_simd::{Select, Simd, SimdBase, SimdFloat, f32x16};

use super::margin::{self, Margin};
use super::points::PLACE;
use super::tree::{LANES, Lanes, Tree};
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
    pub(super) margin: Margin,
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
        Asker { at: None, context, own, base_km: 0.0, reach_km: 0.0, rates, margin: Margin::default() }
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
        let off_km = self.rates.off_km + margin::of_asker(context, unit_km);
        self.margin = Margin::new(off_km, context.len());
        self.reach_km = self.margin.most(self.rates.reach_km);
    }

    /// Whether the same is known of that one, so that what one finds in the trees the other might.
    pub(super) fn is_like(&self, that: &Asker) -> bool {
        self.base_km == that.base_km
            && self.at.is_some() == that.at.is_some()
            && self.own.len() == that.own.len()
            && self.dimensions().eq(that.dimensions())
    }

    /// The dimensions of its context that it knows.
    fn dimensions(&self) -> impl Iterator<Item = usize> {
        self.context.iter().map(|(dimension, _)| *dimension)
    }

    /// How far it is from one that it is like, over the chord and in context.
    pub(super) fn away_from(&self, that: &Asker) -> f32 {
        let of_place = self.at.iter().flatten().zip(that.at.iter().flatten());
        let of_context = self.context.iter().zip(&that.context).map(|((_, x), (_, y))| (x, y));
        length(of_place) + length(of_context)
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

fn length<'a>(pairs: impl Iterator<Item = (&'a f32, &'a f32)>) -> f32 {
    pairs.map(|(x, y)| (x - y) * (x - y)).sum::<f32>().sqrt()
}

/// Several askers who are alike, a lane each; and one in their middle.
#[derive(Debug)]
pub(super) struct Group {
    /// What a box costs this one, less the way to it, is the least that the box can cost any of the others.
    pub(super) middle: Asker,
    at: [Lanes; PLACE],
    context: Vec<Lanes>,
    own: Vec<Lanes>,
    /// How far each is from the middle.
    pub(super) away: Lanes,
}

impl Group {
    /// Of nobody yet.
    pub(super) fn new(rates: Rates) -> Group {
        let (context, own) = (Vec::new(), Vec::new());
        Group { middle: Asker::new(rates), at: [NONE; PLACE], context, own, away: NONE }
    }

    /// Turns it into a group of these.
    #[inline(always)]
    pub(super) fn gather<S: Simd>(&mut self, simd: S, askers: &[Asker]) {
        let Some(first) = askers.first() else { return };
        self.context.resize(first.context.len(), NONE);
        self.own.resize(first.own.len(), NONE);
        for lane in 0..LANES {
            // Where there is nobody, the first once more.
            let asker = askers.get(lane).unwrap_or(first);
            for (lanes, x) in self.at.iter_mut().zip(asker.at.into_iter().flatten()) {
                lanes.0[lane] = x;
            }
            for (lanes, (_, x)) in self.context.iter_mut().zip(&asker.context) {
                lanes.0[lane] = *x;
            }
            for (lanes, p) in self.own.iter_mut().zip(&asker.own) {
                lanes.0[lane] = *p;
            }
        }

        let zero = splat(simd, 0.0);
        let halfway = |lanes: &Lanes| {
            let lanes = load(simd, lanes);
            lanes.reduce_min() / 2.0 + lanes.reduce_max() / 2.0
        };
        let off = |lanes: &Lanes, middle: f32, squares: f32x16<S>| {
            let off = load(simd, lanes) - middle;
            off.mul_add(off, squares)
        };
        let middle = &mut self.middle;
        let mut squares = zero;
        middle.at = first.at.map(|_| {
            self.at.each_ref().map(|lanes| {
                let x = halfway(lanes);
                squares = off(lanes, x, squares);
                x
            })
        });
        let mut away = squares.sqrt();
        squares = zero;
        middle.context.clear();
        for ((dimension, _), lanes) in first.context.iter().zip(&self.context) {
            let x = halfway(lanes);
            squares = off(lanes, x, squares);
            middle.context.push((*dimension, x));
        }
        away += squares.sqrt();
        // The best that any of them may hope for.
        middle.own.clear();
        middle.own.extend(self.own.iter().map(|lanes| load(simd, lanes).reduce_max()));
        middle.base_km = first.base_km;
        let away = first.margin.away(simd, away);
        middle.reach_km =
            askers.iter().fold(0.0, |most: f32, asker| most.max(asker.reach_km)) + away.reduce_max();
        self.away = Lanes(away.to_array());
    }
}

/// Nobody in any lane.
const NONE: Lanes = Lanes([0.0; LANES]);

/// An even chance, where it is not known how either stands.
pub(crate) const EVEN: f64 = 0.5;

/// What the boxes of a node cost at least, beside the base.
#[inline(always)]
pub(super) fn boxes<S: Simd>(simd: S, tree: &Tree, lanes: &[Lanes], asker: &Asker) -> f32x16<S> {
    let place = asker.at.filter(|_| tree.placed).map(
        #[inline(always)]
        |at| {
            at.map(
                #[inline(always)]
                |x| splat(simd, x),
            )
        },
    );
    let context = asker.context.iter().map(
        #[inline(always)]
        |&(dimension, x)| (dimension, splat(simd, x)),
    );
    let own = asker.own.iter().map(
        #[inline(always)]
        |&p| splat(simd, p),
    );
    outside(
        simd,
        tree,
        #[inline(always)]
        |row| load(simd, &lanes[row]),
        place,
        context,
        own,
        asker,
    )
}

/// What one box of a node, the one in this lane, costs each of several askers at least, beside the base.
#[inline(always)]
pub(super) fn askers<S: Simd>(
    simd: S,
    tree: &Tree,
    lanes: &[Lanes],
    lane: usize,
    group: &Group,
) -> f32x16<S> {
    let middle = &group.middle;
    let place = middle.at.filter(|_| tree.placed).map(
        #[inline(always)]
        |_| {
            group.at.each_ref().map(
                #[inline(always)]
                |x| load(simd, x),
            )
        },
    );
    let context = middle.context.iter().zip(&group.context);
    let context = context.map(
        #[inline(always)]
        |((dimension, _), x)| (*dimension, load(simd, x)),
    );
    let own = group.own.iter().map(
        #[inline(always)]
        |p| load(simd, p),
    );
    outside(
        simd,
        tree,
        #[inline(always)]
        |row| splat(simd, lanes[row].0[lane]),
        place,
        context,
        own,
        middle,
    )
}

/// What it costs at least to get into a box: the same for 16 boxes and one asker, and for one box and 16 askers.
#[inline(always)]
fn outside<S: Simd>(
    simd: S,
    tree: &Tree,
    side: impl Fn(usize) -> f32x16<S>,
    place: Option<[f32x16<S>; PLACE]>,
    context: impl ExactSizeIterator<Item = (usize, f32x16<S>)>,
    own: impl ExactSizeIterator<Item = f32x16<S>>,
    asker: &Asker,
) -> f32x16<S> {
    let zero = splat(simd, 0.0);
    let mut total = zero;
    if let Some(place) = place {
        let mut squares = zero;
        for (dimension, x) in place.into_iter().enumerate() {
            let gap = gap(side(2 * dimension), side(2 * dimension + 1), x).max(zero);
            squares = gap.mul_add(gap, squares);
        }
        // The chord is a little shorter than the way over the globe.
        total = within_reach(simd, squares.sqrt(), asker);
    }
    if context.len() > 0 {
        let mut squares = zero;
        for (dimension, x) in context {
            let row = 2 * (PLACE + dimension);
            let gap = gap(side(row), side(row + 1), x).max(zero);
            squares = gap.mul_add(gap, squares);
        }
        total += squares.sqrt();
    }
    let first = 2 * (PLACE + tree.context_width);
    total
        + doubt(
            simd,
            tree.chances,
            #[inline(always)]
            |row| side(first + row),
            own,
            asker,
        )
}

/// How far x is from between these sides; below 0 inside.
#[inline(always)]
fn gap<S: Simd>(low: f32x16<S>, high: f32x16<S>, x: f32x16<S>) -> f32x16<S> {
    (low - x).max(x - high)
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
    let first = PLACE + tree.context_width;
    let own = asker.own.iter().map(
        #[inline(always)]
        |&p| splat(simd, p),
    );
    total
        + doubt(
            simd,
            tree.chances,
            #[inline(always)]
            |row| load(simd, &lanes[first + row]),
            own,
            asker,
        )
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
fn doubt<S: Simd>(
    simd: S,
    chances: usize,
    chance: impl Fn(usize) -> f32x16<S>,
    own: impl ExactSizeIterator<Item = f32x16<S>>,
    asker: &Asker,
) -> f32x16<S> {
    if own.len() == 0 || chances == 0 {
        return splat(simd, 0.0);
    }
    let mut p = splat(simd, 0.0);
    for (row, own) in (0..chances).zip(own) {
        p = chance(row).mul_add(own, p);
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
