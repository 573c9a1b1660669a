//! The attacker: knows the rules, reads everything that is published of a team, enumerates what the team can have
//! answered, and asks what is certain.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Answer, Model, Phase, Response, Responses, Role, Rule, SchoolId, TeamSize};
use proptest::prelude::*;

use super::{Thresholds, may_follow};
use crate::assessment::Assessment;
use crate::engine::{Options, TeamFacts, assessments};
use crate::judgements::Judgements;
use crate::label::label;
use crate::posterior::{phase_probabilities, score_quantile};

/// What a person answered to each indicator: 1 to 5, `BLANK`, `DONT_KNOW`.
type Person = Vec<u8>;
const BLANK: u8 = 0;
const DONT_KNOW: u8 = 9;

/// A model with one aspect of so many indicators and five phases.
fn model(indicators: usize) -> Model {
    let list = |n: usize, item: &dyn Fn(usize) -> String| (1..=n).map(item).collect::<Vec<_>>().join(",\n");
    let names = list(5, &|k| format!("{{ name.en = \"step {k}\" }}"));
    let descriptors = list(5, &|k| format!("{{ phase = {k}, text.en = \"We are at step {k} here.\" }}"));
    let indicators: String = (1..=indicators)
        .map(|j| format!("[[aspect.indicator]]\nid = \"i{j}\"\nname.en = \"Side {j}\"\ndescriptor = [\n{descriptors}\n]\n"))
        .collect();
    Model::parse(&format!(
        "format = 1\nid = \"small\"\nversion = 1\nlanguages = [\"en\"]\nname.en = \"Small\"\nphase = [\n{names}\n]\n\
         [[aspect]]\nid = \"one\"\nname.en = \"One\"\n{indicators}"
    ))
    .unwrap()
}

/// Everything that is published of a team: one more colleague did not answer.
fn published(model: &Model, team: &[Person]) -> Assessment {
    let school = SchoolId::new("s").unwrap();
    let mut responses = Responses::new(model);
    for person in team {
        let answer =
            |n: &u8| if *n == DONT_KNOW { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) };
        responses.push(&Response::new(school.clone(), person.iter().map(answer).collect())).unwrap();
    }
    let size = u32::try_from(team.len()).unwrap() + 1;
    let mut options = Options::default();
    options.teams.insert(school, TeamFacts::new(TeamSize::new(size)));
    assessments(model, &responses, &[], &options).unwrap().remove(0)
}

/// All teams of so many people who each give one of these answers to one indicator.
fn teams(people: usize, answers: &[u8]) -> Vec<Vec<u8>> {
    let Some((first, rest)) = answers.split_first() else {
        return if people == 0 { vec![Vec::new()] } else { Vec::new() };
    };
    let with =
        |n: usize| teams(people - n, rest).into_iter().map(move |team| [vec![*first; n], team].concat());
    (0..=people).flat_map(with).collect()
}

fn count(team: &[u8], answer: u8) -> usize {
    team.iter().filter(|own| **own == answer).count()
}

/// The one answer, other than none, that all of these gave.
fn unanimous(team: &[u8]) -> Option<u8> {
    let first = *team.first()?;
    (first != BLANK && team.iter().all(|own| *own == first)).then_some(first)
}

fn without(team: &[u8], person: u8) -> Option<Vec<u8>> {
    let place = team.iter().position(|own| *own == person)?;
    let mut others = team.to_vec();
    others.remove(place);
    Some(others)
}

/// The one answer that all teams agree in, if each is unanimous.
fn certain(teams: impl IntoIterator<Item = Vec<u8>>) -> Option<u8> {
    let answers: BTreeSet<Option<u8>> = teams.into_iter().map(|team| unanimous(&team)).collect();
    if answers.len() == 1 { answers.first().copied().flatten() } else { None }
}

/// Whether reading this class, of all teams of which the same is published, tells what anybody answered: to somebody from
/// outside, or to one of the team, who knows his or her own answer.
fn tells_an_answer(class: &[Vec<u8>], team: &[u8]) -> bool {
    let of_colleagues = |own: u8| certain(class.iter().filter_map(|team| without(team, own)));
    certain(class.to_vec()).is_some()
        || team.iter().copied().collect::<BTreeSet<u8>>().into_iter().any(|own| of_colleagues(own).is_some())
}

/// Whether it leaves fewer than three possible sizes for a phase that 1 to 4 people gave.
fn bounds_a_cell(class: &[Vec<u8>], team: &[u8]) -> bool {
    (1..=5)
        .filter(|phase| (1..=4).contains(&count(team, *phase)))
        .any(|phase| class.iter().map(|team| count(team, phase)).collect::<BTreeSet<usize>>().len() < 3)
}

