//! What is said of texts that people may have typed, and of days and numbers that can be read in two ways.

use leerkring_model::Language;

use crate::date::{self, DateOrder};
use crate::text::shown;

/// A text as a message begins with it, and what is said at the end where it is not repeated.
pub(super) fn repeated(text: Option<&str>, language: Language) -> (String, &'static str) {
    let why = language.choose(
        "; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
        "; the text is not repeated since somebody may have typed it",
    );
    match text {
        Some(text) => (format!("`{}`", shown(text)), ""),
        None => (language.choose("wat hier staat", "what stands here").to_owned(), why),
    }
}

/// What is said of a text that is not repeated.
pub(super) fn not_repeated([nl, en]: [&str; 2], language: Language) -> String {
    language.choose(nl, en).to_owned() + repeated(None, language).1
}

/// That a text is no day, what became of it, and what to do about it.
pub(super) fn no_day(text: Option<&str>, order: DateOrder, became: &str, language: Language) -> String {
    let written = match text {
        Some(text) => format!("`{}`", shown(text)),
        None => language.choose("wat hier staat", "what stands here").to_owned(),
    };
    let text = text.unwrap_or_default();
    let (nl, en) = match (date::excel_day(text), has_short_year(text)) {
        (Some(day), _) => (
            format!(
                "lijkt een dagnummer van Excel ({day}); maak er in het blad een datum van, of zet `date_order` in het codeboek op `excel`"
            ),
            format!(
                "looks like one of Excel's day numbers ({day}); make it a date in the sheet, or set `date_order` in the codebook to `excel`"
            ),
        ),
        (None, true) => (
            "een jaar heeft hier vier cijfers; schrijf het zo".to_owned(),
            "a year has four digits here; write it so".to_owned(),
        ),
        (None, false) => (
            "verbeter dit, of zet `date_order` in het codeboek op `dmy` of `mdy`".to_owned(),
            "mend it, or set `date_order` in the codebook to `dmy` or `mdy`".to_owned(),
        ),
    };
    language.choose(
        format!("{written} is geen dag in de volgorde {order}{became}; {nl}"),
        format!("{written} is no day in the order {order}{became}; {en}"),
    )
}

/// Whether a text is three numbers of at most two digits, as `3-9-26`.
fn has_short_year(text: &str) -> bool {
    let day = text.split([' ', 'T', ',']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let is_short = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_short)
}

/// What `1.200` is if the mark is a decimal one, and if it parts thousands: `1.2` and `1200`.
pub(super) fn readings(text: &str) -> (&str, String) {
    let small = text.trim_end_matches('0').trim_end_matches(['.', ',']);
    (if small.is_empty() { "0" } else { small }, text.replace(['.', ','], ""))
}
