//! Cutting points in two, and again: neighbours come to lie together.

use super::points::{Columns, Points};

/// How many points are looked at to see along which side a cut helps most. Any cut is right, so a sample will do.
const SAMPLE: usize = 32;
/// From here on it does not pay to cut further.
const FEW: usize = 16;
/// From here on it pays to cut both halves at the same time.
#[cfg(feature = "parallel")]
const MANY: usize = 1 << 14;

/// The places in a list of labels, in an order in which neighbours are near: cut in halves along the longest side, and each half again.
/// Questions that are asked in this order find most of what they need where the one before has just been.
pub(crate) fn order(points: &Points, labels: &[u32]) -> Vec<u32> {
    let mut order: Vec<u64> = (0..labels.len() as u64).collect();
    settle(&points.columns(labels), &mut order);
    order.into_iter().map(place).collect()
}

fn settle(columns: &Columns, order: &mut [u64]) {
    if order.len() <= FEW {
        return;
    }
    let middle = order.len() / 2;
    halve(columns, order, middle);
    let (low, high) = order.split_at_mut(middle);
    #[cfg(feature = "parallel")]
    if low.len() >= MANY {
        rayon::join(|| settle(columns, low), || settle(columns, high));
        return;
    }
    settle(columns, low);
    settle(columns, high);
}

/// Brings the `low` points that are lowest along the longest side to the front. Unknown is highest; equals go by place.
///
/// Each entry of `order` holds a place in the columns in its lower half; the upper half is for what it is ordered by.
pub(super) fn halve(columns: &Columns, order: &mut [u64], low: usize) {
    if low == 0 || low >= order.len() {
        return;
    }
    let column = longest(columns, order);
    for entry in order.iter_mut() {
        let place = place(*entry);
        *entry = u64::from(rising(column[place as usize])) << 32 | u64::from(place);
    }
    order.select_nth_unstable(low);
}

/// The place in an entry.
pub(super) fn place(entry: u64) -> u32 {
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

/// The column in which these points lie farthest apart.
fn longest<'a>(columns: &'a Columns, order: &[u64]) -> &'a [f32] {
    let step = order.len().div_ceil(SAMPLE);
    let (mut longest, mut length) = (columns.of(0), 0.0);
    for column in columns.each() {
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        for &entry in order.iter().step_by(step) {
            // NaN is left out.
            let x = column[place(entry) as usize];
            (low, high) = (low.min(x), high.max(x));
        }
        if high - low > length {
            (longest, length) = (column, high - low);
        }
    }
    longest
}
