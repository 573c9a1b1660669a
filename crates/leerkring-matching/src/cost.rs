//! What a match costs, in kilometre-equivalents, and the sum in words.

use leerkring_model::Language;

use crate::nearest::EVEN;
use crate::options::CostRates;
use crate::sphere::km;
use crate::stand::{Spreads, Stand};
use crate::words::{one_decimal, tenths};

/// What it costs one school to learn from another, in kilometre-equivalents, part by part.
///
/// The parts say how the choice was made; [`explain`](Cost::explain) says it in words.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Cost {
    /// The distance in kilometres over the globe, 2 R asin(chord / 2) with R = 6371.0088; or the flat charge if
    /// either school has no point.
    pub travel_km: f64,
    /// For the phases beyond the next one.
    pub phase_km: f64,
    /// For the difference in context: the length of the difference in the traits known of both, and a charge for
    /// each that is not.
    pub context_km: f64,
    /// For the chance that the host is not further after all.
    pub doubt_km: f64,
    /// Whether the distance is known.
    pub distance_known: bool,
    /// How many phases beyond the next one; 0 if the host stands in the next.
    pub extra_phases: u8,
    /// The number of traits known of both schools.
    pub traits_known: u32,
    /// The number of traits asked.
    pub traits_asked: u32,
    /// The probability that the host stands in a higher phase than the learner, from 0 to 1, in whole percents;
    /// `None` if the phase of either is only agreed on in dialogue, which counts as an even chance.
    pub p_further: Option<f64>,
}

impl Cost {
    /// The sum of the parts, added in the order travel, phase, context, doubt. Suggestions are ordered by it.
    pub fn total_km(&self) -> f64 {
        self.travel_km + self.phase_km + self.context_km + self.doubt_km
    }

    /// The parts in whole tenths of a kilometre, as they are shown.
    fn parts_shown(&self) -> [i64; 4] {
        [self.travel_km, self.phase_km, self.context_km, self.doubt_km].map(tenths)
    }

    /// The total in whole tenths of a kilometre, as it is shown: the sum of the parts shown.
    pub(crate) fn shown_tenths(&self) -> i64 {
        self.parts_shown().iter().sum()
    }

    /// The sum in words, in Dutch or English.
    ///
    /// Each part is rounded to one decimal and the total shown is the sum of the parts shown, so that the sum can be
    /// checked by hand; it can differ from [`total_km`](Cost::total_km) by 0.2 at most. The phase is left out where
    /// it is free, and context where no traits are asked.
    pub fn explain(&self, language: Language) -> String {
        let [travel, phase, context, doubt] = self.parts_shown();
        let mut parts = Vec::new();
        let mut add = |part: i64, what: String| {
            parts.push(format!("{} km {what}", one_decimal(part, language)));
        };
        add(
            travel,
            match (language, self.distance_known) {
                (Language::Nl, true) => "reizen".to_owned(),
                (Language::Nl, false) => "reizen (afstand onbekend, vast bedrag)".to_owned(),
                (Language::En, true) => "of travel".to_owned(),
                (Language::En, false) => "of travel (distance unknown, a flat charge)".to_owned(),
            },
        );
        if self.extra_phases > 0 {
            add(
                phase,
                match (language, self.extra_phases) {
                    (Language::Nl, 1) => "voor één extra stap".to_owned(),
                    (Language::Nl, n) => format!("voor {n} extra stappen"),
                    (Language::En, 1) => "for one extra step".to_owned(),
                    (Language::En, n) => format!("for {n} extra steps"),
                },
            );
        }
        if self.traits_asked > 0 {
            let (known, asked) = (self.traits_known, self.traits_asked);
            add(
                context,
                match (language, asked) {
                    (Language::Nl, 1) => format!("verschil in context ({known} van 1 kenmerk bekend)"),
                    (Language::Nl, _) => {
                        format!("verschil in context ({known} van {asked} kenmerken bekend)")
                    }
                    (Language::En, 1) => format!("of difference in context ({known} of 1 trait known)"),
                    (Language::En, _) => {
                        format!("of difference in context ({known} of {asked} traits known)")
                    }
                },
            );
        }
        let percent = self.p_further.map(|p| (p * 100.0).round());
        add(
            doubt,
            match (language, percent) {
                (Language::Nl, Some(p)) => format!("twijfel ({p} % kans dat deze school echt verder is)"),
                (Language::Nl, None) => {
                    "twijfel (een van beide heeft alleen een afspraak uit het teamgesprek; dat telt als 50 % kans)"
                        .to_owned()
                }
                (Language::En, Some(p)) => {
                    format!("of doubt ({p} % chance that this school really is further)")
                }
                (Language::En, None) => {
                    "of doubt (one of the two has an agreement from dialogue only; that counts as a 50 % \
                     chance)"
                        .to_owned()
                }
            },
        );
        let equivalent = match language {
            Language::Nl => "km-equivalent",
            Language::En => "km-equivalents",
        };
        format!("{} = {} {equivalent}", parts.join(" + "), one_decimal(self.shown_tenths(), language))
    }
}

