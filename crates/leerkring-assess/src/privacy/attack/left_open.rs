//! What somebody answered who left something open, to an attacker who knows of everyone what he or she left open.

use proptest::prelude::*;

use super::together::{of_network, others};
use super::*;
use crate::privacy::{Shown, Why};

/// Which indicators a person placed.
fn placed(person: &Person) -> Vec<bool> {
    person.iter().map(|answer| (1..=5).contains(answer)).collect()
}

/// An answer that is certain of everybody who left these open, to somebody from outside or to one of these colleagues, who knows his or
/// her own answers.
fn found<'a>(class: &[Vec<Person>], colleagues: impl Iterator<Item = &'a Person>) -> Option<(Vec<bool>, u8)> {
    let colleagues: BTreeSet<&Person> = colleagues.collect();
    let knowers = std::iter::once(None).chain(colleagues.into_iter().map(Some));
    knowers.flat_map(|own| by_what_was_left_open(class, own)).find_map(|(patterns, teams)| {
        let patterns: BTreeSet<Vec<bool>> = patterns.into_iter().collect();
        patterns.into_iter().find_map(|one| {
            let answers = |place: usize| -> BTreeSet<u8> {
                let of = |person: &&Person| placed(person) == one;
                teams.iter().flat_map(|team| team.iter().filter(of)).map(|person| person[place]).collect()
            };
            let certain = (0..one.len()).filter(|place| one[*place]).map(answers).find(|all| all.len() == 1);
            let answer = certain.and_then(|answers| answers.first().copied());
            answer.map(|answer| (one, answer))
        })
    })
}

/// For each person which indicators were placed, and the teams in which they are so.
type Alike = (Vec<Vec<bool>>, Vec<Vec<Person>>);

/// The teams of a class, without a colleague who answered so, by what each of the others left open.
fn by_what_was_left_open(class: &[Vec<Person>], own: Option<&Person>) -> Vec<Alike> {
    let mut teams: BTreeMap<Vec<Vec<bool>>, Vec<Vec<Person>>> = BTreeMap::new();
    for team in class {
        let mut team = team.clone();
        if let Some(own) = own {
            let Some(place) = team.iter().position(|person| person == own) else { continue };
            team.remove(place);
        }
        let mut patterns: Vec<Vec<bool>> = team.iter().map(placed).collect();
        patterns.sort();
        teams.entry(patterns).or_default().push(team);
    }
    teams.into_iter().collect()
}

/// All ways to answer so many indicators.
fn ways(indicators: usize, answers: &[u8]) -> Vec<Person> {
    let with = |way: &Person| answers.iter().map(|n| [&way[..], &[*n]].concat()).collect::<Vec<Person>>();
    (0..indicators).fold(vec![Vec::new()], |ways, _| ways.iter().flat_map(with).collect())
}

/// All teams of which so many people left something open, and count.
fn teams_with_open(
    people: usize,
    open: usize,
    indicators: usize,
    phases: &[u8],
) -> impl Iterator<Item = Vec<Person>> {
    let counts =
        |way: &Person| way.iter().filter(|n| **n != BLANK).count() * 2 >= way.len() && way.contains(&BLANK);
    let some: Vec<Person> =
        ways(indicators, &[phases, &[BLANK]].concat()).into_iter().filter(counts).collect();
    let some = teams_of(open, &some);
    let whole = teams_of(people - open, &ways(indicators, phases));
    whole
        .into_iter()
        .flat_map(move |rest| some.iter().map(|some| [&rest[..], some].concat()).collect::<Vec<_>>())
}

/// Two indicators in two phases, whoever left whatever open; in three phases with up to two who did; three indicators in two phases,
/// with up to two who did: where more is told than a phase and a label, nobody is found.
#[test]
fn who_left_something_open_is_not_found() {
    let families: [(usize, usize, &[u8], usize); 5] = [
        (2, 8, &[2, 3], 8),
        (2, 9, &[2, 3], 9),
        (2, 8, &[2, 3, 4], 2),
        (3, 8, &[2, 3], 2),
        (3, 9, &[2, 3], 1),
    ];
    for (indicators, people, phases, most_open) in families {
        let model = model(indicators);
        let mut classes: BTreeMap<String, Vec<Vec<Person>>> = BTreeMap::new();
        for team in (0..=most_open).flat_map(|open| teams_with_open(people, open, indicators, phases)) {
            if published(&model, &team).distribution.value().is_some() {
                classes.entry(everything(&model, &team)).or_default().push(team);
            }
        }
        assert!(classes.len() > 100);
        for (told, class) in &classes {
            assert_eq!(found(class, class.iter().flatten()), None, "{told} {class:?}");
        }
    }
}

/// Teams of eight to twelve in five phases, of whom the first to the third left a question open.
fn some_left_open() -> impl Strategy<Value = Vec<Person>> {
    let about = |usual: u8, drawn: u8| (usual + drawn % 3).saturating_sub(1).clamp(1, 5);
    (2_usize..=3).prop_flat_map(move |indicators| {
        let person = (1_u8..=5, proptest::collection::vec(0_u8..3, indicators));
        let answers = move |(usual, drawn): (u8, Vec<u8>)| -> Person {
            drawn.iter().map(|drawn| about(usual, *drawn)).collect()
        };
        let team = proptest::collection::vec(person.prop_map(answers), 8..=12);
        let open = proptest::collection::vec(0..indicators, 1..=3);
        (team, open).prop_map(|(mut team, open)| {
            team.iter_mut().zip(open).for_each(|(person, place)| person[place] = BLANK);
            team
        })
    })
}

