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
    let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (libm::sincos(lat), libm::sincos(lon));
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// The great-circle distance in kilometres between two unit vectors; NaN if either is not known.
#[inline(always)]
pub(crate) fn km([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> f64 {
    km_of_chord(chord([ax, ay, az], [bx, by, bz]))
}

/// The straight line through the Earth between two unit vectors, in radii; NaN if either is not known.
#[inline(always)]
pub(crate) fn chord([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> f64 {
    norm([ax - bx, ay - by, az - bz])
}

/// The great-circle distance in kilometres that goes with a chord, the straight line through the Earth, in radii.
#[inline(always)]
pub(crate) fn km_of_chord(chord: f64) -> f64 {
    let half = chord / 2.0;
    // Rounding can carry it past the diameter. Not `min`: that would make a distance of the unknown.
    2.0 * RADIUS_KM * libm::asin(if half > 1.0 { 1.0 } else { half })
}

/// [`km_of_chord`] of each, to the same bits, but side by side where no place lies beyond a sixth of the way round (`libm`'s way for
/// an arcsine below a half, without its branches).
#[inline(always)]
pub(crate) fn km_of_chords<const N: usize>(chords: &mut [f64; N]) {
    const ABOVE: [f64; 6] = [
        0.166_666_666_666_666_66,
        -0.325_565_818_622_400_9,
        0.201_212_532_134_862_93,
        -0.040_055_534_500_679_41,
        0.000_791_534_994_289_814_5,
        3.479_331_075_960_212e-5,
    ];
    const BELOW: [f64; 4] =
        [-2.403_394_911_734_414, 2.020_945_760_233_505_7, -0.688_283_971_605_453_3, 0.077_038_150_555_901_94];
    // No `any`, which would stop to look.
    if chords.iter().fold(false, |any, chord| any | (*chord >= 1.0)) {
        chords.iter_mut().for_each(|chord| *chord = km_of_chord(*chord));
        return;
    }
    for chord in chords {
        let x = *chord / 2.0;
        let z = x * x;
        let [a, b, c, d, e, f] = ABOVE;
        let above = z * (a + z * (b + z * (c + z * (d + z * (e + z * f)))));
        let [a, b, c, d] = BELOW;
        let below = 1.0 + z * (a + z * (b + z * (c + z * d)));
        *chord = 2.0 * RADIUS_KM * (x + x * (above / below));
    }
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
    fn side_by_side_is_one_by_one() {
        let mut x = 1.0;
        let mut chords: Vec<f64> = std::iter::repeat_with(|| {
            x *= 0.9993;
            x
        })
        .take(1 << 16)
        .collect();
        chords.extend([
            0.0,
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE / 8.0,
            f64::NAN,
            1.0,
            0.999_999_999,
            1.5,
            2.0,
            2.1,
            f64::NAN,
        ]);
        for eight in chords.chunks_exact(8) {
            let mut kms: [f64; 8] = eight.try_into().unwrap();
            km_of_chords(&mut kms);
            for (chord, km) in eight.iter().zip(kms) {
                let alone = km_of_chord(*chord);
                assert!(alone.to_bits() == km.to_bits() || alone.is_nan() && km.is_nan(), "{chord}: {km}");
            }
        }
    }

    #[test]
    fn the_unknown_is_at_no_distance() {
        assert!(km(NOWHERE, unit_vector(52.0, 5.0)).is_nan());
        assert!(km_of_chord(2.0 + 1e-9) > 20_015.0);
    }
}
