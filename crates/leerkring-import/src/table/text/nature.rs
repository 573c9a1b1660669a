//! What the bytes of a text file are: found out by reading all of them once, before anything is decoded.

use std::io::{Read, Seek, SeekFrom};

use super::encoding::{Encoding, guess_of, utf16_without_mark};
use crate::table::{How, ReadError};

/// What the bytes of a file are.
#[derive(Debug, PartialEq)]
pub(super) struct Nature {
    pub(super) encoding: Encoding,
    pub(super) how: How,
    /// The bytes of the mark in front.
    pub(super) mark: u64,
    /// UTF-8 without NUL characters and without carriage returns that stand alone: it can be read as it stands.
    pub(super) plain: bool,
}

/// A byte order mark decides; then the caller's choice; then what the bytes can only be; a guess comes last.
pub(super) fn of(
    name: &str,
    source: &mut (impl Read + Seek),
    choice: Option<Encoding>,
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
        (Some((_, encoding)), _) => Some((encoding, How::Mark)),
        (None, Some(encoding)) => Some((encoding, How::Chosen)),
        (None, None) => by_bytes().map(|encoding| (encoding, How::Bytes)),
    };
    if let Some((encoding, how)) = known.filter(|(encoding, _)| *encoding != Encoding::Utf8) {
        return Ok(Nature { encoding, how, mark, plain: false });
    }
    source.seek(SeekFrom::Start(mark)).map_err(failed)?;
    let seen = look(source).map_err(failed)?;
    match known {
        // What is said to be UTF-8 and is not comes to light where it is decoded, with its line.
        Some((encoding, how)) => Ok(Nature { encoding, how, mark, plain: seen.utf8 && seen.plain }),
        None if seen.utf8 => {
            Ok(Nature { encoding: Encoding::Utf8, how: How::Bytes, mark, plain: seen.plain })
        }
        None => {
            source.rewind().map_err(failed)?;
            let encoding = guess_of(source).map_err(failed)?;
            Ok(Nature { encoding, how: How::Guessed, mark, plain: false })
        }
    }
}

/// What was seen in all bytes.
struct Seen {
    utf8: bool,
    /// Neither NULs nor carriage returns that stand alone.
    plain: bool,
}

fn look(source: &mut impl Read) -> std::io::Result<Seen> {
    let mut seen = Seen { utf8: true, plain: true };
    // The bytes of a character that a piece cut in two, and the rest of the buffer.
    let mut buffer = vec![0; 1 << 18];
    let mut kept = 0;
    let mut after_return = false;
    loop {
        let read = source.read(buffer.get_mut(kept..).unwrap_or_default())?;
        let piece = buffer.get(..kept + read).unwrap_or_default();
        let fresh = piece.get(kept..).unwrap_or_default();
        if read == 0 {
            // A return at the very end stands alone, and so does half a character.
            return Ok(Seen { utf8: seen.utf8 && kept == 0, plain: seen.plain && !after_return });
        }
        if seen.plain {
            seen.plain = memchr::memchr(0, fresh).is_none() && returns_have_feeds(fresh, after_return);
            after_return = fresh.last() == Some(&b'\r');
        }
        let cut = match std::str::from_utf8(piece) {
            Ok(_) => piece.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            // What comes after cannot make it UTF-8 again.
            Err(_) => return Ok(Seen { utf8: false, plain: false }),
        };
        let length = piece.len();
        buffer.copy_within(cut..length, 0);
        kept = length - cut;
    }
}

/// Whether every carriage return has a line feed after it; one at the end may have it in what follows.
fn returns_have_feeds(piece: &[u8], after_return: bool) -> bool {
    let follows = |at: usize| piece.get(at).is_none_or(|byte| *byte == b'\n');
    (!after_return || follows(0)) && memchr::memchr_iter(b'\r', piece).all(|at| follows(at + 1))
}
