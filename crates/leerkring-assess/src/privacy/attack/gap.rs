//! A school's own gap between leaders and others, beside all else that is published of it and of its network, to an attacker
//! who knows every other school.

use leerkring_model::Role;

use super::*;
use crate::groups::cliffs_delta;
use crate::network::{appendices, networks};

/// Six schools whose answers are known, with eight leaders and eight others each.
fn known(model: &Model) -> Responses {
    let mut responses = Responses::new(model);
    for school in 0..6_usize {
        for person in 0..16_usize {
            let leads = person < 8;
            let phase = 2 + u8::try_from((person + school * person / 5 + usize::from(leads)) % 3).unwrap();
            let mut response =
                Response::new(SchoolId::new(&format!("other{school}")).unwrap(), vec![answer(&phase)]);
            response.role = Some(if leads { Role::Leadership } else { Role::Teacher });
            responses.push(&response).unwrap();
        }
    }
    responses
}

/// The answers of a school beside those that are known.
fn with(known: &Responses, leaders: &[u8], others: &[u8]) -> Responses {
    let mut all = known.clone();
    for (role, answers) in [(Role::Leadership, leaders), (Role::Teacher, others)] {
        for n in answers {
            let mut response = Response::new(school(), vec![answer(n)]);
            response.role = Some(role);
            all.push(&response).unwrap();
        }
    }
    all
}

/// Everything that is published of a school and its network, and whether its gap is.
fn told(model: &Model, known: &Responses, leaders: &[u8], others: &[u8], agree: bool) -> (String, bool) {
    let all = with(known, leaders, others);
    let size = |n: usize| u32::try_from(n).unwrap();
    let mut facts = TeamFacts::new(TeamSize::new(size(leaders.len() + others.len())));
    facts.leaders_agree = agree;
    let mut options = Options::default();
    options.teams.insert(school(), facts);
    let assessed = assessments(model, &all, &[], &options).unwrap();
    let own: Vec<&Assessment> = assessed.iter().filter(|one| one.standing.school == school()).collect();
    let network = networks(model, &all, &options).unwrap().remove(0);
    assert!(network.leaders.is_ok());
    let appendix = appendices(model, &all, &options).unwrap().remove(0);
    assert!(appendix.leaders.is_ok());
    let gap = network.school(&school()).is_some_and(|own| own.gap.is_ok());
    (format!("{own:?} {network:?} {appendix:?}"), gap)
}

/// Eight leaders and eight others in every combination of three phases; and two leaders who agreed to be seen, who are not protected, beside every eight
/// others.
#[test]
fn the_gap_of_a_school_tells_nobodys_answer() {
    let model = model(1);
    let known = known(&model);
    let mut shown = 0;
    for (leaders, answers, agree) in [(8, &[2, 3, 4][..], false), (2, &[BLANK, 3, 4, DONT_KNOW], true)] {
        let mut classes: BTreeMap<String, Vec<[Vec<u8>; 2]>> = BTreeMap::new();
        for leaders in teams(leaders, answers) {
            for others in teams(8, answers) {
                let (told, gap) = told(&model, &known, &leaders, &others, agree);
                shown += usize::from(gap);
                classes.entry(told).or_default().push([leaders.clone(), others]);
            }
        }
        for class in classes.values() {
            for group in (0..2).filter(|group| !agree || *group == 1) {
                assert_eq!(certain(class.iter().map(|team| team[group].clone())), None, "{class:?}");
                for (own_group, own) in (0..2).flat_map(|g| answers.iter().map(move |own| (g, *own))) {
                    let others = class.iter().filter_map(|team| {
                        let mut team = team.clone();
                        team[own_group] = without(&team[own_group], own)?;
                        Some(team[group].clone())
                    });
                    assert_eq!(certain(others.collect::<Vec<_>>()), None, "{own_group} {own} {class:?}");
                }
            }
        }
    }
    assert!(shown > 100, "{shown}");
}

/// Why no delta of one school is told: beside its distribution and its gap, to a tenth even, it divides the roles for whoever reads them. (Each
/// role is of eight who do not agree, so that nobody's answer is certain.)
#[test]
fn a_delta_of_one_school_would_tell_what_each_role_answered() {
    let model = model(1);
    let known = known(&model);
    let scores = |answers: &[u8]| answers.iter().map(|n| f64::from(*n)).collect::<Vec<f64>>();
    let mut classes: [BTreeMap<String, usize>; 2] = Default::default();
    for leaders in teams(8, &[2, 3, 4]) {
        for others in teams(8, &[2, 3, 4]) {
            let all = with(&known, &leaders, &others);
            let options = Options::default();
            let network = networks(&model, &all, &options).unwrap().remove(0);
            let own = network.school(&school()).unwrap();
            if own.gap.is_err() {
                continue;
            }
            let whole = [leaders.as_slice(), &others].concat();
            let counts = [2, 3, 4].map(|phase| count(&whole, phase));
            let told = format!("{counts:?} {own:?}");
            let delta = cliffs_delta(&scores(&leaders), &scores(&others)).unwrap().delta;
            for (class, told) in classes.iter_mut().zip([told.clone(), format!("{told} {delta:.1}")]) {
                *class.entry(told).or_default() += 1;
            }
        }
    }
    let divided = classes.map(|classes| classes.into_values().filter(|teams| *teams == 1).count());
    // Of 729 teams of which the gap is told.
    assert_eq!(divided, [266, 464]);
}
