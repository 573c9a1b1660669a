//! The cells of an SPSS file as texts: codes as people write them, days and moments in ISO 8601.

use arrow_array::{
    Array, ArrayRef, Date32Array, DurationMicrosecondArray, Float64Array, StringViewArray,
    TimestampMicrosecondArray,
};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// What the numbers of a variable mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// Days; SPSS keeps them as seconds, too.
    Day,
    Moment,
    /// Hours, minutes and seconds.
    Time,
}

/// A column of a batch.
pub(super) enum Cells<'a> {
    Numbers(&'a Float64Array),
    Texts(&'a StringViewArray),
    Days(&'a Date32Array),
    Moments(&'a TimestampMicrosecondArray),
    Times(&'a DurationMicrosecondArray),
}

impl<'a> Cells<'a> {
    pub(super) fn of(column: &'a ArrayRef) -> Option<Cells<'a>> {
        let any = column.as_any();
        let numbers = any.downcast_ref().map(Cells::Numbers);
        numbers
            .or_else(|| any.downcast_ref().map(Cells::Texts))
            .or_else(|| any.downcast_ref().map(Cells::Days))
            .or_else(|| any.downcast_ref().map(Cells::Moments))
            .or_else(|| any.downcast_ref().map(Cells::Times))
    }

    /// The text of a cell; empty where the value is missing in the file itself (system-missing).
    pub(super) fn text(&self, at: usize) -> String {
        match self {
            Cells::Numbers(cells) if cells.is_valid(at) => number(cells.value(at)),
            Cells::Texts(cells) if cells.is_valid(at) => cells.value(at).to_owned(),
            Cells::Days(cells) if cells.is_valid(at) => day(cells.value(at).into()),
            Cells::Moments(cells) if cells.is_valid(at) => moment(cells.value(at)),
            Cells::Times(cells) if cells.is_valid(at) => time(cells.value(at)),
            _ => String::new(),
        }
    }
}

/// A code as it stands in the cells of a variable of this kind.
pub(super) fn code(value: f64, kind: Kind) -> String {
    /// From the first day of SPSS, in 1582, to 1970.
    const TO_1970: f64 = 12_219_379_200.0;
    #[expect(clippy::cast_possible_truncation, reason = "a number beyond all days becomes the last one")]
    let micros = |seconds: f64| (seconds * 1e6) as i64;
    match kind {
        Kind::Number => number(value),
        Kind::Day => day(micros(value - TO_1970).div_euclid(86_400_000_000)),
        Kind::Moment => moment(micros(value - TO_1970)),
        Kind::Time => time(micros(value)),
    }
}

/// Whole numbers without a decimal, and zero without a sign.
fn number(value: f64) -> String {
    (value + 0.0).to_string()
}

fn day(days: i64) -> String {
    days.checked_mul(24)
        .and_then(|hours| since_1970(SignedDuration::try_from_hours(hours)?))
        .map(|moment| moment.date().to_string())
        .unwrap_or_default()
}

fn moment(micros: i64) -> String {
    since_1970(SignedDuration::from_micros(micros)).map(|moment| moment.to_string()).unwrap_or_default()
}

fn since_1970(duration: SignedDuration) -> Option<DateTime> {
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(duration).ok()
}

/// `08:05:00`; hours can be more than a day has.
fn time(micros: i64) -> String {
    let (sign, micros) = (if micros < 0 { "-" } else { "" }, micros.unsigned_abs());
    let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
    let rest = if rest == 0 { String::new() } else { format!(".{rest:06}").trim_end_matches('0').to_owned() };
    format!("{sign}{:02}:{:02}:{:02}{rest}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_days_and_times_as_people_write_them() {
        const DAY: f64 = 86_400.0;
        for (value, kind, text) in [
            (3.0, Kind::Number, "3"),
            (-0.0, Kind::Number, "0"),
            (2.5, Kind::Number, "2.5"),
            (0.0, Kind::Day, "1582-10-14"),
            (141_428.0 * DAY, Kind::Day, "1970-01-01"),
            (141_427.5 * DAY, Kind::Day, "1969-12-31"),
            (141_427.5 * DAY, Kind::Moment, "1969-12-31T12:00:00"),
            (f64::MAX, Kind::Day, ""),
            (f64::MIN, Kind::Moment, ""),
            (29_105.5, Kind::Time, "08:05:05.5"),
            (-360_000.0, Kind::Time, "-100:00:00"),
        ] {
            assert_eq!(code(value, kind), text, "{value} {kind:?}");
        }
    }
}
