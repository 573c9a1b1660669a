//! Whether coordinates can be believed: on Earth, filled in, and not swapped, judged by where the other schools lie.
//!
//! The middle of the schools (the median) and how far half of them lie from it (the median of the deviations) say
//! where a school can be, however wrong a few are. Many that are swapped would carry that middle along. Therefore
//! each school that lies in Europe only the other way round is turned before the middle is sought; a register of
//! another part of the world is judged as it stands. Where most seem to be swapped, that is said once, and they stand.

use leerkring_model::Point;

use crate::issue::IssueKind;

/// What comes of a pair of latitude and longitude.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Judged {
    /// There is none.
    None,
    /// It stands.
    Point(Point),
    /// It stands, far from the others.
    Far(Point),
    /// It is left out.
    Doubt(IssueKind),
}

/// Fewer schools with coordinates than this are no crowd to be judged by.
const CROWD: usize = 5;
/// How far from the middle, in degrees, a school always may lie: one on an island is not wrong.
const MARGIN: f64 = 2.0;
/// How many times as far from the middle as half of the schools do, a school lies among them.
const NEAR: f64 = 3.0;
/// The same for a school that lies far from them. Between the two are the tails that the register of a country has:
/// nothing is held against a school there, unless it would be among the others the other way round.
const FAR: f64 = 6.0;
/// Where more schools than one in this many lie far, they are a second region and not a slip.
const RARE: usize = 10;

/// Judges each pair, in order; and what is to be said of the file as a whole, if anything.
pub(super) fn judge(pairs: &[Option<(f64, f64)>]) -> (Vec<Judged>, Option<IssueKind>) {
    let points: Vec<(f64, f64)> = pairs.iter().flatten().copied().filter(believable).collect();
    let crowd = Crowd::of(&points);
    let mut each: Vec<Judged> = pairs
        .iter()
        .map(|pair| pair.map_or(Judged::None, |(lat, lon)| judge_one(lat, lon, crowd.as_ref())))
        .collect();
    let is_swapped = |judged: &Judged| matches!(judged, Judged::Doubt(IssueKind::SwappedPoint { .. }));
    let is_far = |judged: &Judged| matches!(judged, Judged::Far(_));
    let count = |each: &[Judged], is: &dyn Fn(&Judged) -> bool| each.iter().filter(|j| is(j)).count();
    if count(&each, &is_swapped) * 2 > points.len() {
        // Thousands of issues would say less than one. East Africa lies where Europe would the other way round, so the
        // points stand, and a person says whether they are swapped.
        let schools = count(&each, &|judged| is_swapped(judged) || is_far(judged));
        for (judged, pair) in each.iter_mut().zip(pairs) {
            if is_swapped(judged) || is_far(judged) {
                *judged =
                    pair.and_then(|(lat, lon)| Point::new(lat, lon).ok()).map_or(Judged::None, Judged::Point);
            }
        }
        return (each, Some(IssueKind::SwappedColumns { schools, of: points.len() }));
    }
    if count(&each, &is_far) > (points.len() / RARE).max(1) {
        for judged in &mut each {
            if let Judged::Far(point) = *judged {
                *judged = Judged::Point(point);
            }
        }
    }
    (each, None)
}

/// On Earth, and not where programs put what they do not know.
fn believable(&(lat, lon): &(f64, f64)) -> bool {
    Point::new(lat, lon).is_ok() && (lat, lon) != (0.0, 0.0)
}

fn judge_one(lat: f64, lon: f64, crowd: Option<&Crowd>) -> Judged {
    let Ok(point) = Point::new(lat, lon) else {
        let swapped = Point::new(lon, lat).is_ok() && crowd.is_none_or(|crowd| crowd.holds(lon, lat, FAR));
        return Judged::Doubt(IssueKind::NoPoint { lat, lon, swapped });
    };
    if !believable(&(lat, lon)) {
        return Judged::Doubt(IssueKind::ZeroPoint);
    }
    let Some(crowd) = crowd else { return Judged::Point(point) };
    // Two reaches: the near one finds more in a wide register, the far one finds the tails of a swapped file.
    let better_turned = |reach| !crowd.holds(lat, lon, reach) && crowd.holds(lon, lat, reach);
    if better_turned(NEAR) || better_turned(FAR) {
        Judged::Doubt(IssueKind::SwappedPoint { lat, lon })
    } else if crowd.holds(lat, lon, FAR) {
        Judged::Point(point)
    } else {
        Judged::Far(point)
    }
}

/// Where most schools lie.
struct Crowd {
    lat: Middle,
    lon: Middle,
}

/// The median of one coordinate, and the median of the deviations from it.
struct Middle {
    at: f64,
    deviation: f64,
}

impl Crowd {
    fn of(points: &[(f64, f64)]) -> Option<Crowd> {
        if points.len() < CROWD {
            return None;
        }
        let turned: Vec<(f64, f64)> = points.iter().map(|&(lat, lon)| towards_europe(lat, lon)).collect();
        Some(Crowd {
            lat: Middle::of(turned.iter().map(|point| point.0))?,
            lon: Middle::of(turned.iter().map(|point| point.1))?,
        })
    }

    /// Whether a point lies in the box that reaches so many deviations from the middle.
    fn holds(&self, lat: f64, lon: f64, reach: f64) -> bool {
        self.lat.holds(lat, reach) && self.lon.holds(lon, reach)
    }
}

impl Middle {
    fn of(values: impl Iterator<Item = f64>) -> Option<Middle> {
        let values: Vec<f64> = values.collect();
        let at = median(values.clone())?;
        let deviation = median(values.into_iter().map(|value| (value - at).abs()).collect())?;
        Some(Middle { at, deviation })
    }

    fn holds(&self, value: f64, reach: f64) -> bool {
        (value - self.at).abs() <= MARGIN.max(reach * self.deviation)
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The coordinates the other way round if they lie in Europe only then.
fn towards_europe(lat: f64, lon: f64) -> (f64, f64) {
    // Seen as given it reaches to the Caspian Sea, so that no school in Azerbaijan is taken for one in Ukraine.
    let europe =
        |lat: f64, lon: f64, east: f64| (35.0..=72.0).contains(&lat) && (-32.0..=east).contains(&lon);
    if !europe(lat, lon, 51.0) && europe(lon, lat, 45.0) { (lon, lat) } else { (lat, lon) }
}

#[cfg(test)]
mod tests;
