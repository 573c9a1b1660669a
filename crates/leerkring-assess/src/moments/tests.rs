use super::*;
use crate::exchange::Permutations;
use crate::growth::{RELIABLE, growth};
use crate::judgements::Judgements;
use crate::privacy::{Shown, Thresholds, Why};
use leerkring_model::{Answer, Phase, Response, SchoolId, builtin};

/// Answers of schools: for each a number of people at each phase, on every indicator alike.
fn moment(schools: &[(&str, [usize; 5])]) -> Responses {
    let model = builtin::samen_leren();
    let mut responses = Responses::new(&model);
    for (school, counts) in schools {
        for (phase, people) in counts.iter().enumerate() {
            for _ in 0..*people {
                let answers = vec![Phase::from_index(phase).map(Answer::Phase); model.width()];
                responses.push(&Response::new(SchoolId::new(school).unwrap(), answers)).unwrap();
            }
        }
    }
    responses
}

fn between(first: &[(&str, [usize; 5])], second: &[(&str, [usize; 5])]) -> Changes {
    changes(&builtin::samen_leren(), &moment(first), &moment(second), &Options::default()).unwrap()
}

#[test]
fn the_join_says_what_the_plain_functions_say() {
    let changes = between(&[("a", [1, 6, 3, 0, 0])], &[("a", [0, 2, 5, 3, 0])]);
    let change = &changes.schools[0];
    let [first, second] =
        [[1, 6, 3, 0, 0], [0, 2, 5, 3, 0]].map(|counts| Judgements::from_counts(&counts).unwrap());
    let plain = growth(&first, &second, &Options::default().rule).unwrap();
    // Counted with a pencil: 2.2 and 3.1; more than half at 2 or higher, at 3 or higher.
    assert!((plain.change - 0.9).abs() < 1e-12);
    assert_eq!(change.people, (10, 10));
    assert_eq!(change.phases, Shown::Value((Phase::Two, Phase::Three)));
    let shown = change.growth.value().unwrap();
    assert!((shown.change - plain.change).abs() < 1e-12);
    assert!((shown.p_higher - plain.p_higher).abs() < 1e-9);
    assert!((shown.p_phase_up - plain.p_phase_up).abs() < 1e-9);
    assert_eq!(change.smallest.value().unwrap().from, SpreadFrom::Own);
    assert_eq!(change.shrunken, None);
    assert_eq!(changes.network[0].growth, None);
}

#[test]
fn few_people_have_phases_and_those_alike_no_figures() {
    let first = [("five", [0, 3, 2, 0, 0]), ("alike", [0, 9, 1, 0, 0]), ("four", [0, 4, 0, 0, 0])];
    let second = [("five", [0, 3, 3, 5, 0]), ("alike", [0, 4, 4, 2, 0]), ("four", [0, 9, 3, 0, 0])];
    let changes = between(&first, &second);
    let of = |school: &str| changes.schools.iter().find(|c| c.school.as_str() == school).unwrap();
    assert_eq!(of("five").growth, Shown::Withheld(Why::TooFew { people: 5, needed: 8 }));
    assert_eq!(of("five").phases, Shown::Value((Phase::Two, Phase::Three)));
    assert_eq!(of("alike").growth, Shown::Withheld(Why::Alike));
    assert_eq!(of("alike").scores, Shown::Withheld(Why::Alike));
    assert!(of("alike").phases.value().is_some());
    assert!(of("four").growth.value().is_none() && of("four").phases.value().is_none());
    for school in ["five", "alike", "four"] {
        assert!(of(school).reliable.value().is_none() && of(school).verdict().is_none());
    }
}

/// A school that nobody answered about at one of the moments is told as that, whatever its answers at the other were like.
#[test]
fn no_answers_at_a_moment_is_the_reason() {
    let alike = ("alike", [0, 9, 0, 0, 0]);
    let (few, usual) = (("few", [0, 3, 1, 0, 0]), ("usual", [2, 5, 3, 0, 0]));
    let other = [("other", [2, 5, 3, 0, 0])];
    let gone = between(&[alike, few, usual, other[0]], &other);
    let came = between(&other, &[alike, few, usual, other[0]]);
    for changes in [gone, came] {
        for change in changes.schools.iter().filter(|change| change.school.as_str() != "other") {
            assert_eq!(change.growth, Shown::Withheld(Why::NoAnswers), "{change:?}");
            assert_eq!(change.scores, Shown::Withheld(Why::NoAnswers));
            assert_eq!(change.phases, Shown::Withheld(Why::NoAnswers));
            assert_eq!(change.smallest, Shown::Withheld(Why::NoAnswers));
            assert_eq!(change.reliable, Shown::Withheld(Why::NoAnswers));
            let nobody = if change.people.0 == 0 { change.pictures.0 } else { change.pictures.1 };
            assert_eq!(nobody, Shown::Withheld(Why::NoAnswers));
        }
    }
}

