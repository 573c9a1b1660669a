//! The four built-in models, and enums for their aspects.
//!
//! Two say how far a school is ([`samen_leren`], [`lerende_organisatie`]); two start a conversation: who takes on which part of the
//! learning at school ([`dialoogscan`]), and how a partnership of schools and teacher training is doing ([`kernthemas`]).
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
const DIALOOGSCAN: &str = include_str!("../models/dialoogscan.toml");
const KERNTHEMAS: &str = include_str!("../models/kernthemas.toml");

/// The development grid "samen leren": 5 aspects, 12 indicators, 5 phases.
pub fn samen_leren() -> Model {
    sound(Model::parse(SAMEN_LEREN))
}

/// The development model "lerende organisatie": 5 aspects, 11 indicators, 5 levels; level 4 on every aspect makes a
/// school a learning organisation ([`Model::milestone`]).
pub fn lerende_organisatie() -> Model {
    sound(Model::parse(LERENDE_ORGANISATIE))
}

/// The dialogue scan "dialoogscan": who takes on which part of the learning of staff. 3 aspects (what school leaders, what
/// staff and what both take on), 28 indicators, 4 levels that are the same for every indicator.
///
/// It is made to be read by role: where leaders and staff see different things, the conversation begins. A level of
/// the whole team says little here.
pub fn dialoogscan() -> Model {
    sound(Model::parse(DIALOOGSCAN))
}

/// The five core themes of a partnership, "kernthemas": 5 aspects, 10 indicators, 5 phases, all of whose descriptors are derived.
///
/// Its answers are about a partnership of schools, boards and teacher training: where leerkring speaks of a school,
/// that is the partnership. The answers of a partnership and of a school do not belong in one network.
pub fn kernthemas() -> Model {
    sound(Model::parse(KERNTHEMAS))
}

/// The built-in model with this name, without its version.
pub fn by_name(name: &str) -> Option<Model> {
    match name {
        "samen-leren" => Some(samen_leren()),
        "lerende-organisatie" => Some(lerende_organisatie()),
        "dialoogscan" => Some(dialoogscan()),
        "kernthemas" => Some(kernthemas()),
        _ => None,
    }
}

/// The names of the built-in models.
pub const NAMES: [&str; 4] = ["samen-leren", "lerende-organisatie", "dialoogscan", "kernthemas"];

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

aspects! {
    /// The aspects of `dialoogscan`.
    DialoogscanAspect of "dialoogscan" {
        /// What school leaders take on.
        Schoolleiding,
        /// What each member of staff takes on.
        Medewerker,
        /// What school leaders and staff take on together.
        Samen,
    }
}

aspects! {
    /// The aspects of `kernthemas`.
    KernthemasAspect of "kernthemas" {
        /// Interest and aim: why partners take part, and what they want to reach.
        BelangEnDoel,
        /// Process and set-up: who does and decides what, and who watches over progress.
        ProcesEnInrichting,
        /// Working and learning together.
        SamenWerkenEnLeren,
        /// Use of data and feedback.
        DataEnFeedback,
        /// A continuous line in what people learn and how they are guided.
        DoorgaandeLijn,
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
        assert_eq!(shape(&dialoogscan()), (3, 28, 112, 4));
        assert_eq!(shape(&kernthemas()), (5, 10, 50, 5));
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
        fn ids(model: &Model) -> Vec<AspectId> {
            model.aspects().iter().map(|aspect| aspect.id().clone()).collect()
        }
        fn of<A: IntoEnumIterator>(id: fn(A) -> AspectId) -> Vec<AspectId> {
            A::iter().map(id).collect()
        }
        assert_eq!(ids(&samen_leren()), of(SamenLerenAspect::id));
        assert_eq!(ids(&lerende_organisatie()), of(LerendeOrganisatieAspect::id));
        assert_eq!(ids(&dialoogscan()), of(DialoogscanAspect::id));
        assert_eq!(ids(&kernthemas()), of(KernthemasAspect::id));
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
    fn where_the_source_has_no_scale_every_descriptor_is_derived() {
        for model in [dialoogscan(), kernthemas()] {
            let mut descriptors = model.indicators().flat_map(|indicator| indicator.descriptors());
            assert!(descriptors.all(|descriptor| descriptor.provenance() == Provenance::Derived));
        }
    }

    #[test]
    fn every_model_says_what_it_is_for_and_asks_an_open_question_about_every_indicator() {
        for name in NAMES {
            let model = by_name(name).unwrap();
            for language in ["nl", "en"] {
                assert!(model.lead().get(language).is_some(), "{name}");
                for indicator in model.indicators() {
                    let question = model.question(indicator.id()).unwrap().get(language).unwrap();
                    assert!(question.ends_with('?'), "{question}");
                }
            }
        }
        let samen_leren = samen_leren();
        let of_k1 = samen_leren.question(samen_leren.indicators().next().unwrap().id());
        assert_ne!(of_k1, Some(samen_leren.aspects()[0].question()), "k1 has a question of its own");
        assert_eq!(samen_leren.question(kernthemas().indicators().next().unwrap().id()), None);
    }

    #[test]
    fn level_four_of_lerende_organisatie_is_named_after_it() {
        let model = lerende_organisatie();
        assert_eq!(model.milestone(), Some(Phase::Four));
        assert_eq!(model.phase_name(Phase::Four).unwrap().get("nl"), Some("lerende organisatie"));
        assert_eq!(samen_leren().milestone(), None);
    }
}
