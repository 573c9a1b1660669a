//! What an SPSS file says of its variables: labels, what codes mean, what stands for no answer, and which variables
//! are one question together.

use std::borrow::Cow;

use ambers::{MissingSpec, SpssMetadata, Value as Code};
use strum::IntoEnumIterator as _;

use super::cell::{self, Kind};
use crate::table::{Column, Encoding, Missing, ResponseSet, ValueLabel};
use crate::text::fold;

/// The texts of a file as they come from the reader; or, where the reader had to guess the code page and a person
/// chose another, read once more.
pub(super) struct Texts(pub(super) Option<Encoding>);

impl Texts {
    pub(super) fn read<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(encoding) = self.0 else { return Cow::Borrowed(text) };
        // The guess is always Windows-1252, in which every byte is some character: nothing is lost on the way back.
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let (text, _) = encoding.tables().decode_without_bom_handling(&bytes);
        Cow::Owned(text.into_owned())
    }

    fn folded(&self, text: &str) -> String {
        fold(&self.read(text)).into_owned()
    }
}

pub(super) fn column(name: &str, meta: &SpssMetadata, texts: &Texts) -> Column {
    let kind = match meta.arrow_data_types.get(name).map(String::as_str) {
        Some("Date32") => Kind::Day,
        Some("Timestamp[us]") => Kind::Moment,
        Some("Duration[us]") => Kind::Time,
        _ => Kind::Number,
    };
    let mut column = Column::new(&texts.read(name));
    column.label = texts.folded(meta.label(name).unwrap_or_default());
    let values = meta.value_labels(name).into_iter().flatten();
    column.values = values.map(|(code, label)| value(code, label, kind, texts)).collect();
    let missing = meta.variable_missing_values.get(name).into_iter().flatten();
    column.missing = missing
        .map(|missing| match missing {
            MissingSpec::Value(code) => Missing::Code(cell::code(*code, kind)),
            MissingSpec::StringValue(code) => Missing::Code(texts.read(code).into_owned()),
            MissingSpec::Range { lo, hi } if kind == Kind::Number => Missing::Range(*lo, *hi),
            // `LOWEST` and `HIGHEST` are no days, and become empty.
            MissingSpec::Range { lo, hi } => Missing::Between(cell::code(*lo, kind), cell::code(*hi, kind)),
        })
        .collect();
    column
}

fn value(code: &Code, label: &str, kind: Kind, texts: &Texts) -> ValueLabel {
    let code = match code {
        Code::Numeric(code) => cell::code(*code, kind),
        Code::String(code) => texts.read(code).into_owned(),
    };
    ValueLabel { code, label: texts.folded(label) }
}

pub(super) fn sets(meta: &SpssMetadata, texts: &Texts) -> Vec<ResponseSet> {
    let sets = meta.mr_sets.values().map(|set| ResponseSet {
        name: texts.folded(&set.name),
        label: texts.folded(&set.label),
        columns: set.variables.iter().map(|name| texts.folded(name)).collect(),
        chosen: set.counted_value.as_deref().map(|code| texts.folded(code)),
    });
    sets.collect()
}

/// The encoding of this name, if it is one that texts can be in here.
pub(super) fn encoding(name: &str) -> Option<Encoding> {
    Encoding::iter().find(|encoding| encoding.to_string().eq_ignore_ascii_case(name))
}
