//! A text in blocks of whole records, and work on many of them at a time.
//!
//! Where a block may end is told by counting quotes, which is right for every file that quotes as it should. Whoever
//! reads a block finds out whether its last record is whole; if it is not, the rest is read again with what follows.

use std::io::{Read, Seek};

use super::nature::{self, Look};
use super::records::{Block, Records};
use super::source::Source;
use super::{Delimiter, Encoding};
use crate::table::{ReadError, ReadOptions};
use crate::threads;

/// How many blocks are read ahead for each thread: many, so that none waits long for the slowest.
const BATCH: usize = 8;

/// The blocks of a text.
pub(super) struct Blocks<R> {
    name: String,
    source: Source<R>,
    options: ReadOptions,
    look: Look,
    /// About how many bytes a block has.
    size: usize,
    /// What was read and stands in no block yet.
    rest: Vec<u8>,
    line: u64,
    more: bool,
    /// The block that comes next, if it was taken out and put back.
    first: Option<Block>,
}

impl<R: Read + Seek> Blocks<R> {
    pub(super) fn new(
        name: &str,
        source: Source<R>,
        options: &ReadOptions,
        look: Look,
        size: usize,
    ) -> Blocks<R> {
        let (name, options) = (name.to_owned(), options.clone());
        Blocks { name, source, options, look, size, rest: Vec::new(), line: 1, more: true, first: None }
    }

    /// The next block.
    pub(super) fn next(&mut self) -> Result<Option<Block>, ReadError> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        let mut text = std::mem::take(&mut self.rest);
        let mut about = self.size.saturating_sub(text.len()).max(self.size / 4 + 1);
        let end = loop {
            if !self.more {
                break text.len();
            }
            self.more = self.source.read(&mut text, about)?;
            match if self.more { last_record_end(&text) } else { Some(text.len()) } {
                Some(end) => break end,
                None if text.len() > self.longest_row() => {
                    let limit = self.longest_row();
                    return Err(ReadError::Long { file: self.name.clone(), line: self.line, limit });
                }
                None => about = text.len().max(self.size),
            }
        };
        self.rest = text.split_off(end);
        while self.more && self.rest.is_empty() {
            self.more = self.source.read(&mut self.rest, self.size)?;
        }
        if text.is_empty() {
            return Ok(None);
        }
        let block = Block { line: self.line, goes_on: !self.rest.is_empty(), text };
        self.line += memchr::memchr_iter(b'\n', &block.text).count() as u64;
        Ok(Some(block))
    }

    /// Makes a block longer by the next one, for the record that begins at this place; whether there is one.
    pub(super) fn extend(&mut self, block: &mut Block, from: usize) -> Result<bool, ReadError> {
        let limit = self.longest_row();
        if block.text.len().saturating_sub(from) > limit {
            return Err(ReadError::Long { file: self.name.clone(), line: block.from(from).line, limit });
        }
        let Some(next) = self.next()? else { return Ok(false) };
        block.text.extend_from_slice(&next.text);
        block.goes_on = next.goes_on;
        Ok(true)
    }

    /// Puts a block back in front.
    pub(super) fn put_back(&mut self, block: Block) {
        self.first = Some(block);
    }

    /// NUL characters left out so far.
    pub(super) fn nuls(&self) -> u64 {
        self.source.nuls
    }

    /// An error where the text of a block is to be looked at now, and is not what it was taken for.
    pub(super) fn check(&self, block: &Block) -> Result<(), ReadError> {
        check(&self.name, self.look, block)
    }

    fn longest_row(&self) -> usize {
        self.options.max_cell_bytes.saturating_mul(16)
    }

    fn batch(&mut self) -> Result<Vec<Block>, ReadError> {
        let mut batch = Vec::new();
        while batch.len() < BATCH * threads::count() {
            match self.next()? {
                Some(block) => batch.push(block),
                None => break,
            }
        }
        Ok(batch)
    }
}

impl<R: Read + Seek + Send> Blocks<R> {
    /// Does some work on the records of every block, many blocks at a time, and takes what comes of it in the order of
    /// the text. The work reads its records to the end.
    pub(super) fn each<T: Send, E: From<ReadError>>(
        &mut self,
        delimiter: Delimiter,
        work: impl Fn(&mut Records<'_>) -> Result<T, ReadError> + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let (name, options, look) = (self.name.clone(), self.options.clone(), self.look);
        let limit = self.longest_row();
        let on = |block: &Block| {
            if let Err(error) = check(&name, look, block) {
                return (Err(error), None);
            }
            let mut records = Records::new(&name, block, delimiter, &options);
            let done = work(&mut records);
            (done, records.unfinished)
        };
        let mut unfinished: Option<Block> = None;
        let mut batch = self.batch()?;
        while !batch.is_empty() {
            let (results, next) = threads::both(|| threads::on_all(&batch, on), || self.batch());
            for (block, (done, open_from)) in batch.iter_mut().zip(results) {
                let (done, open_from) = match unfinished.take() {
                    None => (done, open_from),
                    // Where quotes do not pair, a record can go on over many blocks.
                    Some(before) if before.text.len() > limit => {
                        return Err(ReadError::Long { file: name.clone(), line: before.line, limit }.into());
                    }
                    // What was made of this block began in the middle of a record.
                    Some(before) => {
                        let after = std::mem::replace(block, before);
                        block.text.extend_from_slice(&after.text);
                        block.goes_on = after.goes_on;
                        on(block)
                    }
                };
                take(done?)?;
                unfinished = open_from.map(|from| block.from(from));
            }
            batch = next?;
        }
        Ok(())
    }
}

fn check(name: &str, look: Look, block: &Block) -> Result<(), ReadError> {
    match look {
        Look::While if !nature::is_plain(&block.text) => {
            let (file, encoding) = (name.to_owned(), Encoding::Utf8);
            Err(ReadError::Undecodable { file, encoding, line: block.line })
        }
        _ => Ok(()),
    }
}

impl Block {
    /// What begins at this place.
    pub(super) fn from(&self, place: usize) -> Block {
        let (before, text) = self.text.split_at_checked(place).unwrap_or((&self.text, &[]));
        let line = self.line + memchr::memchr_iter(b'\n', before).count() as u64;
        Block { text: text.to_owned(), line, goes_on: self.goes_on }
    }

    /// Takes off what stands before this place.
    pub(super) fn drop_to(&mut self, place: usize) {
        *self = self.from(place);
    }
}

/// Where the last whole record ends in a text that goes on: after the last line feed outside quotes. Where quotes do
/// not pair, after the last line feed.
fn last_record_end(text: &[u8]) -> Option<usize> {
    let mut quoted = memchr::memchr_iter(b'"', text).count() % 2 == 1;
    let mut last_feed = None;
    for at in memchr::memrchr2_iter(b'"', b'\n', text) {
        if text.get(at) == Some(&b'"') {
            quoted = !quoted;
        } else if !quoted {
            return Some(at + 1);
        } else {
            last_feed = last_feed.or(Some(at + 1));
        }
    }
    last_feed
}
