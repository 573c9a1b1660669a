//! The tables of the researcher's appendix.

use leerkring_model::{Language, Model};

use super::super::columns::report;
use super::{NumberedTable, Told, numbered};
use crate::engine::Options;
use crate::network::{
    Appendix, AspectNetwork, CommonOrder, FEWEST_PEOPLE_TOGETHER, FEWEST_SCHOOLS_APART, FEWEST_SCHOOLS_ORDER,
    NoFigure,
};
use crate::wording::no_figure;

/// The number of the first, after those of [`tables`](super::tables).
const FIRST: u32 = 6;

/// The tables of the appendix, numbered after [`tables`](super::tables): how well schools can be told apart, indicators over all people,
/// leaders and colleagues by order, and whether schools put the aspects in one order. The aspects come in the model's order. `order` is what [`common_order`](crate::network::common_order)
/// finds of these networks.
pub fn appendix_tables(
    networks: &[AspectNetwork],
    appendices: &[Appendix],
    order: Result<CommonOrder, NoFigure>,
    model: &Model,
    options: &Options,
    language: Language,
) -> Vec<NumberedTable> {
    let told =
        Told { each: appendices, aspect: |appendix: &Appendix| &appendix.aspect, model, options, language };
    let all = [told.apart(networks), told.overall(), told.leaders(), told.order(order)];
    numbered(FIRST, all.into_iter().zip(report::APPENDIX))
}

