use proptest::prelude::*;

use super::*;
use crate::pooling::random_intercept::{Criterion, fit as fit_without_roles};
use crate::pooling::scores::Scores;

type School = (Vec<f64>, Vec<f64>);

fn schools_of(network: &[School]) -> Vec<RoleScores> {
    let school = |(leaders, others): &School| RoleScores {
        leaders: Scores::of(leaders).unwrap(),
        others: Scores::of(others).unwrap(),
    };
    network.iter().map(school).collect()
}

/// Minus twice the restricted log-likelihood, from the whole covariance matrix of all people.
fn dense_deviance(network: &[School], sigma2: f64, tau2: f64) -> f64 {
    let people: Vec<(usize, f64, f64)> = network
        .iter()
        .enumerate()
        .flat_map(|(s, (leaders, others))| {
            leaders.iter().map(move |x| (s, 1.0, *x)).chain(others.iter().map(move |x| (s, 0.0, *x)))
        })
        .collect();
    let n = people.len();
    // The covariance, with the two effects and the scores beside it.
    let mut rows: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let with = (0..n).map(|j| {
                (if people[i].0 == people[j].0 { tau2 } else { 0.0 }) + if i == j { sigma2 } else { 0.0 }
            });
            with.chain([1.0, people[i].1, people[i].2]).collect()
        })
        .collect();
    let mut deviance = (n as f64 - 2.0) * (2.0 * std::f64::consts::PI).ln();
    for pivot in 0..n {
        let row = rows[pivot].clone();
        deviance += row[pivot].ln();
        for below in rows.iter_mut().skip(pivot + 1) {
            let factor = below[pivot] / row[pivot];
            below.iter_mut().zip(&row).for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    let product =
        |a: usize, b: usize| (0..n).map(|i| rows[i][n + a] * rows[i][n + b] / rows[i][i]).sum::<f64>();
    let determinant = product(0, 0) * product(1, 1) - product(0, 1).powi(2);
    let mu = (product(1, 1) * product(0, 2) - product(0, 1) * product(1, 2)) / determinant;
    let beta = (product(0, 0) * product(1, 2) - product(0, 1) * product(0, 2)) / determinant;
    deviance + determinant.ln() + product(2, 2) - mu * product(0, 2) - beta * product(1, 2)
}

#[test]
fn what_cannot_be_fitted() {
    let one_role = schools_of(&[(vec![], vec![1.0, 2.0]), (vec![3.0], vec![2.0, 1.0])]);
    assert_eq!(fit(&one_role), Err(RoleError::Schools(1)));
    let agreed = schools_of(&[(vec![3.0], vec![2.0, 2.0]), (vec![3.0], vec![2.0, 2.0])]);
    assert_eq!(fit(&agreed), Err(RoleError::NoSpread));
}

#[test]
fn schools_with_one_role_tell_where_schools_lie() {
    // Leaders that judge as the others do: the spread between schools is that without roles, but for one effect more.
    let network: Vec<School> = (0_u8..30)
        .map(|i| {
            let m = f64::from(i % 6);
            (vec![m, m + 1.0], vec![m, m + 1.0])
        })
        .collect();
    let found = fit(&schools_of(&network)).unwrap();
    assert!(found.beta.abs() < 1e-10);
    let all: Vec<Scores> =
        network.iter().map(|(a, b)| Scores::of(&[a.clone(), b.clone()].concat()).unwrap()).collect();
    let without = fit_without_roles(&all, Criterion::Reml).unwrap();
    assert!((found.tau2 - without.tau2).abs() < 0.01 && (found.mu - without.mu).abs() < 1e-9);
}

fn networks() -> impl Strategy<Value = Vec<School>> {
    let scores =
        |people| prop::collection::vec((2_u8..=10).prop_map(|halves| f64::from(halves) / 2.0), people);
    prop::collection::vec((scores(0..3), scores(1..5)), 3..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn as_the_dense_likelihood(network in networks(), turn in 0_usize..7) {
        let Ok(found) = fit(&schools_of(&network)) else { return Ok(()) };
        let dense = dense_deviance(&network, found.sigma2, found.tau2);
        prop_assert!((dense - found.deviance).abs() < 1e-7 * (1.0 + dense.abs()), "{dense} {}", found.deviance);
        for i in 1..=15 {
            for j in 0..=15 {
                let (sigma2, tau2) = (8.0 * (f64::from(i) / 15.0).powi(3), 8.0 * (f64::from(j) / 15.0).powi(3));
                let other = dense_deviance(&network, sigma2, tau2);
                prop_assert!(other >= found.deviance - 1e-7, "{other} {}", found.deviance);
            }
        }
        let mut turned = network.clone();
        turned.rotate_left(turn % network.len());
        prop_assert_eq!(fit(&schools_of(&turned)), Ok(found));
    }
}
