//! What one change would bring, beside trying every change there is.

use leerkring_matching::{
    Change, Likeness, Member, Network, Nobody, Obstacle, Options, Pair, WhatIf, WhyNot,
};
use leerkring_model::{Language, Subject};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::*;

fn offers(member: &Member, subject: &Subject) -> bool {
    member.wishes.offers.contains(subject)
}

/// Whether the one could learn from the other; on a topic from anyone.
fn is_further(learner: &Member, host: &Member, subject: &Subject) -> bool {
    match subject {
        Subject::Aspect(_) => phase_on(host, subject) > phase_on(learner, subject),
        Subject::Topic(_) => true,
    }
}

/// An aspect and a topic.
fn subject() -> impl Strategy<Value = Subject> {
    let [first, _, _, topic, _] = subjects();
    select(vec![first, topic])
}

/// Every change to one thing, each with the network as it would then be.
fn every_change(
    members: &[Member],
    options: &Options,
    learner: &Member,
) -> Vec<(Change, Vec<Member>, Options)> {
    let mut all = Vec::new();
    // A place of its own brings the learner no host.
    for place in (0..members.len()).filter(|place| members[*place].school.id != learner.school.id) {
        let mut changed = members.to_vec();
        if std::mem::replace(&mut changed[place].wishes.room, 1) == 0 {
            all.push((Change::OpenPlace, changed, options.clone()));
        }
    }
    let mut with = |change: Change, set: &dyn Fn(&mut Options)| {
        let mut changed = options.clone();
        set(&mut changed);
        all.push((change, members.to_vec(), changed));
    };
    if let Some(now) = options.rules.max_km {
        let far = members.iter().map(|host| travel(&learner.school, &host.school, options).0.ceil());
        for max_km in far.filter(|km| *km > now) {
            with(Change::MoreKm { max_km, more_km: max_km - now }, &|o| o.rules.max_km = Some(max_km));
        }
    }
    if let Some(now) = options.rules.max_steps {
        for max_steps in now + 1..=5 {
            let change = Change::MoreSteps { max_steps, more_steps: max_steps - now };
            with(change, &|o| o.rules.max_steps = Some(max_steps));
        }
    }
    with(Change::AnyBoard, &|o| o.rules.board = Likeness::Any);
    with(Change::AnyNetworkType, &|o| o.rules.network_type = Likeness::Any);
    with(Change::AnyLanguage, &|o| o.rules.same_language = false);
    with(Change::AnySector, &|o| o.rules.same_sector = false);
    all
}

/// The kind, how much of it, and what it costs beside other kinds.
fn measures(change: &Change, options: &Options) -> (usize, f64, f64) {
    match *change {
        Change::LongerList { .. } => (0, 0.0, -2.0),
        Change::OpenPlace => (1, 0.0, -1.0),
        Change::MoreKm { more_km, .. } => (2, more_km, more_km),
        Change::MoreSteps { more_steps, .. } => {
            let more = f64::from(more_steps);
            (3, more, more * options.cost.per_extra_phase_km)
        }
        Change::AnyBoard => (4, 0.0, f64::INFINITY),
        Change::AnyNetworkType => (5, 0.0, f64::INFINITY),
        Change::AnyLanguage => (6, 0.0, f64::INFINITY),
        Change::AnySector => (7, 0.0, f64::INFINITY),
        _ => panic!("{change:?}"),
    }
}

/// How many things stand between a learner and a host that offers and stands higher; `None` if one of them is the pair itself.
fn hurdles(learner: &Member, host: &Member, subject: &Subject, options: &Options) -> Option<usize> {
    if matches!(subject, Subject::Aspect(_)) {
        phase_on(host, subject).zip(phase_on(learner, subject))?;
    }
    let kept = kept(learner, host, subject, options);
    let broken = kept.iter().filter(|kept| !**kept).count();
    (kept[6] && kept[7]).then_some(broken + usize::from(host.wishes.room == 0))
}

