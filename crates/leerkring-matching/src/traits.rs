//! The traits in which schools are compared, in units of context.

use leerkring_model::SchoolId;

use crate::error::NetworkError;
use crate::nearest::Points;
use crate::options::{Scale, Trait};

/// The traits without those, if optional, that no school knows; and the points without them.
pub(crate) fn in_use(
    points: Points,
    traits: Vec<Trait>,
    known: &[bool],
) -> Result<(Points, Vec<Trait>), NetworkError> {
    let by_use = |wanted: bool| traits.iter().zip(known).filter(move |(_, known)| **known == wanted);
    if let Some((asked, _)) = by_use(false).find(|(asked, _)| !asked.optional && points.len() > 0) {
        let known = by_use(true).map(|(asked, _)| asked.key.clone()).collect();
        return Err(NetworkError::UnknownTrait { key: asked.key.clone(), known });
    }
    let kept = by_use(true).map(|(asked, _)| asked.clone()).collect();
    Ok((if known.contains(&false) { points.narrowed(known) } else { points }, kept))
}

/// The value of a trait in units of context; NaN if unknown.
pub(crate) fn scaled(school: &SchoolId, value: Option<f64>, asked: &Trait) -> Result<f64, NetworkError> {
    let Some(value) = value else { return Ok(f64::NAN) };
    let units = match asked.scale {
        Scale::Linear => value / asked.per_unit,
        Scale::Log2 if value == 0.0 => return Ok(f64::NAN),
        Scale::Log2 => libm::log2(value) / asked.per_unit,
    };
    // NaN, as of a negative value, is at most nothing.
    if units.abs() <= MOST_UNITS {
        Ok(units)
    } else {
        Err(NetworkError::TraitValue { school: school.clone(), key: asked.key.clone(), value })
    }
}

/// Far beyond sense, and small enough that every sum can be printed in whole metres.
const MOST_UNITS: f64 = 1e6;
