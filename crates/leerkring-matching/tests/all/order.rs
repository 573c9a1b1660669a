//! The same answers for any order of input and any number of threads.

use leerkring_matching::Network;
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

#[test]
fn a_network_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Network>();
    shared::<leerkring_matching::Suggestions>();
    shared::<leerkring_matching::NetworkError>();
}
