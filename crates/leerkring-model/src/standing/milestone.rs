//! What keeps a school from the phase whose name it may bear.

use crate::ids::AspectId;
use crate::model::Model;
use crate::phase::Phase;
use crate::standing::{Label, Standing};

/// What keeps a school from the milestone of a model on one aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// It stands in this lower phase.
    Below(Phase),
    /// It can be counted to stand high enough, but not surely enough: its label is "between" this phase and the next.
    Between(Phase),
    /// Nothing can be said about the aspect.
    NoStatement,
}

/// The aspects that still keep one school from the phase whose name it may bear when it stands there on every aspect
/// ([`Model::milestone`]), in the model's order; empty if none does, or if the model has no such phase.
///
/// `standings` are the school's own; an aspect that is not among them counts as one without a statement.
pub fn short_of_milestone<'a>(
    model: &Model,
    standings: impl IntoIterator<Item = &'a Standing>,
) -> Vec<(AspectId, Shortfall)> {
    let Some(milestone) = model.milestone() else { return Vec::new() };
    let standings: Vec<&Standing> = standings.into_iter().collect();
    let shortfall = |aspect: &AspectId| {
        let standing = standings.iter().find(|standing| standing.aspect == *aspect);
        let label = standing.and_then(|standing| standing.statement()).map(|statement| statement.label);
        match (standing.and_then(|standing| standing.phase()), label) {
            (Some(_), Some(Label::Between(low))) if low < milestone => Some(Shortfall::Between(low)),
            (Some(phase), _) if phase < milestone => Some(Shortfall::Below(phase)),
            (Some(_), _) => None,
            (None, _) => Some(Shortfall::NoStatement),
        }
    };
    model.aspects().iter().filter_map(|a| Some((a.id().clone(), shortfall(a.id())?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::ids::SchoolId;
    use crate::standing::{Outcome, Reason, Score, Statement};

    #[test]
    fn a_learning_organisation_is_at_level_four_on_every_aspect() {
        let model = builtin::lerende_organisatie();
        let school = SchoolId::new("s").unwrap();
        let standing = |key: &str, agreed: Option<u8>| {
            let aspect = model.aspect_by_key(key).unwrap().id().clone();
            let mut standing =
                Standing::new(school.clone(), aspect, Outcome::NoStatement(vec![Reason::NoAnswers]));
            standing.agreed = agreed.and_then(Phase::new);
            standing
        };
        let mut unsure = standing("goede-start", Some(5));
        let statement = Statement::new(Phase::Four, Label::Between(Phase::Three), Score::new(3.6, 3.2, 4.0));
        unsure.outcome = Outcome::Stated(statement);
        let standings = [
            standing("goede-koers", Some(4)),
            unsure,
            standing("goede-feedback", Some(3)),
            standing("goede-ontwikkeling", None),
        ];
        let short: Vec<_> = short_of_milestone(&model, &standings)
            .into_iter()
            .map(|(aspect, short)| (aspect.key().to_owned(), short))
            .collect();
        assert_eq!(
            short,
            [
                ("goede-start".to_owned(), Shortfall::Between(Phase::Three)),
                ("goede-feedback".to_owned(), Shortfall::Below(Phase::Three)),
                ("goede-ontwikkeling".to_owned(), Shortfall::NoStatement),
                ("goede-differentiatie".to_owned(), Shortfall::NoStatement),
            ]
        );
        assert!(short_of_milestone(&builtin::samen_leren(), &standings).is_empty());
    }
}