fn classes<K: Ord>(teams: &[Vec<u8>], published: impl Fn(&[u8]) -> K) -> Vec<Vec<Vec<u8>>> {
    let mut classes: BTreeMap<K, Vec<Vec<u8>>> = BTreeMap::new();
    teams.iter().for_each(|team| classes.entry(published(team)).or_default().push(team.clone()));
    classes.into_values().collect()
}

/// How many teams are found out: an answer is told, or a small cell bounded.
fn found_out<K: Ord>(teams: &[Vec<u8>], published: impl Fn(&[u8]) -> K) -> usize {
    let classes = classes(teams, published);
    let exposed =
        |class: &&Vec<Vec<u8>>, team: &&Vec<u8>| tells_an_answer(class, team) || bounds_a_cell(class, team);
    classes.iter().map(|class| class.iter().filter(|team| exposed(&class, team)).count()).sum()
}

#[test]
fn one_indicator_every_team() {
    let model = model(1);
    for people in 5..=9 {
        let teams = teams(people, &[BLANK, 1, 2, 3, 4, 5, DONT_KNOW]);
        let all = |team: &[u8]| team.iter().map(|answer| vec![*answer]).collect::<Vec<Person>>();
        for class in classes(&teams, |team| format!("{:?}", published(&model, &all(team)))) {
            let result = published(&model, &all(&class[0]));
            let hidden = result.distribution.value().is_none() && result.standing.statement().is_some();
            for team in &class {
                assert!(!tells_an_answer(&class, team), "{team:?}: {result:?}");
                assert!(!hidden || !bounds_a_cell(&class, team), "{team:?}: {result:?}");
            }
        }
    }
}

/// Why a team of five to seven is told no more than its phase. Each way of saying more finds teams out.
#[test]
fn what_else_could_be_said_of_small_teams() {
    let rule = Rule::default();
    let judge = |team: &[u8]| {
        let counts: Vec<u32> = (1..=5).map(|phase| count(team, phase) as u32).collect();
        Judgements::from_counts(&counts).unwrap()
    };
    let stated = |team: &[u8]| {
        let judgements = judge(team);
        let phase = judgements.phase(rule.threshold()).unwrap();
        label(phase, &phase_probabilities(&judgements, &rule), judgements.is_split())
            .ok()
            .map(|label| (phase, label))
    };
    let phase = |team: &[u8]| stated(team).map(|(phase, _)| phase);
    let mean = |team: &[u8], step: f64| (judge(team).mean().unwrap() / step).round() as i64;
    // Phase, label, mean and interval to a decimal; phase, label and mean to a half; phase and label; phase, if any is
    // stated, and mean to a half with its ends from 1.5 down and 4.5 up as one; what is published.
    let found: Vec<[usize; 5]> = (5..=7)
        .map(|people| {
            let teams = teams(people, &[1, 2, 3, 4, 5]);
            let one_indicator = model(1);
            [
                found_out(&teams, |team| {
                    let quantile = |p| (score_quantile(&judge(team), &rule, p) * 10.0).round() as i64;
                    format!("{:?} {} {} {}", stated(team), mean(team, 0.1), quantile(0.05), quantile(0.95))
                }),
                found_out(&teams, |team| format!("{:?} {}", stated(team), mean(team, 0.5))),
                found_out(&teams, |team| format!("{:?}", stated(team))),
                found_out(&teams, |team| (phase(team), mean(team, 0.5).clamp(3, 9))),
                found_out(&teams, |team| {
                    let all: Vec<Person> = team.iter().map(|answer| vec![*answer]).collect();
                    format!("{:?}", published(&one_indicator, &all))
                }),
            ]
        })
        .collect();
    // Of 126, 210 and 330 teams.
    assert_eq!(found, [[126, 93, 72, 68, 0], [210, 96, 81, 72, 0], [330, 180, 105, 78, 0]]);
}

/// One person answers otherwise, or the other way round.
fn neighbours(team: &[Person]) -> impl Iterator<Item = Vec<Person>> {
    let changed = |person: usize, new: Person| {
        let mut team = team.to_vec();
        team[person] = new;
        team.sort_unstable();
        team
    };
    let of = move |person: usize| {
        let own = &team[person];
        let set = move |place: usize, answer: u8| {
            let mut new = own.clone();
            new[place] = answer;
            new
        };
        let swap = move |a: usize, b: usize| {
            let mut new = own.clone();
            new.swap(a, b);
            new
        };
        let places = 0..own.len();
        let swaps = places.clone().flat_map(move |a| (0..a).map(move |b| swap(a, b)));
        let sets = places.flat_map(move |place| {
            [1, 2, 3, 4, 5, BLANK, DONT_KNOW].into_iter().map(move |answer| set(place, answer))
        });
        swaps.chain(sets).map(move |new| changed(person, new))
    };
    (0..team.len()).flat_map(of)
}

