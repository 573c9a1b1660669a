//! Numbers with a decimal comma or point.

use crate::issue::IssueKind;
use crate::quote::Known;

/// The number of a text such as `52.07`, `52,07` or ` -3 `; finite. `None` for anything else, also for thousands
/// written with points or spaces: what they mean depends on the country.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ',' | 'e' | 'E');
    if !text.chars().all(digits) || text.matches(['.', ',']).count() > 1 {
        return None;
    }
    text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// What a text with one mark and three digits after it shows of its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It is a decimal one: `52.07`, `0.125`, `1234.5`.
    Decimal(char),
    /// It may part thousands: `1.024`.
    Unsaid(char),
}

/// What the mark of a number can be; `None` if it has none, or is no number.
pub(crate) fn mark(text: &str) -> Option<Mark> {
    let text = text.trim().trim_start_matches(['-', '+']);
    let mark = text.chars().find(|c| matches!(c, '.' | ','))?;
    decimal(text)?;
    let (whole, rest) = text.split_once(mark)?;
    let thousands = rest.len() == 3
        && rest.bytes().all(|b| b.is_ascii_digit())
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0');
    Some(if thousands { Mark::Unsaid(mark) } else { Mark::Decimal(mark) })
}

/// Whether a text can be a number with a decimal mark, and one with a mark that parts thousands.
pub(crate) fn is_unsaid(text: &str) -> bool {
    matches!(mark(text), Some(Mark::Unsaid(_)))
}

/// The whole number from 0 of a text; `412.0` or `412,00`, as statistics programs and spreadsheets write it, is 412.
///
/// `1.000` is no number: where it was written it may be a thousand, and elsewhere one. What else is none may be what
/// somebody typed in its place, and is repeated only if it can hold nothing of theirs.
pub(crate) fn count(text: &str) -> Result<u32, IssueKind> {
    let text = text.trim();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let whole = match text.split_once(['.', ',']) {
        Some((whole, rest)) if digits(whole) && digits(rest) => match rest {
            "0" | "00" => whole,
            _ if rest.len() >= 3 => return Err(IssueKind::AmbiguousCount(text.to_owned())),
            _ => text,
        },
        _ => text,
    };
    // `parse` would take a sign too.
    let number = if digits(whole) { whole.parse().ok() } else { None };
    let may_quote = || Known::default().may_quote(text, 1);
    number.ok_or_else(|| IssueKind::Count(may_quote().then(|| text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_counts() {
        for (text, number, whole) in [
            ("52.07", Some(52.07), None),
            (" -4,5 ", Some(-4.5), None),
            ("412", Some(412.0), Some(412)),
            ("412.0", Some(412.0), Some(412)),
            (" 412,00 ", Some(412.0), Some(412)),
            ("1.234,5", None, None),
            ("1.20", Some(1.2), None),
            ("412.", Some(412.0), None),
            (".0", Some(0.0), None),
            ("NaN", None, None),
            ("inf", None, None),
            ("1e999", None, None),
            ("", None, None),
            ("-3", Some(-3.0), None),
            ("+3", Some(3.0), None),
            ("1.000.000", None, None),
            ("99999999999", Some(99_999_999_999.0), None),
        ] {
            assert_eq!((decimal(text), count(text).ok()), (number, whole), "{text:?}");
        }
        for (text, repeated) in
            [(" -3 ", Some("-3")), ("2,5", Some("2,5")), ("veel, zegt Jo", None), ("06-12345678", None)]
        {
            assert_eq!(count(text), Err(IssueKind::Count(repeated.map(str::to_owned))), "{text:?}");
        }
    }

    #[test]
    fn what_a_mark_shows() {
        for (text, shown) in [
            ("52.07", Some(Mark::Decimal('.'))),
            ("0,125", Some(Mark::Decimal(','))),
            ("1234.567", Some(Mark::Decimal('.'))),
            ("-1.024", Some(Mark::Unsaid('.'))),
            ("980,000", Some(Mark::Unsaid(','))),
            ("1024", None),
            ("1.024,5", None),
            ("a.024", None),
        ] {
            assert_eq!(mark(text), shown, "{text}");
        }
    }

    /// A thousand pupils were once read as one.
    #[test]
    fn what_can_be_thousands_is_no_count() {
        for text in ["1.000", "2,000", "1.200", "1,234", "412.000000"] {
            assert_eq!(count(text), Err(IssueKind::AmbiguousCount(text.to_owned())));
        }
    }
}
