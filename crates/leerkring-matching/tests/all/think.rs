//! Thinking together, beside its definition; and what it tells.

use std::collections::BTreeSet;

use leerkring_matching::{Member, Network, NoFellow, Options};
use leerkring_model::{Language, Outcome, SchoolId, Subject};
use proptest::prelude::*;

use crate::support::*;

/// By how many phases these two are apart who may think together about this; 0 on a topic.
fn apart(one: &Member, other: &Member, subject: &Subject, options: &Options) -> Option<u8> {
    let apart = match subject {
        Subject::Aspect(_) => phase_on(one, subject)?.number().abs_diff(phase_on(other, subject)?.number()),
        Subject::Topic(_) => 0,
    };
    let is_other = one.school.id != other.school.id;
    (is_other && apart <= options.rules.max_apart).then_some(apart)
}

/// What it costs these two to meet, if the rules allow them to think together.
fn meet(
    members: &[Member],
    one: &Member,
    other: &Member,
    subject: &Subject,
    options: &Options,
) -> Option<f64> {
    let apart = apart(one, other, subject, options)?;
    // As on a topic, steps do not count.
    let [.., topic] = subjects();
    let kept = !kept(one, other, &topic, options).contains(&false);
    kept.then(|| {
        travel(&one.school, &other.school, options).0
            + options.cost.per_phase_apart_km * f64::from(apart)
            + context(&known(members, options), &one.school, &other.school, options)
    })
}

/// All that a school could think with, the best first.
fn fellows(members: &[Member], one: &Member, subject: &Subject, options: &Options) -> Vec<(f64, SchoolId)> {
    let thinking = members.iter().filter(|other| other.wishes.thinks.contains(subject));
    let mut all: Vec<(f64, SchoolId)> = thinking
        .filter_map(|other| Some((meet(members, one, other, subject, options)?, other.school.id.clone())))
        .collect();
    all.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap().then(a.1.cmp(&b.1)));
    all
}