/// Looks for teams of which the same is published, from neighbour to neighbour, until they suffice.
fn others_like(model: &Model, team: &[Person], suffice: impl Fn(&[Vec<Person>]) -> bool) -> bool {
    const ENOUGH: usize = 40;
    let same = format!("{:?}", published(model, team));
    let mut members = vec![team.to_vec()];
    members[0].sort_unstable();
    let mut seen: BTreeSet<Vec<Person>> = members.iter().cloned().collect();
    let mut next = 0;
    while next < members.len().min(ENOUGH) && !suffice(&members) {
        for other in neighbours(&members[next].clone()) {
            if seen.insert(other.clone()) && format!("{:?}", published(model, &other)) == same {
                members.push(other);
            }
        }
        next += 1;
    }
    suffice(&members)
}

/// What the teams answered to one indicator, of those that have a colleague who answered so (whose answer is left out).
fn to_indicator(teams: &[Vec<Person>], place: usize, colleague: Option<&Person>) -> Vec<Vec<u8>> {
    let without = |team: &Vec<Person>| {
        let mut team = team.clone();
        if let Some(colleague) = colleague {
            team.remove(team.iter().position(|person| person == colleague)?);
        }
        Some(team.iter().map(|person| person[place]).collect())
    };
    teams.iter().filter_map(without).collect()
}

