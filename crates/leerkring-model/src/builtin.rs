//! The two built-in models, and enums for their aspects.
//!
//! ```
//! use leerkring_model::builtin::{self, SamenLerenAspect};
//! use strum::IntoEnumIterator;
//!
//! let model = builtin::samen_leren();
//! for aspect in SamenLerenAspect::iter() {
//!     let aspect = model.aspect(&aspect.id()).ok_or("every aspect of the enum is in the model")?;
//!     println!("{}: {}", aspect.id().key(), aspect.lead().best("en"));
//! }
//! assert_eq!("data-en-feedback".parse(), Ok(SamenLerenAspect::DataEnFeedback));
//! # Ok::<(), &str>(())
//! ```

use crate::ids::{AspectId, ModelId};
use crate::load::ModelError;
use crate::model::Model;

const SAMEN_LEREN: &str = include_str!("../models/samen-leren.toml");
const LERENDE_ORGANISATIE: &str = include_str!("../models/lerende-organisatie.toml");

/// The development grid "samen leren": 5 aspects, 12 indicators, 5 phases.
pub fn samen_leren() -> Model {
    sound(Model::parse(SAMEN_LEREN))
}

/// The development model "lerende organisatie": 5 aspects, 11 indicators, 5 levels; level 4 on every aspect makes a
/// school a learning organisation ([`Model::milestone`]).
pub fn lerende_organisatie() -> Model {
    sound(Model::parse(LERENDE_ORGANISATIE))
}

/// The built-in model with this name, without its version.
pub fn by_name(name: &str) -> Option<Model> {
    match name {
        "samen-leren" => Some(samen_leren()),
        "lerende-organisatie" => Some(lerende_organisatie()),
        _ => None,
    }
}

/// The names of the built-in models.
pub const NAMES: [&str; 2] = ["samen-leren", "lerende-organisatie"];

#[expect(clippy::panic, reason = "the text is part of the program, and a test reads it")]
fn sound(model: Result<Model, ModelError>) -> Model {
    model.unwrap_or_else(|error| panic!("built-in model: {error}"))
}

/// Enums for the aspects of a built-in model: `Display` and `FromStr` by key, `EnumIter` in the model's order.
macro_rules! aspects {
    ($(#[$doc:meta])* $name:ident of $model:literal { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            strum::Display, strum::EnumIter, strum::EnumString, strum::EnumCount, strum::IntoStaticStr,
        )]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
        #[strum(serialize_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// The id of the aspect in the built-in version of the model.
            pub fn id(self) -> AspectId {
                let model = ModelId::new($model, 1).expect("the name of a built-in model is a key");
                AspectId::new(&model, self.into()).expect("the name of a built-in aspect is a key")
            }
        }
    };
}

aspects! {
    /// The aspects of `samen-leren`.
    SamenLerenAspect of "samen-leren" {
        /// What the school's course rests on, and how far it lives in the classroom.
        Koers,
        /// Use of data and feedback.
        DataEnFeedback,
        /// The learning professional.
        LerendeProfessional,
        /// Learning together in the team.
        SamenLeren,
        /// Distributed leadership.
        Leiderschap,
    }
}

aspects! {
    /// The aspects of `lerende-organisatie`.
    LerendeOrganisatieAspect of "lerende-organisatie" {
        /// A good course: goals, and who is involved in them.
        GoedeKoers,
        /// A good start: choosing and guiding new colleagues.
        GoedeStart,
        /// Good feedback: its sources and what is done with it.
        GoedeFeedback,
        /// Good development: personal plans and means.
        GoedeOntwikkeling,
        /// Good differentiation: ambitions and progress of groups of pupils.
        GoedeDifferentiatie,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Provenance;
    use crate::phase::Phase;
    use strum::IntoEnumIterator;

    fn shape(model: &Model) -> (usize, usize, usize, u8) {
        let descriptors = model.indicators().map(|i| i.descriptors().len()).sum();
        (model.aspects().len(), model.width(), descriptors, model.levels())
    }

    #[test]
    fn the_built_in_models_are_complete_in_two_languages() {
        assert_eq!(shape(&samen_leren()), (5, 12, 60, 5));
        assert_eq!(shape(&lerende_organisatie()), (5, 11, 55, 5));
        for name in NAMES {
            let model = by_name(name).unwrap();
            assert_eq!(model.languages().collect::<Vec<_>>(), ["nl", "en"]);
            let beyond_derived: Vec<_> = model
                .lint()
                .into_iter()
                .filter(|d| !matches!(d, crate::lint::Doubt::Derived { .. }))
                .collect();
            assert_eq!(beyond_derived, []);
        }
    }

    #[test]
    fn the_enums_name_the_aspects_in_order() {
        let samen_leren = samen_leren();
        let from_model: Vec<_> = samen_leren.aspects().iter().map(|a| a.id().clone()).collect();
        assert_eq!(from_model, SamenLerenAspect::iter().map(SamenLerenAspect::id).collect::<Vec<_>>());
        let lerende = lerende_organisatie();
        let from_model: Vec<_> = lerende.aspects().iter().map(|a| a.id().clone()).collect();
        assert_eq!(
            from_model,
            LerendeOrganisatieAspect::iter().map(LerendeOrganisatieAspect::id).collect::<Vec<_>>()
        );
    }

    #[test]
    fn derived_cells_are_marked() {
        let model = samen_leren();
        let derived: Vec<String> = model
            .indicators()
            .flat_map(|i| model.phases().map(move |p| (i, p)))
            .filter(|(i, p)| i.descriptor(*p).unwrap().provenance() == Provenance::Derived)
            .map(|(i, p)| format!("{}.{p}", i.id().key()))
            .collect();
        assert_eq!(derived, ["d2.1", "d2.2", "d2.5", "l1.4", "l2.4", "l2.5", "l3.1", "l3.5", "g1.5", "g2.5"]);
    }

    #[test]
    fn level_four_of_lerende_organisatie_is_named_after_it() {
        let model = lerende_organisatie();
        assert_eq!(model.milestone(), Some(Phase::Four));
        assert_eq!(model.phase_name(Phase::Four).unwrap().get("nl"), Some("lerende organisatie"));
        assert_eq!(samen_leren().milestone(), None);
    }
}
