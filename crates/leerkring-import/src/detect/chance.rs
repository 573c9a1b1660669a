//! How often chance alone brings what was seen: tails of two counting distributions, by the ratio of neighbouring
//! terms. Only the four operations are used, so that the result is the same on every machine.

/// Findings that rest on chance are told when fewer than one in this many files would have them by chance, over all
/// the columns that are looked at in a file.
pub(super) const ONE_IN: f64 = 10_000.0;

/// Whether chance, tried this many times in a file, brings something of this probability too rarely to believe in.
pub(super) fn is_rare(probability: f64, tries: usize) -> bool {
    probability * number(tries) * ONE_IN <= 1.0
}

/// A count as a number for sums with chances.
pub(super) fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The probability that of `drawn`, out of `marked` and `others`, at most `x` are marked.
pub(super) fn hypergeometric_at_most(x: u64, marked: u64, others: u64, drawn: u64) -> f64 {
    let (low, high) = (drawn.saturating_sub(others), drawn.min(marked));
    let mode = ((drawn + 1) * (marked + 1) / (marked + others + 2)).clamp(low, high);
    // How much likelier the next number is.
    let up = |i: u64| {
        let (left, undrawn) = (marked - i, drawn - i);
        real(left) * real(undrawn) / (real(i + 1) * real(others + i + 1 - drawn))
    };
    share(low, high, mode, up, |i| i <= x)
}

/// The probability of at least `x` heads in `n` throws of a coin that shows heads with probability `p`.
pub(super) fn binomial_at_least(x: u64, n: u64, p: f64) -> f64 {
    let odds = p / (1.0 - p);
    share(0, n, coin_mode(n, p), |i| odds * real(n - i) / real(i + 1), |i| i >= x)
}

/// The likeliest number of heads.
fn coin_mode(n: u64, p: f64) -> u64 {
    // The terms rise as long as the ratio is above one.
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if p * real(n - middle) >= (1.0 - p) * real(middle + 1) { low = middle + 1 } else { high = middle }
    }
    low
}

/// `1 / (n over k)`: the probability that of `n` things in a random order just these `k` come first.
pub(super) fn one_order(n: u64, k: u64) -> f64 {
    let k = k.min(n - k);
    (1..=k).fold(1.0, |product, i| product * real(i) / real(n - k + i))
}

/// One half, this many times.
pub(super) fn halves(n: u64) -> f64 {
    (0..n.min(1100)).fold(1.0, |product, _| product / 2.0)
}

/// The share of the terms `low..=high` that lies `inside`. The term at the mode counts as one, the others by their
/// ratios; those that vanish beside it end the sum.
fn share(low: u64, high: u64, mode: u64, up: impl Fn(u64) -> f64, inside: impl Fn(u64) -> bool) -> f64 {
    let (mut all, mut part) = (0.0, 0.0);
    let mut add = |i: u64, term: f64| {
        all += term;
        if inside(i) {
            part += term;
        }
    };
    let mut term = 1.0;
    for i in mode..=high {
        add(i, term);
        if i < high {
            term *= up(i);
        }
        if term == 0.0 {
            break;
        }
    }
    let mut term = 1.0;
    for i in (low..mode).rev() {
        term /= up(i);
        if term == 0.0 {
            break;
        }
        add(i, term);
    }
    part / all
}

fn real(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-12 * b.abs(), "{a} is not {b}");
    }

    /// By hand: of 8 drawn in 4 and 4 (a lady tasting tea), all orders are 70.
    #[test]
    fn tails_are_those_of_the_textbook() {
        near(hypergeometric_at_most(0, 4, 4, 4), 1.0 / 70.0);
        near(hypergeometric_at_most(1, 4, 4, 4), 17.0 / 70.0);
        near(hypergeometric_at_most(4, 4, 4, 4), 1.0);
        near(hypergeometric_at_most(2, 3, 2, 4), 3.0 / 5.0);
        near(binomial_at_least(3, 3, 0.5), 1.0 / 8.0);
        near(binomial_at_least(2, 4, 0.5), 11.0 / 16.0);
        near(binomial_at_least(0, 4, 0.25), 1.0);
        near(one_order(8, 4), 1.0 / 70.0);
        near(one_order(5, 4), 1.0 / 5.0);
        near(halves(10), 1.0 / 1024.0);
    }

    /// The sum over all outcomes that can be counted one by one.
    #[test]
    fn tails_equal_counting_every_outcome() {
        let choose =
            |n: u64, k: u64| if k > n { 0.0 } else { (0..k).fold(1.0, |c, i| c * real(n - i) / real(i + 1)) };
        for marked in 0..7_u64 {
            for others in 0..7_u64 {
                for drawn in 0..=marked + others {
                    for x in drawn.saturating_sub(others)..=drawn.min(marked) {
                        let low = drawn.saturating_sub(others);
                        let tail: f64 =
                            (low..=x).map(|i| choose(marked, i) * choose(others, drawn - i)).sum();
                        near(
                            hypergeometric_at_most(x, marked, others, drawn),
                            tail / choose(marked + others, drawn),
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn large_counts_neither_overflow_nor_vanish() {
        assert!(hypergeometric_at_most(100, 50_000, 50_000, 50_000) == 0.0);
        assert!((hypergeometric_at_most(25_000, 50_000, 50_000, 50_000) - 0.5).abs() < 0.01);
        assert!(binomial_at_least(60_000, 100_000, 0.5) < 1e-300);
        assert_eq!(halves(u64::MAX), 0.0);
    }
}
