use super::*;
use proptest::prelude::*;

fn effects(found: &[(f64, f64)]) -> Vec<Estimate> {
    found.iter().map(|&(mean, sd)| Estimate { mean, sd }).collect()
}

#[test]
fn what_cannot_be_pooled() {
    assert_eq!(pool(&effects(&[(1.0, 0.5)])), Err(MetaError::Schools(1)));
    for (mean, sd) in [(1.0, 0.0), (f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, -1.0), (1.0, 1e-200)] {
        assert!(matches!(pool(&effects(&[(1.0, 0.5), (mean, sd)])), Err(MetaError::Effect { .. })));
    }
}

#[test]
fn the_same_effect_everywhere_is_no_difference() {
    let network = pool(&effects(&[(0.5, 0.3), (0.5, 0.1), (0.5, 0.9)])).unwrap();
    assert_eq!((network.tau2, network.i2), (0.0, 0.0));
    let shrunken = network.shrunken(Estimate { mean: 2.0, sd: 0.3 });
    assert!((shrunken.mean - 0.5).abs() < 1e-12 && (shrunken.sd - network.mu_se).abs() < 1e-12);
}

/// The restricted likelihood, written out on its own.
fn deviance(found: &[(f64, f64)], tau2: f64) -> f64 {
    let weights: Vec<f64> = found.iter().map(|(_, sd)| 1.0 / (sd * sd + tau2)).collect();
    let total: f64 = weights.iter().sum();
    let mu = weights.iter().zip(found).map(|(w, (x, _))| w * x).sum::<f64>() / total;
    let squares: f64 = weights.iter().zip(found).map(|(w, (x, _))| w * (x - mu).powi(2)).sum();
    squares + total.ln() - weights.iter().map(|w| w.ln()).sum::<f64>()
}

proptest! {
    #[test]
    fn no_other_variance_is_better(found in prop::collection::vec((-2.0..2.0_f64, 0.1..1.5_f64), 2..12), turn in 0_usize..12) {
        let network = pool(&effects(&found)).unwrap();
        let best = deviance(&found, network.tau2);
        for i in 0..=400 {
            let other = 12.0 * (f64::from(i) / 400.0).powi(3);
            prop_assert!(best <= deviance(&found, other) + 1e-9, "{} {other}", network.tau2);
        }
        let mut turned = found.clone();
        turned.rotate_left(turn % found.len());
        prop_assert_eq!(pool(&effects(&turned)).unwrap(), network);
    }
}

/// `metafor` 3.8-1: per estimator tau2, mu, its standard error, I2, 95 % intervals by the normal distribution and after Knapp
/// and Hartung, that of a next school, and the third school pulled to the mean.
#[test]
fn as_elsewhere() {
    let found =
        effects(&[(0.5, 0.3), (-0.2, 0.25), (1.1, 0.4), (0.3, 0.2), (0.0, 0.5), (0.9, 0.15), (0.2, 0.35)]);
    let expected = [
        (
            Between::Reml,
            [
                0.137575714111,
                0.417780918452,
                0.179442260724,
                0.668610704712,
                0.066080550129,
                0.769481286775,
                -0.008856515390,
                0.844418352293,
                -0.389798544861,
                1.225360381765,
                0.733185613370,
                0.288583247103,
            ],
        ),
        (
            Between::MaximumLikelihood,
            [
                0.108378116045,
                0.421180791613,
                0.166387363390,
                0.613810947556,
                0.095067551886,
                0.747294031341,
                -0.004660972752,
                0.847022555979,
                -0.301785262207,
                1.144146845434,
                0.695305776259,
                0.272858931877,
            ],
        ),
        (
            Between::DerSimonianLaird,
            [
                0.158299063696,
                0.416045713458,
                0.188036220535,
                0.698932529680,
                0.047501493419,
                0.784589933496,
                -0.011069333129,
                0.843160760044,
                -0.446464678749,
                1.278556105664,
                0.756195388776,
                0.297500627888,
            ],
        ),
        (
            Between::PauleMandel,
            [
                0.125589478233,
                0.419010160907,
                0.174231936000,
                0.648112380543,
                0.077521841391,
                0.760498480423,
                -0.007320028139,
                0.845340349952,
                -0.354980201636,
                1.193000523449,
                0.718479031758,
                0.282646507292,
            ],
        ),
    ];
    for (between, expected) in expected {
        let pooled = pool_by(&found, between).unwrap();
        let ((low, high), (low_kh, high_kh), (low_next, high_next)) =
            (pooled.interval(0.95), pooled.interval_by_scatter(0.95), pooled.prediction(0.95));
        let third = pooled.shrunken(found[2]);
        let all = [
            pooled.tau2,
            pooled.mu,
            pooled.mu_se,
            pooled.i2,
            low,
            high,
            low_kh,
            high_kh,
            low_next,
            high_next,
            third.mean,
            third.sd,
        ];
        for (found, expected) in all.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{between:?} {found} {expected}");
        }
        assert!(
            (pooled.q - 19.929_087_634_810_7).abs() < 1e-10
                && (pooled.q_p() - 0.002_851_033_132_163_3).abs() < 1e-13
        );
    }
}
