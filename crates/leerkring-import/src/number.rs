//! Numbers with a decimal comma or point.

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

/// The whole number from 0 of a text; `412.0`, as statistics programs write it, is 412.
pub(crate) fn count(text: &str) -> Option<u32> {
    let text = text.trim();
    let whole = text.split_once(['.', ',']).filter(|(_, rest)| rest.chars().all(|c| c == '0'));
    let text = whole.map_or(text, |(whole, _)| whole);
    text.parse().ok().filter(|_| text.chars().all(|c| c.is_ascii_digit()))
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
            ("1.234,5", None, None),
            ("1.234", Some(1.234), None),
            ("NaN", None, None),
            ("inf", None, None),
            ("1e999", None, None),
            ("", None, None),
            ("-3", Some(-3.0), None),
            ("99999999999", Some(99_999_999_999.0), None),
        ] {
            assert_eq!((decimal(text), count(text)), (number, whole), "{text:?}");
        }
    }
}
