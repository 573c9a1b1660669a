//! What an SPSS file says of its variables: labels, what codes mean, what stands for no answer, and which variables
//! are one question together.

use ambers::{MissingSpec, SpssMetadata, Value as Code};
use strum::IntoEnumIterator as _;

use super::cell::{self, Kind};
use crate::table::{Column, Encoding, Missing, ResponseSet, Value};
use crate::text::fold;

pub(super) fn column(name: &str, meta: &SpssMetadata) -> Column {
    let kind = match meta.arrow_data_types.get(name).map(String::as_str) {
        Some("Date32") => Kind::Day,
        Some("Timestamp[us]") => Kind::Moment,
        Some("Duration[us]") => Kind::Time,
        _ => Kind::Number,
    };
    let mut column = Column::new(name);
    column.label = fold(meta.label(name).unwrap_or_default()).into_owned();
    let values = meta.value_labels(name).into_iter().flatten();
    column.values = values.map(|(code, label)| value(code, label, kind)).collect();
    let missing = meta.variable_missing_values.get(name).into_iter().flatten();
    column.missing = missing
        .map(|missing| match missing {
            MissingSpec::Value(code) => Missing::Code(cell::code(*code, kind)),
            MissingSpec::StringValue(code) => Missing::Code(code.clone()),
            MissingSpec::Range { lo, hi } => Missing::Range(*lo, *hi),
        })
        .collect();
    column
}

fn value(code: &Code, label: &str, kind: Kind) -> Value {
    let code = match code {
        Code::Numeric(code) => cell::code(*code, kind),
        Code::String(code) => code.clone(),
    };
    Value { code, label: fold(label).into_owned() }
}

pub(super) fn sets(meta: &SpssMetadata) -> Vec<ResponseSet> {
    let sets = meta.mr_sets.values().map(|set| ResponseSet {
        name: set.name.clone(),
        label: fold(&set.label).into_owned(),
        columns: set.variables.iter().map(|name| fold(name).into_owned()).collect(),
        chosen: set.counted_value.as_deref().map(|code| fold(code).into_owned()),
    });
    sets.collect()
}

/// The encoding of this name, if it is one that texts can be in here.
pub(super) fn encoding(name: &str) -> Option<Encoding> {
    Encoding::iter().find(|encoding| encoding.to_string().eq_ignore_ascii_case(name))
}
