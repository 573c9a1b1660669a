//! From bytes to text: UTF-8, UTF-16, and the old code pages of Europe.

use std::io::{Read, Seek};

use encoding_rs::DecoderResult;

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
    /// Mac Roman, by Excel on older Macs. Guessed only where every other reading puts signs or capitals inside words.
    #[strum(serialize = "macintosh")]
    #[cfg_attr(feature = "serde", serde(rename = "macintosh"))]
    Macintosh,
}

impl Encoding {
    pub(crate) fn tables(self) -> &'static encoding_rs::Encoding {
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

/// Decodes the pieces of a file one after the other.
pub(super) struct Decoder {
    encoding: Encoding,
    decoder: encoding_rs::Decoder,
}

/// Bytes that are no text in an encoding; `text` has what came before.
pub(super) struct Malformed;

impl Decoder {
    pub(super) fn new(encoding: Encoding) -> Decoder {
        Decoder { encoding, decoder: encoding.tables().new_decoder_without_bom_handling() }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Adds what a piece says to `text`.
    pub(super) fn decode(&mut self, piece: &[u8], last: bool, text: &mut String) -> Result<(), Malformed> {
        let mut rest = piece;
        loop {
            // Enough for all that is left, in any single step of the decoder.
            let room = self.decoder.max_utf8_buffer_length_without_replacement(rest.len());
            text.reserve(room.unwrap_or(rest.len()));
            let (result, read) = self.decoder.decode_to_string_without_replacement(rest, text, last);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Err(Malformed),
            }
        }
    }
}

/// Text in Latin letters as UTF-16 has a NUL in nearly every pair of bytes, always on the same side. These are the
/// first bytes of a file with an even number of them.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    const SAMPLE: usize = 4096;
    let (pairs, _) = bytes.as_chunks::<2>();
    if pairs.len() < 2 {
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

/// A guess at the encoding of a file that is not UTF-8, by all its bytes.
pub(super) fn guess_of(source: &mut (impl Read + Seek)) -> std::io::Result<Encoding> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    each_piece(source, |piece, last| {
        detector.feed(piece, last);
    })?;
    // A few letters alone can be of many code pages; here they are most likely those of the Netherlands or Flanders.
    let found = detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny);
    // What is not written in Europe would be a wrong guess here.
    let guessed = [
        Encoding::Windows1250,
        Encoding::Windows1251,
        Encoding::Windows1253,
        Encoding::Windows1254,
        Encoding::Windows1257,
        Encoding::Iso8859Dash2,
    ];
    let likely =
        guessed.into_iter().find(|encoding| encoding.tables() == found).unwrap_or(Encoding::Windows1252);
    // What only all of the text tells: whether the guess can be, and whether its words look like it.
    source.rewind()?;
    let (mut decoder, mut text, mut can_be) = (Decoder::new(likely), String::new(), true);
    let readings = [likely, Encoding::Windows1252, Encoding::Macintosh];
    let mut odd = [false; 3];
    each_piece(source, |piece, last| {
        text.clear();
        can_be &= decoder.decode(piece, last, &mut text).is_ok();
        for (odd, encoding) in odd.iter_mut().zip(readings) {
            *odd |= has_odd_words(piece, encoding);
        }
    })?;
    Ok(match odd {
        // Every byte sequence is valid Mac Roman, so that the detector never says it; its words tell.
        [true, true, false] => Encoding::Macintosh,
        _ if can_be => likely,
        // Every byte sequence is valid Windows-1252, so that there is always a text.
        _ => Encoding::Windows1252,
    })
}

/// Gives each piece of a file, and whether it is the last.
fn each_piece(source: &mut impl Read, mut take: impl FnMut(&[u8], bool)) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 18];
    loop {
        let read = source.read(&mut buffer)?;
        take(buffer.get(..read).unwrap_or_default(), read == 0);
        if read == 0 {
            return Ok(());
        }
    }
}

/// Whether words are odd when read in this encoding of one byte a character: a sign or a control character between two
/// small letters, or a capital right after one, where that character is not ASCII. `caf\x8e` is odd in Windows-1252, and
/// `caf\xe9` in Mac Roman. An apostrophe, a dash or dots between letters are not odd.
fn has_odd_words(bytes: &[u8], encoding: Encoding) -> bool {
    let all: Vec<u8> = (0..=u8::MAX).collect();
    let (characters, _) = encoding.tables().decode_without_bom_handling(&all);
    let characters: Vec<char> = characters.chars().collect();
    let character = |byte: u8| characters.get(usize::from(byte)).copied().unwrap_or(' ');
    bytes.windows(3).any(|three| {
        let &[before, this, after] = three else { return false };
        if this.is_ascii() || !character(before).is_lowercase() {
            return false;
        }
        let this = character(this);
        let joins = matches!(this, '’' | '‘' | '–' | '—' | '…' | '·' | '\u{a0}' | '\u{ad}');
        let is_sign = !this.is_alphabetic() && !joins;
        this.is_uppercase() || this.is_control() || (is_sign && character(after).is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::super::nature;
    use super::*;

    fn guessed(text: &str, encoding: Encoding) -> Encoding {
        let (bytes, _, _) = encoding.tables().encode(text);
        nature::of("t.csv", &mut Cursor::new(bytes), None, nature::Look::Before).unwrap().encoding
    }

    #[test]
    fn mac_roman_shows_inside_words() {
        for text in [
            "School;Café\nDe Linde;één keer\n",
            "Überprüfung;häufig\nschön;manchmal\n",
            "réponse;très bien\nça va;à côté de l’école\n",
        ] {
            assert_eq!(guessed(text, Encoding::Macintosh), Encoding::Macintosh, "{text}");
            assert_eq!(guessed(text, Encoding::Windows1252), Encoding::Windows1252, "{text}");
        }
        // Signs tell nothing, nor does a letter that is another letter on Windows: `cošrdinator`.
        assert_ne!(guessed("coördinator;3\n", Encoding::Macintosh), Encoding::Macintosh);
        assert_ne!(guessed("prijs;5 €\n", Encoding::Macintosh), Encoding::Macintosh);
    }

    proptest! {
        /// Words as they are written in Western Europe, on Windows.
        #[test]
        fn a_file_of_windows_is_never_taken_for_one_of_a_mac(
            words in prop::collection::vec(
                "[A-ZÉÈÖÜÄÇÀ]?[a-zéèëïöüäçàñß]{1,8}([’–-][a-zéè]{1,4})?|€ [0-9]{1,3}|“[a-z]{1,5}”|[a-z]{1,4}…|[0-9]{1,4}°",
                1..30,
            ),
        ) {
            let text = words.join(" ");
            prop_assert_ne!(guessed(&text, Encoding::Windows1252), Encoding::Macintosh, "{}", text);
        }
    }
}
