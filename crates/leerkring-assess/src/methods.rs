//! The methods paragraph of a report, with the settings, numbers and versions that were really used: of where schools stand
//! ([`methods`](fn@methods)), and of growth between moments ([`growth_methods`]).

mod appendix;
mod consistency;
mod exchange;
mod growth;
mod privacy;

pub use self::exchange::UsedExchange;
pub use self::growth::{UsedForGrowth, growth_methods};

use std::fmt::Write;

use leerkring_model::{Language, Model};

use crate::assessment::Assessment;
use crate::engine::Options;
use crate::label::{PROBABLE, SURE};
use crate::network::{Appendix, AspectNetwork, CommonOrder};

/// The version of this software.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a report rests on.
#[derive(Clone, Copy, Debug)]
pub struct Used<'a> {
    /// The model that was answered.
    pub model: &'a Model,
    /// The settings.
    pub options: &'a Options,
    /// The full results.
    pub assessments: &'a [Assessment],
    /// The figures of the networks.
    pub networks: &'a [AspectNetwork],
    /// Their appendices; empty if none were made.
    pub appendices: &'a [Appendix],
    /// Whether schools put the aspects in one order, if that was given.
    pub order: Option<CommonOrder>,
    /// How many reports on this round were published before, beside which the settings hold some things back
    /// ([`privacy::beside`](fn@crate::privacy::beside)).
    pub earlier_reports: usize,
}

/// The methods paragraph in Markdown, with its references: how phases were placed, how sure that is, what was pooled, what was
/// hidden and from which numbers on. Only methods of which a figure was given are described.
pub fn methods(used: &Used<'_>, language: Language) -> String {
    let (appendix, consistency) = (appendix::Given::of(used), consistency::Given::of(used));
    let network = [Some(network(used, language)), consistency.told(language)].into_iter().flatten();
    let mut paragraphs =
        vec![sample(used, language), phases(used.options, language), network.collect::<Vec<_>>().join(" ")];
    paragraphs.extend(appendix.told(language));
    paragraphs.push(privacy::told(used, language));
    let mut references = references_of(used);
    references.extend(consistency.references());
    references.extend(appendix.references());
    whole(used.model, paragraphs, references, language)
}

/// The paragraphs under their title, what was used, and the references by author.
fn whole(model: &Model, paragraphs: Vec<String>, mut references: Vec<&str>, language: Language) -> String {
    let title = language.choose("Methode", "Method");
    let [heading, software] = language.choose(["Literatuur", "Gebruikt"], ["References", "Used"]);
    references.sort_unstable();
    references.dedup();
    let mut text = format!("# {title}\n\n{}\n\n", paragraphs.join("\n\n"));
    // Writing to a string cannot fail.
    let _ = write!(text, "{software}: leerkring {VERSION}; model {}.\n\n## {heading}\n\n", model.id());
    for reference in references {
        let _ = writeln!(text, "- {reference}");
    }
    text
}

fn sample(used: &Used<'_>, language: Language) -> String {
    let schools: std::collections::BTreeMap<_, u32> = used
        .assessments
        .iter()
        .map(|whole| (&whole.standing.school, whole.standing.tally.respondents))
        .collect();
    let answered = schools.values().filter(|n| **n > 0).count();
    let people: u32 = schools.values().sum();
    let mut rates: Vec<f64> =
        used.assessments.iter().filter_map(|whole| whole.response.rate.value().copied()).collect();
    rates.sort_unstable_by(f64::total_cmp);
    // The mean of the two in the middle, which are one where their number is odd.
    let middle = rates.get(rates.len() / 2).zip(rates.get(rates.len().saturating_sub(1) / 2));
    let rate = middle.map_or_else(String::new, |(upper, lower)| {
        let rate = (upper + lower) / 2.0;
        let percent = (rate * 100.0).round();
        language.choose(
            format!(" De mediaan van de respons per school en aspect was {percent} % van het team."),
            format!(" The median response per school and aspect was {percent}% of the team."),
        )
    });
    let (name, counts) = (used.model.name().best(language.code()), who_counts(language));
    let (aspects, indicators, levels) =
        (used.model.aspects().len(), used.model.indicators().count(), used.model.levels());
    language.choose(
        format!("Van {answered} scholen vulden {people} personen {name} in ({aspects} aspecten, {indicators} indicatoren, {levels} fasen).{rate} {counts}"),
        format!("In {answered} schools {people} people answered {name} ({aspects} aspects, {indicators} indicators, {levels} phases).{rate} {counts}"),
    )
}

