//! Figures over schools: whatever hidden teams answered, the same is published.

use leerkring_model::Role;
use proptest::prelude::*;

use super::*;
use crate::moments::changes;
use crate::network::{appendices, networks};

/// A team that shows its score: at least three of ten or more do not answer as the others do.
fn shown() -> impl Strategy<Value = Vec<u8>> {
    (2_u8..=4, 3_usize..6, 1_usize..4, 4_usize..7).prop_map(|(phase, below, above, at)| {
        [vec![phase - 1; below], vec![phase + 1; above], vec![phase; at]].concat()
    })
}

/// A hidden team in two versions of which the same is published: of five to seven people with the same counted phase, or of
/// eight and more of whom at most two do not answer as the others do.
fn hidden() -> impl Strategy<Value = [Vec<u8>; 2]> {
    let version = |people: usize, phase: u8, apart: usize, lower: bool| {
        let other = if lower { phase - 1 } else { phase + 1 };
        [vec![other; apart], vec![phase; people - apart]].concat()
    };
    let drawn = (5_usize..12, 2_u8..=4, (0_usize..3, any::<bool>()), (0_usize..3, any::<bool>()));
    drawn.prop_map(move |(people, phase, one, two)| {
        [one, two].map(|(apart, lower)| version(people, phase, apart, lower))
    })
}

/// The answers of teams to one indicator; in each the first two lead.
fn responses(model: &Model, teams: &[Vec<u8>]) -> Responses {
    let mut responses = Responses::new(model);
    for (place, team) in teams.iter().enumerate() {
        for (person, n) in team.iter().enumerate() {
            let school = SchoolId::new(&format!("s{place:02}")).unwrap();
            let mut response = Response::new(school, vec![answer(n)]);
            response.role = Some(if person < 2 { Role::Leadership } else { Role::Teacher });
            responses.push(&response).unwrap();
        }
    }
    responses
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Nothing that a hidden team answered is in a figure over schools, of one moment or of two, however many are hidden.
    #[test]
    fn hidden_teams_are_in_no_figure(
        shown in proptest::collection::vec(shown(), 5..10),
        hidden in proptest::collection::vec(hidden(), 1..8),
    ) {
        let model = model(1);
        let options = Options::default();
        let all = |version: usize| -> Responses {
            let teams: Vec<Vec<u8>> =
                hidden.iter().map(|team| team[version].clone()).chain(shown.iter().cloned()).collect();
            responses(&model, &teams)
        };
        let (one, two) = (all(0), all(1));
        prop_assert_eq!(
            assessments(&model, &one, &[], &options).unwrap(),
            assessments(&model, &two, &[], &options).unwrap()
        );
        let network = networks(&model, &one, &options).unwrap();
        prop_assert!(network[0].differences.is_ok());
        prop_assert_eq!(&network, &networks(&model, &two, &options).unwrap());
        prop_assert_eq!(appendices(&model, &one, &options).unwrap(), appendices(&model, &two, &options).unwrap());
        // The shown teams at the other moment are those of this one, each a school further.
        let mut turned = shown.clone();
        turned.rotate_left(1);
        let later: Vec<Vec<u8>> = hidden.iter().map(|team| team[1].clone()).chain(turned).collect();
        let later = responses(&model, &later);
        let growth = |first: &Responses| changes(&model, first, &later, &options).unwrap();
        prop_assert_eq!(growth(&one), growth(&two));
    }

    /// With one indicator a figure over schools tells nothing that the distributions of the shown teams do not: who of
    /// them leads, of two, changes nothing.
    #[test]
    fn two_leaders_are_in_no_figure(shown in proptest::collection::vec(shown(), 5..10), turn in 1_usize..9) {
        let model = model(1);
        let turned: Vec<Vec<u8>> = shown
            .iter()
            .map(|team| {
                let mut team = team.clone();
                let n = team.len();
                team.rotate_left(turn % n);
                team
            })
            .collect();
        let options = Options::default();
        let figures = |teams: &[Vec<u8>]| {
            let responses = responses(&model, teams);
            (networks(&model, &responses, &options).unwrap(), appendices(&model, &responses, &options).unwrap())
        };
        prop_assert_eq!(figures(&shown), figures(&turned));
    }
}
