//! One school on one aspect: from its rows of answers to its standing.

use leerkring_model::{
    Answer, Aspect, Date, Outcome, Phase, Places, Reason, Rule, SchoolId, Score, Standing, Statement, Tally,
    Team, Weakest,
};

use crate::engine::Options;
use crate::judgements::Judgements;
use crate::label::label;
use crate::posterior::{phase_probabilities, score_quantile};

/// The probability in each tail outside the interval of the score.
const TAIL: f64 = 0.05;

/// The answers of one team on one aspect.
pub(crate) struct Case<'a> {
    levels: u8,
    aspect: &'a Aspect,
    /// A row per respondent, a place per indicator of the aspect.
    rows: Vec<&'a [Option<Answer>]>,
    dates: Option<(Date, Date)>,
    options: &'a Options,
}

impl<'a> Case<'a> {
    /// The case of a team, or of a school about which nobody answered.
    pub(crate) fn new(
        levels: u8,
        aspect: &'a Aspect,
        team: Option<&Team<'a>>,
        options: &'a Options,
    ) -> Case<'a> {
        let rows = || team.into_iter().flat_map(Team::rows);
        let dates = rows().filter_map(|row| row.date);
        let dates = dates.clone().min().zip(dates.max());
        let rows = rows().filter_map(|row| row.answers.get(aspect.columns())).collect();
        Case { levels, aspect, rows, dates, options }
    }

    pub(crate) fn standing(&self, school: &SchoolId) -> Standing {
        let judgements = self.judgements();
        let outcome = match self.statement(&judgements) {
            Ok(statement) => Outcome::Stated(statement),
            Err(reasons) => Outcome::NoStatement(reasons),
        };
        let mut standing = Standing::new(school.clone(), self.aspect.id().clone(), outcome);
        let shown = self.respondents() >= self.options.min_people;
        standing.tally = Tally::default();
        standing.tally.respondents = self.respondents();
        standing.tally.people = self.people(&judgements);
        standing.tally.places = shown.then(|| self.places());
        standing.dates = self.dates.filter(|_| shown);
        standing.rule = self.options.rule;
        standing
    }

    fn respondents(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many count; no team has four billion members.
    fn people(&self, judgements: &Judgements) -> u32 {
        u32::try_from(judgements.people()).unwrap_or(u32::MAX)
    }

    /// The judgements of those who placed at least half of the indicators (half rule).
    fn judgements(&self) -> Judgements {
        self.judge(self.rows.iter().copied(), self.aspect.indicators().len().div_ceil(2))
    }

    fn judge<'r>(&self, rows: impl Iterator<Item = &'r [Option<Answer>]>, needed: usize) -> Judgements {
        #[expect(clippy::expect_used, reason = "a model has 2 to 9 phases")]
        Judgements::new(self.levels, rows, needed).expect("the scale of a model")
    }

    fn statement(&self, judgements: &Judgements) -> Result<Statement, Vec<Reason>> {
        let reasons = self.reasons_against(self.people(judgements));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let rule = &self.options.rule;
        let Some((phase, mean)) = judgements.phase(rule.threshold()).zip(judgements.mean()) else {
            return Err(vec![Reason::NoAnswers]);
        };
        let probabilities = phase_probabilities(judgements, rule);
        let label = label(phase, &probabilities, judgements.is_split()).map_err(|reason| vec![reason])?;
        let score = score(judgements, mean, rule);
        // What is finer than an aspect's phase and a rounded mean is kept only where enough people hide each other.
        if self.people(judgements) < self.options.min_distribution {
            return Ok(Statement::new(phase, label, rounded(score)));
        }
        let mut statement = Statement::new(phase, label, score);
        statement.probabilities = Some(probabilities);
        statement.weakest = self.weakest(phase);
        Ok(statement)
    }

    /// The reasons for which nothing may be said, whatever was answered.
    fn reasons_against(&self, people: u32) -> Vec<Reason> {
        if self.rows.is_empty() {
            return vec![Reason::NoAnswers];
        }
        let mut reasons = Vec::new();
        if people < self.options.min_people {
            reasons.push(Reason::TooFew { people, needed: self.options.min_people });
        }
        reasons.extend(self.unseen());
        reasons
    }

    /// The indicator that most cannot judge, if they are too many. Only those who judged it or said that they cannot
    /// are counted, and only where they are enough.
    fn unseen(&self) -> Option<Reason> {
        let shares = self.aspect.indicators().iter().enumerate().filter_map(|(place, indicator)| {
            let places = tally(self.column(place).flatten().copied());
            let judges = places.placed + places.dont_know;
            (judges >= self.options.min_people).then(|| (indicator, judges, places.dont_know_share()))
        });
        let (indicator, judges, share) =
            shares.reduce(|worst, next| if next.2 > worst.2 { next } else { worst })?;
        let which = (judges >= self.options.min_distribution).then(|| (indicator.id().clone(), share));
        (share >= self.options.dont_know_limit).then_some(Reason::DontKnow { which })
    }

    /// The answers to one indicator, as rows of one place.
    fn column(&self, place: usize) -> impl Iterator<Item = &'a [Option<Answer>]> {
        self.rows.iter().filter_map(move |row| row.get(place..=place))
    }

    fn places(&self) -> Places {
        tally(self.rows.iter().copied().flatten().copied())
    }

    /// The indicator that stands lowest, if it stands below the aspect and more probably does than not, among those that
    /// enough people placed. All who placed it count, also those who placed too few others to count for the aspect.
    fn weakest(&self, phase: Phase) -> Option<Weakest> {
        if self.aspect.indicators().len() < 2 {
            return None;
        }
        let standing_of = |(place, indicator): (usize, &leerkring_model::Indicator)| {
            let judgements = self.judge(self.column(place), 1);
            let own = judgements.phase(self.options.rule.threshold()).filter(|own| *own < phase)?;
            let below = 1.0 - phase_probabilities(&judgements, &self.options.rule).at_least(phase);
            (self.people(&judgements) >= self.options.min_distribution && below > 0.5)
                .then(|| Weakest::new(indicator.id().clone(), own, below))
        };
        let lower = |a: Weakest, b: Weakest| {
            let is_lower = (b.phase, a.p_below) < (a.phase, b.p_below);
            if is_lower { b } else { a }
        };
        self.aspect.indicators().iter().enumerate().filter_map(standing_of).reduce(lower)
    }
}

/// The mean with its interval. In a small team that agrees at an end of the scale the posterior, which reckons with
/// colleagues who did not answer, lies wholly to one side of the mean; the interval is then widened to hold it.
fn score(judgements: &Judgements, mean: f64, rule: &Rule) -> Score {
    let [low, high] = [TAIL, 1.0 - TAIL].map(|p| score_quantile(judgements, rule, p));
    Score::new(mean, low.min(mean), high.max(mean))
}

/// To one decimal, as it is published.
fn rounded(score: Score) -> Score {
    let [mean, low, high] = [score.mean, score.low, score.high].map(|figure| (figure * 10.0).round() / 10.0);
    Score::new(mean, low, high)
}

fn tally(answers: impl Iterator<Item = Option<Answer>>) -> Places {
    let mut places = Places::default();
    for answer in answers {
        match answer {
            Some(Answer::Phase(_)) => places.placed += 1,
            Some(Answer::DontKnow) => places.dont_know += 1,
            Some(Answer::NotApplicable) => places.not_applicable += 1,
            None => places.blank += 1,
        }
    }
    places
}