/// From low to high, with what was left open at the lower median of the rest.
fn filled(person: &Person) -> Person {
    let mut placed: Person = person.iter().copied().filter(|n| *n != BLANK).collect();
    placed.sort_unstable();
    let middle = placed[(placed.len() - 1) / 2];
    placed.resize(person.len(), middle);
    placed.sort_unstable();
    placed
}

/// Teams in which this person, who left something open, and a colleague, who left as much open or nothing, have each other's answers from
/// low to high.
fn changed_places(team: &[Person], person: usize) -> Vec<Vec<Person>> {
    let all = ways(team[person].len(), &[1, 2, 3, 4, 5]);
    // All ways in which one who left open what this one did can have the answers of another.
    let as_if = |who: usize, other: usize| -> Vec<Person> {
        let open = |way: &Person| -> Person {
            let places = way.iter().zip(&team[who]);
            places.map(|(n, own)| if *own == BLANK { BLANK } else { *n }).collect()
        };
        let ways: BTreeSet<Person> = all.iter().map(open).collect();
        ways.into_iter().filter(|way| filled(way) == filled(&team[other])).collect()
    };
    let with = |other: usize| {
        let all = as_if(other, person);
        as_if(person, other).into_iter().flat_map(move |own| {
            let changed = |theirs: &Person| {
                let mut changed = team.to_vec();
                (changed[person], changed[other]) = (own.clone(), theirs.clone());
                changed
            };
            all.iter().map(changed).collect::<Vec<_>>()
        })
    };
    (0..team.len()).filter(|other| *other != person).flat_map(with).collect()
}

/// The team in which all others are of one mind, and only this person, who left something open, and this colleague are perhaps not.
fn all_others_alike(team: &[Person], [person, colleague]: [usize; 2], phase: u8, own: u8) -> Vec<Person> {
    let answer = |who: usize, n: u8| match who {
        _ if n == BLANK || who == colleague => n,
        _ if who == person => own,
        _ => phase,
    };
    let answers = |(who, answers): (usize, &Person)| answers.iter().map(|n| answer(who, *n)).collect();
    team.iter().enumerate().map(answers).collect()
}

/// Beside 15 schools of which all answers are known, and all figures of the network that a team is in, its own beside those of the network
/// too: nobody who left something open is found.
#[test]
fn figures_of_a_network_tell_nothing_of_who_left_something_open() {
    let model = model(2);
    let others = others(&model, 15);
    let mut classes: BTreeMap<String, Vec<Vec<Person>>> = BTreeMap::new();
    for team in teams_with_open(8, 1, 2, &[3, 4]) {
        if published(&model, &team).distribution.value().is_some() {
            let told = everything(&model, &team) + &of_network(&model, &others, &team);
            classes.entry(told).or_default().push(team);
        }
    }
    assert!(classes.len() > 10);
    for class in classes.values() {
        assert_eq!(found(class, class.iter().flatten()), None, "{class:?}");
    }
}

/// Eight of one mind on the indicator that three left open: whoever answered all of it is known; and with three indicators one whose
/// answers nobody else's read as.
#[test]
fn teams_in_which_single_indicators_would_tell() {
    let eight = vec![vec![3, 1]; 8];
    let alone: Vec<Person> = vec![vec![2, 0], vec![4, 0], vec![5, 0]];
    assert_eq!(published(&model(2), &[eight, alone].concat()).distribution, Shown::Withheld(Why::LeftOpen));
    let few = [vec![vec![1, 1, 1]; 4], vec![vec![1, 1, 0]], vec![vec![2, 2, 3]; 3]].concat();
    let told = published(&model(3), &few);
    assert!(told.distribution.value().is_some());
    assert_eq!(
        (told.indicators, told.closeness),
        (Shown::Withheld(Why::LeftOpen), Shown::Withheld(Why::LeftOpen))
    );
}

/// An indicator that most left open is not told by what stands there.
#[test]
fn an_indicator_that_most_left_open_is_not_told() {
    let ways = [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 5],
        [5, 4],
        [2, 1],
        [3, 2],
        [4, 3],
    ];
    let placed: Vec<Person> = ways.iter().map(|way| way.to_vec()).collect();
    let open: Vec<Person> = (1..=5).cycle().take(15).map(|n| vec![n, BLANK]).collect();
    let told = published(&model(2), &[placed, open].concat());
    let told: Vec<String> =
        told.indicators.value().unwrap().iter().map(|own| own.indicator.key().to_owned()).collect();
    assert_eq!(told, ["i1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Five phases: whoever left something open may have answered every question otherwise for all that is told of the aspect, and of its
    /// indicators where these are, also to any one colleague.
    #[test]
    fn in_five_phases(team in some_left_open()) {
        let model = model(team[0].len());
        let result = published(&model, &team);
        prop_assume!(result.distribution.value().is_some() || result.standing.statement().is_some());
        let same = everything(&model, &team);
        for person in (0..team.len()).filter(|person| team[*person].contains(&BLANK)) {
            let others: Vec<Vec<Person>> = if result.distribution.value().is_some() {
                changed_places(&team, person)
            } else {
                let phase = result.standing.phase().map_or(0, Phase::number);
                let all = (1..=5).flat_map(|own| (0..team.len()).map(move |colleague| (own, colleague)));
                all.map(|(own, colleague)| all_others_alike(&team, [person, colleague], phase, own)).collect()
            };
            let others: Vec<_> = others.into_iter().filter(|other| everything(&model, other) == same).collect();
            for colleague in (0..team.len()).filter(|colleague| *colleague != person) {
                for place in (0..team[0].len()).filter(|place| team[person][*place] != BLANK) {
                    let doubt = others.iter().any(|other| {
                        other[colleague] == team[colleague] && other[person][place] != team[person][place]
                    });
                    prop_assert!(doubt, "{team:?} {person} {colleague} {result:?}");
                }
            }
        }
    }
}
