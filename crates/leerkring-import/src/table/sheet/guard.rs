//! Whether a workbook can be unpacked without harm: all its parts are read once, piece by piece and without keeping
//! any, before the reader of workbooks sees them. That reader trusts what a file says of itself: sizes to reserve,
//! numbers of rows, and how often a cell is repeated.

mod repeats;

use std::io::{self, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};

use self::repeats::Repeats;
use super::damaged;
use crate::table::format::{protected, zip_reason};
use crate::table::limits::Budget;
use crate::table::{ReadError, ReadOptions};
use crate::text::shown;

/// Refuses a workbook that grows beyond a limit, or that says impossible things of itself.
pub(super) fn check(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<(), ReadError> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &zip_reason(&error)))?;
    let mut budget = Budget::new(name, options.max_unpacked_bytes);
    // First what says that the others are encrypted: they are no XML then.
    let manifest = archive.index_for_name("META-INF/manifest.xml");
    for index in manifest.into_iter().chain((0..archive.len()).filter(|index| Some(*index) != manifest)) {
        let part = archive.by_index(index).map_err(|error| damaged(name, &error))?;
        // A name that cannot be read may be any.
        let part_name = part.name().map_or_else(|_| ".xml".to_owned(), |name| name.to_lowercase());
        // Pictures and settings of printers are never unpacked.
        if part_name.ends_with(".xml") || part_name.ends_with(".rels") {
            scan(name, part, options, &mut budget)?;
        }
    }
    Ok(())
}

fn scan(
    name: &str,
    part: impl Read,
    options: &ReadOptions,
    budget: &mut Budget<'_>,
) -> Result<(), ReadError> {
    let measured = Measured { name, part, budget, options, run: 0, refused: None };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(measured));
    let mut repeats = Repeats::new(name, options);
    let mut strings = Strings::default();
    let mut buffer = Vec::new();
    // The reader of workbooks would look for the end of what is open without end.
    let mut open = 0_usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) if open > 0 => return Err(damaged(name, &"a part of it ends too early")),
            Ok(Event::Eof) => return strings.check(name),
            Ok(event) => {
                if let Event::Start(_) | Event::End(_) | Event::Empty(_) = &event {
                    reader.get_mut().get_mut().run = 0;
                }
                match &event {
                    Event::Start(_) => open += 1,
                    Event::End(_) => open = open.saturating_sub(1),
                    _ => {}
                }
                if let Event::Start(tag) | Event::Empty(tag) = &event {
                    if tag.local_name().as_ref() == "encryption-data" {
                        return Err(protected(name));
                    }
                    strings.see(tag);
                    check_places(name, tag)?;
                    check_target(name, tag)?;
                }
                repeats.see(&event, reader.get_mut().get_mut().budget)?;
            }
            Err(error) => {
                let refused = reader.get_mut().get_mut().refused.take();
                return Err(refused.unwrap_or_else(|| damaged(name, &error)));
            }
        }
    }
}

/// Rows and cells of XLSX say where they stand. Far beyond the last row and column of any sheet the numbers overflow.
fn check_places(name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
    let attribute = match tag.local_name().as_ref() {
        "row" | "c" => "r",
        "dimension" | "mergeCell" => "ref",
        _ => return Ok(()),
    };
    let Some(said) = value(tag, attribute) else { return Ok(()) };
    let short = |place: &str| {
        let digits = place.bytes().filter(u8::is_ascii_digit).count();
        digits <= 7 && place.len() - digits <= 3
    };
    if said.split(':').all(short) {
        return Ok(());
    }
    Err(damaged(name, &format!("`{}` is no place in a sheet", shown(&said))))
}

/// The reader of workbooks opens whatever part XLSX says that a sheet stands in, and only XML is looked at here.
fn check_target(name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
    const OPENED: [&str; 4] = ["officeDocument", "worksheet", "chartsheet", "dialogsheet"];
    if tag.local_name().as_ref() != "Relationship" {
        return Ok(());
    }
    let said = value(tag, "Type").unwrap_or_default();
    let target = value(tag, "Target").unwrap_or_default();
    let is_opened = said.rsplit('/').next().is_some_and(|kind| OPENED.contains(&kind));
    if !is_opened || target.to_lowercase().ends_with(".xml") {
        return Ok(());
    }
    Err(damaged(name, &format!("a sheet of it stands in `{}`, which is no XML", shown(&target))))
}

/// The texts that the cells of XLSX share, and how many of them the file says there are.
#[derive(Default)]
struct Strings {
    said: u64,
    found: u64,
}

impl Strings {
    fn see(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "sst" => self.said = number(tag, "uniqueCount").unwrap_or(0),
            "si" => self.found += 1,
            _ => {}
        }
    }

    /// The number may be wrong, and often is; but memory is reserved for it.
    fn check(&self, name: &str) -> Result<(), ReadError> {
        const HARMLESS: u64 = 1 << 20;
        if self.said <= HARMLESS.max(self.found.saturating_mul(2)) {
            return Ok(());
        }
        Err(damaged(name, &format!("it announces {} texts and has {}", self.said, self.found)))
    }
}

/// The value of an attribute.
fn value(tag: &BytesStart<'_>, attribute: &str) -> Option<String> {
    tag.try_get_attribute(attribute).ok()?.map(|found| found.value.into_owned())
}

/// The number in an attribute. One that is too large for any number is the largest.
fn number(tag: &BytesStart<'_>, attribute: &str) -> Option<u64> {
    let text = value(tag, attribute)?;
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

/// A part that is counted while it is unpacked.
struct Measured<'a, 'b, R> {
    name: &'a str,
    part: R,
    budget: &'a mut Budget<'b>,
    options: &'a ReadOptions,
    /// The bytes since the last tag, as far as they are unpacked: text, comments and all. A reader of XML keeps them.
    run: usize,
    refused: Option<ReadError>,
}

impl<R: Read> Measured<'_, '_, R> {
    fn count(&mut self, read: &[u8]) -> Result<(), ReadError> {
        self.run = self.run.saturating_add(read.len());
        // A tag, and a cell in which every character is written as `&#x10FFFF;`.
        let limit = self.options.max_cell_bytes;
        if self.run > limit.saturating_mul(10).saturating_add(1 << 16) {
            return Err(ReadError::LongCell { file: self.name.to_owned(), limit });
        }
        self.budget.take(u64::try_from(read.len()).unwrap_or(u64::MAX))
    }
}

impl<R: Read> Read for Measured<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(into)?;
        match self.count(into.get(..count).unwrap_or_default()) {
            Ok(()) => Ok(count),
            Err(refused) => {
                self.refused = Some(refused);
                Err(io::Error::other("refused"))
            }
        }
    }
}
