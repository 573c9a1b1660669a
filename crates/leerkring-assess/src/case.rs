//! One school on one aspect: from its rows of answers to its assessment.

mod description;
mod given;
mod missing;
mod response;
mod statement;

use leerkring_model::{Agreement, Answer, Aspect, Date, Outcome, Role, SchoolId, Standing, Tally, Team};

use crate::agreement::Counts;
use crate::assessment::{Assessment, Target, reached};
use crate::counting::{Counting, PerPhase};
use crate::engine::{Options, TeamFacts};
use crate::judgements::Judgements;
use crate::posterior::phase_probabilities;
use crate::privacy::{Alike, HeldBack, Shown, Why, indicators_withheld, nearly_unplaced, stands_out};

use self::given::Given;

/// The answers of one team on one aspect.
pub(crate) struct Case<'a> {
    levels: u8,
    aspect: &'a Aspect,
    /// A row per respondent, a place per indicator of the aspect.
    rows: Vec<&'a [Option<Answer>]>,
    roles: Vec<Option<Role>>,
    dates: Option<(Date, Date)>,
    /// Of each indicator.
    given: Vec<Given>,
    /// The answers of those who count, by phase.
    counted: PerPhase,
    judgements: Judgements,
    alike: Alike,
    /// Nearly all respondents said of some indicator that they do not know, or that it does not apply.
    unplaced: bool,
    /// Somebody who left something open would stand out from more than a phase.
    stands_out: bool,
    /// Why nothing is told of single indicators.
    by_indicator: Option<Why>,
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
        let size = team.map_or(0, Team::size);
        let (mut rows, mut roles) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let mut dates = Vec::new();
        for row in team.into_iter().flat_map(Team::rows) {
            let Some(answers) = row.answers.get(aspect.columns()) else { continue };
            rows.push(answers);
            roles.push(row.role);
            dates.extend(row.date);
        }
        let dates = dates.iter().min().copied().zip(dates.iter().max().copied());
        let indicators = aspect.indicators().len();
        let mut given = vec![Given::default(); indicators];
        let mut counting = Vec::with_capacity(size);
        let mut counted = PerPhase::default();
        for row in rows.iter().copied() {
            given.iter_mut().zip(row).for_each(|(given, answer)| given.add(*answer));
            let Some(own) = Counting::of(row) else { continue };
            let answers = row.iter().zip(own.phases());
            given.iter_mut().zip(answers).for_each(|(given, (answer, phase))| given.count(*answer, phase));
            counted.iter_mut().zip(own.whole().per_phase()).for_each(|(sum, own)| *sum += own);
            counting.push(own);
        }
        let people = counting.iter().map(|own| own.whole()).collect();
        #[expect(clippy::expect_used, reason = "a model has 2 to 9 phases")]
        let judgements = Judgements::of_people(levels, people).expect("the scale of a model");
        let alike = Alike::of(&counting);
        let stands_out = stands_out(&counting, &alike);
        let by_indicator = indicators_withheld(&counting, &alike);
        let unplaced = nearly_unplaced(&rows);
        Case {
            levels,
            aspect,
            rows,
            roles,
            dates,
            given,
            counted,
            judgements,
            alike,
            unplaced,
            stands_out,
            by_indicator,
            facts,
            options,
        }
    }

    pub(crate) fn assessment(&self, school: &SchoolId, agreed: Option<&Agreement>) -> Assessment {
        let standing = self.standing(school, agreed);
        let phase = standing.phase();
        let target = self.options.targets.get(self.aspect.id()).map(|&target| {
            let share = phase.map(|phase| reached(&[(phase, target)]).unwrap_or(1.0));
            let why = if self.is_held_back() { Why::BesideEarlier } else { Why::NoAnswers };
            let reached = share.map_or(Shown::Withheld(why), Shown::Value);
            Target { phase: target, reached }
        });
        let support = standing.agreed.map(|agreed| match standing.statement().map(|s| s.probabilities) {
            Some(Some(p)) => Shown::Value(p.of(agreed)),
            _ => {
                self.detail(|judgements| Some(phase_probabilities(judgements, &self.options.rule).of(agreed)))
            }
        });
        Assessment {
            indicator_count: self.aspect.indicators().len(),
            response: self.response(),
            distribution: self.detail(|_| self.distribution()),
            closeness: self.detail_by_indicator(|_| self.closeness()),
            split: self.detail(|judgements| Some(judgements.is_split())),
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
        let counts =
            self.respondents() >= self.options.thresholds.detail && !self.unplaced && !self.is_held_back();
        standing.tally.places = counts.then(|| given::sum(&self.given));
        let enough = self.respondents() >= self.options.thresholds.people;
        standing.dates = self.dates.filter(|_| enough);
        standing.rule = self.options.rule;
        standing.agreed = agreed.map(|agreement| agreement.phase);
        standing
    }

    /// The answers to the indicator at this place of those who count.
    pub(crate) fn of_indicator(&self, place: usize) -> Option<Counts> {
        self.given.get(place)?.counts(self.levels)
    }

    fn respondents(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many count; no team has four billion members.
    fn people(&self) -> u32 {
        u32::try_from(self.judgements.people()).unwrap_or(u32::MAX)
    }

    /// Why no more is told of the aspect than a phase, if that is so.
    fn withheld(&self) -> Option<Why> {
        let (people, needed) = (self.people(), self.options.thresholds.detail.max(self.needed()));
        if people < needed {
            Some(Why::TooFew { people, needed })
        } else if self.is_held_back() {
            Some(Why::BesideEarlier)
        } else if self.stands_out {
            Some(Why::LeftOpen)
        } else {
            self.alike.aspect.map(|_| Why::Alike)
        }
    }

    /// A detail of the aspect, where it may be told.
    fn detail<T>(&self, of: impl FnOnce(&Judgements) -> Option<T>) -> Shown<T> {
        self.unless(self.withheld(), of)
    }

    /// A detail of its indicators, where it may be told.
    fn detail_by_indicator<T>(&self, of: impl FnOnce(&Judgements) -> Option<T>) -> Shown<T> {
        self.unless(self.withheld().or(self.by_indicator), of)
    }

    fn unless<T>(&self, why: Option<Why>, of: impl FnOnce(&Judgements) -> Option<T>) -> Shown<T> {
        let told = || of(&self.judgements).map_or(Shown::Withheld(Why::NotKnown), Shown::Value);
        why.map_or_else(told, Shown::Withheld)
    }

    /// Persons in the team, where that is known: a number that more people answered than is none.
    fn team(&self) -> Shown<u32> {
        let answered = self.respondents();
        match self.facts.size.total {
            Some(team) if team < answered => Shown::Withheld(Why::MoreThanTeam { team, answered }),
            Some(team) => Shown::Value(team),
            None => Shown::Withheld(Why::NotKnown),
        }
    }

    /// Whether nothing but numbers of people may be told beside an earlier report.
    fn is_held_back(&self) -> bool {
        self.facts.held_back.get(self.aspect.id()) == Some(&HeldBack::All)
    }

    /// People needed for a statement.
    fn needed(&self) -> u32 {
        self.options.thresholds.people_for(self.options.rule.threshold())
    }

    /// A whole team of three or four that chose to see its phase.
    fn is_small_team_that_agreed(&self) -> bool {
        let whole = self.team().value() == Some(&self.people());
        self.facts.small_team_agrees && whole && (3..self.needed()).contains(&self.people())
    }
}
