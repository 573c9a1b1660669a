//! Moments in cells: the day, the time of the day, and how finely the clock was written down.

use crate::date::{self, DateOrder};

/// A moment, in seconds since a day that does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) seconds: i64,
    pub(super) grain: Grain,
}

/// How finely a moment was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Second,
    Minute,
    Day,
}

impl Grain {
    /// Its length in seconds.
    pub(super) fn seconds(self) -> i64 {
        match self {
            Grain::Second => 1,
            Grain::Minute => 60,
            Grain::Day => 86_400,
        }
    }
}

/// The moment of a text such as `2026-09-03 14:20:53` or `3/9/2026 8:41 PM`. A time zone is not looked at: both moments
/// of a row are in the same.
pub(super) fn parse(text: &str, order: DateOrder) -> Option<Moment> {
    let text = text.trim();
    let day = date::parse(text, order)?;
    let days = days(i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    let (within, grain) = match date::time(text)? {
        "" => (0, Grain::Day),
        time => time_of_day(time)?,
    };
    Some(Moment { seconds: days * 86_400 + within, grain })
}

/// `14:20:53`, `8:41`, `14.20.53`, `8:41:02.35 PM`
fn time_of_day(text: &str) -> Option<(i64, Grain)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(text.len());
    let (clock, rest) = text.split_at_checked(end)?;
    // What comes after the seconds is a part of one.
    let mut parts = clock.split([':', '.']);
    let mut next = |limit: i64| parts.next()?.parse::<i64>().ok().filter(|n| *n < limit);
    let (hour, minute) = (next(24)?, next(60)?);
    let second = next(60);
    let rest = rest.trim_start().to_lowercase();
    let hour = match (rest.starts_with("pm") || rest.starts_with("p.m"), rest.starts_with('a')) {
        (true, _) if hour < 12 => hour + 12,
        (_, true) if hour == 12 => 0,
        _ => hour,
    };
    let grain = if second.is_some() { Grain::Second } else { Grain::Minute };
    Some((hour * 3600 + minute * 60 + second.unwrap_or(0), grain))
}

/// Days since 1 March of the year 0: with the year beginning in March, a leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_a_difference_in_seconds_apart() {
        let at = |text| parse(text, DateOrder::Mdy).map(|m| m.seconds).unwrap();
        for (from, to, seconds) in [
            ("2026-01-07 16:04:50", "2026-01-07 16:15:37", 647),
            ("2024-02-28 23:59:59", "2024-03-01 00:00:00", 86_401),
            ("2023-12-31", "2024-12-31", 366 * 86_400),
            ("12/24/2019 8:41 AM", "12/24/2019 8:41:30 PM", 43_230),
            ("12/24/2019 12:00:00 AM", "2019-12-24T00:00:01Z", 1),
            ("3-9-2026 om 14:20", "3-9-2026, 14.20.53", 53),
        ] {
            assert_eq!(at(to) - at(from), seconds, "{from} {to}");
        }
        assert_eq!(parse("3-9-2026 14:20", DateOrder::Dmy).map(|m| m.grain), Some(Grain::Minute));
        assert_eq!(parse("3-9-2026", DateOrder::Dmy).map(|m| m.grain), Some(Grain::Day));
        assert_eq!(parse("3-9-2026 25:00", DateOrder::Dmy), None);
        assert_eq!(parse("gisteren", DateOrder::Dmy), None);
    }
}
