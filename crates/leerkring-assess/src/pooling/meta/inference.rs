//! How sure the mean effect over schools is, and what another school can be expected to show.

use statrs::function::gamma::gamma_ur;

use crate::numeric::{normal, student};
use crate::pooling::meta::MetaAnalysis;

impl MetaAnalysis {
    /// The probability of so large a [`MetaAnalysis::q`] if all schools had the same effect (chi-squared): with few schools
    /// large also where they do differ.
    pub fn q_p(&self) -> f64 {
        if self.q > 0.0 { gamma_ur(self.freedom() / 2.0, self.q / 2.0) } else { 1.0 }
    }

    /// The interval of the mean effect by the normal distribution: too narrow with fewer than some twenty schools.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        self.around(normal::limit(level) * self.mu_se)
    }

    /// The interval of the mean effect after Hartung and Knapp (2001, *Stat. Med.* 20:1771): the standard error times the root of
    /// [`MetaAnalysis::scatter`], by Student's t with one degree of freedom less than there are schools. It has no width where all effects are equal, and
    /// can be narrower than [`MetaAnalysis::interval`]: with few schools prefer [`MetaAnalysis::interval_at_least`].
    pub fn interval_by_scatter(&self, level: f64) -> (f64, f64) {
        self.around(student::limit(level, self.freedom()) * self.mu_se * self.scatter.sqrt())
    }

    /// The same with a scatter of at least 1, so that effects that happen to lie close together do not make it sure: `adhoc` in
    /// `metafor`. The one to take with few schools.
    ///
    /// ```
    /// use leerkring_assess::pooling::{estimate::Estimate, meta::pool};
    /// let equal = pool(&[Estimate { mean: 0.5, sd: 0.3 }; 3])?;
    /// assert_eq!(equal.interval_by_scatter(0.95), (0.5, 0.5));
    /// let (low, high) = equal.interval_at_least(0.95);
    /// assert!(low < equal.interval(0.95).0 && high > equal.interval(0.95).1);
    /// # Ok::<(), leerkring_assess::pooling::meta::MetaError>(())
    /// ```
    pub fn interval_at_least(&self, level: f64) -> (f64, f64) {
        self.around(student::limit(level, self.freedom()) * self.mu_se * self.scatter.max(1.0).sqrt())
    }

    /// Where the true effect of one more school lies: `mu` with the variance `mu_se² + tau2`, by the normal distribution: too narrow
    /// with few schools, as [`MetaAnalysis::interval`] is.
    ///
    /// ```
    /// use leerkring_assess::pooling::{estimate::Estimate, meta::pool};
    /// let growth = [(1.0, 0.5), (0.0, 0.5), (3.0, 0.5), (2.0, 0.5)].map(|(mean, sd)| Estimate { mean, sd });
    /// let (low, high) = pool(&growth)?.prediction(0.9);
    /// // The mean is above 0, and yet a next school may well fall back.
    /// assert!(low < 0.0 && high > 3.0 && pool(&growth)?.interval(0.9).0 > 0.0);
    /// # Ok::<(), leerkring_assess::pooling::meta::MetaError>(())
    /// ```
    pub fn prediction(&self, level: f64) -> (f64, f64) {
        self.around(normal::limit(level) * (self.mu_se * self.mu_se + self.tau2).sqrt())
    }

    fn freedom(&self) -> f64 {
        self.schools as f64 - 1.0
    }

    fn around(&self, reach: f64) -> (f64, f64) {
        (self.mu - reach, self.mu + reach)
    }
}
