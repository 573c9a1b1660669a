//! Which questions the schools themselves ask.

use std::collections::BTreeMap;

/// A school's number, and the place of the subject that it asks about.
pub(crate) type Ask = (u32, u32);

/// What each school asks about, by its place in the order of ids. What changed since the network was built lies beside the rest, so that a
/// change costs the same however many schools there are.
#[derive(Debug)]
pub(crate) struct Asks {
    all: Vec<Ask>,
    /// Where the questions of each school begin; and where all end.
    from: Vec<usize>,
    changed: BTreeMap<u32, Vec<Ask>>,
}

impl Asks {
    /// The questions of these schools, which come in order of id, each with its questions in order of subject.
    pub(crate) fn new(schools: impl Iterator<Item = impl Iterator<Item = Ask>>) -> Asks {
        let (mut all, mut from) = (Vec::new(), vec![0]);
        from.reserve(schools.size_hint().0);
        for asks in schools {
            all.extend(asks);
            from.push(all.len());
        }
        Asks { all, from, changed: BTreeMap::new() }
    }

    /// What the school in this place asks.
    pub(crate) fn of(&self, rank: u32) -> &[Ask] {
        if let Some(asks) = self.changed.get(&rank) {
            return asks;
        }
        match self.from.get(rank as usize..) {
            Some(&[start, end, ..]) => self.all.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// From now on it asks this.
    pub(crate) fn change(&mut self, rank: u32, asks: Vec<Ask>) {
        if self.of(rank) != asks {
            self.changed.insert(rank, asks);
        }
    }

    /// All questions, in order of school and subject.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Ask> {
        (0u32..).zip(self.from.iter().skip(1)).flat_map(|(rank, _)| self.of(rank))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_change_in_their_place() {
        let schools = [vec![(7, 0), (7, 2)], vec![], vec![(3, 1)]];
        let mut asks = Asks::new(schools.iter().map(|asks| asks.iter().copied()));
        let all = |asks: &Asks| asks.all().copied().collect::<Vec<Ask>>();
        assert_eq!(all(&asks), [(7, 0), (7, 2), (3, 1)]);
        asks.change(1, vec![(5, 0), (5, 1)]);
        asks.change(0, vec![]);
        assert_eq!(all(&asks), [(5, 0), (5, 1), (3, 1)]);
        asks.change(0, vec![(7, 2)]);
        assert_eq!(all(&asks), [(7, 2), (5, 0), (5, 1), (3, 1)]);
        assert_eq!((asks.of(1), asks.of(2), asks.of(3)), (&[(5, 0), (5, 1)][..], &[(3, 1)][..], &[][..]));
        // What was so already is kept nowhere.
        asks.change(2, vec![(3, 1)]);
        assert_eq!(asks.changed.len(), 2);
    }
}
