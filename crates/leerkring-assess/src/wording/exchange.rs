//! What exchanges go together with, in words: never what they brought about.

use leerkring_model::{Language, Model};

use super::growth::signed;
use super::{of, percent};
use crate::exchange::{Estimate, ExchangeError, PROBABLY, Permutation, TripleDifference};
use crate::moments::{AspectEffect, ExchangeEffects, TooFewUnits};

/// The effects in sentences: one for each aspect, one for the aspects within schools, and what speaks against them.
pub fn exchange(effects: &ExchangeEffects, model: &Model, language: Language) -> Vec<String> {
    let mut told: Vec<String> =
        effects.by_aspect.iter().map(|effect| by_aspect(effect, model, language)).collect();
    told.push(match &effects.within {
        Ok(within) => inside(within, language),
        Err(few) => few_units(few, language),
    });
    if !effects.left_out.is_empty() {
        let exchanges = of(
            effects.left_out.len() as u64,
            ["uitwisseling telt", "uitwisselingen tellen"],
            ["exchange does", "exchanges do"],
            language,
        );
        told.push(language.choose(
            format!("{exchanges} niet mee: of de school op dat aspect vooruitging, mag niet getoond worden of is niet bekend."),
            format!("{exchanges} not count: whether the school grew on that aspect may not be shown or is not known."),
        ));
    }
    told.push(
        language
            .choose(
                "Dit is samenhang, geen bewijs: scholen die op bezoek gaan verschillen van andere, wie bezoek ontving deed ook \
                 mee, een laag aspect stijgt vaak vanzelf, en wat op andere aspecten doorwerkt maakt het verschil kleiner.",
                "This is an association, not proof: schools that visit differ from others, hosts took part too, a low aspect \
                 often rises by itself, and what spills over to other aspects makes the difference smaller.",
            )
            .to_owned(),
    );
    told
}

fn by_aspect(effect: &AspectEffect, model: &Model, language: Language) -> String {
    let name = model.aspect(&effect.aspect).map_or("", |aspect| aspect.name().best(language.code()));
    let found = match &effect.effect {
        Ok(found) => found,
        Err(few) => return format!("{name}: {}", few_units(few, language)),
    };
    let (with, without) = (units(found.treated, language), found.others);
    let change = signed(found.effect, language);
    let interval = interval(found.robust, language);
    let p = chance(&found.permutation, language);
    let start = found.at_equal_start.map(|start| {
        let change = signed(start.value, language);
        let interval = self::interval(Some(start), language);
        language.choose(
            format!(" Bij een gelijk begin: {change}{interval}."),
            format!(" At an equal start: {change}{interval}."),
        )
    });
    // Each school by itself, so that these can be more than the units before.
    let rose = effect.probably_higher.map(|(rose, schools)| {
        let (schools, limit) = (super::schools(schools as u64, language), percent(PROBABLY));
        language.choose(
            format!(" Van {schools} met uitwisseling, elk apart geteld, {} er {rose} waarschijnlijk (kans boven {limit} %).", if rose == 1 { "steeg" } else { "stegen" }),
            format!(" Of {schools} with an exchange, each counted by itself, {rose} probably rose (probability above {limit} %)."),
        )
    });
    let main = language.choose(
        format!(
            "{name}: uitwisseling hangt samen met {change} fase verschil in verandering{interval} ({with} met, \
             {without} zonder; {p})."
        ),
        format!(
            "{name}: an exchange is associated with a difference in change of {change} phases{interval} ({with} with, \
             {without} without; {p})."
        ),
    );
    [Some(main), start, rose].into_iter().flatten().collect()
}

fn inside(within: &TripleDifference, language: Language) -> String {
    let (schools, change) = (units(within.schools, language), signed(within.effect, language));
    let interval = interval(within.over_schools, language);
    let p = chance(&within.permutation, language);
    let (adjusted, adjusted_p) =
        (signed(within.adjusted_effect, language), chance(&within.adjusted_permutation, language));
    language.choose(
        format!(
            "Binnen scholen: het aspect van de uitwisseling veranderde {change} fase ten opzichte van de andere aspecten van \
             dezelfde school{interval} ({schools}; {p}). Gecorrigeerd voor een laag begin: {adjusted} \
             ({adjusted_p})."
        ),
        format!(
            "Within schools: the aspect of the exchange changed by {change} phases relative to the other aspects of the same \
             school{interval} ({schools}; {p}). Adjusted for a low start: {adjusted} ({adjusted_p})."
        ),
    )
}

fn interval(estimate: Option<Estimate>, language: Language) -> String {
    match estimate.and_then(|estimate| estimate.interval(0.9)) {
        Some((low, high)) => {
            let [low, high] = [low, high].map(|limit| signed(limit, language));
            language.choose(
                format!(", met 90 % zekerheid tussen {low} en {high}"),
                format!(", with 90 % certainty between {low} and {high}"),
            )
        }
        None => language.choose(" (te weinig voor een interval)", " (too few for an interval)").to_owned(),
    }
}

fn chance(permutation: &Permutation, language: Language) -> String {
    // Never 0: the arrangement that was is one of them.
    let p = if permutation.p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {:.3}", permutation.p) };
    match language {
        Language::Nl => p.replace('.', ","),
        Language::En => p,
    }
}

/// Schools, or pairs of schools that visited each other.
fn units(count: usize, language: Language) -> String {
    let (nl, en) = (["school of paar", "scholen of paren"], ["school or pair", "schools or pairs"]);
    of(count as u64, nl, en, language)
}

/// Why there is no effect, in a sentence.
pub(crate) fn few_units(few: &TooFewUnits, language: Language) -> String {
    match few {
        TooFewUnits::Sides { treated, others, needed } => language.choose(
            format!("{} met uitwisseling en {others} zonder; {needed} van elk zijn nodig.", units(*treated, language)),
            format!("{} with an exchange and {others} without; {needed} of each are needed.", units(*treated, language)),
        ),
        TooFewUnits::Schools { found, needed } => language.choose(
            format!("Binnen scholen: {} met uitwisseling; {needed} zijn nodig, geen met meer dan de helft van de mensen.", units(*found, language)),
            format!("Within schools: {} with an exchange; {needed} are needed, none with more than half of the people.", units(*found, language)),
        ),
        TooFewUnits::Exchange(error) => language.choose(not_computed(*error), format!("{error}.")),
    }
}

/// Why an effect cannot be computed, in Dutch.
fn not_computed(error: ExchangeError) -> String {
    match error {
        ExchangeError::TooFewSchools { treated, others } => {
            format!(
                "{treated} scholen met uitwisseling en {others} zonder; van elk zijn er minstens twee nodig."
            )
        }
        ExchangeError::NoStratumCompares => {
            "in geen enkele groep zijn er scholen met en scholen zonder uitwisseling.".to_owned()
        }
        ExchangeError::NoTargets => {
            "geen school heeft naast het aspect van de uitwisseling een ander aspect met cijfers.".to_owned()
        }
        ExchangeError::TooManyAspects(aspects) => {
            format!("een school met {aspects} aspecten; er kunnen er hoogstens 16 verdeeld worden.")
        }
        ExchangeError::NotANumber => "een score die geen getal is.".to_owned(),
    }
}
