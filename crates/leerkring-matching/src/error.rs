//! What can be wrong with a network, or with a question to it.

use leerkring_model::{AspectId, Date, ModelId, SchoolId, TopicId};

use crate::traits::{PerUnit, Scale};

/// The members or the options make no network. Of several errors the one that is told does not depend on the order
/// of the members.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// Two members have the same school id.
    #[error("school `{school}` is there twice; give each school once, with all its standings")]
    SchoolTwice {
        /// The school.
        school: SchoolId,
    },
    /// There are more schools than can be numbered with their probabilities on each aspect.
    #[error(
        "`{schools}` schools are too many for this model; split the network into parts of at most {most}"
    )]
    TooMany {
        /// How many there are.
        schools: usize,
        /// The most there can be: about four billion, divided by the number of aspects.
        most: usize,
    },
    /// A list of a row has another length than what it lists.
    #[error(
        "school `{school}` comes with {given} `{list}` where there are {expected}; give all of them, or none"
    )]
    ListLength {
        /// The school.
        school: SchoolId,
        /// The list: `traits`, `categories`, `positions`, `offers`, `asks` or `thinks`.
        list: &'static str,
        /// How many it has.
        given: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A member came with the standing of another school.
    #[error("school `{school}` came with a standing of school `{owner}`; give each school its own standings")]
    StandingOfAnother {
        /// The member.
        school: SchoolId,
        /// Whose standing it is.
        owner: SchoolId,
    },
    /// A standing is on an aspect that the model does not have.
    #[error(
        "the standing of school `{school}` on `{aspect}` is not on an aspect of model `{model}`; give standings on \
         this version of this model only"
    )]
    StandingOnUnknown {
        /// The school.
        school: SchoolId,
        /// The aspect of the standing.
        aspect: AspectId,
        /// The model of the network.
        model: ModelId,
    },
    /// A member has two standings on one aspect.
    #[error("school `{school}` has two standings on `{aspect}`; choose the one that counts")]
    StandingTwice {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
    },
    /// A standing is on a scale of another length than the model's.
    #[error(
        "the standing of school `{school}` on `{aspect}` is not on a scale of {levels} phases, as the model's is; \
         compute it again with this model"
    )]
    StandingOffScale {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
        /// The number of phases of the model.
        levels: u8,
    },
    /// A wish names an aspect of this model that the model does not have.
    #[error(
        "school `{school}` has a wish about `{aspect}`, which model `{model}` does not have; correct the name"
    )]
    WishForUnknown {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
        /// The model of the network.
        model: ModelId,
    },
    /// The number given for an option is none it can take.
    #[error("option `{option}` is `{value}`; give a number from {least} to {most}")]
    OptionValue {
        /// The option, as a path in [`Options`](crate::Options).
        option: String,
        /// Its value.
        value: f64,
        /// The least it can be.
        least: f64,
        /// The most it can be.
        most: f64,
    },
    /// The name of a trait asked is no key.
    #[error("`{key}` cannot be the name of a trait; use lower-case letters a-z, digits and hyphens")]
    TraitKey {
        /// The name given.
        key: String,
    },
    /// A trait is asked twice.
    #[error("trait `{key}` is asked twice; ask each trait once")]
    TraitTwice {
        /// The trait.
        key: String,
    },
    /// A topic is given twice.
    #[error("topic `{topic}` is given twice; give each topic once")]
    TopicTwice {
        /// The topic.
        topic: TopicId,
    },
    /// No school of the network knows a trait that is asked and not optional.
    #[error("no school of the network has the trait `{key}`; {}, or make this one optional", choice(known))]
    UnknownTrait {
        /// The trait asked.
        key: String,
        /// The traits that schools do have.
        known: Vec<String>,
    },
    /// Schools know a trait that is asked, but as a number where a category is asked, or the other way round.
    #[error("{}", other_kind(key, *scale))]
    TraitOfOtherKind {
        /// The trait asked.
        key: String,
        /// The scale on which it is asked.
        scale: Scale,
    },
    /// The unit of a trait cannot be taken from the network: too few schools know it, or the middle of them is all alike.
    #[error(
        "`traits.{key}.per_unit` cannot be taken from the network: {}; give a number", no_spread(*known)
    )]
    NoSpread {
        /// The trait.
        key: String,
        /// How many schools know it.
        known: usize,
    },
    /// A category has no spread to take a unit from.
    #[error(
        "`traits.{key}.per_unit` cannot be taken from the network, because a category has no spread; give a number, such \
         as 1"
    )]
    CategorySpread {
        /// The trait.
        key: String,
    },
    /// A school was assessed in a month after that of the day from which it should fade. The day on which people answered is not told.
    #[error(
        "the standing of school `{school}` on `{aspect}` is of {year}-{month:02}, which is after `fading.today`, {today}; give a \
         day of that month or a later one"
    )]
    StandingAfterToday {
        /// The school.
        school: SchoolId,
        /// The aspect.
        aspect: AspectId,
        /// The year of the last answer.
        year: u16,
        /// The month of the last answer, 1 to 12.
        month: u8,
        /// The day given.
        today: Date,
    },
    /// A school's value of a trait cannot be compared: it is not finite, off its scale, or absurdly large.
    #[error(
        "school `{school}` has `{value}` for trait `{key}`, which cannot be compared; give a finite number (not \
         negative on a scale of doublings) of at most a million of its units, or leave it out"
    )]
    TraitValue {
        /// The school.
        school: SchoolId,
        /// The trait.
        key: String,
        /// The value.
        value: f64,
    },
    /// A pair of the rules names a school that the network does not have.
    #[error(
        "`rules.{list}` names school `{school}`, which is not in the network; correct the id or take the pair out"
    )]
    PairOfUnknown {
        /// `vetoes` or `partners`.
        list: &'static str,
        /// The school.
        school: SchoolId,
    },
    /// A pair of the rules is a school with itself.
    #[error("`rules.{list}` pairs school `{school}` with itself; correct one of the two ids")]
    PairWithItself {
        /// `vetoes` or `partners`.
        list: &'static str,
        /// The school.
        school: SchoolId,
    },
}

