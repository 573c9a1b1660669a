//! JSON and GeoJSON: a row per object, in columns named by its keys. Values stay as they are written, so that a key
//! `007` or a number `1.10` loses nothing.

mod geo;
mod rows;
mod text;

use self::rows::Rows;
use self::text::Json;
use super::{Format, KnownBy, ReadError, ReadOptions, Recognised, Table, text as plain};
use crate::layout::LayoutWhy;

pub(super) fn read(
    name: &str,
    bytes: &[u8],
    _format: Format,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    let decoded = plain::utf8(name, bytes)?;
    let json = Json::new(name, &decoded);
    let found = json.list()?;
    let features = found.list.first().is_some_and(|first| geo::is_feature(&json, first));
    let mut recognised = Recognised::new(if features { Format::GeoJson } else { Format::Json });
    let mark = bytes.len() > decoded.len();
    recognised.encoding = Some((plain::Encoding::Utf8, if mark { KnownBy::Mark } else { KnownBy::Bytes }));
    recognised.layout_why = LayoutWhy::Objects;
    let mut rows = Rows::new(name, options);
    let mut points = Vec::new();
    let mut lines = json.lines();
    for element in &found.list {
        let line = lines.at(element);
        if features {
            points.push(geo::read(&json, element, line, &mut rows)?);
        } else {
            rows.push(&json, element, line)?;
        }
    }
    if features {
        geo::add_points(&points, found.in_metres, &mut rows)?;
    }
    rows.into_table(recognised)
}

#[cfg(test)]
mod tests;
