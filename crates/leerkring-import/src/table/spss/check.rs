//! An SPSS file takes a size at its word: how many bytes a label has, how large a block becomes. Here every size is
//! held against the file before anything makes room for it, and what would be read wrongly is refused.

use encoding_rs::Encoding;

use crate::table::KnownBy;

/// What is wrong with the file.
#[derive(Debug, PartialEq)]
pub(super) enum Broken {
    Damaged(String),
    /// Unpacked it would be larger than allowed.
    TooLarge,
}

/// What the file says of itself, as far as it matters before it is read.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    /// Bytes of a case, unpacked.
    pub(super) case_bytes: u64,
    /// How the code page is known.
    pub(super) how: KnownBy,
    /// Doubts that the reader is going to have and that change nothing: some programs write no size of a case.
    pub(super) harmless_doubts: usize,
}

impl Said {
    /// As many cases as are unpacked together: some megabytes of them.
    pub(super) fn cases_at_once(&self) -> usize {
        const ROOM: u64 = 1 << 22;
        usize::try_from(ROOM / self.case_bytes.max(1)).unwrap_or(1).max(1)
    }
}

/// The rest of the file.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn int(&mut self) -> Option<i32> {
        Some(i32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<u64> {
        u64::try_from(i64::from_le_bytes(self.take(8)?.try_into().ok()?)).ok()
    }

    /// A size or a count: never below 0.
    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.int()?).ok()
    }

    /// As many bytes as a size says that stands before them.
    fn sized(&mut self) -> Option<&'a [u8]> {
        let size = self.size()?;
        self.take(size)
    }
}

/// The list of variables, as far as it has been read.
#[derive(Default)]
struct Dictionary {
    /// Eights of bytes in a case.
    slots: u64,
    /// What the labels of values become when each variable has its own.
    label_bytes: u64,
    encoding: Option<String>,
    code_page: Option<i32>,
}

pub(super) fn check(bytes: &[u8], limit: u64) -> Result<Said, Broken> {
    let broken = |what: &str| Broken::Damaged(what.to_owned());
    let short = || broken("it breaks off in its first lines");
    let mut rest = Rest(bytes);
    rest.take(64).ok_or_else(short)?;
    if !matches!(rest.int().ok_or_else(short)?, 2 | 3) {
        return Err(broken(
            "it was written on a computer that writes numbers the other way round, and is not read here: open it in SPSS or PSPP and save it anew",
        ));
    }
    let case_size = rest.int().ok_or_else(short)?;
    let compression = rest.int().ok_or_else(short)?;
    rest.take(176 - 76).ok_or_else(short)?;

    let mut found = Dictionary::default();
    loop {
        let at = bytes.len() - rest.0.len();
        match record(&mut rest, &mut found) {
            Some(true) => {}
            Some(false) => break,
            None => {
                return Err(Broken::Damaged(format!(
                    "its list of variables breaks off or makes no sense at byte {at}"
                )));
            }
        }
        if found.label_bytes > limit {
            return Err(Broken::TooLarge);
        }
    }
    if compression == 2 {
        let unpacked = blocks(bytes, &mut rest).ok_or_else(|| broken("its packed blocks make no sense"))?;
        if unpacked > limit {
            return Err(Broken::TooLarge);
        }
    }
    let how = code_page(&found).map_err(|page| {
        Broken::Damaged(format!("its text is in `{page}`, a code page that is not known: save it as UTF-8"))
    })?;
    let as_said = u64::try_from(case_size).is_ok_and(|size| size == found.slots);
    let case_bytes = found.slots.saturating_mul(8);
    Ok(Said { case_bytes, how, harmless_doubts: usize::from(!as_said) })
}

