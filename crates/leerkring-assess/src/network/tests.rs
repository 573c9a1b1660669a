use super::*;
use crate::engine::TeamFacts;
use crate::pooling::random_intercept::{Criterion, fit};
use crate::pooling::{compare, probit};
use crate::privacy::Thresholds;
use crate::reliability::alpha::cronbach_alpha;
use crate::reliability::levels::levels;
use leerkring_model::{Answer, Phase, Response, Role, TeamSize, builtin};
use proptest::prelude::*;

/// A school: for each person the role (l: leads, t: teaches, else not given) and a phase for each of two indicators.
pub(super) type School = Vec<(char, u8, u8)>;

/// In place of a phase.
const DONT_KNOW: u8 = 99;

pub(super) fn id(place: usize) -> SchoolId {
    SchoolId::new(&format!("s{place:02}")).unwrap()
}

/// The network of koers, which has two indicators.
fn koers(schools: &[School], order: impl Fn(&mut Vec<Response>), options: &Options) -> AspectNetwork {
    networks(&builtin::samen_leren(), &answers(schools, order), options).unwrap().remove(0)
}

/// The answers to koers, and to nothing else.
pub(super) fn answers(schools: &[School], order: impl Fn(&mut Vec<Response>)) -> Responses {
    let model = builtin::samen_leren();
    let mut rows = Vec::new();
    for (place, people) in schools.iter().enumerate() {
        for (role, first, second) in people {
            let mut answers = vec![None; model.width()];
            for (answer, n) in answers.iter_mut().zip([first, second]) {
                *answer =
                    if *n == DONT_KNOW { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) };
            }
            let mut response = Response::new(id(place), answers);
            response.role = match role {
                'l' => Some(Role::Leadership),
                't' => Some(Role::Teacher),
                _ => None,
            };
            rows.push(response);
        }
    }
    order(&mut rows);
    let mut responses = Responses::new(&model);
    rows.iter().for_each(|row| responses.push(row).unwrap());
    responses
}

/// Ten people, of whom five lead, around a phase.
pub(super) fn ten(at: u8, leaders_up: u8) -> School {
    let mut school: School =
        [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)].map(|(a, b)| ('t', at + a, at + b)).to_vec();
    school.extend(
        [(0, 0), (0, 1), (1, 0), (1, 1), (0, 1)]
            .map(|(a, b)| ('l', at + a + leaders_up, at + b + leaders_up)),
    );
    school
}

/// Sixteen schools of ten.
pub(super) fn sixteen() -> Vec<School> {
    (0..16).map(|i| ten(1 + i % 3, u8::from(i % 4 == 0))).collect()
}

const EIGHT: [(u8, u8); 8] = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (0, 0), (0, 1), (1, 0)];

/// Sixteen schools of eight who teach and eight who lead; in every fourth these place it a phase higher.
pub(super) fn eights() -> Vec<School> {
    let school = |i: u8| {
        let of = |role: char, up: u8| EIGHT.map(|(a, b)| (role, 1 + i % 2 + a + up, 1 + i % 2 + b + up));
        [of('t', 0), of('l', u8::from(i.is_multiple_of(4)))].concat()
    };
    (0..16).map(school).collect()
}

fn scores_of(schools: &[School]) -> Vec<Scores> {
    let mean = |(_, a, b): &(char, u8, u8)| f64::from(a + b) / 2.0;
    schools.iter().map(|school| Scores::of(&school.iter().map(mean).collect::<Vec<_>>()).unwrap()).collect()
}

