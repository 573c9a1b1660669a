//! Coordinates in metres, as land registries write them: which systems are known, where each is used, and the way
//! to degrees.

use leerkring_model::Point;
use proj4rs::Proj;

/// A system of coordinates in which a register says where schools lie. Printed and read as `EPSG:31370`.
///
/// Points come out within about a metre of where they are, British ones within about five: the shift between the old
/// systems and WGS 84 is one of seven numbers for a whole country, without the correction grids of the land
/// registries. That is ample for distances between schools, and not for building plots.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::VariantNames,
)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[strum(ascii_case_insensitive)]
#[non_exhaustive]
pub enum Crs {
    /// Degrees: `x` is the longitude, `y` the latitude.
    #[strum(serialize = "EPSG:4326")]
    #[cfg_attr(feature = "serde", serde(rename = "EPSG:4326"))]
    Wgs84,
    /// The Dutch Rijksdriehoek (RD New).
    #[strum(serialize = "EPSG:28992")]
    #[cfg_attr(feature = "serde", serde(rename = "EPSG:28992"))]
    RdNew,
    /// Belgian Lambert 72.
    #[strum(serialize = "EPSG:31370")]
    #[cfg_attr(feature = "serde", serde(rename = "EPSG:31370"))]
    Lambert72,
    /// The British National Grid.
    #[strum(serialize = "EPSG:27700")]
    #[cfg_attr(feature = "serde", serde(rename = "EPSG:27700"))]
    BritishGrid,
    /// The metres of web maps.
    #[strum(serialize = "EPSG:3857")]
    #[cfg_attr(feature = "serde", serde(rename = "EPSG:3857"))]
    WebMercator,
}

impl Crs {
    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Crs::Wgs84 => "WGS 84 (degrees)",
            Crs::RdNew => "RD New",
            Crs::Lambert72 => "Lambert 72",
            Crs::BritishGrid => "the British National Grid",
            Crs::WebMercator => "Web Mercator",
        }
    }

    /// Whether a point lies in the area that the system is made for. 0, 0 is where programs put what they do not know.
    pub(crate) fn holds(self, x: f64, y: f64) -> bool {
        let (east, north) = match self {
            Crs::Wgs84 => (-180.0..=180.0, -90.0..=90.0),
            Crs::RdNew => (-7_000.0..=300_000.0, 289_000.0..=629_000.0),
            Crs::Lambert72 => (10_000.0..=300_000.0, 15_000.0..=250_000.0),
            Crs::BritishGrid => (0.0..=700_000.0, 0.0..=1_300_000.0),
            Crs::WebMercator => (-20_037_508.4..=20_037_508.4, -20_037_508.4..=20_037_508.4),
        };
        (x, y) != (0.0, 0.0) && east.contains(&x) && north.contains(&y)
    }

    fn epsg(self) -> u16 {
        match self {
            Crs::Wgs84 => 4326,
            Crs::RdNew => 28992,
            Crs::Lambert72 => 31370,
            Crs::BritishGrid => 27700,
            Crs::WebMercator => 3857,
        }
    }
}

/// The way from a system to degrees.
pub(super) struct Converter {
    pub(super) crs: Crs,
    /// From the system and to degrees; `None` where they are degrees already.
    ways: Option<(Proj, Proj)>,
}

impl Converter {
    pub(super) fn new(crs: Crs) -> Converter {
        let system = |crs: Crs| Proj::from_epsg_code(crs.epsg()).ok();
        let ways = if crs == Crs::Wgs84 { None } else { system(crs).zip(system(Crs::Wgs84)) };
        Converter { crs, ways }
    }

    /// Latitude and longitude of a point; `None` outside the area of the system.
    pub(super) fn degrees(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        if !self.crs.holds(x, y) {
            return None;
        }
        let Some((from, to)) = &self.ways else {
            return (self.crs == Crs::Wgs84).then_some((y, x));
        };
        let mut point = (x, y, 0.0);
        proj4rs::transform::transform(from, to, &mut point).ok()?;
        let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
        Point::new(lat, lon).ok().map(|_| (lat, lon))
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    /// Points whose place is published in both systems, each with how far off it may come out, in metres.
    #[test]
    fn known_points_come_out_where_they_are() {
        for (crs, x, y, lat, lon, off) in [
            // The towers of Our Lady in Amersfoort, the Wester in Amsterdam, and the Martini in Groningen.
            (Crs::RdNew, 155_000.0, 463_000.0, 52.155_174_4, 5.387_206_2, 0.5),
            (Crs::RdNew, 120_700.723, 487_525.501, 52.374_532_5, 4.883_525_6, 0.5),
            (Crs::RdNew, 233_883.131, 582_065.167, 53.219_383_2, 6.568_200_5, 0.5),
            // The example of EPSG's guidance note 7-2, from the old datum to WGS 84 by its seven numbers.
            (Crs::Lambert72, 251_763.20, 153_034.13, 50.679_014_3, 5.808_673_9, 0.1),
            // The water tower of Caister, the example of the Ordnance Survey.
            (Crs::BritishGrid, 651_409.903, 313_177.270, 52.658_007_8, 1.716_074_0, 6.0),
            (Crs::Wgs84, 4.35, 50.85, 50.85, 4.35, 0.001),
            (Crs::WebMercator, 484239.785, 6594803.227, 50.85, 4.35, 0.1),
        ] {
            let (found_lat, found_lon) = Converter::new(crs).degrees(x, y).unwrap();
            let metres =
                ((found_lat - lat) * 111_200.0).hypot((found_lon - lon) * 111_200.0 * lat.to_radians().cos());
            assert!(metres < off, "{crs} {x} {y}: {found_lat} {found_lon}, {metres} m off");
        }
    }

    #[test]
    fn a_system_reads_back_what_it_prints_and_ends_somewhere() {
        for crs in Crs::iter() {
            assert_eq!(crs.to_string().parse(), Ok(crs));
            assert_eq!(crs.to_string(), format!("EPSG:{}", crs.epsg()));
            let converter = Converter::new(crs);
            assert_eq!(converter.ways.is_none(), crs == Crs::Wgs84);
            for (x, y) in [(0.0, 0.0), (1e9, 1e9), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
                assert_eq!(converter.degrees(x, y), None, "{crs}");
            }
        }
        assert_eq!("epsg:28992".parse(), Ok(Crs::RdNew));
    }
}
