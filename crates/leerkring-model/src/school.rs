//! A school, as its register describes it.

use std::collections::BTreeMap;

use crate::answer::Role;
use crate::ids::SchoolId;

/// A school, as a register describes it. What is unknown is `None`; nothing is filled in.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct School {
    /// The key in the register.
    pub id: SchoolId,
    /// The name for people.
    pub name: String,
    /// The board (bestuur) it belongs to.
    #[cfg_attr(feature = "serde", serde(default))]
    pub board: Option<String>,
    /// The network of schools or denomination (nl: richting; be: net).
    #[cfg_attr(feature = "serde", serde(default))]
    pub network_type: Option<String>,
    /// The sector: po, vo, so, sbo, mbo, bao, or what the register calls it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub sector: Option<String>,
    /// The language of teaching, as a code (`nl`, `fry`).
    #[cfg_attr(feature = "serde", serde(default))]
    pub language: Option<String>,
    /// The municipality.
    #[cfg_attr(feature = "serde", serde(default))]
    pub municipality: Option<String>,
    /// Where it stands.
    #[cfg_attr(feature = "serde", serde(default))]
    pub point: Option<Point>,
    /// The number of pupils.
    #[cfg_attr(feature = "serde", serde(default))]
    pub pupils: Option<u32>,
    /// How many people work there, who could all be asked.
    #[cfg_attr(feature = "serde", serde(default))]
    pub team: TeamSize,
    /// Other traits of its context, by name, in the user's own units. The names are keys; values are finite.
    #[cfg_attr(feature = "serde", serde(default))]
    pub traits: BTreeMap<String, f64>,
    /// Traits of its context that are no numbers but a kind (an approach to teaching, a region), by name. The names are
    /// keys.
    #[cfg_attr(feature = "serde", serde(default))]
    pub categories: BTreeMap<String, String>,
}

impl School {
    /// A school of which only key and name are known.
    pub fn new(id: SchoolId, name: &str) -> School {
        School {
            id,
            name: name.to_owned(),
            board: None,
            network_type: None,
            sector: None,
            language: None,
            municipality: None,
            point: None,
            pupils: None,
            team: TeamSize::default(),
            traits: BTreeMap::new(),
            categories: BTreeMap::new(),
        }
    }
}

/// The size of a team, in persons: all who could be asked, whether or not they answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct TeamSize {
    /// The whole team, where known.
    pub total: Option<u32>,
    /// Those in each role, where known.
    pub by_role: BTreeMap<Role, u32>,
}

impl TeamSize {
    /// A team of so many, of whom the roles are not known.
    pub fn new(total: u32) -> TeamSize {
        TeamSize { total: Some(total), by_role: BTreeMap::new() }
    }
}

/// A point on the Earth in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "RawPoint"))]
pub struct Point {
    lat: f64,
    lon: f64,
}

/// The coordinates are on no globe.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
#[error(
    "latitude {lat}, longitude {lon} is no point on Earth; latitude runs from -90 to 90 and longitude from -180 to 180"
)]
pub struct NoSuchPoint {
    /// The latitude given.
    pub lat: f64,
    /// The longitude given.
    pub lon: f64,
}

impl Point {
    /// The point at this latitude and longitude, in degrees.
    ///
    /// # Errors
    /// [`NoSuchPoint`] if they are not numbers from -90 to 90 and from -180 to 180.
    pub fn new(lat: f64, lon: f64) -> Result<Point, NoSuchPoint> {
        // NaN is in no range.
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            Ok(Point { lat, lon })
        } else {
            Err(NoSuchPoint { lat, lon })
        }
    }

    /// The latitude in degrees, north positive.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// The longitude in degrees, east positive.
    pub fn lon(self) -> f64 {
        self.lon
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct RawPoint {
    lat: f64,
    lon: f64,
}

#[cfg(feature = "serde")]
impl TryFrom<RawPoint> for Point {
    type Error = NoSuchPoint;

    fn try_from(raw: RawPoint) -> Result<Point, NoSuchPoint> {
        Point::new(raw.lat, raw.lon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_points_on_earth() {
        assert!(Point::new(90.0, 180.0).is_ok() && Point::new(-90.0, -180.0).is_ok());
        for (lat, lon) in [(90.1, 0.0), (0.0, 180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Point::new(lat, lon).is_err(), "{lat} {lon}");
        }
    }
}
