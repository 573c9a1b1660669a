//! What texts mean, by their bytes.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::few::Few;
use crate::table::{Records, packed};

/// What texts mean, by their bytes. Nothing depends on the order of its maps.
#[derive(Debug)]
pub(super) struct Texts<T> {
    /// Those of at most 15 bytes, packed into a number: nearly all there are, as long as they are few.
    few: Few<T>,
    /// The same where they are many.
    many: HashMap<u128, T, FxBuildHasher>,
    long: HashMap<Box<[u8]>, T, FxBuildHasher>,
}

impl<T> Default for Texts<T> {
    fn default() -> Texts<T> {
        Texts { few: Few::default(), many: HashMap::default(), long: HashMap::default() }
    }
}

impl<T: Copy> Texts<T> {
    /// Notes what a text means, white space at its ends aside.
    pub(super) fn insert(&mut self, text: &[u8], meaning: T) {
        let text = text.trim_ascii();
        match packed(text) {
            Some(number) if self.many.is_empty() && self.few.insert(number, meaning) => {}
            Some(number) => {
                self.many.extend(std::mem::take(&mut self.few).all());
                self.many.insert(number, meaning);
            }
            None => drop(self.long.insert(text.into(), meaning)),
        }
    }

    /// What a packed text means.
    #[inline]
    pub(super) fn short(&self, number: u128) -> Option<T> {
        if self.many.is_empty() {
            return self.few.get(number);
        }
        self.many.get(&number).copied()
    }

    /// What the cell at this place means.
    #[inline]
    pub(super) fn of(&self, record: &Records<'_>, place: usize) -> Option<T> {
        record.packed(place).and_then(|number| self.short(number)).or_else(|| {
            let cell = record.cell(place)?.trim_ascii();
            self.get(cell)
        })
    }

    /// What a text without white space at its ends means.
    pub(super) fn get(&self, text: &[u8]) -> Option<T> {
        match packed(text) {
            Some(number) => self.short(number),
            None => self.long.get(text).copied(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.few.len() + self.many.len() + self.long.len()
    }
}
