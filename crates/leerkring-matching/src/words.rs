//! Numbers in two languages.

use leerkring_model::Language;

/// Kilometres in whole tenths. Options and traits are bounded such that sums of these fit too.
pub(crate) fn tenths(km: f64) -> i64 {
    (km * 10.0).round() as i64
}

/// Tenths with a decimal point or comma.
pub(crate) fn one_decimal(tenths: i64, language: Language) -> String {
    let (sign, point) = (if tenths < 0 { "-" } else { "" }, language.choose(',', '.'));
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}{point}{}", tenths / 10, tenths % 10)
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

/// That so many schools are asked for.
pub(crate) fn asked_for(schools: u32, language: Language) -> String {
    match (schools, language) {
        (1, Language::Nl) => "gevraagd is er 1".to_owned(),
        (n, Language::Nl) => format!("gevraagd zijn er {n}"),
        (1, Language::En) => "1 is asked for".to_owned(),
        (n, Language::En) => format!("{n} are asked for"),
    }
}

/// A number above 0 as people write it: in at least four digits, without zeros at the end.
pub(crate) fn number(x: f64, language: Language) -> String {
    let decimals = (3.0 - libm::log10(x).floor()).clamp(0.0, 12.0) as usize;
    let text = format!("{x:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    match language {
        Language::Nl => text.replace('.', ","),
        Language::En => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let cases =
            [(3.21634, "3,216"), (20.0, "20"), (0.5, "0,5"), (123456.7, "123457"), (1e-9, "0,000000001")];
        for (x, expected) in cases {
            assert_eq!(number(x, Language::Nl), expected);
        }
        assert_eq!(number(2.5, Language::En), "2.5");
        assert_eq!([4, -4, -104].map(|tenths| one_decimal(tenths, Language::Nl)), ["0,4", "-0,4", "-10,4"]);
    }
}
