//! What was claimed, and how often it was right.

use leerkring::assess::label::label;
use leerkring::assess::{Judgements, NoSuchScale, posterior};
use leerkring::model::{Answer, Label, Phase, Rule};

use crate::population::Population;

/// Claims of one kind.
#[derive(Clone, Copy, Default)]
pub(crate) struct Claims {
    given: u32,
    claimed: f64,
    right: u32,
}

impl Claims {
    fn add(&mut self, claimed: f64, right: bool) {
        self.given += 1;
        self.claimed += claimed;
        self.right += u32::from(right);
    }

    pub(crate) fn merge(&mut self, other: &Claims) {
        self.given += other.given;
        self.claimed += other.claimed;
        self.right += other.right;
    }

    /// How often in a hundred, of so many teams.
    pub(crate) fn percent_of(&self, teams: u32) -> f64 {
        100.0 * f64::from(self.given) / f64::from(teams)
    }

    /// The share that was right, in percent, with its binomial standard error.
    pub(crate) fn rate(&self) -> (f64, f64) {
        let given = f64::from(self.given);
        let share = f64::from(self.right) / given;
        (100.0 * share, 100.0 * libm::sqrt(share * (1.0 - share) / given))
    }

    /// How much more was claimed than was right, in percent points; `None` where there are too few to say.
    pub(crate) fn excess(&self) -> Option<f64> {
        let claimed = 100.0 * self.claimed / f64::from(self.given);
        (self.given >= 100).then(|| claimed - self.rate().0)
    }

    /// Claimed and right, in percent with the standard error; a dash where there are too few to say.
    pub(crate) fn cell(&self) -> String {
        if self.given < 20 {
            return "-".to_owned();
        }
        let (right, error) = self.rate();
        format!("{:.0} / {right:.0} ± {error:.1}", 100.0 * self.claimed / f64::from(self.given))
    }
}

/// The claims about many teams.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) teams: u32,
    /// "phase k".
    pub(crate) phase: Claims,
    /// "probably phase k".
    pub(crate) probably: Claims,
    /// "between phase k and k + 1".
    pub(crate) between: Claims,
    /// No statement: what the phase that can be counted would have claimed.
    pub(crate) none: Claims,
    /// The phase that can be counted, whatever the label.
    pub(crate) counted: Claims,
    /// The same, where one phase beside it is right too.
    pub(crate) beside: Claims,
    /// The 90 % interval of the score.
    pub(crate) interval: Claims,
}

impl Tally {
    /// Adds a team drawn from a population.
    pub(crate) fn add(
        &mut self,
        team: &[Vec<Option<Answer>>],
        population: &Population,
    ) -> Result<(), NoSuchScale> {
        let rule = Rule::default();
        let judgements = Judgements::new(5, team.iter().map(Vec::as_slice), 1)?;
        let Some((phase, mean)) = judgements.phase(rule.threshold()).zip(judgements.mean()) else {
            return Ok(());
        };
        let probabilities = posterior::phase_probabilities(&judgements, &rule);
        let truth = population.phase();
        let (claims, named) = match label(phase, &probabilities, judgements.is_split()) {
            // Only what is published of small teams is `Counted`; here the bands themselves are tried, at any size.
            Ok(Label::Phase(_) | Label::Counted(_)) => (&mut self.phase, vec![phase]),
            Ok(Label::Probably(_)) => (&mut self.probably, vec![phase]),
            Ok(Label::Between(low)) => {
                (&mut self.between, [Some(low), low.next()].into_iter().flatten().collect())
            }
            Err(_) => (&mut self.none, vec![phase]),
        };
        let claimed = named.iter().map(|phase| probabilities.of(*phase)).sum();
        claims.add(claimed, named.contains(&truth));
        let near = |other: Phase| phase.index().abs_diff(other.index()) <= 1;
        self.counted.add(probabilities.of(phase), phase == truth);
        let claimed = Phase::scale(5).filter(|other| near(*other)).map(|other| probabilities.of(other)).sum();
        self.beside.add(claimed, near(truth));
        // As it is published: widened to hold the mean.
        let [low, high] = [0.05, 0.95].map(|p| posterior::score_quantile(&judgements, &rule, p));
        let score = population.mean();
        self.interval.add(0.9, low.min(mean) <= score && score <= high.max(mean));
        self.teams += 1;
        Ok(())
    }

    pub(crate) fn merge(&mut self, other: &Tally) {
        self.teams += other.teams;
        self.phase.merge(&other.phase);
        self.probably.merge(&other.probably);
        self.between.merge(&other.between);
        self.none.merge(&other.none);
        self.counted.merge(&other.counted);
        self.beside.merge(&other.beside);
        self.interval.merge(&other.interval);
    }

    /// The cells of a row.
    pub(crate) fn cells(&self) -> String {
        let labels = [&self.phase, &self.probably, &self.between, &self.none]
            .map(|claims| format!("{:.0} % | {}", claims.percent_of(self.teams), claims.cell()));
        let (right, error) = self.interval.rate();
        format!("{} | {right:.0} ± {error:.1}", labels.join(" | "))
    }
}
