//! The context part of a cost, trait by trait.

use leerkring_model::{Language, School, SchoolId};

use crate::error::SuggestError;
use crate::network::Network;
use crate::options::CostRates;
use crate::traits::UsedTrait;
use crate::words::{number, one_decimal, tenths};

/// In what two schools differ, trait by trait, and what that costs: [`Cost::context_km`](crate::Cost::context_km), to be redone with
/// a pencil. It tells only what registers say, and is the same whichever of the two learns.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Context {
    /// The traits, in the order of [`Network::traits`].
    pub traits: Vec<TraitDifference>,
    /// The root of the sum of the squares of the differences that are known, in units.
    pub units: f64,
    /// How many traits are not known of both.
    pub unknown: u32,
    /// What a unit costs, [`CostRates::per_context_unit_km`].
    pub per_unit_km: f64,
    /// What a trait costs that is not known of both, [`CostRates::per_unknown_trait_km`].
    pub per_unknown_km: f64,
}

/// How far two schools are apart in a trait.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TraitDifference {
    /// The trait, with its unit.
    pub of: UsedTrait,
    /// So many units apart, 0 or more; `None` if it is not known of both.
    pub units: Option<f64>,
}

impl Network {
    /// In what these two differ, trait by trait.
    ///
    /// ```
    /// use leerkring_matching::{Member, Network, Options, Scale, Trait};
    /// use leerkring_model::{Language, School, SchoolId, Wishes, builtin};
    /// let mut options = Options::default();
    /// options.traits = vec![Trait::new(Trait::PUPILS, Scale::Log2, 2.0), Trait::new("network-type", Scale::Category, 2.0)];
    /// let mut schools = Vec::new();
    /// for (id, pupils, network_type) in [("06AB", 100, "openbaar"), ("14CD", 200, "katholiek")] {
    ///     let mut school = School::new(SchoolId::new(id)?, id);
    ///     (school.pupils, school.network_type) = (Some(pupils), Some(network_type.to_owned()));
    ///     schools.push(school);
    /// }
    /// let members = schools.iter().map(|school| Member::new(school.clone(), Wishes::default(), Vec::new())).collect();
    /// let network = Network::build(members, &builtin::samen_leren(), options)?;
    /// let context = network.context(&schools[0].id, &schools[1].id)?;
    /// assert_eq!(
    ///     context.in_language_of(Language::En, [&schools[0], &schools[1]]),
    ///     "pupils (100, 200) 0.5 units; network type (openbaar, katholiek) 0.5 units; √(0.5² + 0.5²) = 0.7071 units × 50 km = 35.4 km"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have one of the schools.
    pub fn context(&self, one: &SchoolId, other: &SchoolId) -> Result<Context, SuggestError> {
        let (one, other) = (self.number(one)?, self.number(other)?);
        let (points, kinds) = (&self.schools.points, &self.schools.kinds);
        // In the order of the traits: numbers, then categories.
        let numbers = points.of(one).1.iter().zip(points.of(other).1).map(|(mine, theirs)| {
            let difference = (mine - theirs).abs();
            (!difference.is_nan()).then_some(difference)
        });
        let categories = kinds.of(one).iter().zip(kinds.of(other)).zip(&kinds.apart);
        let categories = categories
            .map(|((mine, theirs), apart)| mine.same(*theirs).map(|same| if same { 0.0 } else { *apart }));
        let used = self.schools.traits().iter().cloned();
        let traits: Vec<TraitDifference> =
            used.zip(numbers.chain(categories)).map(|(of, units)| TraitDifference { of, units }).collect();
        let known = || traits.iter().filter_map(|of| of.units);
        let CostRates { per_context_unit_km, per_unknown_trait_km, .. } = self.rates;
        Ok(Context {
            units: known().map(|units| units * units).sum::<f64>().sqrt(),
            unknown: (traits.len() - known().count()) as u32,
            traits,
            per_unit_km: per_context_unit_km,
            per_unknown_km: per_unknown_trait_km,
        })
    }
}

impl Context {
    /// The charge in kilometre-equivalents.
    pub fn km(&self) -> f64 {
        self.per_unit_km * self.units + self.per_unknown_km * f64::from(self.unknown)
    }

    /// Trait by trait, and then the charge as a sum for a pencil. In Dutch or English; empty if no traits are asked.
    pub fn in_language(&self, language: Language) -> String {
        self.told(language, |_| None)
    }

    /// The same, with what the registers say of the two.
    pub fn in_language_of(&self, language: Language, schools: [&School; 2]) -> String {
        let both = |of: &UsedTrait| {
            let unknown = || language.choose("onbekend", "unknown").to_owned();
            schools.map(|school| of.value_of(school, language).unwrap_or_else(unknown)).join(", ")
        };
        self.told(language, |of| Some(both(of)))
    }

    fn told(&self, language: Language, values: impl Fn(&UsedTrait) -> Option<String>) -> String {
        if self.traits.is_empty() {
            return String::new();
        }
        let units = |units: f64| {
            let told = number(units, language);
            let word = if told == "1" { "unit" } else { "units" };
            format!("{told} {}", language.choose("eenheid", word))
        };
        let of_trait = |TraitDifference { of, units: apart }: &TraitDifference| {
            let values = values(of).map(|values| format!(" ({values})")).unwrap_or_default();
            let apart = match apart {
                None => language.choose("niet van beide bekend", "not known of both").to_owned(),
                Some(0.0) => language.choose("gelijk", "alike").to_owned(),
                Some(apart) => units(*apart),
            };
            format!("{}{values} {apart}", of.name(language))
        };
        let traits: Vec<String> = self.traits.iter().map(of_trait).collect();
        let apart: Vec<String> = (self.traits.iter().filter_map(|of| of.units).filter(|units| *units > 0.0))
            .map(|units| format!("{}²", number(units, language)))
            .collect();
        // The root of one square needs no root.
        let length = match apart.len() {
            0 | 1 => units(self.units),
            _ => format!("√({}) = {}", apart.join(" + "), units(self.units)),
        };
        let rate = |km: f64| number(km, language);
        let unknown = match self.unknown {
            0 => String::new(),
            n => {
                let word = language.choose("onbekend", "unknown");
                format!(" + {n} {word} × {} km", rate(self.per_unknown_km))
            }
        };
        let (per_unit, km) = (rate(self.per_unit_km), one_decimal(tenths(self.km()), language));
        format!("{}; {length} × {per_unit} km{unknown} = {km} km", traits.join("; "))
    }
}
