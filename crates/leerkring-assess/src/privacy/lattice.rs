//! Groups, their totals, and what can be had by adding and subtracting them.

/// The prime 2^61 - 1. Sums over it are exact here: determinants of the 0 and 1 of some twenty groups are far below it.
const PRIME: u128 = (1 << 61) - 1;
/// Totals that tell something different of hidden parts and are still tried in all combinations; of more the smallest are not
/// published.
const MOST_TOTALS: usize = 16;

/// Which parts must be hidden where totals are published beside them: `true` for those that stay hidden.
///
/// `people` are the people in each part, of which nobody is in two; `totals` name, by place, the parts that each published
/// total is made of. A part with 1 to `fewest - 1` people is hidden. Where some hidden parts that together hold 1 to
/// `remainder - 1` people can be had from totals and shown parts, by adding and subtracting in whatever way, the smallest part
/// still shown in a total over one of them is hidden too, until nothing changes (complementary suppression). Of parts of one size the
/// first is hidden. Parts without people hide nobody. A `remainder` below `fewest` counts as `fewest`: what is too few to be shown is
/// too few to be left over.
///
/// Totals may overlap: for roles by sites give a part for each role at each site, and every total that any choice of filters
/// shows: each role, each site, all.
///
/// If nothing is left to hide them among, totals themselves must not be published; see the second result: `true` for those.
///
/// ```
/// use leerkring_assess::privacy::hide_parts;
/// // Leaders, teachers, support: two leaders would follow from the total, so that support is hidden with them.
/// assert_eq!(hide_parts(&[2, 12, 6], &[vec![0, 1, 2]], 5, 5), (vec![true, false, true], vec![false]));
/// // With nobody else to hide them among, the total is hidden.
/// assert_eq!(hide_parts(&[2], &[vec![0]], 5, 5), (vec![true], vec![true]));
/// // Two roles at two sites, 2 and 6, 7 and 9, with the totals of each role, each site and all: whatever one of the four is hidden
/// // with, the rest would give it back; so all four are hidden, and the margins stay.
/// let totals = [vec![0, 1], vec![2, 3], vec![0, 2], vec![1, 3], vec![0, 1, 2, 3]];
/// assert_eq!(hide_parts(&[2, 6, 7, 9], &totals, 5, 5), (vec![true; 4], vec![false; 5]));
/// ```
pub fn hide_parts(
    people: &[u32],
    totals: &[Vec<usize>],
    fewest: u32,
    remainder: u32,
) -> (Vec<bool>, Vec<bool>) {
    let remainder = remainder.max(fewest);
    let mut state = State {
        people,
        totals,
        hidden: people.iter().map(|n| (1..fewest).contains(n)).collect(),
        withheld: vec![false; totals.len()],
    };
    while let Some(exposed) = state.exposed(remainder) {
        match exposed {
            Exposed::Group(parts) => state.hide_beside(&parts),
            Exposed::TooManyTotals => state.withhold_over(&state.hidden_parts()),
        }
    }
    (state.hidden, state.withheld)
}

/// What still has to be hidden.
enum Exposed {
    /// Hidden parts that follow from what is published.
    Group(Vec<usize>),
    /// There are too many totals to try.
    TooManyTotals,
}

struct State<'a> {
    people: &'a [u32],
    totals: &'a [Vec<usize>],
    hidden: Vec<bool>,
    withheld: Vec<bool>,
}

