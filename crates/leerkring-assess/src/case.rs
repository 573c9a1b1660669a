//! One school on one aspect: from its rows of answers to its assessment.

use std::collections::BTreeMap;

use leerkring_model::{
    Agreement, Answer, Aspect, Date, Label, Outcome, Phase, Places, Reason, Role, SchoolId, Score, Standing,
    Statement, Tally, Team, TeamSize, Weakest,
};

use crate::assessment::{
    Assessment, Band, Closeness, Distribution, Missing, OwnPhase, Picture, Response, Target, reached,
};
use crate::engine::{Options, TeamFacts};
use crate::judgements::Judgements;
use crate::label::label;
use crate::nonresponse::bounds;
use crate::posterior::{phase_probabilities, score_interval};
use crate::privacy::{Alike, Shown, Why, hide_parts};

/// Those who would have to answer otherwise before anybody is certain (see `privacy/alike.rs`).
const APART: u32 = 2;

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
        // Half rule: a person counts who placed at least half of the indicators.
        let indicators = aspect.indicators().len();
        let needed = indicators.div_ceil(2);
        let judgements = judge(levels, rows.iter().copied(), needed);
        let placed = |row: &[Option<Answer>]| row.iter().flatten().filter(|a| a.phase().is_some()).count();
        let counting: Vec<_> = rows.iter().copied().filter(|row| placed(row) >= needed.max(1)).collect();
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
            _ => self.detail(true, |_| phase_probabilities(&self.judgements, &self.options.rule).of(agreed)),
        });
        Assessment {
            indicator_count: self.aspect.indicators().len(),
            response: self.response(),
            distribution: self.detail(true, |_| self.distribution()),
            closeness: self.detail(!self.alike.indicator, |_| self.closeness()),
            split: self.detail(true, |_| self.judgements.is_split()),
            squares: standing.statement().and_then(|s| s.probabilities).map(|_| self.judgements.squares()),
            missing: self.missing(),
            indicators: self.indicators(),
            unplaced_by_role: self.unplaced_by_role(),
            target,
            support,
            thresholds: self.options.thresholds,
            standing,
        }
    }

    fn standing(&self, school: &SchoolId, agreed: Option<&Agreement>) -> Standing {
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
    fn detail<T>(&self, but: bool, of: impl FnOnce(&Judgements) -> T) -> Shown<T> {
        let (people, needed) = (self.people(), self.options.thresholds.detail);
        if people < needed.max(self.needed()) {
            Shown::Withheld(Why::TooFew { people, needed: needed.max(self.needed()) })
        } else if self.alike.aspect.is_some() || !but {
            Shown::Withheld(Why::Alike)
        } else {
            Shown::Value(of(&self.judgements))
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

    fn statement(&self) -> Result<Statement, Vec<Reason>> {
        if self.rows.is_empty() {
            return Err(vec![Reason::NoAnswers]);
        }
        if self.people() < self.needed() && !self.is_small_team_that_agreed() {
            // How many could not judge is not told beside it: together they could tell who did not.
            return Err(vec![Reason::TooFew { people: self.people(), needed: self.needed() }]);
        }
        if let Some(reason) = self.unseen() {
            return Err(vec![reason]);
        }
        let rule = &self.options.rule;
        let Some(phase) = self.judgements.phase(rule.threshold()) else {
            return Err(vec![Reason::NoAnswers]);
        };
        if self.people() < self.options.thresholds.detail {
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
        statement.weakest = (!self.alike.indicator).then(|| self.weakest(phase)).flatten();
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
        let shares = self.aspect.indicators().iter().enumerate().filter_map(|(place, indicator)| {
            let places = tally(self.column(place).flatten().copied());
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

    /// The answers to one indicator, as rows of one place.
    fn column(&self, place: usize) -> impl Iterator<Item = &'a [Option<Answer>]> {
        self.rows.iter().filter_map(move |row| row.get(place..=place))
    }

    /// The indicator that stands lowest, if it stands below the aspect and more probably does than not, among those that
    /// enough people placed. All who placed it count, also those who placed too few others to count for the aspect.
    fn weakest(&self, phase: Phase) -> Option<Weakest> {
        if self.aspect.indicators().len() < 2 {
            return None;
        }
        let rule = &self.options.rule;
        let standing_of = |(place, indicator): (usize, &leerkring_model::Indicator)| {
            let judgements = judge(self.levels, self.column(place), 1);
            let own = judgements.phase(rule.threshold()).filter(|own| *own < phase)?;
            let below = 1.0 - phase_probabilities(&judgements, rule).at_least(phase);
            (judgements.people() >= u64::from(self.options.thresholds.detail) && below > 0.5)
                .then(|| Weakest::new(indicator.id().clone(), own, below))
        };
        let lower = |a: Weakest, b: Weakest| {
            let is_lower = (b.phase, a.p_below) < (a.phase, b.p_below);
            if is_lower { b } else { a }
        };
        self.aspect.indicators().iter().enumerate().filter_map(standing_of).reduce(lower)
    }

    fn response(&self) -> Response {
        let TeamSize { total, .. } = self.facts.size;
        let team = total.map(|total| total.max(self.respondents()));
        let rate = team.filter(|team| *team > 0).map(|team| f64::from(self.people()) / f64::from(team));
        let shown = |known: Option<f64>| known.map_or(Shown::Withheld(Why::NotKnown), Shown::Value);
        Response {
            team: team.map_or(Shown::Withheld(Why::NotKnown), Shown::Value),
            rate: shown(rate),
            picture: rate.map_or(Shown::Withheld(Why::NotKnown), |rate| Shown::Value(Picture::of(rate))),
            by_role: self
                .roles_shown(self.options.thresholds.role)
                .into_iter()
                .map(|(role, answered)| {
                    let size = self.facts.size.by_role.get(&role);
                    (role, (answered, size.map(|size| (*size).max(answered))))
                })
                .collect(),
        }
    }

    /// The roles that may be shown, with their respondents. Leaders, who are few, only if they agreed to be seen.
    fn roles_shown(&self, fewest: u32) -> Vec<(Role, u32)> {
        let mut people: BTreeMap<Option<Role>, u32> = BTreeMap::new();
        self.roles.iter().for_each(|role| *people.entry(*role).or_default() += 1);
        // Who gave no role is in no role that could be shown.
        let unknown = people.remove(&None).unwrap_or(0);
        let leaders = self.facts.leaders_agree.then(|| people.remove(&Some(Role::Leadership))).flatten();
        let mut parts: Vec<u32> = people.values().copied().collect();
        parts.push(unknown);
        let all: Vec<usize> = (0..parts.len()).collect();
        let (hidden, totals) = hide_parts(&parts, &[all], fewest, self.options.thresholds.remainder);
        if totals.contains(&true) {
            return Vec::new();
        }
        let rest: u32 = parts.iter().sum();
        let leaders = leaders.filter(|n| *n > 0 && rest >= self.options.thresholds.remainder);
        let roles = people.iter().zip(&hidden).filter(|(_, hidden)| !**hidden);
        let roles = roles.filter_map(|((role, n), _)| Some(((*role)?, *n)));
        leaders.map(|n| (Role::Leadership, n)).into_iter().chain(roles).collect()
    }

    fn distribution(&self) -> Distribution {
        let counts = self.counts();
        let quantile = |share: f64| inverse(&counts, share);
        let total: u32 = counts.iter().sum();
        Distribution {
            at_least: Phase::scale(self.levels).map(|phase| self.judgements.share_at_least(phase)).collect(),
            median_low: quantile(0.5),
            median_high: at(&counts, total / 2 + 1),
            quartile_low: quantile(0.25),
            quartile_high: quantile(0.75),
            counts,
        }
    }

    /// The answers of those who count, by phase.
    fn counts(&self) -> Vec<u32> {
        let needed = self.aspect.indicators().len().div_ceil(2).max(1);
        let mut counts = vec![0; usize::from(self.levels)];
        for row in &self.rows {
            let phases: Vec<Phase> = row.iter().flatten().filter_map(|answer| answer.phase()).collect();
            if phases.len() >= needed {
                count(&mut counts, phases);
            }
        }
        counts
    }

    fn closeness(&self) -> Closeness {
        let indicators = self.aspect.indicators().len();
        let distances: Vec<f64> = (0..indicators)
            .filter_map(|place| {
                let mut counts = vec![0; usize::from(self.levels)];
                count(
                    &mut counts,
                    self.column(place).flatten().flatten().filter_map(|answer| answer.phase()),
                );
                distance_from_median(&counts)
            })
            .collect();
        let ad = distances.iter().sum::<f64>() / (distances.len().max(1) as f64);
        let counts = self.counts();
        let median = inverse(&counts, 0.5).index();
        let near: u32 =
            counts.iter().enumerate().filter(|(place, _)| place.abs_diff(median) <= 1).map(|(_, n)| n).sum();
        let total: u32 = counts.iter().sum();
        Closeness {
            ad,
            band: Band::of(ad, self.levels),
            within_one: f64::from(near) / f64::from(total.max(1)),
        }
    }

    fn missing(&self) -> Shown<Missing> {
        let (people, needed) = (self.people(), self.options.thresholds.detail.max(self.needed()));
        if people < needed {
            return Shown::Withheld(Why::TooFew { people, needed });
        }
        let Some(team) = self.facts.size.total.map(|total| total.max(people)) else {
            return Shown::Withheld(Why::NotKnown);
        };
        let core = match self.alike.aspect {
            Some(phase) => Judgements::unanimous(self.levels, phase, people.saturating_sub(APART)),
            None => self.judgements.clone(),
        };
        let bounds = bounds(&core, team, &self.options.rule);
        let counted = u32::try_from(core.people()).unwrap_or(u32::MAX);
        Shown::Value(Missing { people: team - counted, low: bounds.low, high: bounds.high })
    }

    fn indicators(&self) -> Shown<Vec<OwnPhase>> {
        let own = |(place, indicator): (usize, &leerkring_model::Indicator)| {
            let judgements = judge(self.levels, self.column(place), 1);
            let places = tally(self.column(place).flatten().copied());
            let phase = judgements.phase(self.options.rule.threshold())?;
            (judgements.people() >= u64::from(self.options.thresholds.detail)).then(|| OwnPhase {
                indicator: indicator.id().clone(),
                phase,
                places,
            })
        };
        self.detail(!self.alike.indicator && !self.alike.unplaced, |_| {
            self.aspect.indicators().iter().enumerate().filter_map(own).collect()
        })
    }

    /// What is not a phase, by role. If nearly all of one role, or of all others together, answered alike, nothing is
    /// shown of any: one would follow from the total and the others.
    fn unplaced_by_role(&self) -> Shown<BTreeMap<Role, Places>> {
        let (people, needed) = (self.respondents(), self.options.thresholds.detail);
        if people < needed {
            return Shown::Withheld(Why::TooFew { people, needed });
        }
        let shown = self.roles_shown(needed);
        let rows_of = |role: Option<Role>| -> Vec<&[Option<Answer>]> {
            let shown = |own: &Option<Role>| shown.iter().any(|(role, _)| Some(*role) == *own);
            let rows = self.rows.iter().zip(&self.roles);
            rows.filter(|(_, own)| if role.is_some() { **own == role } else { !shown(own) })
                .map(|(row, _)| *row)
                .collect()
        };
        let groups = shown.iter().map(|(role, _)| Some(*role)).chain([None]);
        let alike = groups.map(&rows_of).filter(|rows| !rows.is_empty()).any(|rows| {
            let alike = Alike::new(self.aspect.indicators().len(), &rows, &[]);
            alike.unplaced
        });
        if alike || self.alike.unplaced {
            return Shown::Withheld(Why::Alike);
        }
        Shown::Value(
            shown
                .iter()
                .map(|(role, _)| (*role, tally(rows_of(Some(*role)).into_iter().flatten().copied())))
                .collect(),
        )
    }
}

fn judge<'r>(levels: u8, rows: impl Iterator<Item = &'r [Option<Answer>]>, needed: usize) -> Judgements {
    #[expect(clippy::expect_used, reason = "a model has 2 to 9 phases")]
    Judgements::new(levels, rows, needed).expect("the scale of a model")
}

fn count(counts: &mut [u32], phases: impl IntoIterator<Item = Phase>) {
    for phase in phases {
        if let Some(count) = counts.get_mut(phase.index()) {
            *count += 1;
        }
    }
}

/// The phase of the answer with this rank, counted from 1; the highest given where there are fewer.
fn at(counts: &[u32], rank: u32) -> Phase {
    let mut below = 0;
    let place = counts.iter().position(|n| {
        below += n;
        below >= rank
    });
    let last = || counts.iter().rposition(|n| *n > 0).unwrap_or(0);
    Phase::from_index(place.unwrap_or_else(last)).unwrap_or(Phase::LOWEST)
}

/// The lowest phase that at least this share of the answers does not exceed (quantile of type 1).
fn inverse(counts: &[u32], share: f64) -> Phase {
    let total: u32 = counts.iter().sum();
    at(counts, ((share * f64::from(total) - 1e-9).ceil() as u32).max(1))
}

/// The average distance, in phases, from the median; `None` without answers. Every point from the lower to the upper median
/// gives the same.
fn distance_from_median(counts: &[u32]) -> Option<f64> {
    let total: u32 = counts.iter().sum();
    let median = inverse(counts, 0.5).index();
    let distance: f64 =
        counts.iter().enumerate().map(|(place, n)| f64::from(*n) * place.abs_diff(median) as f64).sum();
    (total > 0).then(|| distance / f64::from(total))
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
