//! What the methods paragraph says of the researcher's appendix.

use leerkring_model::Language;

use super::Used;
use crate::network::Appendix;

/// Which figures of the appendix were given.
pub(super) struct Given {
    apart: bool,
    krippendorff: bool,
    ordinal: bool,
    order: bool,
    leaders: bool,
    bootstrap: bool,
}

impl Given {
    pub(super) fn of(used: &Used<'_>) -> Given {
        let any = |is: fn(&Appendix) -> bool| used.appendices.iter().any(is);
        Given {
            apart: any(|appendix| appendix.apart.is_ok()),
            krippendorff: any(|appendix| appendix.krippendorff.is_ok()),
            ordinal: any(|appendix| appendix.overall.is_ok_and(|found| found.ordinal_alpha.is_some())),
            order: used.order.is_some(),
            leaders: any(|appendix| appendix.leaders.is_ok()),
            bootstrap: any(|appendix| appendix.bootstraps().any(|(_, found)| found.is_ok())),
        }
    }

    /// The paragraph, if any of it was given.
    pub(super) fn told(&self, language: Language) -> Option<String> {
        let parts = [
            (
                self.apart,
                [
                    "ICC(1) en ICC(2) komen uit de variantieanalyse (Bliese, 2000); daarnaast staat de betrouwbaarheid per school.",
                    "ICC(1) and ICC(2) come from the analysis of variance (Bliese, 2000); beside them stands the reliability per school.",
                ],
            ),
            (
                self.krippendorff,
                [
                    "Krippendorffs alfa (ordinaal; Krippendorff, 2011) heeft scholen als eenheden en is het gemiddelde over de indicatoren.",
                    "Krippendorff's alpha (ordinal; Krippendorff, 2011) has schools as units and is the mean over the indicators.",
                ],
            ),
            (
                self.ordinal,
                [
                    "Ordinale alfa (Zumbo, Gadermann & Zeisser, 2007), uit polychorische correlaties (Olsson, 1979), is over alle personen bepaald, naast alfa over dezelfde personen.",
                    "Ordinal alpha (Zumbo, Gadermann & Zeisser, 2007), from polychoric correlations (Olsson, 1979), was assessed over all people, beside alpha over the same people.",
                ],
            ),
            (
                self.order,
                [
                    "Of scholen de aspecten in één volgorde zetten, is getoetst met Kendalls W (Kendall & Babington Smith, 1939), met scholen als beoordelaars.",
                    "Whether schools put the aspects in one order was tested by Kendall's W (Kendall & Babington Smith, 1939), with schools as raters.",
                ],
            ),
            (
                self.leaders,
                [
                    "Leidinggevenden en hun collega's zijn ook op volgorde vergeleken, alleen binnen scholen: met Cliffs delta (Cliff, 1993), de toets van Brunner en Munzel (2000) over scholen en de exacte permutatie van rollen binnen scholen.",
                    "Leaders and their colleagues were also compared by order, inside schools only: by Cliff's delta (Cliff, 1993), the test of Brunner and Munzel (2000) over schools and the exact permutation of roles inside schools.",
                ],
            ),
            (
                self.bootstrap,
                [
                    "Van scholen met 20 personen of meer staat naast het interval van de score dat van de exacte bootstrap (BCa, 90 %; Efron, 1987).",
                    "Of schools with 20 people or more, the interval of the exact bootstrap (BCa, 90%; Efron, 1987) stands beside that of the score.",
                ],
            ),
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter(|(given, _)| *given)
            .map(|(_, [nl, en])| language.choose(nl, en))
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The references of it.
    pub(super) fn references(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = [
            (
                self.apart,
                "Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability: Implications for data aggregation and analysis. In K. J. Klein & S. W. J. Kozlowski (Eds.), *Multilevel theory, research, and methods in organizations* (pp. 349–381). Jossey-Bass.",
            ),
            (
                self.leaders,
                "Brunner, E., & Munzel, U. (2000). The nonparametric Behrens-Fisher problem: Asymptotic theory and a small-sample approximation. *Biometrical Journal, 42*, 17–25.",
            ),
            (
                self.leaders,
                "Cliff, N. (1993). Dominance statistics: Ordinal analyses to answer ordinal questions. *Psychological Bulletin, 114*, 494–509.",
            ),
            (
                self.bootstrap,
                "Efron, B. (1987). Better bootstrap confidence intervals. *Journal of the American Statistical Association, 82*, 171–185.",
            ),
            (
                self.order,
                "Kendall, M. G., & Babington Smith, B. (1939). The problem of m rankings. *Annals of Mathematical Statistics, 10*, 275–287.",
            ),
            (
                self.krippendorff,
                "Krippendorff, K. (2011). *Computing Krippendorff's alpha-reliability*. University of Pennsylvania.",
            ),
            (
                self.ordinal,
                "Olsson, U. (1979). Maximum likelihood estimation of the polychoric correlation coefficient. *Psychometrika, 44*, 443–460.",
            ),
            (
                self.ordinal,
                "Zumbo, B. D., Gadermann, A. M., & Zeisser, C. (2007). Ordinal versions of coefficients alpha and theta for Likert rating scales. *Journal of Modern Applied Statistical Methods, 6*, 21–29.",
            ),
        ];
        all.into_iter().filter(|(given, _)| *given).map(|(_, reference)| reference)
    }
}
