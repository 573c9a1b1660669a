//! Days as survey tools and people write them.

use leerkring_model::Date;

/// Which comes first in a day written with slashes, as `3/9/2026`. With hyphens or points the day always does, and
/// a year of four digits in front goes with month and day. Or that days are numbers.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
#[strum(serialize_all = "kebab-case")]
pub enum DateOrder {
    /// Day, month, year: 3 September.
    #[default]
    Dmy,
    /// Month, day, year: 9 March.
    Mdy,
    /// The numbers that Excel keeps for days, as they stand in a CSV from columns that were not formatted as dates: 45231 is
    /// 1 November 2023. Those of files made in the old calendar of Excel for Mac, from 1904 on, come out four years early.
    Excel,
}

/// The day of a text such as `2026-09-03 14:20:53`, `3-9-2026`, `03.09.2026` or `3/9/2026 8:41`; a time after it is
/// not kept. `None` if it is no such text, or no day under this order.
pub(crate) fn parse(text: &str, order: DateOrder) -> Option<Date> {
    day(without_time(text)?, order)
}

/// The day of one of Excel's day numbers, which count from 30 December 1899, from 2000 to 2099; what is after the point or
/// comma is the time.
pub(crate) fn excel_day(text: &str) -> Option<Date> {
    let (whole, rest) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = whole.parse().ok().filter(|_| is_number(whole) && is_number(rest))?;
    // Any number can stand there, such as a telephone number.
    let days = jiff::Span::new().try_days(number).ok()?;
    let day = jiff::civil::date(1899, 12, 30).checked_add(days).ok()?;
    let small = |n: i8| u8::try_from(n).ok();
    let year = u16::try_from(day.year()).ok().filter(|year| (2000..2100).contains(year))?;
    Date::new(year, small(day.month())?, small(day.day())?).ok()
}

/// Whether a text is made as days are, of digits and signs; a telephone number has more digits, or fewer signs.
pub(crate) fn is_like_a_day(text: &str) -> bool {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ',' | ':');
    let is_moment = |c: char| is_part(c) || matches!(c, ' ' | 'A' | 'P' | 'M' | 'Z' | '+');
    day.chars().all(is_part)
        && (excel_day(text).is_some() || has_parts_of_day(day))
        && (time.is_empty() || (time.contains(':') && time.chars().all(is_moment)))
}

/// Whether a text has three numbers, of which one can be a year and the others are at most 31.
fn has_parts_of_day(day: &str) -> bool {
    let parts: Vec<&str> = day.split(|c: char| !c.is_ascii_digit()).collect();
    let is_small = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| n <= 31);
    let is_year = |part: &str| part.len() == 4 || part.len() == 2;
    match parts[..] {
        [first, middle, last] => {
            is_small(middle)
                && ((is_small(first) && (is_year(last) || is_small(last)))
                    || (is_year(first) && is_small(last)))
        }
        _ => false,
    }
}

/// The part of a text that is a day, if nothing but a time comes after it.
pub(crate) fn without_time(text: &str) -> Option<&str> {
    parts(text).map(|(day, _)| day)
}

/// The time after the day of a text; empty if there is none. `None` if something else comes after it.
pub(crate) fn time(text: &str) -> Option<&str> {
    parts(text).map(|(_, time)| time)
}

/// A day, and the time after it.
fn parts(text: &str) -> Option<(&str, &str)> {
    if let Some((day, [b' ' | b'T', time @ ..])) = text.as_bytes().split_at_checked(10)
        && day.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        && is_time(time)
    {
        // As nearly every tool writes it, which large files are full of.
        return text.split_at_checked(10).map(|(day, time)| (day, time.get(1..).unwrap_or_default()));
    }
    let text = text.trim();
    let end = text.find(|c: char| c.is_whitespace() || c == 'T').unwrap_or(text.len());
    let (day, time) = text.split_at_checked(end)?;
    let time = time.trim_start_matches(|c: char| c.is_whitespace() || c == 'T');
    // `3-9-2026 om 14:20`, `3-9-2026, 14:20`
    let time = time.strip_prefix("om ").unwrap_or(time);
    (time.is_empty() || is_time(time.as_bytes())).then_some((day.trim_end_matches(','), time))
}

/// Whether a text begins as a time does: `14:20`, `9:05:11 PM`, `14.20.53`.
fn is_time(text: &[u8]) -> bool {
    let hours = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let minutes = text.get(hours + 1..hours + 3).unwrap_or_default();
    (1..=2).contains(&hours)
        && matches!(text.get(hours), Some(b':' | b'.'))
        && minutes.len() == 2
        && minutes.iter().all(u8::is_ascii_digit)
}

