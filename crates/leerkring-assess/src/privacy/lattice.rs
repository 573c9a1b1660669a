//! Groups, their totals, and what can be had by subtracting.

/// Which parts must be hidden where totals are published beside them: `true` for those that stay hidden.
///
/// `people` are the people in each part; `totals` name, by place, the parts that each published total is made of. A
/// part with 1 to `fewest - 1` people is hidden. Where the hidden parts of a total together hold 1 to `remainder - 1`
/// people, or one hidden part with so few follows from several totals together, subtraction would give them away, so the
/// smallest part still shown is hidden too, until nothing changes (complementary suppression). Of parts of one size the first is hidden. Parts without people hide nobody.
///
/// If in the end the hidden parts of a total are still too few, there was nothing left to hide them among, and the
/// total itself must not be published; see the second result: `true` for those totals.
///
/// ```
/// use leerkring_assess::privacy::hide_parts;
/// // Leaders, teachers, support: two leaders would follow from the total, so that support is hidden with them.
/// assert_eq!(hide_parts(&[2, 12, 6], &[vec![0, 1, 2]], 5, 5), (vec![true, false, true], vec![false]));
/// // With nobody else to hide them among, the total is hidden.
/// assert_eq!(hide_parts(&[2], &[vec![0]], 5, 5), (vec![true], vec![true]));
/// ```
pub fn hide_parts(
    people: &[u32],
    totals: &[Vec<usize>],
    fewest: u32,
    remainder: u32,
) -> (Vec<bool>, Vec<bool>) {
    let mut hidden: Vec<bool> = people.iter().map(|n| (1..fewest).contains(n)).collect();
    let size = |part: &usize| people.get(*part).copied().unwrap_or(0);
    let left_over = |hidden: &[bool], total: &[usize]| -> u64 {
        let parts = total.iter().filter(|part| hidden.get(**part) == Some(&true));
        parts.map(|part| u64::from(size(part))).sum()
    };
    let exposed =
        |hidden: &[bool], total: &[usize]| (1..u64::from(remainder)).contains(&left_over(hidden, total));
    let mut withheld: Vec<bool> = vec![false; totals.len()];
    loop {
        let published = || totals.iter().zip(&withheld).enumerate().filter(|(_, (_, withheld))| !**withheld);
        let found: Vec<usize> = follows(&hidden, published().map(|(_, (total, _))| total.as_slice()));
        let gives_away = |total: &[usize]| {
            let few = |part: &usize| (1..remainder).contains(&size(part)) && found.contains(part);
            exposed(&hidden, total) || total.iter().any(few)
        };
        let in_danger: Vec<(usize, &Vec<usize>)> = published()
            .map(|(place, (total, _))| (place, total))
            .filter(|(_, total)| gives_away(total))
            .collect();
        let shown = in_danger.iter().flat_map(|(_, total)| total.iter());
        let shown = shown.filter(|part| hidden.get(**part) == Some(&false) && size(part) > 0);
        if let Some(part) = shown.min_by_key(|part| (size(part), **part)).copied() {
            hidden.get_mut(part).into_iter().for_each(|hidden| *hidden = true);
        } else if let Some((place, _)) = in_danger.first() {
            withheld.get_mut(*place).into_iter().for_each(|withheld| *withheld = true);
        } else {
            return (hidden, withheld);
        }
    }
}

