//! Networks from plain values, and answers in columns: the same as one by one.

use std::collections::BTreeSet;

use leerkring_matching::{Builder, Member, Network, NetworkError, Options, Position, Row, Scale, Trait};
use leerkring_model::{Subject, Wishes};
use proptest::prelude::*;

use crate::support::*;

/// The same members through the builder, in the order given.
fn by_rows(members: &[Member], options: Options) -> Network {
    let mut builder = Builder::new(model(), options.clone()).unwrap();
    for member in members {
        with_row(member, &options, |row| builder.push(row)).unwrap();
    }
    builder.build().unwrap()
}

/// This member as a row.
pub(crate) fn with_row<T>(member: &Member, options: &Options, then: impl FnOnce(Row) -> T) -> T {
    let value = |asked: &Trait| match asked.key.as_str() {
        "pupils" => member.school.pupils.map(f64::from),
        key => member.school.traits.get(key).copied(),
    };
    let kind = |asked: &Trait| match asked.key.as_str() {
        "municipality" => member.school.municipality.as_deref(),
        key => member.school.categories.get(key).map(String::as_str),
    };
    let (categories, numbers): (Vec<_>, Vec<_>) =
        options.traits.iter().partition(|asked| asked.scale == Scale::Category);
    let traits: Vec<_> = numbers.into_iter().map(value).collect();
    let categories: Vec<_> = categories.into_iter().map(kind).collect();
    let all = (0..5).map(|place| aspect(place).into()).chain(options.topics.iter().map(Subject::from));
    let all: Vec<Subject> = all.collect();
    let of_each =
        |wanted: &BTreeSet<Subject>| -> Vec<bool> { all.iter().map(|s| wanted.contains(s)).collect() };
    let positions: Vec<_> =
        (0..5).map(|place| Position::of(standing_of(member, &aspect(place))?, 5)).collect();
    let Wishes { offers, asks, thinks, .. } = &member.wishes;
    let (offers, asks, thinks) = (of_each(offers), of_each(asks), of_each(thinks));
    let mut row = Row::new(member.school.id.clone());
    (row.point, row.room) = (member.school.point, member.wishes.room);
    (row.traits, row.positions) = (&traits, &positions);
    (row.offers, row.asks, row.thinks) = (&offers, &asks, &thinks);
    row.categories = &categories;
    row.sector = member.school.sector.as_deref();
    row.language = member.school.language.as_deref();
    row.board = member.school.board.as_deref();
    row.network_type = member.school.network_type.as_deref();
    then(row)
}

proptest! {
    #[test]
    fn rows_and_members_make_the_same_network(
        (members, shuffled, options) in network(0..=60).prop_flat_map(|(members, options)| {
            (Just(members.clone()), Just(members).prop_shuffle(), Just(options))
        })
    ) {
        let one = Network::build(members, model(), options.clone()).unwrap();
        let other = by_rows(&shuffled, options);
        prop_assert_eq!(one.schools(), other.schools());
        prop_assert_eq!(one.traits(), other.traits());
        prop_assert_eq!(one.asks(), other.asks());
        let asks = one.asks();
        prop_assert_eq!(one.suggest_all(&asks, 5).unwrap(), other.suggest_all(&asks, 5).unwrap());
    }

    #[test]
    fn columns_say_what_suggestions_say((members, options) in network(0..=80), k in 0..20usize) {
        let network = Network::build(members, model(), options).unwrap();
        for subject in network.subjects() {
            let best = network.best_hosts(&subject, k).unwrap();
            for (place, school) in network.schools().iter().enumerate() {
                let found = network.suggest(school, &subject, k).unwrap().found;
                let hosts: Vec<_> = best.of(place).iter().map(|b| &network.schools()[b.host as usize]).collect();
                prop_assert_eq!(hosts, found.iter().map(|found| &found.host).collect::<Vec<_>>());
                for (best, found) in best.of(place).iter().zip(&found) {
                    prop_assert_eq!(best.cost_km, found.cost.total_km() as f32);
                }
            }
            prop_assert_eq!(best.of(network.schools().len()), &[]);
        }
    }
}

#[test]
fn rows_that_cannot_be_used() {
    let mut options = Options::default();
    options.traits = vec![Trait::new("incom", Scale::Linear, 1.0)];
    let mut builder = Builder::new(model(), options).unwrap();
    let row = |key| Row::new(id(key));
    let told = |result: Result<(), NetworkError>| result.unwrap_err().to_string();

    let mut short = row("a");
    short.offers = &[true];
    assert_eq!(
        told(builder.push(short)),
        "school `a` comes with 1 `offers` where there are 5; give all of them, or none"
    );
    let mut endless = row("a");
    endless.traits = &[Some(f64::INFINITY)];
    assert!(told(builder.push(endless)).contains("trait `incom`"));
    let high = [Some(Position::new(phase(6))), None, None, None, None];
    let mut off_scale = row("a");
    off_scale.positions = &high;
    assert!(told(builder.push(off_scale)).contains("not on a scale of 5 phases"));

    builder.push(row("a")).unwrap();
    assert!(
        builder.build().unwrap_err().to_string().contains("no school of the network has the trait `incom`")
    );
    let mut twice = Builder::new(model(), Options::default()).unwrap();
    twice.push(row("a")).unwrap();
    twice.push(row("a")).unwrap();
    assert!(twice.build().unwrap_err().to_string().starts_with("school `a` is there twice"));
}
