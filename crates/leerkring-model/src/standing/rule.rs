//! The rule by which a phase is placed.

/// The rule by which a phase is placed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "RawRule"))]
pub struct Rule {
    threshold: f64,
    prior_mass: f64,
}

/// The numbers make no rule.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "a threshold of {threshold} with a prior of {prior_mass} persons is no rule; the threshold must be at least 0.5 and below 1, the prior above 0 and at most 100"
)]
pub struct NoSuchRule {
    threshold: f64,
    prior_mass: f64,
}

impl Rule {
    /// The rule by which a phase is placed that more than the share `threshold` of the judgements reach, with a
    /// prior that weighs as `prior_mass` persons spread evenly over the phases.
    ///
    /// # Errors
    /// [`NoSuchRule`] unless the threshold is at least 0.5 and below 1, and the prior above 0 and at most 100.
    pub fn new(threshold: f64, prior_mass: f64) -> Result<Rule, NoSuchRule> {
        // NaN is in no range.
        if (0.5..1.0).contains(&threshold) && prior_mass > 0.0 && prior_mass <= 100.0 {
            Ok(Rule { threshold, prior_mass })
        } else {
            Err(NoSuchRule { threshold, prior_mass })
        }
    }

    /// The share of the judgements that a phase must exceed; 0.5 is the majority.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The weight of the prior, in persons.
    pub fn prior_mass(&self) -> f64 {
        self.prior_mass
    }
}

impl Default for Rule {
    /// More than half; a prior that weighs as two persons.
    fn default() -> Rule {
        Rule { threshold: 0.5, prior_mass: 2.0 }
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct RawRule {
    threshold: f64,
    prior_mass: f64,
}

#[cfg(feature = "serde")]
impl TryFrom<RawRule> for Rule {
    type Error = NoSuchRule;

    fn try_from(raw: RawRule) -> Result<Rule, NoSuchRule> {
        Rule::new(raw.threshold, raw.prior_mass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_asks_for_at_least_half() {
        assert!(Rule::new(0.5, 2.0).is_ok() && Rule::new(0.75, 0.1).is_ok());
        for (threshold, prior_mass) in [(0.4, 2.0), (1.0, 2.0), (0.5, 0.0), (0.5, 101.0), (f64::NAN, 2.0)] {
            assert!(Rule::new(threshold, prior_mass).is_err(), "{threshold} {prior_mass}");
        }
    }
}
