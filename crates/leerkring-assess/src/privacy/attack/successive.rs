//! Two reports of one round: every first team and everybody who can have come in between.

use leerkring_model::Role;

use super::*;
use crate::privacy::may_follow;
use crate::privacy::{Shown, Why};

/// Two reports of a round on one indicator, in three phases: whoever sees both, or that the second is held back, learns of
/// nobody before or after what he or she answered; and where the first does not show its counts, small ones keep three sizes.
#[test]
fn two_reports() {
    let model = model(1);
    let ways: [Person; 3] = [vec![2], vec![3], vec![4]];
    assert_eq!(
        found_by_two(&model, (5, 8), &ways, may_follow),
        Seen { pairs: 21 * 45, figures: 0, told: 0, bounded: 0 }
    );
    let seen = found_by_two(&model, (8, 8), &ways, may_follow);
    assert_eq!((seen.pairs, seen.told, seen.bounded), (45 * 45, 0, 0));
    assert!(seen.figures > 500, "{seen:?}");
    // If every report followed, it would be found out.
    let always = |_: &Assessment, _: &Assessment| true;
    assert!(found_by_two(&model, (5, 8), &ways, always).bounded > 0);
    assert!(found_by_two(&model, (8, 8), &ways, always).told > 0);
}

/// The same with two indicators, first of few and of enough. A second report with figures never follows
/// one of few, nor where there are two phases only; where there are four it often does.
#[test]
fn two_reports_on_two_indicators() {
    let model = model(2);
    let two_phases: [Person; 4] = [vec![3, 3], vec![3, 4], vec![4, 3], vec![4, 4]];
    let four_phases: [Person; 4] = [vec![1, 3], vec![3, 1], vec![2, 4], vec![4, 2]];
    for (ways, before, came) in [(&two_phases, 5, 8), (&two_phases, 8, 8), (&four_phases, 5, 8)] {
        let seen = found_by_two(&model, (before, came), ways, may_follow);
        assert_eq!((seen.figures, seen.told), (0, 0), "{before} {came}");
    }
    let seen = found_by_two(&model, (8, 12), &four_phases, may_follow);
    assert!(seen.figures > 1000 && seen.told == 0, "{seen:?}");
    assert_eq!(seen.pairs, 165 * 455);
    // If every report followed, it would be found out.
    assert!(found_by_two(&model, (5, 8), &two_phases, |_, _| true).told > 0);
}

/// What an attacker finds in pairs of reports.
#[derive(Debug, PartialEq)]
struct Seen {
    pairs: usize,
    /// Pairs of which the second shows a distribution.
    figures: usize,
    /// Pairs that tell what somebody answered to an indicator.
    told: usize,
    /// Pairs of which the first shows no distribution, and a small number of its answers keeps fewer than three sizes.
    bounded: usize,
}

/// Those who were there first, and those who came.
type Pair<'a> = [&'a [Person]; 2];

fn found_by_two(
    model: &Model,
    (before, came): (usize, usize),
    ways: &[Person],
    may_follow: impl Fn(&Assessment, &Assessment) -> bool,
) -> Seen {
    let (firsts, all_who_came) = (teams_of(before, ways), teams_of(came, ways));
    let mut reports = Reports::of(model);
    // By what is told of both, if the second may follow, and whether the first shows its counts.
    let mut classes: BTreeMap<(usize, bool, Option<usize>), Vec<Pair<'_>>> = BTreeMap::new();
    let mut seen = Seen { pairs: 0, figures: 0, told: 0, bounded: 0 };
    for team in &firsts {
        let (first, told) = reports.published(team.clone());
        for came in &all_who_came {
            let (second, then) = reports.published([team.clone(), came.clone()].concat());
            let follows = may_follow(&first, &second);
            seen.pairs += 1;
            seen.figures += usize::from(follows && second.distribution.value().is_some());
            let shown = first.distribution.value().is_some();
            classes.entry((told, shown, follows.then_some(then))).or_default().push([team, came]);
        }
    }
    for ((_, shown, _), class) in &classes {
        seen.told += if tells_of_groups(class) { class.len() } else { 0 };
        let indicators = if *shown { 0 } else { model.width() };
        for place in 0..indicators {
            let firsts: BTreeSet<Vec<u8>> = class.iter().map(|[first, _]| on(first, place)).collect();
            let firsts: Vec<Vec<u8>> = firsts.into_iter().collect();
            seen.bounded += firsts.iter().filter(|team| bounds_a_cell(&firsts, team)).count();
        }
    }
    seen
}