/// The rule for groups, as with a pencil.
fn grouped(members: &[Member], subject: &Subject, options: &Options, size: usize) -> Vec<BTreeSet<SchoolId>> {
    let mut thinking: Vec<&Member> = members.iter().filter(|m| m.wishes.thinks.contains(subject)).collect();
    thinking.sort_by_key(|member| &member.school.id);
    let member = |id: &SchoolId| *thinking.iter().find(|member| member.school.id == *id).unwrap();
    let may = |a: &SchoolId, b: &SchoolId| meet(members, member(a), member(b), subject, options).is_some();
    // Equal costs by the ids that follow one's own, and around.
    let nearest = |one: &Member, such: &dyn Fn(&SchoolId) -> bool| {
        let mut all = fellows(members, one, subject, options);
        all.retain(|(_, id)| such(id));
        let around = |id: &SchoolId| (*id < one.school.id, id.clone());
        all.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap().then(around(&a.1).cmp(&around(&b.1))));
        all.truncate(32);
        all
    };
    fn of(groups: &[BTreeSet<SchoolId>], id: &SchoolId) -> usize {
        groups.iter().position(|group| group.contains(id)).unwrap()
    }
    let mut groups: Vec<BTreeSet<SchoolId>> =
        thinking.iter().map(|member| [member.school.id.clone()].into()).collect();
    for most in [size - 1, 1] {
        // Pairs of those in groups that are not full; then of those alone.
        loop {
            let before = groups.clone();
            let such = |id: &SchoolId| before[of(&before, id)].len() <= most;
            let mut pairs = Vec::new();
            for one in thinking.iter().filter(|one| such(&one.school.id)) {
                for (km, other) in nearest(one, &such) {
                    let mut pair = [one.school.id.clone(), other];
                    pair.sort();
                    pairs.push((km, pair));
                }
            }
            pairs.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap().then(a.1.cmp(&b.1)));
            for (_, [one, other]) in pairs {
                let (a, b) = (of(&groups, &one), of(&groups, &other));
                let together = groups[a].union(&groups[b]).count();
                let all_may = || groups[a].iter().all(|x| groups[b].iter().all(|y| may(x, y)));
                if a != b && together <= size && all_may() {
                    let joining = std::mem::take(&mut groups[b]);
                    groups[a].extend(joining);
                }
            }
            if groups == before {
                break;
            }
        }
    }
    // Whoever is alone gets company from a group that can spare it.
    loop {
        let many = |groups: &[BTreeSet<SchoolId>], id: &SchoolId| groups[of(groups, id)].len();
        let before = groups.clone();
        for one in thinking.iter().filter(|one| many(&before, &one.school.id) == 1) {
            let near = nearest(one, &|id| many(&before, id) > 2);
            if let Some((_, id)) = near.into_iter().find(|(_, id)| many(&groups, id) > 2) {
                let (own, from) = (of(&groups, &one.school.id), of(&groups, &id));
                groups[from].remove(&id);
                groups[own].insert(id);
            }
        }
        if groups == before {
            break;
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.sort();
    groups
}

proptest! {
    #[test]
    fn fellows_are_those_of_the_definition((members, options) in network(0..=60), k in 0..20usize) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        for (member, subject) in members.iter().flat_map(|m| subjects().into_iter().map(move |s| (m, s))) {
            let told = network.fellows(&member.school.id, &subject, k).unwrap();
            let expected = fellows(&members, member, &subject, &options);
            let found: Vec<_> = told.found.iter().map(|f| (f.cost.total_km(), f.school.clone())).collect();
            if !member.wishes.thinks.contains(&subject) {
                prop_assert_eq!((told.found.len(), told.nobody), (0, Some(NoFellow::NotWished)));
                continue;
            }
            prop_assert_eq!(&found[..], &expected[..k.min(expected.len())]);
            let mut others = members.iter().filter(|other| {
                other.school.id != member.school.id && other.wishes.thinks.contains(&subject)
            });
            let has_phase = matches!(subject, Subject::Topic(_)) || phase_on(member, &subject).is_some();
            prop_assert_eq!(told.nobody, if !expected.is_empty() {
                None
            } else if !has_phase {
                Some(NoFellow::SchoolHasNoPhase)
            } else if others.clone().next().is_none() {
                Some(NoFellow::NobodyElse)
            } else if !others.any(|other| apart(member, other, &subject, &options).is_some()) {
                Some(NoFellow::NoneNear)
            } else {
                Some(NoFellow::RulesAllowNone)
            });
        }
    }

    #[test]
    fn groups_follow_the_rule((members, options) in network(0..=120), size in 2..6usize) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        for subject in subjects() {
            let told = network.think_together(&subject, size).unwrap();
            let groups = told.groups.iter().map(|group| group.schools.iter().cloned().collect::<BTreeSet<_>>());
            let alone = told.alone.iter().map(|(school, _)| BTreeSet::from([school.clone()]));
            let mut all: Vec<_> = groups.chain(alone).collect();
            all.sort();
            prop_assert_eq!(all, grouped(&members, &subject, &options, size));

            let member = |id: &SchoolId| members.iter().find(|member| member.school.id == *id).unwrap();
            for group in &told.groups {
                let pairs = group.schools.iter().flat_map(|a| group.schools.iter().map(move |b| (a, b)));
                let costs = pairs.filter(|(a, b)| a < b).map(|(a, b)| {
                    meet(&members, member(a), member(b), &subject, &options).unwrap()
                });
                prop_assert_eq!(group.dearest.total_km(), costs.fold(0.0, f64::max));
            }
            for (school, why) in &told.alone {
                let fellows = network.fellows(school, &subject, 1).unwrap();
                prop_assert_eq!(*why, fellows.nobody.unwrap_or(NoFellow::AllTaken));
                // No two of those left over may be together.
                let met = |other: &SchoolId| meet(&members, member(school), member(other), &subject, &options);
                prop_assert!(told.alone.iter().all(|(other, _)| met(other).is_none()), "{school}");
            }
        }
    }

    #[test]
    fn a_fellow_is_told_no_phase(
        (mut members, mut options) in network(2..=12),
        who in any::<prop::sample::Index>(),
        shift in [any::<bool>(), any::<bool>()],
    ) {
        // Within one phase, and nothing charged for it: all that a partner may know.
        (options.rules.max_apart, options.cost.per_phase_apart_km) = (1, 0.0);
        let who = who.index(members.len());
        let [number, other] = shift.map(|up| if up { 4 } else { 3 });
        for (place, member) in members.iter_mut().enumerate() {
            // Everyone in phase 3 or 4, so that everyone stays near, whoever moves between the two.
            let at = if place == who { number } else if place % 2 == 0 { 3 } else { 4 };
            *member = agreed(member.clone(), at);
            member.wishes.thinks.insert(aspect(0).into());
        }
        let told = |members: &[Member]| {
            let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
            let others = network.schools().iter().filter(|school| **school != members[who].school.id);
            let told = others.map(|school| format!("{:?}", network.fellows(school, aspect(0), 5).unwrap()));
            (told.collect::<Vec<_>>(), format!("{:?}", network.think_together(aspect(0), 4).unwrap()))
        };
        let before = told(&members);
        members[who] = agreed(members[who].clone(), other);
        prop_assert_eq!(told(&members), before);
    }
}