/// Who counts for an aspect, and which answers never do.
fn who_counts(language: Language) -> &'static str {
    language.choose(
        "Een persoon telt mee voor een aspect als die minstens de helft van de indicatoren plaatste; een indicator die die persoon openliet, staat op de lage mediaan van diens andere antwoorden op het aspect. “Weet ik niet” en “niet van toepassing” tellen nooit als fase.",
        "A person counts for an aspect who placed at least half of its indicators; an indicator that this person left open stands at the lower median of his or her other answers to the aspect. “Don't know” and “not applicable” never count as a phase.",
    )
}

fn phases(options: &Options, language: Language) -> String {
    let rule = &options.rule;
    let [limit, prior, dont_know, probable, sure] =
        [rule.threshold(), rule.prior_mass(), options.dont_know_limit, PROBABLE, SURE]
            .map(|value| decimal(value, language));
    language.choose(
        format!("De fase van een school is de hoogste waarop of waarboven meer dan {limit} van de oordelen ligt, elke persoon met gelijk gewicht. De kans op elke fase en het 90 %-interval van het gemiddelde komen uit een Dirichletproces (Ferguson, 1973; Rubin, 1981) met een prior van {prior} personen, gespreid over de fasen, berekend zonder toevalsgetallen. Een aspect werd niet geplaatst als op een indicator {dont_know} of meer “weet ik niet” was, als het team in twee kampen uiteenviel, of als de fase zelf een kans onder {probable} had en samen met een fase ernaast onder {sure}; waar alleen de getelde fase gegeven mag worden, is dat niet te zien en staat die er. Overeenstemming is de gemiddelde afstand tot de mediaan (Burke, Finkelstein & Dusig, 1999), in woorden gebracht met de grens van Burke en Dunlap (2002)."),
        format!("The phase of a school is the highest that more than {limit} of the judgements reach, each person having equal weight. The probability of each phase and the 90% interval of the mean come from a Dirichlet process (Ferguson, 1973; Rubin, 1981) with a prior of {prior} people spread over the phases, computed without random numbers. An aspect was not placed if {dont_know} or more was “don't know” on an indicator, if the team fell into two camps, or if the phase had a probability below {probable} and, together with one beside it, below {sure}; where only the counted phase may be given, that does not show and it is given. Agreement is the average distance from the median (Burke, Finkelstein & Dusig, 1999), put into words by the limit of Burke and Dunlap (2002)."),
    )
}

fn network(used: &Used<'_>, language: Language) -> String {
    let any = |is: &dyn Fn(&AspectNetwork) -> bool| used.networks.iter().any(is);
    let mut parts: Vec<&str> = Vec::new();
    if any(&|network| network.differences.is_ok()) {
        parts.push(language.choose(
            "Verschillen tussen scholen zijn geschat met een random-interceptmodel (REML; Harville, 1977) op het gemiddelde van elke persoon, met intervallen van 95 % uit het profiel van de aannemelijkheid.",
            "Differences between schools were estimated by a random intercept model (REML; Harville, 1977) on each person's mean, with 95% profile likelihood intervals.",
        ));
    }
    if any(&|network| network.together.is_ok()) {
        parts.push(language.choose(
            "Van overeenstemming is de mediaan over teams gegeven, met r_wg(j) (James, Demaree & Wolf, 1984) onder een gelijke en een licht scheve nulverdeling, r*_wg (Lindell, Brandt & Whitney, 1999) en a_wg (Brown & Hauenstein, 2005).",
            "Of agreement the median over teams is given, with r_wg(j) (James, Demaree & Wolf, 1984) under a uniform and a slightly skewed null, r*_wg (Lindell, Brandt & Whitney, 1999) and a_wg (Brown & Hauenstein, 2005).",
        ));
    }
    if any(&|network| network.generalizability.is_ok()) {
        parts.push(language.choose(
            "Een generaliseerbaarheidsstudie (Brennan, 2001) scheidt school, persoon en indicator.",
            "A generalizability study (Brennan, 2001) tells school, person and indicator apart.",
        ));
    }
    if any(&|network| network.experience.is_ok()) {
        parts.push(language.choose(
            "Naast de eigen kans op elke fase staat die met de ervaring van het netwerk, uit een ordinaal probitmodel (Hedeker & Gibbons, 1994).",
            "Beside a school's own probability of each phase stands that with the network's experience, from an ordinal probit model (Hedeker & Gibbons, 1994).",
        ));
    }
    if any(&|network| network.leaders.is_ok()) {
        parts.push(language.choose(
            "Het verschil tussen leidinggevenden en anderen is binnen scholen geschat, met clusterrobuuste standaardfouten (CR2; Pustejovsky & Tipton, 2018); hoezeer scholen daarin verschillen komt uit een random-effectsmodel (REML; Viechtbauer, 2005).",
            "The difference between leaders and others was estimated within schools, with cluster-robust standard errors (CR2; Pustejovsky & Tipton, 2018); how much schools differ in it comes from a random-effects model (REML; Viechtbauer, 2005).",
        ));
    }
    if parts.is_empty() {
        parts.push(language.choose(
            "Voor cijfers over het netwerk waren er te weinig scholen.",
            "There were too few schools for figures over the network.",
        ));
    }
    parts.join(" ")
}

