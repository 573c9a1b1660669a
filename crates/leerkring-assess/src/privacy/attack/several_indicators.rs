//! Several indicators: other teams of which the same is published, looked for from neighbour to neighbour.

use proptest::prelude::*;

use super::*;

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

/// Looks for teams like these, of which the same is told, from neighbour to neighbour, until they suffice.
pub(super) fn others_like(
    known: &[Vec<Person>],
    is_like: impl Fn(&[Person]) -> bool,
    suffice: impl Fn(&[Vec<Person>]) -> bool,
) -> bool {
    const ENOUGH: usize = 40;
    let mut members = known.to_vec();
    members.iter_mut().for_each(|team| team.sort_unstable());
    let mut seen: BTreeSet<Vec<Person>> = members.iter().cloned().collect();
    let mut next = 0;
    while next < members.len().min(ENOUGH) && !suffice(&members) {
        for other in neighbours(&members[next].clone()) {
            if seen.insert(other.clone()) && is_like(&other) {
                members.push(other);
            }
        }
        next += 1;
    }
    suffice(&members)
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
            let same = everything(&model, &team);
            let is_like = |other: &[Person]| everything(&model, other) == same;
            prop_assert!(others_like(std::slice::from_ref(&team), is_like, safe), "{team:?} {place} {result:?}");
        }
    }
}