/// The hidden parts that follow from the totals: those that adding and subtracting totals can leave alone (by elimination, as
/// in solving equations).
fn follows<'a>(hidden: &[bool], totals: impl Iterator<Item = &'a [usize]>) -> Vec<usize> {
    const NOTHING: f64 = 1e-9;
    let unknown: Vec<usize> = (0..hidden.len()).filter(|part| hidden.get(*part) == Some(&true)).collect();
    let row = |total: &[usize]| -> Vec<f64> {
        unknown.iter().map(|part| if total.contains(part) { 1.0 } else { 0.0 }).collect()
    };
    let mut rows: Vec<Vec<f64>> = totals.map(row).collect();
    let mut solved = 0;
    for column in 0..unknown.len() {
        let at = |row: &Vec<f64>| row.get(column).copied().unwrap_or(0.0);
        let Some(pivot) =
            (solved..rows.len()).find(|row| rows.get(*row).is_some_and(|row| at(row).abs() > NOTHING))
        else {
            continue;
        };
        rows.swap(solved, pivot);
        let Some(first) = rows.get(solved).cloned() else { break };
        let first: Vec<f64> = first.iter().map(|x| x / at(&first)).collect();
        for (place, row) in rows.iter_mut().enumerate() {
            let times = if place == solved { at(row) - 1.0 } else { at(row) };
            row.iter_mut().zip(&first).for_each(|(x, pivot)| *x -= times * pivot);
        }
        solved += 1;
    }
    // What is left of the equations: those with one unknown tell it.
    let one = |row: &Vec<f64>| {
        let mut some = unknown.iter().zip(row).filter(|(_, x)| x.abs() > NOTHING).map(|(part, _)| *part);
        some.next().filter(|_| some.next().is_none())
    };
    rows.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every way to fill the hidden cells with people: at least one, for an empty cell is shown.
    fn fill(
        cells: &[u32],
        hidden: &[bool],
        filled: &mut Vec<u32>,
        place: usize,
        visit: &mut impl FnMut(&[u32]),
    ) {
        if place == cells.len() {
            visit(filled);
        } else if hidden[place] {
            for n in 1..=12 {
                filled[place] = n;
                fill(cells, hidden, filled, place + 1, visit);
            }
        } else {
            filled[place] = cells[place];
            fill(cells, hidden, filled, place + 1, visit);
        }
    }

    #[test]
    fn what_follows_from_two_totals_together() {
        // The 7 follows from its row, and then the 2 from its column, unless more is hidden.
        let cells = [2, 6, 7, 9];
        let totals = [vec![0, 1], vec![2, 3], vec![0, 2], vec![1, 3]];
        assert_eq!(hide_parts(&cells, &totals, 5, 5), (vec![true; 4], vec![false; 4]));
    }

    proptest! {
        /// No sum or difference of a published total and published parts is a group of 1 to 4 people.
        #[test]
        fn nothing_small_is_left_by_subtraction(people in proptest::collection::vec(0_u32..14, 1..6)) {
            let (hidden, totals) = hide_parts(&people, &[(0..people.len()).collect()], 5, 5);
            let left: u32 = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(n, _)| n).sum();
            prop_assert!(totals[0] || left == 0 || left >= 5);
            prop_assert!(people.iter().zip(&hidden).all(|(n, hidden)| *hidden || *n == 0 || *n >= 5));
            // No more is hidden than must be: without the largest hidden part the rest would be exposed.
            let needless = people.iter().zip(&hidden).filter(|(n, hidden)| **hidden && **n >= 5).count();
            prop_assert!(needless <= 1);
        }

        /// Two groupings at once, say roles by sites, with the totals of both and of all: whoever tries every way to fill the
        /// hidden cells finds no cell of 1 to 4 people that is the same in all of them.
        #[test]
        fn two_groupings_at_once(cells in proptest::collection::vec(0_u32..9, 6)) {
            let totals =
                [vec![0, 1, 2], vec![3, 4, 5], vec![0, 3], vec![1, 4], vec![2, 5], vec![0, 1, 2, 3, 4, 5]];
            let (hidden, withheld) = hide_parts(&cells, &totals, 5, 5);
            let mut possible = vec![std::collections::BTreeSet::new(); 6];
            let published: Vec<&Vec<usize>> =
                totals.iter().zip(&withheld).filter(|(_, withheld)| !**withheld).map(|(total, _)| total).collect();
            let sum = |cells: &[u32], total: &[usize]| total.iter().map(|part| cells[*part]).sum::<u32>();
            fill(&cells, &hidden, &mut cells.clone(), 0, &mut |filled| {
                if published.iter().all(|total| sum(filled, total) == sum(&cells, total)) {
                    possible.iter_mut().zip(filled).for_each(|(possible, n)| { possible.insert(*n); });
                }
            });
            for (n, possible) in cells.iter().zip(&possible) {
                prop_assert!(!(1..5).contains(n) || possible.len() > 1, "{cells:?} {hidden:?} {withheld:?}");
            }
        }
    }
}