/// Schools on the equator, at these kilometres from the first, that would like to think together about spelling.
fn on_a_line(places: &[(&str, f64)]) -> Network {
    let spelling: Subject = "topic:spelling".parse().unwrap();
    let members = places.iter().map(|(key, km)| {
        let mut member = at(member(key), 0.0, 5.0 + km / 111.195_08);
        member.wishes.thinks.insert(spelling.clone());
        member
    });
    Network::build(members.collect(), model(), Options::default()).unwrap()
}

fn groups(network: &Network, size: usize) -> Vec<String> {
    let told = network.think_together("topic:spelling".parse::<Subject>().unwrap(), size).unwrap();
    told.groups.iter().map(|group| group.schools.iter().map(SchoolId::as_str).collect()).collect()
}

#[test]
fn nobody_is_left_alone_beside_a_group_of_three() {
    // a-b is nearest, then b-c and c-d: four together; e is alone, and d leaves for it.
    let line = on_a_line(&[("a", 0.0), ("b", 1.0), ("c", 3.0), ("d", 6.0), ("e", 10.0)]);
    assert_eq!(groups(&line, 4), ["abc", "de"]);
    assert_eq!(groups(&line, 5), ["abcde"]);
    // With pairs only there is one left.
    let told = line.think_together("topic:spelling".parse::<Subject>().unwrap(), 2).unwrap();
    assert_eq!((told.groups.len(), &told.alone[..]), (2, &[(id("e"), NoFellow::AllTaken)][..]));
    assert_eq!(
        line.think_together(aspect(0), 1).unwrap_err().to_string(),
        "groups of at most 1 schools cannot be made; take a size from 2 to 32"
    );
    assert!(
        line.fellows(&id("a"), "topic:zingen".parse::<Subject>().unwrap(), 1)
            .unwrap_err()
            .to_string()
            .ends_with("is not a topic of this network; ask about one of `spelling`")
    );
}

#[test]
fn the_sum_says_that_they_are_near_and_no_more() {
    let mut options = Options::default();
    options.traits.clear();
    let mut members = [("a", 0.0, 2), ("b", 0.1, 3), ("c", 0.2, 4)].map(|(key, east, phase)| {
        let mut member = at(agreed(member(key), phase), 0.0, 5.0 + east);
        member.wishes.thinks.insert(aspect(0).into());
        member
    });
    let told = |members: &[Member], options: &Options, language| {
        let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
        let found = network.fellows(&id("a"), aspect(0), 5).unwrap().found;
        found
            .iter()
            .map(|fellow| format!("{}: {}", fellow.school, fellow.cost.explain(language)))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&members, &options, Language::Nl), ["b: 11,1 km reizen = 11,1 km-equivalent"]);
    options.cost.per_phase_apart_km = 5.0;
    assert_eq!(
        told(&members, &options, Language::En),
        ["b: 11.1 km of travel + 5.0 km for one phase apart = 16.1 km-equivalents"]
    );
    // Where it stands cannot be said, so it is nobody's fellow.
    members[1].standings[0].agreed = None;
    members[1].standings[0].outcome = Outcome::NoStatement(vec![]);
    assert!(told(&members, &options, Language::En).is_empty());
}

