//! Numbers in two languages.

use leerkring_model::Language;

/// Kilometres in whole tenths. Options and traits are bounded such that sums of these fit too.
pub(crate) fn tenths(km: f64) -> i64 {
    (km * 10.0).round() as i64
}

/// Tenths with a decimal point or comma.
pub(crate) fn one_decimal(tenths: i64, language: Language) -> String {
    let point = language.choose(',', '.');
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

/// A number in a sentence: in words from two to ten.
pub(crate) fn count(number: u32, language: Language) -> String {
    let word = match number {
        2 => ("twee", "two"),
        3 => ("drie", "three"),
        4 => ("vier", "four"),
        5 => ("vijf", "five"),
        6 => ("zes", "six"),
        7 => ("zeven", "seven"),
        8 => ("acht", "eight"),
        9 => ("negen", "nine"),
        10 => ("tien", "ten"),
        _ => return number.to_string(),
    };
    language.choose(word.0, word.1).to_owned()
}
