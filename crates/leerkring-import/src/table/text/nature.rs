//! What the bytes of a text file are: found out by reading all of them once, before anything is decoded; or while they
//! are read, by whoever can begin again.

use std::io::{Read, Seek, SeekFrom};

use super::encoding::{Encoding, guess_of, utf16_without_mark};
use crate::table::{KnownBy, ReadError};
use crate::threads;

/// What the bytes of a file are.
#[derive(Debug, PartialEq)]
pub(super) struct Nature {
    pub(super) encoding: Encoding,
    pub(super) how: KnownBy,
    /// The bytes of the mark in front.
    pub(super) mark: u64,
    /// UTF-8 without NUL characters and without carriage returns that stand alone: it can be read as it stands.
    pub(super) plain: bool,
}

/// When the bytes are looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// All of them before the first is read: what is said of them is sure.
    Before,
    /// As they are read: what may be UTF-8 is taken for plain, and every part of it is to be asked whether it
    /// [`is_plain`].
    While,
}

/// A byte order mark decides; then the caller's choice; then what the bytes can only be; a guess comes last.
pub(super) fn of(
    name: &str,
    source: &mut (impl Read + Seek + Send),
    choice: Option<Encoding>,
    look: Look,
) -> Result<Nature, ReadError> {
    let failed = |error: std::io::Error| ReadError::unreadable(name, &error);
    let length = source.seek(SeekFrom::End(0)).map_err(failed)?;
    let mut head = Vec::new();
    source.rewind().map_err(failed)?;
    source.by_ref().take(1 << 14).read_to_end(&mut head).map_err(failed)?;
    let marked = [
        (&b"\xef\xbb\xbf"[..], Encoding::Utf8),
        (&b"\xff\xfe"[..], Encoding::Utf16Le),
        (&b"\xfe\xff"[..], Encoding::Utf16Be),
    ]
    .into_iter()
    .find(|(mark, _)| head.starts_with(mark));
    let mark = marked.map_or(0, |(mark, _)| mark.len() as u64);
    let by_bytes = || if length % 2 == 0 { utf16_without_mark(&head) } else { None };
    let known = match (marked, choice) {
        (Some((_, encoding)), _) => Some((encoding, KnownBy::Mark)),
        (None, Some(encoding)) => Some((encoding, KnownBy::Chosen)),
        (None, None) => by_bytes().map(|encoding| (encoding, KnownBy::Bytes)),
    };
    if let Some((encoding, how)) = known.filter(|(encoding, _)| *encoding != Encoding::Utf8) {
        return Ok(Nature { encoding, how, mark, plain: false });
    }
    if look == Look::While {
        let how = known.map_or(KnownBy::Bytes, |(_, how)| how);
        return Ok(Nature { encoding: Encoding::Utf8, how, mark, plain: true });
    }
    source.seek(SeekFrom::Start(mark)).map_err(failed)?;
    let seen = look_at_all(source).map_err(failed)?;
    match known {
        // What is said to be UTF-8 and is not comes to light where it is decoded, with its line.
        Some((encoding, how)) => Ok(Nature { encoding, how, mark, plain: seen.utf8 && seen.plain }),
        None if seen.utf8 => {
            Ok(Nature { encoding: Encoding::Utf8, how: KnownBy::Bytes, mark, plain: seen.plain })
        }
        None => {
            source.rewind().map_err(failed)?;
            let encoding = guess_of(source).map_err(failed)?;
            Ok(Nature { encoding, how: KnownBy::Guessed, mark, plain: false })
        }
    }
}

/// Whether whole lines of a text are UTF-8 that can be read as it stands.
pub(super) fn is_plain(lines: &[u8]) -> bool {
    std::str::from_utf8(lines).is_ok()
        && memchr::memchr(0, lines).is_none()
        && returns_have_feeds(lines, false)
        && !lines.ends_with(b"\r")
}

/// What was seen in all bytes.
struct Seen {
    utf8: bool,
    /// Neither NULs nor carriage returns that stand alone.
    plain: bool,
}

fn look_at_all(source: &mut (impl Read + Send)) -> std::io::Result<Seen> {
    let mut look = Looking { utf8: true, plain: true, cut: Vec::new(), after_return: false };
    let (mut piece, mut next) = (vec![0; 1 << 20], vec![0; 1 << 20]);
    let mut length = source.read(&mut piece)?;
    while length > 0 && look.utf8 {
        let known = piece.get(..length).unwrap_or_default();
        // While a piece is looked at, the next one is read.
        let ((), read) = threads::both(|| look.at(known), || source.read(&mut next));
        length = read?;
        std::mem::swap(&mut piece, &mut next);
    }
    // A return at the very end stands alone, and so does half a character.
    let utf8 = look.utf8 && look.cut.is_empty();
    Ok(Seen { utf8, plain: utf8 && look.plain && !look.after_return })
}

/// What was seen so far.
struct Looking {
    utf8: bool,
    plain: bool,
    /// The bytes of a character that the last piece cut in two.
    cut: Vec<u8>,
    after_return: bool,
}

impl Looking {
    fn at(&mut self, piece: &[u8]) {
        if self.plain {
            self.plain = memchr::memchr(0, piece).is_none() && returns_have_feeds(piece, self.after_return);
            self.after_return = piece.last() == Some(&b'\r');
        }
        // A character has four bytes at most, so that little of the piece completes the one that was cut.
        let more = piece.iter().take_while(|byte| !self.cut.is_empty() && **byte & 0xc0 == 0x80).count();
        let (rest_of_cut, whole) = piece.split_at_checked(more).unwrap_or_default();
        self.cut.extend_from_slice(rest_of_cut);
        if !self.cut.is_empty() && (!whole.is_empty() || self.cut.len() >= 4) {
            self.utf8 = std::str::from_utf8(&self.cut).is_ok();
            self.cut.clear();
        }
        match std::str::from_utf8(whole) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => {
                self.cut = whole.get(error.valid_up_to()..).unwrap_or_default().to_owned();
            }
            // What comes after cannot make it UTF-8 again.
            Err(_) => self.utf8 = false,
        }
    }
}

/// Whether every carriage return has a line feed after it; one at the end may have it in what follows.
fn returns_have_feeds(piece: &[u8], after_return: bool) -> bool {
    let follows = |at: usize| piece.get(at).is_none_or(|byte| *byte == b'\n');
    (!after_return || follows(0)) && memchr::memchr_iter(b'\r', piece).all(|at| follows(at + 1))
}
