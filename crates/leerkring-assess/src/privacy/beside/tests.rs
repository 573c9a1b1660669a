use leerkring_model::{Answer, Language, Outcome, Phase, Reason, Response, Role, builtin};
use proptest::prelude::*;

use super::*;
use crate::engine::assessments;
use crate::network::{NoFigure, networks};
use crate::privacy::{Shown, Why};
use crate::wording;

type Team = (&'static str, Vec<(Role, u8)>);

/// Answers to everything: of each school a phase per person.
fn answers(model: &Model, teams: &[Team]) -> Responses {
    let mut responses = Responses::new(model);
    for (school, people) in teams {
        for (role, phase) in people {
            let row = vec![Phase::new(*phase).map(Answer::Phase); model.width()];
            let mut response = Response::new(SchoolId::new(school).unwrap(), row);
            response.role = Some(*role);
            responses.push(&response).unwrap();
        }
    }
    responses
}

/// So many people of a role who differ.
fn some(role: Role, people: usize) -> Vec<(Role, u8)> {
    (0..people).map(|n| (role, [2, 3, 4][n % 3])).collect()
}

/// Five schools of which gaps are told, whatever becomes of another.
fn others() -> Vec<Team> {
    let people = || [some(Role::Leadership, 9), some(Role::Teacher, 12)].concat();
    ["b", "c", "d", "e", "f"].into_iter().map(|school| (school, people())).collect()
}

fn with(team: Vec<(Role, u8)>) -> Vec<Team> {
    [vec![("a", team)], others()].concat()
}

fn first_of(model: &Model, responses: &Responses, options: &Options) -> Assessment {
    assessments(model, responses, &[], options).unwrap().remove(0)
}

/// Nothing but numbers is told of a school that one colleague joined, in figures over schools neither, and everything says why.
#[test]
fn one_colleague_more_is_held_back_everywhere() {
    let model = builtin::samen_leren();
    let first = answers(&model, &with(some(Role::Teacher, 10)));
    let later = |newcomer| {
        answers(&model, &with([some(Role::Teacher, 10), vec![(Role::Teacher, newcomer)]].concat()))
    };
    let options = beside(&model, &[&first], &later(1), &Options::default()).unwrap();
    assert_eq!(options, beside(&model, &[&first], &later(5), &Options::default()).unwrap());
    let told = |newcomer| {
        let later = later(newcomer);
        let networks = networks(&model, &later, &options).unwrap();
        (assessments(&model, &later, &[], &options).unwrap(), networks)
    };
    assert_eq!(told(1), told(5));
    let (all, networks) = told(1);
    let whole = &all[0];
    assert_eq!(whole.standing.outcome, Outcome::NoStatement(vec![Reason::BesideEarlier]));
    assert_eq!((whole.standing.tally.people, whole.standing.tally.places), (11, None));
    assert_eq!(whole.distribution, Shown::Withheld(Why::BesideEarlier));
    assert_eq!(whole.unplaced_by_role, Shown::Withheld(Why::BesideEarlier));
    assert_eq!((networks[0].schools, networks[0].left_out), (5, 1));
    let words = wording::sentences(&whole.standing, &model, Language::Nl);
    assert!(words.contains("dat verslag blijft gelden"), "{words}");
    assert_eq!(wording::hidden(&all, Language::En).len(), 1);
    // Those where nobody came are told as before.
    assert!(all[model.aspects().len()].distribution.value().is_some());
}

/// Where the roles' sizes are hidden, one leader more would be found by the gap beside the score of both reports.
#[test]
fn a_gap_is_not_told_twice() {
    let model = builtin::samen_leren();
    let team = |leaders: usize, support: usize| {
        [some(Role::Leadership, leaders), some(Role::Teacher, 9), some(Role::Support, support)].concat()
    };
    let first = answers(&model, &with(team(8, 3)));
    let later = answers(&model, &with(team(9, 13)));
    let gap = |responses: &Responses, options: &Options| {
        let networks = networks(&model, responses, options).unwrap();
        (networks[0].school(&SchoolId::new("a").unwrap()).unwrap().gap, networks[0].leaders.unwrap().schools)
    };
    assert!(gap(&first, &Options::default()).0.is_ok() && gap(&later, &Options::default()).0.is_ok());
    let options = beside(&model, &[&first], &later, &Options::default()).unwrap();
    assert!(first_of(&model, &later, &options).distribution.value().is_some());
    assert_eq!(gap(&later, &options), (Err(NoFigure::Hidden(Why::BesideEarlier)), 5));
}

/// What was held back is no report to compare with; what was told before it is.
#[test]
fn a_third_report_stands_beside_what_was_told() {
    let model = builtin::samen_leren();
    let report = |people| answers(&model, &with(some(Role::Teacher, people)));
    let [first, second, third, fourth] = [10, 12, 22, 23].map(report);
    let tells = |earlier: &[&Responses], later: &Responses| {
        let options = beside(&model, earlier, later, &Options::default()).unwrap();
        first_of(&model, later, &options).distribution.value().is_some()
    };
    assert!(!tells(&[&first], &second));
    assert!(tells(&[&first, &second], &third) && !tells(&[&second], &third));
    assert!(!tells(&[&first, &second, &third], &fourth));
    // The same once more tells nothing new.
    assert!(tells(&[&first, &second, &third], &third));
}

/// Who were there first, who came, and what all of them say.
type Drawn = (usize, usize, [u8; 24]);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Of each school as [`may_follow`] says of its two reports.
    #[test]
    fn a_network_is_held_to_the_rule_on_two(teams in proptest::collection::vec((4_usize..12, 0_usize..12, any::<[u8; 24]>()), 1..4)) {
        let model = builtin::samen_leren();
        let of = |people: fn(&Drawn) -> usize| -> Responses {
            let team = |(school, team): (&'static str, &Drawn)| {
                let people = team.2.iter().take(people(team));
                (school, people.map(|phase| (Role::Teacher, 1 + phase % 5)).collect())
            };
            answers(&model, &["a", "b", "c"].into_iter().zip(&teams).map(team).collect::<Vec<_>>())
        };
        let (first, later) = (of(|team| team.0), of(|team| team.0 + team.1));
        let all = |responses: &Responses, options: &Options| assessments(&model, responses, &[], options).unwrap();
        let options = beside(&model, &[&first], &later, &Options::default()).unwrap();
        let pairs = all(&first, &Options::default()).into_iter().zip(all(&later, &Options::default()));
        for ((earlier, wanted), told) in pairs.zip(all(&later, &options)) {
            if may_follow(&earlier, &wanted) {
                prop_assert_eq!(wanted, told);
            } else {
                prop_assert!(told.standing.statement().is_none() && told.distribution.value().is_none());
                prop_assert_eq!(told.standing.tally.respondents, wanted.standing.tally.respondents);
            }
        }
    }
}
