//! What somebody answered who left something open, to an attacker who knows of everyone what he or she left open.

use leerkring_model::Outcome;
use proptest::prelude::*;

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
            assert_eq!(found(class), None, "{told} {class:?}");
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

/// What is told but for single indicators: of each person only the answers from low to high matter.
fn of_the_aspect(model: &Model, team: &[Person]) -> String {
    let mut told = published(model, team);
    if let Outcome::Stated(statement) = &mut told.standing.outcome {
        statement.weakest = None;
    }
    let Assessment { standing, distribution, split, squares, missing, whole_team, .. } = told;
    format!("{standing:?} {distribution:?} {split:?} {squares:?} {missing:?} {whole_team:?}")
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
/// low to high: with the place of the colleague.
fn changed_places(team: &[Person], person: usize) -> Vec<(usize, Vec<Person>)> {
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
        let theirs = as_if(other, person).into_iter().next();
        as_if(person, other).into_iter().zip(std::iter::repeat(theirs)).filter_map(move |(own, theirs)| {
            let mut changed = team.to_vec();
            (changed[person], changed[other]) = (own, theirs?);
            Some((other, changed))
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Five phases: whoever left something open may have answered every question otherwise for all that is told of the aspect, also to any
    /// one colleague; with two indicators, and where no figures are told, for all that is told.
    #[test]
    fn in_five_phases(team in some_left_open()) {
        let model = model(team[0].len());
        let result = published(&model, &team);
        let figures = result.distribution.value().is_some();
        prop_assume!(figures || result.standing.statement().is_some());
        let told = |team: &[Person]| {
            if figures && team[0].len() > 2 { of_the_aspect(&model, team) } else { everything(&model, team) }
        };
        let same = told(&team);
        for person in (0..team.len()).filter(|person| team[*person].contains(&BLANK)) {
            let changed = changed_places(&team, person);
            for colleague in (0..team.len()).filter(|colleague| *colleague != person) {
                let others: Vec<Vec<Person>> = if figures {
                    let others = changed.iter().filter(|(other, _)| *other != colleague);
                    others.map(|(_, changed)| changed.clone()).collect()
                } else {
                    let phase = result.standing.phase().map_or(0, Phase::number);
                    (1..=5).map(|own| all_others_alike(&team, [person, colleague], phase, own)).collect()
                };
                for place in (0..team[0].len()).filter(|place| team[person][*place] != BLANK) {
                    let otherwise = |other: &&Vec<Person>| other[person][place] != team[person][place];
                    prop_assert!(others.iter().filter(otherwise).any(|other| told(other) == same), "{team:?} {person} {colleague} {result:?}");
                }
            }
        }
    }
}