impl Told<'_, Appendix> {
    fn apart(&self, networks: &[AspectNetwork]) -> NumberedTable {
        let schools = self.schools_for(FEWEST_SCHOOLS_APART);
        self.table(
            (
                "Hoe goed scholen uit elkaar te houden zijn",
                "How well schools can be told apart",
            ),
            &[
                ("scholen", "schools"),
                ("*n*", "*n*"),
                ("ICC(1)", "ICC(1)"),
                ("ICC(2)", "ICC(2)"),
                ("*n*0", "*n*0"),
                ("per school, midden [laagste; hoogste]", "per school, median [lowest, highest]"),
                ("α Krippendorff", "Krippendorff's α"),
            ],
            (
                &format!("ICC(1) en ICC(2) uit de variantieanalyse, ICC(2) van een team van *n*0 personen. Teams verschillen van grootte: per school is het de betrouwbaarheid van het gemiddelde (REML) van zoveel personen als er meetellen, ook waar het gemiddelde zelf niet te zien is. Krippendorffs α, ordinaal: scholen zijn de eenheden; het gemiddelde over de indicatoren. Geen van deze cijfers zegt hoe eensgezind een team is. Vanaf {schools} scholen."),
                &format!("ICC(1) and ICC(2) by the analysis of variance, ICC(2) of a team of *n*0 people. Teams differ in size: per school it is the reliability of the mean (REML) of as many people as count, also where the mean itself is not shown. Krippendorff's α, ordinal: schools are the units; the mean over the indicators. None of these figures says how far a team agrees. From {schools} schools."),
            ),
            |appendix| {
                let apart = appendix.apart?;
                let network = networks.iter().find(|network| network.aspect == appendix.aspect);
                Ok(vec![
                    apart.schools.to_string(),
                    apart.people.to_string(),
                    self.number(apart.icc1, 2, true),
                    self.number(apart.icc2, 2, true),
                    self.number(apart.typical_size, 1, false),
                    network.map_or_else(|| "–".to_owned(), |network| self.reliabilities(network)),
                    self.or_dash(appendix.krippendorff.ok().map(|found| found.alpha), true),
                ])
            },
        )
    }

    /// The middle one of the reliabilities of schools, with the lowest and the highest.
    fn reliabilities(&self, network: &AspectNetwork) -> String {
        let mut all: Vec<f64> = network.schools().filter_map(|(_, own)| own.reliability.ok()).collect();
        all.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| all.get(place).copied();
        let last = all.len().saturating_sub(1);
        let middle = at(last / 2).zip(at(all.len() / 2)).map(|(a, b)| f64::midpoint(a, b));
        let [middle, low, high] = [middle, at(0), at(last)].map(|value| self.or_dash(value, true));
        self.language.choose(format!("{middle} [{low}; {high}]"), format!("{middle} [{low}, {high}]"))
    }

    fn overall(&self) -> NumberedTable {
        self.table(
            (
                "Samenhang van indicatoren over alle personen",
                "Consistency of indicators over all people",
            ),
            &[
                ("indicatoren", "indicators"),
                ("scholen", "schools"),
                ("*n*", "*n*"),
                ("α", "α"),
                ("SB of ω", "SB or ω"),
                ("ordinale α", "ordinal α"),
            ],
            (
                &format!("Personen in scholen waar allen die meetellen alle indicatoren plaatsten, scholen door elkaar; binnen en tussen scholen staat het in tabel 3. SB (Spearman-Brown) bij twee indicatoren, ω bij meer. Ordinale α is die van wat achter de antwoorden ligt (polychorische correlaties) en valt bijna altijd hoger uit: geen betrouwbaarheid van de score. Vanaf {FEWEST_PEOPLE_TOGETHER} personen."),
                &format!("People in schools where all who count placed all indicators, schools mixed; within and between schools it is in Table 3. SB (Spearman-Brown) for two indicators, ω for more. Ordinal α is that of what lies behind the answers (polychoric correlations) and nearly always comes out higher: not the reliability of the score. From {FEWEST_PEOPLE_TOGETHER} people."),
            ),
            |appendix| {
                let found = appendix.overall?;
                let answers = found.of_answers;
                Ok(vec![
                    appendix.indicator_count.to_string(),
                    answers.schools.to_string(),
                    answers.people.to_string(),
                    self.number(answers.alpha, 2, true),
                    self.or_dash(answers.spearman_brown.or(answers.omega), true),
                    self.or_dash(found.ordinal_alpha, true),
                ])
            },
        )
    }

    fn leaders(&self) -> NumberedTable {
        self.table(
            (
                "Leidinggevenden en hun collega's, op volgorde alleen",
                "Leaders and their colleagues, by order alone",
            ),
            &[
                ("scholen", "schools"),
                ("leidinggevenden", "leaders"),
                ("anderen", "others"),
                ("δ [95 %-BI]", "δ [95% CI]"),
                ("*t* (*df*)", "*t* (*df*)"),
                ("*p*", "*p*"),
                ("*p*, exact", "*p*, exact"),
            ],
            (
                "Alleen vergelijkingen binnen scholen waarvan het verschil te zien mag zijn. δ (Cliff): hoeveel vaker een leidinggevende de school hoger plaatst dan een collega dan lager, van -1 tot 1. *t* en *p*: Brunner en Munzel over scholen; exact: alle manieren om de rollen binnen elke school anders te verdelen, voor het verschil in gemiddelde. Het gaat over deze scholen; tabel 5 over scholen als deze. Zegt niets over oorzaken.",
                "Only comparisons inside schools of which the gap may be told. δ (Cliff): how much more often a leader places the school higher than a colleague does than lower, from -1 to 1. *t* and *p*: Brunner and Munzel over schools; exact: all ways to deal the roles otherwise inside each school, for the gap in means. It is about these schools; Table 5 about schools like these. It says nothing about causes.",
            ),
            |appendix| {
                let found = appendix.leaders?;
                Ok(vec![
                    found.schools.to_string(),
                    found.leaders.to_string(),
                    found.others.to_string(),
                    self.with_interval(&found.delta, true),
                    format!("{} ({})", self.number(found.t, 1, false), self.number(found.freedom, 0, false)),
                    self.p(found.p, 2),
                    found.p_permutation.map_or_else(|_| "–".to_owned(), |p| self.p(p, 2)),
                ])
            },
        )
    }

    /// One row, for the aspects together.
    fn order(&self, found: Result<CommonOrder, NoFigure>) -> NumberedTable {
        let choose = |nl: &str, en: &str| self.language.choose(nl, en).to_owned();
        let header = vec![
            choose("scholen", "schools"),
            choose("aspecten", "aspects"),
            "*W*".to_owned(),
            "χ²".to_owned(),
            "*df*".to_owned(),
            "*p*".to_owned(),
        ];
        let schools = self.schools_for(FEWEST_SCHOOLS_ORDER);
        let cells = match &found {
            Ok(found) => vec![
                found.schools.to_string(),
                found.aspects.to_string(),
                self.number(found.w, 2, true),
                self.number(found.chi_squared, 1, false),
                found.df.to_string(),
                self.p(found.p, 3),
            ],
            Err(_) => vec!["–".to_owned(); header.len()],
        };
        let reason = found.err().map(|reason| format!("{}.", no_figure(reason, self.language)));
        self.numbered(
            (
                "Zetten scholen de aspecten in één volgorde?",
                "Do schools put the aspects in one order?",
            ),
            header,
            vec![cells],
            (
                &format!("Kendalls *W* met scholen als beoordelaars en hun scores, niet afgerond, als oordeel, van 0 (geen gezamenlijke volgorde) tot 1. Zegt wat scholen gemeen hebben, en niet hoe hoog zij staan. Scholen met een score op elk aspect; vanaf {schools}."),
                &format!("Kendall's *W* with schools as raters and their scores, not rounded, as ratings, from 0 (no common order) to 1. It says what schools have in common, and not how high they stand. Schools with a score on every aspect; from {schools}."),
            ),
            reason.into_iter().collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::builtin;

    /// Every note has the rule and the thresholds, and the numbers of schools that were really asked.
    #[test]
    fn notes_follow_the_thresholds() {
        let (model, mut options) = (builtin::samen_leren(), Options::default());
        let notes = |options: &Options, language: Language| -> Vec<String> {
            let none = Err(NoFigure::OneAspect);
            let mut all = super::super::tables(&[], &model, options, language);
            all.extend(appendix_tables(&[], &[], none, &model, options, language));
            all.into_iter().map(|table| table.note).collect()
        };
        let plain = notes(&options, Language::En);
        assert!(
            plain.iter().all(|note| note.contains("Phase by more than .50 of the judgements")),
            "{plain:?}"
        );
        assert!(plain[3].contains("From 10 schools.") && plain[5].contains("From 10 schools."), "{plain:?}");
        assert!(plain[6].contains("From 100 people.") && plain[8].contains("; from 8. "), "{plain:?}");
        options.thresholds.schools = 12;
        let english = notes(&options, Language::En);
        assert!(english[3].contains("From 12 schools.") && english[5].contains("From 12 schools."));
        assert!(english[8].contains("; from 12. "), "{}", english[8]);
        let dutch = notes(&options, Language::Nl);
        assert!(dutch[3].contains("Vanaf 12 scholen.") && dutch[5].contains("Vanaf 12 scholen."));
        assert!(dutch[8].contains("; vanaf 12. ") && dutch[8].contains("Fase bij meer dan"), "{}", dutch[8]);
    }
}
