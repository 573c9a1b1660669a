//! Every school at two moments: how much it grew on each aspect, how sure that is, and what the network did.
//!
//! | to | use |
//! |---|---|
//! | compare two sets of answers | [`changes`] |
//! | compare more than two, each with the one before | [`successive`] |
//! | say before a second moment what change it could show | [`foresee`] |
//! | use codes that people made up for themselves | [`paired`] |
//! | ask what exchanges go together with | [`exchange_effects`] |
//! | write `growth.csv` | [`table`] |
//!
//! The statistics of one school are in [`crate::growth`]; here they are put together, and what may not be shown is left
//! out. The rubric must be the same at both moments: the same model in the same version.
//!
//! **Not for** proof that a school improved or got worse. Who learns judges more strictly, an aspect chosen because it was low
//! rises by itself, and other people answer: no figure here knows the difference.

mod change;
mod exchanged;
mod foresee;
mod network;
mod paired;
mod spread;
pub mod table;

#[cfg(test)]
mod tests;

pub use self::change::{Change, Verdict};
pub use self::exchanged::{AspectEffect, Exchange, ExchangeEffects, TooFewUnits, exchange_effects};
pub use self::foresee::{Foreseen, foresee};
pub use self::network::NetworkChange;
pub use self::paired::{CodesError, Stayed, Together, paired};
pub use self::spread::{Smallest, SpreadFrom};

use leerkring_model::{Model, ModelId, Responses};

use self::change::Both;
use crate::engine::{AssessError, Options, assessments};

/// With fewer schools that show their growth, nothing is pooled over schools: how much they differ could not be known.
pub const FEWEST_TO_POOL: usize = 8;

/// Growth between two moments.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Changes {
    /// Every school that answered at either moment, on every aspect: schools by id, aspects in the model's order.
    pub schools: Vec<Change>,
    /// The schools together, an entry per aspect.
    pub network: Vec<NetworkChange>,
}

/// Two moments cannot be compared.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MomentsError {
    /// The moments were asked with other models or versions.
    #[error(
        "the first moment was asked with `{first}`, the second with `{second}`; growth needs the same rubric at both moments"
    )]
    OtherRubric {
        /// The model of the first moment.
        first: ModelId,
        /// The model of the second.
        second: ModelId,
    },
    /// One of them cannot be assessed.
    #[error(transparent)]
    Assess(#[from] AssessError),
}

/// How every school changed between two sets of answers, on every aspect, and all schools together.
///
/// Figures are only where both moments may show a score: from [`detail`](crate::privacy::Thresholds::detail) people on, not nearly
/// alike, and not with too many who cannot judge. Between 5 and 7 people there are the two counted phases. A result does not
/// hold what it may not show. The facts on teams in `options` are taken to hold at both moments.
///
/// Nothing random; neither the order of the answers nor the number of threads shows in anything.
///
/// # Errors
/// [`MomentsError`] if the moments are on different models or versions, or either cannot be assessed.
///
/// ```
/// use leerkring_assess::{Options, moments::changes};
/// use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, builtin};
/// let model = builtin::samen_leren();
/// let moment = |phases: &[u8]| -> Result<Responses, Box<dyn std::error::Error>> {
///     let mut responses = Responses::new(&model);
///     for phase in phases {
///         let answers = vec![Phase::new(*phase).map(Answer::Phase); model.width()];
///         responses.push(&Response::new(SchoolId::new("de-linde")?, answers))?;
///     }
///     Ok(responses)
/// };
/// let (before, after) = (moment(&[1, 2, 2, 2, 2, 2, 3, 3, 3, 4])?, moment(&[2, 2, 3, 3, 3, 3, 3, 4, 4, 4])?);
/// let changes = changes(&model, &before, &after, &Options::default())?;
/// let koers = &changes.schools[0];
/// assert_eq!(koers.people, (10, 10));
/// let growth = koers.growth.value().unwrap();
/// assert!((growth.change - 0.7).abs() < 1e-12 && growth.p_higher > 0.9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn changes(
    model: &Model,
    first: &Responses,
    second: &Responses,
    options: &Options,
) -> Result<Changes, MomentsError> {
    if first.model() != second.model() {
        let (first, second) = (first.model().clone(), second.model().clone());
        return Err(MomentsError::OtherRubric { first, second });
    }
    let before = assessments(model, first, &[], options)?;
    let after = assessments(model, second, &[], options)?;
    let both = Both::of(model, (first, &before), (second, &after));
    let spreads = spread::of_network(model, &both, &options.thresholds);
    let whole = |both: &Both<'_>| {
        let sigma = model.aspects().iter().position(|aspect| aspect.id() == both.aspect.id());
        let sigma = sigma.and_then(|place| spreads.get(place).copied().flatten());
        both.change(sigma, options)
    };
    #[cfg(feature = "parallel")]
    let mut schools: Vec<Change> = {
        use rayon::prelude::*;
        both.par_iter().map(whole).collect()
    };
    #[cfg(not(feature = "parallel"))]
    let mut schools: Vec<Change> = both.iter().map(whole).collect();
    let network = network::pool(model, &spreads, &mut schools, &options.thresholds);
    Ok(Changes { schools, network })
}

/// The changes between each moment and the next; empty with fewer than two moments.
///
/// # Errors
/// As [`changes`].
pub fn successive(
    model: &Model,
    moments: &[&Responses],
    options: &Options,
) -> Result<Vec<Changes>, MomentsError> {
    let pairs = moments.iter().zip(moments.iter().skip(1));
    pairs.map(|(first, second)| changes(model, first, second, options)).collect()
}
