//! How a school stands reaches nobody unless it wished so: by an offer, a question, or a wish to think together; and how one stands
//! that offers but has no room, nobody but who asks what would be if it had.

use leerkring_matching::{Builder, Member, Network, Options, Weightings, table};
use leerkring_model::{AspectId, Language, Outcome, SchoolId, Standing, Subject, Wishes};
use proptest::prelude::*;
use proptest::sample::select;

use crate::bulk::with_row;
use crate::support::*;

/// Everything that the network tells anyone but these schools, to the last byte.
fn told_to_others(members: &[Member], options: &Options, but: impl Fn(&SchoolId) -> bool) -> String {
    let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
    let mut told = String::new();
    for subject in network.subjects() {
        told += &format!("{:?}\n", network.think_together(&subject, 4).unwrap());
    }
    let weightings = Weightings::new(20, 2.0, 1).unwrap();
    for (place, learner) in network.schools().iter().enumerate().filter(|(_, learner)| !but(learner)) {
        for subject in network.subjects() {
            let answer = network.suggest(learner, &subject, 5).unwrap();
            let robustness = network.robustness(learner, &subject, 5, 3, &weightings).unwrap();
            let rows: Vec<_> = table::rows(&answer, &robustness).collect();
            told += &format!("{answer:?} {rows:?} {robustness:?}\n");
            told += answer.nobody.map(|nobody| nobody.advice(Language::Nl)).unwrap_or_default();
            told += &format!("{:?}\n", network.best_hosts(&subject, 5).unwrap().of(place));
            told += &format!("{:?}\n", network.fellows(learner, &subject, 5).unwrap());
            for host in network.schools() {
                let why = network.why_not(learner, host, &subject, 5).unwrap();
                told += &format!("{why:?} {why} {}\n", why.in_language(Language::Nl));
            }
        }
    }
    told
}

/// What would be if something changed, told to anyone but these schools.
fn told_of_changes(members: &[Member], options: &Options, but: impl Fn(&SchoolId) -> bool) -> String {
    let network = Network::build(members.to_vec(), model(), options.clone()).unwrap();
    let mut told = String::new();
    for learner in network.schools().iter().filter(|learner| !but(learner)) {
        for subject in network.subjects() {
            told += &format!("{:?}\n", network.what_if(learner, &subject).unwrap());
            for host in network.schools() {
                let what_if = network.what_if_host(learner, host, &subject, 3).unwrap();
                told += &format!("{what_if:?} {what_if} {}\n", what_if.in_language(Language::Nl));
            }
        }
    }
    told
}

/// Lets this member stand elsewhere on the aspects that are its own business.
fn stand_elsewhere(member: &mut Member, other: &[Option<Standing>], is_shared: impl Fn(&AspectId) -> bool) {
    member.standings.retain(|standing| is_shared(&standing.aspect));
    for mut standing in other.iter().flatten().cloned() {
        standing.school = member.school.id.clone();
        if !is_shared(&standing.aspect) {
            member.standings.push(standing);
        }
    }
}