/// Whether a class of groups of people, of which the same is published, tells what all of a group answered to an indicator: to somebody
/// from outside, or, of all others of it, to one of any group.
pub(super) fn tells_of_groups<const GROUPS: usize>(class: &[[&[Person]; GROUPS]]) -> bool {
    let of_group = |group: usize| {
        let people: BTreeSet<&Person> = class.iter().flat_map(|groups| groups[group]).collect();
        people.into_iter().map(move |own| Some((group, own)))
    };
    let knowers: Vec<Option<(usize, &Person)>> =
        std::iter::once(None).chain((0..GROUPS).flat_map(of_group)).collect();
    let indicators = class[0].iter().find_map(|group| group.first()).map_or(0, Vec::len);
    let tells = |place: usize, group: usize, knower: Option<(usize, &Person)>| {
        let others = class.iter().filter_map(|groups| {
            let team = on(groups[group], place);
            let Some((own_group, own)) = knower else { return Some(team) };
            groups[own_group].contains(own).then_some(())?;
            if own_group == group { without(&team, own[place]) } else { Some(team) }
        });
        certain(others).is_some()
    };
    (0..indicators)
        .any(|place| (0..GROUPS).any(|group| knowers.iter().any(|knower| tells(place, group, *knower))))
}

/// What people answered to an indicator.
pub(super) fn on(team: &[Person], place: usize) -> Vec<u8> {
    team.iter().map(|person| person[place]).collect()
}

/// What is published of teams, with a number for each publication that differs.
pub(super) struct Reports<'a> {
    model: &'a Model,
    known: BTreeMap<Vec<Person>, (Assessment, usize)>,
    told: BTreeMap<String, usize>,
}

impl Reports<'_> {
    pub(super) fn of(model: &Model) -> Reports<'_> {
        Reports { model, known: BTreeMap::new(), told: BTreeMap::new() }
    }

    pub(super) fn published(&mut self, mut team: Vec<Person>) -> (Assessment, usize) {
        team.sort_unstable();
        if let Some(known) = self.known.get(&team) {
            return known.clone();
        }
        let report = published(self.model, &team);
        let next = self.told.len();
        let number = *self.told.entry(format!("{report:?}")).or_insert(next);
        self.known.entry(team).or_insert((report, number)).clone()
    }
}

/// A report on people of these roles: of each role those who answer so.
pub(super) fn by_role(model: &Model, groups: &[(Role, Vec<Person>)]) -> Assessment {
    let mut responses = Responses::new(model);
    for (role, people) in groups {
        for person in people {
            let mut response = Response::new(school(), person.iter().map(answer).collect());
            response.role = Some(*role);
            responses.push(&response).unwrap();
        }
    }
    assessments(model, &responses, &[], &Options::default()).unwrap().remove(0)
}

/// So many people who differ, on one indicator.
fn differing(people: usize) -> Vec<Person> {
    [2, 3, 4].into_iter().cycle().take(people).map(|n| vec![n]).collect()
}

#[test]
fn five_whose_answers_would_follow() {
    let model = model(1);
    let people = |counts: &[(usize, u8)]| -> Vec<Person> {
        counts.iter().flat_map(|(people, phase)| vec![vec![*phase]; *people]).collect()
    };
    let first = published(&model, &people(&[(2, 1), (3, 3)]));
    let later = published(&model, &people(&[(5, 1), (5, 2), (3, 3)]));
    assert!(later.distribution.value().is_some());
    assert!(!may_follow(&first, &later));
}

