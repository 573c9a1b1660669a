//! The people of two moments matched by a code of their own.

use std::collections::BTreeMap;

/// Who was there at both moments, and who at one. No code is kept.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Paired {
    /// Those who stayed: their value at both moments, sorted.
    pub stayed: Vec<(f64, f64)>,
    /// The values of those who were there only at the first moment, sorted.
    pub left: Vec<f64>,
    /// The values of those who were there only at the second moment, sorted.
    pub joined: Vec<f64>,
    /// How many of `left` and `joined` may have stayed all the same: they gave no code, or one that another gave too.
    pub unclear: usize,
}

/// Matches two moments by code: each person is a code that he or she made up, if any, and a value.
///
/// A code that comes more than once at a moment pairs nobody, for it is not known who is who. The result holds
/// values without codes, in the order of the values, and its length, not its values, is what may be shown:
/// `stayed.len()`, `left.len()` and `joined.len()`. Where only one or two joined or left, do not show the pairs beside the whole:
/// the difference is those people.
///
/// ```
/// use leerkring_assess::growth::pair;
/// let first = [(Some("bes7"), 2.0), (Some("den3"), 3.0), (None, 1.0)];
/// let second = [(Some("den3"), 3.5), (Some("eik9"), 4.0)];
/// let paired = pair(&first, &second);
/// assert_eq!(paired.stayed, [(3.0, 3.5)]);
/// assert_eq!((paired.left.len(), paired.joined.len(), paired.unclear), (2, 1, 1));
/// ```
pub fn pair(first: &[(Option<&str>, f64)], second: &[(Option<&str>, f64)]) -> Paired {
    let (before, after) = (by_code(first), by_code(second));
    let mut paired = Paired::default();
    for (code, values) in &before {
        match (values.as_slice(), after.get(code).map(Vec::as_slice)) {
            ([one], Some([two])) if code.is_some() => paired.stayed.push((*one, *two)),
            (_, others) => {
                paired.unclear += if is_unclear(*code, values, others) { values.len() } else { 0 };
                paired.left.extend(values);
            }
        }
    }
    for (code, values) in &after {
        match (before.get(code).map(Vec::as_slice), values.as_slice()) {
            (Some([_]), [_]) if code.is_some() => {}
            (others, _) => {
                paired.unclear += if is_unclear(*code, values, others) { values.len() } else { 0 };
                paired.joined.extend(values);
            }
        }
    }
    paired.stayed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    paired.left.sort_by(f64::total_cmp);
    paired.joined.sort_by(f64::total_cmp);
    paired
}

fn by_code<'a>(people: &[(Option<&'a str>, f64)]) -> BTreeMap<Option<&'a str>, Vec<f64>> {
    let mut values: BTreeMap<Option<&str>, Vec<f64>> = BTreeMap::new();
    for (code, value) in people {
        values.entry(code.filter(|code| !code.trim().is_empty())).or_default().push(*value);
    }
    values
}

/// Whether those with this code, not paired, may have stayed.
fn is_unclear(code: Option<&str>, own: &[f64], others: Option<&[f64]>) -> bool {
    code.is_none() || own.len() > 1 || others.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_that_two_people_gave_pairs_nobody() {
        let first = [(Some("a"), 1.0), (Some("a"), 2.0)];
        let second = [(Some("a"), 3.0), (Some(" "), 4.0)];
        let paired = pair(&first, &second);
        assert!(paired.stayed.is_empty());
        assert_eq!((paired.left, paired.joined, paired.unclear), (vec![1.0, 2.0], vec![3.0, 4.0], 4));
    }

    proptest! {
        /// Everyone is somewhere once, whatever the order.
        #[test]
        fn everyone_once(
            first in proptest::collection::vec((0_u8..6, 1_u8..=5), 0..8),
            second in proptest::collection::vec((0_u8..6, 1_u8..=5), 0..8),
        ) {
            const CODES: [Option<&str>; 6] = [None, Some("a"), Some("b"), Some("c"), Some("d"), Some("e")];
            let people = |list: &[(u8, u8)]| -> Vec<(Option<&str>, f64)> {
                list.iter().map(|(code, value)| (CODES[usize::from(*code)], f64::from(*value))).collect()
            };
            let (mut first, mut second) = (people(&first), people(&second));
            let paired = pair(&first, &second);
            prop_assert_eq!(paired.stayed.len() + paired.left.len(), first.len());
            prop_assert_eq!(paired.stayed.len() + paired.joined.len(), second.len());
            first.reverse();
            second.reverse();
            prop_assert_eq!(pair(&first, &second), paired);
        }
    }
}