#[test]
fn by_hand() {
    // Every team of ten has the same spread, so that REML is the analysis of variance: squares within by hand.
    let schools: Vec<School> = (0..6).map(|i| ten(1 + i % 3, 0)).collect();
    let found = koers(&schools, |_| (), &Options::default());
    assert_eq!((found.schools, found.people, found.left_out), (6, 60, 0));
    let differences = found.differences.unwrap();
    // The means of the persons above the lowest phase: 0, .5, .5, 1, 1.5 and 0, .5, .5, 1, .5; together 6.
    let within = 4.0 * 0.0 + (2.25 + 2.0 * 1.0 + 5.0 * 0.25) - 10.0 * 0.36;
    assert!((differences.sigma.value - (within / 9.0_f64).sqrt()).abs() < 1e-9);
    assert!((differences.mu.value - 2.6).abs() < 1e-9);
    // Means 1.6, 2.6, 3.6, each twice: a mean square of 10 * 4 / 5 between schools.
    let tau2 = (10.0 * 4.0 / 5.0 - within / 9.0) / 10.0;
    assert!((differences.tau.value - tau2.sqrt()).abs() < 1e-9);
    assert!(differences.is_detectable());
    assert!(differences.tau.low <= differences.tau.value && differences.tau.value <= differences.tau.high);
    // Six schools are too few for what needs more.
    assert_eq!(found.ordered, Err(NoFigure::Schools { found: 6, needed: 8 }));
    assert_eq!(found.within, Err(NoFigure::People { found: 60, needed: 100 }));
    assert_eq!(found.between, Err(NoFigure::Schools { found: 6, needed: 30 }));
    assert_eq!(found.generalizability, Err(NoFigure::Schools { found: 6, needed: 10 }));
    assert_eq!(found.experience, Err(NoFigure::Schools { found: 6, needed: 15 }));
    assert_eq!(found.together.unwrap().teams, 6);
}

#[test]
fn the_figures_are_those_of_the_plain_functions() {
    let schools = sixteen();
    let found = koers(&schools, |_| (), &Options::default());
    let scores = scores_of(&schools);
    let plain = fit(&scores, Criterion::Reml).unwrap();
    let differences = found.differences.unwrap();
    assert_eq!((differences.mu.value, differences.rho.value), (plain.mu, plain.rho()));
    let pool = compare::pool(&scores).unwrap();
    assert_eq!(found.ordered, Ok(pool.share_ordered(&scores, 0.9).unwrap()));
    let first = found.school(&id(0)).unwrap();
    assert_eq!(first.pooled, Ok(pool.school(&scores[0])));
    assert_eq!(first.reliability, Ok(plain.reliability(10)));
    let comparison = found.compare(&id(0), &id(2)).unwrap();
    assert_eq!(comparison.p_further, pool.p_further(&scores[0], &scores[2], 0.0));
    assert!(comparison.p_half_phase < comparison.p_further);

    let counts = |school: &School| {
        let mut counts = vec![0_u32; 10];
        school.iter().for_each(|(_, a, b)| {
            counts[usize::from(*a) - 1] += 1;
            counts[4 + usize::from(*b)] += 1;
        });
        counts
    };
    let counts: Vec<Vec<u32>> = schools.iter().map(counts).collect();
    let known = probit::fit(5, &counts).unwrap();
    assert_eq!(first.phases, Ok(probit::posteriors(&known, &counts).unwrap()[0].phases.clone()));

    let rows = |school: &School| school.iter().map(|(_, a, b)| vec![f64::from(*a), f64::from(*b)]).collect();
    let within = levels(&schools.iter().map(rows).collect::<Vec<_>>()).unwrap().within.unwrap();
    let consistency = found.within.unwrap();
    assert_eq!(consistency.alpha, cronbach_alpha(&within).unwrap());
    assert!(consistency.spearman_brown.is_some() && consistency.omega.is_none());
    assert_eq!(found.generalizability.as_ref().unwrap().people, 160);
    // Five leaders and five others: a gap beside the score would tell the mean of five.
    assert_eq!(first.gap, Err(NoFigure::Roles));
    assert_eq!(found.leaders, Err(NoFigure::Schools { found: 0, needed: 5 }));
}

#[test]
fn leaders_over_the_network() {
    let found = koers(&eights(), |_| (), &Options::default());
    let leaders = found.leaders.unwrap();
    assert_eq!((leaders.schools, leaders.leaders, leaders.others), (16, 128, 128));
    assert!((leaders.within.mean - 0.25).abs() < 1e-9, "{leaders:?}");
    assert!(found.school(&id(0)).unwrap().gap.unwrap().pooled.mean > leaders.within.mean);
    // A school with two leaders is left out; if they agreed to be seen it is not.
    let mut schools = eights();
    schools[2].truncate(10);
    assert_eq!(koers(&schools, |_| (), &Options::default()).leaders.unwrap().schools, 15);
    let mut options = Options::default();
    let mut agreed = TeamFacts::new(TeamSize::new(10));
    agreed.leaders_agree = true;
    options.teams.insert(id(2), agreed);
    assert_eq!(koers(&schools, |_| (), &options).leaders.unwrap().schools, 16);
}

