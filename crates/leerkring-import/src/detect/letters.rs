//! Letters that are hardly text in the encoding that was guessed: words of nothing but letters beyond ASCII, as `Œæ`, and
//! control characters. In the languages of the west such letters stand in words with others. The file can be of another
//! encoding, or have been damaged before it came here.

use super::view::View;
use super::{Finding, FindingKind};
use crate::table::{Encoding, KnownBy};

/// The most of the letters of a header that are shown; of a cell it is the first alone, since somebody typed them.
const MOST: usize = 8;
/// The encodings of languages in which such letters are few.
const OF_FEW: [Encoding; 6] = [
    Encoding::Windows1252,
    Encoding::Windows1250,
    Encoding::Windows1254,
    Encoding::Windows1257,
    Encoding::Iso8859Dash2,
    Encoding::Macintosh,
];

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    let Some((guessed, KnownBy::Guessed)) = view.table.recognised.encoding else { return };
    if !OF_FEW.contains(&guessed) {
        return;
    }
    let mut first: Option<String> = None;
    let (mut places, mut rows) = (Vec::new(), Vec::new());
    for (column, place) in view.table.columns.iter().zip(0..) {
        if let Some(letters) = unlikely(&column.header) {
            first.get_or_insert_with(|| beyond_ascii(letters, MOST));
            places.push(place);
        }
    }
    for (row, at) in view.table.rows.iter().zip(0..) {
        let found = row.iter().zip(0..).filter_map(|(cell, place)| Some((unlikely(cell)?, place)));
        for (letters, place) in found {
            first.get_or_insert_with(|| beyond_ascii(letters, 1));
            if !places.contains(&place) {
                places.push(place);
            }
            if rows.last() != Some(&at) {
                rows.push(at);
            }
        }
    }
    let Some(letters) = first else { return };
    let other = if guessed == Encoding::Macintosh { Encoding::Windows1252 } else { Encoding::Macintosh };
    let (bytes, _, _) = guessed.tables().encode(&letters);
    let instead = other.tables().decode_without_bom_handling(&bytes).0.into_owned();
    places.sort_unstable();
    let kind = FindingKind::UnlikelyLetters { letters, guessed, other, instead };
    findings.push(view.finding(&places, &rows, kind));
}

/// The first letters of a text that are hardly text.
fn unlikely(text: &str) -> Option<&str> {
    if text.is_ascii() {
        return None;
    }
    let mut words = text.split(|c: char| !c.is_alphabetic() && !is_odd(c));
    words.find(|word| {
        let beyond = word.chars().all(|c| !c.is_ascii());
        word.contains(is_odd) || (beyond && word.chars().count() > 1)
    })
}

/// The first letters of a word that are no plain ones: the others say nothing of the encoding.
fn beyond_ascii(word: &str, most: usize) -> String {
    word.chars().filter(|c| !c.is_ascii()).take(most).collect()
}

/// Whether a character has no place in any text, but for its bytes.
fn is_odd(c: char) -> bool {
    c.is_control() && !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect_unaided;
    use crate::table::{ReadOptions, read_table};

    #[test]
    fn words_of_nothing_but_such_letters_are_unlikely() {
        for text in ["Expanded Universe?Œæ", "x \u{8d}y", "éé"] {
            assert!(unlikely(text).is_some(), "{text}");
        }
        for text in ["één", "à la carte", "École", "5 €", "“goed”", "Ü", "naïef", "…—"] {
            assert_eq!(unlikely(text), None, "{text}");
        }
    }

    #[test]
    fn a_guess_with_unlikely_letters_is_told_with_what_another_encoding_makes_of_them() {
        let read = |bytes: &[u8], options| detect_unaided(&read_table("t.csv", bytes, &options).unwrap());
        let found = read(b"School,Vindt u dat?\x8c\xe6\na,ja\nb,nee\n", ReadOptions::default());
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "t.csv, column `Vindt u dat?Œæ`: there are letters here that are hardly text in windows-1252, which was guessed: `Œæ`; in macintosh they are `åÊ`: if that is right, choose that encoding; if neither is, something damaged the file before it came here"
            ]
        );
        // Of a cell no word is repeated.
        let found = read(b"School,Wie?\na,\x8c\xe6\x8c\nb,nee\n", ReadOptions::default());
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].contains("guessed: `Œ`; in macintosh they are `å`"), "{told:?}");
        // What was chosen is no guess.
        let chosen = ReadOptions { encoding: Some(Encoding::Windows1252), ..ReadOptions::default() };
        assert_eq!(read(b"School,Vindt u dat?\x8c\xe6\na,ja\n", chosen), []);
        assert_eq!(read("School;Één\na;naïef\n".as_bytes(), ReadOptions::default()), []);
    }
}
