//! Whether coordinates can be believed: on Earth, and not swapped, judged by where the other schools lie.

use leerkring_model::Point;

use crate::issue::IssueKind;

/// What comes of a pair of latitude and longitude.
pub(super) enum Judged {
    /// There is none.
    None,
    /// It stands.
    Point(Point),
    /// It is left out.
    Doubt(IssueKind),
}

/// Fewer schools with coordinates than this are no crowd to be judged by.
const CROWD: usize = 5;
/// The share of the schools cut off on each side of each axis before a box is drawn around the rest, so that the
/// swapped ones do not widen it.
const CUT: usize = 10;
/// How far outside the box a point must lie, in degrees, before it is held against the box at all: a school on an
/// island is not wrong.
const MARGIN: f64 = 2.0;

/// Judges each pair, in order.
pub(super) fn judge(pairs: &[Option<(f64, f64)>]) -> Vec<Judged> {
    let on_earth: Vec<(f64, f64)> =
        pairs.iter().flatten().copied().filter(|&(lat, lon)| Point::new(lat, lon).is_ok()).collect();
    let bounds = Bounds::around(&on_earth);
    pairs
        .iter()
        .map(|pair| pair.map_or(Judged::None, |(lat, lon)| judge_one(lat, lon, bounds.as_ref())))
        .collect()
}

fn judge_one(lat: f64, lon: f64, bounds: Option<&Bounds>) -> Judged {
    match Point::new(lat, lon) {
        Err(_) => {
            let swapped = Point::new(lon, lat).is_ok() && bounds.is_none_or(|bounds| bounds.holds(lon, lat));
            Judged::Doubt(IssueKind::NoPoint { lat, lon, swapped })
        }
        Ok(point) => match bounds {
            Some(bounds) if !bounds.holds(lat, lon) && bounds.holds(lon, lat) => {
                Judged::Doubt(IssueKind::FarPoint { lat, lon })
            }
            _ => Judged::Point(point),
        },
    }
}

/// A box around most schools, with a margin.
struct Bounds {
    lat: (f64, f64),
    lon: (f64, f64),
}

impl Bounds {
    fn around(points: &[(f64, f64)]) -> Option<Bounds> {
        if points.len() < CROWD {
            return None;
        }
        let middle = |axis: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = points.iter().map(axis).collect();
            values.sort_by(f64::total_cmp);
            let cut = (values.len() / CUT).max(1);
            let low = *values.get(cut)?;
            let high = *values.get(values.len().checked_sub(cut + 1)?)?;
            // A country is wider than the middle of its schools.
            let margin = MARGIN.max(high - low);
            Some((low - margin, high + margin))
        };
        Some(Bounds { lat: middle(|point| point.0)?, lon: middle(|point| point.1)? })
    }

    fn holds(&self, lat: f64, lon: f64) -> bool {
        (self.lat.0..=self.lat.1).contains(&lat) && (self.lon.0..=self.lon.1).contains(&lon)
    }
}
