//! Values of traits in units of context.

use leerkring_model::SchoolId;

use crate::error::NetworkError;
use crate::nearest::Points;
use crate::schools::Word;
use crate::traits::{PerUnit, Scale, Trait, UsedTrait};

/// The traits asked that are numbers, or those that are categories.
pub(crate) fn asked(traits: &[Trait], category: bool) -> impl Iterator<Item = &Trait> {
    traits.iter().filter(move |asked| (asked.scale == Scale::Category) == category)
}

/// The kinds of each school: for each category in use a word, and how many units two that differ are apart.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    pub(crate) apart: Vec<f64>,
    words: Vec<Word>,
}

impl Kinds {
    /// The words of the schools, one after another.
    pub(crate) fn push(&mut self, words: impl Iterator<Item = Word>) {
        self.words.extend(words);
    }

    /// Those of a school.
    #[inline]
    pub(crate) fn of(&self, school: u32) -> &[Word] {
        let width = self.apart.len();
        if width == 0 { &[] } else { self.row(school, width) }
    }

    fn row(&self, school: u32, width: usize) -> &[Word] {
        let first = school as usize * width;
        self.words.get(first..first + width).unwrap_or_default()
    }

    /// Those that are kept, for the schools in this order of how they came; `apart` in units, for each that is kept.
    pub(crate) fn rearranged(&self, came: &[u32], keep: &[bool], apart: Vec<f64>) -> Kinds {
        let kept = |row: &[Word]| -> Vec<Word> {
            row.iter().zip(keep).filter(|(_, keep)| **keep).map(|(word, _)| *word).collect()
        };
        let words = came.iter().flat_map(|&place| kept(self.row(place, keep.len()))).collect();
        Kinds { apart, words }
    }
}

/// The traits that are used: those that some school knows. One that nobody knows is left out if it is optional.
pub(crate) fn in_use(traits: &[Trait], known: &[bool], schools: usize) -> Result<Vec<bool>, NetworkError> {
    let unknown = traits.iter().zip(known).find(|(asked, known)| !asked.optional && !**known);
    if let Some((asked, _)) = unknown.filter(|_| schools > 0) {
        let known = traits.iter().zip(known).filter(|(_, known)| **known).map(|(asked, _)| asked.key.clone());
        return Err(NetworkError::UnknownTrait { key: asked.key.clone(), known: known.collect() });
    }
    Ok(known.to_vec())
}

/// The value of a number as it is kept until the unit is known: in units if the options say how large those are, else in its own measure
/// or in doublings; NaN if unknown.
pub(crate) fn scaled(school: &SchoolId, value: Option<f64>, asked: &Trait) -> Result<f64, NetworkError> {
    let Some(value) = value else { return Ok(f64::NAN) };
    let per_unit = match asked.per_unit {
        PerUnit::Of(per_unit) => per_unit,
        PerUnit::Robust => 1.0,
    };
    let units = match asked.scale {
        Scale::Log2 if value == 0.0 => return Ok(f64::NAN),
        Scale::Log2 => libm::log2(value) / per_unit,
        Scale::Linear | Scale::Category => value / per_unit,
    };
    let most = if asked.per_unit == PerUnit::Robust { MOST_OWN } else { MOST_UNITS };
    // NaN, as of a negative value, is at most nothing.
    if units.abs() <= most {
        Ok(units)
    } else {
        Err(NetworkError::TraitValue { school: school.clone(), key: asked.key.clone(), value })
    }
}

/// A category as it is used. Its unit is always a number: the options are checked for that.
pub(crate) fn category(asked: &Trait) -> UsedTrait {
    let per_unit = match asked.per_unit {
        PerUnit::Of(per_unit) => per_unit,
        PerUnit::Robust => 1.0,
    };
    UsedTrait { key: asked.key.clone(), scale: asked.scale, per_unit, taken_from: None }
}

/// Brings the values of this number, which stand in this place of each point, to units, and says which unit.
pub(crate) fn settle(
    points: &mut Points,
    place: usize,
    asked: &Trait,
    school: impl Fn(u32) -> Option<SchoolId>,
) -> Result<UsedTrait, NetworkError> {
    let Trait { key, scale, .. } = asked.clone();
    if let PerUnit::Of(per_unit) = asked.per_unit {
        return Ok(UsedTrait { key, scale, per_unit, taken_from: None });
    }
    let labels = 0..points.len() as u32;
    let own = |label| points.of(label).1.get(place).copied().filter(|x| !x.is_nan());
    let mut values: Vec<f64> = labels.clone().filter_map(own).collect();
    values.sort_by(f64::total_cmp);
    let known = values.len();
    let per_unit = percentile(&values, 0.9) - percentile(&values, 0.1);
    if known < PerUnit::LEAST_SCHOOLS || per_unit <= 0.0 {
        return Err(NetworkError::NoSpread { key, known });
    }
    for label in labels {
        let Some(x) = points.context_mut(label).get_mut(place) else { continue };
        *x /= per_unit;
        if x.abs() > MOST_UNITS
            && let Some(school) = school(label)
        {
            let own = *x * per_unit;
            let value = if scale == Scale::Log2 { libm::exp2(own) } else { own };
            return Err(NetworkError::TraitValue { school, key, value });
        }
    }
    let taken_from = u32::try_from(known).ok();
    Ok(UsedTrait { key, scale, per_unit, taken_from })
}

/// The value below which this share of these values lies, which are in rising order: between neighbours in proportion. 0 without any.
fn percentile(values: &[f64], share: f64) -> f64 {
    let at = share * values.len().saturating_sub(1) as f64;
    let (below, part) = (at.floor() as usize, at.fract());
    let low = values.get(below).copied().unwrap_or(0.0);
    let high = values.get(below + 1).copied().unwrap_or(low);
    low + part * (high - low)
}

/// Far beyond sense, and small enough that every sum can be printed in whole metres.
const MOST_UNITS: f64 = 1e6;
/// What a value is at most of which the unit is not known yet.
const MOST_OWN: f64 = 1e15;

#[cfg(test)]
mod tests {
    use super::*;

    /// As `PERCENTILE.INC` of a spreadsheet.
    #[test]
    fn percentiles_between_neighbours() {
        let values: Vec<f64> = (1..=11).map(f64::from).collect();
        assert_eq!((percentile(&values, 0.1), percentile(&values, 0.9)), (2.0, 10.0));
        let values = [1.0, 2.0, 4.0, 8.0];
        assert!((percentile(&values, 0.1) - 1.3).abs() < 1e-12);
        assert!((percentile(&values, 0.9) - 6.8).abs() < 1e-12);
        assert_eq!((percentile(&[3.0], 0.9), percentile(&[], 0.1)), (3.0, 0.0));
    }
}
