use proptest::prelude::*;

use super::*;

fn school((people, mean): (u64, f64)) -> Scores {
    Scores::new(people, mean, 0.6 * (people - 1) as f64).unwrap()
}

fn networks(schools: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Scores>> {
    prop::collection::vec((2_u64..12, 1.0..5.0_f64).prop_map(school), schools)
}

#[test]
fn seven_schools_are_not_pooled() {
    let schools: Vec<Scores> = (1_u32..=7).map(|i| school((5, f64::from(i)))).collect();
    assert_eq!(pool(&schools), Err(PoolError::TooFew(7)));
    let padded: Vec<Scores> = schools.into_iter().chain([Scores::default(); 9]).collect();
    assert_eq!(pool(&padded), Err(PoolError::TooFew(7)));
}

#[test]
fn without_a_detectable_difference_all_are_the_same() {
    let schools: Vec<Scores> = (0..20).map(|i| school((5 + i % 3, 3.0))).collect();
    let network = pool(&schools).unwrap();
    assert_eq!(network.network().tau2, 0.0);
    assert_eq!(network.p_further(&schools[0], &schools[1], 0.0), 0.5);
    assert_eq!(network.p_further(&schools[0], &schools[1], 0.5), 0.0);
    assert_eq!(network.share_ordered(&schools, 0.9), Some(0.0));
}

#[test]
fn no_share_without_a_certainty() {
    let schools: Vec<Scores> = (0_u32..20).map(|i| school((5, f64::from(i % 5)))).collect();
    let network = pool(&schools).unwrap();
    for certainty in [0.5, 1.0, f64::NAN] {
        assert_eq!(network.share_ordered(&schools, certainty), None);
    }
    assert_eq!(network.share_ordered(&schools[..1], 0.9), None);
}

/// The joint posterior of all schools with a mean of all that could be anything, one school's mean learnt after the
/// other: no closed form, no `lambda`.
fn joint(fit: &RandomIntercept, schools: &[Scores]) -> (Vec<f64>, Vec<Vec<f64>>) {
    const ANYTHING: f64 = 1e5;
    let n = schools.len();
    let mut mean = vec![0.0; n];
    let mut covariance: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| ANYTHING + if i == j { fit.tau2 } else { 0.0 }).collect()).collect();
    for (s, school) in schools.iter().enumerate() {
        let row = covariance[s].clone();
        let variance = row[s] + fit.sigma2 / school.people() as f64;
        let surprise = school.mean() - mean[s];
        for i in 0..n {
            mean[i] += row[i] / variance * surprise;
            for j in 0..n {
                covariance[i][j] -= row[i] * row[j] / variance;
            }
        }
    }
    (mean, covariance)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn differences_are_those_of_the_joint_posterior(schools in networks(15..20)) {
        let network = pool(&schools).unwrap();
        prop_assume!(network.network().tau2 > 1e-3);
        let (mean, covariance) = joint(network.network(), &schools);
        for (a, b) in [(0, 1), (1, 2), (3, 0)] {
            let found = network.difference(&schools[a], &schools[b]);
            let variance = covariance[a][a] + covariance[b][b] - 2.0 * covariance[a][b];
            prop_assert!((found.mean - (mean[b] - mean[a])).abs() < 1e-4, "{found:?}");
            prop_assert!((found.sd - variance.sqrt()).abs() < 1e-4, "{found:?} {variance}");
            let one = network.school(&schools[a]);
            prop_assert!((one.mean - mean[a]).abs() < 1e-4 && (one.sd - covariance[a][a].sqrt()).abs() < 1e-4);
        }
    }

    #[test]
    fn pairs_counted_one_by_one(schools in networks(8..30), certainty in 0.6..0.99_f64) {
        let network = pool(&schools).unwrap();
        let mut ordered = 0;
        for (i, a) in schools.iter().enumerate() {
            for b in &schools[i + 1..] {
                let p = network.p_further(a, b, 0.0);
                prop_assert!((p + network.p_further(b, a, 0.0) - 1.0).abs() < 1e-9);
                ordered += usize::from(p.max(1.0 - p) >= certainty);
            }
        }
        let share = ordered as f64 / (schools.len() * (schools.len() - 1) / 2) as f64;
        prop_assert!((network.share_ordered(&schools, certainty).unwrap() - share).abs() < 1e-12);
    }

    /// A hundred times as many points say the same.
    #[test]
    fn twenty_one_points_are_enough(schools in networks(8..15)) {
        let network = pool(&schools).unwrap();
        let deviance = Deviance::of(&schools, Criterion::Reml).unwrap();
        let best = network.network();
        let (mut total, mut p) = (0.0, 0.0);
        for i in 0..2000 {
            let tau = 6.0 * (f64::from(i) + 0.5) / 2000.0;
            let (value, sigma2) = deviance.at_tau2(tau * tau);
            let weight = libm::exp((best.deviance - value) / 2.0);
            let fit = deviance.model(tau * tau / sigma2, sigma2);
            total += weight;
            p += weight * difference(&fit, &schools[0], &schools[1]).p_above(0.5);
        }
        let found = network.p_further(&schools[0], &schools[1], 0.5);
        prop_assert!((found - p / total).abs() < 0.01, "{found} {}", p / total);
    }

    #[test]
    fn the_order_of_schools_changes_no_bit(schools in networks(8..20), turn in 0_usize..20) {
        let mut turned = schools.clone();
        turned.rotate_left(turn % schools.len());
        let (one, other) = (pool(&schools).unwrap(), pool(&turned).unwrap());
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one.share_ordered(&schools, 0.9), other.share_ordered(&turned, 0.9));
    }
}