#[test]
fn schools_with_few_leaders_are_in_no_gap_however_many_they_are() {
    let few: Vec<School> = eights().into_iter().chain(eights()).map(|school| school[..10].to_vec()).collect();
    let found = koers(&few, |_| (), &Options::default());
    assert_eq!(found.leaders, Err(NoFigure::Schools { found: 0, needed: 5 }));
    assert!(found.schools().all(|(_, school)| school.gap == Err(NoFigure::Roles)));
    // Beside schools with enough of them they change nothing, to the last digit that is told.
    let all: Vec<School> = eights().into_iter().chain(few).collect();
    let leaders = koers(&all, |_| (), &Options::default()).leaders.unwrap();
    assert_eq!(Ok(leaders), koers(&eights(), |_| (), &Options::default()).leaders);
    assert_eq!(leaders.gap.mean, (leaders.gap.mean * 1000.0).round() / 1000.0);
}

#[test]
fn a_hidden_team_has_nothing() {
    let mut schools = sixteen();
    schools[3].truncate(7); // too few people
    schools[4] = vec![('t', 3, 3); 9]; // all alike
    let found = koers(&schools, |_| (), &Options::default());
    // Two hidden teams could be had by subtraction: they are in no figure.
    assert_eq!((found.schools, found.people, found.left_out), (14, 140, 2));
    for (place, why) in [(3, Why::TooFew { people: 7, needed: 8 }), (4, Why::Alike)] {
        let own = found.school(&id(place)).unwrap();
        let hidden = NoFigure::Hidden(why);
        assert_eq!((own.pooled, own.phases.clone(), own.gap), (Err(hidden), Err(hidden), Err(hidden)));
        assert!(found.compare(&id(0), &id(place)).is_err() && found.compare(&id(place), &id(0)).is_err());
        assert!(!format!("{:?}", found.shown).contains(id(place).as_str()));
    }
    assert_eq!(found.schools().count(), 16);
    // Nor are more of them: sums over five small teams of one mind would tell that they are.
    for school in schools.iter_mut().skip(5).take(3) {
        school.truncate(7);
    }
    assert_eq!(koers(&schools, |_| (), &Options::default()).left_out, 5);
}

#[test]
fn a_divided_team_is_in_the_figures_and_has_none_of_its_own() {
    let mut schools = sixteen();
    schools[3] = [[('t', 1, 1); 5], [('t', 5, 5); 5]].concat(); // two camps
    let found = koers(&schools, |_| (), &Options::default());
    assert_eq!((found.schools, found.people, found.left_out), (16, 160, 0));
    let scores = scores_of(&schools);
    let (plain, without) =
        (fit(&scores, Criterion::Reml).unwrap(), fit(&scores_of(&sixteen()), Criterion::Reml).unwrap());
    assert_eq!(found.differences.as_ref().unwrap().sigma.value, plain.sigma());
    assert!(plain.sigma() > without.sigma());
    assert_eq!(found.ordered, Ok(compare::pool(&scores).unwrap().share_ordered(&scores, 0.9).unwrap()));
    assert_eq!(found.generalizability.as_ref().unwrap().people, 160);
    // There is no phase beside which a pooled score or probabilities could stand.
    let own = found.school(&id(3)).unwrap();
    let hidden = NoFigure::Hidden(Why::NoAnswers);
    assert_eq!((own.pooled, own.phases.clone()), (Err(hidden), Err(hidden)));
    assert!(found.compare(&id(0), &id(3)).is_err());

    // A team that cannot see the one indicator has no score, and is in no figure.
    schools[3] = ten(2, 0).into_iter().map(|(role, a, _)| (role, a, DONT_KNOW)).collect();
    let found = koers(&schools, |_| (), &Options::default());
    assert_eq!((found.schools, found.people, found.left_out), (15, 150, 1));
    assert_eq!(found.school(&id(3)).unwrap().gap, Err(hidden));
}

/// Leaders who see another school than their colleagues do make a divided team: the gap over the network is made of them as well.
#[test]
fn a_team_divided_by_role_is_in_the_gap() {
    let mut schools = eights();
    schools[1] = EIGHT.map(|(a, b)| ('t', 1 + a.min(1), 1 + b)).to_vec();
    schools[1].extend(EIGHT.map(|(a, b)| ('l', 4 + a.min(1), 4 + b)));
    let found = koers(&schools, |_| (), &Options::default());
    assert_eq!(found.leaders.as_ref().unwrap().schools, 16);
    let own = found.school(&id(1)).unwrap();
    assert!(own.pooled.is_err() && own.gap.as_ref().unwrap().p_above > 0.9);
}

