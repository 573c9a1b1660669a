use proptest::prelude::*;

use super::*;

fn any_fit(levels: u8, schools: &[Vec<u32>]) -> Result<OrdinalProbit, ProbitError> {
    fit_any(&Counts::of(levels, schools)?)
}

/// The density of a school's answers and its level, on the line of `u`, from the definition.
fn density(thresholds: &[Vec<f64>], sd: f64, school: &[u32], u: f64) -> f64 {
    let levels = thresholds[0].len() + 1;
    let mut density = normal::density(u / sd) / sd;
    for (item, counts) in thresholds.iter().zip(school.chunks(levels)) {
        for (k, count) in counts.iter().enumerate() {
            let below = if k == 0 { 0.0 } else { normal::below(item[k - 1] - u) };
            let up_to = item.get(k).map_or(1.0, |threshold| normal::below(threshold - u));
            density *= (up_to - below).powi(*count as i32);
        }
    }
    density
}

const STEPS: i32 = 4000;

/// The integral of `of(u)` times the density over equal steps.
fn integral(thresholds: &[Vec<f64>], sd: f64, school: &[u32], of: impl Fn(f64) -> f64) -> f64 {
    let step = 16.0 * sd / f64::from(STEPS);
    (-STEPS / 2..=STEPS / 2)
        .map(|i| f64::from(i) * step)
        .map(|u| step * of(u) * density(thresholds, sd, school, u))
        .sum()
}

fn log_likelihood(thresholds: &[Vec<f64>], sd: f64, schools: &[Vec<u32>]) -> f64 {
    schools.iter().map(|school| integral(thresholds, sd, school, |_| 1.0).ln()).sum()
}

#[test]
fn too_few_are_refused_with_the_reason() {
    assert_eq!(fit(3, &vec![vec![5, 5, 5]; 14]), Err(ProbitError::Schools(14)));
    assert_eq!(fit(3, &vec![vec![3, 3, 3]; 16]), Err(ProbitError::People(144)));
    // Two indicators of the same people do not make more people.
    assert_eq!(fit(3, &vec![vec![3, 3, 3, 3, 3, 3]; 16]), Err(ProbitError::People(144)));
    assert_eq!(fit(3, &vec![vec![12, 0, 0]; 16]), Err(ProbitError::OnePhase));
    assert_eq!(fit(3, &vec![vec![4, 4]; 16]), Err(ProbitError::Shape { levels: 3, found: 2 }));
    assert_eq!(fit(0, &vec![vec![4, 4]; 16]), Err(ProbitError::Shape { levels: 0, found: 2 }));
    assert!(fit(5, &[]).is_err());
}

#[test]
fn schools_in_which_all_agree_leave_nothing_to_measure_with() {
    let schools: Vec<Vec<u32>> =
        (0..20).map(|i| if i % 2 == 0 { vec![10, 0] } else { vec![0, 10] }).collect();
    assert!(
        matches!(fit(2, &schools), Err(ProbitError::NoSpread | ProbitError::NoEnd)),
        "{:?}",
        fit(2, &schools)
    );
}

#[test]
fn equal_schools_are_an_answer() {
    let schools = vec![vec![3, 4, 3]; 20];
    let network = fit(3, &schools).unwrap();
    assert_eq!(network.sd, 0.0);
    assert!((network.thresholds[0][0] - normal::quantile(0.3)).abs() < 1e-12);
    let known = posteriors(&network, &schools[..1]).unwrap();
    assert_eq!(known[0].phases, vec![0.0, 1.0, 0.0]);
}

#[test]
fn phases_that_nobody_chose() {
    let schools: Vec<Vec<u32>> = (0..16).map(|i| vec![0, 4 + i % 3, 0, 6, 3 + i % 5, 0]).collect();
    let network = fit(6, &schools).unwrap();
    let thresholds = &network.thresholds[0];
    assert_eq!(thresholds.len(), 5);
    assert_eq!(thresholds[0], f64::NEG_INFINITY);
    assert_eq!(thresholds[1], thresholds[2]);
    assert!(thresholds[2] < thresholds[3] && thresholds[4] == f64::INFINITY);
    let without: Vec<Vec<u32>> = schools.iter().map(|school| vec![school[1], school[3], school[4]]).collect();
    let small = fit(3, &without).unwrap();
    assert_eq!((small.sd, small.log_likelihood), (network.sd, network.log_likelihood));
    let known = posteriors(&network, &schools).unwrap();
    for (phases, known) in known.iter().zip(posteriors(&small, &without).unwrap()) {
        let found = &phases.phases;
        assert_eq!([found[0], found[2], found[5]], [0.0; 3]);
        assert!((found[3] - known.phases[1]).abs() < 1e-9);
    }
}

