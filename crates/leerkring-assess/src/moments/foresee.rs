//! What a second measurement could show, said before it takes place.

use leerkring_model::{AspectId, Model, Responses, SchoolId};

use super::MomentsError;
use super::change::Both;
use super::spread::{Smallest, of_network};
use crate::engine::{Options, assessments};
use crate::privacy::Shown;

/// What a second measurement with as many people could show of a school on an aspect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Foreseen {
    /// The school.
    pub school: SchoolId,
    /// The aspect.
    pub aspect: AspectId,
    /// People who count now.
    pub people: u32,
    /// The smallest change that as many people could show.
    pub smallest: Shown<Smallest>,
}

/// Says for every school and aspect what change a second measurement with as many people could show: to be told before it,
/// so that nobody hopes for what eight people cannot show. Schools by id, aspects in the model's order.
///
/// # Errors
/// [`MomentsError`] if the answers cannot be assessed.
pub fn foresee(
    model: &Model,
    responses: &Responses,
    options: &Options,
) -> Result<Vec<Foreseen>, MomentsError> {
    let assessed = assessments(model, responses, &[], options)?;
    // As if the same were answered again.
    let both = Both::of(model, (responses, &assessed), (responses, &assessed));
    let spreads = of_network(model, &both, &options.thresholds);
    let of_one = |both: &Both<'_>| {
        let sigma = model.aspects().iter().zip(&spreads).find(|(aspect, _)| aspect.id() == both.aspect.id());
        Foreseen {
            school: both.school.clone(),
            aspect: both.aspect.id().clone(),
            people: both.first.people(),
            smallest: both.smallest(sigma.and_then(|(_, sigma)| *sigma), options),
        }
    };
    Ok(both.iter().map(of_one).collect())
}