fn decimal(value: f64, language: Language) -> String {
    let text = format!("{}", (value * 1000.0).round() / 1000.0);
    language.choose(text.replace('.', ","), text)
}

const FERGUSON: &str = "Ferguson, T. S. (1973). A Bayesian analysis of some nonparametric problems. *Annals of Statistics, 1*, 209–230.";
const PUSTEJOVSKY: &str = "Pustejovsky, J. E., & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and hypothesis testing in fixed effects models. *Journal of Business & Economic Statistics, 36*, 672–683.";
const RUBIN: &str = "Rubin, D. B. (1981). The Bayesian bootstrap. *Annals of Statistics, 9*, 130–134.";

const VIECHTBAUER: &str = "Viechtbauer, W. (2005). Bias and efficiency of meta-analytic variance estimators in the random-effects model. *Journal of Educational and Behavioral Statistics, 30*, 261–293.";

/// The references of placing phases and of the network's figures.
fn references_of(used: &Used<'_>) -> Vec<&'static str> {
    let any = |is: &dyn Fn(&AspectNetwork) -> bool| used.networks.iter().any(is);
    let together = any(&|n| n.together.is_ok());
    let (noise, differences) = (any(&|n| n.generalizability.is_ok()), any(&|n| n.differences.is_ok()));
    let (experience, leaders) = (any(&|n| n.experience.is_ok()), any(&|n| n.leaders.is_ok()));
    let all = [
        (noise, "Brennan, R. L. (2001). *Generalizability theory*. Springer."),
        (
            together,
            "Brown, R. D., & Hauenstein, N. M. A. (2005). Interrater agreement reconsidered: An alternative to the r_wg indices. *Organizational Research Methods, 8*, 165–184.",
        ),
        (
            true,
            "Burke, M. J., & Dunlap, W. P. (2002). Estimating interrater agreement with the average deviation index: A user's guide. *Organizational Research Methods, 5*, 159–172.",
        ),
        (
            true,
            "Burke, M. J., Finkelstein, L. M., & Dusig, M. S. (1999). On average deviation indices for estimating interrater agreement. *Organizational Research Methods, 2*, 49–68.",
        ),
        (true, FERGUSON),
        (
            differences,
            "Harville, D. A. (1977). Maximum likelihood approaches to variance component estimation and to related problems. *Journal of the American Statistical Association, 72*, 320–338.",
        ),
        (
            experience,
            "Hedeker, D., & Gibbons, R. D. (1994). A random-effects ordinal regression model for multilevel analysis. *Biometrics, 50*, 933–944.",
        ),
        (
            together,
            "James, L. R., Demaree, R. G., & Wolf, G. (1984). Estimating within-group interrater reliability with and without response bias. *Journal of Applied Psychology, 69*, 85–98.",
        ),
        (
            together,
            "Lindell, M. K., Brandt, C. J., & Whitney, D. J. (1999). A revised index of interrater agreement for multi-item ratings of a single target. *Applied Psychological Measurement, 23*, 127–135.",
        ),
        (leaders, PUSTEJOVSKY),
        (true, RUBIN),
        (leaders, VIECHTBAUER),
    ];
    all.into_iter().filter(|(used, _)| *used).map(|(_, reference)| reference).collect()
}

#[cfg(test)]
mod tests;
