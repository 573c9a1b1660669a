//! Nodes and weights to take an integral with.

use std::f64::consts::PI;

/// A point and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) at: f64,
    pub(crate) weight: f64,
}

/// Gauss-Legendre with `n` nodes on the interval from -1 to 1: exact for polynomials up to degree `2 n - 1`.
pub(crate) fn gauss_legendre(n: u32) -> Vec<Node> {
    let degree = f64::from(n);
    let node = |i: u32| {
        // From a point that is near enough, Newton's rule doubles the digits with each step.
        let mut x = libm::cos(PI * (f64::from(i) + 0.75) / (degree + 0.5));
        let mut slope = 1.0;
        for _ in 0..8 {
            let (value, last) = legendre(n, x);
            slope = degree * (x * value - last) / (x * x - 1.0);
            x -= value / slope;
        }
        Node { at: x, weight: 2.0 / ((1.0 - x * x) * slope * slope) }
    };
    (0..n).rev().map(node).collect()
}

/// The Legendre polynomials of degree `n` and `n - 1` at `x`.
fn legendre(n: u32, x: f64) -> (f64, f64) {
    (1..=n).fold((1.0, 0.0), |(value, last), k| {
        let k = f64::from(k);
        (((2.0 * k - 1.0) * x * value - (k - 1.0) * last) / k, value)
    })
}

/// The nodes for an integral from `low` to `high`, in panels no wider than `width`.
pub(crate) fn panels(rule: &[Node], low: f64, high: f64, width: f64) -> Vec<Node> {
    if high <= low {
        return Vec::new();
    }
    let count = ((high - low) / width).ceil().clamp(1.0, 1e5);
    let half = (high - low) / count / 2.0;
    (0..count as u32)
        .map(|panel| low + (2.0 * f64::from(panel) + 1.0) * half)
        .flat_map(|centre| {
            rule.iter().map(move |node| Node { at: centre + half * node.at, weight: half * node.weight })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_nodes_by_hand() {
        let nodes = gauss_legendre(3);
        let expected = [(-0.6_f64.sqrt(), 5.0 / 9.0), (0.0, 8.0 / 9.0), (0.6_f64.sqrt(), 5.0 / 9.0)];
        for (node, (at, weight)) in nodes.iter().zip(expected) {
            assert!((node.at - at).abs() < 1e-15 && (node.weight - weight).abs() < 1e-15);
        }
    }

    #[test]
    fn exact_for_polynomials_and_close_for_a_bell() {
        let rule = gauss_legendre(8);
        let moment: f64 = rule.iter().map(|node| node.weight * node.at.powi(14)).sum();
        assert!((moment - 2.0 / 15.0).abs() < 1e-14);
        let bell: f64 =
            panels(&rule, -9.0, 9.0, 1.0).iter().map(|n| n.weight * libm::exp(-n.at * n.at / 2.0)).sum();
        assert!((bell - (2.0 * PI).sqrt()).abs() < 1e-13);
        assert!(panels(&rule, 1.0, 1.0, 1.0).is_empty());
    }
}