#[test]
fn one_large_school_is_not_a_network() {
    let mut schools: Vec<School> = (0..5).map(|i| ten(1 + i % 3, 0)).collect();
    schools[0] = schools[0].iter().cycle().take(60).copied().collect();
    let found = koers(&schools, |_| (), &Options::default());
    assert_eq!(found.differences, Err(NoFigure::OneSchool));
    assert!(found.leaders.is_err() && found.together == Err(NoFigure::OneSchool));
    assert_eq!(
        koers(&schools[1..], |_| (), &Options::default()).differences,
        Err(NoFigure::Schools { found: 4, needed: 5 })
    );
}

#[test]
fn a_gap_of_a_school_needs_eight_and_eight_or_consent() {
    let gap = |change: &dyn Fn(&mut School), facts: TeamFacts| {
        let mut schools = eights();
        // Eight who teach, and eight who lead and place the school a phase higher.
        schools[1] = EIGHT.map(|(a, b)| ('t', a + 1, b + 1)).to_vec();
        schools[1].extend(EIGHT.map(|(a, b)| ('l', a + 2, b + 2)));
        change(&mut schools[1]);
        let mut options = Options::default();
        options.teams.insert(id(1), facts);
        koers(&schools, |_| (), &options).school(&id(1)).unwrap().gap
    };
    let plain = || TeamFacts::new(TeamSize::new(20));
    assert!(gap(&|_| (), plain()).unwrap().pooled.mean > 0.0);
    let seven_lead = |school: &mut School| school[15].0 = 't';
    assert_eq!(gap(&seven_lead, plain()), Err(NoFigure::Roles));
    let mut agreed = plain();
    agreed.leaders_agree = true;
    assert!(gap(&seven_lead, agreed.clone()).is_ok());
    // The others are never fewer than eight, whatever the leaders agreed to.
    assert!(gap(&|school| school[0].0 = 'l', agreed.clone()).is_err());
    // The mean of those without a role would follow from the whole: as that of any group, it is told from eight on.
    let nameless = |many: usize| {
        let people = EIGHT.into_iter().cycle().take(many).map(|(a, b)| ('-', a + 1, b + 1));
        gap(&|school: &mut School| school.extend(people.clone()), agreed.clone())
    };
    assert!(nameless(8).is_ok());
    for many in [1, 5, 7] {
        assert_eq!(nameless(many), Err(NoFigure::Roles), "{many}");
    }
    // Leaders who are nearly of one mind.
    let alike = |school: &mut School| school[8..].iter_mut().for_each(|person| (person.1, person.2) = (3, 3));
    assert_eq!(gap(&alike, plain()), Err(NoFigure::Roles));
}

#[test]
fn thresholds_can_be_raised() {
    let mut options = Options::default();
    options.thresholds.schools = 20;
    let found = koers(&sixteen(), |_| (), &options);
    assert_eq!(found.differences, Err(NoFigure::Schools { found: 16, needed: 20 }));
    options.thresholds = Thresholds { detail: 11, ..Thresholds::default() };
    let found = koers(&sixteen(), |_| (), &options);
    assert!(found.school(&id(0)).unwrap().pooled.is_err());
    assert_eq!((found.differences, found.left_out), (Err(NoFigure::Schools { found: 0, needed: 5 }), 16));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn the_order_of_answers_shows_nowhere(seed in any::<u64>()) {
        let schools = sixteen();
        let shuffle = |rows: &mut Vec<Response>| {
            let key = |n: usize| (n as u64 + 1).wrapping_mul(seed | 1).rotate_left(29);
            let mut keyed: Vec<(u64, Response)> = rows.drain(..).enumerate().map(|(n, row)| (key(n), row)).collect();
            keyed.sort_by_key(|(key, _)| *key);
            rows.extend(keyed.into_iter().map(|(_, row)| row));
        };
        let options = Options::default();
        prop_assert_eq!(koers(&schools, shuffle, &options), koers(&schools, |_| (), &options));
    }
}
