//! A few numbers, each found by one look.

/// What each of a few numbers means. Every number has a place that its bits say and that it shares with no other: a factor
/// is tried until that is so.
#[derive(Clone, Debug)]
pub(super) struct Few<T> {
    factor: u64,
    places: Vec<(u128, Option<T>)>,
    count: usize,
}

/// So many places that a factor is soon found.
const PLACES: usize = 256;
/// More numbers than this are not few.
const MOST: usize = 32;
/// For so many numbers, one factor in ten will do.
const TRIES: usize = 500;

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few { factor: 1, places: Vec::new(), count: 0 }
    }
}

impl<T: Copy> Few<T> {
    /// What a number means.
    #[inline]
    pub(super) fn get(&self, number: u128) -> Option<T> {
        let (known, meaning) = self.places.get(place(number, self.factor))?;
        if *known == number { *meaning } else { None }
    }

    /// Notes what a number means; `false`, and nothing is noted, if they are no longer few.
    pub(super) fn insert(&mut self, number: u128, meaning: T) -> bool {
        // Nearly always its place is free.
        let free = self.places.get_mut(place(number, self.factor)).filter(|(_, taken)| taken.is_none());
        if let Some(free) = free.filter(|_| self.count < MOST) {
            *free = (number, Some(meaning));
            self.count += 1;
            return true;
        }
        let mut all: Vec<(u128, T)> = self.all().filter(|(known, _)| *known != number).collect();
        if all.len() == MOST {
            return false;
        }
        all.push((number, meaning));
        let mut factor = self.factor;
        for _ in 0..TRIES {
            if let Some(places) = placed(&all, factor) {
                *self = Few { factor, places, count: all.len() };
                return true;
            }
            factor = factor.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        }
        false
    }

    /// Every number with its meaning, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (u128, T)> {
        self.places.iter().filter_map(|(number, meaning)| Some((*number, (*meaning)?)))
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }
}

/// The place of a number: the highest bits of a product, on which all of its bits weigh.
#[inline]
fn place(number: u128, factor: u64) -> usize {
    let folded = number as u64 ^ (number >> 64) as u64;
    (folded.wrapping_mul(factor) >> (u64::BITS - PLACES.ilog2())) as usize
}

/// Numbers in their places; `None` if two have the same.
fn placed<T: Copy>(all: &[(u128, T)], factor: u64) -> Option<Vec<(u128, Option<T>)>> {
    let mut places = vec![(0, None); PLACES];
    for (number, meaning) in all {
        let free = places.get_mut(place(*number, factor)).filter(|(_, taken)| taken.is_none())?;
        *free = (*number, Some(*meaning));
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// As a map, until they are many.
        #[test]
        fn every_number_is_found_and_no_other(
            numbers in prop::collection::vec((0_u128..60).prop_map(|n| (n << 120) | (n * 77)), 0..60),
            others in prop::collection::vec(any::<u128>(), 0..9),
        ) {
            let (mut few, mut map) = (Few::default(), BTreeMap::new());
            for (number, meaning) in numbers.into_iter().zip(0_u8..) {
                if few.insert(number, meaning) {
                    map.insert(number, meaning);
                } else {
                    prop_assert!(map.len() == MOST && !map.contains_key(&number));
                }
                prop_assert_eq!(few.all().collect::<BTreeMap<_, _>>(), map.clone());
                prop_assert_eq!(few.len(), map.len());
            }
            for number in map.keys().copied().chain(others) {
                prop_assert_eq!(few.get(number), map.get(&number).copied());
            }
        }
    }
}