/// One of the two in a match: its number, where it stands, where it is, and its context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party<'a> {
    pub(crate) school: u32,
    pub(crate) stand: &'a Stand,
    pub(crate) point: ([f64; 3], &'a [f64]),
}

/// In what a host differs from a learner, before anything is charged for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    /// NaN if it is not known.
    km: f64,
    extra_phases: u8,
    /// In units of context, over the traits known of both.
    context: f64,
    traits_known: u32,
    traits_asked: u32,
    p_further: Option<f64>,
}

/// In what this host, which stands in a higher phase, differs from this learner.
#[inline(always)]
pub(crate) fn difference(spreads: &Spreads, learner: &Party, host: &Party) -> Difference {
    let ((here, mine), (there, theirs)) = (learner.point, host.point);
    let steps = host.stand.phase.number().saturating_sub(learner.stand.phase.number());
    let (mut squares, mut traits_known) = (0.0, 0);
    for (mine, theirs) in mine.iter().zip(theirs) {
        let difference = mine - theirs;
        if !difference.is_nan() {
            squares += difference * difference;
            traits_known += 1;
        }
    }
    Difference {
        km: km(here, there),
        extra_phases: steps.saturating_sub(1),
        context: squares.sqrt(),
        traits_known,
        traits_asked: mine.len() as u32,
        p_further: spreads.p_above(host.stand, learner.stand),
    }
}

impl Difference {
    /// What it costs at these rates.
    #[inline(always)]
    pub(crate) fn cost(&self, rates: &CostRates) -> Cost {
        let &Difference { km, extra_phases, context, traits_known, traits_asked, p_further } = self;
        let distance_known = !km.is_nan();
        let unknown = f64::from(traits_asked - traits_known);
        Cost {
            travel_km: if distance_known { km } else { rates.unknown_distance_km },
            phase_km: rates.per_extra_phase_km * f64::from(extra_phases),
            context_km: rates.per_context_unit_km * context + rates.per_unknown_trait_km * unknown,
            doubt_km: rates.full_doubt_km * (1.0 - p_further.unwrap_or(EVEN)),
            distance_known,
            extra_phases,
            traits_known,
            traits_asked,
            p_further,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COST: Cost = Cost {
        travel_km: 12.44,
        phase_km: 25.0,
        context_km: 7.06,
        doubt_km: 9.0,
        distance_known: true,
        extra_phases: 1,
        traits_known: 2,
        traits_asked: 3,
        p_further: Some(0.82),
    };

    #[test]
    fn the_sum_in_words() {
        assert_eq!(
            COST.explain(Language::Nl),
            "12,4 km reizen + 25,0 km voor één extra stap + 7,1 km verschil in context (2 van 3 kenmerken bekend) \
             + 9,0 km twijfel (82 % kans dat deze school echt verder is) = 53,5 km-equivalent"
        );
        assert_eq!(
            COST.explain(Language::En),
            "12.4 km of travel + 25.0 km for one extra step + 7.1 km of difference in context (2 of 3 traits \
             known) + 9.0 km of doubt (82 % chance that this school really is further) = 53.5 km-equivalents"
        );
        let bare = Cost { extra_phases: 0, phase_km: 0.0, traits_asked: 0, context_km: 0.0, ..COST };
        let bare = Cost { distance_known: false, travel_km: 50.0, p_further: None, doubt_km: 25.0, ..bare };
        assert_eq!(
            bare.explain(Language::Nl),
            "50,0 km reizen (afstand onbekend, vast bedrag) + 25,0 km twijfel (een van beide heeft alleen een afspraak \
             uit het teamgesprek; dat telt als 50 % kans) = 75,0 km-equivalent"
        );
    }
}
