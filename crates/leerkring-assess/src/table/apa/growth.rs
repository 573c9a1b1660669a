//! The tables of growth over a network, and of what exchanges go together with.

use leerkring_model::{Language, Model};

use super::super::columns::report;
use super::{NumberedTable, Told, numbered};
use crate::engine::Options;
use crate::exchange::{Estimate, FEWEST_DF, FEWEST_SCHOOLS};
use crate::moments::{AspectEffect, Changes, ExchangeEffects, FEWEST_TO_POOL, NetworkChange};
use crate::network::NoFigure;
use crate::wording::few_units;

/// The tables of a study of growth: of each moment and the next how much schools grew; then, with `effects`, schools with an exchange
/// beside those without, and the aspect of an exchange beside the school's others. The aspects come in the model's order.
pub fn growth_tables(
    changes: &[Changes],
    effects: Option<&ExchangeEffects>,
    model: &Model,
    options: &Options,
    language: Language,
) -> Vec<NumberedTable> {
    let growth = (1..).zip(changes).map(|(moment, changes)| {
        let each = &changes.network;
        let told = Told { each, aspect: |of: &NetworkChange| &of.aspect, model, options, language };
        (told.growth(moment), report::GROWTH)
    });
    let exchange = effects.into_iter().flat_map(|effects| {
        let each = &effects.by_aspect;
        let told = Told { each, aspect: |of: &AspectEffect| &of.aspect, model, options, language };
        [(told.schools_beside(), report::SCHOOLS_BESIDE), (told.within(effects), report::WITHIN)]
    });
    numbered(1, growth.chain(exchange))
}

impl Told<'_, NetworkChange> {
    fn growth(&self, moment: usize) -> NumberedTable {
        let (next, schools) = (moment + 1, self.schools_for(FEWEST_TO_POOL as u32));
        self.table(
            (
                &format!("Groei van moment {moment} naar {next}"),
                &format!("Growth from moment {moment} to {next}"),
            ),
            &[
                ("scholen", "schools"),
                ("σ", "σ"),
                ("*M* verandering [90 %-BI]", "*M* change [90% CI]"),
                ("τ", "τ"),
                ("*I*²", "*I*²"),
                ("waarschijnlijk hoger", "probably higher"),
                ("waarschijnlijk lager", "probably lower"),
            ],
            (
                &format!("In fasen. Scholen die op beide momenten een score laten zien; vanaf {schools}. σ: tussen collega's, over beide momenten; *M*: random-effectsmodel (REML) op de veranderingen van scholen, met als standaardfout σ√(1/*n*₁ + 1/*n*₂); τ: hoezeer scholen in verandering verschillen. Waarschijnlijk: met een kans boven ,80, per school, zonder wat de andere scholen lieten zien. De momenten zijn als onafhankelijk genomen; strengere ogen, een toevallig lage start en andere collega's zijn niet van groei te scheiden."),
                &format!("In phases. Schools that show a score at both moments; from {schools}. σ: between colleagues, over both moments; *M*: random-effects model (REML) on the changes of schools, with standard errors σ√(1/*n*₁ + 1/*n*₂); τ: how much schools differ in their change. Probably: with a probability above .80, of each school by itself. The moments are taken as independent; stricter eyes, a start that was low by chance and other colleagues cannot be told from growth."),
            ),
            |network| {
                let found = network.schools;
                let growth = network.growth.zip(network.interval()).zip(network.probably);
                let Some(((growth, interval), (higher, lower))) = growth else {
                    let few = NoFigure::Schools { found, needed: schools };
                    return Err(if found < schools { few } else { NoFigure::OneSchool }.into());
                };
                Ok(vec![
                    found.to_string(),
                    self.or_dash(network.sigma, false),
                    self.between(growth.mu, interval, false),
                    self.number(growth.tau(), 2, false),
                    self.number(growth.i2, 2, true),
                    higher.to_string(),
                    lower.to_string(),
                ])
            },
        )
    }
}