#[test]
fn a_few_more_of_a_role_hold_a_report_back() {
    let model = model(1);
    let report = |teachers: usize, support: usize| {
        by_role(&model, &[(Role::Teacher, differing(teachers)), (Role::Support, differing(support))])
    };
    let first = report(8, 8);
    assert_eq!(first.unplaced_by_role.value().map(BTreeMap::len), Some(2));
    assert!(!may_follow(&first, &report(9, 15)));
    assert!(!may_follow(&first, &report(24, 9)));
    for (teachers, support) in [(16, 8), (16, 16), (8, 17)] {
        assert!(may_follow(&first, &report(teachers, support)), "{teachers} {support}");
    }
    // One leader more: of eight and of nine the gap is told.
    let led = |leaders: usize, teachers: usize| {
        by_role(&model, &[(Role::Leadership, differing(leaders)), (Role::Teacher, differing(teachers))])
    };
    assert!(!may_follow(&led(8, 8), &led(9, 16)));
}

#[test]
fn who_came_to_a_role_may_not_all_be_unable_to_say() {
    let model = model(1);
    let all = |n: usize| -> Vec<Person> { (1..=5).cycle().take(n).map(|phase| vec![phase]).collect() };
    let unsure = |n: usize| vec![vec![DONT_KNOW]; n];
    let first = by_role(&model, &[(Role::Teacher, all(12)), (Role::Support, all(12))]);
    let later = |came: Vec<Person>| {
        let teachers = [all(12), came].concat();
        by_role(&model, &[(Role::Teacher, teachers), (Role::Support, all(36))])
    };
    assert!(may_follow(&first, &later(all(8))));
    assert!(may_follow(&first, &later([all(6), unsure(2)].concat())));
    let told = later(unsure(8));
    assert!(told.unplaced_by_role.value().is_some());
    assert!(!may_follow(&first, &told));
}

/// With two indicators a report follows if nobody who came left anything open; and none that tells that somebody stands out follows a
/// phase.
#[test]
fn who_came_may_not_have_left_anything_open() {
    let model = model(2);
    let ways = [[1, 3], [2, 4], [3, 1], [4, 2], [5, 1], [2, 5], [2, 2], [3, 3], [4, 4], [5, 5]];
    let all =
        |n: usize| -> Vec<Person> { ways.into_iter().cycle().take(n).map(|way| way.to_vec()).collect() };
    let first = published(&model, &all(20));
    let later = |came: &[Person]| published(&model, &[&all(20)[..], came].concat());
    assert!(may_follow(&first, &later(&all(10))));
    let open = later(&[all(10), vec![vec![2, BLANK]]].concat());
    assert!(open.distribution.value().is_some() && !may_follow(&first, &open));
    let nearly_alike =
        |more: &[Person]| published(&model, &[vec![vec![1, 2]; 7], vec![vec![2, 2]], more.to_vec()].concat());
    let told = nearly_alike(&[vec![vec![1, 2]; 7], vec![vec![1, BLANK]]].concat());
    assert_eq!(told.distribution, Shown::Withheld(Why::LeftOpen));
    assert!(nearly_alike(&[]).standing.phase().is_some() && !may_follow(&nearly_alike(&[]), &told));
}

#[test]
fn a_report_without_a_phase_may_tell_places() {
    let model = model(1);
    let unsure = |n: usize| vec![vec![DONT_KNOW]; n];
    let first = published(&model, &[differing(4), unsure(4)].concat());
    assert!(first.standing.statement().is_none() && first.standing.tally.places.is_some());
    assert!(!may_follow(&first, &published(&model, &[differing(5), unsure(4)].concat())));
    assert!(may_follow(&first, &published(&model, &[differing(12), unsure(4)].concat())));
    // Of fewer people nothing is told.
    assert!(may_follow(&published(&model, &differing(4)), &published(&model, &differing(5))));
}

#[test]
fn reports_of_another_rule_school_or_aspect_are_no_two_reports() {
    let model = model(1);
    let first = published(&model, &differing(9));
    let later = published(&model, &differing(21));
    assert!(may_follow(&first, &later));
    let mut other = later.clone();
    other.standing.school = SchoolId::new("t").unwrap();
    assert!(!may_follow(&first, &other));
    let mut other = later.clone();
    other.standing.rule = leerkring_model::Rule::new(0.6, 2.0).unwrap();
    assert!(!may_follow(&first, &other));
    // The higher threshold of the two counts.
    let mut other = later;
    other.thresholds.detail = 13;
    assert!(!may_follow(&first, &other));
}
