//! From the value of a cell to the text that a person sees: whole numbers without `.0`, days as `2026-09-03`.

use calamine::{Data, ExcelDateTime};

/// The text of a cell; empty for a cell without a value. An error stays the text that the sheet shows, as `#REF!`: a
/// codebook does not know it, so that it is told where it matters.
pub(super) fn text(value: Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text,
        Data::Int(number) => number.to_string(),
        // Also for a zero that lost its minus.
        Data::Float(0.0) => "0".to_owned(),
        // The shortest text that reads back as the same number: 4.1 where the file has 4.0999999999999996.
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(moment) => excel_moment(&moment),
        Data::DateTimeIso(text) => iso_moment(&text),
        Data::DurationIso(text) => iso_duration(&text).unwrap_or(text),
        Data::Error(error) => error.to_string(),
    }
}

/// A number that its format makes a day, a time or both.
fn excel_moment(moment: &ExcelDateTime) -> String {
    // Where Excel itself shows `####`: before its first day and after its last.
    const END: f64 = 2_958_466.0;
    const DAY: f64 = 86_400.0;
    let serial = moment.as_f64();
    if !(0.0..END).contains(&serial) {
        return serial.to_string();
    }
    if moment.is_duration() || serial < 1.0 {
        let seconds = (serial * DAY).round();
        let (minutes, second) = ((seconds / 60.0).floor(), seconds % 60.0);
        return clock((minutes / 60.0).floor(), minutes % 60.0, second);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let small = |n: u8| i8::try_from(n).ok();
    let rounded = || {
        let year = i16::try_from(year).ok()?;
        let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(small);
        let moment = jiff::civil::DateTime::new(year, month?, day?, hour?, minute?, second?, 0).ok()?;
        // A moment is a fraction of a day, which hardly ever is a whole number of seconds.
        moment.checked_add(jiff::Span::new().seconds(i64::from(milli >= 500))).ok()
    };
    match rounded() {
        Some(moment) => iso_moment(&moment.to_string()),
        // The one day that Excel knows and no calendar does: 29 February 1900.
        None => format!("{year:04}-{month:02}-{day:02}"),
    }
}

fn clock(hours: f64, minutes: f64, seconds: f64) -> String {
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}

/// `2026-09-03T14:20:53.5Z` as `2026-09-03 14:20:53`, and as the day alone where the time is midnight.
fn iso_moment(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else { return text.to_owned() };
    let time = time.trim_end_matches('Z').split('.').next().unwrap_or_default();
    if matches!(time, "" | "00:00" | "00:00:00") { day.to_owned() } else { format!("{day} {time}") }
}

/// `PT14H20M53S` as `14:20:53`.
fn iso_duration(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    Some(clock(hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[test]
    fn a_cell_is_the_text_that_a_person_sees() {
        let serial = |value, kind| Data::DateTime(ExcelDateTime::new(value, kind, false));
        let moment = |value| serial(value, ExcelDateTimeType::DateTime);
        for (value, shown) in [
            (Data::Float(412.0), "412"),
            (Data::Float(-0.0), "0"),
            (Data::Float(31.5), "31.5"),
            (Data::Float(0.1 + 0.2), "0.30000000000000004"),
            (Data::Float(20_260_000_001.0), "20260000001"),
            (Data::Int(-3), "-3"),
            (Data::Bool(true), "TRUE"),
            (Data::Bool(false), "FALSE"),
            (Data::String("007".into()), "007"),
            (Data::Empty, ""),
            (Data::Error(CellErrorType::Ref), "#REF!"),
            // Half a second before and after; only a day; only a time; 26 hours; the day that is none; out of range.
            (moment(46_268.597_835_6), "2026-09-03 14:20:53"),
            (moment(46_268.999_999_9), "2026-09-04"),
            (moment(46_268.0), "2026-09-03"),
            (moment(0.25), "06:00:00"),
            (serial(1.083_333_333_3, ExcelDateTimeType::TimeDelta), "26:00:00"),
            (moment(60.0), "1900-02-29"),
            (moment(-1.0), "-1"),
            (moment(1e18), "1000000000000000000"),
            (Data::DateTimeIso("2026-09-03T14:20:53.25".into()), "2026-09-03 14:20:53"),
            (Data::DateTimeIso("2026-09-03".into()), "2026-09-03"),
            (Data::DateTimeIso("2026-09-03T00:00:00Z".into()), "2026-09-03"),
            (Data::DurationIso("PT08H05M00S".into()), "08:05:00"),
            (Data::DurationIso("P1D".into()), "P1D"),
        ] {
            assert_eq!(text(value.clone()), shown, "{value:?}");
        }
    }
}
