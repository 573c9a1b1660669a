//! What a likelihood needs of all schools: sums per size of team. A network of millions has a few hundred sizes, so that
//! every step of a search is short, however many schools there are.

use crate::pooling::scores::Scores;

/// The schools with one number of people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) people: f64,
    pub(crate) schools: f64,
    /// The mean of the schools' means.
    pub(crate) mean: f64,
    /// The sum of squares of the schools' means around it.
    pub(crate) spread: f64,
}

/// All schools with people.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sums {
    pub(crate) sizes: Vec<Size>,
    pub(crate) schools: u64,
    pub(crate) people: u64,
    /// The sum of squares within schools.
    pub(crate) within: f64,
}

impl Sums {
    /// The order of the schools shows in no bit: they are sorted before anything is summed.
    pub(crate) fn of(schools: &[Scores]) -> Sums {
        let mut sorted: Vec<Scores> = schools.iter().filter(|school| school.people() > 0).copied().collect();
        sorted.sort_unstable_by(|a, b| {
            a.people()
                .cmp(&b.people())
                .then(a.mean().total_cmp(&b.mean()))
                .then(a.within().total_cmp(&b.within()))
        });
        let sizes = sorted.chunk_by(|a, b| a.people() == b.people()).map(Size::of).collect();
        Sums {
            sizes,
            schools: sorted.len() as u64,
            people: sorted.iter().map(Scores::people).sum(),
            within: sorted.iter().map(Scores::within).sum(),
        }
    }

    /// At a ratio of variances `t` (between schools over within), with everything in units of the variance within,
    /// around the mean that is best there.
    pub(crate) fn at(&self, t: f64) -> At {
        self.around(None, t)
    }

    /// The same around a given mean, or the best.
    pub(crate) fn around(&self, mu: Option<f64>, t: f64) -> At {
        let mut at = At::default();
        let (mut sum, mut deviations, mut squares) = (0.0, 0.0, 0.0);
        // Means are summed around a mean, not around 0.
        let centre = self.sizes.first().map_or(0.0, |size| size.mean);
        for size in &self.sizes {
            let weight = size.people / (1.0 + size.people * t);
            sum += size.schools * weight * (size.mean - centre);
            at.weight += size.schools * weight;
            at.squared_weight += size.schools * weight * weight;
            at.log_determinant += size.schools * libm::log1p(size.people * t);
        }
        at.mu = mu.unwrap_or(centre + sum / at.weight);
        for size in &self.sizes {
            let weight = size.people / (1.0 + size.people * t);
            let around = size.schools * (size.mean - at.mu) * (size.mean - at.mu) + size.spread;
            deviations += weight * around;
            squares += weight * weight * around;
        }
        at.residual = self.within + deviations;
        at.between_slope = squares;
        at
    }
}

/// Sums at one ratio of variances; `w = n / (1 + n t)`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct At {
    /// The mean of all schools, each with weight `w`.
    pub(crate) mu: f64,
    /// `Σ w`.
    pub(crate) weight: f64,
    /// `Σ w²`.
    pub(crate) squared_weight: f64,
    /// `Σ log(1 + n t)`.
    pub(crate) log_determinant: f64,
    /// The squares within, plus `Σ w (mean - mu)²`.
    pub(crate) residual: f64,
    /// `Σ w² (mean - mu)²`: how fast the residual falls with `t`.
    pub(crate) between_slope: f64,
}

impl Size {
    fn of(alike: &[Scores]) -> Size {
        let schools = alike.len() as f64;
        let mean = alike.iter().map(Scores::mean).sum::<f64>() / schools;
        let spread = alike.iter().map(|school| (school.mean() - mean) * (school.mean() - mean)).sum();
        let people = alike.first().map_or(0, Scores::people) as f64;
        Size { people, schools, mean, spread }
    }
}