proptest! {
    #[test]
    fn what_a_school_wishes_nothing_about_changes_no_byte_for_others(
        (members, options) in network(1..=14),
        who in any::<prop::sample::Index>(),
        other in [standing(id("x"), 0), standing(id("x"), 1)],
    ) {
        let who = who.index(members.len());
        let school = members[who].school.id.clone();
        let Wishes { offers, asks, thinks, .. } = &members[who].wishes;
        let but = |learner: &SchoolId| *learner == school;

        let mut changed = members.clone();
        stand_elsewhere(&mut changed[who], &other, |aspect| {
            let subject = aspect.into();
            members[who].wishes.hosts(&subject) || asks.contains(&subject) || thinks.contains(&subject)
        });
        prop_assert_eq!(told_to_others(&members, &options, but), told_to_others(&changed, &options, but));

        let mut changed = members.clone();
        stand_elsewhere(&mut changed[who], &other, |aspect| {
            let subject = aspect.into();
            offers.contains(&subject) || asks.contains(&subject)
        });
        prop_assert_eq!(told_of_changes(&members, &options, but), told_of_changes(&changed, &options, but));

        let mut changed = members.clone();
        stand_elsewhere(&mut changed[who], &other, |aspect| {
            let subject = aspect.into();
            members[who].wishes.hosts(&subject) || asks.contains(&subject)
        });
        let portrait = |members: &[Member]| {
            let portrait = Network::build(members.to_vec(), model(), options.clone()).unwrap().portrait();
            let told = portrait.subjects.iter().map(|told| told.in_language(Language::Nl));
            (told.collect::<Vec<_>>(), table::portrait_rows(&portrait).collect::<Vec<_>>(), portrait.clone())
        };
        prop_assert_eq!(portrait(&members), portrait(&changed));
    }

    #[test]
    fn how_a_school_stands_where_it_asks_reaches_only_those_who_could_host_it_there(
        (members, options) in network(1..=14),
        who in any::<prop::sample::Index>(),
        place in 0..2usize,
        other in [standing(id("x"), 0), standing(id("x"), 1)],
    ) {
        let who = who.index(members.len());
        let Wishes { offers, thinks, .. } = &members[who].wishes;
        let own = |learner: &SchoolId| *learner == members[who].school.id;
        let subject = Subject::from(aspect(place));
        let could_host = |learner: &SchoolId| {
            let learner = members.iter().find(|member| member.school.id == *learner).unwrap();
            own(&learner.school.id) || learner.wishes.hosts(&subject)
        };
        // One aspect: who hosts the other one hears nothing.
        let mut changed = members.clone();
        stand_elsewhere(&mut changed[who], &other, |aspect| {
            let changed = Subject::from(aspect);
            changed != subject || offers.contains(&changed) || thinks.contains(&changed)
        });
        prop_assert_eq!(told_to_others(&members, &options, could_host), told_to_others(&changed, &options, could_host));
        prop_assert_eq!(told_of_changes(&members, &options, could_host), told_of_changes(&changed, &options, could_host));
    }

    #[test]
    fn those_who_could_host_it_learn_no_more_than_that_they_stand_higher(
        (mut members, options) in network(2..=14),
        who in any::<prop::sample::Index>(),
        // Lower than all that host, or no lower and with no phase.
        phases in select(vec![[Some(1), Some(2)], [Some(1), Some(3)], [Some(2), Some(3)], [Some(5), None]]),
        sure in any::<bool>(),
    ) {
        let (who, subject) = (who.index(members.len()), Subject::from(aspect(0)));
        let school = members[who].school.id.clone();
        // All that host stand in phase 4 or 5.
        for member in &mut members {
            if phase_on(member, &subject).is_some_and(|there| there < phase(4)) || member.school.id == school {
                member.wishes.offers.remove(&subject);
            }
        }
        members[who].wishes.thinks.remove(&subject);
        members[who].wishes.asks.insert(subject);
        let stands = |number: Option<u8>| {
            let mut members = members.clone();
            members[who].standings.retain(|standing| standing.aspect != aspect(0));
            members[who].standings.extend(number.and_then(|number| {
                let mut p = [0.02; 5];
                p[usize::from(number) - 1] = 0.92;
                let member = member(school.as_str());
                let told = if sure { stated(member, number, p) } else { agreed(member, number) };
                told.standings.into_iter().next()
            }));
            members
        };
        let [one, other] = phases.map(stands);
        let but = |learner: &SchoolId| *learner == school;
        prop_assert_eq!(told_to_others(&one, &options, but), told_to_others(&other, &options, but));
        prop_assert_eq!(told_of_changes(&one, &options, but), told_of_changes(&other, &options, but));
    }

    #[test]
    fn who_would_like_to_think_together_is_near_and_no_more_is_told(
        (mut members, mut options) in network(2..=14),
        who in any::<prop::sample::Index>(),
        phases in select(vec![[2, 3], [2, 4], [3, 4]]),
    ) {
        // A charge for each phase apart tells more, and so is none by default. All others that wish so stand in phase 3.
        (options.rules.max_apart, options.cost.per_phase_apart_km) = (1, 0.0);
        let (who, subject) = (who.index(members.len()), Subject::from(aspect(0)));
        let school = members[who].school.id.clone();
        for member in &mut members {
            if phase_on(member, &subject).is_some_and(|there| there != phase(3)) {
                member.wishes.thinks.remove(&subject);
            }
        }
        members[who].wishes.offers.remove(&subject);
        members[who].wishes.asks.remove(&subject);
        members[who].wishes.thinks.insert(subject);
        let stands = |number: u8| {
            let mut members = members.clone();
            members[who].standings.retain(|standing| standing.aspect != aspect(0));
            members[who].standings.extend(agreed(member(school.as_str()), number).standings);
            members
        };
        let [one, other] = phases.map(stands);
        // To all that stand between them it is near either way; others ask from where they stand.
        let but = |learner: &SchoolId| {
            let learner = members.iter().find(|member| member.school.id == *learner).unwrap();
            learner.school.id == school || phase_on(learner, &aspect(0).into()) != Some(phase(3))
        };
        prop_assert_eq!(told_to_others(&one, &options, but), told_to_others(&other, &options, but));
    }
}

