//! A network portrait, beside plain counting.

use leerkring_matching::{Network, Nobody, Options, Portrait, Thin, table};
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
            prop_assert_eq!(told.served.is_some(), asking.len() >= 5);
            let Some(served) = &told.served else { continue };
            let found = asking.iter().filter(|asks| !oracle(&members, &options, asks, &subject).is_empty());
            prop_assert_eq!(served.found as usize, found.count());
            prop_assert_eq!(served.found + served.nobody.values().sum::<u32>(), told.needs);
            for (reason, many) in &served.nobody {
                let so = |asks: &&&leerkring_matching::Member| {
                    network.suggest(&asks.school.id, &subject, 1).unwrap().nobody == Some(*reason)
                };
                prop_assert_eq!(*many as usize, asking.iter().filter(so).count());
            }
        }
    }
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
        "Vragen: 6. Aanbod: 2, waarvan 1 met plaats, samen voor 2 bezoeken. Voor 5 van de 6 vragen is er iemand. Nog niet: 1 al \
         in de hoogste fase. Er zijn minder plaatsen dan vragen. 2 scholen \
         willen hierover samen nadenken."
    );
    assert_eq!(
        koers.in_language(Language::En),
        "Needs: 6. Offers: 2, of which 1 with room, for 2 visits together. For 5 of the 6 needs there is somebody. Not yet: 1 \
         in the highest phase already. There are fewer places than needs. 2 schools would \
         like to think about it together."
    );
}

#[test]
fn as_a_table() {
    let rows: Vec<String> = table::portrait_rows(&portrait()).map(|row| row.join(",")).collect();
    assert_eq!(rows[..2], ["koers,6,2,1,2,2,5,0,1,0,0,0,0,0", "data-en-feedback,0,0,0,0,0,,,,,,,,"]);
    // A column for each reason, in order, under its own name.
    for (name, reason) in table::PORTRAIT_HEADER[7..].iter().zip(Nobody::ALL) {
        assert_eq!(format!("{reason:?}").to_lowercase(), name.replace('_', ""));
    }
}