impl State<'_> {
    fn size(&self, part: usize) -> u32 {
        self.people.get(part).copied().unwrap_or(0)
    }

    /// Hidden parts with people in them.
    fn hidden_parts(&self) -> Vec<usize> {
        let hidden = self.hidden.iter().enumerate().filter(|(_, hidden)| **hidden);
        hidden.map(|(part, _)| part).filter(|part| self.size(*part) > 0).collect()
    }

    /// The published totals over one of these parts.
    fn totals_over(&self, parts: &[usize]) -> impl Iterator<Item = (usize, &Vec<usize>)> {
        let published = self.totals.iter().zip(&self.withheld).enumerate();
        let published = published.filter(|(_, (_, withheld))| !**withheld);
        published
            .map(|(place, (total, _))| (place, total))
            .filter(move |(_, total)| total.iter().any(|part| parts.contains(part)))
    }

    /// Hidden parts, together 1 to `remainder - 1` people, that follow from what is published: the fewest people first.
    fn exposed(&self, remainder: u32) -> Option<Exposed> {
        let hidden = self.hidden_parts();
        // What a total tells when its shown parts are taken off: the sum of its hidden ones.
        let rows = self.totals_over(&hidden).map(|(_, total)| {
            hidden.iter().map(|part| u128::from(total.contains(part))).collect::<Vec<u128>>()
        });
        let known = reduced(rows.collect());
        if known.len() > MOST_TOTALS {
            return Some(Exposed::TooManyTotals);
        }
        let groups = (1_u32..1 << known.len()).filter_map(|choice| {
            let chosen = known.iter().enumerate().filter(|(row, _)| choice >> row & 1 == 1);
            let mut sum = vec![0; hidden.len()];
            for (_, row) in chosen {
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum = (*sum + x) % PRIME);
            }
            // A group of people: each part is in it, or not.
            let is_group = sum.iter().all(|x| *x <= 1);
            is_group.then(|| hidden.iter().zip(sum).filter(|(_, x)| *x == 1).map(|(part, _)| *part).collect())
        });
        let small = |group: &Vec<usize>| -> Option<u64> {
            let people = group.iter().map(|part| u64::from(self.size(*part))).sum();
            (1..u64::from(remainder)).contains(&people).then_some(people)
        };
        groups
            .filter_map(|group: Vec<usize>| Some((small(&group)?, group)))
            .min()
            .map(|(_, group)| Exposed::Group(group))
    }

    /// Hides the smallest shown part of a total over one of the exposed parts, or the smallest such total.
    fn hide_beside(&mut self, exposed: &[usize]) {
        let beside = self.totals_over(exposed).flat_map(|(_, total)| total.iter().copied());
        let shown = beside.filter(|part| self.hidden.get(*part) == Some(&false) && self.size(*part) > 0);
        let smallest = shown.min_by_key(|part| (self.size(*part), *part));
        match smallest.and_then(|part| self.hidden.get_mut(part)) {
            Some(hidden) => *hidden = true,
            None => self.withhold_over(exposed),
        }
    }

    /// Withholds the smallest published total over one of these parts.
    fn withhold_over(&mut self, parts: &[usize]) {
        let size = |total: &[usize]| total.iter().map(|part| u64::from(self.size(*part))).sum::<u64>();
        let total = self.totals_over(parts).min_by_key(|(place, total)| (size(total), *place));
        if let Some(withheld) = total.map(|(place, _)| place).and_then(|place| self.withheld.get_mut(place)) {
            *withheld = true;
        }
    }
}

/// The rows that span the same, each with a 1 where all others have 0 (reduced echelon form): every 0-and-1 row they span is the sum
/// of some of them.
fn reduced(rows: Vec<Vec<u128>>) -> Vec<Vec<u128>> {
    let mut known: Vec<(usize, Vec<u128>)> = Vec::new();
    for mut row in rows {
        for (place, other) in &known {
            take_off(&mut row, other, *place);
        }
        let Some(place) = row.iter().position(|x| *x != 0) else { continue };
        let inverse = row.get(place).map_or(1, |x| power(*x, PRIME - 2));
        row.iter_mut().for_each(|x| *x = *x * inverse % PRIME);
        for (_, other) in &mut known {
            take_off(other, &row, place);
        }
        known.push((place, row));
    }
    known.into_iter().map(|(_, row)| row).collect()
}

/// Takes off as much of `other`, which has a 1 at `place`, that 0 is left there.
fn take_off(row: &mut [u128], other: &[u128], place: usize) {
    let times = row.get(place).copied().unwrap_or(0);
    row.iter_mut().zip(other).for_each(|(x, o)| *x = (*x + (PRIME - times) * o) % PRIME);
}

fn power(base: u128, exponent: u128) -> u128 {
    let (mut result, mut square, mut left) = (1, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = result * square % PRIME;
        }
        square = square * square % PRIME;
        left >>= 1;
    }
    result
}

#[cfg(test)]
mod tests;
