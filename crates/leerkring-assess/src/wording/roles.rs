//! Whether leaders see their schools otherwise, in sentences: a topic for talk, and no verdict.

use leerkring_model::Language;

use super::{of, one_decimal, schools};
use crate::network::{LeaderGap, SchoolGap, people_for_gap};
use crate::privacy::Thresholds;

/// From this probability on, leaders of a school are said to see it otherwise.
const SURE: f64 = 0.9;

/// Whether leaders see their schools otherwise, over the network.
pub fn leader_gap(gap: &LeaderGap, language: Language) -> String {
    let apart = one_decimal(gap.within.mean.abs(), language);
    let interval = gap.within_interval.map_or_else(String::new, |b| {
        let [low, high] = [b.low, b.high].map(|value| one_decimal(value, language));
        language.choose(
            format!(" (met 95 % zekerheid tussen {low} en {high})"),
            format!(" (with 95 % certainty between {low} and {high})"),
        )
    });
    let schools = schools(gap.schools, language);
    let leaders = of(gap.leaders, ["leidinggevende", "leidinggevenden"], ["leader", "leaders"], language);
    let higher = gap.within.mean >= 0.0;
    language.choose(
        format!(
            "Leidinggevenden plaatsen hun school gemiddeld {apart} {} dan collega's{interval}; {schools}, {leaders}.",
            if higher { "hoger" } else { "lager" }
        ),
        format!(
            "Leaders place their school {apart} {} than colleagues on average{interval}; {schools}, {leaders}.",
            if higher { "higher" } else { "lower" }
        ),
    )
}

/// What a school needs to be in the figures on leaders ([`leader_gap`]), for whoever would like to have them.
pub fn what_gaps_need(thresholds: &Thresholds, language: Language) -> String {
    let (leaders, others) = people_for_gap(thresholds);
    language.choose(
        format!("Een school telt hier mee als {leaders} leidinggevenden of meer antwoordden, en {others} anderen of meer. Met minder leidinggevenden kan het ook, als ieder van hen ermee instemt en dat is vastgelegd (`--consent`). Een school blijft erbuiten als maar een paar mensen geen functie opgaven, of als in een van de groepen (leidinggevenden, tenzij ieder van hen instemde; anderen; mensen zonder functie) bijna ieder gelijk antwoordde of iemand die iets openliet zou opvallen."),
        format!("A school counts here if {leaders} leaders or more answered, and {others} others or more. With fewer leaders it can too, if each of them agrees and that is on record (`--consent`). A school stays out of it if only a few people gave no role, or if in one of the groups (leaders, unless each of them agreed; others; people without a role) nearly all answered alike or somebody who left something open would stand out."),
    )
}

/// Whether the leaders of one school see it otherwise: a topic for talk, and no verdict.
pub fn school_gap(gap: &SchoolGap, language: Language) -> String {
    let least = one_decimal(gap.smallest_detectable, language);
    let told = if gap.p_above >= SURE {
        language.choose(
            "leidinggevenden plaatsen de school vrijwel zeker hoger dan hun collega's",
            "leaders almost surely place the school higher than their colleagues",
        )
    } else if gap.p_above <= 1.0 - SURE {
        language.choose(
            "leidinggevenden plaatsen de school vrijwel zeker lager dan hun collega's",
            "leaders almost surely place the school lower than their colleagues",
        )
    } else {
        language.choose(
            "of leidinggevenden de school anders zien dan hun collega's, is niet te zeggen",
            "whether leaders see the school otherwise than their colleagues cannot be said",
        )
    };
    language.choose(
        format!("Rollen: {told}. Met zo weinig mensen is pas een verschil vanaf {least} aan te tonen."),
        format!("Roles: {told}. With so few people only a difference of {least} or more can be detected."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pooling::estimate::Estimate;

    #[test]
    fn what_a_school_needs_follows_the_thresholds() {
        let told = |thresholds: &Thresholds| what_gaps_need(thresholds, Language::En);
        let usual = told(&Thresholds::default());
        assert!(
            usual.contains("8 leaders or more answered, and 8 others or more")
                && usual.contains("`--consent`"),
            "{usual}"
        );
        // Whom `RoleRows::may_tell_gap` keeps out beside their numbers.
        for group in
            ["(leaders, unless each of them agreed; others; people without a role)", "left something open"]
        {
            assert!(usual.contains(group), "{usual}");
        }
        let raised = Thresholds { detail: 9, remainder: 12, ..Thresholds::default() };
        assert!(
            told(&raised).contains("9 leaders or more answered, and 12 others or more"),
            "{}",
            told(&raised)
        );
    }

    #[test]
    fn a_gap_is_said_only_where_it_is_sure() {
        let gap = |p_above: f64| SchoolGap {
            leaders: 5,
            others: 9,
            pooled: Estimate { mean: 0.4, sd: 0.2 },
            p_above,
            p_half_phase: 0.3,
            smallest_detectable: 0.87,
        };
        assert_eq!(
            school_gap(&gap(0.95), Language::En),
            "Roles: leaders almost surely place the school higher than their colleagues. With so few people only a \
             difference of 0.9 or more can be detected."
        );
        assert!(school_gap(&gap(0.7), Language::Nl).contains("is niet te zeggen"));
        assert!(school_gap(&gap(0.05), Language::Nl).contains("lager"));
    }
}
