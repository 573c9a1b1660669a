//! What the methods paragraph says of whether the indicators of an aspect hang together.

use leerkring_model::Language;

use super::Used;
use crate::network::Consistency;

/// Which coefficients were given, within schools, between them or over all people.
pub(super) struct Given {
    within: bool,
    between: bool,
    interval: bool,
    spearman_brown: bool,
    omega: bool,
}

impl Given {
    pub(super) fn of(used: &Used<'_>) -> Given {
        let (within, between) = (
            used.networks.iter().filter_map(|network| network.within.as_ref().ok()),
            used.networks.iter().filter_map(|network| network.between.as_ref().ok()),
        );
        let overall = used.appendices.iter().filter_map(|appendix| Some(appendix.overall.ok()?.of_answers));
        let all: Vec<Consistency> = within.clone().chain(between.clone()).copied().chain(overall).collect();
        Given {
            within: within.clone().next().is_some(),
            between: between.clone().next().is_some(),
            interval: all.iter().any(|found| found.alpha_interval.is_some()),
            // Of two indicators the one, of more the other.
            spearman_brown: all.iter().any(|found| found.spearman_brown.is_some()),
            omega: all.iter().any(|found| found.spearman_brown.is_none() && found.omega.is_some()),
        }
    }

    fn any(&self) -> bool {
        self.within || self.between || self.spearman_brown || self.omega
    }

    /// What is said of it, if any of it was given.
    pub(super) fn told(&self, language: Language) -> Option<String> {
        let levels = match (self.within, self.between) {
            (true, true) => [
                " apart binnen en tussen scholen (Geldhof, Preacher & Zyphur, 2014),",
                " within and between schools apart (Geldhof, Preacher & Zyphur, 2014),",
            ],
            (true, false) => [
                " binnen scholen (Geldhof, Preacher & Zyphur, 2014),",
                " within schools (Geldhof, Preacher & Zyphur, 2014),",
            ],
            (false, true) => [
                " tussen scholen (Geldhof, Preacher & Zyphur, 2014),",
                " between schools (Geldhof, Preacher & Zyphur, 2014),",
            ],
            (false, false) => ["", ""],
        };
        let interval = [
            ", binnen scholen met een interval van 95 % (Feldt, Woodruff & Salih, 1987)",
            ", within schools with a 95% interval (Feldt, Woodruff & Salih, 1987)",
        ];
        let interval = if self.interval { interval } else { ["", ""] };
        let [levels, interval] = [levels, interval].map(|[nl, en]| language.choose(nl, en));
        let mut told = language.choose(
            format!("Of de indicatoren van een aspect samenhangen, is bepaald{levels} in scholen waar allen die meetellen ze alle plaatsten, met alfa (Cronbach, 1951){interval}."),
            format!("Whether the indicators of an aspect hang together was assessed{levels} in schools where all who count placed all of them, by alpha (Cronbach, 1951){interval}."),
        );
        if self.spearman_brown {
            told.push_str(language.choose(
                " Bij twee indicatoren staat de coëfficiënt van Spearman en Brown ernaast (Brown, 1910; Spearman, 1910), die daar de voorkeur heeft (Eisinga, te Grotenhuis & Pelzer, 2013).",
                " For two indicators the Spearman-Brown coefficient stands beside it (Brown, 1910; Spearman, 1910), which is to be preferred there (Eisinga, te Grotenhuis & Pelzer, 2013).",
            ));
        }
        if self.omega {
            told.push_str(language.choose(
                " Bij drie indicatoren of meer staat omega ernaast (McDonald, 1999), van één factor die met de grootste aannemelijkheid is geschat (Jöreskog, 1967).",
                " For three indicators or more omega stands beside it (McDonald, 1999), of one factor estimated by maximum likelihood (Jöreskog, 1967).",
            ));
        }
        self.any().then_some(told)
    }

    /// The references of it.
    pub(super) fn references(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = [
            (
                self.spearman_brown,
                "Brown, W. (1910). Some experimental results in the correlation of mental abilities. *British Journal of Psychology, 3*, 296–322.",
            ),
            (
                self.any(),
                "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika, 16*, 297–334.",
            ),
            (
                self.spearman_brown,
                "Eisinga, R., te Grotenhuis, M., & Pelzer, B. (2013). The reliability of a two-item scale: Pearson, Cronbach, or Spearman-Brown? *International Journal of Public Health, 58*, 637–642.",
            ),
            (
                self.interval,
                "Feldt, L. S., Woodruff, D. J., & Salih, F. A. (1987). Statistical inference for coefficient alpha. *Applied Psychological Measurement, 11*, 93–103.",
            ),
            (
                self.within || self.between,
                "Geldhof, G. J., Preacher, K. J., & Zyphur, M. J. (2014). Reliability estimation in a multilevel confirmatory factor analysis framework. *Psychological Methods, 19*, 72–91.",
            ),
            (
                self.omega,
                "Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. *Psychometrika, 32*, 443–482.",
            ),
            (self.omega, "McDonald, R. P. (1999). *Test theory: A unified treatment*. Erlbaum."),
            (
                self.spearman_brown,
                "Spearman, C. (1910). Correlation calculated from faulty data. *British Journal of Psychology, 3*, 271–295.",
            ),
        ];
        all.into_iter().filter(|(given, _)| *given).map(|(_, reference)| reference)
    }
}
