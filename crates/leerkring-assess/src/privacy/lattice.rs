//! Groups, their totals, and what can be had by subtracting.

/// Which parts must be hidden where totals are published beside them: `true` for those that stay hidden.
///
/// `people` are the people in each part; `totals` name, by place, the parts that each published total is made of. A
/// part with 1 to `fewest - 1` people is hidden. Where the hidden parts of a total together hold 1 to `remainder - 1`
/// people, subtraction would give them away, so the smallest part still shown is hidden too, until nothing changes
/// (complementary suppression). Of parts of one size the first is hidden. Parts without people hide nobody.
///
/// Each total is looked at by itself. That is enough for one grouping, such as roles. **Not enough** for totals that overlap, such as
/// roles by sites: differences of several totals can give a part away. Publish one grouping of a team, not two.
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
    loop {
        let next = totals.iter().filter(|total| exposed(&hidden, total)).find_map(|total| {
            let shown = total.iter().filter(|part| hidden.get(**part) == Some(&false) && size(part) > 0);
            shown.min_by_key(|part| (size(part), **part)).copied()
        });
        let Some(part) = next else { break };
        if let Some(hidden) = hidden.get_mut(part) {
            *hidden = true;
        }
    }
    let totals = totals.iter().map(|total| exposed(&hidden, total)).collect();
    (hidden, totals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    }
}
