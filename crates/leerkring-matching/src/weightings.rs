//! Other weightings than the chosen one, drawn by lot.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use crate::error::WeightingsError;
use crate::options::{CostRates, MOST_KM};

/// Weightings around the chosen one, for [`robustness`](crate::Network::robustness).
///
/// A kilometre of travel stays a kilometre, and what is taken off for something to show in return stays what it is. Each of the five
/// other [`CostRates`] that a host is charged by is multiplied by a factor of its own, from `1 / factor` to
/// `factor`, drawn such that its logarithm is equally likely everywhere: half as much is as likely as twice as much. The draws come from
/// ChaCha8 with the seed, and are the same on every computer.
///
/// ```
/// use leerkring_matching::{CostRates, Weightings};
/// let chosen = CostRates::default();
/// for rates in Weightings::new(1000, 2.0, 7)?.around(&chosen) {
///     assert!((12.5..=50.0).contains(&rates.per_extra_phase_km));
/// }
/// # Ok::<(), leerkring_matching::WeightingsError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Weightings {
    factor: f64,
    factors: Vec<[f64; RATES]>,
}

/// How many rates there are.
const RATES: usize = 5;

impl Weightings {
    /// So many weightings, from 1 to a million, in which each rate changes by up to this factor, from 1 to 10. A thousand and 2
    /// are usual.
    ///
    /// # Errors
    /// [`WeightingsError`] if a number is outside its range.
    pub fn new(many: u32, factor: f64, seed: u64) -> Result<Weightings, WeightingsError> {
        if !(1..=MOST).contains(&many) {
            return Err(WeightingsError::Many { many, most: MOST });
        }
        // NaN is in no range.
        if !(1.0..=MOST_FACTOR).contains(&factor) {
            return Err(WeightingsError::Factor { factor, most: MOST_FACTOR });
        }
        let mut lot = ChaCha8Rng::seed_from_u64(seed);
        let mut draw = || {
            let share = f64::from(lot.next_u32()) / f64::from(u32::MAX);
            // The bounds may not be passed by a rounding.
            libm::pow(factor, 2.0 * share - 1.0).clamp(1.0 / factor, factor)
        };
        let factors = (0..many).map(|_| std::array::from_fn(|_| draw())).collect();
        Ok(Weightings { factor, factors })
    }

    /// How many there are.
    pub fn many(&self) -> u32 {
        // As many as were asked for.
        self.factors.len() as u32
    }

    /// By how much each rate changes at most.
    pub(crate) fn factor(&self) -> f64 {
        self.factor
    }

    /// The rates of each weighting around these. No rate passes the most that an option takes, 1e6.
    pub fn around(&self, chosen: &CostRates) -> impl Iterator<Item = CostRates> {
        self.factors.iter().map(|&[phase, context, unknown, distance, doubt]| {
            let by = |rate: f64, factor: f64| (rate * factor).min(MOST_KM);
            CostRates {
                per_extra_phase_km: by(chosen.per_extra_phase_km, phase),
                per_context_unit_km: by(chosen.per_context_unit_km, context),
                per_unknown_trait_km: by(chosen.per_unknown_trait_km, unknown),
                unknown_distance_km: by(chosen.unknown_distance_km, distance),
                full_doubt_km: by(chosen.full_doubt_km, doubt),
                ..*chosen
            }
        })
    }
}

const MOST: u32 = 1_000_000;
const MOST_FACTOR: f64 = 10.0;