#[test]
fn borders_of_an_aspect() {
    let model =
        |thresholds: Vec<Vec<f64>>| OrdinalProbit { thresholds, sd: 1.0, log_likelihood: 0.0, schools: 15 };
    assert_eq!(model(vec![vec![-1.0, 0.5]]).borders(), vec![-1.0, 0.5]);
    // Half way between two that are symmetric around it.
    let borders = model(vec![vec![-1.0, 0.0], vec![0.0, 3.0]]).borders();
    assert!((borders[0] + 0.5).abs() < 1e-12 && (borders[1] - 1.5).abs() < 1e-12);
    // Of two indicators one never reaches the phase: never more than half. Of three, two must.
    let never = f64::INFINITY;
    assert_eq!(model(vec![vec![0.0], vec![never]]).borders(), vec![never]);
    let two_of_three = model(vec![vec![0.0], vec![0.0], vec![never]]).borders()[0];
    assert!((normal::below(two_of_three) - 0.75).abs() < 1e-12);
    assert_eq!(model(vec![vec![0.0], vec![-never]]).borders(), vec![-never]);
}

#[test]
fn a_large_school_and_one_without_answers() {
    let mut schools: Vec<Vec<u32>> = (0..20).map(|i| vec![2 + i % 7, 5, 1 + i % 4]).collect();
    schools.push(vec![1000, 2500, 1500]);
    let network = fit(3, &schools).unwrap();
    let known = posteriors(&network, &[vec![1000, 2500, 1500], vec![0; 3]]).unwrap();
    assert!(known[0].level.sd < 0.03 && known[0].phases[1] > 0.999);
    assert!((known[1].level.sd - network.sd).abs() < 1e-9 && known[1].level.mean.abs() < 1e-12);
}

/// Eight schools that differ, of one or two indicators with three phases.
fn networks() -> impl Strategy<Value = Vec<Vec<u32>>> {
    (1_usize..3).prop_flat_map(|items| {
        let school = prop::collection::vec(0_u32..6, 3 * items);
        prop::collection::vec(school, 8..9)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_thresholds_nearby_are_better_and_the_value_is_the_integral(schools in networks()) {
        let Ok(network) = any_fit(3, &schools) else { return Ok(()) };
        prop_assume!(network.sd > 0.05);
        prop_assume!(network.thresholds.iter().all(|item| item[0] < item[1] && item.iter().all(|x| x.is_finite())));
        let best = log_likelihood(&network.thresholds, network.sd, &schools);
        prop_assert!((best - network.log_likelihood).abs() < 1e-8, "{best} {}", network.log_likelihood);
        for step in [-0.003, 0.003] {
            prop_assert!(log_likelihood(&network.thresholds, network.sd + step, &schools) < best);
            for item in 0..network.thresholds.len() {
                for k in 0..2 {
                    let mut other = network.thresholds.clone();
                    other[item][k] += step;
                    prop_assert!(log_likelihood(&other, network.sd, &schools) < best);
                }
            }
        }
    }

    #[test]
    fn posteriors_by_equal_steps(schools in networks()) {
        let Ok(network) = any_fit(3, &schools) else { return Ok(()) };
        prop_assume!(network.sd > 0.05);
        prop_assume!(network.thresholds.iter().all(|item| item[0] < item[1] && item.iter().all(|x| x.is_finite())));
        let borders = network.borders();
        for (school, known) in schools.iter().zip(posteriors(&network, &schools).unwrap()) {
            let of = |f: &dyn Fn(f64) -> f64| integral(&network.thresholds, network.sd, school, f);
            let total = of(&|_| 1.0);
            let mean = of(&|u| u) / total;
            prop_assert!((known.level.mean - mean).abs() < 1e-9);
            let variance = of(&|u| (u - mean).powi(2)) / total;
            prop_assert!((known.level.sd - variance.sqrt()).abs() < 1e-9);
            // Equal steps know a border only to within a step.
            let above = of(&|u| f64::from(u8::from(u > borders[1]))) / total;
            prop_assert!((known.phases[2] - above).abs() < 0.01);
            prop_assert!((known.phases.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_order_of_schools_changes_no_bit(schools in networks(), turn in 0_usize..8) {
        let mut turned = schools.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(any_fit(3, &schools), any_fit(3, &turned));
    }
}
