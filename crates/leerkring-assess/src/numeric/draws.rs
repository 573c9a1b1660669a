//! The distribution of a sum of scores when a given number is drawn from categories: one convolution for
//! permutations of ratings and for colleagues who have not answered yet.

/// One category.
#[derive(Clone, Debug)]
pub(crate) struct Category {
    /// What each draw from it adds.
    pub(crate) score: usize,
    /// How likely it is, up to a common factor, to draw none, one, two, ... from it.
    pub(crate) weights: Vec<f64>,
}

impl Category {
    /// A category of `size` from which anyone may be drawn, without replacement: heads or tails for each. Given the
    /// number of heads over all categories this is the multivariate hypergeometric distribution.
    pub(crate) fn without_replacement(score: usize, size: usize) -> Category {
        let mut weight = 0.5_f64.powi(i32::try_from(size).unwrap_or(i32::MAX));
        let weights = (0..=size)
            .map(|drawn| {
                let here = weight;
                weight *= (size - drawn) as f64 / (drawn + 1) as f64;
                here
            })
            .collect();
        Category { score, weights }
    }

    /// A category of prior mass `mass` from which up to `most` may come, where `others` is the mass of all categories.
    /// Negative binomial numbers, given their sum, are Dirichlet-multinomial.
    pub(crate) fn of_urn(score: usize, mass: f64, others: f64, most: usize) -> Category {
        // Any success probability gives the same distribution; this one centres the sum at `most`.
        let success = most as f64 / (most as f64 + others);
        let mut weight = libm::pow(1.0 - success, mass);
        let weights = (0..=most)
            .map(|drawn| {
                let here = weight;
                weight *= success * (mass + drawn as f64) / (drawn + 1) as f64;
                here
            })
            .collect();
        Category { score, weights }
    }
}

/// The probability of each sum of scores 0, 1, 2, ... given that `draws` are drawn in all. Empty if that cannot be.
pub(crate) fn sum_given_draws(categories: &[Category], draws: usize) -> Vec<f64> {
    // A row per number drawn so far.
    let mut rows: Vec<Vec<f64>> = vec![Vec::new(); draws + 1];
    if let Some(none_yet) = rows.first_mut() {
        none_yet.push(1.0);
    }
    for category in categories {
        let mut next: Vec<Vec<f64>> = vec![Vec::new(); draws + 1];
        for (drawn, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            for (more, weight) in category.weights.iter().enumerate() {
                let Some(target) = next.get_mut(drawn + more) else { break };
                let shift = more * category.score;
                if target.len() < row.len() + shift {
                    target.resize(row.len() + shift, 0.0);
                }
                for (sum, p) in target.iter_mut().skip(shift).zip(row) {
                    *sum += p * weight;
                }
            }
        }
        rows = next;
    }
    let mut sums = rows.pop().unwrap_or_default();
    let total: f64 = sums.iter().sum();
    if total > 0.0 {
        sums.iter_mut().for_each(|p| *p /= total);
        sums
    } else {
        Vec::new()
    }
}
