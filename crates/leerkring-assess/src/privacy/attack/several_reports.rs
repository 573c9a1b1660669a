//! More than two reports of a round, and a school's gap between leaders and others in them.

use leerkring_model::Role;

use super::successive::{Reports, by_role, on, tells_of_groups};
use super::*;
use crate::counting::Counting;
use crate::network::RoleRows;
use crate::privacy::beside::held_back;
use crate::privacy::{HeldBack, Thresholds};

/// Triples of reports.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    triples: usize,
    /// Those of which the third shows a distribution.
    figures: usize,
    /// Those of which the second was held back, and the third was not.
    past_one_held_back: usize,
    /// Those that tell what somebody answered to an indicator.
    told: usize,
    /// Small numbers of answers of a first report without a distribution that keep fewer than three sizes.
    bounded: usize,
}

/// What whoever sees all three reports finds, of each those who came; a report that is held back tells numbers only.
fn found_by_three(
    model: &Model,
    came: [usize; 3],
    ways: &[Person],
    held: impl Fn(&Assessment, &Assessment) -> bool,
) -> Seen {
    let [firsts, seconds, thirds] = came.map(|people| teams_of(people, ways));
    let mut reports = Reports::of(model);
    // By what is told of each that may follow, and whether the first shows its counts.
    let mut classes: BTreeMap<_, Vec<[&[Person]; 3]>> = BTreeMap::new();
    let mut seen = Seen::default();
    for one in &firsts {
        let (first, told) = reports.published(one.clone());
        for two in &seconds {
            let both = [one.clone(), two.clone()].concat();
            let (second, then) = reports.published(both.clone());
            let then = (!held(&first, &second)).then_some(then);
            for three in &thirds {
                let (third, last) = reports.published([both.clone(), three.clone()].concat());
                let follows = !held(&first, &third) && (then.is_none() || !held(&second, &third));
                seen.triples += 1;
                seen.figures += usize::from(follows && third.distribution.value().is_some());
                seen.past_one_held_back += usize::from(follows && then.is_none());
                let told = [Some(told), then, follows.then_some(last)];
                let shown = first.distribution.value().is_some();
                classes.entry((told, shown)).or_default().push([one, two, three]);
            }
        }
    }
    for ((_, shown), class) in &classes {
        for place in (0..model.width()).filter(|_| !shown) {
            let firsts: BTreeSet<Vec<u8>> = class.iter().map(|[first, ..]| on(first, place)).collect();
            let firsts: Vec<Vec<u8>> = firsts.into_iter().collect();
            seen.bounded += firsts.iter().filter(|team| bounds_a_cell(&firsts, team)).count();
        }
    }
    seen.told = classes.values().filter(|class| tells_of_groups(class)).map(Vec::len).sum();
    seen
}

fn all_of(earlier: &Assessment, later: &Assessment) -> bool {
    held_back(earlier, later) == Some(HeldBack::All)
}

/// Three reports on one indicator, in three phases, first of few and of enough, and with a few between; and on two indicators.
#[test]
fn three_reports() {
    let one = model(1);
    let ways: [Person; 3] = [vec![2], vec![3], vec![4]];
    for (came, triples) in [([5, 8, 8], 21 * 45 * 45), ([8, 8, 8], 45 * 45 * 45), ([8, 3, 8], 45 * 10 * 45)] {
        let seen = found_by_three(&one, came, &ways, all_of);
        assert_eq!(seen.triples, triples);
        assert_eq!((seen.told, seen.bounded), (0, 0), "{came:?} {seen:?}");
        assert!(seen.past_one_held_back > 0 || came[0] == 5, "{came:?} {seen:?}");
    }
    let two = model(2);
    let turned: [Person; 3] = [vec![1, 3], vec![3, 1], vec![2, 2]];
    let seen = found_by_three(&two, [8, 12, 12], &turned, all_of);
    assert_eq!(seen.told, 0, "{seen:?}");
    assert_eq!(seen.triples, 45 * 91 * 91);
    assert!(seen.figures > 1000 && seen.past_one_held_back > 1000, "{seen:?}");
    // If every report followed, it would be found out.
    assert!(found_by_three(&one, [8, 3, 8], &ways, |_, _| false).told > 0);
}

/// What a gap beside a score tells at most: of leaders and of others the sum of all phases, and the sum of the squares of the persons'.
type Gap = [[u32; 2]; 2];

fn sums(group: &[Person]) -> [u32; 2] {
    let of_person = |person: &Person| person.iter().map(|n| u32::from(*n)).sum::<u32>();
    [group.iter().map(of_person).sum(), group.iter().map(|person| of_person(person).pow(2)).sum()]
}

/// The gap of a school whose leaders and others answered so, where it may be told.
fn gap(report: &Assessment, leaders: &[Person], others: &[Person]) -> Option<Gap> {
    let [own, beside] = [leaders, others]
        .map(|group| group.iter().map(|p| p.iter().map(answer).collect()).collect::<Vec<Vec<_>>>());
    let rows = RoleRows {
        leaders: own.iter().filter_map(|row| Counting::of(row)).collect(),
        others: beside.iter().filter_map(|row| Counting::of(row)).collect(),
        unknown: Vec::new(),
    };
    let told = report.if_scored().is_ok() && rows.may_tell_gap(false, &Thresholds::default());
    told.then(|| [sums(leaders), sums(others)])
}

