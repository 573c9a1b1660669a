//! What separates the cells: said by the caller or a `sep=` line, or guessed.

use csv_nose::{Quote, SampleSize, Sniffer};
use leerkring_model::Language;

use crate::table::ReadError;

/// What separates the cells of a row.
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
#[strum(serialize_all = "kebab-case", ascii_case_insensitive)]
pub enum Delimiter {
    /// `,`
    #[strum(to_string = "comma", serialize = ",")]
    Comma,
    /// `;`, as Excel writes it where the comma is in the numbers.
    #[strum(to_string = "semicolon", serialize = ";")]
    Semicolon,
    /// A tab.
    #[strum(to_string = "tab", serialize = "\t")]
    Tab,
    /// `|`
    #[strum(to_string = "pipe", serialize = "|")]
    Pipe,
}

impl Delimiter {
    const ALL: [Delimiter; 4] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Pipe];

    /// The character.
    pub fn char(self) -> char {
        char::from(self.byte())
    }

    pub(in crate::table) fn in_language(self, language: Language) -> String {
        let nl = match self {
            Delimiter::Comma => "komma",
            Delimiter::Semicolon => "puntkomma",
            Delimiter::Tab => "tab",
            Delimiter::Pipe => "verticale streep",
        };
        language.choose(nl.to_owned(), self.to_string())
    }

    pub(super) fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        }
    }
}

/// The line `sep=;` that Excel reads and writes, taken off the text with what it says.
pub(super) fn take_sep_line<'t>(
    name: &str,
    text: &'t str,
) -> Result<(Option<Delimiter>, &'t str), ReadError> {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_end_matches('\r').trim_matches('"');
    let Some(said) = line.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))
    else {
        return Ok((None, text));
    };
    // Spreadsheets that save the file again fill the line up with delimiters.
    let said = said.trim_end_matches('"');
    let mut chars = said.chars();
    let first = chars.next();
    let delimiter = Delimiter::ALL.into_iter().find(|d| first == Some(d.char()));
    match delimiter.filter(|d| chars.all(|c| c == d.char() || Delimiter::ALL.iter().any(|o| o.char() == c))) {
        Some(delimiter) => Ok((Some(delimiter), rest)),
        None => Err(ReadError::SepLine { file: name.to_owned(), said: crate::text::shown(line) }),
    }
}

/// The delimiter that gives the most regular table.
pub(super) fn guess(text: &str) -> Delimiter {
    let header = first_record(text);
    let present: Vec<Delimiter> =
        Delimiter::ALL.into_iter().filter(|d| count_outside_quotes(header, d.char()) > 0).collect();
    match present.as_slice() {
        // One column, which any delimiter reads, or a title above the table.
        [] => below_a_title(text).unwrap_or(Delimiter::Comma),
        [only] => of_lines_below(text, *only).unwrap_or(*only),
        several => {
            let sniffed = sniff(text).filter(|d| several.contains(d));
            let most = several.iter().copied().max_by_key(|d| count_outside_quotes(header, d.char()));
            sniffed.or(most).unwrap_or(Delimiter::Comma)
        }
    }
}

/// The delimiter of the first two lines in a row that have it about equally often, and often enough for three columns. A
/// comma or semicolon in a sentence does not come back so.
fn below_a_title(text: &str) -> Option<Delimiter> {
    const TOP: usize = 20;
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).take(TOP).collect();
    let is_header = |(line, next): (&&str, &&str), delimiter: Delimiter| {
        let [times, again] = [line, next].map(|line| count_outside_quotes(line, delimiter.char()));
        times >= 2 && again >= 2 && times.abs_diff(again) <= 1
    };
    lines
        .iter()
        .zip(lines.iter().skip(1))
        .find_map(|pair| Delimiter::ALL.into_iter().find(|delimiter| is_header(pair, *delimiter)))
}

/// Another delimiter than the only one of the first line, where all lines below it have it, equally often and more often
/// than that, while they do not go on with the first: `Samen leren, voorjaar 2026` above a table is a title.
fn of_lines_below(text: &str, first: Delimiter) -> Option<Delimiter> {
    const TOP: usize = 20;
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let count = |line: &str, delimiter: Delimiter| count_outside_quotes(line, delimiter.char());
    let in_title = count(lines.next()?, first);
    let below: Vec<&str> = lines.take(TOP).collect();
    if below.len() < 2 || below.iter().all(|line| count(line, first) == in_title) {
        return None;
    }
    Delimiter::ALL.into_iter().filter(|delimiter| *delimiter != first).find(|delimiter| {
        let times = below.first().map_or(0, |line| count(line, *delimiter));
        times >= 2 && times > in_title && below.iter().all(|line| count(line, *delimiter) == times)
    })
}

/// csv-nose on the beginning of the text; only its delimiter is used, its idea of the header is unreliable.
fn sniff(text: &str) -> Option<Delimiter> {
    const SAMPLE: usize = 1 << 16;
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let sample = text.get(..end)?;
    let whole_lines =
        if end < text.len() { sample.rsplit_once('\n').map_or(sample, |(s, _)| s) } else { sample };
    let mut sniffer = Sniffer::new();
    sniffer.sample_size(SampleSize::Records(100)).quote(Quote::Some(b'"'));
    let found = sniffer.sniff_bytes(whole_lines.as_bytes()).ok()?.dialect.delimiter;
    Delimiter::ALL.into_iter().find(|d| d.byte() == found)
}

/// The text up to the first line end outside quotes.
fn first_record(text: &str) -> &str {
    let text = text.trim_start_matches('\n');
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => return text.get(..at).unwrap_or(text),
            _ => {}
        }
    }
    // A quote that never closes would make all of the file its header.
    text.split('\n').next().unwrap_or(text)
}

fn count_outside_quotes(record: &str, delimiter: char) -> usize {
    let mut quoted = false;
    let outside = |c: &char| {
        quoted ^= *c == '"';
        !quoted && *c == delimiter
    };
    record.chars().filter(outside).count()
}
