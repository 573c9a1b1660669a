//! A day, without a clock.

use std::fmt;
use std::str::FromStr;

/// A day in the Gregorian calendar, printed and read as `2026-09-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text or the numbers are no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write year, month and day as in `2026-09-01`")]
pub struct NoSuchDay(String);

impl Date {
    /// The day with this year (1 to 9999), month and day of the month.
    ///
    /// # Errors
    /// [`NoSuchDay`] if the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Date, NoSuchDay> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if (1..=9999).contains(&year) && (1..=length).contains(&day) {
            Ok(Date { year, month, day })
        } else {
            Err(NoSuchDay(format!("{year:04}-{month:02}-{day:02}")))
        }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days this day is after another; below 0 if it is before.
    ///
    /// ```
    /// use leerkring_model::Date;
    /// let (first, second) = (Date::new(2024, 2, 28)?, Date::new(2024, 3, 1)?);
    /// assert_eq!((second.days_since(first), first.days_since(second)), (2, -2));
    /// # Ok::<(), leerkring_model::NoSuchDay>(())
    /// ```
    pub fn days_since(self, other: Date) -> i32 {
        self.number() - other.number()
    }

    /// Days are numbered from 1 March of the year 0, so that the leap day is the last of a year.
    fn number(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        // From March on the months have 31, 30, 31, 30, 31 days, and again.
        let before = (153 * month + 2) / 5;
        365 * year + year / 4 - year / 100 + year / 400 + before + i32::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NoSuchDay;

    fn from_str(text: &str) -> Result<Date, NoSuchDay> {
        let wrong = || NoSuchDay(text.to_owned());
        let mut parts = text.splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits).ok_or_else(wrong)?;
            if part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse::<u16>().map_err(|_| wrong())
            } else {
                Err(wrong())
            }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let small = |n: u16| u8::try_from(n).map_err(|_| wrong());
        Date::new(year, small(month)?, small(day)?)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_one_by_one() {
        let days = |year| {
            let of_month = move |month| (1..=31).filter_map(move |day| Date::new(year, month, day).ok());
            (1..=12).flat_map(of_month)
        };
        let first = Date::new(1896, 1, 1).unwrap();
        let all = (1896..2005).flat_map(days);
        for (expected, day) in (0..).zip(all) {
            assert_eq!((day.days_since(first), first.days_since(day)), (expected, -expected), "{day}");
        }
    }

    #[test]
    fn days_of_the_calendar_and_no_others() {
        for text in ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in
            ["2023-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "0000-01-01", "26-1-1", "2026-09-1x", ""]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