fn no_spread(known: usize) -> String {
    let needed = PerUnit::LEAST_SCHOOLS;
    if known < needed {
        format!("{known} schools know it, and it takes {needed}")
    } else {
        format!("the middle 80 % of the {known} schools that know it are all alike")
    }
}

fn choice(known: &[String]) -> String {
    if known.is_empty() {
        "no school has any trait, so ask none".to_owned()
    } else {
        format!("ask one of `{}`", known.join("`, `"))
    }
}

fn other_kind(key: &str, scale: Scale) -> String {
    match scale {
        Scale::Category => format!(
            "trait `{key}` is a number in this network, not a category; give it the scale `linear` or `log2`"
        ),
        Scale::Linear | Scale::Log2 => {
            format!("trait `{key}` is a category in this network, not a number; give it the scale `category`")
        }
    }
}

/// The question cannot be put to this network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SuggestError {
    /// The school is not in the network.
    #[error("school `{school}` is not in the network; check the id, or build the network with this school")]
    UnknownSchool {
        /// The school.
        school: SchoolId,
    },
    /// The aspect is not one of the network's model.
    #[error("`{aspect}` is not an aspect of model `{model}`; ask about one of its aspects")]
    UnknownAspect {
        /// The aspect.
        aspect: AspectId,
        /// The model of the network.
        model: ModelId,
    },
    /// The topic is not one of the network's.
    #[error("`{topic}` is not a topic of this network; {}", topics(known))]
    UnknownTopic {
        /// The topic.
        topic: TopicId,
        /// The topics there are.
        known: Vec<TopicId>,
    },
    /// Nobody thinks together alone, nor with a crowd.
    #[error("groups of at most {size} schools cannot be made; take a size from 2 to 32")]
    GroupSize {
        /// The size given.
        size: usize,
    },
}

fn topics(known: &[TopicId]) -> String {
    let known: Vec<&str> = known.iter().map(TopicId::key).collect();
    if known.is_empty() {
        "it has none; give it a list of topics".to_owned()
    } else {
        format!("ask about one of `{}`", known.join("`, `"))
    }
}

/// These are no weightings.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightingsError {
    /// There are none, or too many.
    #[error("`{many}` weightings cannot be tried; give a number from 1 to {most}")]
    Many {
        /// How many were asked for.
        many: u32,
        /// The most there can be.
        most: u32,
    },
    /// The factor by which rates may change is none.
    #[error("a weighting cannot change a rate by up to `{factor}` times; give a factor from 1 to {most}")]
    Factor {
        /// The factor.
        factor: f64,
        /// The most it can be.
        most: f64,
    },
}
