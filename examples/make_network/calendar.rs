//! Days of the school year 2025-2026. No clock is read: the same seed gives the same days in any year.

use anyhow::{Context, Result};
use leerkring::model::Date;

/// Months from September 2025 with their lengths.
const MONTHS: [(u16, u8, u32); 11] = [
    (2025, 9, 30),
    (2025, 10, 31),
    (2025, 11, 30),
    (2025, 12, 31),
    (2026, 1, 31),
    (2026, 2, 28),
    (2026, 3, 31),
    (2026, 4, 30),
    (2026, 5, 31),
    (2026, 6, 30),
    (2026, 7, 31),
];

/// The week that would begin on 22 December; it and the next are a holiday.
const CHRISTMAS: u32 = 14;

/// The weekday (0 is Monday) of this week of school, counted from 0 for that of Monday 15 September 2025.
pub(crate) fn weekday(week: u32, day: u32) -> Result<Date> {
    let holiday = if week < CHRISTMAS { 0 } else { 2 };
    let mut days = 14 + (week + holiday) * 7 + day;
    for (year, month, length) in MONTHS {
        if days < length {
            return Ok(Date::new(year, month, u8::try_from(days + 1)?)?);
        }
        days -= length;
    }
    None.with_context(|| format!("week {week} lies after the school year; this is a mistake in make_network"))
}

/// Hours, minutes and seconds of a number of seconds after midnight.
pub(crate) fn clock(seconds: u32) -> (u32, u32, u32) {
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}
