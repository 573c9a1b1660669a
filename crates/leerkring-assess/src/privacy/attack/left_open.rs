//! What somebody answered who left something open, to an attacker who knows of everyone what he or she left open.

use super::*;

/// Which indicators a person placed.
fn placed(person: &Person) -> Vec<bool> {
    person.iter().map(|answer| (1..=5).contains(answer)).collect()
}

/// An answer that is certain of somebody of whom there is only one that left these open, to somebody from outside or to one of the
/// team, who knows his or her own answers.
fn found(class: &[Vec<Person>]) -> Option<(Vec<bool>, u8)> {
    let colleagues: BTreeSet<&Person> = class.iter().flatten().collect();
    let knowers = std::iter::once(None).chain(colleagues.into_iter().map(Some));
    knowers.flat_map(|own| by_what_was_left_open(class, own)).find_map(|(patterns, teams)| {
        let alone = |one: &&Vec<bool>| patterns.iter().filter(|other| other == one).count() == 1;
        patterns.iter().filter(alone).find_map(|one| {
            let answers = |place: usize| -> BTreeSet<u8> {
                let of =
                    |team: &Vec<Person>| team.iter().find(|person| placed(person) == *one).map(|p| p[place]);
                teams.iter().filter_map(of).collect()
            };
            let certain = (0..one.len()).filter(|place| one[*place]).map(answers).find(|all| all.len() == 1);
            certain.and_then(|answers| Some((one.clone(), *answers.first()?)))
        })
    })
}

/// The teams of a class, without a colleague who answered so, by what each of the others left open.
fn by_what_was_left_open(
    class: &[Vec<Person>],
    own: Option<&Person>,
) -> Vec<(Vec<Vec<bool>>, Vec<Vec<Person>>)> {
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
            assert_eq!(found(class), None, "{told} {class:?}");
        }
    }
}
