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

const EXPORT: &str = "export the data as CSV or XLSX and read that";
const SAVE: &str = "open it and save it as XLSX or CSV (UTF-8), then read that";
const COPY: &str = "if there is a table in it, copy that to a sheet and save it as XLSX or CSV";
const UNPACK: &str = "unpack it first, then read the file that is in it";

/// Files that people take for a table, by how they begin: what they are, and what to do.
const OTHERS: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "a PDF document", EXPORT),
    (b"\x89PNG", "a picture", EXPORT),
    (b"\xff\xd8\xff", "a picture", EXPORT),
    (b"GIF8", "a picture", EXPORT),
    (b"{\\rtf", "a text document (RTF)", EXPORT),
    (b"\x1f\x8b", "a compressed file (GZIP)", UNPACK),
    (b"7z\xbc\xaf", "a compressed file (7z)", UNPACK),
    (b"Rar!", "a compressed file (RAR)", UNPACK),
    (
        b"{\"SurveyEntry\"",
        "a file with the questions of a survey in Qualtrics (QSF)",
        "export its answers as CSV and read those",
    ),
];

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
    let other = |what, advice| Err(ReadError::Binary { file: name.to_owned(), what, advice });
    for (magic, what, advice) in OTHERS {
        if bytes.starts_with(magic) {
            return other(what, advice);
        }
    }
    if let Some((what, advice)) = marked_up(bytes) {
        return other(what, advice);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(compound(name, bytes));
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
        return Ok(Format::Json);
    }
    // NULs are counted after decoding: in UTF-16 every second byte is one.
    let sample = bytes.iter().take(1 << 16);
    let control = sample.clone().filter(|b| matches!(b, 0x01..=0x08 | 0x0e..=0x1f)).count();
    if control * 20 > sample.len() { Err(binary(name)) } else { Ok(Format::Text) }
}

/// A file that is no text and nothing else that is known.
pub(super) fn binary(name: &str) -> ReadError {
    ReadError::Binary {
        file: name.to_owned(),
        what: "a file of a kind that is not known here",
        advice: EXPORT,
    }
}

/// A workbook that opens with a password only.
pub(super) fn protected(name: &str) -> ReadError {
    let what = "a workbook with a password on it";
    let advice = "open it, take the password off (File, Info, Protect Workbook) and save it, then read that";
    ReadError::Binary { file: name.to_owned(), what, advice }
}

/// The container of Microsoft Office before 2007, in which workbooks with a password are wrapped to this day.
fn compound(name: &str, bytes: &[u8]) -> ReadError {
    let holds = |entry: &str| {
        let entry: Vec<u8> = entry.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(entry.len()).any(|window| window == entry)
    };
    let (what, advice) = if holds("EncryptedPackage") {
        return protected(name);
    } else if holds("WordDocument") {
        ("an old Word document (DOC)", COPY)
    } else {
        ("an old Excel file (XLS)", SAVE)
    };
    ReadError::Binary { file: name.to_owned(), what, advice }
}

/// The kind of a ZIP file, by the names of what is in it.
fn packed(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|error| ReadError::Damaged {
        file: name.to_owned(),
        what: "workbook or ZIP file",
        reason: zip_reason(&error),
    })?;
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/").to_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
    let (what, advice) = if ends(".lss") {
        return Ok(Format::Lsa);
    } else if has("xl/workbook.bin") {
        ("a binary workbook (XLSB)", SAVE)
    } else if within("xl/") {
        return Ok(Format::Xlsx);
    } else if within("word/") {
        ("a Word document (DOCX)", COPY)
    } else if within("ppt/") {
        ("a presentation (PPTX)", COPY)
    } else if has("content.xml") {
        // The kind of document stands in front of the file, not packed.
        const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        let front = bytes.get(..256).unwrap_or(bytes);
        if front.windows(SPREADSHEET.len()).any(|window| window == SPREADSHEET) {
            return Ok(Format::Ods);
        }
        ("a document of LibreOffice that is no workbook", COPY)
    } else if ends(".iwa") {
        ("a file of Apple Numbers", "open it and export it as XLSX or CSV, then read that")
    } else {
        ("a ZIP file", UNPACK)
    };
    Err(ReadError::Binary { file: name.to_owned(), what, advice })
}

/// What a text is that begins as XML or HTML does, and what to do with it. It has delimiters too, but not between
/// cells.
fn marked_up(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    // Without byte order marks, and in UTF-16 without every second byte.
    let plain = bytes.iter().take(1 << 12).filter(|byte| byte.is_ascii() && **byte != 0);
    let head: String = plain.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let begins = |mark: &str| head.trim_start().starts_with(mark);
    let save = "open it in Excel or LibreOffice and save it as XLSX or CSV (UTF-8), then read that";
    let page = "open it in Excel or LibreOffice and save it as XLSX or CSV (UTF-8); if it asks to log in, log in and download it again";
    if begins("<!doctype html") || begins("<html") || begins("<table") {
        return Some(("a web page (HTML), whatever the end of its name says", page));
    }
    if !begins("<?xml") && !begins("<!doctype") {
        return None;
    }
    Some(if head.contains("<limesurveydoctype>survey<") {
        (
            "the structure of a survey in LimeSurvey, without its answers",
            "give the responses, or the archive (.lsa)",
        )
    } else if head.contains("<limesurveydoctype>") {
        (
            "a part of an archive of LimeSurvey",
            "give the archive as a whole (.lsa), or export the responses as CSV",
        )
    } else if head.contains("excel.sheet") || head.contains("office:spreadsheet") {
        ("a workbook in the XML of Excel 2003", save)
    } else if head.contains("<html") {
        ("a web page (HTML), whatever the end of its name says", page)
    } else {
        ("a file in XML", "export it again as CSV")
    })
}

/// What is wrong with a ZIP file, for people who need not know how one is made.
pub(super) fn zip_reason(error: &zip::result::ZipError) -> String {
    match error {
        zip::result::ZipError::InvalidArchive(_) => {
            "its end is missing or wrong, as after a download that broke off".to_owned()
        }
        other => other.to_string(),
    }
}

/// Whether a text is JSON of which rows could be made. A delimited text can begin with a bracket too.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let after = |bracket: u8| text.strip_prefix(&[bracket]).map(|rest| rest.trim_ascii_start().first());
    match (after(b'['), after(b'{')) {
        (Some(next), _) => matches!(next, Some(b'{' | b'[' | b']')),
        (_, Some(next)) => matches!(next, Some(b'"' | b'}')),
        _ => false,
    }
}
