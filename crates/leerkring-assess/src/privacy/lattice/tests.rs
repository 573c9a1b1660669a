use super::*;
use proptest::prelude::*;

/// Whether this row is a sum of multiples of others, by elimination in fractions of floating point numbers.
fn spans(rows: &[Vec<f64>], wanted: &[f64]) -> bool {
    let rank = |rows: &[Vec<f64>]| {
        let columns = rows.first().map_or(0, Vec::len);
        let mut rows = rows.to_vec();
        let mut rank = 0;
        for column in 0..columns {
            let best =
                (rank..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
            let Some(best) = best.filter(|best| rows[*best][column].abs() > 1e-9) else { continue };
            rows.swap(rank, best);
            for other in rank + 1..rows.len() {
                let times = rows[other][column] / rows[rank][column];
                let first = rows[rank].clone();
                rows[other].iter_mut().zip(first).for_each(|(x, o)| *x -= times * o);
            }
            rank += 1;
        }
        rank
    };
    let with = [rows, &[wanted.to_vec()]].concat();
    rank(&with) == rank(rows)
}

/// The sizes of all groups of parts, shown or hidden, that follow from everything published, and are 1 to 4 people.
fn small_groups(
    people: &[u32],
    totals: &[Vec<usize>],
    hidden: &[bool],
    withheld: &[bool],
) -> Vec<Vec<usize>> {
    let parts = people.len();
    let row =
        |of: &[usize]| (0..parts).map(|part| f64::from(u8::from(of.contains(&part)))).collect::<Vec<f64>>();
    let mut rows: Vec<Vec<f64>> = totals
        .iter()
        .zip(withheld)
        .filter(|(_, withheld)| !**withheld)
        .map(|(total, _)| row(total))
        .collect();
    rows.extend((0..parts).filter(|part| !hidden[*part]).map(|part| row(&[part])));
    // Parts without people are known to be empty.
    rows.extend((0..parts).filter(|part| people[*part] == 0).map(|part| row(&[part])));
    let groups = (1_usize..1 << parts).map(|mask| (0..parts).filter(|part| mask >> part & 1 == 1).collect());
    groups
        .filter(|group: &Vec<usize>| (1..5).contains(&group.iter().map(|part| people[*part]).sum::<u32>()))
        .filter(|group| spans(&rows, &row(group)))
        .collect()
}

/// Every total that a choice of filters on roles and sites shows: roles, sites, all.
fn filters(roles: usize, sites: usize) -> Vec<Vec<usize>> {
    let cell = |role: usize, site: usize| role * sites + site;
    let of_role = (0..roles).map(|role| (0..sites).map(|site| cell(role, site)).collect());
    let of_site = (0..sites).map(|site| (0..roles).map(|role| cell(role, site)).collect());
    of_role.chain(of_site).chain([(0..roles * sites).collect()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// One grouping: no more is hidden than must be.
    #[test]
    fn nothing_small_is_left_by_subtraction(people in proptest::collection::vec(0_u32..14, 1..6)) {
        let (hidden, totals) = hide_parts(&people, &[(0..people.len()).collect()], 5, 5);
        let left: u32 = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(n, _)| n).sum();
        prop_assert!(totals[0] || left == 0 || left >= 5);
        prop_assert!(people.iter().zip(&hidden).all(|(n, hidden)| *hidden || *n == 0 || *n >= 5));
        let needless = people.iter().zip(&hidden).filter(|(n, hidden)| **hidden && **n >= 5).count();
        prop_assert!(needless <= 1);
    }

    /// Roles by sites, with every total that filters show.
    #[test]
    fn two_groupings(roles in 2_usize..4, sites in 2_usize..4, drawn in proptest::collection::vec(0_u32..14, 9)) {
        let people = &drawn[..roles * sites];
        let totals = filters(roles, sites);
        let (hidden, withheld) = hide_parts(people, &totals, 5, 5);
        prop_assert_eq!(small_groups(people, &totals, &hidden, &withheld), Vec::<Vec<usize>>::new());
    }

    /// Any totals at all.
    #[test]
    fn any_totals(
        people in proptest::collection::vec(0_u32..10, 2..7),
        masks in proptest::collection::vec(1_usize..64, 1..6),
    ) {
        let parts = people.len();
        let totals: Vec<Vec<usize>> = masks
            .iter()
            .map(|mask| (0..parts).filter(|part| mask >> part & 1 == 1).collect::<Vec<usize>>())
            .filter(|total| !total.is_empty())
            .collect();
        let (hidden, withheld) = hide_parts(&people, &totals, 5, 5);
        prop_assert_eq!(small_groups(&people, &totals, &hidden, &withheld), Vec::<Vec<usize>>::new());
    }
}

/// A part that is hidden for being too few does not come back as what a total leaves over, however low the remainder.
#[test]
fn what_is_hidden_is_no_remainder() {
    assert_eq!(hide_parts(&[7, 12], &[vec![0, 1]], 10, 5), (vec![true, true], vec![false]));
}

/// Three groupings at once: role, site and full-time or part-time, with every total over one, two or none of them.
#[test]
fn three_groupings() {
    let people = [2, 6, 7, 9, 8, 5, 11, 6];
    let fixed: Vec<(usize, usize)> = (0..3).map(|bit| (bit, 1 << bit)).collect();
    let mut totals: Vec<Vec<usize>> = vec![(0..8).collect()];
    for (bit, mask) in &fixed {
        for value in [0, *mask] {
            totals.push((0..8).filter(|cell| cell & mask == value).collect());
            for (_, other) in fixed.iter().filter(|(other, _)| other > bit) {
                for second in [0, *other] {
                    totals
                        .push((0..8).filter(|cell| cell & mask == value && cell & other == second).collect());
                }
            }
        }
    }
    assert_eq!(totals.len(), 1 + 6 + 12);
    let (hidden, withheld) = hide_parts(&people, &totals, 5, 5);
    assert_eq!(small_groups(&people, &totals, &hidden, &withheld), Vec::<Vec<usize>>::new());
    assert!(withheld.iter().any(|withheld| !withheld));
}

/// Beyond what can be tried in all combinations the smallest totals go.
#[test]
fn too_many_to_try() {
    let pairs: Vec<Vec<usize>> = (0..20).map(|part| vec![part, part + 1]).collect();
    let (hidden, withheld) = hide_parts(&[3; 21], &pairs, 5, 5);
    assert_eq!((hidden, withheld.iter().filter(|withheld| **withheld).count()), (vec![true; 21], 4));
    // Many parts in one total are no matter.
    let one = [(0..30).collect::<Vec<usize>>()];
    assert_eq!(hide_parts(&[3; 30], &one, 5, 5), (vec![true; 30], vec![false]));
}
