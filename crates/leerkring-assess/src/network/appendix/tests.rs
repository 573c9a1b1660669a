use super::super::tests::{School, answers, eights, id, sixteen, ten};
use super::*;
use crate::engine::TeamFacts;
use crate::groups::{order_in_strata, permutation_in_strata};
use crate::network::networks;
use crate::privacy::Why;
use crate::reliability::alpha::cronbach_alpha;
use crate::reliability::polychoric::polychoric_correlations;
use leerkring_model::{TeamSize, builtin};

fn koers(schools: &[School], options: &Options) -> Appendix {
    appendices(&builtin::samen_leren(), &answers(schools, |_| ()), options).unwrap().remove(0)
}

fn whole(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[test]
fn the_figures_are_those_of_the_plain_functions() {
    let schools = sixteen();
    let found = koers(&schools, &Options::default());

    let mean = |(_, a, b): &(char, u8, u8)| f64::from(a + b) / 2.0;
    let table = one_way(&schools.iter().map(|s| s.iter().map(mean).collect()).collect::<Vec<_>>()).unwrap();
    let apart = found.apart.unwrap();
    assert_eq!((apart.schools, apart.people, apart.typical_size), (16, 160, 10.0));
    assert!((apart.icc1 - table.icc1().unwrap()).abs() < 1e-12);
    assert!((apart.icc2 - 10.0 * apart.icc1 / (1.0 + 9.0 * apart.icc1)).abs() < 1e-12);

    let alpha = |of: fn(&(char, u8, u8)) -> u8| {
        let units: Vec<Vec<u8>> = schools.iter().map(|s| s.iter().map(of).collect()).collect();
        let units: Vec<&[u8]> = units.iter().map(Vec::as_slice).collect();
        krippendorff_alpha(&units, Distance::Ordinal).unwrap()
    };
    let krippendorff = found.krippendorff.unwrap();
    assert_eq!((krippendorff.schools, krippendorff.people), (16, 160));
    assert_eq!(krippendorff.alpha, whole(f64::midpoint(alpha(|p| p.1), alpha(|p| p.2))));

    let rows: Vec<[Option<u8>; 2]> = schools.iter().flatten().map(|(_, a, b)| [Some(*a), Some(*b)]).collect();
    let rows: Vec<&[Option<u8>]> = rows.iter().map(|row| row.as_slice()).collect();
    let overall = found.overall.unwrap();
    assert_eq!(
        overall.ordinal_alpha.unwrap(),
        whole(cronbach_alpha(&polychoric_correlations(&rows).unwrap()).unwrap())
    );
    assert!(overall.ordinal_alpha.unwrap() > overall.of_answers.alpha);
    assert!(overall.of_answers.spearman_brown.is_some() && overall.of_answers.omega.is_none());
    assert_eq!(overall.of_answers.alpha_interval, None);
}

#[test]
fn few_schools_or_people_have_a_reason() {
    let found = koers(&sixteen()[..6], &Options::default());
    assert_eq!(found.apart, Err(NoFigure::Schools { found: 6, needed: 10 }));
    assert_eq!(found.krippendorff, Err(NoFigure::Schools { found: 6, needed: 10 }));
    assert_eq!(found.overall, Err(NoFigure::People { found: 60, needed: 100 }));
    assert_eq!(found.leaders, Err(NoFigure::Schools { found: 0, needed: 5 }));
    assert_eq!(found.bootstrap(&id(0)), Some(&Err(NoFigure::People { found: 10, needed: 20 })));
}

/// Where too few answered one of the indicators its school is in no figure of single indicators: there is no mean of the other alone.
#[test]
fn an_indicator_that_few_answered_leaves_no_alpha() {
    for answered in 0..=5 {
        let some = |school: School| -> School {
            let second = |(place, (role, a, b))| (role, a, if place < answered { b } else { 0 });
            school.into_iter().enumerate().map(second).collect()
        };
        let found = koers(&sixteen().into_iter().map(some).collect::<Vec<_>>(), &Options::default());
        assert_eq!(found.krippendorff, Err(NoFigure::Schools { found: 0, needed: 10 }));
        // Who answered both stand out.
        let schools = if answered > 0 { Err(NoFigure::Schools { found: 0, needed: 10 }) } else { Ok(16) };
        assert_eq!(found.apart.map(|apart| apart.schools), schools);
    }
}

/// A team that is hidden has nothing, and is in no figure.
#[test]
fn a_hidden_team_has_nothing() {
    let mut schools = eights();
    schools[3].truncate(7);
    schools[4] = vec![('t', 3, 3); 25];
    let found = koers(&schools, &Options::default());
    for (place, why) in [(3, Why::TooFew { people: 7, needed: 8 }), (4, Why::Alike)] {
        assert_eq!(found.bootstrap(&id(place)), Some(&Err(NoFigure::Hidden(why))));
    }
    assert_eq!(
        (found.apart.unwrap().schools, found.krippendorff.unwrap().schools, found.leaders.unwrap().schools),
        (14, 14, 14)
    );
}

#[test]
fn the_bootstrap_stands_beside_the_score_from_twenty_people_on() {
    let twenty: School = ten(2, 0).into_iter().chain(ten(3, 0)).collect();
    let found = koers(&[twenty.clone(), twenty[1..].to_vec()], &Options::default());
    // In half phases from the lowest.
    let mut counts = [0; 9];
    twenty.iter().for_each(|(_, a, b)| counts[usize::from(a + b) - 2] += 1);
    let (low, high) = bootstrap(&counts).unwrap().bca(0.9, Ties::Half).unwrap();
    let phases = |place: f64| ((1.0 + (place - 1.0) / 2.0) * 10.0).round() / 10.0;
    let own = found.bootstrap(&id(0)).unwrap().unwrap();
    assert_eq!((own.low, own.high), (phases(low), phases(high)));
    assert!(own.low < own.value && own.value < own.high && (own.value - 3.1).abs() < 1e-9, "{own:?}");
    assert_eq!(found.bootstrap(&id(1)), Some(&Err(NoFigure::People { found: 19, needed: 20 })));
    // Too divided for a phase: no score stands beside which it could.
    let camps: School = [[('t', 1, 1); 10], [('t', 5, 5); 10]].concat();
    let divided = koers(&[camps], &Options::default());
    assert_eq!(divided.bootstrap(&id(0)), Some(&Err(NoFigure::Hidden(Why::NoAnswers))));
}

#[test]
fn leaders_and_their_colleagues_by_order() {
    let schools = eights();
    let found = koers(&schools, &Options::default());
    let of = |school: &School, role: char| -> Vec<f64> {
        school.iter().filter(|p| p.0 == role).map(|(_, a, b)| f64::from(a + b) / 2.0).collect()
    };
    let groups: Vec<[Vec<f64>; 2]> = schools.iter().map(|s| [of(s, 'l'), of(s, 't')]).collect();
    let strata: Vec<(&[f64], &[f64])> = groups.iter().map(|[x, y]| (x.as_slice(), y.as_slice())).collect();
    let plain = order_in_strata(&strata).unwrap();
    let leaders = found.leaders.unwrap();
    assert_eq!((leaders.schools, leaders.leaders, leaders.others), (16, 128, 128));
    let [delta, p, t] = [plain.delta, plain.p, plain.t];
    let tell = |value: f64, parts: f64| (value * parts).round() / parts;
    assert_eq!(
        (leaders.delta.value, leaders.p, leaders.t),
        (tell(delta, 100.0), tell(p, 100.0), tell(t, 10.0))
    );
    let scores: Vec<i64> = (2..=12).collect();
    let sums = |values: &[f64]| -> Vec<u32> {
        scores.iter().map(|sum| values.iter().filter(|v| **v * 2.0 == *sum as f64).count() as u32).collect()
    };
    let counts: Vec<[Vec<u32>; 2]> = groups.iter().map(|[x, y]| [sums(x), sums(y)]).collect();
    let counts: Vec<(&[u32], &[u32])> = counts.iter().map(|[x, y]| (x.as_slice(), y.as_slice())).collect();
    let exact = permutation_in_strata(&scores, &counts).unwrap();
    assert_eq!(leaders.p_permutation, Ok(tell(exact, 100.0)));
    // In one school of four a phase: both tests find it.
    assert!(plain.p < 0.05 && exact < 0.05, "{plain:?} {exact}");
}

/// Only schools of which the gap may be told, and of these none with one leader.
#[test]
fn the_order_of_roles_follows_the_rules_of_the_gap() {
    let mut schools = eights();
    schools[1].truncate(10);
    schools[2].truncate(9);
    let mut agreed = TeamFacts::new(TeamSize::new(10));
    agreed.leaders_agree = true;
    let mut options = Options::default();
    assert_eq!(koers(&schools, &options).leaders.unwrap().schools, 14);
    for place in [1, 2] {
        options.teams.insert(id(place), agreed.clone());
    }
    let found = koers(&schools, &options).leaders.unwrap();
    assert_eq!((found.schools, found.leaders, found.others), (15, 14 * 8 + 2, 15 * 8));
}

#[test]
fn neither_the_order_of_answers_nor_of_schools_shows() {
    let schools = eights();
    let model = builtin::samen_leren();
    let turned = answers(&schools, |rows| rows.reverse());
    assert_eq!(
        appendices(&model, &turned, &Options::default()).unwrap(),
        appendices(&model, &answers(&schools, |_| ()), &Options::default()).unwrap()
    );
}

#[test]
fn schools_put_aspects_in_one_order_or_not() {
    // Only koers was answered.
    let networks =
        networks(&builtin::samen_leren(), &answers(&sixteen(), |_| ()), &Options::default()).unwrap();
    let thresholds = Options::default().thresholds;
    assert_eq!(common_order(&networks, &thresholds), Err(NoFigure::Schools { found: 0, needed: 8 }));
    assert_eq!(common_order(&networks[..1], &thresholds), Err(NoFigure::OneAspect));
    // The same aspect twice: nobody tells the two apart.
    let twice = [networks[0].clone(), networks[0].clone()];
    assert_eq!(common_order(&twice, &thresholds), Err(NoFigure::NoSpread));
}
