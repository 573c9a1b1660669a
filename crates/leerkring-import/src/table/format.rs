//! Which kind of file this is, by its first bytes.

use std::io::{Read, Seek};

use super::ReadError;

/// The kind of a file. Printed as people call it: `xlsx`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Delimited text: CSV, TSV.
    Text,
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of LibreOffice.
    Ods,
    /// A file of SPSS; needs the feature `spss`.
    Sav,
    /// A packed file of SPSS; needs the feature `spss`.
    Zsav,
    /// An archive of LimeSurvey: structure and responses together.
    Lsa,
    /// JSON: a list of objects, or one under some key.
    Json,
    /// Places on the map with their properties.
    GeoJson,
}

/// Whether a file is delimited text, by its first bytes; leaves it at its beginning.
pub(crate) fn streams(name: &str, source: &mut (impl Read + Seek)) -> Result<bool, ReadError> {
    let failed = |error: std::io::Error| ReadError::unreadable(name, &error);
    let mut head = Vec::new();
    source.by_ref().take(1 << 16).read_to_end(&mut head).map_err(failed)?;
    source.rewind().map_err(failed)?;
    let other = [&b"PK\x03\x04"[..], b"$FL2", b"$FL3"].iter().any(|magic| head.starts_with(magic));
    Ok(!other && !is_json(&head) && of(name, &head)? == Format::Text)
}

/// The kind of a file, or the reason why it cannot be read.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let export = "export it again as CSV";
    for (magic, what, advice) in [
        (
            &b"\xd0\xcf\x11\xe0"[..],
            "an old Excel file (XLS)",
            "open it and save it as XLSX or CSV (UTF-8), then read that",
        ),
        (&b"%PDF"[..], "a PDF document", export),
        (&b"\x89PNG"[..], "a picture", export),
        (&b"\xff\xd8\xff"[..], "a picture", export),
        (&b"\x1f\x8b"[..], "a compressed file (GZIP)", "unpack it first"),
    ] {
        if bytes.starts_with(magic) {
            return Err(ReadError::Binary { file: name.to_owned(), what, advice });
        }
    }
    for (magic, format) in [(&b"$FL2"[..], Format::Sav), (&b"$FL3"[..], Format::Zsav)] {
        if bytes.starts_with(magic) {
            return Ok(format);
        }
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(name, bytes);
    }
    if is_json(bytes) {
        return Ok(json(bytes));
    }
    // NULs are counted after decoding: in UTF-16 every second byte is one.
    let sample = bytes.iter().take(1 << 16);
    let control = sample.clone().filter(|b| matches!(b, 0x01..=0x08 | 0x0e..=0x1f)).count();
    if control * 20 > sample.len() { Err(binary(name)) } else { Ok(Format::Text) }
}

/// A file that is no text and nothing else that is known.
pub(super) fn binary(name: &str) -> ReadError {
    let advice = "read a file of comma- or semicolon-separated text (CSV)";
    ReadError::Binary { file: name.to_owned(), what: "a binary file", advice }
}

/// The kind of a ZIP file, by what is in it.
fn packed(name: &str, _bytes: &[u8]) -> Result<Format, ReadError> {
    let advice = "open it and save it as CSV (UTF-8), then read that";
    Err(ReadError::Binary { file: name.to_owned(), what: "a spreadsheet (XLSX, ODS) or a ZIP file", advice })
}

fn is_json(_bytes: &[u8]) -> bool {
    false
}

fn json(_bytes: &[u8]) -> Format {
    Format::Json
}
