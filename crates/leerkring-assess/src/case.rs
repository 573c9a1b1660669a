//! One school on one aspect: from its rows of answers to its assessment.

mod description;
mod missing;
mod response;
mod statement;

use leerkring_model::{
    Agreement, Answer, Aspect, Date, Outcome, Places, Role, SchoolId, Standing, Tally, Team,
};

use crate::assessment::{Assessment, Target, reached};
use crate::engine::{Options, TeamFacts};
use crate::judgements::{Judgements, half_of};
use crate::posterior::phase_probabilities;
use crate::privacy::{Alike, Shown, Why};

/// The answers of one team on one aspect.
pub(crate) struct Case<'a> {
    levels: u8,
    aspect: &'a Aspect,
    /// A row per respondent, a place per indicator of the aspect.
    rows: Vec<&'a [Option<Answer>]>,
    roles: Vec<Option<Role>>,
    dates: Option<(Date, Date)>,
    judgements: Judgements,
    alike: Alike,
    facts: &'a TeamFacts,
    options: &'a Options,
}

impl<'a> Case<'a> {
    /// The case of a team, or of a school about which nobody answered.
    pub(crate) fn new(
        levels: u8,
        aspect: &'a Aspect,
        team: Option<&Team<'a>>,
        facts: &'a TeamFacts,
        options: &'a Options,
    ) -> Case<'a> {
        let team = || team.into_iter().flat_map(Team::rows);
        let dates = team().filter_map(|row| row.date);
        let dates = dates.clone().min().zip(dates.max());
        let (rows, roles): (Vec<_>, Vec<_>) =
            team().filter_map(|row| Some((row.answers.get(aspect.columns())?, row.role))).unzip();
        let indicators = aspect.indicators().len();
        let needed = half_of(indicators);
        let judgements = judge(levels, rows.iter().copied(), needed);
        let placed = |row: &[Option<Answer>]| row.iter().flatten().filter(|a| a.phase().is_some()).count();
        let counting: Vec<_> = rows.iter().copied().filter(|row| placed(row) >= needed).collect();
        let mut alike = Alike::new(indicators, &rows, &counting);
        // Where only a few answers differ but they weigh most of the persons, nothing is nearly certain.
        alike.aspect =
            alike.aspect.filter(|phase| judgements.phase(options.rule.threshold()) == Some(*phase));
        Case { levels, aspect, rows, roles, dates, judgements, alike, facts, options }
    }

    pub(crate) fn assessment(&self, school: &SchoolId, agreed: Option<&Agreement>) -> Assessment {
        let standing = self.standing(school, agreed);
        let phase = standing.phase();
        let target = self.options.targets.get(self.aspect.id()).map(|&target| {
            let share = phase.map(|phase| reached(&[(phase, target)]).unwrap_or(1.0));
            let reached = share.map_or(Shown::Withheld(Why::NoAnswers), Shown::Value);
            Target { phase: target, reached }
        });
        let support = standing.agreed.map(|agreed| match standing.statement().map(|s| s.probabilities) {
            Some(Some(p)) => Shown::Value(p.of(agreed)),
            _ => self.detail(true, |judgements| {
                Some(phase_probabilities(judgements, &self.options.rule).of(agreed))
            }),
        });
        Assessment {
            indicator_count: self.aspect.indicators().len(),
            response: self.response(),
            distribution: self.detail(true, |_| self.distribution()),
            closeness: self.detail(!self.alike.indicator, |_| self.closeness()),
            split: self.detail(true, |judgements| Some(judgements.is_split())),
            squares: standing.statement().and_then(|s| s.probabilities).map(|_| self.judgements.squares()),
            missing: self.missing(),
            whole_team: self.whole_team(),
            indicators: self.indicators(),
            unplaced_by_role: self.unplaced_by_role(),
            target,
            support,
            thresholds: self.options.thresholds,
            standing,
        }
    }

    pub(crate) fn standing(&self, school: &SchoolId, agreed: Option<&Agreement>) -> Standing {
        let outcome = match self.statement() {
            Ok(statement) => Outcome::Stated(statement),
            Err(reasons) => Outcome::NoStatement(reasons),
        };
        let mut standing = Standing::new(school.clone(), self.aspect.id().clone(), outcome);
        standing.tally = Tally::default();
        standing.tally.respondents = self.respondents();
        standing.tally.people = self.people();
        let counts = self.respondents() >= self.options.thresholds.detail && !self.alike.unplaced;
        standing.tally.places = counts.then(|| tally(self.rows.iter().copied().flatten().copied()));
        let enough = self.respondents() >= self.options.thresholds.people;
        standing.dates = self.dates.filter(|_| enough);
        standing.rule = self.options.rule;
        standing.agreed = agreed.map(|agreement| agreement.phase);
        standing
    }

    fn respondents(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many count; no team has four billion members.
    fn people(&self) -> u32 {
        u32::try_from(self.judgements.people()).unwrap_or(u32::MAX)
    }

    /// A detail of the aspect, where enough people count and they do not nearly all say the same; `but` is a further
    /// condition of the latter kind.
    fn detail<T>(&self, but: bool, of: impl FnOnce(&Judgements) -> Option<T>) -> Shown<T> {
        let (people, needed) = (self.people(), self.options.thresholds.detail);
        if people < needed.max(self.needed()) {
            Shown::Withheld(Why::TooFew { people, needed: needed.max(self.needed()) })
        } else if self.alike.aspect.is_some() || !but {
            Shown::Withheld(Why::Alike)
        } else {
            of(&self.judgements).map_or(Shown::Withheld(Why::NotKnown), Shown::Value)
        }
    }

    /// People needed for a statement.
    fn needed(&self) -> u32 {
        self.options.thresholds.people_for(self.options.rule.threshold())
    }

    /// A whole team of three or four that chose to see its phase.
    fn is_small_team_that_agreed(&self) -> bool {
        let whole = self.facts.size.total == Some(self.people());
        self.facts.small_team_agrees && whole && (3..self.needed()).contains(&self.people())
    }

    /// The answers to one indicator, as rows of one place.
    fn column(&self, place: usize) -> impl Iterator<Item = &'a [Option<Answer>]> {
        self.rows.iter().filter_map(move |row| row.get(place..=place))
    }
}

fn judge<'r>(levels: u8, rows: impl Iterator<Item = &'r [Option<Answer>]>, needed: usize) -> Judgements {
    #[expect(clippy::expect_used, reason = "a model has 2 to 9 phases")]
    Judgements::new(levels, rows, needed).expect("the scale of a model")
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
