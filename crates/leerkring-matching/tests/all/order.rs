//! The same answers for any order of input and any number of threads.

use leerkring_matching::Network;
#[cfg(feature = "parallel")]
use leerkring_matching::{Best, Member};
use proptest::prelude::*;

use crate::support::*;

proptest! {
    #[test]
    fn the_order_of_members_makes_no_difference(
        (members, options, shuffled) in network(0..=60).prop_flat_map(|(members, options)| {
            (Just(members.clone()), Just(options), Just(members).prop_shuffle())
        })
    ) {
        let mut backwards = shuffled;
        backwards.iter_mut().for_each(|member| member.standings.reverse());
        let one = Network::build(members, model(), options.clone()).unwrap();
        let other = Network::build(backwards, model(), options).unwrap();
        prop_assert_eq!(one.asks(), other.asks());
        let answers = one.suggest_all(&one.asks(), 5).unwrap();
        prop_assert_eq!(&answers, &other.suggest_all(&other.asks(), 5).unwrap());
        for ((learner, aspect), answer) in one.asks().iter().zip(&answers) {
            prop_assert_eq!(answer, &one.suggest(learner, aspect, 5).unwrap());
        }
    }
}

#[cfg(feature = "parallel")]
proptest! {
    #[test]
    fn the_number_of_threads_makes_no_difference((members, options) in network(0..=60)) {
        let network = Network::build(members, model(), options).unwrap();
        let mut questions = network.asks();
        questions.reverse();
        let [one, four] = [1, 4].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| network.suggest_all(&questions, 7).unwrap())
        });
        prop_assert_eq!(one, four);
    }
}

/// All that several threads may do, with so many schools that they share the work.
#[cfg(feature = "parallel")]
#[test]
fn the_number_of_threads_makes_no_difference_to_anything() {
    let school = |n: u8, row: u8| {
        let mut member = agreed(member(&format!("s{n}-{row}")), 1 + (n ^ row) % 4);
        member = at(member, 51.0 + f64::from(row) / 40.0, 4.0 + f64::from(n) / 40.0);
        member.school.pupils = Some(100 + u32::from(n % 7) * 50);
        let koers = || aspect(0).into();
        match n % 3 {
            0 => member = offering(member),
            1 => member.wishes.asks = [koers()].into(),
            _ => member.wishes.thinks = [koers()].into(),
        }
        member
    };
    let members: Vec<Member> = (0..40).flat_map(|row| (0..45).map(move |n| school(n, row))).collect();
    let all = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let network = Network::build(members.clone(), model(), Default::default()).unwrap();
            let best = network.best_hosts(aspect(0), 5).unwrap();
            let best: Vec<&[Best]> = (0..members.len()).map(|place| best.of(place)).collect();
            assert!(best.iter().filter(|hosts| hosts.len() == 5).count() > 1000);
            let answers = network.suggest_all(&network.asks(), 3).unwrap();
            let groups = network.think_together(aspect(0), 4).unwrap();
            format!("{:?} {best:?} {answers:?} {groups:?}", network.portrait())
        })
    };
    assert!(all(1) == all(4));
}

#[test]
fn a_network_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Network>();
    shared::<leerkring_matching::Suggestions>();
    shared::<leerkring_matching::NetworkError>();
}