/// Every eight leaders with every eight others on two indicators, each in two phases.
#[test]
fn a_gap_on_two_indicators() {
    let model = model(2);
    let ways: [Person; 4] = [vec![3, 3], vec![3, 4], vec![4, 3], vec![4, 4]];
    let all = teams_of(8, &ways);
    let mut reports = Reports::of(&model);
    type Classes<'a> = BTreeMap<(usize, Option<Gap>), Vec<[&'a [Person]; 2]>>;
    let (mut classes, mut looser) = (Classes::new(), Classes::new());
    // Not nearly of one mind on the aspect as a whole.
    let differ = |group: &[Person]| (5..=11).contains(&group.iter().flatten().filter(|n| **n == 3).count());
    let mut shown = 0;
    for leaders in &all {
        for others in &all {
            let (report, told) = reports.published([leaders.clone(), others.clone()].concat());
            let gap = gap(&report, leaders, others);
            shown += usize::from(gap.is_some());
            classes.entry((told, gap)).or_default().push([leaders, others]);
            let told_too = report.if_scored().is_ok() && differ(leaders) && differ(others);
            let gap = told_too.then(|| [sums(leaders), sums(others)]);
            looser.entry((told, gap)).or_default().push([leaders, others]);
        }
    }
    assert_eq!(classes.values().map(Vec::len).sum::<usize>(), 165 * 165);
    assert!(shown > 1_000, "{shown}");
    assert!(!classes.values().any(|class| tells_of_groups(class)));
    // If groups could be of one mind on an indicator, that would be found out.
    assert!(looser.values().any(|class| tells_of_groups(class)));
}

/// Leaders and others who were there first, and those who came.
type Came<'a> = [&'a [Person]; 4];

/// How many pairs of reports tell what somebody answered, if the second tells the gap where `tells` says so: of the first, and of what
/// it keeps back.
fn found_by_gaps(
    model: &Model,
    groups: [(usize, &[u8]); 4],
    support: (usize, usize),
    tells: impl Fn(bool, Option<HeldBack>) -> bool,
) -> usize {
    let [leaders, others, led, joined] = groups.map(|(people, phases)| -> Vec<Vec<Person>> {
        teams(people, phases).iter().map(|team| team.iter().map(|n| vec![*n]).collect()).collect()
    });
    let mut known: BTreeMap<(usize, Vec<Person>), Assessment> = BTreeMap::new();
    // Where all is placed, a report tells of roles how many they are.
    let mut report = |leaders: &[Person], others: &[Person], support: usize| {
        let mut all = [leaders, others].concat();
        all.sort_unstable();
        let rest = others.len() - support;
        known
            .entry((leaders.len(), all))
            .or_insert_with(|| {
                let teachers = (Role::Teacher, others[..rest].to_vec());
                let of_support = (Role::Support, others[rest..].to_vec());
                by_role(model, &[(Role::Leadership, leaders.to_vec()), teachers, of_support])
            })
            .clone()
    };
    let mut classes: BTreeMap<String, Vec<Came<'_>>> = BTreeMap::new();
    for (one, two) in leaders.iter().flat_map(|one| others.iter().map(move |two| (one, two))) {
        let first = report(one, two, support.0);
        let before = gap(&first, one, two);
        for (three, four) in led.iter().flat_map(|three| joined.iter().map(move |four| (three, four))) {
            let (now, beside) = ([one.clone(), three.clone()].concat(), [two.clone(), four.clone()].concat());
            let second = report(&now, &beside, support.1);
            let held = held_back(&first, &second);
            let then = (held != Some(HeldBack::All)).then_some(&second);
            let after = gap(&second, &now, &beside).filter(|_| tells(before.is_some(), held));
            let told = format!("{first:?} {before:?} {then:?} {after:?}");
            classes.entry(told).or_default().push([one, two, three, four]);
        }
    }
    classes.values().filter(|class| tells_of_groups(class)).map(Vec::len).sum()
}

/// A gap is told beside a score in the first report only. Where the size of a small role hides how many lead, a leader who came would be found
/// if it were told in both; and if it were told in the second alone, those who were there first would, whose gap was hidden since they agreed.
#[test]
fn gaps_in_two_reports() {
    let model = model(1);
    let rule = |_: bool, held: Option<HeldBack>| held.is_none();
    let in_both = |_: bool, held: Option<HeldBack>| held != Some(HeldBack::All);
    let in_one = |told: bool, held: Option<HeldBack>| held != Some(HeldBack::All) && !told;
    // Nine teachers, and of support three and then thirteen.
    let one_leader: [(usize, &[u8]); 4] = [(8, &[3, 4]), (12, &[3, 4]), (1, &[3, 4]), (10, &[3, 4])];
    assert_eq!(found_by_gaps(&model, one_leader, (3, 13), rule), 0);
    assert!(found_by_gaps(&model, one_leader, (3, 13), in_both) > 0);
    let leaders_alone: [(usize, &[u8]); 4] = [(8, &[3, 4]), (8, &[3, 4]), (8, &[3, 4]), (0, &[])];
    assert_eq!(found_by_gaps(&model, leaders_alone, (0, 0), rule), 0);
    assert!(found_by_gaps(&model, leaders_alone, (0, 0), in_one) > 0);
}