proptest! {
    #[test]
    fn the_smallest_change_of_each_kind_that_brings_anybody((members, options) in network(0..=12), subject in subject()) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let upward = matches!(subject, Subject::Aspect(_));
        for learner in &members {
            let told = network.what_if(&learner.school.id, &subject).unwrap();
            if let Some(best) = oracle(&members, &options, learner, &subject).first() {
                prop_assert_eq!(told, WhatIf::Listed { host: best.host.clone(), rank: 1 });
                continue;
            }
            // Of each kind the least, and with it the best host.
            let mut expected: Vec<(f64, usize, f64, Change, Priced)> = Vec::new();
            for (change, members, changed) in every_change(&members, &options, learner) {
                if let Some(best) = oracle(&members, &changed, learner, &subject).into_iter().next() {
                    let (kind, amount, price) = measures(&change, &options);
                    expected.push((price, kind, amount, change, best));
                }
            }
            expected.sort_by(|one, other| {
                let keys = |x: &(f64, usize, f64, Change, Priced)| (x.0, x.1, x.2, x.4.total);
                keys(one).partial_cmp(&keys(other)).unwrap().then(one.4.host.cmp(&other.4.host))
            });
            // More kilometres and more phases may come by turns.
            let mut kinds = std::collections::BTreeSet::new();
            expected.retain(|(_, kind, ..)| kinds.insert(*kind));
            match &told {
                WhatIf::Enough(remedies) => {
                    prop_assert_eq!(remedies.len(), expected.len());
                    for (remedy, (.., change, best)) in remedies.iter().zip(&expected) {
                        prop_assert_eq!(&remedy.change, change);
                        prop_assert_eq!((&remedy.host, remedy.host_phase), (&best.host, best.phase));
                        prop_assert_eq!((remedy.place, remedy.cost.total_km()), (1, best.total));
                    }
                }
                _ => prop_assert!(expected.is_empty(), "{told:?} {expected:?}"),
            }
            // Whoever comes closest has the fewest hurdles, and all of them are told.
            let others = || members.iter().filter(|m| m.school.id != learner.school.id && offers(m, &subject));
            let higher = || others().filter(|host| is_further(learner, host, &subject));
            let fewest = higher().filter_map(|host| hurdles(learner, host, &subject, &options)).min();
            match &told {
                WhatIf::TooMuch { host, obstacles } => {
                    prop_assert_eq!(Some(obstacles.len()), fewest);
                    let host = members.iter().find(|member| member.school.id == *host).unwrap();
                    prop_assert!(offers(host, &subject));
                    prop_assert_eq!(hurdles(learner, host, &subject, &options), fewest);
                }
                WhatIf::NoHost(nobody) => prop_assert_eq!(*nobody, match phase_on(learner, &subject) {
                    None if upward => Nobody::LearnerHasNoPhase,
                    Some(here) if here == phase(5) => Nobody::LearnerAtTop,
                    _ if others().next().is_none() => Nobody::NotOffered,
                    _ if higher().next().is_none() => Nobody::NoneHigher,
                    _ => {
                        prop_assert_eq!(fewest, None);
                        Nobody::RulesAllowNone
                    }
                }),
                WhatIf::Enough(_) => {}
                _ => prop_assert!(false, "{told:?}"),
            }
        }
    }

    #[test]
    fn the_change_that_brings_one_host((members, options) in network(0..=9), subject in subject(), k in 0..4usize) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let upward = matches!(subject, Subject::Aspect(_));
        for learner in &members {
            let place = |all: Vec<Priced>, host: &Member| all.iter().position(|p| p.host == host.school.id);
            let changed: Vec<(Change, Vec<Priced>)> = every_change(&members, &options, learner)
                .into_iter()
                .map(|(change, members, options)| (change, oracle(&members, &options, learner, &subject)))
                .collect();
            for host in &members {
                let told = network.what_if_host(&learner.school.id, &host.school.id, &subject, k).unwrap();
                let now = place(oracle(&members, &options, learner, &subject), host);
                let expected = match now {
                    Some(place) if place < k => {
                        let rank = place as u32 + 1;
                        prop_assert_eq!(told, WhatIf::Listed { host: host.school.id.clone(), rank });
                        continue;
                    }
                    Some(place) => Some((Change::LongerList { k: place as u32 + 1 }, place)),
                    None => changed
                        .iter()
                        .filter_map(|(change, all)| Some((*change, place(all.clone(), host)?)))
                        .filter(|(_, place)| *place < k)
                        .min_by(|(one, _), (other, _)| {
                            let keys = |change| (measures(change, &options).2, measures(change, &options).1);
                            keys(one).partial_cmp(&keys(other)).unwrap()
                        }),
                };
                let higher = is_further(learner, host, &subject);
                match (&told, expected) {
                    (WhatIf::Enough(remedies), Some((change, place))) => {
                        prop_assert_eq!(remedies.len(), 1);
                        prop_assert_eq!(&remedies[0].change, &change);
                        prop_assert_eq!(&remedies[0].host, &host.school.id);
                        prop_assert_eq!(remedies[0].place as usize, place + 1);
                    }
                    (WhatIf::StillNot { obstacles, .. }, None) => {
                        prop_assert!(offers(host, &subject) && higher);
                        let further = obstacles.iter().any(|o| matches!(o, Obstacle::FurtherDown { .. }));
                        let many = obstacles.len() - usize::from(further);
                        if let Some(hurdles) = hurdles(learner, host, &subject, &options) {
                            prop_assert_eq!(many, hurdles);
                            // One alone is enough, unless it is a place on the map that is not known, or how sure it is.
                            let known = travel(&learner.school, &host.school, &options).1;
                            let sure = kept(learner, host, &subject, &options)[8];
                            prop_assert!(many > 1 || further || !known || !sure);
                        }
                    }
                    (WhatIf::NotThisHost(why), None) => match why {
                        WhyNot::Itself => prop_assert_eq!(&host.school.id, &learner.school.id),
                        WhyNot::LearnerHasNoPhase => {
                            prop_assert!(upward && phase_on(learner, &subject).is_none());
                        },
                        WhyNot::NotOffered => prop_assert!(!offers(host, &subject)),
                        WhyNot::NotHigher => prop_assert!(!higher),
                        _ => prop_assert!(false, "{why:?}"),
                    },
                    (told, expected) => prop_assert!(false, "{told:?} {expected:?}"),
                }
            }
        }
    }
}

