//! The text of a file as one kind of text, whatever the file is: UTF-8 without NULs, every line ended by a line feed,
//! with or without a carriage return before it.

use std::io::{Read, Seek, SeekFrom};

use super::encoding::Decoder;
use super::nature::{self, Look, Nature};
use crate::table::{KnownBy, ReadError, ReadOptions, format};

/// A text file, read piece by piece.
pub(super) struct Source<R> {
    name: String,
    reader: R,
    /// `None` where the bytes can be taken as they stand.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// The carriage return at the end of the last piece, until it is known what follows.
    held_return: bool,
    /// Line feeds given so far, to tell where a text cannot be decoded.
    feeds: u64,
    /// Bytes given so far, and NULs left out.
    given: u64,
    pub(super) nuls: u64,
}

impl<R: Read + Seek + Send> Source<R> {
    /// Finds out what the bytes are, and goes back to the first of them.
    pub(super) fn open(
        name: &str,
        mut reader: R,
        options: &ReadOptions,
        look: Look,
    ) -> Result<(Source<R>, super::Encoding, KnownBy), ReadError> {
        let Nature { encoding, how, mark, plain } = nature::of(name, &mut reader, options.encoding, look)?;
        reader.seek(SeekFrom::Start(mark)).map_err(|error| ReadError::unreadable(name, &error))?;
        let decoder = if plain { None } else { Some(Decoder::new(encoding)) };
        let (name, raw) = (name.to_owned(), Vec::new());
        let source = Source { name, reader, decoder, raw, held_return: false, feeds: 0, given: 0, nuls: 0 };
        Ok((source, encoding, how))
    }
}

impl<R: Read> Source<R> {
    /// Adds about so many bytes of text; whether there may be more.
    pub(super) fn read(&mut self, text: &mut Vec<u8>, about: usize) -> Result<bool, ReadError> {
        let read = |reader: &mut R, into: &mut Vec<u8>| reader.take(about as u64).read_to_end(into);
        let failed = |error| ReadError::unreadable(&self.name, &error);
        let Some(decoder) = &mut self.decoder else {
            text.reserve(about);
            return Ok(read(&mut self.reader, text).map_err(failed)? == about);
        };
        self.raw.clear();
        let more = read(&mut self.reader, &mut self.raw).map_err(failed)? == about;
        let mut piece = String::new();
        if self.held_return {
            piece.push('\r');
        }
        let decoded = decoder.decode(&self.raw, !more, &mut piece);
        self.held_return = more && piece.ends_with('\r');
        if self.held_return {
            piece.pop();
        }
        let before = text.len();
        self.nuls += add_plain(&piece, text);
        let added = text.get(before..).unwrap_or_default();
        self.feeds += memchr::memchr_iter(b'\n', added).count() as u64;
        self.given += added.len() as u64;
        if decoded.is_err() {
            let (file, encoding) = (self.name.clone(), decoder.encoding());
            return Err(ReadError::Undecodable { file, encoding, line: self.feeds + 1 });
        }
        // A few bytes say nothing yet.
        if self.nuls * 20 > self.given + self.nuls && (!more || self.given > 1 << 16) {
            return Err(format::binary(&self.name));
        }
        Ok(more)
    }
}

/// Adds a piece without its NULs, all its line ends as line feeds: texts are compared with white space folded anyhow,
/// and lines can then be counted in files with bare carriage returns. Returns how many NULs there were.
fn add_plain(piece: &str, text: &mut Vec<u8>) -> u64 {
    let mut nuls = 0;
    let mut bytes = piece.bytes().peekable();
    text.reserve(piece.len());
    while let Some(byte) = bytes.next() {
        match byte {
            0 => nuls += 1,
            b'\r' => {
                bytes.next_if_eq(&b'\n');
                text.push(b'\n');
            }
            byte => text.push(byte),
        }
    }
    nuls
}
