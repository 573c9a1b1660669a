//! The restricted likelihood of answers with school, rater, item and school x item effects, in a handful of small sums.
//!
//! All effects but those of raters act on items within schools, so raters are summed out first: what remains of a school is
//! a matrix as large as the number of items. Schools are then summed in the same way. Variances are in units of the
//! residual variance, which has a closed form.

use nalgebra::{DMatrix, DVector};

/// The raters of one school who answered equally many items.
struct Block {
    answered: f64,
    /// How many answered each item, and each pair of items.
    pairs: DMatrix<f64>,
    /// The sum of the answers per item.
    sums: DVector<f64>,
    /// The sum of raters' own sums, per item that they answered.
    own: DVector<f64>,
    squares: f64,
    own_squares: f64,
    raters: f64,
}

/// All that the likelihood needs to know of the answers.
pub(crate) struct Statistics {
    schools: Vec<Vec<Block>>,
    items: usize,
    pub(crate) answers: f64,
}

/// The profile of the likelihood at given variances.
pub(crate) struct Profile {
    /// The REML criterion, minus twice the logarithm of the restricted likelihood.
    pub(crate) criterion: f64,
    pub(crate) residual: f64,
    pub(crate) mean: f64,
}

/// Variances in units of the residual variance.
#[derive(Clone, Copy)]
pub(crate) struct Ratios {
    pub(crate) school: f64,
    pub(crate) rater: f64,
    pub(crate) item: f64,
    pub(crate) school_item: f64,
}

impl Statistics {
    /// Sums over raters. Each row is a rater's answers to all items.
    pub(crate) fn of(schools: &[Vec<&[Option<f64>]>], items: usize) -> Statistics {
        let per_school = schools.iter().map(|raters| blocks(raters, items)).collect();
        let answers = schools.iter().flatten().flat_map(|row| row.iter().flatten()).count() as f64;
        Statistics { schools: per_school, items, answers }
    }

    /// `None` where the likelihood is not defined: when the model leaves no residual.
    pub(crate) fn profile(&self, ratios: Ratios) -> Option<Profile> {
        let n = self.items;
        let within = DMatrix::from_fn(n, n, |i, j| ratios.school + if i == j { ratios.school_item } else { 0.0 });
        let across = DMatrix::from_diagonal_element(n, n, ratios.item);
        let mut all = Sums { matrix: DMatrix::zeros(n, n), vector: DVector::zeros(n), square: 0.0, ln_det: 0.0 };
        for school in &self.schools {
            let school = without_raters(school, n, ratios.rater).with_effects(&within)?;
            all.matrix += school.matrix;
            all.vector += school.vector;
            all.square += school.square;
            all.ln_det += school.ln_det;
        }
        let all = all.with_effects(&across)?;
        // The mean is what all items have in common.
        let weight = all.matrix.sum();
        let mean = all.vector.sum() / weight;
        let df = self.answers - 1.0;
        let residual = (all.square - mean * all.vector.sum()) / df;
        if !(residual > 0.0 && weight > 0.0) {
            return None;
        }
        let tau = 2.0 * std::f64::consts::PI;
        let criterion = df * (1.0 + libm::log(tau * residual)) + all.ln_det + libm::log(weight);
        Some(Profile { criterion, residual, mean })
    }
}

fn blocks(raters: &[&[Option<f64>]], items: usize) -> Vec<Block> {
    let block = |answered: usize| {
        let mut block = Block {
            answered: answered as f64,
            pairs: DMatrix::zeros(items, items),
            sums: DVector::zeros(items),
            own: DVector::zeros(items),
            squares: 0.0,
            own_squares: 0.0,
            raters: 0.0,
        };
        for row in raters.iter().filter(|row| row.iter().flatten().count() == answered) {
            let here = DVector::from_iterator(items, row.iter().map(|a| if a.is_some() { 1.0 } else { 0.0 }));
            let values = DVector::from_iterator(items, row.iter().map(|a| a.unwrap_or(0.0)));
            let own = values.sum();
            block.pairs.ger(1.0, &here, &here, 1.0);
            block.sums += &values;
            block.own += here * own;
            block.squares += values.dot(&values);
            block.own_squares += own * own;
            block.raters += 1.0;
        }
        block
    };
    (1..=items).map(block).filter(|block| block.raters > 0.0).collect()
}

/// With `Z` the items of each answer and `V` its covariance: `Z' V⁻¹ Z`, `Z' V⁻¹ y`, `y' V⁻¹ y` and `ln |V|`.
struct Sums {
    matrix: DMatrix<f64>,
    vector: DVector<f64>,
    square: f64,
    ln_det: f64,
}

/// One school with nothing but raters and residuals: the inverse of `I + ρ 1 1'` for m answers is `I - ρ / (1 + m ρ) 1 1'`.
fn without_raters(school: &[Block], items: usize, rater: f64) -> Sums {
    let mut sums =
        Sums { matrix: DMatrix::zeros(items, items), vector: DVector::zeros(items), square: 0.0, ln_det: 0.0 };
    for block in school {
        let one = 1.0 + block.answered * rater;
        let share = rater / one;
        sums.matrix += DMatrix::from_diagonal(&block.pairs.diagonal()) - &block.pairs * share;
        sums.vector += &block.sums - &block.own * share;
        sums.square += block.squares - share * block.own_squares;
        sums.ln_det += block.raters * libm::log(one);
    }
    sums
}

impl Sums {
    /// Adds effects on items with covariance `G` to `V`: by Woodbury, everything is multiplied by `(I + A G)⁻¹`.
    fn with_effects(self, g: &DMatrix<f64>) -> Option<Sums> {
        let n = g.nrows();
        let lu = (DMatrix::identity(n, n) + &self.matrix * g).lu();
        let vector = lu.solve(&self.vector)?;
        let square = self.square - self.vector.dot(&(g * &vector));
        let ln_det = self.ln_det + libm::log(lu.determinant());
        Some(Sums { matrix: lu.solve(&self.matrix)?, vector, square, ln_det })
    }
}