/// A learner on the equator, with a host at 11.1 km in the next phase, one at 33.4 km two phases up, and one at 5.6 km that offers but
/// has no room.
fn three() -> Vec<Member> {
    let mut full = at(offering(agreed(member("vol"), 3)), 0.0, 5.05);
    full.wishes.room = 0;
    let mut members = vec![
        at(agreed(member("L"), 2), 0.0, 5.0),
        at(offering(agreed(member("dichtbij"), 3)), 0.0, 5.1),
        at(offering(agreed(member("ver"), 4)), 0.0, 5.3),
        full,
    ];
    for member in &mut members {
        member.school.board = Some("b".to_owned());
    }
    members
}

fn ask(change: impl Fn(&mut Options), host: Option<&str>, language: Language) -> String {
    let mut options = Options::default();
    options.traits.clear();
    change(&mut options);
    let network = Network::build(three(), model(), options).unwrap();
    let told = match host {
        None => network.what_if(&id("L"), aspect(0)),
        Some(host) => network.what_if_host(&id("L"), &id(host), aspect(0), 1),
    };
    told.unwrap().in_language(language)
}

#[test]
fn in_words() {
    let sum = "25,0 km twijfel (een van beide heeft alleen een afspraak uit het teamgesprek; dat telt als 50 % kans)";
    assert_eq!(
        ask(|o| o.rules.max_km = Some(10.0), None, Language::Nl),
        format!(
            "met één plaats voor bezoek erbij: dan komt vol (fase 3) op plaats 1, voor 5,6 km reizen + {sum} = \
             30,6 km-equivalent; of met 2,0 km meer (hoogstens 12,0 km): dan komt dichtbij (fase 3) op plaats 1, voor 11,1 km \
             reizen + {sum} = 36,1 km-equivalent"
        )
    );
    let far = |language| ask(|o| o.rules.max_steps = Some(1), Some("ver"), language);
    assert_eq!(
        far(Language::En),
        "no single change brings ver onto the list; what stands in the way: too many steps further (2, at most 1); even then \
         this school comes at place 2, and 1 is asked for"
    );
    assert!(
        far(Language::Nl).starts_with(
            "geen enkele verandering alleen brengt ver op de lijst; wat ertussen staat: te veel"
        )
    );
    // One thing stands in the way, and nobody was compared.
    let veto = |o: &mut Options| o.rules.vetoes = [Pair::new(&id("L"), &id("ver"))].into();
    assert_eq!(
        ask(veto, Some("ver"), Language::Nl),
        "bij ver staat alleen dit in de weg: dit tweetal is uitgesloten; dat is een keuze van mensen"
    );
    assert!(
        ask(|_| (), Some("ver"), Language::En).starts_with(
            "with a list of 2 schools: then ver (phase 4) comes at place 2, at 33.4 km of travel"
        )
    );
    assert_eq!(
        ask(|_| (), Some("dichtbij"), Language::Nl),
        "er hoeft niets te veranderen: dichtbij staat op de lijst, op plaats 1"
    );
    // A veto is somebody's decision.
    let veto = |o: &mut Options| o.rules.vetoes = [Pair::new(&id("L"), &id("dichtbij"))].into();
    assert!(
        ask(veto, Some("dichtbij"), Language::En)
            .ends_with("this pair is ruled out by name; that was somebody's choice")
    );
    assert!(
        ask(|o| o.rules.board = Likeness::Other, None, Language::En)
            .starts_with("if the board did not matter: then dichtbij (phase 3) comes at place 1")
    );
}

