//! What is said of coordinates that are no point, or a strange one.

use leerkring_model::Language;

use crate::text::counted;

/// What becomes of a school without a point.
fn no_point(language: Language) -> &'static str {
    language.choose("de school blijft zonder punt op de kaart", "the school is kept without a point")
}

/// Only one of the two coordinates is there.
pub(super) fn half(language: Language) -> String {
    let no_point = no_point(language);
    language.choose(
        format!("van de twee coördinaten is er maar een ingevuld; {no_point}"),
        format!("only one of the two coordinates is filled in; {no_point}"),
    )
}

/// The coordinates are on no globe.
pub(super) fn none((lat, lon): (f64, f64), swapped: bool, language: Language) -> String {
    let no_point = no_point(language);
    let hint = language
        .choose(" (zijn breedtegraad en lengtegraad verwisseld?)", " (are latitude and longitude swapped?)");
    // No degrees at all: so large are the metres of national grids.
    let hint = match (lat.abs().min(lon.abs()) > 1000.0, swapped) {
        (true, _) => language.choose(
            " (zijn dit meters? noem de kolommen dan onder [register] `x` en `y`, met hun `crs`)",
            " (are these metres? then name the columns `x` and `y` under [register], with their `crs`)",
        ),
        (false, true) => hint,
        (false, false) => "",
    };
    language.choose(
        format!("breedtegraad {lat}, lengtegraad {lon} is geen punt op aarde{hint}; {no_point}"),
        format!("latitude {lat}, longitude {lon} is no point on Earth{hint}; {no_point}"),
    )
}

/// Both are 0.
pub(super) fn zero(language: Language) -> String {
    let no_point = no_point(language);
    language.choose(
        format!(
            "op breedtegraad 0, lengtegraad 0 ligt geen school; vul in waar zij ligt, of laat beide leeg; {no_point}"
        ),
        format!(
            "at latitude 0, longitude 0 is no school; fill in where it is, or leave both empty; {no_point}"
        ),
    )
}

/// They lie outside the area of their system.
pub(super) fn outside((x, y): (f64, f64), crs: crate::Crs, swapped: bool, language: Language) -> String {
    let no_point = no_point(language);
    let hint =
        if swapped { language.choose(" (zijn x en y verwisseld?)", " (are x and y swapped?)") } else { "" };
    language.choose(
        format!("x {x}, y {y} ligt buiten het gebied van {crs}{hint}; {no_point}"),
        format!("x {x}, y {y} lies outside the area of {crs}{hint}; {no_point}"),
    )
}

/// Far from the other schools, and among them the other way round.
pub(super) fn swapped((lat, lon): (f64, f64), language: Language) -> String {
    let no_point = no_point(language);
    language.choose(
        format!(
            "breedtegraad {lat}, lengtegraad {lon} ligt ver van de andere scholen: zijn breedtegraad en lengtegraad verwisseld? {no_point}"
        ),
        format!(
            "latitude {lat}, longitude {lon} lies far from the other schools: are latitude and longitude swapped? {no_point}"
        ),
    )
}

/// Most of the file seems to be the wrong way round.
pub(super) fn swapped_columns(schools: usize, of: usize, language: Language) -> String {
    language.choose(
        format!(
            "breedtegraad en lengtegraad lijken in het hele bestand verwisseld (bij {schools} van {}): is dat zo, wissel dan de twee kolommen om, in het bestand of onder [register]; de punten zijn genomen zoals ze er staan",
            counted(of, ["school", "scholen"])
        ),
        format!(
            "latitude and longitude seem to be swapped in the whole file (for {schools} of {}): if they are, exchange the two columns, in the file or under [register]; the points are taken as they stand",
            counted(of, ["school", "schools"])
        ),
    )
}

/// Far from the other schools.
pub(super) fn far((lat, lon): (f64, f64), language: Language) -> String {
    language.choose(
        format!("breedtegraad {lat}, lengtegraad {lon} ligt ver van de andere scholen; kijk het na"),
        format!("latitude {lat}, longitude {lon} lies far from the other schools; check it"),
    )
}
