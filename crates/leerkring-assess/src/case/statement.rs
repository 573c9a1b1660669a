//! What is said of the aspect: phase, label, score, weakest indicator, or why nothing is said.

use leerkring_model::{Indicator, Label, Phase, Reason, Score, Statement, Weakest};

use super::Case;
use super::given::Given;
use crate::judgements::Judgements;
use crate::label::label;
use crate::posterior::{p_at_least, phase_probabilities, score_interval};
use crate::privacy::APART;

impl Case<'_> {
    pub(super) fn statement(&self) -> Result<Statement, Vec<Reason>> {
        if self.rows.is_empty() {
            return Err(vec![Reason::NoAnswers]);
        }
        if self.people() < self.needed() && !self.is_small_team_that_agreed() {
            // How many could not judge is not told beside it: together they could tell who did not.
            return Err(vec![Reason::TooFew { people: self.people(), needed: self.needed() }]);
        }
        if self.is_held_back() {
            return Err(vec![Reason::BesideEarlier]);
        }
        if let Some(reason) = self.unseen() {
            return Err(vec![reason]);
        }
        let rule = &self.options.rule;
        let Some(phase) = self.judgements.phase(rule.threshold()) else {
            return Err(vec![Reason::NoAnswers]);
        };
        if self.people() < self.options.thresholds.detail || self.stands_out {
            // Whether it is sure, or whether the team is divided, would tell how many said what.
            return Ok(Statement::new(phase, Label::Counted(phase), None));
        }
        if self.alike.aspect.is_some() {
            // As if only those had answered who are alike for sure.
            let core = Judgements::unanimous(self.levels, phase, self.people().saturating_sub(APART));
            let label =
                label(phase, &phase_probabilities(&core, rule), false).map_err(|reason| vec![reason])?;
            return Ok(Statement::new(phase, label, None));
        }
        let probabilities = phase_probabilities(&self.judgements, rule);
        let label =
            label(phase, &probabilities, self.judgements.is_split()).map_err(|reason| vec![reason])?;
        let mut statement = Statement::new(phase, label, self.score());
        statement.probabilities = Some(probabilities);
        statement.weakest = self.by_indicator.is_none().then(|| self.weakest(phase)).flatten();
        Ok(statement)
    }

    /// The mean with its interval. In a small team that agrees at an end of the scale the posterior, which reckons with
    /// colleagues who did not answer, lies wholly to one side of the mean; the interval is then widened to hold it.
    fn score(&self) -> Option<Score> {
        let mean = self.judgements.mean()?;
        let (low, high) = score_interval(&self.judgements, &self.options.rule);
        Some(Score::new(mean, low.min(mean), high.max(mean)))
    }

    /// The indicator that most cannot judge, if they are too many. Only those who judged it or said that they cannot
    /// are counted, and only where they are enough.
    fn unseen(&self) -> Option<Reason> {
        let thresholds = &self.options.thresholds;
        let shares = self.aspect.indicators().iter().zip(&self.given).filter_map(|(indicator, given)| {
            let places = given.places;
            let judges = places.placed + places.dont_know;
            (judges >= thresholds.people).then(|| (indicator, places, places.dont_know_share()))
        });
        let (indicator, places, share) =
            shares.reduce(|worst, next| if next.2 > worst.2 { next } else { worst })?;
        let judges = places.placed + places.dont_know;
        // Whether it is all of them, or all but one, is not told.
        let at_least =
            f64::from(places.dont_know.min(judges.saturating_sub(APART))) / f64::from(judges.max(1));
        let which = (judges >= thresholds.detail).then(|| (indicator.id().clone(), at_least));
        (share >= self.options.dont_know_limit).then_some(Reason::DontKnow { which })
    }

    /// The indicator that stands lowest, if it stands below the aspect and more probably does than not, among those that
    /// enough people placed.
    fn weakest(&self, phase: Phase) -> Option<Weakest> {
        if self.aspect.indicators().len() < 2 {
            return None;
        }
        let rule = &self.options.rule;
        let standing_of = |(indicator, given): (&Indicator, &Given)| {
            let judgements = given.judgements(self.levels)?;
            let own = judgements.phase(rule.threshold()).filter(|own| *own < phase)?;
            let below = 1.0 - p_at_least(&judgements, rule, phase);
            (self.may_tell(given) && below > 0.5).then(|| Weakest::new(indicator.id().clone(), own, below))
        };
        let lower = |a: Weakest, b: Weakest| {
            let is_lower = (b.phase, a.p_below) < (a.phase, b.p_below);
            if is_lower { b } else { a }
        };
        self.aspect.indicators().iter().zip(&self.given).filter_map(standing_of).reduce(lower)
    }
}
