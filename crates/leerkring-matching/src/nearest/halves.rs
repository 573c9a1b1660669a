//! Cutting points in two, and again: neighbours come to lie together.

use super::points::Points;

/// How many points are looked at to see along which side a cut helps most. Any cut is right, so a sample will do.
const SAMPLE: usize = 64;
/// From here on it does not pay to cut further.
const FEW: usize = 8;
/// From here on it pays to cut both halves at the same time.
#[cfg(feature = "parallel")]
const MANY: usize = 1 << 14;

/// The labels in an order in which neighbours are near: cut in halves along the longest side, and each half again. Questions
/// that are asked in this order find most of what they need where the one before has just been.
pub(crate) fn order(points: &Points) -> Vec<u32> {
    let mut order: Vec<u64> = (0..points.len() as u64).collect();
    settle(points, &mut order);
    order.into_iter().map(label).collect()
}

fn settle(points: &Points, order: &mut [u64]) {
    if order.len() <= FEW {
        return;
    }
    let middle = order.len() / 2;
    halve(points, order, middle);
    let (low, high) = order.split_at_mut(middle);
    #[cfg(feature = "parallel")]
    if low.len() >= MANY {
        rayon::join(|| settle(points, low), || settle(points, high));
        return;
    }
    settle(points, low);
    settle(points, high);
}

/// Brings the `low` points that are lowest along the longest side to the front. Unknown is highest; equals go by label.
///
/// Each entry of `order` holds a label in its lower half; the upper half is for what it is ordered by.
pub(super) fn halve(points: &Points, order: &mut [u64], low: usize) {
    if low == 0 || low >= order.len() {
        return;
    }
    let dimension = longest(points, order);
    for entry in order.iter_mut() {
        let label = label(*entry);
        *entry = u64::from(rising(points.km(label, dimension))) << 32 | u64::from(label);
    }
    order.select_nth_unstable(low);
}

/// The label in an entry.
pub(super) fn label(entry: u64) -> u32 {
    entry as u32
}

/// A whole number that rises with this one; NaN is above all.
fn rising(x: f32) -> u32 {
    if x.is_nan() {
        return u32::MAX;
    }
    let bits = x.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

fn longest(points: &Points, order: &[u64]) -> usize {
    let step = order.len().div_ceil(SAMPLE);
    let (mut longest, mut length) = (0, 0.0);
    for dimension in 0..points.width() {
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        for &entry in order.iter().step_by(step) {
            // NaN is left out.
            let x = points.km(label(entry), dimension);
            (low, high) = (low.min(x), high.max(x));
        }
        if high - low > length {
            (longest, length) = (dimension, high - low);
        }
    }
    longest
}
