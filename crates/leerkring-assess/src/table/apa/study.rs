//! The tables of the network: how schools differ, how far teams agree, what figures and indicators are worth, roles.

use leerkring_model::{Language, Model};

use super::super::columns::report;
use super::{NumberedTable, Told, numbered};
use crate::engine::Options;
use crate::network::{
    AspectNetwork, Consistency, FEWEST_PEOPLE_TOGETHER, FEWEST_SCHOOLS_BETWEEN, FEWEST_SCHOOLS_G, NoFigure,
    people_for_gap,
};

/// The tables of a study: differences between schools, agreement, reliability of indicators, where noise comes from, roles. The
/// aspects come in the model's order.
pub fn tables(
    networks: &[AspectNetwork],
    model: &Model,
    options: &Options,
    language: Language,
) -> Vec<NumberedTable> {
    let told = Told { each: networks, aspect: |network| &network.aspect, model, options, language };
    let all = [told.differences(), told.agreement(), told.consistency(), told.noise(), told.roles()];
    numbered(1, all.into_iter().zip(report::STUDY))
}

impl Told<'_, AspectNetwork> {
    fn differences(&self) -> NumberedTable {
        self.table(
            ("Verschillen tussen en binnen scholen", "Differences between and within schools"),
            &[
                ("scholen", "schools"),
                ("*n*", "*n*"),
                ("*M* [95 %-BI]", "*M* [95% CI]"),
                ("σ [95 %-BI]", "σ [95% CI]"),
                ("τ [95 %-BI]", "τ [95% CI]"),
                ("ICC(1) [95 %-BI]", "ICC(1) [95% CI]"),
                ("*n* voor ,70", "*n* for .70"),
                ("paren geordend", "pairs ordered"),
            ],
            (
                "Random-interceptmodel (REML) op het gemiddelde van elke persoon; intervallen uit het profiel van de aannemelijkheid. σ: tussen collega's; τ: tussen scholen, in fasen; τ = 0: verschil is niet aan te tonen. Paren geordend: het deel van alle paren scholen waarvan er met 90 % zekerheid één verder is.",
                "Random intercept model (REML) on each person's mean; profile likelihood intervals. σ: between colleagues; τ: between schools, in phases; τ = 0: no difference can be detected. Pairs ordered: the share of all pairs of schools of which one is further with 90% certainty.",
            ),
            |network| {
                let d = network.differences.as_ref().map_err(|reason| *reason)?;
                Ok(vec![
                    network.schools.to_string(),
                    network.people.to_string(),
                    self.with_interval(&d.mu, false),
                    self.with_interval(&d.sigma, false),
                    self.with_interval(&d.tau, false),
                    self.with_interval(&d.rho, true),
                    d.people_needed.map_or_else(|| "–".to_owned(), |n| n.to_string()),
                    self.or_dash(network.ordered.ok(), true),
                ])
            },
        )
    }

    fn agreement(&self) -> NumberedTable {
        self.table(
            ("Overeenstemming binnen teams (medianen)", "Agreement within teams (medians)"),
            &[
                ("teams", "teams"),
                ("AD", "AD"),
                ("*r*wg(j), gelijk", "*r*wg(j), uniform"),
                ("*r*wg(j), licht scheef", "*r*wg(j), slight skew"),
                ("*r*\\*wg", "*r*\\*wg"),
                ("*a*wg", "*a*wg"),
            ],
            (
                "Alleen teams waarvan overeenstemming te zien mag zijn; teams die bijna geheel gelijk antwoordden ontbreken dus, en bij drie indicatoren of meer die waarin iemand er een openliet. AD in fasen, rond de mediaan.",
                "Only teams of which agreement may be shown, so that teams in which nearly all answered alike are missing, and, with three indicators or more, those in which somebody left one open. AD in phases, around the median.",
            ),
            |network| {
                let t = network.together.as_ref().map_err(|reason| *reason)?;
                Ok(vec![
                    t.teams.to_string(),
                    self.number(t.ad, 2, false),
                    self.or_dash(t.r_wg_uniform, true),
                    self.or_dash(t.r_wg_slight_skew, true),
                    self.or_dash(t.r_star, true),
                    self.or_dash(t.a_wg, true),
                ])
            },
        )
    }

    fn consistency(&self) -> NumberedTable {
        let cells = |found: &Result<Consistency, NoFigure>| match found {
            Ok(c) => {
                let alpha = match &c.alpha_interval {
                    Some(bounded) => self.with_interval(bounded, true),
                    None => self.number(c.alpha, 2, true),
                };
                [c.people.to_string(), alpha, self.or_dash(c.spearman_brown.or(c.omega), true)]
            }
            Err(_) => ["–", "–", "–"].map(str::to_owned),
        };
        let between = self.schools_for(FEWEST_SCHOOLS_BETWEEN);
        self.table(
            ("Samenhang van indicatoren, binnen en tussen scholen", "Consistency of indicators, within and between schools"),
            &[
                ("indicatoren", "indicators"),
                ("*n* binnen", "*n* within"),
                ("α binnen [95 %-BI]", "α within [95% CI]"),
                ("SB of ω binnen", "SB or ω within"),
                ("*n* tussen", "*n* between"),
                ("α tussen", "α between"),
                ("SB of ω tussen", "SB or ω between"),
            ],
            (
                &format!("Personen in scholen waar allen die meetellen alle indicatoren plaatsten. SB (Spearman-Brown) bij twee indicatoren, ω bij meer; binnen vanaf {FEWEST_PEOPLE_TOGETHER} personen, tussen vanaf {between} scholen. Geen van beide zegt of het cijfer van een school betrouwbaar is."),
                &format!("Schools where all who count placed all indicators. SB (Spearman-Brown) for two indicators, ω for more; within from {FEWEST_PEOPLE_TOGETHER} people, between from {between} schools. Neither says whether the figure of a school is reliable."),
            ),
            |network| {
                if let (Err(reason), Err(_)) = (&network.within, &network.between) {
                    return Err((*reason).into());
                }
                let indicators = std::iter::once(network.indicator_count.to_string());
                Ok(indicators.chain(cells(&network.within)).chain(cells(&network.between)).collect())
            },
        )
    }

    fn noise(&self) -> NumberedTable {
        let schools = self.schools_for(FEWEST_SCHOOLS_G);
        self.table(
            ("Variantiecomponenten en voorspelde betrouwbaarheid", "Variance components and predicted reliability"),
            &[
                ("school", "school"),
                ("persoon", "person"),
                ("indicator", "indicator"),
                ("school × indicator", "school × indicator"),
                ("rest", "residual"),
                ("*G*, 5", "*G*, 5"),
                ("*G*, 10", "*G*, 10"),
                ("*G*, 20", "*G*, 20"),
            ],
            (
                &format!("Generaliseerbaarheidsstudie (REML), personen binnen scholen, gekruist met indicatoren; *G* op deze indicatoren bij 5, 10 en 20 personen per school. Vanaf {schools} scholen."),
                &format!("Generalizability study (REML), people within schools crossed with indicators; *G* on these indicators with 5, 10 and 20 people per school. From {schools} schools."),
            ),
            |network| {
                let found = network.generalizability.as_ref().map_err(|reason| *reason)?;
                let c = found.study.components;
                let mut cells: Vec<String> = [c.school, c.rater, c.item, c.school_item, c.residual]
                    .map(|value| self.number(value, 3, false))
                    .to_vec();
                for raters in [5, 10, 20] {
                    let study = found.by_raters.iter().find(|(n, _)| *n == raters);
                    cells.push(self.or_dash(study.map(|(_, d)| d.g_items_fixed), true));
                }
                Ok(cells)
            },
        )
    }

    fn roles(&self) -> NumberedTable {
        let (leaders, others) = people_for_gap(&self.options.thresholds);
        self.table(
            ("Leidinggevenden ten opzichte van hun collega's", "Leaders compared with their colleagues"),
            &[
                ("scholen", "schools"),
                ("leidinggevenden", "leaders"),
                ("anderen", "others"),
                ("*b* (*SE*)", "*b* (*SE*)"),
                ("95 %-BI", "95% CI"),
                ("*df*", "*df*"),
                ("*b* gemengd (*SE*)", "*b* mixed (*SE*)"),
                ("τ van verschillen", "τ of gaps"),
            ],
            (
                &format!("In fasen; boven 0 plaatsen leidinggevenden de school hoger. Scholen met {leaders} leidinggevenden of meer, of minder die er ieder aantoonbaar mee instemden, en {others} anderen of meer. *b*: vergelijking binnen scholen, met CR2-standaardfout en Satterthwaite-vrijheidsgraden; gemengd: alle antwoorden. Zegt niets over oorzaken."),
                &format!("In phases; above 0 leaders place the school higher. Schools with {leaders} leaders or more, or fewer each of whom agreed on record, and {others} others or more. *b*: comparison within schools, CR2 standard error and Satterthwaite degrees of freedom; mixed: all answers. It says nothing about causes."),
            ),
            |network| {
                let gap = network.leaders.as_ref().map_err(|reason| *reason)?;
                let with_error =
                    |value: f64, se: f64| format!("{} ({})", self.number(value, 2, false), self.number(se, 2, false));
                let interval = gap.within_interval.map_or_else(
                    || "–".to_owned(),
                    |b| {
                        let [low, high] = [b.low, b.high].map(|value| self.number(value, 2, false));
                        self.language.choose(format!("[{low}; {high}]"), format!("[{low}, {high}]"))
                    },
                );
                Ok(vec![
                    gap.schools.to_string(),
                    gap.leaders.to_string(),
                    gap.others.to_string(),
                    with_error(gap.within.mean, gap.within.sd),
                    interval,
                    self.number(gap.freedom, 1, false),
                    with_error(gap.gap.mean, gap.gap.sd),
                    self.number(gap.tau, 2, false),
                ])
            },
        )
    }
}