#[test]
fn of_the_doubt_about_a_host_only_two_decimals_are_told() {
    // Two hosts whose probabilities differ by less than a percent look the same in every figure.
    let learner = stated(member("learner"), 2, [0.1, 0.8, 0.1, 0.0, 0.0]);
    let answers = [[0.0, 0.2, 0.8, 0.0, 0.0], [0.001, 0.2, 0.799, 0.0, 0.0]].map(|probabilities| {
        let host = offering(stated(member("host"), 3, probabilities));
        let network = Network::build(vec![learner.clone(), host], model(), Default::default()).unwrap();
        format!("{:?}", network.suggest(&id("learner"), aspect(0), 5).unwrap())
    });
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_host_that_is_not_further_shows_no_more_than_that() {
    let learner = stated(member("learner"), 4, [0.0, 0.0, 0.1, 0.8, 0.1]);
    let told = [1u8, 2, 3, 4].map(|number| {
        let mut p = [0.02; 5];
        p[usize::from(number) - 1] = 0.92;
        let host = offering(stated(member("host"), number, p));
        told_to_others(&[learner.clone(), host], &Default::default(), |school| *school == id("host"))
    });
    let none = told_to_others(&[learner, offering(member("host"))], &Default::default(), |school| {
        *school == id("host")
    });
    assert!(told.iter().all(|told| *told == none));
}

#[test]
fn of_a_small_host_no_more_is_told_than_follows_from_its_label() {
    let learner = stated(member("learner"), 2, [0.1, 0.8, 0.1, 0.0, 0.0]);
    let mut host = offering(stated(member("host"), 3, [0.2; 5]));
    host.standings[0].outcome = Outcome::Stated(small(3));
    let network = Network::build(vec![learner, host], model(), Default::default()).unwrap();
    let found = network.suggest(&id("learner"), aspect(0), 5).unwrap().found;
    // 90 % at 3 and 5 % on either side: 0.1 x 1 + 0.8 x 0.95 + 0.1 x 0.05.
    assert_eq!(found[0].cost.p_further, Some(0.87));
}

#[test]
fn no_log_says_where_a_school_stands() {
    let members = vec![agreed(member("a"), 4), member("b")];
    let mut builder = Builder::new(model(), Options::default()).unwrap();
    for one in &members {
        with_row(one, &Options::default(), |row| builder.push(row)).unwrap();
    }
    let size =
        "{ model: ModelId { name: \"samen-leren\", version: 1 }, schools: 2, aspects: 5, topics: 0, .. }";
    assert_eq!(format!("{builder:?}"), format!("Builder {size}"));
    let network = Network::build(members, model(), Options::default()).unwrap();
    assert_eq!(format!("{network:?}"), format!("Network {size}"));
}