/// Teams that are nearly or wholly of one mind on some indicators and not on others.
fn alike_here_and_there() -> impl Strategy<Value = Vec<Person>> {
    let indicator = (1_u8..=5, 0_u8..3);
    let aspect = proptest::collection::vec(indicator, 2..=3);
    let drawn = proptest::collection::vec(proptest::collection::vec(0_u8..8, 3), 5..=9);
    let apart = proptest::collection::vec((0_usize..9, 0_usize..3, 0_u8..8), 0..3);
    (aspect, drawn, apart).prop_map(|(aspect, drawn, apart)| {
        let any = |n: u8| if n > 5 { DONT_KNOW } else { n };
        let answer = |(usual, spread): &(u8, u8), drawn: u8| match spread {
            0 => *usual,
            1 => (*usual + drawn % 2).min(5),
            _ => any(drawn),
        };
        let person =
            |drawn: &Vec<u8>| aspect.iter().zip(drawn).map(|(usual, drawn)| answer(usual, *drawn)).collect();
        let mut team: Vec<Person> = drawn.iter().map(person).collect();
        for (person, place, answer) in apart {
            let person = person % team.len();
            let place = place % aspect.len();
            team[person][place] = any(answer);
        }
        team
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Several indicators: whatever a team answered, others are like it, in which anyone may have answered otherwise; and
    /// where no distribution is shown, small groups may be of three sizes.
    #[test]
    fn several_indicators(team in alike_here_and_there()) {
        let model = model(team[0].len());
        let result = published(&model, &team);
        let hidden = result.distribution.value().is_none() && result.standing.statement().is_some();
        for place in 0..team[0].len() {
            let own = to_indicator(std::slice::from_ref(&team), place, None).remove(0);
            let safe = |members: &[Vec<Person>]| {
                let seen = to_indicator(members, place, None);
                let from_inside = team.iter().any(|own| certain(to_indicator(members, place, Some(own))).is_some());
                certain(seen.clone()).is_none() && !from_inside && !(hidden && bounds_a_cell(&seen, &own))
            };
            prop_assert!(others_like(&model, &team, safe), "{team:?} {place} {result:?}");
        }
    }
}

/// Everything that is published of a team of which roles are known.
fn published_by_role(model: &Model, leaders: &[u8], teachers: &[u8], leaders_agree: bool) -> Assessment {
    let school = SchoolId::new("s").unwrap();
    let mut responses = Responses::new(model);
    for (role, answers) in [(Role::Leadership, leaders), (Role::Teacher, teachers)] {
        for n in answers {
            let answer =
                if *n == DONT_KNOW { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) };
            let mut response = Response::new(school.clone(), vec![answer]);
            response.role = Some(role);
            responses.push(&response).unwrap();
        }
    }
    let size = |n: usize| u32::try_from(n).unwrap();
    let mut facts = TeamFacts::new(TeamSize::new(size(leaders.len() + teachers.len())));
    facts.size.by_role.insert(Role::Leadership, size(leaders.len()));
    facts.size.by_role.insert(Role::Teacher, size(teachers.len()));
    facts.leaders_agree = leaders_agree;
    let mut options = Options::default();
    options.teams.insert(school, facts);
    assessments(model, &responses, &[], &options).unwrap().remove(0)
}

/// Two or three leaders beside eight teachers, with the size of each role known: nobody learns what a role answered; where
/// the leaders agreed to be seen, nobody learns what the teachers did.
#[test]
fn roles() {
    let model = model(1);
    let answers = [BLANK, 3, 4, DONT_KNOW];
    for (few, leaders_agree) in [(2, false), (3, false), (2, true), (3, true)] {
        let mut classes: BTreeMap<String, Vec<[Vec<u8>; 2]>> = BTreeMap::new();
        for leaders in teams(few, &answers) {
            for teachers in teams(8, &answers) {
                let told = format!("{:?}", published_by_role(&model, &leaders, &teachers, leaders_agree));
                classes.entry(told).or_default().push([leaders.clone(), teachers]);
            }
        }
        for (told, class) in &classes {
            for group in [0, 1] {
                if leaders_agree && group == 0 {
                    continue;
                }
                let of_group = class.iter().map(|team| team[group].clone());
                assert_eq!(certain(of_group), None, "{class:?} {told}");
                for (own_group, own) in [0, 1].into_iter().flat_map(|g| answers.map(|own| (g, own))) {
                    let others = class.iter().filter_map(|team| {
                        let mut team = team.clone();
                        team[own_group] = without(&team[own_group], own)?;
                        Some(team[group].clone())
                    });
                    let others: Vec<Vec<u8>> = others.filter(|others| others.len() > 1).collect();
                    assert_eq!(certain(others), None, "{own_group} {own} {class:?} {told}");
                }
            }
        }
    }
}

/// A whole team of three or four that chose to see its phase sees that and no more.
#[test]
fn a_whole_team_of_three_or_four() {
    let model = model(1);
    for people in [3, 4] {
        let mut phases: BTreeMap<String, BTreeSet<Option<Phase>>> = BTreeMap::new();
        for team in teams(people, &[1, 2, 3, 4, 5]) {
            let school = SchoolId::new("s").unwrap();
            let mut responses = Responses::new(&model);
            for n in &team {
                responses
                    .push(&Response::new(school.clone(), vec![Phase::new(*n).map(Answer::Phase)]))
                    .unwrap();
            }
            let mut facts = TeamFacts::new(TeamSize::new(u32::try_from(people).unwrap()));
            facts.small_team_agrees = true;
            let mut options = Options::default();
            options.teams.insert(school, facts);
            let told = assessments(&model, &responses, &[], &options).unwrap().remove(0);
            phases.entry(format!("{told:?}")).or_default().insert(told.standing.phase());
        }
        // One publication for each phase: nothing tells two teams of one phase apart.
        assert_eq!(phases.len(), 5);
    }
}

/// Two reports of a round: those who came in between are not told apart, nor those who were there before.
#[test]
fn two_reports() {
    let model = model(1);
    let all =
        |team: &[u8]| published(&model, &team.iter().map(|answer| vec![*answer]).collect::<Vec<Person>>());
    let before = teams(5, &[1, 2, 3, 4, 5]);
    let first: Vec<Assessment> = before.iter().map(|team| all(team)).collect();
    // Eight who agree, with or without a ninth.
    let came = (1..=5_u8)
        .flat_map(|k| (1..=5).map(move |ninth| [vec![k; 8], vec![ninth; usize::from(ninth != k)]].concat()));
    let mut followed = 0;
    for came in came {
        for (team, result) in before.iter().zip(&first) {
            let after = [team.clone(), came.clone()].concat();
            let second = all(&after);
            if !may_follow(result, &second, &Thresholds::default()) {
                continue;
            }
            followed += 1;
            if second.distribution.value().is_none() {
                continue;
            }
            // The second distribution is known: the first team is a part of it.
            let part = |team: &[u8]| (1..=5).all(|answer| count(team, answer) <= count(&after, answer));
            let fits = |(team, found): &(&Vec<u8>, &Assessment)| part(team) && *found == result;
            let firsts: Vec<&Vec<u8>> =
                before.iter().zip(&first).filter(fits).map(|(team, _)| team).collect();
            let rest = |team: &&Vec<u8>| {
                (1..=5_u8).flat_map(|k| vec![k; count(&after, k) - count(team, k)]).collect::<Vec<u8>>()
            };
            assert_eq!(certain(firsts.iter().map(rest)), None, "{team:?} {came:?}");
            assert_eq!(certain(firsts.into_iter().cloned()), None, "{team:?} {came:?}");
        }
    }
    assert!(followed > 0);
}
