//! A network portrait, beside plain counting.

use std::collections::BTreeMap;

use leerkring_matching::{Network, Nobody, Options, Portrait, SubjectPortrait, Thin, Unserved, table};
use leerkring_model::{Language, Subject};
use proptest::prelude::*;

use crate::support::*;

proptest! {
    #[test]
    fn it_counts_what_is_stated_and_what_is_found((members, options) in network(0..=40)) {
        let network = Network::build(members.clone(), model(), options.clone()).unwrap();
        let portrait = network.portrait();
        prop_assert_eq!(portrait.schools as usize, members.len());
        let offering = members.iter().filter(|member| !member.wishes.offers.is_empty());
        prop_assert_eq!(portrait.places, offering.map(|member| u64::from(member.wishes.room)).sum::<u64>());
        prop_assert_eq!(portrait.subjects.len(), network.subjects().count());
        for (subject, told) in network.subjects().zip(&portrait.subjects) {
            let offers = || members.iter().filter(|member| member.wishes.offers.contains(&subject));
            let asking: Vec<_> = members.iter().filter(|member| member.wishes.asks.contains(&subject)).collect();
            prop_assert_eq!(&told.subject, &subject);
            prop_assert_eq!(told.needs as usize, asking.len());
            prop_assert_eq!(told.offers as usize, offers().count());
            prop_assert_eq!(told.open as usize, offers().filter(|member| member.wishes.room > 0).count());
            prop_assert_eq!(told.places, offers().map(|member| u64::from(member.wishes.room)).sum::<u64>());
            let thinks = members.iter().filter(|member| member.wishes.thinks.contains(&subject)).count();
            prop_assert_eq!(told.thinks as usize, thinks);
            let is_topic = matches!(subject, Subject::Topic(_));
            prop_assert_eq!(told.served.is_some(), is_topic || asking.len() >= 5);
            let Some(served) = &told.served else { continue };
            let found = asking.iter().filter(|asks| !oracle(&members, &options, asks, &subject).is_empty());
            prop_assert_eq!(served.found as usize, found.count());
            prop_assert_eq!(served.found + served.nobody.values().sum::<u32>(), told.needs);
            let mut by_reason = BTreeMap::new();
            for asks in &asking {
                if let Some(reason) = network.suggest(&asks.school.id, &subject, 1).unwrap().nobody {
                    *by_reason.entry(as_told(reason)).or_insert(0) += 1;
                }
            }
            if is_topic {
                prop_assert_eq!(&served.nobody, &by_reason);
                continue;
            }
            let other = served.nobody.get(&Unserved::Other).copied().unwrap_or(0);
            prop_assert!(other == 0 || other >= 5 || served.nobody.len() == 1);
            let small: u32 = by_reason.values().filter(|many| **many < 5 || **many == told.needs).sum();
            let mut taken_along = 0;
            for (reason, many) in by_reason {
                match served.nobody.get(&reason) {
                    Some(shown) => prop_assert!(*shown == many && many >= 5 && many < told.needs),
                    None => taken_along += u32::from(many >= 5 && many < told.needs),
                }
            }
            // No more is withheld than must be.
            prop_assert_eq!(taken_along > 0, taken_along == 1 && (1..5).contains(&small));
        }
    }
}

/// All that depends on where a school stands itself is one reason.
fn as_told(nobody: Nobody) -> Unserved {
    match nobody {
        Nobody::NotOffered => Unserved::NotOffered,
        Nobody::NoRoom => Unserved::NoRoom,
        Nobody::TooFar => Unserved::TooFar,
        Nobody::PlaceUnknown | Nobody::RulesAllowNone => Unserved::RulesAllowNone,
        _ => Unserved::OwnPhase,
    }
}

/// So many schools that ask, each in its phase if it has one, and a host in phase 3.
fn asking(phases: &[Option<u8>]) -> SubjectPortrait {
    let asks = |(n, number): (usize, &Option<u8>)| {
        let asks = member(&format!("a{n}"));
        let mut asks = number.map_or(asks.clone(), |number| agreed(asks, number));
        asks.wishes.asks.insert(Subject::Aspect(aspect(0)));
        asks
    };
    let mut members: Vec<_> = phases.iter().enumerate().map(asks).collect();
    members.push(offering(agreed(member("h"), 3)));
    Network::build(members, model(), Options::default()).unwrap().portrait().subjects.remove(0)
}

#[test]
fn it_does_not_tell_how_everyone_stands_that_asks() {
    // At the top, as high as the host, no phase, or some of each: the same to the last byte.
    let told =
        |of: &SubjectPortrait| (of.in_language(Language::Nl), table::portrait_row(of), format!("{of:?}"));
    let at_top = asking(&[Some(5); 5]);
    let others = [[Some(3); 5], [Some(4); 5], [None; 5], [Some(5), None, Some(3), Some(4), Some(3)]];
    for other in others {
        assert_eq!(told(&asking(&other)), told(&at_top));
    }
    assert_eq!(at_top.served.unwrap().nobody, BTreeMap::from([(Unserved::Other, 5)]));
    // With one who is served the five are a reason, and with another reason beside it of fewer they are not.
    let apart = asking(&[Some(5), Some(5), Some(3), None, Some(4), Some(2)]).served.unwrap();
    assert_eq!((apart.found, apart.nobody), (1, BTreeMap::from([(Unserved::OwnPhase, 5)])));
}

/// Six schools that ask: one at the top, five that can learn from a host with room for two.
fn portrait() -> Portrait {
    let mut members: Vec<_> = (0..5).map(|n| agreed(member(&format!("a{n}")), 2)).collect();
    members.push(agreed(member("top"), 5));
    for member in &mut members {
        member.wishes.asks.insert(Subject::Aspect(aspect(0)));
    }
    let mut host = offering(agreed(member("h"), 3));
    host.wishes.room = 2;
    let mut full = offering(agreed(member("vol"), 4));
    full.wishes.room = 0;
    for member in [&mut host, &mut full] {
        member.wishes.thinks.insert(Subject::Aspect(aspect(0)));
    }
    members.extend([host, full]);
    Network::build(members, model(), Options::default()).unwrap().portrait()
}

#[test]
fn in_words() {
    let koers = &portrait().subjects[0];
    assert_eq!(koers.thin(), [Thin::FewPlaces, Thin::NobodyYet]);
    assert_eq!(
        koers.in_language(Language::Nl),
        "6 scholen willen hierover leren. 2 scholen bieden het aan; 1 daarvan heeft plaats, voor 2 bezoeken. Voor 5 van de 6 vragen is \
         er iemand. Nog niet: 1 om redenen die niet apart worden genoemd. Er zijn minder plaatsen dan vragen. 2 scholen willen \
         hierover samen nadenken."
    );
    assert_eq!(
        koers.in_language(Language::En),
        "6 schools would like to learn about this. 2 schools offer it; 1 of them has room, for 2 visits. For 5 of the 6 needs there is \
         somebody. Not yet: 1 for reasons that are not told apart. There are fewer places than needs. 2 schools would like to \
         think about it together."
    );
}

#[test]
fn as_a_table() {
    let rows: Vec<String> = table::portrait_rows(&portrait()).map(|row| row.join(",")).collect();
    assert_eq!(rows[..2], ["koers,6,2,1,2,2,5,,,,,,1", "data-en-feedback,0,0,0,0,0,,,,,,,"]);
    // A column for each reason, in order, under its own name.
    for (name, reason) in table::PORTRAIT_HEADER[7..].iter().zip(Unserved::ALL) {
        assert_eq!(format!("{reason:?}").to_lowercase(), name.replace('_', ""));
    }
}
