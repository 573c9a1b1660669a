//! What the methods paragraph says of the effects of exchanges.

use leerkring_model::Language;

use super::PUSTEJOVSKY;
use crate::exchange::{ChangeEffect, FEWEST_DF, Permutation, Permutations};
use crate::moments::{Exchange, ExchangeEffects};

/// What a report on exchanges rests on.
#[derive(Clone, Copy, Debug)]
pub struct UsedExchange<'a> {
    /// The exchanges.
    pub exchanges: &'a [Exchange],
    /// What they go together with.
    pub effects: &'a ExchangeEffects,
    /// How arrangements were gone through.
    pub permutations: Permutations,
}

impl UsedExchange<'_> {
    fn by_aspect(&self) -> impl Iterator<Item = &ChangeEffect> {
        self.effects.by_aspect.iter().filter_map(|of_aspect| of_aspect.effect.as_ref().ok())
    }

    /// What was compared with what, and how sure that is.
    pub(super) fn told(&self, language: Language) -> String {
        let mut parts = Vec::new();
        let tests: Vec<Permutation> = self.by_aspect().map(|found| found.permutation).collect();
        if !tests.is_empty() {
            parts.push(self.schools(&tests, language));
        }
        if let Ok(found) = &self.effects.within {
            let chance = self.chance(&[found.permutation, found.adjusted_permutation], language);
            let schools = found.schools;
            parts.push(language.choose(
                format!("Binnen {schools} scholen of paren is de gemiddelde verandering op de aspecten van de uitwisseling vergeleken met die op de andere aspecten van dezelfde school, met een interval van 90 % (Student's *t* over scholen) en een permutatie van de aspecten binnen scholen ({chance}); daarnaast staat het verschil min wat een lage start verklaart, naar de verandering per plaats van de andere aspecten."),
                format!("Within {schools} schools or pairs the mean change on the aspects of the exchange was compared with that on the other aspects of the same school, with a 90% interval (Student's *t* over schools) and a permutation of the aspects within schools ({chance}); beside it stands the difference less what a low start explains, by the change per rank of the other aspects."),
            ));
        }
        if parts.is_empty() {
            parts.push(
                language
                    .choose(
                        "Voor wat met uitwisseling samenhangt waren er te weinig scholen.",
                        "There were too few schools for what exchanges go together with.",
                    )
                    .to_owned(),
            );
        }
        let left_out = self.effects.left_out.len();
        parts.push(language.choose(
            format!("Dit is samenhang, geen bewijs. Uitwisselingen die niet meetellen, omdat de groei van die school op dat aspect niet te zien is: {left_out}."),
            format!("This is an association, not proof. Exchanges that do not count, because the growth of that school on that aspect is not shown: {left_out}."),
        ));
        parts.join(" ")
    }

    /// Schools with an exchange on an aspect beside those without.
    fn schools(&self, tests: &[Permutation], language: Language) -> String {
        let chance = self.chance(tests, language);
        let any = |is: fn(&Exchange) -> bool| self.exchanges.iter().any(is);
        let pairs = match any(|exchange| exchange.pair.is_some()) {
            true => language.choose(
                "; scholen die elkaar bezochten tellen als één",
                "; schools that visited each other count as one",
            ),
            false => "",
        };
        let strata = match any(|exchange| exchange.stratum.is_some()) {
            true => {
                language.choose(", binnen opgegeven groepen van scholen", ", within given strata of schools")
            }
            false => "",
        };
        let start = match self.has_start() {
            true => language.choose(
                " Daarnaast staat het verschil bij een gelijke score vooraf (regressie van de score daarna op uitwisseling en score vooraf).",
                " Beside it stands the difference at an equal score before (regression of the score after on exchange and score before).",
            ),
            false => "",
        };
        let aspects = tests.len();
        language.choose(
            format!("Op {aspects} van de aspecten is de gemiddelde verandering van scholen met een uitwisseling daarop vergeleken met die van scholen zonder{strata}{pairs}. De *p* komt uit permutatie ({chance}); waar de twee kanten ongelijk gespreid en ongelijk van aantal zijn, kan die misleiden (MacKinnon & Webb, 2020). Intervallen zijn van 90 %, met clusterrobuuste standaardfouten (CR2; Bell & McCaffrey, 2002; Pustejovsky & Tipton, 2018), vanaf {FEWEST_DF} vrijheidsgraden.{start}"),
            format!("On {aspects} of the aspects the mean change of schools with an exchange on it was compared with that of schools without{strata}{pairs}. The *p* comes from permutation ({chance}); where the two sides are spread unequally and differ in number it can mislead (MacKinnon & Webb, 2020). Intervals are of 90%, with cluster-robust standard errors (CR2; Bell & McCaffrey, 2002; Pustejovsky & Tipton, 2018), from {FEWEST_DF} degrees of freedom.{start}"),
        )
    }

    /// How the arrangements of these tests were gone through.
    fn chance(&self, tests: &[Permutation], language: Language) -> String {
        let Permutations { samples, seed, .. } = self.permutations;
        let drawn = || {
            language.choose(
                format!("{samples} verdelingen, getrokken vanaf seed {seed}"),
                format!("{samples} arrangements, drawn from seed {seed}"),
            )
        };
        let all = language.choose("alle verdelingen", "all arrangements");
        match (tests.iter().any(|test| test.is_exact), tests.iter().any(|test| !test.is_exact)) {
            (true, true) => language.choose(
                format!(
                    "{all} waar dat er hoogstens {} zijn, anders {}",
                    self.permutations.most_exact,
                    drawn()
                ),
                format!("{all} where these are at most {}, else {}", self.permutations.most_exact, drawn()),
            ),
            (false, true) => drawn(),
            _ => all.to_owned(),
        }
    }

    fn has_start(&self) -> bool {
        self.by_aspect().any(|found| found.at_equal_start.is_some())
    }

    /// The references of it.
    pub(super) fn references(&self) -> impl Iterator<Item = &'static str> + use<> {
        let is_given = self.by_aspect().next().is_some();
        let all = [
            "Bell, R. M., & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage samples. *Survey Methodology, 28*, 169–181.",
            "MacKinnon, J. G., & Webb, M. D. (2020). Randomization inference for difference-in-differences with few treated clusters. *Journal of Econometrics, 218*, 435–450.",
            PUSTEJOVSKY,
        ];
        all.into_iter().filter(move |_| is_given)
    }
}
