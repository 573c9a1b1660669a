//! From bytes to text: byte order marks, UTF-16 without one, UTF-8, and the old code pages of Europe.

use encoding_rs::DecoderResult;

use crate::table::{How, ReadError};

/// A character encoding of a text file, printed and read by its usual name (`utf-8`, `windows-1252`).
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
    strum::VariantNames,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8.
    #[strum(serialize = "utf-8")]
    #[cfg_attr(feature = "serde", serde(rename = "utf-8"))]
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of Excel.
    #[strum(serialize = "utf-16le")]
    #[cfg_attr(feature = "serde", serde(rename = "utf-16le"))]
    Utf16Le,
    /// UTF-16, high byte first.
    #[strum(serialize = "utf-16be")]
    #[cfg_attr(feature = "serde", serde(rename = "utf-16be"))]
    Utf16Be,
    /// Western Europe on Windows.
    #[strum(serialize = "windows-1252")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1252"))]
    Windows1252,
    /// Central Europe on Windows.
    #[strum(serialize = "windows-1250")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1250"))]
    Windows1250,
    /// Cyrillic on Windows.
    #[strum(serialize = "windows-1251")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1251"))]
    Windows1251,
    /// Greek on Windows.
    #[strum(serialize = "windows-1253")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1253"))]
    Windows1253,
    /// Turkish on Windows.
    #[strum(serialize = "windows-1254")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1254"))]
    Windows1254,
    /// The Baltic languages on Windows.
    #[strum(serialize = "windows-1257")]
    #[cfg_attr(feature = "serde", serde(rename = "windows-1257"))]
    Windows1257,
    /// Central Europe (Latin-2).
    #[strum(serialize = "iso-8859-2")]
    #[cfg_attr(feature = "serde", serde(rename = "iso-8859-2"))]
    Iso8859Dash2,
    /// Western Europe with the euro sign (Latin-9). Never guessed: it looks like others.
    #[strum(serialize = "iso-8859-15")]
    #[cfg_attr(feature = "serde", serde(rename = "iso-8859-15"))]
    Iso8859Dash15,
    /// Mac Roman, by Excel on older Macs. Never guessed: every byte sequence is valid in it.
    #[strum(serialize = "macintosh")]
    #[cfg_attr(feature = "serde", serde(rename = "macintosh"))]
    Macintosh,
}

impl Encoding {
    pub(in crate::table) fn tables(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1250 => encoding_rs::WINDOWS_1250,
            Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Windows1253 => encoding_rs::WINDOWS_1253,
            Encoding::Windows1254 => encoding_rs::WINDOWS_1254,
            Encoding::Windows1257 => encoding_rs::WINDOWS_1257,
            Encoding::Iso8859Dash2 => encoding_rs::ISO_8859_2,
            Encoding::Iso8859Dash15 => encoding_rs::ISO_8859_15,
            Encoding::Macintosh => encoding_rs::MACINTOSH,
        }
    }
}

/// A decoded text, how its encoding was known, and which it is.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    pub(super) how: How,
}

/// Decodes `bytes`. A byte order mark decides; then the caller's choice; then what the bytes can only be; a guess
/// comes last.
pub(super) fn decode(name: &str, bytes: &[u8], choice: Option<Encoding>) -> Result<Decoded, ReadError> {
    for (mark, encoding) in [
        (&b"\xef\xbb\xbf"[..], Encoding::Utf8),
        (&b"\xff\xfe"[..], Encoding::Utf16Le),
        (&b"\xfe\xff"[..], Encoding::Utf16Be),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return strictly(name, rest, encoding, How::Mark);
        }
    }
    if let Some(encoding) = choice {
        return strictly(name, bytes, encoding, How::Chosen);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strictly(name, bytes, encoding, How::Bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8, how: How::Bytes });
    }
    let guess = guess(bytes);
    strictly(name, bytes, guess, How::Guessed)
        // Every byte sequence is valid Windows-1252, so a guess that does not hold still gives a text.
        .or_else(|_| strictly(name, bytes, Encoding::Windows1252, How::Guessed))
}

fn strictly(name: &str, bytes: &[u8], encoding: Encoding, how: How) -> Result<Decoded, ReadError> {
    let mut decoder = encoding.tables().new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut rest = bytes;
    loop {
        // Enough for all that is left, in any single step of the decoder.
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return Ok(Decoded { text, encoding, how }),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                return Err(ReadError::Undecodable { file: name.to_owned(), encoding, line: lines(&text) });
            }
        }
    }
}

/// The line that the end of the text is in, counted from 1, whatever the line ends are.
fn lines(text: &str) -> u64 {
    let crlf = text.matches("\r\n").count();
    let ends = text.matches(['\n', '\r']).count() - crlf;
    u64::try_from(ends).unwrap_or(u64::MAX).saturating_add(1)
}

/// Text in Latin letters as UTF-16 has a NUL in nearly every pair of bytes, always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    const SAMPLE: usize = 4096;
    let (pairs, rest) = bytes.as_chunks::<2>();
    if pairs.len() < 2 || !rest.is_empty() {
        return None;
    }
    let sample = pairs.iter().take(SAMPLE);
    let (mut first, mut second) = (0_usize, 0_usize);
    for &[a, b] in sample.clone() {
        first += usize::from(a == 0);
        second += usize::from(b == 0);
    }
    let most = |n: usize| n * 10 >= sample.len() * 7;
    let few = |n: usize| n * 20 <= sample.len();
    match (first, second) {
        (a, b) if few(a) && most(b) => Some(Encoding::Utf16Le),
        (a, b) if most(a) && few(b) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Deny);
    // What is not written in Europe would be a wrong guess here.
    let guessed = [
        Encoding::Windows1250,
        Encoding::Windows1251,
        Encoding::Windows1253,
        Encoding::Windows1254,
        Encoding::Windows1257,
        Encoding::Iso8859Dash2,
    ];
    guessed.into_iter().find(|encoding| encoding.tables() == found).unwrap_or(Encoding::Windows1252)
}
