//! The traits in which schools are compared, as a network asks for them.

use leerkring_model::{Language, School};

use crate::member::{kind, value};
use crate::words::number;

/// One trait in which schools are compared.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Trait {
    /// Its name: of a number, in [`School::traits`](leerkring_model::School::traits), or [`Trait::PUPILS`]; of a category, in
    /// [`School::categories`](leerkring_model::School::categories), or one of [`Trait::COLUMNS`].
    pub key: String,
    /// How its values are compared.
    pub scale: Scale,
    /// How much of it makes one unit of context.
    pub per_unit: PerUnit,
    /// Whether it is left out when no school of the network knows it. Otherwise that is an error, because the
    /// likeliest cause is a slip in the name.
    #[cfg_attr(feature = "serde", serde(default))]
    pub optional: bool,
}

impl Trait {
    /// The key that means the number of pupils, [`School::pupils`](leerkring_model::School::pupils).
    pub const PUPILS: &str = "pupils";

    /// The keys of categories that mean a column which every register knows: `board`, `language`, `municipality`, `network-type` (nl:
    /// richting; be: net) and `sector`.
    pub const COLUMNS: [&str; 5] = ["board", "language", "municipality", "network-type", "sector"];

    /// A trait that some school of the network must know.
    pub fn new(key: &str, scale: Scale, per_unit: impl Into<PerUnit>) -> Trait {
        Trait { key: key.to_owned(), scale, per_unit: per_unit.into(), optional: false }
    }
}

/// How the values of a trait are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Scale {
    /// By their difference.
    Linear,
    /// By how often the one must be doubled to make the other: for numbers of people, money and the like. A value
    /// of 0 has no place on this scale and counts as unknown; a negative one is an error.
    Log2,
    /// Texts: the same, which is no difference, or another, which always is the same difference of `1 / per_unit` units.
    Category,
}

/// How much of a trait makes one unit of context.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PerUnit {
    /// So much, in the trait's own measure, in doublings, or in categories: with 2, two categories that differ make a unit, so that
    /// one counts for half. From 1e-9 to 1e9. In a settings file a number.
    Of(f64),
    /// As much as lies between the 10th and the 90th percentile of the values in the network, after taking doublings where those are
    /// asked for: the middle 80 % of the schools, so that a few odd ones change little. It takes at least [`PerUnit::LEAST_SCHOOLS`] schools that know the
    /// trait, of which the middle is not all alike. Percentiles lie between neighbouring values, in proportion (type 7 of Hyndman and Fan, in spreadsheets
    /// `PERCENTILE.INC`). In a settings file `"robust"`.
    Robust,
}

impl PerUnit {
    /// How many schools must know a trait before a unit can be taken from them.
    pub const LEAST_SCHOOLS: usize = 10;
}

impl From<f64> for PerUnit {
    fn from(per_unit: f64) -> PerUnit {
        PerUnit::Of(per_unit)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for PerUnit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            PerUnit::Of(per_unit) => serializer.serialize_f64(*per_unit),
            PerUnit::Robust => serializer.serialize_str(ROBUST),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for PerUnit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<PerUnit, D::Error> {
        struct NumberOrWord;

        impl serde::de::Visitor<'_> for NumberOrWord {
            type Value = PerUnit;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "a number, or \"{ROBUST}\"")
            }

            fn visit_f64<E>(self, per_unit: f64) -> Result<PerUnit, E> {
                Ok(PerUnit::Of(per_unit))
            }

            fn visit_i64<E>(self, per_unit: i64) -> Result<PerUnit, E> {
                Ok(PerUnit::Of(per_unit as f64))
            }

            fn visit_u64<E>(self, per_unit: u64) -> Result<PerUnit, E> {
                Ok(PerUnit::Of(per_unit as f64))
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<PerUnit, E> {
                let wrong = || E::invalid_value(serde::de::Unexpected::Str(word), &self);
                if word == ROBUST { Ok(PerUnit::Robust) } else { Err(wrong()) }
            }
        }
        deserializer.deserialize_any(NumberOrWord)
    }
}

#[cfg(feature = "serde")]
const ROBUST: &str = "robust";

/// A trait that a network compares schools in, with the unit that it uses.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct UsedTrait {
    /// Its name.
    pub key: String,
    /// How its values are compared.
    pub scale: Scale,
    /// How much of it makes one unit of context.
    pub per_unit: f64,
    /// From how many schools of the network the unit was taken; `None` if the options say how large it is.
    pub taken_from: Option<u32>,
}

impl UsedTrait {
    /// What people call it, of what every register knows; else its key.
    pub fn name(&self, language: Language) -> &str {
        match (self.key.as_str(), language) {
            (Trait::PUPILS, Language::Nl) => "leerlingen",
            ("board", Language::Nl) => "bestuur",
            ("language", Language::Nl) => "onderwijstaal",
            ("municipality", Language::Nl) => "gemeente",
            ("network-type", Language::Nl) => "richting of net",
            ("network-type", Language::En) => "network type",
            (key, _) => key,
        }
    }

    /// What the register says of this school, as text with the decimal point of the language; `None` if nothing.
    pub fn value_of(&self, school: &School, language: Language) -> Option<String> {
        if self.scale == Scale::Category {
            return kind(school, &self.key).map(str::to_owned);
        }
        value(school, &self.key).map(|value| value.to_string().replace('.', language.choose(",", ".")))
    }

    /// The unit in words, in Dutch or English: `pupils: 1 unit = 3.2 doublings, from the middle 80 % of 239 schools`.
    pub fn in_language(&self, language: Language) -> String {
        let (key, per_unit) = (self.name(language), number(self.per_unit, language));
        let unit = match (self.scale, language) {
            (Scale::Linear, Language::Nl) => format!("1 eenheid = een verschil van {per_unit}"),
            (Scale::Linear, Language::En) => format!("1 unit = a difference of {per_unit}"),
            (Scale::Log2, Language::Nl) => format!("1 eenheid = {per_unit} verdubbelingen"),
            (Scale::Log2, Language::En) => format!("1 unit = {per_unit} doublings"),
            (Scale::Category, Language::Nl) => {
                format!("een andere soort = {} eenheid", number(1.0 / self.per_unit, language))
            }
            (Scale::Category, Language::En) => {
                format!("another kind = {} of a unit", number(1.0 / self.per_unit, language))
            }
        };
        match (self.taken_from, language) {
            (None, _) => format!("{key}: {unit}"),
            (Some(n), Language::Nl) => format!("{key}: {unit}, naar de middelste 80 % van {n} scholen"),
            (Some(n), Language::En) => format!("{key}: {unit}, from the middle 80 % of {n} schools"),
        }
    }
}
