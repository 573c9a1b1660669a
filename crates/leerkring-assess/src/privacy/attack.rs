//! The attacker: knows the rules, reads everything that is published of a team, enumerates what the team can have
//! answered, and asks what is certain.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{Answer, Model, Phase, Response, Responses, SchoolId, TeamSize};

use crate::agenda::of_team;
use crate::assessment::Assessment;
use crate::engine::{Options, TeamFacts, assessments};

mod gap;
mod left_open;
mod network;
mod one_indicator;
mod roles;
mod several_indicators;
mod several_reports;
mod successive;
mod together;

/// What a person answered to each indicator: 1 to 5, `BLANK`, `DONT_KNOW`.
type Person = Vec<u8>;
const BLANK: u8 = 0;
const DONT_KNOW: u8 = 9;

/// A model with one aspect of so many indicators and five phases.
fn model(indicators: usize) -> Model {
    let list = |n: usize, item: &dyn Fn(usize) -> String| (1..=n).map(item).collect::<Vec<_>>().join(",\n");
    let names = list(5, &|k| format!("{{ name.en = \"step {k}\" }}"));
    let descriptors = list(5, &|k| format!("{{ phase = {k}, text.en = \"We are at step {k} here.\" }}"));
    let indicators: String = (1..=indicators)
        .map(|j| format!("[[aspect.indicator]]\nid = \"i{j}\"\nname.en = \"Side {j}\"\ndescriptor = [\n{descriptors}\n]\n"))
        .collect();
    Model::parse(&format!(
        "format = 1\nid = \"small\"\nversion = 1\nlanguages = [\"en\"]\nname.en = \"Small\"\nphase = [\n{names}\n]\n\
         [[aspect]]\nid = \"one\"\nname.en = \"One\"\n{indicators}"
    ))
    .unwrap()
}

/// What is published of a team on the aspect: one more colleague did not answer.
fn published(model: &Model, team: &[Person]) -> Assessment {
    let (responses, options) = asked(model, team);
    assessments(model, &responses, &[], &options).unwrap().remove(0)
}

/// Everything that is published of it, its agenda too, to the last digit.
fn everything(model: &Model, team: &[Person]) -> String {
    let (responses, options) = asked(model, team);
    let agenda = of_team(model, &responses, &school(), &options).unwrap();
    format!("{:?} {agenda:?}", published(model, team))
}

fn school() -> SchoolId {
    SchoolId::new("s").unwrap()
}

fn asked(model: &Model, team: &[Person]) -> (Responses, Options) {
    let mut responses = Responses::new(model);
    for person in team {
        let answers = person.iter().map(answer).collect();
        responses.push(&Response::new(school(), answers)).unwrap();
    }
    let size = u32::try_from(team.len()).unwrap() + 1;
    let mut options = Options::default();
    options.teams.insert(school(), TeamFacts::new(TeamSize::new(size)));
    (responses, options)
}

fn answer(n: &u8) -> Option<Answer> {
    if *n == DONT_KNOW { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) }
}

/// All teams of so many people who each give one of these answers to one indicator.
fn teams(people: usize, answers: &[u8]) -> Vec<Vec<u8>> {
    let Some((first, rest)) = answers.split_first() else {
        return if people == 0 { vec![Vec::new()] } else { Vec::new() };
    };
    let with =
        |n: usize| teams(people - n, rest).into_iter().map(move |team| [vec![*first; n], team].concat());
    (0..=people).flat_map(with).collect()
}

fn count(team: &[u8], answer: u8) -> usize {
    team.iter().filter(|own| **own == answer).count()
}

/// The one answer, other than none, that all of these gave.
fn unanimous(team: &[u8]) -> Option<u8> {
    let first = *team.first()?;
    (first != BLANK && team.iter().all(|own| *own == first)).then_some(first)
}

fn without(team: &[u8], person: u8) -> Option<Vec<u8>> {
    let place = team.iter().position(|own| *own == person)?;
    let mut others = team.to_vec();
    others.remove(place);
    Some(others)
}

/// The one answer that all teams agree in, if each is unanimous.
fn certain(teams: impl IntoIterator<Item = Vec<u8>>) -> Option<u8> {
    let answers: BTreeSet<Option<u8>> = teams.into_iter().map(|team| unanimous(&team)).collect();
    if answers.len() == 1 { answers.first().copied().flatten() } else { None }
}

/// Whether reading this class, of all teams of which the same is published, tells what anybody answered: to somebody from
/// outside, or to one of the team, who knows his or her own answer.
fn tells_an_answer(class: &[Vec<u8>], team: &[u8]) -> bool {
    let of_colleagues = |own: u8| certain(class.iter().filter_map(|team| without(team, own)));
    certain(class.to_vec()).is_some()
        || team.iter().copied().collect::<BTreeSet<u8>>().into_iter().any(|own| of_colleagues(own).is_some())
}

/// Whether it leaves fewer than three possible sizes for a phase that 1 to 4 people gave.
fn bounds_a_cell(class: &[Vec<u8>], team: &[u8]) -> bool {
    (1..=5)
        .filter(|phase| (1..=4).contains(&count(team, *phase)))
        .any(|phase| class.iter().map(|team| count(team, phase)).collect::<BTreeSet<usize>>().len() < 3)
}

fn classes<K: Ord>(teams: &[Vec<u8>], published: impl Fn(&[u8]) -> K) -> Vec<Vec<Vec<u8>>> {
    let mut classes: BTreeMap<K, Vec<Vec<u8>>> = BTreeMap::new();
    teams.iter().for_each(|team| classes.entry(published(team)).or_default().push(team.clone()));
    classes.into_values().collect()
}

/// How many teams are found out: an answer is told, or a small cell bounded.
fn found_out<K: Ord>(teams: &[Vec<u8>], published: impl Fn(&[u8]) -> K) -> usize {
    let classes = classes(teams, published);
    let exposed =
        |class: &&Vec<Vec<u8>>, team: &&Vec<u8>| tells_an_answer(class, team) || bounds_a_cell(class, team);
    classes.iter().map(|class| class.iter().filter(|team| exposed(&class, team)).count()).sum()
}

/// What the teams answered to one indicator, of those that have a colleague who answered so (whose answer is left out).
fn to_indicator(teams: &[Vec<Person>], place: usize, colleague: Option<&Person>) -> Vec<Vec<u8>> {
    let without = |team: &Vec<Person>| {
        let mut team = team.clone();
        if let Some(colleague) = colleague {
            team.remove(team.iter().position(|person| person == colleague)?);
        }
        Some(team.iter().map(|person| person[place]).collect())
    };
    teams.iter().filter_map(without).collect()
}

/// Whether a class of teams tells what anybody answered to one of the indicators: to somebody from outside, or to one of a team.
fn tells_of_an_indicator(class: &[Vec<Person>]) -> bool {
    let colleagues: BTreeSet<&Person> = class.iter().flatten().collect();
    let knowers = || std::iter::once(None).chain(colleagues.iter().map(|own| Some(*own)));
    let indicators = class.first().and_then(|team| team.first()).map_or(0, Vec::len);
    (0..indicators).any(|place| knowers().any(|own| certain(to_indicator(class, place, own)).is_some()))
}

/// All teams of so many people who each answer in one of these ways.
fn teams_of(people: usize, ways: &[Person]) -> Vec<Vec<Person>> {
    let places: Vec<u8> = (0..u8::try_from(ways.len()).unwrap()).collect();
    let team = |team: Vec<u8>| team.iter().map(|way| ways[usize::from(*way)].clone()).collect();
    teams(people, &places).into_iter().map(team).collect()
}
