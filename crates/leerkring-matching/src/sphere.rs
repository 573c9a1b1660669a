//! Distances over the globe, on plain numbers.
//!
//! Sine, cosine and arcsine come from `libm`, in Rust, so that every platform gets the same kilometre to the last bit.

/// The mean radius of the Earth in kilometres (IUGG).
pub(crate) const RADIUS_KM: f64 = 6371.0088;

/// What stands for a point that is not known.
pub(crate) const NOWHERE: [f64; 3] = [f64::NAN; 3];

/// The point at this latitude and longitude (degrees) as a vector of length 1 from the centre of the Earth.
pub(crate) fn unit_vector(lat: f64, lon: f64) -> [f64; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
}

/// The great-circle distance in kilometres between two unit vectors; NaN if either is not known.
#[inline(always)]
pub(crate) fn km([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> f64 {
    km_of_chord(norm([ax - bx, ay - by, az - bz]))
}

/// The great-circle distance in kilometres that goes with a chord, the straight line through the Earth, in radii.
#[inline(always)]
pub(crate) fn km_of_chord(chord: f64) -> f64 {
    let half = chord / 2.0;
    // Rounding can carry it past the diameter. Not `min`: that would make a distance of the unknown.
    2.0 * RADIUS_KM * libm::asin(if half > 1.0 { 1.0 } else { half })
}

/// The length of a vector.
#[inline(always)]
pub(crate) fn norm([x, y, z]: [f64; 3]) -> f64 {
    (x * x + y * y + z * z).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: (f64, f64), b: (f64, f64)) -> f64 {
        km(unit_vector(a.0, a.1), unit_vector(b.0, b.1))
    }

    #[test]
    fn known_distances() {
        let quarter = std::f64::consts::FRAC_PI_2 * RADIUS_KM;
        assert!((between((0.0, 0.0), (0.0, 90.0)) - quarter).abs() < 1e-9);
        assert!((between((90.0, 17.0), (-90.0, -80.0)) - 2.0 * quarter).abs() < 1e-3);
        // Utrecht Centraal to Brussel-Centraal, by hand with the haversine formula.
        assert!((between((52.0894, 5.1101), (50.8455, 4.3571)) - 147.84).abs() < 0.5);
    }

    #[test]
    fn the_date_line_and_the_poles_are_no_seams() {
        assert!(between((10.0, 180.0), (10.0, -180.0)) < 1e-6);
        assert!(between((90.0, 0.0), (90.0, 123.0)) < 1e-6);
        assert!((between((0.0, 179.5), (0.0, -179.5)) - between((0.0, -0.5), (0.0, 0.5))).abs() < 1e-6);
        assert_eq!(between((52.0, 5.0), (52.0, 5.0)), 0.0);
    }

    #[test]
    fn the_unknown_is_at_no_distance() {
        assert!(km(NOWHERE, unit_vector(52.0, 5.0)).is_nan());
        assert!(km_of_chord(2.0 + 1e-9) > 20_015.0);
    }
}
