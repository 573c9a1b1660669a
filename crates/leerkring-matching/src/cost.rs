//! What a match costs, in kilometre-equivalents, and the sum in words.

use leerkring_model::Language;

use crate::nearest::EVEN;
use crate::options::CostRates;
use crate::schools::Word;
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
    /// For the phases beyond the next one; of two who think together, for the phases that they are apart.
    pub phase_km: f64,
    /// For the difference in context: the length of the difference in the traits known of both (a category that differs is a
    /// difference of `1 / per_unit`), and a charge for each that is not.
    pub context_km: f64,
    /// For the chance that the host is not further after all.
    pub doubt_km: f64,
    /// What is taken off because the learner could show the host something in return. It may be more than all other parts together.
    pub in_return_km: f64,
    /// Whether the distance is known.
    pub distance_known: bool,
    /// Whether the host must stand higher, as on an aspect. On a topic, and of two who think together, nothing costs anything for
    /// doubt.
    pub upward: bool,
    /// How many phases beyond the next one; 0 if the host stands in the next. Of two who think together, how many phases they are
    /// apart if that costs anything; otherwise 0, so that it does not tell either where the other stands.
    pub extra_phases: u8,
    /// The number of traits known of both schools.
    pub traits_known: u32,
    /// The number of traits asked.
    pub traits_asked: u32,
    /// The probability that the host stands in a higher phase than the learner, from 0 to 1, in whole percents;
    /// `None` if the phase of either is only agreed on in dialogue, which counts as an even chance, or if it need not stand higher.
    pub p_further: Option<f64>,
}

impl Cost {
    /// The sum of the parts, added in the order travel, phase, context, doubt, less what is taken off. Suggestions are ordered
    /// by it. Below 0 what there is to show in return outweighs all else; of two such hosts the cheaper one still comes first.
    #[inline(always)]
    pub fn total_km(&self) -> f64 {
        self.travel_km + self.phase_km + self.context_km + self.doubt_km - self.in_return_km
    }

    /// The parts as whole numbers, as they are shown, in that order; the last, what is taken off, is not above 0.
    pub(crate) fn parts(&self, rounded: impl Fn(f64) -> i64) -> [i64; 5] {
        let [travel, phase, context, doubt] =
            [self.travel_km, self.phase_km, self.context_km, self.doubt_km].map(&rounded);
        [travel, phase, context, doubt, -rounded(self.in_return_km)]
    }

    /// The total in whole tenths of a kilometre, as it is shown: the sum of the parts shown.
    pub(crate) fn shown_tenths(&self) -> i64 {
        self.parts(tenths).iter().sum()
    }

    /// The sum in words, in Dutch or English.
    ///
    /// Each part is rounded to one decimal and the total shown is the sum of the parts shown, so that the sum can be
    /// checked by hand; it can differ from [`total_km`](Cost::total_km) by 0.25 at most. The phase is left out where
    /// it is free, context where no traits are asked, and doubt where nobody needs to stand higher. What a total below 0 means is said.
    pub fn explain(&self, language: Language) -> String {
        let [travel, phase, context, doubt, off] = self.parts(tenths);
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
                    (Language::Nl, 1) if !self.upward => "voor één fase verschil".to_owned(),
                    (Language::Nl, n) if !self.upward => format!("voor {n} fasen verschil"),
                    (Language::En, 1) if !self.upward => "for one phase apart".to_owned(),
                    (Language::En, n) if !self.upward => format!("for {n} phases apart"),
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
        if self.upward {
            add(doubt, of_doubt(self.p_further, language));
        }
        let equivalent = match language {
            Language::Nl => "km-equivalent",
            Language::En => "km-equivalents",
        };
        let less = match (off, language) {
            (0, _) => String::new(),
            (off, Language::Nl) => {
                format!(
                    " - {} km omdat jullie er iets voor terug kunnen laten zien",
                    one_decimal(-off, language)
                )
            }
            (off, Language::En) => {
                format!(" - {} km for something to show in return", one_decimal(-off, language))
            }
        };
        let total = self.shown_tenths();
        let outweighed = match language {
            _ if total >= 0 => "",
            Language::Nl => {
                " (minder dan nul: wat jullie terug kunnen geven, weegt zwaarder dan al het andere samen)"
            }
            Language::En => " (below nothing: what you can show in return outweighs all the rest)",
        };
        format!("{}{less} = {} {equivalent}{outweighed}", parts.join(" + "), one_decimal(total, language))
    }
}