impl Told<'_, AspectEffect> {
    fn schools_beside(&self) -> NumberedTable {
        let each_side = self.schools_for(FEWEST_SCHOOLS as u32);
        self.table(
            (
                "Verandering van scholen met en zonder uitwisseling op het aspect",
                "Change of schools with and without an exchange on the aspect",
            ),
            &[
                ("met", "with"),
                ("zonder", "without"),
                ("*b* [90 %-BI]", "*b* [90% CI]"),
                ("*df*", "*df*"),
                ("*p*", "*p*"),
                ("*b* bij gelijk begin [90 %-BI]", "*b* at equal start [90% CI]"),
                ("*df* bij gelijk begin", "*df* at equal start"),
                ("waarschijnlijk hoger", "probably higher"),
            ],
            (
                &format!("In fasen; boven 0 veranderden scholen met een uitwisseling meer. Scholen die elkaar bezochten tellen als één; vanaf {each_side} aan elke kant. Intervallen: CR2 met Satterthwaite-vrijheidsgraden, vanaf {FEWEST_DF} daarvan; *p*: permutatie. Waarschijnlijk hoger: van zoveel scholen met een uitwisseling, elk apart. Samenhang, geen oorzaak."),
                &format!("In phases; above 0 schools with an exchange changed more. Schools that visited each other count as one; from {each_side} on each side. Intervals: CR2 with Satterthwaite degrees of freedom, from {FEWEST_DF} of these; *p*: permutation. Probably higher: of so many schools with an exchange, each by itself. An association, not a cause."),
            ),
            |effect| {
                let found = effect.effect?;
                let start = found.at_equal_start;
                let probably = effect.probably_higher.map_or_else(
                    || "–".to_owned(),
                    |(rose, schools)| {
                        self.language.choose(format!("{rose} van {schools}"), format!("{rose} of {schools}"))
                    },
                );
                Ok(vec![
                    found.treated.to_string(),
                    found.others.to_string(),
                    self.effect(found.effect, found.robust),
                    self.degrees(found.robust),
                    self.p(found.permutation.p, 3),
                    start.map_or_else(|| "–".to_owned(), |at| self.effect(at.value, start)),
                    self.degrees(start),
                    probably,
                ])
            },
        )
    }

    /// One row, for the aspects together.
    fn within(&self, effects: &ExchangeEffects) -> NumberedTable {
        let header = [
            ("scholen", "schools"),
            ("*T* [90 %-BI]", "*T* [90% CI]"),
            ("*df*", "*df*"),
            ("*p*", "*p*"),
            ("*T* gecorrigeerd", "*T* adjusted"),
            ("*p* gecorrigeerd", "*p* adjusted"),
            ("verandering per plaats", "change per rank"),
        ]
        .map(|(nl, en)| self.language.choose(nl, en).to_owned());
        let cells = match &effects.within {
            Ok(found) => vec![
                found.schools.to_string(),
                self.effect(found.effect, found.over_schools),
                self.degrees(found.over_schools),
                self.p(found.permutation.p, 3),
                self.number(found.adjusted_effect, 2, false),
                self.p(found.adjusted_permutation.p, 3),
                self.number(found.change_per_rank, 2, false),
            ],
            Err(_) => vec!["–".to_owned(); header.len()],
        };
        let reason = effects.within.as_ref().err().map(|few| few_units(few, self.language));
        self.numbered(
            (
                "Het aspect van de uitwisseling naast de andere aspecten van dezelfde school",
                "The aspect of the exchange beside the other aspects of the same school",
            ),
            header.to_vec(),
            vec![cells],
            (
                "In fasen, alle aspecten samen. *T*: de verandering op de aspecten van de uitwisseling min die op de andere aspecten van de school; interval: Student's *t* over scholen; *p*: permutatie van de aspecten binnen scholen. Gecorrigeerd: min wat een lage start verklaart, naar de verandering per plaats van de andere aspecten. Waar scholen hun laagste aspect kozen, is ook die *p* te klein. Samenhang, geen oorzaak.",
                "In phases, all aspects together. *T*: the change on the aspects of the exchange less that on the school's other aspects; interval: Student's *t* over schools; *p*: permutation of the aspects within schools. Adjusted: less what a low start explains, by the change per rank of the other aspects. Where schools chose their lowest aspect, that *p* too is too small. An association, not a cause.",
            ),
            reason.into_iter().collect(),
        )
    }

    /// An effect with its 90 % interval, where there is one.
    fn effect(&self, value: f64, estimate: Option<Estimate>) -> String {
        match estimate.and_then(|estimate| estimate.interval(0.9)) {
            Some(interval) => self.between(value, interval, false),
            None => self.number(value, 2, false),
        }
    }

    fn degrees(&self, estimate: Option<Estimate>) -> String {
        estimate.map_or_else(|| "–".to_owned(), |estimate| self.number(estimate.df, 1, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moments::TooFewUnits;
    use leerkring_model::builtin;

    /// Where there is no figure the row has none, and the note says why, by the thresholds that were used.
    #[test]
    fn what_is_not_given_is_said_with_its_reason() {
        let (model, mut options) = (builtin::samen_leren(), Options::default());
        let network = |place: usize, schools: u32| NetworkChange {
            aspect: model.aspects()[place].id().clone(),
            schools,
            sigma: None,
            growth: None,
            probably: None,
        };
        let changes = [Changes { schools: Vec::new(), network: vec![network(0, 7), network(1, 9)] }];
        let effects = ExchangeEffects {
            by_aspect: vec![AspectEffect {
                aspect: model.aspects()[2].id().clone(),
                effect: Err(TooFewUnits::Sides { treated: 5, others: 8, needed: 6 }),
                probably_higher: None,
            }],
            within: Err(TooFewUnits::Schools { found: 4, needed: 5 }),
            left_out: Vec::new(),
        };
        let tables =
            |options: &Options, language| growth_tables(&changes, Some(&effects), &model, options, language);
        let english = tables(&options, Language::En);
        assert_eq!(english.iter().map(|table| table.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(english.iter().flat_map(|table| &table.rows).all(|row| row.last().unwrap() == "–"));
        let says = |table: usize, told: &str| {
            let note = &english[table].note;
            assert!(note.contains(told), "no `{told}` in {note}");
        };
        says(0, "Course: 7 schools, needed 8. Data and feedback: most people are of one school.");
        says(1, "5 schools or pairs with an exchange and 8 without; 6 of each are needed.");
        says(2, "Within schools: 4 schools or pairs with an exchange; 5 are needed");
        options.thresholds.schools = 10;
        let dutch = tables(&options, Language::Nl);
        assert!(dutch[0].note.contains("Koers: 7 scholen, nodig 10."), "{}", dutch[0].note);
        assert!(dutch[1].note.contains("vanaf 10 aan elke kant"), "{}", dutch[1].note);
        assert_eq!(growth_tables(&changes, None, &model, &options, Language::Nl).len(), 1);
    }
}
