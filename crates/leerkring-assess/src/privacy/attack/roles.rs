//! Roles, and small teams that chose to be seen.

use leerkring_model::Role;

use super::*;

/// Everything that is published of a team of which roles are known.
fn published_by_role(model: &Model, leaders: &[u8], teachers: &[u8], leaders_agree: bool) -> Assessment {
    let school = SchoolId::new("s").unwrap();
    let mut responses = Responses::new(model);
    for (role, answers) in [(Role::Leadership, leaders), (Role::Teacher, teachers)] {
        for n in answers {
            let mut response = Response::new(school.clone(), vec![answer(n)]);
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