/// The day of a text without a time.
pub(crate) fn day(day: &str, order: DateOrder) -> Option<Date> {
    if order == DateOrder::Excel
        && let Some(day) = excel_day(day)
    {
        return Some(day);
    }
    let separator = day.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = day.split(separator).collect();
    let [first, _, last] = parts.as_slice() else { return None };
    let format = match (separator, first.len(), last.len(), order) {
        ('-', 4, 1..=2, _) => "%Y-%m-%d",
        ('/', 4, 1..=2, _) => "%Y/%m/%d",
        ('-', 1..=2, 4, _) => "%d-%m-%Y",
        ('.', 1..=2, 4, _) => "%d.%m.%Y",
        ('/', 1..=2, 4, DateOrder::Dmy) => "%d/%m/%Y",
        ('/', 1..=2, 4, DateOrder::Mdy) => "%m/%d/%Y",
        _ => return None,
    };
    let day = jiff::civil::Date::strptime(format, day).ok()?;
    let small = |n: i8| u8::try_from(n).ok();
    Date::new(u16::try_from(day.year()).ok()?, small(day.month())?, small(day.day())?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_the_ways_of_the_tools() {
        for (text, order, day) in [
            ("2026-09-03", DateOrder::Dmy, Some("2026-09-03")),
            ("2026-09-03 14:20:53", DateOrder::Mdy, Some("2026-09-03")),
            ("2026-09-03T14:20:53Z", DateOrder::Dmy, Some("2026-09-03")),
            ("31-8-2026 14:20:53", DateOrder::Mdy, Some("2026-08-31")),
            (" 3.9.2026 ", DateOrder::Dmy, Some("2026-09-03")),
            ("3/9/2026 8:41", DateOrder::Dmy, Some("2026-09-03")),
            ("3/9/2026 8:41:02 PM", DateOrder::Mdy, Some("2026-03-09")),
            ("2026/09/03 2:03:04 pm GMT+2", DateOrder::Dmy, Some("2026-09-03")),
            ("12/24/2026", DateOrder::Dmy, None),
            ("24/12/2026", DateOrder::Mdy, None),
            ("29-2-2026", DateOrder::Dmy, None),
            ("3-9-26", DateOrder::Dmy, None),
            ("44075", DateOrder::Dmy, None),
            ("45231", DateOrder::Excel, Some("2023-11-01")),
            ("45231,6045", DateOrder::Excel, Some("2023-11-01")),
            ("36526", DateOrder::Excel, Some("2000-01-01")),
            ("36525", DateOrder::Excel, None),
            ("99999999999", DateOrder::Excel, None),
            ("0612345678", DateOrder::Excel, None),
            ("2026-09-03", DateOrder::Excel, Some("2026-09-03")),
            ("3/9/2026", DateOrder::Excel, None),
            ("03/09/2026 14.20.53", DateOrder::Dmy, Some("2026-09-03")),
            ("3-9-2026, 14:20", DateOrder::Dmy, Some("2026-09-03")),
            ("3-9-2026 om 14:20", DateOrder::Dmy, Some("2026-09-03")),
            ("2026-09-03 14:2", DateOrder::Dmy, None),
            ("3-9-2026 1 uur", DateOrder::Dmy, None),
            ("3-9-2026 ongeveer", DateOrder::Dmy, None),
            ("gisteren", DateOrder::Dmy, None),
            ("", DateOrder::Dmy, None),
        ] {
            assert_eq!(parse(text, order).map(|d| d.to_string()).as_deref(), day, "{text:?} {order}");
        }
    }

    #[test]
    fn what_is_made_as_days_are() {
        for text in ["31-2-2026", "3/9/26 8:41", "12/25/2026 8:41:02 PM", "45231", "45231.75", "3.9.2026"] {
            assert!(is_like_a_day(text), "{text}");
        }
        for text in [
            "gisteren",
            "3-9-2026 bij Jo",
            "0612345678",
            "06-12345678",
            "06-1234-5678",
            "3 sept 2026",
            "1.200",
            "",
        ] {
            assert!(!is_like_a_day(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_day_or_none(text in "\\PC{0,20}|[0-9]{5,11}([.,][0-9])?|[0-9]{0,5}[-/.][0-9]{0,3}[-/.][0-9]{0,5}[ T]?[0-9:]{0,6}") {
            let _ = (parse(&text, DateOrder::Dmy), parse(&text, DateOrder::Mdy), parse(&text, DateOrder::Excel));
        }
    }
}
