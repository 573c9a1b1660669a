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
