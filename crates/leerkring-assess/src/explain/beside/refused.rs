//! Why two schools are not set side by side.

use leerkring_model::{AspectId, Language, SchoolId};

use crate::network::NoFigure;
use crate::wording::no_figure;

/// Two schools are not set side by side.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotBeside {
    /// A school has no score beside a phase that may be shown.
    #[error("school `{school}` has no score that may stand beside that of another: {}", no_figure(*.reason, Language::En))]
    School {
        /// The school.
        school: SchoolId,
        /// Why it has none.
        reason: NoFigure,
    },
    /// Less than half of a team counts: what the others would say can turn the comparison round.
    #[error(
        "of school `{0}` less than half of the team counts, too few to set it beside another; ask its colleagues to answer still, or correct `team` in the register"
    )]
    Partial(SchoolId),
    /// The network is too small, or its schools do not differ in a way that can be estimated.
    #[error("the schools of this network cannot be pooled: {0}")]
    Network(NoFigure),
    /// The two are one.
    #[error("school `{0}` cannot be set beside itself; name another")]
    Same(SchoolId),
    /// An assessment is not on the aspect of the network.
    #[error("an assessment is on `{0}`, and the network on another aspect")]
    OtherAspect(AspectId),
    /// The model does not have the aspect of the network.
    #[error("model `{model}` has no aspect `{aspect}`; give the model by which the network was assessed")]
    NotInModel {
        /// The aspect of the network and of both assessments.
        aspect: AspectId,
        /// The model that was given.
        model: String,
    },
}
