//! A school's own gap between leaders and others, beside all else that is published of it and of its network, to an attacker
//! who knows every other school.

use leerkring_model::Role;

use super::*;
use crate::network::networks;

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

/// Everything that is published of a school and its network, and whether its gap is.
fn told(model: &Model, known: &Responses, leaders: &[u8], others: &[u8], agree: bool) -> (String, bool) {
    let mut all = known.clone();
    for (role, answers) in [(Role::Leadership, leaders), (Role::Teacher, others)] {
        for n in answers {
            let mut response = Response::new(school(), vec![answer(n)]);
            response.role = Some(role);
            all.push(&response).unwrap();
        }
    }
    let size = |n: usize| u32::try_from(n).unwrap();
    let mut facts = TeamFacts::new(TeamSize::new(size(leaders.len() + others.len())));
    facts.leaders_agree = agree;
    let mut options = Options::default();
    options.teams.insert(school(), facts);
    let assessed = assessments(model, &all, &[], &options).unwrap();
    let own: Vec<&Assessment> = assessed.iter().filter(|one| one.standing.school == school()).collect();
    let network = networks(model, &all, &options).unwrap().remove(0);
    assert!(network.leaders.is_ok());
    let gap = network.school(&school()).is_some_and(|own| own.gap.is_ok());
    (format!("{own:?} {network:?}"), gap)
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