#[test]
fn a_silent_school_finds_hosts_but_no_fellows_and_is_found_by_nobody() {
    let spelling: Subject = "topic:spelling".parse().unwrap();
    let silent = at(agreed(member("stil"), 2), 0.0, 5.0);
    let mut speaking = at(offering(agreed(member("spreekt"), 3)), 0.0, 5.1);
    for subject in [spelling.clone(), aspect(0).into()] {
        speaking.wishes.offers.insert(subject.clone());
        speaking.wishes.asks.insert(subject.clone());
        speaking.wishes.thinks.insert(subject);
    }
    let network = Network::build(vec![silent, speaking], model(), Options::default()).unwrap();
    for subject in [spelling, aspect(0).into()] {
        let hosts = |school: &str| network.suggest(&id(school), &subject, 3).unwrap().found.len();
        let fellows = |school: &str| network.fellows(&id(school), &subject, 3).unwrap().found.len();
        assert_eq!((hosts("stil"), fellows("stil")), (1, 0));
        let told = network.fellows(&id("stil"), &subject, 3).unwrap().nobody;
        assert_eq!(told, Some(NoFellow::NotWished));
        assert_eq!((hosts("spreekt"), fellows("spreekt")), (0, 0));
        assert_eq!(network.think_together(&subject, 4).unwrap().groups, []);
    }
}

#[test]
fn on_one_spot_nobody_is_left_alone() {
    let spelling: Subject = "topic:spelling".parse().unwrap();
    for (many, size, expected) in
        [(100, 4, 25), (101, 4, 26), (99, 2, 49), (200, 32, 7), (34, 32, 2), (3, 2, 1)]
    {
        // Without a point, so that everyone is as far from everyone.
        let members = (0..many).map(|number| {
            let mut member = member(&format!("s{number:03}"));
            member.wishes.thinks.insert(spelling.clone());
            member
        });
        let network = Network::build(members.collect(), model(), Options::default()).unwrap();
        let told = network.think_together(&spelling, size).unwrap();
        assert_eq!(told.groups.len(), expected, "{many} by {size}");
        // With pairs only there is one left over of an odd number.
        assert_eq!(told.alone.len(), if size == 2 { many % 2 } else { 0 }, "{many} by {size}");
    }
}

#[test]
fn groups_are_of_two_to_thirty_two() {
    let network = on_a_line(&[("a", 0.0), ("b", 1.0)]);
    for (size, made) in [(0, false), (1, false), (2, true), (32, true), (33, false), (usize::MAX, false)] {
        assert_eq!(network.think_together(aspect(0), size).is_ok(), made, "{size}");
    }
}

#[test]
fn why_there_is_nobody_in_words() {
    let spelling: Subject = "topic:spelling".parse().unwrap();
    let mut members = [("a", 2), ("b", 4), ("c", 5), ("d", 1)].map(|(key, phase)| {
        let mut member = at(agreed(member(key), phase), 52.0, 5.0);
        member.wishes.thinks.insert(aspect(0).into());
        member
    });
    members[3].standings.clear();
    members[0].wishes.thinks.insert(spelling.clone());
    members[1].school.sector = Some("po".to_owned());
    members[2].school.sector = Some("vo".to_owned());
    let network = Network::build(members.to_vec(), model(), Options::default()).unwrap();
    let told = |school: &str, subject: &Subject| {
        let nobody = network.fellows(&id(school), subject, 1).unwrap().nobody.unwrap();
        assert_eq!(nobody.to_string(), nobody.in_language(Language::En));
        nobody.in_language(Language::Nl)
    };
    let koers = aspect(0).into();
    assert_eq!(told("b", &spelling), "deze school heeft zelf niet gezegd dat ze hierover samen wil nadenken");
    assert_eq!(told("a", &spelling), "geen andere school wil hierover samen nadenken");
    assert_eq!(
        told("a", &koers),
        "er zijn scholen die hierover samen willen nadenken, maar voor zover bekend staat er geen dichtbij"
    );
    assert_eq!(
        told("b", &koers),
        "er zijn scholen die dichtbij staan en samen willen nadenken, maar geen ervan past binnen de regels"
    );
    assert_eq!(
        told("d", &koers),
        "waar de school zelf staat op dit aspect, is nog niet te zeggen, en dus ook niet wie dichtbij staat"
    );
    assert_eq!(
        NoFellow::AllTaken.in_language(Language::Nl),
        "de scholen met wie het kan, denken al samen met andere scholen"
    );
}
