use proptest::prelude::*;

use super::*;
use crate::pooling::scores::Scores;

type School = (Vec<f64>, Vec<f64>);

fn schools_of(network: &[School]) -> Vec<RoleScores> {
    let school = |(leaders, others): &School| RoleScores {
        leaders: Scores::of(leaders).unwrap(),
        others: Scores::of(others).unwrap(),
    };
    network.iter().map(school).collect()
}

/// Student's quantiles as printed in tables: 2.132 for 90 % and four degrees, 2.228 for 95 % and ten.
#[test]
fn published_quantiles() {
    let gap = |freedom| WithinGap { beta: 0.0, se: 1.0, se_if_alike: 1.0, freedom, sigma2: 1.0, schools: 9 };
    assert!((gap(4.0).interval(0.90).unwrap().1 - 2.131_846_786_326_65).abs() < 1e-9);
    assert!((gap(10.0).interval(0.95).unwrap().1 - 2.228_138_851_986_27).abs() < 1e-9);
    assert!((gap(1e6).interval(0.95).unwrap().1 - 1.96).abs() < 1e-3);
    assert_eq!(gap(3.9).interval(0.95), None);
    assert_eq!(gap(9.0).interval(1.0), None);
}

#[test]
fn what_cannot_be_computed() {
    assert_eq!(within(&schools_of(&[(vec![1.0], vec![2.0])])), Err(RoleError::Schools(1)));
    let agreed = schools_of(&[(vec![3.0], vec![2.0, 2.0]), (vec![4.0], vec![3.0, 3.0])]);
    assert_eq!(within(&agreed), Err(RoleError::NoSpread));
}

/// CR2 and its degrees of freedom from whole matrices: the residual maker, its symmetric root per school by the two
/// eigenvectors it has, and traces.
fn dense(network: &[School]) -> (f64, f64, f64) {
    let people: Vec<(usize, f64, f64)> = network
        .iter()
        .enumerate()
        .flat_map(|(s, (leaders, others))| {
            leaders.iter().map(move |x| (s, 1.0, *x)).chain(others.iter().map(move |x| (s, 0.0, *x)))
        })
        .collect();
    let n = people.len();
    let size = |s: usize| (network[s].0.len() + network[s].1.len()) as f64;
    let role: Vec<f64> =
        people.iter().map(|(s, role, _)| role - network[*s].0.len() as f64 / size(*s)).collect();
    let total: f64 = role.iter().map(|r| r * r).sum();
    let beta = role.iter().zip(&people).map(|(r, (.., x))| r * x).sum::<f64>() / total;
    // I - H.
    let maker: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| {
                    let school = if people[i].0 == people[j].0 { 1.0 / size(people[i].0) } else { 0.0 };
                    f64::from(u8::from(i == j)) - school - role[i] * role[j] / total
                })
                .collect()
        })
        .collect();
    let residual: Vec<f64> =
        maker.iter().map(|row| row.iter().zip(&people).map(|(m, (.., x))| m * x).sum()).collect();
    let mut variance = 0.0;
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for s in 0..network.len() {
        let inside: Vec<usize> = (0..n).filter(|i| people[*i].0 == s).collect();
        let own: f64 = inside.iter().map(|i| role[*i] * role[*i]).sum();
        // The root of the inverse stretches the role vector, which is an eigenvector: checked, not assumed.
        let image = |i: usize| inside.iter().map(|j| maker[i][*j] * role[*j]).sum::<f64>();
        let eigenvalue = 1.0 - own / total;
        assert!(inside.iter().all(|i| (image(*i) - eigenvalue * role[*i]).abs() < 1e-10));
        let weight = |i: usize| role[i] / total / eigenvalue.sqrt();
        variance += inside.iter().map(|i| weight(*i) * residual[*i]).sum::<f64>().powi(2);
        columns.push((0..n).map(|row| inside.iter().map(|i| maker[row][*i] * weight(*i)).sum()).collect());
    }
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let trace: f64 = columns.iter().map(|column| product(column, column)).sum();
    let squares: f64 = columns.iter().flat_map(|a| columns.iter().map(move |b| product(a, b).powi(2))).sum();
    (beta, variance.sqrt(), trace * trace / squares)
}

proptest! {
    #[test]
    fn as_by_whole_matrices(network in prop::collection::vec(
        (prop::collection::vec(1.0..5.0_f64, 0..4), prop::collection::vec(1.0..5.0_f64, 1..6)), 3..8), turn in 0_usize..8) {
        let Ok(found) = within(&schools_of(&network)) else { return Ok(()) };
        let (beta, se, freedom) = dense(&network);
        prop_assert!((found.beta - beta).abs() < 1e-9 && (found.se - se).abs() < 1e-9);
        prop_assert!((found.freedom / freedom - 1.0).abs() < 1e-9, "{} {freedom}", found.freedom);
        let mut turned = network.clone();
        turned.rotate_left(turn % network.len());
        prop_assert_eq!(within(&schools_of(&turned)), Ok(found));
    }
}
