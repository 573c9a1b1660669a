//! Tables for a report or a paper: numbered, in the style of APA (a figure that cannot exceed 1 has no zero before the point),
//! with a note that says how many, by which rule and from which numbers on.

mod appendix;
mod growth;

pub use self::appendix::appendix_tables;
pub use self::growth::growth_tables;

use leerkring_model::columns::Column;
use leerkring_model::{AspectId, Language, Model};

use super::columns::report;
use super::decimals;
use crate::engine::Options;
use crate::moments::TooFewUnits;
use crate::network::{
    AspectNetwork, Bounded, Consistency, FEWEST_PEOPLE_TOGETHER, FEWEST_SCHOOLS_BETWEEN, FEWEST_SCHOOLS_G,
    NoFigure, people_for_gap,
};
use crate::wording::{few_units, no_figure};

/// A numbered table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberedTable {
    /// Its number, from 1.
    pub number: u32,
    /// What it shows.
    pub title: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// What one must know to read it.
    pub note: String,
    /// What its columns mean.
    pub(super) columns: &'static [Column],
    language: Language,
}

impl NumberedTable {
    /// The table in Markdown.
    pub fn to_markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> = self
            .header
            .iter()
            .enumerate()
            .map(|(at, _)| if at == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        let [table, note] = self.language.choose(["Tabel", "Noot"], ["Table", "Note"]);
        format!(
            "**{table} {}**\n\n*{}*\n\n{}{}{rows}\n*{note}.* {}\n",
            self.number,
            self.title,
            line(&self.header),
            line(&rule),
            self.note
        )
    }
}

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

/// Tables with what their columns mean, numbered from `first` on.
fn numbered(
    first: u32,
    tables: impl IntoIterator<Item = (NumberedTable, &'static [Column])>,
) -> Vec<NumberedTable> {
    let number = |(number, (table, columns))| NumberedTable { number, columns, ..table };
    (first..).zip(tables).map(number).collect()
}

/// Why a row has no figures.
enum NotGiven {
    Figure(NoFigure),
    Units(TooFewUnits),
}

impl From<NoFigure> for NotGiven {
    fn from(reason: NoFigure) -> NotGiven {
        NotGiven::Figure(reason)
    }
}

impl From<TooFewUnits> for NotGiven {
    fn from(few: TooFewUnits) -> NotGiven {
        NotGiven::Units(few)
    }
}

impl NotGiven {
    /// With a full stop.
    fn told(&self, language: Language) -> String {
        match self {
            NotGiven::Figure(reason) => format!("{}.", no_figure(*reason, language)),
            NotGiven::Units(few) => few_units(few, language),
        }
    }
}

/// The figures that tables are made of, one of each aspect.
struct Told<'a, T> {
    each: &'a [T],
    aspect: fn(&T) -> &AspectId,
    model: &'a Model,
    options: &'a Options,
    language: Language,
}

impl<T> Told<'_, T> {
    /// A table with a row per aspect; reasons for what is not given are added to the note.
    fn table(
        &self,
        title: (&str, &str),
        columns: &[(&str, &str)],
        note: (&str, &str),
        row: impl Fn(&T) -> Result<Vec<String>, NotGiven>,
    ) -> NumberedTable {
        let choose = |(nl, en): (&str, &str)| self.language.choose(nl, en).to_owned();
        let (mut rows, mut reasons) = (Vec::new(), Vec::new());
        for one in self.each {
            let aspect = self.model.aspect((self.aspect)(one));
            let name = aspect.map_or("", |aspect| aspect.name().best(self.language.code())).to_owned();
            let cells = row(one).unwrap_or_else(|reason| {
                reasons.push(format!("{name}: {}", reason.told(self.language)));
                vec!["–".to_owned(); columns.len()]
            });
            rows.push(std::iter::once(name).chain(cells).collect());
        }
        let header = std::iter::once(choose(("Aspect", "Aspect"))).chain(columns.iter().copied().map(choose));
        self.numbered(title, header.collect(), rows, note, reasons)
    }

    /// A table of these cells; to the note are added the rule, the thresholds and the reasons.
    fn numbered(
        &self,
        title: (&str, &str),
        header: Vec<String>,
        rows: Vec<Vec<String>>,
        note: (&str, &str),
        reasons: Vec<String>,
    ) -> NumberedTable {
        let choose = |(nl, en): (&str, &str)| self.language.choose(nl, en).to_owned();
        let note = std::iter::once(choose(note)).chain([self.thresholds()]).chain(reasons);
        NumberedTable {
            number: 0,
            title: choose(title),
            header,
            rows,
            note: note.collect::<Vec<_>>().join(" "),
            columns: &[],
            language: self.language,
        }
    }

    /// As many schools as a figure needs, or as many as any figure over schools needs, if that is more.
    fn schools_for(&self, needed: u32) -> u32 {
        needed.max(self.options.thresholds.schools)
    }

    fn thresholds(&self) -> String {
        let thresholds = &self.options.thresholds;
        let (people, detail, schools) =
            (thresholds.people_for(self.options.rule.threshold()), thresholds.detail, thresholds.schools);
        let limit = self.number(self.options.rule.threshold(), 2, true);
        self.language.choose(
            format!("Fase bij meer dan {limit} van de oordelen; fase vanaf {people} personen, details vanaf {detail}, cijfers over scholen vanaf {schools} scholen."),
            format!("Phase by more than {limit} of the judgements; a phase from {people} people, details from {detail}, figures over schools from {schools} schools."),
        )
    }

    /// A number as APA has it; `bounded` if it cannot exceed 1.
    fn number(&self, value: f64, digits: usize, bounded: bool) -> String {
        let text = decimals(value, digits);
        let text = if bounded { text.replacen("0.", ".", 1) } else { text };
        let text = if bounded && value >= 1.0 { decimals(value, digits) } else { text };
        self.language.choose(text.replace('.', ","), text)
    }

    fn with_interval(&self, b: &Bounded, bounded: bool) -> String {
        self.between(b.value, (b.low, b.high), bounded)
    }

    /// A figure with the ends of its interval.
    fn between(&self, value: f64, (low, high): (f64, f64), bounded: bool) -> String {
        let [value, low, high] = [value, low, high].map(|value| self.number(value, 2, bounded));
        self.language.choose(format!("{value} [{low}; {high}]"), format!("{value} [{low}, {high}]"))
    }

    fn or_dash(&self, value: Option<f64>, bounded: bool) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.number(value, 2, bounded))
    }

    /// A p-value; one that rounds to nothing is below the last digit.
    fn p(&self, p: f64, digits: usize) -> String {
        let least = 0.1_f64.powi(digits as i32);
        if p < least / 2.0 {
            return format!("< {}", self.number(least, digits, true));
        }
        self.number(p, digits, true)
    }
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
                "Alleen teams waarvan overeenstemming te zien mag zijn; teams die bijna geheel gelijk antwoordden ontbreken dus. AD in fasen, rond de mediaan.",
                "Only teams of which agreement may be shown, so that teams in which nearly all answered alike are missing. AD in phases, around the median.",
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
                &format!("Personen die alle indicatoren plaatsten. SB (Spearman-Brown) bij twee indicatoren, ω bij meer; binnen vanaf {FEWEST_PEOPLE_TOGETHER} personen, tussen vanaf {between} scholen. Geen van beide zegt of het cijfer van een school betrouwbaar is."),
                &format!("People who placed all indicators. SB (Spearman-Brown) for two indicators, ω for more; within from {FEWEST_PEOPLE_TOGETHER} people, between from {between} schools. Neither says whether the figure of a school is reliable."),
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
