use proptest::prelude::*;

use super::profile::{Parameter, interval};
use super::*;

fn schools_of(network: &[Vec<f64>]) -> Vec<Scores> {
    network.iter().map(|scores| Scores::of(scores).unwrap()).collect()
}

/// Minus twice the log-likelihood from the whole covariance matrix of all people, by Gaussian elimination: no
/// sufficient statistics, no closed form for the inverse.
fn dense_deviance(network: &[Vec<f64>], sigma2: f64, tau2: f64, criterion: Criterion) -> f64 {
    let people: Vec<(usize, f64)> =
        network.iter().enumerate().flat_map(|(s, scores)| scores.iter().map(move |x| (s, *x))).collect();
    let n = people.len();
    // The covariance, with the scores and a column of ones beside it.
    let mut rows: Vec<Vec<f64>> = people
        .iter()
        .enumerate()
        .map(|(i, (school, score))| {
            let with = people.iter().enumerate().map(|(j, (other, _))| {
                let shared = if school == other { tau2 } else { 0.0 };
                shared + if i == j { sigma2 } else { 0.0 }
            });
            with.chain([*score, 1.0]).collect()
        })
        .collect();
    let mut log_determinant = 0.0;
    for pivot in 0..n {
        let row = rows[pivot].clone();
        log_determinant += row[pivot].ln();
        for below in rows.iter_mut().skip(pivot + 1) {
            let factor = below[pivot] / row[pivot];
            below.iter_mut().zip(&row).for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    // After elimination, a'V⁻¹b is the sum of products of the changed columns over the pivots.
    let product = |a: usize, b: usize| (0..n).map(|i| rows[i][a] * rows[i][b] / rows[i][i]).sum::<f64>();
    let information = product(n + 1, n + 1);
    let mu = product(n, n + 1) / information;
    let squares = product(n, n) - mu * mu * information;
    let constant = (2.0 * std::f64::consts::PI).ln();
    match criterion {
        Criterion::Ml => n as f64 * constant + log_determinant + squares,
        Criterion::Reml => (n as f64 - 1.0) * constant + log_determinant + squares + information.ln(),
    }
}

#[test]
fn what_cannot_be_fitted() {
    let one = Scores::of(&[1.0, 2.0]).unwrap();
    assert_eq!(fit(&[one, Scores::default()], Criterion::Reml), Err(FitError::Schools(1)));
    let alone = schools_of(&[vec![1.0], vec![2.0], vec![3.0]]);
    assert_eq!(fit(&alone, Criterion::Reml), Err(FitError::NoSpread));
    let unanimous = schools_of(&[vec![2.0, 2.0], vec![3.0, 3.0]]);
    assert_eq!(fit(&unanimous, Criterion::Ml), Err(FitError::NoSpread));
}

#[test]
fn balanced_teams_by_hand() {
    // Mean squares: between 2 * (0.5 + 0.5)... means 1.5, 2.5, 3.5 of two people each: MSB = 2, MSW = 0.5.
    let schools = schools_of(&[vec![1.0, 2.0], vec![2.0, 3.0], vec![3.0, 4.0]]);
    let network = fit(&schools, Criterion::Reml).unwrap();
    assert!((network.sigma2 - 0.5).abs() < 1e-10 && (network.tau2 - 0.75).abs() < 1e-10);
    assert!((network.mu - 2.5).abs() < 1e-10 && (network.mu_se - (2.0_f64 / 6.0).sqrt()).abs() < 1e-10);
    assert!((network.rho() - 0.6).abs() < 1e-10 && (network.reliability(2) - 0.75).abs() < 1e-10);
    let first = network.school(&schools[0]);
    assert!((first.value - 1.75).abs() < 1e-10 && (first.lambda - 0.25).abs() < 1e-10);
}

#[test]
fn people_needed_as_published() {
    // Raters for a reliability of .70 at an ICC(1) of .05, .10, .15, .20, .25, .30.
    for (rho, people) in [(0.06, 37), (0.10, 21), (0.15, 14), (0.20, 10), (0.25, 7), (0.30, 6)] {
        let schools = schools_of(&[vec![1.0, 2.0], vec![2.0, 3.0], vec![3.0, 4.0]]);
        let network =
            RandomIntercept { sigma2: 1.0 - rho, tau2: rho, ..fit(&schools, Criterion::Ml).unwrap() };
        assert_eq!(network.people_needed(0.7), Some(people));
        assert_eq!(network.people_needed(1.0), None);
    }
}

#[test]
fn equal_schools_are_an_answer() {
    let schools = schools_of(&[vec![1.0, 3.0], vec![1.0, 3.0], vec![1.0, 3.0, 2.0]]);
    let network = fit(&schools, Criterion::Reml).unwrap();
    assert_eq!((network.tau2, network.people_needed(0.7)), (0.0, None));
    assert_eq!(network.school(&schools[0]).deviation, 0.0);
    assert_eq!(interval(&schools, Parameter::Tau, 0.95).unwrap().low, 0.0);
}

/// Two to six schools of one to five people, at least one pair of them unlike.
fn networks() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let scores = prop::collection::vec((2_u8..=10).prop_map(|halves| f64::from(halves) / 2.0), 1..6);
    prop::collection::vec(scores, 2..7).prop_filter("somebody differs from a colleague", |network| {
        network.iter().any(|scores| scores.iter().any(|x| *x != scores[0]))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The deviance is that of the full model, and no variances on a grid have a lower one.
    #[test]
    fn as_the_dense_likelihood(network in networks(), reml in any::<bool>()) {
        let criterion = if reml { Criterion::Reml } else { Criterion::Ml };
        let found = fit(&schools_of(&network), criterion).unwrap();
        let dense = dense_deviance(&network, found.sigma2, found.tau2, criterion);
        prop_assert!((dense - found.deviance).abs() < 1e-8 * (1.0 + dense.abs()), "{dense} {}", found.deviance);
        for i in 1..=20 {
            for j in 0..=20 {
                let sigma2 = 8.0 * (f64::from(i) / 20.0).powi(3);
                let tau2 = 8.0 * (f64::from(j) / 20.0).powi(3);
                let other = dense_deviance(&network, sigma2, tau2, criterion);
                prop_assert!(other >= found.deviance - 1e-8, "{sigma2} {tau2}: {other} {}", found.deviance);
            }
        }
    }

    #[test]
    fn the_order_of_schools_and_people_changes_no_bit(network in networks(), turn in 0_usize..6) {
        let mut turned = network.clone();
        turned.rotate_left(turn % network.len());
        turned.iter_mut().for_each(|scores| scores.reverse());
        let (one, other) = (schools_of(&network), schools_of(&turned));
        prop_assert_eq!(fit(&one, Criterion::Reml), fit(&other, Criterion::Reml));
        for parameter in [Parameter::Tau, Parameter::Mu] {
            prop_assert_eq!(interval(&one, parameter, 0.9), interval(&other, parameter, 0.9));
        }
    }

    /// At a bound, the best that the rest can do is worse by just the limit: tried on a grid of the dense likelihood.
    #[test]
    fn bounds_are_where_the_profile_says(network in networks()) {
        let schools = schools_of(&network);
        let best = fit(&schools, Criterion::Ml).unwrap();
        let limit = best.deviance + 2.705_543_454_095_404; // chi-square, one degree of freedom, 90 %
        let tau = interval(&schools, Parameter::Tau, 0.9).unwrap();
        let profile = |tau: f64| {
            let try_one = |i: i32| dense_deviance(&network, libm::exp(f64::from(i) / 40.0), tau * tau, Criterion::Ml);
            (-320..120).map(try_one).fold(f64::INFINITY, f64::min)
        };
        prop_assert!(tau.low <= best.tau() && best.tau() <= tau.high);
        if tau.low > 0.0 {
            prop_assert!((profile(tau.low) - limit).abs() < 0.02, "{tau:?}");
        } else {
            prop_assert!(profile(0.0) < limit + 0.02);
        }
        prop_assert!((profile(tau.high) - limit).abs() < 0.02, "{tau:?}");
        let rho = interval(&schools, Parameter::Rho, 0.9).unwrap();
        prop_assert!(rho.low <= best.rho() && best.rho() <= rho.high && rho.high < 1.0);
        prop_assert_eq!(rho.low == 0.0, tau.low == 0.0);
    }
}
