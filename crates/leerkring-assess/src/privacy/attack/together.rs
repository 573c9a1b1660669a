//! A team of several indicators and all figures over its network, to an attacker who knows every other school to the last answer.

use super::several_indicators::others_like;
use super::*;
use crate::network::{appendices, networks};

/// So many schools of twelve people whose answers to two indicators are known.
pub(super) fn others(model: &Model, schools: usize) -> Responses {
    let mut responses = Responses::new(model);
    for school in 0..schools {
        for person in 0..12_usize {
            let at =
                |shift: usize| 1 + u8::try_from((school % 3 + person * (shift + 1) + shift) % 4).unwrap();
            let school = SchoolId::new(&format!("other{school:02}")).unwrap();
            responses.push(&Response::new(school, vec![answer(&at(0)), answer(&at(1))])).unwrap();
        }
    }
    responses
}

/// All figures of the network that a team is in, and its appendix.
pub(super) fn of_network(model: &Model, others: &Responses, team: &[Person]) -> String {
    let (own, options) = asked(model, team);
    let mut all = others.clone();
    for (_, row) in own.rows() {
        all.push(&Response::new(school(), row.answers.to_vec())).unwrap();
    }
    let figures = networks(model, &all, &options).unwrap();
    assert!(figures[0].within.is_ok() && figures[0].generalizability.is_ok());
    let appendix = appendices(model, &all, &options).unwrap();
    assert!(appendix[0].overall.is_ok_and(|overall| overall.ordinal_alpha.is_some()));
    assert!(appendix[0].apart.is_ok() && appendix[0].krippendorff.is_ok());
    format!("{figures:?} {appendix:?}")
}

/// Every team of five and of eight in two phases on two indicators, and with one that is left open, beside so many schools that every
/// figure is given (15), or all but the slowest (10). Where these few ways of answering leave a small group too few sizes, others are
/// looked for from neighbour to neighbour.
#[test]
fn figures_of_a_network_tell_nothing_of_a_team() {
    let model = model(2);
    let all: [Person; 4] = [vec![3, 3], vec![3, 4], vec![4, 3], vec![4, 4]];
    let open: [Person; 4] = [vec![3, DONT_KNOW], vec![3, 4], vec![4, 3], vec![4, 4]];
    for (schools, people, ways) in [(15, 5, &all), (15, 8, &all), (10, 8, &open)] {
        let others = others(&model, schools);
        let told = |team: &[Person]| [everything(&model, team), of_network(&model, &others, team)];
        let mut classes: BTreeMap<[String; 2], Vec<Vec<Person>>> = BTreeMap::new();
        for team in teams_of(people, ways) {
            classes.entry(told(&team)).or_default().push(team);
        }
        for ([own, network], class) in &classes {
            let is_hidden = published(&model, &class[0]).distribution.value().is_none();
            let safe = |members: &[Vec<Person>]| {
                let bounded = |place: usize| {
                    let answers = to_indicator(members, place, None);
                    let mut own = to_indicator(class, place, None).into_iter();
                    is_hidden && own.any(|team| bounds_a_cell(&answers, &team))
                };
                !tells_of_an_indicator(members) && !(0..2).any(bounded)
            };
            let is_like = |other: &[Person]| {
                everything(&model, other) == *own && of_network(&model, &others, other) == *network
            };
            assert!(safe(class) || others_like(class, is_like, safe), "{class:?}");
        }
    }
}
