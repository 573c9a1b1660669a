//! The lowest point of a deviance over a ratio of variances that cannot be negative.

use crate::numeric::brent;

/// The ratios between which a valley is looked for, beside 0: far beyond any that schools have, on both sides.
const LEAST: f64 = 1e-9;
const MOST: f64 = 1e9;
/// Points to a factor of ten. A deviance of a few schools of unequal size can have two valleys; between neighbouring
/// points, 26 % apart, it has at most one.
const POINTS: i32 = 10;

/// Where `value` is lowest, for arguments from 0, given its `slope`: exactly 0 if it is lowest there.
///
/// Looking for where the slope is 0 gives all digits of the place; looking at values gives half of them. `scale` is a
/// usual size of the argument.
pub(crate) fn lowest(slope: impl Fn(f64) -> f64, value: impl Fn(f64) -> f64, scale: f64) -> f64 {
    let points = (0..).map(|i| LEAST * libm::exp10(f64::from(i) / f64::from(POINTS)));
    let mut best = 0.0;
    let (mut left, mut falls) = (0.0, slope(0.0) < 0.0);
    for right in points.take_while(|point| *point <= MOST).map(|point| point * scale) {
        let falls_still = slope(right) < 0.0;
        if falls && !falls_still {
            // The slope changes sign here, so there is a root.
            let valley = brent::root(&slope, left, right).unwrap_or(right);
            if value(valley) < value(best) {
                best = valley;
            }
        }
        (left, falls) = (right, falls_still);
    }
    best
}