/// What the charge for doubt is for.
fn of_doubt(p_further: Option<f64>, language: Language) -> String {
    match (language, p_further.map(|p| (p * 100.0).round())) {
        (Language::Nl, Some(p)) => format!("twijfel ({p} % kans dat deze school echt verder is)"),
        (Language::Nl, None) => {
            "twijfel (een van beide heeft alleen een afspraak uit het teamgesprek; dat telt als 50 % kans)"
                .to_owned()
        }
        (Language::En, Some(p)) => format!("of doubt ({p} % chance that this school really is further)"),
        (Language::En, None) => {
            "of doubt (one of the two has an agreement from dialogue only; that counts as a 50 % chance)"
                .to_owned()
        }
    }
}

/// One of the two in a match: its number, where it stands, where it is, and its context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party<'a> {
    pub(crate) school: u32,
    pub(crate) stand: &'a Stand,
    pub(crate) point: ([f64; 3], &'a [f64]),
    pub(crate) kinds: &'a [Word],
}

/// In what two schools differ, before anything is charged for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    /// NaN if it is not known.
    km: f64,
    upward: bool,
    /// Beyond the next one; or, where nobody needs to stand higher, apart.
    phases: u8,
    /// In units of context, over the traits known of both.
    context: f64,
    traits_known: u32,
    traits_asked: u32,
    p_further: Option<f64>,
    /// Whether the learner could show the host something.
    pub(crate) in_return: bool,
}

/// In what this host, which is this far, differs from this learner: it stands in a higher phase if that is the way to look. `apart` is how
/// many units apart two kinds are, for each category.
#[inline(always)]
pub(crate) fn difference(
    spreads: &Spreads,
    apart: &[f64],
    learner: &Party,
    host: &Party,
    upward: bool,
    km: f64,
) -> Difference {
    let (mine, theirs) = (learner.point.1, host.point.1);
    let (mine_at, theirs_at) = (learner.stand.phase.number(), host.stand.phase.number());
    let (mut squares, mut traits_known) = (0.0, 0);
    for (mine, theirs) in mine.iter().zip(theirs) {
        let difference = mine - theirs;
        if !difference.is_nan() {
            squares += difference * difference;
            traits_known += 1;
        }
    }
    for ((mine, theirs), apart) in learner.kinds.iter().zip(host.kinds).zip(apart) {
        if let Some(same) = mine.same(*theirs) {
            squares += if same { 0.0 } else { apart * apart };
            traits_known += 1;
        }
    }
    Difference {
        km,
        upward,
        phases: if upward {
            theirs_at.saturating_sub(mine_at).saturating_sub(1)
        } else {
            theirs_at.abs_diff(mine_at)
        },
        context: squares.sqrt(),
        traits_known,
        traits_asked: (mine.len() + apart.len()) as u32,
        p_further: if upward { spreads.p_above(host.stand, learner.stand) } else { None },
        in_return: false,
    }
}

impl Difference {
    /// What it costs at these rates.
    #[inline(always)]
    pub(crate) fn cost(&self, rates: &CostRates) -> Cost {
        let &Difference { km, upward, phases, context, traits_known, traits_asked, p_further, in_return } =
            self;
        let distance_known = !km.is_nan();
        let unknown = f64::from(traits_asked - traits_known);
        let per_phase_km = if upward { rates.per_extra_phase_km } else { rates.per_phase_apart_km };
        Cost {
            travel_km: if distance_known { km } else { rates.unknown_distance_km },
            phase_km: per_phase_km * f64::from(phases),
            context_km: rates.per_context_unit_km * context + rates.per_unknown_trait_km * unknown,
            doubt_km: if upward { rates.full_doubt_km * (1.0 - p_further.unwrap_or(EVEN)) } else { 0.0 },
            in_return_km: if in_return { rates.in_return_km } else { 0.0 },
            distance_known,
            upward,
            // What costs nothing is not told either.
            extra_phases: if upward || per_phase_km > 0.0 { phases } else { 0 },
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
        in_return_km: 0.0,
        distance_known: true,
        upward: true,
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
        let outweighed = Cost { in_return_km: 60.0, ..COST };
        assert!(outweighed.explain(Language::En).ends_with(
            " - 60.0 km for something to show in return = -6.5 km-equivalents (below nothing: what you can show in return \
             outweighs all the rest)"
        ));
        let bare = Cost { extra_phases: 0, phase_km: 0.0, traits_asked: 0, context_km: 0.0, ..COST };
        let bare = Cost { distance_known: false, travel_km: 50.0, p_further: None, doubt_km: 25.0, ..bare };
        assert_eq!(
            bare.explain(Language::Nl),
            "50,0 km reizen (afstand onbekend, vast bedrag) + 25,0 km twijfel (een van beide heeft alleen een afspraak \
             uit het teamgesprek; dat telt als 50 % kans) = 75,0 km-equivalent"
        );
    }
}
