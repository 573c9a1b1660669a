//! GeoJSON: the properties of a feature are its columns, and its point two more. Lines and areas are no point, and
//! none is made up for them.

use serde_json::value::RawValue;

use super::rows::{Rows, cell};
use super::text::{Json, kind};
use crate::table::ReadError;

/// What a feature has beside its properties.
#[derive(Default)]
pub(super) struct Around {
    id: Option<String>,
    /// Longitude or x, and latitude or y.
    point: Option<(String, String)>,
}

/// Whether an object is a place with properties.
pub(super) fn is_feature(json: &Json<'_>, object: &RawValue) -> bool {
    let keys = if kind(object) == b'{' { json.object(object).unwrap_or_default() } else { Vec::new() };
    ["geometry", "properties"].iter().all(|wanted| keys.iter().any(|(key, _)| key == wanted))
}

/// Adds a row with the properties of a feature, and returns the rest.
pub(super) fn read(
    json: &Json<'_>,
    feature: &RawValue,
    line: u64,
    rows: &mut Rows<'_>,
) -> Result<Around, ReadError> {
    let members = if kind(feature) == b'{' { json.object(feature)? } else { Vec::new() };
    let member = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    match member("properties") {
        Some(properties) => rows.push(json, properties, line)?,
        None => rows.push(json, feature, line)?,
    }
    let id = member("id").map(|id| cell(json, id)).transpose()?;
    let geometry = member("geometry").filter(|geometry| kind(geometry) == b'{');
    let point = geometry.map(|geometry| point(json, geometry)).transpose()?.flatten();
    Ok(Around { id, point })
}

fn point(json: &Json<'_>, geometry: &RawValue) -> Result<Option<(String, String)>, ReadError> {
    let members = json.object(geometry)?;
    let member = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    if member("type").is_none_or(|kind| kind.get() != "\"Point\"") {
        return Ok(None);
    }
    let Some(coordinates) = member("coordinates").filter(|list| kind(list) == b'[') else { return Ok(None) };
    // A third number is the height.
    match json.items(coordinates)?.as_slice() {
        [x, y] | [x, y, _] => Ok(Some((cell(json, x)?, cell(json, y)?))),
        _ => Ok(None),
    }
}

/// Adds the columns for the points, and for the ids where features have any; under a longer name where a property has
/// that name already.
pub(super) fn add_points(features: &[Around], in_metres: bool, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let names = if in_metres { ["x", "y"] } else { ["lon", "lat"] };
    let [x, y, id] = [names[0], names[1], "id"].map(|name| {
        let mut name = name.to_owned();
        while rows.has(&name) {
            name = format!("feature.{name}");
        }
        name
    });
    for (feature, row) in features.iter().zip(0..) {
        if let Some(text) = &feature.id {
            rows.set(row, &id, text.clone())?;
        }
        if let Some((first, second)) = &feature.point {
            rows.set(row, &x, first.clone())?;
            rows.set(row, &y, second.clone())?;
        }
    }
    Ok(())
}