/// Twelve schools: the first half of one unit grew more.
fn network() -> [Vec<(&'static str, [usize; 5])>; 2] {
    const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let first = NAMES.map(|name| (name, [2, 5, 3, 0, 0])).to_vec();
    let second = NAMES
        .iter()
        .zip(0..)
        .map(|(name, n)| (*name, if n < 6 { [0, 2, 5, 3 + n % 2, 0] } else { [2, 4 + n % 2, 4, 0, 0] }))
        .collect();
    [first, second]
}

#[test]
fn a_network_is_pooled_and_schools_are_pulled_to_it() {
    let [first, second] = network();
    let changes = between(&first, &second);
    let network = &changes.network[0];
    let interval = network.interval().unwrap();
    let mean = network.growth.unwrap().mu;
    assert!(interval.0 < mean && mean < interval.1);
    assert_eq!((network.schools, network.probably), (12, Some((6, 0))));
    for change in changes.schools.iter().filter(|change| change.aspect == network.aspect) {
        let (own, pulled) = (change.growth.value().unwrap().change, change.shrunken.unwrap().mean);
        assert!((pulled - mean).abs() <= (own - mean).abs() + 1e-12);
        assert_eq!(change.smallest.value().unwrap().from, SpreadFrom::Network);
    }
    // Seven are too few.
    assert_eq!(between(&first[..7], &second[..7]).network[0].growth, None);
}

#[test]
fn the_order_of_answers_shows_nowhere() {
    let [mut first, mut second] = network();
    let there = between(&first, &second);
    first.reverse();
    second.rotate_left(5);
    assert_eq!(between(&first, &second), there);
}

#[test]
fn another_version_is_refused() {
    let other = Responses::new(&builtin::lerende_organisatie());
    let first = moment(&[("a", [0, 5, 5, 0, 0])]);
    let error = changes(&builtin::samen_leren(), &first, &other, &Options::default()).unwrap_err();
    assert!(error.to_string().contains("the same rubric at both moments"), "{error}");
}

#[test]
fn a_large_sure_fall_is_not_explained_away() {
    let changes = between(&[("a", [0, 0, 4, 20, 16])], &[("a", [4, 20, 16, 0, 0])]);
    assert_eq!(changes.schools[0].verdict(), Some(Verdict::MuchLower));
    let slight = between(&[("a", [0, 4, 8, 4, 0])], &[("a", [1, 7, 7, 1, 0])]);
    assert_eq!(slight.schools[0].verdict(), Some(Verdict::Lower));
    let told = |changes: &Changes| {
        crate::wording::growth(&changes.schools[0], "fase", leerkring_model::Language::Nl)
    };
    assert!(told(&slight).contains("ogen zijn opengegaan"));
    assert!(told(&changes).contains("te groot en te zeker") && !told(&changes).contains("ogen"));
    assert!(told(&changes).contains("meer dan andere collega's op een andere dag"));
}

/// A team that is nearly of one mind in a network of teams that are not: higher by its own answers, and by less than colleagues of the
/// network make of it on another day.
#[test]
fn of_two_measures_that_disagree_only_one_is_told() {
    let wide = ["b", "c", "d", "e", "f", "g", "h", "i"].map(|school| (school, [3, 2, 2, 3, 0]));
    let with = |own| [&[("a", own)][..], &wide].concat();
    let changes = between(&with([0, 0, 14, 6, 0]), &with([0, 0, 4, 16, 0]));
    let of = |school: &str| changes.schools.iter().find(|change| change.school.as_str() == school).unwrap();
    let (sure, unsure) = (of("a"), of("b"));
    assert!(sure.growth.value().unwrap().interval.0 > 0.0 && *sure.reliable.value().unwrap() < RELIABLE);
    let told = |change| crate::wording::growth(change, "fase", leerkring_model::Language::Nl);
    let said = told(sure);
    assert!(
        said.starts_with(
            "Het team ziet de school hoger dan toen. Gemiddeld van 3,3 naar 3,8; het verschil ligt"
        ),
        "{said}"
    );
    assert!(!said.contains("toeval"), "{said}");
    assert!(told(unsure).contains("van toeval te onderscheiden"), "{}", told(unsure));
}

#[test]
fn what_a_second_measurement_could_show() {
    let [first, _] = network();
    let foreseen = foresee(&builtin::samen_leren(), &moment(&first), &Options::default()).unwrap();
    // Two at 1, five at 2, three at 3: mean 2.1, squares 4.9 over 9.
    let expected = 1.96 * (4.9_f64 / 9.0).sqrt() * (2.0_f64 / 10.0).sqrt();
    let smallest = foreseen[0].smallest.value().unwrap();
    assert!((smallest.phases - expected).abs() < 1e-9 && smallest.from == SpreadFrom::Network);
    let told = crate::wording::foreseen(&foreseen[0], "fase", leerkring_model::Language::Nl);
    assert!(told.contains("Met 10 antwoorden") && told.contains("vanaf ongeveer 0,6 fase"), "{told}");
}

#[test]
fn codes_are_hidden_where_one_person_left() {
    let counts = [2, 4, 4, 2, 0];
    let (first, second) = (moment(&[("a", counts)]), moment(&[("a", [1, 3, 4, 4, 0])]));
    let model = builtin::samen_leren();
    let changes = changes(&model, &first, &second, &Options::default()).unwrap();
    let names: Vec<String> = (0..12).map(|n| format!("c{n}")).collect();
    let codes: Vec<Option<&str>> = names.iter().map(|name| Some(name.as_str())).collect();
    let told = |second_codes: &[Option<&str>]| {
        let codes = [codes.as_slice(), second_codes];
        let stayed = paired(&model, [&first, &second], codes, &changes, &Thresholds::default());
        stayed.unwrap()[0].clone()
    };
    let all = told(&codes);
    assert_eq!((all.stayed, all.left, all.joined), (12, 0, 0));
    // Who was first stayed first: nobody changed by more than a phase, and most not at all.
    let stayed = [1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 4.0];
    let after = [1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 4.0, 4.0, 4.0];
    let mean = stayed.iter().zip(after).map(|(first, second)| second - first).sum::<f64>() / 12.0;
    let together = all.together.value().unwrap();
    assert!((together.of_stayed - mean).abs() < 1e-12 && (together.of_all.difference - mean).abs() < 1e-12);
    let mut one = codes.clone();
    one[3] = Some("new");
    assert_eq!(told(&one).together, Shown::Withheld(Why::Subtraction));
    assert!(paired(&model, [&first, &second], [&codes, &[]], &changes, &Thresholds::default()).is_err());
}

#[test]
fn exchanges_by_hand() {
    let [first, second] = network();
    let changes = between(&first, &second);
    let model = builtin::samen_leren();
    let aspect = model.aspects()[0].id().clone();
    let exchange = |school: &str, pair: Option<&str>| Exchange {
        school: SchoolId::new(school).unwrap(),
        aspect: Some(aspect.clone()),
        stratum: None,
        pair: pair.map(str::to_owned),
    };
    let thresholds = Thresholds::default();
    let effects = |exchanges: &[Exchange]| {
        exchange_effects(&model, &changes, exchanges, &thresholds, &Permutations::default())
    };
    let six: Vec<Exchange> = ["a", "b", "c", "d", "e", "f"].map(|school| exchange(school, None)).to_vec();
    let found = effects(&six);
    let change = |place: usize| {
        let of_aspect: Vec<_> = changes.schools.iter().filter(|c| c.aspect == aspect).collect();
        of_aspect[place].growth.value().unwrap().change
    };
    let by_hand = (0..6).map(change).sum::<f64>() / 6.0 - (6..12).map(change).sum::<f64>() / 6.0;
    let effect = found.by_aspect[0].effect.unwrap();
    assert!((effect.effect - by_hand).abs() < 1e-12);
    // The largest of 924 arrangements, and no other side as large.
    assert!(effect.permutation.is_exact && effect.permutation.p < 0.01);
    assert_eq!(found.by_aspect[0].probably_higher, Some((6, 6)));
    // Every aspect of a school grew alike here: nothing within schools.
    assert!(found.within.unwrap().effect.abs() < 1e-12);
    // Those who visited each other are one: five units are too few.
    let mut paired = six.clone();
    paired[0].pair = Some("x".to_owned());
    paired[1].pair = Some("x".to_owned());
    let few = effects(&paired).by_aspect[0].effect.unwrap_err();
    assert_eq!(few, TooFewUnits::Sides { treated: 5, others: 6, needed: 6 });
    // A figure over schools that needs more of them needs them on each side.
    let raised = Thresholds { schools: 10, ..thresholds };
    let few = exchange_effects(&model, &changes, &six, &raised, &Permutations::default());
    let few = few.by_aspect[0].effect.unwrap_err();
    assert_eq!(few, TooFewUnits::Sides { treated: 6, others: 6, needed: 10 });
    // A school that shows no growth is told.
    let mut unknown = six;
    unknown.push(exchange("zz", None));
    assert_eq!(effects(&unknown).left_out.len(), 1);
}