/// Goes past one record of the list of variables; says whether another follows.
fn record(rest: &mut Rest<'_>, found: &mut Dictionary) -> Option<bool> {
    match rest.int()? {
        // A variable, or eight bytes more of a long text.
        2 => {
            rest.int()?;
            let labelled = rest.int()? == 1;
            let missing = rest.int()?.unsigned_abs();
            rest.take(16)?;
            if labelled {
                let size = rest.size()?;
                rest.take(size.checked_next_multiple_of(4)?)?;
            }
            rest.take(usize::try_from(missing).ok().filter(|missing| *missing <= 3)? * 8)?;
            found.slots += 1;
        }
        // What codes mean, and for which variables.
        3 => {
            let before = rest.0.len();
            let labels = rest.size()?;
            for _ in 0..labels {
                rest.take(8)?;
                let [size] = rest.take(1)? else { return None };
                rest.take((usize::from(*size) + 1).next_multiple_of(8) - 1)?;
            }
            /// A label in memory is a text of its own and has a place in an index.
            const OVERHEAD: usize = 128;
            let bytes = labels.checked_mul(OVERHEAD)?.checked_add(before - rest.0.len())?;
            (rest.int()? == 4).then_some(())?;
            let variables = rest.size()?;
            rest.take(variables.checked_mul(4)?)?;
            let bytes = u64::try_from(bytes.checked_mul(variables)?).ok()?;
            found.label_bytes = found.label_bytes.saturating_add(bytes);
        }
        // Notes, in lines of 80.
        6 => {
            let lines = rest.size()?;
            rest.take(lines.checked_mul(80)?)?;
        }
        7 => {
            let (kind, size, count) = (rest.int()?, rest.size()?, rest.size()?);
            let body = rest.take(size.checked_mul(count)?)?;
            more(kind, size, count, body, found)?;
        }
        // The end.
        999 => {
            rest.int()?;
            return Some(false);
        }
        _ => return None,
    }
    Some(true)
}

/// What can stand in a list of variables beside the variables. The reader goes by the kind, not by the size, so the
/// two must agree.
fn more(kind: i32, size: usize, count: usize, body: &[u8], found: &mut Dictionary) -> Option<()> {
    match kind {
        3 => {
            (body.len() == 32).then_some(())?;
            found.code_page = Some(i32::from_le_bytes(body.last_chunk().copied()?));
        }
        4 => (body.len() == 24).then_some(())?,
        11 => (size == 4 && (count.is_multiple_of(3) || count.is_multiple_of(2))).then_some(())?,
        20 => found.encoding = Some(String::from_utf8_lossy(body).trim_matches(['\0', ' ']).to_owned()),
        // Labels of long texts.
        21 => {
            let mut rest = Rest(body);
            while !rest.0.is_empty() {
                rest.sized()?;
                rest.size()?;
                for _ in 0..rest.size()? {
                    rest.sized()?;
                    rest.sized()?;
                }
            }
        }
        // Long texts that stand for no answer.
        22 => {
            let mut rest = Rest(body);
            while !rest.0.is_empty() {
                rest.sized()?;
                let [texts] = rest.take(1)? else { return None };
                let size = rest.size()?;
                rest.take(size.checked_mul(usize::from(*texts))?)?;
            }
        }
        _ => {}
    }
    Some(())
}

/// What the blocks of a packed file become together.
fn blocks(bytes: &[u8], rest: &mut Rest<'_>) -> Option<u64> {
    rest.long()?;
    let index = usize::try_from(rest.long()?).ok()?;
    let mut index = Rest(bytes.get(index..)?);
    index.take(8 + 8 + 4)?;
    let mut unpacked: u64 = 0;
    for _ in 0..index.size()? {
        index.long()?;
        let at = usize::try_from(index.long()?).ok()?;
        let (plain, packed) = (index.size()?, index.size()?);
        bytes.get(at..)?.get(..packed)?;
        // No packing does better than this; a block that says so is no block.
        const BEST: usize = 1032;
        (plain <= packed.checked_mul(BEST)?).then_some(())?;
        unpacked = unpacked.checked_add(u64::try_from(plain).ok()?)?;
    }
    Some(unpacked)
}

/// How the code page is known; else the one that the reader would only take for another.
fn code_page(found: &Dictionary) -> Result<KnownBy, String> {
    match (&found.encoding, found.code_page) {
        (Some(name), _) => match Encoding::for_label(name.as_bytes()) {
            Some(_) => Ok(KnownBy::Mark),
            None => Err(name.clone()),
        },
        // Old files say `ASCII` or nothing, and have the letters of the Windows they come from.
        (None, None | Some(0 | 2 | 3)) => Ok(KnownBy::Guessed),
        (
            None,
            Some(874 | 932 | 936 | 949 | 950 | 1250..=1258 | 28_591..=28_599 | 28_603 | 28_605 | 65_001),
        ) => Ok(KnownBy::Mark),
        (None, Some(page)) => Err(page.to_string()),
    }
}
