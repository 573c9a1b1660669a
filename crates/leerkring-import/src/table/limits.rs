//! How much a packed file may grow when it is unpacked: asked before memory is used, since what its headers say of
//! sizes can be wrong.

use super::ReadError;

/// What is left of [`ReadOptions::max_unpacked_bytes`](super::ReadOptions::max_unpacked_bytes) while a file is read.
pub(super) struct Budget<'a> {
    name: &'a str,
    limit: u64,
    left: u64,
}

impl<'a> Budget<'a> {
    pub(super) fn new(name: &'a str, limit: u64) -> Budget<'a> {
        Budget { name, limit, left: limit }
    }

    /// The bytes that are left.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Takes so many bytes of what is left.
    pub(super) fn take(&mut self, bytes: u64) -> Result<(), ReadError> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Err(ReadError::Unpacked { file: self.name.to_owned(), limit: self.limit }),
        }
        Ok(())
    }

    /// Takes what a table of so many cells needs beside its texts.
    pub(super) fn take_cells(&mut self, width: usize, rows: usize) -> Result<(), ReadError> {
        const CELL: usize = 8;
        let bytes = width.saturating_mul(rows).saturating_mul(CELL);
        self.take(u64::try_from(bytes).unwrap_or(u64::MAX))
    }
}