#[test]
fn one_change_is_enough_where_what_there_is_to_show_in_return_brings_the_host_up() {
    // The host is two steps further than the learner, and three steps lower on what it asks.
    let stands = |key: &str, numbers: [u8; 2]| {
        let mut one = agreed(member(key), numbers[0]);
        let mut other = agreed(member(key), numbers[1]).standings.remove(0);
        other.aspect = aspect(1);
        one.standings.push(other);
        one
    };
    let mut host = offering(stands("H", [4, 1]));
    host.wishes.asks.insert(aspect(1).into());
    let mut learner = stands("L", [2, 4]);
    learner.wishes.offers.insert(aspect(1).into());
    learner.wishes.room = 1;
    let members = vec![host, learner, offering(stands("G", [3, 1]))];
    let mut options = Options::default();
    options.cost.in_return_km = 60.0;
    let build = |max_steps| {
        let mut options = options.clone();
        options.rules.max_steps = Some(max_steps);
        Network::build(members.clone(), model(), options).unwrap()
    };
    let WhatIf::Enough(remedies) = build(1).what_if_host(&id("L"), &id("H"), aspect(0), 1).unwrap() else {
        panic!()
    };
    assert_eq!(remedies[0].change, Change::MoreSteps { max_steps: 2, more_steps: 1 });
    let found = &build(2).suggest(&id("L"), aspect(0), 1).unwrap().found[0];
    assert_eq!((found.host.as_str(), &found.in_return), ("H", &vec![aspect(1).into()]));
    assert_eq!((remedies[0].cost, remedies[0].cost.in_return_km), (found.cost, 60.0));
}

#[test]
fn where_no_change_brings_anybody_nothing_is_said_about_room() {
    // The only host is further, has no room, and is ruled out by name.
    let mut host = offering(agreed(member("H"), 3));
    host.wishes.room = 0;
    let learner = |number| agreed(member("L"), number);
    let mut options = Options::default();
    options.rules.vetoes = [Pair::new(&id("L"), &id("H"))].into();
    let told = |number| {
        let members = vec![host.clone(), learner(number)];
        let network = Network::build(members, model(), options.clone()).unwrap();
        network.what_if(&id("L"), aspect(0)).unwrap()
    };
    assert_eq!(told(2), WhatIf::NoHost(Nobody::RulesAllowNone));
    assert_eq!(
        told(2).to_string(),
        "each school that could help, with or without room, is ruled out by name for this school or its partner already"
    );
    assert_eq!(told(3), WhatIf::NoHost(Nobody::NoneHigher));
    assert_eq!(
        told(3).in_language(Language::Nl),
        "van de scholen die dit aspect aanbieden, met of zonder plaats, staat er voor zover bekend geen hoger"
    );
}
